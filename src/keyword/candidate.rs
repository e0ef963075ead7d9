//! Which runs of units can be a term at all.

use super::{
    ngram::{Run, Runs},
    unit::{Class, Unit, Units},
};

/// Whether `run` is worth scoring. Generous: the model does the choosing.
#[inline(never)]
pub(super) fn is_candidate(run: &Run, units: &Units, paper: bool) -> bool {
    let inside = units.of(run);
    let (first, last) = (&inside[0], &inside[inside.len() - 1]);
    // 黄某, 赵先生: whom a paper does not name is no keyword.
    if UNNAMED.iter().any(|&tail| units.words[last.word as usize].ends_with(tail)) {
        return false;
    }
    // 人工 in 人工智能 is not spoken of, 宁波 in 宁波市 is.
    let place = matches!(first.class, Class::Person | Class::Place | Class::Organisation);
    if run.inner > 0 && run.inner == run.count && !run.inner_title && !place {
        return false;
    }
    // What a long text is about it says again and again.
    if run.titles == 0 && !run.inner_title && run.count < least_count(run, units) {
        return false;
    }
    let long = units.row.len() > LONG;
    let article = is_article(units, paper);
    // 评价体系 is a keyword of a paper, 关键问题 none of an article.
    if inside.iter().all(|unit| unit.general) && (article || inside.len() == 1) {
        return false;
    }
    for unit in [first, last] {
        let word = units.words[unit.word as usize];
        if unit.class == Class::Unknown
            && (!unit.coined && word.starts_with(|c| LEADING.contains(c)) || word.ends_with(|c| TRAILING.contains(c)))
        {
            return false;
        }
    }
    if is_amount(run, first, units) {
        return false;
    }
    if inside.len() == 1 {
        if article && first.hollow && (run.titles == 0 || run.count < 2) {
            return false;
        }
        if article && run.titles == 0 && !run.inner_title && (is_manner(first) || is_modifier(run, first, units)) {
            return false;
        }
        // 部, 实: a paper has its 钾, an editor tags with words.
        // 创宇 in 知道创宇: what the dictionary lacks and the text says in one company alone is a piece of a longer word.
        if first.class == Class::Unknown && run.nested == run.total() && run.nested >= 3 {
            return false;
        }
        if article && first.chars < 2 && first.class != Class::Latin {
            return false;
        }
        let verbal = matches!(first.class, Class::Verb | Class::VerbalNoun | Class::Adjective);
        if verbal && long && run.titles == 0 && !is_topic(run, first, units)
            || run.titles > 0
                && units.row.len() > ROOM
                && is_left_behind(run, first, verbal || first.class == Class::Idiom)
        {
            return false;
        }
        return match first.class {
            Class::Number | Class::Barrier => false,
            Class::Time | Class::Other if article => false,
            Class::Noun | Class::Name => true,
            _ => first.chars > 1,
        };
    }
    if first.class == Class::Time || matches!(last.class, Class::Time | Class::Person) && first.class != Class::Person {
        return false;
    }
    let told = is_told(run, article);
    // 科技成果转化: what an article tells is done is not what it is about.
    if told && last.class == Class::Verb {
        return false;
    }
    // 统筹兼顾加快发展: how it is done, and nothing that it is done to.
    let says_how = |unit: &Unit| unit.general || is_manner(unit) || unit.class == Class::Verb;
    if told && units.row.len() > ROOM && inside.iter().all(says_how) {
        return false;
    }
    // 习近平总书记 is 习近平, 王主任 is nobody new: the name stands for the person.
    if inside.windows(2).any(|pair| pair[0].class == Class::Person && pair[1].class == Class::Noun) {
        return false;
    }
    // 广西南宁: each place is a keyword of its own.
    if inside.iter().all(|unit| unit.class == Class::Place) {
        return false;
    }
    // A number belongs to a term only beside Latin or an unknown word: 米曲霉3042, not 三个问题 or 享年93.
    let number = |class| class == Class::Number;
    let numbered = inside.len() == 2 && matches!(first.class, Class::Latin | Class::Unknown);
    !number(first.class) && (!number(last.class) || numbered)
}

