//! An analysis as quotes, for a page that carries it: places by what is said there, so that they are found again whatever
//! the page's markup makes of white space. `docs/embedding.md` describes the format.

use std::{cell::RefCell, collections::HashMap};

use serde::Serialize;
use tiyao::{Analysis, Utf16Span, keyword::KeywordKind, summary::Reason};

/// Of the format; the widget leaves records of another version alone.
const VERSION: u32 = 1;

/// An analysis without offsets.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    version: u32,
    keywords: Vec<Keyword<'a>>,
    sentences: Vec<Sentence<'a>>,
    summary: &'a [usize],
    sections: Vec<Section<'a>>,
}

#[derive(Debug, Serialize)]
struct Keyword<'a> {
    term: &'a str,
    score: f64,
    kind: KeywordKind,
    tag: &'a str,
    /// Each way the text writes it, with the occurrences of that string which are the keyword.
    quotes: Vec<Written<'a>>,
}

#[derive(Debug, Serialize)]
struct Written<'a> {
    quote: &'a str,
    occurrences: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    score: f64,
    rank: Option<usize>,
    reasons: &'a [Reason],
    /// As in an analysis, in code units of the quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    fold: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    level: u8,
    sentence: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    quote: &'a str,
    occurrence: usize,
}

impl<'a> Record<'a> {
    /// Of the analysis of the text that `bare` was made from.
    pub fn new(analysis: &'a Analysis, bare: &'a BareText) -> Self {
        let place = |start: u32, end: u32| {
            let (quote, occurrence) = bare.place(start, end);
            Place { quote, occurrence }
        };
        Self {
            version: VERSION,
            keywords: analysis
                .keywords
                .iter()
                .map(|keyword| Keyword {
                    term: &keyword.term,
                    score: keyword.score,
                    kind: keyword.kind,
                    tag: &keyword.tag,
                    quotes: bare.written(&keyword.spans),
                })
                .collect(),
            sentences: analysis
                .sentences
                .iter()
                .map(|sentence| Sentence {
                    place: place(sentence.start, sentence.end),
                    score: sentence.score,
                    rank: sentence.rank,
                    reasons: &sentence.reasons,
                    fold: sentence.fold.map(|fold| bare.length(sentence.start, fold)),
                })
                .collect(),
            summary: &analysis.summary,
            sections: analysis
                .sections
                .iter()
                .map(|section| Section {
                    place: place(section.start, section.end),
                    level: section.level,
                    sentence: section.sentence,
                })
                .collect(),
        }
    }
}

/// A text without white space and invisible characters, which is how a quote and the page are compared.
#[derive(Debug)]
pub struct BareText {
    text: String,
    /// By code unit of the whole text, and its end: bytes and code units of the bare text before it.
    before: Vec<(usize, usize)>,
    /// Where each run of `PREFIX` characters begins, to find long quotes without reading everything again for each.
    starts: HashMap<[char; PREFIX], Vec<usize>>,
    /// All places of each quote asked for so far.
    found: RefCell<HashMap<String, Vec<usize>>>,
}

const PREFIX: usize = 6;

/// What quotes leave out: `/[\s\u0085\u00ad\u200b-\u200d\u2060]/` in JavaScript.
fn is_left_out(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

impl BareText {
    pub fn new(whole: &str) -> Self {
        let mut text = String::with_capacity(whole.len());
        let mut before = Vec::with_capacity(whole.len() / 2);
        let mut units = 0;
        for c in whole.chars() {
            before.extend((0..c.len_utf16()).map(|_| (text.len(), units)));
            if !is_left_out(c) {
                text.push(c);
                units += c.len_utf16();
            }
        }
        before.push((text.len(), units));
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let mut starts: HashMap<_, Vec<_>> = HashMap::new();
        for run in characters.windows(PREFIX) {
            starts.entry(std::array::from_fn(|i| run[i].1)).or_default().push(run[0].0);
        }
        Self { text, before, starts, found: RefCell::default() }
    }

    /// Code units of the bare text in a span of the whole one.
    fn length(&self, start: u32, end: u32) -> usize {
        self.before[end as usize].1 - self.before[start as usize].1
    }

    /// What stands at a span, and how often it stands before, overlaps counted.
    fn place(&self, start: u32, end: u32) -> (&str, usize) {
        let (start, end) = (self.before[start as usize].0, self.before[end as usize].0);
        let quote = &self.text[start..end];
        let mut found = self.found.borrow_mut();
        if !found.contains_key(quote) {
            found.insert(quote.to_owned(), self.places(quote));
        }
        (quote, found[quote].partition_point(|&place| place < start))
    }

    fn places(&self, quote: &str) -> Vec<usize> {
        match self.candidates(quote) {
            Some(starts) => starts.iter().copied().filter(|&start| self.text[start..].starts_with(quote)).collect(),
            None => {
                self.text.char_indices().map(|(at, _)| at).filter(|&at| self.text[at..].starts_with(quote)).collect()
            }
        }
    }

    /// Where a quote may begin; `None` for one too short to tell, which may begin anywhere.
    fn candidates(&self, quote: &str) -> Option<&[usize]> {
        let mut characters = quote.chars();
        let mut prefix = ['\0'; PREFIX];
        for c in &mut prefix {
            *c = characters.next()?;
        }
        Some(self.starts.get(&prefix).map_or(&[], Vec::as_slice))
    }

    fn written(&self, spans: &[Utf16Span]) -> Vec<Written<'_>> {
        let mut written: Vec<Written<'_>> = Vec::new();
        for span in spans {
            let (quote, occurrence) = self.place(span.start, span.end);
            match written.iter_mut().find(|written| written.quote == quote) {
                Some(written) => written.occurrences.push(occurrence),
                None => written.push(Written { quote, occurrences: vec![occurrence] }),
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::BareText;

    #[test]
    fn a_place_is_its_quote_and_how_often_it_stood_before() {
        let text = "科 技\u{3000}创新，科技创\u{200b}新，𠮷野家科技。一一一";
        let bare = BareText::new(text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let at = |from: usize, to: usize| bare.place(from as u32, to as u32);
        assert_eq!(at(0, 6), ("科技创新", 0));
        assert_eq!(at(7, 12), ("科技创新", 1));
        let house = units.iter().position(|&unit| unit == 0xd842).unwrap();
        assert_eq!(at(house, house + 4), ("𠮷野家", 0));
        assert_eq!(at(house + 4, house + 6), ("科技", 2));
        assert_eq!(at(house + 8, house + 10), ("一一", 1));
        assert_eq!(bare.length(0, 6), 4);
    }

    #[test]
    fn long_quotes_are_found_like_short_ones() {
        let text = "省科技厅说省科技厅说省科技厅，省科技厅说省科技厅说好".to_owned();
        let bare = BareText::new(&text);
        for start in 0..text.chars().count() {
            for end in start + 1..=text.chars().count() {
                let (quote, occurrence) = bare.place(start as u32, end as u32);
                let before = text.char_indices().take(start).filter(|&(at, _)| text[at..].starts_with(quote)).count();
                assert_eq!((quote.chars().count(), occurrence), (end - start, before), "{start}..{end}");
            }
        }
    }
}
