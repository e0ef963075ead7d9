//! Words that show what a sentence does in its text, found in one pass.

use crate::{hash::FastMap, order::sort_by_key, word_char::is_word_char};

/// What a cue shows. The number is its place in [`Counts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Fillers and addresses of the spoken word.
    Spoken,
    /// What a speaker would leave out in writing.
    Filler,
    /// Said to the room, not on the matter.
    Courtesy,
    /// Now comes what matters.
    Emphasis,
    /// An example.
    Example,
    /// Where the press knows a thing from.
    Reported,
    /// Somebody is quoted.
    Attributed,
    /// Belongs to the page, not to the article.
    Noise,
    /// What the buttons of a page say.
    Button,
    /// What came before the news.
    Background,
    /// How a thing ended.
    Outcome,
    /// A step of procedure, told alike of every case.
    Formula,
}

/// How often each [`Cue`] occurs.
pub type Counts = [u16; 12];

/// How a sentence opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// With a word that points at something named before: 他, 该公司.
    pub pronoun: bool,
    /// With a word that goes on from what was said before: 但是, 此外.
    pub connective: bool,
    /// With a conclusion: 总之, 因此.
    pub concluding: bool,
    /// With a number of an enumeration: 一是, 其二.
    pub enumeration: bool,
    /// With how things stand now: 目前.
    pub current: bool,
}

/// Fillers and addresses of the spoken word.
const SPOKEN: &[&str] = &[
    "这个",
    "那个",
    "就是",
    "然后",
    "我觉得",
    "我认为",
    "我想",
    "我们",
    "咱们",
    "大家",
    "对吧",
    "是吧",
    "对不对",
    "是不是",
    "那么",
    "其实",
    "呃",
    "嗯",
    "啊",
    "吧",
    "呢",
    "嘛",
    "哈",
    "你们",
    "你",
    "我",
    "您",
];

/// Fillers only: what a speaker would leave out in writing.
const FILLERS: &[&str] = &[
    "这个",
    "那个",
    "就是",
    "然后",
    "对吧",
    "是吧",
    "对不对",
    "是不是",
    "那么",
    "其实",
    "呃",
    "嗯",
    "啊",
    "吧",
    "嘛",
    "哈",
    "怎么说",
    "所谓的",
    "的话",
    "反正",
    "等于说",
    "就是说",
    "可能",
];

/// What a speaker says to the room and not on the matter.
const COURTESY: &[&str] = &[
    "谢谢",
    "感谢",
    "大家好",
    "各位",
    "欢迎",
    "掌声",
    "主持人",
    "请您",
    "您好",
    "你好",
    "时间关系",
    "先请",
    "有请",
    "下面请",
    "下一位",
    "在座",
    "分享到这",
    "再次感谢",
    "女士们",
    "先生们",
    "早上好",
    "下午好",
    "晚上好",
];

/// The author says that now comes what matters.
const EMPHASIS: &[&str] = &[
    "关键在于",
    "关键是",
    "核心是",
    "核心在于",
    "重要的是",
    "最重要",
    "根本在于",
    "归根结底",
    "归根到底",
    "本质上",
    "本质是",
    "必须",
    "重点是",
    "首要",
    "意味着",
    "表明",
    "说明了",
    "显示",
    "总之",
    "综上",
    "总的来说",
    "总的来看",
    "总体来看",
    "一句话",
    "由此可见",
    "可见",
    "我认为",
    "我们认为",
    "结论",
    "根本目的",
    "主要是",
    "在于",
    "旨在",
    "是指",
    "要求",
];

/// Conclusions at the head of a sentence.
const CONCLUDING: &[&str] = &[
    "总之",
    "综上",
    "因此",
    "所以",
    "总的来说",
    "总的来看",
    "总体来看",
    "最后",
    "由此可见",
    "可见",
    "一句话",
    "归根结底",
    "总体上",
    "概括地说",
    "简而言之",
];

/// Enumeration at the head of a sentence.
const ENUMERATION: &[&str] = &[
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "首先",
    "其次",
    "再次",
    "第一",
    "第二",
    "第三",
    "第四",
    "第五",
    "其一",
    "其二",
    "其三",
    "其四",
    "一方面",
    "另一方面",
    "（一）",
    "（二）",
    "（三）",
    "一、",
    "二、",
    "三、",
    "四、",
    "1.",
    "2.",
    "3.",
    "1、",
    "2、",
    "3、",
    "①",
    "②",
    "③",
    "一要",
    "二要",
    "三要",
    "四要",
];

/// An example, which a summary can do without.
const EXAMPLE: &[&str] = &["例如", "比如", "譬如", "举个例子", "举例", "以此为例", "如：", "好比", "打个比方"];

/// The press tells where it knows a thing from.
const REPORTED: &[&str] = &[
    "记者",
    "获悉",
    "据悉",
    "据了解",
    "报道",
    "日讯",
    "日电",
    "通报",
    "发布",
    "宣布",
    "公告",
    "消息",
    "介绍",
    "新华社",
    "日前",
    "近日",
    "近期",
    "昨日",
    "今日",
    "昨天",
    "今天",
];

