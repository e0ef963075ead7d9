//! Where each character of the analysis text stands in the source.

use crate::ByteSpan;

/// Characters at a regular pitch: `width` bytes each in the analysis text,
/// `length` bytes each in the source, their starts `pitch` bytes apart there.
///
/// Text that was left as it is makes one run of single bytes (all three are
/// 1), whatever its length; `面 建 设` makes a run of width 3, length 3, pitch 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    analysis: u32,
    source: u32,
    pitch: u16,
    length: u16,
    width: u8,
}

/// A monotone map from characters of the analysis text to the source, as runs.
#[derive(Clone, Debug, Default)]
pub(super) struct OffsetMap {
    runs: Vec<Run>,
    analysis_len: u32,
    source_len: u32,
}

impl OffsetMap {
    /// The map of a text that was not changed.
    pub(super) fn identity(len: usize) -> Self {
        let runs = vec![Run { analysis: 0, source: 0, pitch: 1, length: 1, width: 1 }];
        Self { runs, analysis_len: len as u32, source_len: len as u32 }
    }

    /// Where a span of the analysis text stands in the source, tightly. An
    /// empty span, or one of inserted characters alone, gives an empty span.
    pub(super) fn source_span(&self, span: ByteSpan) -> ByteSpan {
        let limit = self.analysis_len as usize;
        if span.is_empty() || span.start >= limit {
            let at = if span.start >= limit { self.source_len as usize } else { self.start(span.start) };
            return ByteSpan::new(at, at);
        }
        let start = self.start(span.start);
        ByteSpan::new(start, self.end(span.end.min(limit)).max(start))
    }

    /// The part of the analysis text whose characters lie in `span` of the source.
    pub(super) fn analysis_span(&self, span: ByteSpan) -> ByteSpan {
        let start = self.analysis_offset(span.start);
        ByteSpan::new(start, self.analysis_offset(span.end).max(start))
    }

    /// The first character of the analysis text that starts at or after a source offset.
    fn analysis_offset(&self, source: usize) -> usize {
        let after = self.runs.partition_point(|run| (run.source as usize) < source);
        let Some(before) = after.checked_sub(1) else { return 0 };
        let run = self.runs[before];
        let end = self.runs.get(after).map_or(self.analysis_len, |next| next.analysis) as usize;
        let count = (source - run.source as usize).div_ceil(usize::from(run.pitch).max(1));
        (run.analysis as usize + count * usize::from(run.width)).min(end)
    }

    fn start(&self, analysis: usize) -> usize {
        let run = self.run_at(analysis);
        run.source as usize + (analysis - run.analysis as usize) / usize::from(run.width) * usize::from(run.pitch)
    }

    fn end(&self, analysis: usize) -> usize {
        let last = analysis - 1;
        self.start(last) + usize::from(self.run_at(last).length)
    }

    fn run_at(&self, analysis: usize) -> Run {
        let next = self.runs.partition_point(|run| run.analysis as usize <= analysis);
        self.runs[next.saturating_sub(1)]
    }
}

/// Builds an [`OffsetMap`] character by character.
#[derive(Debug, Default)]
pub(super) struct MapBuilder {
    map: OffsetMap,
    /// Characters in the last run.
    count: u32,
    /// Source offset of the last character.
    last: u32,
}

impl MapBuilder {
    /// Adds the next character: `width` bytes in the analysis text, made from
    /// `length` bytes at `source`.
    pub(super) fn push(&mut self, width: usize, source: usize, length: usize) {
        let (width, source, length) = (width as u8, source as u32, length as u16);
        let analysis = self.map.analysis_len;
        let extends = match self.map.runs.last_mut() {
            Some(run) if run.width == 1 && run.pitch == 1 && run.length == 1 => {
                u16::from(width) == length && source == run.source + (analysis - run.analysis)
            }
            // A copied character followed by the next copied one: bytes from here on.
            Some(run)
                if self.count == 1
                    && u16::from(run.width) == run.length
                    && u16::from(width) == length
                    && source == self.last + u32::from(run.length) =>
            {
                (run.width, run.pitch, run.length) = (1, 1, 1);
                true
            }
            Some(run) if run.width == width && run.length == length => {
                let pitch = source - self.last;
                let first = self.count == 1 && pitch > 0 && pitch <= u32::from(u16::MAX);
                if first {
                    run.pitch = pitch as u16;
                }
                first || (self.count > 1 && pitch == u32::from(run.pitch))
            }
            _ => false,
        };
        if extends {
            self.count += 1;
        } else {
            self.map.runs.push(Run { analysis, source, pitch: length, length, width });
            self.count = 1;
        }
        self.last = source;
        self.map.analysis_len += u32::from(width);
    }

    /// The finished map of a source of `len` bytes.
    pub(super) fn finish(mut self, len: usize) -> OffsetMap {
        self.map.source_len = len as u32;
        self.map.runs.shrink_to_fit();
        self.map
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn regular_text_takes_one_run() {
        let mut spaced = MapBuilder::default();
        for at in 0..100 {
            spaced.push(3, at * 4, 3);
        }
        assert_eq!(spaced.finish(400).runs.len(), 1);
        let mut copied = MapBuilder::default();
        let mut at = 0;
        for width in [3, 3, 1, 4, 2, 3, 1] {
            copied.push(width, at, width);
            at += width;
        }
        assert_eq!(copied.finish(at).runs.len(), 1);
    }

    proptest! {
        /// The runs say exactly what a table with one entry per character says.
        #[test]
        fn runs_equal_the_table(chars in prop::collection::vec((1usize..5, prop_oneof![4 => 0usize..1, 1 => 0usize..6], 0usize..5, any::<bool>()), 1..60)) {
            let mut builder = MapBuilder::default();
            let mut table = Vec::new();
            let (mut analysis, mut source) = (0, 0);
            for (width, gap, length, copied) in chars {
                let length = if copied { width } else { length };
                source += gap;
                builder.push(width, source, length);
                table.push((analysis, analysis + width, source, source + length));
                analysis += width;
                source += length;
            }
            let map = builder.finish(source + 2);
            for (i, &(first, _, start, _)) in table.iter().enumerate() {
                for &(_, last, _, end) in &table[i..] {
                    prop_assert_eq!(map.source_span(ByteSpan::new(first, last)), ByteSpan::new(start, end.max(start)));
                }
            }
            for from in table.iter().flat_map(|entry| [entry.2, entry.3]) {
                let expected = table.iter().find(|entry| entry.2 >= from).map_or(analysis, |entry| entry.0);
                prop_assert_eq!(map.analysis_span(ByteSpan::new(from, source + 2)).start, expected, "from {}", from);
            }
        }
    }
}
