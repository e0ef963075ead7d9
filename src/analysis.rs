//! The walk from a text to its analysis, and the only conversion of units.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    ByteSpan, Dictionary, Document, Error, Token, Utf16Span,
    dictionary::Tag,
    document::Title,
    keyword::{
        self, Candidate, KeywordKind,
        coinage::{self, Tokens},
        register::Register,
    },
    options::{AnalyzeOptions, BlockHint, KeywordOptions, RepairOptions, SegmentMode, SegmentOptions},
    repair::{self, Repaired},
    segment::{Segmenter, UserWordReport},
    sentence,
    span::Utf16Offsets,
    summary::{
        self, Reason,
        features::{self, Measured},
    },
};

/// Result of [`Analyzer::segment`]: tokens in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segmentation {
    /// Places in the text as given.
    pub spans: Vec<Utf16Span>,
    /// Part of speech of each, jieba's notation.
    pub tags: Vec<Tag>,
}

/// Result of [`Analyzer::analyze`]. Spans are UTF-16 code units of the text as given.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    /// Best first.
    pub keywords: Vec<Keyword>,
    /// All sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Indices into `sentences`, in text order.
    pub summary: Vec<usize>,
    /// Outline of the text; empty where it has no headings.
    pub sections: Vec<Section>,
    /// The publisher's own summary as it was [given](crate::options::SummaryOptions::own), white space at its ends left
    /// off. `None` where none was given, or what was given says too little of this text, repeats the title, or is
    /// the head of the text cut off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_summary: Option<String>,
}

/// One section of a text with headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// First code unit of the heading.
    pub start: u32,
    /// One past its last code unit.
    pub end: u32,
    /// Depth of the heading, 1 to 6.
    pub level: u8,
    /// The sentence that speaks for the section, an index into [`Analysis::sentences`]; `None` where it has none
    /// before the next heading.
    pub sentence: Option<usize>,
}

/// A keyword with its places.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Keyword {
    /// The term in repaired form, in the characters of the text.
    pub term: String,
    /// 0 to 1, comparable within one text.
    pub score: f64,
    /// Occurrences in the text (not the title).
    pub count: usize,
    /// What sort of term.
    pub kind: KeywordKind,
    /// Part of speech.
    pub tag: String,
    /// All places in text order.
    pub spans: Vec<Utf16Span>,
}

/// A sentence with its place in the ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sentence {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// 0 to 1, comparable within one text.
    pub score: f64,
    /// Order of joining an ever longer summary, 0 first; `None` for what is no sentence of the article.
    pub rank: Option<usize>,
    /// Why it ranks there, most telling first.
    pub reasons: Vec<Reason>,
    /// Where a display short of room may cut a sentence of more than 110 characters: behind a ； or ，. It must show
    /// that it did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fold: Option<u32>,
}

/// What to analyse.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The text as the page has it.
    pub text: &'a str,
    /// The title, where it does not stand in the text.
    pub title: Option<&'a str>,
    /// Blocks known from markup.
    pub blocks: Option<&'a [BlockHint]>,
}

/// Segments and analyses texts with one dictionary.
#[derive(Debug)]
pub struct Analyzer {
    segmenter: Segmenter,
}

impl Analyzer {
    /// An analyzer over `dictionary`.
    pub fn new(dictionary: Dictionary) -> Self {
        Self { segmenter: Segmenter::new(dictionary) }
    }

    /// The dictionary.
    pub fn dictionary(&self) -> &Dictionary {
        self.segmenter.dictionary()
    }

    /// Adds the words of a user dictionary; see [`Segmenter::add_words`].
    pub fn add_words(&mut self, words: &str) -> UserWordReport {
        self.segmenter.add_words(words)
    }

