//! What a summary must be, whatever the weights are.

use std::{
    sync::{LazyLock, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use jieba_source::JiebaSource;
use proptest::prelude::*;
use tiyao::{
    Analysis, AnalyzeOptions, Analyzer, Dictionary,
    analysis::Input,
    options::{KeywordOptions, SummaryBudget, SummaryOptions},
};

const REPORT: &str = include_str!("fixtures/summary/report.txt");
const ESSAYS: &str = include_str!("fixtures/summary/essays.txt");
const TALK: &str = include_str!("fixtures/summary/talk.txt");

static ANALYZER: LazyLock<Mutex<Analyzer>> = LazyLock::new(|| {
    let source = JiebaSource::read().expect("jieba's data");
    Mutex::new(Analyzer::new(Dictionary::from_jieba_text(&source.dict, &source.idf).expect("a dictionary")))
});

fn analyzer() -> MutexGuard<'static, Analyzer> {
    ANALYZER.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn analyze(text: &str, budget: SummaryBudget) -> Analysis {
    let options = AnalyzeOptions { summary: SummaryOptions { budget, own: None }, ..AnalyzeOptions::default() };
    analyzer().analyze(Input { text, ..Input::default() }, &options).expect("an analysis")
}

fn slice(text: &str, start: u32, end: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize]).expect("whole characters")
}

fn sentences(text: &str, analysis: &Analysis) -> Vec<String> {
    analysis.sentences.iter().map(|it| slice(text, it.start, it.end)).collect()
}

fn summary(text: &str, budget: SummaryBudget) -> Vec<String> {
    let analysis = analyze(text, budget);
    let all = sentences(text, &analysis);
    analysis.summary.iter().map(|&index| all[index].clone()).collect()
}

/// Ranks are 0, 1, 2 … over the sentences of the article, and nothing else has one.
#[test]
fn ranks_every_sentence_of_the_article_once() {
    for text in [REPORT, ESSAYS, TALK] {
        let analysis = analyze(text, SummaryBudget::Auto);
        let mut ranks: Vec<usize> = analysis.sentences.iter().filter_map(|it| it.rank).collect();
        ranks.sort_unstable();
        assert_eq!(ranks, (0..ranks.len()).collect::<Vec<_>>());
        assert!(analysis.sentences.iter().all(|it| (0.0..=1.0).contains(&it.score)));
        assert!(analysis.sentences.iter().all(|it| it.rank.is_some() || (it.score == 0.0 && it.reasons.is_empty())));
    }
}

/// What is no sentence of the article has no rank, wherever it stands.
#[test]
fn leaves_out_what_is_not_of_the_article() {
    let not_article = [
        "当前位置",
        "九百位老人就近养老",
        "08:30",
        "图为",
        "原标题",
        "责任编辑",
        "相关阅读",
        "江南县也办起",
        "一顿饭的温度",
        "目　录",
        "........",
        "林小满　周望山",
        "谁来管水",
        "江北大学",
    ];
    for text in [REPORT, ESSAYS] {
        let analysis = analyze(text, SummaryBudget::Auto);
        for (it, sentence) in analysis.sentences.iter().zip(sentences(text, &analysis)) {
            if not_article.iter().any(|sign| sentence.contains(sign)) && !sentence.ends_with('。') {
                assert_eq!(it.rank, None, "{sentence}");
            }
            assert!(
                it.rank.is_none() || sentence.ends_with(['。', '？', '！', '；', '”', '：']),
                "half a sentence: {sentence}"
            );
        }
    }
}

/// A report says the most important thing first, and its dateline is not part of it.
#[test]
fn takes_the_lead_of_a_report() {
    let chosen = summary(REPORT, SummaryBudget::Sentences(1));
    assert!(chosen[0].starts_with("记者从江北县民政局获悉"), "{chosen:?}");
}

