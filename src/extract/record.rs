//! From a document to its record: sittings cut apart, every value placed, evidence written.

use super::acts::{self, Act};
use super::ballot::blanket_vote;
use super::deliberation::{Draft, deliberation};
use super::events;
use super::sitting;
use super::sittings::{head_floor, sitting_ranges};
use super::writer::Writer;
use super::{attendance, authority, changes as moves, clerk, single, stamp};
use crate::check;
use crate::finding::{self, Code, Finding};
use crate::grammar::lexicon::Lexicon;
use crate::grammar::reflow::reflow;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{Document, MediaType, fold};
use crate::reconcile::Roster;
use crate::record::{self, Authority, AuthorityKind, Counts, Evidence, Kind, Record, SCHEMA_VERSION, Sitting, Source};
use std::ops::Range;

/// What the caller wants in the record.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Write the evidence.
    pub evidence: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { evidence: true }
    }
}

/// Makes the record of a document. Never fails: what cannot be read is `null`, with a finding.
#[must_use]
pub fn record(doc: &Document, source: Source, lexicon: &Lexicon, options: Options) -> Record {
    let doc = reflow(doc, lexicon);
    let doc = doc.as_ref();
    let text = Text::new(doc, lexicon);
    let mut ev = Writer { doc, on: options.evidence, entries: Vec::new() };
    let mut findings = Vec::new();
    let mut sittings: Vec<Sitting> = Vec::new();
    let ranges = sitting_ranges(&text);
    let mut kind = Kind::Unknown;
    for range in ranges {
        let (sitting, one) = sitting(&text, range, sittings.len(), &mut ev, &mut findings);
        if kind == Kind::Unknown {
            kind = one;
        } else if one == Kind::Minutes || sittings.len() > 1 {
            kind = Kind::Minutes;
        }
        sittings.push(sitting);
    }
    findings.extend(doc.notes.iter().cloned());
    let scans = doc.pages_without_text();
    if !scans.is_empty() {
        let list: Vec<String> = scans.iter().map(ToString::to_string).collect();
        findings.push(Finding::new(Code::NeedsOcr, format!("no text on page(s) {}: they need OCR", list.join(", "))));
        if doc.body().is_empty() {
            kind = Kind::Unknown;
            sittings.clear();
        }
    }
    findings.retain(|f| !(sittings.is_empty() && f.at.is_some()));
    let mut record = Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        source,
        kind,
        status: record::Status::Partial,
        sittings,
        findings: findings.into_iter().map(finish_finding).collect(),
        evidence: if options.evidence { Evidence(Some(ev.entries)) } else { Evidence(None) },
        amendments: Vec::new(),
    };
    let checked = check::check(&record, super::authority::population);
    record.findings.extend(checked.into_iter().map(finish_finding));
    check::rate(&mut record);
    record
}

fn finish_finding(f: Finding) -> record::Finding {
    record::Finding {
        code: f.code.as_str().to_owned(),
        severity: match f.code.severity() {
            finding::Severity::Error => record::Severity::Error,
            finding::Severity::Warning => record::Severity::Warning,
            finding::Severity::Info => record::Severity::Info,
        },
        message: f.message,
        at: f.at,
    }
}

