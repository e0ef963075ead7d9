//! Dividing a text into tokens: the one place that calls jieba-rs.

use jieba_rs::Jieba;

use crate::{
    ByteSpan, Dictionary,
    dictionary::{Entry, Tag},
    document::Token,
    options::SegmentMode,
};

/// Segments texts with a dictionary and the user's words.
#[derive(Debug)]
pub struct Segmenter {
    dictionary: Dictionary,
    jieba: Jieba,
}

impl Segmenter {
    /// A segmenter over `dictionary`.
    pub fn new(dictionary: Dictionary) -> Self {
        let mut jieba = Jieba::empty();
        for (word, entry) in dictionary.iter() {
            jieba.add_word(word, Some(entry.frequency as usize), Some(entry.tag.as_str()));
        }
        Self { dictionary, jieba }
    }

    /// What the dictionary and the user's words know of `word`.
    pub fn lookup(&self, word: &str) -> Option<Entry> {
        self.dictionary.lookup(word)
    }

    /// Divides `text` into tokens; in exact mode they concatenate to it.
    pub fn segment(&mut self, text: &str, mode: SegmentMode, hmm: bool) -> Vec<Token> {
        let tokens = match mode {
            SegmentMode::Exact => self.jieba.cut(text, hmm),
            SegmentMode::Search => self.jieba.cut_for_search(text, hmm),
            SegmentMode::All => self.jieba.cut_all(text),
        };
        tokens
            .into_iter()
            .map(|token| {
                let entry = self.lookup(token.word);
                Token {
                    span: ByteSpan::new(token.byte_start, token.byte_end),
                    tag: entry.map_or_else(|| guess_tag(token.word), |entry| entry.tag),
                    idf: entry.and_then(|entry| entry.idf),
                    known: entry.is_some(),
                }
            })
            .collect()
    }
}

fn guess_tag(word: &str) -> Tag {
    const NUMERAL: Tag = Tag::new("m").unwrap();
    const LATIN: Tag = Tag::new("eng").unwrap();
    if word.bytes().any(|b| b.is_ascii_alphabetic()) {
        LATIN
    } else if word.bytes().any(|b| b.is_ascii_digit()) {
        NUMERAL
    } else {
        Tag::default()
    }
}
