//! Who keeps the minutes, where that is put to the vote, or is a point of its own, before the first act.

use super::acts::{self, Act};
use super::agenda::Agenda;
use super::events::{self, Event};
use super::heads::{self, Form, Head, style};
use super::titles::trim_title;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::Span;
use std::ops::Range;

/// What such a title is about, in the nomenclature of acts: the working of the assemblies.
const MATTER: &str = "5.2";
/// Words of the title at most.
const LONGEST: usize = 7;
/// Lines from the title to the vote.
const REACH: usize = 4;

/// « Nomination du secrétaire », alone on its line.
#[must_use]
pub fn title(text: &Text<'_>, line: usize) -> Option<Span> {
    // « 1. Désignation du secrétaire de séance », « 2/ … »
    let whole = text.doc.lines[line].span;
    let sign = heads::point_sign_len(text.doc.text(whole)) as u32;
    let toks = outline::behind_bullet(text.within(Span::new(whole.start + sign, whole.end)));
    let office = text.marks_in(toks).last().filter(|m| text.is(**m, Term::Secretary))?;
    // « Désignation du secrétaire de séance. », « … : »
    let stop = text.tokens.get(office.end as usize).is_some_and(|t| matches!(t.sign, '.' | ':'));
    let whole = office.end as usize + usize::from(stop) == toks.end
        && office.first as usize > toks.start
        && toks.len() <= LONGEST;
    let matter = text.lexicon.matters().of(text.doc.text(toks.span()));
    (whole && matter == Some(MATTER)).then(|| toks.span())
}

/// The act on who keeps the minutes.
#[must_use]
pub fn opt_act(text: &Text<'_>, lines: Range<usize>) -> Option<Act> {
    opt_vote(text, lines.clone()).or_else(|| opt_point(text, lines.clone())).or_else(|| opt_line(text, lines))
}

/// « Désignation du secrétaire de séance : Mme X, à l'unanimité. »
fn opt_line(text: &Text<'_>, lines: Range<usize>) -> Option<Act> {
    let voted = |l: usize, title: Span| {
        let line = text.line(l);
        let behind = text.toks(text.within(title).end, line.end);
        text.find(behind, &[Term::Unanimous]).is_some() && events::event(text, l) == Some(Event::Vote)
    };
    let (line, span) = lines.into_iter().find_map(|l| {
        let title = phrase(text, outline::behind_bullet(text.line(l)).span())?;
        voted(l, title).then_some((l, title))
    })?;
    let title = trim_title(text, span)?;
    let form = Form::Heading;
    let head = Head { line, end: line + 1, form, number: None, title: Some(title), rank: None, styles: 0 };
    Some(Act::new(head, line..line + 1))
}

/// The title, and « Vote : à l'unanimité » a few lines below.
fn opt_vote(text: &Text<'_>, lines: Range<usize>) -> Option<Act> {
    let vote = |from: usize| {
        (from..lines.end.min(from + REACH)).find(|l| {
            let first = text.mark_at(text.line(*l).start);
            let heading = first.is_some_and(|m| text.is(m, Term::VoteHeading) || text.is(m, Term::Adopted));
            // « M. X se porte candidat et est élu secrétaire de séance à l'unanimité. »
            let chosen = || text.find(text.line(*l), &[Term::Secretary]).is_some();
            (heading || chosen()) && events::event(text, *l) == Some(Event::Vote)
        })
    };
    // A point that begins before the vote has it.
    let vote = |from: usize| vote(from).filter(|end| acts::first_marked(text, from..*end).is_none());
    let (line, span, end) = lines.clone().find_map(|l| Some((l, title(text, l)?, vote(l + 1)?)))?;
    let title = trim_title(text, span)?;
    let form = Form::Heading;
    let head = Head { line, end: line + 1, form, number: None, title: Some(title), rank: None, styles: 0 };
    Some(Act::new(head, line..end + 1))
}

/// « 1. Désignation du secrétaire de séance : M. X est désigné secrétaire »: a point of the agenda like the others.
fn opt_point(text: &Text<'_>, lines: Range<usize>) -> Option<Act> {
    let heads = heads::find(text, lines.clone(), &Agenda::default());
    let point = |h: &Head| h.styles & (style::RANKED | style::NUMBERED) != 0;
    let own = |h: &Head| h.title.as_ref().filter(|_| point(h)).and_then(|t| phrase(text, t.span));
    let (i, span) = heads.iter().enumerate().find_map(|(i, h)| Some((i, own(h)?)))?;
    let head = Head { title: trim_title(text, span), ..heads[i].clone() };
    let end = heads.get(i + 1).map_or(lines.end, |h| h.line);
    // In an agenda the title is all.
    let behind = text.toks(text.within(span).end, text.line(end - 1).end);
    let told = end > head.line && text.find(behind, &[Term::Secretary]).is_some();
    let lines = head.line..end;
    told.then(|| Act::new(head, lines))
}

/// « 2. Désignation du secrétaire de séance⏎Mme X est désignée secrétaire »: the lines that tell who was chosen, below points
/// of that title where nothing else tells of an outcome.
pub(super) fn chosen(text: &Text<'_>, heads: &[Head], events: &[(usize, Event)], limit: usize) -> Vec<usize> {
    let told = |(i, h): (usize, &Head)| {
        let end = heads.get(i + 1).map_or(limit, |n| n.line).min(h.end + REACH);
        let point = h.styles & style::RANKED != 0 && titled(text, h);
        let decided = || events.iter().any(|(l, _)| (h.line..end).contains(l));
        let secretary = |l: &usize| text.find(text.line(*l), &[Term::Secretary]).is_some();
        (point && !decided()).then(|| (h.end..end).find(secretary)).flatten()
    };
    heads.iter().enumerate().filter_map(told).collect()
}

/// Whether a title is that of such a point.
#[must_use]
pub fn titled(text: &Text<'_>, head: &Head) -> bool {
    head.title.as_ref().is_some_and(|t| phrase(text, t.span) == Some(t.span))
}

/// The words of a title up to the office, where they are all that it says or a colon follows.
fn phrase(text: &Text<'_>, title: Span) -> Option<Span> {
    let toks = text.within(title);
    let office = text.marks_in(toks).iter().find(|m| text.is(**m, Term::Secretary))?;
    let end = office.end as usize;
    let closed = end == toks.end || matches!(text.tokens[end].sign, ':' | '.');
    let span = text.toks(toks.start, end).span();
    (closed && text.lexicon.matters().of(text.doc.text(span)) == Some(MATTER)).then_some(span)
}
