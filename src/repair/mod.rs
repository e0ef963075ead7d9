//! Source text → analysis text, with a map back.

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

/// Repairs `source`. `hints` are blocks known from markup, in rising order;
/// without them the text itself shows where its blocks end.
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

/// Writes the analysis text, and which of its blocks the markup named.
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

/// Writes what stands between two blocks: one line break, or the source's own
/// white space where line breaks are not repaired.
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
    let (at, length) = line_break(source, gap.start, gap.end).unwrap_or((gap.start, 0));
    map.push(1, at, usize::from(length));
    text.push('\n');
}
