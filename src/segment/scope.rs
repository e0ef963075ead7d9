//! Page-scoped loading: the words of the dictionary that jieba has been given.
//!
//! jieba only ever looks up substrings of the text it cuts. So the words of
//! the dictionary that occur in the text, with the total frequency of all
//! words, make it cut exactly as with the whole dictionary; words of earlier
//! texts do no harm, as they do not occur. The scope walks every text over
//! the packed trie and remembers each step it took, in a hash table: a step
//! taken for the first time loads the word that ends there, any later one
//! costs a probe. Past a bound everything is forgotten and begins anew.

use std::collections::BTreeMap;

use jieba_rs::Jieba;

use super::user::UserWord;
use crate::dictionary::{Code, Dictionary, NO_CODE, Node, ROOT, WordId};

/// Carries the frequency of all words not loaded, so that the total is that
/// of the whole dictionary. No text can contain it: a character that is
/// not Han, Latin or a digit is a token of its own, so two never meet.
const FILLER: &str = "\0\0";

/// A bound on the steps remembered: 2 MiB of them, and at most as many words.
const MAX_STEPS: usize = 3 << 15;

#[derive(Clone, Copy, Debug, Default)]
struct Step {
    /// The node and the character it leads on by, plus one; 0 is an empty slot.
    key: u64,
    /// Node reached, or 0; a filter of its children's codes in the high bits.
    target: u32,
    /// Word that ends there plus one, or 0.
    word: u32,
}

const NODE_BITS: u32 = 24;

impl Step {
    fn node(self) -> Node {
        self.target & ((1 << NODE_BITS) - 1)
    }

    /// Whether the node reached may have a child on `code`.
    fn may_have(self, code: Code) -> bool {
        self.target >> NODE_BITS & filter(code) != 0
    }

    fn word(self) -> Option<WordId> {
        self.word.checked_sub(1)
    }
}

fn filter(code: Code) -> u32 {
    1 << (u32::from(code).wrapping_mul(0x9e37_79b1) >> 29)
}

/// jieba, and what it has been given.
#[derive(Debug)]
pub(super) struct Scope {
    jieba: Jieba,
    /// Open addressing; a power of two, at most three quarters full.
    steps: Vec<Step>,
    taken: usize,
    /// The steps from the root by code. `key` says whether one has been taken.
    first: Vec<Step>,
    /// Frequency of the dictionary's words that jieba has.
    loaded: u64,
    /// What the filler carries at present.
    filled: Option<u64>,
    codes: Vec<(u32, Code)>,
}

const INITIAL_STEPS: usize = 1 << 12;

impl Scope {
    pub(super) fn new(dictionary: &Dictionary) -> Self {
        Self {
            jieba: Jieba::empty(),
            steps: vec![Step::default(); INITIAL_STEPS],
            taken: 0,
            first: vec![Step::default(); dictionary.alphabet_size()],
            loaded: 0,
            filled: None,
            codes: Vec::new(),
        }
    }

    /// jieba, to cut a text that has been loaded.
    pub(super) fn jieba(&self) -> &Jieba {
        &self.jieba
    }

    /// Forgets everything but the user's words.
    pub(super) fn reset(&mut self, user: &BTreeMap<String, UserWord>) {
        self.jieba = Jieba::empty();
        self.steps = vec![Step::default(); INITIAL_STEPS];
        self.taken = 0;
        self.first.fill(Step::default());
        self.loaded = 0;
        self.filled = None;
        for (word, entry) in user {
            if let Some(frequency) = entry.frequency {
                self.jieba.add_word(word, Some(frequency as usize), None);
            }
        }
    }

    /// Gives jieba the words of `text` that it lacks.
    pub(super) fn load(&mut self, text: &str, dictionary: &Dictionary, user: &User) {
        if self.taken > MAX_STEPS {
            self.reset(&user.words);
        }
        let mut codes = std::mem::take(&mut self.codes);
        codes.clear();
        codes.extend(text.char_indices().map(|(offset, c)| (offset as u32, dictionary.code(c))));
        for (at, &(start, code)) in codes.iter().enumerate() {
            if code == NO_CODE {
                continue;
            }
            let end = |next: usize| codes.get(next).map_or(text.len(), |&(offset, _)| offset as usize);
            let mut step = self.first[usize::from(code)];
            if step.key == 0 {
                step = self.take_first(code, &text[start as usize..end(at + 1)], dictionary, user);
            }
            for (next, &(_, code)) in codes.iter().enumerate().skip(at + 1) {
                if code == NO_CODE || !step.may_have(code) {
                    break;
                }
                let slot = self.probe(key(step.node(), code));
                let node = step.node();
                step = self.steps[slot];
                if step.key == 0 {
                    step = self.take(slot, node, code, &text[start as usize..end(next + 1)], dictionary, user);
                }
                if step.target == 0 {
                    break;
                }
            }
        }
        self.codes = codes;
        self.fill(dictionary, user);
    }

