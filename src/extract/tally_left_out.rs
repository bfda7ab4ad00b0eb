//! Tallies whose vote word is left out: « Approuvé par 12 », « Élus par 10 voix ».

use super::tally::Tally;
use super::votes::FOR;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// « Élus par 10 voix »
pub(super) fn chosen_by(text: &Text<'_>, toks: Toks<'_>) -> bool {
    toks.slice().windows(2).any(|w| text.listed(w[0], List::VotedPlural) && text.doc.text(w[1].span) == "par")
}

/// « Approuvé par 12 », « Approuvé par 10, 1 contre X »: the word « voix » is left out.
pub(super) fn opt_approved_by(text: &Text<'_>, toks: Toks<'_>) -> Option<Tally> {
    let mark =
        text.marks_in(toks).iter().copied().find(|m| text.is(*m, Term::Adopted) || text.is(*m, Term::Passive))?;
    let by = text.tokens.get(mark.end as usize).filter(|t| text.doc.text(t.span) == "par")?;
    let number = text.tokens.get(mark.end as usize + 1).filter(|t| t.kind == Kind::Number && t.line == by.line)?;
    let closes = text
        .tokens
        .get(mark.end as usize + 2)
        .is_none_or(|t| t.gap == Gap::Line || matches!(t.sign, ',' | '.' | ';') && t.gap == Gap::None);
    let value = text.doc.text(number.span).parse().ok().filter(|n| *n < 1000)?;
    let end = mark.end as usize + 2;
    closes.then(|| Tally { side: FOR, mark, count: Some(At::new(value, number.span)), end })
}
