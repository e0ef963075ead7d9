//! Which runs of units can be a term at all.

use super::{
    ngram::Run,
    unit::{Class, Units},
};

/// Whether `run` is worth scoring. Generous: the model does the choosing.
pub(super) fn is_candidate(run: &Run, units: &Units) -> bool {
    let inside = &units.row[run.first as usize..run.first as usize + usize::from(run.length)];
    let (first, last) = (&inside[0], &inside[inside.len() - 1]);
    if inside.len() == 1 {
        if first.general {
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
    // A number belongs to a term only beside Latin or an unknown word: 米曲霉3042, not 三个问题.
    let number = |class| class == Class::Number;
    !number(first.class) && (!number(last.class) || inside.len() == 2 && !first.general)
}
