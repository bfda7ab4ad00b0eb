//! The ledger: what is done, and how far the other files of the run are borne out by it.

use super::{Counts, RunError, at, segment_path};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A line of the ledger.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Number of the line, from 1.
    pub n: u64,
    /// Name of the document.
    pub path: String,
    /// Hash of its content; null where it could not be loaded.
    pub sha256: Option<String>,
    /// `record`, `partial` (a record of which a part of the document is missing), `error` or `duplicate`.
    pub outcome: String,
    /// The code of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For a duplicate, the line of the document with the same bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// The segment that was written to.
    pub segment: u32,
    /// Its length in bytes behind this document.
    pub end: u64,
    /// Length of the errors behind this document.
    pub errors: u64,
}

/// How a document ended.
#[derive(Debug)]
pub enum Outcome<'a> {
    /// Its record.
    Record(&'a [u8]),
    /// Its error: code, and line of the file of errors.
    Error {
        /// A stable word.
        code: &'a str,
        /// A JSON object.
        line: &'a [u8],
    },
    /// The line of the ledger of the document with the same bytes.
    Duplicate(Option<u64>),
}

/// A digest of name and content, short enough to keep a million of.
type Key = [u8; 16];

fn short(bytes: &[u8]) -> Key {
    let mut key = [0; 16];
    let n = bytes.len().min(16);
    key[..n].copy_from_slice(&bytes[..n]);
    key
}

fn key(name: &str, sha256: Option<&str>) -> Key {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([0]);
    hasher.update(sha256.unwrap_or("").as_bytes());
    short(&hasher.finalize())
}

/// What earlier runs into the same folder have done.
#[derive(Debug, Default)]
pub struct Known {
    done: FxHashMap<Key, u64>,
    contents: FxHashMap<Key, u64>,
}

impl Known {
    /// Whether a document with this name and content is done.
    #[must_use]
    pub fn has(&self, name: &str, sha256: Option<&str>) -> bool {
        !self.done.is_empty() && self.done.contains_key(&key(name, sha256))
    }

    /// The line of the ledger of the document that was read for this content.
    #[must_use]
    pub fn content(&self, sha256: &str) -> Option<u64> {
        self.contents.get(&short(&from_hex(sha256))).copied()
    }

    /// Notes a document that is done; its name only where it may come again in the same process.
    pub fn note(&mut self, entry: u64, name: Option<&str>, sha256: Option<&str>, is_duplicate: bool) {
        if let Some(name) = name {
            self.done.insert(key(name, sha256), entry);
        }
        if let Some(hash) = sha256.filter(|_| !is_duplicate) {
            self.contents.entry(short(&from_hex(hash))).or_insert(entry);
        }
    }

    fn add(&mut self, e: &Entry) {
        self.note(e.n, Some(&e.path), e.sha256.as_deref(), e.outcome == "duplicate");
    }
}

/// The first sixteen bytes of a hash in hexadecimal digits.
fn from_hex(hash: &str) -> Vec<u8> {
    let digit = |c: u8| char::from(c).to_digit(16).unwrap_or(0) as u8;
    hash.as_bytes().chunks(2).take(16).map(|p| digit(p[0]) << 4 | p.get(1).map_or(0, |c| digit(*c))).collect()
}

/// Where the files of a run end.
#[derive(Debug, Default)]
pub(super) struct Tail {
    pub ledger: u64,
    pub segment: u32,
    pub in_segment: u64,
    pub end: u64,
    pub errors: u64,
    pub entries: u64,
    pub counts: Counts,
}

impl Tail {
    /// Reads the ledger as far as its lines are whole, in order, and borne out by the files they speak of.
    pub fn find(dir: &Path) -> Result<(Self, Known), RunError> {
        let mut tail = Self::default();
        let mut known = Known::default();
        let path = dir.join("ledger.ndjson");
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok((tail, known)),
            Err(e) => return Err(at(&path)(e)),
        };
        let length = |p: &Path| std::fs::metadata(p).map_or(0, |m| m.len());
        let errors = length(&dir.join("errors.ndjson"));
        let (mut current, mut size) = (0, length(&segment_path(dir, 0)));
        let mut reader = BufReader::new(file);
        let mut line = Vec::new();
        loop {
            line.clear();
            let n = reader.read_until(b'\n', &mut line).map_err(at(&path))?;
            if n == 0 || line.last() != Some(&b'\n') {
                break;
            }
            let Ok(e) = serde_json::from_slice::<Entry>(&line) else { break };
            if e.segment != current {
                (current, size) = (e.segment, length(&segment_path(dir, e.segment)));
            }
            if e.n != tail.entries + 1 || e.end > size || e.errors > errors {
                break;
            }
            tail.in_segment = if e.segment == tail.segment { tail.in_segment + 1 } else { 1 };
            tail.segment = e.segment;
            (tail.end, tail.errors, tail.entries) = (e.end, e.errors, e.n);
            tail.ledger += n as u64;
            tail.counts.add(&e);
            known.add(&e);
        }
        Ok((tail, known))
    }
}
