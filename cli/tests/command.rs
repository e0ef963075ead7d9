//! The real binary, over pipes.

mod support;

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    process::Stdio,
};

use jieba_rs::Jieba;
use jieba_source::JiebaSource;
use serde_json::{Value, json};
use support::{ARTICLE, command, documents, random_texts, run, run_ok};
use tiyao::{options::RepairOptions, repair};

fn tokens(answer: &Value) -> Vec<&str> {
    answer["tokens"].as_array().expect("tokens").iter().map(|token| token.as_str().expect("a string")).collect()
}

#[test]
fn exact_tokens_concatenate_to_the_text_as_given() {
    let texts = random_texts(300);
    for arguments in [&["segment"][..], &["segment", "--no-hmm"], &["segment", "--raw", "--dictionary", "standard"]] {
        let answers = run_ok(arguments, &documents(&texts));
        assert_eq!(answers.len(), texts.len());
        for (text, answer) in texts.iter().zip(&answers) {
            assert_eq!(&tokens(answer).concat(), text, "{arguments:?}");
        }
    }
}

#[test]
fn raw_is_exactly_jieba() {
    let source = JiebaSource::read().unwrap();
    let jieba = Jieba::with_dict(&mut source.dict.as_bytes()).unwrap();
    let mut texts = random_texts(200);
    texts.push(ARTICLE.to_owned());
    type Cut = fn(&Jieba, &str) -> Vec<String>;
    fn words(tokens: Vec<jieba_rs::Token<'_>>) -> Vec<String> {
        tokens.into_iter().map(|token| token.word.to_owned()).collect()
    }
    let ways: [(&[&str], Cut); 5] = [
        (&["segment", "--raw"], |jieba, text| words(jieba.cut(text, true))),
        (&["segment", "--raw", "--no-hmm"], |jieba, text| words(jieba.cut(text, false))),
        (&["segment", "--raw", "--mode", "search"], |jieba, text| words(jieba.cut_for_search(text, true))),
        (&["segment", "--raw", "--mode", "search", "--no-hmm"], |jieba, text| words(jieba.cut_for_search(text, false))),
        (&["segment", "--raw", "--mode", "all"], |jieba, text| words(jieba.cut_all(text))),
    ];
    for (arguments, cut) in ways {
        let answers = run_ok(arguments, &documents(&texts));
        for (text, answer) in texts.iter().zip(&answers) {
            assert_eq!(tokens(answer), cut(&jieba, text), "{arguments:?} on {text:?}");
        }
    }
}

#[test]
fn every_span_slices_to_its_term_in_repaired_form() {
    let broken = ARTICLE.replace("新质生产力", "新质\n生产力").replace("发展", "发 展");
    let texts = [
        ARTICLE.to_owned(),
        broken,
        format!("😀𠮷野家\r\n{}", ARTICLE.replace('\n', "\r\n")),
        "２０２４年，５Ｇ 基 站超过三百万个。５Ｇ 基站覆盖所有县城，5G基站还在增加。".to_owned(),
    ];
    let answers = run_ok(&["analyze", "--keywords", "30"], &documents(&texts));
    let mut spans = 0;
    for (text, answer) in texts.iter().zip(&answers) {
        let units: Vec<u16> = text.encode_utf16().collect();
        for keyword in answer["keywords"].as_array().unwrap() {
            let list = keyword["spans"].as_array().unwrap();
            assert_eq!(keyword["count"], list.len());
            for span in list {
                let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
                let slice = String::from_utf16(&units[start..end]).expect("a span cuts no surrogate pair");
                let options = RepairOptions { script: false, ..RepairOptions::default() };
                assert_eq!(repair::repair(&slice, None, &options).text, keyword["term"].as_str().unwrap());
                spans += 1;
            }
        }
    }
    assert!(spans > 30, "only {spans} spans were looked at");
}

