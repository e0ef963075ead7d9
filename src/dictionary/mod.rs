//! The dictionary: words with frequency, part of speech and document frequency.
//!
//! ```
//! use tiyao::dictionary::{Dictionary, Tier, build};
//!
//! let bytes = build("推动 3 v\n高质量 3 n\n发展 3 vn\n", "发展 4.5\n", Tier::Full)?;
//! let dictionary = Dictionary::from_bytes(bytes)?;
//! assert_eq!(dictionary.word_count(), 3);
//! assert_eq!(dictionary.lookup("发展").map(|entry| entry.frequency), Some(3));
//! assert_eq!(dictionary.lookup("发"), None);
//! # Ok::<_, tiyao::Error>(())
//! ```

mod build;
mod format;
mod tag;
mod tier;
mod trie;

use std::{borrow::Cow, fmt};

pub use build::build;
#[doc(hidden)]
pub use format::seal;
pub use tag::Tag;
pub use tier::Tier;
pub(crate) use trie::{Code, NO_CODE, Node, ROOT, WordId};

use crate::Error;
use format::{FREQUENCY_CLASSES, Header, Section, corrupt, frequency_class};
use trie::{Trie, View};

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

/// Whether all `bytes` are below `limit`, eight at a time: a page waits for it, in code that is not yet optimised.
fn all_below(bytes: &[u8], limit: usize) -> bool {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    const LOWEST: u64 = HIGHEST >> 7;
    let (eights, rest) = bytes.as_chunks::<8>();
    let over = |eight: [u8; 8]| {
        let bytes = u64::from_le_bytes(eight);
        // What is added carries into the highest bit where the seven below it reach what is left of the limit.
        match limit as u64 {
            limit @ 0..=128 => (((bytes & !HIGHEST) + (128 - limit) * LOWEST) | bytes) & HIGHEST,
            limit => (((bytes & !HIGHEST) + (256 - limit) * LOWEST) & bytes) & HIGHEST,
        }
    };
    // A byte is below 256 whatever it is.
    limit > 255 || eights.iter().all(|&eight| over(eight) == 0) && rest.iter().all(|&byte| usize::from(byte) < limit)
}

/// Words with frequency, part of speech and document frequency, read in
/// place from the packed file that [`build`] makes.
pub struct Dictionary {
    bytes: Cow<'static, [u8]>,
    header: Header,
    trie: Trie,
    tags: Vec<Tag>,
}

