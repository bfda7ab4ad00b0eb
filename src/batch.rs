//! Batch: many documents on many threads, records in the order of the input, memory bounded.

use crate::extract::record::{self, Options};
use crate::grammar::lexicon::Lexicon;
use crate::input::{Input, MAX_FILE};
use crate::page::{Document, MediaType, TextOrigin};
use crate::read::{self, ReadError};
use crate::record::{Record, Source};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Documents in work at a time for each thread: enough to hide a slow one, few enough to hold in memory.
const WINDOW: usize = 32;

/// Why a document gave no record.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file cannot be opened or read.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file is larger than is loaded.
    #[error("larger than {MAX_FILE} bytes")]
    TooLarge,
    /// The bytes are no document that can be read.
    #[error("{0}")]
    Read(#[from] ReadError),
    /// A fault of this program, held off from the other documents.
    #[error("internal fault: {0}")]
    Fault(String),
}

impl Failure {
    /// A stable word for the kind of failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::TooLarge => "too_large",
            Self::Read(e) => e.code(),
            Self::Fault(_) => "internal_fault",
        }
    }

    /// Where it failed.
    #[must_use]
    pub const fn stage(&self) -> &'static str {
        match self {
            Self::Io(_) | Self::TooLarge => "input",
            Self::Read(_) => "read",
            Self::Fault(_) => "extract",
        }
    }
}

/// Reads one document and makes its record.
///
/// # Errors
/// When the bytes cannot be read; never for what they say.
pub fn one(input: &Input, lexicon: &Lexicon, options: Options) -> Result<Record, Failure> {
    let length = std::fs::metadata(&input.path)?.len();
    if length > MAX_FILE {
        return Err(Failure::TooLarge);
    }
    let text_name = read::format_of(&input.path).is_none_or(|f| f.is_text);
    if text_name && length > read::MAX_TEXT {
        return Err(Failure::TooLarge);
    }
    let bytes = crate::input::load(&input.path)?;
    from_bytes(&bytes, input, lexicon, options)
}

/// The same from bytes in memory.
///
/// # Errors
/// When the bytes cannot be read.
pub fn from_bytes(bytes: &[u8], input: &Input, lexicon: &Lexicon, options: Options) -> Result<Record, Failure> {
    let run = || -> Result<Record, Failure> {
        let doc = read::read(bytes, &input.path)?;
        let source = source(bytes, &input.name, &doc);
        Ok(record::record(&doc, source, lexicon, options))
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let what =
            panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Failure::Fault(what.unwrap_or_else(|| "panic".to_owned())))
    })
}

/// The `source` part of a record.
#[must_use]
pub fn source(bytes: &[u8], name: &str, doc: &Document) -> Source {
    use std::fmt::Write;
    let mut sha256 = String::with_capacity(64);
    for b in Sha256::digest(bytes) {
        let _ = write!(sha256, "{b:02x}");
    }
    Source {
        path: name.to_owned(),
        sha256,
        bytes: bytes.len() as u64,
        media_type: record::media_type(doc.media).to_owned(),
        pages: (doc.media == MediaType::Pdf).then_some(doc.pages.len() as u32),
        text: match doc.origin {
            TextOrigin::Native => crate::record::TextOrigin::Native,
            TextOrigin::EmbeddedOcr => crate::record::TextOrigin::EmbeddedOcr,
            TextOrigin::Mixed => crate::record::TextOrigin::Mixed,
            TextOrigin::Markdown => crate::record::TextOrigin::Markdown,
            TextOrigin::Plain => crate::record::TextOrigin::Plain,
        },
        ocr: None,
    }
}

/// Works through `inputs` on `pool` and hands each result to `sink`, in the order of the input; `sink` says whether to
/// go on. Documents are taken in windows, so at most a window of records is in memory.
pub fn run<T: Send>(
    inputs: &[Input],
    pool: &rayon::ThreadPool,
    work: impl Fn(&Input) -> T + Sync,
    mut sink: impl FnMut(&Input, T) -> bool,
) {
    let window = WINDOW * pool.current_num_threads().max(1);
    for chunk in inputs.chunks(window) {
        let done: Vec<T> = pool.install(|| chunk.par_iter().with_max_len(1).map(&work).collect());
        for (input, result) in chunk.iter().zip(done) {
            if !sink(input, result) {
                return;
            }
        }
    }
}
