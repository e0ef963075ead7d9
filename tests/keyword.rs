//! Keywords: what they must be whatever the weights.

use std::{
    cell::RefCell,
    sync::{LazyLock, Mutex},
};

use proptest::prelude::*;
use tiyao::{
    Analysis, Analyzer, ByteSpan, Dictionary,
    analysis::Input,
    highlight,
    keyword::{KeywordKind, feature::Feature, weights::WEIGHTS},
    options::{AnalyzeOptions, KeywordOptions},
};

fn new_analyzer() -> Analyzer {
    let source = jieba_source::JiebaSource::read().unwrap();
    Analyzer::new(Dictionary::from_jieba_text(&source.dict, &source.idf).unwrap())
}

static SHARED: LazyLock<Mutex<RefCell<Analyzer>>> = LazyLock::new(|| Mutex::new(RefCell::new(new_analyzer())));

fn analyze(text: &str, title: Option<&str>, keywords: KeywordOptions) -> Analysis {
    let options = AnalyzeOptions { keywords, ..AnalyzeOptions::default() };
    let guard = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    guard.borrow_mut().analyze(Input { text, title, blocks: None }, &options).unwrap()
}

fn terms(analysis: &Analysis) -> Vec<&str> {
    analysis.keywords.iter().map(|keyword| keyword.term.as_str()).collect()
}

fn slice(text: &str, start: u32, end: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize]).unwrap()
}

/// A report in which one thing is spoken of throughout; `X` stands for it.
const REPORT: &str = "# 因地制宜培育X

X近来成为各地热议的话题。记者在沿海三市走访发现，X正从实验室走向车间，企业家普遍看好X的前景。

## X从哪里来

早在五年前，省科技厅就把X列入重点研发计划。当时懂得X的人不多，如今围绕X已经聚起上百家企业。专家认为，X的形成离不开长期的基础研究，也离不开开放的市场环境。

## X往哪里去

发展X不能一哄而上。有的地方条件不够，勉强上马X项目，结果厂房空置。业内人士提醒，培育X要尊重规律，把X同本地的资源禀赋结合起来。

谈到未来，多位受访者表示，只要耐心培育，X就能扎下根来。";

#[test]
fn an_invented_compound_comes_first_whatever_it_is_made_of() {
    for compound in [
        "灵犀织造学",
        "云脉共生体",
        "量潮经济圈",
        "织光术",
        "星壤智联网",
        "深蓝融合牧场带",
        "潮汐式数脑",
        "稻田+",
        "灯塔+百业",
    ] {
        let text = REPORT.replace('X', compound);
        let analysis = analyze(&text, None, KeywordOptions::default());
        let first = &analysis.keywords[0];
        assert_eq!(first.term, compound, "{:?}", terms(&analysis));
        assert_eq!(first.kind, KeywordKind::Coinage);
        assert_eq!(first.count, text.matches(compound).count(), "{compound}");
        let around = analysis.keywords[1..].iter().find(|keyword| keyword.term.contains(compound));
        assert!(around.is_none(), "{around:?} says {compound} again");
    }
}

#[test]
fn a_compound_of_words_that_the_text_also_says_apart_comes_first_where_it_is_said_again_and_again() {
    for (compound, parts) in [
        ("数据要素", ["数据", "要素"]),
        ("未来工厂", ["未来", "工厂"]),
        ("城市更新", ["城市", "更新"]),
        ("人民城市", ["人民", "城市"]),
        ("青绿经济", ["青绿", "经济"]),
        ("智慧养老", ["智慧", "养老"]),
        ("新型举国体制", ["新型", "举国体制"]),
        ("技术工人学院", ["技术", "工人"]),
        ("以旧换新", ["新的", "旧的"]),
        ("AI农技员", ["AI", "农民"]),
    ] {
        let [one, other] = parts;
        let apart = format!("乡里有{one}，县里有{other}。谈到{one}的人不少，谈到{other}的人也多。");
        let text = format!("{}\n{}", REPORT.replace('X', compound).repeat(12), apart.repeat(12));
        let analysis = analyze(&text, None, KeywordOptions::default());
        assert_eq!(terms(&analysis)[0], compound, "{:?}", terms(&analysis));
        // All but where jieba cuts across: 上|马城|市.
        assert!(analysis.keywords[0].count * 10 > text.matches(compound).count() * 9, "{compound}");
    }
    // A person is one alone, and so is what something is done to.
    let apart = "他们发展别的，也谈到绿藻。".repeat(300);
    for (phrase, thing) in [("王安石教授", "王安石"), ("发展绿藻", "绿藻")] {
        let text = format!("{}\n{apart}", REPORT.replace('X', phrase).repeat(9));
        let analysis = analyze(&text, None, KeywordOptions::default());
        assert!(terms(&analysis).contains(&thing) && !terms(&analysis).contains(&phrase), "{:?}", terms(&analysis));
    }
}

#[test]
fn a_long_text_is_about_the_name_that_it_says_most_whatever_its_title_plays_on() {
    let verse = "端午那天，村里的龙舟又下了水。老人讲起X的旧事，孩子们围着听。有人念X的诗，有人说X走过这条江。\
        镇上的学校排了一出戏，演的是X离开都城的那个傍晚。台下坐满了人，没有谁先走。";
    let about = |name: &str| {
        let analysis = analyze(&verse.replace('X', name).repeat(40), Some("傍晚的背影"), KeywordOptions::default());
        terms(&analysis)[0].to_owned()
    };
    assert_eq!(about("李白"), "李白");
    // What any text may say is a name like another, and no more.
    assert_ne!(about("中国"), "中国");
}

