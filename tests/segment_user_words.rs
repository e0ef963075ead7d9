//! The user's words behave as in jieba-rs with the whole dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use jieba_source::JiebaSource;
use proptest::prelude::*;
use tiyao::{Dictionary, dictionary::Tag, options::SegmentMode, segment::Segmenter};

static SOURCE: LazyLock<JiebaSource> = LazyLock::new(|| JiebaSource::read().expect("jieba's data"));
/// A part of the dictionary, so that many of them can be built.
static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| SOURCE.dict.lines().step_by(600).collect());

fn jieba(lines: &[&str]) -> Jieba {
    Jieba::with_dict(&mut lines.join("\n").as_bytes()).expect("a dictionary")
}

fn ours(lines: &[&str]) -> Segmenter {
    Segmenter::new(Dictionary::from_jieba_text(&lines.join("\n"), "").expect("a dictionary"))
}

fn assert_equal(ours: &mut Segmenter, jieba: &Jieba, text: &str) {
    for hmm in [true, false] {
        for mode in [SegmentMode::Exact, SegmentMode::Search, SegmentMode::All] {
            let expected = match mode {
                SegmentMode::Exact => jieba.cut(text, hmm),
                SegmentMode::Search => jieba.cut_for_search(text, hmm),
                SegmentMode::All => jieba.cut_all(text),
            };
            let expected: Vec<&str> = expected.iter().map(|token| token.word).collect();
            let spans = ours.spans(text, mode, hmm);
            let found: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{mode:?}, hmm {hmm}, {text:?}");
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Add(String, Option<u32>),
    Remove(String),
    Cut(String),
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<prop::sample::Index>().prop_map(|index| LINES[index.index(LINES.len())].split(' ').next().unwrap_or_default().to_owned()),
        2 => "[的一是了我不人在有这中大]{1,3}",
        2 => "[ab1]{1,3}",
        1 => "[a是-]{1,3}",
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let frequency = prop_oneof![Just(None), (1u32..20).prop_map(Some), (1_000u32..1_000_000).prop_map(Some)];
    let step = prop_oneof![
        3 => (word(), frequency).prop_map(|(word, frequency)| Step::Add(word, frequency)),
        1 => word().prop_map(Step::Remove),
        3 => prop::collection::vec(word(), 1..8).prop_map(|words| Step::Cut(words.concat())),
    ];
    prop::collection::vec(step, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Adding, changing and removing words in any order, between texts.
    #[test]
    fn as_in_jieba(steps in steps()) {
        let mut lines: Vec<String> = LINES.iter().map(|line| (*line).to_owned()).collect();
        let mut theirs = jieba(&LINES);
        let mut ours = ours(&LINES);
        for step in steps {
            match step {
                Step::Add(word, frequency) => {
                    let expected = theirs.add_word(&word, frequency.map(|frequency| frequency as usize), None);
                    prop_assert_eq!(ours.set_word(&word, frequency, None) as usize, expected, "{}", word);
                    lines.retain(|line| line.split(' ').next() != Some(&word));
                    lines.push(format!("{word} {expected} n"));
                }
                Step::Remove(word) => {
                    // jieba-rs cannot remove, but it can be built without the word.
                    let before = lines.len();
                    lines.retain(|line| line.split(' ').next() != Some(&word));
                    prop_assert_eq!(ours.remove_word(&word), lines.len() < before);
                    theirs = jieba(&lines.iter().map(String::as_str).collect::<Vec<_>>());
                    prop_assert_eq!(ours.lookup(&word), None);
                }
                Step::Cut(text) => assert_equal(&mut ours, &theirs, &text),
            }
        }
        let text: String = lines.iter().rev().take(20).filter_map(|line| line.split(' ').next()).collect();
        assert_equal(&mut ours, &theirs, &text);
    }

    /// What was cut before does not matter.
    #[test]
    fn independent_of_earlier_texts(before in prop::collection::vec(prop::collection::vec(word(), 0..20), 0..4), text in prop::collection::vec(word(), 0..20)) {
        let text = text.concat();
        let mut used = ours(&LINES);
        for before in before {
            used.spans(&before.concat(), SegmentMode::Exact, true);
        }
        let mut fresh = ours(&LINES);
        for mode in [SegmentMode::Exact, SegmentMode::Search, SegmentMode::All] {
            prop_assert_eq!(used.segment(&text, mode, true), fresh.segment(&text, mode, true));
        }
    }
}

#[test]
fn loose_formats() {
    let mut segmenter = ours(&["我们 100 r", "在 100 p"]);
    let report = segmenter.add_words(
        "\u{feff}云计算 5 n\r\n\r# 注释\n石墨烯\t12\tnz\n  新质生产力  \r\niPhone15 eng\nC# 3 nz\r\n坏，行\n算力 -3 n\n区块链 3 n 4\n高铁 3 n # 尾注\n大数据 99999999999",
    );
    assert_eq!(report.added, 7, "{report:?}");
    let lines: Vec<usize> = report.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(lines, [8, 9, 10], "{report:?}");
    assert!(report.skipped[0].reason.contains('，'));
    let entry = segmenter.lookup("石墨烯").expect("added");
    assert_eq!((entry.frequency, entry.tag), (12, Tag::new("nz").expect("a tag")));
    assert_eq!(segmenter.lookup("大数据").map(|entry| entry.frequency), Some(tiyao::segment::MAX_FREQUENCY));
    let text = "我们在云计算、新质生产力和iPhone15";
    let tokens = segmenter.segment(text, SegmentMode::Exact, true);
    let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
    assert_eq!(words, ["我们", "在", "云计算", "、", "新质生产力", "和", "iPhone15"]);
}

#[test]
fn frequencies_never_overflow() {
    let mut segmenter = ours(&["我们 100 r"]);
    for word in ["甲乙", "丙丁", "戊己", "庚辛", "壬癸", "子丑"] {
        segmenter.set_word(word, Some(u32::MAX), None);
    }
    let text = "我们甲乙丙丁戊己庚辛壬癸子丑";
    assert_eq!(segmenter.spans(text, SegmentMode::Exact, true).len(), 7);
}
