//! A run that survives: records in numbered segments, errors and a ledger in one folder.
//!
//! ```text
//! run.json              what the run was begun with: version, grammar, options
//! records/00000.ndjson  records, a thousand documents a segment
//! errors.ndjson         a line for each document that gave none
//! ledger.ndjson         a line for each document: name, content hash, how it ended, how far the files are
//! summary.json          counts, written when all is done
//! ```
//!
//! The files only grow, in the order of the input, and the ledger last: a line of it says that what it speaks of is on
//! disk. Whatever ends the process, `resume` cuts the files back to the last line of the ledger that they bear out, and
//! goes on from there. No file holds a time or a machine's name, so that the folder has the same bytes as that of a run
//! that nothing disturbed.

mod ledger;
mod report;

pub use ledger::{Entry, Known, Outcome};
pub use report::{Counts, Slow, Tally};

use ledger::Tail;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Documents in a segment.
const SEGMENT: u64 = 1000;
/// Bytes from which a segment is full with fewer.
const SEGMENT_BYTES: u64 = 64 << 20;
/// Longest that finished work stays in memory only.
const HOLD: Duration = Duration::from_millis(250);
/// Most bytes that stay in memory only.
const HOLD_BYTES: usize = 4 << 20;

/// Why a run folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is a run in it, and nothing was said of going on with it.
    #[error("{}: there is a run in this folder; --resume goes on with it", .0.display())]
    Exists(PathBuf),
    /// There is something else in it.
    #[error("{}: the folder holds other files; give a new one", .0.display())]
    NotEmpty(PathBuf),
    /// The run was begun with something else.
    #[error("the run was begun with {what} {was}, this is {is}; give a new folder")]
    Differs {
        /// What differs.
        what: &'static str,
        /// What it was.
        was: String,
        /// What it is.
        is: String,
    },
    /// Another process has it open.
    #[error("{}: another greffier is at work in this folder", .0.display())]
    Busy(PathBuf),
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> RunError {
    let path = path.to_path_buf();
    |source| RunError::Io { path, source }
}

/// What a run is begun with and must be gone on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Version of this program.
    pub version: String,
    /// Hash of the grammar.
    pub grammar: String,
    /// Whether records carry evidence.
    pub evidence: bool,
    /// Which part of the documents: `k/n`.
    pub shard: String,
    /// Whether documents with the same bytes are read once.
    pub duplicates: String,
}

impl Terms {
    fn same(&self, now: &Self) -> Result<(), RunError> {
        let pairs = [
            ("version", &self.version, &now.version),
            ("the grammar", &self.grammar, &now.grammar),
            ("the shard", &self.shard, &now.shard),
            ("--duplicates", &self.duplicates, &now.duplicates),
        ];
        for (what, was, is) in pairs {
            if was != is {
                return Err(RunError::Differs { what, was: was.clone(), is: is.clone() });
            }
        }
        if self.evidence != now.evidence {
            let (was, is) = (self.evidence.to_string(), now.evidence.to_string());
            return Err(RunError::Differs { what: "evidence", was, is });
        }
        Ok(())
    }
}

/// A file that grows, and what of it is still in memory.
#[derive(Debug)]
struct Growing {
    path: PathBuf,
    file: File,
    held: Vec<u8>,
    /// Its length, what is held included.
    length: u64,
}

impl Growing {
    /// Opens it and cuts it to `length`.
    fn open(path: PathBuf, length: u64) -> Result<Self, RunError> {
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(at(&path))?;
        file.set_len(length).map_err(at(&path))?;
        Ok(Self { path, file, held: Vec::new(), length })
    }

    fn push(&mut self, line: &[u8]) {
        self.held.extend_from_slice(line);
        self.held.push(b'\n');
        self.length += line.len() as u64 + 1;
    }

    fn flush(&mut self) -> Result<(), RunError> {
        if self.held.is_empty() {
            return Ok(());
        }
        self.file.write_all(&self.held).and_then(|()| self.file.sync_data()).map_err(at(&self.path))?;
        self.held.clear();
        self.held.shrink_to(1 << 20);
        Ok(())
    }
}

/// The folder of a run, open for writing.
#[derive(Debug)]
pub struct RunFolder {
    dir: PathBuf,
    _lock: File,
    records: Growing,
    errors: Growing,
    ledger: Growing,
    segment: u32,
    in_segment: u64,
    entries: u64,
    held_since: Option<Instant>,
    /// What is in the folder so far.
    pub counts: Counts,
}

