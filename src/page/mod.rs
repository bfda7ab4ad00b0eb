//! The document as the grammar sees it: pages, lines, cells and one clean text, with a way back to the print.
//!
//! Every reader (Markdown, plain text, PDF, later OCR) fills a [`Builder`]; nothing after it knows which one did.
//! The clean text is the document without markup, with line-end hyphens and letter-spacing undone and with the
//! furniture (page numbers, running heads) moved behind the body, so that a sentence that runs over a page break
//! is one sentence. A [`Span`] is a byte range of the clean text; [`Document::locate`] turns it back into page,
//! line and bytes of the source.

mod beside;
mod builder;
mod edit;
pub mod fold;
mod furniture;
mod hyphens;
mod kinds;
mod layout;
mod long;
mod offsets;
mod paragraphs;
pub mod rows;
mod spacing;
mod title_block;

pub use builder::{Builder, LineStyle, Row};
pub use kinds::{MediaType, Need, TextOrigin};
pub use offsets::{Offsets, Unit};
pub use rows::{Found, Word};

use crate::finding::Finding;
use std::ops::Range;

/// A byte range of [`Document::clean`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes of the clean text.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a `usize` range, to slice with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether no byte is inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Where, in the clean text.
    pub span: Span,
}

impl<T> At<T> {
    /// Pairs a value with its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One page of the source; Markdown and plain text are one page without a number.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// 1-based number; `None` where the format has no pages.
    pub number: Option<u32>,
    /// The text that evidence offsets point into: the page's reading-order text, or the whole file.
    pub text: String,
    /// Width in points, 0 where unknown.
    pub width: f32,
    /// Height in points, 0 where unknown.
    pub height: f32,
    /// The page shows an image and gives no usable text.
    pub needs_ocr: bool,
    /// Why its text layer is not taken, whether OCR has read it since or not.
    pub need: Option<Need>,
    /// Words with boxes and confidence, where OCR read the page.
    pub words: Vec<Word>,
    /// The way from offsets of `text` to offsets of the file, where the file is not UTF-8.
    pub offsets: Offsets,
}

/// What the layout or the markup says a line is; wordings are the grammar's affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// A heading, level 1 to 6.
    Heading(u8),
    /// The head row of a table; its cells are in [`Line::cells`].
    TableHead,
    /// A row of a table; its cells are in [`Line::cells`].
    TableRow,
    /// The first line of a list item; the marker is part of its text.
    Item,
    /// A horizontal rule.
    Rule,
    /// The description of an image.
    Caption,
    /// Page number, running head or foot, comment: not part of the body.
    Furniture,
}

/// One line of the document.
#[derive(Debug, Clone)]
pub struct Line {
    /// Index into [`Document::pages`].
    pub page: u32,
    /// 1-based number in the page's text.
    pub number: u32,
    /// Its part of the clean text, without the line end.
    pub span: Span,
    /// What the layout says it is.
    pub role: Role,
    /// A blank line, a rule or a clear gap stands before it.
    pub gap_before: bool,
    /// Most of it is bold.
    pub bold: bool,
    /// Bytes of the bold or italic print that it opens with, 0 where none or all of it is so, or the format does not tell.
    pub marked_lead: u32,
    /// Most of it is italic, where the format tells.
    pub italic: bool,
    /// Font size in points, 0 where unknown.
    pub size: f32,
    /// Left edge: points in a PDF, columns in text, 0 in Markdown.
    pub indent: f32,
    /// `[x0, y0, x1, y1]` in points from the top left.
    pub bbox: Option<[f32; 4]>,
    /// Indices into [`Document::cells`]; empty for a line that is not cut into columns.
    pub cells: Range<u32>,
}

/// A part of a line set apart by a column gap or a table border.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Its part of the clean text, trimmed.
    pub span: Span,
    /// Left edge, in the unit of [`Line::indent`]; the column index in Markdown.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
}

/// A run of clean text and where it came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment {
    pub(crate) clean: u32,
    pub(crate) len: u32,
    pub(crate) page: u32,
    pub(crate) src: u32,
    pub(crate) src_len: u32,
}

/// Where a printed line begins that was joined to the line above.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Join {
    pub(crate) at: u32,
    pub(crate) page: u32,
    pub(crate) number: u32,
    pub(crate) bbox: Option<[f32; 4]>,
}

/// A place in the source, for the evidence of the record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Index into [`Document::pages`].
    pub page: u32,
    /// 1-based line in the page's text.
    pub line: u32,
    /// First byte in the page's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Box of the first line touched, where known.
    pub bbox: Option<[f32; 4]>,
}

/// A whole document: clean text, lines and cells over it, pages under it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The format it was read as.
    pub media: MediaType,
    /// Where its text comes from.
    pub origin: TextOrigin,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Body lines in reading order, then the furniture (see [`Document::body_len`]).
    pub lines: Vec<Line>,
    /// How many of `lines` are body.
    pub body_len: usize,
    /// The cells that lines point to.
    pub cells: Vec<Cell>,
    /// All lines, `\n` between lines, `\t` between cells.
    pub clean: String,
    /// What a reader of the record should know of the reading.
    pub notes: Vec<Finding>,
    pub(crate) segments: Vec<Segment>,
    /// The printed lines that stand inside of `lines`, in order (see [`Document::paragraphs`]).
    pub(crate) joins: Vec<Join>,
}

