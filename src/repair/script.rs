//! Traditional characters, looked up as Simplified ones.
//!
//! One character stands for one, so offsets stay and one dictionary serves
//! both scripts. Words that differ by region (軟體, 软件) are left alone.

use std::sync::OnceLock;

use super::characters::is_han;

/// The packed pairs; `build.rs` says how they lie.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/traditional.bin"));

const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;

/// In [`table`]: [`SHARED`] says more.
const IS_SHARED: u16 = 1;

/// For each character from [`FIRST`] on its Simplified form, 0 for itself.
fn table() -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; COUNT];
        let (count, columns) = PACKED.split_at(2);
        let count = usize::from(u16::from_le_bytes([count[0], count[1]]));
        let (high, columns) = columns.split_at(count);
        let (low, mut steps) = columns.split_at(count);
        let mut simplified = FIRST as u16;
        for (&high, &low) in high.iter().zip(low) {
            while let [step, rest @ ..] = steps {
                simplified += u16::from(*step);
                steps = rest;
                if *step < 255 {
                    break;
                }
            }
            table[usize::from(u16::from_be_bytes([high, low])) - FIRST as usize] = simplified;
        }
        for shared in &SHARED {
            table[u32::from(shared.traditional) as usize - FIRST as usize] = IS_SHARED;
        }
        table
    })
}

/// A character that Simplified text has too, in some words.
struct Shared {
    traditional: char,
    /// Its form in Traditional text.
    simplified: char,
    /// When it has that form there.
    when: When,
}

/// Characters before and after that decide.
enum When {
    /// Never before or after these.
    Unless(&'static str, &'static str),
    /// Only before or after these.
    Only(&'static str, &'static str),
}

/// 乾隆 and 著名 are the same in either script; 餅乾 and 看著 are not. These
/// change in Traditional text alone, and there not in every word.
static SHARED: [Shared; 14] = [
    shared('著', '着', When::Unless("名原專编編論巨土顯显卓昭拙合遺譯", "名作者述稱称書书錄录色有")),
    shared('乾', '干', When::Unless("康", "隆坤卦陵縣县德嘉道清門门寧")),
    shared('徵', '征', When::Unless("羽魏", "羽")),
    shared('瞭', '了', When::Only("明", "解")),
    shared('藉', '借', When::Only("憑凭假", "由口此以助著着機")),
    shared('覆', '复', When::Only("回答批重反", "審核查")),
    shared('甚', '什', When::Only("", "麼麽么")),
    shared('彷', '仿', When::Only("", "彿佛")),
    shared('於', '于', When::Unless("", "")),
    shared('夥', '伙', When::Unless("", "")),
    shared('摺', '折', When::Unless("奏", "")),
    shared('甯', '宁', When::Unless("", "")),
    shared('妳', '你', When::Unless("", "")),
    shared('牠', '它', When::Unless("", "")),
];

const fn shared(traditional: char, simplified: char, when: When) -> Shared {
    Shared { traditional, simplified, when }
}

/// How much of a text is Traditional beyond doubt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Script {
    pub han: usize,
    pub traditional: usize,
}

impl Script {
    pub(super) fn of(text: impl Iterator<Item = char>) -> Self {
        text.filter(|&c| is_han(c)).fold(Self::default(), |count, c| Self {
            han: count.han + 1,
            traditional: count.traditional + usize::from(is_traditional(c)),
        })
    }

    /// A third of the characters of Traditional text differ; a name or a quotation makes no text so.
    pub(super) fn is_traditional(self) -> bool {
        self.traditional * 12 >= self.han && self.traditional > 0
    }
}

fn entry(c: char) -> u16 {
    table().get(u32::from(c).wrapping_sub(FIRST) as usize).copied().unwrap_or(0)
}

/// The Simplified form of a character that is Traditional beyond doubt.
pub(crate) fn simplified(c: char) -> Option<char> {
    char::from_u32(u32::from(entry(c))).filter(|_| is_traditional(c))
}

/// Whether a character is Traditional beyond doubt.
fn is_traditional(c: char) -> bool {
    entry(c) > IS_SHARED
}

/// The character to look up for `c`, between its neighbours as the page has
/// them. `traditional` tells whether the text around is.
pub(super) fn look_up(before: Option<char>, c: char, after: Option<char>, traditional: bool) -> char {
    let entry = entry(c);
    if entry != IS_SHARED {
        return if entry == 0 { c } else { char::from_u32(u32::from(entry)).unwrap_or(c) };
    }
    let Some(shared) = SHARED.iter().find(|shared| shared.traditional == c && traditional) else { return c };
    let beside =
        |left: &str, right: &str| before.is_some_and(|c| left.contains(c)) || after.is_some_and(|c| right.contains(c));
    let changes = match shared.when {
        When::Unless(left, right) => !beside(left, right),
        When::Only(left, right) => beside(left, right),
    };
    if changes { shared.simplified } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_of_two_characters_and_ends_in_a_simplified_one() {
        let pairs: Vec<(char, char)> = ('\u{4e00}'..='\u{9fff}')
            .map(|c| (c, look_up(None, c, None, true)))
            .filter(|(traditional, simplified)| traditional != simplified)
            .collect();
        assert!(pairs.len() > 2_800, "{}", pairs.len());
        for (traditional, simplified) in pairs {
            // What is looked up needs no look-up itself, else repairing twice would differ.
            assert_eq!(look_up(None, simplified, None, true), simplified, "{traditional} → {simplified}");
            assert_eq!(traditional.len_utf8(), simplified.len_utf8());
        }
        for (traditional, simplified) in
            "發展學國麵裡裏後為爲説說臺灣線綫".chars().zip("发展学国面里里后为为说说台湾线线".chars())
        {
            assert_eq!(look_up(None, traditional, None, false), simplified);
        }
    }

    #[test]
    fn simplified_characters_are_never_taken_for_traditional() {
        for c in "们这说国发后里面台几干只系松冬向广厂云丰准升卷回同周咸咽".chars() {
            assert!(!is_traditional(c), "{c}");
            assert_eq!(look_up(None, c, None, true), c);
        }
    }
}
