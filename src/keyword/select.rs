//! The best candidates that do not say the same twice.

use super::{
    control::Control,
    ngram::{Run, Runs},
    places::Places,
    stop_words::StopWords,
    unit::{Class, Units},
};
use crate::{
    ByteSpan, highlight,
    order::{falling, pair, sort_by_key},
    segment::guess,
};

/// A scored candidate.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// Number of the run.
    pub run: usize,
    /// The model's sum, any real number.
    pub sum: f64,
    /// How much the text says it, 0 to 1, beyond what the sum knows of that.
    pub said: f64,
    pub first: u32,
}

/// A candidate that was chosen.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub scored: Scored,
    pub term: String,
    /// All places in the text.
    pub spans: Vec<ByteSpan>,
    /// The sum before anything overlapped.
    full: f64,
    /// Whether nothing takes its place: it is pinned, or of the head.
    kept: bool,
}

/// What a candidate loses for each chosen term that it contains or is contained in.
const OVERLAP: f64 = 0.3;
/// What has all places of a better term within its own replaces it where its sum is less by no more.
const CLOSE: f64 = 0.3;
/// So far at least a term that the title alone has stands behind the first.
const BEHIND: f64 = 0.001;
/// The head of the list, which the model alone chooses.
pub(super) const HEAD: usize = 5;
/// What a candidate behind the head gains if there is nothing that the text says more.
const SAID: f64 = 1.5;
/// How many of the best are looked at for each that is wanted.
const POOL: usize = 8;

/// What the choice is made with.
pub(super) struct Selector<'a> {
    pub runs: &'a Runs,
    pub units: &'a Units<'a>,
    pub places: &'a Places<'a>,
    pub stop_words: &'a StopWords<'a>,
    pub control: &'a Control,
    /// How many are wanted.
    pub limit: usize,
}

