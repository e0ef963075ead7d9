//! The content words of each sentence as sparse vectors.

use crate::{
    document::{Document, Sentence, Token},
    hash::FastMap,
    order::sort_by_key,
    word_char::is_word_char,
};

/// idf of a word that the table lacks: such words are rare or new, and new
/// words are what a text is about.
const UNKNOWN_IDF: f64 = 10.0;

/// A sparse vector: term numbers in rising order, each with its weight.
pub type Vector = Vec<(usize, f64)>;

/// The terms of a text, sentence by sentence.
#[derive(Debug, Default)]
pub struct Terms {
    /// One vector per sentence asked for, each weight the term's idf.
    pub sentences: Vec<Vector>,
    /// The terms of the title, if any of them stands in the text.
    pub title: Vector,
    /// Sum of the idf of all terms of the title, in the text or not.
    pub title_mass: f64,
    /// In how many of the sentences each term occurs.
    pub sentence_count: Vec<usize>,
    /// idf of each term.
    pub idf: Vec<f64>,
}

impl Terms {
    /// Reads the terms of `sentences` and of the title.
    #[inline(never)]
    pub fn read(document: &Document, sentences: &[&Sentence]) -> Self {
        let mut terms = Self::default();
        let mut numbers: FastMap<&str, usize> = FastMap::default();
        for sentence in sentences {
            let mut vector = Vector::new();
            for token in &document.tokens[sentence.tokens.0..sentence.tokens.1] {
                let Some(weight) = weight(token, document.word(token)) else { continue };
                let next = numbers.len();
                let number = *numbers.entry(document.word(token)).or_insert(next);
                if number == next {
                    terms.idf.push(weight);
                    terms.sentence_count.push(0);
                }
                vector.push((number, weight));
            }
            sort_by_key(&mut vector, |&(number, _)| number as u64);
            vector.dedup_by_key(|&mut (number, _)| number);
            for &(number, _) in &vector {
                terms.sentence_count[number] += 1;
            }
            terms.sentences.push(vector);
        }
        if let Some(title) = &document.title {
            for token in &title.tokens {
                let word = token.span.of(&title.text);
                let Some(weight) = weight(token, word) else { continue };
                terms.title_mass += weight;
                if let Some(&number) = numbers.get(word) {
                    terms.title.push((number, weight));
                }
            }
            sort_by_key(&mut terms.title, |&(number, _)| number as u64);
            terms.title.dedup_by_key(|&mut (number, _)| number);
        }
        terms
    }

    /// How many different terms there are.
    pub fn len(&self) -> usize {
        self.idf.len()
    }
}

/// What a token weighs as a term; `None` for a function word, a number, a mark.
pub fn weight(token: &Token, word: &str) -> Option<f64> {
    let tag = token.tag.as_str();
    let share = match tag.as_bytes().first() {
        Some(b'n' | b'j' | b'l' | b'i') => 1.0,
        Some(b'v') => 0.7,
        Some(b'a' | b's' | b'b' | b'z') => 0.7,
        Some(b'e') if tag == "eng" => 1.0,
        Some(b'x') if !token.known => 1.0,
        _ => return None,
    };
    let mut chars = word.chars().filter(|&c| is_word_char(c));
    chars.next()?;
    chars.next()?;
    if word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'%') {
        return None;
    }
    Some(share * token.idf.map_or(UNKNOWN_IDF, f64::from))
}

/// Length of a vector.
pub fn norm(vector: &Vector) -> f64 {
    vector.iter().map(|&(_, weight)| weight * weight).sum::<f64>().sqrt()
}

/// Cosine of two vectors; 0 if one is empty.
pub fn cosine(a: &Vector, b: &Vector) -> f64 {
    let (mut i, mut j, mut dot) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    let norms = norm(a) * norm(b);
    if norms > 0.0 { dot / norms } else { 0.0 }
}

/// A growing sum of vectors that knows its own length.
#[derive(Clone, Debug)]
pub struct Mass {
    weights: Vec<f64>,
    square: f64,
}

impl Mass {
    /// The empty sum over `terms` terms.
    pub fn new(terms: usize) -> Self {
        Self { weights: vec![0.0; terms], square: 0.0 }
    }

    /// Adds `vector`, `times` times (-1 takes it away).
    pub fn add(&mut self, vector: &Vector, times: f64) {
        for &(number, weight) in vector {
            let old = self.weights[number];
            let new = old + times * weight;
            self.square += new * new - old * old;
            self.weights[number] = new;
        }
    }

    /// Cosine of the sum and `vector`.
    pub fn cosine(&self, vector: &Vector) -> f64 {
        let dot: f64 = vector.iter().map(|&(number, weight)| weight * self.weights[number]).sum();
        let norms = norm(vector) * self.square.max(0.0).sqrt();
        if norms > 1e-9 { (dot / norms).clamp(0.0, 1.0) } else { 0.0 }
    }
}
