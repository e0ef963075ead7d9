//! Puts both dictionaries where the command can include them.

use std::{env, fs, path::PathBuf};

fn main() -> anyhow::Result<()> {
    let source = jieba_source::JiebaSource::read()?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("dict.txt"), &source.dict)?;
    fs::write(out.join("idf.txt"), &source.idf)?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../Cargo.lock");
    Ok(())
}
