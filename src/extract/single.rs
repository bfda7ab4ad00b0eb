//! A document that is one act: its number and title stand anywhere in the head, above or below the attendance.

use super::agenda::Agenda;
use super::heads::{self, Form, Head};
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::{At, Span};
use crate::record::SectionKind;
use std::ops::Range;

/// First line of a visa, recital, formula or decision: the head of the act ends before it.
#[must_use]
pub fn first_clause(text: &Text<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .find(|l| {
            matches!(
                outline::label(text, *l),
                Label::Section(
                    SectionKind::Visa
                        | SectionKind::Recital
                        | SectionKind::Formula
                        | SectionKind::Decision
                        | SectionKind::Vote
                )
            )
        })
        .unwrap_or(range.end)
}

/// The head of the only act in `range`.
#[must_use]
pub fn head(text: &Text<'_>, range: Range<usize>) -> Head {
    let clause = first_clause(text, range.clone());
    let found = candidates(text, range.start..clause.max(range.start + 1).min(range.end));
    let number = found
        .iter()
        .find(|h| h.form == Form::Numbered)
        .and_then(|h| h.number.clone())
        .or_else(|| inline_number(text, range.start..clause))
        .or_else(|| {
            candidates(text, clause..range.end)
                .into_iter()
                .find(|h| h.form == Form::Numbered && h.title.is_none())
                .and_then(|h| h.number)
        });
    let object = found.iter().find(|h| h.form == Form::Object && h.title.is_some());
    let usable = |h: &&Head| {
        h.title.as_ref().is_some_and(|t| t.value.len() >= 8 && !is_prose(&t.value) && !is_letterhead(text, t.span))
    };
    let own = found.iter().filter(|h| h.form == Form::Numbered).find(usable);
    let heading =
        found.iter().filter(|h| matches!(h.form, Form::Heading | Form::Point | Form::Item)).filter(usable).max_by_key(
            |h| {
                let len = h.title.as_ref().map_or(0, |t| t.value.len().min(300));
                len + if h.form == Form::Heading { 200 } else { 0 }
            },
        );
    let chosen = object.or(own).or(heading).or(found.first());
    let mut head = chosen.cloned().unwrap_or(Head {
        line: range.start,
        end: range.start,
        form: Form::Heading,
        number: None,
        title: None,
        rank: None,
        styles: 0,
    });
    if chosen.is_some_and(|h| h.title.as_ref().is_some_and(|t| is_letterhead(text, t.span))) {
        head.title = None;
    }
    head.number = number;
    head
}

/// The heads of a stretch, plain lines left out: a single act has a marked title.
fn candidates(text: &Text<'_>, lines: Range<usize>) -> Vec<Head> {
    let mut found = heads::find(text, lines, &Agenda::default());
    found.retain(|h| h.form != Form::Line);
    found
}

/// « Délibération n° X » inside a line or a cell of the head.
fn inline_number(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    let toks = text.lines(lines.start, lines.end);
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::ActNumber)) {
        let mut at = m.end as usize;
        while text.tokens.get(at).is_some_and(|t| t.kind == Kind::Sign && at < toks.end) {
            at += 1;
        }
        let Some(t) = text.tokens.get(at).filter(|_| at < toks.end) else { continue };
        let line = &text.doc.lines[t.line as usize];
        let rest = text.doc.clean.get(t.span.start as usize..line.span.end as usize).unwrap_or("");
        if let Some(len) = heads::register_len(rest) {
            return Some(At::new(rest[..len].to_owned(), Span::new(t.span.start, t.span.start + len as u32)));
        }
    }
    None
}

/// A sentence, not a title.
fn is_prose(s: &str) -> bool {
    let lower = s.chars().filter(|c| c.is_lowercase()).count();
    s.len() > 180 && lower * 3 > s.len() * 2
}

/// A line of the letterhead or a rubric of the head, not a title.
fn is_letterhead(text: &Text<'_>, span: Span) -> bool {
    const NOT: &[Term] = &[
        Term::Extract,
        Term::Minutes,
        Term::SittingOf,
        Term::Present,
        Term::Excused,
        Term::Absent,
        Term::Represented,
        Term::ProxyHeading,
        Term::Convened,
        Term::Met,
        Term::Secretary,
        Term::CountInOffice,
        Term::CountVoting,
        Term::Signature,
        Term::Stamp,
        Term::Formula,
    ];
    let toks = text.within(span);
    if text.find(toks, NOT).is_some() {
        return true;
    }
    // « COMMUNE DE X », « LE CONSEIL MUNICIPAL »: a name of the authority or the body, and nothing but that.
    let named = text
        .marks_in(toks)
        .iter()
        .any(|m| (m.first as usize) < toks.start + 4 && [Term::Authority, Term::Body].iter().any(|t| text.is(*m, *t)));
    let page = text.doc.text(span).trim().to_lowercase().starts_with("page ") && toks.len() <= 6;
    named && toks.len() <= 14 || page
}
