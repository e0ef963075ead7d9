//! How much a text reads like the abstract of a paper, for whose authors a keyword is another thing than for a newspaper's editor.

use std::collections::HashSet;

use super::unit::{Region, Units};

/// Words that papers live by.
const ACADEMIC: &str = "研究 分析 探讨 方法 结果 结论 目的 本文 实验 试验 影响 应用 模型 算法 机理 机制 表明 理论 提出 采用 参数 性能 设计 测定 含量 浓度 检测 对照 显著 优化 仿真 \
特征 特性 结构 评价 比较 基于 综述 论述 阐述 制备 合成 患者 治疗 临床 疗效 因素 对策 策略 现状 系统 数值 函数 系数 样本 变量 实证 测试 计算 论文 原理 过程 效应 差异 探析 浅析 初探 及其";

/// 0 for news, towards 1 for an abstract: the density of such words in title and text.
pub(super) fn academic(units: &Units) -> f64 {
    let words: HashSet<&str> = ACADEMIC.split_ascii_whitespace().collect();
    let is: Vec<bool> = units.words.iter().map(|word| words.contains(word)).collect();
    let (mut all, mut academic) = (0.0, 0.0);
    for unit in &units.row {
        // A title of ten words says as much as a paragraph.
        let weight = if unit.region == Region::Title { 3.0 } else { 1.0 };
        if unit.chars > 1 {
            all += weight;
            if is[unit.word as usize] {
                academic += weight;
            }
        }
    }
    (academic / f64::max(all, 20.0) * 10.0).min(1.0)
}
