//! Datelines: a line of its own, or the head of a paragraph up to 日电.

use super::{line::Line, names::names};

/// 2024年3月5日 08:30 来源：某报
pub(super) fn is_dateline(line: &Line) -> bool {
    let text = line.text.as_str();
    if line.closed || line.length > 70 || line.text.contains('，') && line.length > 30 {
        return false;
    }
    if line.labelled(&[
        "来源",
        "时间",
        "日期",
        "发布时间",
        "发布日期",
        "更新时间",
        "发表时间",
        "发稿时间",
        "发布",
        "信源",
        "稿源",
        "阅读",
        "阅读量",
        "浏览",
        "浏览量",
        "浏览次数",
        "点击",
        "点击数",
        "点击量",
        "地点",
        "期号",
        "字体",
        "字号",
    ]) {
        return true;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = compact.chars().filter(char::is_ascii_digit).count();
    let dated = compact.starts_with("20") || compact.starts_with("19") || compact.starts_with("二〇");
    let date = compact.contains(['年', '-', '/', '.', '－']) && (digits >= 5 || compact.contains('月'));
    dated
        && date
        && (line.length <= 22 || line.has_any(&["来源", "作者", "编辑", "阅读", "浏览", "发布", "字号", "记者", ":"]))
}

/// Byte length of a dateline at the head of a paragraph: 新华社北京3月5日电（记者某某）.
pub(super) fn dateline_end(body: &str) -> usize {
    let mut end = 0;
    // 来源：某报 （原标题：……）【某报综合报道】 and the wire, in whatever order a page puts them.
    while let Some(length) = dateline_part(&body[end..], end > 0) {
        end += length;
    }
    let rest = body[end..].trim_start_matches(|c: char| {
        matches!(c, '：' | ':' | '，' | ',' | '｜' | '丨' | '—' | '-' | '–') || c.is_whitespace()
    });
    // Never the whole paragraph.
    if end == 0 || rest.chars().count() < 10 { 0 } else { body.len() - rest.len() }
}

/// Byte length of one part of a dateline at the head of `text`, white space included; `within` tells that others stand
/// before it.
fn dateline_part(text: &str, within: bool) -> Option<usize> {
    let bare = text.trim_start();
    let space = text.len() - bare.len();
    bracketed_part(bare, within).or_else(|| signed_part(bare, within)).or_else(|| wire(bare)).map(|end| space + end)
}

/// （记者 某某）【某报综合报道】（原标题：某某）
fn bracketed_part(text: &str, within: bool) -> Option<usize> {
    let open = text.chars().next()?;
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        _ => return None,
    };
    let inner = &text[open.len_utf8()..];
    let inner = &inner[..inner.find(close)?];
    let length = inner.chars().count();
    let title = inner.starts_with("原标题") && length <= 60;
    let told = ["报道", "电", "讯", "消息"].iter().any(|sign| inner.ends_with(sign));
    let reporter = inner.rsplit_once("记者").is_some_and(|(_, who)| told || names(&who.replace("通讯员", " ")));
    let reporter = reporter || within && (names(inner) || inner.contains(['记', '通', '员', '作', '编', '译', '实']));
    let reporter = reporter && length <= 40 && !inner.contains('。');
    let house = matches!(open, '【' | '[')
        && length <= 16
        && ["讯", "电", "报道", "消息", "社", "网", "报"].iter().any(|sign| inner.ends_with(sign));
    (title || reporter || house).then(|| open.len_utf8() + inner.len() + close.len_utf8())
}

/// 来源：某报, 记者：某某, and behind a wire 记者某某: what white space parts from the text.
fn signed_part(text: &str, within: bool) -> Option<usize> {
    let part = &text[..text.find(char::is_whitespace)?];
    let name = |name: &str| (2..=12).contains(&name.chars().count()) && !name.contains(['，', '。', '、']);
    let signed = |label: &str| {
        part.strip_prefix(label).is_some_and(|rest| {
            let bare = rest.trim_start_matches(['：', ':']);
            name(bare) && bare.len() < rest.len()
        })
    };
    let reporters = ["记者", "通讯员", "实习生", "见习记者"];
    let told = within && reporters.iter().any(|label| part.strip_prefix(*label).is_some_and(name));
    (told || ["来源", "作者", "编辑"].iter().chain(&reporters).any(|label| signed(label))).then_some(part.len())
}

/// The wire itself, up to 日电 or 讯.
#[inline(never)]
fn wire(text: &str) -> Option<usize> {
    let head: String = text.chars().take(40).collect();
    let clause = &head[..head.find(['，', '。', '：', '“', '！', '？', '；', '（', '(']).unwrap_or(head.len())];
    let at = [
        "日电",
        "日讯",
        "日 电",
        "日 讯",
        "日专电",
        "本报讯",
        "本网讯",
        "本台讯",
        "本刊讯",
        "网讯",
        "社讯",
        "报讯",
        "电讯",
        "快讯",
        "日消息",
        "本台消息",
        "日报道",
    ]
    .iter()
    .filter_map(|sign| clause.find(sign).map(|at| at + sign.len()))
    .min()
    .filter(|&at| clause[..at].chars().count() <= 22);
    if let Some(at) = at {
        let tail = &clause[at..];
        // 日电: the wire; 日电力…: a word that only begins so.
        let parted = tail.is_empty()
            || tail.starts_with(|c: char| c.is_whitespace() || matches!(c, '—' | '｜' | '丨'))
            || tail.starts_with("记者");
        let house = clause[..at].contains(['社', '网', '报']) && clause[..at].ends_with('电');
        if parted || clause[..at].ends_with('讯') || house && !tail.starts_with(ELECTRIC) {
            return Some(at);
        }
    }
    // 央视网消息： 某报某公司讯， 本报江北讯（…）: a clause of its own that names a house.
    let clause = &clause[..clause.find(char::is_whitespace).unwrap_or(clause.len())];
    let behind = head[clause.len()..].starts_with(['，', '：', '（', '(', ' ', '\u{3000}']);
    let short = (3..=14).contains(&clause.chars().count());
    let news = ["网消息", "社消息", "报消息", "视消息", "台消息"].iter().any(|sign| clause.ends_with(sign));
    let told = clause.ends_with('讯') && !NO_WIRE.iter().any(|word| clause.ends_with(word));
    (behind && short && (news || told) && !clause.starts_with(['据', '从', '在'])).then_some(clause.len())
}

/// What follows 电 in a word: 电力, 电影.
const ELECTRIC: &[char] = &[
    '力', '影', '视', '商', '网', '价', '子', '动', '信', '竞', '话', '站', '池', '梯', '脑', '器', '源', '缆', '压',
    '流', '机', '车', '台', '磁', '量', '能', '厂', '费', '路', '气',
];

/// Words that end as a wire does.
const NO_WIRE: &[&str] = &[
    "腾讯", "通讯", "资讯", "审讯", "音讯", "喜讯", "死讯", "闻讯", "问讯", "传讯", "刑讯", "提讯", "短讯", "简讯",
    "噩讯",
];
