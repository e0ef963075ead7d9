//! Counting runs of units, level by level.
//!
//! A run of n + 1 units is counted only where both runs of n units within it
//! are worth it, so the work stays linear in the text and the tables small
//! however long it is.

use super::unit::{Class, Region, Unit, Units};
use crate::{hash::FastMap, order::sort_pairs};

/// The most units in a term.
pub(super) const MAX_UNITS: usize = 5;
/// The most characters in a term.
const MAX_CHARS: usize = 16;
/// No run starts here.
const NONE: u32 = u32::MAX;

/// All that is counted of one run of units.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Index of the first occurrence in [`Units::row`].
    pub first: u32,
    /// Index of the last occurrence.
    pub last: u32,
    /// Index of the first occurrence outside the title; `u32::MAX` where there is none.
    pub text_at: u32,
    /// Units.
    pub length: u8,
    pub chars: u8,
    /// Occurrences in the text, headings included.
    pub count: u32,
    /// Occurrences in a title outside the text, or in the block that serves as one.
    pub titles: u32,
    /// First occurrence in the title.
    pub title_at: u32,
    pub headings: u32,
    pub keyword_line: bool,
    /// Different blocks with an occurrence.
    pub blocks: u32,
    /// Occurrences with nothing on either side that could belong to it.
    pub both_free: u32,
    pub title_right_free: bool,
    pub quoted: u32,
    pub cued: u32,
    /// Occurrences of the commonest longer run around it.
    pub nested: u32,
    /// Entropy of the units before and after, nats.
    pub left_entropy: f32,
    pub right_entropy: f32,
    /// Of `count`, those within longer words; asked only where it is never a word of the text itself.
    pub inner: u32,
    /// Whether it is part of a word of the title.
    pub inner_title: bool,
    last_block: u32,
}

/// Runs of every length and where they start.
pub(super) struct Runs {
    pub all: Vec<Run>,
    /// Run number by length - 1 and start.
    at: Vec<Vec<u32>>,
}

impl Runs {
    /// The number of the run of `length` units at `start`, where it was counted.
    pub(super) fn at(&self, start: usize, length: usize) -> Option<usize> {
        let number = *self.at.get(length - 1)?.get(start)?;
        (number != NONE).then_some(number as usize)
    }
}

/// Counts the runs of `units`.
#[inline(never)]
pub(super) fn count(units: &Units) -> Runs {
    let row = &units.row;
    let mut runs = Runs { all: Vec::new(), at: Vec::new() };
    let floor = count_floor(row.len());
    let mut numbers = vec![NONE; units.words.len()];
    let singles: Vec<u32> = {
        row.iter()
            .map(|unit| {
                if unit.class == Class::Barrier {
                    return NONE;
                }
                let number = &mut numbers[unit.word as usize];
                if *number == NONE {
                    *number = runs.all.len() as u32;
                    runs.all.push(Run::new(1));
                }
                *number
            })
            .collect()
    };
    runs.at.push(singles);
    tally(&mut runs, units, 1);
    add_parts(&mut runs, units, &mut numbers);
    for length in 2..=MAX_UNITS {
        let from = runs.all.len();
        let mut numbers: FastMap<(u32, u32), u32> = FastMap::default();
        let below = &runs.at[length - 2];
        let mut level = vec![NONE; row.len()];
        for start in 0..row.len().saturating_sub(length - 1) {
            let (left, right) = (below[start], below[start + 1]);
            if left == NONE || right == NONE || row[start + length - 1].breaks || row[start + 1].breaks {
                continue;
            }
            // Marks inside: 《甲》《乙》 is two terms.
            if row[start..start + length - 1].iter().any(|unit| unit.closes) {
                continue;
            }
            let worth = |number: u32| {
                let run = &runs.all[number as usize];
                run.count >= floor || run.titles > 0 || run.headings > 0 || run.quoted > 0 || run.keyword_line
            };
            let chars: usize = row[start..start + length].iter().map(|unit| usize::from(unit.chars)).sum();
            if chars > MAX_CHARS || !worth(left) || !worth(right) {
                continue;
            }
            let fresh = from as u32 + numbers.len() as u32;
            level[start] = *numbers.entry((left, right)).or_insert(fresh);
        }
        if numbers.is_empty() {
            break;
        }
        runs.all.resize(from + numbers.len(), Run::new(length as u8));
        runs.at.push(level);
        tally(&mut runs, units, length);
        // What each longer run says of the two within it.
        for start in 0..row.len() {
            let number = runs.at[length - 1][start];
            if number != NONE {
                let total = runs.all[number as usize].total();
                for inner in [runs.at[length - 2][start], runs.at[length - 2][start + 1]] {
                    let nested = &mut runs.all[inner as usize].nested;
                    *nested = (*nested).max(total);
                }
            }
        }
    }
    runs
}

/// How often a run must occur to be extended: in a short text once is enough.
fn count_floor(units: usize) -> u32 {
    match units {
        0..=3000 => 1,
        3001..=30_000 => 2,
        _ => 3 + (units / 100_000) as u32,
    }
}

