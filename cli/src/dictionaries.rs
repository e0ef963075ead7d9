//! The dictionaries inside the command.

use std::path::Path;

use anyhow::{Context, Result};
use tiyao::{Analyzer, Dictionary, segment::UserWordReport};

/// Which dictionary to read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Tier {
    /// The words that matter in real text; what the widget uses by default
    Standard,
    /// Every word jieba has, with its exact frequency
    Full,
}

/// What a worker makes its analyzer from.
#[derive(Clone, Debug)]
pub struct Lexicon {
    tier: Tier,
    /// In jieba's format.
    user_words: String,
}

impl Lexicon {
    /// # Errors
    /// When the file of the user's words cannot be read.
    pub fn new(tier: Tier, user_words: Option<&Path>) -> Result<Self> {
        let user_words = user_words.map(|path| {
            std::fs::read_to_string(path).with_context(|| format!("cannot read the user dictionary {}", path.display()))
        });
        Ok(Self { tier, user_words: user_words.transpose()?.unwrap_or_default() })
    }

    /// An analyzer that knows the user's words, and which of their lines it could not use.
    pub fn analyzer(&self) -> Result<(Analyzer, UserWordReport)> {
        let mut analyzer = Analyzer::new(self.tier.open()?);
        let report = analyzer.add_words(&self.user_words);
        Ok((analyzer, report))
    }
}

impl Tier {
    /// Opens the dictionary in place: every worker reads the same bytes.
    fn open(self) -> Result<Dictionary> {
        let bytes: &'static [u8] = match self {
            Self::Standard => include_bytes!(concat!(env!("OUT_DIR"), "/standard.dict")),
            Self::Full => include_bytes!(concat!(env!("OUT_DIR"), "/full.dict")),
        };
        Ok(Dictionary::from_bytes(bytes)?)
    }
}