/// A talk opens with courtesies; its summary does not.
#[test]
fn does_not_take_the_lead_of_a_talk() {
    let chosen = summary(TALK, SummaryBudget::Sentences(3));
    for sentence in &chosen {
        assert!(
            !sentence.contains("谢谢") && !sentence.contains("简单讲几句") && !sentence.contains("是吧"),
            "{chosen:?}"
        );
    }
}

/// Five sentences of a text with sections speak for three of them at least.
#[test]
fn spreads_over_the_sections() {
    let analysis = analyze(ESSAYS, SummaryBudget::Sentences(5));
    assert_eq!(analysis.summary.len(), 5);
    let heads: Vec<u32> = analysis.sections.iter().map(|section| section.start).collect();
    let mut sections: Vec<usize> = analysis
        .summary
        .iter()
        .map(|&index| heads.partition_point(|&head| head <= analysis.sentences[index].start))
        .collect();
    sections.dedup();
    assert!(sections.len() >= 3, "{:?}", summary(ESSAYS, SummaryBudget::Sentences(5)));
}

/// One line a section, in order, each from its section.
#[test]
fn outlines_a_text_with_headings() {
    let analysis = analyze(ESSAYS, SummaryBudget::Auto);
    let headings: Vec<String> = analysis.sections.iter().map(|it| slice(ESSAYS, it.start, it.end)).collect();
    let names: Vec<&str> = headings.iter().map(|heading| heading.trim_start_matches(['#', ' '])).collect();
    assert_eq!(names, ["为什么要修水渠", "水从哪里来", "谁来管水", "水费怎么收"]);
    let ends = analysis.sections.iter().skip(1).map(|it| it.start).chain([u32::MAX]);
    for (section, end) in analysis.sections.iter().zip(ends) {
        let speaker = &analysis.sentences[section.sentence.expect("every section has sentences")];
        assert!(section.end <= speaker.start && speaker.end <= end);
        assert!(speaker.rank.is_some());
    }
    assert!(analyze(TALK, SummaryBudget::Auto).sections.is_empty());
}

/// 该数字, 它, 他们 wait for the sentence that names what they point at.
#[test]
fn never_begins_with_an_unresolved_word() {
    for text in [REPORT, ESSAYS] {
        let analysis = analyze(text, SummaryBudget::Auto);
        let all = sentences(text, &analysis);
        let body: Vec<usize> = (0..all.len()).filter(|&index| analysis.sentences[index].rank.is_some()).collect();
        let mut seen = 0;
        for pair in body.windows(2) {
            let words = ["它的", "该数字", "他们", "其中", "这个数字", "这一办法", "这样一来", "她"];
            if words.iter().any(|word| all[pair[1]].starts_with(word)) {
                seen += 1;
                assert!(
                    analysis.sentences[pair[0]].rank < analysis.sentences[pair[1]].rank,
                    "{} joins before {}",
                    all[pair[1]],
                    all[pair[0]]
                );
            }
        }
        assert!(seen >= 2);
    }
}

/// An author's own abstract is the best summary there is.
#[test]
fn uses_the_authors_abstract() {
    let text = ESSAYS.replacen(
        "# 为什么要修水渠",
        "摘　要：本文以江北灌区为例，说明渠系重建要同时解决水源、管理和价格三个问题。\n\n关键词：灌溉；水渠；水价\n\n# 为什么要修水渠",
        1,
    );
    let chosen = summary(&text, SummaryBudget::Sentences(1));
    assert_eq!(chosen, ["本文以江北灌区为例，说明渠系重建要同时解决水源、管理和价格三个问题。"]);
}

