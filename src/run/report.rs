//! What a run has come to: counts for the folder, and for people and monitors times too.

use super::{Entry, RunError, whole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// What is in a run folder. It depends on the inputs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Documents seen.
    pub documents: u64,
    /// Documents that gave a record.
    pub records: u64,
    /// Records among them that say a part of the document was not read: scans without OCR, damage.
    pub partial: u64,
    /// Documents that had the bytes of another.
    pub duplicates: u64,
    /// Documents that gave none, by the code of the reason.
    pub failed: BTreeMap<String, u64>,
}

impl Counts {
    /// Counts a document.
    pub fn add(&mut self, entry: &Entry) {
        self.documents += 1;
        match entry.outcome.as_str() {
            "record" => self.records += 1,
            "partial" => {
                self.records += 1;
                self.partial += 1;
            }
            "duplicate" => self.duplicates += 1,
            _ => *self.failed.entry(entry.code.clone().unwrap_or_default()).or_default() += 1,
        }
    }

    /// Documents that gave none.
    #[must_use]
    pub fn failures(&self) -> u64 {
        self.failed.values().sum()
    }
}

/// A document that took long.
#[derive(Debug, Clone)]
pub struct Slow {
    /// Its name.
    pub name: String,
    /// Its time.
    pub time: Duration,
}

/// What this process did, with its times.
#[derive(Debug)]
pub struct Tally {
    started: Instant,
    /// What was done.
    pub counts: Counts,
    /// Documents that earlier runs had done.
    pub known: u64,
    /// Pages read.
    pub pages: u64,
    /// Bytes read.
    pub bytes: u64,
    /// The slowest documents, slowest first.
    pub slowest: Vec<Slow>,
}

/// How many slow documents are named.
const SLOWEST: usize = 5;

impl Default for Tally {
    fn default() -> Self {
        Self { started: Instant::now(), counts: Counts::default(), known: 0, pages: 0, bytes: 0, slowest: Vec::new() }
    }
}

impl Tally {
    /// Notes the time of a document.
    pub fn timed(&mut self, name: &str, time: Duration) {
        let at = self.slowest.partition_point(|s| s.time >= time);
        if at < SLOWEST {
            self.slowest.insert(at, Slow { name: name.to_owned(), time });
            self.slowest.truncate(SLOWEST);
        }
    }

    /// Seconds since the beginning.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// The state as a JSON object, for programs that follow along.
    #[must_use]
    pub fn progress(&self, of: Option<u64>, done: bool) -> serde_json::Value {
        let seconds = self.seconds();
        let rate = self.counts.documents as f64 / seconds.max(1e-9);
        let seen = self.counts.documents + self.known;
        let left = of.filter(|_| rate > 0.0).map(|n| n.saturating_sub(seen) as f64 / rate);
        let tenth = |v: f64| (v * 10.0).round() / 10.0;
        serde_json::json!({
            "documents": self.counts.documents, "of": of, "known": self.known, "records": self.counts.records,
            "duplicates": self.counts.duplicates, "failed": self.counts.failures(), "pages": self.pages,
            "bytes": self.bytes, "seconds": tenth(seconds), "documents_per_second": tenth(rate),
            "pages_per_second": tenth(self.pages as f64 / seconds.max(1e-9)), "seconds_left": left.map(tenth),
            "done": done,
        })
    }

    /// Writes the state in the text format of Prometheus, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn metrics(&self, path: &Path, done: bool) -> Result<(), RunError> {
        let mut out = String::new();
        let mut one = |name: &str, kind: &str, help: &str, values: &[(String, f64)]| {
            let _ = writeln!(out, "# HELP greffier_{name} {help}\n# TYPE greffier_{name} {kind}");
            for (labels, value) in values {
                let _ = writeln!(out, "greffier_{name}{labels} {value}");
            }
        };
        let plain = |v: u64| vec![(String::new(), v as f64)];
        one("documents_total", "counter", "Documents done by this process.", &plain(self.counts.documents));
        one("records_total", "counter", "Documents that gave a record.", &plain(self.counts.records));
        one("duplicates_total", "counter", "Documents with the bytes of another.", &plain(self.counts.duplicates));
        one("known_total", "counter", "Documents that an earlier run had done.", &plain(self.known));
        let failed: Vec<(String, f64)> =
            self.counts.failed.iter().map(|(code, n)| (format!("{{code=\"{code}\"}}"), *n as f64)).collect();
        one("failures_total", "counter", "Documents that gave no record, by reason.", &failed);
        one("pages_total", "counter", "Pages read.", &plain(self.pages));
        one("read_bytes_total", "counter", "Bytes read.", &plain(self.bytes));
        one("seconds", "gauge", "Seconds since the beginning.", &[(String::new(), self.seconds())]);
        let slowest = self.slowest.first().map_or(0.0, |s| s.time.as_secs_f64());
        one("slowest_document_seconds", "gauge", "Time of the slowest document.", &[(String::new(), slowest)]);
        one("done", "gauge", "1 when all inputs are done.", &plain(u64::from(done)));
        whole(path, out.as_bytes())
    }
}
