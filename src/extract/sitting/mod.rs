//! The head of a sitting: authority, body, dates, hours, chair, secretary and printed counts.
//!
//! One room for each idea; every production gives a value with its place, or nothing. The head is read first, then the
//! whole sitting, then the running heads and feet: the first that names a thing is believed.

mod authority;
mod body;
mod counts;
mod day;
mod hours;
mod named_lines;
mod named_within;
mod names;
pub mod offices;
mod place;
mod secretary;
mod stacked;
pub mod staff;

pub use counts::{IN_OFFICE, PRESENT, REPRESENTED};

use crate::finding::Finding;
use crate::grammar::person::Person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Toks;
use crate::page::At;
use crate::record::{AuthorityKind, Session};
use std::ops::Range;

/// The head as printed; persons are not yet resolved.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Proper name of the authority.
    pub authority: Option<At<String>>,
    /// Its kind.
    pub kind: AuthorityKind,
    /// Canonical name of the body.
    pub body: Option<At<String>>,
    /// Ordinary or extraordinary.
    pub session: Option<At<Session>>,
    /// Date of the sitting.
    pub date: Option<At<jiff::civil::Date>>,
    /// Date of the convocation.
    pub convened_on: Option<At<jiff::civil::Date>>,
    /// Hour of opening.
    pub opened_at: Option<At<(u8, u8)>>,
    /// Hour of closing.
    pub closed_at: Option<At<(u8, u8)>>,
    /// Where it met.
    pub place: Option<At<String>>,
    /// Who presided, as the opening says it.
    pub chair: Option<Person>,
    /// Who signed or speaks as head of the body: presides where the opening and the lists name nobody.
    pub presumed_chair: Option<offices::Presumed>,
    /// Who presides by the words of an act, where the head does not say it.
    pub chair_below: Option<Person>,
    /// Who may be the secretary, the most likely first; the first whom a list names is.
    pub secretary: Vec<Person>,
    /// Counts: in office, present, represented, absent, voting, quorum.
    pub counts: [Option<At<u32>>; 6],
    /// What the head tells a careful reader.
    pub findings: Vec<Finding>,
}

/// How many lines are a head at the least, where an act seems to begin at once.
const SHORTEST: usize = 15;

/// Reads the head. `head` are the lines before the first act, `all` the lines of the whole sitting (the hour of closing
/// and, in extracts, the secretary may stand at the end); `single`: they hold one act.
#[must_use]
pub fn read(text: &Text<'_>, head: Range<usize>, all: Range<usize>, single: bool) -> Head {
    let mut out = Head::default();
    let top = head.start..head.end.max((head.start + SHORTEST).min(all.end));
    let (toks, whole) = (text.lines(head.start, head.end), text.lines(all.start, all.end));
    let running = text.lines(text.doc.body_len, text.doc.lines.len());
    out.body = body::find(text, text.lines(top.start, top.end), true)
        .or_else(|| body::find(text, whole, false))
        .or_else(|| body::find(text, running, true));
    authority::read(text, &top, whole, running, &mut out);
    if out.body.is_none() {
        out.body = body::supplied(text, whole, out.kind, &mut out.findings);
    }
    day::sitting(text, [toks, text.lines(top.start, top.end), running], &mut out);
    day::convocation(text, toks, &mut out);
    out.opened_at = hours::opening(text, toks, whole, out.date.as_ref());
    out.closed_at = hours::closing(text, whole);
    out.place = place::find(text, toks);
    out.chair = offices::chair(text, toks);
    out.chair_below = if out.chair.is_none() { offices::chair_below(text, toks, whole) } else { None };
    out.presumed_chair = offices::presumed_chair(text, toks, whole);
    out.secretary = secretary::secretaries(text, toks, text.lines(head.end.min(all.end), all.end));
    out.counts = counts::read(text, top);
    if out.counts[..=counts::REPRESENTED].iter().all(Option::is_none) {
        out.counts = counts::below(text, all.clone()).unwrap_or(out.counts);
    }
    if out.counts[counts::PRESENT].is_none() {
        out.counts[counts::PRESENT] = counts::called(text, all.clone());
    }
    if out.counts[counts::VOTING].is_none() {
        let told = counts::agreed_voting(text, head, true);
        out.counts[counts::VOTING] = told.or_else(|| counts::agreed_voting(text, all, single));
    }
    out.session = session(text, toks);
    out
}

/// « séance extraordinaire »
fn session(text: &Text<'_>, toks: Toks<'_>) -> Option<At<Session>> {
    let mark = text.find(toks, &[Term::Session])?;
    let session =
        if text.value(mark, Term::Session)? == "ordinary" { Session::Ordinary } else { Session::Extraordinary };
    Some(At::new(session, text.mark_span(mark)))
}
