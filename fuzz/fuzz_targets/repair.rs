//! Repair takes any text with any options and hints, and maps every character back in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tiyao::{
    ByteSpan,
    options::{BlockBorder, BlockHint, RepairOptions},
    repair::repair,
};

fuzz_target!(|input: (u8, Vec<(u16, u16)>, String)| {
    let (switches, hints, source) = input;
    let on = |bit: u8| switches & 1 << bit != 0;
    let options = RepairOptions {
        lines: on(0),
        spaces: on(1),
        width: on(2),
        punctuation: on(3),
        invisible: on(4),
        markdown: on(5),
        script: on(6),
    };
    let hints: Vec<BlockHint> = hints
        .into_iter()
        .map(|(start, length)| BlockHint {
            start: start.into(),
            end: u32::from(start) + u32::from(length),
            kind: None,
            level: 0,
            border: [BlockBorder::Firm, BlockBorder::EmptyLine, BlockBorder::Line][usize::from(length) % 3],
        })
        .collect();
    let repaired = repair(&source, on(7).then_some(&hints[..]), &options);
    if options == RepairOptions::none() {
        assert_eq!(repaired.text, source);
    }
    let mut end = 0;
    for (at, c) in repaired.text.char_indices() {
        let span = repaired.source_span(ByteSpan::new(at, at + c.len_utf8()));
        assert!(span.start >= end && span.end >= span.start);
        assert!(source.get(span.start..span.end).is_some());
        end = span.end;
    }
    let mut end = 0;
    for block in &repaired.blocks {
        assert!(block.span.start >= end && block.span.end <= repaired.text.len());
        repaired.surface(&source, block.span);
        end = block.span.end;
    }
});
