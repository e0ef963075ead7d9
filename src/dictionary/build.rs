//! From jieba's text files to the packed file. Same input, same bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Entry, Tag, Tier,
    format::{self, FREQUENCY_CLASSES, Section},
    tier,
};
use crate::Error;

/// Builds the packed file of a tier from jieba's text formats: `dict`
/// (`word frequency tag` a line) and `idf` (`word idf` a line).
///
/// A word that stands twice has the last line's frequency and the first one's tag, as in jieba-rs.
///
/// # Errors
/// [`Error::InvalidDictionaryLine`] names the first line that cannot be read.
pub fn build(dict: &str, idf: &str, tier: Tier) -> Result<Vec<u8>, Error> {
    let words = parse(dict, idf)?;
    let total = words.values().map(|entry| u64::from(entry.frequency)).sum();
    let words = match tier {
        Tier::Standard => tier::standard(words, total),
        Tier::Full => words,
    };
    Ok(pack(&words, total, tier))
}

/// The words in code point order.
pub(super) type Words = BTreeMap<Vec<char>, Entry>;

fn parse(dict: &str, idf: &str) -> Result<Words, Error> {
    let mut idfs = BTreeMap::new();
    for (number, line) in idf.lines().enumerate() {
        let Some((word, value)) = line.split_once(' ') else { continue };
        let value = value.trim().parse::<f32>().ok().filter(|value| value.is_finite() && *value >= 0.0);
        let value = value.ok_or_else(|| Error::InvalidDictionaryLine {
            line: number + 1,
            reason: format!("`{line}` has no inverse document frequency"),
        })?;
        idfs.insert(word, value);
    }
    let mut words = Words::new();
    for (number, line) in dict.lines().enumerate() {
        let mut parts = line.split_whitespace();
        let (Some(word), Some(frequency)) = (parts.next(), parts.next()) else { continue };
        let frequency = frequency.parse::<u32>().map_err(|_| Error::InvalidDictionaryLine {
            line: number + 1,
            reason: format!("`{frequency}` is not a frequency"),
        })?;
        let tag = match parts.next() {
            None => Tag::default(),
            Some(tag) => Tag::new(tag).ok_or_else(|| Error::InvalidDictionaryLine {
                line: number + 1,
                reason: format!("`{tag}` is not a tag"),
            })?,
        };
        let entry = Entry { frequency, tag, idf: idfs.get(word).copied() };
        words.entry(word.chars().collect()).and_modify(|first| first.frequency = frequency).or_insert(entry);
    }
    Ok(words)
}

/// A node of the trie while it is built.
struct Node {
    /// Range in the sorted words of those that begin with this node's prefix.
    from: usize,
    to: usize,
    depth: usize,
}

