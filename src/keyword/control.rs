//! What the caller wants and does not want: pinned, blocked and stop words.

use crate::{
    options::{KeywordOptions, RepairOptions},
    repair,
};

/// The caller's terms in the form of the analysis text.
pub(super) struct Control {
    pub pinned: Vec<String>,
    pub blocked: Vec<String>,
    pub stop_words: Vec<String>,
}

impl Control {
    pub(super) fn new(options: &KeywordOptions) -> Self {
        Self {
            pinned: normalised(&options.pinned),
            blocked: normalised(&options.blocked),
            stop_words: normalised(&options.stop_words),
        }
    }

    /// Whether the caller never wants `term`.
    pub(super) fn blocks(&self, term: &str) -> bool {
        self.blocked.iter().any(|blocked| blocked.eq_ignore_ascii_case(term))
    }
}

/// Repaired like a text (經濟 is 经济), without doubles and empty ones.
fn normalised(terms: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for term in terms {
        let term = repair::repair(term.trim(), None, &RepairOptions::default()).text.trim().to_owned();
        if !term.is_empty() && !all.contains(&term) {
            all.push(term);
        }
    }
    all
}
