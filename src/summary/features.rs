//! What is measured of each sentence.

use crate::{
    document::{BlockKind, Document, Sentence},
    keyword::Keyword,
    order::{falling, rising, sort_by_key},
    summary::{
        cues::{self, Cue, Cues},
        genre::Genre,
        outline,
        terms::{self, Mass, Terms},
    },
    word_char::is_word_char,
};

macro_rules! features {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// A measure of a sentence; all lie between 0 and 1.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Feature {
            /// All features, in the order of [`Values`].
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }
        }
    };
}

features! {
    /// Always 1.
    Bias,
    /// The first sentence of the text.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// Falls by half every two sentences from the head of the text.
    Near,
    /// Falls by half every ten sentences from the head of the text.
    Early,
    /// Part of the text that stands before the sentence.
    Position,
    /// In the last tenth of the text.
    Late,
    /// The last sentence of the text.
    Last,
    /// First of its paragraph, where paragraphs hold several sentences.
    ParagraphLead,
    /// Last of its paragraph, where paragraphs hold several sentences.
    ParagraphEnd,
    /// First of its section.
    SectionLead,
    /// From the author's own abstract.
    Abstract,
    /// Less than 10 characters.
    Tiny,
    /// 10 to 19 characters.
    Short,
    /// Length in characters up to 40, as part of 40.
    Length,
    /// Characters over 40, up to 80 more.
    Long,
    /// Characters over 120, up to 120 more.
    Overlong,
    /// Nearness to the middle of the text: cosine of its terms and those of all other sentences.
    Central,
    /// Part of the text's sentences that are less central.
    CentralRank,
    /// Nearness to what follows.
    Foretells,
    /// Nearness to what went before.
    Echoes,
    /// Nearness to the next two sentences.
    Neighbours,
    /// Nearness to the first sentence.
    LikeLead,
    /// Part of the weight of the ten heaviest terms that it holds.
    Keywords,
    /// Weight of the ten heaviest terms in it by its length.
    KeywordDensity,
    /// Part of the weight of the text's keywords that it holds.
    Topics,
    /// Weight of the keywords in it by its length.
    TopicDensity,
    /// Holds the first keyword.
    FirstTopic,
    /// Part of the weight of the three first keywords that it holds.
    MainTopics,
    /// Weight of its terms by its length.
    Substance,
    /// Sum of the weight of its terms, by that of the richest sentence.
    Mass,
    /// Part of its terms that stand in no sentence before it and return later.
    Introduces,
    /// Part of its terms that stand nowhere else.
    Singular,
    /// Part of the title's weight that it holds.
    Title,
    /// The title is known, and the sentence holds nothing of it.
    OffTitle,
    /// Names of persons.
    Persons,
    /// Names of places.
    Places,
    /// Names of organisations and works.
    Organisations,
    /// Figures.
    Figures,
    /// A date or a time of day.
    Dates,
    /// Part of it that stands in quotation marks.
    Quoted,
    /// A question.
    Question,
    /// An exclamation without figures.
    Exclamation,
    /// Speaks in the first person.
    FirstPerson,
    /// Spoken words by its length.
    Spoken,
    /// Fillers by its length.
    Fillers,
    /// Greetings, thanks, invitations to speak.
    Courtesy,
    /// A cue that now comes what matters.
    Emphasis,
    /// An example.
    Example,
    /// Where the press knows a thing from.
    Reported,
    /// Somebody is quoted.
    Attributed,
    /// Belongs to the page and not to the article.
    Noise,
    /// The frame of the page run together: four signs of it, or two time stamps.
    Noisy,
    /// Begins with what belongs to the page.
    PageHead,
    /// Begins with 原标题 and is no longer than a headline.
    Headline,
    /// Says that the press was met or a meeting held, and not what was said.
    Occasion,
    /// What came before the news.
    Background,
    /// How a thing ended.
    Outcome,
    /// A step of procedure, told alike of every case.
    Formula,
    /// Names nobody and nothing, and has no figures.
    Bare,
    /// The first sentence, naming nothing.
    BareLead,
    /// The first sentence, a question or an exclamation.
    Teaser,
    /// 15 to 44 characters behind a first sentence of 80 or more.
    Plain,
    /// Characters over 60, up to 40 more.
    Wide,
    /// Opens with a word that points back.
    Pronoun,
    /// Opens with a word that goes on.
    Connective,
    /// Opens with a conclusion.
    Concluding,
    /// Opens with a number of an enumeration.
    Enumeration,
    /// Ends with a colon, or ends open.
    Open,
    /// Clauses divided by ；.
    Clauses,
    /// Characters in brackets.
    Bracketed,
    /// Verbs among its words.
    Verbs,
    /// Less than 20 characters without a word that could be its predicate: a caption, a name.
    Verbless,
    /// 15 to 45 characters: what can be said in one breath.
    Compact,
    /// Opens with how things stand now.
    Current,
    /// Commas by its length.
    Commas,
}

