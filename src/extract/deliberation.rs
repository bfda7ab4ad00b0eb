//! One deliberation of the record: sections, decisions, amounts, references, signatories.

use super::acts::Act;
use super::ballot::vote;
use super::election;
use super::events;
use super::votes::{self};
use super::writer::Writer;
use super::{amounts, budget, references, stamp};
use crate::finding::Finding;
use crate::grammar::outline::{self, Label, Zone};
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::Span;
use crate::reconcile::Roster;
use crate::record::{self, Decision, Deliberation, Matter, SectionKind, Signatory};
use std::ops::Range;

/// A deliberation whose persons are still indices into the roster.
pub(super) struct Draft {
    pub(super) record: Deliberation,
    pub(super) names: [Vec<usize>; 4],
    pub(super) rapporteur: Option<usize>,
    pub(super) signatories: Vec<Option<usize>>,
}

impl Draft {
    /// Puts the member ids in, once the roster is complete.
    pub(super) fn name(&mut self, ids: &[String]) {
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
pub(super) fn deliberation(
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
pub(super) fn decision(text: &Text<'_>, zone: &Zone, content: &str) -> Decision {
    let toks = text.lines(zone.lines.start, zone.lines.end);
    let verb = text.marks_in(toks).iter().find_map(|m| text.value(*m, Term::Verb)).map(str::to_owned);
    let article = outline::opening(text, zone.lines.start)
        .filter(|(m, _)| text.is(*m, Term::DecisionArticle))
        .map(|_| content.split([':', '–', '-']).next().unwrap_or("").trim().trim_matches('*').to_owned());
    Decision { verb, article: article.filter(|a| a.len() < 24), text: content.to_owned() }
}

pub(super) fn rapporteur(text: &Text<'_>, lines: Range<usize>) -> Option<Person> {
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
pub(super) fn matter(text: &Text<'_>, lines: Range<usize>) -> Option<Matter> {
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
pub(super) fn inferred_matter(text: &Text<'_>, title: Option<&String>) -> Option<Matter> {
    let code = text.lexicon.matters().of(title?)?;
    Some(Matter { code: code.to_owned(), label: None, inferred: true })
}

/// Who signed: the persons of the signature sections.
pub(super) fn signatories(
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
