//! The tokens of title and text in one row, reduced to what counting needs.

use std::ops::Range;

use super::COINED;
use super::{ngram::Run, parts::Parts, stop_words::StopWords};
use crate::{
    ByteSpan, Document,
    dictionary::Tag,
    document::{Block, BlockKind, Token},
    hash::FastMap,
    segment::{Segmenter, guess},
};

/// What a token can be within a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Noun,
    Person,
    Place,
    Organisation,
    Name,
    Verb,
    VerbalNoun,
    Adjective,
    Attributive,
    Idiom,
    Abbreviation,
    Unknown,
    Latin,
    Number,
    Time,
    Other,
    /// Function words, punctuation, white space: no term reaches across.
    Barrier,
}

impl Class {
    /// Whether it names one of its kind.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Place | Self::Organisation | Self::Name)
    }
}

/// Where a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Title,
    Heading,
    KeywordLine,
    Body,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Interned word; equal words have equal numbers.
    pub word: u32,
    pub class: Class,
    pub region: Region,
    /// Whether the word alone says nothing of a text.
    pub general: bool,
    /// Whether it is made of two such words, 关键问题, and no coinage of the text.
    pub hollow: bool,
    pub known: bool,
    /// Whether it is a coinage of the text.
    pub coined: bool,
    /// Whether no term may reach from the unit before into this one.
    pub breaks: bool,
    /// Opening or closing mark: `《` or `“` before the unit, its partner after.
    pub opens: bool,
    pub closes: bool,
    /// A cue such as 所谓 or 提出 stands before.
    pub cued: bool,
    /// Whether the word is such a cue.
    pub is_cue: bool,
    pub chars: u8,
    pub sentence: u32,
    pub block: u32,
    pub idf: f32,
    /// In the title's text for [`Region::Title`] of a separate title, else in the analysis text.
    pub span: ByteSpan,
}

/// The units of a document.
pub(super) struct Units<'d> {
    pub row: Vec<Unit>,
    /// How many of them, at the front, come from a title outside the text.
    pub outside: usize,
    /// Words by number.
    pub words: Vec<&'d str>,
    pub parts: Parts,
    pub sentences: u32,
    pub blocks: u32,
}

/// Idf of a word that jieba's table lacks: its median.
pub(super) const UNKNOWN_IDF: f32 = 11.9;

/// Verbs and phrases that introduce a name or a new word.
const CUES: [&str; 10] = ["所谓", "提出", "称为", "称作", "名为", "叫做", "叫作", "被称为", "即", "俗称"];

impl<'d> Units<'d> {
    #[inline(never)]
    pub(super) fn new(document: &'d Document, segmenter: &Segmenter, stop_words: &StopWords) -> Self {
        let mut units = Self {
            row: Vec::with_capacity(document.tokens.len() + 32),
            outside: 0,
            words: Vec::new(),
            parts: Parts::default(),
            sentences: 0,
            blocks: 0,
        };
        let mut interner = Interner::default();
        let titles = if let Some(title) = &document.title {
            for token in &title.tokens {
                units.push(&mut interner, token, &title.text, Region::Title, (0, 0), stop_words);
                units.note_parts(&mut interner, token, &title.text, segmenter, stop_words);
            }
            units.mark(&title.text, 0);
            units.outside = units.row.len();
            0..0
        } else {
            title_blocks(document)
        };
        let from = units.row.len();
        let (mut block, mut sentence) = (0, 0);
        let (mut blocks, mut last_block) = (0, usize::MAX);
        let mut lines = Vec::new();
        for token in &document.tokens {
            while block < document.blocks.len() && document.blocks[block].span.end <= token.span.start {
                block += 1;
            }
            while sentence < document.sentences.len() && document.sentences[sentence].span.end <= token.span.start {
                sentence += 1;
            }
            let Some(place) = document.blocks.get(block).filter(|place| place.span.overlaps(token.span)) else {
                continue;
            };
            let region = match place.kind {
                BlockKind::Title => Region::Title,
                BlockKind::Heading => Region::Heading,
                _ if titles.len() == 1 && titles.contains(&block) => Region::Title,
                BlockKind::KeywordLine => Region::KeywordLine,
                kind if kind.is_body() || matches!(kind, BlockKind::TableRow | BlockKind::Caption) => Region::Body,
                _ => continue,
            };
            let fresh = last_block != block;
            if fresh {
                blocks += 1;
                last_block = block;
            }
            units.push(&mut interner, token, &document.text, region, (sentence as u32, blocks), stop_words);
            units.note_parts(&mut interner, token, &document.text, segmenter, stop_words);
            if fresh && titles.contains(&block) && is_title_line(place, document) {
                lines.push(units.row.len() - 1);
            }
            if fresh && let Some(unit) = units.row.last_mut() {
                unit.breaks = true;
            }
        }
        units.mark(&document.text, from);
        if let Some(first) = units.row.get_mut(from) {
            first.breaks = true;
        }
        units.choose_title(&lines, interner.words.len());
        units.sentences = document.sentences.len() as u32;
        units.blocks = blocks;
        units.words = interner.words;
        units.name();
        units
    }

