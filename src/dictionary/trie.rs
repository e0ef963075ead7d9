//! The packed trie, read in place.

use super::{
    build::LARGE,
    format::{Header, Section, corrupt},
};
use crate::{Error, order::sort_by_key};

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

/// Nodes are numbered in 24 bits.
const MAX_NODES: usize = 1 << 24;

/// How many nodes share one checkpoint.
const STRIDE: usize = 32;

/// Sums over all nodes before a multiple of [`STRIDE`].
#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    first_child: u32,
    word: u32,
    large: u32,
}

impl Checkpoint {
    /// Adds eight nodes from node `at` on in a few steps, where none of them is large or could have a child before it: nearly all.
    fn add_eight(&mut self, shapes: [u8; 8], at: usize) -> bool {
        const LOWEST: u64 = 0x0101_0101_0101_0101;
        let shapes = u64::from_le_bytes(shapes);
        let degrees = shapes >> 1 & (LOWEST * 0x7f);
        // The highest bit of a byte of the sum says that its degree is the mark of a large one.
        let large = (degrees + LOWEST) & (LOWEST * 0x80);
        if large != 0 || self.first_child as usize <= at + 7 {
            return false;
        }
        // Eight numbers below 127 need more than a byte: four sums of two, then all.
        let pairs = (degrees & 0x00ff_00ff_00ff_00ff) + (degrees >> 8 & 0x00ff_00ff_00ff_00ff);
        let degrees = pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48;
        self.first_child = self.first_child.saturating_add(degrees as u32);
        self.word += (shapes & LOWEST).count_ones();
        true
    }

    /// Adds nodes from node `at` on one by one.
    fn add(&mut self, shapes: &[u8], at: usize, degrees: &[u8]) -> Result<(), Error> {
        for (at, &shape) in (at..).zip(shapes) {
            let mut degree = u32::from(shape >> 1);
            if degree == u32::from(LARGE) {
                self.large += 1;
                degree =
                    u32_at(degrees, self.large as usize - 1).ok_or_else(|| corrupt("it lacks degrees of its trie"))?;
            }
            self.word += u32::from(shape & 1);
            // A node's children come after it, or a walk could go in circles.
            if degree > 0 && self.first_child as usize <= at {
                return Err(corrupt(format!("node {at} of its trie has children before it")));
            }
            self.first_child = self.first_child.saturating_add(degree);
        }
        Ok(())
    }
}

/// What is derived from the file once, to find one's way in it.
#[derive(Debug)]
pub(super) struct Trie {
    /// Code of each character below U+10000, plus one; 0 for none, since zeros cost nothing to make.
    codes: Box<[u16]>,
    /// The characters above, in order, with their codes.
    astral: Vec<(u32, Code)>,
    /// Child of the root on each code, or 0.
    first: Box<[u16]>,
    checkpoints: Vec<Checkpoint>,
    pub(super) word_count: usize,
}

impl Trie {
    /// Checks every number that a walk relies on. Labels of nodes below the first level are not among them: one that is no code
    /// is a branch that no text takes.
    pub(super) fn new(bytes: &[u8], header: &Header) -> Result<Self, Error> {
        let section = |section| &bytes[header.section(section)];
        let alphabet = section(Section::Alphabet);
        let size = alphabet.len() / 3;
        if alphabet.len() % 3 != 0 || size >= usize::from(NO_CODE) {
            return Err(corrupt("its alphabet has an impossible length"));
        }
        let (codes, astral) = alphabet_of(alphabet)?;
        let shapes = section(Section::Shapes);
        let labels = section(Section::LabelsLow).len();
        if shapes.len() > MAX_NODES {
            return Err(corrupt("its trie has too many nodes"));
        }
        if shapes.is_empty()
            || shapes[0] & 1 == 1
            || labels != shapes.len() - 1
            || section(Section::LabelsHigh).len() != labels
        {
            return Err(corrupt("its trie lacks a root, or has not one label for each other node"));
        }
        let degrees = section(Section::Degrees);
        let (checkpoints, sum) = checkpoints_of(shapes, degrees)?;
        if sum.first_child as usize != shapes.len() || sum.large as usize * 4 != degrees.len() {
            return Err(corrupt("the degrees of its trie do not add up"));
        }
        let mut first = vec![0; size].into_boxed_slice();
        let trie = Self { codes, astral, first: Box::default(), checkpoints, word_count: sum.word as usize };
        let view =
            View { trie: &trie, shapes, degrees, low: section(Section::LabelsLow), high: section(Section::LabelsHigh) };
        let mut free = 0;
        for (child, code) in view.children(ROOT) {
            let slot = first.get_mut(usize::from(code)).filter(|_| code >= free);
            // At most as many children as codes, so their numbers fit.
            *slot.ok_or_else(|| corrupt("a word of its trie begins with what is not in its alphabet"))? = child as u16;
            free = code + 1;
        }
        Ok(Self { first, ..trie })
    }

