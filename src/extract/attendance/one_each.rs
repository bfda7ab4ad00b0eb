//! Lists with one person a line and their office or place behind: « – Mme Eve TABARD, déléguée de la CC. du Val, maire d'Arcy »,
//! « Paul LERAY     2e vice-président     La Combe ».
//!
//! ```text
//! row  = [ bullet ] person tail
//! tail = office { "," office | place } [ proxy | substitute | status | note ]
//! ```
//! No list of offices is ever whole, and places look like family names. Where the list as a whole has this form, nothing in
//! a tail is a member.

use crate::grammar::outline;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Toks};

/// Fewer rows show no way.
const FEWEST: usize = 3;
/// What tells that a tail is one.
const TAIL: &[Term] = &[Term::Office, Term::HeadOffice, Term::Authority, Term::HeadOfBody];
/// What leads to another person within a tail.
const LEADS: &[Term] = &[
    Term::ProxyGives,
    Term::ProxyReversed,
    Term::ProxyHeading,
    Term::Substitute,
    Term::Substitutes,
    Term::Represented,
];

/// Whether a list has this form; after another of the same roll one row is enough.
pub(super) fn shown(text: &Text<'_>, toks: Toks<'_>, known: bool) -> bool {
    let Some((first, last)) = toks.first().zip(toks.slice().last()) else { return false };
    let (mut rows, mut told) = (0, 0);
    for line in first.line as usize..=last.line as usize {
        let line = text.line(line);
        let own = text.toks(line.start.max(toks.start), line.end.min(toks.end));
        let Some(tail) = opt_row(text, own) else {
            if names_more(text, own) {
                return false;
            }
            continue;
        };
        if names_more(text, tail) {
            return false;
        }
        rows += 1;
        let behind = if tail.first().is_some_and(|t| matches!(t.sign, ',' | '-')) { tail.skip(1) } else { tail };
        told += usize::from(starts_tail(text, behind));
    }
    known && rows > 0 || rows >= FEWEST && told >= FEWEST && told * 3 >= rows * 2
}

/// Whether a row begins at a token.
pub(super) fn row_starts(text: &Text<'_>, at: usize, end: usize) -> bool {
    let line = text.line(text.tokens[at].line as usize);
    let own = text.toks(line.start, line.end.min(end));
    outline::behind_bullet(own).start == at && opt_row(text, own).is_some()
}

/// What follows the person that a line begins with: titled, or with given and family name.
fn opt_row<'t>(text: &Text<'_>, line: Toks<'t>) -> Option<Toks<'t>> {
    let open = outline::behind_bullet(line);
    open.first()?;
    let (p, rest) = person::person(text, open).filter(|(p, _)| !p.head)?;
    let office = text.longest_at(open.start).is_some_and(|m| text.is(m, Term::Office) && !text.is(m, Term::Honorific));
    (!office && (p.honorific.is_some() || p.given.is_some())).then_some(rest)
}

/// « , 1er adjoint », « , délégué de la communauté », « , commune d'Arcy »: behind an ordinal or none.
fn starts_tail(text: &Text<'_>, tail: Toks<'_>) -> bool {
    const ORDINAL: usize = 3;
    (tail.start..tail.end.min(tail.start + ORDINAL))
        .any(|i| text.longest_at(i).is_some_and(|m| TAIL.iter().any(|t| text.is(m, *t))))
}

/// Whether a second person is named whom no wording leads to: the line is not one person's.
fn names_more(text: &Text<'_>, tail: Toks<'_>) -> bool {
    const BACK: usize = 6;
    let title = |i: &usize| person::is_title(text, *i) || text.tokens[*i].gap == Gap::Cell && full(text, *i, tail.end);
    let listed = |i: &usize| text.tokens[i - 1].sign == ',' && full(text, *i, tail.end);
    (tail.start + 1..tail.end).filter(|i| title(i) || listed(i)).any(|i| {
        let before = text.toks(i.saturating_sub(BACK).max(tail.start), i);
        let link = text.tokens[i - 1];
        let led = matches!(text.doc.text(link.span), "à" | "À" | "par" | "a" | "de" | "pour" | "et");
        !led && text.find(before, LEADS).is_none()
    })
}

/// A given name that is known and a family name.
fn full(text: &Text<'_>, at: usize, end: usize) -> bool {
    let known = |p: &person::Person| p.given.as_deref().is_some_and(crate::grammar::given::is_given);
    let office = text.longest_at(at).is_some_and(|m| TAIL.iter().any(|t| text.is(m, *t)));
    !office && person::person(text, text.toks(at, end)).is_some_and(|(p, _)| known(&p) && !p.family.is_empty())
}
