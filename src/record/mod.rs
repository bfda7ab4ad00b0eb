//! The record: the JSON that comes out, field by field. Only this module knows serde.
//!
//! Key names follow Popolo and the French SCDL schemas. What a document does not say is `null` or an empty list.

mod evidence;

pub use evidence::{Evidence, Span};

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
    /// The sittings it reports; a register book holds several.
    pub sittings: Vec<Sitting>,
    /// What a careful reader should know.
    pub findings: Vec<Finding>,
    /// JSON Pointer into this record → the place in the document.
    #[serde(default, skip_serializing_if = "Evidence::is_none")]
    pub evidence: Evidence,
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

/// A meeting of a deliberative body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Sitting {
    /// `<authority>/<body>/<date>` as slugs.
    pub id: String,
    /// The public authority.
    pub authority: Authority,
    /// Canonical name of the body, lower case.
    pub body: Option<String>,
    /// Ordinary or extraordinary.
    pub session: Option<Session>,
    /// Date of the sitting, ISO 8601.
    pub date: Option<String>,
    /// Hour of opening, `HH:MM`.
    pub opened_at: Option<String>,
    /// Hour of closing, `HH:MM`.
    pub closed_at: Option<String>,
    /// Where it met, as printed.
    pub place: Option<String>,
    /// Date of the convocation (CGCT L2121-10), ISO 8601.
    pub convened_on: Option<String>,
    /// Who presided (CGCT L2121-14): member id.
    pub chair: Option<String>,
    /// Secretary of the sitting (CGCT L2121-15): member id.
    pub secretary: Option<String>,
    /// Numbers printed in the head, never computed.
    pub counts: Counts,
    /// Everyone in the attendance lists, in document order.
    pub members: Vec<Member>,
    /// Who votes for whom (CGCT L2121-20).
    pub proxies: Vec<Proxy>,
    /// Arrivals and departures during the sitting.
    pub attendance_changes: Vec<AttendanceChange>,
    /// The acts, in order.
    pub deliberations: Vec<Deliberation>,
}

/// The public authority whose body met.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Authority {
    /// Proper name.
    pub name: Option<String>,
    /// Legal kind.
    pub kind: AuthorityKind,
    /// Department number (« 75 », « 2A »).
    pub department: Option<String>,
    /// SIREN number.
    pub siren: Option<String>,
}

/// Legal kind of an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the legal terms")]
pub enum AuthorityKind {
    Commune,
    CommunauteDeCommunes,
    CommunauteDAgglomeration,
    CommunauteUrbaine,
    Metropole,
    Departement,
    Region,
    Syndicat,
    Ccas,
    EtablissementPublicTerritorial,
    #[default]
    Other,
}

/// Kind of session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Session {
    Ordinary,
    Extraordinary,
}

/// Numbers as printed in the head of the minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Members in office.
    pub in_office: Option<u32>,
    /// Members present.
    pub present: Option<u32>,
    /// Members represented by proxy.
    pub represented: Option<u32>,
    /// Members absent.
    pub absent: Option<u32>,
    /// Members who vote, proxies included.
    pub voting: Option<u32>,
    /// Members needed to sit (CGCT L2121-17).
    pub quorum: Option<u32>,
}

/// A member of the body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Slug of the name, unique in the sitting.
    pub id: String,
    /// Given name first, family name in capitals.
    pub name: String,
    /// Given name; `null` where the document gives none.
    pub given: Option<String>,
    /// Family name in capitals.
    pub family: String,
    /// « M. » or « Mme ».
    pub honorific: Option<String>,
    /// Office as printed.
    pub role: Option<String>,
    /// Political group as printed.
    pub group: Option<String>,
    /// Status at the opening of the sitting.
    pub attendance: Attendance,
}

/// Status of a member at the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Attendance {
    Present,
    Represented,
    Excused,
    Absent,
}

/// A proxy: `holder` votes for `grantor` (CGCT L2121-20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proxy {
    /// Member id of the one who is away.
    pub grantor: String,
    /// Member id of the one who votes.
    pub holder: String,
}

/// An arrival or departure during the sitting.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AttendanceChange {
    /// Member id.
    pub member: String,
    /// What happens.
    pub kind: ChangeKind,
    /// Hour, `HH:MM`.
    pub time: Option<String>,
    /// Ordinal of the first deliberation it counts for.
    pub from_deliberation: Option<u32>,
}

/// Kind of attendance change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum ChangeKind {
    Arrives,
    Leaves,
    Returns,
}

/// One act of the body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Deliberation {
    /// `<sitting id>#<number or ordinal>`.
    pub id: String,
    /// 1, 2, 3 … within the sitting.
    pub ordinal: u32,
    /// The act's number as printed.
    pub number: Option<String>,
    /// Its object.
    pub title: Option<String>,
    /// Member id of the rapporteur.
    pub rapporteur: Option<String>,
    /// Matter of the @CTES nomenclature.
    pub matter: Option<Matter>,
    /// The whole text of the act, cut into sections.
    pub sections: Vec<Section>,
    /// What is decided.
    pub decisions: Vec<Decision>,
    /// The vote.
    pub vote: Option<Vote>,
    /// Sums of money.
    pub amounts: Vec<Amount>,
    /// Budget lines (chapter, article …).
    pub budget_lines: Vec<BudgetLine>,
    /// Legal references.
    pub references: Vec<Reference>,
    /// Who signed.
    pub signatories: Vec<Signatory>,
    /// The préfecture's stamp.
    pub transmission: Option<Transmission>,
}

