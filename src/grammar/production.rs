//! The small productions that the others are made of, as nom parsers over [`Toks`].
//!
//! A production takes the stretch that begins where it should apply and gives what it read with the rest, or a [`Miss`].
//! Those that need the lexicon take the [`Text`] first, so that a closure over it is a nom parser.

use super::term::Term;
use super::text::Text;
use super::tokens::{Gap, Kind, Token, Toks};
use crate::page::{At, fold};
use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult, Parser};

/// Why a production does not apply here. No error of the document: another production is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Miss {
    /// The stretch ends here.
    #[error("nothing is left")]
    End,
    /// Another word stands here.
    #[error("expected « {0} »")]
    Word(&'static str),
    /// Another sign stands here.
    #[error("expected a sign of « {0} »")]
    Sign(&'static str),
    /// No digits stand here, or too many or too few.
    #[error("expected digits")]
    Digits,
    /// No wording of this section of the lexicon stands here.
    #[error("expected a wording of {0:?}")]
    Wording(Term),
    /// The parts are there, but not in this shape.
    #[error("not the shape of {0}")]
    Shape(&'static str),
    /// A combinator of nom found nothing to do.
    #[error("nom: {0:?}")]
    Nom(ErrorKind),
}

impl<I> ParseError<I> for Miss {
    fn from_error_kind(_: I, kind: ErrorKind) -> Self {
        Self::Nom(kind)
    }

    fn append(_: I, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// What a production gives.
pub type Parsed<'t, O> = IResult<Toks<'t>, O, Miss>;

/// A miss that lets the next alternative be tried.
pub(super) fn miss<O>(why: Miss) -> Result<O, Err<Miss>> {
    Err(Err::Error(why))
}

/// One token that passes `fits`; `why` else.
pub(super) fn token<'t>(why: Miss, fits: impl Fn(Token) -> bool) -> impl Fn(Toks<'t>) -> Parsed<'t, Token> {
    move |toks| match toks.first() {
        Some(t) if fits(t) => Ok((toks.skip(1), t)),
        Some(_) => miss(why),
        None => miss(Miss::End),
    }
}

/// One sign out of `signs`, on the same line and in the same cell as the token before.
pub(super) fn sign<'t>(signs: &'static str) -> impl Fn(Toks<'t>) -> Parsed<'t, Token> {
    token(Miss::Sign(signs), move |t| t.kind == Kind::Sign && t.gap <= Gap::Space && signs.contains(t.sign))
}

/// The word, in any case and with or without accents.
pub(super) fn word<'t>(word: &'static str) -> impl Fn(Toks<'t>) -> Parsed<'t, Token> {
    move |toks| match toks.first() {
        Some(t) if is_word(toks, 0, word) => Ok((toks.skip(1), t)),
        Some(_) => miss(Miss::Word(word)),
        None => miss(Miss::End),
    }
}

/// A number of `lengths` digits.
pub(super) fn digits<'t>(lengths: std::ops::RangeInclusive<u32>) -> impl Fn(Toks<'t>) -> Parsed<'t, Token> {
    token(Miss::Digits, move |t| t.kind == Kind::Number && lengths.contains(&(t.span.end - t.span.start)))
}

/// The value of a one-word wording of a section.
pub(super) fn valued<'t>(text: &Text<'_>, term: Term) -> impl Fn(Toks<'t>) -> Parsed<'t, u64> {
    move |toks| {
        let may = toks.first().is_some_and(|t| text.lexicon.may_open(&t, term));
        let value = may.then(|| text.longest_at(toks.start)).flatten();
        let value = value.and_then(|mark| text.value(mark, term)?.parse().ok());
        value.map_or_else(|| miss(Miss::Wording(term)), |v| Ok((toks.skip(1), v)))
    }
}

/// The value that the wording at the start of `toks` has in the section `term`.
///
/// Tries the longest wording of the lexicon first, then shorter ones, so that a wording of another section that
/// begins with the same word does not hide it.
///
/// # Errors
/// [`Miss::Wording`] when no wording of the section stands here.
pub fn wording<'t, 'x>(text: &Text<'x>, toks: Toks<'t>, term: Term) -> Parsed<'t, &'x str> {
    let may = toks.first().is_some_and(|t| text.lexicon.may_open(&t, term));
    let mut end = if may { toks.end } else { toks.start };
    while end > toks.start {
        let Some(mark) = toks.all.get(..end).and_then(|all| text.lexicon.longest_at(all, toks.start)) else { break };
        if let Some(s) = text.lexicon.senses(mark).iter().find(|s| s.term == term) {
            return Ok((toks.from(mark.end as usize), s.value.as_deref().unwrap_or("")));
        }
        end = (mark.end as usize).saturating_sub(1);
    }
    miss(Miss::Wording(term))
}

/// What `production` gives, with its place.
pub(super) fn placed<'t, O>(
    mut production: impl Parser<Toks<'t>, Output = O, Error = Miss>,
) -> impl FnMut(Toks<'t>) -> Parsed<'t, At<O>> {
    move |toks| {
        let (rest, value) = production.parse(toks)?;
        Ok((rest, At::new(value, toks.until(&rest).span())))
    }
}

/// Whether a token is this sign.
#[must_use]
pub fn is_sign(token: Option<Token>, sign: char) -> bool {
    token.is_some_and(|t| t.kind == Kind::Sign && t.sign == sign)
}

/// Whether the print of the `n`-th token is `word`, in any case.
#[must_use]
pub fn is_word(toks: Toks<'_>, n: usize, word: &str) -> bool {
    toks.get(n).is_some_and(|t| {
        let print = toks.print(t);
        // Folding an ASCII word changes nothing but its case; most words are told apart without it.
        if print.is_ascii() { print.eq_ignore_ascii_case(word) } else { fold::fold(print) == word }
    })
}
