//! The counts behind jieba's hidden Markov model, packed: 40 KB for 35,223 of them.
//!
//! A count is coded as its length in bits, whose probability adapts to the
//! lengths beside it, and then its bits below the leading one: they are noise
//! and stand as they are, from the end of the file backwards. A Traditional character mostly has the counts of its Simplified
//! one to the last digit, so that is asked first. One walk serves reading and
//! writing: a [`Coder`] is told each bit and says which it is.

use super::hmm::{COVERED, FIRST, STATES};
use crate::repair::simplified;

/// Counts of a character in each state.
pub(super) type Counts = [u32; STATES];

/// How likely a bit is 1, out of 65,536, with its highest bit turned round so that all zeros are even odds; above it, how often it
/// was asked. A number, since a table of zeros costs nothing to make.
type Model = u32;

fn odds(model: Model) -> i32 {
    (model & 0xffff ^ 0x8000) as i32
}

/// The model moved half-way towards `bit`, then a quarter, to a thirty-second of the way when it has been asked often. Nothing
/// becomes certain: the goals are not the ends.
fn learned(model: Model, bit: bool) -> Model {
    let (one, asked) = (odds(model), model >> 16);
    let goal = if bit { 65_280 } else { 256 };
    let one = one + ((goal - one) >> ((asked + 1).ilog2().min(4) + 1));
    (asked + 1).min(31) << 16 | (one as u32 ^ 0x8000)
}

trait Coder {
    /// Codes a bit. A reader ignores `bit` and returns the right one.
    fn bit(&mut self, model: &mut Model, bit: bool) -> bool;
    /// Codes the low `count` bits of `value`.
    fn plain(&mut self, count: u32, value: u32) -> u32;
}

/// Bits of a length below [`LONG`]; one in thirty is longer and has three bits more.
const LENGTH_BITS: u32 = 4;
const LONG: usize = (1 << LENGTH_BITS) - 1;
const NODES: usize = 1 << LENGTH_BITS;
/// No count is longer.
const MAX_LENGTH: usize = 22;
/// Contexts of a length in each state, twelve by twelve at most, with and without a Simplified character.
const CONTEXTS: usize = 24 * 12 * 2;

struct Models {
    /// By state, answers before, and whether the Simplified character has a count.
    same: [Model; STATES * 16],
    lengths: Vec<[Model; NODES]>,
    longer: [Model; 7],
}

#[inline(never)]
fn walk(coder: &mut impl Coder, counts: &mut [Counts]) {
    let mut models = Models { same: [0; STATES * 16], lengths: vec![[0; NODES]; STATES * CONTEXTS], longer: [0; 7] };
    let of = |at: usize| {
        let simplified = simplified(char::from_u32(FIRST as u32 + at as u32)?)?;
        Some(simplified as usize - FIRST as usize).filter(|&at| at < COVERED)
    };
    let mut before = 0;
    let mut traditional = Vec::new();
    for (at, row) in counts.iter_mut().enumerate() {
        match of(at) {
            Some(simplified) => traditional.push((at, simplified)),
            None => before = code_row(coder, &mut models, row, None, before),
        }
    }
    // Simplified characters stand on either side of their Traditional ones.
    for (at, simplified) in traditional {
        let known = counts[simplified];
        before = code_row(coder, &mut models, &mut counts[at], Some(known), before);
    }
}

/// Codes the counts of a character; `known` are those of its Simplified one. Takes and gives the length of the first count, for
/// the next character's.
fn code_row(
    coder: &mut impl Coder,
    models: &mut Models,
    row: &mut Counts,
    known: Option<Counts>,
    before: usize,
) -> usize {
    let mut lengths = [0; STATES];
    let mut answers = 0;
    for state in 0..STATES {
        if let Some(known) = known {
            let model = state * 16 + answers * 2 + usize::from(known[state] > 0);
            let same =
                code_bits(coder, &mut models.same[model..=model], 1, usize::from(row[state] == known[state])) == 1;
            answers = (answers * 2 + usize::from(same)) & 7;
            if same {
                row[state] = known[state];
                lengths[state] = length(row[state]);
                continue;
            }
        }
        let [begin, end, middle, _] = lengths;
        let (one, other) = match state {
            0 => (usize::min(before, 7), 0),
            1 => (begin, 0),
            2 => (begin / 2, end / 2),
            _ => ((begin + end) / 3, middle / 2),
        };
        let context = state * CONTEXTS + (one * 12 + other) * 2 + usize::from(known.is_some());
        let length = code_length(coder, &mut models.lengths[context], &mut models.longer, length(row[state]));
        lengths[state] = length;
        row[state] = code_count(coder, length, row[state]);
    }
    lengths[0]
}

fn length(count: u32) -> usize {
    (u32::BITS - count.leading_zeros()) as usize
}

/// A length: whether there is one, then its bits from the highest.
fn code_length(coder: &mut impl Coder, models: &mut [Model; NODES], longer: &mut [Model; 7], length: usize) -> usize {
    let (any, models) = models.split_at_mut(1);
    if code_bits(coder, any, 1, usize::from(length > 0)) == 0 {
        return 0;
    }
    let found = code_bits(coder, models, LENGTH_BITS, length.min(LONG));
    if found < LONG { found } else { (LONG + code_bits(coder, longer, 3, length.saturating_sub(LONG))).min(MAX_LENGTH) }
}