/// How many features there are.
pub const COUNT: usize = Feature::ALL.len();

/// The features of one sentence.
pub type Values = [f64; COUNT];

/// What is measured of a text: the sentences that count, in text order.
#[derive(Debug)]
pub struct Measured {
    /// Index into [`Document::sentences`] of each.
    pub sentences: Vec<usize>,
    /// Features of each.
    pub values: Vec<Values>,
    /// Length of each in characters.
    pub lengths: Vec<usize>,
    /// How each opens.
    pub openings: Vec<cues::Opening>,
    /// Terms of each.
    pub terms: Terms,
    /// What sort of text it is.
    pub genre: Genre,
}

/// Measures the sentences of the article; `keywords` are those of the text, best first.
pub fn measure(document: &Document, keywords: &[Keyword]) -> Measured {
    let sentences: Vec<usize> =
        (0..document.sentences.len()).filter(|&index| document.sentences[index].is_body).collect();
    let bodies: Vec<&Sentence> = sentences.iter().map(|&index| &document.sentences[index]).collect();
    let terms = Terms::read(document, &bodies);
    let cues = Cues::default();
    let counts: Vec<cues::Counts> =
        bodies.iter().map(|sentence| cues.count(sentence.span.of(&document.text))).collect();
    let lengths: Vec<usize> = bodies.iter().map(|sentence| letters(sentence.span.of(&document.text))).collect();
    let genre = Genre::of(document, &bodies, &counts, &lengths);
    let openings: Vec<cues::Opening> =
        bodies.iter().map(|sentence| cues::opening(sentence.span.of(&document.text))).collect();

    let mut values = vec![[0.0; COUNT]; bodies.len()];
    place(document, &bodies, &lengths, &mut values);
    relate(&terms, &lengths, &mut values);
    topics(keywords, &bodies, &lengths, &mut values);
    for (i, sentence) in bodies.iter().enumerate() {
        let set = &mut values[i];
        describe(document, sentence, lengths[i], set);
        let text = sentence.span.of(&document.text);
        let per = |count: u16, each: f64| (f64::from(count) * each / lengths[i].max(10) as f64).min(1.0);
        let found = |cue: Cue| f64::from(counts[i][cue as usize].min(1));
        set[Feature::Spoken as usize] = per(counts[i][Cue::Spoken as usize], 5.0);
        set[Feature::Fillers as usize] = per(counts[i][Cue::Filler as usize], 5.0);
        set[Feature::Courtesy as usize] = found(Cue::Courtesy);
        set[Feature::Emphasis as usize] = found(Cue::Emphasis);
        set[Feature::Example as usize] = found(Cue::Example);
        set[Feature::Reported as usize] = found(Cue::Reported);
        set[Feature::Attributed as usize] = found(Cue::Attributed);
        set[Feature::Noise as usize] = found(Cue::Noise);
        set[Feature::Pronoun as usize] = flag(openings[i].pronoun);
        set[Feature::Connective as usize] = flag(openings[i].connective);
        set[Feature::Concluding as usize] = flag(openings[i].concluding);
        set[Feature::Enumeration as usize] = flag(openings[i].enumeration);
        let frame = counts[i][Cue::Noise as usize] + counts[i][Cue::Button as usize];
        set[Feature::Noisy as usize] = flag(frame > 3 || cues::time_stamps(text) > 1);
        set[Feature::PageHead as usize] = flag(cues::is_page_head(text));
        set[Feature::Background as usize] = found(Cue::Background);
        set[Feature::Formula as usize] = found(Cue::Formula);
        set[Feature::Outcome as usize] = found(Cue::Outcome) * (1.0 - set[Feature::Formula as usize]);
        set[Feature::Headline as usize] = flag(cues::is_headline(text) && lengths[i] < 45);
        set[Feature::Occasion as usize] = flag(cues::is_occasion(text) && lengths[i] < 60);
        let names = [Feature::Persons, Feature::Places, Feature::Organisations, Feature::Figures];
        let bare = names.iter().all(|&feature| set[feature as usize] == 0.0);
        set[Feature::Bare as usize] = flag(bare);
        set[Feature::BareLead as usize] = flag(bare && i == 0);
        let teaser = set[Feature::Question as usize] + set[Feature::Exclamation as usize] > 0.0;
        set[Feature::Teaser as usize] = flag(i == 0 && teaser);
        set[Feature::Plain as usize] = flag(i == 1 && lengths[0] >= 80 && (15..45).contains(&lengths[1]));
        set[Feature::Wide as usize] = ((lengths[i] as f64 - 60.0) / 40.0).clamp(0.0, 1.0);
        set[Feature::Clauses as usize] = flag(text.contains(['；', ';']));
        set[Feature::Compact as usize] = flag((15..=45).contains(&lengths[i]));
        set[Feature::Current as usize] = flag(openings[i].current);
    }
    Measured { sentences, values, lengths, openings, terms, genre }
}

fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}

/// Letters and digits: marks and spaces do not count.
fn letters(text: &str) -> usize {
    text.chars().filter(|&c| is_word_char(c)).count()
}

/// Where each sentence stands.
#[inline(never)]
fn place(document: &Document, bodies: &[&Sentence], lengths: &[usize], values: &mut [Values]) {
    let total: usize = lengths.iter().sum();
    let count = bodies.len();
    // A text whose every sentence is a paragraph shows nothing by its paragraphs.
    let paragraphs = 1 + bodies.windows(2).filter(|pair| pair[0].block != pair[1].block).count();
    let grouped = paragraphs > 1 && paragraphs * 3 <= count * 2;
    let mut before = 0;
    for (i, sentence) in bodies.iter().enumerate() {
        let set = &mut values[i];
        let new_block = i == 0 || bodies[i - 1].block != sentence.block;
        set[Feature::Bias as usize] = 1.0;
        set[Feature::First as usize] = flag(i == 0);
        set[Feature::Second as usize] = flag(i == 1);
        set[Feature::Third as usize] = flag(i == 2);
        set[Feature::Near as usize] = libm::pow(0.5, i as f64 / 2.0);
        set[Feature::Early as usize] = libm::pow(0.5, i as f64 / 10.0);
        set[Feature::Position as usize] = before as f64 / total.max(1) as f64;
        set[Feature::Late as usize] = flag(before * 10 >= total * 9 && i > 0);
        set[Feature::Last as usize] = flag(i + 1 == count && i > 0);
        set[Feature::ParagraphLead as usize] = flag(grouped && new_block);
        set[Feature::ParagraphEnd as usize] =
            flag(grouped && bodies.get(i + 1).is_none_or(|next| next.block != sentence.block));
        set[Feature::SectionLead as usize] =
            flag(i > 0 && outline::parts(document, bodies[i - 1].block, sentence.block));
        set[Feature::Abstract as usize] = flag(document.blocks[sentence.block].kind == BlockKind::Abstract);
        let length = lengths[i] as f64;
        set[Feature::Tiny as usize] = flag(lengths[i] < 10);
        set[Feature::Short as usize] = flag((10..20).contains(&lengths[i]));
        set[Feature::Length as usize] = (length / 40.0).min(1.0);
        set[Feature::Long as usize] = ((length - 40.0) / 80.0).clamp(0.0, 1.0);
        set[Feature::Overlong as usize] = ((length - 120.0) / 120.0).clamp(0.0, 1.0);
        before += lengths[i];
    }
}

