//! The physical lines of a text and what each looks like by itself.

use super::characters::*;
use crate::ByteSpan;

/// What a line is by its own marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No mark.
    Plain,
    /// `#` to `######`, or bold alone: depth.
    Heading(u8),
    /// `一、`, `（一）`, `1.`, `第一章`: the depth its style stands for, and
    /// the style itself, so that like can be told from unlike.
    Numbered { level: u8, style: Numbering },
    /// `-`, `•` and the like.
    Bullet,
    /// Cells between `|`, tabs or wide gaps.
    TableRow,
    /// Dotted leader to a page number.
    Leader,
    /// A ruler, the line under a heading, or the border of a Markdown table: no text.
    Rule,
    /// Inside or around a fenced code block.
    Code,
}

/// Style of a number before a heading or an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    /// 第一章
    Chapter,
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1. and 1、
    Arabic,
    /// 1.2
    Decimal,
    /// （1）, 1), ①
    BracketedArabic,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A sentence ends: 。！？…, closing marks after them included.
    Stop,
    /// ； ： —
    Pause,
    /// ， 、
    Comma,
    /// A closing bracket or quotation mark.
    Closing,
    /// In mid-text.
    Open,
}

/// A line that has text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its text, without white space around it and without block marks.
    pub body: ByteSpan,
    /// The same with block marks.
    pub outer: ByteSpan,
    pub shape: Shape,
    pub ending: Ending,
    /// Columns of `body`.
    pub width: u32,
    /// Columns of white space before it.
    pub indent: u32,
    /// Blank lines before it.
    pub blank_before: u32,
    /// Depth of `>` marks.
    pub quote: u8,
    pub first: char,
    pub last: char,
    /// Whether a sentence ends before its last character.
    pub inner_stop: bool,
    /// Columns after its last stop or clause mark; 0 when that part looks like
    /// a credit (`记者 张三 摄`) rather than the start of a sentence or clause.
    pub tail: u32,
    /// Marks between clauses.
    pub clauses: u32,
    /// Whether most of its characters are of a script with spaces.
    pub spaced: bool,
    /// Whether it starts with a label that opens a part of a paper: 摘要, 关键词.
    pub labelled: bool,
    /// Columns of its first word, where words are spaced.
    pub first_word: u32,
    /// Whether the page begins a block here that may be no more than this line.
    pub after_border: bool,
}

impl Line {
    /// Whether a heading could look like this: short, one piece, not ended like a sentence.
    pub(super) fn looks_like_heading(&self) -> bool {
        let limit = if matches!(self.shape, Shape::Numbered { .. }) { 96 } else { 60 };
        let unended = match self.ending {
            Ending::Open => true,
            Ending::Closing => self.last != ']',
            // 什么是……？ is a heading when it carries a number.
            Ending::Stop => matches!(self.shape, Shape::Numbered { .. }) && matches!(self.last, '？' | '?'),
            _ => false,
        };
        self.width <= limit && unended && !self.inner_stop
    }
}

/// Reads the lines of `span` of `source` and appends those with text.
/// `invisible` tells whether zero-width characters count as white space,
/// `markdown` whether Markdown's marks are read.
pub(super) fn read(source: &str, span: ByteSpan, options: LineOptions, lines: &mut Vec<Line>) {
    let mut blank = 0;
    let mut fenced = false;
    let mut start = span.start;
    while start < span.end {
        let rest = &source[start..span.end];
        let length = rest.find(is_line_end).unwrap_or(rest.len());
        let terminator = match &rest.as_bytes()[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => rest[length..].chars().next().map_or(0, char::len_utf8),
        };
        match read_line(source, ByteSpan::new(start, start + length), options, &mut fenced) {
            Some(line) => {
                lines.push(Line { blank_before: blank, ..line });
                blank = 0;
            }
            None => blank += 1,
        }
        start += length + terminator;
    }
}

