//! What a block is, beside its place: bylines, credits, contents pages and the like.
//!
//! Every rule reads one block, what stands around it, and whether it stands
//! before, in or behind the running text. A rule needs a sign that running
//! text does not bear (编辑：, 摄）, a page number behind dots); a paragraph
//! that merely mentions one stays a paragraph.

use crate::{
    document::{Block, BlockKind},
    word_char::is_word_char,
};

/// Gives each of `blocks` its kind. Headings, lists, tables and verse have
/// theirs already; what the page's markup said is put back by the caller.
/// Labels (摘要：) and datelines (某报北京3月5日电) at the head of a paragraph are
/// cut off its span.
#[inline(never)]
pub(super) fn classify(text: &str, blocks: &mut [Block]) {
    let lines: Vec<Line> = blocks.iter().map(|block| Line::read(block.span.of(text), block.kind)).collect();
    let zones = Zones::of(&lines);
    // What the marker before (目录, 参考文献, 相关阅读) makes of what follows.
    let mut under = Under::Nothing;
    for index in 0..blocks.len() {
        let line = &lines[index];
        // Several sentences beside a tab are no row of a table.
        if line.kind == BlockKind::TableRow && line.several() {
            blocks[index].kind = BlockKind::Paragraph;
        }
        if !matches!(line.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem | BlockKind::Contents) {
            continue;
        }
        let place = Place { lines: &lines, index, head: index < zones.first, tail: index > zones.last };
        let kind = under.kind(line, &place).or_else(|| kind_of(line, &place));
        // Whatever signs it bears, the only running text there is is the article.
        let alone = line.several() && zones.alone(index) && kind != Some(BlockKind::Abstract);
        if let Some(kind) = kind.filter(|_| !alone) {
            blocks[index].kind = kind;
            blocks[index].level = 0;
        }
        under = under.next(line, kind);
        let kind = blocks[index].kind;
        if matches!(kind, BlockKind::Paragraph | BlockKind::Abstract) {
            let span = &mut blocks[index].span;
            let body = span.of(text);
            let cut = if kind == BlockKind::Abstract { label_end(body) } else { dateline_end(body) };
            let cut = cut + (body.len() - cut - body[cut..].trim_start().len());
            if cut < body.len() {
                span.start += cut;
            }
        }
    }
    name_title(&zones, blocks);
}

/// One block, made easy to ask.
struct Line<'t> {
    /// Without list marks and the brackets around the whole.
    text: String,
    source: &'t str,
    /// Characters that are not white space.
    length: usize,
    /// Ends like a sentence.
    closed: bool,
    /// Bracketed as a whole: （作者系……）.
    bracketed: bool,
    kind: BlockKind,
}

impl<'t> Line<'t> {
    fn read(source: &'t str, kind: BlockKind) -> Self {
        let bare = source.trim_start_matches(|c: char| {
            matches!(c, '-' | '*' | '•' | '·' | '□' | '■' | '●' | '◆' | '○' | '◎') || c.is_whitespace()
        });
        let closes = |open: char| match open {
            '（' => '）',
            '(' => ')',
            '【' => '】',
            '[' => ']',
            '〔' => '〕',
            _ => '\0',
        };
        let first = bare.chars().next().unwrap_or(' ');
        let inner = bare
            .strip_prefix(first)
            .and_then(|rest| rest.trim_end_matches('。').strip_suffix(closes(first)))
            .filter(|inner| closes(first) != '\0' && !inner.contains(first));
        let text = inner.unwrap_or(bare).trim();
        let marks = ['”', '’', '」', '』', '）', ')', '"', '》'];
        Self {
            text: text.to_owned(),
            source,
            length: source.chars().filter(|c| !c.is_whitespace()).count(),
            closed: source.trim_end_matches(marks).ends_with(['。', '！', '？', '!', '?', '…', '；', '.']),
            bracketed: inner.is_some(),
            kind,
        }
    }