    /// Gives jieba `word` of the user's with `frequency`; `shadowed` is that
    /// of the dictionary's word of the same surface, when jieba has it.
    pub(super) fn set(&mut self, word: &str, frequency: u32, shadowed: Option<u32>) {
        self.jieba.add_word(word, Some(frequency as usize), None);
        self.loaded -= u64::from(shadowed.unwrap_or(0));
    }

    /// The id of a word of the dictionary in a text that has been loaded.
    pub(super) fn find(&self, word: &str, dictionary: &Dictionary) -> Option<WordId> {
        let mut chars = word.chars();
        let mut step = *self.first.get(usize::from(dictionary.code(chars.next()?)))?;
        for c in chars {
            let code = dictionary.code(c);
            if code == NO_CODE || !step.may_have(code) {
                return None;
            }
            step = self.steps[self.probe(key(step.node(), code))];
        }
        step.word()
    }

    /// Lets the filler carry what is missing in the total.
    pub(super) fn fill(&mut self, dictionary: &Dictionary, user: &User) {
        let rest = dictionary.total_frequency().saturating_sub(user.shadowed).saturating_sub(self.loaded);
        if self.filled != Some(rest) {
            self.jieba.add_word(FILLER, Some(rest as usize), None);
            self.filled = Some(rest);
        }
    }

    fn take_first(&mut self, code: Code, surface: &str, dictionary: &Dictionary, user: &User) -> Step {
        let step = self.step(1, dictionary.child(ROOT, code), surface, dictionary, user);
        self.first[usize::from(code)] = step;
        step
    }

    #[cold]
    fn take(
        &mut self,
        mut slot: usize,
        node: Node,
        code: Code,
        surface: &str,
        dictionary: &Dictionary,
        user: &User,
    ) -> Step {
        let key = key(node, code);
        if (self.taken + 1) * 4 > self.steps.len() * 3 {
            self.grow();
            slot = self.probe(key);
        }
        let step = self.step(key, dictionary.child(node, code), surface, dictionary, user);
        self.steps[slot] = step;
        self.taken += 1;
        step
    }

    /// The step to `node`, whose word is loaded.
    fn step(&mut self, key: u64, node: Option<Node>, surface: &str, dictionary: &Dictionary, user: &User) -> Step {
        let Some(node) = node else { return Step { key, target: 0, word: 0 } };
        let children = dictionary.children(node).fold(0, |bits, code| bits | filter(code));
        let word = dictionary.word(node);
        if let Some(word) = word
            && !user.words.contains_key(surface)
        {
            let frequency = dictionary.frequency(word);
            self.jieba.add_word(surface, Some(frequency as usize), None);
            self.loaded += u64::from(frequency);
        }
        Step { key, target: node | children << NODE_BITS, word: word.map_or(0, |word| word + 1) }
    }

    fn probe(&self, key: u64) -> usize {
        let mask = self.steps.len() - 1;
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.steps[slot].key != key && self.steps[slot].key != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let double = vec![Step::default(); self.steps.len() * 2];
        for step in std::mem::replace(&mut self.steps, double) {
            if step.key != 0 {
                let slot = self.probe(step.key);
                self.steps[slot] = step;
            }
        }
    }
}

fn key(node: Node, code: Code) -> u64 {
    (u64::from(node) << 16 | u64::from(code)) + 1
}

/// The user's words, as the scope sees them.
#[derive(Debug, Default)]
pub(super) struct User {
    pub(super) words: BTreeMap<String, UserWord>,
    /// Frequency of the dictionary's words that the user replaced or removed.
    pub(super) shadowed: u64,
    /// Frequency of the user's words.
    pub(super) total: u64,
}
