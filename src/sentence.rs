//! Dividing blocks into sentences.

use crate::{
    ByteSpan,
    document::{Block, Sentence, Token},
};

/// Divides `blocks` of `text` into sentences, in text order.
pub fn split(text: &str, blocks: &[Block], tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut start = block.span.start;
        let body = block.span.of(text);
        let mut ends: Vec<usize> =
            body.match_indices(['。', '！', '？', '；']).map(|(at, mark)| block.span.start + at + mark.len()).collect();
        ends.push(block.span.end);
        for end in ends {
            if end > start {
                let first = tokens.partition_point(|token| token.span.end <= start);
                let last = tokens.partition_point(|token| token.span.start < end);
                sentences.push(Sentence {
                    span: ByteSpan::new(start, end),
                    block: index,
                    tokens: (first, last),
                    is_body: block.kind.is_body(),
                });
                start = end;
            }
        }
    }
    sentences
}
