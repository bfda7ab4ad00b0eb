//! Records read back: the output of `ndjson`, or of `json` (one record a line there too), in order, in windows.

use crate::record::{Record, SCHEMA_VERSION};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Lines in work at a time for each thread.
const WINDOW: usize = 64;
/// Bytes in work at a time, however few the lines.
const WINDOW_BYTES: usize = 64 << 20;
/// The longest line that is taken for a record.
const LONGEST: u64 = 512 << 20;

/// Why a record could not be read back.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line is not a record.
    #[error("{}:{line}: {source}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Its line.
        line: u64,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The record follows another contract.
    #[error("{}:{line}: schema version {version}, this program reads {SCHEMA_VERSION}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its line.
        line: u64,
        /// The version it names.
        version: String,
    },
}

/// Reads the records of `paths` (`-` is standard input), works on each on `pool`, and hands the results to `sink` in
/// order; `sink` says whether to go on. A window of records is in memory, never all.
pub fn each<T: Send>(
    paths: &[PathBuf],
    pool: &rayon::ThreadPool,
    work: impl Fn(Record) -> T + Sync,
    mut sink: impl FnMut(Result<T, RecordError>) -> bool,
) {
    let window = WINDOW * pool.current_num_threads().max(1);
    for path in paths {
        let mut input: Box<dyn BufRead> = if path == Path::new("-") {
            Box::new(BufReader::new(io::stdin()))
        } else {
            match File::open(path) {
                Ok(file) => Box::new(BufReader::with_capacity(1 << 20, file)),
                Err(source) => {
                    if !sink(Err(RecordError::File { path: path.clone(), source })) {
                        return;
                    }
                    continue;
                }
            }
        };
        let mut number = 0;
        loop {
            let mut lines = Vec::with_capacity(window);
            let (mut bytes, mut end, mut failed) = (0, false, None);
            while lines.len() < window && bytes < WINDOW_BYTES {
                let mut line = Vec::new();
                match io::Read::take(&mut input, LONGEST).read_until(b'\n', &mut line) {
                    Ok(0) => {
                        end = true;
                        break;
                    }
                    Ok(n) => {
                        number += 1;
                        bytes += n;
                        if !record_bytes(&line).is_empty() {
                            lines.push((number, line));
                        }
                    }
                    Err(source) => {
                        end = true;
                        failed = Some(RecordError::File { path: path.clone(), source });
                        break;
                    }
                }
            }
            let parse = |(number, line): &(u64, Vec<u8>)| one(path, *number, line).map(&work);
            let done: Vec<_> = pool.install(|| lines.par_iter().with_max_len(1).map(parse).collect());
            if !done.into_iter().chain(failed.map(Err)).all(&mut sink) {
                return;
            }
            if end {
                break;
            }
        }
    }
}

/// The line without what an array puts around a record.
fn record_bytes(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line = line.strip_prefix(b"[").unwrap_or(line);
    let line = line.strip_suffix(b"]").unwrap_or(line);
    line.strip_suffix(b",").unwrap_or(line)
}

fn one(path: &Path, line: u64, bytes: &[u8]) -> Result<Record, RecordError> {
    let bytes = record_bytes(bytes);
    // Checked once for the whole line, not again for every string of it.
    let parsed = match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    };
    let record: Record = parsed.map_err(|source| RecordError::Line { path: path.to_path_buf(), line, source })?;
    if record.schema_version.split('.').next() != SCHEMA_VERSION.split('.').next() {
        return Err(RecordError::Version { path: path.to_path_buf(), line, version: record.schema_version });
    }
    Ok(record)
}
