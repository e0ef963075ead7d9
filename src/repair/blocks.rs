//! Which lines belong together, and what they are: paragraphs, headings,
//! items, rows, verse.
//!
//! Nothing here reads a dictionary. The evidence is the shape of the lines:
//! how wide they are beside their neighbours, how they end, what the next
//! one starts with.

use std::ops::Range;

use super::{
    characters::*,
    lines::{self, Ending, Line, LineOptions, Numbering, Shape},
};
use crate::{
    ByteSpan,
    document::BlockKind,
    options::{BlockBorder, BlockHint, RepairOptions},
    order::{pair, sort_by_key},
    span::byte_offsets,
};

/// A part of the source that shares no block with any other.
#[derive(Clone, Copy, Debug)]
struct Region {
    span: ByteSpan,
    /// Whether markup says that this is a block.
    marked: bool,
    kind: Option<BlockKind>,
    level: u8,
    border: BlockBorder,
}

impl Region {
    /// Whether the text is to say if this region goes on with `before`.
    fn continues(&self, before: &Self) -> bool {
        self.marked
            && before.marked
            && self.border != BlockBorder::Firm
            && (self.kind, self.level) == (before.kind, before.level)
    }
}

/// A block to be: lines of one region.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub lines: Range<usize>,
    pub kind: BlockKind,
    pub level: u8,
    /// Line breaks inside belong to the text, as in verse.
    pub keep_breaks: bool,
    /// Whether markup said what it is.
    pub marked: bool,
}

/// The lines of `source` and the blocks they make.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub lines: Vec<Line>,
    pub drafts: Vec<Draft>,
}

/// Divides `source` into blocks.
#[inline(never)]
pub(super) fn divide(source: &str, hints: Option<&[BlockHint]>, options: &RepairOptions) -> Layout {
    let marks = LineOptions { invisible: options.invisible, markdown: options.markdown };
    let mut layout = Layout::default();
    let regions = regions(source, hints.unwrap_or_default());
    let mut next = 0;
    while next < regions.len() {
        let region = &regions[next];
        let first = layout.lines.len();
        lines::read(source, region.span, marks, &mut layout.lines);
        next += 1;
        while options.lines && next < regions.len() && regions[next].continues(region) {
            let border = layout.lines.len();
            lines::read(source, regions[next].span, marks, &mut layout.lines);
            if let Some(line) = layout.lines.get_mut(border) {
                line.after_border = true;
                line.blank_before = u32::from(regions[next].border == BlockBorder::EmptyLine);
            }
            next += 1;
        }
        let lines = &layout.lines[first..];
        let from = layout.drafts.len();
        if options.lines {
            group(lines, first, region, &mut layout.drafts);
        } else {
            layout.drafts.extend((first..layout.lines.len()).map(|at| draft(at..at + 1)));
        }
        // Each block of the page by itself, as far as it stayed one.
        for block in layout.drafts[from..].chunk_by_mut(|_, next| !layout.lines[next.lines.start].after_border) {
            name(&layout.lines, region, block);
        }
    }
    // A ruler has no text; it made its contribution by parting what it parts.
    layout.drafts.retain(|draft| !layout.lines[draft.lines.start].body.is_empty());
    layout
}

fn draft(lines: Range<usize>) -> Draft {
    Draft { lines, kind: BlockKind::Paragraph, level: 0, keep_breaks: false, marked: false }
}

/// Cuts the source at the hints. Hints out of order are sorted; what overlaps
/// an earlier one is cut off; what lies past the end is dropped.
#[inline(never)]
fn regions(source: &str, hints: &[BlockHint]) -> Vec<Region> {
    let mut hints: Vec<&BlockHint> = hints.iter().filter(|hint| hint.start < hint.end).collect();
    sort_by_key(&mut hints, |hint| pair(hint.start, hint.end));
    let mut ends = Vec::with_capacity(hints.len() * 2);
    let mut last = 0;
    hints.retain(|hint| {
        let start = hint.start.max(last);
        let keeps = start < hint.end;
        if keeps {
            ends.extend([start, hint.end]);
            last = hint.end;
        }
        keeps
    });
    let plain = |start, end| Region {
        span: ByteSpan::new(start, end),
        marked: false,
        kind: None,
        level: 0,
        border: BlockBorder::Firm,
    };
    let mut regions = Vec::with_capacity(hints.len() * 2 + 1);
    let mut at = 0;
    for (hint, ends) in hints.iter().zip(byte_offsets(source, &ends).chunks_exact(2)) {
        let (start, end) = (ends[0], ends[1]);
        if start >= end {
            continue;
        }
        // What has no text parts no lines of one paragraph.
        if !source[at..start].trim().is_empty() {
            regions.push(plain(at, start));
        }
        regions.push(Region {
            span: ByteSpan::new(start, end),
            marked: true,
            kind: hint.kind,
            level: if hint.kind == Some(BlockKind::Heading) { hint.level.clamp(1, 6) } else { 0 },
            border: hint.border,
        });
        at = end;
    }
    regions.push(plain(at, source.len()));
    regions.retain(|region| !region.span.is_empty());
    regions
}

