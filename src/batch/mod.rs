//! Batch: many documents on many threads or in many processes, records in the order of the input, memory bounded.

pub mod engine;
mod frame;
pub mod pool;

use crate::extract::record::{self, Options};
use crate::grammar::lexicon::Lexicon;
use crate::grammar::{hyphens, mend, torn};
use crate::input::{self, Input, MAX_FILE};
use crate::ocr::Ocr;
use crate::page::{Document, MediaType, TextOrigin};
use crate::read::{self, Draft, ReadError};
use crate::record::{Record, Source};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

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
    /// It could not be listed, or is a member of an archive that is not read.
    #[error("{reason}")]
    Input {
        /// A stable word.
        code: &'static str,
        /// Why not.
        reason: String,
    },
    /// It took longer than a document may.
    #[error("not done after {0} seconds")]
    Time(u64),
    /// It asked for more memory than a document may.
    #[error("it needs more than {0} MiB of memory")]
    Memory(u64),
    /// It has more pages than a document may.
    #[error("{found} pages; at most {limit} are read")]
    Pages {
        /// Its pages.
        found: usize,
        /// How many may be.
        limit: usize,
    },
    /// Its worker process ended: a stack overflow, a signal.
    #[error("the worker process ended: {0}")]
    Crash(String),
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
            Self::Input { code, .. } => code,
            Self::Time(_) => "time_limit",
            Self::Memory(_) => "memory_limit",
            Self::Pages { .. } => "page_limit",
            Self::Crash(_) => "crash",
        }
    }

    /// Where it failed.
    #[must_use]
    pub const fn stage(&self) -> &'static str {
        match self {
            Self::Io(_) | Self::TooLarge | Self::Input { .. } => "input",
            Self::Read(_) => "read",
            Self::Fault(_) | Self::Time(_) | Self::Memory(_) | Self::Pages { .. } | Self::Crash(_) => "extract",
        }
    }
}

/// The SHA-256 of a document's bytes.
pub type Hash = [u8; 32];

/// The bytes of a document with their hash, which is taken once.
#[derive(Clone)]
pub struct Content {
    /// What is read.
    pub bytes: read::Shared,
    /// The hash of it.
    pub hash: Hash,
}

impl Content {
    /// Bytes, hashed. What is mapped is given back behind the hash: all of a scan is looked at here, and little of it
    /// later.
    #[must_use]
    pub fn of(bytes: read::Shared) -> Self {
        const PART: usize = 4 << 20;
        let mut hash = Sha256::new();
        for (k, part) in (*bytes).as_ref().chunks(PART).enumerate() {
            hash.update(part);
            bytes.release(k * PART..k * PART + part.len());
        }
        Self { hash: hash.finalize().into(), bytes }
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        (*self.bytes).as_ref().len() as u64
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
    let bytes = input::load(&input.path)?.ok_or(Failure::TooLarge)?;
    both_of(&Content::of(Arc::new(bytes)), input, lexicon, options, ocr, usize::MAX)
}

/// The same from loaded bytes, for documents of at most `pages` pages.
///
/// # Errors
/// When the bytes cannot be read, or there are more pages.
pub fn both_of(
    content: &Content,
    input: &Input,
    lexicon: &Lexicon,
    options: Options,
    ocr: &Ocr,
    pages: usize,
) -> Result<(Document, Record), Failure> {
    held(|| {
        let mut doc = document(&content.bytes, &input.path, ocr)?;
        if doc.pages.len() > pages {
            return Err(Failure::Pages { found: doc.pages.len(), limit: pages });
        }
        hyphens::close(&mut doc, lexicon);
        torn::close(&mut doc);
        mend::mend(&mut doc, lexicon);
        let mut source = source(content.len(), &content.hash, &input.name, &doc);
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
    draft(bytes, path, ocr).map(Draft::finish)
}

/// The same, before the clean text is laid out: its pages are those of the document.
///
/// # Errors
/// When the bytes cannot be read.
pub fn draft(bytes: &read::Shared, path: &Path, ocr: &Ocr) -> Result<Draft, ReadError> {
    let mut draft = read::draft_of(bytes, path)?;
    if let Draft::Open(builder) = &mut draft {
        ocr.fill(builder, bytes);
    }
    Ok(draft)
}

/// How the scanned pages of a document were read; `None` where none was.
fn ocr_of(doc: &Document, ocr: &Ocr) -> Option<crate::record::Ocr> {
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

/// The record of bytes in memory, without OCR.
///
/// # Errors
/// When the bytes cannot be read.
pub fn from_bytes(bytes: &[u8], input: &Input, lexicon: &Lexicon, options: Options) -> Result<Record, Failure> {
    held(|| {
        let doc = read::read(bytes, &input.path)?;
        let source = source(bytes.len() as u64, &Sha256::digest(bytes).into(), &input.name, &doc);
        Ok(record::record(&doc, source, lexicon, options))
    })
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// The `source` part of a record.
fn source(bytes: u64, hash: &Hash, name: &str, doc: &Document) -> Source {
    Source {
        path: name.to_owned(),
        sha256: hex(hash),
        bytes,
        media_type: record::media_type(doc.media).to_owned(),
        pages: (!matches!(
            doc.media,
            MediaType::Markdown | MediaType::Plain | MediaType::Docx | MediaType::Odt | MediaType::Html
        ))
        .then_some(doc.pages.len() as u32),
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
