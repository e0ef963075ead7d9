//! What a block is, beside its place: bylines, credits, contents pages and the like.
//!
//! Every rule reads one block, what stands around it, and whether it stands
//! before, in or behind the running text. A rule needs a sign that running
//! text does not bear (编辑：, 摄）, a page number behind dots); a paragraph
//! that merely mentions one stays a paragraph.

mod contents;
mod dateline;
mod kinds;
mod line;
mod names;
mod signs;

use contents::{entry_name, has_page_number, is_contents_title};
use dateline::{dateline_end, is_dateline};
use kinds::{is_byline, is_caption, is_copyright, is_credit, is_navigation, is_reference};
use line::{Line, label};
use signs::{ABSTRACT, COPYRIGHT, CREDIT, KEYWORDS, REFERENCES, RELATED};

use crate::document::{Block, BlockKind};

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

/// Stands among lines as short as itself: an entry, not a heading with its text.
fn is_listed(place: &Place) -> bool {
    place.next().is_some_and(|next| !next.closed && next.length <= 60)
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// Byte length of the label of an abstract.
fn label_end(body: &str) -> usize {
    label(body, ABSTRACT).unwrap_or(0)
}

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
