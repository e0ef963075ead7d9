//! What to paint: spans that do not fight each other.
//!
//! Two keywords can claim the same characters: 生产力 and 绿色生产力, or 数字经济
//! and 经济体制 in 数字经济体制. Painted over each other neither can be read, and
//! stepping through one would stop inside the other. So every character belongs
//! to one keyword at most: the longest claim has it, of equal ones that of the
//! better keyword, then the earlier. A claim is kept whole or not at all.

use crate::{
    ByteSpan,
    order::{pair, sort_by_key},
};

/// Drops from `places` (one list a keyword, best keyword first, each in text
/// order) the spans that lose their characters to another keyword's.
pub fn resolve(places: &mut [Vec<ByteSpan>]) {
    let mut claims: Vec<(ByteSpan, usize)> =
        places.iter().enumerate().flat_map(|(keyword, spans)| spans.iter().map(move |&span| (span, keyword))).collect();
    // Claims of equal place stay in the order of their keywords.
    sort_by_key(&mut claims, |&(span, _)| pair(span.start as u32, span.end as u32));
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
        sort_by_key(group, |&(span, keyword)| pair(u32::MAX - span.len() as u32, keyword as u32));
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
    sort_by_key(&mut kept, |&(span, _)| span.start as u64);
    for (span, keyword) in kept {
        places[keyword].push(span);
    }
}
