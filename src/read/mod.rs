//! Reading: bytes of one format in, a [`Document`] out. Only this module knows file formats.
//!
//! A document with scanned pages comes as a [`Draft`]: OCR may fill the pages that need it before it is finished; the
//! images of its pages come from [`scans`]. A new format is one file here and one line in [`FORMATS`].

mod alto;
mod bars;
mod container;
mod docx;
pub mod encoding;
mod flow;
mod hocr;
mod html;
pub mod image;
mod margin;
mod markdown;
mod mojibake;
mod numbering;
mod odt;
pub mod pdf;
mod pixels;
mod plain;
mod sheet;
mod sniff;
mod spans;

pub use sniff::is_document;

use crate::page::{Builder, Document, MediaType, Page};
use image::{Raster, RasterError};
use std::path::Path;
use std::sync::Arc;

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
    /// It is an image that cannot be read.
    #[error("image: {0}")]
    Image(#[from] RasterError),
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
            Self::Image(_) => "image",
        }
    }
}

/// The bytes of a file, in memory or mapped.
pub trait Source: AsRef<[u8]> + Send + Sync {
    /// Whether they lie in a file, and come from it again when they are given back.
    fn is_mapped(&self) -> bool {
        false
    }

    /// Gives a part back to the system until it is looked at again: the bytes stay what they are.
    fn release(&self, part: std::ops::Range<usize>) {
        let _ = part;
    }
}

impl Source for Vec<u8> {}

/// A source that is shared with the threads that decode its images.
pub type Shared = Arc<dyn Source>;

/// What reading gives.
#[derive(Debug)]
pub enum Draft {
    /// A whole document.
    Done(Document),
    /// A document whose pages may still be filled by OCR.
    Open(Builder),
}

impl Draft {
    /// The pages, with the text that they print.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        match self {
            Self::Done(doc) => &doc.pages,
            Self::Open(builder) => builder.pages(),
        }
    }

    /// The document as it stands.
    #[must_use]
    pub fn finish(self) -> Document {
        match self {
            Self::Done(doc) => doc,
            Self::Open(builder) => builder.finish(),
        }
    }
}

/// The page images of a document.
pub enum Scans {
    /// Those of a PDF.
    Pdf(pdf::images::Images),
    /// Those of an image file.
    File(image::File),
}

impl Scans {
    /// The image of page `index`, from 0, upright as the page is shown.
    ///
    /// # Errors
    /// When it cannot be decoded or is too large.
    pub fn page(&self, index: usize) -> Result<Raster, RasterError> {
        match self {
            Self::Pdf(images) => images.page(index),
            Self::File(file) => file.page(index),
        }
    }
}

/// Opens the page images of a file that was read as `media`.
///
/// # Errors
/// When the file has none, or cannot be opened for them.
pub fn scans(bytes: &Shared, media: MediaType) -> Result<Scans, RasterError> {
    match media {
        MediaType::Pdf => Ok(Scans::Pdf(pdf::images::Images::open(bytes)?)),
        MediaType::Tiff | MediaType::Jpeg | MediaType::Png => Ok(Scans::File(image::File::open(bytes, media))),
        _ => Err(RasterError::Missing),
    }
}

/// Reads a file as [`draft`] does, with little of it in memory at a time where it is mapped.
///
/// # Errors
/// As [`read`].
pub fn draft_of(source: &Shared, path: &Path) -> Result<Draft, ReadError> {
    let large = source.is_mapped() && (**source).as_ref().len() >= pdf::thin::SMALL;
    let thin = if large { pdf::thin::copy(&**source) } else { None };
    draft(thin.as_deref().unwrap_or((**source).as_ref()), path)
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
    read: fn(&[u8]) -> Result<Draft, ReadError>,
}

/// The formats that are read.
pub const FORMATS: &[Format] = &[
    Format {
        media: MediaType::Pdf,
        extensions: &["pdf"],
        magic: b"%PDF-",
        is_text: false,
        read: |b| Ok(Draft::Open(pdf::draft(b)?)),
    },
    Format {
        media: MediaType::Tiff,
        extensions: &["tif", "tiff"],
        magic: b"II*\0",
        is_text: false,
        read: |b| Ok(Draft::Open(image::draft(b, MediaType::Tiff)?)),
    },
    Format {
        media: MediaType::Tiff,
        extensions: &[],
        magic: b"MM\0*",
        is_text: false,
        read: |b| Ok(Draft::Open(image::draft(b, MediaType::Tiff)?)),
    },
    Format {
        media: MediaType::Jpeg,
        extensions: &["jpg", "jpeg"],
        magic: b"\xff\xd8\xff",
        is_text: false,
        read: |b| Ok(Draft::Open(image::draft(b, MediaType::Jpeg)?)),
    },
    Format {
        media: MediaType::Png,
        extensions: &["png"],
        magic: b"\x89PNG\r\n\x1a\n",
        is_text: false,
        read: |b| Ok(Draft::Open(image::draft(b, MediaType::Png)?)),
    },
    Format {
        media: MediaType::Alto,
        extensions: &["xml", "alto"],
        magic: b"",
        is_text: true,
        read: |b| Ok(Draft::Done(alto::read(&encoding::decode(b)?)?)),
    },
    Format {
        media: MediaType::Hocr,
        extensions: &["hocr"],
        magic: b"",
        is_text: true,
        read: |b| Ok(Draft::Done(hocr::read(&encoding::decode(b)?)?)),
    },
    Format {
        media: MediaType::Docx,
        extensions: &["docx", "docm"],
        magic: b"",
        is_text: false,
        read: |b| Ok(Draft::Done(docx::read(b)?)),
    },
    Format {
        media: MediaType::Odt,
        extensions: &["odt", "ott"],
        magic: b"",
        is_text: false,
        read: |b| Ok(Draft::Done(odt::read(b)?)),
    },
    Format {
        media: MediaType::Html,
        extensions: &["html", "htm", "xhtml"],
        magic: b"",
        is_text: true,
        read: |b| Ok(Draft::Done(html::read(b)?)),
    },
    Format {
        media: MediaType::Markdown,
        extensions: &["md", "markdown"],
        magic: b"",
        is_text: true,
        read: |b| Ok(Draft::Done(markdown::read(encoding::decode(b)?))),
    },
    Format {
        media: MediaType::Plain,
        extensions: &["txt", "text"],
        magic: b"",
        is_text: true,
        read: |b| {
            let text = encoding::decode(b)?;
            let read = if markdown::is_marked_up(&text.text) { markdown::read } else { plain::read };
            Ok(Draft::Done(read(text)))
        },
    },
];

/// The format that a file name tells, by its ending.
#[must_use]
pub fn format_of(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|f| f.extensions.contains(&ending.as_str()))
}

/// Whether a file whose name says only XML or HTML holds OCR, by its first bytes.
#[must_use]
pub fn holds_ocr(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    alto::is(&head) || hocr::is(&head)
}

/// Reads a file's bytes: the format is told by its first bytes, then by the ending of `path`, and is plain text
/// where neither tells.
///
/// # Errors
/// When the bytes are empty, too long, damaged beyond use, or of no known format or encoding.
pub fn read(bytes: &[u8], path: &Path) -> Result<Document, ReadError> {
    draft(bytes, path).map(Draft::finish)
}

/// The same, left open where pages need OCR.
///
/// # Errors
/// As [`read`].
pub fn draft(bytes: &[u8], path: &Path) -> Result<Draft, ReadError> {
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
    let mut draft = (format.read)(bytes)?;
    if let Draft::Done(doc) = &mut draft {
        mojibake::mend(doc);
    }
    Ok(draft)
}
