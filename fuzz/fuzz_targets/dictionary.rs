//! Any bytes: refused with an error, or read and used without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tiyao::{Dictionary, dictionary::seal, options::SegmentMode, segment::Segmenter};

fuzz_target!(|bytes: &[u8]| {
    let _ = Dictionary::from_bytes(bytes.to_vec());
    // With length and checksum mended, so that the fuzzer gets past them.
    let mut bytes = bytes.to_vec();
    seal(&mut bytes);
    let Ok(dictionary) = Dictionary::from_bytes(bytes) else { return };
    for word in ["的", "我们", "发展", "a", "𠮷"] {
        let _ = dictionary.lookup(word);
    }
    let mut segmenter = Segmenter::new(dictionary);
    let text = "我们的发展新质生产力，ABC 12.5% 𠮷野家";
    let tokens = segmenter.segment(text, SegmentMode::Exact, true);
    assert_eq!(tokens.iter().map(|token| token.span.of(text)).collect::<String>(), text);
});
