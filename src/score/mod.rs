//! Scoring: records against gold annotations or against other records, field by field.
//!
//! Both sides become [`Sitting`](view::Sitting)s, so a gold may be a file written by hand or a record. Every field is
//! counted twice. *Soft* forgives what readers write differently: an authority named by part of its name, a family name
//! alone for a full one, absent for excused, the sign of a sum, a title in a few other words. *Strict* forgives nothing
//! but case, accents and punctuation.

mod compare;
mod load;
mod report;
mod similar;
mod words;

pub mod view;

pub use load::{Gold, ScoreError, golds, records};
pub use report::Report;

use std::collections::BTreeMap;
use std::path::Path;

/// Found, false and missed values of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right.
    pub found: u32,
    /// Given but not in the gold.
    pub false_: u32,
    /// In the gold but not given.
    pub missed: u32,
}

impl Tally {
    /// One value that is right.
    const RIGHT: Self = Self { found: 1, false_: 0, missed: 0 };
    /// One value in place of another.
    const WRONG: Self = Self { found: 0, false_: 1, missed: 1 };

    /// Adds another count to this.
    pub fn add(&mut self, o: Self) {
        self.found += o.found;
        self.false_ += o.false_;
        self.missed += o.missed;
    }

    /// What part of what was given is right; 1 where nothing was given.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.found, self.found + self.false_)
    }

    /// What part of what was wanted was found; 1 where nothing was wanted.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.found, self.found + self.missed)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// How many values the gold has.
    #[must_use]
    pub const fn support(self) -> u32 {
        self.found + self.missed
    }

    /// Whether nothing is false or missed.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.false_ == 0 && self.missed == 0
    }
}

fn ratio(a: u32, b: u32) -> f64 {
    if b == 0 { 1.0 } else { f64::from(a) / f64::from(b) }
}

/// The two counts of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pair {
    /// With what readers write differently forgiven.
    pub soft: Tally,
    /// To the letter, but for case, accents and punctuation.
    pub strict: Tally,
}

/// The fields that are scored, in the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of the report")]
pub enum Field {
    Authority,
    Body,
    Date,
    ConvenedOn,
    OpenedAt,
    Counts,
    Chair,
    Secretary,
    MemberNames,
    Attendance,
    Proxies,
    WholeAttendance,
    DeliberationsFound,
    Number,
    Title,
    WholeVote,
    Outcome,
    Unanimity,
    Tallies,
    VoteNames,
    Amounts,
    References,
    BudgetLines,
}

impl Field {
    /// Its name in the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Body => "body",
            Self::Date => "date",
            Self::ConvenedOn => "convened_on",
            Self::OpenedAt => "opened_at",
            Self::Counts => "counts",
            Self::Chair => "chair",
            Self::Secretary => "secretary",
            Self::MemberNames => "member names",
            Self::Attendance => "attendance",
            Self::Proxies => "proxies",
            Self::WholeAttendance => "whole attendance list",
            Self::DeliberationsFound => "deliberations found",
            Self::Number => "number",
            Self::Title => "title",
            Self::WholeVote => "whole vote event",
            Self::Outcome => "vote outcome",
            Self::Unanimity => "unanimity",
            Self::Tallies => "vote tallies",
            Self::VoteNames => "names in votes",
            Self::Amounts => "amounts",
            Self::References => "references",
            Self::BudgetLines => "budget lines",
        }
    }
}

/// The counts of one document or of a set.
pub type Fields = BTreeMap<Field, Pair>;

/// Scores records against golds. `gold` is a folder of gold files, a file of golds or a file of records, one a line;
/// `records` is a file of records.
///
/// # Errors
/// When a file cannot be read or is not JSON.
pub fn score(gold: &Path, records: &Path) -> Result<Report, ScoreError> {
    let records = load::records(records)?;
    let mut report = Report::default();
    for gold in load::golds(gold)? {
        let found = records.find(&gold.file);
        if found.is_none() {
            report.missing.push(gold.file.clone());
        }
        let mut fields = Fields::new();
        for (n, want) in gold.sittings.iter().enumerate() {
            compare::sitting(want, view::pick(found.unwrap_or(&[]), want, n), &mut fields);
        }
        report.add(gold.file, fields);
    }
    Ok(report)
}
