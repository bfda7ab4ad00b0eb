//! A document that is one act: its number and title stand anywhere in the head, above or below the attendance.

mod cells;
mod number;
mod title;

use super::acts::Act;
use super::agenda;
use super::heads::{self, Form, Head, style};
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::record::SectionKind;
use std::collections::BTreeSet;
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
    let above = range.start..clause;
    let cell = cells::object_in_row(text, above.clone()).or_else(|| cells::object_in_cell(text, above.clone()));
    let number = number::find(text, &range, clause, &found, cell.as_ref());
    let mut head = title::find(text, above, &found, cell).unwrap_or(Head {
        line: range.start,
        end: range.start,
        form: Form::Heading,
        number: None,
        title: None,
        rank: None,
        styles: 0,
    });
    head.number = number;
    head
}

/// Whether the head of a document, above all `acts` that were found in it, names one act, and what was found below is
/// marked by nothing of the kind: headings, rows of a table, lines of a ballot. Its number must be announced (« Délibération
/// n° 3 »); « Objet : … » without one is enough where but one thing was found below.
#[must_use]
pub fn is_headed(text: &Text<'_>, start: usize, acts: &[Act]) -> bool {
    let marked = |h: &Head| matches!(h.form, Form::Numbered | Form::Object);
    let weak = |a: &Act| !marked(&a.head) && a.head.rank.is_none() && a.head.styles & style::AGENDA == 0;
    let Some(first) = acts.first().filter(|_| acts.iter().all(weak)) else { return false };
    // « Objet : procès-verbal de la séance du 3 mai » is that of a letter.
    let of_minutes = |h: &Head| {
        const OTHER: &[Term] = &[Term::Minutes, Term::Agenda, Term::MinutesApproval, Term::Convened];
        h.title.as_ref().is_some_and(|t| text.find(text.within(t.span), OTHER).is_some())
    };
    let announced = |h: &Head| {
        let mark = outline::opening(text, h.line).map(|(m, _)| m);
        h.form == Form::Numbered && mark.is_some_and(|m| text.is(m, Term::ActNumber))
    };
    let above: Vec<Head> =
        candidates(text, start..first.lines.start).into_iter().filter(|h| marked(h) && !of_minutes(h)).collect();
    let numbers: BTreeSet<&str> = above.iter().filter_map(|h| h.number.as_ref().map(|n| n.value.as_str())).collect();
    let object = above.iter().any(|h| h.form == Form::Object) && acts.len() == 1;
    numbers.len() <= 1 && (object || above.iter().any(announced))
}

/// The heads of a stretch, plain lines left out: a single act has a marked title.
fn candidates(text: &Text<'_>, lines: Range<usize>) -> Vec<Head> {
    // A printed agenda holds other acts of the day; what it announces and the document prints again is this one.
    let agenda = agenda::find(text, lines.clone());
    let mut found = heads::find(text, lines, &agenda);
    found.retain(|h| h.form != Form::Line);
    found
}
