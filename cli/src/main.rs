//! The `tiyao` command: NDJSON in, NDJSON out. `tiyao --help` tells how.

mod answer;
mod dictionaries;
mod job;
mod options;
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

use anyhow::{Context, Result};
use clap::Parser;

use crate::{
    dictionaries::Tier,
    job::Task,
    options::{Cli, Command, StreamArgs},
    progress::Progress,
    stream::{Input, Start, Totals},
};

const BUFFER: usize = 256 << 10;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (stream, task, tier) = match &cli.command {
        Command::Segment(args) => (&args.stream, Task::Segment(args.options()), args.tier()),
        Command::Analyze(args) => (&args.stream, Task::Analyze(args.options()), args.tier()),
    };
    keep_worker_panics_quiet();
    match answer_lines(stream, task, tier) {
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

fn answer_lines(args: &StreamArgs, task: Task, tier: Tier) -> Result<Totals> {
    let (source, size): (Box<dyn Read + Send>, _) = match &args.input {
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
            let size = file.metadata().ok().filter(|metadata| metadata.is_file()).map(|metadata| metadata.len());
            (Box::new(file), size)
        }
        None => (Box::new(stdin()), None),
    };
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
    let totals = stream::run(input, start, &mut output, task, tier, jobs, &mut progress);
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
