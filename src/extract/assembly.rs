//! One sitting of the record, put together: its roll, its acts and its head, then members, votes and evidence.

use super::acts::{self, Act};
use super::attendance::{self, Roll};
use super::ballot::blanket_vote;
use super::beside_acts;
use super::deliberation::{Draft, Place, deliberation};
use super::events;
use super::joint_vote::joint_vote;
use super::office_holders::{Offices, member_id, offices, opt_staff, places_of_offices, secretary_id};
use super::sitting;
use super::sittings::head_floor;
use super::writer::Writer;
use super::{changes as moves, clerk, single, stamp};
use crate::finding::{Code, Finding};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{At, fold};
use crate::reconcile::{Built, Roster};
use crate::record::{self, Authority, AuthorityKind, Counts, Kind, Sitting};
use std::collections::BTreeSet;
use std::ops::Range;

/// A sitting cut into its acts.
struct Cut {
    acts: Vec<Act>,
    /// The document is one act.
    single: bool,
    /// The lines of the head.
    head: Range<usize>,
}

/// The record of the lines of one sitting.
pub(super) fn sitting(text: &Text<'_>, range: Range<usize>, index: usize, out: &mut Writer<'_>) -> (Sitting, Kind) {
    let at = format!("/sittings/{index}");
    let decides = |l: &usize| events::event(text, *l).is_some() && !attendance::rubric_follows(text, *l, range.end);
    let first_event = range.clone().find(decides).unwrap_or(range.end);
    let roll = roll(text, &range, first_event);
    let mut cut = cut(text, &range, &roll, first_event);
    let mut head = sitting::read(text, cut.head.clone(), range.clone(), cut.single);
    head.counts[1] = head.counts[1].take().or_else(|| roll.present.clone());
    out.findings.append(&mut head.findings);
    let mut roster = Roster::from_roll(text, &roll);
    let offices = offices(text, &cut.head, &mut roster, &roll, &mut head);
    roster.complete(text, text.lines(range.start, range.end));
    roster.represented_by_count(&head);
    roster.latecomers(text, &roll, &head);
    let kind = kind(text, &range, &mut cut);

    name_by_stamp(text, &range, &mut head);
    let id = id(&head);
    scalars(&head, &at, out);
    what_the_head_lacks(&head, &at, out);
    let mut deliberations = deliberations(text, &cut, &id, &at, &mut roster, out);
    joint_vote(text, range.clone(), &at, &mut deliberations, out);
    blanket_vote(text, range.clone(), &at, &mut deliberations, out);
    if deliberations.is_empty() && kind != Kind::Convocation {
        out.find(Finding::new(Code::NoDeliberation, "no deliberation was found").at(format!("{at}/deliberations")));
    }
    let changes = roster.changes(&roll);
    let built = roster.finish(text);
    places_of_persons(&built, &at, out);
    for (i, (_, span)) in changes.iter().enumerate() {
        out.block(&format!("{at}/attendance_changes/{i}"), *span);
    }
    for f in &built.findings {
        let mut f = f.clone();
        f.at = f.at.map(|p| format!("{at}{p}"));
        out.find(f);
    }
    places_of_offices(&built, &head, &offices, &at, out);
    let ids: Vec<String> = built.members.iter().map(|m| m.0.id.clone()).collect();
    for d in &mut deliberations {
        d.name(&ids);
    }
    let authority = authority(text, &range, &head, &at, out);
    let attendance_changes = changes
        .into_iter()
        .map(|(c, _)| {
            let from = moves::deliberation(text, c.change(), &cut.acts);
            c.into_record(&ids, from)
        })
        .collect();
    let deliberations = deliberations.into_iter().map(|d| d.record).collect();
    let before = range.start..cut.acts.first().map_or(range.end, |a| a.lines.start.max(range.start));
    let amounts = beside_acts::sums(text, before.clone(), &at, out);
    let references = if cut.single { Vec::new() } else { beside_acts::texts(text, before, &at, out) };
    let head = of_head(id, authority, &head, &offices, built);
    (Sitting { deliberations, attendance_changes, amounts, references, ..head }, kind)
}

