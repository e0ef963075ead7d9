//! The linear model: how much each feature counts.

use super::{
    feature::{Feature, Vector},
    weights::WEIGHTS,
};

/// The score of a candidate, 0 to 1: how likely an editor would choose it.
pub(super) fn score(x: &Vector, academic: f64) -> f64 {
    let mut sum = 0.0;
    for (value, (base, more)) in x.iter().zip(&WEIGHTS) {
        sum += value * (base + academic * more);
    }
    1.0 / (1.0 + libm::exp(-sum))
}

const _: () = assert!(WEIGHTS.len() == Feature::ALL.len());
