//! Lists and patterns of the widget's reader, taken from its source: one list, two readers.

use regex::{Regex, RegexBuilder};

pub const CLEAN: &str = include_str!("../../../www/page/clean.ts");
pub const EXCLUDE: &str = include_str!("../../../www/page/exclude.ts");

/// What stands between `head` and the `tail` after it.
///
/// # Panics
/// When the source has no such place; a test asks for each.
fn between<'a>(source: &'a str, head: &str, tail: &str) -> &'a str {
    let after = source.split_once(head).map(|(_, rest)| rest);
    after.and_then(|rest| rest.split_once(tail)).unwrap_or_else(|| panic!("nothing between {head} and {tail}")).0
}

/// What stands between `const NAME = ` and the `;` that ends its line.
fn constant<'a>(source: &'a str, name: &str) -> &'a str {
    between(source, &format!("const {name} = "), ";\n")
}

/// The string literals of a constant, unescaped.
pub fn strings(source: &str, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = constant(source, name).chars();
    while rest.by_ref().any(|c| c == '\'') {
        let mut string = String::new();
        while let Some(c) = rest.next().filter(|&c| c != '\'') {
            string.extend(if c == '\\' { rest.next() } else { Some(c) });
        }
        out.push(string);
    }
    out
}

/// A constant that is a regular expression.
pub fn pattern(source: &str, name: &str) -> Regex {
    let literal = constant(source, name);
    let (body, flags) = literal
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'))
        .unwrap_or_else(|| panic!("{name} is no pattern: {literal}"));
    compile(body, flags.contains('i'))
}

/// A regular expression that stands in the code: what it is handed to, before it, and what is done with it, after.
pub fn inline(source: &str, before: &str, after: &str) -> Regex {
    compile(between(source, &format!("{before}/"), &format!("/{after}")), false)
}

/// A pattern of JavaScript's as Rust writes it.
pub fn compile(pattern: &str, ignore_case: bool) -> Regex {
    // Digits and word characters are ASCII in JavaScript.
    let pattern = pattern.replace("\\d", "[0-9]").replace("\\w", "[0-9A-Za-z_]").replace("\\/", "/");
    RegexBuilder::new(&pattern)
        .case_insensitive(ignore_case)
        .build()
        .unwrap_or_else(|error| panic!("{pattern}: {error}"))
}
