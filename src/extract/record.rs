//! From a document to its record: sittings cut apart, every value placed, evidence written.

use super::acts::{self, Act};
use super::election;
use super::events;
use super::sitting;
use super::votes::{self, FoundVote};
use super::{amounts, attendance, budget, changes as moves, references, single, stamp};
use crate::check;
use crate::finding::{self, Code, Finding};
use crate::grammar::lexicon::Lexicon;
use crate::grammar::outline::{self, Label, Zone};
use crate::grammar::person::{self, Person};
use crate::grammar::reflow::reflow;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{Document, MediaType, Span, fold};
use crate::reconcile::Roster;
use crate::record::{
    self, Authority, Counts, Decision, Deliberation, Evidence, Kind, Matter, Outcome, Record, SCHEMA_VERSION,
    SectionKind, Signatory, Sitting, Source, StatedBy, Vote,
};
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

/// Writes evidence entries.
struct Writer<'d> {
    doc: &'d Document,
    on: bool,
    entries: Vec<(String, record::Span)>,
}

impl Writer<'_> {
    /// The place of a scalar: the print is kept where it is not the value.
    fn scalar(&mut self, pointer: &str, span: Span, value: &str) {
        self.put(pointer, span, Some(value));
    }

    /// The place of a section: its text is in the record already.
    fn block(&mut self, pointer: &str, span: Span) {
        self.put(pointer, span, None);
    }

    fn put(&mut self, pointer: &str, span: Span, value: Option<&str>) {
        if !self.on || span.is_empty() {
            return;
        }
        let place = self.doc.locate(span);
        let print = self.doc.print(place);
        let text = value.filter(|v| *v != print).map(|_| print.to_owned());
        self.entries.push((
            pointer.to_owned(),
            record::Span {
                page: self.doc.pages.get(place.page as usize).and_then(|p| p.number),
                line: place.line,
                start: self.doc.file_range(place).start,
                end: self.doc.file_range(place).end,
                bbox: place.bbox,
                text,
                confidence: self.doc.confidence(place).map(|c| (c * 100.0).round() / 100.0),
            },
        ));
    }
}

/// The body lines of each sitting. A register begins another where « s'est réuni » comes again, with a date, behind
/// acts of the one before.
fn sitting_ranges(text: &Text<'_>) -> Vec<Range<usize>> {
    let n = text.doc.body_len;
    if n == 0 {
        return Vec::new();
    }
    let mut starts = vec![0];
    let mut events = 0usize;
    let mut last_open: Option<usize> = None;
    for line in 0..n {
        let toks = text.line(line);
        let opens = text.marks_in(toks).iter().any(|m| {
            text.is(*m, Term::DateYearLead)
                && toks.start + 2 >= m.first as usize
                && text
                    .find(text.toks(m.end as usize, m.end as usize + 5), &[Term::NumberUnit, Term::NumberScale])
                    .is_some()
                || text.is(*m, Term::DateYearLead)
                    && toks.start + 2 >= m.first as usize
                    && year_follows(text, m.end as usize)
        });
        if opens {
            if events >= 1 && last_open.is_some() {
                starts.push(back_to_letterhead(text, line, starts.last().copied().unwrap_or(0)));
                events = 0;
            }
            last_open = Some(line);
        } else if last_open.is_some() && events::event(text, line).is_some() {
            events += 1;
        }
    }
    starts.dedup();
    starts.iter().enumerate().map(|(i, s)| *s..starts.get(i + 1).copied().unwrap_or(n)).collect()
}

/// « L'an 2012 », « an 2012 »: a year in figures behind the word.
fn year_follows(text: &Text<'_>, at: usize) -> bool {
    text.toks(at, at + 3)
        .slice()
        .iter()
        .any(|t| text.doc.text(t.span).parse::<u32>().is_ok_and(|n| (1700..2100).contains(&n)))
}

