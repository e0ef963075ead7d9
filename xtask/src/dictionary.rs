//! `cargo xtask dictionary`: the packed dictionaries.

use std::{fs, path::PathBuf, time::Instant};

use anyhow::{Context, Result};
use jieba_source::JiebaSource;
use tiyao::dictionary::{Tier, build};

/// Builds `standard.dict` and `full.dict` from the data of the jieba-rs crate.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder to write to.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/dictionary"))]
    out: PathBuf,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let source = JiebaSource::read()?;
    fs::create_dir_all(&arguments.out).with_context(|| format!("cannot create {}", arguments.out.display()))?;
    for (tier, name) in [(Tier::Standard, "standard.dict"), (Tier::Full, "full.dict")] {
        let begin = Instant::now();
        let bytes = build(&source.dict, &source.idf, tier)?;
        let path = arguments.out.join(name);
        fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("{}: {} KiB in {:.1} s", path.display(), bytes.len().div_ceil(1024), begin.elapsed().as_secs_f64());
    }
    Ok(())
}