fn sitting(
    text: &Text<'_>,
    range: Range<usize>,
    index: usize,
    ev: &mut Writer<'_>,
    findings: &mut Vec<Finding>,
) -> (Sitting, Kind) {
    let at = format!("/sittings/{index}");
    let first_event = range.clone().find(|l| events::event(text, *l).is_some()).unwrap_or(range.end);
    // A roll ends where a numbered act begins behind it.
    let present = (range.start..first_event).find(|l| text.find(text.line(*l), &[Term::Present]).is_some());
    let first_act = present.and_then(|p| acts::first_numbered(text, p + 1..first_event)).unwrap_or(first_event);
    let mut roll = attendance::read(text, range.start..first_event);
    if first_act < first_event {
        // Where names go on behind it, the number is a running head inside the roll.
        let short = attendance::read(text, range.start..first_act);
        if short.entries.len() * 10 >= roll.entries.len() * 9 {
            roll = short;
        }
    }
    // A vote may come before the roll (« après appel, … à l'unanimité »): then the roll is looked for further on.
    if roll.entries.len() < 3 && first_event < range.end {
        let wider = attendance::read(text, range.start..range.end.min(range.start + 150));
        let votes_inside = wider
            .lines_claimed
            .iter()
            .flat_map(|(r, _)| r.clone())
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .filter(|l| events::event(text, *l).is_some())
            .count();
        if wider.entries.len() >= 3 && votes_inside < 2 {
            roll = wider;
        }
    }
    moves::read(text, range.clone(), &mut roll);
    let roll_end = roll.lines_claimed.iter().map(|(r, _)| r.end).max().unwrap_or(range.start);
    // A list that runs on over the first point without a name in it ended before.
    let last_name = roll.entries.iter().map(|e| text.doc.line_at(e.person.span.start) + 1).max().unwrap_or(roll_end);
    let roll_end =
        if last_name < roll_end { acts::first_marked(text, last_name..roll_end).unwrap_or(roll_end) } else { roll_end };
    let first_point = acts::first_marked(text, roll_end..first_event).unwrap_or(first_event);
    let clerk = clerk::opt_vote(text, roll_end..range.end.min(first_event + 1)).map(|a| a.lines.start);
    let claimed = roll_end.max(head_floor(text, range.start..first_point)).min(clerk.unwrap_or(range.end));
    let mut acts = acts::find(text, range.start, claimed..range.end);
    let orphan = acts.is_empty() && first_event < range.end;
    let single = orphan || acts::is_single(text, range.clone(), &acts);
    if single {
        let mut head = single::head(text, range.clone());
        head.end = head.end.max(range.start);
        let from = claimed.max(if head.line >= claimed { head.line } else { claimed });
        acts = vec![Act::new(head, from..range.end)];
    }
    // Who keeps the minutes is told in the head, also where a vote on it is the first act.
    let opening = |a: &Act| if clerk::title(text, a.lines.start).is_some() { a.lines.end } else { a.lines.start };
    let head_end = acts.first().map_or(range.end, opening);
    let head_lines = if single {
        range.start..single::first_clause(text, range.clone()).max(claimed)
    } else {
        range.start..head_end.max(claimed)
    };
    let mut head = sitting::read(text, head_lines.clone(), range.clone());
    head.counts[1] = head.counts[1].take().or_else(|| roll.present.clone());
    findings.append(&mut head.findings);

    let mut roster = Roster::from_roll(text, &roll);
    let chair = roster.chair(text, &mut head);
    roster.open(&roll);
    let secretary_print = roster.secretary(text, &head.secretary);
    let secretary = secretary_print.as_ref().map(|p| roster.office(p));
    roster.settle(chair);
    roster.complete(text, text.lines(range.start, range.end));

    let mut kind = if single { Kind::Deliberation } else { Kind::Minutes };
    let early = text.lines(range.start, head_lines.end.min(range.start + 60));
    let decided = acts.iter().any(|a| a.lines.clone().any(|l| events::event(text, l).is_some()));
    if !decided {
        kind = if text.find(text.lines(range.start, range.end), &[Term::Convocation]).is_some()
            || text.find(early, &[Term::Agenda]).is_some()
        {
            Kind::Convocation
        } else {
            Kind::Unknown
        };
        acts.clear();
    }
    if text.find(early, &[Term::DecisionList]).is_some() && !single {
        kind = Kind::DecisionList;
    }

    let siren = stamp_of(text, range.clone()).and_then(|t| t.siren);
    let department =
        siren.as_ref().and(stamp_of(text, range.clone())).and_then(|t| t.act_id).and_then(|id| department(&id));
    let lost = head.authority.is_none() || head.kind == AuthorityKind::Departement && !authority::of_department(&head);
    if let Some(own) = siren.as_ref().filter(|_| lost).and_then(|s| authority::by_siren(text, range.clone(), s)) {
        head.authority = Some(own);
        head.kind = AuthorityKind::Commune;
    }
    let authority_slug = head.authority.as_ref().map_or_else(|| "inconnu".to_owned(), |a| fold::slug(&a.value));
    let date = head.date.as_ref().map(|d| d.value.to_string());
    let body = head.body.as_ref().map(|b| b.value.clone());
    let body_short = body.as_deref().unwrap_or("inconnu");
    let id = format!("{authority_slug}/{}/{}", fold::slug(body_short), date.as_deref().unwrap_or("sans-date"));
    scalars(&head, &at, ev);
    if head.date.is_none() {
        findings.push(Finding::new(Code::DateMissing, "no date of sitting was found").at(format!("{at}/date")));
    }
    if head.authority.is_none() {
        findings.push(
            Finding::new(Code::AuthorityMissing, "the text does not name the authority").at(format!("{at}/authority")),
        );
    }

    let mut deliberations = Vec::with_capacity(acts.len());
    for (i, act) in acts.iter().enumerate() {
        deliberations.push(deliberation(
            text,
            act,
            i,
            &id,
            &format!("{at}/deliberations/{i}"),
            !single,
            &mut roster,
            ev,
            findings,
        ));
    }
    unique_ids(&mut deliberations);
    blanket_vote(text, range.clone(), &at, &mut deliberations, ev, findings);
    if deliberations.is_empty() && kind != Kind::Convocation {
        findings
            .push(Finding::new(Code::NoDeliberation, "no deliberation was found").at(format!("{at}/deliberations")));
    }

    let changes = roster.changes(&roll);
    let built = roster.finish(text);
    for (i, (member, span)) in built.members.iter().enumerate() {
        ev.scalar(&format!("{at}/members/{i}"), *span, &member.name);
    }
    for (i, (_, span)) in built.proxies.iter().enumerate() {
        ev.block(&format!("{at}/proxies/{i}"), *span);
    }
    for (i, (_, span)) in changes.iter().enumerate() {
        ev.block(&format!("{at}/attendance_changes/{i}"), *span);
    }
    for mut f in built.findings {
        f.at = f.at.map(|p| format!("{at}{p}"));
        findings.push(f);
    }
    let member_id = |i: Option<usize>| i.and_then(|i| built.members.get(i)).map(|m| m.0.id.clone());
    if let (Some(p), Some(i)) = (&head.chair, member_id(chair)) {
        ev.scalar(&format!("{at}/chair"), p.span, &i);
    }
    if let (Some(p), Some(i)) = (&secretary_print, member_id(secretary)) {
        ev.scalar(&format!("{at}/secretary"), p.span, &i);
    }
    let hour = |h: &crate::page::At<(u8, u8)>| format!("{:02}:{:02}", h.value.0, h.value.1);
    let count = |i: usize| head.counts[i].as_ref().map(|c| c.value);
    let ids: Vec<String> = built.members.iter().map(|m| m.0.id.clone()).collect();
    for d in &mut deliberations {
        d.name(&ids);
    }
    let mut authority =
        Authority { name: head.authority.as_ref().map(|a| a.value.clone()), kind: head.kind, department, siren };
    let settled = authority::settle(text, range.clone(), &mut authority);
    findings.extend(settled.map(|f| f.at(format!("{at}/authority"))));
    let sitting = Sitting {
        id,
        authority,
        body,
        session: head.session.as_ref().map(|s| s.value),
        date,
        opened_at: head.opened_at.as_ref().map(hour),
        closed_at: head.closed_at.as_ref().map(hour),
        place: head.place.as_ref().map(|p| p.value.clone()),
        convened_on: head.convened_on.as_ref().map(|d| d.value.to_string()),
        chair: member_id(chair),
        secretary: member_id(secretary),
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
        attendance_changes: changes
            .into_iter()
            .map(|(c, _)| {
                let from = moves::deliberation(text, c.change(), &acts);
                c.into_record(&ids, from)
            })
            .collect(),
        deliberations: deliberations.into_iter().map(|d| d.record).collect(),
    };
    (sitting, kind)
}