/// Joins lines of one region into blocks.
#[inline(never)]
fn group(lines: &[Line], offset: usize, region: &Region, drafts: &mut Vec<Draft>) {
    let whole = matches!(region.kind, Some(BlockKind::Heading | BlockKind::Title | BlockKind::Caption));
    if whole && !lines.is_empty() {
        drafts.push(draft(offset..offset + lines.len()));
        return;
    }
    let columns = Columns::of(lines);
    let verses = verses(lines, &columns.widths);
    let mut start = 0;
    while start < lines.len() {
        let verse = verses[start];
        let mut end = start + verse.max(1);
        if verse == 0 {
            let mut widest = lines[start].width;
            while end < lines.len() && columns.joins(lines, start..end, widest, region.marked) {
                widest = widest.max(lines[end].width);
                end += 1;
            }
        }
        drafts.push(Draft { keep_breaks: verse > 0, ..draft(offset + start..offset + end) });
        start = end;
    }
}

/// What is known of the hard-wrapped columns of a region.
struct Columns {
    /// For each line the width of the column it stands in; 0 outside of any.
    widths: Vec<u32>,
    /// For each line, whether blank lines stand between the lines of one paragraph there.
    blank_between: Vec<bool>,
    /// Whether the whole region is such a column, so that the page's borders in it mean no more than blank lines.
    throughout: bool,
}

/// Lines looked at on either side of a line to see a column.
const REACH: usize = 6;

/// Whether a line may be one of a column that goes on in the next.
fn runs_on(line: &Line) -> bool {
    let running = match line.shape {
        Shape::Plain => true,
        Shape::Bullet => line.clauses > 0,
        Shape::Numbered { .. } => !line.looks_like_heading(),
        _ => false,
    };
    running && matches!(line.ending, Ending::Open | Ending::Comma) && (22..=200).contains(&line.width)
}

/// Whether the line at `at` fills a column so even that its width and not the
/// sense broke it: what the page sets in blocks of their own (short items
/// without a stop, entries of a timeline) is of any width.
fn fills(lines: &[Line], at: usize) -> bool {
    let window = &lines[at.saturating_sub(REACH)..lines.len().min(at + REACH + 1)];
    let mut widths: Vec<u32> = window.iter().filter(|line| runs_on(line)).map(|line| line.width).collect();
    widths.sort_unstable();
    let Some(&usual) = widths.get(widths.len() / 2) else { return false };
    let slack = u32::max(4, usual / 16);
    let even = widths.iter().filter(|width| width.abs_diff(usual) <= slack).count();
    even >= 5 && even * 4 >= widths.len() * 3 && lines[at].width + slack >= usual
}

