//! Evidence, where each value of the record stands in the source; and findings, what is supplied or doubted.

use crate::finding::Finding;
use crate::page::{Document, Span};
use crate::record::{self};

/// Writes evidence entries and gathers findings.
pub(super) struct Writer<'d> {
    pub(super) doc: &'d Document,
    pub(super) on: bool,
    pub(super) entries: Vec<(String, record::Span)>,
    pub(super) findings: Vec<Finding>,
}

impl<'d> Writer<'d> {
    pub(super) const fn new(doc: &'d Document, on: bool) -> Self {
        Self { doc, on, entries: Vec::new(), findings: Vec::new() }
    }

    /// The place of a scalar: the print is kept where it is not the value.
    pub(super) fn scalar(&mut self, pointer: &str, span: Span, value: &str) {
        self.put(pointer, span, Some(value));
    }

    /// The place of a section: its text is in the record already.
    pub(super) fn block(&mut self, pointer: &str, span: Span) {
        self.put(pointer, span, None);
    }

    pub(super) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn put(&mut self, pointer: &str, span: Span, value: Option<&str>) {
        if !self.on || span.is_empty() {
            return;
        }
        let place = self.doc.locate(span);
        let print = self.doc.print(place);
        let text = value.filter(|v| *v != print).map(|_| print.to_owned());
        self.entries.push((
            pointer.to_owned(),
            record::Span {
                page: self.doc.pages.get(place.page as usize).and_then(|p| p.number),
                line: place.line,
                start: self.doc.file_range(place).start,
                end: self.doc.file_range(place).end,
                bbox: place.bbox,
                text,
                confidence: self.doc.confidence(place).map(|c| (c * 100.0).round() / 100.0),
            },
        ));
    }
}