/// Somebody is quoted.
const ATTRIBUTED: &[&str] =
    &["表示", "认为", "指出", "强调", "介绍", "告诉", "坦言", "透露", "回应", "说，", "说：", "称，", "称：", "说。"];

/// What belongs to the page and not to the article.
const NOISE: &[&str] = &[
    "扫码",
    "扫一扫",
    "二维码",
    "点击",
    "阅读原文",
    "原标题",
    "责任编辑",
    "责编",
    "编辑：",
    "来源：",
    "来源｜",
    "图源",
    "供图",
    "转载",
    "投稿",
    "公众号",
    "客户端",
    "版权",
    "联系电话",
    "热线",
    "关注我们",
    "更多精彩",
    "订阅",
    "下载",
    "校对",
    "审核：",
    "实习生",
    "通讯员",
    "化名",
    "见习记者",
    "摄影",
    "资料图",
    "视频",
    "记者/",
    "文/",
    "图/",
    "不构成投资建议",
    "投资需谨慎",
    "仅供参考",
    "风险自担",
    "敬请广大投资者",
];

/// What the buttons and lines around an article say. One is a word like others; four are the frame of the page.
const BUTTON: &[&str] = &[
    "分享",
    "收藏",
    "播放",
    "评论",
    "举报",
    "打印",
    "字号",
    "微信",
    "微博",
    "朋友圈",
    "原创",
    "授权",
    "首页",
    "作者：",
];

/// What came before the news.
const BACKGROUND: &[&str] = &[
    "此前",
    "曾",
    "当时",
    "当年",
    "成立于",
    "毕业于",
    "出生",
    "资料显示",
    "公开资料",
    "回顾",
    "早在",
    "原本",
    "一直以来",
    "近年来",
    "多年来",
    "随着",
    "历史上",
    "以来",
    "据了解",
    "众所周知",
    "备受关注",
    "引发关注",
    "引发热议",
];

/// How a thing ended.
const OUTCOME: &[&str] = &[
    "判处",
    "判决",
    "驳回",
    "决定",
    "批准",
    "宣布",
    "认定",
    "同意",
    "撤销",
    "逮捕",
    "起诉",
    "刑拘",
    "确认",
    "最终",
    "结果",
    "通过",
    "获得",
    "突破",
    "首次",
    "达到",
    "超过",
    "完成",
    "实现",
    "目前",
    "将于",
    "不存在",
    "并无",
    "取消",
    "终止",
    "处罚",
    "罚款",
    "赔偿",
];

/// Steps of procedure, told alike of every case.
const FORMULA: &[&str] = &[
    "依法告知",
    "依法讯问",
    "听取了辩护人",
    "担任审判长",
    "出庭支持公诉",
    "出庭参加",
    "到庭参加",
    "进行了质证",
    "最后陈述",
    "择期宣判",
];

/// How a sentence ends that says only that the press was met or a meeting held.
const OCCASION: &[&str] = &[
    "记者会",
    "发布会",
    "招待会",
    "通气会",
    "说明会",
    "沟通会",
    "交流会",
    "例会",
    "部务会",
    "常务会议",
    "全体会议",
    "工作报告",
    "集体学习",
    "开幕",
    "闭幕",
];

/// Openers that say how things stand now, where the story is up to date.
const CURRENT: &[&str] = &["目前", "截至目前", "现已"];

/// Heads of what belongs to the page, run together with the first sentence.
const NOISE_HEAD: &[&str] = &[
    "原标题",
    "来源",
    "图片来源",
    "分享",
    "相关报道",
    "作者",
    "编辑",
    "图源",
    "资料图",
    "点击",
    "收藏",
    "播放",
    "评论",
    "首页",
    "扫一扫",
    "扫码",
    "关注",
    "责编",
    "责任编辑",
    "校对",
    "文字",
    "图文",
    "摄影",
    "视频",
    "当前位置",
    "更新时间",
    "发布时间",
    "时间：",
    "日期：",
];

/// Openers that point at somebody or something named before.
const PRONOUN: &[&str] = &[
    "他", "她", "它", "他们", "她们", "它们", "这", "那", "该", "此", "其", "对此", "其中", "上述", "前者", "后者",
    "两者", "二者", "双方", "两人", "二人", "三人", "前述", "以上", "如此", "同样", "本次", "当日", "当天", "当时",
    "当晚", "那时", "那天", "这时", "那么",
];