/// How the sentences hang together by their terms.
#[inline(never)]
fn relate(terms: &Terms, lengths: &[usize], values: &mut [Values]) {
    let count = terms.sentences.len();
    let mut after = Mass::new(terms.len());
    for vector in &terms.sentences {
        after.add(vector, 1.0);
    }
    let mut all = after.clone();
    let mut before = Mass::new(terms.len());

    // The ten heaviest terms of the text.
    let mut heavy: Vec<usize> = (0..terms.len()).filter(|&term| terms.sentence_count[term] > 1 || count < 5).collect();
    let weight = |term: usize| terms.idf[term] * terms.sentence_count[term] as f64;
    sort_by_key(&mut heavy, |&term| falling(weight(term)));
    heavy.truncate(10);
    let mut heaviest = vec![0.0; terms.len()];
    for &term in &heavy {
        heaviest[term] = weight(term);
    }
    let heavy_mass: f64 = heavy.iter().map(|&term| heaviest[term]).sum::<f64>().max(1e-9);

    let masses: Vec<f64> = terms.sentences.iter().map(|vector| vector.iter().map(|&(_, w)| w).sum()).collect();
    let richest = masses.iter().fold(1e-9, |most: f64, &mass| most.max(mass));
    let mut seen = vec![0usize; terms.len()];
    for (i, vector) in terms.sentences.iter().enumerate() {
        let set = &mut values[i];
        let length = lengths[i].max(10) as f64;
        after.add(vector, -1.0);
        all.add(vector, -1.0);
        set[Feature::Central as usize] = all.cosine(vector);
        all.add(vector, 1.0);
        set[Feature::Foretells as usize] = after.cosine(vector);
        set[Feature::Echoes as usize] = before.cosine(vector);
        before.add(vector, 1.0);
        let near = terms.sentences[i + 1..].iter().take(2).map(|next| terms::cosine(vector, next));
        set[Feature::Neighbours as usize] = near.fold(0.0, |sum, cosine| sum + cosine / 2.0);
        set[Feature::LikeLead as usize] = if i > 0 { terms::cosine(vector, &terms.sentences[0]) } else { 0.0 };
        let held: f64 = vector.iter().map(|&(term, _)| heaviest[term]).sum();
        set[Feature::Keywords as usize] = held / heavy_mass;
        set[Feature::KeywordDensity as usize] = (held / heavy_mass * 20.0 / length).min(1.0);
        set[Feature::Substance as usize] = (masses[i] / length / 4.0).min(1.0);
        set[Feature::Mass as usize] = masses[i] / richest;
        let (mut introduced, mut singular) = (0.0, 0.0);
        for &(term, weight) in vector {
            if seen[term] == 0 && terms.sentence_count[term] > 1 {
                introduced += weight;
            }
            if terms.sentence_count[term] == 1 {
                singular += weight;
            }
            seen[term] += 1;
        }
        set[Feature::Introduces as usize] = introduced / masses[i].max(1e-9);
        set[Feature::Singular as usize] = singular / masses[i].max(1e-9);
        if terms.title_mass > 0.0 {
            let held: f64 = vector
                .iter()
                .filter(|&&(term, _)| terms.title.binary_search_by_key(&term, |&(number, _)| number).is_ok())
                .map(|&(_, weight)| weight)
                .sum();
            set[Feature::Title as usize] = (held / terms.title_mass).min(1.0);
            set[Feature::OffTitle as usize] = flag(held == 0.0);
        }
    }
    // Rank by centrality; equals share their rank.
    let mut order: Vec<f64> = values.iter().map(|set| set[Feature::Central as usize]).collect();
    sort_by_key(&mut order, |&central| rising(central));
    for set in values.iter_mut() {
        let below = order.partition_point(|&other| other < set[Feature::Central as usize]);
        set[Feature::CentralRank as usize] = below as f64 / count.max(2).saturating_sub(1) as f64;
    }
}