pub(super) fn pack(words: &Words, total: u64, tier: Tier) -> Vec<u8> {
    let mut sections: [Vec<u8>; Section::COUNT] = Default::default();
    let mut put = |section: Section, bytes: Vec<u8>| sections[section as usize] = bytes;

    // Common characters get low codes, so that labels are small. Exact order
    // would cost more in the alphabet than it saves in the labels.
    let mut counts = BTreeMap::<char, u32>::new();
    words.keys().flatten().for_each(|&c| *counts.entry(c).or_default() += 1);
    let mut alphabet: Vec<(u32, char)> = counts.iter().map(|(&c, &count)| (u32::MAX - count.ilog2(), c)).collect();
    alphabet.sort_unstable();
    let mut last = 0;
    let steps: Vec<u32> =
        alphabet.iter().map(|&(_, c)| (c as u32).wrapping_sub(std::mem::replace(&mut last, c as u32))).collect();
    put(
        Section::Alphabet,
        (0..3).flat_map(|plane| steps.iter().map(move |&step| (step >> (8 * plane)) as u8)).collect(),
    );
    let codes: BTreeMap<char, u16> = alphabet.iter().zip(0..).map(|(&(_, c), code)| (c, code)).collect();

    // Breadth first: the children of a node lie together, in code order.
    let mut list: Vec<(Vec<u16>, &Entry)> =
        words.iter().map(|(word, entry)| (word.iter().map(|c| codes[c]).collect(), entry)).collect();
    list.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let (mut shapes, mut degrees, mut labels, mut entries) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut queue = vec![Node { from: 0, to: list.len(), depth: 0 }];
    let mut next = 0;
    while let Some(&Node { from, to, depth }) = queue.get(next) {
        next += 1;
        let ends_word = depth > 0 && from < to && list[from].0.len() == depth;
        if ends_word {
            entries.push(list[from].1);
        }
        let mut at = from + usize::from(ends_word);
        let children = queue.len();
        let mut free = 0;
        while at < to {
            let label = list[at].0[depth];
            let length = list[at..to].iter().take_while(|(word, _)| word[depth] == label).count();
            queue.push(Node { from: at, to: at + length, depth: depth + 1 });
            labels.push(label - free);
            free = label + 1;
            at += length;
        }
        let degree = queue.len() - children;
        if degree < usize::from(LARGE) {
            shapes.push((degree as u8) << 1 | u8::from(ends_word));
        } else {
            shapes.push(LARGE << 1 | u8::from(ends_word));
            degrees.extend((degree as u32).to_le_bytes());
        }
    }
    put(Section::Shapes, shapes);
    put(Section::Degrees, degrees);
    put(Section::LabelsLow, labels.iter().map(|&label| label as u8).collect());
    put(Section::LabelsHigh, labels.iter().map(|&label| (label >> 8) as u8).collect());

    let frequency = |entry: &Entry| match tier {
        Tier::Standard => tier::rounded_frequency(entry.frequency),
        Tier::Full => entry.frequency,
    };
    let table: BTreeSet<u32> = entries.iter().map(|entry| frequency(entry)).collect();
    let codes: BTreeMap<u32, usize> = table.iter().zip(0..).map(|(&value, code)| (value, code)).collect();
    put(Section::FrequenciesLow, entries.iter().map(|entry| codes[&frequency(entry)] as u8).collect());
    if table.len() > 256 {
        put(Section::FrequenciesHigh, entries.iter().map(|entry| (codes[&frequency(entry)] >> 8) as u8).collect());
    }
    put(Section::FrequencyTable, table.iter().flat_map(|value| value.to_le_bytes()).collect());

    let table: BTreeSet<Tag> = entries.iter().map(|entry| entry.tag).collect();
    let codes: BTreeMap<Tag, u8> = table.iter().zip(0..).map(|(&tag, code)| (tag, code)).collect();
    put(Section::Tags, entries.iter().map(|entry| codes[&entry.tag]).collect());
    put(Section::TagTable, table.iter().flat_map(|tag| [tag.as_str(), "\n"]).flat_map(str::bytes).collect());

    let idf = |entry: &Entry| entry.idf.map(tier::rounded_idf);
    let table: BTreeSet<u32> = entries.iter().filter_map(|entry| idf(entry)).map(f32::to_bits).collect();
    let codes: BTreeMap<u32, u8> = table.iter().zip(1..).map(|(&bits, code)| (bits, code)).collect();
    let code = |entry: &Entry| idf(entry).map_or(0, |idf| codes[&idf.to_bits()]);
    let class = |entry: &Entry| format::frequency_class(frequency(entry));
    let mut counts = vec![vec![0u32; table.len() + 1]; FREQUENCY_CLASSES];
    entries.iter().for_each(|entry| counts[class(entry)][usize::from(code(entry))] += 1);
    let orders: Vec<Vec<u8>> = counts
        .iter()
        .map(|counts| {
            let mut order: Vec<u8> = (0..=table.len() as u8).collect();
            order.sort_by_key(|&code| u32::MAX - counts[usize::from(code)]);
            order
        })
        .collect();
    let place = |entry: &Entry| orders[class(entry)].iter().position(|&other| other == code(entry)).unwrap_or(0) as u8;
    put(Section::Idfs, entries.iter().map(|entry| place(entry)).collect());
    put(Section::IdfOrders, orders.concat());
    put(Section::IdfTable, table.iter().flat_map(|bits| bits.to_le_bytes()).collect());

    format::write(tier, total, &sections)
}

/// The degree that stands for "see the degrees".
pub(super) const LARGE: u8 = 127;
