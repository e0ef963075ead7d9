//! What one line is by its signs and its place: a reference, a credit, a byline, a caption, a notice, navigation.

use super::{
    Place,
    line::Line,
    names::names,
    signs::{BYLINE, COPYRIGHT, CREDIT, NAVIGATION},
};
use crate::document::BlockKind;

/// [3] 某某．某书［M］．某出版社，2020．
pub(super) fn is_reference(line: &Line) -> bool {
    let text = line.source.trim_start();
    let numbered = match text.chars().next() {
        Some('[' | '［' | '【' | '〔') => {
            let inner = &text[text.chars().next().map_or(0, char::len_utf8)..];
            let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
            (1..=3).contains(&digits) && inner[digits..].starts_with([']', '］', '】', '〕'])
        }
        Some('①'..='⑳') => true,
        _ => false,
    };
    let sign = ["[J]", "[M]", "[D]", "[N]", "[C]", "[R]", "［J］", "［M］", "［D］", "［N］", "[EB/OL]", "［EB/OL］"]
        .iter()
        .any(|sign| text.contains(sign));
    let published = text.contains('《') && text.contains(['年', '页', '版', '期'])
        || text.contains("出版社")
        || text.contains("http");
    line.length <= 300 && (numbered && (sign || published) || sign && !line.runs())
}

pub(super) fn is_credit(line: &Line) -> bool {
    if line.length > 100 {
        return false;
    }
    let tag = line.labelled(&["责任编辑", "责编"]) || line.starts(&["编辑：", "编辑:", "编辑｜", "编辑丨", "编辑/"]);
    // 来源：某报 编辑：某某: the credit may stand second.
    let inside = ["责任编辑：", "责任编辑:", "责编：", "责编:", "编辑：", "编辑｜", "编辑丨", "校对：", "审核："]
        .iter()
        .any(|sign| line.text.contains(sign));
    if line.closed && !line.bracketed && !tag {
        return false;
    }
    tag || line.labelled(CREDIT) && line.length <= 60 || inside && line.length <= 80 && !line.closed
}

#[inline(never)]
pub(super) fn is_byline(line: &Line, place: &Place) -> bool {
    let text = line.text.as_str();
    if line.starts(&["作者系", "作者为", "作者单位", "作者简介", "本文作者系", "本文作者为", "作者分别"])
    {
        return line.length <= 250;
    }
    if line.bracketed
        && line.starts(&[
            "作者",
            "本文作者",
            "记者",
            "本报记者",
            "执笔",
            "课题组",
            "通讯员",
            "文中人物",
            "应受访者",
            "文中",
            "文内",
        ])
    {
        return line.length <= 200;
    }
    if line.closed {
        return false;
    }
    if line.length <= 60 && line.labelled(BYLINE) {
        return true;
    }
    // 本报通讯员 某某 本报记者 某某
    if line.length <= 40
        && line.starts(&[
            "本报",
            "本刊",
            "本网",
            "本台",
            "新华社",
            "人民网",
            "记者",
            "见习记者",
            "通讯员",
            "实习生",
            "■",
            "□",
        ])
        && line.has_any(&["记者", "通讯员", "评论员", "实习生", "特派员"])
        && !line.has_any(&["，", "：“"])
    {
        return true;
    }
    let after_heading = place.previous().is_some_and(|previous| !previous.closed && previous.length <= 45);
    let before_text = place.next().is_some_and(|next| next.runs());
    let beside = place.head || place.index == 0 || after_heading && before_text;
    if names(text) {
        return beside || place.tail;
    }
    // The house that signs, under the title.
    let house = [
        "部",
        "委",
        "局",
        "司",
        "研究院",
        "研究所",
        "中心",
        "学院",
        "大学",
        "课题组",
        "研究室",
        "编辑部",
        "协会",
        "党委",
        "党组",
        "办公室",
        "委员会",
        "研究会",
        "党校",
        "政府",
        "厅",
        "集团",
        "公司",
    ];
    (place.head || before_text && line.bracketed)
        && place.index > 0
        && after_heading
        && line.length <= 40
        && house.iter().any(|end| text.ends_with(end))
        && !line.has_any(&["，", "：", "的", "推动", "构建", "加强", "完善", "走向", "如何"])
}

