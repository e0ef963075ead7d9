//! Long runs: stopped, gone on with, and never growing.

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use support::{ARTICLE, command, documents, random_texts, run};

/// A folder of this test's own, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn many(count: usize) -> String {
    let texts = random_texts(60);
    let texts: Vec<String> = (0..count).map(|n| format!("{}{n}", texts[n % texts.len()])).collect();
    // Blank lines are no documents and must not shift the count.
    documents(&texts).replace("{\"id\":9,", "\n  \n{\"id\":9,")
}

#[test]
fn a_run_killed_at_any_moment_goes_on_with_nothing_lost_or_doubled() {
    let folder = Folder::new("killed");
    let (input, output) = (folder.path("in.ndjson"), folder.path("out.ndjson"));
    let lines = many(20_000);
    fs::write(&input, &lines).unwrap();
    let whole = run(&["segment", "--dictionary", "standard"], lines.as_bytes()).stdout;

    let arguments = ["segment", "--dictionary", "standard", &input, "--output", &output, "--resume"];
    let mut interrupted = 0;
    for patience in [300, 600, 900, 1200, 1500, 1800] {
        let mut child = command(&arguments).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(patience));
        // SIGKILL on Unix: no handler, no buffer written.
        child.kill().unwrap();
        let _ = child.wait();
        let length = fs::metadata(&output).map_or(0, |metadata| metadata.len() as usize);
        interrupted += usize::from(length > 0 && length < whole.len());
    }
    assert!(command(&arguments).stderr(Stdio::null()).status().unwrap().success());
    assert!(fs::read(&output).unwrap() == whole);
    // On a machine fast enough to finish within the first wait this proved nothing; the next test still does.
    eprintln!("stopped midway {interrupted} times");
}

#[test]
fn any_length_of_output_can_be_gone_on_with() {
    let folder = Folder::new("cut");
    let (input, output) = (folder.path("in.ndjson"), folder.path("out.ndjson"));
    let lines = many(40);
    fs::write(&input, &lines).unwrap();
    let whole = run(&["segment", "--dictionary", "standard", &input], b"").stdout;
    for length in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 1, whole.len()] {
        fs::write(&output, &whole[..length]).unwrap();
        let result = run(&["segment", "--dictionary", "standard", &input, "--output", &output, "--resume"], b"");
        assert!(result.status.success(), "{}", String::from_utf8_lossy(&result.stderr));
        assert!(fs::read(&output).unwrap() == whole, "from {length} of {} bytes", whole.len());
    }
}

#[test]
fn line_numbers_go_on_too() {
    let folder = Folder::new("numbers");
    let output = folder.path("out.ndjson");
    let good = "{\"id\":1,\"text\":\"好\"}\n";
    assert!(run(&["segment", "--output", &output], good.as_bytes()).status.success());
    let result = run(&["segment", "--output", &output, "--resume"], format!("{good}bad\n").as_bytes());
    assert!(String::from_utf8(result.stderr).unwrap().contains("line 2: "));
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 2);
}

#[test]
fn an_output_of_other_documents_is_left_alone() {
    let folder = Folder::new("other");
    let output = folder.path("out.ndjson");
    for (there, what) in
        [("{\"id\":5,\"tokens\":[]}\n", "id"), ("{\"id\":0,\"tokens\":[]}\n{\"id\":1}\n", "only 1 documents")]
    {
        fs::write(&output, there).unwrap();
        let result = run(&["segment", "--output", &output, "--resume"], b"{\"id\":0,\"text\":\"\"}\n");
        assert_eq!(result.status.code(), Some(2));
        assert!(String::from_utf8(result.stderr).unwrap().contains(what));
        assert_eq!(fs::read_to_string(&output).unwrap(), there);
    }
}

/// Peak resident memory is read where the system tells it.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_documents() {
    let peak = |count: usize| {
        let folder = Folder::new(&format!("memory-{count}"));
        let (input, output) = (folder.path("in.ndjson"), folder.path("out.ndjson"));
        let texts: Vec<String> =
            random_texts(count).iter().enumerate().map(|(n, text)| format!("{n}{text}{}", &ARTICLE[..150])).collect();
        fs::write(&input, documents(&texts)).unwrap();
        let mut child = command(&["analyze", &input, "--output", &output]).spawn().unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().unwrap().is_none() {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let high = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            peak = high.and_then(|high| high.parse().ok()).unwrap_or(peak);
            thread::sleep(Duration::from_millis(5));
        }
        peak as f64 / 1024.0
    };
    let (few, many) = (peak(500), peak(8000));
    eprintln!("{few:.0} MiB for 500 documents, {many:.0} MiB for 8,000");
    assert!(many < 200.0 && many < few * 1.5, "{few:.0} MiB for 500 documents, {many:.0} MiB for 8,000");
}