    fn starts(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.starts_with(word))
    }

    fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| holds(&self.text, word))
    }

    /// Begins with one of `labels` and a mark that parts it from what follows, or is nothing else.
    fn labelled(&self, labels: &[&str]) -> bool {
        label(&self.text, labels).is_some()
    }

    /// Holds several sentences.
    fn several(&self) -> bool {
        self.length > 80 && self.source.matches(['。', '！', '？']).count() > 1
    }

    /// Reads like running text.
    fn runs(&self) -> bool {
        self.kind == BlockKind::Paragraph && self.closed && self.length >= 36
    }
}

/// `str::contains` prepares a search that pays in long texts; a line is short, and asked for dozens of words.
fn holds(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    text.as_bytes().windows(word.len()).any(|window| window[0] == word[0] && window == word)
}

/// Byte length of one of `labels` at the head of `text`, with brackets around it and the colon behind it.
fn label(text: &str, labels: &[&str]) -> Option<usize> {
    let inner = text.trim_start_matches(['【', '[', '〔', '（', '(']);
    let lead = text.len() - inner.len();
    labels.iter().find_map(|label| {
        let mut chars = inner.char_indices().peekable();
        // 摘　要: white space inside a label.
        for wanted in label.chars() {
            while chars.peek().is_some_and(|&(_, c)| c.is_whitespace()) {
                chars.next();
            }
            let (_, c) = chars.next()?;
            if c.to_ascii_lowercase() != wanted {
                return None;
            }
        }
        let rest = chars.peek().map_or("", |&(at, _)| &inner[at..]);
        let behind = rest.trim_start_matches(['】', ']', '〕', '）', ')', '：', ':', '｜', '|', '/', '／', '丨']);
        let parted = rest.is_empty() || behind.len() < rest.len() || rest.starts_with(char::is_whitespace);
        parted.then(|| lead + inner.len() - behind.trim_start().len())
    })
}

/// Where the running text begins and ends.
struct Zones {
    /// Index of the first block of running text; the number of blocks if there is none.
    first: usize,
    /// Index of the last.
    last: usize,
    /// There is none.
    none: bool,
}

impl Zones {
    fn of(lines: &[Line]) -> Self {
        let boilerplate = |line: &Line| {
            line.bracketed
                || line.labelled(CREDIT)
                || line.starts(COPYRIGHT)
                || line.labelled(ABSTRACT)
                || is_reference(line)
        };
        let runs = |line: &&Line| line.runs() && !boilerplate(line);
        let first = lines.iter().position(|line| runs(&line)).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| runs(&line)).unwrap_or(lines.len());
        Self { first, last, none: first == lines.len() }
    }
}

impl Zones {
    /// Whether no block but `index`, if it, is running text.
    fn alone(&self, index: usize) -> bool {
        self.first == self.last && (self.first == index || self.none)
    }
}

/// A block among the others.
struct Place<'a, 't> {
    lines: &'a [Line<'t>],
    index: usize,
    /// Before the running text.
    head: bool,
    /// Behind it.
    tail: bool,
}

impl Place<'_, '_> {
    fn previous(&self) -> Option<&Line<'_>> {
        self.lines[..self.index].last()
    }

    fn next(&self) -> Option<&Line<'_>> {
        self.lines.get(self.index + 1)
    }
}

/// Under which marker a block stands.
#[derive(Clone, Debug, PartialEq)]
enum Under {
    Nothing,
    /// 目录, with the entries seen so far.
    Contents(Vec<String>),
    /// 摘要, alone on its line.
    Abstract,
    /// 参考文献.
    References,
    /// 相关阅读.
    Related,
}