/// Openers that go on from what was said before.
const CONNECTIVE: &[&str] = &[
    "但",
    "但是",
    "可是",
    "可",
    "然而",
    "不过",
    "而",
    "而且",
    "并且",
    "并",
    "同时",
    "此外",
    "另外",
    "与此同时",
    "还",
    "也",
    "又",
    "再",
    "于是",
    "随后",
    "之后",
    "然后",
    "接着",
    "后来",
    "因此",
    "所以",
    "因而",
    "从而",
    "否则",
    "反之",
    "相反",
    "尤其",
    "特别是",
    "甚至",
    "例如",
    "比如",
    "譬如",
    "即",
    "就是",
    "也就是说",
    "换言之",
    "换句话说",
    "除此之外",
    "再者",
    "最终",
    "结果",
    "原来",
    "其后",
    "此后",
    "继而",
    "况且",
    "何况",
    "至于",
    "因为",
    "由于",
    "其次",
    "再次",
    "二是",
    "三是",
    "四是",
    "五是",
    "其二",
    "其三",
    "其四",
    "第二",
    "第三",
    "第四",
    "那",
    "故",
    "若",
    "如果",
    "只是",
    "只有",
    "当然",
    "事实上",
    "实际上",
    "其实",
    "另一方面",
];

/// Openers of the pronoun list that do name their matter: 这一, 该公司 still
/// point back, but these do not.
const NOT_PRONOUN: &[&str] = &[
    "其实",
    "其他",
    "其余",
    "此外",
    "此次",
    "那么",
    "他国",
    "该不该",
    "可见",
    "可以",
    "可能",
    "而立",
    "并购",
    "并非",
    "也门",
    "还款",
    "再生",
    "再次",
    "又名",
    "即将",
    "即日",
    "即使",
    "其次",
];

/// All cues, ready to be found.
#[derive(Debug)]
pub struct Cues {
    /// By first character; longest words first.
    words: FastMap<char, Vec<(&'static str, u16)>>,
}

impl Default for Cues {
    fn default() -> Self {
        let groups = [
            SPOKEN, FILLERS, COURTESY, EMPHASIS, EXAMPLE, REPORTED, ATTRIBUTED, NOISE, BUTTON, BACKGROUND, OUTCOME,
            FORMULA,
        ];
        let mut words: FastMap<char, Vec<(&'static str, u16)>> = FastMap::default();
        for (group, list) in groups.iter().enumerate() {
            for word in *list {
                let Some(first) = word.chars().next() else { continue };
                let row = words.entry(first).or_default();
                match row.iter_mut().find(|(known, _)| known == word) {
                    Some((_, groups)) => *groups |= 1 << group,
                    None => row.push((word, 1 << group)),
                }
            }
        }
        for row in words.values_mut() {
            sort_by_key(row, |(word, _)| !(word.len() as u64));
        }
        Self { words }
    }
}

impl Cues {
    /// Counts the cues in `text`; where one begins the longest counts alone.
    #[inline(never)]
    pub fn count(&self, text: &str) -> Counts {
        let mut counts = Counts::default();
        let mut behind = 0;
        for (at, c) in text.char_indices() {
            if at < behind {
                continue;
            }
            let found = self.words.get(&c).and_then(|row| row.iter().find(|(word, _)| text[at..].starts_with(word)));
            if let Some(&(word, groups)) = found {
                for (group, count) in counts.iter_mut().enumerate() {
                    *count += groups >> group & 1;
                }
                behind = at + word.len();
            }
        }
        counts
    }
}

/// Whether `sentence` begins as the title that a page repeats in its text.
pub fn is_headline(sentence: &str) -> bool {
    sentence.trim_start_matches(|c: char| !is_word_char(c)).starts_with("原标题")
}

/// Whether `sentence` ends with the occasion that it tells of: …举行记者会。
pub fn is_occasion(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(|c: char| !is_word_char(c));
    OCCASION.iter().any(|word| end.ends_with(word))
}

/// Whether `sentence` begins with what belongs to the page, or bears the time stamp of one: 2024-03-0508:30.
pub fn is_page_head(sentence: &str) -> bool {
    let head = sentence.trim_start_matches(|c: char| !is_word_char(c));
    NOISE_HEAD.iter().any(|word| head.starts_with(word)) || time_stamps(sentence) > 0
}

/// How many time stamps `text` bears.
pub fn time_stamps(text: &str) -> usize {
    let is_stamp = |window: &&[u8]| {
        window.iter().enumerate().all(|(at, &byte)| match at {
            4 | 7 => matches!(byte, b'-' | b'.' | b'/'),
            _ => byte.is_ascii_digit(),
        })
    };
    text.as_bytes().windows(10).filter(is_stamp).count()
}

/// How `sentence` opens, marks at its head left aside.
#[inline(never)]
pub fn opening(sentence: &str) -> Opening {
    let head = sentence.trim_start_matches(|c: char| !is_word_char(c) && !matches!(c, '（' | '(' | '①' | '②' | '③'));
    let opens = |words: &[&str]| words.iter().any(|word| head.starts_with(word));
    let named = opens(NOT_PRONOUN);
    Opening {
        pronoun: !named && opens(PRONOUN),
        connective: !named && opens(CONNECTIVE),
        concluding: opens(CONCLUDING),
        enumeration: opens(ENUMERATION),
        current: opens(CURRENT),
    }
}
