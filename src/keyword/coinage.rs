//! Words that a text coins: runs of tokens that the dictionary cannot know as
//! one, but that hold together within the text and move freely in it.
//!
//! 碳汇合作社 comes out of the segmenter as 碳汇 + 合作社 or as 碳 + 汇 +
//! 合作社, depending on its neighbours. Here it becomes one token, for this
//! text alone: nothing is added to the segmenter.

use super::{COINED, stop_words::StopWords, unit::is_han};
use crate::{
    ByteSpan,
    dictionary::Tag,
    document::Token,
    hash::{FastMap, FastSet},
    order::{pair, sort_by_key, sort_pairs},
    segment::Segmenter,
};

/// The most pieces and characters of a coinage.
const MAX_PIECES: usize = 8;
const MAX_CHARS: usize = 10;
/// Least entropy of the neighbours on either side, in nats: three neighbours
/// in equal parts have 1.1, two have 0.69. Lower takes fragments (汇合作社 is
/// always led by 碳), higher loses what stands mostly in one phrase.
const LEAST_ENTROPY: f64 = 0.8;
/// Least PMI at the weakest split, in nats: the pieces meet e^1.5 ≈ 4.5 times as often as chance has it.
const LEAST_COHESION: f64 = 1.5;
/// Two or more dictionary words are a coinage only where one of them hardly
/// occurs without the rest: least share of its occurrences.
const LEAST_BOUND: f64 = 0.7;
/// Two pieces whose form says nothing are one only where one of them hardly occurs without the other: least share of its occurrences.
const LEAST_PAIRED: f64 = 0.9;
/// And only where they occur so many times as often as other runs must.
const PAIRED_OFTEN: u32 = 2;
/// A run that is said at least once in so many pieces is what the text is about.
const DOMINANT: usize = 100;
/// And so many times as often as other runs must: the commonest verb and noun of a page meet once in a hundred pieces too.
const DOMINANT_OFTEN: u32 = 3;
/// Of such a run a piece must stand within it so often, and all where one is a verb: least share of its occurrences.
const LEAST_DOMINANT: f64 = 0.4;
/// Largest share of one single character among the neighbours.
const MOST_ONE_CHARACTER: f64 = 0.4;
/// Function characters that may stand inside a coinage, at its edge only where the text hardly says them elsewhere.
const INNER: &str = "上下中里内外前后一二两三四五六七八九十百千万无多能可时间元种名日月年分次位";
/// Function characters that set phrases are made with, too: 以竹代塑, 接诉即办, 她力量.
const SET: &str = "以即因只不未向从最而他她它地为对按自让有需应到用于更和与在";
/// Surnames that are hardly words of their own, whatever the dictionary tags them.
const SURNAMES: &str = "张刘孙郑谭乔俞戴罗韩苏";
/// What the name of a place or of an authority ends with.
const PLACE: &str = "镇乡村县区市州旗部局委厅";
/// What offices and forms of address end with.
const OFFICE: &str = "长记授士生师任理席员裁者志";
/// Countries by one character, as they stand beside each other: 中美, 日韩.
const COUNTRIES: &str = "中美日韩俄英法德印澳欧朝越乌巴";
/// What foreign names are written with, but for what is as common in other words.
const FOREIGN: &str = "阿埃艾奥巴邦鲍贝彼宾波伯博布戴丹德邓迪蒂丁杜恩尔范菲费芬冯弗夫福盖戈格贡古哈赫亨胡霍基吉贾杰津卡凯坎科克肯库昆拉莱兰朗劳勒雷利列林琳伦龙隆卢鲁罗洛马迈麦曼梅蒙米莫穆纳尼纽努诺欧帕潘庞佩彭皮普奇恰乔钦琼丘萨塞桑瑟森沙史朔斯松苏索塔泰坦汤特滕廷托瓦韦维温沃乌希锡夏谢辛休雅亚耶伊尤扎泽詹珍兹佐茨娜妮顿";
const NONE: u32 = u32::MAX;