impl Under {
    /// What `line` is for standing there; `None` where the marker does not reach it.
    fn kind(&self, line: &Line, place: &Place) -> Option<BlockKind> {
        match self {
            Self::Nothing => None,
            Self::Contents(entries) => {
                let name = entry_name(&line.text);
                let numbered = has_page_number(&line.text);
                // The first heading of the text itself, which the contents named.
                let named = !numbered && entries[1..].iter().any(|entry| entry.ends_with(&name));
                let ends = line.closed && !line.text.ends_with('…')
                    || line.length > 60
                    || named
                    || line.kind == BlockKind::Heading && !numbered && entries.len() > 1 && !is_listed(place);
                (!ends).then_some(BlockKind::Contents)
            }
            Self::Abstract => {
                (line.kind == BlockKind::Paragraph && !line.labelled(KEYWORDS)).then_some(BlockKind::Abstract)
            }
            Self::References => (line.kind != BlockKind::Heading).then_some(BlockKind::Reference),
            Self::Related => {
                // A whole sentence is no link, unless it is a short one.
                let longest = if line.closed { 25 } else { 45 };
                let link = line.length <= longest && !line.labelled(REFERENCES) && !line.labelled(CREDIT);
                (link && !place.next().is_some_and(|next| next.runs() && line.kind == BlockKind::Heading))
                    .then_some(BlockKind::RelatedLinks)
            }
        }
    }

    /// What stands under which marker behind `line`, which was found to be of `kind`.
    fn next(self, line: &Line, kind: Option<BlockKind>) -> Self {
        let text = line.text.as_str();
        match kind {
            Some(BlockKind::Contents) => {
                let mut entries = if let Self::Contents(entries) = self { entries } else { Vec::new() };
                entries.push(entry_name(text));
                // A line with dots and a page number shows itself; only 目录 reaches further.
                if is_contents_title(text) || entries.first().is_some_and(|first| is_contents_title(first)) {
                    Self::Contents(entries)
                } else {
                    Self::Nothing
                }
            }
            Some(BlockKind::Abstract) if label(text, ABSTRACT).is_some_and(|end| end == text.len()) => Self::Abstract,
            Some(BlockKind::Abstract) if self == Self::Abstract => Self::Abstract,
            Some(BlockKind::Reference) if line.labelled(REFERENCES) && line.length <= 12 => Self::References,
            Some(BlockKind::Reference) if self == Self::References => Self::References,
            Some(BlockKind::RelatedLinks) if line.labelled(RELATED) || self == Self::Related => Self::Related,
            _ => Self::Nothing,
        }
    }
}

/// What `line` is by itself and by its place; `None` leaves it what it was.
#[inline(never)]
fn kind_of(line: &Line, place: &Place) -> Option<BlockKind> {
    let text = line.text.as_str();
    if text.is_empty() {
        return None;
    }
    if line.kind == BlockKind::Contents || is_contents_title(text) || has_page_number(text) && line.length <= 80 {
        return Some(BlockKind::Contents);
    }
    if line.labelled(KEYWORDS) && line.length <= 200 {
        return Some(BlockKind::KeywordLine);
    }
    if line.labelled(ABSTRACT) {
        return Some(BlockKind::Abstract);
    }
    // The abstract once more, for readers of English.
    if line.labelled(&["abstract"])
        && !has_han(text)
        && place.lines.iter().any(|line| line.runs() && has_han(line.source))
    {
        return Some(BlockKind::Reference);
    }
    if line.labelled(REFERENCES) && line.length <= 12 || is_reference(line) {
        return Some(BlockKind::Reference);
    }
    // ——某某在某次会议上的讲话: where the quotation above comes from.
    if text.starts_with("——") && !line.closed && line.length <= 80 {
        return Some(BlockKind::Reference);
    }
    if line.labelled(RELATED) && !line.several() {
        return Some(BlockKind::RelatedLinks);
    }
    if is_credit(line) {
        return Some(BlockKind::Credit);
    }
    if is_byline(line, place) {
        return Some(BlockKind::Byline);
    }
    if is_caption(line, place) {
        return Some(BlockKind::Caption);
    }
    if is_copyright(line, place) {
        return Some(BlockKind::Copyright);
    }
    if is_dateline(line) {
        return Some(BlockKind::Dateline);
    }
    if is_navigation(line, place) {
        return Some(BlockKind::Navigation);
    }
    None
}

