//! Whether what a publisher gives as the summary of a text is one.

use crate::{
    document::{Document, Token},
    summary::{
        cues::{Cue, Cues},
        terms,
    },
    word_char::is_word_char,
};

/// Letters and digits that a summary has.
const LENGTH: std::ops::RangeInclusive<usize> = 15..=500;

/// Whether `own`, divided into `tokens`, sums up `document`: not the line that a site gives to all its pages, not the
/// title, and not the first characters of the text cut off.
pub fn is_summary(document: &Document, own: &str, tokens: &[Token]) -> bool {
    let letters = |text: &str| text.chars().filter(|&c| is_word_char(c)).collect::<String>();
    let bare = letters(own);
    let title = document.title.as_ref().map(|title| letters(&title.text)).unwrap_or_default();
    let closed = own.trim_end().ends_with(['。', '！', '？', '”', '.', '!', '?']) && !own.trim_end().ends_with("..");
    let counts = Cues::default().count(own);
    if !LENGTH.contains(&bare.chars().count())
        || title.contains(&bare)
        || counts[Cue::Noise as usize] + counts[Cue::Button as usize] > 1
        || (!closed && letters(&document.text).contains(&bare))
    {
        return false;
    }
    // The line of a site speaks of the site: half of what a summary says stands in the text.
    let (mut held, mut mass) = (0.0, 0.0);
    for token in tokens {
        let word = token.span.of(own);
        if let Some(weight) = terms::weight(token, word) {
            mass += weight;
            held += if document.text.contains(word) { weight } else { 0.0 };
        }
    }
    held * 2.0 >= mass && mass > 0.0
}
