//! Dividing a text into tokens: the one place that calls jieba-rs.
//!
//! ```
//! use tiyao::{Dictionary, options::SegmentMode, segment::Segmenter};
//!
//! let dictionary = Dictionary::from_jieba_text("推动 3 v\n高质量 3 n\n发展 3 vn\n", "")?;
//! let mut segmenter = Segmenter::new(dictionary);
//! let text = "推动高质量发展";
//! let spans = segmenter.spans(text, SegmentMode::Exact, true);
//! let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
//! assert_eq!(words, ["推动", "高质量", "发展"]);
//! # Ok::<_, tiyao::Error>(())
//! ```

mod counts;
pub(crate) mod guess;
mod hmm;
mod scope;
mod search;
mod user;

#[doc(hidden)]
pub use counts::pack_hmm;
pub use user::{MAX_FREQUENCY, MAX_WORD_CHARS, SkippedLine, UserWordReport};

use crate::{
    ByteSpan, Dictionary,
    dictionary::{Entry, Tag},
    document::Token,
    options::SegmentMode,
};
use hmm::Hmm;
use scope::{Scope, User};
use user::UserWord;

/// Segments texts with a dictionary and the user's words.
///
/// jieba is given only the words that occur in the texts it cuts; see
/// "Segmentation" in ARCHITECTURE.md for why the result is the same.
#[derive(Debug)]
pub struct Segmenter {
    dictionary: Dictionary,
    user: User,
    scope: Scope,
    hmm: Hmm,
}

/// Unpacks jieba's hidden Markov model for all segmenters, which the first unknown word does otherwise: a millisecond or
/// two that can be had while the dictionary is on its way.
pub fn prepare() {
    hmm::counts();
}

/// Texts are cut in pieces of about so many bytes, which keeps the working
/// memory in the processor's cache and bounds it for any text.
const PIECE: usize = 1 << 13;

impl Segmenter {
    /// A segmenter over `dictionary`.
    pub fn new(dictionary: Dictionary) -> Self {
        let scope = Scope::new(&dictionary);
        Self { dictionary, user: User::default(), scope, hmm: Hmm::default() }
    }

    /// The dictionary.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// What the dictionary and the user's words know of `word`.
    pub fn lookup(&self, word: &str) -> Option<Entry> {
        self.entry(word, |word| self.dictionary.lookup(word))
    }

