//! A damaged dictionary is refused with an error that names the damage; no bytes make the reader panic.

use proptest::prelude::*;
use tiyao::{
    Dictionary, Error,
    dictionary::{Tier, build, seal},
    options::SegmentMode,
    segment::Segmenter,
};

const DICT: &str = "我们 300 r\n发展 80 vn\n发展中国家 3 n\n生产力 40 n\n生产 90 v\n的 5000 uj\n中国 400 ns\n𠮷野家 3 nz\nC++ 3 nz\n一 900 m\n";
const IDF: &str = "发展 4.5\n生产力 7.25\n中国 3.1\n";

fn sound() -> Vec<u8> {
    build(DICT, IDF, Tier::Full).expect("a dictionary")
}

fn reason(bytes: Vec<u8>) -> String {
    match Dictionary::from_bytes(bytes) {
        Err(Error::CorruptDictionary { reason }) => reason,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

/// Uses whatever the reader lets pass.
fn exercise(bytes: Vec<u8>) {
    let Ok(dictionary) = Dictionary::from_bytes(bytes) else { return };
    for word in ["的", "发展中国家", "𠮷野家", "C++", "不在"] {
        let _ = dictionary.lookup(word);
    }
    let text = "我们的发展中国家生产力，C++ 一𠮷野家";
    let tokens = Segmenter::new(dictionary).segment(text, SegmentMode::Exact, true);
    assert_eq!(tokens.iter().map(|token| token.span.of(text)).collect::<String>(), text);
}

#[test]
fn same_input_same_bytes() {
    let reversed: String = DICT.lines().rev().map(|line| format!("{line}\n")).collect();
    assert_eq!(build(DICT, IDF, Tier::Full), build(&reversed, IDF, Tier::Full));
    assert_eq!(build(DICT, IDF, Tier::Standard), build(DICT, IDF, Tier::Standard));
}

#[test]
fn every_word_is_found_with_what_was_said_of_it() {
    let dictionary = Dictionary::from_bytes(sound()).expect("a dictionary");
    assert_eq!(dictionary.word_count(), 10);
    assert_eq!(dictionary.total_frequency(), 6819);
    for line in DICT.lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let entry = dictionary.lookup(parts[0]).unwrap_or_else(|| panic!("{} is missing", parts[0]));
        assert_eq!((entry.frequency.to_string().as_str(), entry.tag.as_str()), (parts[1], parts[2]));
    }
    // Idf is kept to half a nat.
    assert_eq!(dictionary.lookup("发展").and_then(|entry| entry.idf), Some(4.5));
    assert_eq!(dictionary.lookup("生产力").and_then(|entry| entry.idf), Some(7.5));
    assert_eq!(dictionary.lookup("我们").and_then(|entry| entry.idf), None);
    for absent in ["", "发", "发展中", "展", "C", "\0\0", "𠮷"] {
        assert_eq!(dictionary.lookup(absent), None, "{absent:?}");
    }
}

#[test]
fn damage_is_named() {
    assert!(reason(Vec::new()).contains("mark"));
    assert!(reason(b"<!doctype html>".to_vec()).contains("mark"));
    let bytes = sound();
    for length in 8..bytes.len() {
        let reason = reason(bytes[..length].to_vec());
        assert!(reason.contains("bytes where") || reason.contains("inside the header"), "{reason}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(reason(longer).contains("bytes where"));
    let mut newer = bytes.clone();
    newer[8] += 1;
    assert!(matches!(
        Dictionary::from_bytes(newer),
        Err(Error::UnsupportedDictionaryVersion { found, supported }) if found == supported + 1
    ));
    // Every single flipped bit past the header fields is caught by the checksum.
    for at in 24..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(reason(flipped).contains("checksum"), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn source_lines_that_cannot_be_read_are_named() {
    for (dict, idf, line) in [("一 1 m\n二 x m\n", "", 2), ("一 1 名词\n", "", 1), ("一 1 m\n", "一 0\n二 NaN\n", 2)]
    {
        assert!(
            matches!(build(dict, idf, Tier::Full), Err(Error::InvalidDictionaryLine { line: found, .. }) if found == line),
            "{dict:?} {idf:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        exercise(bytes);
    }

    /// Damage behind a mended checksum: every index must be checked by itself.
    #[test]
    fn damage_with_a_matching_checksum(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in prop::option::of(any::<prop::sample::Index>())) {
        let mut bytes = sound();
        for (at, value) in changes {
            let at = 24 + at.index(bytes.len() - 24);
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        seal(&mut bytes);
        exercise(bytes);
    }
}
