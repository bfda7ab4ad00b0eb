//! Batch: many documents on many threads or in many processes, records in the order of the input, memory bounded.

pub mod engine;
mod frame;
pub mod pool;

use crate::extract::record::{self, Options};
use crate::grammar::lexicon::Lexicon;
use crate::input::{self, Input, MAX_FILE};
use crate::page::{Document, MediaType, TextOrigin};
use crate::read::{self, ReadError};
use crate::record::{Record, Source};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

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

/// Reads one document and makes its record.
///
/// # Errors
/// When the bytes cannot be read; never for what they say.
pub fn one(input: &Input, lexicon: &Lexicon, options: Options) -> Result<Record, Failure> {
    let bytes = input::load(&input.path)?.ok_or(Failure::TooLarge)?;
    from_bytes(&bytes, input, lexicon, options)
}

/// The same from bytes in memory.
///
/// # Errors
/// When the bytes cannot be read.
pub fn from_bytes(bytes: &[u8], input: &Input, lexicon: &Lexicon, options: Options) -> Result<Record, Failure> {
    limited(bytes, input, lexicon, options, usize::MAX)
}

/// The same, for documents of at most `pages` pages.
///
/// # Errors
/// When the bytes cannot be read, or there are more pages.
pub fn limited(
    bytes: &[u8],
    input: &Input,
    lexicon: &Lexicon,
    options: Options,
    pages: usize,
) -> Result<Record, Failure> {
    let run = || -> Result<Record, Failure> {
        let doc = read::read(bytes, &input.path)?;
        if doc.pages.len() > pages {
            return Err(Failure::Pages { found: doc.pages.len(), limit: pages });
        }
        let source = source(bytes, &input.name, &doc);
        Ok(record::record(&doc, source, lexicon, options))
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let what =
            panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Failure::Fault(what.unwrap_or_else(|| "panic".to_owned())))
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
#[must_use]
pub fn source(bytes: &[u8], name: &str, doc: &Document) -> Source {
    Source {
        path: name.to_owned(),
        sha256: hex(&Sha256::digest(bytes)),
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
