//! Search mode: the shorter words inside a token, before it.

use crate::ByteSpan;

/// Hands `emit` the parts of the token at `span` that stand on their own, and then the token.
pub(super) fn split(text: &str, span: ByteSpan, is_word: impl Fn(&str) -> bool, emit: &mut dyn FnMut(ByteSpan)) {
    let word = span.of(text);
    let is_joint = |byte: u8| matches!(byte, b'.' | b'_' | b'-');
    if word.bytes().any(is_joint) {
        let mut start = span.start;
        for part in word.as_bytes().split(|&byte| is_joint(byte)) {
            // A number or a single character is not what one searches for.
            if part.len() >= 2 && part.iter().any(u8::is_ascii_alphabetic) {
                emit(ByteSpan::new(start, start + part.len()));
            }
            start += part.len() + 1;
        }
    }
    for length in [2, 3] {
        let mut ends = word.char_indices().map(|(offset, _)| offset).chain([word.len()]).skip(length);
        // The token itself is no part of it.
        if ends.clone().nth(1).is_none() && ends.clone().next() == Some(word.len()) {
            break;
        }
        for (start, _) in word.char_indices() {
            let Some(end) = ends.next() else { break };
            if is_word(&word[start..end]) {
                emit(ByteSpan::new(span.start + start, span.start + end));
            }
        }
    }
    emit(span);
}
