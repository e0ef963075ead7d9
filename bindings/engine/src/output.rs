//! What JS gets back.

use js_sys::{Array, Object, Reflect, Uint32Array};
use serde::Serialize;
use tiyao::{
    Analysis, Utf16Span,
    analysis::{Section, Segmentation, Sentence},
    dictionary::Tag,
    keyword::KeywordKind,
    segment::UserWordReport,
};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{EngineError, describe};

pub fn segmentation(segmentation: &Segmentation) -> Result<Object, EngineError> {
    let object = Object::new();
    set(&object, "spans", &flat(&segmentation.spans))?;
    // A string costs a crossing and an allocation; there are some fifty different tags.
    let mut strings: Vec<(Tag, JsValue)> = Vec::new();
    let tags = Array::new();
    for &tag in &segmentation.tags {
        let known = strings.iter().position(|&(other, _)| other == tag).unwrap_or_else(|| {
            strings.push((tag, JsValue::from_str(tag.as_str())));
            strings.len() - 1
        });
        tags.push(&strings[known].1);
    }
    set(&object, "tags", &tags)?;
    Ok(object)
}

pub fn analysis(analysis: &Analysis) -> Result<Object, EngineError> {
    let object: Object = plain(&Plain::of(analysis))?.unchecked_into();
    let keywords: Array = get(&object, "keywords")?.unchecked_into();
    for (keyword, source) in keywords.iter().zip(&analysis.keywords) {
        set(keyword.unchecked_ref(), "spans", &flat(&source.spans))?;
    }
    Ok(object)
}

pub fn words(report: &UserWordReport) -> Result<JsValue, EngineError> {
    #[derive(Serialize)]
    struct Skipped<'a> {
        line: usize,
        reason: &'a str,
    }
    #[derive(Serialize)]
    struct Report<'a> {
        added: usize,
        skipped: Vec<Skipped<'a>>,
    }
    let skipped = report.skipped.iter().map(|skipped| Skipped { line: skipped.line, reason: &skipped.reason });
    plain(&Report { added: report.added, skipped: skipped.collect() })
}

/// An analysis without the keywords' spans, which cross as arrays of numbers.
#[derive(Serialize)]
struct Plain<'a> {
    keywords: Vec<PlainKeyword<'a>>,
    sentences: &'a [Sentence],
    summary: &'a [usize],
    sections: &'a [Section],
    #[serde(rename = "ownSummary", skip_serializing_if = "Option::is_none")]
    own_summary: Option<&'a str>,
}

#[derive(Serialize)]
struct PlainKeyword<'a> {
    term: &'a str,
    score: f64,
    count: usize,
    kind: KeywordKind,
    tag: &'a str,
}

impl<'a> Plain<'a> {
    fn of(analysis: &'a Analysis) -> Self {
        let keywords = analysis.keywords.iter().map(|keyword| PlainKeyword {
            term: &keyword.term,
            score: keyword.score,
            count: keyword.count,
            kind: keyword.kind,
            tag: &keyword.tag,
        });
        Self {
            keywords: keywords.collect(),
            sentences: &analysis.sentences,
            summary: &analysis.summary,
            sections: &analysis.sections,
            own_summary: analysis.own_summary.as_deref(),
        }
    }
}

/// Spans copied at once.
const PART: usize = 4096;

/// `[start, end, …]`, a copy of its own that can be transferred.
fn flat(spans: &[Utf16Span]) -> Uint32Array {
    let array = Uint32Array::new_with_length(2 * spans.len() as u32);
    // Through a small buffer: of a long text the offsets are megabytes.
    let mut offsets = Vec::with_capacity(2 * PART);
    let mut at = 0;
    for part in spans.chunks(PART) {
        offsets.clear();
        offsets.extend(part.iter().flat_map(|span| [span.start, span.end]));
        let end = at + offsets.len() as u32;
        array.subarray(at, end).copy_from(&offsets);
        at = end;
    }
    array
}

fn plain(value: &impl Serialize) -> Result<JsValue, EngineError> {
    // `rank: null` is an answer; `undefined` would look like a forgotten field.
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(|error| EngineError::internal(error.to_string()))
}

fn get(object: &Object, key: &str) -> Result<JsValue, EngineError> {
    Reflect::get(object, &key.into()).map_err(|cause| EngineError::internal(describe(&cause)))
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), EngineError> {
    Reflect::set(object, &key.into(), value).map(drop).map_err(|cause| EngineError::internal(describe(&cause)))
}
