//! The dictionaries inside the command.

use anyhow::Result;
use tiyao::Dictionary;

/// Which dictionary to read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Tier {
    /// The words that matter in real text; what the widget uses by default
    Standard,
    /// Every word jieba has, with its exact frequency
    Full,
}

impl Tier {
    /// Opens the dictionary.
    pub fn open(self) -> Result<Dictionary> {
        let dict = include_str!(concat!(env!("OUT_DIR"), "/dict.txt"));
        let idf = include_str!(concat!(env!("OUT_DIR"), "/idf.txt"));
        Ok(Dictionary::from_jieba_text(dict, idf)?)
    }
}
