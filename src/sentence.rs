//! Dividing blocks into sentences.
//!
//! A sentence ends with 。！？…… (closing quotes and brackets included) or with
//! its block. A ； does not end one: what it divides cannot stand alone, so it is
//! only where a display may fold a long sentence ([`fold`]). Nothing is divided
//! inside 《…》, brackets or a short quotation, in a decimal or an abbreviation;
//! verse and list items stay whole.

use crate::{
    ByteSpan,
    document::{Block, BlockKind, Sentence, Token},
    word_char::is_word_char,
};

/// Quotations up to so many characters are never divided.
const SHORT_QUOTE: usize = 60;
/// Brackets up to so many characters are never divided; longer ones are
/// usually a missing closing mark.
const SHORT_BRACKET: usize = 120;
/// List items up to so many characters stay whole.
const SHORT_ITEM: usize = 150;
/// A speaker named after a quotation takes no more characters than this:
/// “……。”他对记者说。
const SHORT_ATTRIBUTION: usize = 18;
/// Sentences longer than this get a place where a display may fold them.
const LONG_SENTENCE: usize = 110;

/// Divides `blocks` of `text` into sentences, in text order.
#[inline(never)]
pub fn split(text: &str, blocks: &[Block], tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut start = block.span.start;
        for end in ends(block.span.of(text), block.kind) {
            let span = trim(text, ByteSpan::new(start, block.span.start + end));
            start = block.span.start + end;
            if span.is_empty() {
                continue;
            }
            let first = tokens.partition_point(|token| token.span.end <= span.start);
            let last = tokens.partition_point(|token| token.span.start < span.end);
            let tokens = (first, last);
            sentences.push(Sentence { span, block: index, tokens, is_body: block.kind.is_body() });
        }
    }
    drop_fragments(text, blocks, tokens, &mut sentences);
    sentences
}

/// Where a display may fold the long sentence `span`: the byte offset behind
/// the ； or ， nearest to three fifths of the permitted length, or `None` for a
/// sentence that is not long or has no such place.
pub fn fold(text: &str, span: ByteSpan) -> Option<usize> {
    let sentence = span.of(text);
    if sentence.chars().count() <= LONG_SENTENCE {
        return None;
    }
    let wanted = LONG_SENTENCE * 3 / 5;
    let chars: Vec<(usize, char)> = sentence.char_indices().collect();
    let protected = protect(&chars, &pairs(&chars), usize::MAX);
    chars
        .iter()
        .enumerate()
        .filter(|&(i, &(_, c))| {
            matches!(c, '；' | ';' | '，' | ',') && !protected[i] && (20..LONG_SENTENCE).contains(&i)
        })
        .filter(|&(i, _)| !between_digits(&chars, i))
        // A ； divides better than a ，, worth a detour of thirty characters.
        .min_by_key(|&(i, &(_, c))| i.abs_diff(wanted) + if matches!(c, '；' | ';') { 0 } else { 30 })
        .map(|(_, &(at, c))| span.start + at + c.len_utf8())
}

/// Where the sentences of a block end: byte offsets in it.
#[inline(never)]
fn ends(block: &str, kind: BlockKind) -> Vec<usize> {
    let whole = block.len();
    if kind == BlockKind::Verse || !kind.is_body() {
        return vec![whole];
    }
    let chars = indexed(block);
    if kind == BlockKind::ListItem && chars.len() <= SHORT_ITEM {
        return vec![whole];
    }
    let pairs = pairs(&chars);
    let protected = protect(&chars, &pairs, SHORT_QUOTE);
    let mut ends: Vec<usize> = Vec::new();
    let mut sentence_start = 0;
    let mut i = 0;
    while i < chars.len() {
        let next = if protected[i] {
            end_of_quotation(&chars, &pairs, &protected, sentence_start, i).then_some(i + 1)
        } else if is_terminal(&chars, sentence_start, i) {
            Some(run_end(&chars, &pairs, i))
        } else {
            None
        };
        let Some(next) = next else {
            i += 1;
            continue;
        };
        let next = behind_marks(&chars, next);
        let at = chars.get(next).map_or(block.len(), |&(at, _)| at);
        if has_words(&chars[sentence_start..next]) {
            ends.push(at);
        } else if let Some(last) = ends.last_mut() {
            // Marks alone belong to what they close.
            *last = at;
        }
        sentence_start = next;
        i = next;
    }
    if has_words(&chars[sentence_start..]) || ends.is_empty() {
        ends.push(whole);
    } else if let Some(last) = ends.last_mut() {
        *last = block.len();
    }
    ends
}

#[inline(never)]
fn indexed(block: &str) -> Vec<(usize, char)> {
    block.char_indices().collect()
}

