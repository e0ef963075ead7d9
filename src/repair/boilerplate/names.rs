//! Whether a line is nothing but names of persons.

/// Nothing but names of persons: 王小河 李 山.
pub(super) fn names(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split([' ', '\u{3000}', '、', '，', ',', '/', '\t', '\n']).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 6 {
        return false;
    }
    // 王王 小小: bold print that copies as every character twice.
    let chars: Vec<char> = parts.concat().chars().collect();
    if chars.len().is_multiple_of(2)
        && chars.chunks(2).all(|pair| pair[0] == pair[1])
        && parts.iter().all(|part| part.chars().count().is_multiple_of(2))
    {
        return is_name(&chars.iter().step_by(2).collect::<String>());
    }
    // 李 山: a name of two characters is spaced to the width of three.
    if parts.iter().all(|part| part.chars().count() == 1) {
        return parts.len() == 2 && is_name(&parts.concat());
    }
    let several = parts.len() > 1;
    parts.iter().all(|part| is_name(part) && (several || part.chars().count() <= 3))
}

fn is_name(part: &str) -> bool {
    let chars: Vec<char> = part.chars().collect();
    let han = chars.iter().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '·'));
    let surname = chars.first().is_some_and(|first| SURNAMES.contains(*first));
    let double = ["欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "端木"]
        .iter()
        .any(|name| part.starts_with(name));
    han && ((surname && (2..=3).contains(&chars.len())) || (double && (3..=4).contains(&chars.len())))
        && !part.ends_with([
            '章', '节', '篇', '论', '业', '化', '性', '学', '法', '史', '书', '会', '力', '量', '展', '区', '市', '省',
            '县',
        ])
}

/// The two hundred commonest surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时阳阎穆农司车项邬";
