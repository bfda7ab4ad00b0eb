//! The roll: its sum, the quorum, proxies, the secretary, the legal size of the council.

use super::Case;
use super::presence::{at_opening, listed, moves};
use crate::finding::{Code, Finding};
use crate::record::{Attendance, AuthorityKind};
use std::collections::BTreeMap;

/// The months in which the law of the epidemic (ordonnance 2020-391, loi 2020-1379, loi 2021-1465) let a member hold
/// two proxies and lowered the quorum to a third. They had gaps; in a gap nothing is said.
const EPIDEMIC: (&str, &str) = ("2020-03-12", "2022-07-31");

/// Printed counts against the lists. Where members come or go during the sitting a count may be that of a later point:
/// then it may be anything between.
pub(super) fn counts(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    if s.members.is_empty() {
        return;
    }
    let moving = s.attendance_changes.len() as u32;
    let mut compare = |key: &str, printed: Option<u32>, list: u32, slack: u32| {
        if let Some(n) = printed.filter(|n| n.abs_diff(list) > slack) {
            let part = format!("/counts/{key}");
            out.push(case.find(Code::CountMismatch, &part, format!("{n} is printed, {list} are listed")));
        }
    };
    compare("present", s.counts.present, listed(s, Attendance::Present), moving);
    compare("represented", s.counts.represented, listed(s, Attendance::Represented), moving);
    compare("voting", s.counts.voting, at_opening(s), moving);
    // A document need not list those who are away.
    let away = listed(s, Attendance::Absent) + listed(s, Attendance::Excused);
    if let Some(n) = s.counts.in_office
        && (n < s.members.len() as u32 || away > 0 && n > s.members.len() as u32)
    {
        let message = format!("{n} are in office, {} are listed", s.members.len());
        out.push(case.find(Code::CountMismatch, "/counts/in_office", message));
    }
}

/// CGCT L2121-17: more than half of the members in office are present; proxies do not count.
pub(super) fn quorum(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    let Some(office) = s.counts.in_office.filter(|_| case.under_code()) else { return };
    let present = s.counts.present.unwrap_or(0).max(listed(s, Attendance::Present));
    let met = if case.between(EPIDEMIC.0, EPIDEMIC.1) { 3 * present > office } else { 2 * present > office };
    if present > 0 && !met && s.attendance_changes.is_empty() {
        let message = format!("{present} of {office} members are present: no quorum (CGCT L2121-17)");
        out.push(case.find(Code::QuorumNotMet, "/counts", message));
    }
}

/// CGCT L2121-20: a councillor holds one proxy.
pub(super) fn proxies(case: &Case<'_>, out: &mut Vec<Finding>) {
    let allowed = if case.between(EPIDEMIC.0, EPIDEMIC.1) { 2 } else { 1 };
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, p) in case.sitting.proxies.iter().enumerate() {
        let n = held.entry(&p.holder).or_default();
        *n += 1;
        if *n == allowed + 1 && case.under_code() {
            let message = format!("{} holds more than {allowed} proxy (CGCT L2121-20)", case.name(&p.holder));
            out.push(case.find(Code::ProxyTwice, &format!("/proxies/{i}"), message));
        }
    }
}

/// CGCT L2121-20: the holder is there, the grantor is not.
pub(super) fn holders(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    let there = |id: &str| s.members.iter().any(|m| m.id == id && m.attendance == Attendance::Present) || moves(s, id);
    for (i, p) in s.proxies.iter().enumerate() {
        let part = format!("/proxies/{i}");
        if !there(&p.holder) {
            let message = format!("{} holds a proxy and is not present (CGCT L2121-20)", case.name(&p.holder));
            out.push(case.find(Code::HolderAbsent, &part, message));
        }
        if there(&p.grantor) && !moves(s, &p.grantor) {
            let message = format!("{} gives a proxy and is present (CGCT L2121-20)", case.name(&p.grantor));
            out.push(case.find(Code::GrantorPresent, &part, message));
        }
    }
}

/// CGCT L2121-15: the secretary is a member, present.
pub(super) fn secretary(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    let Some(m) = s.secretary.as_ref().and_then(|id| s.members.iter().find(|m| m.id == *id)) else { return };
    if m.attendance != Attendance::Present && !moves(s, &m.id) {
        let message = format!("the secretary, {}, is not present (CGCT L2121-15)", m.name);
        out.push(case.find(Code::SecretaryAbsent, "/secretary", message));
    }
}

/// CGCT L2121-2: the seats of a municipal council by inhabitants (since the elections of 2014). Merged communes keep
/// more seats for a time, and population changes: only what the next stratum would not allow either is said.
pub(super) fn council_size(case: &Case<'_>, out: &mut Vec<Finding>) {
    const SEATS: [(u32, u32); 19] = [
        (0, 7),
        (100, 11),
        (500, 15),
        (1_500, 19),
        (2_500, 23),
        (3_500, 27),
        (5_000, 29),
        (10_000, 33),
        (20_000, 35),
        (30_000, 39),
        (40_000, 43),
        (50_000, 45),
        (60_000, 49),
        (80_000, 53),
        (100_000, 55),
        (150_000, 59),
        (200_000, 61),
        (250_000, 65),
        (300_000, 69),
    ];
    let s = case.sitting;
    let (Some(people), Some(office)) = (case.population, s.counts.in_office) else { return };
    let council = s.body.as_deref() == Some("conseil municipal") && s.authority.kind == AuthorityKind::Commune;
    if !council || !case.between("2014-03-30", "9999") || people >= 300_000 {
        return;
    }
    let stratum = SEATS.iter().rposition(|(from, _)| people >= *from).unwrap_or(0);
    let most = SEATS[(stratum + 1).min(SEATS.len() - 1)].1;
    if office > most {
        let message = format!(
            "{office} members in office; a commune of {people} inhabitants has {} (CGCT L2121-2)",
            SEATS[stratum].1
        );
        out.push(case.find(Code::CouncilSize, "/counts/in_office", message));
    }
}
