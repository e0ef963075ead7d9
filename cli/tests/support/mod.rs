//! Running the command, and texts to run it on.

// Each test crate uses its own part.
#![allow(dead_code)]

use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Output, Stdio},
    thread,
};

use proptest::{collection::vec, prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

/// An article of our own, with a coinage, sections and all.
pub const ARTICLE: &str = "\
近日，我市召开新质生产力发展座谈会。会议认为，发展新质生产力的关键在于科技创新，要把实验室里的成果变成生产线上的产品。
市科技局局长周明在会上说：“新质生产力不是一句口号，它要落到每一家企业。”据介绍，去年全市新增高新技术企业312家，同比增长18.6%。
一、以科技创新为引领
海州光电研究所与本地企业共建了六个中试基地。研究所所长林岚告诉记者，过去一项专利从立项到投产平均要七年，如今缩短到三年半。
中试基地的设备向全市中小企业开放，按小时收费，去年共有一百二十家企业用过。
二、以产业升级为支撑
在东湖开发区，传统纺织厂正在换装数控织机。工人不到从前的三分之一，产量却翻了一番。
“我们培育新质生产力，不是丢掉老产业，而是让老产业学会新本领。”厂长赵启文说。
三、以人才为根本
职业学院今年新开了人工智能、储能材料两个专业，首批招生二百四十人。
总之，新质生产力要靠创新、产业和人才共同支撑，急不得，也等不得。
";

/// The command with `arguments`.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiyao"));
    command.args(arguments);
    command
}

/// Runs the command to its end on `input`.
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    thread::scope(|scope| {
        // A command that refuses its arguments reads nothing.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("the command ends")
    })
}

/// Runs the command, which must succeed, and reads its answers.
pub fn run_ok(arguments: &[&str], input: &str) -> Vec<Value> {
    let output = run(arguments, input.as_bytes());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{arguments:?}: {stderr}");
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// One line for each text.
pub fn documents(texts: &[String]) -> String {
    texts.iter().enumerate().fold(String::new(), |mut lines, (id, text)| {
        writeln!(lines, "{}", json!({"id": id, "text": text})).expect("a String takes every write");
        lines
    })
}

/// Texts of everything that real pages mix; the same on every call.
pub fn random_texts(count: usize) -> Vec<String> {
    let words = prop::sample::select(
        ARTICLE
            .split(['，', '。', '\n'])
            .chain(["發展", "臺灣", "𠮷野家", "5G", "C919", "GDP增速"])
            .collect::<Vec<_>>(),
    );
    let part = prop_oneof![
        6 => words.prop_map(str::to_owned),
        2 => "[一-龥]{1,6}",
        1 => "[a-zA-Z]{1,8}",
        1 => "[0-9０-９.,%]{1,6}",
        1 => "[，。！？；：“”《》（）、…—]{1,2}",
        1 => "[ \t\r\n\u{3000}\u{a0}\u{200b}\u{ad}]{1,3}",
        1 => "[😀-😏𠀀-𠀏👨‍👩]{1,3}",
        1 => "[#*_`>\\-\\[\\]()|]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    let text = vec(part, 0..30).prop_map(|parts| parts.concat());
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| text.new_tree(&mut runner).expect("a text").current()).collect()
}
