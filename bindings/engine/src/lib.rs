//! The wasm module: parse, call the core, convert.
