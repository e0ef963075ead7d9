//! Stop words, in two strengths: Chinese ones, and of English and code what stands in Chinese articles. Written for this crate.

use std::sync::LazyLock;

use crate::hash::FastSet;

/// Words that hold a sentence together. They end a phrase and are no keyword.
const FUNCTION: &str = "的 地 得 了 着 过 是 在 和 与 及 或 而 且 并 但 也 都 就 还 又 再 很 更 最 不 没 没有 有 无 把 被 将 对 向 从 由 于 以 为 给 让 使 令 用 按 \
当 到 至 自 跟 同 比 因 如 若 则 即 便 虽 却 乃 之 其 所 者 此 该 本 这 那 哪 每 各 某 另 我 你 他 她 它 您 咱 们 吗 呢 吧 啊 呀 嘛 哦 唉 哈 \
我们 你们 他们 她们 它们 咱们 自己 大家 人们 别人 他人 本人 这个 那个 这些 那些 这种 那种 这样 那样 这里 那里 这儿 那儿 这么 那么 这一 那一 \
什么 怎么 怎样 怎么样 如何 为何 为什么 哪里 哪些 哪个 几 多少 谁 何 某些 某个 每个 各个 各种 各类 其他 其它 其余 其中 其实 其次 \
以及 并且 而且 或者 或是 还是 但是 可是 不过 然而 因为 由于 因此 因而 所以 于是 如果 假如 倘若 只要 只有 除非 无论 不管 不论 尽管 虽然 即使 既然 \
既 不仅 不但 不只 除了 除 关于 对于 至于 鉴于 基于 根据 依据 按照 依照 通过 经过 随着 沿着 为了 作为 成为 称为 认为 以为 视为 \
已 已经 曾 曾经 正 正在 将要 即将 刚 刚刚 才 仅 仅仅 只 只是 只能 便是 就是 不是 都是 也是 还有 还要 就要 可 可以 可能 能 能够 会 要 应 应该 应当 \
必须 须 需 需要 得以 愿意 敢 肯 想 来 去 起来 下来 上来 出来 进来 过来 下去 上去 出去 进去 过去 回来 之间 之中 之后 之前 以来 以后 以前 以上 以下 之一 \
非常 十分 比较 特别 尤其 极其 相当 更加 越 越来越 几乎 大约 大概 左右 约 近 多 少 太 真 真正 确实 的确 当然 甚至 甚而 反而 反之 总之 综上 此外 另外 同时 \
首先 最后 然后 接着 随后 后来 之类 等 等等 例如 比如 譬如 诸如 包括 说 讲 说道 表示 指出 称 据 据悉 据了解 记者 获悉 报道 讯 日前 近日 目前 当前 如今 现在 今天 昨天 昨日 今日 明天 当天 当日 当时 今年 去年 明年 \
上述 上面 下面 如下 以下简称 简称 一 一个 一些 一种 一样 一直 一定 一般 一起 一下 一次 一方面 一系列 二 两 两个 三 四 五 六 七 八 九 十 第一 第二 第三 个 位 名 次 年 月 日 时 分 元 种 \
上 下 中 里 内 外 前 后 间 时候 之际 期间 有的 有些 有关 相关 所有 全部 一切 任何 许多 很多 不少 不同 不断 不能 不会 不要 不得 无法 尚 尚未 未 未能 均 皆 凡 非 否 是否 能否 \
及其 连同 进而 从而 以便 以免 而是 而言 来说 来看 看来 可见 换言之 也就是说 与此同时 在于 处于 属于 位于 等于 大于 小于 高于 低于 用于 有助于 有利于 \
十一 十二 二十 百 千 万 亿 几个 多个 那时 此时 此次 本次 本文 本报 本刊 本网 笔者 作者 编者 摘要 关键词 图 组图 图文 视频 原标题 责编 发稿 网讯 时许 \
a an the of and or to in on at by for from with as is are was were be been it its this that these not no if else then but do does did can will would has have had we you he she they his her their our your \
The This That And For With From Not You We It In Of To def var let const return import class function true false null None True False self int void www http https com cn";

