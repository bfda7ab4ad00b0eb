//! A document that is one act: its number and title stand anywhere in the head, above or below the attendance.

mod cells;
mod number;
mod title;

use super::acts::Act;
use super::agenda;
use super::heads::{self, Form, Head, style};
use crate::grammar::lexicon::Terms;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{At, fold};
use crate::record::SectionKind;
use std::collections::BTreeSet;
use std::ops::Range;

/// Lines from a vote among the counts of the head to the object below them.
const ABOVE_OBJECT: usize = 4;

/// First line of a visa, recital, formula or decision: the head of the act ends before it.
#[must_use]
pub fn first_clause(text: &Text<'_>, range: Range<usize>) -> usize {
    // « Pour : 8 │ Contre : 0 », among the counts of the letterhead.
    let opening = range.clone().find(|l| text.find(text.line(*l), &[Term::Met, Term::DateYearLead]).is_some());
    let object = range.clone().find(|l| outline::label(text, *l) == Label::Object);
    // « Nombre de suffrages exprimés : 17⏎Votes pour : 17⏎⏎OBJET : … »
    let above_object = |l: usize| object.is_some_and(|o| l < o && o <= l + ABOVE_OBJECT);
    let in_letterhead = |l: usize| opening.is_some_and(|o| l < o) || above_object(l);
    range
        .clone()
        .find(|l| {
            let label = outline::label(text, *l);
            !(label == Label::Section(SectionKind::Vote) && in_letterhead(*l))
                && matches!(
                    label,
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

/// « Votes pour : 17⏎⏎OBJET : … »: the line of the vote that stands right above the object, below the line `floor`.
#[must_use]
pub fn vote_above(text: &Text<'_>, floor: usize, object: usize) -> Option<usize> {
    let voted = |l: &usize| outline::label(text, *l) == Label::Section(SectionKind::Vote);
    let labelled = object < text.doc.lines.len() && outline::label(text, object) == Label::Object;
    (floor.max(object.saturating_sub(ABOVE_OBJECT))..object).filter(|_| labelled).find(voted)
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
    let Some(first) = acts.first() else { return false };
    // « Objet : procès-verbal de la séance du 3 mai » is that of a letter.
    let of_minutes = |h: &Head| {
        const OTHER: Terms = Terms::of(&[Term::Minutes, Term::Agenda, Term::MinutesApproval, Term::Convened]);
        let first = |t: &At<String>| text.longest_at(text.within(t.span).start);
        h.title.as_ref().and_then(first).is_some_and(|m| text.is_any(m, OTHER))
    };
    let announced = |h: &Head| {
        let mark = outline::opening(text, h.line).map(|(m, _)| m);
        h.form == Form::Numbered && mark.is_some_and(|m| text.is(m, Term::ActNumber))
    };
    let above: Vec<Head> =
        candidates(text, start..first.lines.start).into_iter().filter(|h| marked(h) && !of_minutes(h)).collect();
    let numbers: BTreeSet<String> =
        above.iter().filter_map(|h| h.number.as_ref().map(|n| fold::key(&n.value))).collect();
    // « DÉLIBÉRATION N° 2018/06/021 (suite) » heads the next page.
    let again = |h: &Head| h.number.as_ref().is_some_and(|n| numbers.contains(&fold::key(&n.value)));
    let weak = |a: &Act| {
        let h = &a.head;
        again(h) || !marked(h) && h.rank.is_none() && h.styles & style::AGENDA == 0
    };
    let object = above.iter().any(|h| h.form == Form::Object) && acts.len() == 1;
    numbers.len() <= 1 && acts.iter().all(weak) && (object || above.iter().any(announced))
}

/// The heads of a stretch, plain lines left out: a single act has a marked title.
fn candidates(text: &Text<'_>, lines: Range<usize>) -> Vec<Head> {
    // A printed agenda holds other acts of the day; what it announces and the document prints again is this one.
    let agenda = agenda::find(text, lines.clone());
    let mut found = heads::find(text, lines, &agenda);
    found.retain(|h| h.form != Form::Line);
    found
}
