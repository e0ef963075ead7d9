//! Repair: what it joins, what it leaves apart, and that every span comes back.

use proptest::prelude::*;
use tiyao::{
    Analyzer, ByteSpan, Dictionary, SegmentOptions,
    document::BlockKind,
    options::{BlockBorder, BlockHint, RepairOptions},
    repair::{Repaired, repair, repair_text},
};

fn repaired(source: &str) -> Repaired {
    repair(source, None, &RepairOptions::default())
}

/// The blocks of `source` as their kinds and texts.
fn blocks(source: &str) -> Vec<(BlockKind, String)> {
    let repaired = repaired(source);
    repaired.blocks.iter().map(|block| (block.kind, block.span.of(&repaired.text).to_owned())).collect()
}

fn texts(source: &str) -> Vec<String> {
    blocks(source).into_iter().map(|(_, text)| text).collect()
}

/// `text` in lines of `width` characters, as a printed column has them.
fn wrap(text: &str, width: usize, between: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut lines: Vec<String> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let mut end = (at + width).min(chars.len());
        // No line starts with a mark.
        while end < chars.len() && "，。、；：？！”）》".contains(chars[end]) {
            end += 1;
        }
        lines.push(chars[at..end].iter().collect());
        at = end;
    }
    lines.join(between)
}

const FIRST: &str = "海边的风力发电机一年四季都在转动，镇上的老人说，从前这里只有盐田和渔船。如今白色的叶片成了新的地标，\
    孩子们放学以后喜欢沿着堤坝骑车，看潮水一点一点退下去，露出大片滩涂和觅食的水鸟。发电场的工程师每天清晨巡检，\
    记录温度、振动和润滑油的状态，数据随后传回县城的调度中心。";
const SECOND: &str = "变化并不只在岸上。近海的养殖户把网箱移到了更深的水域，请来研究所的技术员监测水质，又同电商平台签了协议，\
    牡蛎从离水到装车不超过两个小时。合作社的账本显示，去年每户增收一万三千元，其中三成来自深加工。年轻人开始回乡，\
    他们带回了冷链、包装和直播的经验，也带回了对家乡口味的想念。";

#[test]
fn hard_wrapped_columns_are_read_through() {
    for width in [14, 19, 26, 42] {
        for between in ["\n", "\n\n", "\r\n", "\n \n"] {
            let source = format!("{}\n\n{}", wrap(FIRST, width, between), wrap(SECOND, width, between));
            let found = texts(&source);
            let whole: String = found.concat();
            assert_eq!(whole, format!("{FIRST}{SECOND}"), "width {width}, {between:?}");
            assert_eq!(repaired(&repaired(&source).text).text, repaired(&source).text);
            // Where the last line happens to be full, nothing tells the paragraphs apart.
            let last = wrap(FIRST, width, "\n").lines().last().map_or(0, |line| line.chars().count());
            if last + 3 < width {
                assert_eq!(found, [FIRST, SECOND], "width {width}, {between:?}");
            }
        }
    }
}

#[test]
fn columns_of_several_widths_are_read_through() {
    let source = [wrap(SECOND, 30, "\n\n"), wrap(FIRST, 20, "\n"), wrap(SECOND, 30, "\n")].join("\n\n");
    assert_eq!(texts(&source).concat(), [SECOND, FIRST, SECOND].concat());
}

#[test]
fn headings_between_wrapped_paragraphs_stay_apart() {
    let source = format!(
        "海边小镇的变迁\n\n{SECOND}\n\n一、从盐田到风场\n\n{}\n\n（二）近海养殖的新路\n\n{}\n",
        wrap(FIRST, 20, "\n\n"),
        wrap(SECOND, 20, "\n\n")
    );
    let found = blocks(&source);
    let kinds: Vec<BlockKind> = found.iter().skip(2).map(|block| block.0).collect();
    assert_eq!(
        kinds,
        [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Heading, BlockKind::Paragraph],
        "{found:#?}"
    );
    assert_eq!(repaired(&source).blocks[2].level, 2);
    assert_eq!(repaired(&source).blocks[4].level, 3);
}

