//! Choosing the terms that say what a text is about.

use crate::{ByteSpan, Document, dictionary::Tag, options::KeywordOptions, segment::Segmenter};

/// What sort of term a keyword is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeywordKind {
    /// A word of the dictionary.
    Word,
    /// Several words that make one term.
    Phrase,
    /// A term of this text that the dictionary lacks.
    Coinage,
    /// Latin letters, alone or mixed: 5G, C919.
    Latin,
}

/// A chosen term.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The term, as it stands in the analysis text.
    pub term: String,
    /// 0 to 1, comparable within one text.
    pub score: f64,
    /// What sort of term.
    pub kind: KeywordKind,
    /// Part of speech of the term (of a phrase, of its head).
    pub tag: Tag,
    /// All places in the analysis text, in text order. Empty where the term stands only in the title.
    pub spans: Vec<ByteSpan>,
}

/// Chooses the keywords of `document`, best first; equal scores by first place.
pub fn extract(document: &Document, segmenter: &Segmenter, options: &KeywordOptions) -> Vec<Keyword> {
    let _ = (document, segmenter, options);
    Vec::new()
}
