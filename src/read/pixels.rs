//! Pages of words in units of their own, as OCR files hold them, to a document in points.

use super::ReadError;
use crate::finding::{Code, Finding};
use crate::page::{self, Builder, Document, Found, MediaType, TextOrigin, rows};

/// A page as an OCR file describes it.
pub(super) struct Page {
    /// In the units of its words.
    pub(super) width: f32,
    /// In the units of its words.
    pub(super) height: f32,
    /// As told; otherwise pages are counted.
    pub(super) number: Option<u32>,
    /// Points for one unit; where it is not told, the longer side is taken for that of an A4 sheet.
    pub(super) points: Option<f32>,
    /// The words, with boxes in units.
    pub(super) words: Vec<Found>,
}

/// A number that makes sense as a length.
pub(super) fn number(s: &str) -> Option<f32> {
    s.trim().parse::<f32>().ok().filter(|n| n.is_finite() && n.abs() < 1e7)
}

/// The document of these pages.
pub(super) fn finish(media: MediaType, pages: Vec<Page>, fault: Option<String>) -> Result<Document, ReadError> {
    if pages.is_empty() {
        return Err(ReadError::Binary("XML or HTML without OCR pages"));
    }
    let mut builder = Builder::new(media, TextOrigin::EmbeddedOcr);
    for (i, mut page) in pages.into_iter().enumerate() {
        let longer = page.width.max(page.height);
        let points = page.points.unwrap_or(if longer > 1.0 { 842.0 / longer } else { 72.0 / 300.0 });
        for word in &mut page.words {
            word.bbox = word.bbox.map(|v| v * points);
        }
        let made = page::Page {
            number: Some(page.number.unwrap_or(i as u32 + 1)),
            width: page.width * points,
            height: page.height * points,
            ..page::Page::default()
        };
        rows::add(&mut builder, made, &page.words);
    }
    if let Some(fault) = fault {
        builder
            .note(Finding::new(Code::ReadingDamaged, format!("the file is damaged and was read up to there: {fault}")));
    }
    Ok(builder.finish())
}