    /// Classes by its form what the dictionary lacks and the text says repeatedly; a single guess is too often a wrong cut.
    fn name(&mut self) {
        let mut counts = vec![0u32; self.words.len()];
        for unit in &self.row {
            counts[unit.word as usize] += 1;
        }
        for unit in self.row.iter_mut().filter(|unit| unit.class == Class::Unknown) {
            if counts[unit.word as usize] >= NAMED {
                let tag = guess::tag(self.words[unit.word as usize]);
                unit.class = classify_name(tag).unwrap_or(Class::Unknown);
            }
        }
    }

    fn push(
        &mut self,
        interner: &mut Interner<'d>,
        token: &Token,
        text: &'d str,
        region: Region,
        (sentence, block): (u32, u32),
        stop_words: &StopWords,
    ) {
        let word = token.span.of(text);
        let number = interner.number(word);
        let form = match interner.form(number) {
            Some(&(tag, form)) if tag == token.tag && form.known == token.known => form,
            _ => {
                let form = form(number, word, token, stop_words);
                interner.keep(token.tag, form);
                form
            }
        };
        self.row.push(Unit { region, breaks: self.row.is_empty(), sentence, block, span: token.span, ..form });
    }

    #[inline(never)]
    fn note_parts(
        &mut self,
        interner: &mut Interner<'d>,
        token: &Token,
        text: &'d str,
        segmenter: &Segmenter,
        stop_words: &StopWords,
    ) {
        let Some(unit) = self.row.last() else { return };
        // 亚军 is no part of 吴亚军.
        if unit.class == Class::Unknown && token.tag.is("nr") {
            return;
        }
        self.parts.note(interner, (unit, token.span.of(text), is_coined(token)), segmenter, stop_words);
    }

    /// The units of `run`: those of its first place, or its own where it is but a part of words.
    pub(super) fn of(&self, run: &Run) -> &[Unit] {
        let first = run.first as usize;
        match first.checked_sub(self.row.len()) {
            Some(part) => &self.parts.all[part..part + 1],
            None => &self.row[first..first + usize::from(run.length)],
        }
    }

    /// Of the headings that begin at `lines`, makes that one the title whose words the text takes up the most.
    #[inline(never)]
    fn choose_title(&mut self, lines: &[usize], words: usize) {
        if lines.is_empty() {
            return;
        }
        let mut counts = vec![0u32; words];
        for unit in self.row.iter().filter(|unit| unit.class != Class::Barrier && !unit.general) {
            counts[unit.word as usize] += 1;
        }
        let end = |start: usize| {
            let block = self.row[start].block;
            start + self.row[start..].iter().take_while(|unit| unit.block == block).count()
        };
        let taken_up = |start: usize| -> f64 {
            self.row[start..end(start)]
                .iter()
                .map(|unit| f64::from(counts[unit.word as usize]) * f64::from(unit.idf))
                .sum()
        };
        let mut best = lines[0];
        for &line in &lines[1..] {
            if taken_up(line) > taken_up(best) {
                best = line;
            }
        }
        let end = end(best);
        for unit in &mut self.row[best..end] {
            unit.region = Region::Title;
        }
    }

    /// Notes what stands before and after each unit of the row from `from`, all of them in `text`.
    fn mark(&mut self, text: &str, from: usize) {
        for i in from..self.row.len() {
            let before = &text[..self.row[i].span.start];
            let after = &text[self.row[i].span.end..];
            self.row[i].opens = before.ends_with(['《', '“', '「', '『', '"', '〈']);
            self.row[i].closes = after.starts_with(['》', '”', '」', '』', '"', '〉']);
            // The cue stands right before, or before the opening mark.
            let back = if self.row[i].opens { 2 } else { 1 };
            self.row[i].cued = i >= from + back && self.row[i - back].is_cue;
        }
    }
}

/// Whether `token` is a coinage of the text.
fn is_coined(token: &Token) -> bool {
    !token.known && token.tag == COINED
}

/// So often at least a guessed name is said.
const NAMED: u32 = 3;

fn classify_name(guessed: Tag) -> Option<Class> {
    match guessed.as_str() {
        "nr" => Some(Class::Person),
        "nt" => Some(Class::Organisation),
        _ => None,
    }
}

/// All that follows from `token` alone, whose word is `word`.
#[inline(never)]
fn form(number: u32, word: &str, token: &Token, stop_words: &StopWords) -> Unit {
    Unit {
        word: number,
        class: classify(word, token.tag, token.known, stop_words),
        region: Region::Body,
        general: stop_words.is_general(word),
        hollow: !is_coined(token)
            && word
                .char_indices()
                .nth(2)
                .is_some_and(|(at, _)| stop_words.is_general(&word[..at]) && stop_words.is_general(&word[at..])),
        known: token.known,
        coined: is_coined(token),
        breaks: false,
        opens: false,
        closes: false,
        cued: false,
        is_cue: CUES.contains(&word),
        chars: word.chars().count().min(255) as u8,
        sentence: 0,
        block: 0,
        idf: token.idf.unwrap_or(UNKNOWN_IDF),
        span: token.span,
    }
}

