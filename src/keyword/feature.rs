//! What the model knows of a candidate: named numbers, most of them 0 to 1.

use super::{
    candidate::LONG,
    ngram::{Run, Runs},
    unit::{Class, Region, Unit, Units, is_han},
};
use crate::order::sort_by_key;

macro_rules! features {
    ($($name:ident: $text:literal,)+) => {
        /// A feature; the text of each says what it measures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature { $(#[doc = $text] $name,)+ }

        impl Feature {
            /// All features in the order of the vector.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its name, as the fitting script and the table of weights write it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }
        }
    };
}

features! {
    Bias: "1.",
    Once: "Occurs in the text.",
    Twice: "At least twice.",
    Frequency: "ln(1 + count) / ln(1 + the most frequent run's count).",
    Coinage: "A word of three or more characters that the dictionary lacks.",
    CoinageOften: "The same, or in a long text one of two characters said twelve times, among the three most frequent words, or there the most frequent if it is a name or has four or more: (count / 4)² / 2 of at most 24, times the square of its share of the most frequent word's count, 1 to 18.",
    Often: "In a text of more than 1,200 units: count times what the mean idf has more than 4, as a share of the largest such product of the text; less in one of fewer than 2,700.",
    KeywordLine: "Stands in the author's own line of keywords.",
    Idf: "Mean idf of the words, / 14.",
    IdfLeast: "Least idf of the words, / 14.",
    Early: "1 / (1 + number of sentences before the first occurrence).",
    Offset: "First occurrence, share of the text before it.",
    Blocks: "Share of the blocks with it.",
    Title: "Stands in the title.",
    TitlePart: "Stands in the title as a part of longer words only.",
    TitlePartOnly: "The same, and nowhere in the text as a word.",
    TitlePartWord: "The same, and in the text as a word.",
    Part: "A part of longer words, in the text never a word of its own.",
    TitleOnly: "Stands in the title and not in the text.",
    TitleStart: "Begins the title.",
    TitleRightFree: "In the title, nothing that could belong to it stands after.",
    Heading: "Stands in a heading.",
    Chars1: "One character.",
    Chars2: "Two characters.",
    Chars3: "Three.",
    Chars4: "Four.",
    Chars5: "Five.",
    Chars6: "Six.",
    Chars7: "Seven or eight.",
    Chars9: "Nine or more.",
    Units2: "Two words.",
    Units3: "Three words.",
    Units4: "Four or five words.",
    Noun: "One word: noun.",
    Person: "One word: person.",
    Place: "One word: place.",
    VerbalNoun: "One word: verbal noun.",
    Adjective: "One word: adjective or attributive.",
    Abbreviation: "One word: abbreviation.",
    Unknown: "One word that the dictionary lacks.",
    HeadVerb: "Phrase ending with a verb.",
    HeadVerbalNoun: "Phrase ending with a verbal noun.",
    HeadUnknown: "Phrase ending with an unknown word.",
    HeadOdd: "Phrase ending with anything else.",
    FirstVerb: "Phrase beginning with a verb.",
    FirstName: "Phrase beginning with a name.",
    FirstOdd: "Phrase beginning with anything else but a noun.",
    InnerVerb: "Phrase of three or more words with a verb inside.",
    GeneralFirst: "Phrase beginning with a general word.",
    ShortFirst: "Phrase beginning with a single character.",
    Cohesion: "PMI at the weakest split, 0 to 8 nats / 8; phrases that occur twice or more.",
    HeadShare: "Share of the last word's occurrences that are within the phrase; two or more.",
    FirstShare: "Share of the first word's occurrences that are within the phrase; two or more.",
    Nested: "Occurrences of the commonest longer run around it, share.",
    NestedAlways: "Always within one longer run, that occurs twice or more.",
    NestedCommon: "Share of occurrences within one longer run that occurs twice or more.",
    LeftEntropy: "Entropy of the words before, nats / 4; two or more.",
    RightEntropy: "Entropy of the words after, nats / 4; two or more.",
    Quoted: "Stands exactly in quotation or title marks.",
    Cued: "Follows 所谓, 提出, 称为 or the like.",
    TermSuffix: "Ends like a term: 法, 论, 性, 率, 化 …",
    BodySuffix: "Ends like an organisation: 局, 院, 委, 会 …",
    PersonSuffix: "Ends like a sort of person: 者, 员, 男, 女 …",
    PlaceSuffix: "Ends like a place: 市, 县, 区, 路 …",
}

