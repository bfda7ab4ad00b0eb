//! One deliberation of the record: sections, decisions, amounts, references, signatories.

use super::acts::Act;
use super::ballot::vote;
use super::clerk;
use super::election;
use super::events;
use super::heads::Head;
use super::told_decisions;
use super::vote_box;
use super::votes::{self};
use super::writer::Writer;
use super::{amounts, budget, references, stamp};
use crate::grammar::outline::{self, Label, Zone};
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Toks;
use crate::page::Span;
use crate::reconcile::Roster;
use crate::record::{self, Decision, Deliberation, Matter, Outcome, SectionKind, Signatory};
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

/// Where a deliberation stands.
pub(super) struct Place<'a> {
    /// Its place among the acts, from 1.
    pub(super) ordinal: u32,
    /// The id of the sitting.
    pub(super) sitting: &'a str,
    /// Its pointer in the record.
    pub(super) at: String,
    /// It is the whole document.
    pub(super) single: bool,
    /// The first line of its sitting.
    pub(super) first: usize,
}

/// The sections of an act and what they decide.
struct Body {
    zones: Vec<Zone>,
    sections: Vec<record::Section>,
    decisions: Vec<Decision>,
    /// The lines between head and what follows the act.
    core: Range<usize>,
}

/// An act as the record has it.
pub(super) fn deliberation(
    text: &Text<'_>,
    act: &Act,
    place: &Place<'_>,
    roster: &mut Roster,
    out: &mut Writer<'_>,
) -> Draft {
    let (head, at) = (&act.head, &*place.at);
    if let Some(n) = &head.number {
        out.scalar(&format!("{at}/number"), n.span, &n.value);
    }
    if let Some(t) = &head.title {
        out.scalar(&format!("{at}/title"), t.span, &t.value);
    }
    let body = body(text, act, !place.single, at, out);
    let mut found = stated_vote(text, act, &body);
    if place.single {
        vote_box::complete(text, place.first..body.core.start, &mut found);
    }
    let (vote, names) = vote(text, &found, &body.decisions, at, roster, out);
    let whole = text.within(outline::span_of(text, act.lines.clone()));
    let amounts = sums(text, whole, &body, at, out);
    // What the head of an extract cites, as the article on the quorum, is cited by its only act.
    let from = if place.single { place.first.min(act.lines.start) } else { act.lines.start };
    let references = cited(text, text.within(outline::span_of(text, from..act.lines.end)), at, out);
    let budget_lines = budget_lines(text, whole, at, out);
    let rapporteur = rapporteur(text, act.lines.clone()).and_then(|p| roster.resolve_or_none(&p));
    let (signatories, signatory_members) = signatories(text, &body.zones, at, roster, out);
    let transmission = transmission(text, whole, place, out);
    let number = head.number.as_ref().map(|n| n.value.clone());
    let title = head.title.as_ref().map(|t| t.value.clone());
    let record = Deliberation {
        id: format!("{}#{}", place.sitting, number.clone().unwrap_or_else(|| place.ordinal.to_string())),
        ordinal: place.ordinal,
        confidence: 0.0,
        number,
        rapporteur: None,
        matter: matter(text, act.lines.clone()).or_else(|| inferred_matter(text, title.as_ref())),
        title,
        sections: body.sections,
        decisions: body.decisions,
        vote: Some(vote),
        amounts,
        budget_lines,
        references,
        signatories,
        transmission,
    };
    Draft { record, names, rapporteur, signatories: signatory_members }
}

/// The lines of an act behind its head, cut into sections; what stands behind its core is a section of its own.
fn body(text: &Text<'_>, act: &Act, minutes: bool, at: &str, out: &mut Writer<'_>) -> Body {
    let head = &act.head;
    let lines =
        if head.line >= act.lines.start { head.end.min(act.lines.end)..act.lines.end } else { act.lines.clone() };
    let core = lines.start..act.core_end.max(lines.start);
    let mut zones = told_decisions::set_apart(text, outline::sections(text, core.clone(), minutes));
    if core.end < lines.end {
        zones.push(Zone { kind: SectionKind::Other, lines: core.end..lines.end });
    }
    let mut sections = Vec::with_capacity(zones.len() + 1);
    let mut decisions = Vec::new();
    let mut told = behind_title(text, head).filter(|_| head.line >= act.lines.start);
    if let Some(span) = told.filter(|_| zones.first().is_none_or(|z| z.kind != SectionKind::Report)) {
        out.block(&format!("{at}/sections/0"), span);
        let content = text.doc.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        sections.push(record::Section { kind: SectionKind::Report, heading: None, text: content });
        told = None;
    }
    for zone in &zones {
        let keep = matches!(zone.kind, SectionKind::Signature | SectionKind::Stamp);
        let mut content = outline::flow(text, zone.lines.clone(), keep);
        let mut span = outline::span_of(text, zone.lines.clone());
        if let Some(first) = told.take() {
            let gap = if text.doc.lines[zone.lines.start].gap_before { "\n\n" } else { " " };
            content = format!("{}{gap}{content}", text.doc.text(first).trim_end()).trim_end().to_owned();
            span = first.to(span);
        }
        if content.is_empty() {
            continue;
        }
        out.block(&format!("{at}/sections/{}", sections.len()), span);
        if zone.kind == SectionKind::Decision {
            out.block(&format!("{at}/decisions/{}", decisions.len()), span);
            decisions.push(decision(text, zone, &content));
        }
        for told in told_decisions::among(text, zone) {
            out.block(&format!("{at}/decisions/{}", decisions.len()), told.span);
            decisions.push(told.value);
        }
        sections.push(record::Section { kind: zone.kind, heading: None, text: content });
    }
    Body { zones, sections, decisions, core }
}