/// Words of any text. Alone they say nothing of what it is about; within a phrase they may (发展碳汇合作社, 问题导向).
const GENERAL: &str = "发展 推动 推进 促进 加快 加强 建设 提高 提升 提出 实现 形成 完善 健全 优化 强化 深化 坚持 加大 扩大 增强 增加 减少 开展 进行 实施 落实 贯彻 推广 \
做好 做到 抓好 着力 大力 全面 深入 进一步 积极 努力 充分 有效 有力 切实 持续 加以 得到 取得 获得 发挥 具有 拥有 存在 出现 发生 产生 引起 造成 导致 带来 带动 引领 \
促使 保障 确保 保证 保持 维护 支持 支撑 服务 帮助 鼓励 引导 指导 组织 培育 培养 打造 构建 建立 创建 设立 成立 建成 完成 达到 超过 利用 运用 使用 采用 采取 应用 适应 符合 满足 \
解决 处理 应对 面对 面临 围绕 结合 融合 统筹 协调 配合 参与 参加 加入 进入 走进 走向 迈向 转向 转变 转型 改变 改善 改进 变化 变革 调整 升级 突破 创造 开始 继续 成为 作为 \
研究 分析 探讨 探索 讨论 介绍 阐述 论述 说明 表明 显示 发现 证明 验证 比较 对比 评价 考察 调查 统计 计算 测定 检测 观察 总结 综述 思考 认识 理解 把握 看待 重视 关注 注重 \
我国 国家 国内 国外 国际 全国 全省 全市 全县 全区 全镇 全乡 全村 全州 全球 世界 社会 时代 时期 阶段 年代 历史 现实 未来 当代 现代 近年 近年来 今后 长期 \
问题 工作 任务 目标 目的 要求 需求 条件 环境 背景 情况 状况 现状 形势 趋势 特点 特征 特色 性质 本质 内涵 意义 价值 作用 功能 影响 效果 成效 成果 成绩 结果 结论 结构 原因 因素 \
关系 方面 方向 方式 方法 方案 办法 措施 对策 策略 战略 路径 途径 手段 举措 政策 制度 体系 系统 机制 体制 模式 模型 理论 理念 思想 思路 观点 概念 原则 规律 基础 重点 关键 核心 \
水平 质量 效率 能力 力量 动力 活力 优势 潜力 程度 规模 数量 范围 领域 行业 部门 单位 机构 企业 公司 人员 人民 群众 地区 地方 区域 中心 城市 过程 进程 环节 内容 形式 类型 \
种类 部分 整体 总体 主体 对象 资源 资料 数据 信息 材料 技术 科学 工程 项目 活动 事业 产业 经济 生产 生活 管理 市场 经验 实践 建议 意见 角度 视角 层面 高度 格局 局面 \
重要 主要 基本 根本 关键性 显著 明显 突出 良好 优秀 先进 新型 新的 新 大 小 高 低 好 强 快 大规模 高水平 高效 必要 必然 具体 一致 共同 相互 相应 相对 直接 间接 全 全体 全过程 \
时间 地点 事情 事件 事实 东西 人 人士 先生 女士 有人 个人 方 双方 对方 一方 一边 一旁 身上 手中 眼前 心中 样子 地步 机会 结合起来 发布 公布 宣布 召开 举行 举办 会议 强调 希望 相信 \
知道 看到 听到 感到 觉得 告诉 回答 回应 透露 称赞 进行中 找到 拿到 看见 看 听 做 作 干 搞 走 站 坐 吃 打 拿 放 写 读 问 请 叫 找 用 开 关 买 卖 人均 同比 增长 下降 上升 达 \
简要 初步 试验 实验 实例 案例 本研究 设计 改革 创新 命题 规范 标准 贡献 需 难题 困难 挑战 机遇 空间 深度 广度 地位 层次 步伐 步骤 根基 引擎 道路 篇章 征程 局限 不足 短板 堵点 卡点 痛点 优质 部署 谋划 助力 选择 催生 维度 传统 高端 平台 投入 激发 涌现 阶段性 多元化 常态化 有序 稳步 协同 引导性 \
要素 载体 底色 场景 禀赋 抓手 着力点 突破口 落脚点 出发点 立足点 切入点 增长点 相适应 新旧 优劣 强弱 古今 虚实 高低 大小 多寡 多地 各地 研发 一流 布局 集团 首要 新版 本场 严重 再次 最强 最新 最大 最佳 主导 导向 效应 高素质 比重 比例 前沿 新一轮 中国式 沃土 引领者 依法 经查 经审查 事发 当场";

/// The built-in lists, read once.
static BUILT_IN: LazyLock<[FastSet<&str>; 2]> =
    LazyLock::new(|| [FUNCTION, GENERAL].map(|list| list.split_ascii_whitespace().collect()));

/// The built-in lists and the caller's own words.
pub(super) struct StopWords<'a> {
    extra: &'a [String],
}

impl<'a> StopWords<'a> {
    /// The built-in words and `extra`, which count as function words.
    pub(super) fn new(extra: &'a [String]) -> Self {
        Self { extra }
    }

    /// Whether `word` ends a phrase and is no keyword.
    pub(super) fn is_function(&self, word: &str) -> bool {
        BUILT_IN[0].contains(word) || self.extra.iter().any(|extra| extra == word)
    }

    /// Whether `word` alone says nothing of a text.
    pub(super) fn is_general(&self, word: &str) -> bool {
        BUILT_IN[1].contains(word)
    }
}
