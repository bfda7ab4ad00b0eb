//! A name whose parts stand in columns of their own: « Monsieur │ LERAY │ Paul ».
//!
//! ```text
//! columns = title │ family │ given | title │ given │ family
//! ```

use super::given::is_given;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};

/// A part of a name has no more tokens.
const PART: usize = 6;

/// Given and family name in the two cells behind a title that has its cell for itself, and what follows them.
pub(super) fn opt_parts<'t>(text: &Text<'_>, behind_title: Toks<'t>) -> Option<(Toks<'t>, Toks<'t>, Toks<'t>)> {
    let (first, rest) = opt_part(text, behind_title)?;
    let (second, rest) = opt_part(text, rest)?;
    let given = |t: Toks<'_>| t.first().is_some_and(|t| is_given(text.doc.text(t.span)));
    let capitals = |t: Toks<'_>| {
        t.slice().iter().all(|t| t.case == Case::Upper || t.kind != Kind::Word || t.span.end - t.span.start == 1)
    };
    match (capitals(first), capitals(second)) {
        (true, false) => Some((second, first, rest)),
        (false, true) => Some((first, second, rest)),
        _ if given(second) && !given(first) => Some((second, first, rest)),
        _ if given(first) && !given(second) => Some((first, second, rest)),
        _ => None,
    }
}

/// A cell of capitalized words that mean nothing else.
fn opt_part<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(Toks<'t>, Toks<'t>)> {
    toks.first().filter(|t| t.gap == Gap::Cell)?;
    let end = (toks.start + 1..toks.end).find(|i| text.tokens[*i].gap >= Gap::Cell).unwrap_or(toks.end);
    let part = toks.head(end - toks.start);
    let word = |t: &Token| match t.kind {
        Kind::Word => t.case != Case::Lower || t.span.end - t.span.start <= 3,
        _ => matches!(t.sign, '-' | '\'' | '/' | '.'),
    };
    let office = text.longest_at(toks.start).is_some_and(|m| text.is(m, Term::Office) || text.is(m, Term::HeadOffice));
    let plain =
        part.len() <= PART && part.slice().iter().all(word) && part.first().is_some_and(|t| t.case != Case::Lower);
    (plain && !office).then(|| (part, toks.from(end)))
}
