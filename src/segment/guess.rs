//! Part of speech of a word that no dictionary has.

use crate::dictionary::Tag;

const LATIN: Tag = Tag::new("eng").unwrap();
const NUMERAL: Tag = Tag::new("m").unwrap();
const TIME: Tag = Tag::new("t").unwrap();
const PERSON: Tag = Tag::new("nr").unwrap();
const PLACE: Tag = Tag::new("ns").unwrap();
const ORGANISATION: Tag = Tag::new("nt").unwrap();
const NOUN: Tag = Tag::new("n").unwrap();

/// What a numeral is written with.
const DIGITS: &str = "〇零一二三四五六七八九十百千万亿两廿卅点半几";
/// What makes a numeral a point in time.
const TIMES: &[&str] = &["年", "月", "日", "号", "年代", "年度", "世纪", "时", "点钟"];
/// Endings of organisations.
const ORGANISATIONS: &[&str] = &[
    "公司",
    "集团",
    "委员会",
    "大学",
    "学院",
    "中学",
    "小学",
    "医院",
    "银行",
    "研究院",
    "研究所",
    "协会",
    "学会",
    "基金会",
    "法院",
    "检察院",
    "公安局",
    "管理局",
    "出版社",
    "电视台",
    "报社",
    "俱乐部",
    "联合会",
    "事务所",
    "部",
    "委",
    "局",
    "厅",
    "署",
    "院",
    "社",
];
/// Endings of places.
const PLACES: &[&str] = &[
    "自治区",
    "自治州",
    "自治县",
    "开发区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "镇",
    "乡",
    "村",
    "街道",
    "路",
    "街",
    "巷",
    "湾",
    "湖",
    "河",
    "江",
    "岛",
    "山",
    "港",
    "站",
];
/// The hundred most frequent surnames and a few more.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜\
    戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温\
    芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边";
const COMPOUND_SURNAMES: &[&str] =
    &["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "端木"];

/// A tag by the form of `word`, most telling form first:
///
/// | form | tag | example |
/// |---|---|---|
/// | digits only; Latin letters or digits | `m`; `eng` | 2024; iPhone |
/// | Chinese numeral, alone or with a point in time | `m`; `t` | 三百; 二〇二四年 |
/// | three or more Han with the ending of an organisation | `nt` | 江州银行 |
/// | three or more Han with the ending of a place; two with 省市县区镇村 | `ns` | 云岭县 |
/// | two or three Han from a surname on; three or four from a compound one | `nr` | 李晓梅 |
/// | any other two or more Han | `n` | 算力 |
/// | anything else | `x` | ， |
pub(crate) fn tag(word: &str) -> Tag {
    if word.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        let digits = word.bytes().filter(u8::is_ascii_alphanumeric).all(|byte| byte.is_ascii_digit());
        return if digits { NUMERAL } else { LATIN };
    }
    if !word.chars().all(super::is_han) {
        return Tag::default();
    }
    let length = word.chars().count();
    if length < 2 {
        return Tag::default();
    }
    let number = word.trim_start_matches(|c| DIGITS.contains(c));
    if number.is_empty() {
        return NUMERAL;
    }
    if number.len() < word.len() && TIMES.contains(&number) {
        return TIME;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if length >= 3 && ends(ORGANISATIONS) {
        return ORGANISATION;
    }
    if (length >= 3 && ends(PLACES)) || (length == 2 && ends(&["省", "市", "县", "区", "镇", "村"])) {
        return PLACE;
    }
    if COMPOUND_SURNAMES.iter().any(|surname| word.starts_with(surname)) && (3..=4).contains(&length) {
        return PERSON;
    }
    if length <= 3 && word.starts_with(|c| SURNAMES.contains(c)) {
        return PERSON;
    }
    NOUN
}
