//! The weights of the features, fitted by `training/summary.py`.

use crate::summary::{
    features::{Feature, Measured, Values},
    genre::Genre,
};

/// Of each feature: its weight in any text, and what is added to it in a talk, in a report and in a flash.
const WEIGHTS: &[(Feature, [f64; 4])] = &[
    (Feature::First, [1.38, -1.78, 0.09, 0.11]),
    (Feature::Second, [0.01, -0.22, 0.15, -0.06]),
    (Feature::Third, [-0.01, 0.48, -0.02, -0.04]),
    (Feature::Near, [4.08, -3.53, 0.14, 0.13]),
    (Feature::Early, [2.00, -2.11, 0.11, 0.11]),
    (Feature::Position, [-0.13, -0.69, -0.14, -0.13]),
    (Feature::Late, [-0.04, -0.74, 0.02, 0.09]),
    (Feature::Last, [-0.09, -0.35, -0.05, -0.08]),
    (Feature::ParagraphLead, [-0.11, -1.35, -0.03, 0.04]),
    (Feature::ParagraphEnd, [0.14, 1.72, -0.01, -0.04]),
    (Feature::SectionLead, [0.50, 0.00, 0.00, 0.00]),
    (Feature::Abstract, [4.00, 0.00, 0.00, 0.00]),
    (Feature::Tiny, [-2.72, 0.82, -0.11, -0.09]),
    (Feature::Short, [-0.08, -1.33, -0.02, -0.03]),
    (Feature::Length, [-0.03, 0.32, -0.04, 0.03]),
    (Feature::Long, [-0.07, -1.11, 0.14, -0.02]),
    (Feature::Overlong, [-0.02, -0.29, 0.02, -0.01]),
    (Feature::Central, [1.28, 2.49, 0.03, -0.13]),
    (Feature::CentralRank, [0.11, 1.78, 0.07, -0.08]),
    (Feature::Foretells, [0.10, 1.51, 0.06, 0.00]),
    (Feature::Echoes, [-0.14, -0.31, -0.11, -0.11]),
    (Feature::Neighbours, [0.07, 0.87, 0.06, 0.02]),
    (Feature::LikeLead, [-0.12, -0.73, -0.07, -0.09]),
    (Feature::Keywords, [0.03, 1.00, 0.04, -0.07]),
    (Feature::KeywordDensity, [0.09, 1.25, -0.00, -0.04]),
    (Feature::Topics, [0.04, 0.65, 0.08, -0.05]),
    (Feature::TopicDensity, [0.06, 0.83, 0.03, -0.04]),
    (Feature::FirstTopic, [0.01, -0.12, 0.04, 0.04]),
    (Feature::MainTopics, [-0.02, 0.06, 0.02, -0.04]),
    (Feature::Substance, [0.16, 1.92, -0.01, 0.03]),
    (Feature::Mass, [-0.03, -0.22, 0.11, 0.04]),
    (Feature::Introduces, [0.58, 1.61, 0.11, 0.06]),
    (Feature::Singular, [-0.15, -2.08, 0.01, 0.17]),
    (Feature::Title, [1.87, 0.37, 0.00, -0.01]),
    (Feature::OffTitle, [-0.12, -1.44, -0.07, 0.04]),
    (Feature::Persons, [-0.07, -1.00, -0.01, 0.09]),
    (Feature::Places, [-0.05, -0.86, 0.19, 0.08]),
    (Feature::Organisations, [0.08, -0.29, 0.13, 0.11]),
    (Feature::Figures, [-0.16, -1.90, -0.07, 0.04]),
    (Feature::Dates, [0.02, -0.04, 0.03, 0.10]),
    (Feature::Quoted, [-0.91, 0.24, -0.03, -0.10]),
    (Feature::Question, [-3.51, 2.33, -0.01, -0.02]),
    (Feature::Exclamation, [-4.29, 4.14, -0.01, 2.55]),
    (Feature::FirstPerson, [-0.10, -1.06, -0.03, -0.06]),
    (Feature::Spoken, [-0.21, -2.49, -0.05, -0.02]),
    (Feature::Fillers, [-0.16, -1.84, -0.04, -0.00]),
    (Feature::Courtesy, [-1.91, -0.71, -0.09, -0.10]),
    (Feature::Emphasis, [0.07, 0.85, 0.08, -0.06]),
    (Feature::Example, [-0.52, -0.76, -0.06, -0.00]),
    (Feature::Reported, [0.03, -1.23, 0.08, 0.11]),
    (Feature::Attributed, [0.11, 1.26, -0.11, 0.04]),
    (Feature::Noise, [-0.81, 1.86, 0.07, -0.09]),
    (Feature::Noisy, [-5.19, 4.62, -0.02, -0.03]),
    (Feature::PageHead, [-0.40, 0.56, 0.04, 0.00]),
    (Feature::Headline, [-5.13, 4.95, -0.00, -0.00]),
    (Feature::Occasion, [-4.49, 2.90, -0.08, -0.16]),
    (Feature::Background, [-0.03, -0.92, -0.05, -0.00]),
    (Feature::Outcome, [0.59, 0.37, 0.16, 0.12]),
    (Feature::Formula, [-4.46, 3.05, -0.13, -0.14]),
    (Feature::Bare, [0.18, 2.26, -0.02, -0.08]),
    (Feature::BareLead, [-0.16, -1.55, -0.16, -0.10]),
    (Feature::Teaser, [-1.76, 1.66, 0.00, -0.01]),
    (Feature::Plain, [0.23, 1.15, -0.05, 3.57]),
    (Feature::Wide, [-0.08, -1.42, 0.16, -0.03]),
    (Feature::Pronoun, [-0.04, -0.35, 0.04, -0.08]),
    (Feature::Connective, [0.08, 1.04, -0.02, -0.03]),
    (Feature::Concluding, [0.07, 1.02, 0.16, -0.01]),
    (Feature::Enumeration, [0.28, 3.36, 0.02, -0.09]),
    (Feature::Open, [-1.00, 0.00, 0.00, 0.00]),
    (Feature::Bracketed, [-1.81, 0.97, -0.07, -0.03]),
    (Feature::Verbs, [0.17, 2.00, 0.04, -0.01]),
    (Feature::Verbless, [-2.67, 1.73, 0.01, -0.00]),
    (Feature::Compact, [0.55, 0.63, 0.05, 0.08]),
    (Feature::Current, [3.65, -1.71, 0.06, -3.22]),
    (Feature::Commas, [-0.08, -0.63, -0.14, -0.06]),
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
    (Feature::Current, -4.0),
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
