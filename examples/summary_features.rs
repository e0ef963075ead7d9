//! Writes what the summariser measures of each sentence, for `training/summary.py`.
//!
//! ```text
//! cargo run --release --example summary_features < texts.jsonl > features.jsonl
//! ```
//!
//! In: `{"id", "text", "title"?}` a line. Out: `{"id", "genre", "sentences": [{"text", "rank", "length", "values", "terms"}]}`
//! a line; the first line names the features.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use tiyao::{AnalyzeOptions, Analyzer, Dictionary, analysis::Input, summary::features::Feature};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = jieba_source::JiebaSource::read()?;
    let mut analyzer = Analyzer::new(Dictionary::from_jieba_text(&source.dict, &source.idf)?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let names: Vec<&str> = Feature::ALL.iter().map(|feature| feature.name()).collect();
    writeln!(out, "{}", json!({ "features": names }))?;
    let titles = !std::env::args().any(|argument| argument == "--no-titles");
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().unwrap_or_default();
        let title = line["title"].as_str().filter(|_| titles);
        let (document, repaired, measured) = analyzer.measure(Input { text, title, blocks: None })?;
        let ranked = analyzer.analyze(Input { text, title, blocks: None }, &AnalyzeOptions::default())?;
        let mut sentences = Vec::new();
        let mut next = 0;
        for (index, sentence) in document.sentences.iter().enumerate() {
            let place = repaired.source_span(sentence.span);
            let mut row = json!({ "text": place.of(text), "start": place.start, "end": place.end, "rank": ranked.sentences[index].rank });
            if measured.sentences.get(next) == Some(&index) {
                let values: Vec<f64> = measured.values[next].iter().map(|v| (v * 1e4).round() / 1e4).collect();
                row["values"] = json!(values);
                row["length"] = json!(measured.lengths[next]);
                row["terms"] = json!(measured.terms.sentences[next]);
                next += 1;
            }
            sentences.push(row);
        }
        writeln!(out, "{}", json!({ "id": line["id"], "genre": measured.genre.values(), "sentences": sentences }))?;
    }
    Ok(())
}
