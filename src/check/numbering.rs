//! What the document owes: numbers in one series, the mentions of the minutes.

use super::Case;
use crate::finding::{Code, Finding};
use crate::record::{Kind, Outcome};

/// The serial part of a number: its last run of digits, and what stands before it.
fn serial(number: &str) -> Option<(&str, u32)> {
    let end = number.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = number[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |i| i + number[i..].chars().next().map_or(1, char::len_utf8));
    number[start..end].parse().ok().map(|n| (&number[..start], n))
}

/// CGCT R2121-9: the acts of a sitting are numbered in one series. Said only where the series is plain: one prefix, and
/// most steps are of one.
pub(super) fn series(case: &Case<'_>, out: &mut Vec<Finding>) {
    let acts = case.sitting.deliberations.iter().enumerate();
    let numbers: Vec<(usize, &str, u32)> =
        acts.filter_map(|(i, d)| serial(d.number.as_deref()?).map(|(p, n)| (i, p, n))).collect();
    let steps = numbers.windows(2).filter(|w| w[0].1 == w[1].1);
    let ones = steps.filter(|w| w[1].2 == w[0].2 + 1).count();
    if numbers.len() < 4 || ones * 3 < (numbers.len() - 1) * 2 {
        return;
    }
    for w in numbers.windows(2).filter(|w| w[0].1 == w[1].1) {
        let (i, before, n) = (w[1].0, w[0].2, w[1].2);
        let message = if n == before {
            format!("number {n} stands twice (CGCT R2121-9)")
        } else if n == before + 1 {
            continue;
        } else {
            format!("number {n} follows {before}: a page or an act may be missing (CGCT R2121-9)")
        };
        out.push(case.find(Code::NumberingGap, &format!("/deliberations/{i}/number"), message));
    }
}

/// CGCT L2121-15 (ordonnance 2021-1310): what minutes must say since 1 July 2022, as a score out of ten. Requests for a
/// ballot and the tenor of discussions are counted where any is there: their absence cannot be told from silence.
pub(super) fn mentions(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    if case.kind != Kind::Minutes || !case.under_code() || !case.between("2022-07-01", "9999") {
        return;
    }
    let voted: Vec<_> = s.deliberations.iter().filter_map(|d| d.vote.as_ref()).collect();
    let results = voted.iter().all(|v| v.outcome.is_some());
    let dissent = voted.iter().filter(|v| v.against.unwrap_or(0) + v.abstentions.unwrap_or(0) > 0);
    let named = dissent.clone().all(|v| !(v.against_names.is_empty() && v.abstention_names.is_empty()));
    let text = s.deliberations.iter().any(|d| !d.sections.is_empty());
    let decided = s.deliberations.iter().any(|d| d.vote.as_ref().is_some_and(|v| v.outcome != Some(Outcome::Noted)));
    let owed = [
        ("date", s.date.is_some()),
        ("hour", s.opened_at.is_some()),
        ("president", s.chair.is_some()),
        ("members present or represented", !s.members.is_empty()),
        ("secretary", s.secretary.is_some()),
        ("quorum", s.counts.quorum.is_some() || s.counts.present.is_some() || s.counts.in_office.is_some()),
        ("deliberations", decided),
        ("results of the votes", results),
        ("names of those who vote against or abstain", named),
        ("tenor of the discussions", text),
    ];
    let missing: Vec<&str> = owed.iter().filter(|m| !m.1).map(|m| m.0).collect();
    if !missing.is_empty() {
        let message = format!(
            "{} of 10 mentions of minutes were found; not: {} (CGCT L2121-15)",
            owed.len() - missing.len(),
            missing.join(", ")
        );
        out.push(case.find(Code::MentionsMissing, "", message));
    }
}