/// Whether there is more than marks.
#[inline(never)]
fn has_words(chars: &[(usize, char)]) -> bool {
    chars.iter().any(|&(_, c)| is_word_char(c))
}

/// The index of the other mark of each paired mark.
#[inline(never)]
fn pairs(chars: &[(usize, char)]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; chars.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, &(_, c)) in chars.iter().enumerate() {
        if c == '"' {
            if let Some(at) = open.iter().rposition(|&o| chars[o].1 == '"') {
                pairs[open[at]] = Some(i);
                pairs[i] = Some(open[at]);
                open.truncate(at);
            } else {
                open.push(i);
            }
        } else if closer_of(c).is_some() {
            open.push(i);
        } else if is_closer(c)
            && let Some(at) = open.iter().rposition(|&o| closer_of(chars[o].1) == Some(c))
        {
            pairs[open[at]] = Some(i);
            pairs[i] = Some(open[at]);
            open.truncate(at);
        }
    }
    pairs
}

/// Which characters stand inside marks that hold together what they enclose.
/// The closing mark counts as inside, the opening one does not.
#[inline(never)]
fn protect(chars: &[(usize, char)], pairs: &[Option<usize>], quote: usize) -> Vec<bool> {
    let mut protected = vec![false; chars.len()];
    let mut end = 0;
    for i in 0..chars.len() {
        let inside = i < end;
        match pairs[i].filter(|&close| close > i) {
            Some(close) => {
                let limit = if is_quote(chars[i].1) { quote } else { SHORT_BRACKET };
                if close - i - 1 <= limit {
                    end = end.max(close + 1);
                }
                protected[i] = inside;
            }
            None => protected[i] = inside,
        }
    }
    protected
}

/// Whether the character at `i`, not protected, ends a sentence.
#[inline(never)]
fn is_terminal(chars: &[(usize, char)], start: usize, i: usize) -> bool {
    let next = chars.get(i + 1).map(|&(_, c)| c);
    match chars[i].1 {
        '。' | '！' | '？' | '!' | '?' | '｡' => true,
        '…' => {
            // A sentence may pause: 他想说……又没有说。
            let rest = chars[i + 1..].iter().map(|&(_, c)| c).find(|&c| c != '…' && !is_closer(c) && c != '"');
            rest.is_none_or(|c| i - start >= 5 && !is_continuation(c))
        }
        '.' | '．' => {
            let before = if i > start { chars[i - 1].1 } else { return false };
            let space = next.is_none_or(char::is_whitespace);
            if is_han(before) {
                // Chinese typed with a Latin full stop.
                space || next.is_some_and(is_han)
            } else if before.is_alphabetic() {
                space && !is_abbreviation(chars, start, i)
            } else {
                // Behind a digit only where it is no list mark (1. 推动…) and no decimal.
                (before.is_ascii_digit() || before == '%' || is_closer(before)) && space && i - start > 4
                    || before == '%' && next.is_some_and(is_han)
            }
        }
        _ => false,
    }
}

fn is_abbreviation(chars: &[(usize, char)], start: usize, i: usize) -> bool {
    let word: String =
        chars[start..i].iter().rev().map(|&(_, c)| c).take_while(|c| c.is_ascii_alphabetic() || *c == '.').collect();
    word.contains('.')
        || word.len() == 1
        // Reversed, as they were read.
        || ["rM", "srM", "rD", "oN", "rJ", "rS", "tS", "sv", "cnI", "oC", "dtL", "pp", "giF", "forP", "cte"]
            .contains(&word.as_str())
}

/// One past the marks that belong to the terminal at `i`: more of them (？！),
/// closing quotes and brackets.
#[inline(never)]
fn run_end(chars: &[(usize, char)], pairs: &[Option<usize>], i: usize) -> usize {
    let mut end = i + 1;
    while let Some(&(_, c)) = chars.get(end) {
        let closes = if c == '"' { pairs[end].is_none_or(|other| other < end) } else { is_closer(c) };
        if !closes && !matches!(c, '。' | '！' | '？' | '!' | '?' | '…') {
            break;
        }
        end += 1;
    }
    end
}

/// Steps over reference marks: ……发展。[12] ……发展。【3】
#[inline(never)]
fn behind_marks(chars: &[(usize, char)], mut i: usize) -> usize {
    while let Some(&(_, '[' | '【' | '〔')) = chars.get(i) {
        let digits =
            chars[i + 1..].iter().take_while(|&&(_, c)| c.is_ascii_digit() || matches!(c, ',' | '-' | '，')).count();
        if digits == 0 || !matches!(chars.get(i + 1 + digits), Some(&(_, ']' | '】' | '〕'))) {
            break;
        }
        i += digits + 2;
    }
    i
}

