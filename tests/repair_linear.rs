//! Repair takes time in proportion to the text, whatever its lines look like.

use std::time::{Duration, Instant};

use tiyao::{options::RepairOptions, repair::repair};

/// What a hostile or a broken page may say over and over.
const UNITS: [&str; 28] = [
    "字\n",
    "字\n\n",
    "字\r\n",
    "一行\n",
    "没有结尾的\n",
    "第一章\n",
    "1. 一\n",
    "- 一\n",
    "# 一\n",
    "|甲|乙|\n",
    "字 ",
    "字，",
    "字。\n",
    "（",
    "“\n",
    "*",
    "[",
    "_甲*乙`",
    "word\n",
    "a line of words that has been wrapped at\n",
    "编辑：\n",
    "摘要：\n",
    "一章 ... 3\n",
    "[1] 某某\n",
    "春眠不觉晓，\n处处闻啼鸟。\n",
    "这是一个普通的句子，它的末尾有句号，它说的是平常的事。\n",
    "相关阅读\n标题一\n",
    "發展\n",
];

fn time(text: &str) -> Duration {
    let once = || {
        let start = Instant::now();
        let repaired = repair(text, None, &RepairOptions::default());
        let time = start.elapsed();
        assert!(repaired.text.len() <= text.len() * 2);
        time
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// Eight times the text may take three times eight times as long: squared it would take sixty-four times.
#[test]
fn time_grows_with_the_text() {
    for unit in UNITS {
        let text = |bytes: usize| unit.repeat(bytes / unit.len());
        let (short, long) = (text(32 << 10), text(256 << 10));
        // Another process may have taken the processor away; three times over is no accident.
        let ratios: Vec<f64> = (0..3)
            .map(|_| time(&long).as_secs_f64() / time(&short).as_secs_f64())
            .take_while(|&ratio| ratio > 24.0)
            .collect();
        assert!(ratios.len() < 3, "{unit:?}: eight times the text took {ratios:.0?} times as long");
    }
}
