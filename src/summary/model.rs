//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured, Values},
    genre::Genre,
};

/// Of each feature: its weight in any text, and what is added to it in a talk, in a report and in a flash.
const WEIGHTS: &[(Feature, [f64; 4])] = &[(Feature::First, [1.15, -1.71, 1.21, 0.94])];

/// What each feature adds to a sentence's score in a text of this genre.
pub fn weights(genre: Genre) -> Vec<(Feature, f64)> {
    let sorts = [1.0, genre.talk, genre.report, genre.flash];
    let weight = |weights: &[f64; 4]| sorts.iter().zip(weights).map(|(sort, weight)| sort * weight).sum();
    WEIGHTS.iter().map(|(feature, weights)| (*feature, weight(weights))).collect()
}

/// The raw score of each sentence.
pub fn scores(measured: &Measured, weights: &[(Feature, f64)]) -> Vec<f64> {
    let score = |values: &Values| weights.iter().map(|&(feature, weight)| weight * values[feature as usize]).sum();
    measured.values.iter().map(score).collect()
}