/// Acts under one number (a grant each) are told apart by their place.
fn unique_ids(deliberations: &mut [Draft]) {
    let mut seen = std::collections::BTreeSet::new();
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

fn scalars(head: &sitting::Head, at: &str, ev: &mut Writer<'_>) {
    if let Some(a) = &head.authority {
        ev.scalar(&format!("{at}/authority/name"), a.span, &a.value);
    }
    if let Some(b) = &head.body {
        ev.scalar(&format!("{at}/body"), b.span, &b.value);
    }
    if let Some(s) = &head.session {
        ev.scalar(&format!("{at}/session"), s.span, "");
    }
    if let Some(d) = &head.date {
        ev.scalar(&format!("{at}/date"), d.span, &d.value.to_string());
    }
    if let Some(d) = &head.convened_on {
        ev.scalar(&format!("{at}/convened_on"), d.span, &d.value.to_string());
    }
    for (key, hour) in [("opened_at", &head.opened_at), ("closed_at", &head.closed_at)] {
        if let Some(h) = hour {
            ev.scalar(&format!("{at}/{key}"), h.span, &format!("{:02}:{:02}", h.value.0, h.value.1));
        }
    }
    for (key, count) in ["in_office", "present", "represented", "absent", "voting", "quorum"].iter().zip(&head.counts) {
        if let Some(c) = count {
            ev.scalar(&format!("{at}/counts/{key}"), c.span, &c.value.to_string());
        }
    }
}

/// The media type of the record.
#[must_use]
pub const fn media_type(media: MediaType) -> &'static str {
    match media {
        MediaType::Markdown => "text/markdown",
        MediaType::Plain => "text/plain",
        MediaType::Pdf => "application/pdf",
        MediaType::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        MediaType::Odt => "application/vnd.oasis.opendocument.text",
        MediaType::Html => "text/html",
        MediaType::Tiff => "image/tiff",
        MediaType::Jpeg => "image/jpeg",
        MediaType::Png => "image/png",
        MediaType::Alto => "application/xml",
        MediaType::Hocr => "text/html",
    }
}
