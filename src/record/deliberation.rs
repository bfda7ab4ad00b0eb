//! An act of the body: its text in sections, what it decides, and the vote on it.

use super::content::{Amount, BudgetLine, Reference, Signatory, Transmission};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One act of the body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Deliberation {
    /// `<sitting id>#<number or ordinal>`.
    pub id: String,
    /// 1, 2, 3 … within the sitting.
    pub ordinal: u32,
    /// Trust in its title, number and vote, 0 to 1.
    #[serde(default)]
    pub confidence: f32,
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
