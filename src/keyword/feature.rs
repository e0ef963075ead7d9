//! What the model knows of a candidate: named numbers, most of them 0 to 1.

use super::{
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
    Thrice: "At least three times.",
    FiveTimes: "At least five times.",
    TenTimes: "At least ten times.",
    Frequency: "ln(1 + count) / ln(1 + the most frequent run's count).",
    Rank: "1 / (1 + number of words more frequent); general words left out.",
    Coinage: "A word of three or more characters that the dictionary lacks.",
    CoinageOften: "The same, one of the three most frequent words: count / 4, 1 to 6.",
    KeywordLine: "Stands in the author's own line of keywords.",
    Idf: "Mean idf of the words, / 14.",
    IdfLeast: "Least idf of the words, / 14.",
    TfIdf: "count × mean idf, / the largest in the text.",
    Early: "1 / (1 + number of sentences before the first occurrence).",
    FirstSentence: "Occurs in the first sentence of the text.",
    Offset: "First occurrence, share of the text before it.",
    Reach: "Distance of the last from the first occurrence, share of the text.",
    LastSentence: "Occurs in the last sentence.",
    Spread: "ln(1 + sentences with it) / ln(1 + sentences).",
    Blocks: "Share of the blocks with it.",
    Title: "Stands in the title.",
    TitleOnly: "Stands in the title and not in the text.",
    TitleTwice: "Stands in the title and at least twice in the text.",
    TitleStart: "Begins the title.",
    TitleOffset: "Characters of the title before it, share; 0 where not in the title.",
    TitleLeftFree: "In the title, nothing that could belong to it stands before.",
    TitleRightFree: "In the title, nothing that could belong to it stands after.",
    TitleChunk: "In the title, neither.",
    TitleCover: "Share of the title's characters it takes.",
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
    Organisation: "One word: organisation.",
    Name: "One word: other name.",
    Verb: "One word: verb.",
    VerbalNoun: "One word: verbal noun.",
    Adjective: "One word: adjective or attributive.",
    Idiom: "One word: idiom or set phrase.",
    Abbreviation: "One word: abbreviation.",
    Unknown: "One word that the dictionary lacks.",
    Latin: "One word: Latin, alone or mixed.",
    Odd: "One word: number, time, adverb or anything else.",
    HeadNoun: "Phrase ending with a noun.",
    HeadVerb: "Phrase ending with a verb.",
    HeadVerbalNoun: "Phrase ending with a verbal noun.",
    HeadName: "Phrase ending with a name.",
    HeadUnknown: "Phrase ending with an unknown word.",
    HeadLatin: "Phrase ending with a Latin word.",
    HeadOdd: "Phrase ending with anything else.",
    FirstVerb: "Phrase beginning with a verb.",
    FirstName: "Phrase beginning with a name.",
    FirstAdjective: "Phrase beginning with an adjective or attributive.",
    FirstUnknown: "Phrase beginning with an unknown word.",
    FirstLatin: "Phrase beginning with a Latin word or a number.",
    FirstOdd: "Phrase beginning with anything else but a noun.",
    VerbObject: "Phrase of a verb and what follows it as a noun.",
    InnerVerb: "Phrase of three or more words with a verb inside.",
    General: "One word, a general one.",
    GeneralHead: "Phrase ending with a general word.",
    GeneralFirst: "Phrase beginning with a general word.",
    GeneralAll: "Phrase of general words only.",
    ShortHead: "Phrase ending with a single character.",
    ShortFirst: "Phrase beginning with a single character.",
    Cohesion: "PMI at the weakest split, 0 to 8 nats / 8; phrases that occur twice or more.",
    HeadShare: "Share of the last word's occurrences that are within the phrase; two or more.",
    FirstShare: "Share of the first word's occurrences that are within the phrase; two or more.",
    Nested: "Occurrences of the commonest longer run around it, share.",
    NestedAlways: "Always within one longer run, that occurs twice or more.",
    NestedCommon: "Share of occurrences within one longer run that occurs twice or more.",
    LeftFree: "Share of occurrences with nothing before that could belong to it.",
    RightFree: "The same after it.",
    Chunk: "Share of occurrences with nothing on either side.",
    LeftEntropy: "Entropy of the words before, nats / 4; two or more.",
    RightEntropy: "Entropy of the words after, nats / 4; two or more.",
    Quoted: "Stands exactly in quotation or title marks.",
    Cued: "Follows 所谓, 提出, 称为 or the like.",
    Surname: "One unknown word of two or three characters that begins with a surname.",
    TermSuffix: "Ends like a term: 法, 论, 性, 率, 化 …",
    BodySuffix: "Ends like an organisation: 局, 院, 委, 会 …",
    PersonSuffix: "Ends like a sort of person: 者, 员, 男, 女 …",
    PlaceSuffix: "Ends like a place: 市, 县, 区, 路 …",
    VerbLong: "Verb: ln(units of the text) / 10.",
}