/// A text with its tokens.
pub(crate) struct Tokens<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens, which [`merge`] rewrites.
    pub tokens: Vec<Token>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A dictionary word of two or more characters.
    Word,
    /// A single character, or one of a token that the dictionary lacks.
    Character,
    /// Latin letters or digits.
    Latin,
    /// A character of [`INNER`], a plus sign, or a function character within a token that the dictionary lacks.
    Inner,
    /// A function word of [`SET`] or a numeral (第二, 一次): part of a set phrase or of nothing.
    Function,
    /// Nothing reaches across.
    Barrier,
}

#[derive(Clone, Copy)]
struct Piece {
    word: u32,
    kind: Kind,
    tag: Tag,
    span: ByteSpan,
    chars: u8,
    /// Index of the token it belongs to.
    token: u32,
}

/// Finds the coinages of the texts taken together and makes each one token.
#[inline(never)]
pub(crate) fn merge(texts: &mut [Tokens<'_>], segmenter: &Segmenter) {
    let stop_words = StopWords::new(&[]);
    let mut words = Words::default();
    let mut row = Vec::new();
    // Of each text its pieces.
    let mut ranges = Vec::new();
    for Tokens { text, tokens } in texts.iter() {
        let from = row.len();
        for (index, token) in tokens.iter().enumerate() {
            push_pieces(&mut row, &mut words, text, token, index as u32, &stop_words);
        }
        ranges.push(from..row.len());
        // The next text is no neighbour.
        row.push(Piece {
            word: NONE,
            kind: Kind::Barrier,
            tag: Tag::default(),
            span: ByteSpan::default(),
            chars: 0,
            token: NONE,
        });
    }
    let mut found = find(&row, &words);
    let known = words.all.len();
    find_names(&row, known, 1, &|start| is_person(&row, &words, start) || is_foreign(&row, &words, start), &mut found);
    find_names(&row, known, 0, &|start| is_place(&row, &words, start) || is_foreign(&row, &words, start), &mut found);
    if let [Some(&opens), Some(&closes)] = ["“", "”"].map(|mark| words.numbers.get(mark)) {
        find_quoted_numerals(&row, opens, closes, &mut found);
    }
    find_countries(&row, &words, &mut found);
    if found.iter().all(|&length| length == 0) {
        return;
    }
    let mut coinages = FastSet::default();
    for (text, pieces) in texts.iter().zip(&ranges) {
        add_words(text.text, &row[pieces.clone()], &found[pieces.clone()], &mut coinages);
    }
    for (text, pieces) in texts.iter_mut().zip(ranges) {
        let (row, found) = (&row[pieces.clone()], &mut found[pieces]);
        find_again(text.text, row, &coinages, found);
        text.tokens = rewrite(text, row, found, segmenter);
    }
}

/// The words of the pieces.
#[derive(Default)]
struct Words<'t> {
    numbers: FastMap<&'t str, u32>,
    all: Vec<Lists>,
}

/// Which lists a word is in; asked once of each.
struct Lists {
    function: bool,
    general: bool,
    surname: bool,
    place: bool,
    foreign: bool,
    office: bool,
    country: bool,
}

impl<'t> Words<'t> {
    fn number(&mut self, word: &'t str, stop_words: &StopWords) -> u32 {
        *self.numbers.entry(word).or_insert_with(|| {
            self.all.push(Lists {
                function: stop_words.is_function(word),
                general: stop_words.is_general(word),
                surname: SURNAMES.contains(word),
                place: PLACE.contains(word),
                foreign: word.chars().all(|c| FOREIGN.contains(c)),
                office: word.ends_with(|c| OFFICE.contains(c)),
                country: COUNTRIES.contains(word),
            });
            self.all.len() as u32 - 1
        })
    }

    fn of(&self, word: u32) -> &Lists {
        &self.all[word as usize]
    }
}

