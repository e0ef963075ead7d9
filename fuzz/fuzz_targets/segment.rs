//! Any text and any user dictionary: the tokens concatenate to the text, in every mode spans are slices of it.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use tiyao::{
    Dictionary,
    dictionary::{Tier, build},
    options::SegmentMode,
    segment::Segmenter,
};

const DICTIONARY: &str = "我们 300 r\n发展 80 vn\n新质 3 n\n生产力 40 n\n生产 90 v\n的 5000 uj\n高 20 a\n质量 60 n\n\
    高质量 5 n\n中国 400 ns\n𠮷野家 3 nz\nC++ 3 nz\nAT&T 3 nz\n一 900 m\n一个 700 m\n";

fuzz_target!(|input: (&str, &str)| {
    let (words, text) = input;
    static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
    let packed = PACKED.get_or_init(|| build(DICTIONARY, "发展 4.5\n", Tier::Full).expect("a sound dictionary"));
    let dictionary = Dictionary::from_bytes(&packed[..]).expect("what was built");
    let mut segmenter = Segmenter::new(dictionary);
    let before = segmenter.spans(text, SegmentMode::Exact, true);
    let report = segmenter.add_words(words);
    for hmm in [true, false] {
        let spans = segmenter.spans(text, SegmentMode::Exact, hmm);
        assert_eq!(spans.iter().map(|span| span.of(text)).collect::<String>(), text);
        for span in segmenter.spans(text, SegmentMode::Search, hmm) {
            let _ = span.of(text);
        }
    }
    for token in segmenter.segment(text, SegmentMode::All, true) {
        let _ = token.span.of(text);
    }
    if report.added == 0 {
        assert_eq!(segmenter.spans(text, SegmentMode::Exact, true), before);
    }
});