/// From the opening formula back over the letterhead: short lines, none of them a signature or a stamp.
fn back_to_letterhead(text: &Text<'_>, line: usize, floor: usize) -> usize {
    let mut at = line;
    while at > floor + 1 && line - at < 14 {
        let prev = &text.doc.lines[at - 1];
        let len = prev.span.end - prev.span.start;
        let closes = matches!(
            outline::label(text, at - 1),
            Label::Section(
                SectionKind::Signature
                    | SectionKind::Certification
                    | SectionKind::Appeal
                    | SectionKind::Stamp
                    | SectionKind::Vote
                    | SectionKind::Decision
            )
        );
        if len > 90 || closes {
            break;
        }
        at -= 1;
    }
    at
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
        if wider.entries.len() > roll.entries.len() && votes_inside < 2 {
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
    let claimed = roll_end.max(head_floor(text, range.start..first_point));
    let mut acts = acts::find(text, range.start, claimed..range.end);
    let orphan = acts.is_empty() && first_event < range.end;
    let single = orphan || acts::is_single(text, range.clone(), &acts);
    if single {
        let mut head = single::head(text, range.clone());
        head.end = head.end.max(range.start);
        let from = claimed.max(if head.line >= claimed { head.line } else { claimed });
        acts = vec![Act::new(head, from..range.end)];
    }
    let head_end = acts.first().map_or(range.end, |a| a.lines.start);
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
    blanket_vote(text, range.clone(), &at, &mut deliberations, ev, findings);
    if deliberations.is_empty() && kind != Kind::Convocation {
        findings
            .push(Finding::new(Code::NoDeliberation, "no deliberation was found").at(format!("{at}/deliberations")));
    }
    let siren = stamp_of(text, range.clone()).and_then(|t| t.siren);
    let department =
        siren.as_ref().and(stamp_of(text, range.clone())).and_then(|t| t.act_id).and_then(|id| department(&id));

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
    let settled = super::authority::settle(text, range.clone(), &mut authority);
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

/// « Toutes les délibérations ci-dessus ont été prises à l'unanimité »: holds for every act that says nothing itself.
fn blanket_vote(
    text: &Text<'_>,
    range: Range<usize>,
    at: &str,
    deliberations: &mut [Draft],
    ev: &mut Writer<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(mark) = text.find(text.lines(range.start, range.end), &[Term::BlanketVote]) else { return };
    let span = text.mark_span(mark);
    for (i, d) in deliberations.iter_mut().enumerate() {
        let Some(vote) =
            d.record.vote.as_mut().filter(|v| v.unanimous.is_none() && v.against.is_none() && v.for_.is_none())
        else {
            continue;
        };
        vote.unanimous = Some(true);
        vote.stated_by = Some(StatedBy::Explicit);
        if matches!(vote.outcome, None | Some(Outcome::Noted)) {
            vote.outcome = vote.outcome.or(Some(Outcome::Adopted));
        }
        ev.scalar(&format!("{at}/deliberations/{i}/vote/unanimous"), span, "");
        findings.push(
            Finding::new(Code::BlanketVote, "the vote is stated once for all points")
                .on(span)
                .at(format!("{at}/deliberations/{i}/vote")),
        );
    }
}

/// One past the last line of the head that names a count, the convocation or the secretary: acts begin behind it.
fn head_floor(text: &Text<'_>, lines: Range<usize>) -> usize {
    const HEAD: &[Term] = &[Term::CountInOffice, Term::CountVoting, Term::Met, Term::Chair];
    let end = lines.end.min(lines.start + 120);
    (lines.start..end)
        .rev()
        .find(|l| {
            let toks = text.line(*l);
            text.find(toks, HEAD).is_some() && toks.len() < 80 && outline::label(text, *l) == Label::Plain
        })
        .map_or(lines.start, |l| l + 1)
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

/// A deliberation whose persons are still indices into the roster.
struct Draft {
    record: Deliberation,
    names: [Vec<usize>; 4],
    rapporteur: Option<usize>,
    signatories: Vec<Option<usize>>,
}

impl Draft {
    /// Puts the member ids in, once the roster is complete.
    fn name(&mut self, ids: &[String]) {
        let pick = |list: &[usize]| list.iter().filter_map(|i| ids.get(*i).cloned()).collect::<Vec<_>>();
        if let Some(vote) = &mut self.record.vote {
            vote.for_names = pick(&self.names[votes::FOR]);
            vote.against_names = pick(&self.names[votes::AGAINST]);
            vote.abstention_names = pick(&self.names[votes::ABSTENTIONS]);
            vote.not_voting_names = pick(&self.names[votes::NOT_VOTING]);
        }
        self.record.rapporteur = self.rapporteur.and_then(|i| ids.get(i).cloned());
        for (s, i) in self.record.signatories.iter_mut().zip(&self.signatories) {
            s.member = i.and_then(|i| ids.get(i).cloned());
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "one call, from the sitting")]
fn deliberation(
    text: &Text<'_>,
    act: &Act,
    i: usize,
    sitting_id: &str,
    at: &str,
    minutes: bool,
    roster: &mut Roster,
    ev: &mut Writer<'_>,
    findings: &mut Vec<Finding>,
) -> Draft {
    let head = &act.head;
    if let Some(n) = &head.number {
        ev.scalar(&format!("{at}/number"), n.span, &n.value);
    }
    if let Some(t) = &head.title {
        ev.scalar(&format!("{at}/title"), t.span, &t.value);
    }
    let body =
        if head.line >= act.lines.start { head.end.min(act.lines.end)..act.lines.end } else { act.lines.clone() };
    let core = body.start..act.core_end.max(body.start);
    let mut zones = outline::sections(text, core.clone(), minutes);
    if core.end < body.end {
        zones.push(Zone { kind: SectionKind::Other, lines: core.end..body.end });
    }
    let mut sections = Vec::with_capacity(zones.len());
    let mut decisions = Vec::new();
    for zone in &zones {
        let keep = matches!(zone.kind, SectionKind::Signature | SectionKind::Stamp);
        let content = outline::flow(text, zone.lines.clone(), keep);
        if content.is_empty() {
            continue;
        }
        ev.block(&format!("{at}/sections/{}", sections.len()), outline::span_of(text, zone.lines.clone()));
        if zone.kind == SectionKind::Decision {
            ev.block(&format!("{at}/decisions/{}", decisions.len()), outline::span_of(text, zone.lines.clone()));
            decisions.push(decision(text, zone, &content));
        }
        sections.push(record::Section { kind: zone.kind, heading: None, text: content });
    }
    // The vote may stand in the line of the title itself.
    let voting = (head.line..core.start).find(|l| events::event(text, *l).is_some()).unwrap_or(core.start)..core.end;
    let mut found = votes::read(text, voting.clone());
    if head.title.as_ref().is_some_and(|t| election::is_election(text, t.span)) {
        election::read(text, voting, &mut found);
    }
    let (vote, names) = vote(text, &found, &decisions, at, roster, ev, findings);
    let span = outline::span_of(text, act.lines.clone());
    let whole = text.within(span);
    let section_at = |s: Span| {
        let line = text.doc.line_at(s.start);
        zones.iter().find(|z| z.lines.contains(&line)).map(|z| z.kind)
    };
    let found_amounts = amounts::find(text, whole);
    let mut amounts = Vec::with_capacity(found_amounts.amounts.len());
    for a in found_amounts.amounts {
        ev.scalar(&format!("{at}/amounts/{}", amounts.len()), a.span, &a.value.text);
        amounts.push(a.value.into_record(section_at(a.span)));
    }
    for f in found_amounts.findings {
        findings.push(f.at(format!("{at}/amounts")));
    }
    let mut references = Vec::new();
    for r in references::find(text, whole) {
        ev.scalar(&format!("{at}/references/{}", references.len()), r.span, &r.value.text);
        references.push(r.value);
    }
    let mut budget_lines = Vec::new();
    for b in budget::find(text, whole) {
        ev.block(&format!("{at}/budget_lines/{}", budget_lines.len()), b.span);
        budget_lines.push(b.value);
    }
    let rapporteur = rapporteur(text, act.lines.clone()).map(|p| roster.resolve_or_none(&p)).unwrap_or(None);
    let (signatories, signatory_members) = signatories(text, &zones, at, roster, ev);
    let transmission = stamp::read(text, whole).map(|t| {
        ev.block(&format!("{at}/transmission"), t.span);
        t.value
    });
    let transmission = transmission.or_else(|| {
        (!minutes)
            .then(|| stamp::read(text, text.lines(text.doc.body_len, text.doc.lines.len())))
            .flatten()
            .map(|t| t.value)
    });
    let ordinal = i as u32 + 1;
    let number = head.number.as_ref().map(|n| n.value.clone());
    let record = Deliberation {
        id: format!("{sitting_id}#{}", number.clone().unwrap_or_else(|| ordinal.to_string())),
        ordinal,
        confidence: 0.0,
        number,
        title: head.title.as_ref().map(|t| t.value.clone()),
        rapporteur: None,
        matter: matter(text, act.lines.clone())
            .or_else(|| inferred_matter(text, head.title.as_ref().map(|t| &t.value))),
        sections,
        decisions,
        vote: Some(vote),
        amounts,
        budget_lines,
        references,
        signatories,
        transmission,
    };
    Draft { record, names, rapporteur, signatories: signatory_members }
}

/// A decision: its verb and article from the opening of its section.
fn decision(text: &Text<'_>, zone: &Zone, content: &str) -> Decision {
    let toks = text.lines(zone.lines.start, zone.lines.end);
    let verb = text.marks_in(toks).iter().find_map(|m| text.value(*m, Term::Verb)).map(str::to_owned);
    let article = outline::opening(text, zone.lines.start)
        .filter(|(m, _)| text.is(*m, Term::DecisionArticle))
        .map(|_| content.split([':', '–', '-']).next().unwrap_or("").trim().trim_matches('*').to_owned());
    Decision { verb, article: article.filter(|a| a.len() < 24), text: content.to_owned() }
}

fn vote(
    text: &Text<'_>,
    found: &FoundVote,
    decisions: &[Decision],
    at: &str,
    roster: &mut Roster,
    ev: &mut Writer<'_>,
    findings: &mut Vec<Finding>,
) -> (Vote, [Vec<usize>; 4]) {
    let mut names: [Vec<usize>; 4] = Default::default();
    let mut counts: [Option<u32>; 4] = [None; 4];
    let keys = [
        ("for", "for_names"),
        ("against", "against_names"),
        ("abstentions", "abstention_names"),
        ("not_voting", "not_voting_names"),
    ];
    for (k, side) in found.sides.iter().enumerate() {
        for span in &side.names {
            for p in person::persons(text, text.within(*span)) {
                if let Some(m) = roster.resolve_or_none(&p)
                    && !names[k].contains(&m)
                {
                    ev.scalar(&format!("{at}/vote/{}/{}", keys[k].1, names[k].len()), p.span, "");
                    names[k].push(m);
                }
            }
            // « M. Dupont et son pouvoir »: the grantor votes as the holder does.
            if let Some(own) = text.find(text.within(*span), &[Term::ProxyOwn]) {
                let printed = side.count.as_ref().map_or(usize::MAX, |c| c.value as usize);
                let holders = names[k].clone();
                for g in holders.into_iter().flat_map(|h| roster.grantors(h)) {
                    if names[k].len() < printed && !names[k].contains(&g) {
                        ev.scalar(&format!("{at}/vote/{}/{}", keys[k].1, names[k].len()), text.mark_span(own), "");
                        names[k].push(g);
                    }
                }
            }
        }
        counts[k] =
            side.count.as_ref().map(|c| c.value).or_else(|| (!names[k].is_empty()).then_some(names[k].len() as u32));
        if let Some(c) = &side.count {
            ev.scalar(&format!("{at}/vote/{}", keys[k].0), c.span, &c.value.to_string());
            if !names[k].is_empty() && c.value as usize != names[k].len() {
                findings.push(
                    Finding::new(
                        Code::VoteNamesMismatch,
                        format!("« {} » is printed beside {} name(s)", c.value, names[k].len()),
                    )
                    .on(c.span)
                    .at(format!("{at}/vote/{}", keys[k].1)),
                );
            }
        }
    }
    if let Some(u) = &found.unanimous {
        ev.scalar(&format!("{at}/vote/unanimous"), u.span, "");
    }
    let outcome = found.outcome.or_else(|| (!decisions.is_empty()).then_some(Outcome::Adopted));
    if let (Some(s), Some(_)) = (found.span, outcome) {
        ev.scalar(&format!("{at}/vote/outcome"), s, "");
    }
    let vote = Vote {
        outcome,
        unanimous: found.unanimous.as_ref().map(|u| u.value),
        for_: counts[votes::FOR],
        against: counts[votes::AGAINST],
        abstentions: counts[votes::ABSTENTIONS],
        not_voting: counts[votes::NOT_VOTING],
        ballot: found.ballot.as_ref().map(|b| b.value),
        stated_by: outcome.map(|_| if found.explicit { StatedBy::Explicit } else { StatedBy::Implicit }),
        ..Vote::default()
    };
    (vote, names)
}

fn rapporteur(text: &Text<'_>, lines: Range<usize>) -> Option<Person> {
    for line in lines.start..lines.end.min(lines.start + 30) {
        if outline::label(text, line) == Label::Rapporteur {
            let (mark, rest) = outline::opening(text, line)?;
            let mut toks = text.toks(mark.end as usize, rest.end);
            while toks.first().is_some_and(|t| matches!(t.sign, ':' | '-' | '*')) {
                toks = toks.skip(1);
            }
            return person::person(text, toks).map(|p| p.0);
        }
    }
    None
}

/// The @CTES matter as printed: « Nomenclature ACTES : 7.1.6 Tarifs ».
fn matter(text: &Text<'_>, lines: Range<usize>) -> Option<Matter> {
    let toks = text.lines(lines.start, lines.end.min(lines.start + 25));
    let mark = text.find(toks, &[Term::Matter])?;
    let after = text.toks(mark.end as usize, (mark.end as usize + 8).min(toks.end));
    let s = after.text();
    let digits = s.find(|c: char| c.is_ascii_digit())?;
    let code: String = s[digits..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .map(|c| if c == '-' { '.' } else { c })
        .collect();
    let mut parts = code.split('.');
    let (a, b) = (parts.next()?, parts.next()?);
    let ok = a.len() == 1 && (1..=2).contains(&b.len()) && !b.is_empty();
    ok.then(|| Matter { code: format!("{a}.{b}"), label: None, inferred: false })
}

/// The matter that the words of the title tell; marked as inferred.
fn inferred_matter(text: &Text<'_>, title: Option<&String>) -> Option<Matter> {
    let code = text.lexicon.matters().of(title?)?;
    Some(Matter { code: code.to_owned(), label: None, inferred: true })
}

/// Who signed: the persons of the signature sections.
fn signatories(
    text: &Text<'_>,
    zones: &[Zone],
    at: &str,
    roster: &mut Roster,
    ev: &mut Writer<'_>,
) -> (Vec<Signatory>, Vec<Option<usize>>) {
    let mut out = Vec::new();
    let mut members = Vec::new();
    for zone in zones.iter().filter(|z| z.kind == SectionKind::Signature) {
        for line in zone.lines.clone() {
            let toks = text.line(line);
            if toks.len() > 14 {
                continue;
            }
            for i in toks.start..toks.end {
                let t = text.tokens[i];
                if t.kind != crate::grammar::tokens::Kind::Word || t.case == crate::grammar::tokens::Case::Lower {
                    continue;
                }
                let Some((p, _)) = person::person(text, text.toks(i, toks.end)) else { continue };
                let Some(m) = roster.resolve_or_none(&p) else { continue };
                if !members.contains(&Some(m)) {
                    ev.scalar(&format!("{at}/signatories/{}", out.len()), p.span, "");
                    out.push(Signatory { member: None, name: roster.name(m), role: p.role.clone() });
                    members.push(Some(m));
                }
                break;
            }
        }
    }
    (out, members)
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
