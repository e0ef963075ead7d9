//! Which runs of units can be a term at all.

use super::{
    ngram::Run,
    unit::{Class, Units},
};

/// Whether `run` is worth scoring. Generous: the model does the choosing.
pub(super) fn is_candidate(run: &Run, units: &Units) -> bool {
    let inside = &units.row[run.first as usize..run.first as usize + usize::from(run.length)];
    let (first, last) = (&inside[0], &inside[inside.len() - 1]);
    // 黄某, 赵先生: whom a paper does not name is no keyword.
    if UNNAMED.iter().any(|&tail| units.words[last.word as usize].ends_with(tail)) {
        return false;
    }
    let long = units.row.len() > LONG && run.titles == 0;
    if inside.iter().all(|unit| unit.general) && (long || inside.len() == 1) {
        return false;
    }
    for unit in [first, last] {
        let word = units.words[unit.word as usize];
        if unit.class == Class::Unknown
            && (word.starts_with(|c| LEADING.contains(c)) || word.ends_with(|c| TRAILING.contains(c)))
        {
            return false;
        }
    }
    if inside.len() == 1 {
        let verbal = matches!(first.class, Class::Verb | Class::VerbalNoun | Class::Adjective);
        if verbal && long {
            return false;
        }
        return match first.class {
            Class::Number | Class::Barrier => false,
            Class::Noun | Class::Name => true,
            _ => first.chars > 1,
        };
    }
    if first.class == Class::Time || matches!(last.class, Class::Time | Class::Person) && first.class != Class::Person {
        return false;
    }
    // 习近平总书记 is 习近平, 王主任 is nobody new: the name stands for the person.
    if first.class == Class::Person && last.class == Class::Noun {
        return false;
    }
    // 广西南宁: each place is a keyword of its own.
    if inside.iter().all(|unit| unit.class == Class::Place) {
        return false;
    }
    // A number belongs to a term only beside Latin or an unknown word: 米曲霉3042, not 三个问题.
    let number = |class| class == Class::Number;
    !number(first.class) && (!number(last.class) || inside.len() == 2 && !first.general)
}

/// Of a text with more units an editor does not tag what is done, but what it is done with.
const LONG: usize = 1800;

/// Function characters with which a word that the dictionary lacks does not begin or end: it was cut wrongly.
const LEADING: &str = "以及于其被把将在与和是的了着对从由为而且或也就都还又再";
const TRAILING: &str = "的了着与和及是在于把被等后前时一";

/// Tails of persons without a name.
const UNNAMED: [&str; 4] = ["某", "先生", "女士", "某某"];