/// Length of the vector.
pub const COUNT: usize = Feature::ALL.len();

/// The features of one candidate.
pub type Vector = [f64; COUNT];

/// Occurrences after which a coinage does not grow more telling.
const OFTEN: u32 = 24;
/// So often a word of two characters that the dictionary lacks is taken for a coinage, in a long text.
const PAIR_OFTEN: u32 = 12;

/// Where a text is long enough to begin to tell by its counts what it is about, and how many units later they tell most.
const COUNTS_TELL: f64 = 1200.0;
const COUNTS_TELL_MORE: f64 = 1500.0;

/// Idf of what says little however often it is said: 中国.
const LITTLE: f32 = 4.0;

/// Idf of what any text may say.
const ANY_TEXT: f32 = 5.0;

const TERM_SUFFIX: &str = "法论学性率化力器术剂素机仪酸菌症病炎瘤度值式型膜体质层场波谱材料权罪税网系";
const BODY_SUFFIX: &str = "局院委会部司厂校社团党队署厅处站馆店行所";
const PERSON_SUFFIX: &str = "者员男女生师工民童婴人客商徒犯星手长士";
const PLACE_SUFFIX: &str = "省市县区镇乡村路街港岛河江湖山海国州";

/// What holds for the whole text.
pub(super) struct Context {
    most: f64,
    /// Frequencies of the words that are not general, falling.
    frequencies: Vec<u32>,
    title_first: usize,
    text_first: usize,
    length: f64,
    blocks: f64,
    first_sentence: u32,
    units: f64,
    /// What its counts tell, 0 to 1.
    counts_tell: f64,
    /// The largest [`weight`] of a run.
    heaviest: f64,
}

/// Count times how much of its mean idf is more than that of words that say little; none for what says nothing alone.
fn weight(run: &Run, units: &Units) -> f64 {
    let inside = units.of(run);
    if inside.iter().all(|unit| unit.general) {
        return 0.0;
    }
    let idf = inside.iter().map(|unit| unit.idf).sum::<f32>() / inside.len() as f32;
    f64::from(run.count) * f64::from((idf - LITTLE).max(0.0))
}

impl Context {
    #[inline(never)]
    pub(super) fn new(units: &Units, runs: &Runs) -> Self {
        let row = &units.row;
        let in_title = |unit: &Unit| unit.region == Region::Title;
        let title_first = row.iter().position(in_title).unwrap_or(0);
        let title_end = title_first + row[title_first..].iter().take_while(|unit| in_title(unit)).count();
        let text_first = if units.outside > 0 { units.outside } else { title_end };
        let text = &row[text_first.min(row.len())..];
        let singles = runs.all.iter().take_while(|run| run.length == 1);
        let mut most = 1.0f64;
        let mut frequencies = Vec::new();
        for run in singles {
            most = most.max(f64::from(run.count));
            let unit = &units.of(run)[0];
            if !unit.general && unit.chars > 1 {
                frequencies.push(run.count);
            }
        }
        sort_by_key(&mut frequencies, |&count| !u64::from(count));
        Self {
            most,
            frequencies,
            title_first,
            text_first,
            length: (text.len() as f64).max(1.0),
            blocks: f64::from(units.blocks.max(1)),
            first_sentence: text.first().map_or(0, |unit| unit.sentence),
            units: row.len() as f64,
            counts_tell: ((row.len() as f64 - COUNTS_TELL) / COUNTS_TELL_MORE).clamp(0.0, 1.0),
            heaviest: runs.all.iter().map(|run| weight(run, units)).fold(1.0, f64::max),
        }
    }