impl Columns {
    /// A line stands in a hard-wrapped column when it ends in mid-sentence
    /// and several lines around it do so at the same width, in running text:
    /// lists of titles end openly too, but hold no sentences.
    fn of(lines: &[Line]) -> Self {
        let mut wrapped = vec![false; lines.len()];
        for (at, line) in lines.iter().enumerate() {
            if !runs_on(line) {
                continue;
            }
            let window = &lines[at.saturating_sub(REACH)..lines.len().min(at + REACH + 1)];
            let slack = slack(line.width, line.spaced);
            let alike = window.iter().filter(|other| runs_on(other) && other.width.abs_diff(line.width) <= slack);
            // Titles of one length between paragraphs make no column: the paragraphs are wider.
            let wide = |other: &&Line| !runs_on(other) && other.width > line.width + 2 * slack;
            let wider = window.iter().filter(wide).count() * 3 > window.len();
            let open = alike.clone().filter(|other| other.ending == Ending::Open).count();
            let running =
                window.iter().filter(|other| other.clauses > 0 || other.inner_stop).count() * 3 >= window.len();
            let sentences = window.iter().any(|other| other.inner_stop || other.ending == Ending::Stop);
            if alike.clone().count() * 3 >= window.len().max(9) && open >= 2 && running && sentences && !wider {
                wrapped[at] = true;
            }
        }
        let around = |at: usize| at.saturating_sub(REACH)..lines.len().min(at + REACH);
        let widths = (0..lines.len())
            .map(|at| {
                let before = (around(at).start..=at).rev().find(|&i| wrapped[i]);
                let near = before.or_else(|| (at..lines.len().min(at + 4)).find(|&i| wrapped[i]));
                near.map_or(0, |i| lines[i].width)
            })
            .collect();
        let blank_between = (0..lines.len())
            .map(|at| {
                let inside = around(at).filter(|&i| wrapped[i] && i + 1 < lines.len());
                let blank = inside.clone().filter(|&i| lines[i + 1].blank_before > 0).count();
                blank * 2 > inside.count()
            })
            .collect();
        let bordered = lines.iter().any(|line| line.after_border);
        let throughout = bordered && (0..lines.len()).filter(|&at| fills(lines, at)).count() * 2 > lines.len();
        Self { widths, blank_between, throughout }
    }

    /// Whether the line after `block`, whose widest line is given, continues it.
    #[inline(never)]
    fn joins(&self, lines: &[Line], block: Range<usize>, widest: u32, marked: bool) -> bool {
        let (first, previous, next) = (&lines[block.start], &lines[block.end - 1], &lines[block.end]);
        let column = self.widths[block.end - 1];
        let single = block.len() == 1;
        // The first line of a paragraph may have lost its indent of two characters.
        let indent = if single { 4 } else { 0 };
        let full = column > 0 && previous.width + slack(column, previous.spaced) + indent >= column;
        if previous.quote != next.quote || is_structure(previous.shape) {
            return false;
        }
        // Lines that the page sets apart are one paragraph where a column is
        // plain to see, or where none could begin like the next.
        if next.after_border {
            let open = matches!(previous.ending, Ending::Open | Ending::Comma);
            let column = column > 0 && (self.throughout || fills(lines, block.end - 1));
            let forced = open && next.shape == Shape::Plain && cannot_start(next.first);
            if !column && !forced {
                return open && previous.spaced && next.spaced && joins_spaced(previous, widest, next);
            }
        }
        match next.shape {
            Shape::Plain => {}
            // 分别是1、⏎2、: a number in mid-sentence.
            Shape::Numbered { .. } if full && previous.ending == Ending::Comma => return true,
            _ => return false,
        }
        if previous.spaced && next.spaced {
            return joins_spaced(previous, widest, next);
        }
        let numbered = matches!(previous.shape, Shape::Numbered { .. });
        let indented = next.indent >= previous.indent + 2
            || single && next.indent >= 2 && next.indent == previous.indent && previous.ending == Ending::Stop;
        if previous.shape == Shape::Bullet && next.indent > previous.indent && next.blank_before == 0 {
            return previous.ending != Ending::Stop || next.indent >= previous.indent + 2;
        }
        // A paragraph in brackets ends where they close.
        if opens(first.first) == Some(previous.last) && column > 0 {
            return false;
        }
        if cannot_start(next.first) && previous.ending != Ending::Stop {
            return true;
        }
        // （作者系某大学⏎教授）: the bracket is still open.
        if opens(first.first) == Some(next.last) && matches!(previous.ending, Ending::Open | Ending::Comma) {
            return true;
        }
        if next.labelled || titled(&lines[block.clone()]) {
            return false;
        }
        if block.start == 0 && next.blank_before == 0 && titled(&lines[block.start..block.end + 1]) {
            return true;
        }
        if column > 0 {
            let heading = single && !first.inner_stop && first.clauses == 0;
            return match previous.ending {
                Ending::Comma => true,
                Ending::Stop => {
                    full && !indented
                        && (next.blank_before == 0 || self.blank_between[block.end - 1])
                        && !matches!(next.first, '（' | '(' | '【' | '—')
                }
                Ending::Pause | Ending::Closing => full && !indented,
                Ending::Open if indented && next.indent >= 4 => false,
                Ending::Open if numbered && single && previous.looks_like_heading() => full,
                Ending::Open if heading && (!full || previous.width > column + 2 * slack(column, false)) => false,
                Ending::Open => {
                    full || next.ending == Ending::Stop || next.width + slack(column, next.spaced) >= column
                }
            };
        }
        let continues = next.inner_stop || next.clauses > 0 || next.ending == Ending::Stop;
        // What was joined already speaks for the block like one long line.
        let recent = &lines[block.start.max(block.end.saturating_sub(4))..block.end];
        let width: u32 = recent.iter().map(|line| line.width).sum();
        let clauses: u32 = recent.iter().map(|line| line.clauses).sum();
        let inner_stop = previous.inner_stop
            || recent.iter().any(|line| line.inner_stop)
            || recent[..recent.len() - 1].iter().any(|line| line.ending == Ending::Stop);
        let tail = if previous.tail == previous.width { width } else { previous.tail };
        match previous.ending {
            Ending::Stop | Ending::Pause => false,
            // Short lines, or longer ones of one length, may be verse.
            Ending::Comma => {
                let longer = u32::max(previous.width, next.width);
                !indented && (longer > 36 || longer > 24 && previous.width.abs_diff(next.width) > 4)
            }
            Ending::Closing => is_trailing_particle(next.first) && previous.width >= 40,
            Ending::Open if indented || numbered && single && previous.looks_like_heading() => false,
            // Few titles are forty characters long: the page ended here, not the sentence.
            Ending::Open if width >= 80 => {
                let text = tail > 0 || clauses == 0 && !inner_stop;
                let item = previous.shape == Shape::Bullet && !inner_stop;
                text && !item && (continues || next.width >= 80)
            }
            Ending::Open if is_trailing_particle(next.first) => width >= 20,
            Ending::Open if is_leading_particle(previous.last) => width >= 20 && continues,
            Ending::Open if next.blank_before > 0 => false,
            Ending::Open => {
                let running = inner_stop && tail >= 20;
                // A title may have one comma, seldom two.
                let least = if marked || clauses > 1 { 40 } else { 64 };
                let clauses = clauses > 0 && tail > 0 && width >= least;
                continues && (running || clauses || marked && width > 40)
            }
        }
    }
}

