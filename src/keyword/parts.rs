//! Dictionary words at the edges of longer words: 砂锅 in 砂锅店, 运输部 in 交通运输部.
//!
//! A segmenter hands out the longer word alone; an editor may tag with either.

use super::{
    stop_words::StopWords,
    unit::{Class, Interner, UNKNOWN_IDF, Unit, classify},
};
use crate::{ByteSpan, hash::FastMap, segment::Segmenter};

/// Up to this frequency in jieba's table, which counts 60 million words, a word is a rarity or an accident.
const RARE: u32 = 12;

/// The parts of the words of one text.
#[derive(Default)]
pub(super) struct Parts {
    /// One unit a part. Its span is empty: it stands for the word, not for a place.
    pub all: Vec<Unit>,
    /// Indices into `all` by number of the longer word.
    within: FastMap<u32, Vec<u32>>,
    /// Index into `all` by number of the part.
    numbers: FastMap<u32, u32>,
}

impl Parts {
    /// Notes the parts of the word of `unit`, where they are not noted yet.
    #[inline(never)]
    pub(super) fn note<'d>(
        &mut self,
        interner: &mut Interner<'d>,
        (unit, word, coined): (&Unit, &'d str, bool),
        segmenter: &Segmenter,
        stop_words: &StopWords,
    ) {
        let divisible = !matches!(
            unit.class,
            Class::Barrier | Class::Latin | Class::Number | Class::Time | Class::Idiom | Class::Abbreviation
        );
        if unit.chars < 3 || !divisible || self.within.contains_key(&unit.word) {
            return;
        }
        let often = segmenter.lookup(word).map_or(0, |entry| entry.frequency);
        let mut found = Vec::new();
        for (at, _) in word.char_indices().skip(1) {
            for (part, rest) in [word.split_at(at), (&word[at..], &word[..at])] {
                // What remains is a word too, or one character: 大学 in 大学生. A coinage has no such seam unless of words.
                let single = rest.chars().nth(1).is_none();
                if part.chars().nth(1).is_none()
                    || stop_words.is_general(part)
                    || !(if single { !coined } else { segmenter.lookup(rest).is_some() })
                {
                    continue;
                }
                // 力点 is hardly said but in 着力点, 女友 more often than 前女友.
                let Some(entry) = segmenter.lookup(part).filter(|entry| entry.frequency > often.max(RARE)) else {
                    continue;
                };
                let class = classify(part, entry.tag, true, stop_words);
                if matches!(class, Class::Barrier | Class::Number | Class::Time | Class::Other) {
                    continue;
                }
                let number = interner.number(part);
                let index = *self.numbers.entry(number).or_insert_with(|| {
                    self.all.push(Unit {
                        word: number,
                        class,
                        general: false,
                        hollow: false,
                        known: true,
                        opens: false,
                        closes: false,
                        cued: false,
                        is_cue: false,
                        chars: part.chars().count().min(255) as u8,
                        idf: entry.idf.unwrap_or(UNKNOWN_IDF),
                        span: ByteSpan::default(),
                        ..*unit
                    });
                    self.all.len() as u32 - 1
                });
                found.push(index);
            }
        }
        self.within.insert(unit.word, found);
    }

    /// The parts of a word, as indices into `all`.
    pub(super) fn of(&self, word: u32) -> &[u32] {
        self.within.get(&word).map_or(&[], Vec::as_slice)
    }
}
