//! Batch: many documents on many threads, records in the order of the input, memory bounded.

use crate::extract::record::{self, Options};
use crate::grammar::lexicon::Lexicon;
use crate::grammar::mend;
use crate::input::{Input, MAX_FILE};
use crate::ocr::Ocr;
use crate::page::{Document, MediaType, TextOrigin};
use crate::read::{self, Draft, ReadError};
use crate::record::{Record, Source};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

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
    one_with(input, lexicon, options, &Ocr::never())
}

/// The same, with OCR for the pages that need it.
///
/// # Errors
/// As [`one`].
pub fn one_with(input: &Input, lexicon: &Lexicon, options: Options, ocr: &Ocr) -> Result<Record, Failure> {
    both(input, lexicon, options, ocr).map(|b| b.1)
}

/// The same, with the document that the record was made from.
///
/// # Errors
/// As [`one`].
pub fn both(input: &Input, lexicon: &Lexicon, options: Options, ocr: &Ocr) -> Result<(Document, Record), Failure> {
    let length = std::fs::metadata(&input.path)?.len();
    if length > MAX_FILE {
        return Err(Failure::TooLarge);
    }
    let text_name = read::format_of(&input.path).is_none_or(|f| f.is_text);
    if text_name && length > read::MAX_TEXT {
        return Err(Failure::TooLarge);
    }
    let bytes: read::Shared = Arc::new(crate::input::load(&input.path)?);
    held(|| {
        let mut doc = document(&bytes, &input.path, ocr)?;
        mend::mend(&mut doc, lexicon);
        let mut source = source((*bytes).as_ref(), &input.name, &doc);
        source.ocr = ocr_of(&doc, ocr);
        let record = record::record(&doc, source, lexicon, options);
        Ok((doc, record))
    })
}

/// Reads a document, with OCR for the pages that need it.
///
/// # Errors
/// When the bytes cannot be read.
pub fn document(bytes: &read::Shared, path: &Path, ocr: &Ocr) -> Result<Document, ReadError> {
    Ok(match read::draft((**bytes).as_ref(), path)? {
        Draft::Done(doc) => doc,
        Draft::Open(mut builder) => {
            ocr.fill(&mut builder, bytes);
            builder.finish()
        }
    })
}

/// How the scanned pages of a document were read; `None` where none was.
#[must_use]
pub fn ocr_of(doc: &Document, ocr: &Ocr) -> Option<crate::record::Ocr> {
    let (pages, mean_confidence) = doc.pages_by_ocr();
    let (engine, language) = ocr.engine_name().filter(|_| !pages.is_empty())?;
    let mut reasons: Vec<crate::record::OcrReason> = Vec::new();
    for (i, page) in doc.pages.iter().enumerate() {
        let Some(need) = page.need.filter(|_| !page.needs_ocr) else { continue };
        let number = page.number.unwrap_or(i as u32 + 1);
        match reasons.iter_mut().find(|r| r.reason == need.as_str()) {
            Some(r) => r.pages.push(number),
            None => reasons.push(crate::record::OcrReason { reason: need.as_str().to_owned(), pages: vec![number] }),
        }
    }
    Some(crate::record::Ocr { engine, language, mean_confidence, pages, reasons })
}

/// Holds a fault of this program off from the other documents.
fn held<T>(run: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let what =
            panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Failure::Fault(what.unwrap_or_else(|| "panic".to_owned())))
    })
}

/// The same from bytes in memory.
///
/// # Errors
/// When the bytes cannot be read.
pub fn from_bytes(bytes: &[u8], input: &Input, lexicon: &Lexicon, options: Options) -> Result<Record, Failure> {
    held(|| {
        let doc = read::read(bytes, &input.path)?;
        let source = source(bytes, &input.name, &doc);
        Ok(record::record(&doc, source, lexicon, options))
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
        pages: (!matches!(doc.media, MediaType::Markdown | MediaType::Plain)).then_some(doc.pages.len() as u32),
        text: match doc.origin {
            TextOrigin::Native => crate::record::TextOrigin::Native,
            TextOrigin::Ocr => crate::record::TextOrigin::Ocr,
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