impl RunFolder {
    /// Begins a run in `dir`, or goes on with the one there; gives what was done.
    ///
    /// # Errors
    /// When the folder holds something else, was begun on other terms, is in use, or cannot be written.
    pub fn open(dir: &Path, terms: &Terms, resume: bool) -> Result<(Self, Known), RunError> {
        let run = dir.join("run.json");
        let held = run.exists();
        if held && !resume {
            return Err(RunError::Exists(dir.to_path_buf()));
        }
        std::fs::create_dir_all(dir).map_err(at(dir))?;
        let lock_path = dir.join(".lock");
        if !held {
            let others = std::fs::read_dir(dir).map_err(at(dir))?.flatten();
            // A run that was killed before it wrote its terms leaves a lock, and the terms aside.
            if others.map(|e| e.file_name()).any(|n| n != ".lock" && n != "run.json.part") {
                return Err(RunError::NotEmpty(dir.to_path_buf()));
            }
        }
        let lock = File::create(&lock_path).map_err(at(&lock_path))?;
        lock.try_lock().map_err(|_| RunError::Busy(dir.to_path_buf()))?;
        if held {
            let text = std::fs::read(&run).map_err(at(&run))?;
            let was: Terms = serde_json::from_slice(&text).map_err(io::Error::from).map_err(at(&run))?;
            was.same(terms)?;
        } else {
            whole(&run, &json(terms, &run)?)?;
        }
        let records = dir.join("records");
        std::fs::create_dir_all(&records).map_err(at(&records))?;
        let summary = dir.join("summary.json");
        if summary.exists() {
            std::fs::remove_file(&summary).map_err(at(&summary))?;
        }
        let (tail, known) = Tail::find(dir)?;
        // Segments behind the last one that the ledger speaks of.
        for n in tail.segment + 1.. {
            let path = segment_path(dir, n);
            if !path.exists() {
                break;
            }
            std::fs::remove_file(&path).map_err(at(&path))?;
        }
        let folder = Self {
            records: Growing::open(segment_path(dir, tail.segment), tail.end)?,
            errors: Growing::open(dir.join("errors.ndjson"), tail.errors)?,
            ledger: Growing::open(dir.join("ledger.ndjson"), tail.ledger)?,
            dir: dir.to_path_buf(),
            _lock: lock,
            segment: tail.segment,
            in_segment: tail.in_segment,
            entries: tail.entries,
            held_since: None,
            counts: tail.counts,
        };
        for path in [&records, &folder.dir] {
            sync_folder(path);
        }
        Ok((folder, known))
    }

    /// How many documents the ledger holds.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// Adds a document: its record, or the line of its error, and its line in the ledger.
    ///
    /// # Errors
    /// When the folder cannot be written; what the ledger holds by then stays.
    pub fn add(&mut self, name: &str, sha256: Option<String>, outcome: Outcome<'_>) -> Result<(), RunError> {
        if self.in_segment >= SEGMENT || self.records.length >= SEGMENT_BYTES {
            self.flush()?;
            self.segment += 1;
            self.in_segment = 0;
            self.records = Growing::open(segment_path(&self.dir, self.segment), 0)?;
            sync_folder(&self.dir.join("records"));
        }
        self.in_segment += 1;
        let (kind, code, of) = match outcome {
            Outcome::Record(json) => {
                self.records.push(json);
                // The findings that say a part of the document was not read.
                let has = |code: &str| memchr::memmem::find(json, code.as_bytes()).is_some();
                let partial = has("\"code\":\"needs_ocr\"") || has("\"code\":\"reading_damaged\"");
                (if partial { "partial" } else { "record" }, None, None)
            }
            Outcome::Error { code, line } => {
                self.errors.push(line);
                ("error", Some(code.to_owned()), None)
            }
            Outcome::Duplicate(of) => ("duplicate", None, of),
        };
        self.entries += 1;
        let entry = Entry {
            n: self.entries,
            path: name.to_owned(),
            sha256,
            outcome: kind.to_owned(),
            code,
            of,
            segment: self.segment,
            end: self.records.length,
            errors: self.errors.length,
        };
        self.counts.add(&entry);
        let line = serde_json::to_vec(&entry).map_err(io::Error::from).map_err(at(&self.ledger.path))?;
        self.ledger.push(&line);
        let since = *self.held_since.get_or_insert_with(Instant::now);
        let held = self.records.held.len() + self.errors.held.len() + self.ledger.held.len();
        if since.elapsed() >= HOLD || held >= HOLD_BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes what is held: records and errors first, then the lines of the ledger that speak of them.
    ///
    /// # Errors
    /// When the disk is full or refuses.
    pub fn flush(&mut self) -> Result<(), RunError> {
        self.records.flush()?;
        self.errors.flush()?;
        self.ledger.flush()?;
        self.held_since = None;
        Ok(())
    }

    /// Ends the run: all inputs are done.
    ///
    /// # Errors
    /// When the disk is full or refuses.
    pub fn finish(&mut self) -> Result<(), RunError> {
        self.flush()?;
        let path = self.dir.join("summary.json");
        whole(&path, &json(&self.counts, &path)?)?;
        sync_folder(&self.dir);
        Ok(())
    }
}

fn json(value: &impl Serialize, path: &Path) -> Result<Vec<u8>, RunError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(io::Error::from).map_err(at(path))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes a file whole or not at all: aside, then renamed.
///
/// # Errors
/// When the disk is full or refuses.
pub fn whole(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = PathBuf::from(aside);
    let write = || -> io::Result<()> {
        let mut file = File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        std::fs::rename(&aside, path)
    };
    write().map_err(at(path))
}

/// Has the names in a folder written to disk, where the system can; a file system that cannot keeps them anyway.
fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|f| f.sync_all());
}

fn segment_path(dir: &Path, n: u32) -> PathBuf {
    dir.join("records").join(format!("{n:05}.ndjson"))
}
