//! Analysing at publishing time: a page in, the page with its record out.

mod support;

use std::{env, fs, process::Output};

use serde_json::{Value, json};
use support::{ARTICLE, run, run_ok};

fn page(article: &str) -> String {
    let paragraphs: String = article.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    format!(
        "<!doctype html>\n<title>座谈会</title>\n<nav><a href=#>首页</a></nav>\n<div class=story>\n{paragraphs}</div>\n</body>\n"
    )
}

fn published(arguments: &[&str], html: &str) -> Output {
    run(&[&["analyze", "--html", "--selector", ".story"], arguments].concat(), html.as_bytes())
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The page without the record, and the record.
fn parted(page: &str) -> (String, Value) {
    let open = "\n<script type=\"application/json\" data-tiyao>";
    let (before, rest) = page.split_once(open).expect("a record");
    let (record, after) = rest.split_once("</script>").unwrap();
    (format!("{before}{after}"), serde_json::from_str(record).unwrap())
}

#[test]
fn the_page_is_the_same_but_for_the_record() {
    let html = page(ARTICLE);
    let output = published(&[], &html);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let (rest, record) = parted(text(&output.stdout));
    assert_eq!(rest, html);
    assert_eq!(record["version"], 1);
    // Again over the page that carries one: the same page.
    assert_eq!(published(&[], text(&output.stdout)).stdout, output.stdout);
}

#[test]
fn quotes_are_what_the_analysis_of_the_text_points_at() {
    // Markup that no quote may notice: line ends, tags, character references, ruby.
    let dressed = page(ARTICLE)
        .replace("新质生产力", "新质\n<b>生产</b>力")
        .replace("科技创新", "<ruby>科<rt>kē</rt></ruby>技&#x521B;新")
        .replace("，", "，&nbsp;");
    let of = |html: &str| parted(text(&published(&["--keywords", "20"], html).stdout)).1;
    let record = of(&dressed);
    assert_eq!(record, of(&page(ARTICLE)));

    let bare: String = ARTICLE.chars().filter(|c| !c.is_whitespace()).collect();
    let places = |quote: &str| bare.char_indices().filter(|&(at, _)| bare[at..].starts_with(quote)).count();
    let mut quotes = 0;
    for place in record["sentences"].as_array().unwrap().iter().chain(record["sections"].as_array().unwrap()) {
        let quote = place["quote"].as_str().unwrap();
        assert!(place["occurrence"].as_u64().unwrap() < places(quote) as u64, "{place}");
        quotes += 1;
    }
    let plain = run_ok(
        &["analyze", "--keywords", "20"],
        &format!("{}\n", json!({"id": 1, "text": ARTICLE, "title": "座谈会"})),
    );
    let keywords = record["keywords"].as_array().unwrap();
    let terms = |list: &[Value]| list.iter().map(|keyword| keyword["term"].clone()).collect::<Vec<_>>();
    assert!(terms(keywords).contains(&json!("新质生产力")), "{:?}", terms(keywords));
    assert!(quotes >= plain[0]["sentences"].as_array().unwrap().len(), "{quotes}");
    for keyword in keywords {
        for written in keyword["quotes"].as_array().unwrap() {
            let all = places(written["quote"].as_str().unwrap()) as u64;
            for occurrence in written["occurrences"].as_array().unwrap() {
                assert!(occurrence.as_u64().unwrap() < all, "{keyword}");
            }
        }
    }
}

#[test]
fn lines_with_html_are_answered_with_a_record() {
    let lines = [
        json!({"id": "a", "html": page(ARTICLE)}),
        json!({"id": "b", "html": "<p>没有正文</p>"}),
        json!({"id": "c", "text": "发展新质生产力。"}),
    ];
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let output = run(&["analyze", "--selector", ".story"], input.as_bytes());
    let answers: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers[0]["record"], parted(text(&published(&[], &page(ARTICLE)).stdout)).1);
    assert_eq!(answers[1], json!({"id": "b", "error": "no element with text matches the selector .story"}));
    assert!(answers[2]["keywords"].is_array());
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("line 2: no element"), "{}", text(&output.stderr));
    let segmented = run(&["segment"], input.as_bytes());
    assert!(text(&segmented.stdout).starts_with(r#"{"id":"a","error":"the field `text` is missing"}"#));
}

#[test]
fn what_cannot_be_published_leaves_no_output() {
    let folder = env::temp_dir().join(format!("tiyao-publish-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    let name = file.to_str().unwrap();
    for (arguments, html, says) in [
        (
            &["--selector", ".missing"][..],
            page(ARTICLE).into_bytes(),
            "no element with text matches the selector .missing",
        ),
        (&["--selector", "p["], page(ARTICLE).into_bytes(), "`p[` is no CSS selector"),
        (&["--selector", ".story"], b"<div class=story>\xc4\xe3</div>".to_vec(), "not UTF-8: invalid at byte 18"),
    ] {
        fs::write(&file, &html).unwrap();
        let output = run(&[&["analyze", "--html", name, "--output", name], arguments].concat(), b"");
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
        assert_eq!(fs::read(&file).unwrap(), html);
    }
    // In place.
    fs::write(&file, page(ARTICLE)).unwrap();
    let output = run(&["analyze", "--html", "--selector", ".story", name, "--output", name], b"");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    assert_eq!(parted(&fs::read_to_string(&file).unwrap()).0, page(ARTICLE));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_users_words_are_words() {
    let folder = env::temp_dir().join(format!("tiyao-words-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("words.txt");
    fs::write(&file, "流动晒场 100 n\n两个 词 在一行\n").unwrap();
    let line = "{\"id\":1,\"text\":\"县里有流动晒场。\"}\n";
    let tokens = |arguments: &[&str]| {
        let output = run(arguments, line.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        (answer["tokens"].as_array().unwrap().contains(&json!("流动晒场")), text(&output.stderr).to_owned())
    };
    assert_eq!(tokens(&["segment"]), (false, String::new()));
    let (whole, says) = tokens(&["segment", "--user-dictionary", file.to_str().unwrap()]);
    assert!(whole);
    assert!(says.contains("words.txt, line 2: "), "{says}");
    let missing = run(&["segment", "--user-dictionary", "no-such-file"], line.as_bytes());
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("cannot read the user dictionary no-such-file"));
    fs::remove_dir_all(&folder).unwrap();
}
