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
    answer::{Analyzed, Failed, Segmented, Slices, write_line},
    dictionaries::Tier,
    record::{self, BadLine, Record},
};

/// What to do with each document.
#[derive(Clone, Debug)]
pub enum Task {
    Segment(SegmentOptions),
    Analyze(AnalyzeOptions),
}

/// A worker's own analyzer.
pub struct Worker<'a> {
    task: &'a Task,
    tier: Tier,
    analyzer: Analyzer,
}

impl<'a> Worker<'a> {
    pub fn new(task: &'a Task, tier: Tier) -> Result<Self> {
        Ok(Self { task, tier, analyzer: Analyzer::new(tier.open()?) })
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
        let outcome = catch_unwind(AssertUnwindSafe(|| -> Result<(), tiyao::Error> {
            let text = &*record.text;
            match self.task {
                Task::Segment(options) => {
                    let segmentation = &self.analyzer.segment(text, options)?;
                    let id = Cow::Borrowed(record.id);
                    write_line(out, &Segmented { id, tokens: Slices { text, segmentation } });
                }
                Task::Analyze(options) => {
                    let input = Input { text, title: record.title.as_deref(), blocks: None };
                    write_line(out, &Analyzed::new(record.id, &self.analyzer.analyze(input, options)?));
                }
            }
            Ok(())
        }));
        match outcome {
            Ok(outcome) => outcome.map_err(|error| error.to_string()),
            Err(panic) => {
                out.truncate(start);
                self.analyzer = Analyzer::new(self.tier.open().map_err(|error| error.to_string())?);
                let what = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied())
                    .unwrap_or("panic");
                Err(format!("internal error, please report it with the text: {what}"))
            }
        }
    }
}
