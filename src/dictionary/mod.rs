//! The dictionary: words with frequency, part of speech and document frequency.

mod tag;

use std::collections::HashMap;

pub use tag::Tag;

use crate::Error;

/// What the dictionary knows of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Occurrences in jieba's corpus.
    pub frequency: u32,
    /// Part of speech.
    pub tag: Tag,
    /// Inverse document frequency, natural logarithm; `None` where jieba's table lacks the word.
    pub idf: Option<f32>,
}

/// Words with frequency, part of speech and document frequency.
#[derive(Debug, Default)]
pub struct Dictionary {
    entries: HashMap<String, Entry>,
}

impl Dictionary {
    /// Builds a dictionary from jieba's text formats: `dict.txt` (`word frequency tag`) and `idf.txt` (`word idf`).
    ///
    /// # Errors
    /// [`Error::InvalidDictionaryLine`] names the first line that cannot be read.
    pub fn from_jieba_text(dict: &str, idf: &str) -> Result<Self, Error> {
        let mut idfs = HashMap::new();
        for line in idf.lines() {
            if let Some((word, idf)) = line.split_once(' ') {
                idfs.insert(word, idf.trim().parse::<f32>().unwrap_or_default());
            }
        }
        let mut entries = HashMap::new();
        for (number, line) in dict.lines().enumerate() {
            let mut parts = line.split_whitespace();
            let (Some(word), Some(frequency)) = (parts.next(), parts.next()) else { continue };
            let frequency = frequency.parse().map_err(|_| Error::InvalidDictionaryLine {
                line: number + 1,
                reason: format!("`{frequency}` is not a frequency"),
            })?;
            let tag = parts.next().and_then(Tag::new).unwrap_or_default();
            entries.insert(word.to_owned(), Entry { frequency, tag, idf: idfs.get(word).copied() });
        }
        Ok(Self { entries })
    }

    /// What the dictionary knows of `word`.
    pub fn lookup(&self, word: &str) -> Option<Entry> {
        self.entries.get(word).copied()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.entries.iter().map(|(word, entry)| (word.as_str(), *entry))
    }
}
