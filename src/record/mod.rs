//! The record: the JSON that comes out, field by field. Only this module knows serde.
//!
//! Key names follow Popolo and the French SCDL schemas. What a document does not say is `null` or an empty list.

mod content;
mod deliberation;
mod evidence;
mod sitting;

pub use content::{Amount, AmountRole, BudgetLine, Reference, ReferenceKind, Signatory, Tax, Transmission};
pub use deliberation::{Ballot, Decision, Deliberation, Matter, Outcome, Section, SectionKind, StatedBy, Vote};
pub use evidence::{Evidence, Span};
pub use sitting::{
    Attendance, AttendanceChange, Authority, AuthorityKind, ChangeKind, Counts, Member, Proxy, Session, Sitting, Staff,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the contract; changes when a key changes its meaning or goes.
pub const SCHEMA_VERSION: &str = "1.0";

/// One source document.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Version of this contract.
    pub schema_version: String,
    /// Where the document came from and how it was read.
    pub source: Source,
    /// What kind of document it is.
    pub kind: Kind,
    /// How far it was understood.
    #[serde(default)]
    pub status: Status,
    /// The sittings it reports; a register book holds several.
    pub sittings: Vec<Sitting>,
    /// What a careful reader should know.
    pub findings: Vec<Finding>,
    /// JSON Pointer into this record → the place in the document.
    #[serde(default, skip_serializing_if = "Evidence::is_none")]
    pub evidence: Evidence,
    /// Corrections made by persons, in order; absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
}

/// A set of corrections that a person made to a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amendment {
    /// Who made them.
    pub by: String,
    /// Day on which they were made, ISO 8601.
    pub on: String,
    /// JSON Pointers of what was changed, as they stood before.
    pub changes: Vec<String>,
}

/// The source document.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Path relative to the given root, `/` between its parts.
    pub path: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// IANA media type.
    pub media_type: String,
    /// Number of pages; `null` for Markdown and text.
    pub pages: Option<u32>,
    /// Where the text comes from.
    pub text: TextOrigin,
    /// How scanned pages were read; `null` where none was.
    pub ocr: Option<Ocr>,
}

/// Where the text of a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextOrigin {
    /// The text layer of the writing program.
    Native,
    /// Optical character recognition by this program.
    Ocr,
    /// The invisible layer of a scanner's OCR.
    EmbeddedOcr,
    /// Several of these.
    Mixed,
    /// Markdown source.
    Markdown,
    /// Plain text.
    Plain,
}

/// How scanned pages were read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Ocr {
    /// The engine and its version.
    pub engine: String,
    /// Its language model.
    pub language: String,
    /// Mean word confidence, 0 to 1.
    pub mean_confidence: f32,
    /// 1-based pages that were read so.
    pub pages: Vec<u32>,
    /// Why these pages, and not their text layer.
    #[serde(default)]
    pub reasons: Vec<OcrReason>,
}

/// Why pages were read by OCR.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OcrReason {
    /// `no_text`, `bad_layer`, `garbage`, `image` or `asked`.
    pub reason: String,
    /// 1-based pages.
    pub pages: Vec<u32>,
}

/// How far a document was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Date, body, attendance and acts were read, and agree with what the document counts itself.
    Complete,
    /// Something is missing, or agrees with nothing, or disagrees.
    #[default]
    Partial,
    /// Neither members nor acts were found.
    Failed,
}

/// What kind of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One act, an extract of the register.
    Deliberation,
    /// A whole sitting.
    Minutes,
    /// A list of the deliberations of a sitting or a year.
    DecisionList,
    /// An agenda; nothing is decided yet.
    Convocation,
    /// None of these could be told.
    Unknown,
}

/// Something a careful reader should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What it is.
    pub message: String,
    /// JSON Pointer into the record.
    pub at: Option<String>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Severity {
    Error,
    Warning,
    Info,
}
