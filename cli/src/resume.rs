//! Going on with an output file where a stopped run left it.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Seek, SeekFrom},
    path::Path,
};

use anyhow::{Context, Result, bail};

use crate::{
    record,
    stream::{Input, Start, is_blank},
};

/// Takes from `input` what `path` already answers, and opens `path` to go on behind it.
///
/// A run that was killed may have left part of a line; that part is cut off. Each document has one line of output, so
/// their number tells where to go on, and the last one's id that both belong together.
///
/// # Errors
/// When the file cannot be read or written, has more lines than the input has documents, or its last id is not the
/// input's.
pub fn resume(input: &mut Input, path: &Path) -> Result<(File, Start)> {
    let name = path.display();
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .with_context(|| format!("cannot open {name}"))?;
    let Done { answers, length, last } = done(&file).with_context(|| format!("cannot read {name}"))?;
    file.set_len(length).with_context(|| format!("cannot shorten {name}"))?;
    file.seek(SeekFrom::Start(length))?;

    let mut start = Start::default();
    let mut line = Vec::new();
    let mut skipped = 0;
    while skipped < answers {
        line.clear();
        if input.read_until(b'\n', &mut line).context("cannot read the input")? == 0 {
            bail!("{name} has {answers} answers, the input only {skipped} documents; they do not belong together");
        }
        start.lines += 1;
        start.bytes += line.len() as u64;
        skipped += u64::from(!is_blank(&line));
    }
    if answers > 0 {
        let (answered, asked) = (record::id_of(&last), record::id_of(&line));
        if answered != asked {
            let show = |id: Option<String>| id.unwrap_or_else(|| "none".to_owned());
            bail!(
                "answer {answers} in {name} has the id {}, line {} of the input {}; they do not belong together",
                show(answered),
                start.lines,
                show(asked)
            );
        }
    }
    Ok((file, start))
}

struct Done {
    answers: u64,
    /// Bytes up to the end of the last whole line.
    length: u64,
    last: Vec<u8>,
}

fn done(file: &File) -> std::io::Result<Done> {
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut done = Done { answers: 0, length: 0, last: Vec::new() };
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            return Ok(done);
        }
        done.answers += 1;
        done.length += length as u64;
        std::mem::swap(&mut done.last, &mut line);
    }
}
