//! Writes what `training/keywords_fit.py` reads: every candidate of every labelled text with its features.
//!
//! `cargo run --release --example keyword_features -- OUT FILE.jsonl…` reads lines of `{"id", "title"?, "text", "gold": […]}` and
//! writes `OUT.jsonl` (a line a text: id, set, gold, register; terms, the places of each, whether it is a verb, whether it may be chosen, how much the text says it) and `OUT.f32` (features, row after row, little-endian).
//! With `--predict` it prints the chosen keywords instead: `{"id", "keywords"}`. `--dictionary standard.dict` before all others
//! reads a packed dictionary (`cargo xtask dictionary`) instead of jieba's whole one.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use tiyao::{Analyzer, Dictionary, analysis::Input, keyword::feature::Feature, options::AnalyzeOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1).peekable();
    let dictionary = if args.next_if_eq("--dictionary").is_some() {
        Dictionary::from_bytes(std::fs::read(args.next().ok_or("--dictionary asks for a file")?)?)?
    } else {
        let source = jieba_source::JiebaSource::read()?;
        Dictionary::from_jieba_text(&source.dict, &source.idf)?
    };
    let out = args.next().ok_or("usage: keyword_features [--dictionary FILE] OUT [--predict] FILE.jsonl…")?;
    let mut paths: Vec<String> = args.collect();
    let predict = paths.first().is_some_and(|first| first == "--predict");
    let mut analyzer = Analyzer::new(dictionary);
    if predict {
        for path in &paths[1..] {
            for line in BufReader::new(File::open(path)?).lines() {
                let label: serde_json::Value = serde_json::from_str(&line?)?;
                let input =
                    Input { text: label["text"].as_str().unwrap_or(""), title: label["title"].as_str(), blocks: None };
                let analysis = analyzer.analyze(input, &AnalyzeOptions::default())?;
                let terms: Vec<_> = analysis.keywords.iter().map(|keyword| &keyword.term).collect();
                println!("{}", serde_json::json!({ "id": label["id"], "keywords": terms }));
            }
        }
        return Ok(());
    }
    let mut rows = BufWriter::new(File::create(format!("{out}.f32"))?);
    let mut lines = BufWriter::new(File::create(format!("{out}.jsonl"))?);
    let names: Vec<_> = Feature::ALL.iter().map(|feature| feature.name()).collect();
    writeln!(lines, "{}", serde_json::json!({ "features": names }))?;
    for path in paths.drain(..) {
        let set = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for line in BufReader::new(File::open(&path)?).lines() {
            let label: serde_json::Value = serde_json::from_str(&line?)?;
            let input =
                Input { text: label["text"].as_str().unwrap_or(""), title: label["title"].as_str(), blocks: None };
            let (register, candidates) = analyzer.candidates(input)?;
            for candidate in &candidates {
                for value in candidate.features.iter() {
                    rows.write_all(&(*value as f32).to_le_bytes())?;
                }
            }
            let terms: Vec<_> = candidates.iter().map(|candidate| &candidate.term).collect();
            let counts: Vec<_> = candidates.iter().map(|candidate| candidate.count).collect();
            let verbs: Vec<_> = candidates.iter().map(|candidate| candidate.is_verb).collect();
            let taken_up: Vec<_> = candidates.iter().map(|candidate| candidate.taken_up).collect();
            let said: Vec<_> = candidates.iter().map(|candidate| candidate.said).collect();
            let line = serde_json::json!({
                "id": label["id"], "set": set, "gold": label["gold"], "terms": terms,
                "academic": register.academic(), "paper": register.is_paper(), "counts": counts, "verbs": verbs,
                "taken_up": taken_up, "said": said,
            });
            writeln!(lines, "{line}")?;
        }
    }
    Ok(())
}
