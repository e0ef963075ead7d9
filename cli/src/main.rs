//! The `tiyao` command: NDJSON in, NDJSON out. `tiyao --help` tells how.

mod answer;
mod dictionaries;
mod job;
mod options;
mod page;
mod progress;
mod record;
mod resume;
mod stream;

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, IsTerminal, Read, Write, stdin, stdout},
    num::NonZeroUsize,
    panic,
    process::ExitCode,
    thread::{self, available_parallelism},
};

use anyhow::{Context, Result, anyhow};
use clap::Parser;

use crate::{
    dictionaries::Lexicon,
    job::{Task, Worker},
    options::{Cli, Command, StreamArgs},
    page::{Finder, insert},
    progress::Progress,
    stream::{Input, Start, Totals},
};

const BUFFER: usize = 256 << 10;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli.command) {
        Ok(Totals { failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(Totals { documents, failed }) => {
            eprintln!("tiyao: {failed} of {documents} lines failed");
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("tiyao: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Result<Totals> {
    let (stream, task, tier) = match command {
        Command::Segment(args) => (&args.stream, Task::Segment(args.options()), args.tier()),
        Command::Analyze(args) => {
            // Before any line is read, and not once a worker.
            Finder::new(&args.choice()).map_err(anyhow::Error::msg)?;
            (&args.stream, Task::Analyze(args.options(), args.choice()), args.tier())
        }
    };
    let lexicon = Lexicon::new(tier, stream.user_dictionary.as_deref())?;
    if let Some(path) = &stream.user_dictionary {
        for skipped in lexicon.analyzer()?.1.skipped {
            eprintln!("tiyao: {}, line {}: {}", path.display(), skipped.line, skipped.reason);
        }
    }
    match command {
        Command::Analyze(args) if args.html => publish(stream, &task, &lexicon).map(|()| Totals::default()),
        _ => {
            keep_worker_panics_quiet();
            answer_lines(stream, task, lexicon)
        }
    }
}

/// Reads a page and writes it with the record of its article.
fn publish(args: &StreamArgs, task: &Task, lexicon: &Lexicon) -> Result<()> {
    let mut bytes = Vec::new();
    open_input(args)?.0.read_to_end(&mut bytes).context("cannot read the input")?;
    let html = String::from_utf8(bytes)
        .map_err(|error| anyhow!("the page is not UTF-8: invalid at byte {}", error.utf8_error().valid_up_to() + 1))?;
    let record = Worker::new(task, lexicon)?
        .record(&html, |record| serde_json::to_string(record).expect("a record has only string keys"))
        .map_err(anyhow::Error::msg)?;
    // Only now, so that the output may be the input's own file.
    let page = insert(&html, &record);
    match &args.output {
        Some(path) => std::fs::write(path, page).with_context(|| format!("cannot write {}", path.display())),
        None => stdout().write_all(page.as_bytes()).context("cannot write the output"),
    }
}

/// The input, and its length where it has one.
fn open_input(args: &StreamArgs) -> Result<(Box<dyn Read + Send>, Option<u64>)> {
    let Some(path) = &args.input else { return Ok((Box::new(stdin()), None)) };
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let size = file.metadata().ok().filter(|metadata| metadata.is_file()).map(|metadata| metadata.len());
    Ok((Box::new(file), size))
}

fn answer_lines(args: &StreamArgs, task: Task, lexicon: Lexicon) -> Result<Totals> {
    let (source, size) = open_input(args)?;
    let mut input = BufReader::with_capacity(BUFFER, source);
    skip_byte_order_mark(&mut input)?;
    let (output, start): (Box<dyn Write>, Start) = match &args.output {
        Some(path) if args.resume => {
            let (file, start) = resume::resume(&mut input, path)?;
            (Box::new(file), start)
        }
        Some(path) => (
            Box::new(File::create(path).with_context(|| format!("cannot create {}", path.display()))?),
            Start::default(),
        ),
        None => (Box::new(stdout()), Start::default()),
    };
    let mut output = BufWriter::with_capacity(BUFFER, output);
    let jobs = args.jobs.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    // On a terminal the answers are progress enough.
    let mut progress = Progress::new(args.output.is_some() || !stdout().is_terminal(), size, start.bytes);
    if start.lines > 0 {
        progress.report(&format!("going on behind line {}", start.lines));
    }
    let totals = stream::run(input, start, &mut output, task, lexicon, jobs, &mut progress);
    progress.clear();
    totals
}

/// A file from Windows may begin with one.
fn skip_byte_order_mark(input: &mut Input) -> Result<()> {
    if input.fill_buf().context("cannot read the input")?.starts_with(b"\xef\xbb\xbf") {
        input.consume(3);
    }
    Ok(())
}

/// A worker's panic becomes the answer to its line, so it needs no message of its own.
fn keep_worker_panics_quiet() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(stream::WORKER_THREAD) {
            print(info);
        }
    }));
}
