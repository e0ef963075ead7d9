//! The order in which sentences join an ever longer summary.
//!
//! Greedy: the best sentence joins, and what is like it falls. A sentence that
//! opens with a word pointing back (该公司, 其中) waits for the one before it.

use std::collections::BinaryHeap;

use crate::summary::{features::Measured, terms};

/// What a sentence loses by being like one that has joined, at full likeness.
const REDUNDANCY: f64 = 3.0;
/// What a sentence loses by each sentence of its section that has joined, in a text of three sections or more.
const SECTION: f64 = 2.0;
/// Likeness is looked at for so many joins; a summary is no longer.
const JOINS: usize = 48;

/// Indices into [`Measured::sentences`], first to join first. `sections` numbers the section of each sentence.
#[inline(never)]
pub fn order(measured: &Measured, scores: &[f64], sections: &[usize]) -> Vec<usize> {
    let count = scores.len();
    let mut score = scores.to_vec();
    let mut joined = vec![false; count];
    let mut order = Vec::with_capacity(count);
    // Sentences by term, to find those like the one that joins.
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); measured.terms.len()];
    for (i, vector) in measured.terms.sentences.iter().enumerate() {
        for &(term, _) in vector {
            holders[term].push(i);
        }
    }
    let norms: Vec<f64> = measured.terms.sentences.iter().map(terms::norm).collect();
    let mut likeness = vec![0.0f64; count];
    let mut in_section = vec![0usize; sections.last().map_or(0, |last| last + 1)];
    let waits = |i: usize, joined: &[bool]| i > 0 && measured.openings[i].pronoun && !joined[i - 1];
    while order.len() < count.min(JOINS) {
        let best = (0..count)
            .filter(|&i| !joined[i] && !waits(i, &joined))
            .max_by(|&a, &b| score[a].total_cmp(&score[b]).then(b.cmp(&a)));
        let Some(best) = best else { break };
        joined[best] = true;
        order.push(best);
        let mut dots = vec![0.0; count];
        for &(term, weight) in &measured.terms.sentences[best] {
            for &holder in &holders[term] {
                dots[holder] += weight * weight;
            }
        }
        let several = in_section.len() > 2;
        in_section[sections[best]] += 1;
        for i in 0..count {
            let norm = norms[best] * norms[i];
            if norm > 0.0 {
                likeness[i] = likeness[i].max(dots[i] / norm);
            }
            let crowd = if several { in_section[sections[i]] as f64 } else { 0.0 };
            score[i] = scores[i] - REDUNDANCY * likeness[i] - SECTION * crowd;
        }
    }
    // The rest by what is left of their score.
    let mut heap: BinaryHeap<Candidate> = (0..count)
        .filter(|&i| !joined[i] && !waits(i, &joined))
        .map(|index| Candidate { score: score[index], index })
        .collect();
    while let Some(Candidate { index, .. }) = heap.pop() {
        joined[index] = true;
        order.push(index);
        if index + 1 < count && !joined[index + 1] && measured.openings[index + 1].pronoun {
            heap.push(Candidate { score: score[index + 1], index: index + 1 });
        }
    }
    order
}

/// Orders by score, then by place, earlier first.
struct Candidate {
    score: f64,
    index: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.score.total_cmp(&other.score).then(other.index.cmp(&self.index))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}