#[test]
fn a_page_break_inside_a_sentence_is_closed() {
    let (head, tail) = FIRST.split_at(FIRST.find("滩涂").unwrap());
    assert_eq!(texts(&format!("{SECOND}\n\n{head}\n\n{tail}\n\n{SECOND}")), [SECOND, FIRST, SECOND]);
    // A title after a whole sentence is no continuation, nor is text after a title.
    assert_eq!(texts(&format!("{FIRST}\n\n退潮之后\n\n{SECOND}")), [FIRST, "退潮之后", SECOND]);
}

/// The blocks of `lines` when the page has each in an element of its own.
fn apart(lines: &[&str], border: BlockBorder) -> Vec<String> {
    let source = lines.join("\n");
    let mut at = 0;
    let hints: Vec<BlockHint> = lines
        .iter()
        .map(|line| {
            let (start, length) = (at, line.encode_utf16().count() as u32);
            at += length + 1;
            BlockHint { start, end: start + length, kind: None, level: 0, border }
        })
        .collect();
    let repaired = repair(&source, Some(&hints), &RepairOptions::default());
    repaired.blocks.iter().map(|block| block.span.of(&repaired.text).to_owned()).collect()
}

#[test]
fn a_column_is_read_through_the_borders_of_the_page() {
    for width in [19, 26, 42] {
        let columns = [wrap(FIRST, width, "\n"), wrap(SECOND, width, "\n"), wrap(FIRST, width, "\n")];
        let lines: Vec<&str> = columns.iter().flat_map(|column| column.lines()).collect();
        for border in [BlockBorder::Line, BlockBorder::EmptyLine] {
            let found = apart(&lines, border);
            assert_eq!(found.concat(), [FIRST, SECOND, FIRST].concat(), "width {width}, {border:?}");
            // However full a last line is, a border is nowhere but at a sentence's end.
            assert!(
                found.len() <= 6 && found.iter().all(|block| block.ends_with('。')),
                "width {width}, {border:?}: {found:#?}"
            );
            if columns[0].lines().last().is_some_and(|line| line.chars().count() + 5 < width) {
                assert_eq!(found, [FIRST, SECOND, FIRST], "width {width}, {border:?}");
            }
        }
        // Where the markup says that each is a block, it is believed.
        assert_eq!(apart(&lines, BlockBorder::Firm), lines);
    }
}

#[test]
fn short_blocks_of_the_page_stay_apart() {
    let entries: [&[&str]; 5] = [
        // A timeline, without a stop.
        &[
            "八月二日，合作社在北湾投放第一批浮标",
            "八月十九日，水产技术站与气象台接通数据，开始试报赤潮",
            "九月七日，北湾水温升到二十九度，预警第一次发出，两个村当天收获",
            "九月三十日，县里公布养殖损失，比去年同期减少三成",
            "十月十二日，三个乡镇的代表来北湾参观，商量共用浮标的办法",
            "十一月五日，第二批浮标下水。",
            "十一月二十日，预警范围扩大到整个河口，覆盖四千户",
        ],
        // Speech and answer.
        &[
            "“网箱都拖走了吗？”",
            "“拖走了，夜里两点就拖走了。”",
            "“损失大不大？”",
            "林秀珍摇摇头，没有说话",
            "“幸亏预警来得早。”",
            "她笑了。",
        ],
        // Titles of one length.
        &[
            "沿海三县完成渔港改造，新增泊位两百个",
            "深水网箱首次越冬成功，产量增加两成",
            "县城图书馆延长开放时间，方便渔民读书",
            "盐场遗址公园下月开园，门票全部免费",
            "海上风电场并网发电，首批十二台运行",
        ],
        // Whole sentences, some without their stop.
        &[
            "合作社的账本显示，去年每户增收一万三千元，其中三成来自深加工，其余来自直接供货的订单和线上的零售",
            "变化并不只在岸上。近海的养殖户把网箱移到了更深的水域，请来研究所的技术员监测水质。",
            "年轻人开始回乡，他们带回了冷链、包装和直播的经验。",
            "发电场的工程师每天清晨巡检，记录温度、振动和润滑油的状态，数据随后传回县城的调度中心。",
        ],
        // A title before a text.
        &["退潮之后", FIRST, "涨潮之前", SECOND],
    ];
    for lines in entries {
        for border in [BlockBorder::Line, BlockBorder::EmptyLine] {
            assert_eq!(apart(lines, border), lines, "{border:?}");
        }
    }
}

