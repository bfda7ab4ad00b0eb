//! What an act names: sums, budget lines, legal references, who signed, the stamp of its transmission.

use super::deliberation::SectionKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// Decimal string with two places or more: « 5000.00 ».
    pub value: String,
    /// « EUR », « FRF » or « XPF ».
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