#[test]
fn a_coinage_of_one_text_is_unknown_to_the_next() {
    let other = "云脉是一家公司的名字，共生体是生物学的说法。";
    let mut fresh = new_analyzer();
    let before = fresh.analyze(Input { text: other, ..Input::default() }, &AnalyzeOptions::default()).unwrap();
    let text = REPORT.replace('X', "云脉共生体");
    fresh.analyze(Input { text: &text, ..Input::default() }, &AnalyzeOptions::default()).unwrap();
    let after = fresh.analyze(Input { text: other, ..Input::default() }, &AnalyzeOptions::default()).unwrap();
    assert_eq!(before, after);
}

#[test]
fn general_words_are_no_keywords() {
    let text = REPORT.replace('X', "云脉共生体");
    let analysis = analyze(&text, None, KeywordOptions { limit: 30, ..KeywordOptions::default() });
    for word in ["发展", "推动", "建设", "我国", "问题", "工作", "项目", "企业", "记者", "表示"] {
        assert!(!terms(&analysis).contains(&word), "{word} in {:?}", terms(&analysis));
    }
}

#[test]
fn a_post_does_not_hide_the_person() {
    let text = "习近平总书记到基层考察。习近平总书记走进村民家中，习近平总书记同大家算收入账。在座谈会上，习近平总书记讲了三点意见。习近平总书记强调，要让乡亲们过上好日子。";
    let analysis = analyze(text, None, KeywordOptions::default());
    assert!(terms(&analysis).contains(&"习近平"), "{:?}", terms(&analysis));
    assert_eq!(analysis.keywords.iter().find(|keyword| keyword.term == "习近平").unwrap().count, 5);
}

#[test]
fn a_keyword_of_the_title_alone_has_no_places() {
    let analysis =
        analyze("双方昨日签了协议，今后五年将一同出钱出力。", Some("港珠澳大桥口岸扩容"), KeywordOptions::default());
    let keyword = analysis.keywords.iter().find(|keyword| keyword.term.contains("大桥")).expect("the title counts");
    assert_eq!((keyword.count, keyword.spans.len()), (0, 0));
}

#[test]
fn both_scripts_are_one_keyword() {
    let analysis = analyze(
        "數字經濟發展很快。数字经济带来新的机会，數字經濟也有風險。",
        Some("數字經濟觀察"),
        KeywordOptions::default(),
    );
    let found: Vec<_> = analysis.keywords.iter().filter(|keyword| keyword.term.contains("字")).collect();
    assert_eq!(found.len(), 1, "{:?}", terms(&analysis));
    assert_eq!(found[0].count, 3);
}

#[test]
fn pinned_terms_come_in_and_blocked_ones_stay_out() {
    let text = REPORT.replace('X', "云脉共生体");
    let options = KeywordOptions {
        limit: 3,
        min_score: Some(0.9999),
        pinned: vec!["一哄而上".into(), "扎下根".into(), "沒有這個詞".into()],
        ..KeywordOptions::default()
    };
    let analysis = analyze(&text, None, options);
    let mut found = terms(&analysis);
    found.sort_unstable();
    assert_eq!(found, ["一哄而上", "扎下根"]);
    assert!(analysis.keywords.iter().all(|keyword| keyword.count == 1));

    let options = KeywordOptions { blocked: vec!["雲脈共生體".into()], ..KeywordOptions::default() };
    assert!(!terms(&analyze(&text, None, options)).contains(&"云脉共生体"));
}

#[test]
fn extra_stop_words_end_phrases() {
    let text = "深海养殖是新行当。深海养殖的网箱离岸三十海里，深海养殖靠的是装备。";
    let with = analyze(text, None, KeywordOptions::default());
    assert!(terms(&with).iter().any(|term| term.contains("养殖")), "{:?}", terms(&with));
    let options = KeywordOptions { stop_words: vec!["养殖".into()], ..KeywordOptions::default() };
    let without = analyze(text, None, options);
    assert!(terms(&without).iter().all(|term| !term.contains("养殖")), "{:?}", terms(&without));
}

#[test]
fn limits_by_number_and_score() {
    let text = REPORT.replace('X', "云脉共生体");
    let all = analyze(&text, None, KeywordOptions { limit: 20, ..KeywordOptions::default() });
    assert!(all.keywords.is_sorted_by(|a, b| a.score >= b.score));
    assert!(all.keywords.iter().all(|keyword| (0.0..=1.0).contains(&keyword.score)));
    for limit in [0, 1, 5] {
        let few = analyze(&text, None, KeywordOptions { limit, ..KeywordOptions::default() });
        assert_eq!(few.keywords.len(), limit);
    }
    let least = all.keywords[4].score;
    let high = analyze(&text, None, KeywordOptions { limit: 20, min_score: Some(least), ..KeywordOptions::default() });
    assert!(high.keywords.len() >= 5 && high.keywords.iter().all(|keyword| keyword.score >= least));
}

#[test]
fn a_short_text_is_not_filled_up_with_what_no_editor_would_choose() {
    let text = "渡口镇供水所二十八日通报，受上游来水偏枯影响，镇区北片今晚停水检修，预计明早六时恢复。请居民提前储水，错峰使用。";
    let title = Some("渡口镇北片今晚停水检修");
    let all = KeywordOptions { min_score: Some(0.0), ..KeywordOptions::default() };
    let (all, chosen) = (analyze(text, title, all), analyze(text, title, KeywordOptions::default()));
    let least = chosen.keywords[5..].iter().map(|keyword| keyword.score).fold(1.0, f64::min);
    assert!(chosen.keywords.len() >= 5 && chosen.keywords.len() < all.keywords.len(), "{:?}", terms(&all));
    assert!(least >= 0.01, "{least}");
    assert!(all.keywords[chosen.keywords.len()..].iter().all(|keyword| keyword.score < 0.01), "{:?}", all.keywords);
    assert!(terms(&all).starts_with(&terms(&chosen)));
    // Who asks for five has them, however little they score.
    let plain = "井边的石凳上坐着两位老人。";
    let few = analyze(plain, None, KeywordOptions::default());
    assert!(few.keywords.iter().all(|keyword| keyword.score < 0.01) && few.keywords.len() > 1, "{:?}", few.keywords);
}