#[test]
fn list_items_tables_and_verse_stay_apart() {
    let list = "- 第一批设备已经安装\n- 第二批设备正在调试\n- 第三批设备尚未到货";
    assert_eq!(texts(list), ["第一批设备已经安装", "第二批设备正在调试", "第三批设备尚未到货"]);
    assert!(blocks(list).iter().all(|block| block.0 == BlockKind::ListItem));
    // Between paragraphs: a text of items alone might be the site's navigation.
    let numbered = blocks(&format!("{FIRST}\n1. 检查叶片\n2. 检查塔筒\n3. 检查电缆\n{SECOND}"));
    assert_eq!(numbered.len(), 5, "{numbered:?}");
    assert!(numbered[1..4].iter().all(|block| block.0 == BlockKind::ListItem), "{numbered:?}");
    let table = "| 月份 | 发电量 |\n|------|--------|\n| 一月 | 320 |\n| 二月 | 298 |";
    let rows = blocks(table);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows.iter().all(|row| row.0 == BlockKind::TableRow));
    assert_eq!(blocks("一月\t320\t晴\n二月\t298\t阴").len(), 2);
    let verse = "潮平两岸阔，\n风正一帆悬。\n海日生残夜，\n江春入旧年。";
    assert_eq!(blocks(verse), [(BlockKind::Verse, verse.to_owned())]);
    let unmarked = "潮平两岸阔\n风正一帆悬\n海日生残夜\n江春入旧年";
    assert_eq!(blocks(unmarked), [(BlockKind::Verse, unmarked.to_owned())]);
    let headlines = format!(
        "相关新闻\n沿海三县完成渔港改造\n深水网箱首次越冬成功\n县城图书馆延长开放时间\n盐场遗址公园下月开园\n\n{FIRST}"
    );
    assert_eq!(blocks(&headlines).len(), 6);
}

#[test]
fn english_keeps_its_word_spaces_and_paragraphs() {
    let first = "The wind farm stands on a bank of mud that the tide leaves twice a day,\nand the engineers who keep it turning walk out along a causeway in the\nearly morning, before the water comes back.";
    let second = "Nobody in the village remembers who built the first salt pans.";
    assert_eq!(texts(&format!("{first}\n\n{second}")), [first.replace('\n', " "), second.to_owned()]);
    assert_eq!(texts("Short line\nAnother short line"), ["Short line", "Another short line"]);
}

#[test]
fn each_repair_has_its_switch() {
    type Case = (&'static str, &'static str, fn(&mut RepairOptions));
    let line = format!("{}\n{}", &FIRST[..30 * 3], &FIRST[30 * 3..]);
    assert_eq!(repair(&line, None, &RepairOptions { lines: false, ..Default::default() }).text, line);
    assert_eq!(repaired(&line).text, FIRST);
    let cases: [Case; 9] = [
        ("全 面 建 设，层 次", "全面建设，层次", |o| o.spaces = false),
        ("５Ｇ基站占３．５％", "5G基站占3.5%", |o| o.width = false),
        ("坚持创新,推动发展", "坚持创新，推动发展", |o| o.punctuation = false),
        ("目标(含港口)已定", "目标（含港口）已定", |o| o.punctuation = false),
        ("高\u{200b}质\u{ad}量\u{feff}发展", "高质量发展", |o| o.invisible = false),
        ("增长\u{a0}GDP", "增长 GDP", |o| o.invisible = false),
        ("这是**重点**所在", "这是重点所在", |o| o.markdown = false),
        ("见[公告](https://example.org/a)全文", "见公告全文", |o| o.markdown = false),
        ("运行`init`即可", "运行init即可", |o| o.markdown = false),
    ];
    for (source, expected, switch) in cases {
        assert_eq!(repaired(source).text, expected);
        let mut off = RepairOptions::default();
        switch(&mut off);
        assert_eq!(repair(source, None, &off).text, source, "switched off");
    }
}

#[test]
fn what_is_right_already_stays() {
    for text in [
        "会议于12:30开始，共有1,000人参加。",
        "增长3.5%，达到1.2万亿元。",
        "本报记者 王小明 通讯员 李大海",
        "3*4*5等于60，a_b是变量名。",
        "👨‍👩‍👧一家人去𠮷野家。",
        "见https://example.org/a?b=1,2:3",
        "使用 Rust 编写的 WebAssembly 模块",
        "C++与C#，AT&T",
    ] {
        assert_eq!(repaired(text).text, text);
    }
}

