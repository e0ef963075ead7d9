//! What sort of text it is: position says much of a report and nothing of a talk.

use crate::{
    document::{Document, Sentence},
    summary::{
        cues::{Counts, Cue},
        outline,
    },
};

/// What sort of text it is, each from 0 (not at all) to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Genre {
    /// The spoken word: a talk, an interview, minutes.
    pub talk: f64,
    /// A report, which says the most important thing first.
    pub report: f64,
    /// A long written text, which unfolds its matter in sections.
    pub essay: f64,
    /// A flash of a few sentences.
    pub flash: f64,
}

impl Genre {
    /// Judges a text by its sentences.
    #[inline(never)]
    pub fn of(document: &Document, bodies: &[&Sentence], counts: &[Counts], lengths: &[usize]) -> Self {
        let total = lengths.iter().sum::<usize>().max(1) as f64;
        let per_hundred =
            |cue: Cue| counts.iter().map(|count| f64::from(count[cue as usize])).sum::<f64>() * 100.0 / total;
        let questions =
            bodies.iter().filter(|sentence| sentence.span.of(&document.text).ends_with(['？', '?'])).count();
        let spoken = per_hundred(Cue::Spoken) + 5.0 * questions as f64 / bodies.len().max(1) as f64;
        let reported: u16 = counts.iter().take(3).map(|count| count[Cue::Reported as usize].min(2)).sum();
        let talk = ramp(spoken, 1.0, 4.0);
        let report = ramp(f64::from(reported), 0.0, 3.0);
        // A long report cites what others say and know in every other sentence; an essay speaks for itself.
        let cited: u16 = counts
            .iter()
            .map(|count| count[Cue::Attributed as usize].min(1) + count[Cue::Reported as usize].min(1))
            .sum();
        let cited = ramp(f64::from(cited) * 1000.0 / total, 2.5, 5.0);
        // Without sections it may as well be a long report, and must be longer to be taken for an essay.
        let parted = bodies.first().zip(bodies.last()).is_some_and(|(a, b)| outline::parts(document, a.block, b.block));
        let least = if parted { 1500.0 } else { 3000.0 };
        Self {
            talk,
            report,
            essay: ramp(total, least, least * 2.0) * (1.0 - talk) * (1.0 - report) * (1.0 - cited),
            flash: 1.0 - ramp(total, 100.0, 400.0),
        }
    }

    /// The four as a list.
    pub fn values(self) -> [f64; 4] {
        [self.talk, self.report, self.essay, self.flash]
    }
}

/// 0 up to `low`, 1 from `high`, straight between.
fn ramp(value: f64, low: f64, high: f64) -> f64 {
    ((value - low) / (high - low)).clamp(0.0, 1.0)
}