/// Length of the vector.
pub const COUNT: usize = Feature::ALL.len();

/// The features of one candidate.
pub type Vector = [f64; COUNT];

/// Occurrences after which a coinage does not grow more telling.
const OFTEN: u32 = 24;

const TERM_SUFFIX: &str = "法论学性率化力器术剂素机仪酸菌症病炎瘤度值式型膜体质层场波谱材料权罪税网系";
const BODY_SUFFIX: &str = "局院委会部司厂校社团党队署厅处站馆店行所";
const PERSON_SUFFIX: &str = "者员男女生师工民童婴人客商徒犯星手长士";
const PLACE_SUFFIX: &str = "省市县区镇乡村路街港岛河江湖山海国州";
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤欧阳司徒诸葛上官";

/// What holds for the whole text.
pub(super) struct Context {
    most: f64,
    /// Frequencies of the words that are not general, falling.
    frequencies: Vec<u32>,
    tf_idf: f64,
    title_chars: f64,
    title_first: usize,
    title_end: usize,
    text_first: usize,
    length: f64,
    sentences: f64,
    blocks: f64,
    first_sentence: u32,
    last_sentence: u32,
    units: f64,
}

impl Context {
    pub(super) fn new(units: &Units, runs: &Runs) -> Self {
        let row = &units.row;
        let in_title = |unit: &Unit| unit.region == Region::Title;
        let title_first = row.iter().position(in_title).unwrap_or(0);
        let title_end = title_first + row[title_first..].iter().take_while(|unit| in_title(unit)).count();
        let text_first = if units.outside > 0 { units.outside } else { title_end };
        let text = &row[text_first.min(row.len())..];
        let singles = runs.all.iter().take_while(|run| run.length == 1);
        let mut most = 1.0f64;
        let mut tf_idf = 1.0f64;
        let mut frequencies = Vec::new();
        for run in singles {
            most = most.max(f64::from(run.count));
            let unit = &row[run.first as usize];
            tf_idf = tf_idf.max(f64::from(run.count) * f64::from(unit.idf));
            if !unit.general && unit.chars > 1 {
                frequencies.push(run.count);
            }
        }
        sort_by_key(&mut frequencies, |&count| !u64::from(count));
        Self {
            most,
            frequencies,
            tf_idf,
            title_chars: row[title_first..title_end].iter().map(|unit| f64::from(unit.chars)).sum::<f64>().max(1.0),
            title_first,
            title_end,
            text_first,
            length: (text.len() as f64).max(1.0),
            sentences: f64::from(units.sentences.max(1)),
            blocks: f64::from(units.blocks.max(1)),
            first_sentence: text.first().map_or(0, |unit| unit.sentence),
            last_sentence: text.last().map_or(0, |unit| unit.sentence),
            units: row.len() as f64,
        }
    }