/// Which marks [`read`] may take for marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineOptions {
    pub invisible: bool,
    pub markdown: bool,
}

#[inline(never)]
fn read_line(source: &str, span: ByteSpan, options: LineOptions, fenced: &mut bool) -> Option<Line> {
    let blank = |c: char| c.is_whitespace() || options.invisible && is_zero_width(c);
    let raw = span.of(source);
    let text = raw.trim_end_matches(blank);
    let indented = text.trim_start_matches(blank);
    if indented.is_empty() {
        return None;
    }
    let indent = text[..text.len() - indented.len()].chars().map(|c| if c == '\t' { 4 } else { columns(c) }).sum();
    let outer = ByteSpan::new(span.start + text.len() - indented.len(), span.start + text.len());
    let mut quote = 0;
    let mut body = outer;
    let mut shape = Shape::Plain;
    if options.markdown {
        while let Some(rest) = body.of(source).strip_prefix('>') {
            quote = u8::min(quote + 1, 9);
            body.start = body.end - rest.trim_start_matches(blank).len();
        }
        let text = body.of(source);
        if text.starts_with("```") || text.starts_with("~~~") {
            *fenced = !*fenced;
            (shape, body.start) = (Shape::Code, body.end);
        } else if *fenced {
            shape = Shape::Code;
        } else if is_rule(text) {
            (shape, body.start) = (Shape::Rule, body.end);
        } else if let Some((level, start, end)) = heading(text) {
            shape = Shape::Heading(level);
            body = ByteSpan::new(body.start + start, body.start + end);
        }
    }
    if shape == Shape::Plain {
        let (found, mark) = shape_of(body.of(source), options.markdown);
        shape = found;
        body.start += mark;
    }
    let mut line = Line {
        body,
        outer,
        shape,
        ending: Ending::Open,
        width: 0,
        indent,
        blank_before: 0,
        quote,
        first: '\0',
        last: '\0',
        inner_stop: false,
        tail: 0,
        clauses: 0,
        spaced: false,
        labelled: is_labelled(body.of(source)),
        first_word: 0,
        after_border: false,
    };
    measure(body.of(source), &mut line);
    Some(line)
}

#[inline(never)]
fn measure(text: &str, line: &mut Line) {
    let (mut spaced, mut other) = (0u32, 0u32);
    let mut word = true;
    let (mut stopped, mut credit, mut gap) = (false, false, false);
    for c in text.chars() {
        // Emphasis is no part of the text.
        if matches!(c, '*' | '`') || is_zero_width(c) {
            continue;
        }
        if line.width == 0 {
            line.first = c;
        }
        line.width += columns(c);
        word &= !c.is_whitespace();
        line.first_word += if word { columns(c) } else { 0 };
        if is_spaced_script(c) {
            spaced += 1;
        } else if columns(c) == 2 {
            other += 2;
        }
        line.inner_stop |= stopped && !is_stop(c) && !is_closing(c);
        stopped |= matches!(c, '。' | '！' | '？' | '；' | ';');
        if is_stop(c) || is_clause_mark(c) {
            (credit, line.tail) = (false, 0);
        } else if !is_closing(c) {
            line.tail += columns(c);
            credit |= matches!(c, '/' | '／') || is_han(c) && gap && is_han(line.last);
        }
        gap = c.is_whitespace();
        line.clauses += u32::from(is_clause_mark(c));
        if !gap {
            line.last = c;
        }
    }
    if credit || line.last == '图' {
        line.tail = 0;
    }
    line.spaced = spaced > other;
    line.ending = ending(text, line.spaced);
}