/// Adds the pieces of `token` to `row`.
#[inline(never)]
fn push_pieces<'t>(
    row: &mut Vec<Piece>,
    words: &mut Words<'t>,
    text: &'t str,
    token: &Token,
    index: u32,
    stop_words: &StopWords,
) {
    let whole = token.span.of(text);
    let first = whole.chars().next().unwrap_or(' ');
    let single = whole.len() == first.len_utf8();
    let piece = Piece { word: 0, kind: Kind::Barrier, tag: token.tag, span: token.span, chars: 1, token: index };
    if is_han(first) && !single && !token.known {
        for (at, c) in whole.char_indices() {
            let start = token.span.start + at;
            let span = ByteSpan::new(start, start + c.len_utf8());
            let word = words.number(span.of(text), stop_words);
            let function = words.of(word).function && !INNER.contains(c);
            let kind = if function { Kind::Inner } else { Kind::Character };
            row.push(Piece { word, span, kind, ..piece });
        }
        return;
    }
    let word = words.number(whole, stop_words);
    let kind = match words.of(word).function {
        _ if first.is_ascii_alphanumeric() => Kind::Latin,
        // 人工智能+, 5G+工业互联网.
        _ if whole == "+" => Kind::Inner,
        _ if !is_han(first) => Kind::Barrier,
        true if single && INNER.contains(first) => Kind::Inner,
        true if single && SET.contains(first) || !single && token.tag.is("m") => Kind::Function,
        true => Kind::Barrier,
        false if single => Kind::Character,
        false => Kind::Word,
    };
    row.push(Piece { word, kind, chars: whole.chars().count().min(255) as u8, ..piece });
}

/// How often a run must occur: more in a longer text, where chance has more room.
fn least_occurrences(pieces: usize) -> u32 {
    4 + u32::from(pieces > 1500) + (pieces / 20_000) as u32
}

/// The length in pieces of the coinage that starts at each piece, else 0. They do not overlap.
#[inline(never)]
fn find(row: &[Piece], words: &Words<'_>) -> Vec<u8> {
    let floor = least_occurrences(row.len());
    let mut found = vec![0u8; row.len()];
    let mut singles = vec![0u32; words.all.len()];
    for piece in row.iter().filter(|piece| piece.kind != Kind::Barrier) {
        singles[piece.word as usize] += 1;
    }
    let mut counts = vec![singles];
    let mut levels: Vec<Vec<u32>> = vec![
        row.iter()
            .map(|piece| {
                let frequent = piece.kind != Kind::Barrier && counts[0][piece.word as usize] >= floor;
                if frequent { piece.word } else { NONE }
            })
            .collect(),
    ];
    for length in 2..=MAX_PIECES {
        let Some((level, count)) = count_level(row, &levels[length - 2], length, floor) else { break };
        counts.push(count);
        levels.push(level);
    }
    // Shorter ones first: a longer run with a coinage inside has to earn it.
    let mut accepted_at = vec![0u8; row.len()];
    for length in 2..=levels.len() {
        let level = &levels[length - 1];
        let mut occurrences: Vec<(u32, u32)> = level
            .iter()
            .enumerate()
            .filter(|&(_, &number)| number != NONE)
            .map(|(start, &number)| (number, start as u32))
            .collect();
        sort_pairs(&mut occurrences);
        let verdict = |same: &[(u32, u32)]| {
            let start = same[0].1 as usize;
            let run = &row[start..start + length];
            // 碳汇合作社理论 is a phrase with a coinage in it, 新质生产力 hardly leaves 新质 alone.
            let is_phrase = (0..length).any(|at| {
                let part = usize::from(accepted_at[start + at]);
                part > 0
                    && at + part <= length
                    && said(&counts, &levels, start + at, part) * LEAST_BOUND > same.len() as f64
            });
            let often = |times: u32| same.len() as u32 >= times * floor;
            let is_word = || {
                (may_be(run, words) || often(PAIRED_OFTEN) && is_pair(run, &counts, words, same.len()))
                    && bound(run, &counts, same.len())
                    || often(DOMINANT_OFTEN) && is_dominant(run, &counts, words, same.len(), row.len())
            };
            !is_phrase
                && (run.iter().all(|piece| piece.kind != Kind::Function) && is_word()
                    || often(PAIRED_OFTEN) && is_set_phrase(run, &counts, &levels, start, same.len()))
                && holds(&counts, &levels, start, length, row.len(), same.len())
                && is_free(row, same, -1)
                && is_free(row, same, length as isize)
        };
        let accepted: Vec<&[(u32, u32)]> =
            occurrences.chunk_by(|a, b| a.0 == b.0).filter(|same| verdict(same)).collect();
        // Only now, or a run would count as inside another of its length.
        for &(_, start) in accepted.into_iter().flatten() {
            accepted_at[start as usize] = length as u8;
        }
    }
    // From the left, the longest that starts there.
    let mut at = 0;
    while at < row.len() {
        let length = accepted_at[at];
        found[at] = length;
        at += usize::from(length.max(1));
    }
    found
}

