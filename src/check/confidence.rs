//! How far a record can be trusted: a confidence for the attendance and for each act, a status for the whole.
//!
//! Confidence is what agreement the document itself offers. A list that adds up to the counts printed beside it was read
//! right; one that stands alone may be; one that contradicts them was not, or the document is wrong. The weights were
//! set on documents with golds: see CHANGELOG for the share of `complete` records whose list is exactly right.

use super::presence::{at_opening, listed, voters};
use crate::finding::Code;
use crate::page::fold;
use crate::record::{Attendance, Deliberation, Finding, Kind, Record, Sitting, Status};

/// A list is trusted from here on.
const TRUSTED: f32 = 0.85;
/// So many of those listed may be counted otherwise, having come late or gone early.
const LATE: u32 = 2;

/// Writes the confidences and the status into a record whose findings are complete.
pub fn rate(record: &mut Record) {
    for i in 0..record.sittings.len() {
        let at = format!("/sittings/{i}/");
        // A finding without a place may be about any sitting.
        let near: Vec<&Finding> =
            record.findings.iter().filter(|f| f.at.as_deref().is_none_or(|p| p.starts_with(&at))).collect();
        let attendance = attendance(&record.sittings[i], &near);
        let acts: Vec<f32> = record.sittings[i]
            .deliberations
            .iter()
            .enumerate()
            .map(|(k, d)| {
                let at = format!("{at}deliberations/{k}/");
                act(d, near.iter().filter(|f| f.at.as_deref().is_some_and(|p| p.starts_with(&at))).copied())
            })
            .collect();
        let sitting = &mut record.sittings[i];
        sitting.attendance_confidence = attendance;
        for (d, c) in sitting.deliberations.iter_mut().zip(acts) {
            d.confidence = c;
        }
    }
    record.status = status(record);
}

fn status(record: &Record) -> Status {
    if record.sittings.iter().all(|s| s.members.is_empty() && s.deliberations.is_empty()) {
        return Status::Failed;
    }
    let unread =
        record.findings.iter().any(|f| [Code::NeedsOcr, Code::ReadingDamaged].iter().any(|c| c.as_str() == f.code));
    // What a scan misreads in a name agrees with itself: only a printed count vouches for a list read by OCR.
    let vouched = |s: &Sitting| {
        record.source.ocr.is_none()
            || s.counts.present == Some(listed(s, Attendance::Present))
                && s.counts.in_office.is_none_or(|n| n as usize == s.members.len())
    };
    let whole = record.sittings.iter().all(|s| {
        s.date.is_some()
            && vouched(s)
            && s.body.is_some()
            && s.attendance_confidence >= TRUSTED
            && s.deliberations.iter().filter(|d| d.confidence < 0.5).count() * 5 <= s.deliberations.len()
    });
    let decides = !matches!(record.kind, Kind::Unknown | Kind::Convocation);
    if whole && decides && !unread { Status::Complete } else { Status::Partial }
}

/// Trust in the list of members: what agrees with a printed count or with the votes, less what is odd.
fn attendance(s: &Sitting, near: &[&Finding]) -> f32 {
    if s.members.is_empty() {
        return 0.0;
    }
    let has = |code: Code| near.iter().filter(|f| f.code == code.as_str()).count() as f32;
    let present = listed(s, Attendance::Present);
    let odd = s.members.iter().filter(|m| odd(&m.family)).count() as f32;
    // One who is named otherwise than all others may be no member, or half of one.
    let bare = s.members.iter().filter(|m| m.given.is_none()).count();
    let bare = if bare * 3 < s.members.len() { bare as f32 } else { 0.0 };
    let held = |id: &str| s.proxies.iter().any(|p| p.grantor == id);
    let open = s.members.iter().filter(|m| m.attendance == Attendance::Represented && !held(&m.id)).count() as f32;

    let mut score: f32 = 0.6;
    for (printed, list, weight) in [
        (s.counts.in_office, s.members.len() as u32, 0.3),
        (s.counts.present, present, 0.3),
        (s.counts.voting, at_opening(s), 0.2),
        (s.counts.represented, listed(s, Attendance::Represented), 0.1),
    ] {
        match printed {
            Some(n) if n == list => score += weight,
            Some(_) => score -= weight,
            None => {}
        }
    }
    score += 0.3 * votes_agree(s);
    score += if plain(s, present) { 0.3 } else { 0.0 };
    // What is odd weighs however much agrees: two errors may make one right sum.
    score = score.min(1.0);
    // One or two may have come later; more, and the list was not read as it is printed.
    if s.counts.present.is_some_and(|n| n.abs_diff(present) > LATE) {
        score = score.min(TRUSTED - 0.05);
    }
    // The list lacks a proxy of those that are printed, and as many voices.
    let lacking = |printed: Option<u32>, list: u32| printed.and_then(|n| n.checked_sub(list)).unwrap_or(0);
    let proxies = lacking(s.counts.represented, listed(s, Attendance::Represented));
    if proxies > 0 && lacking(s.counts.voting, at_opening(s)) == proxies && s.attendance_changes.is_empty() {
        score = score.min(TRUSTED - 0.05);
    }
    // Who sits for whom is told in many ways: only a printed count vouches for such a list.
    if has(Code::SubstitutesNamed) > 0.0 && s.counts.present != Some(present) {
        score = score.min(TRUSTED - 0.05);
    }
    score -= 0.3 * has(Code::HolderUnresolved) + 0.3 * has(Code::ProxyAmbiguous) + 0.2 * has(Code::AttendanceConflict);
    score -= 0.2 * (has(Code::HolderAbsent) + has(Code::GrantorPresent) + has(Code::VoterAbsent));
    score -= 0.2 * has(Code::ProxyTwice) + 0.1 * has(Code::MemberAdded);
    score -= 0.3 * odd + 0.2 * bare + 0.2 * open;
    if present < 3 {
        score -= 0.3;
    }
    round(score)
}

