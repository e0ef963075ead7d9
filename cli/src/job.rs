//! What one worker does with one line.

use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use anyhow::Result;
use tiyao::{
    Analyzer,
    analysis::Input,
    options::{AnalyzeOptions, SegmentOptions},
};

use crate::{
    answer::{Analyzed, Failed, Recorded, Segmented, Slices, write_line},
    dictionaries::Lexicon,
    page::{self, BareText, Choice, Finder},
    record::{self, BadLine, Content, Record},
};

/// What to do with each document.
#[derive(Clone, Debug)]
pub enum Task {
    Segment(SegmentOptions),
    Analyze(AnalyzeOptions, Choice),
}

/// A worker's own analyzer.
pub struct Worker<'a> {
    task: &'a Task,
    lexicon: &'a Lexicon,
    analyzer: Analyzer,
    finder: Option<Finder>,
}

impl<'a> Worker<'a> {
    pub fn new(task: &'a Task, lexicon: &'a Lexicon) -> Result<Self> {
        let finder = match task {
            Task::Segment(_) => None,
            Task::Analyze(_, choice) => Some(Finder::new(choice).map_err(anyhow::Error::msg)?),
        };
        Ok(Self { task, lexicon, analyzer: lexicon.analyzer()?.0, finder })
    }

    /// Calls `then` with the record of the article on the page `html`.
    pub fn record<T>(&mut self, html: &str, then: impl FnOnce(&page::Record<'_>) -> T) -> Result<T, String> {
        let (Task::Analyze(options, _), Some(finder)) = (self.task, &self.finder) else {
            return Err("the field `text` is missing".to_owned());
        };
        let article = finder.read(html)?;
        let input = Input { text: &article.text, title: article.title.as_deref(), blocks: Some(&article.blocks) };
        let analysis = self.analyzer.analyze(input, options).map_err(|error| error.to_string())?;
        Ok(then(&page::Record::new(&analysis, &BareText::new(&article.text))))
    }

    /// Appends the answer to `line` to `out`; tells why, when the answer is an error.
    pub fn answer(&mut self, line: &[u8], out: &mut Vec<u8>) -> Option<String> {
        let outcome = record::parse(line).and_then(|record| {
            let id = record.id.to_owned();
            self.work(&record, out).map_err(|reason| BadLine { id: Some(id), reason })
        });
        let BadLine { id, reason } = outcome.err()?;
        let id = id.map_or(Cow::Borrowed("null"), Cow::Owned);
        write_line(out, &Failed { id, error: &reason });
        Some(reason)
    }

    fn work(&mut self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        let start = out.len();
        // One text must not end the run over the other hundred thousand.
        let outcome = catch_unwind(AssertUnwindSafe(|| self.answer_to(record, out)));
        match outcome {
            Ok(outcome) => outcome,
            Err(panic) => {
                out.truncate(start);
                self.analyzer = self.lexicon.analyzer().map_err(|error| error.to_string())?.0;
                let what = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied())
                    .unwrap_or("panic");
                Err(format!("internal error, please report it with the text: {what}"))
            }
        }
    }

    fn answer_to(&mut self, record: &Record<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        let id = Cow::Borrowed(record.id);
        match (self.task, &record.content) {
            (Task::Segment(options), Content::Text(text)) => {
                let segmentation = &self.analyzer.segment(text, options).map_err(|error| error.to_string())?;
                write_line(out, &Segmented { id, tokens: Slices { text, segmentation } });
            }
            (Task::Analyze(options, _), Content::Text(text)) => {
                let input = Input { text, title: record.title.as_deref(), blocks: None };
                let mut options = Cow::Borrowed(options);
                if let Some(own) = &record.own_summary {
                    options.to_mut().summary.own = Some(own.to_string());
                }
                let analysis = self.analyzer.analyze(input, &options).map_err(|error| error.to_string())?;
                write_line(out, &Analyzed::new(record.id, &analysis));
            }
            (_, Content::Html(html)) => self.record(html, |record| write_line(out, &Recorded { id, record }))?,
        }
        Ok(())
    }
}
