//! Checks of a record against the law and against itself: one function and one code of finding for each check.
//!
//! A check reads the record and nothing else. It speaks only where both sides of a comparison are there: what a
//! document leaves out is no fault, and where arrivals or departures leave the number of voters open, it is a range. A
//! finding says what is odd in the document *or in its reading*; it never changes a value.

mod attendance;
mod confidence;
mod dates;
mod numbering;
mod presence;
mod votes;

pub use confidence::rate;

use crate::finding::{Code, Finding};
use crate::record::{Kind, Record, Sitting};

/// What is checked: a sitting, its place in the record, and what kind of document reports it.
pub(crate) struct Case<'r> {
    pub(crate) sitting: &'r Sitting,
    /// JSON Pointer to the sitting.
    pub(crate) at: String,
    pub(crate) kind: Kind,
    /// Inhabitants, where the authority is known.
    pub(crate) population: Option<u32>,
}

impl Case<'_> {
    /// A finding on a part of the sitting.
    pub(crate) fn find(&self, code: Code, part: &str, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(format!("{}{part}", self.at))
    }

    /// Whether the sitting is between two days, ISO 8601, both included.
    pub(crate) fn between(&self, first: &str, last: &str) -> bool {
        self.sitting.date.as_deref().is_some_and(|d| (first..=last).contains(&d))
    }

    /// Whether the CGCT's rules for councils hold: not for boards, nor before the code was made (1996).
    pub(crate) fn under_code(&self) -> bool {
        let council = self.sitting.body.as_deref().is_some_and(|b| {
            b.starts_with("conseil ") && b != "conseil d'administration" || b == "comité syndical" || b == "assemblée"
        });
        council && self.sitting.date.as_deref().is_none_or(|d| d >= "1996-02-24")
    }

    /// Name of a member.
    pub(crate) fn name(&self, id: &str) -> String {
        self.sitting.members.iter().find(|m| m.id == id).map_or_else(|| id.to_owned(), |m| m.name.clone())
    }
}

type Check = fn(&Case<'_>, &mut Vec<Finding>);

/// Every check, in the order of its findings.
const CHECKS: &[Check] = &[
    attendance::counts,
    attendance::quorum,
    attendance::proxies,
    attendance::holders,
    attendance::secretary,
    attendance::council_size,
    dates::convocation,
    dates::transmission,
    dates::hours,
    votes::majority,
    votes::voters,
    votes::unanimity,
    votes::names,
    votes::secret,
    votes::accounts,
    numbering::series,
    numbering::mentions,
];

/// Checks a record; `population` gives the inhabitants of the authority of a sitting, where it is known.
#[must_use]
pub fn check(record: &Record, population: impl Fn(&Sitting) -> Option<u32>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (i, sitting) in record.sittings.iter().enumerate() {
        let at = format!("/sittings/{i}");
        let case = Case { sitting, at, kind: record.kind, population: population(sitting) };
        for check in CHECKS {
            check(&case, &mut out);
        }
    }
    out
}