#[inline(never)]
pub(super) fn is_caption(line: &Line, place: &Place) -> bool {
    let text = line.text.as_str();
    if line.length > 120 || line.several() {
        return false;
    }
    if line.starts(&[
        "▲",
        "△",
        "▼",
        "↑",
        "↓",
        "图为",
        "上图",
        "下图",
        "左图",
        "右图",
        "图片来源",
        "图源",
        "资料图",
        "图：",
        "图:",
        "图/",
        "图｜",
        "配图",
        "视频加载中",
        "视频：",
        "题图",
        "封面图",
        "制图：",
    ]) {
        return true;
    }
    // 图1　某某, 表 2 某某: a number and a name, no sentence.
    let plate = text.strip_prefix(['图', '表']).map(str::trim_start).is_some_and(|rest| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '－' | '.'));
        digits.len() < rest.len() && digits.starts_with([' ', '　', '：', ':', '、', '|'])
    });
    if plate && !line.closed && line.length <= 60 {
        return true;
    }
    let end = text.trim_end_matches(['。', '）', ')', ' ']);
    let credit = ["摄", "供图", "资料图", "资料图片", "资料照片", "图源网络", "网络图", "视频截图", "图片"]
        .iter()
        .any(|sign| end.ends_with(sign));
    let bracket = text.trim_end().ends_with(['）', ')']) || text.trim_end().ends_with("摄") || !line.closed;
    credit && bracket && (line.length <= 100 || place.head || place.tail)
}

#[inline(never)]
pub(super) fn is_copyright(line: &Line, place: &Place) -> bool {
    if line.length > 260 || line.several() && !place.tail {
        return false;
    }
    // 原标题：某某 with the text behind it on one line.
    if line.starts(&["原标题"]) && line.runs() && !line.bracketed {
        return false;
    }
    let sign = line.starts(COPYRIGHT);
    // （原文发表于……）
    if sign && line.bracketed {
        return true;
    }
    let firm = line.starts(&[
        "版权所有",
        "版权归",
        "©",
        "Copyright",
        "copyright",
        "COPYRIGHT",
        "免责声明",
        "版权声明",
        "特别声明",
        "郑重声明",
        "未经授权",
        "未经许可",
        "转载请",
        "转载自",
        "本文来源",
        "本文来自",
        "文章来源：",
        "原标题",
        "凡本网",
        "凡注明",
        "如有侵权",
        "违者必究",
        "本文转自",
        "京ICP",
        "互联网新闻信息",
    ]);
    let tailing = sign
        || line.has_any(&[
            "版权归",
            "不构成投资建议",
            "不构成任何投资",
            "不代表本",
            "仅代表作者",
            "转载请注明",
            "侵删",
            "联系删除",
            "未经授权",
            "违者必究",
            "及时删除",
        ]);
    firm || tailing && (place.tail || !line.closed && line.length <= 60)
}

#[inline(never)]
pub(super) fn is_navigation(line: &Line, place: &Place) -> bool {
    let text = line.text.as_str();
    if line.length <= 40
        && !line.closed
        && (line.starts(&["当前位置", "您的位置", "您当前的位置", "首页 >", "首页>", "首页»", "首页 »", "首页/"])
            || text.matches('>').count() >= 2)
    {
        return true;
    }
    let call = [
        "点击",
        "扫码",
        "扫描二维码",
        "长按",
        "识别二维码",
        "关注公众号",
        "关注我们",
        "下载客户端",
        "分享到朋友圈",
        "点亮",
        "点个在看",
        "戳",
        "添加微信",
        "加入群聊",
        "更多精彩",
        "更多内容",
        "更多资讯",
        "欢迎关注",
    ];
    if line.length <= 50
        && line.starts(&call)
        && line.has_any(&[
            "二维码",
            "公众号",
            "客户端",
            "在看",
            "原文",
            "查看",
            "下载",
            "关注",
            "订阅",
            "群",
            "视频",
            "链接",
            "朋友圈",
            "进入",
            "了解更多",
        ])
    {
        return true;
    }
    if line.closed || line.length > 30 {
        return false;
    }
    let parts: Vec<&str> =
        text.split([' ', '\u{3000}', '|', '｜', '/', '·', '\t', '\n', '>']).filter(|part| !part.is_empty()).collect();
    let words = parts.iter().filter(|part| NAVIGATION.contains(part)).count();
    if !parts.is_empty() && words == parts.len() && (parts.len() > 1 || place.head || place.tail) {
        return true;
    }
    // A run of very short items before or behind the text.
    let short = |line: &Line| !line.closed && line.length <= 6 && line.kind != BlockKind::Heading;
    let item = |line: &Line| line.kind == BlockKind::ListItem && short(line);
    (place.head || place.tail)
        && short(line)
        && (item(line) && (place.previous().is_some_and(item) || place.next().is_some_and(item))
            || place.previous().is_some_and(short) && place.next().is_some_and(short) && !names(text))
}
