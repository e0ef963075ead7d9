//! Source text → analysis text, with a map back.
//!
//! Real articles carry line breaks inside words, spaces between characters,
//! marks of Markdown and of other widths. Analysis reads them repaired; every
//! span it finds comes back in the source through [`Repaired::source_span`].
//! Each repair has its switch in [`RepairOptions`]; with none of them
//! ([`RepairOptions::none`]) the analysis text is the source, byte for byte.
//!
//! # Line breaks: `lines`
//!
//! Columns wrapped at a width are read through, whether or not blank lines
//! stand between their lines, and so is a sentence that a page break divides.
//! Paragraphs, headings, items, rows and verse stay apart; a line break
//! between words of a script with spaces becomes a space.
//!
//! ```
//! use tiyao::{options::RepairOptions, repair::repair};
//!
//! let source = "海边的风力发电机一年四季都在转动，从前这里，\n\n\
//!     老人们说，只有盐田和渔船，如今白色的叶片成了\n\n新的地标。";
//! let repaired = repair(source, None, &RepairOptions::default());
//! assert_eq!(repaired.text, "海边的风力发电机一年四季都在转动，从前这里，\
//!     老人们说，只有盐田和渔船，如今白色的叶片成了新的地标。");
//! ```
//!
//! # Spaces between Han: `spaces`
//!
//! Characters set apart one by one are closed up, and spaces beside Chinese
//! punctuation go. A space between words stays: it parts a name from a post.
//!
//! ```
//! # use tiyao::{options::RepairOptions, repair::repair};
//! # let read = |source: &str| repair(source, None, &RepairOptions::default()).text;
//! assert_eq!(read("全 面 建 设 ，层 次 和 结 构"), "全面建设，层次和结构");
//! assert_eq!(read("本报记者 王小明"), "本报记者 王小明");
//! ```
//!
//! # Full width: `width`
//!
//! ```
//! # use tiyao::{options::RepairOptions, repair::repair};
//! # let read = |source: &str| repair(source, None, &RepairOptions::default()).text;
//! assert_eq!(read("５Ｇ基站增长３．５％"), "5G基站增长3.5%");
//! ```
//!
//! # ASCII punctuation between Han: `punctuation`
//!
//! Decimals, times, addresses and text of other scripts keep theirs.
//!
//! ```
//! # use tiyao::{options::RepairOptions, repair::repair};
//! # let read = |source: &str| repair(source, None, &RepairOptions::default()).text;
//! assert_eq!(read("坚持创新(含试点),12:30 增长 3.5%"), "坚持创新（含试点），12:30 增长 3.5%");
//! ```
//!
//! # What cannot be seen: `invisible`
//!
//! Zero-width characters, soft hyphens and byte order marks go, other kinds of
//! space become a space. The joiners inside an emoji stay.
//!
//! ```
//! # use tiyao::{options::RepairOptions, repair::repair};
//! # let read = |source: &str| repair(source, None, &RepairOptions::default()).text;
//! assert_eq!(read("高\u{200b}质量\u{ad}发展"), "高质量发展");
//! ```
//!
//! # Markdown: `markdown`
//!
//! Marks of headings, items, quotations, emphasis, code and links go; what
//! they say about their block is kept.
//!
//! ```
//! use tiyao::{document::BlockKind, options::RepairOptions, repair::repair};
//!
//! let repaired = repair("# 年报\n## 风场\n见[公告](https://example.org/a)的**重点**。", None, &RepairOptions::default());
//! assert_eq!(repaired.text, "年报\n风场\n见公告的重点。");
//! assert_eq!((repaired.blocks[1].kind, repaired.blocks[1].level), (BlockKind::Heading, 2));
//! ```
//!
//! # Traditional characters: `script`
//!
//! Looked up as Simplified ones, one for one. Characters that both scripts
//! have (著, 乾) change in Traditional text alone, and there by their
//! neighbours. [`Repaired::surface`] gives the page's own characters back.
//!
//! ```
//! # use tiyao::{options::RepairOptions, repair::repair};
//! # let read = |source: &str| repair(source, None, &RepairOptions::default()).text;
//! assert_eq!(read("著名學者看著餅乾"), "著名学者看着饼干");
//! assert_eq!(read("乾隆年间的著名学者"), "乾隆年间的著名学者");
//! ```