/// What ； divides is one sentence: it is chosen whole or not at all, and has one rank.
#[test]
fn takes_the_clauses_of_a_sentence_together() {
    let text = "县里今年定下三件大事，每一件都有专人负责、有专款可用、有期限可查，年底由村民代表逐件打分：第一件是修通环山公路，让四个村的苹果运得出去；第二件是建一座共用冷库，让每年的损耗降到一成以下；\
                第三件是办一所技术学校，让留在村里的人学会嫁接和剪枝。三件事都已经列入预算。村民们说，盼了十年的路终于要通了。";
    for count in 1..=3 {
        let chosen = summary(text, SummaryBudget::Sentences(count));
        assert_eq!(chosen.len(), count);
        assert!(chosen.iter().all(|sentence| sentence.ends_with('。')), "{chosen:?}");
    }
    let analysis = analyze(text, SummaryBudget::Auto);
    assert!(analysis.sentences[0].fold.is_some(), "a display may fold it at a ；");
}

/// What stands first in a piece of news and is none of it gives way to the news.
#[test]
fn passes_over_what_stands_before_the_news() {
    let news = "江北县三座病险水库的除险加固工程全部完工，新增库容一千二百万立方米，下游六个乡镇的灌溉用水得到保障。";
    let rest = "工程去年九月开工，投资八千四百万元。县水利局说，三座水库将在下月开始蓄水。";
    for before in [
        "江北县水利局今天上午举行新闻发布会。",
        "江北县委常委会昨天就水利工作举行第八次集体学习。",
        "3月5日，83岁的林小满。",
        "原标题：三座水库完工了！",
        "水库修好以后，谁最高兴？",
        "分享到：微信 微博 朋友圈 收藏 举报 打印 字号 评论。",
    ] {
        let chosen = summary(&format!("{before}{news}{rest}"), SummaryBudget::Sentences(1));
        assert_eq!(chosen, [news], "{before}");
    }
}

/// An exclamation that gives figures is the news and no teaser.
#[test]
fn keeps_an_exclamation_that_gives_figures() {
    let text = "江北县今年的稻谷产量将突破40万吨，创下建县以来的最高纪录！农机站的师傅们春节没有回家。他们修好了全县的插秧机。";
    assert!(summary(text, SummaryBudget::Sentences(1))[0].starts_with("江北县今年的稻谷产量"));
}

/// A long story that cites somebody in every other sentence is a report, headings or not, and keeps its lead.
#[test]
fn a_long_story_keeps_its_lead() {
    let lead = "为了一口井，江北县的老周跑了十九年县城，今年终于等来了自来水。";
    let said = |name: &str, thing: &str| {
        format!(
            "{name}说，{thing}坏了以后，他一个人在山路上走了四个钟头，到家时天已经黑透了，锅里的饭还温着。\
             {thing}修了三回，每一回都是村里人凑的钱，账本现在还锁在柜子里，谁都可以来翻。\
             {name}告诉记者，没有人抱怨过，大家只盼着{thing}能撑到通水那一天。\n\n"
        )
    };
    let part = |heading: &str| {
        let people = ["老周", "队长", "会计", "老师"].map(|name| said(name, "水泵") + &said(name, "水窖"));
        format!("## {heading}\n\n{}", people.concat())
    };
    let text = format!("{lead}\n\n{}{}{}", part("十九年"), part("一本账"), part("通水那天"));
    assert_eq!(summary(&text, SummaryBudget::Sentences(1)), [lead]);
}

/// Steps that every case goes through tell nothing of this one.
#[test]
fn ranks_steps_of_procedure_last() {
    let step = "江北县检察院在审查起诉阶段依法告知被告人周某享有的诉讼权利，并依法讯问了被告人。";
    let text = format!(
        "江北县检察院近日对水库管理处原主任周某以受贿罪提起公诉。{step}起诉书说，周某在工程招标中为三家公司谋取便利，\
         收受财物共计二百六十万元。法院将于下月开庭审理此案。"
    );
    let chosen = summary(&text, SummaryBudget::Sentences(3));
    assert!(!chosen.contains(&step.to_owned()), "{chosen:?}");
}

