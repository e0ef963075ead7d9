//! What is never part of an article's text, by what the markup says: `www/page/exclude.ts`.

use regex::Regex;
use scraper::{ElementRef, Selector};

use super::source::{EXCLUDE, compile, pattern, strings};

#[derive(Debug)]
pub struct Rules {
    tags: Vec<String>,
    attributes: Selector,
    names: Regex,
    misnamed: Regex,
    exclude: Option<Selector>,
}

impl Rules {
    pub fn new(exclude: Option<Selector>) -> Self {
        let attributes = strings(EXCLUDE, "ATTRIBUTES").concat();
        // The list's items stand between the two ends of the pattern.
        let names = strings(EXCLUDE, "NAMES");
        let (ends, items) = (["(?:^|[\\s_-])(?:", ")(?:$|[\\s_-])"], &names[1..names.len() - 3]);
        assert_eq!((&*names[0], &*names[names.len() - 2]), (ends[0], ends[1]), "NAMES is built in another way");
        Self {
            tags: strings(EXCLUDE, "TAGS").concat().split_whitespace().map(str::to_ascii_lowercase).collect(),
            attributes: Selector::parse(&attributes).expect("the widget's own selector"),
            names: compile(&format!("{}{}{}", ends[0], items.join("|"), ends[1]), true),
            misnamed: pattern(EXCLUDE, "MISNAMED"),
            exclude,
        }
    }

    pub fn excluded(&self, element: ElementRef<'_>) -> bool {
        let name = element.value().name();
        self.tags.iter().any(|tag| tag == name)
            // What browsers lay out for nobody.
            || matches!(name, "template" | "datalist")
            || name.starts_with("tiyao-")
            || self.attributes.matches(&element)
            || self.exclude.as_ref().is_some_and(|exclude| exclude.matches(&element))
    }

    /// Named like a share bar, a related list, a caption; believed of what is a small part of the article.
    pub fn suspect(&self, element: ElementRef<'_>) -> bool {
        let name = format!("{} {}", element.attr("id").unwrap_or(""), element.attr("class").unwrap_or(""));
        let mut parted = String::with_capacity(name.len() + 4);
        let mut last = ' ';
        for c in name.chars() {
            if last.is_ascii_lowercase() && c.is_ascii_uppercase() {
                parted.push('-');
            }
            parted.push(c);
            last = c;
        }
        name.len() > 1 && !self.misnamed.is_match(&name) && self.names.is_match(&parted)
    }
}

/// Excluded, but standing in the line like a word.
pub fn is_object(name: &str) -> bool {
    matches!(name, "input" | "select" | "button" | "object" | "canvas" | "svg" | "math")
}

pub fn is_picture(name: &str) -> bool {
    matches!(name, "img" | "picture" | "video" | "iframe" | "embed" | "object" | "canvas")
}

pub fn is_code(name: &str) -> bool {
    matches!(name, "code" | "pre" | "kbd" | "samp")
}
