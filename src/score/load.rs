//! Golds and records from files.

use super::view::{self, Sitting};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Why a set cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The path.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// A file is not the JSON that is expected.
    #[error("{path}: {source}")]
    Json {
        /// The path, with the line for records.
        path: String,
        /// The cause.
        source: serde_json::Error,
    },
    /// A folder holds no gold.
    #[error("{path}: no gold.json and no *.gold.json in this folder")]
    NoGold {
        /// The folder.
        path: String,
    },
}

/// What is wanted of a document.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// The document's path as the gold or the record gives it.
    pub file: String,
    /// Its sittings; a gold written by hand has one.
    pub sittings: Vec<Sitting>,
}

/// Records, found by the path of their document.
#[derive(Debug, Clone, Default)]
pub struct Records {
    by_name: BTreeMap<String, Vec<Sitting>>,
}

impl Records {
    /// The sittings of a document: of the record with its whole path, else with its base name.
    #[must_use]
    pub fn find(&self, file: &str) -> Option<&[Sitting]> {
        self.by_name.get(file).or_else(|| self.by_name.get(base_name(file))).map(Vec::as_slice)
    }
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn read(path: &Path) -> Result<String, ScoreError> {
    std::fs::read_to_string(path).map_err(|source| ScoreError::Io { path: path.display().to_string(), source })
}

/// The JSON values of a file: one a line, or one array, or one object over several lines.
fn values(path: &Path) -> Result<Vec<Value>, ScoreError> {
    let text = read(path)?;
    if let Ok(one) = serde_json::from_str::<Value>(&text) {
        return Ok(match one {
            Value::Array(list) => list,
            one => vec![one],
        });
    }
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(n, line)| {
            serde_json::from_str(line)
                .map_err(|source| ScoreError::Json { path: format!("{}:{}", path.display(), n + 1), source })
        })
        .collect()
}

/// The records of a file.
///
/// # Errors
/// When it cannot be read or is not JSON.
pub fn records(path: &Path) -> Result<Records, ScoreError> {
    let mut out = Records::default();
    for record in values(path)? {
        let name = record["source"]["path"].as_str().unwrap_or("").to_owned();
        let sittings = view::of_record(&record);
        out.by_name.insert(base_name(&name).to_owned(), sittings.clone());
        out.by_name.insert(name, sittings);
    }
    Ok(out)
}

/// The golds of a folder (`gold.json` and `*.gold.json`, in the order of their paths) or of a file, where records are
/// golds too.
///
/// # Errors
/// When a file cannot be read or is not JSON, or a folder has no gold.
pub fn golds(path: &Path) -> Result<Vec<Gold>, ScoreError> {
    let mut out = Vec::new();
    let files = if path.is_dir() {
        let all = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files: Vec<_> = all.map(walkdir::DirEntry::into_path).filter(|p| is_gold(p)).collect();
        if files.is_empty() {
            return Err(ScoreError::NoGold { path: path.display().to_string() });
        }
        files
    } else {
        vec![path.to_path_buf()]
    };
    for file in files {
        for value in values(&file)? {
            out.push(if value.get("sittings").is_some() {
                let file = value["source"]["path"].as_str().unwrap_or("").to_owned();
                Gold { file, sittings: view::of_record(&value) }
            } else {
                let file = value["file"].as_str().unwrap_or("").to_owned();
                Gold { file, sittings: vec![view::of_gold(&value)] }
            });
        }
    }
    Ok(out)
}

fn is_gold(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n == "gold.json" || n.to_string_lossy().ends_with(".gold.json"))
}
