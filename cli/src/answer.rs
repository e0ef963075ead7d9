//! One line of output.

use std::borrow::Cow;

use serde::{Serialize, Serializer, ser::SerializeSeq};
use serde_json::value::RawValue;
use tiyao::{
    Analysis, Utf16Span,
    analysis::{Section, Segmentation, Sentence},
    keyword::KeywordKind,
};

use crate::page::Record;

/// Writes `answer` as one line to `out`.
pub fn write_line(out: &mut Vec<u8>, answer: &impl Serialize) {
    serde_json::to_writer(&mut *out, answer).expect("an answer has only string keys and a Vec takes every write");
    out.push(b'\n');
}

/// The answer to a line that cannot be used.
#[derive(Serialize)]
pub struct Failed<'a> {
    #[serde(serialize_with = "raw")]
    pub id: Cow<'a, str>,
    pub error: &'a str,
}

/// The answer of `tiyao segment`.
#[derive(Serialize)]
pub struct Segmented<'a> {
    #[serde(serialize_with = "raw")]
    pub id: Cow<'a, str>,
    pub tokens: Slices<'a>,
}

/// The answer of `tiyao analyze` to a page.
#[derive(Serialize)]
pub struct Recorded<'a> {
    #[serde(serialize_with = "raw")]
    pub id: Cow<'a, str>,
    pub record: &'a Record<'a>,
}

/// Spans of a text, written as the slices they name.
pub struct Slices<'a> {
    pub text: &'a str,
    pub segmentation: &'a Segmentation,
}

impl Serialize for Slices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Search and all modes step back in the text; a table answers any order.
        let mut bytes = Vec::with_capacity(self.text.len() / 2);
        for (byte, c) in self.text.char_indices() {
            bytes.resize(bytes.len() + c.len_utf16(), byte);
        }
        bytes.push(self.text.len());
        let spans = &self.segmentation.spans;
        let mut seq = serializer.serialize_seq(Some(spans.len()))?;
        for span in spans {
            seq.serialize_element(&self.text[bytes[span.start as usize]..bytes[span.end as usize]])?;
        }
        seq.end()
    }
}

/// The answer of `tiyao analyze`.
#[derive(Serialize)]
pub struct Analyzed<'a> {
    #[serde(serialize_with = "raw")]
    pub id: Cow<'a, str>,
    keywords: Vec<Keyword<'a>>,
    sentences: &'a [Sentence],
    summary: &'a [usize],
    sections: &'a [Section],
    #[serde(rename = "ownSummary", skip_serializing_if = "Option::is_none")]
    own_summary: Option<&'a str>,
}

#[derive(Serialize)]
struct Keyword<'a> {
    term: &'a str,
    score: f64,
    count: usize,
    kind: KeywordKind,
    tag: &'a str,
    #[serde(serialize_with = "pairs")]
    spans: &'a [Utf16Span],
}

impl<'a> Analyzed<'a> {
    pub fn new(id: &'a str, analysis: &'a Analysis) -> Self {
        Self {
            id: Cow::Borrowed(id),
            keywords: analysis
                .keywords
                .iter()
                .map(|keyword| Keyword {
                    term: &keyword.term,
                    score: keyword.score,
                    count: keyword.count,
                    kind: keyword.kind,
                    tag: &keyword.tag,
                    spans: &keyword.spans,
                })
                .collect(),
            sentences: &analysis.sentences,
            summary: &analysis.summary,
            sections: &analysis.sections,
            own_summary: analysis.own_summary.as_deref(),
        }
    }
}

fn raw<S: Serializer>(id: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<&RawValue>(id).map_err(serde::ser::Error::custom)?.serialize(serializer)
}

fn pairs<S: Serializer>(spans: &[Utf16Span], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(spans.iter().map(|span| [span.start, span.end]))
}
