//! Dividing a text into tokens: the one place that calls jieba-rs.

use jieba_rs::Jieba;

use crate::{
    ByteSpan, Dictionary,
    dictionary::{Code, Entry, NO_CODE, ROOT, Tag, WordId},
    document::Token,
    options::SegmentMode,
};

/// Segments texts with a dictionary and the user's words.
///
/// jieba is given only the words that occur in the texts it cuts; see
/// "Segmentation" in ARCHITECTURE.md for why the result is the same.
#[derive(Debug)]
pub struct Segmenter {
    dictionary: Dictionary,
    jieba: Jieba,
    /// One bit a word of the dictionary: whether jieba has it.
    loaded: Vec<u64>,
    /// Frequency of the words that jieba has.
    loaded_frequency: u64,
    /// Codes of the text's characters, kept for its memory.
    codes: Vec<Code>,
}

/// Carries the frequency of all words not loaded, so that the total is that
/// of the whole dictionary. No text can contain it: every character that is
/// not Han, Latin or a digit is a token of its own, so two never meet.
const FILLER: &str = "\0\0";

impl Segmenter {
    /// A segmenter over `dictionary`.
    pub fn new(dictionary: Dictionary) -> Self {
        let loaded = vec![0; dictionary.word_count().div_ceil(64)];
        Self { dictionary, jieba: Jieba::empty(), loaded, loaded_frequency: 0, codes: Vec::new() }
    }

    /// The dictionary.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// What the dictionary and the user's words know of `word`.
    pub fn lookup(&self, word: &str) -> Option<Entry> {
        self.dictionary.lookup(word)
    }

    /// Divides `text` into tokens; in exact mode they concatenate to it.
    pub fn segment(&mut self, text: &str, mode: SegmentMode, hmm: bool) -> Vec<Token> {
        self.load(text);
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

    /// Gives jieba the words of `text` that it lacks.
    fn load(&mut self, text: &str) {
        let Self { dictionary, jieba, loaded, loaded_frequency, codes } = self;
        codes.clear();
        codes.extend(text.chars().map(|c| dictionary.code(c)));
        let mut chars = text.char_indices();
        for at in 0..codes.len() {
            let start = chars.offset();
            chars.next();
            let mut ends = chars.clone();
            let mut node = ROOT;
            for (length, &code) in codes[at..].iter().enumerate() {
                if code == NO_CODE {
                    break;
                }
                let Some(child) = dictionary.child(node, code) else { break };
                node = child;
                if length > 0 {
                    ends.next();
                }
                if let Some(word) = dictionary.word(node)
                    && mark(loaded, word)
                {
                    let entry = dictionary.entry(word);
                    jieba.add_word(
                        &text[start..ends.offset()],
                        Some(entry.frequency as usize),
                        Some(entry.tag.as_str()),
                    );
                    *loaded_frequency += u64::from(entry.frequency);
                }
            }
        }
        let rest = dictionary.total_frequency().saturating_sub(*loaded_frequency);
        jieba.add_word(FILLER, Some(rest as usize), None);
    }
}

/// Sets the bit of `word`; whether it was not set.
fn mark(loaded: &mut [u64], word: WordId) -> bool {
    let (slot, bit) = (&mut loaded[word as usize / 64], 1 << (word % 64));
    let new = *slot & bit == 0;
    *slot |= bit;
    new
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