impl Run {
    fn new(length: u8) -> Self {
        Self {
            first: NONE,
            last: 0,
            text_at: NONE,
            length,
            chars: 0,
            count: 0,
            titles: 0,
            title_at: NONE,
            headings: 0,
            keyword_line: false,
            blocks: 0,
            both_free: 0,
            title_right_free: false,
            quoted: 0,
            cued: 0,
            nested: 0,
            left_entropy: 0.0,
            right_entropy: 0.0,
            inner: 0,
            inner_title: false,
            last_block: NONE,
        }
    }

    /// Occurrences in title and text.
    pub(super) fn total(&self) -> u32 {
        self.count + self.titles
    }

    /// Where it stands first.
    pub(super) fn start(&self) -> u32 {
        self.text_at.min(self.title_at)
    }

    /// Counts an occurrence within the longer word of `unit`, at `start`. A place is spoken of there too: 香港 in 香港人.
    fn add_inner(&mut self, start: usize, unit: &Unit, is_place: bool) {
        if unit.region == Region::Title {
            self.inner_title = true;
            self.title_at = self.title_at.min(start as u32);
        } else if is_place || self.count == self.inner {
            self.inner += 1;
            self.last = self.last.max(start as u32);
            self.count_in_text(start, unit);
        }
    }

    fn count_in_text(&mut self, start: usize, unit: &Unit) {
        self.count += 1;
        self.text_at = self.text_at.min(start as u32);
        if self.last_block != unit.block {
            self.last_block = unit.block;
            self.blocks += 1;
        }
    }

    #[inline(never)]
    fn add(&mut self, start: usize, inside: &[Unit], outside: bool, left: bool, right: bool) {
        let head = &inside[0];
        if self.first == NONE {
            self.first = start as u32;
            self.chars = inside.iter().map(|unit| unit.chars).fold(0, u8::saturating_add);
        }
        self.last = start as u32;
        if head.region == Region::Title {
            self.titles += 1;
            if self.title_at == NONE {
                self.title_at = start as u32;
            }
            self.title_right_free |= right;
        }
        if !outside {
            if head.region != Region::Title {
                self.count_in_text(start, head);
            }
            self.headings += u32::from(head.region == Region::Heading);
            self.keyword_line |= head.region == Region::KeywordLine && left && right;
        }
        self.both_free += u32::from(left && right);
        self.quoted += u32::from(head.opens && inside[inside.len() - 1].closes);
        self.cued += u32::from(head.cued);
    }
}

/// Counts the parts of longer words.
#[inline(never)]
fn add_parts(runs: &mut Runs, units: &Units, numbers: &mut [u32]) {
    for (start, unit) in units.row.iter().enumerate() {
        for &part in units.parts.of(unit.word) {
            let number = &mut numbers[units.parts.all[part as usize].word as usize];
            if *number == NONE {
                *number = runs.all.len() as u32;
                runs.all.push(Run { first: units.row.len() as u32 + part, ..Run::new(1) });
                runs.all[*number as usize].chars = units.parts.all[part as usize].chars;
            }
            let around = runs.all[runs.at[0][start] as usize].total();
            let run = &mut runs.all[*number as usize];
            run.add_inner(start, unit, units.parts.all[part as usize].class == Class::Place);
            if run.count == run.inner {
                run.nested = run.nested.max(around);
            }
        }
    }
}

/// Counts every occurrence of the runs of one length.
#[inline(never)]
fn tally(runs: &mut Runs, units: &Units, length: usize) {
    let row = &units.row;
    let Runs { all, at } = runs;
    let level = &at[length - 1];
    for (start, &number) in level.iter().enumerate() {
        if number == NONE {
            continue;
        }
        let end = start + length;
        let left = row[start].breaks || start == 0 || row[start - 1].class == Class::Barrier;
        let right = end == row.len() || row[end].breaks || row[end].class == Class::Barrier;
        all[number as usize].add(start, &row[start..end], start < units.outside, left, right);
    }
    // Entropy of the neighbours, for runs with more than one occurrence.
    for side in [-1isize, length as isize] {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (start, &number) in level.iter().enumerate() {
            if number == NONE || all[number as usize].total() < 2 {
                continue;
            }
            let at = start as isize + side;
            let edge = if side < 0 { start } else { start + length };
            let open = at < 0 || at as usize >= row.len() || row[edge].breaks;
            // Every open side is a neighbour of its own.
            pairs.push((number, if open { NONE - start as u32 } else { row[at as usize].word }));
        }
        sort_pairs(&mut pairs);
        for same_run in pairs.chunk_by(|a, b| a.0 == b.0) {
            let total = same_run.len() as f64;
            let mut entropy = 0.0;
            for same_word in same_run.chunk_by(|a, b| a.1 == b.1) {
                let share = same_word.len() as f64 / total;
                entropy -= share * libm::log(share);
            }
            let run = &mut all[same_run[0].0 as usize];
            *(if side < 0 { &mut run.left_entropy } else { &mut run.right_entropy }) = entropy as f32;
        }
    }
}