    /// Divides `text` into tokens.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] over 4 GiB.
    pub fn segment(&mut self, text: &str, options: &SegmentOptions) -> Result<Segmentation, Error> {
        check_length(text)?;
        if options.repair == RepairOptions::none() {
            return Ok(self.segment_as_it_is(text, options));
        }
        let repaired = repair::repair_text(text, &options.repair);
        let mut pieces: Vec<(ByteSpan, Tag)> = if options.tags {
            let tokens = self.segmenter.segment(&repaired.text, options.mode, options.hmm);
            tokens.iter().map(|token| (repaired.source_span(token.span), token.tag)).collect()
        } else {
            let spans = self.segmenter.spans(&repaired.text, options.mode, options.hmm);
            spans.into_iter().map(|span| (repaired.source_span(span), Tag::default())).collect()
        };
        pieces.retain(|(span, _)| !span.is_empty());
        if options.mode == SegmentMode::Exact {
            pieces = fill_gaps(pieces, text.len());
        }
        let mut offsets = Utf16Offsets::new(text);
        Ok(Segmentation {
            spans: pieces.iter().map(|&(span, _)| offsets.span(span)).collect(),
            tags: if options.tags { pieces.iter().map(|&(_, tag)| tag).collect() } else { Vec::new() },
        })
    }

    /// Without repairs the tokens are slices of the text, one after the other.
    fn segment_as_it_is(&mut self, text: &str, options: &SegmentOptions) -> Segmentation {
        let mut offsets = Utf16Offsets::new(text);
        let mut spans = Vec::with_capacity(text.len() / 5);
        let tags = if options.tags {
            let tokens = self.segmenter.segment(text, options.mode, options.hmm);
            spans.extend(tokens.iter().map(|token| offsets.span(token.span)));
            tokens.iter().map(|token| token.tag).collect()
        } else {
            let emit = &mut |_: &Segmenter, span| spans.push(offsets.span(span));
            self.segmenter.each_span(text, options.mode, options.hmm, emit);
            Vec::new()
        };
        Segmentation { spans, tags }
    }

    /// Repairs, segments and divides `input` into sentences: what keywords and summary read.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] over 4 GiB.
    pub fn document(&mut self, input: Input<'_>, repairs: &RepairOptions) -> Result<(Document, Repaired), Error> {
        check_length(input.text)?;
        let repaired = repair::repair(input.text, input.blocks, repairs);
        let text = repaired.text.clone();
        let tokens = self.segmenter.segment(&text, SegmentMode::Exact, true);
        let title = input.title.map(|title| {
            let text = repair::repair_text(title, repairs).text;
            let tokens = self.segmenter.segment(&text, SegmentMode::Exact, true);
            Title { text, tokens }
        });
        // What the text coins is one word to all that follows.
        let (tokens, title) = self.merge_coinages(&text, tokens, title);
        let blocks = repaired.blocks.clone();
        let sentences = sentence::split(&text, &blocks, &tokens);
        Ok((Document { text, title, blocks, tokens, sentences }, repaired))
    }

    fn merge_coinages(&self, text: &str, tokens: Vec<Token>, title: Option<Title>) -> (Vec<Token>, Option<Title>) {
        let mut texts = vec![Tokens { text, tokens }];
        if let Some(Title { text, tokens }) = &title {
            texts.push(Tokens { text, tokens: tokens.clone() });
        }
        coinage::merge(&mut texts, &self.segmenter);
        let title_tokens = if texts.len() > 1 { texts.pop().map(|title| title.tokens) } else { None };
        let tokens = texts.pop().map(|text| text.tokens).unwrap_or_default();
        let title = title.map(|title| Title { tokens: title_tokens.unwrap_or_default(), ..title });
        (tokens, title)
    }

    /// The candidates for keywords of `input` and how academic it reads, for fitting weights.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] over 4 GiB.
    pub fn candidates(&mut self, input: Input<'_>) -> Result<(Register, Vec<Candidate>), Error> {
        let (document, _) = self.document(input, &RepairOptions::default())?;
        Ok(keyword::candidates(&document, &self.segmenter))
    }

    /// What the summariser measures of `input`, for fitting its weights.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] over 4 GiB.
    pub fn measure(&mut self, input: Input<'_>) -> Result<(Document, Repaired, Measured), Error> {
        let (document, repaired) = self.document(input, &RepairOptions::default())?;
        let keywords = keyword::extract(&document, &self.segmenter, &KeywordOptions::default());
        let measured = features::measure(&document, &keywords);
        Ok((document, repaired, measured))
    }