    /// Divides `text` into tokens; in exact mode they concatenate to it.
    pub fn segment(&mut self, text: &str, mode: SegmentMode, hmm: bool) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        self.each_span(text, mode, hmm, &mut |segmenter, span| {
            let word = span.of(text);
            let entry = segmenter.entry(word, |word| {
                let id = segmenter.scope.find(word, &segmenter.dictionary)?;
                Some(segmenter.dictionary.entry(id))
            });
            tokens.push(Token {
                span,
                tag: entry.map_or_else(|| guess::tag(word), |entry| entry.tag),
                idf: entry.and_then(|entry| entry.idf),
                known: entry.is_some(),
            });
        });
        tokens
    }

    /// The spans of [`segment`](Self::segment) alone, which cost less.
    pub fn spans(&mut self, text: &str, mode: SegmentMode, hmm: bool) -> Vec<ByteSpan> {
        let mut spans = Vec::with_capacity(text.len() / 5);
        self.each_span(text, mode, hmm, &mut |_, span| spans.push(span));
        spans
    }

    /// Adds the words of a user dictionary.
    ///
    /// A line holds a word, then, if wanted, a frequency and a tag, divided by
    /// spaces or tabs. Without a frequency the word gets the one that makes it
    /// a token where it stands alone, as in jieba. A word that is known
    /// already is changed. Lines that cannot be used are skipped and reported.
    pub fn add_words(&mut self, text: &str) -> UserWordReport {
        let mut report = UserWordReport::default();
        for (line, word) in user::lines(text) {
            match word {
                Ok(word) => {
                    self.set_word(word.word, word.frequency, word.tag);
                    report.added += 1;
                }
                Err(reason) => report.skipped.push(SkippedLine { line, reason }),
            }
        }
        report
    }

    /// Adds `word`, or changes its frequency (and its tag, if one is given).
    /// Returns the frequency it got, at most [`MAX_FREQUENCY`]; without one
    /// that is the least that makes it a token where it stands alone.
    ///
    /// Frequency 0 removes the word. An empty word is ignored, and so is one
    /// with a character that jieba never reads as part of a word, such as `，`.
    pub fn set_word(&mut self, word: &str, frequency: Option<u32>, tag: Option<Tag>) -> u32 {
        if frequency == Some(0) || word.is_empty() || !word.chars().all(is_block_char) {
            self.remove_word(word);
            return 0;
        }
        self.scope.load(word, &self.dictionary, &self.user);
        let frequency = frequency.unwrap_or_else(|| {
            let suggested = self.scope.jieba().suggest_freq(word);
            u32::try_from(suggested).unwrap_or(MAX_FREQUENCY)
        });
        let old = self.user.words.get(word).copied();
        // jieba counts in words of the machine, 32 bits in wasm.
        let others = self.total_frequency() - u64::from(old.and_then(|old| old.frequency).unwrap_or(0));
        let room = u64::from(u32::MAX).saturating_sub(others) as u32;
        let frequency = frequency.clamp(1, MAX_FREQUENCY.min(room.max(1)));
        let shadowed = if old.is_some() { None } else { self.dictionary.lookup(word).map(|entry| entry.frequency) };
        self.scope.set(word, frequency, shadowed);
        self.user.shadowed += u64::from(shadowed.unwrap_or(0));
        self.user.total += u64::from(frequency);
        self.user.total -= u64::from(old.and_then(|old| old.frequency).unwrap_or(0));
        let tag = tag.or_else(|| old.and_then(|old| old.tag));
        self.user.words.insert(word.to_owned(), UserWord { frequency: Some(frequency), tag });
        self.scope.fill(&self.dictionary, &self.user);
        frequency
    }

    /// Removes `word`, be it the user's or the dictionary's; whether it was there.
    pub fn remove_word(&mut self, word: &str) -> bool {
        let old = self.user.words.remove(word);
        let known = self.dictionary.lookup(word);
        self.user.total -= u64::from(old.and_then(|old| old.frequency).unwrap_or(0));
        if let Some(entry) = known {
            if old.is_none() {
                self.user.shadowed += u64::from(entry.frequency);
            }
            self.user.words.insert(word.to_owned(), UserWord { frequency: None, tag: None });
        }
        let there = old.map_or(known.is_some(), |old| old.frequency.is_some());
        if there {
            // jieba cannot forget a word.
            self.scope.reset(&self.user.words);
            self.scope.fill(&self.dictionary, &self.user);
        }
        there
    }

    /// Frequency of all words together.
    fn total_frequency(&self) -> u64 {
        self.dictionary.total_frequency() - self.user.shadowed + self.user.total
    }

    fn entry(&self, word: &str, find: impl Fn(&str) -> Option<Entry>) -> Option<Entry> {
        if self.user.words.is_empty() {
            return find(word);
        }
        let Some(user) = self.user.words.get(word) else { return find(word) };
        let frequency = user.frequency?;
        let known = self.dictionary.lookup(word);
        let tag = user.tag.or(known.map(|known| known.tag)).unwrap_or_else(|| guess::tag(word));
        Some(Entry { frequency, tag, idf: known.and_then(|known| known.idf) })
    }

    /// Hands `emit` the spans one by one. A call through a pointer costs little beside a token, a copy of all this for each
    /// caller three kilobytes.
    pub(crate) fn each_span(
        &mut self,
        text: &str,
        mode: SegmentMode,
        hmm: bool,
        emit: &mut dyn FnMut(&Self, ByteSpan),
    ) {
        let mut model = std::mem::take(&mut self.hmm);
        let mut start = 0;
        while start < text.len() {
            let end = piece_end(text, start, mode);
            let piece = &text[start..end];
            self.scope.load(piece, &self.dictionary, &self.user);
            let mut emit = |span: ByteSpan| emit(self, ByteSpan::new(start + span.start, start + span.end));
            let is_word = |word: &str| self.scope.jieba().has_word(word);
            match mode {
                SegmentMode::Exact => self.cut(piece, hmm, &mut model, &mut emit),
                SegmentMode::Search => {
                    self.cut(piece, hmm, &mut model, &mut |span| search::split(piece, span, is_word, &mut emit));
                }
                SegmentMode::All => {
                    for token in self.scope.jieba().cut_all(piece) {
                        emit(ByteSpan::new(token.byte_start, token.byte_end));
                    }
                }
            }
            start = end;
        }
        self.hmm = model;
    }

    /// Cuts `text` along jieba's best route, and joins what the route leaves single with the HMM.
    fn cut(&self, text: &str, hmm: bool, model: &mut Hmm, emit: &mut dyn FnMut(ByteSpan)) {
        let jieba = self.scope.jieba();
        // Always without jieba's own HMM, or its table would be linked: see `hmm`.
        let tokens = jieba.cut(text, false);
        if !hmm {
            tokens.iter().for_each(|token| emit(ByteSpan::new(token.byte_start, token.byte_end)));
            return;
        }
        let mut run = ByteSpan::new(0, 0);
        let mut run_chars = 0;
        let mut flush = |run: &mut ByteSpan, chars: &mut usize, emit: &mut dyn FnMut(ByteSpan)| {
            if *chars > 0 {
                self.cut_run(text, *run, *chars, model, emit);
            }
            *chars = 0;
        };
        for token in &tokens {
            let span = ByteSpan::new(token.byte_start, token.byte_end);
            let chars = token.end - token.start;
            if self.is_single(token.word, chars) {
                if run_chars == 0 {
                    run.start = span.start;
                }
                run.end = span.end;
                run_chars += chars;
            } else {
                flush(&mut run, &mut run_chars, emit);
                emit(span);
            }
        }
        flush(&mut run, &mut run_chars, emit);
    }

    /// Whether the route goes through `word`, a token of jieba's without HMM, character by character.
    fn is_single(&self, word: &str, chars: usize) -> bool {
        if chars == 1 {
            return word.chars().all(is_block_char);
        }
        // Without HMM jieba joins Latin and digits, so such a token is either a word or such a join.
        word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !self.is_chosen(word)
    }

    /// Whether the route takes `word`, all Latin and digits, in one step.
    fn is_chosen(&self, word: &str) -> bool {
        if !self.scope.jieba().has_word(word) {
            return false;
        }
        let total = libm::log(self.total_frequency() as f64);
        let score = |word: &str| {
            let frequency = self.lookup(word).map_or(1, |entry| entry.frequency);
            libm::log(f64::from(frequency)) - total
        };
        let singles: f64 = word.char_indices().map(|(at, _)| score(&word[at..=at])).sum();
        score(word) >= singles
    }

    /// Cuts a run of single characters within a block.
    #[inline(never)]
    fn cut_run(&self, text: &str, run: ByteSpan, chars: usize, model: &mut Hmm, emit: &mut dyn FnMut(ByteSpan)) {
        if chars == 1 {
            emit(run);
        } else if self.scope.jieba().has_word(run.of(text)) {
            // A word that the route did not take.
            for (offset, c) in run.of(text).char_indices() {
                emit(ByteSpan::new(run.start + offset, run.start + offset + c.len_utf8()));
            }
        } else {
            model.cut(text, run, emit);
        }
    }
}

/// Where the piece of `text` that begins at `start` ends: after a character
/// that is a token of its own in every mode, so that the cut changes nothing.
#[inline(never)]
fn piece_end(text: &str, start: usize, mode: SegmentMode) -> usize {
    let mut from = start + PIECE;
    if from >= text.len() {
        return text.len();
    }
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let ends_piece = |c: char| match c {
        '\r' => false,
        // Joined with letters and digits beside it.
        '\n' => mode != SegmentMode::All,
        c => !is_block_char(c),
    };
    text[from..].char_indices().find(|&(_, c)| ends_piece(c)).map_or(text.len(), |(at, c)| from + at + c.len_utf8())
}

/// Whether jieba reads `c` as Han.
#[inline]
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}'
        | '\u{2b820}'..='\u{2ceaf}'
        | '\u{2ceb0}'..='\u{2ebef}'
        | '\u{2f800}'..='\u{2fa1f}')
}

/// Whether `c` can stand beside others in a word; any other is a token of its own.
#[inline]
fn is_block_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '&' | '.' | '_' | '%' | '-') || is_han(c)
}
