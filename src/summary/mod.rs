//! Choosing the sentences that say what a text says.

mod budget;
mod cues;
pub mod features;
mod genre;
mod model;
mod outline;
pub(crate) mod own;
mod reasons;
mod selection;
mod terms;

use crate::{ByteSpan, Document, keyword::Keyword, options::SummaryOptions};

/// Score and rank of one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedSentence {
    /// 0 to 1, comparable within one text.
    pub score: f64,
    /// The order in which sentences would join an ever longer summary, 0
    /// first; `None` for what is no sentence of the article.
    pub rank: Option<usize>,
    /// Why it was chosen, most telling first.
    pub reasons: Vec<Reason>,
}

/// Why a sentence was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// First sentence of the text.
    Lead,
    /// First sentence of its section.
    SectionLead,
    /// First sentence of its paragraph.
    ParagraphLead,
    /// Says what the title says.
    Title,
    /// Holds several keywords.
    Keywords,
    /// Close to what many other sentences say.
    Central,
    /// A cue such as 关键在于, 总之, 记者获悉.
    Cue,
    /// Numbers and dates.
    Figures,
    /// From the author's own abstract.
    Abstract,
    /// Last of the text.
    Conclusion,
}

/// One section of a text with headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading, in the analysis text.
    pub heading: ByteSpan,
    /// Its depth, 1 to 6.
    pub level: u8,
    /// The sentence that speaks for the section, an index into [`Document::sentences`]; `None` where it has none
    /// before the next heading.
    pub sentence: Option<usize>,
}

/// The summary of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// One entry per sentence of [`Document::sentences`].
    pub ranking: Vec<RankedSentence>,
    /// Indices of the chosen sentences, in text order.
    pub chosen: Vec<usize>,
    /// Outline of the text; empty where it has no headings.
    pub sections: Vec<Section>,
}

/// Summarises `document`. `keywords` are those of the text by the default options, best first: what a caller blocks or
/// how many it asks for must not change what the text says.
pub fn summarize(document: &Document, keywords: &[Keyword], options: &SummaryOptions) -> Summary {
    let measured = features::measure(document, keywords);
    let weights = model::weights(measured.genre);
    let scores = model::scores(&measured, &weights);
    let sections = outline::numbers(document, &measured.sentences);
    let order = selection::order(&measured, &scores, &sections);
    let reasons = reasons::reasons(&measured, &weights);

    let mut ranking = vec![RankedSentence::default(); document.sentences.len()];
    for ((&index, score), reasons) in measured.sentences.iter().zip(scaled(&scores)).zip(reasons) {
        ranking[index] = RankedSentence { score, rank: None, reasons };
    }
    for (rank, &place) in order.iter().enumerate() {
        ranking[measured.sentences[place]].rank = Some(rank);
    }
    let order: Vec<usize> = order.into_iter().map(|place| measured.sentences[place]).collect();
    let chosen = budget::choose(document, &order, options.budget);
    let sections = outline::sections(document, &ranking);
    Summary { ranking, chosen, sections }
}

/// Scores from 0 (the text's least) to 1 (its best), rounded to 1e-4.
fn scaled(scores: &[f64]) -> Vec<f64> {
    let least = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = most - least;
    scores
        .iter()
        .map(|score| if range > 0.0 { libm::round((score - least) / range * 1e4) / 1e4 } else { 1.0 })
        .collect()
}
