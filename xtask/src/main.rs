//! `cargo xtask`: builds the wasm module and the dictionaries.
fn main() {}
