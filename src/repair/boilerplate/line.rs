//! One block as the rules ask it: bare of list marks and brackets, with its length and how it ends.

use crate::document::BlockKind;

/// One block, made easy to ask.
pub(super) struct Line<'t> {
    /// Without list marks and the brackets around the whole.
    pub text: String,
    pub source: &'t str,
    /// Characters that are not white space.
    pub length: usize,
    /// Ends like a sentence.
    pub closed: bool,
    /// Bracketed as a whole: （作者系……）.
    pub bracketed: bool,
    pub kind: BlockKind,
}

impl<'t> Line<'t> {
    pub fn read(source: &'t str, kind: BlockKind) -> Self {
        let bare = source.trim_start_matches(|c: char| {
            matches!(c, '-' | '*' | '•' | '·' | '□' | '■' | '●' | '◆' | '○' | '◎') || c.is_whitespace()
        });
        let closes = |open: char| match open {
            '（' => '）',
            '(' => ')',
            '【' => '】',
            '[' => ']',
            '〔' => '〕',
            _ => '\0',
        };
        let first = bare.chars().next().unwrap_or(' ');
        let inner = bare
            .strip_prefix(first)
            .and_then(|rest| rest.trim_end_matches('。').strip_suffix(closes(first)))
            .filter(|inner| closes(first) != '\0' && !inner.contains(first));
        let text = inner.unwrap_or(bare).trim();
        let marks = ['”', '’', '」', '』', '）', ')', '"', '》'];
        Self {
            text: text.to_owned(),
            source,
            length: source.chars().filter(|c| !c.is_whitespace()).count(),
            closed: source.trim_end_matches(marks).ends_with(['。', '！', '？', '!', '?', '…', '；', '.']),
            bracketed: inner.is_some(),
            kind,
        }
    }

    pub fn starts(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.starts_with(word))
    }

    pub fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| holds(&self.text, word))
    }

    /// Begins with one of `labels` and a mark that parts it from what follows, or is nothing else.
    pub fn labelled(&self, labels: &[&str]) -> bool {
        label(&self.text, labels).is_some()
    }

    /// Holds several sentences.
    pub fn several(&self) -> bool {
        self.length > 80 && self.source.matches(['。', '！', '？']).count() > 1
    }

    /// Reads like running text.
    pub fn runs(&self) -> bool {
        self.kind == BlockKind::Paragraph && self.closed && self.length >= 36
    }
}

/// `str::contains` prepares a search that pays in long texts; a line is short, and asked for dozens of words.
fn holds(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    text.as_bytes().windows(word.len()).any(|window| window[0] == word[0] && window == word)
}

/// Byte length of one of `labels` at the head of `text`, with brackets around it and the colon behind it.
pub(super) fn label(text: &str, labels: &[&str]) -> Option<usize> {
    let inner = text.trim_start_matches(['【', '[', '〔', '（', '(']);
    let lead = text.len() - inner.len();
    labels.iter().find_map(|label| {
        let mut chars = inner.char_indices().peekable();
        // 摘　要: white space inside a label.
        for wanted in label.chars() {
            while chars.peek().is_some_and(|&(_, c)| c.is_whitespace()) {
                chars.next();
            }
            let (_, c) = chars.next()?;
            if c.to_ascii_lowercase() != wanted {
                return None;
            }
        }
        let rest = chars.peek().map_or("", |&(at, _)| &inner[at..]);
        let behind = rest.trim_start_matches(['】', ']', '〕', '）', ')', '：', ':', '｜', '|', '/', '／', '丨']);
        let parted = rest.is_empty() || behind.len() < rest.len() || rest.starts_with(char::is_whitespace);
        parted.then(|| lead + inner.len() - behind.trim_start().len())
    })
}
