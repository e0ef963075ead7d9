//! Which words and which precision a tier has.

use super::build::Words;

/// How much of jieba's dictionary a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tier {
    /// The words that matter to running text, frequencies in quarter nats.
    #[default]
    Standard = 0,
    /// Every word, exact frequencies.
    Full = 1,
}

/// The highest idf of a word of the standard tier.
const MAX_IDF: f32 = 12.0;

pub(super) fn standard(mut words: Words) -> Words {
    words.retain(|word, entry| word.len() == 1 || entry.idf.is_some_and(|idf| idf <= MAX_IDF));
    words
}

/// The middle of the quarter nat that `frequency` lies in; 0 stays 0.
pub(super) fn rounded_frequency(frequency: u32) -> u32 {
    if frequency == 0 {
        return 0;
    }
    let quarters = libm::round(libm::log(f64::from(frequency)) * 4.0);
    libm::round(libm::exp(quarters / 4.0)).max(1.0) as u32
}

/// An idf to a precision that leaves fewer than 255 values.
pub(super) fn rounded_idf(idf: f32, tier: Tier) -> f32 {
    let step = match tier {
        Tier::Standard => 1.0,
        Tier::Full => 16.0,
    };
    (libm::roundf(idf * step) / step).clamp(0.0, 15.0)
}