/// What stands behind the title in its own lines: « Taxes : les taux restent … », « Comité des fêtes │ 300 € ».
fn behind_title(text: &Text<'_>, head: &Head) -> Option<Span> {
    let title = head.title.as_ref()?;
    let end = text.doc.lines.get(head.end.checked_sub(1)?)?.span.end;
    let numbered = head.number.as_ref().map(|n| n.span.end).filter(|e| *e <= end);
    let from = title.span.end.max(numbered.unwrap_or(0));
    let rest = text.doc.clean.get(from as usize..end as usize)?;
    let told = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '«' | '"' | '('));
    let word = told.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some();
    word.then(|| Span::new(end - told.len() as u32, end))
}

/// The vote of an act; it may stand in the line of the title itself.
fn stated_vote(text: &Text<'_>, act: &Act, body: &Body) -> votes::FoundVote {
    let core = &body.core;
    // The vote on an extract may stand among the counts above its object.
    let first = (act.head.line.min(act.lines.start)..core.start)
        .find(|l| events::event(text, *l).is_some())
        .unwrap_or(core.start);
    let mut found = votes::read(text, first..core.end);
    if act.head.title.as_ref().is_some_and(|t| election::is_election(text, t.span)) {
        election::read(text, first..core.end, &mut found);
    }
    if found.outcome.is_none() && clerk::titled(text, &act.head) {
        found.outcome = Some(Outcome::Adopted);
    }
    found
}

/// The sums of an act, each with the kind of the section that it stands in.
fn sums(text: &Text<'_>, whole: Toks<'_>, body: &Body, at: &str, out: &mut Writer<'_>) -> Vec<record::Amount> {
    let section_at = |s: Span| {
        let line = text.doc.line_at(s.start);
        body.zones.iter().find(|z| z.lines.contains(&line)).map(|z| z.kind)
    };
    let found = amounts::find(text, whole);
    let mut amounts = Vec::with_capacity(found.amounts.len());
    for a in found.amounts {
        out.scalar(&format!("{at}/amounts/{}", amounts.len()), a.span, &a.value.text);
        amounts.push(a.value.into_record(section_at(a.span)));
    }
    for f in found.findings {
        out.find(f.at(format!("{at}/amounts")));
    }
    amounts
}

/// The texts that an act cites.
pub(super) fn cited(text: &Text<'_>, whole: Toks<'_>, at: &str, out: &mut Writer<'_>) -> Vec<record::Reference> {
    let found = references::find(text, whole).into_iter().enumerate();
    let put = found.map(|(i, r)| {
        out.scalar(&format!("{at}/references/{i}"), r.span, &r.value.text);
        r.value
    });
    put.collect()
}

/// The lines of the budget that an act names.
fn budget_lines(text: &Text<'_>, whole: Toks<'_>, at: &str, out: &mut Writer<'_>) -> Vec<record::BudgetLine> {
    let found = budget::find(text, whole).into_iter().enumerate();
    let put = found.map(|(i, b)| {
        out.block(&format!("{at}/budget_lines/{i}"), b.span);
        b.value
    });
    put.collect()
}

/// The stamp of the préfecture; that of a single act may stand in the furniture of its pages.
fn transmission(
    text: &Text<'_>,
    whole: Toks<'_>,
    place: &Place<'_>,
    out: &mut Writer<'_>,
) -> Option<record::Transmission> {
    let printed = stamp::read(text, whole).map(|t| {
        out.block(&format!("{}/transmission", place.at), t.span);
        t.value
    });
    let furniture = || stamp::read(text, text.lines(text.doc.body_len, text.doc.lines.len())).map(|t| t.value);
    printed.or_else(|| place.single.then(furniture).flatten())
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
    out: &mut Writer<'_>,
) -> (Vec<Signatory>, Vec<Option<usize>>) {
    let mut signatories = Vec::new();
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
                    out.scalar(&format!("{at}/signatories/{}", signatories.len()), p.span, "");
                    signatories.push(Signatory { member: None, name: roster.name(m), role: p.role.clone() });
                    members.push(Some(m));
                }
                break;
            }
        }
    }
    (signatories, members)
}