/// Numbers and counts the runs of `length` pieces by those one shorter, `below`: at each piece the number of the run that starts there,
/// where it is said often enough. `None` where none is.
#[inline(never)]
fn count_level(row: &[Piece], below: &[u32], length: usize, floor: u32) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut numbers: FastMap<(u32, u32), u32> = FastMap::default();
    let mut level = vec![NONE; row.len()];
    let mut count: Vec<u32> = Vec::new();
    for start in 0..row.len().saturating_sub(length - 1) {
        let (left, right) = (below[start], below[start + 1]);
        if left == NONE || right == NONE {
            continue;
        }
        let chars: usize = row[start..start + length].iter().map(|piece| usize::from(piece.chars)).sum();
        if chars > MAX_CHARS {
            continue;
        }
        let number = *numbers.entry((left, right)).or_insert(count.len() as u32);
        if number as usize == count.len() {
            count.push(0);
        }
        count[number as usize] += 1;
        level[start] = number;
    }
    for number in &mut level {
        if *number != NONE && count[*number as usize] < floor {
            *number = NONE;
        }
    }
    level.iter().any(|&number| number != NONE).then_some((level, count))
}

/// Whether a surname and a given name that is a word stand at `start`: 吴|亚军, but not 三|张|照片.
fn is_person(row: &[Piece], words: &Words<'_>, start: usize) -> bool {
    let (surname, given) = (&row[start], &row[start + 1]);
    let counted = || start.checked_sub(1).is_some_and(|before| ["m", "r"].iter().any(|tag| row[before].tag.is(tag)));
    surname.kind == Kind::Character
        && (surname.tag.is("nr") || words.of(surname.word).surname && !counted())
        && given.kind == Kind::Word
        && given.chars == 2
}

/// Whether a name and the ending of a place or an authority stand at `start`: 石桥|镇, 交通运输|部.
fn is_place(row: &[Piece], words: &Words<'_>, start: usize) -> bool {
    let (name, end) = (&row[start], &row[start + 1]);
    end.kind == Kind::Character
        && words.of(end.word).place
        && name.kind == Kind::Word
        && name.chars < 5
        && ["n", "j", "vn"].iter().any(|prefix| name.tag.is(prefix))
        && !words.of(name.word).general
}

/// Whether a foreign name of which the dictionary knows a part stands at `start`: 马克|龙. Its pieces are all of their tokens.
fn is_foreign(row: &[Piece], words: &Words<'_>, start: usize) -> bool {
    let pair = &row[start..start + 2];
    matches!((pair[0].kind, pair[1].kind), (Kind::Word, Kind::Character) | (Kind::Character, Kind::Word))
        && pair.iter().all(|piece| words.of(piece.word).foreign)
        && start.checked_sub(1).is_none_or(|before| row[before].token != pair[0].token)
        && row[start + 2].token != pair[1].token
}