/// 1 where the votes of an act, none of whose counts is left out, are as many as may vote; -1 where they are more.
fn votes_agree(s: &Sitting) -> f32 {
    let mut agree = 0.0;
    for d in &s.deliberations {
        let Some(v) = &d.vote else { continue };
        let cast: u32 = [v.for_, v.against, v.abstentions].into_iter().flatten().sum();
        let Some(may) = voters(s, d.ordinal).filter(|_| v.for_.is_some()) else { continue };
        if cast > *may.end() {
            return -1.0;
        }
        if may.contains(&cast) {
            agree = 1.0;
        }
    }
    agree
}

/// Whether the lists have the shape of whole ones: several present, some away, chair and secretary among the present,
/// everyone named in the same way.
fn plain(s: &Sitting, present: u32) -> bool {
    let there = |id: &Option<String>| {
        let member = id.as_ref().and_then(|id| s.members.iter().find(|m| m.id == *id));
        member.is_some_and(|m| m.attendance == Attendance::Present)
    };
    let titled = s.members.iter().filter(|m| m.honorific.is_some()).count();
    let alike = titled == s.members.len() || titled * 10 <= s.members.len();
    let kept = there(&s.secretary) || !s.staff.is_empty();
    present >= 5 && (s.members.len() as u32) > present && there(&s.chair) && kept && alike
}

/// A family name that looks like something else: too many words, signs that no name has, words of the minutes.
fn odd(family: &str) -> bool {
    const NEVER: &[&str] = &[
        "conseil",
        "commune",
        "communaute",
        "mairie",
        "seance",
        "deliberation",
        "nombre",
        "territoriales",
        "president",
        "presidente",
        "etablissements",
        "departement",
        "sarl",
        "article",
        "pouvoir",
        "procuration",
        "absents",
        "excuses",
        "presents",
        "commission",
        "association",
        "syndicat",
        "secretaire",
        "municipalite",
        "representants",
        "nationale",
        "college",
        "delegues",
        "conseillers",
        "membres",
    ];
    let folded = fold::fold(family);
    folded.split_whitespace().count() > 5
        || folded.len() < 2
        || folded.chars().any(|c| !(c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.')))
        || folded.split([' ', '\'', '-']).any(|w| NEVER.contains(&w))
}

/// Trust in an act: its title, its number, a vote that is stated and agrees with itself.
fn act<'f>(d: &Deliberation, near: impl Iterator<Item = &'f Finding>) -> f32 {
    let mut score: f32 = 0.35;
    score += if d.title.as_ref().is_some_and(|t| t.chars().count() >= 8) { 0.2 } else { -0.1 };
    score += if d.number.is_some() { 0.15 } else { 0.05 };
    if let Some(v) = &d.vote {
        let stated = v.stated_by == Some(crate::record::StatedBy::Explicit);
        score += if v.outcome.is_none() {
            -0.1
        } else if stated {
            0.25
        } else {
            0.1
        };
    }
    let errors = near.filter(|f| f.severity != crate::record::Severity::Info).count();
    round(score - 0.2 * errors as f32)
}

fn round(score: f32) -> f32 {
    (score.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
