//! What a caller can set. Every field has the default named in its text.

use serde::{Deserialize, Serialize};

use crate::{Error, document::BlockKind};

/// How to divide a text into tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentMode {
    /// Every character in exactly one token (default).
    #[default]
    Exact,
    /// As exact, and the shorter words inside long ones before them.
    Search,
    /// Every dictionary word that occurs, overlapping ones too.
    All,
}

/// Options of [`crate::Analyzer::segment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SegmentOptions {
    /// Default `exact`.
    pub mode: SegmentMode,
    /// Whether a hidden Markov model joins unknown characters into words. Default `true`.
    pub hmm: bool,
    /// Whether to look up parts of speech. Default `true`; without them a text is cut faster.
    pub tags: bool,
    /// Which repairs the text gets before it is read. Default all.
    pub repair: RepairOptions,
}

impl Default for SegmentOptions {
    fn default() -> Self {
        Self { mode: SegmentMode::default(), hmm: true, tags: true, repair: RepairOptions::default() }
    }
}

impl SegmentOptions {
    /// Exactly what jieba gives: no repair, no script mapping.
    pub fn raw() -> Self {
        Self { repair: RepairOptions::none(), ..Self::default() }
    }
}

/// Which repairs a text gets; see [`crate::repair`] for each with an example.
/// All are on by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RepairOptions {
    /// Line breaks inside a sentence: `推⏎动` is read as `推动`.
    pub lines: bool,
    /// Spaces between Han characters: `建 设` is read as `建设`.
    pub spaces: bool,
    /// Full-width Latin letters and digits: `５Ｇ` is read as `5G`.
    pub width: bool,
    /// ASCII punctuation between Han: `创新,推动` is read as `创新，推动`.
    pub punctuation: bool,
    /// Zero-width characters, soft hyphens, non-breaking spaces.
    pub invisible: bool,
    /// Markdown marks in plain text: `**重点**` is read as `重点`.
    pub markdown: bool,
    /// Traditional characters: `發展` is looked up as `发展`.
    pub script: bool,
}

impl Default for RepairOptions {
    fn default() -> Self {
        Self {
            lines: true,
            spaces: true,
            width: true,
            punctuation: true,
            invisible: true,
            markdown: true,
            script: true,
        }
    }
}

impl RepairOptions {
    /// No repair at all: the analysis text is the text.
    pub const fn none() -> Self {
        Self {
            lines: false,
            spaces: false,
            width: false,
            punctuation: false,
            invisible: false,
            markdown: false,
            script: false,
        }
    }
}

/// A block known from outside, as the page's markup shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockHint {
    /// Start in UTF-16 code units of the text as given.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
    /// What the markup says it is; `None` leaves that to the text.
    pub kind: Option<BlockKind>,
    /// Depth of a heading, 1 to 6; else 0.
    pub level: u8,
    /// What parts it from the hint before.
    pub border: BlockBorder,
}

/// What parts a block of the page from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BlockBorder {
    /// The markup says that another block begins (default).
    #[default]
    Firm,
    /// An empty line, or an element of its own as each line of a hard-wrapped
    /// text may have: the text tells whether both are one.
    EmptyLine,
    /// A mere line end: the text tells.
    Line,
}

/// How much of a summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SummaryBudget {
    /// As many sentences as suit the length of the text (default).
    #[default]
    Auto,
    /// At most so many sentences.
    Sentences(usize),
    /// At most so many characters (never less than one sentence).
    Chars(usize),
    /// At most this part of the text's characters, 0 to 1.
    Ratio(f64),
}

/// Options of the keywords.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct KeywordOptions {
    /// At most so many keywords. Default 10; 0 gives none.
    pub limit: usize,
    /// Only keywords with at least this score, 0 to 1. Default: the first five whatever they score, of the others those of at
    /// least 0.01; all of a text in the words of papers.
    pub min_score: Option<f64>,
    /// Terms that are keywords whatever their score, wherever they occur; they have the first claim to `limit`.
    /// One that is no candidate of its own has score 0 and stands last.
    pub pinned: Vec<String>,
    /// Terms that are never keywords; longer terms with one inside still may be.
    pub blocked: Vec<String>,
    /// Words that neither are keywords nor stand at the edge of one, beside the built-in ones.
    pub stop_words: Vec<String>,
}

impl Default for KeywordOptions {
    fn default() -> Self {
        Self { limit: 10, min_score: None, pinned: Vec::new(), blocked: Vec::new(), stop_words: Vec::new() }
    }
}

/// Options of the summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryOptions {
    /// Default: what suits the length of the text.
    pub budget: SummaryBudget,
    /// What the publisher gives as a summary: the page's `meta description`, its `.abstract`, or any other string. It comes
    /// back as [`own_summary`](crate::Analysis::own_summary) where it is one. Default none.
    pub own: Option<String>,
}

/// Options of [`crate::Analyzer::analyze`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AnalyzeOptions {
    /// Keywords.
    pub keywords: KeywordOptions,
    /// Summary.
    pub summary: SummaryOptions,
    /// Repairs.
    pub repair: RepairOptions,
}

impl AnalyzeOptions {
    /// Whether every number lies in its range.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] names the first that does not, as JS and NDJSON write it.
    pub fn check(&self) -> Result<(), Error> {
        // NaN is in no range. The value is not said: printing a float is 6.5 KB of the engine.
        let part = |name, value: f64| match (0.0..=1.0).contains(&value) {
            true => Ok(()),
            false => Err(Error::InvalidOption { name, reason: "expected a number from 0 to 1".to_owned() }),
        };
        self.keywords.min_score.map_or(Ok(()), |score| part("keywords.minScore", score))?;
        match self.summary.budget {
            SummaryBudget::Ratio(ratio) => part("summary.budget.ratio", ratio),
            SummaryBudget::Auto | SummaryBudget::Sentences(_) | SummaryBudget::Chars(_) => Ok(()),
        }
    }
}