/// Whether `block` is a title before its subtitle: `标题：⏎副标题`.
fn titled(block: &[Line]) -> bool {
    let [title, subtitle] = block else { return false };
    matches!(title.last, '：' | ':' | '—')
        && (16..=60).contains(&title.width)
        && !title.inner_stop
        && subtitle.shape == Shape::Plain
        && subtitle.looks_like_heading()
}

/// How far the lines of one column may differ in width: justified Han lines
/// by a character or two, words by their length.
fn slack(width: u32, spaced: bool) -> u32 {
    if spaced { 16 } else { u32::max(4, width / 10) }
}

fn is_structure(shape: Shape) -> bool {
    matches!(shape, Shape::Heading(_) | Shape::TableRow | Shape::Leader | Shape::Rule | Shape::Code)
}

/// The same for text with spaces between its words: a line was broken by
/// its width when the next word would not have fitted.
fn joins_spaced(previous: &Line, widest: u32, next: &Line) -> bool {
    let lowercase = next.first.is_lowercase();
    let open = matches!(previous.ending, Ending::Open | Ending::Comma);
    if next.blank_before > 0 {
        return lowercase && open && previous.width >= 40;
    }
    if open && lowercase && previous.width >= 30 {
        return true;
    }
    let limit = widest.max(next.width);
    previous.width >= 40 && previous.width + 1 + next.first_word > limit && next.indent <= previous.indent + 1
}

/// How many lines from each one on are verse: four or more short lines that
/// each end at a pause, or all of one length without any mark.
///
/// From the last line to the first, so that a line costs the same however long the run is that it begins.
#[inline(never)]
fn verses(lines: &[Line], columns: &[u32]) -> Vec<usize> {
    let mut stanzas = vec![Stanza::default(); lines.len() + 1];
    let is_short = |line: &Line, column: u32| {
        line.shape == Shape::Plain && line.width <= 36 && column == 0 && !line.spaced && line.ending != Ending::Closing
    };
    for at in (0..lines.len()).rev() {
        let line = &lines[at];
        if !is_short(line, columns[at]) {
            continue;
        }
        let rest = &stanzas[at + 1];
        // The second line says how many blank lines part them.
        let step = |at: usize| lines[at].blank_before;
        let rest = if rest.count < 2 || step(at + 1) == step(at + 2) {
            *rest
        } else {
            Stanza::default().before(&lines[at + 1])
        };
        stanzas[at] = rest.before(line);
    }
    stanzas.iter().map(Stanza::verse).collect()
}