impl Document {
    /// The clean text of a span; empty where the span is not valid.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.clean.get(span.range()).unwrap_or("")
    }

    /// The body lines.
    #[must_use]
    pub fn body(&self) -> &[Line] {
        &self.lines[..self.body_len]
    }

    /// The furniture lines, in document order.
    #[must_use]
    pub fn furniture(&self) -> &[Line] {
        &self.lines[self.body_len..]
    }

    /// The cells of a line.
    #[must_use]
    pub fn cells_of(&self, line: &Line) -> &[Cell] {
        self.cells.get(line.cells.start as usize..line.cells.end as usize).unwrap_or(&[])
    }

    /// Index of the line that holds a byte of the clean text.
    #[must_use]
    pub fn line_at(&self, offset: u32) -> usize {
        self.lines.partition_point(|l| l.span.start <= offset).saturating_sub(1)
    }

    /// Where a span stands in the source. A span that runs over a page break is cut at the end of its first page.
    #[must_use]
    pub fn locate(&self, span: Span) -> Place {
        let line = self.lines.get(self.line_at(span.start));
        let join = self.joins.partition_point(|j| j.at <= span.start).checked_sub(1).and_then(|i| self.joins.get(i));
        let join = join.filter(|j| line.is_some_and(|l| l.span.start <= j.at));
        let printed = join.map(|j| (j.page, j.number, j.bbox)).or_else(|| line.map(|l| (l.page, l.number, l.bbox)));
        let (on, number, bbox) = printed.unwrap_or((0, 1, None));
        let first = self.segments.partition_point(|s| s.clean + s.len <= span.start);
        let (mut page, mut start, mut end) = (on, 0, 0);
        let mut found = false;
        for seg in self.segments.get(first..).unwrap_or(&[]) {
            if seg.clean >= span.end && found {
                break;
            }
            let linear = seg.len == seg.src_len;
            let from = if linear { seg.src + span.start.saturating_sub(seg.clean).min(seg.len) } else { seg.src };
            let to =
                if linear { seg.src + span.end.saturating_sub(seg.clean).min(seg.len) } else { seg.src + seg.src_len };
            if !found {
                (page, start, end, found) = (seg.page, from, to, true);
            } else if seg.page == page && from >= start {
                end = end.max(to);
            } else {
                break;
            }
        }
        Place { page, line: number, start, end: end.max(start), bbox }
    }

    /// The print of a place: the bytes of the source, markup included.
    #[must_use]
    pub fn print(&self, place: Place) -> &str {
        self.pages
            .get(place.page as usize)
            .and_then(|p| p.text.get(place.start as usize..place.end as usize))
            .unwrap_or("")
    }

    /// The bytes of the file that a place covers: those of the evidence (in a PDF, of the page's text).
    #[must_use]
    pub fn file_range(&self, place: Place) -> Range<u32> {
        self.pages.get(place.page as usize).map_or(place.start..place.end, |p| {
            p.offsets.file(&p.text, place.start)..p.offsets.file(&p.text, place.end)
        })
    }

    /// The OCR confidence of a place, 0 to 1: that of its worst word, or the mean where it holds many. `None` where
    /// the text did not come from OCR.
    #[must_use]
    pub fn confidence(&self, place: Place) -> Option<f32> {
        let words = &self.pages.get(place.page as usize)?.words;
        let from = words.partition_point(|w| w.end <= place.start);
        let of: Vec<f32> =
            words.get(from..)?.iter().take_while(|w| w.start < place.end).map(|w| w.confidence).collect();
        if of.is_empty() {
            None
        } else if of.len() <= 8 {
            Some(of.iter().copied().fold(1.0, f32::min))
        } else {
            Some(of.iter().sum::<f32>() / of.len() as f32)
        }
    }

    /// Pages that OCR read, as 1-based numbers, with the mean confidence of their words, 0 to 1.
    #[must_use]
    pub fn pages_by_ocr(&self) -> (Vec<u32>, f32) {
        let read = |p: &&Page| p.need.is_some() && !p.needs_ocr;
        let pages = self.pages.iter().enumerate().filter(|(_, p)| read(p));
        let pages = pages.map(|(i, p)| p.number.unwrap_or(i as u32 + 1)).collect();
        let (mut sum, mut n) = (0.0, 0usize);
        for word in self.pages.iter().filter(read).flat_map(|p| &p.words) {
            (sum, n) = (sum + f64::from(word.confidence), n + 1);
        }
        (pages, if n == 0 { 0.0 } else { (sum / n as f64) as f32 })
    }

    /// Pages that need OCR, as 1-based numbers.
    #[must_use]
    pub fn pages_without_text(&self) -> Vec<u32> {
        self.pages
            .iter()
            .enumerate()
            .filter(|(_, p)| p.needs_ocr)
            .map(|(i, p)| p.number.unwrap_or(i as u32 + 1))
            .collect()
    }
}