const KEYWORDS: &[&str] = &["关键词", "关键字", "主题词", "keywords", "key words"];
const ABSTRACT: &[&str] =
    &["摘要", "内容摘要", "内容提要", "提要", "核心提示", "导读", "核心提要", "文章摘要", "本文摘要"];
const REFERENCES: &[&str] = &[
    "参考文献",
    "主要参考文献",
    "注释",
    "引用文献",
    "尾注",
    "脚注",
    "参考资料",
    "资料来源",
    "数据来源",
    "注",
    "references",
];
const RELATED: &[&str] = &[
    "相关阅读",
    "相关新闻",
    "相关链接",
    "相关报道",
    "相关文章",
    "相关资讯",
    "相关推荐",
    "延伸阅读",
    "推荐阅读",
    "更多阅读",
    "更多推荐",
    "往期回顾",
    "往期推荐",
    "往期精选",
    "热门推荐",
    "精彩推荐",
    "猜你喜欢",
    "你可能感兴趣",
    "热点新闻",
    "热门文章",
    "大家都在看",
    "更多新闻",
    "精彩回顾",
];
const CREDIT: &[&str] = &[
    "责任编辑",
    "责编",
    "编辑",
    "本期编辑",
    "执行编辑",
    "实习编辑",
    "新媒体编辑",
    "微信编辑",
    "本文编辑",
    "栏目编辑",
    "网络编辑",
    "文字编辑",
    "图片编辑",
    "校对",
    "责任校对",
    "审核",
    "审校",
    "审稿",
    "编审",
    "初审",
    "复审",
    "终审",
    "一审",
    "二审",
    "三审",
    "监制",
    "总监制",
    "制片人",
    "值班编委",
    "值班主任",
    "值班主编",
    "主编",
    "副主编",
    "总编辑",
    "美编",
    "美术编辑",
    "版式",
    "制图",
    "海报",
    "海报制作",
    "统筹",
    "策划",
    "总策划",
    "出品",
    "出品人",
    "排版",
    "设计",
    "视觉",
    "剪辑",
    "录入",
    "投稿邮箱",
    "联系电话",
    "责任印制",
    "签发",
];
const BYLINE: &[&str] = &[
    "作者",
    "本文作者",
    "作者简介",
    "作者单位",
    "作者介绍",
    "作者系",
    "撰文",
    "撰稿",
    "撰稿人",
    "文",
    "图",
    "文字",
    "图文",
    "文图",
    "文并图",
    "采写",
    "采写摄影",
    "整理",
    "口述",
    "编译",
    "译者",
    "翻译",
    "记者",
    "本报记者",
    "本刊记者",
    "本网记者",
    "本台记者",
    "实习记者",
    "见习记者",
    "特约记者",
    "通讯员",
    "本报通讯员",
    "实习生",
    "特约撰稿",
    "特约评论员",
    "评论员",
    "本报评论员",
    "本刊评论员",
    "主讲人",
    "受访者",
    "采访者",
    "通讯作者",
    "第一作者",
    "课题组",
    "执笔",
    "执笔人",
    "摄影",
    "摄像",
    "视频",
    "来稿",
    "供稿",
    "单位",
];
const COPYRIGHT: &[&str] = &[
    "版权所有",
    "版权归",
    "©",
    "copyright",
    "Copyright",
    "COPYRIGHT",
    "免责声明",
    "版权声明",
    "特别声明",
    "郑重声明",
    "声明：",
    "未经授权",
    "未经许可",
    "未经书面",
    "转载请",
    "转载自",
    "转自：",
    "本文来源",
    "本文来自",
    "文章来源",
    "稿件来源",
    "信息来源",
    "内容来源",
    "本文转",
    "本文转自",
    "原标题",
    "原题",
    "原文",
    "本文原载",
    "本文原刊",
    "本文刊",
    "本文发表",
    "本文首发",
    "本文系",
    "本文为",
    "原载",
    "原刊",
    "刊于",
    "摘自",
    "违者必究",
    "侵权",
    "如有侵权",
    "如涉及",
    "凡本网",
    "凡注明",
    "以上内容",
    "本网站",
    "本平台",
    "投资有风险",
    "风险提示：",
    "风险提示:",
    "免责条款",
    "举报",
    "欢迎投稿",
    "投稿",
    "著作权",
    "备案号",
    "京ICP",
    "增值电信",
    "互联网新闻信息",
];
const NAVIGATION: &[&str] = &[
    "首页",
    "主页",
    "登录",
    "注册",
    "返回",
    "返回首页",
    "返回顶部",
    "回到顶部",
    "分享",
    "分享到",
    "分享至",
    "收藏",
    "打印",
    "打印本页",
    "关闭",
    "关闭窗口",
    "字号",
    "大",
    "中",
    "小",
    "评论",
    "评论区",
    "发表评论",
    "我要评论",
    "网友评论",
    "最新评论",
    "全部评论",
    "暂无评论",
    "上一篇",
    "下一篇",
    "上一页",
    "下一页",
    "更多",
    "查看更多",
    "展开全文",
    "阅读全文",
    "阅读原文",
    "收起",
    "点赞",
    "在看",
    "赞",
    "踩",
    "举报",
    "关注",
    "微信",
    "微博",
    "朋友圈",
    "QQ空间",
    "扫一扫",
    "二维码",
    "客户端",
    "手机版",
    "电脑版",
    "下载",
    "搜索",
    "导航",
    "网站地图",
    "联系我们",
    "关于我们",
    "广告",
    "广告服务",
    "友情链接",
    "订阅",
    "企业",
    "供应",
    "求购",
    "资讯",
    "新闻",
    "新闻中心",
    "要闻",
    "国内",
    "国际",
    "社会",
    "财经",
    "科技",
    "娱乐",
    "体育",
    "视频",
    "图片",
    "专题",
    "产品",
    "商城",
    "论坛",
    "博客",
    "直播",
    "正文",
    "无障碍",
    "繁体",
    "简体",
    "English",
    "END",
    "The End",
    "end",
    "完",
    "全文完",
    "（完）",
    "正文完",
    "本文完",
    "未完待续",
    "目录导航",
    "当前位置",
    "您的位置",
    "我的",
    "会员中心",
    "退出",
    "设为首页",
    "加入收藏",
];