#[test]
fn spans_come_back_tightly() {
    let source = "对东\n北地区来说，这是新的机遇，也是新的挑战，还有许多工作要做，不能停下来。\n";
    let source = format!("振兴的任务十分繁重，各地情况也不相同，需要因地制宜，{source}");
    let repaired = repaired(&source);
    let at = repaired.text.find("东北").expect("the line break is closed");
    let span = repaired.source_span(ByteSpan::new(at, at + 6));
    assert_eq!(span.of(&source), "东\n北");
    assert_eq!(repaired.analysis_span(span), ByteSpan::new(at, at + 6));
    assert_eq!(repaired.surface(&source, ByteSpan::new(at, at + 6)), "东北");
}

#[test]
fn traditional_text_is_looked_up_as_simplified() {
    let source = "發展新質生產力，離不開餅乾廠的自動化，也離不開著名學者看著數據做的瞭解。";
    let repaired = repaired(source);
    assert_eq!(repaired.text, "发展新质生产力，离不开饼干厂的自动化，也离不开著名学者看着数据做的了解。");
    assert_eq!(repaired.surface(source, ByteSpan::new(0, repaired.text.len())), source);
    // 1:1, so every character stands where it stood.
    assert!(
        source
            .char_indices()
            .eq(source.char_indices().zip(repaired.text.char_indices()).map(|(own, (at, _))| (at, own.1)))
    );
}

#[test]
fn simplified_text_keeps_the_characters_both_scripts_share() {
    for text in [
        "乾隆年间的著名学者",
        "登台瞭望，慰藉人心",
        "宫商角徵羽",
        "台湾同胞回到后方的村里面，只用一台机器",
        "范围、丰富、几个、干部",
    ] {
        assert_eq!(repaired(text).text, text);
    }
    // A Traditional name in Simplified text is looked up; what stands beside it is not touched.
    assert_eq!(
        repaired("乾隆帝的著作由周傑倫在著名的剧院朗读，观众反响热烈。").text,
        "乾隆帝的著作由周杰伦在著名的剧院朗读，观众反响热烈。"
    );
    // Mixed pages: each paragraph for itself.
    let mixed = "他拿著餅乾，看著窗外的風景，覺得時間過得很慢。\n乾隆皇帝是清朝的一位著名皇帝，在位时间很长。";
    assert_eq!(
        repaired(mixed).text,
        "他拿着饼干，看着窗外的风景，觉得时间过得很慢。\n乾隆皇帝是清朝的一位著名皇帝，在位时间很长。"
    );
}

/// Text of all the things that repair touches, in any order.
fn noise() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec!["发展", "新质生产力", "的", "海", "風", "國", "著名", "𠮷", "一、", "（一）", "1.", "第一章", "摘 要:", "作者"]),
        4 => prop::sample::select(vec![" ", "\n", "\n\n", "\r\n", "\r", "\u{3000}", "\t", "\u{a0}", "  ", "\u{2028}"]),
        4 => prop::sample::select(vec!["，", "。", "、", "：", "“", "”", "（", "）", ",", ".", "(", ")", ":", "!", "…", "——", "【", "】"]),
        3 => prop::sample::select(vec!["**", "*", "`", "```", "# ", "#", "- ", "> ", "---", "|", "[", "](", "http://a.b/c)", "~~", "__", "\\", "====", "....", "12"]),
        2 => prop::sample::select(vec!["GDP", "the wind farm", "Ａ１", "3.5", "%", "😀", "👨‍👩‍👧", "\u{200b}", "\u{feff}", "\u{ad}", "\u{fe0f}", "\0", "é", "ガ"]),
        1 => any::<char>().prop_map(|c| Box::leak(c.to_string().into_boxed_str()) as &str),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = RepairOptions> {
    any::<[bool; 7]>().prop_map(|[lines, spaces, width, punctuation, invisible, markdown, script]| RepairOptions {
        lines,
        spaces,
        width,
        punctuation,
        invisible,
        markdown,
        script,
    })
}

