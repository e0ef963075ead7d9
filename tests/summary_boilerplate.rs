//! What is no part of the article, told from what is.

use tiyao::{document::BlockKind, options::RepairOptions, repair};

use BlockKind::*;

/// The blocks of a text, each with what it was found to be.
fn kinds(text: &str) -> Vec<(BlockKind, String)> {
    let repaired = repair::repair(text, None, &RepairOptions::default());
    repaired.blocks.iter().map(|block| (block.kind, block.span.of(&repaired.text).to_owned())).collect()
}

const BODY: &str = "入冬以来，沿江三个村的老人陆续搬进了新建的互助院，每天有人送饭，也有人陪着说话。";

/// Each line stands before, between or behind running text as the case says.
fn kind_at(line: &str, place: Place) -> BlockKind {
    let text = match place {
        Place::Head => format!("互助院里的冬天\n\n{line}\n\n{BODY}\n\n{BODY}"),
        Place::Middle => format!("{BODY}\n\n{line}\n\n{BODY}"),
        Place::Tail => format!("{BODY}\n\n{BODY}\n\n{line}"),
    };
    let kinds = kinds(&text);
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = bare(line);
    kinds
        .iter()
        .find(|(_, text)| wanted.ends_with(&bare(text)) && !text.is_empty())
        .unwrap_or_else(|| panic!("no block for {line}: {kinds:?}"))
        .0
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Head,
    Middle,
    Tail,
}

#[test]
fn knows_what_belongs_to_the_page() {
    use Place::*;
    let cases = [
        (Byline, Head, "本报记者 林小满 通讯员 周望山"),
        (Byline, Head, "林小满 周望山"),
        (Byline, Head, "林小满"),
        (Byline, Head, "林 满"),
        (Byline, Head, "林林 满满"),
        (Byline, Head, "作者：林小满"),
        (Byline, Head, "江北县民政局养老服务研究中心"),
        (Byline, Tail, "（作者系江北大学社会学院教授）"),
        (Byline, Tail, "作者简介：林小满，江北大学社会学院教授，主要研究农村养老。"),
        (Byline, Tail, "文/林小满 图/周望山"),
        (Dateline, Head, "2025年12月3日 08:30 来源：江北日报"),
        (Dateline, Head, "2025-12-03 08:30:12"),
        (Dateline, Head, "来源：江北日报"),
        (Dateline, Head, "发布时间：2025-12-03　浏览次数：128"),
        (Credit, Tail, "责任编辑：林小满 校对：周望山"),
        (Credit, Tail, "（责编：林小满、周望山）"),
        (Credit, Tail, "编辑｜林小满"),
        (Credit, Tail, "审核：周望山"),
        (Caption, Middle, "图为互助院的食堂。周望山摄"),
        (Caption, Middle, "▲老人们在院子里晒太阳"),
        (Caption, Middle, "互助院的食堂每天供应两餐。（资料图片）"),
        (Caption, Middle, "图1 互助院的床位与入住人数"),
        (Caption, Middle, "老人在院子里晒太阳。林小满 摄"),
        (Navigation, Head, "当前位置：首页 > 新闻 > 民生"),
        (Navigation, Tail, "返回顶部"),
        (Navigation, Tail, "上一篇 下一篇"),
        (Navigation, Tail, "长按识别二维码，关注我们的公众号"),
        (Copyright, Tail, "版权声明：本文未经授权不得转载，违者必究。"),
        (Copyright, Tail, "（原标题：江北县互助院里的冬天）"),
        (Copyright, Tail, "本文来源：江北日报"),
        (Copyright, Tail, "免责声明：以上内容仅供参考，不构成投资建议。"),
        (Copyright, Tail, "（原文发表于《江北日报》2025年12月3日第4版）"),
        (RelatedLinks, Tail, "相关阅读"),
        (RelatedLinks, Tail, "延伸阅读：江南县也办起了互助院"),
        (KeywordLine, Head, "关键词：互助养老；农村；服务"),
        (KeywordLine, Head, "【关键词】互助养老 农村 服务"),
        (Reference, Tail, "[3] 林小满．农村互助养老研究［M］．北京：某某出版社，2020．"),
        (Reference, Middle, "——县长在全县养老工作会议上的讲话"),
        (Abstract, Head, "摘　要：互助院把老人聚在一起，让邻里照看邻里，用不多的钱办成了大事。"),
        (Abstract, Head, "核心提示：互助院把老人聚在一起，让邻里照看邻里。"),
    ];
    for (wanted, place, line) in cases {
        assert_eq!(kind_at(line, place), wanted, "{line} at {place:?}");
    }
}

/// Sentences that speak of editors, pictures and copyright are still sentences.
#[test]
fn leaves_running_text_alone() {
    use Place::*;
    let cases = [
        "作者在书里写道，互助院的办法并不新鲜，过去的村庄一直是这样过来的。",
        "编辑部收到的来信里，有一半是老人自己写的，字迹很慢，却一笔不苟。",
        "版权保护是这次修法的重点，几位代表都谈到了网络转载的问题。",
        "图书馆的二楼改成了活动室，下午常有人在这里下棋、读报、写毛笔字。",
        "来源于土地的收入越来越少，年轻人只好出门打工，把老人留在村里。",
        "关键词只有两个：一个是近，一个是便宜，离开这两条谁也办不下去。",
        "记者在现场看到，食堂的墙上贴着一周的菜谱，每餐两荤两素。",
        "摘要式的报道讲不清这件事，需要从三年前的那场大雪说起，那时路还没有通。",
        "责任编辑制度建立以后，差错率下降了一半，读者来信也少了许多。",
        "他说的注释在书的最后一页，读的人很少，却是全书最要紧的一句话。",
    ];
    for line in cases {
        for place in [Middle, Tail] {
            assert_eq!(kind_at(line, place), Paragraph, "{line} at {place:?}");
        }
    }
}

