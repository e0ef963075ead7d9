//! One sentence for each section: a readable outline.

use crate::{
    document::{BlockKind, Document},
    summary::{RankedSentence, Section, cues},
};

/// The sections of `document`, in text order; none where it has no headings.
#[inline(never)]
pub fn sections(document: &Document, ranking: &[RankedSentence]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut sentence = 0;
    for (number, block) in document.blocks.iter().enumerate() {
        if block.kind != BlockKind::Heading {
            continue;
        }
        let next = document.blocks[number + 1..]
            .iter()
            .position(|block| block.kind == BlockKind::Heading)
            .map_or(document.blocks.len(), |at| number + 1 + at);
        while document.sentences.get(sentence).is_some_and(|it| it.block <= number) {
            sentence += 1;
        }
        let first = sentence;
        while document.sentences.get(sentence).is_some_and(|it| it.block < next) {
            sentence += 1;
        }
        // By rank; what cannot stand alone only if there is nothing else.
        let speaker = (first..sentence)
            .filter_map(|index| {
                let text = document.sentences[index].span.of(&document.text);
                let leans = (index > first && cues::opening(text).pronoun) || text.ends_with(['：', ':']);
                Some((leans, ranking[index].rank?, index))
            })
            .min()
            .map(|(_, _, index)| index);
        sections.push(Section { heading: block.span, level: block.level.max(1), sentence: speaker });
    }
    sections
}

/// The number of the section of each sentence, from 0.
pub fn numbers(document: &Document, sentences: &[usize]) -> Vec<usize> {
    let block = |at: usize| document.sentences[sentences[at]].block;
    let mut number = 0;
    (0..sentences.len())
        .map(|at| {
            number += usize::from(at > 0 && parts(document, block(at - 1), block(at)));
            number
        })
        .collect()
}

/// Whether another section begins between the blocks: behind a heading, or behind the byline that ends one of several
/// pieces of a collection (（作者系…）).
pub fn parts(document: &Document, from: usize, to: usize) -> bool {
    document.blocks[from..to].iter().any(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Byline))
}