/// Pieces of a collection that only the bylines at their ends part are sections, too.
#[test]
fn spreads_over_pieces_that_bylines_end() {
    let paragraph = |place: &str, thing: &str, part: &str| {
        format!(
            "{place}水渠的{part}修好以后，{thing}的面积扩大了，管水的村民也有了固定的报酬。{place}把{part}交给一个村子管护，\
             {thing}的产量三年里增加了一半。{part}的账目每月在村口公布，谁有疑问都可以当场查对。\n\n"
        )
    };
    let piece = |place: &str, thing: &str, name: &str| {
        let parts =
            ["东干渠", "西干渠", "南干渠", "北干渠", "上支渠", "中支渠", "下支渠", "山脚段", "湖口段", "镇区段"];
        parts.map(|part| paragraph(place, thing, part)).concat() + &format!("（作者系江北大学{name}）\n\n")
    };
    let text = [
        piece("山前乡", "茶园", "教授林小满"),
        piece("柳湾乡", "稻田", "副教授周望山"),
        piece("石桥乡", "果林", "讲师何方"),
    ]
    .concat();
    let chosen = summary(&text, SummaryBudget::Sentences(3));
    for thing in ["茶园", "稻田", "果林"] {
        assert!(chosen.iter().any(|sentence| sentence.contains(thing)), "{thing}: {chosen:?}");
    }
}

/// The publisher's summary comes back where it is one.
#[test]
fn gives_the_publishers_own_summary_when_asked() {
    let own = |own: &str| {
        let options = AnalyzeOptions {
            summary: SummaryOptions { own: Some(own.to_owned()), ..SummaryOptions::default() },
            ..AnalyzeOptions::default()
        };
        let input =
            Input {
                text: REPORT, title: Some("江北县办起十二家互助院 九百位老人就近养老"), ..Input::default()
            };
        analyzer().analyze(input, &options).unwrap().own_summary
    };
    let summary = "江北县已建成十二家农村互助院，九百多位老人在家门口养老；经费仍是难题，明年将列入预算。";
    assert_eq!(own(&format!(" {summary}\n")).as_deref(), Some(summary));
    for none in [
        "",
        "江北县新闻",
        // The title again.
        "江北县办起十二家互助院，九百位老人就近养老",
        // The line of the site.
        "江北在线是江南省最大的门户网站，提供天气预报、招聘、房产、汽车、旅游等全方位的资讯服务。",
        "点击下载客户端，扫码关注公众号，阅读江北县互助院和老人的更多报道。",
        // The head of the text cut off.
        "记者从江北县民政局获悉，截至11月底，全县已建成农村互助院12家，入住和日间照料的老人达到",
    ] {
        assert_eq!(own(none), None, "{none}");
    }
    assert_eq!(analyze(REPORT, SummaryBudget::Auto).own_summary, None);
}

#[test]
fn keeps_to_its_budget() {
    let length = |sentence: &String| sentence.chars().filter(|c| !c.is_whitespace()).count();
    for text in [REPORT, ESSAYS, TALK] {
        let mut before: Vec<String> = Vec::new();
        for count in 0..8 {
            let chosen = summary(text, SummaryBudget::Sentences(count));
            assert_eq!(chosen.len(), count);
            assert!(before.iter().all(|sentence| chosen.contains(sentence)), "a longer summary holds the shorter one");
            before = chosen;
        }
        for limit in [1, 60, 130, 300] {
            let chosen = summary(text, SummaryBudget::Chars(limit));
            assert!(chosen.len() == 1 || chosen.iter().map(length).sum::<usize>() <= limit);
        }
        let total: usize = sentences(text, &analyze(text, SummaryBudget::Auto)).iter().map(length).sum();
        let tenth: usize = summary(text, SummaryBudget::Ratio(0.1)).iter().map(length).sum();
        assert!(tenth * 10 <= total || summary(text, SummaryBudget::Ratio(0.1)).len() == 1);
        let auto = summary(text, SummaryBudget::Auto);
        assert!((1..=5).contains(&auto.len()) && auto.iter().map(length).sum::<usize>() <= 400);
    }
}

