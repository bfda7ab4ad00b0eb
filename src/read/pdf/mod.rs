//! PDF: the text layer with its layout.
//!
//! lopdf reads objects, cross-references, filters and encryption; the content lexer, the fonts and the layout are
//! here. Images are neither loaded nor decoded. Limits: 2,000,000 objects, 20,000 pages, 64 MiB per stream, 768 MiB of
//! content and 60 million operators per document, 300,000 words per page, 256 MiB of text per document. Content
//! beyond a content limit is not read; a document beyond the object or page limit is refused.

mod cmap;
mod columns;
mod content;
mod embedded;
mod font;
mod grid;
pub mod images;
mod layout;
mod lexer;
mod matrix;
mod names;
mod object;
mod open_table;
mod rows;
mod ruled;
mod rules;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use crate::page::{Builder, Document, LineStyle, MediaType, Need, Page, TextOrigin};
use content::Interpreter;
use layout::Row;
use lopdf::{Dictionary, LoadOptions, Object, ObjectId};
use matrix::Matrix;
use object::{deref, dict_of, number_of, numbers};

const MAX_OBJECTS: usize = 2_000_000;
const MAX_PAGES: usize = 20_000;
const MAX_TEXT: usize = 256 << 20;
/// Fewer characters than this inside the margins are no text layer.
const MIN_INTERIOR: usize = 50;
/// The margin on each side, as part of the page.
const MARGIN: f32 = 0.125;

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
        /// How much there is.
        found: usize,
        /// How much is read.
        limit: usize,
    },
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
    let doc = load(bytes)?;
    let pages = page_ids(&doc);
    if pages.is_empty() {
        return Err(if headed { PdfError::Damaged("no page".to_owned()) } else { PdfError::NotPdf });
    }
    if pages.len() > MAX_PAGES {
        return Err(PdfError::Limit { what: "pages", found: pages.len(), limit: MAX_PAGES });
    }
    Ok(document(&doc, &pages))
}

/// Drops image streams while loading: copying them is most of the time that a scan takes.
fn without_images(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(s) if matches!(s.dict.get(b"Subtype"), Ok(Object::Name(n)) if n == b"Image") => None,
        // Of a stream lopdf keeps the object it passed and only asks whether anything came back.
        Object::Stream(_) => Some((id, Object::Null)),
        other => Some((id, other.clone())),
    }
}

fn load(bytes: &[u8]) -> Result<lopdf::Document, PdfError> {
    let limit = Some(64 << 20);
    let filtered = LoadOptions { filter: Some(without_images), max_decompressed_size: limit, ..LoadOptions::default() };
    let mut loaded = lopdf::Document::load_mem_with_options(bytes, filtered);
    if !loaded.as_ref().is_ok_and(|d| d.page_iter().next().is_some()) {
        // The page tree is rebuilt only where nothing is filtered.
        let plain = LoadOptions { max_decompressed_size: limit, ..LoadOptions::default() };
        let again = lopdf::Document::load_mem_with_options(bytes, plain.clone());
        if again.is_ok() || loaded.is_err() {
            loaded = again;
        }
        if !loaded.as_ref().is_ok_and(|d| !page_ids(d).is_empty()) {
            let rebuilt =
                lopdf::Document::load_mem_with_options(bytes, LoadOptions { force_reconstruct: true, ..plain });
            if rebuilt.is_ok() {
                loaded = rebuilt;
            }
        }
    }
    let doc = loaded.map_err(|e| match e {
        lopdf::Error::InvalidPassword => PdfError::Encrypted("a password is needed".to_owned()),
        lopdf::Error::Decryption(e) => PdfError::Encrypted(e.to_string()),
        lopdf::Error::UnsupportedSecurityHandler(name) => {
            PdfError::Encrypted(format!("security handler {} is not supported", String::from_utf8_lossy(&name)))
        }
        other => PdfError::Damaged(other.to_string()),
    })?;
    if doc.is_encrypted() {
        return Err(PdfError::Encrypted("a password is needed".to_owned()));
    }
    if doc.objects.len() > MAX_OBJECTS {
        return Err(PdfError::Limit { what: "objects", found: doc.objects.len(), limit: MAX_OBJECTS });
    }
    Ok(doc)
}

/// The pages in order; where the page tree gives none, every page object in the order of their numbers.
fn page_ids(doc: &lopdf::Document) -> Vec<ObjectId> {
    let pages: Vec<ObjectId> = doc.page_iter().take(MAX_PAGES + 1).collect();
    if !pages.is_empty() {
        return pages;
    }
    let is_page = |o: &Object| o.as_dict().is_ok_and(|d| d.has_type(b"Page"));
    doc.objects.iter().filter(|(_, o)| is_page(o)).map(|(id, _)| *id).take(MAX_PAGES + 1).collect()
}