fn is_contents_title(text: &str) -> bool {
    let name: String = text.chars().filter(|&c| is_word_char(c)).collect();
    matches!(
        name.as_str(),
        "目录" | "目次" | "本期目录" | "本期要目" | "文章目录" | "contents" | "Contents" | "CONTENTS"
    )
}

/// Stands among lines as short as itself: an entry, not a heading with its text.
fn is_listed(place: &Place) -> bool {
    place.next().is_some_and(|next| !next.closed && next.length <= 60)
}

/// Ends with dots and a page number: 第一章 …… 12.
fn has_page_number(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches([')', '）']);
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    if digits == 0 || digits > 4 {
        return false;
    }
    let rest = rest.trim_end_matches(['(', '（']);
    let rest_trimmed = rest.trim_end();
    let name = rest_trimmed.trim_end_matches(['.', '…', '·', '-', '—', '_', '．', '。', ' ']);
    let dots = rest_trimmed[name.len()..].chars().filter(|c| !c.is_whitespace()).count();
    let leaders = dots >= 3 || rest_trimmed[name.len()..].contains('…');
    (leaders || rest.ends_with('\t')) && name.chars().any(is_word_char)
}

/// An entry of a contents page without its number, dots and page.
fn entry_name(text: &str) -> String {
    let end = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let start = end.trim_start_matches(|c: char| c.is_ascii_digit() || !is_word_char(c));
    start.chars().filter(|&c| is_word_char(c)).collect()
}