#[test]
fn a_contents_page_ends_where_the_text_begins() {
    let text = format!(
        "目　录\n\n1. 村里的老人 ........ 2\n2. 谁来做饭 ........ 5\n3. 钱从哪里来 ........ 9\n\n# 村里的老人\n\n{BODY}\n\n# 谁来做饭\n\n{BODY}"
    );
    let kinds: Vec<BlockKind> = kinds(&text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Contents, Contents, Contents, Contents, Heading, Paragraph, Heading, Paragraph]);
}

#[test]
fn what_stands_under_a_marker_shares_its_kind() {
    let text = format!(
        "{BODY}\n{BODY}\n相关阅读\n江南县也办起了互助院\n一顿饭的温度\n参考文献\n林小满．农村互助养老研究．江北学刊．\n周望山．谁来做饭．江北学刊．"
    );
    let kinds: Vec<BlockKind> = kinds(&text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds[2..5], [RelatedLinks; 3]);
    assert_eq!(kinds[5..], [Reference; 3]);
}

#[test]
fn cuts_labels_and_datelines_off() {
    let cases = [
        ("摘要：互助院把老人聚在一起，让邻里照看邻里，用不多的钱办成了大事。", "互助院把老人聚在一起"),
        ("本报江北12月3日电（记者林小满）互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("新华社江北12月3日电 互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("本报讯（记者 林小满 通讯员 周望山）互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("中新网12月3日电互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("央视网消息：互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("江北时报e快车讯，互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("本报江北讯（记者林小满）互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("江都讯 记者林小满 通讯员周望山 互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("来源：江北日报 记者：林小满 互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("【江北网报道 记者林小满】互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("（中江社记者林小满江北3日电）互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("中江社伦敦12月3日电 (林小满) 互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        ("（原标题：江北老人吃上第一顿饭）互助院的食堂今天开张，第一顿饭是饺子。", "互助院的食堂今天开张"),
        // Words that only look like a wire's.
        ("据江北网消息，互助院的食堂今天开张，第一顿饭是饺子，老人都说香。", "据江北网消息"),
        ("他收到喜讯，互助院的食堂今天开张，第一顿饭是饺子，老人都说香。", "他收到喜讯"),
        ("江北通讯（集团）今天给互助院的食堂送来了饺子，老人都说香。", "江北通讯（集团）"),
        ("来源于山间的水，流进了互助院的菜地，第一顿饭是饺子，老人都说香。", "来源于山间的水"),
        ("记者林小满 走进互助院的食堂，第一顿饭是饺子，老人都说香。", "记者林小满"),
        ("（一）互助院的食堂今天开张，第一顿饭是饺子，老人都说香。", "（一）"),
        ("今日电力供应紧张，互助院的食堂改烧柴火，第一顿饭是饺子，老人都说香。", "今日电力供应紧张"),
        ("（记者手记）那天下着雪，互助院的食堂开张，第一顿饭是饺子，老人都说香。", "（记者手记）"),
    ];
    for (line, begins) in cases {
        let text = format!("{line}\n{BODY}");
        let (_, first) = kinds(&text).remove(0);
        assert!(first.starts_with(begins), "{line}: {first}");
    }
}

/// 原标题：某某 with the text behind it on one line is the text, too; the abstract in English is none of a Chinese article.
#[test]
fn knows_a_title_from_the_text_behind_it() {
    let text = format!("原标题：江北老人吃上饭了 互助院的食堂今天中午开张，第一顿饭是饺子，四十位老人都说香。\n{BODY}");
    assert_eq!(kinds(&text)[0].0, Paragraph);
    let text = format!("原标题：江北老人吃上饭了\n{BODY}");
    assert_eq!(kinds(&text)[0].0, Copyright);
    let text = format!("Abstract: Old people of Jiangbei live together.\n\n{BODY}");
    assert_eq!(kinds(&text)[0].0, Reference);
}

#[test]
fn a_lone_heading_at_the_head_is_the_title() {
    let text = format!("# 互助院里的冬天\n\n{BODY}\n\n## 谁来做饭\n\n{BODY}\n\n## 钱从哪里来\n\n{BODY}");
    let kinds: Vec<BlockKind> = kinds(&text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Title, Paragraph, Heading, Paragraph, Heading, Paragraph]);
}

/// A page whose parts run together in one block is still read.
#[test]
fn the_only_running_text_is_the_article() {
    let line = "原标题：互助院里的冬天 来源：江北日报 入冬以来，沿江三个村的老人陆续搬进了新建的互助院。每天有人送饭，也有人陪着说话。\
                院子是旧小学改的，一共二十张床。到了年底，还会再添十张。";
    assert_eq!(kinds(line)[0].0, Paragraph);
}
