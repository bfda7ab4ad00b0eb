//! Corrections as JSON Patch (RFC 6902). Each patch names its record by a `test` of `/source/sha256`, tests every value
//! that it changes, and adds the person's name and the day to `/amendments`: it says all by itself.

use crate::record::Record;
use json_patch::{Patch, PatchOperation};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Why a correction cannot be read or applied.
#[derive(Debug, thiserror::Error)]
pub enum PatchError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is not a JSON Patch.
    #[error("{}: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The patch does not name the record it is for.
    #[error("{}: no test of /source/sha256: the patch names no record", path.display())]
    NoRecord {
        /// The file.
        path: PathBuf,
    },
    /// The record is not what the patch was made for.
    #[error("{record}: the corrections of {} do not fit this record: {why}", path.display())]
    Unfit {
        /// The record's document.
        record: String,
        /// The file of the patch.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
}

/// The corrections at hand, by the SHA-256 of the document.
#[derive(Debug, Default)]
pub struct Patches(FxHashMap<String, Vec<(PathBuf, Patch)>>);

impl Patches {
    /// Reads patch files, and the `.json` files of folders in the order of their names.
    ///
    /// # Errors
    /// When one cannot be read, is no JSON Patch, or names no record.
    pub fn read(paths: &[PathBuf]) -> Result<Self, PatchError> {
        let mut out = Self::default();
        for path in paths {
            if !path.is_dir() {
                out.add(path)?;
                continue;
            }
            let refuse = |source| PatchError::File { path: path.clone(), source };
            let entries = std::fs::read_dir(path).map_err(refuse)?.collect::<Result<Vec<_>, _>>().map_err(refuse)?;
            let mut files: Vec<PathBuf> = entries.into_iter().map(|e| e.path()).collect();
            files.sort();
            for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "json")) {
                out.add(file)?;
            }
        }
        Ok(out)
    }

    fn add(&mut self, path: &Path) -> Result<(), PatchError> {
        let bytes = std::fs::read(path).map_err(|source| PatchError::File { path: path.to_path_buf(), source })?;
        let patch: Patch =
            serde_json::from_slice(&bytes).map_err(|source| PatchError::Json { path: path.to_path_buf(), source })?;
        let sha256 = patch.0.iter().find_map(|op| match op {
            PatchOperation::Test(test) if test.path.to_string() == "/source/sha256" => test.value.as_str(),
            _ => None,
        });
        let sha256 = sha256.ok_or_else(|| PatchError::NoRecord { path: path.to_path_buf() })?.to_owned();
        self.0.entry(sha256).or_default().push((path.to_path_buf(), patch));
        Ok(())
    }

    /// How many records have corrections.
    #[must_use]
    pub fn records(&self) -> usize {
        self.0.len()
    }

    /// The record with its corrections, all of a patch or none; `None` where there are none.
    ///
    /// # Errors
    /// When the record is no longer what a patch was made for, or would be no record afterwards.
    pub fn apply(&self, record: &Record) -> Result<Option<Record>, PatchError> {
        let Some(patches) = self.0.get(&record.source.sha256) else { return Ok(None) };
        let name = record.source.path.clone();
        let mut record = record.clone();
        for (path, patch) in patches {
            let unfit = |why: String| PatchError::Unfit { record: name.clone(), path: path.clone(), why };
            let mut value = serde_json::to_value(&record).map_err(|e| unfit(e.to_string()))?;
            if let Some(map) = value.as_object_mut() {
                map.entry("amendments").or_insert_with(|| json!([]));
            }
            json_patch::patch(&mut value, patch).map_err(|e| unfit(e.to_string()))?;
            drop_dangling(&mut value);
            record = serde_json::from_value(value).map_err(|e| unfit(e.to_string()))?;
        }
        Ok(Some(record))
    }
}

/// Evidence of what is no longer there goes with it.
fn drop_dangling(value: &mut Value) {
    let Some(evidence) = value.get("evidence").and_then(Value::as_object) else { return };
    let gone: Vec<String> = evidence.keys().filter(|p| value.pointer(p).is_none_or(Value::is_null)).cloned().collect();
    if let Some(evidence) = value.get_mut("evidence").and_then(Value::as_object_mut) {
        for pointer in gone {
            evidence.shift_remove(&pointer);
        }
    }
}
