//! What to paint: spans that do not fight each other.
//!
//! Two keywords can claim the same characters: 生产力 and 绿色生产力, or 数字经济
//! and 经济体制 in 数字经济体制. Painted over each other neither can be read, and
//! stepping through one would stop inside the other. So every character belongs
//! to one keyword at most: the longest claim has it, of equal ones that of the
//! better keyword, then the earlier. A claim is kept whole or not at all.

use crate::ByteSpan;

/// Drops from `places` (one list a keyword, best keyword first, each in text
/// order) the spans that lose their characters to another keyword's.
pub fn resolve(places: &mut [Vec<ByteSpan>]) {
    let mut claims: Vec<(ByteSpan, usize)> =
        places.iter().enumerate().flat_map(|(keyword, spans)| spans.iter().map(move |&span| (span, keyword))).collect();
    claims.sort_unstable_by_key(|&(span, keyword)| (span.start, span.end, keyword));
    let mut kept: Vec<(ByteSpan, usize)> = Vec::with_capacity(claims.len());
    let mut from = 0;
    while from < claims.len() {
        // Claims that touch each other, directly or through others.
        let mut end = claims[from].0.end;
        let mut to = from + 1;
        while to < claims.len() && claims[to].0.start < end {
            end = end.max(claims[to].0.end);
            to += 1;
        }
        let first = kept.len();
        let group = &mut claims[from..to];
        group.sort_unstable_by_key(|&(span, keyword)| (usize::MAX - span.len(), keyword, span.start));
        for &(span, keyword) in group.iter() {
            if kept[first..].iter().all(|(other, _)| !other.overlaps(span)) {
                kept.push((span, keyword));
            }
        }
        from = to;
    }
    for spans in places.iter_mut() {
        spans.clear();
    }
    kept.sort_unstable_by_key(|&(span, _)| span.start);
    for (span, keyword) in kept {
        places[keyword].push(span);
    }
}
