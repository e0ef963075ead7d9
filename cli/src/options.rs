//! The command line.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use tiyao::options::{
    AnalyzeOptions, KeywordOptions, RepairOptions, SegmentMode, SegmentOptions, SummaryBudget, SummaryOptions,
};

use crate::{dictionaries::Tier, page::Choice};

/// Segment and analyse Chinese text: one JSON object a line in, one a line out, in the same order.
///
/// Each line of input is {"id": …, "text": "…", "title"?: "…"}; other fields are ignored, blank lines skipped. A line
/// that cannot be used is reported on stderr with its number and answered with {"id", "error"}; the rest goes on.
/// Offsets are UTF-16 code units of the text, half-open, as JavaScript's slice takes them.
///
/// Exit status: 0 all lines answered, 1 some answered with an error, 2 the command could not run.
#[derive(Debug, Parser)]
#[command(name = "tiyao", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Divide texts into words: {"id", "tokens": ["…", …]}
    ///
    /// Tokens are slices of the text as given; in exact mode they concatenate to it.
    Segment(SegmentArgs),
    /// Keywords and summary: {"id", "keywords", "sentences", "summary", "sections"}
    ///
    /// keywords, best first: {"term", "score", "count", "kind", "tag", "spans": [[start, end], …]}. sentences, in text
    /// order: {"start", "end", "score", "rank", "reasons"}; rank is the order in which they would join an ever longer
    /// summary, from 0, null for what is no sentence of the article. summary: indices of the chosen sentences. sections: {"start", "end", "level",
    /// "sentence"} for each heading, with the sentence that speaks for the section. A line may give the publisher's own
    /// summary as "ownSummary"; it comes back under that name where it is a summary of the text, not a site's line.
    ///
    /// A line with "html" in place of "text" is read as the widget reads a page, and answered with {"id", "record"}: the
    /// same as quotes, for a <script type="application/json" data-tiyao> on that page. With --html the input is one such
    /// page, and the output the page with that script in it.
    Analyze(AnalyzeArgs),
}

#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// How to divide
    #[arg(long, value_enum, default_value_t = Mode::Exact)]
    pub mode: Mode,
    /// Leave unknown characters single instead of joining them by a hidden Markov model
    #[arg(long)]
    pub no_hmm: bool,
    /// No repair and no script mapping: exactly what jieba gives
    #[arg(long)]
    pub raw: bool,
    #[command(flatten)]
    pub stream: StreamArgs,
}

#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// At most so many keywords
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub keywords: usize,
    /// A summary of at most so many sentences [default: what suits the length of the text]
    #[arg(long, value_name = "N", conflicts_with = "summary_chars")]
    pub summary_sentences: Option<usize>,
    /// A summary of at most so many characters, but at least one sentence
    #[arg(long, value_name = "N")]
    pub summary_chars: Option<usize>,
    /// Read one page of HTML, write it with the record at the end of its body
    #[arg(long, conflicts_with_all = ["resume", "jobs"])]
    pub html: bool,
    /// On a page, the article's element; what data-root says there
    #[arg(long, value_name = "CSS", default_value = "article")]
    pub selector: String,
    /// On a page, what inside the article is not read; what data-exclude says there
    #[arg(long, value_name = "CSS")]
    pub exclude: Option<String>,
    #[command(flatten)]
    pub stream: StreamArgs,
}

/// What both commands take.
#[derive(Debug, Args)]
pub struct StreamArgs {
    /// The dictionary [default: standard, as in the browser; with --raw full, as in jieba]
    #[arg(long, value_enum)]
    pub dictionary: Option<Tier>,
    /// Words of your own, in jieba's format: a line each, `word [frequency] [tag]`
    #[arg(long, value_name = "FILE")]
    pub user_dictionary: Option<PathBuf>,
    /// Read from this file instead of stdin
    #[arg(value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Write to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Go on where a stopped run with the same input and options left the --output file
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Texts worked on at the same time [default: the number of cores]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Every character in exactly one token
    Exact,
    /// As exact, and the shorter words inside long ones before them
    Search,
    /// Every dictionary word that occurs, overlapping ones too
    All,
}

impl SegmentArgs {
    pub fn options(&self) -> SegmentOptions {
        SegmentOptions {
            mode: match self.mode {
                Mode::Exact => SegmentMode::Exact,
                Mode::Search => SegmentMode::Search,
                Mode::All => SegmentMode::All,
            },
            hmm: !self.no_hmm,
            // The answer has no room for them.
            tags: false,
            repair: if self.raw { RepairOptions::none() } else { RepairOptions::default() },
        }
    }

    pub fn tier(&self) -> Tier {
        self.stream.dictionary.unwrap_or(if self.raw { Tier::Full } else { Tier::Standard })
    }
}

impl AnalyzeArgs {
    pub fn options(&self) -> AnalyzeOptions {
        AnalyzeOptions {
            keywords: KeywordOptions { limit: self.keywords, ..KeywordOptions::default() },
            summary: SummaryOptions {
                budget: match (self.summary_sentences, self.summary_chars) {
                    (Some(sentences), _) => SummaryBudget::Sentences(sentences),
                    (_, Some(chars)) => SummaryBudget::Chars(chars),
                    _ => SummaryBudget::Auto,
                },
                ..SummaryOptions::default()
            },
            ..AnalyzeOptions::default()
        }
    }

    pub fn choice(&self) -> Choice {
        Choice { selector: self.selector.clone(), exclude: self.exclude.clone() }
    }

    pub fn tier(&self) -> Tier {
        self.stream.dictionary.unwrap_or(Tier::Standard)
    }
}
