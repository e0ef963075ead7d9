//! `cargo xtask`: builds the wasm module and the dictionaries.

mod dictionary;
mod hmm;
mod wasm;

use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
#[command(about, bin_name = "cargo xtask")]
enum Task {
    Dictionary(dictionary::Arguments),
    Hmm(hmm::Arguments),
    Wasm(wasm::Arguments),
}

fn main() -> Result<()> {
    match Task::parse() {
        Task::Dictionary(arguments) => dictionary::run(&arguments),
        Task::Hmm(arguments) => hmm::run(&arguments),
        Task::Wasm(arguments) => wasm::run(&arguments),
    }
}