/// [3] 某某．某书［M］．某出版社，2020．
fn is_reference(line: &Line) -> bool {
    let text = line.source.trim_start();
    let numbered = match text.chars().next() {
        Some('[' | '［' | '【' | '〔') => {
            let inner = &text[text.chars().next().map_or(0, char::len_utf8)..];
            let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
            (1..=3).contains(&digits) && inner[digits..].starts_with([']', '］', '】', '〕'])
        }
        Some('①'..='⑳') => true,
        _ => false,
    };
    let sign = ["[J]", "[M]", "[D]", "[N]", "[C]", "[R]", "［J］", "［M］", "［D］", "［N］", "[EB/OL]", "［EB/OL］"]
        .iter()
        .any(|sign| text.contains(sign));
    let published = text.contains('《') && text.contains(['年', '页', '版', '期'])
        || text.contains("出版社")
        || text.contains("http");
    line.length <= 300 && (numbered && (sign || published) || sign && !line.runs())
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

fn is_credit(line: &Line) -> bool {
    if line.length > 100 {
        return false;
    }
    let tag = line.labelled(&["责任编辑", "责编"]) || line.starts(&["编辑：", "编辑:", "编辑｜", "编辑丨", "编辑/"]);
    // 来源：某报 编辑：某某: the credit may stand second.
    let inside = ["责任编辑：", "责任编辑:", "责编：", "责编:", "编辑：", "编辑｜", "编辑丨", "校对：", "审核："]
        .iter()
        .any(|sign| line.text.contains(sign));
    if line.closed && !line.bracketed && !tag {
        return false;
    }
    tag || line.labelled(CREDIT) && line.length <= 60 || inside && line.length <= 80 && !line.closed
}

#[inline(never)]
fn is_byline(line: &Line, place: &Place) -> bool {
    let text = line.text.as_str();
    if line.starts(&["作者系", "作者为", "作者单位", "作者简介", "本文作者系", "本文作者为", "作者分别"])
    {
        return line.length <= 250;
    }
    if line.bracketed
        && line.starts(&[
            "作者",
            "本文作者",
            "记者",
            "本报记者",
            "执笔",
            "课题组",
            "通讯员",
            "文中人物",
            "应受访者",
            "文中",
            "文内",
        ])
    {
        return line.length <= 200;
    }
    if line.closed {
        return false;
    }
    if line.length <= 60 && line.labelled(BYLINE) {
        return true;
    }
    // 本报通讯员 某某 本报记者 某某
    if line.length <= 40
        && line.starts(&[
            "本报",
            "本刊",
            "本网",
            "本台",
            "新华社",
            "人民网",
            "记者",
            "见习记者",
            "通讯员",
            "实习生",
            "■",
            "□",
        ])
        && line.has_any(&["记者", "通讯员", "评论员", "实习生", "特派员"])
        && !line.has_any(&["，", "：“"])
    {
        return true;
    }
    let after_heading = place.previous().is_some_and(|previous| !previous.closed && previous.length <= 45);
    let before_text = place.next().is_some_and(|next| next.runs());
    let beside = place.head || place.index == 0 || after_heading && before_text;
    if names(text) {
        return beside || place.tail;
    }
    // The house that signs, under the title.
    let house = [
        "部",
        "委",
        "局",
        "司",
        "研究院",
        "研究所",
        "中心",
        "学院",
        "大学",
        "课题组",
        "研究室",
        "编辑部",
        "协会",
        "党委",
        "党组",
        "办公室",
        "委员会",
        "研究会",
        "党校",
        "政府",
        "厅",
        "集团",
        "公司",
    ];
    (place.head || before_text && line.bracketed)
        && place.index > 0
        && after_heading
        && line.length <= 40
        && house.iter().any(|end| text.ends_with(end))
        && !line.has_any(&["，", "：", "的", "推动", "构建", "加强", "完善", "走向", "如何"])
}

/// Nothing but names of persons: 王小河 李 山.
fn names(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split([' ', '\u{3000}', '、', '，', ',', '/', '\t', '\n']).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 6 {
        return false;
    }
    // 王王 小小: bold print that copies as every character twice.
    let chars: Vec<char> = parts.concat().chars().collect();
    if chars.len().is_multiple_of(2)
        && chars.chunks(2).all(|pair| pair[0] == pair[1])
        && parts.iter().all(|part| part.chars().count().is_multiple_of(2))
    {
        return is_name(&chars.iter().step_by(2).collect::<String>());
    }
    // 李 山: a name of two characters is spaced to the width of three.
    if parts.iter().all(|part| part.chars().count() == 1) {
        return parts.len() == 2 && is_name(&parts.concat());
    }
    let several = parts.len() > 1;
    parts.iter().all(|part| is_name(part) && (several || part.chars().count() <= 3))
}

fn is_name(part: &str) -> bool {
    let chars: Vec<char> = part.chars().collect();
    let han = chars.iter().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '·'));
    let surname = chars.first().is_some_and(|first| SURNAMES.contains(*first));
    let double = ["欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "端木"]
        .iter()
        .any(|name| part.starts_with(name));
    han && ((surname && (2..=3).contains(&chars.len())) || (double && (3..=4).contains(&chars.len())))
        && !part.ends_with([
            '章', '节', '篇', '论', '业', '化', '性', '学', '法', '史', '书', '会', '力', '量', '展', '区', '市', '省',
            '县',
        ])
}

