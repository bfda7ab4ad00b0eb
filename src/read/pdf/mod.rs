//! PDF: the text layer with its layout.
//!
//! lopdf reads objects, cross-references, filters and encryption; the content lexer, the fonts and the layout are
//! here. Images are neither loaded nor decoded. Where lopdf fails, or finds text that is no language, hayro gives a
//! second opinion.
//!
//! Limits: 2,000,000 objects, 20,000 pages, 64 MiB per stream, 128 MiB of content, 20 million operators and 300,000
//! words per page, 768 MiB of content and 200 million operators per document, 256 MiB of text per document. A document
//! beyond a limit is refused with [`PdfError::Limit`], which names it: half a document would pass for a whole one.
//! Forms within forms are followed twelve deep; a form that shows itself shows nothing anyway.

mod beside;
mod centred;
mod cmap;
mod columns;
mod content;
mod embedded;
mod font;
mod font_traits;
mod fonts;
mod grid;
mod headed;
pub mod images;
mod layout;
#[cfg(test)]
mod layout_tests;
mod left;
mod lexer;
mod load;
mod matrix;
mod names;
mod number;
mod object;
mod open_table;
mod out;
mod pages;
mod repair;
mod rows;
mod ruled;
mod rules;
mod salvage;
mod second;
mod show;
mod staggered;
mod streams;
mod stretched;
mod strings;
mod tables;
mod tagged;
#[cfg(test)]
mod tests;
pub mod thin;
mod turn;
mod words;
mod wrapped_cells;

use crate::page::{Builder, Document};

const MAX_OBJECTS: usize = 2_000_000;
const MAX_PAGES: usize = 20_000;

/// Why a PDF could not be read.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No `%PDF` header and nothing that reads as one.
    #[error("not a PDF file")]
    NotPdf,
    /// The file asks for a password, or uses a security handler that is not supported.
    #[error("encrypted: {0}")]
    Encrypted(String),
    /// No page can be found in it.
    #[error("damaged beyond reading: {0}")]
    Damaged(String),
    /// More of something than is read (see the module).
    #[error("limit exceeded: {what} ({found}, at most {limit})")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// How much there is, as far as it was counted.
        found: u64,
        /// How much is read.
        limit: u64,
    },
}

/// What reading a page took, counted so that the same file is refused on any machine and for any number of threads.
#[derive(Debug, Clone, Copy, Default)]
struct Budget {
    operators: u64,
    bytes: u64,
    words: u64,
}

impl Budget {
    const PAGE: Self = Self { operators: 20_000_000, bytes: 128 << 20, words: 300_000 };
    const DOCUMENT: Self = Self { operators: 200_000_000, bytes: 768 << 20, words: u64::MAX };

    const fn add(&mut self, other: Self) {
        self.operators += other.operators;
        self.bytes += other.bytes;
        self.words += other.words;
    }

    /// Whether a page has used up what a page may.
    const fn spent(&self) -> bool {
        self.operators > Self::PAGE.operators || self.bytes > Self::PAGE.bytes || self.words > Self::PAGE.words
    }

    fn check(&self, limit: &Self, what: [&'static str; 3]) -> Result<(), PdfError> {
        let pairs = [(self.operators, limit.operators), (self.bytes, limit.bytes), (self.words, limit.words)];
        for ((found, limit), what) in pairs.into_iter().zip(what) {
            if found > limit {
                return Err(PdfError::Limit { what, found, limit });
            }
        }
        Ok(())
    }

    fn check_page(&self) -> Result<(), PdfError> {
        self.check(&Self::PAGE, ["operators on one page", "bytes of content on one page", "words on one page"])
    }

    fn check_document(&self) -> Result<(), PdfError> {
        self.check(&Self::DOCUMENT, ["operators", "bytes of content", "words"])
    }
}

/// Reads a PDF. A document without any text is read too: its pages say `needs_ocr`.
///
/// # Errors
/// When the bytes are no PDF, are encrypted with a password, are damaged beyond reading or exceed a limit.
pub fn read(bytes: &[u8]) -> Result<Document, PdfError> {
    draft(bytes).map(Builder::finish)
}

/// The same, left open for OCR to fill the pages that need it.
///
/// # Errors
/// As [`read`].
pub fn draft(bytes: &[u8]) -> Result<Builder, PdfError> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(&[]);
    let headed = memchr::memmem::find(head, b"%PDF").is_some();
    if !headed && memchr::memmem::find(bytes, b" obj").is_none() {
        return Err(PdfError::NotPdf);
    }
    let first = load::load(bytes).and_then(|(file, ids)| pages::document(&file, &ids));
    match first {
        Ok((document, looks)) if !looks.blank && !looks.garbage() => Ok(document),
        Ok((document, looks)) => {
            // A second opinion that reads more, or reads words where there were none, is the better one.
            Ok(match second::read(bytes) {
                Some((other, second)) if second.likely > looks.likely + looks.likely / 4 => other,
                _ => document,
            })
        }
        Err(e @ PdfError::Limit { .. }) => Err(e),
        Err(e) => match second::read(bytes) {
            Some((document, _)) if !document.pages().is_empty() => Ok(document),
            _ if !headed => Err(PdfError::NotPdf),
            _ => Err(e),
        },
    }
}
