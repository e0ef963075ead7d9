//! The linear model: how much each feature counts.

use super::{feature::Vector, weights::WEIGHTS};

/// The model's sum for a candidate: any real number, more is better.
pub(super) fn sum(x: &Vector, academic: f64) -> f64 {
    WEIGHTS.iter().map(|&(feature, base, more)| x[feature as usize] * (base + academic * more)).sum()
}

/// The sum as a score, 0 to 1 in steps of 1e-4: about how likely an editor would choose the candidate.
pub(super) fn score(sum: f64) -> f64 {
    libm::round(1e4 / (1.0 + libm::exp(-sum))) / 1e4
}