/// A page attribute, inherited from the page tree.
fn inherited<'d>(doc: &'d lopdf::Document, page: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut node = page;
    for _ in 0..32 {
        if let Ok(value) = node.get(key) {
            return Some(deref(doc, value));
        }
        node = dict_of(doc, node.get(b"Parent").ok()?)?;
    }
    None
}

/// The box shown: the crop box within the media box, A4 where neither makes sense.
fn page_box(doc: &lopdf::Document, page: &Dictionary) -> [f32; 4] {
    let sorted = |b: [f32; 4]| [b[0].min(b[2]), b[1].min(b[3]), b[0].max(b[2]), b[1].max(b[3])];
    let large = |b: &[f32; 4]| b[2] - b[0] > 1.0 && b[3] - b[1] > 1.0;
    let of = |key: &[u8]| inherited(doc, page, key).and_then(|o| numbers::<4>(doc, o)).map(sorted).filter(large);
    let media = of(b"MediaBox").unwrap_or([0.0, 0.0, 595.0, 842.0]);
    of(b"CropBox")
        .map(|c| [c[0].max(media[0]), c[1].max(media[1]), c[2].min(media[2]), c[3].min(media[3])])
        .filter(large)
        .unwrap_or(media)
}

fn document(doc: &lopdf::Document, ids: &[ObjectId]) -> Builder {
    let mut builder = Builder::new(MediaType::Pdf, TextOrigin::Native);
    let mut interpreter = Interpreter::new(doc);
    let (mut native, mut scanned, mut empty, mut total) = (0usize, 0usize, 0usize, 0usize);

    for (index, id) in ids.iter().enumerate() {
        let page = doc.objects.get(id).and_then(|o| o.as_dict().ok()).unwrap_or(&doc.trailer);
        let shown = page_box(doc, page);
        let rotate = inherited(doc, page, b"Rotate").and_then(|o| number_of(doc, o)).unwrap_or(0.0) as i32;
        let (mut width, mut height) = (shown[2] - shown[0], shown[3] - shown[1]);
        if rotate.rem_euclid(180) == 90 {
            (width, height) = (height, width);
        }
        interpreter.words.clear();
        (interpreter.image, interpreter.drawn) = (false, (0, 0));
        if !interpreter.exhausted() && total < MAX_TEXT {
            let resources = inherited(doc, page, b"Resources").and_then(|o| dict_of(doc, o));
            interpreter.page(page, resources, Matrix::page(shown, rotate), (width, height));
        }
        let interior = interior(&interpreter, width, height);
        let (invisible, drawn) = interpreter.drawn;
        let needs_ocr = interior < MIN_INTERIOR && (interpreter.image || drawn == 0);
        match (needs_ocr, invisible * 2 > drawn) {
            (true, _) => empty += 1,
            (false, true) => scanned += 1,
            (false, false) => native += 1,
        }
        let (text, rows) = layout::lay_out(&mut interpreter.words, (width, height));
        total += text.len();
        emit(
            &mut builder,
            Page {
                number: Some(index as u32 + 1),
                text,
                width,
                height,
                needs_ocr,
                need: needs_ocr.then_some(Need::NoText),
                ..Page::default()
            },
            &rows,
        );
    }
    builder.origin(match (native, scanned, empty) {
        (_, 0, 0) => TextOrigin::Native,
        (0, _, 0) => TextOrigin::EmbeddedOcr,
        _ => TextOrigin::Mixed,
    });
    builder
}

/// Characters of upright text inside the margins: a stamp at the edge is no text layer.
fn interior(interpreter: &Interpreter<'_>, width: f32, height: f32) -> usize {
    let inside = |v: f32, length: f32| v > MARGIN * length && v < (1.0 - MARGIN) * length;
    interpreter
        .words
        .list
        .iter()
        .filter(|w| w.turn == 0 && inside(w.y, height) && inside(w.x0, width))
        .map(|w| interpreter.words.of(w).chars().count())
        .sum()
}

fn emit(builder: &mut Builder, page: Page, rows: &[Row]) {
    // The builder owns the page's text; the pieces are copied from it.
    let text = page.text.clone();
    builder.page(page);
    for (k, row) in rows.iter().enumerate() {
        builder.begin_line(k as u32 + 1, LineStyle { ..row.style });
        if row.cells.is_empty() {
            builder.piece(row.text.clone(), text.get(row.text.clone()).unwrap_or(""));
        }
        for (range, x0, x1) in &row.cells {
            builder.begin_cell(*x0);
            builder.piece(range.clone(), text.get(range.clone()).unwrap_or(""));
            builder.end_cell(*x1);
        }
        builder.end_line();
    }
}