/// The roll before the first vote, or further on where it stands behind one.
fn roll(text: &Text<'_>, range: &Range<usize>, first_event: usize) -> Roll {
    // « ABSENT :⏎M. X. Mme Y est élue secrétaire »: the line that tells the first event begins with the end of the roll.
    let inside = first_event < range.end && attendance::mid_item(text, text.line(first_event).start);
    let mut roll = roll_before(text, range, if inside { first_event + 1 } else { first_event });
    // A vote may come before the roll (« après appel, … à l'unanimité »): then the roll is looked for further on.
    if roll.entries.len() < 3
        && first_event < range.end
        && let Some(later) = opt_later_roll(text, range)
    {
        roll = later;
    }
    moves::read(text, range.clone(), &mut roll);
    roll
}

/// A roll ends where a numbered act begins behind it.
fn roll_before(text: &Text<'_>, range: &Range<usize>, first_event: usize) -> Roll {
    let present = (range.start..first_event).find(|l| text.find(text.line(*l), &[Term::Present]).is_some());
    let first_act = present.and_then(|p| acts::first_numbered(text, p + 1..first_event)).unwrap_or(first_event);
    let roll = attendance::read(text, range.start..first_event);
    if first_act < first_event {
        // Where names go on behind it, the number is a running head inside the roll.
        let short = attendance::read(text, range.start..first_act);
        if short.entries.len() * 10 >= roll.entries.len() * 9 {
            return short;
        }
    }
    roll
}

/// A roll of three persons or more with no more than one vote among its lines.
fn opt_later_roll(text: &Text<'_>, range: &Range<usize>) -> Option<Roll> {
    const REACH: usize = 150;
    let roll = attendance::read(text, range.start..range.end.min(range.start + REACH));
    // Names behind several points are those of a commission, not of the sitting.
    let first = roll.entries.first().map_or(range.start, |e| text.doc.line_at(e.person.span.start));
    if acts::points(text, range.start..first) > 1 {
        return None;
    }
    let lines: BTreeSet<usize> = roll.lines_claimed.iter().flat_map(|(r, _)| r.clone()).collect();
    let votes = lines.into_iter().filter(|l| events::event(text, *l).is_some()).count();
    (roll.entries.len() >= 3 && votes < 2).then_some(roll)
}

/// One past the last line of the roll.
fn roll_end(text: &Text<'_>, range: &Range<usize>, roll: &Roll) -> usize {
    let names: BTreeSet<usize> = roll.entries.iter().map(|e| text.doc.line_at(e.person.span.start)).collect();
    // A list that runs on over the first point without a name in it ended before: at a gap, or where a point is marked.
    let end = |list: &Range<usize>| {
        let last = names.range(list.clone()).next_back().map_or(list.start, |l| *l) + 1;
        (last..list.end).find(|l| text.doc.lines[*l].gap_before).unwrap_or(list.end).max(last)
    };
    let end = roll.lines_claimed.iter().map(|(list, _)| end(list)).max().unwrap_or(range.start);
    let last_name = names.last().map_or(end, |l| l + 1);
    if last_name < end { acts::first_marked(text, last_name..end).unwrap_or(end) } else { end }
}

/// The acts of a sitting and the lines of its head.
fn cut(text: &Text<'_>, range: &Range<usize>, roll: &Roll, first_event: usize) -> Cut {
    let roll_end = roll_end(text, range, roll);
    let first_point = acts::first_marked(text, roll_end..first_event).unwrap_or(first_event);
    let before = roll_end..range.end.min(first_event + 1);
    let clerk = clerk::opt_act(text, before).map(|a| a.lines.start);
    let claimed = roll_end.max(head_floor(text, range.start..first_point, roll_end)).min(clerk.unwrap_or(range.end));
    let mut acts = acts::find(text, range.start, claimed..range.end);
    let orphan = acts.is_empty() && first_event < range.end;
    let single = orphan || acts::is_single(text, range.clone(), &acts);
    if single {
        let mut head = single::head(text, range.clone());
        head.end = head.end.max(range.start);
        // A roll that stands below what was decided is no end of the head.
        let below = roll.entries.first().is_some_and(|e| text.doc.line_at(e.person.span.start) > first_event);
        let from = if below { head.line } else { claimed.max(head.line) };
        let from = single::vote_above(text, range.start, head.line).unwrap_or(from);
        acts = vec![Act::new(head, from..range.end)];
    }
    let head_end = if single {
        single::first_clause(text, range.clone())
    } else {
        // Who keeps the minutes is told in the head, also where a vote on it is the first act.
        let opening = |a: &Act| if clerk::title(text, a.lines.start).is_some() { a.lines.end } else { a.lines.start };
        acts.first().map_or(range.end, opening)
    };
    Cut { acts, single, head: range.start..head_end.max(claimed) }
}