fn hints() -> impl Strategy<Value = Vec<BlockHint>> {
    let kind = prop_oneof![
        Just(None),
        Just(Some(BlockKind::Paragraph)),
        Just(Some(BlockKind::Heading)),
        Just(Some(BlockKind::Caption))
    ];
    let border = prop_oneof![Just(BlockBorder::Firm), Just(BlockBorder::EmptyLine), Just(BlockBorder::Line)];
    let hint = (0u32..160, 0u32..40, kind, 0u8..9, border).prop_map(|(start, length, kind, level, border)| BlockHint {
        start,
        end: start + length,
        kind,
        level,
        border,
    });
    prop::collection::vec(hint, 0..8)
}

/// An article as a plain-text file would have it.
fn article() -> impl Strategy<Value = String> {
    let clause = prop::sample::select(vec![
        "海边的风力发电机一年四季都在转动",
        "镇上的老人说",
        "从前这里只有盐田和渔船",
        "合作社的账本显示",
        "去年每户增收一万三千元",
        "年轻人开始回乡",
        "近海的养殖户把网箱移到了更深的水域",
        "請來研究所的技術員監測水質",
        "共有1,200台設備",
        "GDP增长3.5%",
    ]);
    let sentence = prop::collection::vec(clause, 1..5).prop_map(|clauses| format!("{}。", clauses.join("，")));
    let paragraph = (prop::collection::vec(sentence, 1..6), 0usize..4).prop_map(|(sentences, style)| {
        let text = sentences.concat();
        match style {
            0 => format!("　　{text}"),
            1 => text.replace('，', ","),
            _ => text,
        }
    });
    let mark = prop::sample::select(vec![
        "一、从盐田到风场",
        "## 近海养殖",
        "- 第一批设备已经安装",
        "（二）出路",
        "**小结**",
        "本报记者 王小明",
        "摘 要:近海养殖",
    ]);
    let block = prop_oneof![3 => paragraph, 1 => mark.prop_map(str::to_owned)];
    (prop::collection::vec(block, 1..8), prop::sample::select(vec!["\n", "\n\n", "\r\n\r\n"]))
        .prop_map(|(blocks, between)| blocks.join(between))
}

