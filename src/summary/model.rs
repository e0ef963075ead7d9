//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured, Values},
    genre::Genre,
};

/// Of each feature: its weight in any text, and what is added to it in a talk, in a report and in a flash.
const WEIGHTS: &[(Feature, [f64; 4])] = &[
    (Feature::First, [1.39, -1.71, 0.11, 0.11]),
    (Feature::Second, [0.05, 0.10, 0.16, -0.04]),
    (Feature::Near, [4.10, -2.97, 0.14, 0.14]),
    (Feature::Early, [2.03, -1.69, 0.12, 0.12]),
    (Feature::Position, [-0.16, -1.24, -0.15, -0.14]),
    (Feature::Late, [-0.06, -0.83, 0.01, 0.02]),
    (Feature::Last, [-0.11, -0.78, -0.07, -0.10]),
    (Feature::ParagraphLead, [-0.10, -1.32, 0.07, 0.09]),
    (Feature::ParagraphEnd, [0.15, 1.66, -0.05, -0.08]),
    (Feature::SectionLead, [0.50, 0.00, 0.00, 0.00]),
    (Feature::Abstract, [4.00, 0.00, 0.00, 0.00]),
    (Feature::Tiny, [-2.76, 0.38, -0.10, -0.05]),
    (Feature::Short, [-0.07, -1.19, -0.01, 0.01]),
    (Feature::Length, [-0.04, 0.16, -0.08, -0.02]),
    (Feature::Long, [-0.09, -1.39, 0.08, -0.06]),
    (Feature::Overlong, [0.01, 0.10, 0.04, 0.01]),
    (Feature::Central, [1.22, 2.03, 0.02, -0.10]),
    (Feature::CentralRank, [0.04, 1.23, 0.00, -0.08]),
    (Feature::Foretells, [0.11, 1.57, 0.07, 0.03]),
    (Feature::Echoes, [-0.15, -0.35, -0.12, -0.12]),
    (Feature::Neighbours, [0.10, 0.83, 0.08, 0.05]),
    (Feature::LikeLead, [-0.12, -0.42, -0.10, -0.10]),
    (Feature::Keywords, [0.01, 0.82, 0.00, -0.09]),
    (Feature::KeywordDensity, [0.09, 1.22, 0.02, -0.05]),
    (Feature::Topics, [0.04, 0.69, 0.07, -0.03]),
    (Feature::TopicDensity, [0.05, 0.86, 0.05, -0.01]),
    (Feature::FirstTopic, [0.03, 0.43, -0.07, -0.08]),
    (Feature::MainTopics, [0.02, 0.53, 0.02, -0.05]),
    (Feature::Substance, [0.16, 1.71, 0.02, 0.03]),
    (Feature::Mass, [-0.08, -0.87, 0.03, -0.02]),
    (Feature::Introduces, [0.59, 1.60, 0.12, 0.08]),
    (Feature::Singular, [-0.17, -2.40, -0.02, 0.14]),
    (Feature::Title, [1.84, 0.03, 0.01, -0.02]),
    (Feature::OffTitle, [-0.11, -1.23, -0.06, 0.05]),
    (Feature::Persons, [-0.01, -0.65, 0.00, 0.12]),
    (Feature::Places, [-0.07, -1.07, 0.14, 0.05]),
    (Feature::Organisations, [0.03, -0.59, 0.11, 0.09]),
    (Feature::Figures, [-0.12, -1.46, -0.09, 0.07]),
    (Feature::Dates, [0.03, 0.03, 0.01, 0.12]),
    (Feature::Quoted, [-0.89, 0.58, -0.01, -0.10]),
    (Feature::Question, [-3.48, 2.93, 0.00, -0.02]),
    (Feature::Exclamation, [-4.15, 5.09, 0.02, 2.59]),
    (Feature::FirstPerson, [-0.09, -1.15, -0.02, 0.00]),
    (Feature::Spoken, [-0.19, -2.09, -0.06, -0.02]),
    (Feature::Fillers, [-0.08, -0.73, -0.04, -0.01]),
    (Feature::Courtesy, [-1.90, -0.61, -0.06, -0.06]),
    (Feature::Emphasis, [0.07, 0.74, 0.06, -0.06]),
    (Feature::Example, [-0.50, -0.60, -0.04, -0.01]),
    (Feature::Reported, [0.04, -1.25, 0.07, 0.10]),
    (Feature::Attributed, [0.06, 0.75, -0.05, 0.01]),
    (Feature::Noise, [-0.83, 1.38, 0.08, -0.04]),
    (Feature::Noisy, [-5.17, 4.67, -0.02, -0.02]),
    (Feature::PageHead, [-0.38, 0.69, 0.04, 0.02]),
    (Feature::Headline, [-5.12, 4.99, -0.01, 0.00]),
    (Feature::Occasion, [-3.62, 2.08, -0.12, -0.15]),
    (Feature::Background, [-0.04, -0.70, -0.13, -0.03]),
    (Feature::Outcome, [0.15, 1.24, 0.12, 0.08]),
    (Feature::Formula, [-3.57, 2.41, -0.06, -0.08]),
    (Feature::Bare, [0.10, 1.71, -0.01, -0.05]),
    (Feature::BareLead, [-0.11, -1.06, -0.13, -0.04]),
    (Feature::Teaser, [-1.76, 1.73, -0.01, 0.00]),
    (Feature::Plain, [0.24, 1.19, -0.02, 3.60]),
    (Feature::Wide, [-0.06, -1.30, 0.13, -0.04]),
    (Feature::Pronoun, [0.00, 0.33, 0.02, -0.08]),
    (Feature::Connective, [0.09, 1.14, -0.02, -0.05]),
    (Feature::Concluding, [0.10, 1.39, 0.09, 0.00]),
    (Feature::Enumeration, [0.16, 1.86, 0.02, -0.05]),
    (Feature::Open, [-1.00, 0.00, 0.00, 0.00]),
    (Feature::Clauses, [-0.04, -0.21, -0.01, -0.01]),
    (Feature::Bracketed, [-1.83, 0.88, -0.06, -0.03]),
    (Feature::Verbs, [0.14, 1.76, 0.01, -0.03]),
    (Feature::Commas, [-0.02, -0.02, -0.09, -0.04]),
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
    (Feature::Clauses, -1.0),
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