    /// The features of `run`.
    pub(super) fn vector(&self, units: &Units, runs: &Runs, run: &Run) -> Vector {
        let row = &units.row;
        let mut x = [0.0; COUNT];
        let mut set = |feature: Feature, value: f64| x[feature as usize] = value;
        let mut on = |feature: Feature| set(feature, 1.0);
        let start = run.first as usize;
        let length = usize::from(run.length);
        let inside = &row[start..start + length];
        let (first, head) = (&inside[0], &inside[length - 1]);
        let (count, total) = (f64::from(run.count), f64::from(run.total()));

        on(Feature::Bias);
        for (least, feature) in [
            (1, Feature::Once),
            (2, Feature::Twice),
            (3, Feature::Thrice),
            (5, Feature::FiveTimes),
            (10, Feature::TenTimes),
        ] {
            if run.count >= least {
                on(feature);
            }
        }
        if run.titles > 0 {
            on(Feature::Title);
            match run.count {
                0 => on(Feature::TitleOnly),
                1 => {}
                _ => on(Feature::TitleTwice),
            }
            if run.title_at as usize == self.title_first {
                on(Feature::TitleStart);
            }
            if run.title_left_free {
                on(Feature::TitleLeftFree);
            }
            if run.title_right_free {
                on(Feature::TitleRightFree);
            }
            if run.title_left_free && run.title_right_free {
                on(Feature::TitleChunk);
            }
        }
        if run.headings > 0 {
            on(Feature::Heading);
        }
        let rank = self.frequencies.partition_point(|&other| other > run.count);
        if length == 1 && first.class == Class::Unknown && run.chars > 2 {
            on(Feature::Coinage);
        }
        let often = if length == 1 && first.class == Class::Unknown && run.chars > 2 && rank < 3 && run.count > 2 {
            // A long text that says its own term again and again is about it, whatever stands in the title.
            f64::from((run.count.min(OFTEN) / 4).max(1))
        } else {
            0.0
        };
        if run.keyword_line {
            on(Feature::KeywordLine);
        }
        on(match run.chars {
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
            on(match first.class {
                Class::Noun => Feature::Noun,
                Class::Person => Feature::Person,
                Class::Place => Feature::Place,
                Class::Organisation => Feature::Organisation,
                Class::Name => Feature::Name,
                Class::Verb => Feature::Verb,
                Class::VerbalNoun => Feature::VerbalNoun,
                Class::Adjective | Class::Attributive => Feature::Adjective,
                Class::Idiom => Feature::Idiom,
                Class::Abbreviation => Feature::Abbreviation,
                Class::Unknown => Feature::Unknown,
                Class::Latin => Feature::Latin,
                Class::Number | Class::Time | Class::Other | Class::Barrier => Feature::Odd,
            });
            if first.general {
                on(Feature::General);
            }
        } else {
            on(match length {
                2 => Feature::Units2,
                3 => Feature::Units3,
                _ => Feature::Units4,
            });
            on(match head.class {
                Class::Noun => Feature::HeadNoun,
                Class::Verb => Feature::HeadVerb,
                Class::VerbalNoun => Feature::HeadVerbalNoun,
                Class::Person | Class::Place | Class::Organisation | Class::Name => Feature::HeadName,
                Class::Unknown => Feature::HeadUnknown,
                Class::Latin => Feature::HeadLatin,
                _ => Feature::HeadOdd,
            });
            match first.class {
                Class::Noun => {}
                Class::Verb => on(Feature::FirstVerb),
                Class::Person | Class::Place | Class::Organisation | Class::Name => on(Feature::FirstName),
                Class::Adjective | Class::Attributive => on(Feature::FirstAdjective),
                Class::Unknown => on(Feature::FirstUnknown),
                Class::Latin | Class::Number => on(Feature::FirstLatin),
                _ => on(Feature::FirstOdd),
            }
            if first.class == Class::Verb && head.class == Class::Noun {
                on(Feature::VerbObject);
            }
            if length > 2 && inside[1..length - 1].iter().any(|unit| unit.class == Class::Verb) {
                on(Feature::InnerVerb);
            }
            if head.general {
                on(Feature::GeneralHead);
            }
            if first.general {
                on(Feature::GeneralFirst);
            }
            if inside.iter().all(|unit| unit.general) {
                on(Feature::GeneralAll);
            }
            if head.chars == 1 {
                on(Feature::ShortHead);
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
        let word = units.words[first.word as usize];
        if length == 1
            && first.class == Class::Unknown
            && matches!(first.chars, 2 | 3)
            && word.starts_with(|c: char| is_han(c) && SURNAMES.contains(c))
        {
            on(Feature::Surname);
        }

        // From here on numbers between 0 and 1.
        let idfs = inside.iter().map(|unit| f64::from(unit.idf));
        let mean = idfs.clone().sum::<f64>() / length as f64;
        set(Feature::CoinageOften, often);
        set(Feature::Frequency, libm::log(1.0 + count) / libm::log(1.0 + self.most));
        if run.count > 0 {
            set(Feature::Rank, 1.0 / (1.0 + rank as f64));
        }
        set(Feature::Idf, mean / 14.0);
        set(Feature::IdfLeast, idfs.fold(f64::MAX, f64::min) / 14.0);
        set(Feature::TfIdf, (count * mean / self.tf_idf).min(1.0));
        if run.count > 0 {
            let at = run.text_at as usize;
            let sentence = row[at].sentence;
            set(Feature::Early, 1.0 / (1.0 + f64::from(sentence - self.first_sentence.min(sentence))));
            if sentence == self.first_sentence {
                set(Feature::FirstSentence, 1.0);
            }
            if row[run.last as usize].sentence == self.last_sentence {
                set(Feature::LastSentence, 1.0);
            }
            set(Feature::Offset, (at.saturating_sub(self.text_first)) as f64 / self.length);
            set(Feature::Reach, (run.last as usize - at) as f64 / self.length);
        } else {
            set(Feature::Offset, 1.0);
        }
        set(Feature::Spread, libm::log(1.0 + f64::from(run.sentences)) / libm::log(1.0 + self.sentences));
        set(Feature::Blocks, f64::from(run.blocks) / self.blocks);
        if run.titles > 0 {
            let before = &row[self.title_first..(run.title_at as usize).clamp(self.title_first, self.title_end)];
            let before: f64 = before.iter().map(|unit| f64::from(unit.chars)).sum();
            set(Feature::TitleOffset, before / self.title_chars);
            set(Feature::TitleCover, f64::from(run.chars) / self.title_chars);
        }
        set(Feature::Nested, nested / total);
        if run.nested >= 2 {
            set(Feature::NestedCommon, nested / total);
        }
        set(Feature::LeftFree, f64::from(run.left_free) / total);
        set(Feature::RightFree, f64::from(run.right_free) / total);
        set(Feature::Chunk, f64::from(run.both_free) / total);
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
        if length == 1 && first.class == Class::Verb {
            set(Feature::VerbLong, libm::log(self.units) / 10.0);
        }
        x
    }
}
