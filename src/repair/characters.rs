//! What single characters are, for lines and repairs.

/// Han ideographs, with the two marks that stand for one (々 〇).
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '\u{f900}'..='\u{faff}' | '々' | '〇')
}

/// Full-width punctuation of Chinese text.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！' | '…' | '—' | '·' | '～' | '“' | '”' | '‘' | '’')
        || opens(c).is_some() && !c.is_ascii()
        || is_closing(c) && !c.is_ascii()
}

/// The mark that closes `c`.
pub(super) fn opens(c: char) -> Option<char> {
    Some(match c {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        '『' => '』',
        '〔' => '〕',
        '［' => '］',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    })
}

/// Closing brackets and quotation marks.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '】' | ']' | '》' | '〉' | '」' | '』' | '〕' | '］' | '”' | '’' | '"')
}

/// Ends a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '｡')
}

/// Divides a sentence into clauses: what headings and names hardly have.
pub(super) fn is_clause_mark(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';')
}

/// Cannot stand at the start of a line of its own.
pub(super) fn cannot_start(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '、' | '；' | ';' | '：' | '？' | '！' | '!' | '?' | '%' | '％' | '℃')
        || is_closing(c) && c != '"'
}

/// Particles that no sentence and no heading starts with.
pub(super) fn is_trailing_particle(c: char) -> bool {
    matches!(c, '的' | '了' | '们' | '吗' | '呢' | '吧')
}

/// Function words that no heading and no sentence ends with.
pub(super) fn is_leading_particle(c: char) -> bool {
    matches!(
        c,
        '和' | '与'
            | '及'
            | '或'
            | '把'
            | '被'
            | '从'
            | '向'
            | '为'
            | '是'
            | '而'
            | '且'
            | '并'
            | '以'
            | '于'
            | '使'
            | '让'
            | '由'
            | '将'
            | '对'
            | '在'
    )
}

/// Letters of scripts that write spaces between words, and digits.
pub(super) fn is_spaced_script(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c < '\u{2e80}' && c.is_alphabetic()) || matches!(c, '\u{2018}' | '\u{2019}' | '\'')
}

/// Takes no room: zero-width spaces and joiners, marks of direction, soft
/// hyphens, byte order marks.
pub(super) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Chooses the shape of the character before it.
pub(super) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Spaces that are not U+0020: non-breaking and typographic ones.
pub(super) fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// Ends a line.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The usual form of a full-width letter, digit or sign; half-width Chinese
/// punctuation becomes the full-width kind. Chinese punctuation stays.
pub(super) fn fold_width(c: char) -> Option<char> {
    Some(match c {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＋'
        | '－'
        | '／'
        | '＃'
        | '＆'
        | '＠'
        | '＿'
        | '＝'
        | '＊'
        | '＄'
        | '＇'
        | '＂' => char::from_u32(u32::from(c) - 0xfee0)?,
        '\u{3000}' => ' ',
        '｡' => '。',
        '､' => '、',
        '｢' => '「',
        '｣' => '」',
        '﹐' => '，',
        '﹑' => '、',
        '﹔' => '；',
        '﹕' => '：',
        '﹖' => '？',
        '﹗' => '！',
        _ => return None,
    })
}

/// The full-width form of an ASCII punctuation mark.
pub(super) fn widen(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

/// Columns a character takes: two for Han and full-width marks, one for others, none for invisible ones.
pub(super) fn columns(c: char) -> u32 {
    match c {
        ' '..='\u{2ff}' => u32::from(c != '\u{ad}'),
        _ if is_zero_width(c) || is_variation_selector(c) => 0,
        '\u{300}'..='\u{10ff}' => 1,
        '“' | '”' | '‘' | '’' | '…' | '—' => 2,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}' => 2,
        _ if c >= '\u{1f000}' => 2,
        _ => 1,
    }
}
