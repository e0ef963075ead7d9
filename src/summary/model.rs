//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured, Values},
    genre::Genre,
};

/// Of each feature: its weight in any text, and what is added to it in a talk, in a report and in a flash.
const WEIGHTS: &[(Feature, [f64; 4])] = &[
    (Feature::First, [1.39, -1.69, 0.12, 0.12]),
    (Feature::Second, [0.03, -0.36, 0.19, -0.03]),
    (Feature::Third, [-0.02, 0.66, -0.06, -0.07]),
    (Feature::Near, [4.10, -3.52, 0.16, 0.15]),
    (Feature::Early, [2.00, -2.15, 0.14, 0.13]),
    (Feature::Position, [-0.15, -0.60, -0.16, -0.15]),
    (Feature::Late, [-0.03, -0.41, -0.03, 0.03]),
    (Feature::Last, [-0.11, -0.73, -0.07, -0.10]),
    (Feature::ParagraphLead, [-0.10, -1.29, 0.04, 0.08]),
    (Feature::ParagraphEnd, [0.17, 2.00, -0.03, -0.08]),
    (Feature::SectionLead, [0.50, 0.00, 0.00, 0.00]),
    (Feature::Abstract, [4.00, 0.00, 0.00, 0.00]),
    (Feature::Tiny, [-2.76, 0.35, -0.15, -0.07]),
    (Feature::Short, [-0.04, -0.80, -0.06, -0.03]),
    (Feature::Length, [0.04, 0.95, -0.05, 0.01]),
    (Feature::Long, [-0.12, -1.66, 0.05, -0.05]),
    (Feature::Central, [1.28, 2.50, 0.02, -0.12]),
    (Feature::CentralRank, [0.09, 1.72, 0.00, -0.10]),
    (Feature::Foretells, [0.10, 1.47, 0.06, 0.01]),
    (Feature::Echoes, [-0.16, -0.48, -0.13, -0.11]),
    (Feature::Neighbours, [0.07, 0.58, 0.05, 0.03]),
    (Feature::LikeLead, [-0.12, -0.80, -0.09, -0.09]),
    (Feature::Keywords, [0.01, 0.75, -0.02, -0.11]),
    (Feature::KeywordDensity, [0.09, 1.26, 0.01, -0.06]),
    (Feature::Topics, [0.05, 0.81, 0.06, -0.04]),
    (Feature::TopicDensity, [0.04, 0.61, 0.05, -0.02]),
    (Feature::FirstTopic, [0.02, 0.22, 0.01, -0.09]),
    (Feature::MainTopics, [0.01, 0.37, 0.02, -0.07]),
    (Feature::Substance, [0.19, 2.15, 0.03, 0.03]),
    (Feature::Mass, [-0.07, -0.65, 0.03, -0.01]),
    (Feature::Introduces, [0.60, 1.65, 0.12, 0.07]),
    (Feature::Singular, [-0.18, -2.28, -0.01, 0.14]),
    (Feature::Title, [1.86, 0.27, 0.00, -0.01]),
    (Feature::OffTitle, [-0.12, -1.44, -0.08, 0.04]),
    (Feature::Persons, [-0.05, -1.38, -0.01, 0.17]),
    (Feature::Places, [-0.05, -0.65, 0.14, 0.07]),
    (Feature::Organisations, [0.05, -0.35, 0.10, 0.09]),
    (Feature::Figures, [-0.14, -1.55, -0.08, 0.08]),
    (Feature::Dates, [0.07, 0.39, -0.01, 0.12]),
    (Feature::Quoted, [-0.91, 0.29, -0.02, -0.11]),
    (Feature::Question, [-3.50, 2.77, 0.01, -0.01]),
    (Feature::Exclamation, [-4.18, 4.80, 0.02, 2.57]),
    (Feature::FirstPerson, [-0.08, -0.85, -0.03, 0.01]),
    (Feature::Spoken, [-0.22, -2.63, -0.05, -0.03]),
    (Feature::Fillers, [-0.12, -1.33, -0.04, -0.03]),
    (Feature::Courtesy, [-1.93, -0.95, -0.07, -0.08]),
    (Feature::Emphasis, [0.08, 1.21, 0.07, -0.07]),
    (Feature::Example, [-0.53, -0.91, -0.07, 0.00]),
    (Feature::Reported, [0.01, -1.23, 0.06, 0.09]),
    (Feature::Attributed, [0.08, 0.83, -0.09, 0.05]),
    (Feature::Noise, [-0.80, 1.91, 0.09, -0.05]),
    (Feature::Noisy, [-5.19, 4.60, -0.02, -0.03]),
    (Feature::PageHead, [-0.40, 0.59, 0.04, 0.02]),
    (Feature::Headline, [-5.14, 4.86, -0.01, 0.00]),
    (Feature::Occasion, [-3.64, 2.01, -0.12, -0.16]),
    (Feature::Background, [-0.04, -0.86, -0.11, -0.01]),
    (Feature::Outcome, [0.13, 1.10, 0.10, 0.08]),
    (Feature::Formula, [-3.56, 2.52, -0.03, -0.06]),
    (Feature::Bare, [0.18, 2.32, 0.02, -0.10]),
    (Feature::BareLead, [-0.12, -0.97, -0.13, -0.03]),
    (Feature::Teaser, [-1.78, 1.57, -0.01, 0.01]),
    (Feature::Plain, [0.23, 1.13, -0.06, 3.58]),
    (Feature::Wide, [-0.10, -1.59, 0.10, -0.04]),
    (Feature::Pronoun, [-0.02, -0.08, 0.04, -0.08]),
    (Feature::Connective, [0.07, 1.01, 0.01, -0.03]),
    (Feature::Concluding, [0.07, 0.99, 0.17, 0.00]),
    (Feature::Enumeration, [0.27, 3.23, 0.02, -0.07]),
    (Feature::Open, [-1.00, 0.00, 0.00, 0.00]),
    (Feature::Clauses, [-0.05, -0.27, -0.03, -0.01]),
    (Feature::Bracketed, [-1.84, 0.79, -0.08, -0.03]),
    (Feature::Verbs, [0.16, 2.05, 0.05, -0.04]),
    (Feature::Commas, [-0.05, -0.60, -0.11, -0.02]),
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
