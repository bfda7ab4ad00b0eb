//! The integration tests: one binary, one module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

/// The documents of `corpus/`: records as expected, evidence that reads back, no line lost.
mod corpus;
/// Who may use whom.
mod house;
/// What a bad input does, and what it leaves unharmed.
mod inputs;
/// The record against its published schema.
mod schema;

use greffier::batch;
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::input::Input;
use greffier::record::Record;
use std::path::{Path, PathBuf};

/// The root of the project.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The documents of the corpus: name and source file, in order.
fn corpus() -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    let mut folders: Vec<_> =
        std::fs::read_dir(root().join("corpus/documents")).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        for name in ["source.md", "source.txt", "source.pdf"] {
            let file = folder.join(name);
            if file.exists() {
                out.push((folder.file_name().unwrap().to_string_lossy().into_owned(), file));
            }
        }
    }
    out
}

fn record(path: &Path, lexicon: &Lexicon, options: Options) -> Record {
    let input = Input { path: path.to_path_buf(), name: path.file_name().unwrap().to_string_lossy().into_owned() };
    batch::one(&input, lexicon, options).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
