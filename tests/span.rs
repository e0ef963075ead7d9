//! Units: bytes inside, UTF-16 code units outside.

use proptest::prelude::*;
use tiyao::{
    ByteSpan,
    span::{Utf16Offsets, byte_offsets},
};

fn text() -> impl Strategy<Value = String> {
    let c =
        prop_oneof![Just('a'), Just('é'), Just('海'), Just('𠮷'), Just('😀'), Just('\r'), Just('\n'), any::<char>()];
    // Longer than one stride between checkpoints, so that steps back meet several.
    prop::collection::vec(c, 0..3_000).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// In whatever order they are asked for, offsets are those that a count from the start gives.
    #[test]
    fn utf16_offsets_are_right_in_any_order(text in text(), asked in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
        let mut offsets = Utf16Offsets::new(&text);
        for index in asked {
            let byte = index.index(text.len() + 1);
            let floor = (0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            prop_assert_eq!(offsets.utf16(byte) as usize, text[..floor].encode_utf16().count());
        }
        prop_assert_eq!(offsets.utf16(usize::MAX) as usize, text.encode_utf16().count());
    }

    /// A span of characters slices the same text out of the string as JavaScript has it.
    #[test]
    fn slices_agree(text in text(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (starts[a.index(starts.len())], starts[b.index(starts.len())]);
        let span = ByteSpan::new(a.min(b), a.max(b));
        let utf16 = Utf16Offsets::new(&text).span(span);
        let units: Vec<u16> = text.encode_utf16().collect();
        let slice = String::from_utf16(&units[utf16.start as usize..utf16.end as usize]).unwrap();
        prop_assert_eq!(slice, span.of(&text));
    }

    /// Back to bytes; an offset inside a surrogate pair is rounded down, one past the end to the end.
    #[test]
    fn byte_offsets_invert_utf16(text in text(), mut asked in prop::collection::vec(0u32..4_000, 0..50)) {
        asked.sort_unstable();
        let bytes = byte_offsets(&text, &asked);
        let mut offsets = Utf16Offsets::new(&text);
        for (&unit, &byte) in asked.iter().zip(&bytes) {
            prop_assert!(text.is_char_boundary(byte));
            let back = offsets.utf16(byte);
            let end = text.encode_utf16().count() as u32;
            let pair = text[byte..].chars().next().is_some_and(|c| c.len_utf16() == 2 && back + 1 == unit);
            prop_assert!(back == unit || pair || unit > end && byte == text.len(), "{} → {} → {}", unit, byte, back);
        }
    }
}
