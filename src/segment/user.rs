//! The user's words: jieba's format and its loose cousins.

use crate::dictionary::Tag;

/// A word of the user's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UserWord {
    /// `None` for a word of the dictionary that was removed.
    pub(super) frequency: Option<u32>,
    /// As the user gave it.
    pub(super) tag: Option<Tag>,
}

/// A line that names a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UserLine<'a> {
    pub(super) word: &'a str,
    pub(super) frequency: Option<u32>,
    pub(super) tag: Option<Tag>,
}

/// What became of a user dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserWordReport {
    /// Words added or changed.
    pub added: usize,
    /// Lines that could not be used; all others were.
    pub skipped: Vec<SkippedLine>,
}

/// A line of a user dictionary that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedLine {
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// The longest word of a user's, in characters.
pub const MAX_WORD_CHARS: usize = 64;
/// The highest frequency of a word of a user's; a higher one is taken as this.
pub const MAX_FREQUENCY: u32 = 1_000_000_000;

/// The lines of a user dictionary: a word, then a frequency or a tag or both,
/// divided by spaces or tabs. Lines end with LF, CRLF or CR; a byte order mark,
/// empty lines and those beginning with `#` do not count.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, Result<UserLine<'_>, String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = Some(text);
    let lines = std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(['\n', '\r']);
        rest = end.map(|end| {
            let rest = &text[end..];
            rest.strip_prefix("\r\n").unwrap_or_else(|| &rest[1..])
        });
        Some(&text[..end.unwrap_or(text.len())])
    });
    lines.zip(1..).filter_map(|(line, number)| line_of(line).transpose().map(|line| (number, line)))
}

fn line_of(line: &str) -> Result<Option<UserLine<'_>>, String> {
    let mut parts = line.split(|c: char| c.is_whitespace() || c == '\u{feff}').filter(|part| !part.is_empty());
    let Some(word) = parts.next() else { return Ok(None) };
    // A lone `#` or `# …` is a comment, `C#` and `#1` are words.
    if word == "#" || (word.starts_with('#') && word[1..].starts_with(|c: char| !c.is_ascii_alphanumeric())) {
        return Ok(None);
    }
    if word.chars().nth(MAX_WORD_CHARS).is_some() {
        return Err(format!("the word has more than {MAX_WORD_CHARS} characters"));
    }
    if !word.chars().all(super::is_block_char) {
        let c = word.chars().find(|&c| !super::is_block_char(c)).unwrap_or_default();
        return Err(format!("`{word}` contains {c:?}, which no word can"));
    }
    let mut found = UserLine { word, frequency: None, tag: None };
    for part in parts {
        if part.starts_with('#') {
            break;
        }
        if found.frequency.is_none() && found.tag.is_none() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            let frequency = part.parse::<u64>().unwrap_or(u64::MAX).min(u64::from(MAX_FREQUENCY));
            found.frequency = Some(frequency as u32);
        } else if let Some(tag) = Tag::new(part).filter(|_| found.tag.is_none() && !part.is_empty()) {
            found.tag = Some(tag);
        } else {
            return Err(format!("`{part}` is neither a frequency nor a tag"));
        }
    }
    Ok(Some(found))
}