mod blocks;
mod boilerplate;
mod characters;
mod glyphs;
mod lines;
mod map;
mod script;

use characters::is_han;
use glyphs::{Glyphs, line_break};
use map::{MapBuilder, OffsetMap};
use script::Script;
pub(crate) use script::simplified;

use crate::{
    ByteSpan,
    document::Block,
    options::{BlockHint, RepairOptions},
};

/// A repaired text: what analysis reads, and where each part of it stands in the source.
#[derive(Clone, Debug, Default)]
pub struct Repaired {
    /// The analysis text.
    pub text: String,
    /// Its blocks in text order.
    pub blocks: Vec<Block>,
    map: OffsetMap,
}

impl Repaired {
    /// Where a span of the analysis text stands in the source: from the first
    /// byte of its first character to the last byte of its last. The span must
    /// lie on character boundaries.
    pub fn source_span(&self, span: ByteSpan) -> ByteSpan {
        self.map.source_span(span)
    }

    /// The part of the analysis text that was made from `span` of the source:
    /// the characters that start inside it. The span must lie on character
    /// boundaries.
    pub fn analysis_span(&self, span: ByteSpan) -> ByteSpan {
        self.map.analysis_span(span)
    }

    /// A span of the analysis text in repaired form, but in the page's own
    /// characters: what a reader of the page expects to see.
    ///
    /// ```
    /// use tiyao::{ByteSpan, options::RepairOptions, repair::repair};
    ///
    /// let source = "推動\u{200b}高質量發展";
    /// let repaired = repair(source, None, &RepairOptions::default());
    /// assert_eq!(repaired.surface(source, ByteSpan::new(0, repaired.text.len())), "推動高質量發展");
    /// ```
    pub fn surface(&self, source: &str, span: ByteSpan) -> String {
        span.of(&self.text)
            .char_indices()
            .map(|(at, c)| {
                let start = span.start + at;
                let origin = self.source_span(ByteSpan::new(start, start + c.len_utf8()));
                origin.of(source).chars().next().filter(|&own| is_han(own) && is_han(c)).unwrap_or(c)
            })
            .collect()
    }
}

/// Repairs `source` and divides it into blocks, in linear time.
///
/// `hints` are blocks known from markup: no block of the result reaches across
/// an end of one, text between two of them makes blocks of its own, and a kind
/// they give is kept. They should be in rising order; others are sorted, what
/// overlaps an earlier one is cut off, what lies past the end is ignored.
/// Without hints the text itself shows where its blocks end.
///
/// ```
/// use tiyao::{document::BlockKind, options::{BlockBorder, BlockHint, RepairOptions}, repair::repair};
///
/// let heading = BlockHint { start: 0, end: 4, kind: Some(BlockKind::Heading), level: 2, border: BlockBorder::Firm };
/// let repaired = repair("𠮷野家开业，", Some(&[heading]), &RepairOptions::default());
/// let blocks: Vec<&str> = repaired.blocks.iter().map(|block| block.span.of(&repaired.text)).collect();
/// assert_eq!(blocks, ["𠮷野家", "开业，"]);
/// ```
#[inline(never)]
pub fn repair(source: &str, hints: Option<&[BlockHint]>, options: &RepairOptions) -> Repaired {
    let layout = blocks::divide(source, hints, options);
    let (mut repaired, marked) = if *options == RepairOptions::none() {
        let block = |draft: &blocks::Draft| Block {
            span: ByteSpan::new(layout.lines[draft.lines.start].body.start, layout.lines[draft.lines.end - 1].body.end),
            kind: draft.kind,
            level: draft.level,
        };
        let blocks = layout.drafts.iter().map(block).collect();
        let marked = layout.drafts.iter().map(|draft| draft.marked).collect();
        (Repaired { text: source.to_owned(), blocks, map: OffsetMap::identity(source.len()) }, marked)
    } else {
        write(source, &layout, options)
    };
    // What the markup says a block is, it is.
    let named = repaired.blocks.clone();
    boilerplate::classify(&repaired.text, &mut repaired.blocks);
    for (index, block) in repaired.blocks.iter_mut().enumerate() {
        if marked[index] {
            (block.kind, block.level) = (named[index].kind, named[index].level);
        }
    }
    repaired
}

