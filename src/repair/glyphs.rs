//! The characters of one block on their way into the analysis text.
//!
//! Each repair is one pass over the characters; a pass changes a character or
//! drops it, and never forgets where it came from.

use super::{
    characters::*,
    lines::Line,
    script::{Script, look_up},
};
use crate::word_char::is_word_char;

/// A character and where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub c: char,
    /// Bytes of the source it was made from.
    pub length: u16,
    /// Goes with the next sweep.
    dropped: bool,
    /// Offset of its first byte in the source.
    pub source: u32,
}

/// A block's characters.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    pub list: Vec<Glyph>,
    /// Scratch: lengths of runs of lone characters, or open brackets.
    runs: Vec<u32>,
}

impl Glyphs {
    /// Takes over the characters of `lines`, joined: by nothing between Han,
    /// by a space between words, by a line break where breaks are kept.
    #[inline(never)]
    pub(super) fn gather(&mut self, source: &str, lines: &[Line], keep_breaks: bool) {
        self.list.clear();
        for (at, line) in lines.iter().enumerate() {
            if let Some(previous) = at.checked_sub(1).map(|before| &lines[before]) {
                let hyphen = previous.last == '-' && line.first.is_lowercase();
                let joint = if keep_breaks {
                    Some('\n')
                } else if (is_spaced_script(previous.last)
                    || previous.last.is_ascii_punctuation() && previous.spaced && !hyphen)
                    && (is_spaced_script(line.first) || line.first.is_ascii_punctuation() && line.spaced)
                {
                    Some(' ')
                } else {
                    None
                };
                if let (Some(c), Some((source, length))) =
                    (joint, line_break(source, previous.outer.end, line.outer.start))
                {
                    self.list.push(Glyph { c, length, source: source as u32, dropped: false });
                }
            }
            let start = line.body.start;
            self.list.extend(line.body.of(source).char_indices().map(|(at, c)| Glyph {
                c,
                length: c.len_utf8() as u16,
                source: (start + at) as u32,
                dropped: false,
            }));
        }
    }

