//! Sorting in one place: std's sorts are compiled anew for every type and
//! every order they are called with, four to eight kilobytes of wasm each.

/// Sorts `items` by a number made of each; items of the same number keep their order.
pub(crate) fn sort_by_key<T>(items: &mut [T], key: impl FnMut(&T) -> u64) {
    let mut order: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    merge_sort(&mut order);
    // `order[at].1` says whose place `at` is. Each cycle of swaps is walked once.
    for start in 0..items.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at].1, at as u32) as usize;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Sorts pairs: by the first number, then by the second.
pub(crate) fn sort_pairs(pairs: &mut [(u32, u32)]) {
    sort_by_key(pairs, |&(first, second)| pair(first, second));
}

/// A key that orders by `first`, then by `second`.
pub(crate) fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// A key that orders as [`f64::total_cmp`] does.
pub(crate) fn rising(value: f64) -> u64 {
    let bits = value.to_bits();
    if value.is_sign_negative() { !bits } else { bits | 1 << 63 }
}

/// A key for the reverse of [`rising`].
pub(crate) fn falling(value: f64) -> u64 {
    !rising(value)
}

/// As many are put in order by insertion.
const RUN: usize = 12;

fn merge_sort(list: &mut Vec<(u64, u32)>) {
    for run in list.chunks_mut(RUN) {
        for end in 1..run.len() {
            let mut at = end;
            while at > 0 && run[at].0 < run[at - 1].0 {
                run.swap(at, at - 1);
                at -= 1;
            }
        }
    }
    let count = list.len();
    let mut width = RUN;
    let mut merged = Vec::with_capacity(if count > width { count } else { 0 });
    while width < count {
        merged.clear();
        for runs in list.chunks(2 * width) {
            let (mut left, mut right) = runs.split_at(width.min(runs.len()));
            while let ([one, rest_left @ ..], [other, rest_right @ ..]) = (left, right) {
                if other.0 < one.0 {
                    merged.push(*other);
                    right = rest_right;
                } else {
                    merged.push(*one);
                    left = rest_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(list, &mut merged);
        width *= 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Few keys, so that equal ones are common, and lengths on both sides of every run's.
        #[test]
        fn sorts_as_std_does_and_keeps_equals_in_order(keys in prop::collection::vec(0u64..40, 0..200)) {
            let mut items: Vec<(u64, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|&(key, _)| key);
            sort_by_key(&mut items, |&(key, _)| key);
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn numbers_lie_as_total_cmp_has_them(one in any::<f64>(), other in any::<f64>()) {
            prop_assert_eq!(rising(one).cmp(&rising(other)), one.total_cmp(&other));
            prop_assert_eq!(falling(one).cmp(&falling(other)), other.total_cmp(&one));
        }
    }
}