/// [`repair`] for who reads the text alone: the same text and map, without saying what its blocks are, which is
/// most of the work.
pub fn repair_text(source: &str, options: &RepairOptions) -> Repaired {
    if *options == RepairOptions::none() {
        return Repaired { text: source.to_owned(), blocks: Vec::new(), map: OffsetMap::identity(source.len()) };
    }
    let (repaired, _) = write(source, &blocks::divide(source, None, options), options);
    Repaired { blocks: Vec::new(), ..repaired }
}

/// Writes the analysis text, and which of its blocks the markup named.
#[inline(never)]
fn write(source: &str, layout: &blocks::Layout, options: &RepairOptions) -> (Repaired, Vec<bool>) {
    let mut text = String::with_capacity(source.len());
    let mut map = MapBuilder::default();
    let mut blocks = Vec::with_capacity(layout.drafts.len());
    let mut marked = Vec::with_capacity(layout.drafts.len());
    let mut glyphs = Glyphs::default();
    let page = if options.script { Script::of(source.chars()) } else { Script::default() };
    let mut end = 0;
    for draft in &layout.drafts {
        let lines = &layout.lines[draft.lines.clone()];
        glyphs.gather(source, lines, draft.keep_breaks);
        if options.invisible {
            glyphs.show();
        }
        if options.markdown {
            glyphs.strip_markdown();
        }
        if options.width {
            glyphs.fold_width();
        }
        if options.spaces {
            glyphs.close_spaces();
        }
        if options.punctuation {
            glyphs.widen_punctuation();
        }
        if options.script {
            glyphs.simplify(page);
        }
        if glyphs.list.is_empty() {
            continue;
        }
        let (from, to) = (lines[0].outer.start, lines[lines.len() - 1].outer.end);
        part(source, ByteSpan::new(end, from), options, &mut text, &mut map);
        let start = text.len();
        for glyph in &glyphs.list {
            map.push(glyph.c.len_utf8(), glyph.source as usize, usize::from(glyph.length));
            text.push(glyph.c);
        }
        let body = &text[start..];
        let lead = body.len() - body.trim_start().len();
        let span = ByteSpan::new(start + lead, start + lead + body.trim().len());
        if !span.is_empty() {
            blocks.push(Block { span, kind: draft.kind, level: draft.level });
            marked.push(draft.marked);
        }
        end = to;
    }
    if !options.lines {
        part(source, ByteSpan::new(end, source.len()), options, &mut text, &mut map);
    }
    (Repaired { text, blocks, map: map.finish(source.len()) }, marked)
}

/// Writes what stands between two blocks: a line break, two where a blank line
/// stands, or the source's own white space where line breaks are not repaired.
#[inline(never)]
fn part(source: &str, gap: ByteSpan, options: &RepairOptions, text: &mut String, map: &mut MapBuilder) {
    if !options.lines {
        for (at, c) in gap.of(source).char_indices().filter(|(_, c)| c.is_whitespace()) {
            map.push(c.len_utf8(), gap.start + at, c.len_utf8());
            text.push(c);
        }
        return;
    }
    if text.is_empty() {
        return;
    }
    // Blocks that markup parts without a line break are parted by an inserted one.
    let (at, length) = line_break(source, gap.start, gap.end).unwrap_or((gap.start, 0));
    map.push(1, at, usize::from(length));
    text.push('\n');
    if length > 0
        && let Some((at, length)) = line_break(source, at + usize::from(length), gap.end)
    {
        map.push(1, at, usize::from(length));
        text.push('\n');
    }
}