/// Adds the names of two pieces of which one, the one `bound` places after the first, is a word that the text never says without
/// the same other.
#[inline(never)]
fn find_names(row: &[Piece], words: usize, bound: usize, is_name: &dyn Fn(usize) -> bool, found: &mut [u8]) {
    let other = |at: usize, found: &[u8]| {
        let start = at.checked_sub(bound).filter(|&start| start + 1 < row.len())?;
        (found[start..start + 2] == [0, 0] && is_name(start)).then(|| row[start + 1 - bound].word)
    };
    // Of each word the other at its first occurrence and how often it is said; no other once it stands without.
    let mut others: Vec<(Option<u32>, u32)> = vec![(None, 0); words];
    for (at, piece) in row.iter().enumerate().filter(|(_, piece)| piece.word != NONE) {
        let now = other(at, found);
        let (known, count) = &mut others[piece.word as usize];
        *known = if *count == 0 { now } else { known.filter(|&known| now == Some(known)) };
        *count += 1;
    }
    for (at, piece) in row.iter().enumerate().filter(|(_, piece)| piece.word != NONE) {
        if let (Some(_), 2..) = others[piece.word as usize] {
            found[at - bound] = 2;
        }
    }
}

/// Adds the names that several numerals in quotation marks are: 十五|五.
#[inline(never)]
fn find_quoted_numerals(row: &[Piece], opens: u32, closes: u32, found: &mut [u8]) {
    for at in (0..row.len()).filter(|&at| row[at].word == opens) {
        let inside = &row[at + 1..];
        let length = inside.iter().take_while(|piece| piece.kind != Kind::Latin && piece.tag.is("m")).count();
        let closed = inside.get(length).is_some_and(|piece| piece.word == closes);
        if (2..=3).contains(&length) && closed && found[at + 1..=at + length].iter().all(|&other| other == 0) {
            found[at + 1] = length as u8;
        }
    }
}

/// Adds the countries, a character each, that stand together before a word: 中|美|贸易.
#[inline(never)]
fn find_countries(row: &[Piece], words: &Words<'_>, found: &mut [u8]) {
    let is_country = |piece: &Piece| piece.word != NONE && piece.chars == 1 && words.of(piece.word).country;
    let mut at = 0;
    while at < row.len() {
        // A token's single character, none of those of an unknown one.
        let alone = |&i: &usize| is_country(&row[i]) && found[i] == 0 && (i == 0 || row[i - 1].token != row[i].token);
        let length = (at..row.len()).take_while(alone).count();
        let before_word = row.get(at + length).is_some_and(|next| next.kind == Kind::Word);
        if (2..=4).contains(&length) && before_word && found[at + length] == 0 {
            found[at] = length as u8;
        }
        at += length.max(1);
    }
}

/// Whether the form of `run` allows it to be a word.
fn may_be(run: &[Piece], words: &Words<'_>) -> bool {
    let general = |piece: &Piece| piece.kind == Kind::Word && words.of(piece.word).general;
    let (first, last) = (&run[0], &run[run.len() - 1]);
    if first.kind == Kind::Inner || last.kind == Kind::Inner || run.iter().all(|piece| piece.kind == Kind::Latin) {
        return false;
    }
    let done = |piece: &Piece| general(piece) && piece.tag.is("v") && !piece.tag.is("vn");
    // 发展|碳: a general verb leads the word, it is no part of it.
    if general(first) || done(last) {
        return false;
    }
    if run.iter().any(|piece| piece.kind == Kind::Character) {
        // 大|市场: an adverb or a numeral before a noun is no name of a thing.
        return !first.tag.is("d") && !first.tag.is("m") && (run.len() > 2 || first.chars + last.chars > 2);
    }
    // Words in a row: only what reads as a name, and not 坚定|实施|扩大内需|战略.
    !run.iter().any(done)
        && !is_verbal(first)
        && !first.tag.is("nr")
        && !last.tag.is("nr")
        && (!last.tag.is("v") || last.tag.is("vn"))
}

