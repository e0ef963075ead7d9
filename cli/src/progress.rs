//! What a person at a terminal sees while a run goes on, and the reports of bad lines.

use std::{
    io::{IsTerminal, Write, stderr},
    time::{Duration, Instant},
};

use crate::stream::Totals;

const INTERVAL: Duration = Duration::from_millis(200);

/// Writes to stderr: reports always, the running line only to a terminal.
pub struct Progress {
    live: bool,
    shown: bool,
    started: Instant,
    last: Instant,
    /// Bytes of the input, where they are known.
    size: Option<u64>,
    /// Bytes that an earlier run had done.
    skipped: u64,
}

impl Progress {
    /// `live` allows the running line; `size` is the input's length in bytes, `skipped` what of it was done before.
    pub fn new(live: bool, size: Option<u64>, skipped: u64) -> Self {
        let now = Instant::now();
        Self { live: live && stderr().is_terminal(), shown: false, started: now, last: now, size, skipped }
    }

    /// Prints one line, numbered or not, whatever stderr is.
    pub fn report(&mut self, message: &str) {
        self.clear();
        // Who closed stderr wants no reports.
        let _ = writeln!(stderr(), "tiyao: {message}");
    }

    /// Redraws the running line, a few times a second.
    pub fn update(&mut self, totals: Totals, read: u64) {
        if !self.live || self.last.elapsed() < INTERVAL {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        let _ = write!(stderr(), "\r\x1b[K{}", self.line(totals, read, self.started.elapsed()));
    }

    /// Removes the running line.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }

    fn line(&self, totals: Totals, read: u64, elapsed: Duration) -> String {
        let seconds = elapsed.as_secs_f64().max(0.001);
        let mut line = format!("{} documents, {:.0}/s", totals.documents, totals.documents as f64 / seconds);
        if let Some(size) = self.size.filter(|&size| size > 0) {
            let done = read.saturating_sub(self.skipped) as f64;
            let left = size.saturating_sub(read) as f64 / (done / seconds).max(1.0);
            line += &format!(", {:.0} %, {} left", read as f64 / size as f64 * 100.0, clock(left));
        }
        if totals.failed > 0 {
            line += &format!(", {} failed", totals.failed);
        }
        line
    }
}

fn clock(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_counts_only_this_runs_work_as_speed() {
        let progress = Progress::new(false, Some(1000), 500);
        let totals = Totals { documents: 20, failed: 2 };
        let line = progress.line(totals, 600, Duration::from_secs(10));
        assert_eq!(line, "20 documents, 2/s, 60 %, 0:00:40 left, 2 failed");
        let unknown = Progress::new(false, None, 0);
        assert_eq!(unknown.line(totals, 600, Duration::from_secs(10)), "20 documents, 2/s, 2 failed");
    }
}
