//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured, Values},
    genre::Genre,
};

/// Of each feature: its weight in any text, and what is added to it in a talk, in a report and in a flash.
const WEIGHTS: &[(Feature, [f64; 4])] = &[
    (Feature::First, [1.17, -1.55, 0.36, 0.43]),
    (Feature::Second, [0.12, -0.17, 0.61, -0.12]),
    (Feature::Third, [-0.07, 0.31, -0.15, -0.28]),
    (Feature::Near, [4.30, -3.98, 0.50, 0.51]),
    (Feature::Early, [2.01, -2.23, 0.37, 0.42]),
    (Feature::Position, [-0.53, -0.41, -0.53, -0.49]),
    (Feature::Late, [-0.29, -0.93, -0.20, 0.03]),
    (Feature::Last, [-0.41, -0.70, -0.23, -0.34]),
    (Feature::ParagraphLead, [-0.36, -1.08, -0.21, 0.31]),
    (Feature::ParagraphEnd, [0.57, 1.34, -0.02, -0.28]),
    (Feature::SectionLead, [0.50, 0.00, 0.00, 0.00]),
    (Feature::Abstract, [4.00, 0.00, 0.00, 0.00]),
    (Feature::Tiny, [-1.42, -0.90, -0.47, -0.20]),
    (Feature::Short, [-0.30, -1.08, -0.09, -0.45]),
    (Feature::Length, [-0.20, 0.12, -0.45, 0.15]),
    (Feature::Long, [-0.39, -1.36, 0.11, -0.08]),
    (Feature::Overlong, [0.19, 0.15, 0.11, 0.12]),
    (Feature::Central, [2.16, 1.70, 0.10, -0.52]),
    (Feature::CentralRank, [0.25, 1.59, 0.05, -0.50]),
    (Feature::Foretells, [0.37, 1.41, 0.23, -0.01]),
    (Feature::Echoes, [-0.58, 0.04, -0.41, -0.44]),
    (Feature::Neighbours, [0.13, 0.14, 0.11, 0.05]),
    (Feature::LikeLead, [-0.48, -0.38, -0.36, -0.36]),
    (Feature::Keywords, [0.07, 1.08, -0.03, -0.44]),
    (Feature::KeywordDensity, [0.40, 1.57, 0.10, -0.36]),
    (Feature::Topics, [0.28, 0.84, 0.18, 0.07]),
    (Feature::TopicDensity, [0.38, 1.08, 0.16, 0.03]),
    (Feature::FirstTopic, [0.03, 0.09, -0.19, -0.13]),
    (Feature::MainTopics, [0.25, 0.70, 0.18, 0.08]),
    (Feature::Substance, [0.57, 1.72, -0.01, -0.07]),
    (Feature::Mass, [-0.20, -0.32, -0.07, 0.07]),
    (Feature::Introduces, [0.60, 1.80, 0.41, 0.23]),
    (Feature::Singular, [-0.56, -1.83, -0.21, 0.76]),
    (Feature::Title, [1.54, 0.61, 0.06, -0.04]),
    (Feature::OffTitle, [-0.32, -0.86, -0.20, 0.09]),
    (Feature::Persons, [0.07, -0.43, 0.22, 0.33]),
    (Feature::Places, [-0.31, -1.04, 0.45, 0.24]),
    (Feature::Organisations, [0.14, -0.81, 0.40, 0.43]),
    (Feature::Figures, [-0.38, -1.24, -0.40, 0.12]),
    (Feature::Dates, [0.16, -0.01, -0.07, 0.39]),
    (Feature::Quoted, [-0.17, -0.14, -0.17, -0.22]),
    (Feature::Question, [-0.44, 0.39, -0.18, 0.05]),
    (Feature::Exclamation, [-1.65, 1.03, -0.02, -0.02]),
    (Feature::FirstPerson, [-0.31, -0.66, -0.19, 0.02]),
    (Feature::Spoken, [-0.70, -1.97, -0.22, -0.03]),
    (Feature::Fillers, [-0.44, -1.26, 0.03, -0.03]),
    (Feature::Courtesy, [-1.48, -1.31, -0.33, -0.32]),
    (Feature::Emphasis, [0.14, 0.52, 0.25, -0.24]),
    (Feature::Example, [-0.64, -0.94, -0.20, 0.00]),
    (Feature::Reported, [0.02, -1.37, 0.17, 0.42]),
    (Feature::Attributed, [0.31, 0.80, -0.40, 0.08]),
    (Feature::Noise, [-0.40, 1.30, 0.11, -0.23]),
    (Feature::Noisy, [-0.41, -0.42, 0.26, -0.18]),
    (Feature::PageHead, [0.10, 0.60, 0.07, 0.08]),
    (Feature::Shell, [-0.01, -0.81, -0.01, 0.07]),
    (Feature::AfterShell, [-0.46, -0.67, -0.17, -0.32]),
    (Feature::Background, [-0.21, -0.95, 0.02, -0.13]),
    (Feature::Outcome, [0.52, 0.65, 0.51, 0.49]),
    (Feature::Formula, [-1.33, 0.17, -0.32, -0.32]),
    (Feature::Bare, [0.57, 1.89, -0.31, -0.49]),
    (Feature::BareLead, [-0.38, -0.54, -0.38, -0.26]),
    (Feature::Teaser, [-1.88, 1.60, -0.08, 0.16]),
    (Feature::AfterTeaser, [0.13, 0.40, -0.17, 0.06]),
    (Feature::Wide, [-0.31, -1.39, 0.16, -0.06]),
    (Feature::Pronoun, [-0.03, 0.23, 0.01, -0.32]),
    (Feature::Connective, [0.27, 0.80, 0.20, -0.17]),
    (Feature::Concluding, [0.17, 0.69, 0.65, -0.00]),
    (Feature::Enumeration, [1.00, 2.89, 0.19, -0.35]),
    (Feature::Open, [-1.00, 0.00, 0.00, 0.00]),
    (Feature::Clause, [-0.25, -0.24, 0.03, -0.22]),
    (Feature::Bracketed, [-0.26, -0.32, -0.15, 0.02]),
    (Feature::Verbs, [0.49, 1.57, 0.11, -0.13]),
    (Feature::Commas, [-0.15, -0.14, -0.37, -0.13]),
];