/// Whether it begins as the rest of a number does, behind a number: 万人 in 72.7万人, 余头 in 900余头.
fn is_amount(run: &Run, first: &Unit, units: &Units) -> bool {
    let before = (run.first as usize).checked_sub(1).and_then(|at| units.row.get(at));
    !first.breaks
        && before.is_some_and(|unit| unit.class == Class::Number)
        && !first.known
        && units.words[first.word as usize].starts_with(|c| AMOUNT.contains(c))
}

/// Whether the text is none of a paper's: an abstract has no room.
fn is_article(units: &Units, paper: bool) -> bool {
    !paper || units.row.len() > ROOM
}

/// Whether the phrase stands in an article's own sentences, neither quoted as a name nor listed as a keyword.
fn is_told(run: &Run, article: bool) -> bool {
    article && run.quoted == 0 && !run.keyword_line
}

/// Whether an article takes up what its title may have only for its sentence, so that a tap finds it. Asked of what is to be a keyword, not
/// of what the weights are fitted to: a term that editors passed over is an example, too.
pub(super) fn is_taken_up(run: &Run, runs: &Runs, units: &Units, paper: bool) -> bool {
    if !is_told(run, is_article(units, paper)) {
        return true;
    }
    if run.length == 1 { !is_passing(run, units) } else { is_said_again(run, units) && !is_deed(run, runs, units) }
}

/// Whether the text says the phrase itself, a long one more often: 哨扳平 is how its title put it. What says that something is done must be
/// said again: 赚600, but not 搜救犬.
fn is_said_again(run: &Run, units: &Units) -> bool {
    let inside = units.of(run);
    let (first, last) = (&inside[0], &inside[inside.len() - 1]);
    let acts = first.class == Class::Verb && !(first.chars > 1 && last.chars == 1 && last.class == Class::Noun);
    run.count >= least_count(run, units) + u32::from(acts)
}

/// Whether the phrase is a term with what is done to it before it: 助力农业生产; 壮大富民产业, where 富民产业 is said elsewhere too.
fn is_deed(run: &Run, runs: &Runs, units: &Units) -> bool {
    let inside = units.of(run);
    let first = &inside[0];
    let elsewhere =
        || runs.at(run.first as usize + 1, inside.len() - 1).is_some_and(|rest| runs.all[rest].count > run.count);
    matches!(first.class, Class::Verb | Class::Adjective)
        && match inside {
            [_, coinage] => coinage.coined && elsewhere(),
            _ => first.general || inside[1].class == Class::Verb || elsewhere(),
        }
}

/// Whether the word only passes: of those that any text says, however prominently (认真, 推出), a part of a word of the title (主义 in 保护主义),
/// or what a long text with more to say does not come back to.
fn is_passing(run: &Run, units: &Units) -> bool {
    let unit = &units.of(run)[0];
    let length = units.row.len();
    // 摇来, 卡中: what the dictionary lacks and the title alone has is mostly cut wrongly.
    if !unit.known && !unit.coined && run.count == 0 && unit.class != Class::Latin {
        return true;
    }
    let common = match unit.class {
        Class::Adjective => true,
        Class::Verb | Class::VerbalNoun => unit.idf < ANYWHERE,
        _ => false,
    };
    if length <= ROOM {
        return common && run.count < 3;
    }
    let part = run.titles == 0 && run.inner_title && !unit.class.is_name();
    let again = taken_up(length);
    let least = if common || part {
        again.max(3)
    } else if run.titles == 0 {
        least_count(run, units) + u32::from(is_word(unit))
    } else if is_named(unit) {
        // It may be called otherwise further down.
        1
    } else {
        again
    };
    run.count < least || unit.class == Class::Adjective && run.both_free == 0
}

/// Whether what is done is what the text is about: 诈骗, every hundredth word of it.
fn is_topic(run: &Run, unit: &Unit, units: &Units) -> bool {
    unit.class == Class::VerbalNoun && unit.idf >= ANYWHERE && run.count as usize * 100 >= units.row.len()
}

