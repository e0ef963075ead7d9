//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured},
    genre::Genre,
};

/// Weight of a feature in any text, and what is added in a talk.
const WEIGHTS: &[(Feature, f64, f64)] = &[
    (Feature::First, 1.0, -1.0),
    (Feature::Near, 2.0, -2.0),
    (Feature::Early, 1.0, -1.0),
    (Feature::Central, 2.0, 2.0),
    (Feature::KeywordDensity, 1.0, 1.0),
    (Feature::Title, 2.0, 0.0),
    (Feature::SectionLead, 0.5, 0.0),
    (Feature::ParagraphLead, 0.3, 0.0),
    (Feature::Abstract, 4.0, 0.0),
    (Feature::Noise, -1.0, 0.0),
    (Feature::Tiny, -1.0, 0.0),
    (Feature::Overlong, -1.0, 0.0),
    (Feature::Question, -0.5, 0.0),
    (Feature::Courtesy, -0.5, -0.5),
    (Feature::Emphasis, 0.2, 0.2),
    (Feature::Example, -0.5, 0.0),
    (Feature::Open, -1.0, 0.0),
];

/// What each feature adds to a sentence's score in a text of this genre.
pub fn weights(genre: Genre) -> Vec<(Feature, f64)> {
    WEIGHTS.iter().map(|&(feature, any, talk)| (feature, any + genre.talk * talk)).collect()
}

/// The raw score of each sentence.
pub fn scores(measured: &Measured) -> Vec<f64> {
    let weights = weights(measured.genre);
    measured
        .values
        .iter()
        .map(|values| weights.iter().map(|&(feature, weight)| weight * values[feature as usize]).sum())
        .collect()
}