/// The two hundred commonest surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时阳阎穆农司车项邬";

#[inline(never)]
fn is_caption(line: &Line, place: &Place) -> bool {
    let text = line.text.as_str();
    if line.length > 120 || line.several() {
        return false;
    }
    if line.starts(&[
        "▲",
        "△",
        "▼",
        "↑",
        "↓",
        "图为",
        "上图",
        "下图",
        "左图",
        "右图",
        "图片来源",
        "图源",
        "资料图",
        "图：",
        "图:",
        "图/",
        "图｜",
        "配图",
        "视频加载中",
        "视频：",
        "题图",
        "封面图",
        "制图：",
    ]) {
        return true;
    }
    // 图1　某某, 表 2 某某: a number and a name, no sentence.
    let plate = text.strip_prefix(['图', '表']).map(str::trim_start).is_some_and(|rest| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '－' | '.'));
        digits.len() < rest.len() && digits.starts_with([' ', '　', '：', ':', '、', '|'])
    });
    if plate && !line.closed && line.length <= 60 {
        return true;
    }
    let end = text.trim_end_matches(['。', '）', ')', ' ']);
    let credit = ["摄", "供图", "资料图", "资料图片", "资料照片", "图源网络", "网络图", "视频截图", "图片"]
        .iter()
        .any(|sign| end.ends_with(sign));
    let bracket = text.trim_end().ends_with(['）', ')']) || text.trim_end().ends_with("摄") || !line.closed;
    credit && bracket && (line.length <= 100 || place.head || place.tail)
}