#[test]
fn latin_and_mixed_terms() {
    let text = "国产大飞机C919昨日完成首次跨国飞行。C919由中国商飞研制，机舱内覆盖5G网络，C919的订单已过千架。";
    let analysis = analyze(text, Some("C919首次跨国飞行"), KeywordOptions::default());
    let plane = analysis.keywords.iter().find(|keyword| keyword.term == "C919").expect("C919 is a keyword");
    assert_eq!((plane.kind, plane.count), (KeywordKind::Latin, 3));
}

#[test]
fn a_short_text_has_its_name_in_quotation_marks() {
    let text = "市农业局昨日推出“稻鱼共富田”计划。所谓“稻鱼共富田”，是在水稻田里放养本地鱼苗，一田两收。";
    let analysis = analyze(text, None, KeywordOptions { limit: 5, ..KeywordOptions::default() });
    assert!(terms(&analysis).contains(&"稻鱼共富田"), "{:?}", terms(&analysis));
}

#[test]
fn a_word_that_stands_only_within_a_keyword_is_none() {
    for text in ["盐碱地棉花合作社今年增收。", "潮间带养殖场的养殖户都去了潮间带养殖场。", "老渡口码头今天重新开放。"]
    {
        let analysis = analyze(text, None, KeywordOptions::default());
        assert!(!analysis.keywords.is_empty());
        for keyword in &analysis.keywords {
            assert!(keyword.count > 0, "{} of {:?}", keyword.term, terms(&analysis));
        }
    }
}

#[test]
fn a_part_of_a_word_of_the_title_has_its_places() {
    let text =
        "昨晚，城东一处工地的水泥钉扎破了六辆车的轮胎。车主们说，路上撒满水泥钉。工地负责人答应连夜把水泥钉捡干净。";
    let analysis = analyze(text, Some("水泥钉撒满路"), KeywordOptions { limit: 5, ..KeywordOptions::default() });
    let found: Vec<_> = analysis.keywords.iter().filter(|keyword| keyword.term.starts_with("水泥")).collect();
    assert_eq!(found.iter().map(|keyword| keyword.count).max(), Some(3), "{:?}", terms(&analysis));
}

#[test]
fn a_name_in_quotation_marks_stands_for_its_words() {
    let text = "镇上的老师傅办起“流动书场”。每逢赶集，“流动书场”就停在桥头，讲一段三国，再讲一段水浒。孩子们最盼“流动书场”来。";
    let analysis = analyze(text, Some("“流动书场”开到桥头"), KeywordOptions::default());
    assert!(terms(&analysis).contains(&"流动书场"), "{:?}", terms(&analysis));
    assert!(!terms(&analysis).contains(&"流动"), "{:?}", terms(&analysis));
}

#[test]
fn pieces_of_words_and_ways_of_being_are_no_keywords() {
    let text = "这家厂靠内生动力走出低谷。厂里攻下三项共性技术，新旧动能换了挡，除尘设备也换了新的。\
                内生动力从哪里来？老厂长说，共性技术要大家出力，颠覆性成果要等得起，除尘设备要舍得花钱。";
    let analysis = analyze(text, Some("老厂走出低谷"), KeywordOptions { limit: 20, ..KeywordOptions::default() });
    for word in ["内生", "新旧", "共性", "颠覆性", "除尘"] {
        assert!(!terms(&analysis).contains(&word), "{word} in {:?}", terms(&analysis));
    }
}

#[test]
fn a_general_word_more_is_no_other_keyword() {
    let text = "高质量发展是这座老城的功课。做好高质量发展，先要高质量的规划，再要高质量的施工。";
    let analysis = analyze(text, None, KeywordOptions::default());
    assert_eq!(terms(&analysis).iter().filter(|term| term.contains("高质量")).count(), 1, "{:?}", terms(&analysis));
}

#[test]
fn a_name_is_not_taken_apart() {
    let text = "业主联系不上吴亚军。吴亚军的公司已经搬走，吴亚军本人也没有露面。";
    let analysis = analyze(text, Some("业主找不到吴亚军"), KeywordOptions::default());
    assert!(terms(&analysis).contains(&"吴亚军") && !terms(&analysis).contains(&"亚军"), "{:?}", terms(&analysis));
}