/// Whether two pieces are a word though their form does not say so, since they are hardly said without each other: two single
/// characters, one of which is said nowhere else (曜能, whose second one stands in no other coinage's edge), a word and the noun it
/// always leads (共享|菜园, 首发|经济), or two words. Not 习近平|总书记: a person is one alone.
fn is_pair(run: &[Piece], counts: &[Vec<u32>], words: &Words<'_>, count: usize) -> bool {
    let [first, last] = run else { return false };
    let single = |piece: &Piece| piece.chars == 1 && matches!(piece.kind, Kind::Character | Kind::Inner);
    let paired = |piece: &Piece| share(piece, counts, count) >= LEAST_PAIRED;
    if first.kind != Kind::Word || last.kind != Kind::Word {
        return run.iter().all(single) && run.iter().any(|piece| piece.kind == Kind::Character && paired(piece));
    }
    // 未来|工厂: what many texts say leads a word that this one never says without it. 开展|自查 it may do.
    let first_is_general = words.of(first.word).general;
    (if first_is_general {
        !is_verbal(first) && paired(last)
    } else {
        paired(first) && (last.tag.is("n") || paired(last))
    }) && !first.tag.is("nr")
        && !last.tag.is("nr")
}

/// Whether the text says `run` over and over, so that its pieces, words of any text (数据|要素) or persons by their tags alone
/// (智慧|养老), are one word here.
fn is_dominant(run: &[Piece], counts: &[Vec<u32>], words: &Words<'_>, count: usize, total: usize) -> bool {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let paired = |piece: &Piece| share(piece, counts, count) >= LEAST_PAIRED;
    let dominated = |piece: &Piece| share(piece, counts, count) >= LEAST_DOMINANT;
    count * DOMINANT >= total
        && run.iter().any(|piece| piece.kind == Kind::Word)
        && [first, last].into_iter().all(|piece| piece.kind != Kind::Inner || paired(piece))
        && run.iter().any(dominated)
        // 培育|低空经济: what is done to a thing that is also said without. 科技|创新: neither is said so much elsewhere.
        && (paired(last) || !(is_verbal(first) || is_verbal(last)) || run.iter().all(dominated))
        // 灵犀|引擎, whose first word the dictionary takes for somebody's; 王小明|教授 is somebody.
        && [first, last].into_iter().all(|piece| !piece.tag.is("nr") || share(piece, counts, count) >= LEAST_BOUND)
        && !(first.tag.is("nr") && words.of(last.word).office && !last.tag.is("v"))
}

/// Whether `run` is a set phrase: at every split one side is hardly said without the other. Two words are one only where a pronoun or a
/// numeral leads a noun (她|力量, 第二|曲线): 在|石桥镇 is often all that a text says of a place.
fn is_set_phrase(run: &[Piece], counts: &[Vec<u32>], levels: &[Vec<u32>], start: usize, count: usize) -> bool {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let chars: u8 = run.iter().map(|piece| piece.chars).sum();
    (3..=5).contains(&chars)
        && (matches!(last.kind, Kind::Word | Kind::Character) || last.kind == Kind::Function && last.tag.is("m"))
        && (run.len() > 2 || (first.tag.is("r") || first.tag.is("m")) && !is_verbal(last))
        && (1..run.len()).all(|split| {
            let least = said(counts, levels, start, split).min(said(counts, levels, start + split, run.len() - split));
            count as f64 >= least * LEAST_PAIRED
        })
}

/// Whether a word takes another for its object or says how it is done.
fn is_verbal(piece: &Piece) -> bool {
    piece.tag.is("v") || piece.tag.is("d")
}

/// Whether the pieces meet more often than chance has it, at every split.
fn holds(counts: &[Vec<u32>], levels: &[Vec<u32>], start: usize, length: usize, total: usize, count: usize) -> bool {
    (1..length).all(|split| {
        let chance = said(counts, levels, start, split) * said(counts, levels, start + split, length - split);
        libm::log(count as f64 * total as f64 / chance) > LEAST_COHESION
    })
}

/// How often the run of `length` pieces at `start` is said.
fn said(counts: &[Vec<u32>], levels: &[Vec<u32>], start: usize, length: usize) -> f64 {
    f64::from(counts[length - 1][levels[length - 1][start] as usize])
}

/// Which share of a piece's occurrences stands in a run said `count` times.
fn share(piece: &Piece, counts: &[Vec<u32>], count: usize) -> f64 {
    count as f64 / f64::from(counts[0][piece.word as usize])
}

