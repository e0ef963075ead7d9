//! How many of the ranked sentences make the summary.

use crate::{
    document::{Document, Sentence},
    options::SummaryBudget,
    order::sort_by_key,
};

/// Chooses from `order` (indices into the sentences of `document`, first to join first) what the budget allows; the
/// result is in text order.
///
/// A sentence that ends open (…如下：) is left out, unless nothing else is there.
pub fn choose(document: &Document, order: &[usize], budget: SummaryBudget) -> Vec<usize> {
    let limit = Limit::of(document, order, budget);
    let mut chosen = fill(document, order, &limit, true);
    if chosen.is_empty() && limit.sentences > 0 {
        chosen = fill(document, order, &limit, false);
    }
    sort_by_key(&mut chosen, |&index| index as u64);
    chosen
}

fn fill(document: &Document, order: &[usize], limit: &Limit, whole: bool) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    let mut characters = 0;
    for &index in order {
        if chosen.len() >= limit.sentences {
            break;
        }
        let sentence = &document.sentences[index];
        if whole && ends_open(document, sentence) {
            continue;
        }
        let length = length(document, sentence);
        if characters + length > limit.characters && !chosen.is_empty() {
            // A longer one does not end the summary while a shorter one fits.
            continue;
        }
        characters += length;
        chosen.push(index);
    }
    chosen
}

fn ends_open(document: &Document, sentence: &Sentence) -> bool {
    sentence.span.of(&document.text).ends_with(['：', ':', '，', ',', '、', '；', ';'])
}

fn length(document: &Document, sentence: &Sentence) -> usize {
    sentence.span.of(&document.text).chars().filter(|c| !c.is_whitespace()).count()
}

struct Limit {
    sentences: usize,
    characters: usize,
}

impl Limit {
    fn of(document: &Document, order: &[usize], budget: SummaryBudget) -> Self {
        let unlimited = usize::MAX;
        let total: usize = order.iter().map(|&index| length(document, &document.sentences[index])).sum();
        match budget {
            SummaryBudget::Sentences(sentences) => Self { sentences, characters: unlimited },
            SummaryBudget::Chars(characters) => Self { sentences: unlimited, characters },
            SummaryBudget::Ratio(ratio) => {
                Self { sentences: unlimited, characters: (total as f64 * ratio.clamp(0.0, 1.0)) as usize }
            }
            SummaryBudget::Auto => Self::auto(total),
        }
    }

    /// One sentence up to 200 characters, one more for each doubling, five at
    /// most; and no more than two fifths of the text, 400 characters at most.
    fn auto(total: usize) -> Self {
        let mut sentences = 1;
        while sentences < 5 && total > 200 << (sentences - 1) {
            sentences += 1;
        }
        Self { sentences, characters: (total * 2 / 5).clamp(60, 400) }
    }
}