/// What is added in an essay. Set by hand: there are no essays with summaries to fit these by. The head of the text
/// loses its privilege, the heads of its sections and paragraphs gain it.
const ESSAY: &[(Feature, f64)] = &[
    (Feature::First, -1.0),
    (Feature::Near, -4.5),
    (Feature::Early, -2.0),
    (Feature::Position, 1.0),
    (Feature::Central, 2.0),
    (Feature::SectionLead, 1.0),
    (Feature::ParagraphLead, 1.5),
    (Feature::ParagraphEnd, -1.0),
    (Feature::Title, 1.0),
    (Feature::Length, 2.0),
    (Feature::Short, -2.5),
    (Feature::Overlong, -1.5),
    (Feature::Quoted, -1.0),
    (Feature::Clause, -1.0),
    (Feature::Enumeration, -2.0),
    (Feature::Connective, -1.0),
    (Feature::Dates, -0.5),
];

/// What each feature adds to a sentence's score in a text of this genre.
pub fn weights(genre: Genre) -> Vec<(Feature, f64)> {
    let sorts = [1.0, genre.talk, genre.report, genre.flash];
    let weight = |weights: &[f64; 4]| sorts.iter().zip(weights).map(|(sort, weight)| sort * weight).sum::<f64>();
    let essay = |feature: Feature| ESSAY.iter().find(|(other, _)| *other == feature).map_or(0.0, |&(_, weight)| weight);
    WEIGHTS.iter().map(|&(feature, ref weights)| (feature, weight(weights) + genre.essay * essay(feature))).collect()
}

/// The raw score of each sentence.
pub fn scores(measured: &Measured, weights: &[(Feature, f64)]) -> Vec<f64> {
    let score = |values: &Values| weights.iter().map(|&(feature, weight)| weight * values[feature as usize]).sum();
    measured.values.iter().map(score).collect()
}