/// A run of short lines.
#[derive(Clone, Copy, Default)]
struct Stanza {
    count: usize,
    commas: usize,
    open: usize,
    /// Width of the first line.
    width: u32,
    /// All are of one length.
    even: bool,
    least: u32,
    most: u32,
}

impl Stanza {
    /// With `line` before it.
    fn before(self, line: &Line) -> Self {
        let width = line.width;
        let alone = self.count == 0;
        Self {
            count: self.count + 1,
            commas: self.commas + usize::from(line.ending == Ending::Comma),
            open: self.open + usize::from(line.ending == Ending::Open),
            width,
            even: matches!(width, 10 | 14) && (alone || self.even && self.width == width),
            least: if alone { width } else { self.least.min(width) },
            most: self.most.max(width),
        }
    }

    /// How many lines it has, if it is verse.
    fn verse(&self) -> usize {
        let Self { count, commas, open, even, least, most, .. } = *self;
        let marked = open == 0 && commas * 3 >= count && (most <= 24 || most - least <= 4);
        if count >= 4 && (marked || open == count && even) { count } else { 0 }
    }
}

/// Says what each block of a region is.
#[inline(never)]
fn name(lines: &[Line], region: &Region, drafts: &mut [Draft]) {
    let heading = |draft: &Draft| {
        let block = &lines[draft.lines.clone()];
        block.len() == 1 && block[0].looks_like_heading() || titled(block)
    };
    let style = |draft: &Draft| match lines[draft.lines.start].shape {
        Shape::Numbered { style, .. } if heading(draft) => Some(style),
        _ => None,
    };
    // From the last on: a heading may stand before another.
    for at in (0..drafts.len()).rev() {
        let draft = &drafts[at];
        let first = &lines[draft.lines.start];
        let next = drafts.get(at + 1);
        // Two of a kind in a row: items, not headings.
        let listed = |style_here: Numbering| {
            let alike = |other: Option<&Draft>| other.is_some_and(|other| style(other) == Some(style_here));
            alike(next) || at > 0 && alike(drafts.get(at - 1))
        };
        let underlined = next.filter(|next| next.lines.len() == 1).and_then(|next| {
            let rule = &lines[next.lines.start];
            (rule.shape == Shape::Rule && rule.blank_before == 0).then_some(rule.outer)
        });
        let width: u32 = lines[draft.lines.clone()].iter().map(|line| line.width).sum();
        let (kind, level) = match first.shape {
            _ if region.kind.is_some() => (region.kind.unwrap_or_default(), region.level),
            _ if draft.keep_breaks => (BlockKind::Verse, 0),
            Shape::Heading(level) => (BlockKind::Heading, level),
            Shape::TableRow => (BlockKind::TableRow, 0),
            // Not prose; rows are the kind that nothing reads as prose.
            Shape::Code => (BlockKind::TableRow, 0),
            Shape::Leader => (BlockKind::Contents, 0),
            Shape::Bullet => (BlockKind::ListItem, 0),
            Shape::Numbered { style, level } if heading(draft) => {
                if listed(style) {
                    (BlockKind::ListItem, 0)
                } else {
                    (BlockKind::Heading, level)
                }
            }
            Shape::Numbered { style, .. } => {
                let item = matches!(style, Numbering::Arabic | Numbering::BracketedArabic | Numbering::Decimal);
                (if item && width <= 120 { BlockKind::ListItem } else { BlockKind::Paragraph }, 0)
            }
            Shape::Plain if heading(draft) && underlined.is_some() => (BlockKind::Heading, 2),
            Shape::Plain if heading(draft) && next.is_some_and(|next| leads_to(lines, next)) => (BlockKind::Heading, 2),
            Shape::Plain | Shape::Rule => (BlockKind::Paragraph, 0),
        };
        drafts[at] = Draft { kind, level, marked: region.kind.is_some(), ..drafts[at].clone() };
    }
}

/// Whether a block is what a heading stands before: text or another mark of structure.
fn leads_to(lines: &[Line], next: &Draft) -> bool {
    let first = &lines[next.lines.start];
    next.lines.len() > 1
        || next.kind == BlockKind::Heading
        || first.width > 60
        || first.ending == Ending::Stop
        || first.inner_stop
        || matches!(first.shape, Shape::Numbered { .. } | Shape::Heading(_) | Shape::Bullet)
}
