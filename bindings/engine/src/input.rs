//! What JS passes in, parsed field by field so that an error names the field.

use js_sys::Reflect;
use serde::de::DeserializeOwned;
use tiyao::{
    AnalyzeOptions, SegmentOptions,
    document::BlockKind,
    options::{BlockBorder, BlockHint, KeywordOptions, RepairOptions, SummaryOptions},
};
use wasm_bindgen::JsValue;

use crate::error::EngineError;

/// The article to analyse.
pub struct Article {
    pub text: String,
    pub title: Option<String>,
    pub blocks: Option<Vec<BlockHint>>,
}

#[derive(serde::Deserialize)]
struct Hint {
    start: u32,
    end: u32,
    kind: Option<BlockKind>,
    #[serde(default)]
    level: u8,
    #[serde(default)]
    border: BlockBorder,
}

impl Article {
    pub fn parse(value: &JsValue) -> Result<Self, EngineError> {
        let blocks: Option<Vec<Hint>> = field(value, "blocks")?;
        Ok(Self {
            text: field(value, "text")?.ok_or_else(|| EngineError::invalid_option("text", "is missing"))?,
            title: field(value, "title")?,
            blocks: blocks.map(|hints| {
                hints
                    .into_iter()
                    .map(|Hint { start, end, kind, level, border }| BlockHint { start, end, kind, level, border })
                    .collect()
            }),
        })
    }
}

pub fn segment_options(value: &JsValue) -> Result<SegmentOptions, EngineError> {
    let default = SegmentOptions::default();
    Ok(SegmentOptions {
        mode: field(value, "mode")?.unwrap_or(default.mode),
        hmm: field(value, "hmm")?.unwrap_or(default.hmm),
        tags: field(value, "tags")?.unwrap_or(default.tags),
        repair: repair_options(value)?,
    })
}

pub fn analyze_options(value: &JsValue) -> Result<AnalyzeOptions, EngineError> {
    let default = KeywordOptions::default();
    Ok(AnalyzeOptions {
        keywords: KeywordOptions {
            limit: field(value, "keywords.limit")?.unwrap_or(default.limit),
            min_score: field(value, "keywords.minScore")?.unwrap_or(default.min_score),
            pinned: field(value, "keywords.pinned")?.unwrap_or_default(),
            blocked: field(value, "keywords.blocked")?.unwrap_or_default(),
            stop_words: field(value, "keywords.stopWords")?.unwrap_or_default(),
        },
        summary: SummaryOptions {
            budget: field(value, "summary.budget")?.unwrap_or_default(),
            own: field(value, "summary.own")?,
        },
        repair: repair_options(value)?,
    })
}

/// `false` for none, else an object of single repairs.
fn repair_options(value: &JsValue) -> Result<RepairOptions, EngineError> {
    if get(value, "repair")?.as_bool() == Some(false) {
        return Ok(RepairOptions::none());
    }
    Ok(field(value, "repair")?.unwrap_or_default())
}

/// The value at a dotted path, `None` where a step of it is absent.
fn field<T: DeserializeOwned>(object: &JsValue, path: &'static str) -> Result<Option<T>, EngineError> {
    let value = get(object, path)?;
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    serde_wasm_bindgen::from_value(value)
        .map(Some)
        .map_err(|error| EngineError::invalid_option(path, &error.to_string()))
}

fn get(object: &JsValue, path: &'static str) -> Result<JsValue, EngineError> {
    let mut value = object.clone();
    for key in path.split('.') {
        if value.is_undefined() || value.is_null() {
            return Ok(JsValue::UNDEFINED);
        }
        value = Reflect::get(&value, &key.into())
            .map_err(|_| EngineError::invalid_option(path, "stands in something that is no object"))?;
    }
    Ok(value)
}