/// Source spans of the characters of an analysis text, in order.
fn origins(repaired: &Repaired) -> Vec<ByteSpan> {
    let chars = repaired.text.char_indices();
    chars.map(|(at, c)| repaired.source_span(ByteSpan::new(at, at + c.len_utf8()))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Whoever asks for the text alone gets the same text, from the same places.
    #[test]
    fn the_text_alone_is_the_same(source in noise(), options in options()) {
        let (whole, alone) = (repair(&source, None, &options), repair_text(&source, &options));
        prop_assert_eq!(&whole.text, &alone.text);
        prop_assert_eq!(origins(&whole), origins(&alone));
    }

    /// Whatever comes in: spans lie on characters, rise and do not overlap; blocks are in order and trimmed.
    #[test]
    fn every_span_maps_back(source in noise(), options in options(), hints in hints()) {
        for hints in [None, Some(&hints[..])] {
            let repaired = repair(&source, hints, &options);
            let mut end = 0;
            for origin in origins(&repaired) {
                prop_assert!(origin.start >= end && origin.end >= origin.start && origin.end <= source.len());
                prop_assert!(source.is_char_boundary(origin.start) && source.is_char_boundary(origin.end));
                end = origin.end;
            }
            let mut end = 0;
            for block in &repaired.blocks {
                prop_assert!(block.span.start >= end && !block.span.is_empty());
                let text = block.span.of(&repaired.text);
                prop_assert_eq!(text.trim(), text);
                prop_assert_eq!(block.level > 0, block.kind == BlockKind::Heading);
                end = block.span.end;
            }
        }
    }

    /// A span of several characters maps from the first to the last, and back.
    #[test]
    fn spans_are_tight(source in noise(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let repaired = repaired(&source);
        let starts: Vec<usize> = repaired.text.char_indices().map(|(at, _)| at).collect();
        prop_assume!(!starts.is_empty());
        let (a, b) = (a.index(starts.len()), b.index(starts.len()));
        let (first, last) = (a.min(b), a.max(b));
        let origins = origins(&repaired);
        let end = starts.get(last + 1).copied().unwrap_or(repaired.text.len());
        let span = ByteSpan::new(starts[first], end);
        let mapped = repaired.source_span(span);
        prop_assert_eq!(mapped, ByteSpan::new(origins[first].start, origins[last].end));
        prop_assert_eq!(repaired.analysis_span(mapped), span);
    }

    /// With every repair off nothing changes, with hints or without.
    #[test]
    fn none_changes_nothing(source in noise(), hints in hints()) {
        for hints in [None, Some(&hints[..])] {
            let raw = repair(&source, hints, &RepairOptions::none());
            prop_assert_eq!(&raw.text, &source);
            for (at, c) in source.char_indices() {
                let span = ByteSpan::new(at, at + c.len_utf8());
                prop_assert_eq!(raw.source_span(span), span);
            }
        }
    }

    /// No block takes text from two hints, or from inside one and outside it.
    #[test]
    fn hints_are_never_joined(source in noise(), options in options(), cuts in prop::collection::btree_set(0u32..120, 0..10)) {
        let cuts: Vec<u32> = if cuts.len() < 2 { Vec::new() } else { cuts.into_iter().collect() };
        let hints: Vec<BlockHint> = cuts.windows(2).map(|cut| BlockHint { start: cut[0], end: cut[1], kind: None, level: 0, border: BlockBorder::Firm }).collect();
        let repaired = repair(&source, Some(&hints), &options);
        let units: Vec<(usize, u32)> = source.char_indices().scan(0, |unit, (at, c)| {
            let here = *unit;
            *unit += c.len_utf16() as u32;
            Some((at, here))
        }).collect();
        for block in &repaired.blocks {
            let span = repaired.source_span(block.span);
            let inside: Vec<u32> = units.iter().filter(|(at, _)| (span.start..span.end).contains(at)).map(|&(_, unit)| unit).collect();
            let regions: std::collections::BTreeSet<usize> = inside.iter().map(|&unit| cuts.partition_point(|&cut| cut <= unit)).collect();
            // A cut inside a surrogate pair cannot part it.
            let surrogate = cuts.iter().any(|cut| units.iter().any(|&(at, unit)| unit + 1 == *cut && source[at..].chars().next().is_some_and(|c| c.len_utf16() == 2)));
            prop_assert!(regions.len() == 1 || surrogate, "{:?} takes from {:?}", span.of(&source), regions);
        }
    }

    /// In exact mode tokens concatenate to the text as given, in UTF-16 slices.
    #[test]
    fn exact_tokens_concatenate_to_the_text(source in noise(), repair in options()) {
        let dictionary = Dictionary::from_jieba_text("发展 300 vn\n生产力 200 n\n著名 100 a\n", "").unwrap();
        let result = Analyzer::new(dictionary).segment(&source, &SegmentOptions { repair, ..SegmentOptions::default() }).unwrap();
        let units: Vec<u16> = source.encode_utf16().collect();
        let mut end = 0;
        for span in &result.spans {
            prop_assert_eq!(span.start, end);
            prop_assert!(span.end > span.start);
            prop_assert!(String::from_utf16(&units[span.start as usize..span.end as usize]).is_ok());
            end = span.end;
        }
        prop_assert_eq!(end as usize, units.len());
        prop_assert_eq!(result.spans.len(), result.tags.len());
    }

    /// What is repaired needs no repair.
    #[test]
    fn repairing_twice_changes_nothing(source in article()) {
        let once = repaired(&source);
        let twice = repaired(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        let spans = |repaired: &Repaired| repaired.blocks.iter().map(|block| block.span).collect::<Vec<_>>();
        prop_assert_eq!(spans(&twice), spans(&once));
    }

    /// Headings, items and paragraphs that end with a full stop are never joined to what follows.
    #[test]
    fn repair_never_joins_two_blocks(parts in prop::collection::vec(0usize..6, 1..9), between in prop::sample::select(vec!["\n\n", "\n", "\r\n"])) {
        let part = |kind: &usize| match kind {
            0 => "一、从盐田到风场",
            1 => "- 第一批设备已经安装",
            2 => "| 一月 | 320 |",
            3 => "## 近海养殖",
            4 => "合作社的账本显示，去年每户增收一万三千元，其中三成来自深加工。",
            _ => "The wind farm stands on a bank of mud.",
        };
        let parts: Vec<&str> = parts.iter().map(part).collect();
        let source = parts.join(between);
        let repaired = repaired(&source);
        prop_assert_eq!(repaired.blocks.len(), parts.len(), "{:?}", texts(&source));
        for (block, part) in repaired.blocks.iter().zip(parts) {
            prop_assert!(part.contains(repaired.source_span(block.span).of(&source)));
        }
    }
}
