//! Errors as JS sees them: `{ code, message }`.

use js_sys::Reflect;
use tiyao::Error;
use wasm_bindgen::{JsCast, JsValue};

/// What JS is thrown: a `code` to branch on and a message for people.
#[derive(Debug)]
pub struct EngineError {
    code: &'static str,
    message: String,
}

impl EngineError {
    /// The dictionary could not be fetched.
    pub fn fetch(message: String) -> Self {
        Self { code: "fetch", message }
    }

    /// What the module made cannot be handed over: a fault of ours.
    pub fn internal(message: String) -> Self {
        Self { code: "internal", message }
    }

    /// The caller passed something this method cannot use.
    pub fn invalid_option(name: &str, reason: &str) -> Self {
        Self { code: "invalid-option", message: format!("option `{name}`: {reason}") }
    }
}

impl From<Error> for EngineError {
    fn from(error: Error) -> Self {
        let code = match error {
            Error::CorruptDictionary { .. } => "corrupt-dictionary",
            Error::UnsupportedDictionaryVersion { .. } => "dictionary-version",
            Error::InvalidOption { .. } => "invalid-option",
            Error::TextTooLong { .. } => "text-too-long",
            _ => "invalid-input",
        };
        Self { code, message: error.to_string() }
    }
}

impl From<EngineError> for JsValue {
    fn from(error: EngineError) -> Self {
        let object = js_sys::Error::new(&error.message).unchecked_into();
        // A fresh Error takes any property.
        let _ = Reflect::set(&object, &"code".into(), &error.code.into());
        object
    }
}

/// What a JS exception says.
pub fn describe(value: &JsValue) -> String {
    value
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| value.as_string())
        .unwrap_or_else(|| "unknown reason".to_owned())
}