/// Matter of the @CTES nomenclature.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Matter {
    /// « 7.5 »
    pub code: String,
    /// Label as printed, or of the nomenclature.
    pub label: Option<String>,
    /// Whether it is neither printed nor stamped but inferred from the title; absent where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
}

/// A part of an act.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Its heading as printed.
    pub heading: Option<String>,
    /// Its text; line ends and hyphenation undone.
    pub text: String,
}

/// Kind of section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SectionKind {
    Report,
    Discussion,
    Visa,
    Recital,
    Formula,
    Decision,
    Vote,
    Signature,
    Certification,
    Appeal,
    Stamp,
    Annex,
    Other,
}

/// One thing decided.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The verb in capitals: « DÉCIDE », « AUTORISE ».
    pub verb: Option<String>,
    /// « Article 1er ».
    pub article: Option<String>,
    /// The text.
    pub text: String,
}

/// The vote on an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vote {
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Unanimous; `null` where not said.
    pub unanimous: Option<bool>,
    /// Votes for.
    #[serde(rename = "for")]
    pub for_: Option<u32>,
    /// Votes against.
    pub against: Option<u32>,
    /// Abstentions.
    pub abstentions: Option<u32>,
    /// Members who took no part.
    pub not_voting: Option<u32>,
    /// Member ids.
    pub for_names: Vec<String>,
    /// Member ids.
    pub against_names: Vec<String>,
    /// Member ids.
    pub abstention_names: Vec<String>,
    /// Member ids.
    pub not_voting_names: Vec<String>,
    /// How it was cast (CGCT L2121-21).
    pub ballot: Option<Ballot>,
    /// Whether the document states the vote.
    pub stated_by: Option<StatedBy>,
}

/// How a vote ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Outcome {
    Adopted,
    Rejected,
    Postponed,
    Withdrawn,
    /// « Prend acte »: no vote.
    Noted,
}

/// How a vote was cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Ballot {
    Public,
    Secret,
    RollCall,
}

/// Whether the document states the vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatedBy {
    /// A vote line or formula.
    Explicit,
    /// No vote line; the act simply decides.
    Implicit,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// Decimal string with two places or more: « 5000.00 ».
    pub value: String,
    /// « EUR » or « FRF ».
    pub currency: String,
    /// Excluding (HT) or including (TTC) tax.
    pub tax: Option<Tax>,
    /// The amount in letters, as a decimal string.
    pub words: Option<String>,
    /// Kind of the section it stands in.
    pub section: Option<SectionKind>,
    /// What it is for.
    pub role: AmountRole,
    /// Who receives it, as printed.
    pub beneficiary: Option<String>,
    /// As printed.
    pub text: String,
}

/// Excluding or including tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Tax {
    Excluding,
    Including,
}

/// What an amount is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum AmountRole {
    Grant,
    Price,
    Fee,
    Loan,
    Guarantee,
    Budget,
    Salary,
    #[default]
    Other,
}

/// A line of the budget.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLine {
    /// Name of the budget.
    pub budget: Option<String>,
    /// Financial year.
    pub year: Option<u16>,
    /// Chapter.
    pub chapter: Option<String>,
    /// Article or nature.
    pub article: Option<String>,
    /// Function.
    pub function: Option<String>,
    /// Operation.
    pub operation: Option<String>,
}

/// A legal reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Normalized: « CGCT L2121-15 », « loi 2015-991 ».
    pub key: String,
    /// What it refers to.
    pub kind: ReferenceKind,
    /// Code, for an article of one.
    pub code: Option<String>,
    /// Article.
    pub article: Option<String>,
    /// Number of a law, decree, deliberation …
    pub number: Option<String>,
    /// Date, ISO 8601.
    pub date: Option<String>,
    /// ELI or Légifrance address.
    pub uri: Option<String>,
    /// As printed.
    pub text: String,
}

/// What a reference refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum ReferenceKind {
    CodeArticle,
    Law,
    Decree,
    Ordinance,
    Order,
    Circular,
    Eu,
    Deliberation,
    Other,
}

/// Who signed an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signatory {
    /// Member id; `null` for someone who is no member.
    pub member: Option<String>,
    /// Name.
    pub name: String,
    /// Office as printed.
    pub role: Option<String>,
}

/// The stamp of the transmission to the préfecture (CGCT L2131-1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transmission {
    /// Identifier: department, SIREN, date, number, nature.
    pub act_id: Option<String>,
    /// Date of reception, ISO 8601.
    pub prefecture_received_on: Option<String>,
    /// Date of publication or posting, ISO 8601.
    pub published_on: Option<String>,
    /// SIREN of the authority.
    pub siren: Option<String>,
    /// DE, AR, AI, CC, BF or AU.
    pub nature: Option<String>,
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
