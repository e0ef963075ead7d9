//! Puts both dictionaries where the command can include them.

use std::{env, fs, path::PathBuf};

use tiyao::dictionary::{Tier, build};

fn main() -> anyhow::Result<()> {
    let source = jieba_source::JiebaSource::read()?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (tier, name) in [(Tier::Standard, "standard.dict"), (Tier::Full, "full.dict")] {
        fs::write(out.join(name), build(&source.dict, &source.idf, tier)?)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../Cargo.lock");
    Ok(())
}