/// The `count` bits of a number, a model for each beginning. All decisions are made here, and a reader's in place: two hundred
/// thousand calls would take as long as the decisions.
#[inline(never)]
fn code_bits(coder: &mut impl Coder, models: &mut [Model], count: u32, value: usize) -> usize {
    let mut node = 1;
    for bit in (0..count).rev() {
        node = node * 2 + usize::from(coder.bit(&mut models[node - 1], value >> bit & 1 == 1));
    }
    node - (1 << count)
}

/// A count of `length` bits.
fn code_count(coder: &mut impl Coder, length: usize, count: u32) -> u32 {
    let Some(rest) = (length as u32).checked_sub(1) else { return 0 };
    1 << rest | coder.plain(rest, count & ((1 << rest) - 1))
}

/// Reads the counts.
pub(super) fn unpack(bytes: &[u8]) -> Vec<Counts> {
    let mut counts = vec![[0; STATES]; COVERED];
    let mut reader = Reader { bytes, at: 0, range: u32::MAX, value: 0, end: bytes.len(), plain: 0, loaded: 0 };
    for _ in 0..5 {
        reader.next_byte();
    }
    walk(&mut reader, &mut counts);
    counts
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The length of the interval that is left, and where in it the file lies.
    range: u32,
    value: u32,
    /// Where the plain bytes end that are left, and the bits of the last one taken.
    end: usize,
    plain: u32,
    loaded: u32,
}

impl Reader<'_> {
    fn next_byte(&mut self) {
        self.value = self.value << 8 | u32::from(self.bytes.get(self.at).copied().unwrap_or(0));
        self.at += 1;
    }
}

/// The interval is made longer below it.
const SHORTEST: u32 = 1 << 24;

/// How much of an interval means 1. Odds go from 2⁸ to 2¹⁶ − 2⁸, so both parts have 2¹⁶ left at least, and one byte makes either
/// long enough again.
fn part(range: u32, model: Model) -> u32 {
    (range >> 12) * (odds(model) >> 4) as u32
}

impl Coder for Reader<'_> {
    #[inline(always)]
    fn bit(&mut self, model: &mut Model, _: bool) -> bool {
        let part = part(self.range, *model);
        let bit = self.value < part;
        if bit {
            self.range = part;
        } else {
            self.value -= part;
            self.range -= part;
        }
        *model = learned(*model, bit);
        if self.range < SHORTEST {
            self.range <<= 8;
            self.next_byte();
        }
        bit
    }

    fn plain(&mut self, count: u32, _: u32) -> u32 {
        while self.loaded < count {
            let byte = self.end.checked_sub(1).map_or(0, |at| self.bytes[at]);
            self.end = self.end.saturating_sub(1);
            self.plain |= u32::from(byte) << self.loaded;
            self.loaded += 8;
        }
        let value = self.plain & ((1 << count) - 1);
        self.plain >>= count;
        self.loaded -= count;
        value
    }
}

/// Packs the counts of the characters from U+4E00 on: the contents of `hmm.bin`, for `cargo xtask hmm`.
#[doc(hidden)]
pub fn pack_hmm(counts: &[[u32; 4]]) -> Vec<u8> {
    let mut counts = counts.to_vec();
    counts.resize(COVERED, [0; STATES]);
    let mut writer = Writer { bytes: Vec::new(), low: 0, range: u32::MAX, plain: Vec::new() };
    writer.bytes.push(0);
    walk(&mut writer, &mut counts);
    for _ in 0..4 {
        writer.next_byte();
    }
    writer
        .bytes
        .extend(writer.plain.chunks(8).rev().map(|byte| byte.iter().rev().fold(0, |value, bit| value << 1 | bit)));
    writer.bytes
}

struct Writer {
    bytes: Vec<u8>,
    /// Where the interval begins, in 32 bits, with a carry above them.
    low: u64,
    range: u32,
    plain: Vec<u8>,
}

impl Writer {
    fn next_byte(&mut self) {
        if self.low >> 32 > 0 {
            // The carry goes into the bytes written.
            let full = self.bytes.iter().rev().take_while(|&&byte| byte == 255).count();
            let at = self.bytes.len() - full;
            self.bytes[at..].fill(0);
            self.bytes[at - 1] += 1;
        }
        self.bytes.push((self.low >> 24) as u8);
        self.low = (self.low & 0xff_ffff) << 8;
    }
}

impl Coder for Writer {
    fn bit(&mut self, model: &mut Model, bit: bool) -> bool {
        let part = part(self.range, *model);
        if bit {
            self.range = part;
        } else {
            self.low += u64::from(part);
            self.range -= part;
        }
        *model = learned(*model, bit);
        if self.range < SHORTEST {
            self.range <<= 8;
            self.next_byte();
        }
        bit
    }

    fn plain(&mut self, count: u32, value: u32) -> u32 {
        self.plain.extend((0..count).map(|bit| (value >> bit & 1) as u8));
        value
    }
}
