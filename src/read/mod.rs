//! Reading: bytes of one format in, a [`Document`] out. Only this module knows file formats.
//!
//! A new format is one file here and one line in [`FORMATS`].

mod container;
mod docx;
pub mod encoding;
mod flow;
mod html;
mod markdown;
mod numbering;
mod odt;
pub mod pdf;
mod plain;
mod sniff;

pub use sniff::is_document;

use crate::page::{Document, MediaType};
use std::path::Path;

/// The longest text that is read, in bytes; minutes of a whole year stay far below.
pub const MAX_TEXT: u64 = 64 << 20;

/// Why a file gives no document.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It holds nothing, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// It is longer than [`MAX_TEXT`].
    #[error("the text is {bytes} bytes long; at most {MAX_TEXT} are read")]
    TooLong {
        /// Its length.
        bytes: u64,
    },
    /// Its bytes are no text and no known format.
    #[error("binary data: {0}")]
    Binary(&'static str),
    /// Its text is in an encoding that is not read.
    #[error("unknown text encoding (it looks like {0})")]
    Encoding(&'static str),
    /// A word processor's file or a web page that prints nothing.
    #[error("the document holds no text")]
    NoText(MediaType),
    /// A word processor's file whose container or XML cannot be used.
    #[error("the document is damaged: {0}")]
    Container(String),
    /// A word processor's file under a password.
    #[error("the document is protected by a password; save it without one")]
    Encrypted,
    /// A format before DOCX, which is not read.
    #[error("an old Word document (.doc), which is not read; convert it: soffice --headless --convert-to docx FILE")]
    OldWord,
    /// A ZIP file that is neither DOCX nor ODT.
    #[error("a ZIP file that is no document (neither DOCX nor ODT)")]
    ZipWithout,
    /// It is a PDF that cannot be read.
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
}

impl ReadError {
    /// A stable code for error files.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::Binary(_) => "binary",
            Self::Encoding(_) => "unknown_encoding",
            Self::NoText(_) => "no_text",
            Self::Container(_) => "container",
            Self::Encrypted => "encrypted",
            Self::OldWord => "old_word",
            Self::ZipWithout => "no_document",
            Self::Pdf(_) => "pdf",
        }
    }
}

/// One format that can be read.
pub struct Format {
    /// Its media type.
    pub media: MediaType,
    /// File name endings, lower case.
    pub extensions: &'static [&'static str],
    /// First bytes by which it is known whatever its name; empty where it has none.
    pub magic: &'static [u8],
    /// Whether [`MAX_TEXT`] holds for it.
    pub is_text: bool,
    read: fn(&[u8]) -> Result<Document, ReadError>,
}

/// The formats that are read.
pub const FORMATS: &[Format] = &[
    Format {
        media: MediaType::Pdf,
        extensions: &["pdf"],
        magic: b"%PDF-",
        is_text: false,
        read: |b| Ok(pdf::read(b)?),
    },
    Format { media: MediaType::Docx, extensions: &["docx", "docm"], magic: b"", is_text: false, read: docx::read },
    Format { media: MediaType::Odt, extensions: &["odt", "ott"], magic: b"", is_text: false, read: odt::read },
    Format {
        media: MediaType::Html,
        extensions: &["html", "htm", "xhtml"],
        magic: b"",
        is_text: true,
        read: html::read,
    },
    Format {
        media: MediaType::Markdown,
        extensions: &["md", "markdown"],
        magic: b"",
        is_text: true,
        read: |b| Ok(markdown::read(encoding::decode(b)?)),
    },
    Format {
        media: MediaType::Plain,
        extensions: &["txt", "text"],
        magic: b"",
        is_text: true,
        read: |b| Ok(plain::read(encoding::decode(b)?)),
    },
];

/// The format that a file name tells, by its ending.
#[must_use]
pub fn format_of(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|f| f.extensions.contains(&ending.as_str()))
}

/// Reads a file's bytes: the format is told by its first bytes, then by the ending of `path`, and is plain text
/// where neither tells.
///
/// # Errors
/// When the bytes are empty, too long, damaged beyond use, or of no known format or encoding.
pub fn read(bytes: &[u8], path: &Path) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let plain = FORMATS.iter().find(|f| f.media == MediaType::Plain);
    let told = sniff::media(bytes)?;
    let format = FORMATS
        .iter()
        .find(|f| Some(f.media) == told)
        .or_else(|| {
            FORMATS.iter().find(|f| {
                !f.magic.is_empty()
                    && (bytes.starts_with(f.magic) || format_of(path).is_some_and(|o| o.media == f.media))
            })
        })
        .or_else(|| format_of(path).filter(|f| f.is_text))
        .or(plain);
    let Some(format) = format else { return Err(ReadError::Binary("no known format")) };
    if format.is_text && bytes.len() as u64 > MAX_TEXT {
        return Err(ReadError::TooLong { bytes: bytes.len() as u64 });
    }
    (format.read)(bytes)
}