/// Where the letterhead is lost, or names the department alone, the SIREN of the stamp tells the commune.
fn name_by_stamp(text: &Text<'_>, range: &Range<usize>, head: &mut sitting::Head) {
    let lost =
        head.authority.is_none() || head.kind == AuthorityKind::Departement && !super::authority::of_department(head);
    let siren = stamp_of(text, range.clone()).and_then(|t| t.siren);
    if let Some(own) = siren.filter(|_| lost).and_then(|s| super::authority::by_siren(text, range.clone(), &s)) {
        head.authority = Some(own);
        head.kind = AuthorityKind::Commune;
    }
}

/// What the document is. One that decides nothing has no acts.
fn kind(text: &Text<'_>, range: &Range<usize>, cut: &mut Cut) -> Kind {
    const EARLY: usize = 60;
    let early = text.lines(range.start, cut.head.end.min(range.start + EARLY));
    let decided = cut.acts.iter().any(|a| a.lines.clone().any(|l| events::event(text, l).is_some()));
    if !decided {
        cut.acts.clear();
    }
    let announced = || {
        text.find(text.lines(range.start, range.end), &[Term::Convocation]).is_some()
            || text.find(early, &[Term::Agenda]).is_some()
    };
    if text.find(early, &[Term::DecisionList]).is_some() && !cut.single {
        Kind::DecisionList
    } else if decided {
        if cut.single { Kind::Deliberation } else { Kind::Minutes }
    } else if announced() {
        Kind::Convocation
    } else {
        Kind::Unknown
    }
}

/// « bransaux-les-forges/conseil-municipal/2020-07-09 »
fn id(head: &sitting::Head) -> String {
    let authority = head.authority.as_ref().map_or_else(|| "inconnu".to_owned(), |a| fold::slug(&a.value));
    let body = head.body.as_ref().map_or_else(|| "inconnu".to_owned(), |b| fold::slug(&b.value));
    let date = head.date.as_ref().map_or_else(|| "sans-date".to_owned(), |d| d.value.to_string());
    format!("{authority}/{body}/{date}")
}

/// The date and the authority are missed where they are not found.
fn what_the_head_lacks(head: &sitting::Head, at: &str, out: &mut Writer<'_>) {
    if head.date.is_none() {
        out.find(Finding::new(Code::DateMissing, "no date of sitting was found").at(format!("{at}/date")));
    }
    if head.authority.is_none() {
        let finding = Finding::new(Code::AuthorityMissing, "the text does not name the authority");
        out.find(finding.at(format!("{at}/authority")));
    }
}

/// The acts as deliberations, each under its own id.
fn deliberations(
    text: &Text<'_>,
    cut: &Cut,
    id: &str,
    at: &str,
    roster: &mut Roster,
    out: &mut Writer<'_>,
) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(cut.acts.len());
    for (i, act) in cut.acts.iter().enumerate() {
        let place = Place {
            ordinal: i as u32 + 1,
            sitting: id,
            at: format!("{at}/deliberations/{i}"),
            single: cut.single,
            first: cut.head.start,
        };
        drafts.push(deliberation(text, act, &place, roster, out));
    }
    unique_ids(&mut drafts);
    drafts
}

/// The evidence of members and proxies.
fn places_of_persons(built: &Built, at: &str, out: &mut Writer<'_>) {
    for (i, (member, span)) in built.members.iter().enumerate() {
        out.scalar(&format!("{at}/members/{i}"), *span, &member.name);
    }
    for (i, (_, span)) in built.proxies.iter().enumerate() {
        out.block(&format!("{at}/proxies/{i}"), *span);
    }
}

