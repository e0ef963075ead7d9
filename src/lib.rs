//! tiyao (提要): word segmentation, keywords and extractive summaries for Chinese text.
//!
//! The crate reads a text the way its reader sees it and tells what it is about and what it says. It does no I/O, has no
//! `unsafe`, panics on no input, and gives the same result on every platform: the very code runs natively and, as wasm, in
//! a browser.
//!
//! # A dictionary
//!
//! Everything begins with a [`Dictionary`]. It is made from text in jieba's formats (`word frequency tag` a line, and
//! `word idf` a line), or read in place from the packed form that [`dictionary::build`] makes of them, which costs a
//! hundredth of the time.
//!
//! ```
//! use tiyao::Dictionary;
//!
//! let dictionary = Dictionary::from_jieba_text("研究 9000 vn\n生命 5000 n\n研究生 800 n\n起源 700 n\n", "生命 5.2\n起源 7.1\n")?;
//! assert_eq!(dictionary.word_count(), 4);
//! let found = dictionary.lookup("生命").expect("a word of the dictionary");
//! assert_eq!((found.frequency, found.tag.as_str()), (5000, "n"));
//! # Ok::<_, tiyao::Error>(())
//! ```
//!
//! jieba's own `dict.txt` and `idf.txt` (MIT) have 349,045 words; [`Tier`](dictionary::Tier) says which part of them a packed
//! file holds.
//!
//! # Dividing a text into words
//!
//! An [`Analyzer`] owns a dictionary and divides texts into tokens as jieba does, token for token. Of the dictionary it
//! loads only the words that occur, so it is ready at once, and what one text loads never changes the next one's result.
//!
//! ```
//! # use tiyao::Dictionary;
//! # let dictionary = Dictionary::from_jieba_text("研究 9000 vn\n生命 5000 n\n研究生 800 n\n起源 700 n\n", "")?;
//! use tiyao::{Analyzer, SegmentOptions};
//!
//! let mut analyzer = Analyzer::new(dictionary);
//! let tokens = analyzer.segment("研究生命起源", &SegmentOptions::default())?;
//! let ends: Vec<u32> = tokens.spans.iter().map(|span| span.end).collect();
//! assert_eq!(ends, [2, 4, 6]); // 研究 / 生命 / 起源
//! # Ok::<_, tiyao::Error>(())
//! ```
//!
//! # Where things stand
//!
//! All that is returned counts UTF-16 code units of the text as it was given, half-open: what `String.prototype.slice` takes.
//! A program in Rust that wants bytes converts a rising list of offsets in one pass with [`span::byte_offsets`]:
//!
//! ```
//! # use tiyao::{Analyzer, Dictionary, SegmentOptions};
//! # let mut analyzer = Analyzer::new(Dictionary::from_jieba_text("野家 3 n\n开业 30 v\n", "")?);
//! use tiyao::span::byte_offsets;
//!
//! let text = "𠮷野家开业";
//! let tokens = analyzer.segment(text, &SegmentOptions::default())?;
//! let ends: Vec<u32> = tokens.spans.iter().map(|span| span.end).collect();
//! assert_eq!(ends, [2, 4, 6]); // 𠮷 is two code units …
//! assert_eq!(byte_offsets(text, &ends), [4, 10, 16]); // … and four bytes
//! # Ok::<_, tiyao::Error>(())
//! ```
//!
//! # Texts as they come
//!
//! Articles carry line breaks inside words, spaces between characters, Traditional characters, full-width letters. They are
//! [repaired](repair) before they are read, and every span leads back into the text as it was:
//!
//! ```
//! # use tiyao::{Analyzer, Dictionary, SegmentOptions};
//! # let mut analyzer = Analyzer::new(Dictionary::from_jieba_text("发展 900 vn\n经济 900 n\n", "")?);
//! let tokens = analyzer.segment("發 展 經 濟", &SegmentOptions::default())?;
//! let words: Vec<(u32, u32)> = tokens.spans.iter().filter(|span| span.end - span.start > 1).map(|span| (span.start, span.end)).collect();
//! assert_eq!(words, [(0, 3), (4, 7)]); // 發 展, 經 濟
//! # Ok::<_, tiyao::Error>(())
//! ```
//!
//! [`SegmentOptions::raw`] switches all of it off.
//!
//! # Words of your own
//!
//! ```
//! # use tiyao::{Analyzer, Dictionary, SegmentOptions};
//! # let mut analyzer = Analyzer::new(Dictionary::from_jieba_text("流动 90 v\n晒场 9 n\n", "")?);
//! let report = analyzer.add_words("流动晒场 100 n\n， 5\n");
//! assert_eq!((report.added, report.skipped[0].line), (1, 2));
//! assert_eq!(analyzer.segment("流动晒场", &SegmentOptions::default())?.spans.len(), 1);
//! # Ok::<_, tiyao::Error>(())
//! ```
//!
//! # Keywords and summary
//!
//! [`Analyzer::analyze`] finds what a text is about, terms included that no dictionary has, and which of its sentences say it.
//! A summary is a list of sentences of the text, verbatim; each says why it was chosen.
//!
//! ```
//! # use tiyao::{Analyzer, AnalyzeOptions, Dictionary};
//! # let mut analyzer = Analyzer::new(Dictionary::from_jieba_text("流动 90 v\n晒场 9 n\n烘干 9 v\n稻谷 30 n\n合作社 50 n\n村民 90 n\n", "晒场 9\n稻谷 8\n烘干 9\n")?);
//! use tiyao::{analysis::Input, options::{SummaryBudget, SummaryOptions}};
//!
//! let text = "合作社买来六台流动晒场。流动晒场停在村口，九个小时烘干十二吨稻谷。村民都说流动晒场好。";
//! let options = AnalyzeOptions {
//!     summary: SummaryOptions { budget: SummaryBudget::Sentences(1), ..SummaryOptions::default() },
//!     ..AnalyzeOptions::default()
//! };
//! let analysis = analyzer.analyze(Input { text, title: Some("流动晒场进村"), blocks: None }, &options)?;
//! assert_eq!((analysis.keywords[0].term.as_str(), analysis.keywords[0].count), ("流动晒场", 3));
//! assert_eq!((analysis.sentences.len(), analysis.summary.len()), (3, 1));
//! # Ok::<_, tiyao::Error>(())
//! ```
//!
//! # When something is wrong
//!
//! Every [`Error`] says what and where. No text is one: an empty text has no tokens, a text without sentences no summary.
//!
//! ```
//! use tiyao::{Dictionary, Error};
//!
//! let error = Dictionary::from_jieba_text("发展 900 vn\n经济 many n\n", "").unwrap_err();
//! assert!(matches!(error, Error::InvalidDictionaryLine { line: 2, .. }));
//! assert!(Dictionary::from_bytes(b"<!doctype html>".to_vec()).is_err());
//! ```
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
//! [`Analyzer`] walks it once per text and is the only place that converts units: inside the crate offsets are bytes of the
//! analysis text ([`ByteSpan`]), in everything it returns they are [`Utf16Span`]s. Each module's page has examples of its own.

// `#[inline(never)]` in these modules keeps the stages of an analysis apart: ARCHITECTURE.md, "Engine, worker, client".

pub mod analysis;
pub mod dictionary;
pub mod document;
pub mod error;
mod hash;
pub mod highlight;
pub mod keyword;
pub mod options;
mod order;
pub mod repair;
pub mod segment;
pub mod sentence;
pub mod span;
pub mod summary;
mod word_char;

pub use analysis::{Analysis, Analyzer};
pub use dictionary::Dictionary;
pub use document::{Document, Token};
pub use error::Error;
pub use options::{AnalyzeOptions, SegmentOptions};
pub use span::{ByteSpan, Utf16Span};

/// The README's examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
