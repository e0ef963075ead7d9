//! The best candidates that do not say the same twice.

use super::{
    control::Control,
    ngram::Run,
    unit::{Class, Unit, Units},
};
use crate::order::{falling, pair, sort_by_key};

/// A scored candidate.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// Number of the run.
    pub run: usize,
    /// The model's sum, any real number.
    pub sum: f64,
    pub first: u32,
}

/// What a candidate loses for each chosen term that it contains or is contained in.
const OVERLAP: f64 = 0.3;
/// How many of the best are looked at for each that is wanted.
const POOL: usize = 8;

/// Orders `scored` best first, ties by first occurrence. What contains a better
/// candidate, or is contained in it, loses a little for each; what differs from
/// it by words that say nothing (发展碳汇合作社) or has a coinage inside is left out.
/// Blocked terms are left out, pinned ones that occur come first of all that
/// `limit` admits and then stand where their score puts them.
pub(super) fn select(
    mut scored: Vec<Scored>,
    runs: &[Run],
    units: &Units,
    control: &Control,
    limit: usize,
) -> Vec<(Scored, String)> {
    sort_by_key(&mut scored, |candidate| pair(candidate.first, candidate.run as u32));
    sort_by_key(&mut scored, |candidate| falling(candidate.sum));
    let spare = limit.saturating_mul(POOL).max(80);
    if !control.pinned.is_empty() {
        let mut at = 0;
        scored.retain(|candidate| {
            at += 1;
            at <= spare || control.pinned.contains(&term(&runs[candidate.run], units))
        });
    } else {
        scored.truncate(spare);
    }
    let mut pool: Vec<(Scored, String)> = scored
        .into_iter()
        .map(|candidate| {
            let term = term(&runs[candidate.run], units);
            (candidate, term)
        })
        .filter(|(_, term)| !control.blocks(term))
        .collect();
    let mut chosen: Vec<(Scored, String)> = Vec::new();
    let is_pinned = |term: &String| control.pinned.contains(term);
    pool.retain(|(candidate, term)| {
        let pinned = is_pinned(term) && chosen.iter().all(|(_, other)| other != term);
        if pinned {
            chosen.push((candidate.clone(), term.clone()));
        }
        !pinned
    });
    chosen.truncate(limit);
    while chosen.len() < limit && !pool.is_empty() {
        let mut best = 0;
        for at in 1..pool.len() {
            if pool[at].0.sum > pool[best].0.sum {
                best = at;
            }
        }
        let (candidate, best_term) = pool.remove(best);
        pool.retain_mut(|(other, other_term)| {
            let (long, short) = if other_term.contains(best_term.as_str()) {
                (&runs[other.run], best_term.as_str())
            } else if best_term.contains(other_term.as_str()) {
                (&runs[candidate.run], other_term.as_str())
            } else {
                return true;
            };
            other.sum -= OVERLAP;
            *other_term != best_term && !says_the_same(long, short, units)
        });
        chosen.push((candidate, best_term));
    }
    sort_by_key(&mut chosen, |(candidate, _)| u64::from(candidate.first));
    sort_by_key(&mut chosen, |(candidate, _)| falling(candidate.sum));
    chosen
}

/// Whether the run `long` adds only verbs and general words to `short`, or `short` is a coinage.
fn says_the_same(long: &Run, short: &str, units: &Units) -> bool {
    let mut rest = 0;
    let mut inside = String::new();
    for unit in run_units(long, units) {
        let word = units.words[unit.word as usize];
        if word == short && !unit.known {
            return true;
        }
        if !short.contains(word) {
            rest += usize::from(!(unit.general || unit.class == Class::Verb));
        } else {
            inside.push_str(word);
        }
    }
    // Where the short term is no run of whole words of the long one, the two are different words.
    rest == 0 && inside == short
}

fn run_units<'u>(run: &Run, units: &'u Units) -> &'u [Unit] {
    let first = run.first as usize;
    &units.row[first..first + usize::from(run.length)]
}

/// The characters of `run` as they first stand.
pub(super) fn term(run: &Run, units: &Units) -> String {
    run_units(run, units).iter().map(|unit| units.words[unit.word as usize]).collect()
}
