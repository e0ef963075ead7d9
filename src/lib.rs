//! tiyao (提要): word segmentation, keywords and extractive summaries for Chinese text.
//!
//! # Map of the crate
//!
//! A text takes one way through the crate, and each step is a module:
//!
//! ```text
//! source text ── repair ──▶ analysis text + blocks + offset map
//!                              │ segment (jieba-rs over dictionary)
//!                              ▼
//!                            tokens ── sentence ──▶ sentences
//!                              │                       │
//!                              ├── keyword ──▶ keywords ──▶ highlight (what to paint)
//!                              └── summary ◀───────────┘
//! ```
//!
//! [`Analyzer`] walks it once per text and is the only place that converts
//! units: inside the crate offsets are bytes of the analysis text
//! ([`ByteSpan`]), in everything it returns they are UTF-16 code units of the
//! text as it was given ([`Utf16Span`]).

pub mod analysis;
pub mod dictionary;
pub mod document;
pub mod error;
pub mod highlight;
pub mod keyword;
pub mod options;
pub mod repair;
pub mod segment;
pub mod sentence;
pub mod span;
pub mod summary;

pub use analysis::{Analysis, Analyzer};
pub use dictionary::Dictionary;
pub use document::{Document, Token};
pub use error::Error;
pub use options::{AnalyzeOptions, SegmentOptions};
pub use span::{ByteSpan, Utf16Span};
