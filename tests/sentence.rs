//! Where sentences end, and where they do not.

use proptest::prelude::*;
use tiyao::{
    ByteSpan,
    document::{Block, BlockKind},
    sentence,
};

fn block(text: &str, kind: BlockKind) -> Vec<Block> {
    vec![Block { span: ByteSpan::new(0, text.len()), kind, level: 0 }]
}

fn split(text: &str) -> Vec<&str> {
    split_as(text, BlockKind::Paragraph)
}

fn split_as(text: &str, kind: BlockKind) -> Vec<&str> {
    sentence::split(text, &block(text, kind), &[]).iter().map(|sentence| sentence.span.of(text)).collect()
}

/// Each text with its sentences divided by a bar.
#[test]
fn divides_where_a_reader_would() {
    let cases = [
        // Marks that end a sentence, runs of them, and what closes behind them.
        "雨停了。|河水还在涨！|桥还在吗？|谁也不知道……|天快亮了。",
        "真的吗？！|居然没有人受伤！！！|太好了。",
        "他合上书，说：“今天就到这里。”|学生们站了起来。",
        "（详见第三章。）|下面谈谈方法。",
        // A ； divides what cannot stand alone, and ends nothing.
        "一是修路；二是架桥；三是通水。|全村都来了。",
        // The inner 。 of a short quotation.
        "老人说：“我不走。我生在这里，也要老在这里。”|说完就关上了门。",
        "“你从哪里来？”他问。|孩子不回答。",
        "“水位已经降到警戒线以下。”站长对记者说。|撤离的村民可以回家了。",
        "“水位已经降到警戒线以下。”|站长表示，撤离的村民可以分批回家。",
        "以“为什么是我们？”为题的展览昨天开幕。|观众很多。",
        "这部《你好！旧时光。》写得很慢。|作者用了八年。",
        "会议讨论了《关于修桥的意见》（以下简称《意见》。），没有结论。|下周再议。",
        // A long quotation is divided like any text.
        "他写道：“这条路我们走了整整三十年，从山脚走到山顶，从青丝走到白发，没有一天敢停下来。|\
         现在有人问我值不值得，我说不出漂亮话，只能说路通了，孩子们上学不用再绕二十里山路了。”|信到这里就完了。",
        // Decimals, list marks, addresses, abbreviations.
        "全年增长3.5%，比上年提高0.8个百分点。|其中工业增长4.2%。",
        "1.先把地平整好。|再开始播种。",
        "网址是www.example.com，请勿外传。|谢谢。",
        "Mr. Li and Dr. Wang met at 3 p.m. in Beijing.|They talked.",
        "他叫J. K. Rowling。|她是作家。",
        "漏损率由12.5%降到8.1%.|这项工作由两个村做完。",
        // A pause is no end.
        "他想了想……的确没有别的办法。|于是点了头。",
        // Reference marks stay with the sentence they support.
        "这一观点影响很大。[12]|后来的研究有所修正。【3】【4】|争论至今未停。",
        // Traditional quotation marks.
        "他說：「明天再來。」|門就關了。",
        // An odd mark must not swallow the rest.
        "他说：“我明天来。|第二天他真的来了。|带着一篮鸡蛋。",
    ];
    for case in cases {
        let wanted: Vec<&str> = case.split('|').collect();
        let text = wanted.concat();
        let trimmed: Vec<&str> = wanted.iter().map(|sentence| sentence.trim()).collect();
        let text = if text.is_ascii() { wanted.join(" ") } else { text };
        assert_eq!(split(&text), trimmed, "{text}");
    }
}

#[test]
fn keeps_verse_and_list_items_whole() {
    let verse = "床前明月光，疑是地上霜。举头望明月，低头思故乡。";
    assert_eq!(split_as(verse, BlockKind::Verse), [verse]);
    let item = "带好雨具。山上没有卖的。";
    assert_eq!(split_as(item, BlockKind::ListItem), [item]);
    assert_eq!(split(item).len(), 2);
}

#[test]
fn a_sentence_never_crosses_blocks() {
    let text = "第一段没有句号\n第二段也没有句号，不过它说了一件完整的事情并且相当长";
    let cut = text.find('\n').unwrap();
    let blocks = [
        Block { span: ByteSpan::new(0, cut), ..Block::default() },
        Block { span: ByteSpan::new(cut + 1, text.len()), ..Block::default() },
    ];
    let sentences = sentence::split(text, &blocks, &[]);
    assert_eq!(sentences.iter().map(|it| it.block).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn fragments_are_no_sentences_unless_nothing_else_is_there() {
    let text = "昨夜一场大雨，把村口的老桥冲走了。\n本报通讯员　李小河";
    let cut = text.find('\n').unwrap();
    let blocks = [
        Block { span: ByteSpan::new(0, cut), ..Block::default() },
        Block { span: ByteSpan::new(cut + 1, text.len()), ..Block::default() },
    ];
    let body: Vec<bool> = sentence::split(text, &blocks, &[]).iter().map(|it| it.is_body).collect();
    assert_eq!(body, [true, false]);
    let cited = "昨夜一场大雨，把村口的老桥冲走了。\n我们做了试验。[8]";
    let blocks = [blocks[0], Block { span: ByteSpan::new(cut + 1, cited.len()), ..Block::default() }];
    assert!(sentence::split(cited, &blocks, &[])[1].is_body, "a reference mark leaves a sentence closed");
    let alone = "老桥冲走了";
    assert!(sentence::split(alone, &block(alone, BlockKind::Paragraph), &[])[0].is_body);
}

#[test]
fn folds_only_long_sentences_and_at_a_mark() {
    let short = "雨停了，河水还在涨。";
    assert_eq!(sentence::fold(short, ByteSpan::new(0, short.len())), None);
    let clause = "村里的人一早就带着锄头和铁锹来到河边，";
    let long = clause.repeat(8) + "谁也没有说话。";
    let at = sentence::fold(&long, ByteSpan::new(0, long.len())).expect("a long sentence has a fold");
    assert!(long[..at].ends_with('，'));
    let half = format!("{};{}", "甲".repeat(70), "乙".repeat(70)).replace(';', "；") + "，完。";
    let at = sentence::fold(&half, ByteSpan::new(0, half.len())).expect("a fold");
    assert!(half[..at].ends_with('；'));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    /// In any text: sentences lie in their block, in order, apart, trimmed, and together hold every letter.
    #[test]
    fn covers_any_text(text in "[一二三。！？；…，：“”‘’「」《》（）()\"0-9a.%  \\[\\]【】☔𠮷]{0,80}") {
        let sentences = sentence::split(&text, &block(&text, BlockKind::Paragraph), &[]);
        let mut end = 0;
        let mut letters = 0;
        for it in &sentences {
            prop_assert!(it.span.start >= end && it.span.end <= text.len());
            let sentence = it.span.of(&text);
            prop_assert_eq!(sentence, sentence.trim());
            prop_assert!(!sentence.is_empty());
            letters += sentence.chars().filter(|c| !c.is_whitespace()).count();
            end = it.span.end;
        }
        prop_assert_eq!(letters, text.chars().filter(|c| !c.is_whitespace()).count());
    }
}
