//! The wasm module: parse what JS gives, call the core, convert what it returns.
//!
//! Options and results cross as plain objects (results by `serde-wasm-bindgen`), lists of
//! spans as flat `Uint32Array`s of UTF-16 offsets: one copy out of wasm memory
//! that the worker then transfers, instead of an object per span. Whether
//! strings are well-formed UTF-16 is settled by wasm-bindgen, which replaces a
//! lone surrogate with U+FFFD (one code unit for one), so offsets stay.

mod error;
mod input;
mod output;
mod source;

use js_sys::{Object, Promise};
use tiyao::{Analyzer, Dictionary, analysis::Input};
use wasm_bindgen::prelude::*;
use web_sys::Response;

use error::EngineError;

/// Memory that cutting and analysing an article takes, beside the dictionary.
const WORKING_MEMORY: usize = 3 << 20;

/// Asks for it at once: a module's memory is made longer by a call to the system, and piece by piece that was a quarter of the
/// time to the first token. What is not touched costs the reader nothing; where there is less, what is needed may still be had.
fn reserve() {
    let mut memory = Vec::<u8>::new();
    let _ = memory.try_reserve_exact(WORKING_MEMORY);
    drop(std::hint::black_box(memory));
}

/// One dictionary and the words a page adds to it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    analyzer: Analyzer,
}

#[wasm_bindgen(wasm_bindgen_futures = js_sys::futures)]
impl Engine {
    /// An engine over the bytes of a packed dictionary.
    ///
    /// # Errors
    /// When the bytes are no dictionary of this release.
    #[wasm_bindgen(constructor)]
    pub fn new(dictionary: Vec<u8>) -> Result<Engine, EngineError> {
        Self::over(dictionary)
    }

    /// An engine over a dictionary on its way: `response` is the promise of a
    /// `Response`, so the caller can ask for it before this module is there.
    ///
    /// # Errors
    /// When it cannot be had, or is no dictionary of this release.
    pub async fn load(response: Promise<Response>) -> Result<Engine, EngineError> {
        Self::over(source::read(response).await?)
    }

    fn over(dictionary: Vec<u8>) -> Result<Engine, EngineError> {
        Ok(Self { analyzer: Analyzer::new(Dictionary::from_bytes(dictionary)?) })
    }

    /// Does what needs no dictionary, while one is on its way.
    pub fn prepare() {
        reserve();
        tiyao::segment::prepare();
    }

    /// How many words the dictionary has.
    #[wasm_bindgen(getter)]
    pub fn words(&self) -> usize {
        self.analyzer.dictionary().word_count()
    }

    /// Adds the words of a user dictionary, a line each: `{ added, skipped }`.
    ///
    /// # Errors
    /// Never because of the words: lines that cannot be used are in `skipped`.
    #[wasm_bindgen(js_name = addWords)]
    pub fn add_words(&mut self, words: &str) -> Result<JsValue, EngineError> {
        output::words(&self.analyzer.add_words(words))
    }

    /// Divides `text` into tokens: `{ spans, tags }`.
    ///
    /// # Errors
    /// When an option is out of its range.
    pub fn segment(&mut self, text: &str, options: &JsValue) -> Result<Object, EngineError> {
        let segmentation = self.analyzer.segment(text, &input::segment_options(options)?)?;
        output::segmentation(&segmentation)
    }

    /// Keywords, sentences, summary and outline of `input`.
    ///
    /// # Errors
    /// When an option is out of its range or the input has no text.
    pub fn analyze(&mut self, input: &JsValue, options: &JsValue) -> Result<Object, EngineError> {
        let (input, options) = (input::Article::parse(input)?, input::analyze_options(options)?);
        let analysis = self.analyzer.analyze(
            Input { text: &input.text, title: input.title.as_deref(), blocks: input.blocks.as_deref() },
            &options,
        )?;
        output::analysis(&analysis)
    }
}