/// The authority with the department and SIREN that its stamp or its name tells.
fn authority(text: &Text<'_>, range: &Range<usize>, head: &sitting::Head, at: &str, out: &mut Writer<'_>) -> Authority {
    let stamp = stamp_of(text, range.clone());
    let siren = stamp.as_ref().and_then(|t| t.siren.clone());
    let department = siren.as_ref().and(stamp).and_then(|t| t.act_id).and_then(|id| department(&id));
    let name = head.authority.as_ref().map(|a| a.value.clone());
    let mut authority = Authority { name, kind: head.kind, department, siren };
    let settled = super::authority::settle(text, range.clone(), &mut authority);
    out.findings.extend(settled.map(|f| f.at(format!("{at}/authority"))));
    authority
}

/// What the head and the roll say of a sitting; its acts are put in by the caller.
fn of_head(id: String, authority: Authority, head: &sitting::Head, offices: &Offices, built: Built) -> Sitting {
    let hour = |h: &At<(u8, u8)>| format!("{:02}:{:02}", h.value.0, h.value.1);
    let count = |i: usize| head.counts[i].as_ref().map(|c| c.value);
    Sitting {
        id,
        authority,
        body: head.body.as_ref().map(|b| b.value.clone()),
        session: head.session.as_ref().map(|s| s.value),
        date: head.date.as_ref().map(|d| d.value.to_string()),
        opened_at: head.opened_at.as_ref().map(hour),
        closed_at: head.closed_at.as_ref().map(hour),
        place: head.place.as_ref().map(|p| p.value.clone()),
        convened_on: head.convened_on.as_ref().map(|d| d.value.to_string()),
        chair: member_id(&built, offices.chair),
        secretary: secretary_id(&built, offices),
        staff: opt_staff(&built, offices).into_iter().collect(),
        counts: Counts {
            in_office: count(0),
            present: count(1),
            represented: count(2),
            absent: count(3),
            voting: count(4),
            quorum: count(5),
        },
        members: built.members.into_iter().map(|m| m.0).collect(),
        proxies: built.proxies.into_iter().map(|p| p.0).collect(),
        attendance_confidence: 0.0,
        attendance_changes: Vec::new(),
        deliberations: Vec::new(),
        amounts: Vec::new(),
        references: Vec::new(),
    }
}

/// Acts under one number (a grant each) are told apart by their place.
fn unique_ids(deliberations: &mut [Draft]) {
    let mut seen = BTreeSet::new();
    for d in deliberations {
        if !seen.insert(d.record.id.clone()) {
            d.record.id = format!("{}-{}", d.record.id, d.record.ordinal);
        }
    }
}

fn stamp_of(text: &Text<'_>, range: Range<usize>) -> Option<record::Transmission> {
    let body = stamp::read(text, text.lines(range.start, range.end));
    let found = body
        .filter(|b| b.value.act_id.is_some())
        .or_else(|| stamp::read(text, text.lines(text.doc.body_len, text.doc.lines.len())));
    found.map(|t| t.value)
}

/// « 099-… » → « 99 »; « 02A-… » → « 2A ».
fn department(id: &str) -> Option<String> {
    let code = id.split('-').next()?;
    (code.len() == 3).then(|| code.strip_prefix('0').unwrap_or(code).to_owned())
}

/// The evidence of what the head says.
fn scalars(head: &sitting::Head, at: &str, out: &mut Writer<'_>) {
    if let Some(a) = &head.authority {
        out.scalar(&format!("{at}/authority/name"), a.span, &a.value);
    }
    if let Some(b) = &head.body {
        out.scalar(&format!("{at}/body"), b.span, &b.value);
    }
    if let Some(s) = &head.session {
        out.scalar(&format!("{at}/session"), s.span, "");
    }
    if let Some(d) = &head.date {
        out.scalar(&format!("{at}/date"), d.span, &d.value.to_string());
    }
    if let Some(d) = &head.convened_on {
        out.scalar(&format!("{at}/convened_on"), d.span, &d.value.to_string());
    }
    for (key, hour) in [("opened_at", &head.opened_at), ("closed_at", &head.closed_at)] {
        if let Some(h) = hour {
            out.scalar(&format!("{at}/{key}"), h.span, &format!("{:02}:{:02}", h.value.0, h.value.1));
        }
    }
    for (key, count) in ["in_office", "present", "represented", "absent", "voting", "quorum"].iter().zip(&head.counts) {
        if let Some(c) = count {
            out.scalar(&format!("{at}/counts/{key}"), c.span, &c.value.to_string());
        }
    }
}
