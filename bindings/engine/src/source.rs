//! The dictionary's bytes, read as they arrive: straight into wasm memory, so
//! that no second copy of a megabyte lies in the page's heap.

use js_sys::{Boolean, Promise, Reflect, Uint8Array, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ReadableStreamDefaultReader, Response};

use crate::error::{EngineError, describe};

/// The body of `response`.
pub async fn read(response: Promise<Response>) -> Result<Vec<u8>, EngineError> {
    let response: Response =
        JsFuture::from(response).await.map_err(|cause| EngineError::fetch(describe(&cause)))?.unchecked_into();
    if !response.ok() {
        return Err(EngineError::fetch(format!("the server answered {}", response.status())));
    }
    let body = response.body().ok_or_else(|| EngineError::fetch("the server answered with nothing".to_owned()))?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    let broken = |cause: JsValue| EngineError::fetch(describe(&cause));
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(broken)?;
        let done = Reflect::get(&chunk, &"done".into()).map_err(broken)?;
        if done.unchecked_into::<Boolean>().value_of() {
            return Ok(bytes);
        }
        let part: Uint8Array = Reflect::get(&chunk, &"value".into()).map_err(broken)?.unchecked_into();
        let start = bytes.len();
        bytes.resize(start + part.length() as usize, 0);
        part.copy_to(&mut bytes[start..]);
    }
}
