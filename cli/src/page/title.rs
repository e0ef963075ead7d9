//! The article's title: the heading that the page's head repeats, else the one nearest to the text, else what the head
//! says without the site's name. The short form of `www/page/describe.ts`.

use scraper::{ElementRef, Html, Selector};

use super::read::units;

/// The title that the page gives the article in `root`.
pub fn of(page: &Html, root: ElementRef<'_>) -> Option<String> {
    let first = |css: &str| page.select(&selector(css)).next();
    let title = first("title").map(text_of).unwrap_or_default();
    let shared = first("meta[property='og:title'],meta[name='twitter:title']")
        .and_then(|element| element.attr("content"))
        .map(squeeze)
        .filter(|title| !title.is_empty());
    let declared = shared.as_ref().unwrap_or(&title);
    let (whole, given) = (bare(&title), bare(declared));

    // What holds the text, and with it the heading.
    let body = |node: &ElementRef<'_>| node.value().name() == "body";
    let home =
        root.ancestors().filter_map(ElementRef::wrap).take_while(|node| !body(node)).take(4).last().unwrap_or(root);
    let inside = |element: ElementRef<'_>, of: ElementRef<'_>| {
        element.id() == of.id() || element.ancestors().any(|node| node.id() == of.id())
    };
    let mut named: Option<String> = None;
    let mut near: Option<String> = None;
    let mut below = false;
    for element in page.root_element().descendent_elements() {
        below |= element.id() == root.id();
        if !matches!(element.value().name(), "h1" | "h2") {
            continue;
        }
        let words = text_of(element);
        let bare = bare(&words);
        let length = units(&bare);
        if !(4..=120).contains(&length) {
            continue;
        }
        if (whole.contains(&bare) || given == bare) && named.as_ref().is_none_or(|best| units(&words) > units(best)) {
            named = Some(words);
        } else if length > 5 && if below { near.is_none() && inside(element, root) } else { inside(element, home) } {
            near = Some(words);
        }
    }
    named.or(near).or_else(|| {
        let longest = parts(declared).into_iter().max_by_key(|part| units(part))?;
        Some(longest.to_owned()).filter(|title| !title.is_empty())
    })
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of ours")
}

fn text_of(element: ElementRef<'_>) -> String {
    squeeze(&element.text().collect::<String>())
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title and its site, as they are usually parted.
fn parts(title: &str) -> Vec<&str> {
    let parted = title.split(['_', '|', '｜']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    parted.map(str::trim).collect()
}