impl Selector<'_> {
    /// Orders `scored` best first, ties by first occurrence. What contains a better
    /// candidate, or is contained in it, loses a little for each; what differs from
    /// it by words that say nothing (发展碳汇合作社) or has a coinage inside is left out.
    /// Each term keeps a place that no other takes, unless it stands in the title alone.
    /// Behind the head it counts as well how much the text says a term.
    /// Blocked terms are left out, pinned ones that occur come first of all that
    /// the limit admits and then stand where their score puts them.
    #[inline(never)]
    pub(super) fn select(&self, mut scored: Vec<Scored>) -> Vec<Chosen> {
        sort_by_key(&mut scored, |candidate| pair(candidate.first, candidate.run as u32));
        sort_by_key(&mut scored, |candidate| falling(candidate.sum));
        let spare = self.limit.saturating_mul(POOL).max(80);
        let mut pool: Vec<Chosen> = Vec::new();
        for (at, scored) in scored.into_iter().enumerate() {
            if at >= spare && self.control.pinned.is_empty() {
                break;
            }
            let term = term(&self.runs.all[scored.run], self.units);
            let kept = self.control.pinned.contains(&term);
            if (at < spare || kept) && !self.control.blocks(&term) {
                pool.push(Chosen { term, spans: Vec::new(), full: scored.sum, kept, scored });
            }
        }
        let mut chosen = self.choose(Vec::new(), pool.clone());
        if self.limit > HEAD && chosen.len() >= HEAD {
            // Those an editor would tag with stay. Of the rest the reader has most of what the text says most.
            chosen.truncate(HEAD);
            let last = chosen[HEAD - 1].scored.sum - BEHIND;
            pool.retain(|other| chosen.iter().all(|head| head.term != other.term));
            for other in &mut pool {
                other.scored.sum = (other.scored.sum + SAID * other.scored.said).min(last);
            }
            for head in &mut chosen {
                head.kept = true;
                self.set_against(head, &mut pool);
            }
            chosen = self.choose(chosen, pool);
        }
        chosen
    }

    /// Adds the best of `pool` to `chosen`, up to the limit in all, and orders them.
    #[inline(never)]
    fn choose(&self, mut chosen: Vec<Chosen>, mut pool: Vec<Chosen>) -> Vec<Chosen> {
        while chosen.len() < self.limit && !pool.is_empty() {
            let mut best = 0;
            for at in 1..pool.len() {
                let order = |at: usize| (pool[at].kept, pool[at].scored.sum);
                if order(at) > order(best) {
                    best = at;
                }
            }
            let mut candidate = pool.remove(best);
            candidate.spans = self.places.of(&candidate.term);
            if candidate.kept {
                pool.retain(|other| other.term != candidate.term);
            } else if self.make_room(&mut candidate, &mut chosen) {
                self.set_against(&candidate, &mut pool);
            } else {
                continue;
            }
            chosen.push(candidate);
        }
        // What heads the list stands in the text: a title can be the site's.
        let said = chosen.iter().filter(|candidate| !candidate.spans.is_empty()).map(|candidate| candidate.scored.sum);
        if let Some(best) = said.reduce(f64::max) {
            for candidate in chosen.iter_mut().filter(|candidate| candidate.spans.is_empty()) {
                candidate.scored.sum = candidate.scored.sum.min(best - BEHIND);
            }
        }
        sort_by_key(&mut chosen, |candidate| u64::from(candidate.scored.first));
        sort_by_key(&mut chosen, |candidate| falling(candidate.scored.sum));
        chosen
    }

    /// Takes from each of `pool` something for what it has in common with `candidate`, and from the pool what says the same.
    #[inline(never)]
    fn set_against(&self, candidate: &Chosen, pool: &mut Vec<Chosen>) {
        pool.retain_mut(|other| {
            let (long, short) = if other.term.contains(candidate.term.as_str()) {
                (other.scored.run, candidate.term.as_str())
            } else if candidate.term.contains(other.term.as_str()) {
                (candidate.scored.run, other.term.as_str())
            } else {
                return true;
            };
            other.scored.sum -= OVERLAP;
            other.term != candidate.term && !self.says_the_same(&self.runs.all[long], short)
        });
    }

    /// Whether `candidate` has a place that is none of `chosen`'s. It takes the rank of those of which it has every place, if they
    /// are hardly better, or several (the text says them together only), or it stands in quotation marks or is two bound words.
    #[inline(never)]
    fn make_room(&self, candidate: &mut Chosen, chosen: &mut Vec<Chosen>) -> bool {
        let run = &self.runs.all[candidate.scored.run];
        if candidate.spans.is_empty() {
            return run.titles > 0 || run.inner_title;
        }
        // 流动晒场好: what is said once around a phrase that recurs is but the phrase in a sentence.
        let in_sentence = |keyword: &Chosen| {
            keyword.spans.len() > 1 && keyword.term.chars().nth(3).is_some() && candidate.term.contains(&keyword.term)
        };
        if candidate.spans.len() == 1 && run.titles == 0 && chosen.iter().any(in_sentence) {
            return false;
        }
        let mut spans: Vec<_> = chosen.iter().chain([&*candidate]).map(|keyword| keyword.spans.clone()).collect();
        highlight::resolve(&mut spans);
        if spans[chosen.len()].is_empty() {
            return false;
        }
        let lost: Vec<bool> =
            chosen.iter().zip(&spans).map(|(keyword, left)| left.is_empty() && !keyword.spans.is_empty()).collect();
        let several = lost.iter().filter(|&&lost| lost).count() > 1;
        let named = run.quoted > 0 || self.is_bound(run);
        for (keyword, _) in chosen.iter().zip(&lost).filter(|(_, lost)| **lost) {
            let better = keyword.full > candidate.full + CLOSE;
            if keyword.kept || better && !several && !named {
                return false;
            }
        }
        let mut lost = lost.into_iter();
        chosen.retain(|keyword| {
            let lost = lost.next() == Some(true);
            if lost {
                candidate.scored.sum = candidate.scored.sum.max(keyword.scored.sum);
            }
            !lost
        });
        true
    }

    /// Whether `run` is two words of the title that are never said without each other.
    #[inline(never)]
    fn is_bound(&self, run: &Run) -> bool {
        let word = |at: u32| self.runs.at(at as usize, 1).map(|word| &self.runs.all[word]);
        let together = |at: u32| word(at).is_some_and(|word| word.total() == run.total());
        run.length == 2 && run.titles > 0 && run.count > 1 && together(run.first) && together(run.first + 1)
    }

    /// Whether the run `long` adds only verbs and general words to `short`, or `short` is a coinage.
    fn says_the_same(&self, long: &Run, short: &str) -> bool {
        let mut rest = 0;
        let mut inside = String::new();
        for unit in self.units.of(long) {
            let word = self.units.words[unit.word as usize];
            if word == short && !unit.known {
                return true;
            }
            let says_nothing = |side: &str| side.is_empty() || self.stop_words.is_general(side);
            if short.contains(word) {
                inside.push_str(word);
            } else if !guess::tag(word).is("nt")
                && word.split_once(short).is_some_and(|(before, after)| says_nothing(before) && says_nothing(after))
            {
                // 高质量发展 is one word of the dictionary, and 发展 adds no more to it than if it were two.
                inside.push_str(short);
            } else {
                rest += usize::from(!(unit.general || unit.class == Class::Verb));
            }
        }
        // Where the short term is no run of whole words of the long one, the two are different words.
        rest == 0 && inside == short
    }
}

/// The characters of `run` as they first stand.
pub(super) fn term(run: &Run, units: &Units) -> String {
    units.of(run).iter().map(|unit| units.words[unit.word as usize]).collect()
}
