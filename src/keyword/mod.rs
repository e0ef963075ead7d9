//! Choosing the terms that say what a text is about.

mod candidate;
pub(crate) mod coinage;
mod control;
pub mod feature;
mod model;
mod ngram;
mod parts;
mod places;
pub mod register;
mod select;
mod stop_words;
mod unit;
pub mod weights;

use self::{
    control::Control,
    feature::{Context, Vector},
    places::Places,
    select::{Scored, Selector},
    stop_words::StopWords,
    unit::{Class, Units},
};
use crate::{ByteSpan, Document, dictionary::Tag, highlight, options::KeywordOptions, segment::Segmenter};

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
    /// Places in the text.
    pub count: u32,
    /// Whether it is one word, a verb.
    pub is_verb: bool,
    /// Whether the text takes it up, so that it may be chosen.
    pub taken_up: bool,
    /// How much the text says it, 0 to 1, for what is chosen behind the head of the list.
    pub said: f64,
    /// Its features.
    pub features: Box<Vector>,
}

/// All candidates of `document` and how academic it reads, for fitting weights.
#[inline(never)]
pub(crate) fn candidates(document: &Document, segmenter: &Segmenter) -> (register::Register, Vec<Candidate>) {
    let stop_words = StopWords::new(&[]);
    let units = Units::new(document, segmenter, &stop_words);
    let runs = ngram::count(&units);
    let context = Context::new(&units, &runs);
    let register = register::Register::of(&units);
    let academic = register.academic();
    let places = Places::new(document);
    let all = runs
        .all
        .iter()
        .filter(|run| candidate::is_candidate(run, &units, register.is_paper()))
        .map(|run| Candidate {
            term: select::term(run, &units),
            count: places.of(&select::term(run, &units)).len() as u32,
            is_verb: run.length == 1 && units.of(run)[0].class == Class::Verb,
            taken_up: candidate::is_taken_up(run, &runs, &units, register.is_paper()),
            said: context.said(run, &units, academic),
            features: Box::new(context.vector(&units, &runs, run)),
        })
        .collect();
    (register, all)
}

/// Of a short text ten candidates may be all there are: further down than the head, what scores less than [`WEAK`] only fills up.
/// One in a hundred candidates with this score is an editor's.
const WEAK: f64 = 0.01;

/// Chooses the keywords of `document`, best first; equal scores by first place.
///
/// Spans of different keywords do not overlap; see [`crate::highlight`].
/// Pinned terms that occur have the first claim to the limit.
pub fn extract(document: &Document, segmenter: &Segmenter, options: &KeywordOptions) -> Vec<Keyword> {
    if options.limit == 0 {
        return Vec::new();
    }
    let control = Control::new(options);
    let stop_words = StopWords::new(&control.stop_words);
    let units = Units::new(document, segmenter, &stop_words);
    let runs = ngram::count(&units);
    let context = Context::new(&units, &runs);
    let register = register::Register::of(&units);
    let academic = register.academic();
    let scored = runs
        .all
        .iter()
        .enumerate()
        .filter(|(_, run)| {
            let paper = register.is_paper();
            candidate::is_candidate(run, &units, paper) && candidate::is_taken_up(run, &runs, &units, paper)
        })
        .map(|(number, run)| Scored {
            run: number,
            sum: model::sum(&context.vector(&units, &runs, run), academic),
            said: context.said(run, &units, academic),
            first: run.start(),
        })
        .collect();
    let places = Places::new(document);
    let least = options.min_score.unwrap_or(if register.is_paper() { 0.0 } else { WEAK });
    let selector = Selector {
        runs: &runs,
        units: &units,
        places: &places,
        stop_words: &stop_words,
        control: &control,
        limit: options.limit,
    };
    let mut keywords: Vec<Keyword> = selector
        .select(scored)
        .into_iter()
        .map(|chosen| {
            let inside = units.of(&runs.all[chosen.scored.run]);
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
            let tag = segmenter.lookup(units.words[head.word as usize]).map_or(COINED, |entry| entry.tag);
            let score = model::score(chosen.scored.sum);
            Keyword { spans: chosen.spans, score, kind, tag, term: chosen.term }
        })
        .enumerate()
        .filter(|(rank, keyword)| {
            keyword.score >= least
                || (*rank < select::HEAD && options.min_score.is_none())
                || control.pinned.contains(&keyword.term)
        })
        .map(|(_, keyword)| keyword)
        .collect();
    pin(&mut keywords, document, segmenter, &places, &control, options.limit);
    let mut spans: Vec<_> = keywords.iter_mut().map(|keyword| std::mem::take(&mut keyword.spans)).collect();
    let had_places: Vec<bool> = spans.iter().map(|spans| !spans.is_empty()).collect();
    highlight::resolve(&mut spans);
    for (keyword, spans) in keywords.iter_mut().zip(spans) {
        keyword.spans = spans;
    }
    // A pinned term may have taken the places of another.
    let mut had_places = had_places.into_iter();
    keywords.retain(|keyword| {
        had_places.next() == Some(!keyword.spans.is_empty()) || control.pinned.contains(&keyword.term)
    });
    keywords
}

/// Adds the pinned terms that occur and are no keywords yet; the last keywords not pinned make room for them.
#[inline(never)]
fn pin(
    keywords: &mut Vec<Keyword>,
    document: &Document,
    segmenter: &Segmenter,
    places: &Places,
    control: &Control,
    limit: usize,
) {
    for term in &control.pinned {
        if keywords.iter().any(|keyword| keyword.term == *term) || control.blocks(term) {
            continue;
        }
        // The caller knows it for a word, however the tokens fall.
        let mut spans = places.of(term);
        if spans.is_empty() {
            spans = places.anywhere(term);
        }
        let entry = segmenter.lookup(term);
        if spans.is_empty() && !document.title.as_ref().is_some_and(|title| title.text.contains(term.as_str())) {
            continue;
        }
        let kind = match entry {
            _ if term.bytes().any(|byte| byte.is_ascii_alphabetic()) => KeywordKind::Latin,
            Some(_) => KeywordKind::Word,
            None => KeywordKind::Coinage,
        };
        keywords.push(Keyword {
            term: term.clone(),
            score: 0.0,
            kind,
            tag: entry.map_or(COINED, |entry| entry.tag),
            spans,
        });
    }
    let mut surplus = keywords.len().saturating_sub(limit);
    for at in (0..keywords.len()).rev() {
        if surplus > 0 && !control.pinned.contains(&keywords[at].term) {
            keywords.remove(at);
            surplus -= 1;
        }
    }
    keywords.truncate(limit);
}

/// Tag of a term that the dictionary lacks: a name.
const COINED: Tag = Tag::new("nz").unwrap();
