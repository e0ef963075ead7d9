//! jieba's hidden Markov model, which joins unknown characters into words.
//!
//! jieba-rs carries it as a table of doubles that makes up most of its wasm;
//! as long as nothing calls it, the linker leaves it out. So the step is done
//! here, in the same operations in the same order and therefore with the same
//! result to the last bit, over a table an eighth of the size: the model's
//! values are ln(count ÷ total) to six decimals, and the counts are small.

use std::sync::OnceLock;

use super::counts::{self, Counts};
use crate::ByteSpan;

/// States in the order of the model: begin, end, middle of a word, a word of one character.
pub(super) const STATES: usize = 4;
const BEGIN: usize = 0;
const END: usize = 1;
const MIDDLE: usize = 2;
const SINGLE: usize = 3;

type Row = [f64; STATES];

const IMPOSSIBLE: f64 = -3.14e100;
const START: Row = [-0.26268660809250016, IMPOSSIBLE, IMPOSSIBLE, -1.4652633398537678];
const TRANSITIONS: [Row; STATES] = [
    [IMPOSSIBLE, -0.510825623765990, -0.916290731874155, IMPOSSIBLE],
    [-0.5897149736854513, IMPOSSIBLE, IMPOSSIBLE, -0.8085250474669937],
    [IMPOSSIBLE, -0.33344856811948514, -1.2603623820268226, IMPOSSIBLE],
    [-0.7211965654669841, IMPOSSIBLE, IMPOSSIBLE, -0.6658631448798212],
];
/// What may come before each state. On a tie the second wins, as in jieba.
const BEFORE: [[usize; 2]; STATES] = [[END, SINGLE], [BEGIN, MIDDLE], [BEGIN, MIDDLE], [END, SINGLE]];

/// The characters the model covers.
pub(super) const FIRST: char = '\u{4e00}';
const LAST: char = '\u{9fd5}';
pub(super) const COVERED: usize = LAST as usize - FIRST as usize + 1;

/// Characters the model was trained on, by state.
const TOTALS: [f64; STATES] = [33_749_694.0, 33_749_694.0, 6_980_216.0, 29_953_599.0];

/// Counts of the model, packed. `cargo xtask hmm` writes it.
static COUNTS: &[u8] = include_bytes!("hmm.bin");

/// The counts, for all analyzers of the process.
pub(super) fn counts() -> &'static [Counts] {
    static UNPACKED: OnceLock<Vec<Counts>> = OnceLock::new();
    UNPACKED.get_or_init(|| counts::unpack(COUNTS))
}

/// What the model works in.
#[derive(Debug, Default)]
pub(super) struct Hmm {
    emissions: Emissions,
    chars: Vec<(u32, char)>,
    /// Best state before each state at each character.
    before: Vec<[u8; STATES]>,
}

/// The emissions of each covered character, computed from its counts when it occurs: a text has some thousand of the twenty.
#[derive(Debug, Default)]
struct Emissions {
    log_totals: Row,
    /// The rows computed last, at their character modulo [`KEPT`].
    rows: Vec<(char, Row)>,
}

const KEPT: usize = 1 << 11;

impl Emissions {
    #[inline(never)]
    fn prepare(&mut self) {
        if self.rows.is_empty() {
            self.log_totals = TOTALS.map(libm::log);
            // No covered character, so no row is taken for computed.
            self.rows = vec![(char::default(), [0.0; STATES]); KEPT];
        }
    }

    #[inline]
    fn row(&mut self, c: char) -> &Row {
        let at = c as usize % KEPT;
        if self.rows[at].0 != c {
            self.rows[at] = (c, self.compute(c));
        }
        &self.rows[at].1
    }

    #[cold]
    fn compute(&self, c: char) -> Row {
        let counts = counts()[c as usize - FIRST as usize];
        std::array::from_fn(|state| match counts[state] {
            0 => IMPOSSIBLE,
            count => -libm::round((self.log_totals[state] - libm::log(f64::from(count))) * 1e6) / 1e6,
        })
    }
}

impl Hmm {
    /// Cuts `run` of `text` into words.
    pub(super) fn cut(&mut self, text: &str, run: ByteSpan, emit: &mut dyn FnMut(ByteSpan)) {
        let slice = run.of(text);
        let mut rest = slice;
        while let Some(first) = rest.chars().next() {
            let covered = is_covered(first);
            let length = rest.find(|c| is_covered(c) != covered).unwrap_or(rest.len());
            let start = run.start + slice.len() - rest.len();
            let part = ByteSpan::new(start, start + length);
            if !covered {
                cut_uncovered(text, part, emit);
            } else if length == first.len_utf8() {
                emit(part);
            } else {
                self.cut_covered(text, part, emit);
            }
            rest = &rest[length..];
        }
    }