/// The keywords a caller wants do not change what the text says.
#[test]
fn does_not_depend_on_the_keyword_options() {
    let usual = analyze(ESSAYS, SummaryBudget::Auto);
    let keywords = KeywordOptions { limit: 0, blocked: vec!["水渠".into()], ..KeywordOptions::default() };
    let options = AnalyzeOptions { keywords, ..AnalyzeOptions::default() };
    let other = analyzer().analyze(Input { text: ESSAYS, ..Input::default() }, &options).unwrap();
    assert_eq!(usual.sentences, other.sentences);
    assert_eq!(usual.summary, other.summary);
}

#[test]
fn answers_texts_with_nothing_to_say() {
    for text in ["", " \n ", "。", "目录", "……", "责任编辑：林小满", "#", "1"] {
        let analysis = analyze(text, SummaryBudget::Auto);
        assert!(analysis.summary.iter().all(|&index| index < analysis.sentences.len()), "{text}");
    }
}

/// Every chosen sentence says why, and what it says is so.
#[test]
fn tells_its_reasons() {
    let title = "江北县办起十二家互助院";
    let analysis = analyzer()
        .analyze(Input { text: REPORT, title: Some(title), ..Input::default() }, &AnalyzeOptions::default())
        .unwrap();
    use tiyao::summary::Reason;
    let all = sentences(REPORT, &analysis);
    let first = analysis.sentences.iter().position(|it| it.rank.is_some()).unwrap();
    for (index, it) in analysis.sentences.iter().enumerate() {
        assert!(it.reasons.len() <= 3);
        assert!(!it.reasons.contains(&Reason::Lead) || index == first, "{}", all[index]);
        if it.reasons.contains(&Reason::Figures) {
            assert!(all[index].contains(|c: char| c.is_ascii_digit()), "{}", all[index]);
        }
        if it.reasons.contains(&Reason::Title) {
            assert!(all[index].contains("互助院") || all[index].contains("江北"), "{}", all[index]);
        }
    }
    assert!(analysis.summary.iter().any(|&index| !analysis.sentences[index].reasons.is_empty()));
    assert!(analysis.sentences[first].reasons.contains(&Reason::Lead));
}

/// Twice the sentences take about twice the time: far below a square.
#[test]
fn takes_linear_time() {
    let time = |times: usize| {
        let text: String =
            (0..times).map(|n| format!("{}第{n}次。\n", ESSAYS.replace("江北", &format!("第{n}县")))).collect();
        let start = Instant::now();
        let analysis = analyze(&text, SummaryBudget::Auto);
        (analysis.sentences.len(), start.elapsed())
    };
    time(2);
    let (few, short) = time(40);
    let (many, long) = time(320);
    assert!(many > 7 * few && many > 8_000);
    // Eight times the text; a square would take 64 times as long.
    assert!(long < short * 32 + Duration::from_millis(200), "{few} sentences {short:?}, {many} sentences {long:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Any text: a whole ranking, a summary in text order, the same twice.
    #[test]
    fn holds_for_any_text(text in "[修路架桥他它该其中总之，。；：？！“”（）《》#\n 0-9a-c]{0,120}", count in 0usize..6) {
        let analysis = analyze(&text, SummaryBudget::Sentences(count));
        prop_assert!(analysis.summary.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(analysis.summary.len() <= count);
        prop_assert!(analysis.summary.iter().all(|&index| analysis.sentences[index].rank.is_some()));
        let mut ranks: Vec<usize> = analysis.sentences.iter().filter_map(|it| it.rank).collect();
        ranks.sort_unstable();
        prop_assert_eq!(&ranks, &(0..ranks.len()).collect::<Vec<_>>());
        prop_assert!(count == 0 || ranks.is_empty() || !analysis.summary.is_empty());
        prop_assert_eq!(&analysis, &analyze(&text, SummaryBudget::Sentences(count)));
    }
}
