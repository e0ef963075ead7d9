//! Choosing the sentences that say what a text says.

use crate::{Document, keyword::Keyword, options::SummaryOptions};

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

/// The summary of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// One entry per sentence of [`Document::sentences`].
    pub ranking: Vec<RankedSentence>,
    /// Indices of the chosen sentences, in text order.
    pub chosen: Vec<usize>,
}

/// Summarises `document`.
pub fn summarize(document: &Document, keywords: &[Keyword], options: &SummaryOptions) -> Summary {
    let _ = (document, keywords, options);
    Summary::default()
}
