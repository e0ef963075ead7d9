//! Which words and which precision a tier has.

use std::collections::HashSet;

use super::{
    Dictionary, Entry,
    build::{Words, pack},
};
use crate::{ByteSpan, options::SegmentMode, segment::Segmenter};

/// How much of jieba's dictionary a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tier {
    /// The words that matter to running text, frequencies in quarter nats, idf in half nats.
    #[default]
    Standard = 0,
    /// Every word, exact frequencies, idf in half nats.
    Full = 1,
}

/// What a word of the standard tier may cost: its idf (rare words are seldom
/// missed) and the prices below together, less the credit. Fitted; see ARCHITECTURE.md.
const MAX_COST: f32 = 12.2;
/// The idf of a word that jieba's table lacks: its highest.
const UNLISTED_IDF: f32 = 14.0;
/// What a word has to its credit for each nat by which it is more frequent in
/// jieba's corpus than the many that were written into it by hand, three times
/// each: 的哥 and 京津冀 stand there, and hardly in the texts of the idf table.
const FREQUENT: f32 = 0.7;
const HAND_WRITTEN: f32 = 3.0;
/// The price of each node that the word adds to the trie beyond its last.
const NODE_COST: f32 = 0.5;
/// The price of a word that is found without being in the dictionary.
const RECOVERED_COST: f32 = 1.0;
/// Words up to this idf are in the dictionary in which that is tried.
const TRIAL_IDF: f32 = 10.5;
/// What stands on both sides of a word when that is tried: the most common character.
const NEIGHBOUR: char = '的';

/// Keeps the words of the standard tier: all single characters, and what
/// running text would miss most for its bytes.
pub(super) fn standard(words: Words, total: u64) -> Words {
    // Its idf, less the credit.
    let rarity = |entry: &Entry| {
        let credit = FREQUENT * libm::logf((entry.frequency as f32 / HAND_WRITTEN).max(1.0));
        entry.idf.unwrap_or(UNLISTED_IDF) - credit
    };
    let is_common = |word: &[char], entry: &Entry| word.len() == 1 || rarity(entry) <= TRIAL_IDF;
    let trial: Words = words.clone().into_iter().filter(|(word, entry)| is_common(word, entry)).collect();
    let trial = Dictionary::from_bytes(pack(&trial, total, Tier::Full));
    let mut trial = Segmenter::new(trial.unwrap_or_else(|error| unreachable!("{error}")));
    let side = NEIGHBOUR.len_utf8();
    let mut is_recovered = |word: &[char]| {
        let text: String = [NEIGHBOUR].iter().chain(word).chain(&[NEIGHBOUR]).collect();
        let whole = ByteSpan::new(side, text.len() - side);
        trial.spans(&text, SegmentMode::Exact, true).contains(&whole)
    };

    // Short words first: their nodes are prefixes of the longer ones.
    let mut order: Vec<(&Vec<char>, &Entry)> = words.iter().collect();
    order.sort_by(|(one, its), (other, others)| {
        one.len().cmp(&other.len()).then(rarity(its).total_cmp(&rarity(others))).then(one.cmp(other))
    });
    let mut nodes = HashSet::<&[char]>::new();
    let mut kept = Words::new();
    for (word, entry) in order {
        let keep = word.len() == 1
            || rarity(entry) <= MAX_COST + NODE_COST && {
                let added = (1..=word.len()).filter(|&length| !nodes.contains(&word[..length])).count();
                let cost = rarity(entry) + NODE_COST * (added as f32 - 1.0).max(-0.5);
                cost <= MAX_COST
                    && (rarity(entry) <= TRIAL_IDF || cost + RECOVERED_COST <= MAX_COST || !is_recovered(word))
            };
        if keep {
            nodes.extend((1..=word.len()).map(|length| &word[..length]));
            kept.insert(word.clone(), *entry);
        }
    }
    kept
}

/// The middle of the quarter nat that `frequency` lies in; 0 stays 0.
pub(super) fn rounded_frequency(frequency: u32) -> u32 {
    if frequency == 0 {
        return 0;
    }
    let quarters = libm::round(libm::log(f64::from(frequency)) * 4.0);
    libm::round(libm::exp(quarters / 4.0)).max(1.0) as u32
}

/// An idf to half a nat, which leaves few values.
pub(super) fn rounded_idf(idf: f32) -> f32 {
    (libm::roundf(idf * 2.0) / 2.0).clamp(0.0, 15.0)
}
