//! The file: a header, a directory of sections, the sections.
//!
//! ```text
//! 0   magic       8 bytes  "tiyaodic"
//! 8   version     u32      of this format
//! 12  length      u32      of the whole file in bytes
//! 16  checksum    u64      over everything from byte 24 on
//! 24  tier        u32      0 standard, 1 full
//! 28  total       u64      frequency of all words of the source, those left out too
//! 36  lengths     u32 × n  of each section in bytes, in the order of `Section`
//! …   the sections, back to back
//! ```
//!
//! Integers are little-endian. Which column holds what, and why it is cut
//! that way, is told in ARCHITECTURE.md.

use std::ops::Range;

use super::Tier;
use crate::Error;

pub(super) const MAGIC: &[u8; 8] = b"tiyaodic";
pub(super) const VERSION: u32 = 1;
const CHECKED_FROM: usize = 24;
const HEADER: usize = 36 + 4 * Section::COUNT;

/// The sections in file order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Section {
    /// Characters in code order, each as the difference from the one before
    /// (modulo 2²⁴), in three planes: low, middle, high bytes.
    Alphabet,
    /// Degree and end-of-word mark of each node.
    Shapes,
    /// Degrees of the nodes whose shape has no room for them, u32 each.
    Degrees,
    /// Low bytes of the nodes' labels: the character code, less the code after that of the sibling before.
    LabelsLow,
    /// High bytes of the nodes' labels.
    LabelsHigh,
    /// Low bytes of the words' frequency codes.
    FrequenciesLow,
    /// High bytes of the words' frequency codes; empty when all are 0.
    FrequenciesHigh,
    /// Frequency of each code, u32 each.
    FrequencyTable,
    /// Tag code of each word.
    Tags,
    /// Notation of each tag code, each ended by a line feed.
    TagTable,
    /// Place of each word's idf code in the order of its frequency class.
    Idfs,
    /// For each frequency class all idf codes, the most common first.
    IdfOrders,
    /// Idf of each code from 1 on, f32 each; code 0 is none.
    IdfTable,
}

impl Section {
    pub(super) const COUNT: usize = 13;
    pub(super) const NAMES: [&'static str; Self::COUNT] = [
        "alphabet",
        "shapes",
        "degrees",
        "labels low",
        "labels high",
        "frequencies low",
        "frequencies high",
        "frequency table",
        "tags",
        "tag table",
        "idfs",
        "idf orders",
        "idf table",
    ];
}

/// The class of a frequency that tells most about the idf: exact below 16, then half octaves.
pub(super) fn frequency_class(frequency: u32) -> usize {
    if frequency < 16 {
        return frequency as usize;
    }
    let octave = frequency.ilog2();
    (8 + 2 * octave + (frequency >> (octave - 1) & 1)) as usize
}

/// Number of frequency classes.
pub(super) const FREQUENCY_CLASSES: usize = 72;

/// What the header says.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) tier: Tier,
    pub(super) total: u64,
    sections: [Range<usize>; Section::COUNT],
}

impl Header {
    /// Where a section lies in the file.
    pub(super) fn section(&self, section: Section) -> Range<usize> {
        self.sections[section as usize].clone()
    }

    /// Reads and checks the header, and the checksum of the whole file.
    // Apart for the reason that `alphabet_of` is.
    #[inline(never)]
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(corrupt("it does not begin with the mark of a tiyao dictionary"));
        }
        let u32_at = |at: usize| {
            bytes
                .get(at..at + 4)
                .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
                .ok_or_else(|| corrupt(format!("it ends at byte {} inside the header", bytes.len())))
        };
        let u64_at = |at: usize| Ok::<_, Error>(u64::from(u32_at(at)?) | u64::from(u32_at(at + 4)?) << 32);
        let found = u32_at(8)?;
        if found != VERSION {
            return Err(Error::UnsupportedDictionaryVersion { found, supported: VERSION });
        }
        let length = u32_at(12)? as usize;
        if length != bytes.len() {
            return Err(corrupt(format!("it has {} bytes where its header says {length}", bytes.len())));
        }
        if bytes.len() < HEADER {
            return Err(corrupt(format!("it ends at byte {} inside the header", bytes.len())));
        }
        if u64_at(16)? != checksum(&bytes[CHECKED_FROM..]) {
            return Err(corrupt("its checksum does not match its contents"));
        }
        let tier = match u32_at(24)? {
            0 => Tier::Standard,
            1 => Tier::Full,
            other => return Err(corrupt(format!("its header names the unknown tier {other}"))),
        };
        let total = u64_at(28)?;
        let mut start = HEADER;
        let mut sections = [const { 0..0 }; Section::COUNT];
        for (i, section) in sections.iter_mut().enumerate() {
            let end = start.checked_add(u32_at(36 + 4 * i)? as usize).filter(|&end| end <= bytes.len());
            let end = end.ok_or_else(|| corrupt(format!("section `{}` reaches beyond the file", Section::NAMES[i])))?;
            *section = start..end;
            start = end;
        }
        if start != bytes.len() {
            return Err(corrupt(format!("{} bytes follow the last section", bytes.len() - start)));
        }
        Ok(Self { tier, total, sections })
    }
}

/// Puts a file together.
pub(super) fn write(tier: Tier, total: u64, sections: &[Vec<u8>; Section::COUNT]) -> Vec<u8> {
    let length = HEADER + sections.iter().map(Vec::len).sum::<usize>();
    let mut bytes = Vec::with_capacity(length);
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend([0; 8]);
    bytes.extend((tier as u32).to_le_bytes());
    bytes.extend(total.to_le_bytes());
    for section in sections {
        bytes.extend((section.len() as u32).to_le_bytes());
    }
    for section in sections {
        bytes.extend(section);
    }
    let sum = checksum(&bytes[CHECKED_FROM..]);
    bytes[16..CHECKED_FROM].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Writes length and checksum anew into changed bytes of a file, for tests that look behind them.
#[doc(hidden)]
pub fn seal(bytes: &mut [u8]) {
    if bytes.len() >= CHECKED_FROM {
        let length = bytes.len() as u32;
        bytes[12..16].copy_from_slice(&length.to_le_bytes());
        let sum = checksum(&bytes[CHECKED_FROM..]);
        bytes[16..CHECKED_FROM].copy_from_slice(&sum.to_le_bytes());
    }
}

/// Every step is a bijection of the state, so a change within one word of
/// eight bytes never goes unseen; other damage does with odds of 2⁻⁶⁴.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let step = |state: u64, word: u64| {
        let mixed = (state ^ word).wrapping_mul(MULTIPLIER);
        mixed ^ (mixed >> 32)
    };
    let state = words.iter().fold(bytes.len() as u64, |state, word| step(state, u64::from_le_bytes(*word)));
    step(step(state, u64::from_le_bytes(last)), 0)
}

pub(super) fn corrupt(reason: impl Into<String>) -> Error {
    Error::CorruptDictionary { reason: reason.into() }
}
