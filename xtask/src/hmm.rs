//! `cargo xtask hmm`: the packed counts of jieba's hidden Markov model.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// Writes `src/segment/hmm.bin` from the model in the jieba-macros crate.
///
/// Needed only when that model changes; a test of the core compares the two.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

const FIRST: u32 = 0x4e00;
const COVERED: usize = 0x9fd5 - 0x4e00 + 1;
const STATES: usize = 4;
const TOTALS: [f64; STATES] = [33_749_694.0, 33_749_694.0, 6_980_216.0, 29_953_599.0];

pub fn run(_: &Arguments) -> Result<()> {
    let model = jieba_source::hmm_model()?;
    let mut counts = vec![[0u32; STATES]; COVERED];
    let lines = model.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1 + STATES);
    for (state, line) in lines.enumerate() {
        for pair in line.split(',') {
            let (c, value) = pair.split_once(':').context("a pair without a colon")?;
            let c = c.chars().next().context("a pair without a character")?;
            let Some(row) = (c as u32).checked_sub(FIRST).and_then(|i| counts.get_mut(i as usize)) else { continue };
            let value: f64 = value.parse()?;
            row[state] = count(value, TOTALS[state]).with_context(|| format!("no count gives {value} for {c}"))?;
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/segment/hmm.bin");
    let packed = tiyao::segment::pack_hmm(&counts);
    fs::write(&path, &packed).with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("{}: {} bytes", path.display(), packed.len());
    Ok(())
}

/// The count whose share of `total` has the logarithm `value` to six decimals.
fn count(value: f64, total: f64) -> Option<u32> {
    let near = (value.exp() * total).round() as u32;
    let log = |count: u32| (-(total.ln() - f64::from(count).ln()) * 1e6).round() / 1e6;
    (near.saturating_sub(2).max(1)..=near + 2).find(|&count| log(count) == value)
}
