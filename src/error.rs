//! Everything that can go wrong, each with what to do about it.

use std::fmt;

/// An error of this crate. The message names what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not a dictionary of ours, or are damaged.
    CorruptDictionary {
        /// What is wrong, and where.
        reason: String,
    },
    /// The dictionary was written by another version of the format.
    UnsupportedDictionaryVersion {
        /// The version in the file.
        found: u32,
        /// The version this build reads.
        supported: u32,
    },
    /// A line of a dictionary source (jieba's text format) cannot be used.
    InvalidDictionaryLine {
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// An option is out of its range or contradicts another.
    InvalidOption {
        /// The option's name as the caller wrote it.
        name: &'static str,
        /// What is wrong, and the range it has.
        reason: String,
    },
    /// The text is larger than what 32-bit offsets can count.
    TextTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CorruptDictionary { reason } => {
                write!(f, "the dictionary is damaged: {reason}; fetch or build it again")
            }
            Self::UnsupportedDictionaryVersion { found, supported } => write!(
                f,
                "the dictionary has format version {found}, this build reads {supported}; take both from the same release"
            ),
            Self::InvalidDictionaryLine { line, reason } => {
                write!(f, "dictionary source, line {line}: {reason}")
            }
            Self::InvalidOption { name, reason } => write!(f, "option `{name}`: {reason}"),
            Self::TextTooLong { bytes } => {
                write!(f, "the text has {bytes} bytes; split it into parts of at most {} bytes", u32::MAX)
            }
        }
    }
}

impl std::error::Error for Error {}
