use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;

use super::{Choice, Finder};

/// Pages whose text only a style sheet, a script or a shadow tree decides; `--exclude` is for such.
const UNSEEN: &[&str] =
    &["caption-small", "inline-paragraphs", "placed", "pre-line", "pre-wrap", "shadow-root", "slots"];

/// What the widget reads of each page of the browser battery, this reads too.
#[test]
fn reads_what_the_widget_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/browser/pages");
    let mut unlike = BTreeSet::new();
    let mut told = String::new();
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let html = fs::read_to_string(&path).unwrap();
        let (_, expectation) = html.split_once("<template id=\"expect\">").unwrap();
        let expect: Value = serde_json::from_str(expectation.split_once("</template>").unwrap().0).unwrap();
        let Some(root) = expect["root"].as_str() else { continue };
        let exclude = expect["exclude"].as_str().map(str::to_owned);
        let finder = Finder::new(&Choice { selector: root.to_owned(), exclude }).unwrap();
        let wanted: Vec<&str> =
            expect["text"].as_array().unwrap().iter().map(|block| block.as_str().unwrap()).collect();
        let wanted = wanted.join("\n");
        read += 1;
        let got = finder.read(&html);
        let text = got.as_ref().map_or_else(String::as_str, |article| &article.text);
        if text != wanted {
            told += &format!("{name}\n  got  {text:?}\n  want {wanted:?}\n");
            unlike.insert(name);
        } else if let (Ok(article), Some(kinds)) = (&got, expect["blocks"].as_array()) {
            let kind = |value: &Value| value.as_str().unwrap().trim_end_matches(char::is_numeric).to_owned();
            let named: Vec<String> = article
                .blocks
                .iter()
                .map(|block| {
                    block.kind.map_or_else(String::new, |kind| {
                        serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned()
                    })
                })
                .collect();
            assert_eq!(named, kinds.iter().map(kind).collect::<Vec<_>>(), "{name}");
        }
    }
    assert!(read > 60, "{read} pages");
    let unseen: BTreeSet<String> = UNSEEN.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(unlike, unseen, "{told}");
}

#[test]
fn titles_are_those_of_the_battery() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/browser/pages");
    let (mut same, mut all) = (0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let html = fs::read_to_string(entry.unwrap().path()).unwrap();
        let expectation = html.split_once("<template id=\"expect\">").unwrap().1.split_once("</template>").unwrap().0;
        let expect: Value = serde_json::from_str(expectation).unwrap();
        let (Some(root), Some(title)) = (expect["root"].as_str(), expect["title"].as_str()) else { continue };
        let finder = Finder::new(&Choice { selector: root.to_owned(), exclude: None }).unwrap();
        let Ok(article) = finder.read(&html) else { continue };
        all += 1;
        same += usize::from(article.title.as_deref() == Some(title));
    }
    assert!(all > 40 && same * 100 >= all * 95, "{same} of {all}");
}

#[test]
fn a_selector_without_text_is_named() {
    let read = |selector: &str, html: &str| {
        Finder::new(&Choice { selector: selector.to_owned(), exclude: None }).and_then(|finder| finder.read(html))
    };
    assert_eq!(read("main", "<article>文</article>").unwrap_err(), "no element with text matches the selector main");
    assert_eq!(read("article", "<article> <br></article><article>文</article>").unwrap().text, "文");
    assert!(read("p[", "").unwrap_err().starts_with("`p[` is no CSS selector"));
}
