//! Choosing the terms that say what a text is about.

mod candidate;
pub(crate) mod coinage;
pub mod feature;
mod hash;
mod model;
mod ngram;
pub mod register;
mod select;
mod stop_words;
mod unit;
mod weights;

use self::{
    feature::{Context, Vector},
    select::Scored,
    stop_words::StopWords,
    unit::{Class, Units},
};
use crate::{ByteSpan, Document, dictionary::Tag, options::KeywordOptions, segment::Segmenter};

/// What sort of term a keyword is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeywordKind {
    /// A word of the dictionary.
    Word,
    /// Several words that make one term.
    Phrase,
    /// A term of this text that the dictionary lacks.
    Coinage,
    /// Latin letters, alone or mixed: 5G, C919.
    Latin,
}

/// A chosen term.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The term, as it stands in the analysis text.
    pub term: String,
    /// 0 to 1, comparable within one text.
    pub score: f64,
    /// What sort of term.
    pub kind: KeywordKind,
    /// Part of speech of the term (of a phrase, of its head).
    pub tag: Tag,
    /// All places in the analysis text, in text order. Empty where the term stands only in the title.
    pub spans: Vec<ByteSpan>,
}

/// A candidate as the fitting script sees it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The term.
    pub term: String,
    /// Its features.
    pub features: Box<Vector>,
}

/// All candidates of `document` and how academic it reads, for fitting weights.
pub fn candidates(document: &Document) -> (register::Register, Vec<Candidate>) {
    let stop_words = StopWords::new(&[]);
    let units = Units::new(document, &stop_words);
    let runs = ngram::count(&units);
    let context = Context::new(&units, &runs);
    let all = runs
        .all
        .iter()
        .filter(|run| candidate::is_candidate(run, &units))
        .map(|run| Candidate {
            term: select::term(run, &units),
            features: Box::new(context.vector(&units, &runs, run)),
        })
        .collect();
    (register::Register::of(&units), all)
}

/// Chooses the keywords of `document`, best first; equal scores by first place.
pub fn extract(document: &Document, segmenter: &Segmenter, options: &KeywordOptions) -> Vec<Keyword> {
    let _ = segmenter;
    let stop_words = StopWords::new(&options.stop_words);
    let units = Units::new(document, &stop_words);
    let runs = ngram::count(&units);
    let context = Context::new(&units, &runs);
    let academic = register::Register::of(&units).academic();
    let scored = runs
        .all
        .iter()
        .enumerate()
        .filter(|(_, run)| candidate::is_candidate(run, &units))
        .map(|(number, run)| Scored {
            run: number,
            sum: model::sum(&context.vector(&units, &runs, run), academic),
            first: run.first,
        })
        .collect();
    let boundaries = Boundaries::new(document);
    select::select(scored, &runs.all, &units, options.limit)
        .into_iter()
        .map(|(scored, term)| {
            let run = &runs.all[scored.run];
            let inside = &units.row[run.first as usize..run.first as usize + usize::from(run.length)];
            let head = &inside[inside.len() - 1];
            let kind = if inside.iter().any(|unit| unit.class == Class::Latin) {
                KeywordKind::Latin
            } else if inside.len() > 1 {
                KeywordKind::Phrase
            } else if !head.known {
                KeywordKind::Coinage
            } else {
                KeywordKind::Word
            };
            Keyword {
                spans: boundaries.places(&document.text, &term),
                score: model::score(scored.sum),
                kind,
                tag: segmenter.lookup(units.words[head.word as usize]).map_or_else(Tag::default, |entry| entry.tag),
                term,
            }
        })
        .filter(|keyword| keyword.score >= options.min_score)
        .collect()
}

/// Where tokens begin and end.
struct Boundaries(Vec<u64>);

impl Boundaries {
    fn new(document: &Document) -> Self {
        let mut bits = vec![0; document.text.len() / 64 + 1];
        for token in &document.tokens {
            for at in [token.span.start, token.span.end] {
                bits[at / 64] |= 1 << (at % 64);
            }
        }
        Self(bits)
    }

    fn at(&self, byte: usize) -> bool {
        self.0[byte / 64] >> (byte % 64) & 1 == 1
    }

    /// Places of `term` that begin and end with tokens.
    fn places(&self, text: &str, term: &str) -> Vec<ByteSpan> {
        text.match_indices(term)
            .map(|(start, _)| ByteSpan::new(start, start + term.len()))
            .filter(|span| self.at(span.start) && self.at(span.end))
            .collect()
    }
}