/// Whether one word hardly occurs without the rest; asked of dictionary words in a row.
fn bound(run: &[Piece], counts: &[Vec<u32>], count: usize) -> bool {
    run.iter().any(|piece| piece.kind == Kind::Character)
        || run.iter().any(|piece| share(piece, counts, count) >= LEAST_BOUND)
}

/// Whether the neighbours at `side` of the start vary as those of a word do.
#[inline(never)]
fn is_free(row: &[Piece], same: &[(u32, u32)], side: isize) -> bool {
    // Punctuation sets free: each is a neighbour of its own.
    let mut neighbours: Vec<(u32, bool)> = same
        .iter()
        .map(|&(_, start)| {
            let piece = usize::try_from(start as isize + side).ok().and_then(|at| row.get(at));
            match piece.filter(|piece| piece.kind != Kind::Barrier || piece.tag != Tag::default()) {
                Some(piece) => (piece.word, piece.kind == Kind::Character),
                None => (NONE - start, false),
            }
        })
        .collect();
    sort_by_key(&mut neighbours, |&(word, is_character)| pair(word, u32::from(is_character)));
    let total = neighbours.len() as f64;
    let mut entropy = 0.0;
    for same in neighbours.chunk_by(|a, b| a == b) {
        let share = same.len() as f64 / total;
        // 发展碳|汇: what mostly meets one and the same character breaks off inside a word.
        if same[0].1 && share > MOST_ONE_CHARACTER {
            return false;
        }
        entropy -= share * libm::log(share);
    }
    entropy >= LEAST_ENTROPY
}

/// Adds the coinages found in `text` to `coinages`, each under its first character as well.
#[inline(never)]
fn add_words<'t>(text: &'t str, row: &[Piece], found: &[u8], coinages: &mut FastSet<&'t str>) {
    for at in (0..row.len()).filter(|&at| found[at] > 0) {
        let word = span_of(&row[at..at + usize::from(found[at])]).of(text);
        coinages.insert(head(word));
        coinages.insert(word);
    }
}

/// Finds the coinages where their neighbours made the segmenter cut them otherwise: 数据|中|台 beside 数据|中台.
#[inline(never)]
fn find_again(text: &str, row: &[Piece], coinages: &FastSet<&str>, found: &mut [u8]) {
    let mut at = 0;
    while at < row.len() {
        if found[at] == 0 && coinages.contains(head(row[at].span.of(text))) {
            let free = found[at..].iter().take(MAX_PIECES).take_while(|&&length| length == 0).count();
            let is_coinage = |&length: &usize| coinages.contains(span_of(&row[at..at + length]).of(text));
            found[at] = (2..=free).rev().find(is_coinage).unwrap_or(0) as u8;
        }
        at += usize::from(found[at].max(1));
    }
}

/// Where the pieces of `run` stand.
fn span_of(run: &[Piece]) -> ByteSpan {
    ByteSpan::new(run[0].span.start, run[run.len() - 1].span.end)
}

/// The first character of `text`.
fn head(text: &str) -> &str {
    &text[..text.chars().next().map_or(0, char::len_utf8)]
}

/// The tokens of one text with its coinages made one each.
#[inline(never)]
fn rewrite(text: &Tokens<'_>, row: &[Piece], found: &[u8], segmenter: &Segmenter) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.tokens.len());
    let mut at = 0;
    while at < row.len() {
        let length = usize::from(found[at]);
        if length > 0 {
            let span = span_of(&row[at..at + length]);
            tokens.push(Token { span, tag: COINED, idf: None, known: false });
            at += length;
            continue;
        }
        // What no coinage takes of this token, in one.
        let token = row[at].token;
        let from = at;
        while at < row.len() && row[at].token == token && found[at] == 0 {
            at += 1;
        }
        let whole = text.tokens[token as usize];
        let span = span_of(&row[from..at]);
        if span == whole.span {
            tokens.push(whole);
        } else {
            let entry = segmenter.lookup(span.of(text.text));
            tokens.push(Token {
                span,
                tag: entry.map_or(whole.tag, |entry| entry.tag),
                idf: entry.and_then(|entry| entry.idf),
                known: entry.is_some(),
            });
        }
    }
    tokens
}
