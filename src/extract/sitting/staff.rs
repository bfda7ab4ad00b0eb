//! A secretary from the staff: « Mme X, directrice du CCAS », « M. Y, secrétaire de mairie ». Such a one keeps the minutes, in
//! Alsace and the Moselle by law (CGCT L2541-7), and is no member of the body.

use super::offices::persons_between;
use crate::grammar::list::List;
use crate::grammar::person::Person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::{Span, fold};
use crate::record::Staff;

/// Whether a post stands behind the name, where it is printed as the secretary's or elsewhere in the head.
#[must_use]
pub fn is_staff(text: &Text<'_>, head: Toks<'_>, p: &Person) -> bool {
    let same = |q: &Person| fold::key(&q.family) == fold::key(&p.family) && (q.given == p.given || q.given.is_none());
    has_post(text, p.span)
        || persons_between(text, head.start, head.end).iter().any(|q| same(q) && has_post(text, q.span))
}

/// « , directrice », « (secrétaire de mairie) », « – Directrice Générale des Services »
#[must_use]
pub fn has_post(text: &Text<'_>, name: Span) -> bool {
    const SIGNS: usize = 2;
    let end = text.within(name).end;
    let sign = |i: &usize| text.tokens.get(*i).is_some_and(|t| matches!(t.sign, ',' | '(' | '-'));
    let at = (end..end + SIGNS).find(|i| !sign(i)).unwrap_or(end + SIGNS);
    let Some(t) = text.tokens.get(at).filter(|t| at > end && t.kind == Kind::Word && t.gap != Gap::Cell) else {
        return false;
    };
    text.listed(*t, List::StaffPost) || text.mark_at(at).is_some_and(|m| text.is(m, Term::NonMember))
}

/// The record of one, under an id that none of the members has.
#[must_use]
pub fn record(p: &Person, taken: impl Fn(&str) -> bool) -> Staff {
    let base = fold::slug(&p.name());
    let mut id = base.clone();
    let mut n = 2;
    while taken(&id) {
        id = format!("{base}-{n}");
        n += 1;
    }
    Staff { id, name: p.name() }
}
