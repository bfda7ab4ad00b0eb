//! Cardinals in words: « deux mille dix-huit », « quatre-vingt-dix-sept », « deux mil ».
//!
//! ```text
//! cardinal   = { [ below_1000 ] scale } [ below_1000 ]      scales fall: milliard, million, mille
//! below_1000 = [ digit ] "cent" [ below_100 ] | below_100
//! below_100  = "quatre" "vingt" [ below_20 ] | tens [ joint ( digit | below_20 ) ] | below_20
//! below_20   = "dix" ( "sept" | "huit" | "neuf" ) | unit
//! joint      = { "-" } [ "et" ]                             « et » only before « un » and « onze »
//! ```
//! Hyphens and line ends may stand anywhere between the words. The words and their values are data
//! (`[number.unit]`, `[number.scale]`); Swiss and Belgian tens are among them.

use super::production::{Miss, Parsed, miss, placed, sign, valued, word};
use super::term::Term;
use super::text::Text;
use super::tokens::Toks;
use crate::page::At;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, verify};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded, terminated};

/// The value of a one-word wording in a section.
pub(super) fn word_value(text: &Text<'_>, at: usize, term: Term) -> Option<u64> {
    if !text.lexicon.may_open(text.tokens.get(at)?, term) {
        return None;
    }
    let mark = text.longest_at(at)?;
    text.value(mark, term)?.parse().ok()
}

/// A cardinal in words at the start of `toks`, below a million of millions; what follows it is the rest.
#[must_use]
pub fn cardinal_in_words<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(At<u64>, Toks<'t>)> {
    cardinal(text, toks).ok().map(|(rest, n)| (n, rest))
}

/// A cardinal in words, with its place.
///
/// # Errors
/// A [`Miss`] when no number word begins here.
pub fn cardinal<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, At<u64>> {
    peek(alt((valued(text, Term::NumberUnit), valued(text, Term::NumberScale)))).parse(toks)?;
    placed(|t| scales(text, t))(toks)
}

/// An ordinal in words, « premier » to « dixième », with its place.
///
/// # Errors
/// A [`Miss`] when none begins here.
pub fn ordinal<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, At<u64>> {
    placed(valued(text, Term::NumberOrdinal))(toks)
}

/// `cardinal = { [ below_1000 ] scale } [ below_1000 ]`
fn scales<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, u64> {
    let (mut rest, mut total, mut last) = (toks, 0, u64::MAX);
    loop {
        let scaled = pair(opt(terminated(|t| below_1000(text, t), hyphens)), scale(text, 1000..last));
        match preceded(hyphens, scaled).parse(rest) {
            Ok((after, (times, scale))) => {
                (rest, total, last) = (after, total + times.unwrap_or(1) * scale, scale);
            }
            Err(_) => break,
        }
    }
    let more = preceded(hyphens, |t| below_1000(text, t)).parse(rest);
    match more {
        Ok((after, n)) if last == u64::MAX || n > 0 => Ok((after, total + n)),
        Err(e) if last == u64::MAX => Err(e),
        _ => Ok((rest, total)),
    }
}

/// `below_1000 = [ digit ] "cent" [ below_100 ] | below_100`
fn below_1000<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, u64> {
    let hundreds = (
        opt(terminated(unit(text, 2..=9), hyphens)),
        scale(text, 100..101),
        opt(preceded(hyphens, verify(|t| below_100(text, t), |n| *n > 0))),
    );
    alt((map(hundreds, |(times, cent, rest)| times.unwrap_or(1) * cent + rest.unwrap_or(0)), |t| below_100(text, t)))
        .parse(toks)
}

/// `below_100 = "quatre" "vingt" [ below_20 ] | tens [ joint ( digit | below_20 ) ] | below_20`
fn below_100<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, u64> {
    let four_twenties =
        (unit(text, 4..=4), hyphens, unit(text, 20..=20), opt(preceded(hyphens, |t| below_20(text, t))));
    alt((map(four_twenties, |(.., n)| 80 + n.unwrap_or(0)), |t| tens(text, t), |t| below_20(text, t))).parse(toks)
}

/// « vingt-trois », « vingt et un », « soixante et onze », « soixante-dix-sept »
fn tens<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, u64> {
    let (rest, tens) = unit(text, 20..=90)(toks)?;
    let below = move |t| {
        if tens == 60 { below_20(text, t) } else { unit(text, 1..=9)(t) }
    };
    let one = |t| alt((unit(text, 1..=1), unit(text, if tens == 60 { 11..=11 } else { 1..=1 }))).parse(t);
    let and = (hyphens, word("et"), hyphens, peek(one));
    let (rest, n) = opt(alt((preceded(and, one), preceded(hyphens, below)))).parse(rest)?;
    Ok((rest, tens + n.unwrap_or(0)))
}

/// `below_20 = "dix" ( "sept" | "huit" | "neuf" ) | unit`
fn below_20<'t>(text: &Text<'_>, toks: Toks<'t>) -> Parsed<'t, u64> {
    let ten_and = (unit(text, 10..=10), hyphens, unit(text, 7..=9));
    alt((map(ten_and, |(ten, _, n)| ten + n), unit(text, 0..=19))).parse(toks)
}

/// A number word whose value lies in `values`.
fn unit<'t>(text: &Text<'_>, values: std::ops::RangeInclusive<u64>) -> impl Fn(Toks<'t>) -> Parsed<'t, u64> {
    move |toks| {
        let (rest, n) = valued(text, Term::NumberUnit)(toks)?;
        if values.contains(&n) { Ok((rest, n)) } else { miss(Miss::Shape("this place of a number")) }
    }
}

/// « cent », « mille », « million » … of a value in `values`.
fn scale<'t>(text: &Text<'_>, values: std::ops::Range<u64>) -> impl Fn(Toks<'t>) -> Parsed<'t, u64> {
    move |toks| {
        let (rest, n) = valued(text, Term::NumberScale)(toks)?;
        if values.contains(&n) { Ok((rest, n)) } else { miss(Miss::Shape("this place of a number")) }
    }
}

/// Hyphens between number words, or none.
fn hyphens(toks: Toks<'_>) -> Parsed<'_, usize> {
    many0_count(sign("-")).parse(toks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;

    fn value(s: &str) -> Option<u64> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = crate::read::read(s.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        cardinal_in_words(&text, text.lines(0, 9)).map(|n| n.0.value)
    }

    #[test]
    fn reads_french_cardinals() {
        for (s, n) in [
            ("deux mille dix-huit", 2018),
            ("DEUX MIL ONZE", 2011),
            ("mil neuf cent quatre-vingt-dix-sept", 1997),
            ("quatre-vingts", 80),
            ("vingt et un", 21),
            ("soixante et onze", 71),
            ("soixante-quinze", 75),
            ("huit millions dix-sept mille cinq cents", 8_017_500),
            ("deux mille vingt-\ntrois", 2023),
            ("un", 1),
            ("deux-mille-vingt-et-un", 2021),
            ("cent vingt mille", 120_000),
            ("quatre-vingt-dix-neuf millions deux", 99_000_002),
            ("vingt deux et trois", 22),
            ("cinq six", 5),
        ] {
            assert_eq!(value(s), Some(n), "{s}");
        }
        assert_eq!(value("maison"), None);
    }
}