    fn at(&self, index: usize) -> Option<char> {
        self.list.get(index).map(|glyph| glyph.c)
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|before| self.at(before))
    }

    fn sweep(&mut self) {
        self.list.retain(|glyph| !glyph.dropped);
    }

    /// Zero-width characters go; other kinds of space become a space.
    #[inline(never)]
    pub(super) fn show(&mut self) {
        let mut dropped = false;
        for at in 0..self.list.len() {
            let c = self.list[at].c;
            if c < '\u{a0}' {
                continue;
            }
            let goes = match c {
                // They join emoji, and letters of scripts that need them.
                '\u{200c}' | '\u{200d}' => {
                    let plain = |c: Option<char>| {
                        c.is_none_or(|c| {
                            c.is_ascii() || is_han(c) || is_wide_mark(c) || is_zero_width(c) || c.is_whitespace()
                        })
                    };
                    plain(self.before(at)) || plain(self.at(at + 1))
                }
                _ if is_variation_selector(c) => self.before(at).is_some_and(is_han),
                _ => is_zero_width(c),
            };
            if goes {
                self.list[at].dropped = true;
                dropped = true;
            } else if is_odd_space(c) {
                self.list[at].c = ' ';
            }
        }
        if dropped {
            self.sweep();
        }
    }

    /// Full-width letters, digits and signs become the usual ones.
    #[inline(never)]
    pub(super) fn fold_width(&mut self) {
        for at in 0..self.list.len() {
            let c = self.list[at].c;
            if c < '\u{3000}' {
                continue;
            }
            if let Some(folded) = fold_width(c) {
                self.list[at].c = folded;
            } else if c == '．' {
                let digit = |c: Option<char>| c.is_some_and(|c| fold_width(c).unwrap_or(c).is_ascii_digit());
                if digit(self.before(at)) && digit(self.at(at + 1)) {
                    self.list[at].c = '.';
                }
            }
        }
    }

    /// Spaces go that stand between characters set apart one by one, beside
    /// Chinese punctuation, and at the ends. A space between words stays.
    #[inline(never)]
    pub(super) fn close_spaces(&mut self) {
        if !self.list.iter().any(|glyph| is_space(glyph.c)) {
            return;
        }
        self.measure_lone_runs();
        let mut at = 0;
        while at < self.list.len() {
            if !is_space(self.list[at].c) {
                at += 1;
                continue;
            }
            let mut end = at;
            while self.at(end).is_some_and(is_space) {
                end += 1;
            }
            let goes = match (self.before(at), self.at(end)) {
                (None | Some('\n'), _) | (_, None | Some('\n')) => true,
                (Some(left), Some(right)) if is_han(left) && is_han(right) => {
                    let (a, b) = (self.runs[at - 1], self.runs[end]);
                    end - at <= 2 && (a > 0 && b > 0 || a.max(b) >= 3)
                }
                (Some(left), Some(right)) => {
                    let mark = is_wide_mark(left) || is_wide_mark(right);
                    mark && !is_spaced_script(left) && !is_spaced_script(right)
                }
            };
            if goes {
                self.list[at..end].iter_mut().for_each(|glyph| glyph.dropped = true);
            }
            at = end;
        }
        self.sweep();
    }

    /// For each Han character that has spaces or marks on both sides, how many
    /// such follow each other around it; 0 for all others.
    #[inline(never)]
    fn measure_lone_runs(&mut self) {
        self.runs.clear();
        self.runs.resize(self.list.len(), 0);
        let apart =
            |c: Option<char>| c.is_none_or(|c| is_space(c) || is_wide_mark(c) || c == '\n' || widen(c).is_some());
        let mut run = Vec::new();
        for at in 0..=self.list.len() {
            let c = self.at(at);
            if c.is_some_and(is_han) && apart(self.before(at)) && apart(self.at(at + 1)) {
                run.push(at);
            } else if c.is_none() || !apart(c) {
                for &lone in &run {
                    self.runs[lone] = run.len() as u32;
                }
                run.clear();
            }
        }
    }

    /// ASCII punctuation between Han becomes full-width. Decimals, times and
    /// text of other scripts keep theirs.
    #[inline(never)]
    pub(super) fn widen_punctuation(&mut self) {
        self.widen_brackets();
        for at in 0..self.list.len() {
            let c = self.list[at].c;
            if !matches!(c, ',' | ':' | ';' | '?' | '!' | '.') {
                continue;
            }
            let left = self.before(at);
            let mut next = at + 1;
            while self.at(next) == Some(' ') {
                next += 1;
            }
            let right = self.at(next).filter(|&c| c != '\n');
            let wide = |c: char| is_han(c) || is_wide_mark(c);
            let widens = match c {
                '.' => {
                    left.is_some_and(|c| is_han(c) || is_closing(c) && !c.is_ascii())
                        && right.is_none_or(|c| is_han(c) || opens(c).is_some() && !c.is_ascii())
                }
                _ => {
                    left.is_some_and(wide)
                        || right.is_some_and(is_han)
                            && left.is_some_and(|c| is_word_char(c) || is_closing(c) || c == '%')
                }
            };
            if widens && let Some(mark) = widen(c) {
                self.list[at].c = mark;
            }
        }
    }

    /// Brackets change in pairs, when Han stands on either side of either.
    #[inline(never)]
    fn widen_brackets(&mut self) {
        self.runs.clear();
        for at in 0..self.list.len() {
            match self.list[at].c {
                '(' => self.runs.push(at as u32),
                ')' => {
                    let Some(open) = self.runs.pop() else { continue };
                    let open = open as usize;
                    let around = [self.before(open), self.at(open + 1), self.before(at), self.at(at + 1)];
                    if self.before(open) != Some(']')
                        && around
                            .into_iter()
                            .flatten()
                            .any(|c| is_han(c) || is_wide_mark(c) && !matches!(c, '（' | '）'))
                    {
                        (self.list[open].c, self.list[at].c) = ('（', '）');
                    }
                }
                _ => {}
            }
        }
    }

    /// Traditional characters become the Simplified ones that the dictionary has.
    #[inline(never)]
    pub(super) fn simplify(&mut self, page: Script) {
        let own = Script::of(self.list.iter().map(|glyph| glyph.c));
        if own.traditional == 0 && page.traditional == 0 {
            return;
        }
        let traditional = if own.han >= 12 { own.is_traditional() } else { page.is_traditional() };
        let mut before = None;
        for at in 0..self.list.len() {
            let c = self.list[at].c;
            self.list[at].c = look_up(before, c, self.at(at + 1), traditional);
            before = Some(c);
        }
    }

    /// Markdown's marks inside a line go: emphasis, code, links.
    pub(super) fn strip_markdown(&mut self) {
        if !self.list.iter().any(|glyph| matches!(glyph.c, '*' | '`' | '~' | '_' | '[' | '\\')) {
            return;
        }
        self.strip_links();
        self.strip_pairs();
        self.sweep();
    }

    fn drop_range(&mut self, from: usize, to: usize) {
        self.list[from..to].iter_mut().for_each(|glyph| glyph.dropped = true);
    }

    /// `[text](address)` and `![text](address)` leave their text.
    #[inline(never)]
    fn strip_links(&mut self) {
        /// No address is longer.
        const LONGEST: usize = 2048;
        self.runs.clear();
        let mut at = 0;
        while at < self.list.len() {
            match self.list[at].c {
                '[' => self.runs.push(at as u32),
                ']' => {
                    let Some(open) = self.runs.pop() else {
                        at += 1;
                        continue;
                    };
                    if self.at(at + 1) == Some('(') {
                        let address = self.list[at + 2..].iter().take(LONGEST);
                        let length = address
                            .clone()
                            .take_while(|glyph| {
                                !matches!(glyph.c, ')' | '(') && !glyph.c.is_whitespace() && !is_han(glyph.c)
                            })
                            .count();
                        let end = at + 2 + length;
                        let looks = self.list[at + 2..end].iter().any(|glyph| matches!(glyph.c, '/' | '.' | '#' | ':'));
                        if looks && self.at(end) == Some(')') {
                            let open = open as usize;
                            self.drop_range(at, end + 1);
                            let image = self.before(open) == Some('!');
                            self.drop_range(open - usize::from(image), open + 1);
                            at = end;
                        }
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// `**strong**`, `*emphasis*`, `` `code` ``, `~~struck~~`, `__strong__`.
    #[inline(never)]
    fn strip_pairs(&mut self) {
        // Where an unpaired mark of each kind and length stands.
        let mut pending: [[Option<usize>; 4]; 4] = Default::default();
        let mut at = 0;
        while at < self.list.len() {
            let c = self.list[at].c;
            if c == '\\'
                && self.at(at + 1).is_some_and(|c| matches!(c, '*' | '_' | '`' | '~' | '#' | '[' | ']' | '|' | '>'))
            {
                self.list[at].dropped = true;
                at += 2;
                continue;
            }
            let Some(kind) = ['*', '`', '~', '_'].iter().position(|&mark| mark == c) else {
                at += 1;
                continue;
            };
            let mut end = at;
            while self.at(end) == Some(c) {
                end += 1;
            }
            let length = end - at;
            // ~ and _ mark by twos; single ones are ranges and names.
            let usable = match c {
                '*' => length <= 3,
                '`' => length <= 2,
                _ => length == 2,
            };
            if usable {
                let (before, after) = (self.before(at), self.at(end));
                let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                // 3*4*5 is a product.
                let factor = c != '`'
                    && length == 1
                    && before.is_some_and(|c| c.is_ascii_alphanumeric())
                    && after.is_some_and(|c| c.is_ascii_alphanumeric());
                match pending[kind][length] {
                    Some(open) if touches(before) && !factor => {
                        self.drop_range(open, open + length);
                        self.drop_range(at, end);
                        pending[kind][length] = None;
                    }
                    _ if touches(after) && !factor => pending[kind][length] = Some(at),
                    _ => {}
                }
            }
            at = end;
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// The first line end of `source` between two offsets, and its length.
pub(super) fn line_break(source: &str, from: usize, to: usize) -> Option<(usize, u16)> {
    let gap = source.get(from..to)?;
    let (at, c) = gap.char_indices().find(|&(_, c)| is_line_end(c))?;
    let length = if gap[at..].starts_with("\r\n") { 2 } else { c.len_utf8() };
    Some((from + at, length as u16))
}
