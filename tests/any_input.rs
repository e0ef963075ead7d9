//! No input makes the crate panic, and what it answers can be used: random bytes, random characters of the kinds that
//! repairs look for, any title, hints and options.

use std::sync::{LazyLock, Mutex};

use proptest::prelude::*;
use tiyao::{
    AnalyzeOptions, Analyzer, Dictionary, SegmentOptions, Utf16Span,
    analysis::Input,
    options::{BlockBorder, BlockHint, KeywordOptions, RepairOptions, SegmentMode, SummaryBudget, SummaryOptions},
};

const DICT: &str =
    "发展 900 vn\n新质 3 n\n生产力 300 n\n研究 9000 vn\n研究生 800 n\n生命 5000 n\n记者 400 n\nAI 30 eng\n";

static ANALYZER: LazyLock<Mutex<Analyzer>> = LazyLock::new(|| {
    Mutex::new(Analyzer::new(Dictionary::from_jieba_text(DICT, "发展 4.2\n生产力 6.1\n").expect("a dictionary")))
});

/// Bytes as they may come from a file of another encoding, and characters near the edges that the code knows.
fn text() -> impl Strategy<Value = String> {
    let bytes =
        proptest::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let words = proptest::sample::select(vec![
        "发展",
        "新质生产力",
        "研究生命",
        "記者",
        "。",
        "！？",
        "”",
        "“",
        "（",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\u{3000}",
        "\u{200b}",
        "\u{feff}",
        "# ",
        "- ",
        "**",
        "[",
        "](http://a",
        ")",
        "|",
        "```",
        "一、",
        "第一章",
        "……",
        "１０",
        "AI",
        "3.5%",
        "𠮷",
        "👨\u{200d}👩",
        "\0",
        "\u{10ffff}",
        "ａ",
        ";",
        "，",
    ]);
    let pieces = proptest::collection::vec(words, 0..120).prop_map(|pieces| pieces.concat());
    prop_oneof![bytes, pieces, any::<String>()]
}

fn repairs() -> impl Strategy<Value = RepairOptions> {
    any::<[bool; 7]>().prop_map(|[lines, spaces, width, punctuation, invisible, markdown, script]| RepairOptions {
        lines,
        spaces,
        width,
        punctuation,
        invisible,
        markdown,
        script,
    })
}

fn within(spans: impl IntoIterator<Item = Utf16Span>, length: u32) -> bool {
    spans.into_iter().all(|span| span.start < span.end && span.end <= length)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_text_can_be_cut(
        text in text(), repair in repairs(), hmm: bool, tags: bool,
        mode in proptest::sample::select(vec![SegmentMode::Exact, SegmentMode::Search, SegmentMode::All]),
    ) {
        let mut analyzer = ANALYZER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let length = text.encode_utf16().count() as u32;
        let answer = analyzer.segment(&text, &SegmentOptions { mode, hmm, tags, repair }).expect("an answer");
        prop_assert!(within(answer.spans.iter().copied(), length));
        prop_assert_eq!(answer.tags.len(), if tags { answer.spans.len() } else { 0 });
        if mode == SegmentMode::Exact {
            prop_assert!(answer.spans.windows(2).all(|pair| pair[0].end == pair[1].start));
            prop_assert_eq!(answer.spans.last().map_or(0, |span| span.end), length);
        }
    }

    #[test]
    fn every_text_can_be_analysed(
        text in text(), title in proptest::option::of(text()), repair in repairs(), own in text(),
        hints in proptest::option::of(proptest::collection::vec((0u32..400, 0u32..400, 0u8..9), 0..6)), limit in 0usize..60,
        budget in prop_oneof![
            Just(SummaryBudget::Auto), (0usize..5).prop_map(SummaryBudget::Sentences), (0usize..200).prop_map(SummaryBudget::Chars),
            (0.0..=1.0f64).prop_map(SummaryBudget::Ratio)],
    ) {
        let mut analyzer = ANALYZER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let hints: Option<Vec<BlockHint>> = hints.map(|hints| {
            let border = |level| [BlockBorder::Firm, BlockBorder::Line, BlockBorder::EmptyLine][usize::from(level) % 3];
            let hint = |(start, end, level)| BlockHint { start, end, kind: None, level, border: border(level) };
            hints.into_iter().map(hint).collect()
        });
        let options = AnalyzeOptions {
            keywords: KeywordOptions { limit, pinned: vec![own.clone()], stop_words: vec![own], ..KeywordOptions::default() },
            summary: SummaryOptions { budget, own: Some(text.clone()) },
            repair,
        };
        let input = Input { text: &text, title: title.as_deref(), blocks: hints.as_deref() };
        let analysis = analyzer.analyze(input, &options).expect("an answer");
        let length = text.encode_utf16().count() as u32;
        for keyword in &analysis.keywords {
            prop_assert!(within(keyword.spans.iter().copied(), length), "{:?}", keyword);
            prop_assert!((0.0..=1.0).contains(&keyword.score));
        }
        let sentences: Vec<Utf16Span> =
            analysis.sentences.iter().map(|it| Utf16Span { start: it.start, end: it.end }).collect();
        prop_assert!(within(sentences, length));
        prop_assert!(analysis.summary.iter().all(|&index| analysis.sentences[index].rank.is_some()));
        prop_assert!(analysis.summary.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn any_words_can_be_added() {
    let analyzer = Mutex::new(Analyzer::new(Dictionary::from_jieba_text(DICT, "").expect("a dictionary")));
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    runner
        .run(&text(), |words| {
            let mut analyzer = analyzer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            analyzer.add_words(&words);
            let answer = analyzer.segment("研究生命的起源，发展新质生产力。", &SegmentOptions::default());
            prop_assert_eq!(answer.expect("an answer").spans.last().map(|span| span.end), Some(16));
            Ok(())
        })
        .expect("no words break the analyzer");
}
