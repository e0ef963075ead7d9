//! Where a term stands in the text.

use crate::{ByteSpan, Document};

/// The edges of the tokens: a term's place begins and ends at one, so 国王 is
/// not found in 中国王朝.
pub(super) struct Places<'d> {
    text: &'d str,
    /// One bit a byte of the text: whether a token begins or ends there.
    edges: Vec<u64>,
}

impl<'d> Places<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let mut edges = vec![0; document.text.len() / 64 + 1];
        for token in &document.tokens {
            for at in [token.span.start, token.span.end] {
                edges[at / 64] |= 1 << (at % 64);
            }
        }
        Self { text: &document.text, edges }
    }

    fn is_edge(&self, byte: usize) -> bool {
        self.edges[byte / 64] >> (byte % 64) & 1 == 1
    }

    /// Every place of `term` as whole words, in text order; where it has none, those at an edge of longer words (砂锅 in
    /// 砂锅店).
    pub(super) fn of(&self, term: &str) -> Vec<ByteSpan> {
        let mut spans = self.anywhere(term);
        let edges = |span: &ByteSpan| usize::from(self.is_edge(span.start)) + usize::from(self.is_edge(span.end));
        let least = if spans.iter().any(|span| edges(span) == 2) { 2 } else { 1 };
        spans.retain(|span| edges(span) >= least);
        spans
    }

    /// Every place of `term`, whole words or not.
    pub(super) fn anywhere(&self, term: &str) -> Vec<ByteSpan> {
        self.text.match_indices(term).map(|(start, _)| ByteSpan::new(start, start + term.len())).collect()
    }
}