/// `sentence` without the reference marks at its end.
fn without_marks(sentence: &str) -> &str {
    let mut bare = sentence;
    while let Some(rest) = bare.strip_suffix([']', '】', '〕']) {
        let number = rest.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '，'));
        let Some(before) = number.strip_suffix(['[', '【', '〔']).filter(|_| number.len() < rest.len()) else {
            break;
        };
        bare = before;
    }
    bare
}

/// Whether the closing mark at `i` of an undivided quotation ends a sentence.
#[inline(never)]
fn end_of_quotation(
    chars: &[(usize, char)],
    pairs: &[Option<usize>],
    protected: &[bool],
    start: usize,
    i: usize,
) -> bool {
    let Some(open) = pairs[i].filter(|&open| open < i) else { return false };
    // A bracket is a sentence of its own only if it begins one: （详见第三章。）
    if !is_quote(chars[i].1) && (open > start || chars[i].1 == '》') {
        return false;
    }
    let last = chars[..i].iter().rev().map(|&(_, c)| c).find(|&c| !is_closer(c));
    if !last.is_some_and(|c| matches!(c, '。' | '！' | '？' | '!' | '?' | '…')) {
        return false;
    }
    // Still inside another pair.
    if protected.get(i + 1).is_some_and(|&inside| inside) {
        return false;
    }
    let Some(&(_, next)) = chars.get(i + 1) else { return true };
    if is_continuation(next) || is_closer(next) || matches!(next, '。' | '！' | '？' | '；' | '…') {
        return false;
    }
    // 以“为什么？”为题: a quotation that is a word of its sentence.
    let leads = open <= start || matches!(chars[open - 1].1, '：' | ':' | '，' | ',' | '。' | '”' | ' ' | '—');
    if !leads {
        return false;
    }
    // “……。”他说。 — the speaker belongs to what he said.
    let rest = chars[i + 1..].iter().map(|&(_, c)| c).take(SHORT_ATTRIBUTION + 1);
    let tail: String = rest.take_while(|&c| !matches!(c, '，' | ',' | '：' | ':' | '“')).collect();
    let Some(stop) = tail.find(['。', '！', '？']) else { return true };
    !ATTRIBUTION.iter().any(|verb| tail[..stop].ends_with(verb))
}

const ATTRIBUTION: &[&str] = &[
    "说",
    "说道",
    "道",
    "表示",
    "称",
    "介绍",
    "指出",
    "认为",
    "回忆",
    "强调",
    "问",
    "回答",
    "感叹",
    "坦言",
    "告诉记者",
    "写道",
];

/// Marks and words that cannot open a sentence.
fn is_continuation(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '：' | ':' | '的' | '之' | '等' | '—' | '-')
}

const fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '〔' => '〕',
        _ => return None,
    })
}

const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | ']' | '〕')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '"')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn between_digits(chars: &[(usize, char)], i: usize) -> bool {
    i > 0 && chars[i - 1].1.is_ascii_digit() && chars.get(i + 1).is_some_and(|&(_, c)| c.is_ascii_digit())
}

fn trim(text: &str, span: ByteSpan) -> ByteSpan {
    let sentence = span.of(text);
    let start = span.start + (sentence.len() - sentence.trim_start().len());
    ByteSpan::new(start, (span.start + sentence.trim_end().len()).max(start))
}

/// Takes what is no sentence out of the body: a block of a few words without
/// a closing mark (本报通讯员 某某), unless nothing would be left.
#[inline(never)]
fn drop_fragments(text: &str, blocks: &[Block], tokens: &[Token], sentences: &mut [Sentence]) {
    let fragments: Vec<bool> = sentences
        .iter()
        .map(|sentence| {
            let kind = blocks[sentence.block].kind;
            sentence.is_body
                && !matches!(kind, BlockKind::Verse | BlockKind::ListItem)
                && is_fragment(text, sentence, tokens)
        })
        .collect();
    let left = sentences.iter().zip(&fragments).any(|(sentence, fragment)| sentence.is_body && !fragment);
    if left {
        for (sentence, fragment) in sentences.iter_mut().zip(fragments) {
            sentence.is_body &= !fragment;
        }
    }
}

fn is_fragment(text: &str, sentence: &Sentence, tokens: &[Token]) -> bool {
    let body = sentence.span.of(text);
    let letters = body.chars().filter(|&c| is_word_char(c)).count();
    if letters < 2 {
        return true;
    }
    let bare = without_marks(body).trim_end_matches(|c: char| is_closer(c) || c == '"');
    let closed = bare.ends_with(['。', '！', '？', '!', '?', '…', '；', ';', '：', ':', '.']);
    if closed {
        return false;
    }
    let tokens = &tokens[sentence.tokens.0..sentence.tokens.1];
    let verb = tokens.iter().any(|token| token.tag.is("v") && token.tag.as_str() != "vn");
    letters < 10 || (letters < 24 && (!verb || !body.contains(['，', ','])))
}
