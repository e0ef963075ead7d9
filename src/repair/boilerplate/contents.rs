//! Contents pages: their title and their entries.

use crate::word_char::is_word_char;

pub(super) fn is_contents_title(text: &str) -> bool {
    let name: String = text.chars().filter(|&c| is_word_char(c)).collect();
    matches!(
        name.as_str(),
        "目录" | "目次" | "本期目录" | "本期要目" | "文章目录" | "contents" | "Contents" | "CONTENTS"
    )
}

/// Ends with dots and a page number: 第一章 …… 12.
pub(super) fn has_page_number(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches([')', '）']);
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    if digits == 0 || digits > 4 {
        return false;
    }
    let rest = rest.trim_end_matches(['(', '（']);
    let rest_trimmed = rest.trim_end();
    let name = rest_trimmed.trim_end_matches(['.', '…', '·', '-', '—', '_', '．', '。', ' ']);
    let dots = rest_trimmed[name.len()..].chars().filter(|c| !c.is_whitespace()).count();
    let leaders = dots >= 3 || rest_trimmed[name.len()..].contains('…');
    (leaders || rest.ends_with('\t')) && name.chars().any(is_word_char)
}

/// An entry of a contents page without its number, dots and page.
pub(super) fn entry_name(text: &str) -> String {
    let end = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let start = end.trim_start_matches(|c: char| c.is_ascii_digit() || !is_word_char(c));
    start.chars().filter(|&c| is_word_char(c)).collect()
}
