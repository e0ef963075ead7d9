//! Lists and patterns of the widget's reader, taken from its source: one list, two readers.

use regex::{Regex, RegexBuilder};

pub const CLEAN: &str = include_str!("../../../www/page/clean.ts");
pub const EXCLUDE: &str = include_str!("../../../www/page/exclude.ts");

/// What stands between `const NAME = ` and the `;` that ends its line.
///
/// # Panics
/// When the source has no such constant; a test asks for each.
fn constant<'a>(source: &'a str, name: &str) -> &'a str {
    let head = format!("const {name} = ");
    let (_, rest) = source.split_once(&head).unwrap_or_else(|| panic!("no constant {name}"));
    rest.split_once(";\n").map_or(rest, |(value, _)| value)
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

/// A pattern of JavaScript's as Rust writes it.
pub fn compile(pattern: &str, ignore_case: bool) -> Regex {
    // Digits and word characters are ASCII in JavaScript.
    let pattern = pattern.replace("\\d", "[0-9]").replace("\\w", "[0-9A-Za-z_]").replace("\\/", "/");
    RegexBuilder::new(&pattern)
        .case_insensitive(ignore_case)
        .build()
        .unwrap_or_else(|error| panic!("{pattern}: {error}"))
}