/// Whether the title has the word only for its sentence: a long text that it is about would come back to it.
fn is_left_behind(run: &Run, unit: &Unit, verbal: bool) -> bool {
    !is_named(unit) && run.count < if verbal { 3 } else { 1 }
}

/// Whether the word of `unit` is a name, said once or often.
fn is_named(unit: &Unit) -> bool {
    unit.class.is_name() || unit.class == Class::Latin
}

/// Whether the word of `unit` says when or how: an article that has it in its title may be about it, else it is none of its tags.
fn is_manner(unit: &Unit) -> bool {
    matches!(unit.class, Class::Adjective | Class::Attributive | Class::Idiom | Class::Time | Class::Other)
}

/// A text of more units has room to let what it is about stand alone.
const ROOM: usize = 1000;

/// Whether the word of `unit` only tells more of other words: it says how something is (颠覆性, 中国式), or is no noun and
/// never stands between marks or function words (内生 in 内生动力).
fn is_modifier(run: &Run, unit: &Unit, units: &Units) -> bool {
    let property = units.words[unit.word as usize].ends_with(['性', '式', '型']);
    let bound = run.both_free == 0 && run.inner == 0;
    match unit.class {
        Class::Noun => {
            property && run.chars > 2 || bound && (property || units.row.len() > ROOM || leads_general(run, units))
        }
        Class::Verb | Class::VerbalNoun | Class::Abbreviation => bound || property,
        // 赋能: what the dictionary lacks may be any part of speech.
        Class::Unknown => bound && unit.chars == 2 && units.row.len() > ROOM,
        _ => false,
    }
}

/// Whether the text, each time, has the word only to tell more of a general one.
fn leads_general(run: &Run, units: &Units) -> bool {
    let next = units.row.get(run.first as usize + 1);
    run.nested > 1 && run.nested == run.total() && next.is_some_and(|unit| unit.general && !unit.breaks)
}

/// How often a text must say what its title lacks. A long one must say a word more that is no name, or that many texts say:
/// 资本 six times in ten pages are no more than elsewhere.
fn least_count(run: &Run, units: &Units) -> u32 {
    let unit = &units.of(run)[0];
    let length = units.row.len();
    let least = taken_up(length);
    if run.length > 1 || length <= ROOM {
        return least;
    }
    let more = if is_word(unit) { ((length - ROOM) / TAKEN_UP_WORD) as u32 } else { 0 };
    let anywhere = COMMON * length as f64 * libm::exp(-f64::from(unit.idf));
    (least + more).max(libm::ceil(anywhere) as u32)
}

/// How often a text of `length` units says what it takes up.
fn taken_up(length: usize) -> u32 {
    1 + (length / TAKEN_UP) as u32
}

/// Whether the word of `unit` is one of the language, no name and no invention.
fn is_word(unit: &Unit) -> bool {
    matches!(
        unit.class,
        Class::Noun | Class::Verb | Class::VerbalNoun | Class::Adjective | Class::Attributive | Class::Abbreviation
    )
}

/// One more occurrence is asked of what the title lacks for so many units.
const TAKEN_UP: usize = 1500;
/// Of a word that is no name one more for so many units beyond [`ROOM`].
const TAKEN_UP_WORD: usize = 1000;
/// So often at least, times the units and the share of texts that have the word at all, e^-idf.
const COMMON: f64 = 0.12;

/// Of a text with more units an editor does not tag what is done, but what it is done with.
pub(super) const LONG: usize = 1400;

/// Idf of a word that one text in five hundred has.
const ANYWHERE: f32 = 6.2;

/// Function characters with which a word that the dictionary lacks does not begin or end: it was cut wrongly.
const LEADING: &str = "以及于其被把将在与和是的了着对从由为而且或也就都还又再";
const TRAILING: &str = "的了着与和及是在于把被等后前时一说称上下";

/// What goes on with a number.
const AMOUNT: &str = "百千万亿余多来几";

/// Tails of persons without a name.
const UNNAMED: [&str; 3] = ["某", "先生", "女士"];
