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
    /// Opens the dictionary in place: every worker reads the same bytes.
    pub fn open(self) -> Result<Dictionary> {
        let bytes: &'static [u8] = match self {
            Self::Standard => include_bytes!(concat!(env!("OUT_DIR"), "/standard.dict")),
            Self::Full => include_bytes!(concat!(env!("OUT_DIR"), "/full.dict")),
        };
        Ok(Dictionary::from_bytes(bytes)?)
    }
}