fn is_labelled(text: &str) -> bool {
    const LABELS: [&str; 10] = [
        "摘要",
        "關鍵詞",
        "关键词",
        "关键字",
        "Abstract",
        "Keywords",
        "中图分类号",
        "基金项目",
        "作者简介",
        "收稿日期",
    ];
    let mut head = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '【' | '[' | '［' | '〔' | '*')).take(16);
    let Some(first) = head.next() else { return false };
    LABELS.iter().any(|label| {
        let mut label = label.chars();
        label.next() == Some(first) && head.clone().take(label.clone().count()).eq(label.clone()) && {
            let after = head.clone().nth(label.count());
            after.is_none_or(|c| matches!(c, '：' | ':' | '】' | ']' | '］' | '〕' | '*'))
        }
    })
}

#[inline(never)]
fn ending(text: &str, spaced: bool) -> Ending {
    let mut closing = false;
    for c in text.chars().rev() {
        match c {
            _ if matches!(c, '*' | '`' | '_') || c.is_whitespace() || is_zero_width(c) => {}
            _ if is_stop(c) => return Ending::Stop,
            '.' if spaced || text.ends_with("..") => return Ending::Stop,
            // 记者 张三 摄
            '摄' if text.ends_with(" 摄") => return Ending::Pause,
            _ if is_closing(c) || c == '“' => closing = true,
            _ if closing => return Ending::Closing,
            '；' | ';' | '：' | ':' | '—' | '~' | '～' => return Ending::Pause,
            '，' | ',' | '、' => return Ending::Comma,
            _ => return Ending::Open,
        }
    }
    if closing { Ending::Closing } else { Ending::Open }
}

/// `***`, `---`, `===`, `|---|:--|`: no text in it.
fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|c| matches!(c, '-' | '=' | '_' | '*')).count();
    marks >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '|' | ':' | ' '))
}

/// Depth of a Markdown heading and where its text stands in `text`.
#[inline(never)]
fn heading(text: &str) -> Option<(u8, usize, usize)> {
    let level = text.bytes().take_while(|&b| b == b'#').count();
    let rest = &text[level..];
    let body = rest.trim_start();
    if (1..=6).contains(&level) && !body.is_empty() && (body.len() < rest.len() || level > 1) {
        let closed = body.trim_end_matches('#').trim_end();
        let end = if closed.is_empty() { body.len() } else { closed.len() };
        let start = text.len() - body.len();
        return Some((level as u8, start, start + end));
    }
    // A line of bold alone stands for a heading of the third depth.
    let bold = text.strip_prefix("**")?.strip_suffix("**")?;
    let short = bold.chars().map(columns).sum::<u32>() <= 60;
    let last = bold.chars().last()?;
    (short && !bold.contains("**") && !is_stop(last) && !matches!(last, '，' | '、' | '：' | '；' | ':')).then_some((
        3,
        0,
        text.len(),
    ))
}

/// The shape of a line and the bytes of its mark that are no text.
#[inline(never)]
fn shape_of(text: &str, markdown: bool) -> (Shape, usize) {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    let second = chars.next();
    let spaced = second.is_some_and(char::is_whitespace);
    if is_table_row(text) {
        return (Shape::TableRow, 0);
    }
    if is_leader(text) {
        return (Shape::Leader, 0);
    }
    if matches!(first, '-' | '*' | '+') && spaced {
        let body = text[1..].trim_start();
        // A negative number or a sum is no item.
        let sum = first != '*' && body.starts_with(|c: char| c.is_ascii_digit()) && !body.contains(is_han);
        if !body.is_empty() && !sum {
            return (Shape::Bullet, if markdown { text.len() - body.len() } else { 0 });
        }
    }
    if matches!(
        first,
        '•' | '●'
            | '■'
            | '◆'
            | '○'
            | '▪'
            | '◇'
            | '□'
            | '★'
            | '☆'
            | '➤'
            | '►'
            | '※'
            | '‧'
            | '∙'
            | '・'
    ) {
        return (Shape::Bullet, 0);
    }
    numbering(text).map_or((Shape::Plain, 0), |(style, level)| (Shape::Numbered { level, style }, 0))
}

