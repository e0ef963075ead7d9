//! Spans and the conversion between their units.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Half-open range of UTF-8 byte offsets. Which text it refers to is said
/// where it is stored: the analysis text everywhere but in [`crate::repair`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ByteSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl ByteSpan {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The slice of `text`.
    ///
    /// # Panics
    /// When the span does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

impl From<Range<usize>> for ByteSpan {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Half-open range of UTF-16 code units of the text as it was given: what
/// `String.prototype.slice` takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Utf16Span {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// Converts byte offsets of one text to UTF-16 offsets.
///
/// Offsets asked for in rising order cost one pass over the text in all; a
/// step back starts that pass anew from the nearest checkpoint, so any order
/// is correct and no order is quadratic.
#[derive(Debug)]
pub struct Utf16Offsets<'t> {
    text: &'t str,
    /// UTF-16 offset at each multiple of `STRIDE` bytes (rounded down to a character).
    checkpoints: Vec<(usize, u32)>,
    byte: usize,
    utf16: u32,
}

const STRIDE: usize = 1024;

impl<'t> Utf16Offsets<'t> {
    /// A converter for `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, checkpoints: vec![(0, 0)], byte: 0, utf16: 0 }
    }

    /// The UTF-16 offset of byte offset `byte`, which is rounded down to a
    /// character boundary and to the length of the text.
    pub fn utf16(&mut self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if byte < self.byte {
            let at = self.checkpoints.partition_point(|&(b, _)| b <= byte) - 1;
            (self.byte, self.utf16) = self.checkpoints[at];
        }
        let bytes = self.text.as_bytes();
        // In variables of its own: this loop sees every character of a text.
        let (mut at, mut utf16) = (self.byte, self.utf16);
        let mut next_checkpoint = self.checkpoints.len() * STRIDE;
        while at < byte {
            let lead = bytes[at];
            let width = if lead < 0x80 { 1 } else { 2 + usize::from(lead >= 0xe0) + usize::from(lead >= 0xf0) };
            if at + width > byte {
                break;
            }
            at += width;
            utf16 += 1 + u32::from(width == 4);
            if at >= next_checkpoint {
                self.checkpoints.push((at, utf16));
                next_checkpoint += STRIDE;
            }
        }
        (self.byte, self.utf16) = (at, utf16);
        utf16
    }

    /// Both ends of `span`.
    pub fn span(&mut self, span: ByteSpan) -> Utf16Span {
        // Mostly the span goes on where the last one ended.
        let start = if span.start == self.byte { self.utf16 } else { self.utf16(span.start) };
        Utf16Span { start, end: self.utf16(span.end) }
    }
}

/// The byte offset of each UTF-16 offset in `offsets`, which must rise.
/// Offsets past the end, or inside a surrogate pair, are rounded down.
pub fn byte_offsets(text: &str, offsets: &[u32]) -> Vec<usize> {
    let mut chars = text.char_indices();
    let mut next = chars.next();
    let mut utf16 = 0u32;
    offsets
        .iter()
        .map(|&wanted| {
            while let Some((_, c)) = next {
                if utf16 + c.len_utf16() as u32 > wanted {
                    break;
                }
                utf16 += c.len_utf16() as u32;
                next = chars.next();
            }
            next.map_or(text.len(), |(byte, _)| byte)
        })
        .collect()
}