#[test]
fn an_analysis_has_the_documented_shape() {
    let input = format!("{}\n", json!({"id": 7, "title": "新质生产力的三个支点", "text": ARTICLE}));
    let answer = &run_ok(&["analyze", "--keywords", "5", "--summary-sentences", "3"], &input)[0];
    assert_eq!(answer["id"], 7);
    let keywords = answer["keywords"].as_array().unwrap();
    assert!(!keywords.is_empty() && keywords.len() <= 5);
    let scores: Vec<f64> = keywords.iter().map(|keyword| keyword["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    let sentences = answer["sentences"].as_array().unwrap();
    let units = ARTICLE.encode_utf16().count() as u64;
    let mut end = 0;
    for sentence in sentences {
        assert!(sentence["start"].as_u64().unwrap() >= end);
        end = sentence["end"].as_u64().unwrap();
        assert!(sentence["score"].is_f64());
    }
    assert!(end <= units);
    let mut ranks: Vec<u64> = sentences.iter().filter_map(|sentence| sentence["rank"].as_u64()).collect();
    ranks.sort_unstable();
    assert!(ranks.iter().copied().eq(0..ranks.len() as u64), "ranks count up from 0: {ranks:?}");
    let summary: Vec<u64> = answer["summary"].as_array().unwrap().iter().map(|index| index.as_u64().unwrap()).collect();
    assert_eq!(summary.len(), 3);
    assert!(summary.is_sorted() && summary.iter().all(|&index| !sentences[index as usize]["rank"].is_null()));
}

#[test]
fn a_summary_keeps_to_its_characters() {
    let answer = &run_ok(&["analyze", "--summary-chars", "120"], &documents(&[ARTICLE.to_owned()]))[0];
    let length: u64 = answer["summary"]
        .as_array()
        .unwrap()
        .iter()
        .map(|index| &answer["sentences"][index.as_u64().unwrap() as usize])
        .map(|sentence| sentence["end"].as_u64().unwrap() - sentence["start"].as_u64().unwrap())
        .sum();
    assert!(length > 0 && length <= 120, "{length}");
}

#[test]
fn a_bad_line_is_reported_answered_and_passed_over() {
    let mut input = b"\xef\xbb\xbf".to_vec();
    for line in [
        r#"{"id":"好","text":"今天天气不错"}"#.as_bytes(),
        br#"{"id":"no text"}"#,
        b"",
        b"{\"id\":\"bytes\",\"text\":\"\xff\xfe\"}",
        br#"{"text":"no id"}"#,
        b"not json",
        br#"{"id":"number","text":3}"#,
        br#"{"id":"cut","text":"cu"#,
        br#"{"id":18446744073709551617,"text":"","title":null,"more":[]}"#,
    ] {
        input.extend_from_slice(line);
        input.extend_from_slice(b"\r\n");
    }
    for arguments in [&["segment"][..], &["analyze"]] {
        let output = run(arguments, &input);
        assert_eq!(output.status.code(), Some(1));
        let stdout = String::from_utf8(output.stdout).unwrap();
        let answers: Vec<&str> = stdout.lines().collect();
        assert_eq!(answers.len(), 8, "{stdout}");
        let ids = [
            r#""好""#,
            r#""no text""#,
            r#""bytes""#,
            "null",
            "null",
            r#""number""#,
            r#""cut""#,
            "18446744073709551617",
        ];
        for ((id, answer), line) in ids.iter().zip(&answers).zip([1, 2, 4, 5, 6, 7, 8, 9]) {
            assert!(answer.starts_with(&format!(r#"{{"id":{id},"#)), "{answer}");
            let failed = !matches!(line, 1 | 9);
            let answer: Value = serde_json::from_str(answer).unwrap();
            assert_eq!(answer.get("error").is_some(), failed, "line {line}: {answer}");
        }
        let stderr = String::from_utf8(output.stderr).unwrap();
        for line in [2, 4, 5, 6, 7, 8] {
            assert!(stderr.contains(&format!("tiyao: line {line}: ")), "{stderr}");
        }
        assert!(stderr.ends_with("tiyao: 6 of 8 lines failed\n"), "{stderr}");
    }
}

#[test]
fn the_order_and_the_answers_do_not_depend_on_the_number_of_jobs() {
    let mut input = String::new();
    for (id, text) in random_texts(400).iter().enumerate() {
        // Lengths that vary much let later batches finish first.
        let text = if id % 50 == 0 { text.clone() + &ARTICLE.repeat(5) } else { text.clone() };
        writeln!(input, "{}", json!({"id": id, "text": text})).unwrap();
    }
    let one = run(&["analyze", "--jobs", "1"], input.as_bytes());
    let four = run(&["analyze", "--jobs", "4"], input.as_bytes());
    let ids = String::from_utf8(one.stdout.clone()).unwrap();
    for (id, line) in ids.lines().enumerate() {
        assert!(line.starts_with(&format!(r#"{{"id":{id},"#)), "{line}");
    }
    assert_eq!(ids.lines().count(), 400);
    assert!(one.stdout == four.stdout);
}

#[test]
fn each_line_is_answered_without_waiting_for_the_next() {
    let mut child =
        command(&["segment"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(stdin, r#"{{"id":{id},"text":"他来到了网易杭研大厦"}}"#).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_output_ends_the_run_quietly() {
    let mut child =
        command(&["segment"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    // The input stays open: the command must not wait for its end.
    let line = documents(&[ARTICLE.to_owned()]);
    while stdin.write_all(line.as_bytes()).is_ok() {}
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), &*stderr), (Some(0), ""));
}

#[test]
fn a_wrong_command_line_is_refused() {
    for arguments in [
        &["analyze", "--summary-sentences", "3", "--summary-chars", "100"][..],
        &["segment", "--mode", "best"],
        &["segment", "--resume"],
        &["segment", "--jobs", "0"],
        &["segment", "/no/such/file"],
        &[],
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
}

#[test]
fn no_input_gives_no_output() {
    let output = run(&["analyze"], b"");
    assert_eq!((output.status.code(), output.stdout.len(), output.stderr.len()), (Some(0), 0, 0));
}
