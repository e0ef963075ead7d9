//! Lines in, answers out: many workers, one order, bounded memory.
//!
//! A reader groups lines into batches, workers take batches as they come, a writer puts the answers back in order. Each
//! batch in flight holds one of a fixed number of permits, which the writer returns; so a slow batch stops the reader
//! instead of filling memory.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, ErrorKind, Read, Write},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel},
    },
    thread,
};

use anyhow::{Context, Result, anyhow};

use crate::{
    dictionaries::Lexicon,
    job::{Task, Worker},
    progress::Progress,
};

/// Name of the threads whose panics are answered instead of printed.
pub const WORKER_THREAD: &str = "worker";

/// Input with what it has read ahead.
pub type Input = BufReader<Box<dyn Read + Send>>;

/// A batch is closed at either limit, or earlier when the input has no further line ready: a caller that waits for each
/// answer gets it.
const BATCH_LINES: usize = 32;
const BATCH_BYTES: usize = 16 << 10;

struct Batch {
    number: u64,
    /// Each with its line number, from 1.
    lines: Vec<(u64, Vec<u8>)>,
    /// Bytes of input read so far.
    read: u64,
}

struct Answers {
    number: u64,
    documents: u64,
    bytes: Vec<u8>,
    /// Line number and reason of each answer that is an error.
    failed: Vec<(u64, String)>,
    read: u64,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub documents: u64,
    pub failed: u64,
}

/// Where the lines begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    /// Lines already taken from the input.
    pub lines: u64,
    /// Bytes already taken from the input.
    pub bytes: u64,
}

/// Answers every line of `input` on `output`. A reader of the output that goes away ends the run quietly.
///
/// The threads are not joined: when the output is closed, one of them may wait for input that never comes.
pub fn run(
    input: Input,
    start: Start,
    output: &mut impl Write,
    task: Task,
    lexicon: Lexicon,
    jobs: NonZeroUsize,
    progress: &mut Progress,
) -> Result<Totals> {
    let permits = jobs.get() * 4;
    let (permit_back, permit) = channel();
    for _ in 0..permits {
        permit_back.send(()).context("no permit")?;
    }
    let (to_workers, batches) = sync_channel(permits);
    let (to_writer, answers) = channel();

    let failure = to_writer.clone();
    thread::spawn(move || {
        if let Err(error) = read(input, start, &permit, &to_workers) {
            // The writer is gone only when the run has already ended.
            let _ = failure.send(Err(anyhow!(error).context("cannot read the input")));
        }
    });
    let (batches, work_on) = (Arc::new(Mutex::new(batches)), Arc::new((task, lexicon)));
    for _ in 0..jobs.get() {
        let (batches, work_on, to_writer) = (Arc::clone(&batches), Arc::clone(&work_on), to_writer.clone());
        thread::Builder::new().name(WORKER_THREAD.to_owned()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&work_on.0, &work_on.1, &batches, &to_writer)));
            if let Err(error) = outcome.unwrap_or_else(|_| Err(anyhow!("a worker stopped; please report it"))) {
                let _ = to_writer.send(Err(error));
            }
        })?;
    }
    drop(to_writer);
    write(&answers, output, &permit_back, progress)
}

fn read(mut input: Input, start: Start, permit: &Receiver<()>, to_workers: &SyncSender<Batch>) -> io::Result<()> {
    let Start { lines: mut line_number, bytes: mut read } = start;
    for number in 0.. {
        let mut lines = Vec::new();
        let mut bytes = 0;
        loop {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            line_number += 1;
            bytes += line.len();
            read += line.len() as u64;
            if !is_blank(&line) {
                lines.push((line_number, line));
            }
            // Without a whole line at hand the next read may wait, and so would the answers to these.
            if lines.len() >= BATCH_LINES || bytes >= BATCH_BYTES || !input.buffer().contains(&b'\n') {
                break;
            }
        }
        if bytes == 0 {
            break;
        }
        // Whoever is gone has ended the run.
        if permit.recv().is_err() || to_workers.send(Batch { number, lines, read }).is_err() {
            break;
        }
    }
    Ok(())
}

/// Whether `line` holds no object.
pub fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

fn work(
    task: &Task,
    lexicon: &Lexicon,
    batches: &Mutex<Receiver<Batch>>,
    to_writer: &Sender<Result<Answers>>,
) -> Result<()> {
    let mut worker = Worker::new(task, lexicon)?;
    loop {
        let batch = batches.lock().map(|batches| batches.recv());
        let Ok(Ok(batch)) = batch else { return Ok(()) };
        let mut answers = Answers {
            number: batch.number,
            documents: batch.lines.len() as u64,
            bytes: Vec::new(),
            failed: Vec::new(),
            read: batch.read,
        };
        for (line_number, line) in &batch.lines {
            if let Some(reason) = worker.answer(line, &mut answers.bytes) {
                answers.failed.push((*line_number, reason));
            }
        }
        if to_writer.send(Ok(answers)).is_err() {
            return Ok(());
        }
    }
}

fn write(
    answers: &Receiver<Result<Answers>>,
    output: &mut impl Write,
    permit_back: &Sender<()>,
    progress: &mut Progress,
) -> Result<Totals> {
    let mut totals = Totals::default();
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        let received = match answers.try_recv() {
            Err(TryRecvError::Empty) => {
                if closed(output.flush())? {
                    return Ok(totals);
                }
                answers.recv().ok()
            }
            received => received.ok(),
        };
        let Some(received) = received else { break };
        let batch = received?;
        early.insert(batch.number, batch);
        while let Some(batch) = early.remove(&next) {
            next += 1;
            for (line, reason) in &batch.failed {
                progress.report(&format!("line {line}: {reason}"));
            }
            if closed(output.write_all(&batch.bytes))? {
                return Ok(totals);
            }
            totals.documents += batch.documents;
            totals.failed += batch.failed.len() as u64;
            progress.update(totals, batch.read);
            // The reader is gone once it has read everything.
            let _ = permit_back.send(());
        }
    }
    closed(output.flush())?;
    Ok(totals)
}

/// Whether whoever reads the output has gone away.
fn closed(outcome: io::Result<()>) -> Result<bool> {
    match outcome {
        Ok(()) => Ok(false),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(true),
        Err(error) => Err(error).context("cannot write the output"),
    }
}
