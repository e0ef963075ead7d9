//! Sorting in one place: std's sorts are compiled anew for every type and
//! every order they are called with, four to eight kilobytes of wasm each.

/// Sorts `items` by a number made of each; items of the same number keep their order.
pub(crate) fn sort_by_key<T>(items: &mut [T], key: impl FnMut(&T) -> u64) {
    let mut order: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    radix_sort(&mut order);
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
    let mut keys: Vec<(u64, u32)> = pairs.iter().map(|&(first, second)| (pair(first, second), 0)).collect();
    radix_sort(&mut keys);
    for (pair, (key, _)) in pairs.iter_mut().zip(keys) {
        *pair = ((key >> 32) as u32, key as u32);
    }
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
const FEW: usize = 48;

/// By radix, a byte of the key at a time from the lowest: a merge's comparisons cannot be predicted, and took a third of the
/// time of choosing keywords.
fn radix_sort(list: &mut Vec<(u64, u32)>) {
    if list.len() <= FEW {
        for end in 1..list.len() {
            let mut at = end;
            while at > 0 && list[at].0 < list[at - 1].0 {
                list.swap(at, at - 1);
                at -= 1;
            }
        }
        return;
    }
    let varying = list.iter().fold(0, |varying, (key, _)| varying | (key ^ list[0].0));
    let mut sorted = vec![(0, 0); list.len()];
    for shift in (0..64).step_by(8).filter(|shift| varying >> shift & 0xff != 0) {
        let digit = |key: u64| (key >> shift & 0xff) as usize;
        let mut places = [0u32; 256];
        for (key, _) in &*list {
            places[digit(*key)] += 1;
        }
        let mut next = 0;
        for place in &mut places {
            next += std::mem::replace(place, next);
        }
        for item in &*list {
            let place = &mut places[digit(item.0)];
            sorted[*place as usize] = *item;
            *place += 1;
        }
        std::mem::swap(list, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Few keys, so that equal ones are common, that differ in any of their bytes, and lengths on both sides of `FEW`.
        #[test]
        fn sorts_as_std_does_and_keeps_equals_in_order(keys in prop::collection::vec((0u64..5, 0u32..64), 0..200)) {
            let mut items: Vec<(u64, usize)> = keys.into_iter().map(|(key, shift)| key << shift).zip(0..).collect();
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