    /// The code of `c`.
    #[inline]
    pub(super) fn code(&self, c: char) -> Code {
        match self.codes.get(c as usize) {
            Some(&code) => code.wrapping_sub(1),
            None => match self.astral.binary_search_by_key(&(c as u32), |&(c, _)| c) {
                Ok(at) => self.astral[at].1,
                Err(_) => NO_CODE,
            },
        }
    }

    /// Number of characters that have a code.
    pub(super) fn alphabet_size(&self) -> usize {
        self.first.len()
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
        if node == ROOT {
            return self.trie.first.get(usize::from(code)).map(|&child| Node::from(child)).filter(|&child| child != 0);
        }
        let (child, found) = self.children(node).find(|&(_, other)| other >= code)?;
        (found == code).then_some(child)
    }

    /// The children of `node` with the codes that lead to them, in their order.
    pub(super) fn children(self, node: Node) -> impl Iterator<Item = (Node, Code)> + use<'a> {
        let (first, degree, _) = self.trie.place(self.shapes, self.degrees, node);
        let Self { low, high, .. } = self;
        let mut free = 0u16;
        (first..first + degree).map(move |child| {
            let at = child as usize - 1;
            let code = u16::wrapping_add(free, u16::from_le_bytes([low[at], high[at]]));
            free = code.wrapping_add(1);
            (child, code)
        })
    }

    /// The word that ends at `node`.
    pub(super) fn word(&self, node: Node) -> Option<WordId> {
        (self.shapes[node as usize] & 1 == 1).then(|| self.trie.place(self.shapes, self.degrees, node).2)
    }
}

/// The code of each character below U+10000, plus one, and of those above.
type Codes = (Box<[u16]>, Vec<(u32, Code)>);

// Apart, as all that loops over a section is: a function that loops for long a browser compiles once more, optimised, while the
// first text waits. One for all of a dictionary's checks took it 17 ms; each alone is left as it is.
#[inline(never)]
fn alphabet_of(alphabet: &[u8]) -> Result<Codes, Error> {
    let size = alphabet.len() / 3;
    let mut codes = vec![0; 0x1_0000].into_boxed_slice();
    let mut astral = Vec::new();
    let mut c = 0u32;
    for code in 0..size {
        let byte = |plane: usize| u32::from(alphabet[plane * size + code]);
        c = c.wrapping_add(byte(0) | byte(1) << 8 | byte(2) << 16) & 0xff_ffff;
        if char::from_u32(c).is_none() {
            return Err(corrupt(format!("code {code} of its alphabet is no character")));
        }
        match codes.get_mut(c as usize) {
            Some(slot) if *slot == 0 => *slot = code as u16 + 1,
            Some(_) => return Err(corrupt(format!("code {code} of its alphabet is a character that has one"))),
            None => astral.push((c, code as Code)),
        }
    }
    sort_by_key(&mut astral, |&(c, _)| u64::from(c));
    if astral.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(corrupt("a character of its alphabet has two codes"));
    }
    Ok((codes, astral))
}

/// A checkpoint for every [`STRIDE`] nodes, and the sums over all.
#[inline(never)]
fn checkpoints_of(shapes: &[u8], degrees: &[u8]) -> Result<(Vec<Checkpoint>, Checkpoint), Error> {
    let mut checkpoints = Vec::with_capacity(shapes.len() / STRIDE + 1);
    let mut sum = Checkpoint { first_child: 1, word: 0, large: 0 };
    for (block, nodes) in shapes.chunks(STRIDE).enumerate() {
        checkpoints.push(sum);
        let (eights, rest) = nodes.as_chunks::<8>();
        let mut at = block * STRIDE;
        for eight in eights {
            if !sum.add_eight(*eight, at) {
                sum.add(eight, at, degrees)?;
            }
            at += 8;
        }
        sum.add(rest, at, degrees)?;
    }
    Ok((checkpoints, sum))
}

fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    bytes.get(4 * index..4 * index + 4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}