    /// How much the text says `run`, as a share of what it says most; less where [`Feature::Often`] tells, none in a paper.
    pub(super) fn said(&self, run: &Run, units: &Units, academic: f64) -> f64 {
        (1.0 - academic) * (1.0 - self.counts_tell) * weight(run, units) / self.heaviest
    }

    /// The features of `run`.
    #[inline(never)]
    pub(super) fn vector(&self, units: &Units, runs: &Runs, run: &Run) -> Vector {
        let row = &units.row;
        let mut x = [0.0; COUNT];
        let mut set = |feature: Feature, value: f64| x[feature as usize] = value;
        let mut on = |feature: Feature| set(feature, 1.0);
        let start = run.first as usize;
        let length = usize::from(run.length);
        let inside = units.of(run);
        let (first, head) = (&inside[0], &inside[length - 1]);
        let (count, total) = (f64::from(run.count), f64::from(run.total().max(1)));

        on(Feature::Bias);
        if run.count > 0 {
            on(Feature::Once);
        }
        if run.count > 1 {
            on(Feature::Twice);
        }
        if run.titles > 0 {
            on(Feature::Title);
            if run.count == 0 {
                on(Feature::TitleOnly);
            }
            if run.title_at as usize == self.title_first {
                on(Feature::TitleStart);
            }
            if run.title_right_free {
                on(Feature::TitleRightFree);
            }
        }
        if run.inner_title && run.titles == 0 {
            on(Feature::TitlePart);
            on(match run.count - run.inner {
                0 => Feature::TitlePartOnly,
                _ => Feature::TitlePartWord,
            });
        }
        if run.inner > 0 && run.inner == run.count {
            on(Feature::Part);
        }
        if run.headings > 0 {
            on(Feature::Heading);
        }
        let rank = self.frequencies.partition_point(|&other| other > run.count);
        let lacking = length == 1
            && !first.known
            && match first.class {
                Class::Unknown | Class::Person | Class::Organisation => true,
                // AI农技员, not AI.
                Class::Latin => units.words[first.word as usize].contains(is_han),
                _ => false,
            };
        let coined = lacking && run.chars > 2;
        if coined {
            on(Feature::Coinage);
        }
        let long = row.len() > LONG;
        // Two characters may be a wrong cut; so often in a long text they are none.
        let named = coined && run.count > 2 || lacking && run.count >= PAIR_OFTEN && long;
        // 以旧换新: a whole phrase that the dictionary happens to know; 龙湖: a name, but not 中国.
        let telling = run.chars > 3 || first.class.is_name() && first.idf > ANY_TEXT;
        let heads = length == 1 && telling && rank == 0 && run.inner * 2 < run.count && !first.general && long;
        let often = if heads || named && rank < 3 {
            // A long text that says its own term again and again is about it, whatever stands in the title.
            let quarter = f64::from(run.count.min(OFTEN) / 4);
            // Of two such terms the one that is said more.
            let share = f64::from(run.count) / f64::from(self.frequencies[0]);
            (quarter * quarter / 2.0 * share * share).max(1.0)
        } else {
            0.0
        };
        if run.keyword_line {
            on(Feature::KeywordLine);
        }
        let width = |unit: &Unit| match unit.class {
            Class::Latin => usize::from(unit.chars).div_ceil(2).max(2),
            _ => usize::from(unit.chars),
        };
        on(match inside.iter().map(width).sum::<usize>() {
            0 | 1 => Feature::Chars1,
            2 => Feature::Chars2,
            3 => Feature::Chars3,
            4 => Feature::Chars4,
            5 => Feature::Chars5,
            6 => Feature::Chars6,
            7 | 8 => Feature::Chars7,
            _ => Feature::Chars9,
        });
        if length == 1 {
            match first.class {
                Class::Noun => on(Feature::Noun),
                Class::Person => on(Feature::Person),
                Class::Place => on(Feature::Place),
                Class::VerbalNoun => on(Feature::VerbalNoun),
                Class::Adjective | Class::Attributive => on(Feature::Adjective),
                Class::Abbreviation => on(Feature::Abbreviation),
                Class::Unknown => on(Feature::Unknown),
                _ => {}
            }
        } else {
            on(match length {
                2 => Feature::Units2,
                3 => Feature::Units3,
                _ => Feature::Units4,
            });
            match head.class {
                Class::Verb => on(Feature::HeadVerb),
                Class::VerbalNoun => on(Feature::HeadVerbalNoun),
                Class::Unknown => on(Feature::HeadUnknown),
                Class::Noun | Class::Person | Class::Place | Class::Organisation | Class::Name | Class::Latin => {}
                _ => on(Feature::HeadOdd),
            }
            match first.class {
                Class::Verb => on(Feature::FirstVerb),
                class if class.is_name() => on(Feature::FirstName),
                Class::Noun | Class::Adjective | Class::Attributive | Class::Unknown | Class::Latin | Class::Number => {
                }
                _ => on(Feature::FirstOdd),
            }
            if length > 2 && inside[1..length - 1].iter().any(|unit| unit.class == Class::Verb) {
                on(Feature::InnerVerb);
            }
            if first.general {
                on(Feature::GeneralFirst);
            }
            if first.chars == 1 {
                on(Feature::ShortFirst);
            }
        }
        let nested = f64::from(run.nested);
        if run.nested >= 2 && run.nested == run.total() {
            on(Feature::NestedAlways);
        }
        if run.quoted > 0 {
            on(Feature::Quoted);
        }
        if run.cued > 0 {
            on(Feature::Cued);
        }
        let last_char = units.words[head.word as usize].chars().next_back().unwrap_or(' ');
        if run.chars > 1 {
            for (suffixes, feature) in [
                (TERM_SUFFIX, Feature::TermSuffix),
                (BODY_SUFFIX, Feature::BodySuffix),
                (PERSON_SUFFIX, Feature::PersonSuffix),
                (PLACE_SUFFIX, Feature::PlaceSuffix),
            ] {
                if suffixes.contains(last_char) {
                    on(feature);
                }
            }
        }
        // From here on numbers between 0 and 1.
        let idfs = inside.iter().map(|unit| f64::from(unit.idf));
        let mean = idfs.clone().sum::<f64>() / length as f64;
        set(Feature::CoinageOften, often);
        set(Feature::Often, self.counts_tell * weight(run, units) / self.heaviest);
        set(Feature::Frequency, libm::log(1.0 + count) / libm::log(1.0 + self.most));
        set(Feature::Idf, mean / 14.0);
        set(Feature::IdfLeast, idfs.fold(f64::MAX, f64::min) / 14.0);
        if run.count > 0 {
            let at = run.text_at as usize;
            let sentence = row[at].sentence;
            set(Feature::Early, 1.0 / (1.0 + f64::from(sentence - self.first_sentence.min(sentence))));
            set(Feature::Offset, (at.saturating_sub(self.text_first)) as f64 / self.length);
        } else {
            set(Feature::Offset, 1.0);
        }
        set(Feature::Blocks, (f64::from(run.blocks) / self.blocks).min(1.0));
        set(Feature::Nested, nested / total);
        if run.nested >= 2 {
            set(Feature::NestedCommon, nested / total);
        }
        if total >= 2.0 {
            set(Feature::LeftEntropy, f64::from(run.left_entropy) / 4.0);
            set(Feature::RightEntropy, f64::from(run.right_entropy) / 4.0);
            if length > 1 {
                let of = |start: usize, length: usize| {
                    runs.at(start, length).map_or(total, |number| f64::from(runs.all[number].total()))
                };
                let weakest = (1..length)
                    .map(|split| libm::log(total * self.units / (of(start, split) * of(start + split, length - split))))
                    .fold(f64::MAX, f64::min);
                set(Feature::Cohesion, weakest.clamp(0.0, 8.0) / 8.0);
                set(Feature::FirstShare, total / of(start, 1));
                set(Feature::HeadShare, total / of(start + length - 1, 1));
            }
        }
        x
    }
}