    /// Cuts two or more covered characters along the best sequence of states.
    #[inline(never)]
    fn cut_covered(&mut self, text: &str, part: ByteSpan, emit: &mut dyn FnMut(ByteSpan)) {
        let Self { emissions, chars, before } = self;
        emissions.prepare();
        chars.clear();
        chars.extend(part.of(text).char_indices().map(|(offset, c)| (offset as u32, c)));
        before.clear();
        before.push([0; STATES]);

        let first = emissions.row(chars[0].1);
        let mut scores: Row = std::array::from_fn(|state| START[state] + first[state]);
        for &(_, c) in &chars[1..] {
            let emitted = emissions.row(c);
            let mut next = [0.0; STATES];
            let mut chosen = [0; STATES];
            for state in 0..STATES {
                let [one, other] = BEFORE[state];
                let score_one = scores[one] + TRANSITIONS[one][state] + emitted[state];
                let score_other = scores[other] + TRANSITIONS[other][state] + emitted[state];
                let (score, from) = if score_one > score_other { (score_one, one) } else { (score_other, other) };
                next[state] = score;
                chosen[state] = from as u8;
            }
            before.push(chosen);
            scores = next;
        }

        // Walk back, leaving in `before[i][0]` the state of each character.
        let mut state = if scores[END] > scores[SINGLE] { END } else { SINGLE };
        for step in before.iter_mut().rev() {
            let previous = usize::from(step[state]);
            step[0] = state as u8;
            state = previous;
        }

        let offset = |i: usize| chars.get(i).map_or(part.end, |&(offset, _)| part.start + offset as usize);
        let mut begin = 0;
        let mut done = part.start;
        for (i, step) in before.iter().enumerate() {
            match usize::from(step[0]) {
                BEGIN => begin = i,
                MIDDLE => {}
                state => {
                    let from = if state == SINGLE { i } else { begin };
                    done = offset(i + 1);
                    emit(ByteSpan::new(offset(from), done));
                }
            }
        }
        if done < part.end {
            emit(ByteSpan::new(done, part.end));
        }
    }
}

fn is_covered(c: char) -> bool {
    (FIRST..=LAST).contains(&c)
}

/// Cuts characters the model does not cover: Latin and digits joined by
/// `.`, `_` and `-`, with a percent sign at the end, are one word; what
/// stands between two such words is one too.
#[inline(never)]
fn cut_uncovered(text: &str, part: ByteSpan, emit: &mut dyn FnMut(ByteSpan)) {
    let bytes = &text.as_bytes()[..part.end];
    let mut at = part.start;
    while at < part.end {
        let skip = bytes[at..].iter().position(u8::is_ascii_alphanumeric).unwrap_or(part.end - at);
        if skip > 0 {
            emit(ByteSpan::new(at, at + skip));
            at += skip;
            continue;
        }
        let start = at;
        loop {
            at += bytes[at..].iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(part.end - at);
            match bytes.get(at..at + 2) {
                Some(&[b'.' | b'_' | b'-', next]) if next.is_ascii_alphanumeric() => at += 1,
                _ => break,
            }
        }
        at += usize::from(bytes.get(at) == Some(&b'%'));
        emit(ByteSpan::new(start, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The packed counts give back every value of jieba's model, bit for bit.
    #[test]
    fn table_equals_the_model() {
        let model = jieba_source::hmm_model().expect("jieba's model");
        let mut lines = model.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let numbers = |line: &str| -> Vec<f64> { line.split(' ').map(|value| value.parse().unwrap()).collect() };
        assert_eq!(numbers(lines.next().unwrap()), START);
        for row in TRANSITIONS {
            assert_eq!(numbers(lines.next().unwrap()), row);
        }
        let mut emissions = Emissions::default();
        emissions.prepare();
        let mut expected = vec![[IMPOSSIBLE; STATES]; COVERED];
        let mut values = 0;
        for (state, line) in lines.enumerate() {
            for pair in line.split(',') {
                let (c, value) = pair.split_once(':').unwrap();
                let c = c.chars().next().unwrap();
                if is_covered(c) {
                    expected[c as usize - FIRST as usize][state] = value.parse().unwrap();
                    values += 1;
                }
            }
        }
        assert!(values > 35_000);
        for (c, expected) in (FIRST..=LAST).zip(&expected) {
            assert_eq!(emissions.row(c).map(f64::to_bits), expected.map(f64::to_bits), "emissions of {c}");
        }
    }
}
