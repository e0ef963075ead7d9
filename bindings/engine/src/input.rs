//! What JS passes in, parsed field by field so that an error names the field.
//!
//! By hand and not through `serde-wasm-bindgen`, which reads whatever JS can hold: that was a third of the module's imports,
//! and 8 KB of it wrote messages about kinds of values that nothing here takes.

use js_sys::{Array, Reflect};
use serde::de::{DeserializeOwned, value::StrDeserializer};
use tiyao::{
    AnalyzeOptions, SegmentOptions,
    document::BlockKind,
    options::{BlockBorder, BlockHint, KeywordOptions, RepairOptions, SegmentMode, SummaryBudget, SummaryOptions},
};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::EngineError;

/// The article to analyse.
pub struct Article {
    pub text: String,
    pub title: Option<String>,
    pub blocks: Option<Vec<BlockHint>>,
}

impl Article {
    pub fn parse(value: &JsValue) -> Result<Self, EngineError> {
        Ok(Self {
            text: field(value, "text")?.ok_or_else(|| EngineError::invalid_option("text", "is missing"))?,
            title: field(value, "title")?,
            blocks: field(value, "blocks")?,
        })
    }
}

pub fn segment_options(value: &JsValue) -> Result<SegmentOptions, EngineError> {
    let default = SegmentOptions::default();
    Ok(SegmentOptions {
        mode: field(value, "mode")?.unwrap_or(default.mode),
        hmm: field(value, "hmm")?.unwrap_or(default.hmm),
        tags: field(value, "tags")?.unwrap_or(default.tags),
        repair: field(value, "repair")?.unwrap_or(default.repair),
    })
}

pub fn analyze_options(value: &JsValue) -> Result<AnalyzeOptions, EngineError> {
    let default = KeywordOptions::default();
    Ok(AnalyzeOptions {
        keywords: KeywordOptions {
            limit: field::<u32>(value, "keywords.limit")?.map_or(default.limit, |limit| limit as usize),
            min_score: field(value, "keywords.minScore")?,
            pinned: field(value, "keywords.pinned")?.unwrap_or_default(),
            blocked: field(value, "keywords.blocked")?.unwrap_or_default(),
            stop_words: field(value, "keywords.stopWords")?.unwrap_or_default(),
        },
        summary: SummaryOptions {
            budget: field(value, "summary.budget")?.unwrap_or_default(),
            own: field(value, "summary.own")?,
        },
        repair: field(value, "repair")?.unwrap_or_default(),
    })
}

/// The value at a dotted path, `None` where a step of it is absent.
fn field<T: FromJs>(object: &JsValue, path: &'static str) -> Result<Option<T>, EngineError> {
    let mut value = object.clone();
    for key in path.split('.') {
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        value = Reflect::get(&value, &key.into())
            .map_err(|_| EngineError::invalid_option(path, "stands in something that is no object"))?;
    }
    optional(&value).ok_or_else(|| EngineError::invalid_option(path, &format!("expected {}", T::EXPECTED)))
}

/// A value that may be absent; `None` for one of another kind.
fn optional<T: FromJs>(value: &JsValue) -> Option<Option<T>> {
    if value.is_undefined() || value.is_null() { Some(None) } else { T::from_js(value).map(Some) }
}

/// A member of an object that may be absent.
fn member<T: FromJs>(object: &JsValue, key: &JsValue) -> Option<Option<T>> {
    optional(&Reflect::get(object, key).ok()?)
}

/// What a value of JS can be here.
trait FromJs: Sized {
    /// What an error says is expected.
    const EXPECTED: &'static str;
    /// `None` for a value of another kind.
    fn from_js(value: &JsValue) -> Option<Self>;
}

impl FromJs for bool {
    const EXPECTED: &'static str = "true or false";
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJs for f64 {
    const EXPECTED: &'static str = "a number";
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_f64()
    }
}

impl FromJs for u32 {
    const EXPECTED: &'static str = "a whole number from 0 on";
    fn from_js(value: &JsValue) -> Option<Self> {
        // What is larger than any text is no limit.
        value.as_f64().filter(|&number| number >= 0.0 && number.trunc() == number).map(|number| number as u32)
    }
}

impl FromJs for String {
    const EXPECTED: &'static str = "a string";
    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl FromJs for Vec<String> {
    const EXPECTED: &'static str = "a list of strings";
    fn from_js(value: &JsValue) -> Option<Self> {
        value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect()
    }
}

impl FromJs for SegmentMode {
    const EXPECTED: &'static str = "exact, search or all";
    fn from_js(value: &JsValue) -> Option<Self> {
        named(value)
    }
}

impl FromJs for BlockKind {
    const EXPECTED: &'static str = "a kind of block";
    fn from_js(value: &JsValue) -> Option<Self> {
        named(value)
    }
}

impl FromJs for BlockBorder {
    const EXPECTED: &'static str = "firm, emptyLine or line";
    fn from_js(value: &JsValue) -> Option<Self> {
        named(value)
    }
}

impl FromJs for SummaryBudget {
    const EXPECTED: &'static str = "'auto', { sentences }, { chars } or { ratio }";
    fn from_js(value: &JsValue) -> Option<Self> {
        if value.is_string() {
            return named(value);
        }
        let count = |key: &str| member::<u32>(value, &key.into());
        match (count("sentences")?, count("chars")?, member(value, &"ratio".into())?) {
            (Some(sentences), None, None) => Some(Self::Sentences(sentences as usize)),
            (None, Some(chars), None) => Some(Self::Chars(chars as usize)),
            (None, None, Some(ratio)) => Some(Self::Ratio(ratio)),
            _ => None,
        }
    }
}

/// `false` for none, else an object of single repairs.
impl FromJs for RepairOptions {
    const EXPECTED: &'static str = "false, or an object of repairs that are true or false";
    fn from_js(value: &JsValue) -> Option<Self> {
        if value.as_bool() == Some(false) {
            return Some(Self::none());
        }
        let is_on = |key: &str| Some(member(value, &key.into())?.unwrap_or(true));
        Some(Self {
            lines: is_on("lines")?,
            spaces: is_on("spaces")?,
            width: is_on("width")?,
            punctuation: is_on("punctuation")?,
            invisible: is_on("invisible")?,
            markdown: is_on("markdown")?,
            script: is_on("script")?,
        })
    }
}

impl FromJs for Vec<BlockHint> {
    const EXPECTED: &'static str = "a list of { start, end, kind?, level?, border? }";
    fn from_js(value: &JsValue) -> Option<Self> {
        // Made once: a long article has ten thousand blocks.
        let [start, end, kind, level, border] = ["start", "end", "kind", "level", "border"].map(JsValue::from_str);
        let hint = |hint: JsValue| {
            Some(BlockHint {
                start: member(&hint, &start)??,
                end: member(&hint, &end)??,
                kind: member(&hint, &kind)?,
                level: member::<u32>(&hint, &level)?.unwrap_or_default().try_into().ok()?,
                border: member(&hint, &border)?.unwrap_or_default(),
            })
        };
        value.dyn_ref::<Array>()?.iter().map(hint).collect()
    }
}

/// The variant that serde calls so.
fn named<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    T::deserialize(StrDeserializer::<Unnamed>::new(&value.as_string()?)).ok()
}

/// No variant has that name; what is expected the caller says.
#[derive(Debug)]
struct Unnamed;

impl std::fmt::Display for Unnamed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no variant has that name")
    }
}

impl std::error::Error for Unnamed {}

impl serde::de::Error for Unnamed {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}
