//! The best candidates that do not say the same twice.

use super::{ngram::Run, unit::Units};

/// A scored candidate.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// Number of the run.
    pub run: usize,
    pub score: f64,
    pub first: u32,
}

/// Orders `scored` best first, ties by first occurrence, and leaves out what
/// contains, or is contained in, a better one. Stops at `limit`.
pub(super) fn select(mut scored: Vec<Scored>, runs: &[Run], units: &Units, limit: usize) -> Vec<(Scored, String)> {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)).then(a.run.cmp(&b.run)));
    let mut chosen: Vec<(Scored, String)> = Vec::new();
    for candidate in scored {
        if chosen.len() >= limit {
            break;
        }
        let term = term(&runs[candidate.run], units);
        if chosen.iter().all(|(_, other)| !other.contains(&term) && !term.contains(other.as_str())) {
            chosen.push((candidate, term));
        }
    }
    chosen
}

/// The characters of `run` as they first stand.
pub(super) fn term(run: &Run, units: &Units) -> String {
    let first = run.first as usize;
    units.row[first..first + usize::from(run.length)].iter().map(|unit| units.words[unit.word as usize]).collect()
}
