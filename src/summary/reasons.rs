//! Why a sentence was chosen, in what its features added to its score.

use crate::order::{falling, sort_by_key};
use crate::summary::{
    Reason,
    features::{Feature, Measured},
};

/// What speaks for each reason, and what must hold for it to be said.
const REASONS: &[(Reason, &[Feature], Feature, f64)] = &[
    (Reason::Abstract, &[Feature::Abstract], Feature::Abstract, 1.0),
    (Reason::Lead, &[Feature::First, Feature::Near, Feature::Early], Feature::First, 1.0),
    (Reason::SectionLead, &[Feature::SectionLead], Feature::SectionLead, 1.0),
    (Reason::ParagraphLead, &[Feature::ParagraphLead], Feature::ParagraphLead, 1.0),
    (Reason::Title, &[Feature::Title], Feature::Title, 0.2),
    (Reason::Keywords, &[Feature::Keywords, Feature::KeywordDensity], Feature::Keywords, 0.2),
    (
        Reason::Central,
        &[Feature::Central, Feature::CentralRank, Feature::Foretells, Feature::Neighbours],
        Feature::CentralRank,
        0.6,
    ),
    (Reason::Cue, &[Feature::Emphasis, Feature::Concluding, Feature::Reported], Feature::Bias, 1.0),
    (Reason::Figures, &[Feature::Figures, Feature::Dates], Feature::Figures, 0.2),
    (Reason::Conclusion, &[Feature::Last, Feature::Late], Feature::Last, 1.0),
];

/// At most so many reasons are given.
const LIMIT: usize = 3;

/// The reasons of each sentence, most telling first.
#[inline(never)]
pub fn reasons(measured: &Measured, weights: &[(Feature, f64)]) -> Vec<Vec<Reason>> {
    let count = measured.values.len().max(1) as f64;
    let mean = |feature: Feature| measured.values.iter().map(|values| values[feature as usize]).sum::<f64>() / count;
    let parts: Vec<(usize, Feature, f64, f64)> = weights
        .iter()
        .filter_map(|&(feature, weight)| {
            let reason = REASONS.iter().position(|(_, features, _, _)| features.contains(&feature))?;
            Some((reason, feature, weight, mean(feature)))
        })
        .collect();
    measured
        .values
        .iter()
        .map(|values| {
            let mut told = [0.0; REASONS.len()];
            for &(reason, feature, weight, mean) in &parts {
                told[reason] += weight * (values[feature as usize] - mean);
            }
            let mut reasons: Vec<usize> = (0..REASONS.len())
                .filter(|&reason| {
                    let (_, _, condition, least) = REASONS[reason];
                    told[reason] > 0.05 && values[condition as usize] >= least
                })
                .collect();
            sort_by_key(&mut reasons, |&reason| falling(told[reason]));
            reasons.truncate(LIMIT);
            reasons.into_iter().map(|reason| REASONS[reason].0).collect()
        })
        .collect()
}