/// `| a | b |`, cells between tabs, or between gaps of two or more spaces.
fn is_table_row(text: &str) -> bool {
    if text.starts_with('|') && text[1..].contains('|') {
        return true;
    }
    if text.contains('\t') {
        return !is_leader(text);
    }
    // Short cells in a row; two cells may be anything.
    let cells = text.split("  ").flat_map(|part| part.split("　　")).filter(|cell| !cell.trim().is_empty());
    let (mut count, mut longest) = (0, 0);
    for cell in cells {
        count += 1;
        longest = longest.max(cell.trim().chars().map(columns).sum::<u32>());
    }
    count >= 3 && longest <= 24
}

/// `标题 ........ 12`: dots and a page number.
fn is_leader(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '（' | '）' | '(' | ')')
    });
    if head.len() == text.len() {
        return false;
    }
    head.chars()
        .rev()
        .take_while(|c| matches!(c, '.' | '．' | '…' | '·' | ' ' | '\t' | '-' | '—'))
        .filter(|c| !c.is_whitespace())
        .count()
        >= 3
        || (head.ends_with("……"))
}

const HAN_DIGITS: &str = "一二三四五六七八九十百零〇";

/// The style of the number that `text` starts with, and its depth.
#[inline(never)]
fn numbering(text: &str) -> Option<(Numbering, u8)> {
    let digit = |c: char| HAN_DIGITS.contains(c);
    let after = |rest: &str, marks: &[char]| rest.starts_with(marks);
    let first = text.chars().next()?;
    if let Some(rest) = text.strip_prefix('第') {
        let unit = rest.trim_start_matches(|c: char| digit(c) || c.is_ascii_digit());
        if unit.len() == rest.len() {
            return None;
        }
        let level = match unit.chars().next()? {
            '编' | '篇' | '部' | '章' | '編' => 1,
            '节' | '節' => 2,
            _ => return None,
        };
        let rest = unit.trim_start_matches(['编', '篇', '部', '章', '编', '节', '分', '編', '節']);
        return (rest.is_empty() || rest.starts_with([' ', '　', '：', ':', '、', '\t']))
            .then_some((Numbering::Chapter, level));
    }
    if matches!(first, '（' | '(') {
        let rest = &text[first.len_utf8()..];
        let han = rest.trim_start_matches(digit);
        if han.len() < rest.len() {
            return after(han, &['）', ')']).then_some((Numbering::BracketedHan, 3));
        }
        let arabic = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.len() - arabic.len();
        return ((1..=2).contains(&digits) && after(arabic, &['）', ')'])).then_some((Numbering::BracketedArabic, 5));
    }
    if digit(first) {
        let rest = text.trim_start_matches(digit);
        return after(rest, &['、', '．']).then_some((Numbering::Han, 2));
    }
    if matches!(first, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛') {
        return Some((Numbering::BracketedArabic, 5));
    }
    if first.is_ascii_digit() || ('０'..='９').contains(&first) {
        let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let rest = text.trim_start_matches(figure);
        if text.len() - rest.len() > 2 * first.len_utf8() {
            return None;
        }
        if after(rest, &[')', '）']) {
            return Some((Numbering::BracketedArabic, 5));
        }
        let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、'))?;
        let next = &rest[mark.len_utf8()..];
        if !next.starts_with(figure) {
            return (!next.starts_with(['.', '．'])).then_some((Numbering::Arabic, 4));
        }
        // 1.2 标题: a number, a space, no unit.
        let mut depth = 2;
        let mut tail = next.trim_start_matches(figure);
        while let Some(deeper) = tail.strip_prefix(['.', '．']) {
            depth += 1;
            tail = deeper.trim_start_matches(figure);
        }
        return (tail.starts_with([' ', '　', '\t']) && tail.trim_start().starts_with(is_han))
            .then_some((Numbering::Decimal, u8::min(depth + 1, 6)));
    }
    None
}