impl Dictionary {
    /// Takes the bytes of a packed file. Costs one pass over them; nothing
    /// is unpacked, no word is touched.
    ///
    /// # Errors
    /// [`Error::CorruptDictionary`] says what is wrong with the bytes,
    /// [`Error::UnsupportedDictionaryVersion`] that they are of another release.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        let bytes = bytes.into();
        let header = Header::read(&bytes)?;
        let trie = Trie::new(&bytes, &header)?;
        let section = |section| &bytes[header.section(section)];
        let words = trie.word_count;
        let frequencies = section(Section::FrequenciesLow).len();
        let high = section(Section::FrequenciesHigh).len();
        if frequencies != words || (high != 0 && high != words) {
            return Err(corrupt("it has not one frequency for each word"));
        }
        if section(Section::Tags).len() != words || section(Section::Idfs).len() != words {
            return Err(corrupt("it has not one tag and one idf for each word"));
        }
        let tags: Option<Vec<Tag>> = std::str::from_utf8(section(Section::TagTable))
            .ok()
            .and_then(|table| table.split_terminator('\n').map(Tag::new).collect());
        let tags = tags.ok_or_else(|| corrupt("its table of tags holds what is no tag"))?;
        if !all_below(section(Section::Tags), tags.len()) {
            return Err(corrupt("a word has a tag that its table lacks"));
        }
        let idfs = section(Section::IdfTable).len() / 4 + 1;
        if !all_below(section(Section::Idfs), idfs) {
            return Err(corrupt("a word has an idf that its table lacks"));
        }
        let orders = section(Section::IdfOrders);
        if orders.len() != idfs * FREQUENCY_CLASSES || !all_below(orders, idfs) {
            return Err(corrupt("its orders of idf do not match their table"));
        }
        let values = section(Section::FrequencyTable).len() / 4;
        let (low, high) = (section(Section::FrequenciesLow), section(Section::FrequenciesHigh));
        let known = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high])) < values;
        let sound = match high {
            [] => all_below(low, values),
            high => low.iter().zip(high).all(|(&low, &high)| known(low, high)),
        };
        if !sound {
            return Err(corrupt("a word has a frequency that its table lacks"));
        }
        Ok(Self { bytes, header, trie, tags })
    }

    /// Builds a dictionary from jieba's text formats: `dict.txt` (`word frequency tag`) and `idf.txt` (`word idf`).
    ///
    /// # Errors
    /// [`Error::InvalidDictionaryLine`] names the first line that cannot be read.
    pub fn from_jieba_text(dict: &str, idf: &str) -> Result<Self, Error> {
        Self::from_bytes(build(dict, idf, Tier::Full)?)
    }

    /// What the dictionary knows of `word`.
    pub fn lookup(&self, word: &str) -> Option<Entry> {
        let mut node = ROOT;
        for c in word.chars() {
            node = self.child(node, self.code(c))?;
        }
        self.word(node).map(|word| self.entry(word))
    }

    /// Number of words.
    pub fn word_count(&self) -> usize {
        self.trie.word_count
    }

    /// Which tier the file holds.
    pub fn tier(&self) -> Tier {
        self.header.tier
    }

    /// Frequency of all words of the source together, those of a smaller tier left out included.
    pub fn total_frequency(&self) -> u64 {
        self.header.total
    }

    pub(crate) fn code(&self, c: char) -> Code {
        self.trie.code(c)
    }

    pub(crate) fn child(&self, node: Node, code: Code) -> Option<Node> {
        self.view().child(node, code)
    }

    /// The codes that lead on from `node`.
    pub(crate) fn children(&self, node: Node) -> impl Iterator<Item = Code> {
        self.view().children(node).map(|(_, code)| code)
    }

    /// Number of characters that words are made of; codes are below it.
    pub(crate) fn alphabet_size(&self) -> usize {
        self.trie.alphabet_size()
    }

    pub(crate) fn word(&self, node: Node) -> Option<WordId> {
        self.view().word(node)
    }

    pub(crate) fn entry(&self, word: WordId) -> Entry {
        let tag = self.tags[usize::from(self.section(Section::Tags)[word as usize])];
        let frequency = self.frequency(word);
        let orders = self.section(Section::IdfOrders);
        let order = orders.len() / FREQUENCY_CLASSES * frequency_class(frequency);
        let idf = match orders[order + usize::from(self.section(Section::Idfs)[word as usize])] {
            0 => None,
            code => Some(f32::from_bits(self.u32_of(Section::IdfTable, usize::from(code) - 1))),
        };
        Entry { frequency, tag, idf }
    }

    pub(crate) fn frequency(&self, word: WordId) -> u32 {
        self.u32_of(Section::FrequencyTable, self.frequency_code(word))
    }

    fn frequency_code(&self, word: WordId) -> usize {
        let low = self.section(Section::FrequenciesLow)[word as usize];
        let high = self.section(Section::FrequenciesHigh).get(word as usize).copied().unwrap_or(0);
        usize::from(u16::from_le_bytes([low, high]))
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.header.section(section)]
    }

    fn u32_of(&self, section: Section, index: usize) -> u32 {
        let bytes = &self.section(section)[4 * index..4 * index + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }

    fn view(&self) -> View<'_> {
        View {
            trie: &self.trie,
            shapes: self.section(Section::Shapes),
            degrees: self.section(Section::Degrees),
            low: self.section(Section::LabelsLow),
            high: self.section(Section::LabelsHigh),
        }
    }
}

impl Default for Dictionary {
    /// A dictionary without words.
    fn default() -> Self {
        Self::from_jieba_text("", "").unwrap_or_else(|error| unreachable!("{error}"))
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary")
            .field("tier", &self.tier())
            .field("words", &self.word_count())
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::all_below;

    #[test]
    fn one_byte_too_large_is_found_wherever_it_stands() {
        for limit in 0..300 {
            for byte in 0..=255u8 {
                for at in [0, 3, 7, 8, 15, 17] {
                    let mut bytes = vec![(limit as u8).saturating_sub(1); 18];
                    bytes[at] = byte;
                    assert_eq!(
                        all_below(&bytes, limit),
                        bytes.iter().all(|&byte| usize::from(byte) < limit),
                        "{byte} at {at} below {limit}"
                    );
                }
            }
        }
    }
}
