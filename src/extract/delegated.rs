//! Decisions taken under delegation, « 2022-31 : contrat de maintenance », listed one a line under « Décisions du maire » for
//! the body to take note of. Their numbers look like those of acts, and begin none.

use super::events::Event;
use super::heads::{Head, style};
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use std::ops::Range;

/// Fewer are no list.
const FEWEST: usize = 2;
/// Lines from the word for what is listed to the first number.
const ABOVE: usize = 8;
/// Lines from the last number to what the body says of them.
const BELOW: usize = 12;

/// Takes from the heads the numbers of such lists.
pub(super) fn drop_listed(text: &Text<'_>, heads: &mut Vec<Head>, events: &[(usize, Event)]) {
    let mut listed: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < heads.len() {
        let run = run(text, heads, at);
        if run.len() >= FEWEST && is_announced(text, heads[at].line) && is_noted(text, &heads[run.end - 1], events) {
            listed.extend(run.clone());
        }
        at = run.end.max(at + 1);
    }
    let mut place = 0..heads.len();
    heads.retain(|_| place.next().is_none_or(|i| listed.binary_search(&i).is_err()));
}

/// The numbered heads from `at` on that follow each other without a line of text between.
fn run(text: &Text<'_>, heads: &[Head], at: usize) -> Range<usize> {
    let numbered = |h: &Head| h.styles & style::NUMBERED != 0 && h.number.is_some() && h.title.is_some();
    let follows = |i: usize| {
        let (above, own) = (&heads[i - 1], &heads[i]);
        numbered(own) && (above.end..own.line).all(|l| text.line(l).is_empty())
    };
    if !numbered(&heads[at]) {
        return at..at;
    }
    at..(at + 1..heads.len()).find(|i| !follows(*i)).unwrap_or(heads.len())
}

/// Whether « décisions », « délégation » stands shortly above.
fn is_announced(text: &Text<'_>, line: usize) -> bool {
    let above = text.lines(line.saturating_sub(ABOVE), line);
    above.slice().iter().any(|t| text.listed(*t, List::Delegated))
}

/// Whether the first that the body says behind the last number is that it takes note.
fn is_noted(text: &Text<'_>, last: &Head, events: &[(usize, Event)]) -> bool {
    let next = events.get(events.partition_point(|(l, _)| *l < last.line));
    next.is_some_and(|(l, event)| {
        *event == Event::Decision && *l <= last.end + BELOW && text.find(text.line(*l), &[Term::Noted]).is_some()
    })
}
