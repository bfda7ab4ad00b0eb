//! From a document to its record: sittings cut apart, every value placed, evidence written.

use super::assembly::sitting;
use super::sittings::sitting_ranges;
use super::writer::Writer;
use crate::check;
use crate::finding::{self, Code, Finding};
use crate::grammar::lexicon::Lexicon;
use crate::grammar::list::List;
use crate::grammar::reflow::reflow;
use crate::grammar::text::Text;
use crate::page::{Document, MediaType};
use crate::record::{self, Evidence, Kind, Record, SCHEMA_VERSION, Sitting, Source};

/// What the caller wants in the record.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Write the evidence.
    pub evidence: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { evidence: true }
    }
}

/// Makes the record of a document. Never fails: what cannot be read is `null`, with a finding.
#[must_use]
pub fn record(doc: &Document, source: Source, lexicon: &Lexicon, options: Options) -> Record {
    let doc = doc.paragraphs(|word| lexicon.lists(List::OpensParagraph, word));
    let doc = reflow(&doc, lexicon);
    let doc = doc.as_ref();
    let text = Text::new(doc, lexicon);
    let mut out = Writer::new(doc, options.evidence);
    let mut sittings: Vec<Sitting> = Vec::new();
    let ranges = sitting_ranges(&text);
    let mut kind = Kind::Unknown;
    for range in ranges {
        let (sitting, one) = sitting(&text, range, sittings.len(), &mut out);
        if kind == Kind::Unknown {
            kind = one;
        } else if one == Kind::Minutes || sittings.len() > 1 {
            kind = Kind::Minutes;
        }
        sittings.push(sitting);
    }
    let Writer { mut findings, entries, .. } = out;
    findings.extend(doc.notes.iter().cloned());
    let scans = doc.pages_without_text();
    if !scans.is_empty() {
        let list: Vec<String> = scans.iter().map(ToString::to_string).collect();
        findings.push(Finding::new(Code::NeedsOcr, format!("no text on page(s) {}: they need OCR", list.join(", "))));
        if doc.body().is_empty() {
            kind = Kind::Unknown;
            sittings.clear();
        }
    }
    findings.retain(|f| !(sittings.is_empty() && f.at.is_some()));
    let mut record = Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        source,
        kind,
        status: record::Status::Partial,
        sittings,
        findings: findings.into_iter().map(finish_finding).collect(),
        evidence: if options.evidence { Evidence(Some(entries)) } else { Evidence(None) },
        amendments: Vec::new(),
    };
    let checked = check::check(&record, super::authority::population);
    record.findings.extend(checked.into_iter().map(finish_finding));
    check::rate(&mut record);
    record
}

fn finish_finding(f: Finding) -> record::Finding {
    record::Finding {
        code: f.code.as_str().to_owned(),
        severity: match f.code.severity() {
            finding::Severity::Error => record::Severity::Error,
            finding::Severity::Warning => record::Severity::Warning,
            finding::Severity::Info => record::Severity::Info,
        },
        message: f.message,
        at: f.at,
    }
}

/// The media type of the record.
#[must_use]
pub const fn media_type(media: MediaType) -> &'static str {
    match media {
        MediaType::Markdown => "text/markdown",
        MediaType::Plain => "text/plain",
        MediaType::Pdf => "application/pdf",
        MediaType::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        MediaType::Odt => "application/vnd.oasis.opendocument.text",
        MediaType::Html => "text/html",
        MediaType::Tiff => "image/tiff",
        MediaType::Jpeg => "image/jpeg",
        MediaType::Png => "image/png",
        MediaType::Alto => "application/xml",
        MediaType::Hocr => "text/html",
    }
}
