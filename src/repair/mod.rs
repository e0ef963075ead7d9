//! Source text → analysis text, with a map back.

use crate::{
    ByteSpan,
    document::Block,
    options::{BlockHint, RepairOptions},
};

/// A repaired text: what analysis reads, and where each part of it stands in the source.
#[derive(Debug, Default)]
pub struct Repaired {
    /// The analysis text.
    pub text: String,
    /// Its blocks in text order.
    pub blocks: Vec<Block>,
}

impl Repaired {
    /// Where a span of the analysis text stands in the source: from the first
    /// byte of its first character to the last byte of its last.
    pub fn source_span(&self, span: ByteSpan) -> ByteSpan {
        span
    }
}

/// Repairs `source`. `hints` are blocks known from markup, in rising order;
/// without them the text itself shows where its blocks end.
pub fn repair(source: &str, hints: Option<&[BlockHint]>, options: &RepairOptions) -> Repaired {
    let _ = (hints, options);
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let body = line.trim();
        if !body.is_empty() {
            let span = ByteSpan::new(start + lead, start + lead + body.len());
            blocks.push(Block { span, ..Block::default() });
        }
        start += line.len();
    }
    Repaired { text: source.to_owned(), blocks }
}