/// Numbers words in order of first occurrence.
#[derive(Default)]
pub(super) struct Interner<'d> {
    numbers: FastMap<&'d str, u32>,
    words: Vec<&'d str>,
    /// By number: the tag and the form of the latest token, so that a word is looked at once and not at every place.
    forms: Vec<Option<(Tag, Unit)>>,
}

impl<'d> Interner<'d> {
    pub(super) fn number(&mut self, word: &'d str) -> u32 {
        *self.numbers.entry(word).or_insert_with(|| {
            self.words.push(word);
            self.words.len() as u32 - 1
        })
    }

    fn form(&self, number: u32) -> Option<&(Tag, Unit)> {
        self.forms.get(number as usize)?.as_ref()
    }

    fn keep(&mut self, tag: Tag, form: Unit) {
        self.forms.resize(self.words.len(), None);
        self.forms[form.word as usize] = Some((tag, form));
    }
}

/// The blocks that serve as title where the caller gave none: those marked as
/// such; else the headings before the first paragraph, of which one will be
/// chosen (a column's name may stand above the title); else a short first line.
#[inline(never)]
fn title_blocks(document: &Document) -> Range<usize> {
    let blocks = &document.blocks;
    if let Some(title) = blocks.iter().position(|block| block.kind == BlockKind::Title) {
        return title..title + 1;
    }
    let prose = |kind: BlockKind| kind.is_body() && kind != BlockKind::ListItem;
    let Some(text) = blocks.iter().position(|block| prose(block.kind)) else { return 0..0 };
    if blocks[..text].iter().any(|block| is_title_line(block, document)) {
        return 0..text;
    }
    let line = blocks[text].span.of(&document.text);
    let short = blocks.len() > text + 1 && line.chars().nth(TITLE_CHARS).is_none();
    if short && !line.ends_with(['。', '！', '；', '.', '，', '：']) { text..text + 1 } else { 0..0 }
}

/// Whether a heading before the text can be a title: authors' names and 目录 are shorter.
fn is_title_line(block: &Block, document: &Document) -> bool {
    let line = block.span.of(&document.text);
    block.kind == BlockKind::Heading && line.chars().filter(|&c| is_han(c)).nth(TITLE_LEAST - 1).is_some()
}

/// A heading of fewer Han characters is no title.
const TITLE_LEAST: usize = 6;

/// A first line of more characters is no title.
const TITLE_CHARS: usize = 40;

/// What the dictionary takes for numerals, times and directions, and editors tag.
const OCCASIONS: [&str; 27] = [
    "两会",
    "两岸",
    "五一",
    "五四",
    "八一",
    "十一五",
    "十二五",
    "十三五",
    "十四五",
    "春节",
    "元旦",
    "元宵",
    "元宵节",
    "清明节",
    "端午",
    "端午节",
    "七夕",
    "中秋",
    "中秋节",
    "国庆节",
    "除夕",
    "腊八节",
    "圣诞",
    "圣诞节",
    "感恩节",
    "寒假",
    "暑假",
];

/// What `word` can be within a term.
#[inline(never)]
pub(super) fn classify(word: &str, tag: Tag, known: bool, stop_words: &StopWords) -> Class {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if stop_words.is_function(word) {
        return Class::Barrier;
    }
    if word.bytes().any(|byte| byte.is_ascii_alphabetic()) || first.is_alphabetic() && !is_han(first) {
        return Class::Latin;
    }
    if first.is_ascii_digit() || first.is_numeric() {
        return if word.chars().all(|c| c.is_numeric() || is_han(c) || c == '.') {
            Class::Number
        } else {
            Class::Barrier
        };
    }
    if !is_han(first) {
        return Class::Barrier;
    }
    if !known {
        return Class::Unknown;
    }
    match tag.as_str().as_bytes() {
        [b'n', b'r', ..] => Class::Person,
        [b'n', b's', ..] => Class::Place,
        [b'n', b't', ..] => Class::Organisation,
        [b'n', b'z', ..] => Class::Name,
        [b'n', ..] | [b's', ..] => Class::Noun,
        [b'v', b'n', ..] => Class::VerbalNoun,
        [b'v', ..] => Class::Verb,
        [b'a', ..] => Class::Adjective,
        [b'b', ..] => Class::Attributive,
        [b'i', ..] | [b'l', ..] => Class::Idiom,
        [b'j', ..] => Class::Abbreviation,
        [b'm' | b't' | b'f', ..] if OCCASIONS.contains(&word) => Class::Name,
        [b'm', ..] => Class::Number,
        [b't', ..] => Class::Time,
        b"u" | b"uj" | b"ul" | b"ud" | b"ug" | b"uv" | b"uz" | b"c" | b"p" | b"r" | b"rr" | b"rz" | b"y" | b"e"
        | b"o" => Class::Barrier,
        _ => Class::Other,
    }
}

/// Han characters of all planes.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}