#[test]
fn the_table_has_every_feature_once() {
    for &feature in Feature::ALL {
        assert_eq!(WEIGHTS.iter().filter(|(other, ..)| *other == feature).count(), 1, "{}", feature.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the text: spans slice to the term, in order, and no two keywords claim the same place.
    #[test]
    fn spans_are_whole_and_do_not_fight(parts in prop::collection::vec(prop::sample::select(vec![
        "数字经济", "经济体制", "体制改革", "数字", "改革开放", "云脉共生体", "發展", "発表", "5G", "C919", "的", "在", "，", "。\r\n",
        "“", "”", "《", "》", "😀", "𠮷野家", "上海", "上海市", "习近平", "总书记", "绿色", "转型", " ", "\n", "12", "第三",
    ]), 0..120)) {
        let text: String = parts.concat();
        let analysis = analyze(&text, None, KeywordOptions { limit: 12, ..KeywordOptions::default() });
        let mut all = Vec::new();
        for keyword in &analysis.keywords {
            prop_assert_eq!(keyword.count, keyword.spans.len());
            prop_assert!(keyword.count > 0, "{} has no place", keyword.term);
            prop_assert!(keyword.spans.is_sorted_by(|a, b| a.end <= b.start));
            for span in &keyword.spans {
                let form: String = slice(&text, span.start, span.end).split_whitespace().collect();
                prop_assert_eq!(form.chars().count(), keyword.term.chars().count(), "{} {}", form, keyword.term);
                all.push((span.start, span.end));
            }
        }
        all.sort_unstable();
        prop_assert!(all.is_sorted_by(|a, b| a.1 <= b.0), "{:?}", all);
        prop_assert_eq!(&analysis, &analyze(&text, None, KeywordOptions { limit: 12, ..KeywordOptions::default() }));
    }

    /// Of claims that meet, the longest stays; each that goes meets one that stays and is at least as long.
    #[test]
    fn the_longest_claim_wins(lists in prop::collection::vec(prop::collection::vec((0usize..60, 1usize..8), 0..12), 1..5)) {
        let lists: Vec<Vec<ByteSpan>> = lists.into_iter().map(|list| {
            let mut spans: Vec<ByteSpan> = Vec::new();
            for (start, length) in list {
                let span = ByteSpan::new(start, start + length);
                if spans.iter().all(|other| !other.overlaps(span)) { spans.push(span); }
            }
            spans.sort();
            spans
        }).collect();
        let mut places = lists.clone();
        highlight::resolve(&mut places);
        let kept: Vec<(ByteSpan, usize)> = places.iter().enumerate().flat_map(|(k, spans)| spans.iter().map(move |&span| (span, k))).collect();
        for (at, (span, _)) in kept.iter().enumerate() {
            prop_assert!(kept.iter().enumerate().all(|(other_at, (other, _))| at == other_at || !other.overlaps(*span)));
        }
        for (keyword, list) in lists.iter().enumerate() {
            prop_assert!(places[keyword].is_sorted());
            for span in list {
                let stays = places[keyword].contains(span);
                let beaten = kept.iter().any(|(other, by)| other.overlaps(*span)
                    && (other.len() > span.len() || other.len() == span.len() && *by <= keyword));
                prop_assert!(stays || beaten, "{span:?} of {keyword} went for nothing");
            }
        }
    }
}

#[test]
fn a_long_text_is_about_what_it_takes_up_again() {
    let filler = "县里的磨坊靠水车转动，磨坊的主人每天清早开闸放水，村民排队磨面，水车吱呀作响。\n\n";
    let long = format!("{}城里的博物馆收下了贝壳，博物馆的展柜里摆着贝壳。\n\n", filler.repeat(300));
    let found = analyze(&long, None, KeywordOptions { limit: 20, ..KeywordOptions::default() });
    assert!(terms(&found).contains(&"磨坊") && !terms(&found).contains(&"博物馆"), "{:?}", terms(&found));
    // A short one has no room to come back to it.
    let short = analyze("城里的博物馆收下了贝壳，博物馆的展柜里摆着贝壳。", None, KeywordOptions::default());
    assert!(terms(&short).contains(&"博物馆"), "{:?}", terms(&short));
}

#[test]
fn what_the_title_alone_has_does_not_head_the_list() {
    let text = "发展灵犀织造学的关键在于科技创新，县里的学校办了三个实验室。\n\n灵犀织造学不是一个口号。工程师们说，省下的电都是灵犀织造学看得见的样子。";
    for title in ["提要", "频道首页", "蚕桑"] {
        let found = analyze(text, Some(title), KeywordOptions::default());
        assert!(found.keywords[0].count > 0, "{title}: {:?}", terms(&found));
    }
}

#[test]
fn a_long_text_is_about_the_term_it_says_again_and_again_whatever_its_title() {
    let paragraph = "各地培育灵犀织造学，企业也看好灵犀织造学。工艺要更新，工艺的标准要统一，灵犀织造学才走得远。\n\n";
    let found = analyze(&paragraph.repeat(12), Some("以新的工艺标准指导纺织"), KeywordOptions::default());
    assert_eq!(terms(&found)[0], "灵犀织造学", "{:?}", terms(&found));
}

#[test]
fn a_given_name_that_is_a_word_is_not_taken_from_its_surname() {
    let text = "乡亲们推选吴将军当了社长。吴将军年轻，账目却记得清楚，大家有事就找吴将军商量。";
    let found = analyze(text, Some("吴将军当社长"), KeywordOptions::default());
    assert!(terms(&found).contains(&"吴将军") && !terms(&found).contains(&"将军"), "{:?}", terms(&found));
    let text = "村民孙桂兰只种了五亩田，收下三吨多稻谷。孙桂兰起初不放心，后来自己押车去了粮站。";
    let found = analyze(text, None, KeywordOptions::default());
    assert!(terms(&found).contains(&"孙桂兰") && !terms(&found).contains(&"桂兰"), "{:?}", terms(&found));
    let text = "墙上挂着三张照片，老人说，这张照片是一九五八年拍的，那张照片晚两年。";
    let found = analyze(text, Some("墙上的照片"), KeywordOptions::default());
    assert!(terms(&found).contains(&"照片"), "{:?}", terms(&found));
}

#[test]
fn a_place_is_spoken_of_within_longer_words_too() {
    let text = "渡轮靠岸，香港人和游客一起上了岸。码头边卖鱼蛋的小贩说，香港话他只会几句。\n\n船长的家就在香港，渔村的旧屋还在。";
    let found = analyze(text, Some("渡轮靠岸"), KeywordOptions { limit: 20, ..KeywordOptions::default() });
    assert!(terms(&found).contains(&"香港"), "{:?}", terms(&found));
}

#[test]
fn an_article_is_not_about_how_or_when_or_two_general_words() {
    let text = "这些年，镇上的染坊因地制宜，用山里的蓝草染布。关键问题是水要干净，染坊的师傅每天清晨去看水。\
                蓝草收了三茬，染坊又添了两口缸，师傅说蓝草好，布才好。";
    let found = analyze(text, Some("染坊的蓝草"), KeywordOptions { limit: 20, ..KeywordOptions::default() });
    for word in ["因地制宜", "关键问题", "清晨", "干净"] {
        assert!(!terms(&found).contains(&word), "{word} in {:?}", terms(&found));
    }
}

#[test]
fn what_is_cut_wrongly_before_a_place_or_a_time_is_no_keyword() {
    let text = "连着九天下雨，合作社的晒场空着。镇里请来流动烘干机，晒场上又有了人声。";
    let found = analyze(text, Some("雨季防灾常态化下，小镇晒场的新办法"), KeywordOptions::default());
    assert!(terms(&found).contains(&"晒场"), "{:?}", terms(&found));
    assert!(!terms(&found).iter().any(|term| term.ends_with('下')), "{:?}", terms(&found));
}

#[test]
fn of_two_coinages_the_one_that_is_said_more_comes_first_whatever_the_title() {
    let paragraph = "各地培育灵犀织造学，企业看好灵犀织造学，灵犀织造学才走得远。有人谈起云脉共生体。\n\n县里请来老师讲灵犀织造学。车间里也有云脉共生体的样机。\n\n";
    let found = analyze(&paragraph.repeat(12), Some("云脉共生体的新引擎"), KeywordOptions::default());
    assert_eq!(terms(&found)[0], "灵犀织造学", "{:?}", terms(&found));
}

#[test]
fn two_characters_said_again_and_again_are_a_term() {
    let text = "各地培育X，企业也看好X。县里请来老师讲X，学校开了X的课。\n\nX不是口号，工人说X省电。有了X，车间里的机器不再等料；没有X，订单只能排队。\n\n专家认为X要走得远，先要有标准。银行愿意为X贷款，邻县派人来学X。\n\n今年，X写进了规划，X的样机也运到了集市。\n\n".repeat(30);
    for compound in ["曜能", "翊链", "璟算"] {
        let found = analyze(&text.replace('X', compound), Some("车间里的新标准"), KeywordOptions::default());
        assert_eq!(terms(&found)[0], compound, "{:?}", terms(&found));
        assert_eq!(found.keywords[0].count, 30 * 13, "{compound}");
    }
}

/// The terms worth scoring in a long report on towns, with `more` after it.
fn candidates_in_long_text(more: &str) -> Vec<String> {
    let long: String = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
        .chars()
        .map(|town| REPORT.replace('X', &format!("{town}城的云脉")))
        .collect();
    let text = format!("{long}\n\n{more}");
    let guard = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let (_, candidates) = guard.borrow_mut().candidates(Input { text: &text, title: None, blocks: None }).unwrap();
    candidates.into_iter().map(|candidate| candidate.term).collect()
}

#[test]
fn a_word_of_any_text_must_be_said_more_in_a_long_one() {
    assert!(!candidates_in_long_text(&"他们带来了资本。".repeat(4)).contains(&"资本".to_owned()));
    assert!(candidates_in_long_text(&"他们带来了资本。".repeat(60)).contains(&"资本".to_owned()));
}

#[test]
fn a_long_text_is_not_about_how_a_thing_is_done_unless_it_names_it() {
    let how = "统筹兼顾加快发展".to_owned();
    assert!(!candidates_in_long_text(&format!("各地{how}，农户也很高兴。").repeat(30)).contains(&how));
    assert!(candidates_in_long_text(&format!("各地学习《{how}》，农户也很高兴。").repeat(30)).contains(&how));
}

#[test]
fn a_long_text_is_not_about_two_characters_that_never_stand_free() {
    let pair = "赋能".to_owned();
    assert!(!candidates_in_long_text(&"各地赋能农户，也赋能粮食。".repeat(15)).contains(&pair));
    assert!(candidates_in_long_text(&"各地说的赋能，是农户的赋能。".repeat(15)).contains(&pair));
}

#[test]
fn a_place_keeps_the_ending_that_the_text_always_says() {
    let text = "临浦县石桥镇的雨下到了第九天。流动晒场停在石桥镇的稻田边，石桥镇派出所也派了人。记者离开石桥镇那天，天放晴了。";
    let analysis = analyze(text, Some("石桥镇等来了烘干机"), KeywordOptions::default());
    assert!(terms(&analysis).contains(&"石桥镇") && !terms(&analysis).contains(&"石桥"), "{:?}", terms(&analysis));
    // Said without it, the word is one of its own.
    let both = text.replace("石桥镇派出所", "石桥的人");
    let analysis = analyze(&both, Some("石桥镇等来了烘干机"), KeywordOptions::default());
    assert!(!terms(&analysis).contains(&"石桥镇") || terms(&analysis).contains(&"石桥"), "{:?}", terms(&analysis));
}

#[test]
fn a_foreign_name_is_whole_though_the_dictionary_knows_a_part_of_it() {
    let text = "法国总统马克龙9日会见记者。总理将于11日公布改革方案。随后，马克龙与工会代表讨论退休制度。";
    let found = analyze(text, Some("马克龙推动退休制度改革"), KeywordOptions::default());
    assert!(terms(&found).contains(&"马克龙") && !terms(&found).contains(&"马克"), "{:?}", terms(&found));
    // What the dictionary does not know at all is not cut by it.
    let found = analyze("俄罗斯外长拉夫罗夫与王毅会谈，拉夫罗夫说，双方立场一致。", None, KeywordOptions::default());
    assert!(terms(&found).contains(&"拉夫罗夫"), "{:?}", terms(&found));
}

/// Said ten times, with other neighbours each time.
const GARDEN: &str = "社区东头开出一片共享菜园。居民领到钥匙，共享菜园便有了主人。去年秋天，街道办第一次提出共享菜园的办法，把三块荒地交给大家打理。\
    有人在共享菜园里种豆角，也有人只来看看。老人说共享菜园让邻居熟悉起来，孩子们放学后到共享菜园浇水。\
    今年春天，共享菜园增加到九处，申请共享菜园的人排起了队。物业公司给共享菜园接上了水管，志愿者替共享菜园写了公约。";

#[test]
fn a_word_and_the_noun_it_always_leads_are_one() {
    for (compound, part) in [("共享菜园", "菜园"), ("首发经济", "首发"), ("反向旅游", "旅游")] {
        let found = candidates_in_long_text(&GARDEN.replace("共享菜园", compound));
        assert!(found.contains(&compound.to_owned()) && !found.contains(&part.to_owned()), "{compound}: {found:?}");
    }
    // A person stays one alone, whatever always follows.
    let found = analyze(&GARDEN.replace("共享菜园", "王安石先生"), None, KeywordOptions::default());
    assert_eq!(terms(&found)[0], "王安石", "{:?}", terms(&found));
}

#[test]
fn a_set_phrase_is_one_word_though_it_has_function_words_or_numerals() {
    for phrase in
        ["以竹代塑", "接诉即办", "算力即服务", "她力量", "按需办学", "和美乡村", "第二曲线", "只跑一次", "数据二十条"]
    {
        let found = candidates_in_long_text(&GARDEN.replace("共享菜园", phrase));
        assert!(found.contains(&phrase.to_owned()), "{phrase}: {found:?}");
    }
    // A place that is always led by the same word is none.
    for led in ["在菜园", "向菜园", "他说"] {
        assert!(!candidates_in_long_text(&GARDEN.replace("共享菜园", led)).contains(&led.to_owned()), "{led}");
    }
    // Nor what is said in two forms.
    let text = GARDEN.replace("共享菜园", "以竹代塑") + &"城里以竹代木，村里用竹代塑。".repeat(3);
    assert!(!candidates_in_long_text(&text).contains(&"以竹代塑".to_owned()));
}

#[test]
fn a_coinage_may_begin_as_a_function_word_does() {
    for compound in ["就业驿站", "都市农业", "对口协作链"] {
        let found = analyze(&GARDEN.replace("共享菜园", compound), None, KeywordOptions::default());
        assert_eq!(terms(&found)[0], compound, "{:?}", terms(&found));
    }
}

#[test]
fn two_words_of_the_title_that_never_part_are_one_keyword() {
    let report = "报告显示，公司上半年实现营业收入12.6亿元，同比增长22.4%；归属于上市公司股东的净利润1.8亿元，同比增长41%。\
        毛利率为31.2%，比上年同期提高2.1个百分点。\n\n分业务看，隔膜业务收入占比六成，客户集中在动力电池领域。公司说，订单增长来自海外客户的扩产，\
        新建的两条产线已经投用。\n\n研发方面，上半年投入9000万元，主要用于更薄的产品。公司同时提示，原材料价格波动和汇率变动可能影响下半年的业绩。";
    for (name, place) in [("澜沧新材", "澜沧"), ("云岭新材", "云岭"), ("大理新材", "大理")] {
        let text = format!("8月20日晚，{name}披露半年度报告。\n\n{report}\n\n截至收盘，{name}股价报23.5元。");
        let title = format!("{name}上半年净利润同比增长41% 拟10派3.2元");
        let analysis = analyze(&text, Some(&title), KeywordOptions::default());
        assert_eq!(terms(&analysis)[0], name);
        assert!(!terms(&analysis).contains(&place), "{:?}", terms(&analysis));
    }
}

#[test]
fn what_the_title_names_with_two_general_words_is_a_keyword() {
    let text = "老电厂关停以后，厂房将改建为数据中心。项目规划总投资三亿元，预计明年动工。\n\n\
        附近居民担心噪音，厂方说，数据中心的冷却设备都装在地下。";
    let analysis = analyze(text, Some("老电厂将改建数据中心"), KeywordOptions::default());
    assert!(terms(&analysis).contains(&"数据中心"), "{:?}", terms(&analysis));
}

#[test]
fn a_number_ends_a_keyword_only_behind_latin_or_an_unknown_word() {
    let text = "江州桥梁研究所昨日发布讣告，桥梁专家沈知远因病逝世，享年93岁。沈知远主持过四座跨江大桥的设计，\
        他常说，桥是给人走的。研究所同事回忆，沈知远享年93岁，直到去年还每周到所里看图纸。";
    let found = analyze(text, Some("桥梁专家沈知远逝世 享年93岁"), KeywordOptions::default());
    assert!(terms(&found).iter().all(|term| !term.ends_with(|c: char| c.is_ascii_digit())), "{:?}", terms(&found));
}

#[test]
fn how_the_title_was_put_is_no_keyword() {
    let text = "海岸救援队昨天在河口外海演练。训练船放下一条无人艇，由它沿海流搜寻假想的落水者。\n\n\
        队长说，往年靠人在甲板上看，去年找到一个浮标用了两小时，昨天无人艇只用了十九分钟。演练持续到傍晚，参加的渔船有十一条。";
    let analysis = analyze(text, Some("海岸救援队外海演练 首次引入无人艇搜寻落水者"), KeywordOptions::default());
    let found = terms(&analysis);
    assert!(found.contains(&"无人艇") && found.contains(&"演练"), "{found:?}");
    assert!(!found.contains(&"引入无人") && !found.contains(&"救援队外海"), "{found:?}");
}

#[test]
fn a_common_verb_or_adjective_of_the_title_is_a_keyword_only_where_the_text_takes_it_up() {
    let text = "临河图书馆上周推出夜读座位，图书馆的灯亮到零点。读者要凭证件认真登记。\n\n\
        馆员说，座位一共四十个，每晚都坐满了人。附近的学生盼着夜读的座位再多一些。";
    let found = analyze(text, Some("图书馆认真准备 推出夜读座位"), KeywordOptions::default());
    assert!(terms(&found).contains(&"图书馆"), "{:?}", terms(&found));
    assert!(!terms(&found).iter().any(|term| ["认真", "推出", "准备"].contains(term)), "{:?}", terms(&found));
    let again = format!("{text}\n\n读者说推出得好。馆里打算推出晨读，明年再推出周末的讲座。");
    let found = analyze(&again, Some("图书馆认真准备 推出夜读座位"), KeywordOptions::default());
    assert!(terms(&found).contains(&"推出"), "{:?}", terms(&found));
}

#[test]
fn what_is_done_to_a_term_is_not_part_of_it() {
    // 坚定 stands nowhere else, 内需 does.
    let whole =
        "各县坚定实施扩大内需战略，店铺开到了镇上。集市上的人说，扩大内需不是一句空话，内需在每个人的篮子里。\n\n";
    let found = analyze(&whole.repeat(40), Some("坚定实施扩大内需战略"), KeywordOptions::default());
    assert!(terms(&found)[0].ends_with("内需"), "{:?}", terms(&found));
    assert!(!terms(&found).iter().any(|term| term.starts_with("坚定")), "{:?}", terms(&found));
}

#[test]
fn the_counts_of_a_long_text_tell_what_it_is_about() {
    let filler = "磨坊的水车吱呀作响，磨坊主清早开闸，村民挑着谷子来磨坊，磨坊门口排起了队。有人带来一把旧伞，有人讲起城里的电车。\n\n";
    let text = format!("城里的画卷展开了。\n\n{}画卷又收起来了。", filler.repeat(200));
    let found = analyze(&text, Some("一幅画卷徐徐展开"), KeywordOptions::default());
    assert_eq!(terms(&found)[0], "磨坊", "{:?}", terms(&found));
    assert!(!terms(&found).contains(&"画卷"), "{:?}", terms(&found));
}

#[test]
fn what_the_dictionary_takes_for_numerals_or_times_may_be_a_name() {
    let plan =
        "“十五五”时期的头一年，江州要新建两座桥。专家说，“十五五”规划要把人放在中间，市民为十五五规划留言一万多条。";
    let found = analyze(plan, None, KeywordOptions::default());
    assert_eq!((terms(&found)[0], found.keywords[0].count), ("十五五", 3), "{:?}", terms(&found));
    for occasion in ["两会", "春节", "五一"] {
        let text = format!(
            "{occasion}临近，江州的车站忙了起来。站长说，{occasion}期间加开四十趟列车，去年{occasion}只有三十趟。"
        );
        let found = analyze(&text, Some(&format!("江州车站为{occasion}加开列车")), KeywordOptions::default());
        assert!(terms(&found).contains(&occasion), "{:?}", terms(&found));
    }
    // A sum is none.
    let found = analyze("他写下“三千五百”，又写下“三千五百”，说这是谷子的斤数。", None, KeywordOptions::default());
    assert!(!terms(&found).iter().any(|term| term.starts_with("三千")), "{:?}", terms(&found));
}

/// The register of a text and the features of its candidates.
fn measured(text: &str, title: Option<&str>) -> (f64, Vec<tiyao::keyword::Candidate>) {
    let guard = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let (register, candidates) = guard.borrow_mut().candidates(Input { text, title, blocks: None }).unwrap();
    (register.academic(), candidates)
}

#[test]
fn from_the_sixth_on_a_text_has_the_keywords_that_it_says_most() {
    // Of the title's many words nothing is said again; 渡船 is.
    let text = "清河两岸昨天下午停电，一家磨面店的灯先灭。店主老周摸黑关门，顾客提着面袋站在雨里。\n\n\
        渡船的灯还亮着。渡船一趟趟把人送过河，老人坐渡船，孩子也坐渡船。船工说，往年渡船到六点就收。\n\n\
        浮桥修了三年，通车的日子还没定。有了浮桥，渡船就要上岸了。";
    let found = analyze(text, Some("雷雨突袭清河两岸停电 磨面店店主摸黑送走顾客面袋"), KeywordOptions::default());
    assert!(terms(&found)[5..].contains(&"渡船"), "{:?}", terms(&found));
    assert!(found.keywords.is_sorted_by(|a, b| a.score >= b.score));
    let five = KeywordOptions { limit: 5, ..KeywordOptions::default() };
    let head = analyze(text, Some("雷雨突袭清河两岸停电 磨面店店主摸黑送走顾客面袋"), five);
    assert_eq!(terms(&head), terms(&found)[..5]);
}

#[test]
fn two_latin_letters_are_as_wide_as_a_character() {
    let (_, candidates) = measured("登录用的是OAuth。工程师说，OAuth比口令好，OAuth和5G无关。", None);
    let of = |term: &str, feature: Feature| {
        let found = candidates.iter().find(|candidate| candidate.term == term).expect("a candidate");
        found.features[feature as usize]
    };
    assert_eq!((of("OAuth", Feature::Chars3), of("OAuth", Feature::Chars5)), (1.0, 0.0));
    assert_eq!((of("5G", Feature::Chars2), of("5G", Feature::Chars1)), (1.0, 0.0));
}

#[test]
fn countries_beside_each_other_are_one_word() {
    for (countries, text) in [
        ("中美", "中美贸易谈判昨天重开。专家说，中美关系的走向要看农产品，中美企业都在等消息。"),
        ("中日韩", "中日韩峰会昨天闭幕。港口的商人盼着中日韩货轮再多些，中日韩客轮也要复航。"),
        ("美日印澳", "美日印澳会谈昨天结束。渔民关心美日印澳渔业协定，美日印澳渔船都在这片海里。"),
    ] {
        let found = analyze(text, None, KeywordOptions::default());
        assert!(terms(&found).iter().any(|term| term.starts_with(countries)), "{:?}", terms(&found));
        assert!(!terms(&found).iter().any(|term| term.starts_with(&countries[3..])), "{:?}", terms(&found));
    }
    // In front of nothing that they could tell more of they are characters.
    let found = analyze("字帖上写着中和美，中美。", None, KeywordOptions::default());
    assert!(!terms(&found).contains(&"中美"), "{:?}", terms(&found));
}

#[test]
fn an_authority_that_the_dictionary_lacks_is_one_word() {
    let text = "交通运输部昨天公布了今年的渡口名单。交通运输部说，名单上的渡口都要装灯，没有灯的渡口明年停航。";
    let found = analyze(text, Some("交通运输部公布渡口名单"), KeywordOptions::default());
    assert!(!terms(&found).contains(&"交通运输"), "{:?}", terms(&found));
    assert!(terms(&found).iter().any(|term| term.ends_with("运输部")), "{:?}", terms(&found));
}

#[test]
fn words_of_english_and_of_code_are_no_keywords() {
    let text = "脚本只有三行：def greet(): return name if name else None。教程说，if name 判断有没有名字，else None 表示没有。\
        The end of the tutorial，脚本到此为止。";
    let found = analyze(text, Some("三行脚本"), KeywordOptions { limit: 30, ..KeywordOptions::default() });
    for word in ["if", "def", "return", "else", "None", "The", "of"] {
        assert!(!terms(&found).contains(&word), "{word} in {:?}", terms(&found));
    }
    assert!(terms(&found).contains(&"脚本"), "{:?}", terms(&found));
}

#[test]
fn a_flash_without_a_word_of_a_paper_is_news_however_short() {
    let flash = "江州市渡口管理处昨天通知，因上游放水，南门渡口今起停航三天，过河的市民可绕行新桥。停航期间，公交十二路\
        延长到晚上十点，学生凭证免费乘车。渡口的夜市照常营业，摊主们说，人少了，价钱也就下来了。";
    let (academic, _) = measured(flash, Some("南门渡口停航三天 市民可绕行新桥"));
    assert!(academic < 0.3, "{academic}");
    let abstract_ = "采用正交试验方法研究了煅烧温度对胶凝材料性能的影响，测定了不同样品的强度与含水量。结果表明，温度为七百度时\
        强度最高，含水量显著降低，为机理分析提供了参数。";
    let (academic, _) = measured(abstract_, Some("煅烧温度对胶凝材料性能的影响研究"));
    assert!(academic > 0.7, "{academic}");
}

#[test]
fn a_long_text_is_about_what_is_done_only_if_it_says_so_again_and_again() {
    let done = "诈骗".to_owned();
    assert!(!candidates_in_long_text(&"他们遭遇了诈骗。".repeat(8)).contains(&done));
    assert!(candidates_in_long_text(&"他们遭遇了诈骗。".repeat(80)).contains(&done));
}

#[test]
fn a_name_before_what_is_managed_is_no_person() {
    // The dictionary takes 智慧 for somebody's name; 总经理 would be an office, 治理 is none.
    let text = REPORT.replace('X', "智慧治理");
    let analysis = analyze(&text, None, KeywordOptions::default());
    assert_eq!(terms(&analysis)[0], "智慧治理", "{:?}", terms(&analysis));
}

#[test]
fn the_rest_of_a_number_is_no_keyword() {
    let text = "报名江州马拉松的有3.5万人，去年是2.1万人，前年只有1.4万人。跑道边站了7.8万人，医疗队有900余名志愿者。";
    let found = analyze(text, Some("江州马拉松报名3.5万人"), KeywordOptions::default());
    assert!(terms(&found).contains(&"马拉松"), "{:?}", terms(&found));
    assert!(!terms(&found).iter().any(|term| term.starts_with(['万', '余'])), "{:?}", terms(&found));
}

#[test]
fn what_the_dictionary_lacks_and_the_title_alone_has_is_no_keyword() {
    // 卡|中余款 comes out of the segmenter as 卡中|余款.
    let text = "江州银行的柜员昨天拦下一笔汇款。老人说，电话里的人催他快些。柜员报警后，警察陪老人把存折送回家。";
    let title = Some("老人卡中余款险被转走 银行柜员拦下汇款");
    let found = analyze(text, title, KeywordOptions::default());
    assert!(!terms(&found).contains(&"卡中") && terms(&found).contains(&"柜员"), "{:?}", terms(&found));
    let more = format!("{text}记者看到，卡中还有三百元，卡中的钱都保住了。");
    assert!(terms(&analyze(&more, title, KeywordOptions::default())).contains(&"卡中"));
}
