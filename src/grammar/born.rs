//! What may stand between the family and the given name: « LACROIX née WALLERICH Marthe », « LUCAS dit TEIVA Jean ».

use super::given::is_given;
use super::list::List;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Toks};
use crate::page::Span;

/// A second name behind the family name, in capitals.
pub(super) struct Second {
    /// « dit TEIVA »: with the word, part of the family name; not the name of birth.
    pub family: Option<Span>,
    /// The given name behind it.
    pub given: Option<Span>,
    /// One past what was read.
    pub end: usize,
}

/// The second name that begins at `toks`.
#[must_use]
pub(super) fn opt_second(text: &Text<'_>, toks: Toks<'_>) -> Option<Second> {
    const LONGEST: usize = 8;
    let word = toks.first().filter(|t| t.gap == Gap::Space && t.kind == Kind::Word && t.case == Case::Lower)?;
    let called = text.listed(word, List::Called);
    if !called && !text.listed_small(word, List::Born) {
        return None;
    }
    let part = |i: &usize| {
        let t = text.tokens[*i];
        t.case == Case::Upper && t.gap <= Gap::Space || matches!(t.sign, '-' | '\'') && t.gap == Gap::None
    };
    let limit = toks.end.min(toks.start + LONGEST);
    let name = (toks.start + 1..limit).take_while(part).last()? + 1;
    let given = text.tokens.get(name).filter(|t| name < toks.end && t.case == Case::Title && t.gap == Gap::Space);
    let given = given.filter(|t| is_given(text.doc.text(t.span))).map(|_| {
        let joint = |i: usize| {
            text.tokens.get(i).is_some_and(|t| t.sign == '-' && t.gap == Gap::None)
                && text.tokens.get(i + 1).is_some_and(|t| t.case == Case::Title && t.gap == Gap::None)
        };
        if joint(name + 1) && name + 3 <= toks.end { name + 3 } else { name + 1 }
    });
    let end = given.unwrap_or(name);
    Some(Second {
        family: called.then(|| text.toks(toks.start, name).span()),
        given: given.map(|end| text.toks(name, end).span()),
        end,
    })
}