    /// Keywords and summary of `input`.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] over 4 GiB, [`Error::InvalidOption`] for a number out of its range.
    pub fn analyze(&mut self, input: Input<'_>, options: &AnalyzeOptions) -> Result<Analysis, Error> {
        options.check()?;
        let (document, repaired) = self.document(input, &options.repair)?;
        let keywords = keyword::extract(&document, &self.segmenter, &options.keywords);
        let usual = KeywordOptions::default();
        let topics = if options.keywords == usual {
            Cow::Borrowed(&keywords)
        } else {
            Cow::Owned(keyword::extract(&document, &self.segmenter, &usual))
        };
        let summary = summary::summarize(&document, &topics, &options.summary);
        let own_summary = options.summary.own.as_deref().filter(|own| {
            let own = repair::repair_text(own, &options.repair).text;
            let tokens = self.segmenter.segment(&own, SegmentMode::Exact, true);
            summary::own::is_summary(&document, &own, &tokens)
        });
        let mut offsets = Utf16Offsets::new(input.text);
        Ok(Analysis {
            own_summary: own_summary.map(|own| own.trim().to_owned()),
            keywords: keywords
                .iter()
                .map(|keyword| Keyword {
                    term: surface(&input, &options.repair, &repaired, &keyword.term, &keyword.spans),
                    score: keyword.score,
                    count: keyword.spans.len(),
                    kind: keyword.kind,
                    tag: keyword.tag.to_string(),
                    spans: keyword.spans.iter().map(|&span| offsets.span(repaired.source_span(span))).collect(),
                })
                .collect(),
            sentences: document
                .sentences
                .iter()
                .zip(&summary.ranking)
                .map(|(sentence, ranked)| {
                    let fold = sentence::fold(&document.text, sentence.span).map(|end| {
                        let head = ByteSpan::new(sentence.span.start, end);
                        offsets.utf16(repaired.source_span(head).end)
                    });
                    let span = offsets.span(repaired.source_span(sentence.span));
                    Sentence {
                        start: span.start,
                        end: span.end,
                        score: ranked.score,
                        rank: ranked.rank,
                        reasons: ranked.reasons.clone(),
                        fold,
                    }
                })
                .collect(),
            summary: summary.chosen,
            sections: summary
                .sections
                .iter()
                .map(|section| {
                    let span = offsets.span(repaired.source_span(section.heading));
                    Section { start: span.start, end: span.end, level: section.level, sentence: section.sentence }
                })
                .collect(),
        })
    }
}

/// What repair left out between tokens (marks, spaces, line breaks) becomes
/// tokens of its own, so that tokens concatenate to the text as given.
fn fill_gaps(pieces: Vec<(ByteSpan, Tag)>, len: usize) -> Vec<(ByteSpan, Tag)> {
    let mut filled = Vec::with_capacity(pieces.len());
    let mut end = 0;
    for (span, tag) in pieces {
        if span.start > end {
            filled.push((ByteSpan::new(end, span.start), Tag::default()));
        }
        filled.push((span, tag));
        end = span.end;
    }
    if end < len {
        filled.push((ByteSpan::new(end, len), Tag::default()));
    }
    filled
}

/// A term in the characters of the page: the form it has most often there,
/// the first of several. A term of the title alone has the title's form.
fn surface(input: &Input<'_>, repairs: &RepairOptions, text: &Repaired, term: &str, spans: &[ByteSpan]) -> String {
    let mut forms: Vec<(String, usize)> = Vec::new();
    for &span in spans {
        let form = text.surface(input.text, span);
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => forms.push((form, 1)),
        }
    }
    // The last of the highest is the first form: the search runs backwards.
    if let Some((form, _)) = forms.into_iter().rev().max_by_key(|&(_, count)| count) {
        return form;
    }
    let title = input.title.unwrap_or_default();
    let repaired = repair::repair_text(title, repairs);
    match repaired.text.find(term) {
        Some(start) => repaired.surface(title, ByteSpan::new(start, start + term.len())),
        None => term.to_owned(),
    }
}

fn check_length(text: &str) -> Result<(), Error> {
    if text.len() > u32::MAX as usize { Err(Error::TextTooLong { bytes: text.len() }) } else { Ok(()) }
}
