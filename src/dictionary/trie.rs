//! The packed trie, read in place.

use super::{
    build::LARGE,
    format::{Header, Section, corrupt},
};
use crate::Error;

/// A node; the root is 0, the others follow breadth first.
pub(crate) type Node = u32;
/// A word, numbered as their last nodes lie.
pub(crate) type WordId = u32;
/// A character of the alphabet; [`NO_CODE`] for any other.
pub(crate) type Code = u16;
/// No character of the alphabet.
pub(crate) const NO_CODE: Code = Code::MAX;
/// The root.
pub(crate) const ROOT: Node = 0;

/// How many nodes share one checkpoint.
const STRIDE: usize = 32;

/// Sums over all nodes before a multiple of [`STRIDE`].
#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    first_child: u32,
    word: u32,
    large: u32,
}

/// What is derived from the file once, to find one's way in it.
#[derive(Debug)]
pub(super) struct Trie {
    /// Code of each character below U+10000.
    codes: Box<[Code]>,
    /// Codes from here on are of characters above, in order.
    first_astral: usize,
    checkpoints: Vec<Checkpoint>,
    pub(super) word_count: usize,
}

impl Trie {
    /// Checks every number that a walk relies on.
    pub(super) fn new(bytes: &[u8], header: &Header) -> Result<Self, Error> {
        let section = |section| &bytes[header.section(section)];
        let alphabet = section(Section::Alphabet);
        let size = alphabet.len() / 3;
        if alphabet.len() % 3 != 0 || size >= usize::from(NO_CODE) {
            return Err(corrupt("its alphabet has an impossible length"));
        }
        let mut codes = vec![NO_CODE; 0x1_0000].into_boxed_slice();
        let mut first_astral = size;
        let mut last = None;
        for code in 0..size {
            let c = alphabet_char(alphabet, code);
            if c <= last {
                return Err(corrupt(format!("character {code} of its alphabet is out of order")));
            }
            last = c;
            match c.and_then(|c| codes.get_mut(c as usize)) {
                Some(slot) => *slot = code as Code,
                None => first_astral = first_astral.min(code),
            }
        }
        let shapes = section(Section::Shapes);
        let labels = section(Section::LabelsLow).len();
        if shapes.is_empty() || labels != shapes.len() - 1 || section(Section::LabelsHigh).len() != labels {
            return Err(corrupt("its trie has not one label for each node"));
        }
        let degrees = section(Section::Degrees);
        let mut checkpoints = Vec::with_capacity(shapes.len() / STRIDE + 1);
        let mut sum = Checkpoint { first_child: 1, word: 0, large: 0 };
        for (node, &shape) in shapes.iter().enumerate() {
            if node % STRIDE == 0 {
                checkpoints.push(sum);
            }
            let degree = if shape >> 1 == LARGE {
                sum.large += 1;
                u32_at(degrees, sum.large as usize - 1).ok_or_else(|| corrupt("it lacks degrees of its trie"))?
            } else {
                u32::from(shape >> 1)
            };
            sum.word += u32::from(shape & 1);
            // A node's children come after it, or a walk could go in circles.
            if degree > 0 && sum.first_child as usize <= node {
                return Err(corrupt(format!("node {node} of its trie has children before it")));
            }
            sum.first_child = sum
                .first_child
                .checked_add(degree)
                .filter(|&next| next as usize <= shapes.len())
                .ok_or_else(|| corrupt(format!("node {node} of its trie has children beyond the last")))?;
        }
        if sum.first_child as usize != shapes.len() || sum.large as usize * 4 != degrees.len() {
            return Err(corrupt("the degrees of its trie do not add up"));
        }
        let (low, high) = (section(Section::LabelsLow), section(Section::LabelsHigh));
        if low.iter().zip(high).any(|(&low, &high)| usize::from(u16::from_le_bytes([low, high])) >= size) {
            return Err(corrupt("a label of its trie is not in its alphabet"));
        }
        Ok(Self { codes, first_astral, checkpoints, word_count: sum.word as usize })
    }

    /// The code of `c`.
    #[inline]
    pub(super) fn code(&self, alphabet: &[u8], c: char) -> Code {
        match self.codes.get(c as usize) {
            Some(&code) => code,
            None => {
                let (mut from, mut to) = (self.first_astral, alphabet.len() / 3);
                while from < to {
                    let middle = from.midpoint(to);
                    match alphabet_char(alphabet, middle).cmp(&Some(c)) {
                        std::cmp::Ordering::Less => from = middle + 1,
                        std::cmp::Ordering::Equal => return middle as Code,
                        std::cmp::Ordering::Greater => to = middle,
                    }
                }
                NO_CODE
            }
        }
    }

    /// The first child of `node`, its number of children, and the words before `node`.
    fn place(&self, shapes: &[u8], degrees: &[u8], node: Node) -> (u32, u32, u32) {
        let node = node as usize;
        let Checkpoint { mut first_child, mut word, mut large } = self.checkpoints[node / STRIDE];
        let mut degree_of = |shape: u8| {
            if shape >> 1 == LARGE {
                large += 1;
                u32_at(degrees, large as usize - 1).unwrap_or(0)
            } else {
                u32::from(shape >> 1)
            }
        };
        for &shape in &shapes[node - node % STRIDE..node] {
            first_child += degree_of(shape);
            word += u32::from(shape & 1);
        }
        (first_child, degree_of(shapes[node]), word)
    }
}

/// A trie with the columns it walks.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) trie: &'a Trie,
    pub(super) shapes: &'a [u8],
    pub(super) degrees: &'a [u8],
    pub(super) low: &'a [u8],
    pub(super) high: &'a [u8],
}

impl<'a> View<'a> {
    /// The child of `node` on `code`.
    pub(super) fn child(&self, node: Node, code: Code) -> Option<Node> {
        let (first, degree, _) = self.trie.place(self.shapes, self.degrees, node);
        let (mut from, mut to) = (first, first + degree);
        while from < to {
            let middle = from.midpoint(to);
            let at = middle as usize - 1;
            match u16::from_le_bytes([self.low[at], self.high[at]]).cmp(&code) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The codes that lead on from `node`.
    pub(super) fn children(self, node: Node) -> impl Iterator<Item = Code> + use<'a> {
        let (first, degree, _) = self.trie.place(self.shapes, self.degrees, node);
        let Self { low, high, .. } = self;
        (first - 1..first - 1 + degree).map(move |at| u16::from_le_bytes([low[at as usize], high[at as usize]]))
    }

    /// The word that ends at `node`.
    pub(super) fn word(&self, node: Node) -> Option<WordId> {
        (self.shapes[node as usize] & 1 == 1).then(|| self.trie.place(self.shapes, self.degrees, node).2)
    }
}

fn alphabet_char(alphabet: &[u8], code: usize) -> Option<char> {
    let size = alphabet.len() / 3;
    let byte = |plane: usize| u32::from(alphabet[plane * size + code]);
    char::from_u32(byte(0) | byte(1) << 8 | byte(2) << 16)
}

fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    bytes.get(4 * index..4 * index + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