/// How much of the keywords each sentence holds.
#[inline(never)]
fn topics(keywords: &[Keyword], bodies: &[&Sentence], lengths: &[usize], values: &mut [Values]) {
    let weight = |keywords: &[Keyword]| keywords.iter().map(|keyword| keyword.score).sum::<f64>().max(1e-9);
    let all = weight(keywords);
    let main = weight(&keywords[..keywords.len().min(3)]);
    for (place, keyword) in keywords.iter().enumerate() {
        let mut last = None;
        for span in &keyword.spans {
            let at = bodies.partition_point(|sentence| sentence.span.end <= span.start);
            if last == Some(at) || bodies.get(at).is_none_or(|sentence| !sentence.span.contains(*span)) {
                continue;
            }
            last = Some(at);
            values[at][Feature::Topics as usize] += keyword.score / all;
            values[at][Feature::FirstTopic as usize] += flag(place == 0);
            if place < 3 {
                values[at][Feature::MainTopics as usize] += keyword.score / main;
            }
        }
    }
    for (set, &length) in values.iter_mut().zip(lengths) {
        set[Feature::TopicDensity as usize] = (set[Feature::Topics as usize] * 20.0 / length.max(10) as f64).min(1.0);
    }
}

/// What each sentence holds.
#[inline(never)]
fn describe(document: &Document, sentence: &Sentence, length: usize, set: &mut Values) {
    let text = sentence.span.of(&document.text);
    let tokens = &document.tokens[sentence.tokens.0..sentence.tokens.1];
    let (mut persons, mut places, mut organisations, mut figures, mut verbs, mut words) = (0, 0, 0, 0, 0, 0);
    let mut date = false;
    let mut predicate = false;
    let mut number_before = false;
    for token in tokens {
        let word = document.word(token);
        let tag = token.tag.as_str();
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        figures += usize::from(digits);
        date |= number_before && matches!(word.chars().next(), Some('年' | '月' | '日' | '时'));
        number_before = digits;
        if word.chars().any(is_word_char) {
            words += 1;
        }
        // A set phrase (开庭审理) may be one; an adverb has one to go with.
        predicate |= tag.starts_with(['v', 'a', 'z', 'i', 'l', 'd']);
        match tag {
            "nr" | "nrt" | "nrfg" => persons += 1,
            "ns" => places += 1,
            "nt" | "nz" | "eng" => organisations += 1,
            _ if tag.starts_with('v') => verbs += 1,
            _ => {}
        }
    }
    let words = f64::from(words.max(1));
    let (mut quoted, mut bracketed, mut commas) = (0usize, 0usize, 0usize);
    let (mut in_quote, mut in_bracket) = (false, false);
    for c in text.chars() {
        match c {
            '“' | '「' | '『' => in_quote = true,
            '”' | '」' | '』' => in_quote = false,
            '（' | '(' => in_bracket = true,
            '）' | ')' => in_bracket = false,
            '，' | ',' | '、' => commas += 1,
            _ => {
                quoted += usize::from(in_quote);
                bracketed += usize::from(in_bracket);
            }
        }
    }
    let per = |count: usize| count as f64 / length.max(10) as f64;
    set[Feature::Persons as usize] = (f64::from(persons) / 3.0).min(1.0);
    set[Feature::Places as usize] = (f64::from(places) / 3.0).min(1.0);
    set[Feature::Organisations as usize] = (f64::from(organisations) / 3.0).min(1.0);
    set[Feature::Figures as usize] = (figures as f64 / 5.0).min(1.0);
    set[Feature::Dates as usize] = flag(date);
    set[Feature::Quoted as usize] = per(quoted).min(1.0);
    set[Feature::Bracketed as usize] = per(bracketed).min(1.0);
    set[Feature::Commas as usize] = (per(commas) * 10.0).min(1.0);
    set[Feature::Verbs as usize] = (f64::from(verbs) / words * 2.0).min(1.0);
    let bare = text.trim_end_matches(['”', '」', '』', '）', ')', '"', '》']);
    set[Feature::Verbless as usize] = flag(!predicate && length < 20);
    set[Feature::Question as usize] = flag(bare.ends_with(['？', '?']));
    set[Feature::Exclamation as usize] = flag(bare.ends_with(['！', '!']) && figures == 0);
    set[Feature::Open as usize] = flag(!bare.ends_with(['。', '！', '？', '!', '?', '…', '；', ';', '.']));
    set[Feature::FirstPerson as usize] = flag(text.contains('我') || text.contains('咱'));
}
