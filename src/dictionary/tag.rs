//! Part-of-speech tags.

use std::fmt;

/// A part-of-speech tag in jieba's notation (ICTCLAS): `n` noun, `nr` person,
/// `ns` place, `nt` organisation, `nz` other name, `v` verb, `vn` verbal noun,
/// `a` adjective, `d` adverb, `m` numeral, `eng` Latin, `x` other …
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    length: u8,
    bytes: [u8; Self::MAX_LENGTH],
}

impl Tag {
    /// The longest tag in bytes.
    pub const MAX_LENGTH: usize = 7;

    /// A tag from its notation; `None` unless it is 0 to 7 ASCII letters or digits.
    pub const fn new(notation: &str) -> Option<Self> {
        let source = notation.as_bytes();
        if source.len() > Self::MAX_LENGTH {
            return None;
        }
        let mut bytes = [0; Self::MAX_LENGTH];
        let mut i = 0;
        while i < source.len() {
            if !source[i].is_ascii_alphanumeric() {
                return None;
            }
            bytes[i] = source[i];
            i += 1;
        }
        Some(Self { length: source.len() as u8, bytes })
    }

    /// The notation.
    pub fn as_str(&self) -> &str {
        // Only ASCII ever gets in.
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }

    /// Whether the notation begins with `prefix`: `n` covers every kind of noun.
    pub fn is(&self, prefix: &str) -> bool {
        self.as_str().starts_with(prefix)
    }
}

impl Default for Tag {
    /// `x`, anything else.
    fn default() -> Self {
        const { Self::new("x").unwrap() }
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