#[inline(never)]
fn is_copyright(line: &Line, place: &Place) -> bool {
    if line.length > 260 || line.several() && !place.tail {
        return false;
    }
    // 原标题：某某 with the text behind it on one line.
    if line.starts(&["原标题"]) && line.runs() && !line.bracketed {
        return false;
    }
    let sign = line.starts(COPYRIGHT);
    // （原文发表于……）
    if sign && line.bracketed {
        return true;
    }
    let firm = line.starts(&[
        "版权所有",
        "版权归",
        "©",
        "Copyright",
        "copyright",
        "COPYRIGHT",
        "免责声明",
        "版权声明",
        "特别声明",
        "郑重声明",
        "未经授权",
        "未经许可",
        "转载请",
        "转载自",
        "本文来源",
        "本文来自",
        "文章来源：",
        "原标题",
        "凡本网",
        "凡注明",
        "如有侵权",
        "违者必究",
        "本文转自",
        "京ICP",
        "互联网新闻信息",
    ]);
    let tailing = sign
        || line.has_any(&[
            "版权归",
            "不构成投资建议",
            "不构成任何投资",
            "不代表本",
            "仅代表作者",
            "转载请注明",
            "侵删",
            "联系删除",
            "未经授权",
            "违者必究",
            "及时删除",
        ]);
    firm || tailing && (place.tail || !line.closed && line.length <= 60)
}

/// 2024年3月5日 08:30 来源：某报
fn is_dateline(line: &Line) -> bool {
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

#[inline(never)]
fn is_navigation(line: &Line, place: &Place) -> bool {
    let text = line.text.as_str();
    if line.length <= 40
        && !line.closed
        && (line.starts(&["当前位置", "您的位置", "您当前的位置", "首页 >", "首页>", "首页»", "首页 »", "首页/"])
            || text.matches('>').count() >= 2)
    {
        return true;
    }
    let call = [
        "点击",
        "扫码",
        "扫描二维码",
        "长按",
        "识别二维码",
        "关注公众号",
        "关注我们",
        "下载客户端",
        "分享到朋友圈",
        "点亮",
        "点个在看",
        "戳",
        "添加微信",
        "加入群聊",
        "更多精彩",
        "更多内容",
        "更多资讯",
        "欢迎关注",
    ];
    if line.length <= 50
        && line.starts(&call)
        && line.has_any(&[
            "二维码",
            "公众号",
            "客户端",
            "在看",
            "原文",
            "查看",
            "下载",
            "关注",
            "订阅",
            "群",
            "视频",
            "链接",
            "朋友圈",
            "进入",
            "了解更多",
        ])
    {
        return true;
    }
    if line.closed || line.length > 30 {
        return false;
    }
    let parts: Vec<&str> =
        text.split([' ', '\u{3000}', '|', '｜', '/', '·', '\t', '\n', '>']).filter(|part| !part.is_empty()).collect();
    let words = parts.iter().filter(|part| NAVIGATION.contains(part)).count();
    if !parts.is_empty() && words == parts.len() && (parts.len() > 1 || place.head || place.tail) {
        return true;
    }
    // A run of very short items before or behind the text.
    let short = |line: &Line| !line.closed && line.length <= 6 && line.kind != BlockKind::Heading;
    let item = |line: &Line| line.kind == BlockKind::ListItem && short(line);
    (place.head || place.tail)
        && short(line)
        && (item(line) && (place.previous().is_some_and(item) || place.next().is_some_and(item))
            || place.previous().is_some_and(short) && place.next().is_some_and(short) && !names(text))
}

/// Byte length of the label of an abstract.
fn label_end(body: &str) -> usize {
    label(body, ABSTRACT).unwrap_or(0)
}

/// Byte length of a dateline at the head of a paragraph: 新华社北京3月5日电（记者某某）.
fn dateline_end(body: &str) -> usize {
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

/// A single heading of the highest level, before all running text, is the article's title.
fn name_title(zones: &Zones, blocks: &mut [Block]) {
    let headings: Vec<(usize, u8)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == BlockKind::Heading)
        .map(|(index, block)| (index, block.level))
        .collect();
    let Some(&(first, level)) = headings.first() else { return };
    let contents = blocks[..first].iter().any(|block| block.kind == BlockKind::Contents);
    if first < zones.first && !contents && headings[1..].iter().all(|&(_, other)| other > level) {
        blocks[first].kind = BlockKind::Title;
        blocks[first].level = 0;
    }
}
