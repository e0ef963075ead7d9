//! scratch
use tiyao::{Analyzer, Dictionary, analysis::Input, options::AnalyzeOptions};
fn main() {
    let s = jieba_source::JiebaSource::read().unwrap();
    let mut a = Analyzer::new(Dictionary::from_jieba_text(&s.dict, &s.idf).unwrap());
    let mut o = AnalyzeOptions::default();
    o.keywords.limit = 15;
    let reps: Vec<String> = std::env::var("REP").unwrap_or_default().split_whitespace().map(String::from).collect();
    for p in std::env::args().skip(1) {
        let mut texts = vec![(String::new(), std::fs::read_to_string(&p).unwrap())];
        for r in &reps {
            let t = texts[0].1.replace("新质生产力", r);
            texts.push((r.clone(), t));
        }
        for (r, t) in texts {
            let x = a.analyze(Input { text: &t, ..Input::default() }, &o).unwrap();
            println!(
                "{} {r}: {}",
                &p[p.len() - 24..p.len() - 20],
                x.keywords
                    .iter()
                    .map(|k| format!("{} {:.2}×{} {:?}", k.term, k.score, k.count, k.kind))
                    .collect::<Vec<_>>()
                    .join(" / ")
            );
        }
    }
}
