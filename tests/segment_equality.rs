//! Page-scoped loading changes nothing: tokens equal those of jieba-rs with
//! the whole dictionary loaded.

use std::sync::{LazyLock, Mutex};

use jieba_rs::Jieba;
use jieba_source::JiebaSource;
use proptest::prelude::*;
use tiyao::{Dictionary, options::SegmentMode, segment::Segmenter};

static SOURCE: LazyLock<JiebaSource> = LazyLock::new(|| JiebaSource::read().expect("jieba's data"));
static JIEBA: LazyLock<Jieba> =
    LazyLock::new(|| Jieba::with_dict(&mut SOURCE.dict.as_bytes()).expect("jieba's dictionary"));
static OURS: LazyLock<Mutex<Segmenter>> = LazyLock::new(|| {
    Mutex::new(Segmenter::new(Dictionary::from_jieba_text(&SOURCE.dict, &SOURCE.idf).expect("a dictionary")))
});

/// Byte offsets of the tokens' ends, and what stands between.
fn words(spans: impl IntoIterator<Item = (usize, usize)>, text: &str) -> Vec<(usize, &str)> {
    spans.into_iter().map(|(start, end)| (start, &text[start..end])).collect()
}

fn assert_equal(text: &str) {
    let mut ours = OURS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    for hmm in [true, false] {
        for mode in [SegmentMode::Exact, SegmentMode::Search, SegmentMode::All] {
            let expected = match mode {
                SegmentMode::Exact => JIEBA.cut(text, hmm),
                SegmentMode::Search => JIEBA.cut_for_search(text, hmm),
                SegmentMode::All => JIEBA.cut_all(text),
            };
            let tokens = ours.segment(text, mode, hmm);
            assert_eq!(
                words(tokens.iter().map(|token| (token.span.start, token.span.end)), text),
                words(expected.iter().map(|token| (token.byte_start, token.byte_end)), text),
                "{mode:?}, hmm {hmm}, {text:?}"
            );
        }
        let tokens = ours.segment(text, SegmentMode::Exact, hmm);
        for (token, expected) in tokens.iter().zip(JIEBA.tag(text, hmm)) {
            if JIEBA.has_word(expected.word) {
                assert_eq!(token.tag.as_str(), expected.tag, "the tag of {} in {text:?}", expected.word);
                assert!(token.known);
            } else {
                assert!(!token.known, "{} is in no dictionary", expected.word);
            }
        }
    }
}

#[test]
fn our_fixtures() {
    for text in [
        "",
        "我们中出了一个叛徒",
        "加快发展新质生产力，扎实推进高质量发展。",
        "江州大学附属中学的李晓梅老师在二〇二四年三月五日来到了网易杭研大厦。",
        "iPhone 15 Pro 的 A17 芯片采用 3nm 工艺，C++ 和 AT&T 的 well-known 例子：WES-5.4.5、50% 与 3.14。",
        "𠮷野家的牛丼👪很好吃\r\n第二行\n第三行\u{0}\u{0}\u{200b}完",
        "龘龘龘龘龘",
        "他说的确实在理。",
        "abc-def a.b.c_d e-mail: x1+y2=z3 #话题# 100% 5G\u{6}网",
        "結婚的和尚未結婚的",
    ] {
        assert_equal(text);
    }
}

/// The texts of a folder of one's own: `.txt` and `.md` files, and `text` of each line of `.jsonl` files.
///
///     TIYAO_TEXTS=FOLDER cargo test --release --test segment_equality -- --ignored --nocapture
#[test]
#[ignore = "needs TIYAO_TEXTS=FOLDER"]
fn texts_of_a_folder() {
    let folder = std::env::var("TIYAO_TEXTS").expect("TIYAO_TEXTS names a folder");
    let (mut texts, mut characters) = (0, 0);
    let mut compare = |text: &str| {
        assert_equal(text);
        texts += 1;
        characters += text.chars().count();
    };
    for file in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = file.expect("the folder can be read").path();
        let Some(extension) = path.extension().and_then(|extension| extension.to_str()) else { continue };
        if !["txt", "md", "jsonl"].contains(&extension) {
            continue;
        }
        let contents = std::fs::read_to_string(&path).expect("the file is UTF-8");
        if extension != "jsonl" {
            compare(&contents);
            continue;
        }
        for line in contents.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            if let Some(text) = line["text"].as_str() {
                compare(text);
            }
        }
    }
    println!("{texts} texts, {characters} characters");
    assert!(texts > 0, "the folder has no text");
}

/// Texts as they come and as they do not: words of the dictionary, single
/// Han characters common and rare, Latin, digits, marks, emoji, astral and
/// control characters, with nothing between them.
fn mixes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<prop::sample::Index>().prop_map(|index| {
            let lines: &Vec<&str> = &LINES;
            lines[index.index(lines.len())].split(' ').next().unwrap_or_default().to_owned()
        }),
        4 => proptest::char::range('\u{4e00}', '\u{9fff}').prop_map(String::from),
        3 => prop::sample::select("的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要".chars().collect::<Vec<_>>()).prop_map(String::from),
        2 => "[a-zA-Z0-9+#&._%-]{1,6}",
        1 => "[，。！？、：；“”（）《》 \r\n\t]{1,2}",
        1 => prop::sample::select(vec!["👪", "𠮷", "\u{0}", "\u{200b}", "\u{feff}", "é", "〇", "㐀", "\u{2f800}", "１", "Ａ"]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| SOURCE.dict.lines().collect());

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn random_mixes(text in mixes()) {
        assert_equal(&text);
    }
}
