//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured, Values},
    genre::Genre,
};

/// Of each feature: its weight in any text, and what is added to it in a talk, in a report and in a flash.
const WEIGHTS: &[(Feature, [f64; 4])] = &[
    (Feature::First, [0.85, -1.23, 0.72, 0.86]),
    (Feature::Second, [0.23, -0.29, 1.22, -0.23]),
    (Feature::Third, [-0.14, 0.37, -0.31, -0.56]),
    (Feature::Near, [4.60, -4.28, 1.00, 1.02]),
    (Feature::Early, [2.02, -2.24, 0.74, 0.83]),
    (Feature::Position, [-1.07, 0.12, -1.07, -0.99]),
    (Feature::Late, [-0.58, -0.64, -0.40, 0.07]),
    (Feature::Last, [-0.82, -0.29, -0.46, -0.69]),
    (Feature::ParagraphLead, [-0.73, -0.72, -0.42, 0.62]),
    (Feature::ParagraphEnd, [1.13, 0.77, -0.04, -0.56]),
    (Feature::SectionLead, [0.50, 0.00, 0.00, 0.00]),
    (Feature::Abstract, [4.00, 0.00, 0.00, 0.00]),
    (Feature::Tiny, [-1.35, -0.98, -0.94, -0.40]),
    (Feature::Short, [-0.61, -0.78, -0.18, -0.90]),
    (Feature::Length, [-0.40, 0.32, -0.89, 0.30]),
    (Feature::Long, [-0.78, -0.97, 0.22, -0.17]),
    (Feature::Overlong, [0.38, -0.05, 0.21, 0.24]),
    (Feature::Central, [2.82, 1.04, 0.20, -1.03]),
    (Feature::CentralRank, [0.49, 1.35, 0.11, -1.00]),
    (Feature::Foretells, [0.73, 1.05, 0.46, -0.03]),
    (Feature::Echoes, [-1.16, 0.61, -0.81, -0.87]),
    (Feature::Neighbours, [0.25, 0.01, 0.23, 0.09]),
    (Feature::LikeLead, [-0.96, 0.09, -0.72, -0.72]),
    (Feature::Keywords, [0.13, 1.01, -0.05, -0.88]),
    (Feature::KeywordDensity, [0.80, 1.17, 0.19, -0.73]),
    (Feature::Topics, [0.55, 0.57, 0.35, 0.14]),
    (Feature::TopicDensity, [0.77, 0.70, 0.32, 0.06]),
    (Feature::FirstTopic, [0.06, 0.06, -0.39, -0.26]),
    (Feature::MainTopics, [0.50, 0.45, 0.35, 0.17]),
    (Feature::Substance, [1.14, 1.14, -0.02, -0.14]),
    (Feature::Mass, [-0.39, -0.12, -0.13, 0.15]),
    (Feature::Introduces, [1.20, 1.19, 0.82, 0.47]),
    (Feature::Singular, [-1.13, -1.26, -0.42, 1.53]),
    (Feature::Title, [1.08, 1.07, 0.13, -0.08]),
    (Feature::OffTitle, [-0.63, -0.54, -0.41, 0.19]),
    (Feature::Persons, [0.15, -0.51, 0.44, 0.66]),
    (Feature::Places, [-0.63, -0.73, 0.90, 0.48]),
    (Feature::Organisations, [0.29, -0.96, 0.80, 0.87]),
    (Feature::Figures, [-0.75, -0.87, -0.80, 0.25]),
    (Feature::Dates, [0.32, -0.17, -0.15, 0.78]),
    (Feature::Quoted, [-0.34, 0.02, -0.34, -0.45]),
    (Feature::Question, [-0.38, 0.33, -0.35, 0.09]),
    (Feature::Exclamation, [-0.29, -0.32, -0.05, -0.04]),
    (Feature::FirstPerson, [-0.63, -0.35, -0.37, 0.03]),
    (Feature::Spoken, [-1.39, -1.27, -0.44, -0.05]),
    (Feature::Fillers, [-0.87, -0.82, 0.06, -0.05]),
    (Feature::Courtesy, [-1.46, -1.33, -0.67, -0.65]),
    (Feature::Emphasis, [0.28, 0.38, 0.50, -0.48]),
    (Feature::Example, [-0.77, -0.80, -0.39, 0.01]),
    (Feature::Reported, [0.04, -1.40, 0.34, 0.85]),
    (Feature::Attributed, [0.62, 0.49, -0.80, 0.15]),
    (Feature::Noise, [0.21, 0.70, 0.22, -0.47]),
    (Feature::Noisy, [-0.82, -0.01, 0.52, -0.35]),
    (Feature::PageHead, [0.70, -0.00, 0.15, 0.16]),
    (Feature::Shell, [-0.02, -0.80, -0.01, 0.14]),
    (Feature::AfterShell, [-0.92, -0.21, -0.34, -0.63]),
    (Feature::Background, [-0.42, -0.74, 0.05, -0.26]),
    (Feature::Outcome, [1.05, 0.13, 1.03, 0.98]),
    (Feature::Formula, [-1.15, 0.00, -0.63, -0.64]),
    (Feature::Bare, [1.14, 1.32, -0.62, -0.98]),
    (Feature::BareLead, [-0.76, -0.16, -0.76, -0.51]),
    (Feature::Teaser, [-0.76, 0.49, -0.17, 0.33]),
    (Feature::AfterTeaser, [0.25, 0.27, -0.35, 0.11]),
    (Feature::Wide, [-0.62, -1.08, 0.31, -0.12]),
    (Feature::Pronoun, [-0.06, 0.26, 0.01, -0.63]),
    (Feature::Connective, [0.53, 0.53, 0.40, -0.34]),
    (Feature::Concluding, [0.33, 0.53, 1.31, -0.00]),
    (Feature::Enumeration, [2.00, 1.89, 0.38, -0.70]),
    (Feature::Open, [-1.00, 0.00, 0.00, 0.00]),
    (Feature::Clause, [-0.51, 0.01, 0.06, -0.44]),
    (Feature::Bracketed, [-0.52, -0.06, -0.30, 0.04]),
    (Feature::Verbs, [0.97, 1.08, 0.22, -0.25]),
    (Feature::Commas, [-0.30, 0.02, -0.73, -0.27]),
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
    (Feature::Length, 1.0),
    (Feature::Short, -1.0),
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
