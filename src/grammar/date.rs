//! Dates as the minutes print them: figures, months in words, everything in words, the year before or behind the day.

use super::number::{cardinal_in_words, word_value};
use super::term::Term;
use super::text::Text;
use super::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// A date as printed; the year may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// Four-digit year.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 1 (Monday) to 7, where printed.
    pub weekday: Option<u8>,
}

/// A date at the start of `toks`, and what follows it.
#[must_use]
pub fn date<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(At<FoundDate>, Toks<'t>)> {
    let (found, rest) = year_first(text, toks).or_else(|| day_first(text, toks)).or_else(|| figures(text, toks))?;
    let valid = jiff::civil::Date::new(found.year.unwrap_or(2000), found.month as i8, found.day as i8).is_ok();
    valid.then(|| (At::new(found, toks.until(&rest).span()), rest))
}

/// « L'an deux mille onze, le 9 novembre », « L'an 2018 et le trente et un mars ».
fn year_first<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(FoundDate, Toks<'t>)> {
    let mark = text.longest_at(toks.start).filter(|m| text.is(*m, Term::DateYearLead))?;
    let rest = toks.skip(mark.end as usize - toks.start);
    let (year, rest) = year(text, rest).map_or((None, rest), |(y, r)| (Some(y), r));
    let mut rest = rest;
    // A damaged year (« deux mille dix-vingt ») is passed over: up to a few words until the day.
    for _ in 0..10 {
        if let Some((found, after)) = day_first(text, rest) {
            return Some((FoundDate { year: year.or(found.year), ..found }, after));
        }
        // « L'an deux mille douze, le comité, convoqué le 8 octobre, s'est réuni le 23 »
        if text.mark_at(rest.start).is_some_and(|m| text.is(m, Term::Convened)) {
            return None;
        }
        rest = rest.skip(1);
    }
    None
}

/// « mardi 18 septembre 2018 », « le premier juillet », « le cinq du mois de juin ».
fn day_first<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(FoundDate, Toks<'t>)> {
    let mut rest = toks;
    let weekday = word_value(text, rest.start, Term::DateWeekday).filter(|_| !rest.is_empty()).map(|d| d as u8);
    if weekday.is_some() {
        rest = rest.skip(1);
        while rest.first().is_some_and(|t| matches!(t.sign, ',' | ':')) {
            rest = rest.skip(1);
        }
    }
    let (day, rest) = day(text, rest)?;
    let mut rest = behind_days(text, day, rest);
    // « du mois de »
    let words = |n: usize| rest.get(n).map(|t| text.doc.text(t.span).to_lowercase());
    if words(0).as_deref() == Some("du") && words(1).as_deref() == Some("mois") {
        rest = rest.skip(if matches!(words(2).as_deref(), Some("de" | "d")) { 3 } else { 2 });
        if rest.first().is_some_and(|t| t.sign == '\'') {
            rest = rest.skip(1);
        }
    }
    while rest.first().is_some_and(|t| matches!(t.sign, '-' | '/') || t.sign == '.' && t.gap == Gap::None) {
        rest = rest.skip(1);
    }
    let month = word_value(text, rest.start, Term::DateMonth).filter(|_| !rest.is_empty())? as u8;
    let mut rest = rest.skip(1);
    if rest.first().is_some_and(|t| matches!(t.sign, '.' | '-' | '/')) && year(text, rest.skip(1)).is_some() {
        rest = rest.skip(1);
    }
    let after_comma = rest.first().is_some_and(|t| t.sign == ',');
    let (year, rest) = match year(text, if after_comma { rest.skip(1) } else { rest }) {
        Some((y, r)) => (Some(y), r),
        None => (None, rest),
    };
    Some((FoundDate { year, month, day, weekday }, rest))
}

/// « des lundi 16 et mardi 17 juin », « du 16 au 18 juin »: a sitting of several days is dated by the first. Behind the last
/// of them, before the month.
fn behind_days<'t>(text: &Text<'_>, first: u8, behind: Toks<'t>) -> Toks<'t> {
    let (mut rest, mut last) = (behind, first);
    while rest
        .first()
        .is_some_and(|t| t.sign == ',' || matches!(text.doc.text(t.span), "et" | "ET" | "au" | "AU" | "à" | "À"))
    {
        let weekday = rest.get(1).is_some() && word_value(text, rest.start + 1, Term::DateWeekday).is_some();
        let next = rest.skip(if weekday { 2 } else { 1 });
        let Some((n, after)) =
            day(text, next).filter(|(n, _)| *n > last && next.first().is_some_and(|t| t.kind == Kind::Number))
        else {
            break;
        };
        (rest, last) = (after, n);
    }
    let month = rest.first().is_some() && word_value(text, rest.start, Term::DateMonth).is_some();
    if month { rest } else { behind }
}

/// 1 to 31 in figures or words, « 1er », « premier ».
#[must_use]
pub fn day<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(u8, Toks<'t>)> {
    let t = toks.first()?;
    if t.kind == Kind::Number {
        let n: u8 = text.doc.text(t.span).parse().ok().filter(|n| (1..=31).contains(n))?;
        let rest = toks.skip(1);
        let suffix = rest.first().is_some_and(|s| {
            s.kind == Kind::Word && matches!(text.doc.text(s.span).to_lowercase().as_str(), "er" | "eme" | "ème" | "e")
        });
        return Some((n, if suffix { rest.skip(1) } else { rest }));
    }
    if t.kind != Kind::Word {
        return None;
    }
    if matches!(text.doc.text(t.span), "ler" | "Ler" | "lER") {
        return Some((1, toks.skip(1)));
    }
    if let Some(1) = word_value(text, toks.start, Term::NumberOrdinal) {
        return Some((1, toks.skip(1)));
    }
    let (n, rest) = cardinal_in_words(text, toks)?;
    u8::try_from(n.value).ok().filter(|n| (1..=31).contains(n)).map(|n| (n, rest))
}

/// A year in figures (four digits) or words, 1700 to 2199.
fn year<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(i16, Toks<'t>)> {
    let t = toks.first()?;
    let (n, rest) = match t.kind {
        Kind::Number => (text.doc.text(t.span).parse().ok()?, toks.skip(1)),
        Kind::Word => {
            let (n, rest) = cardinal_in_words(text, toks)?;
            (n.value, rest)
        }
        Kind::Sign => return None,
    };
    // « deux mille dix-vingt » is no year.
    let broken = rest.first().is_some_and(|t| t.sign == '-' && t.gap == Gap::None)
        && rest.get(1).is_some_and(|t| t.kind == Kind::Word)
        && word_value(text, rest.start + 1, Term::NumberUnit).is_some();
    i16::try_from(n).ok().filter(|y| (1700..2200).contains(y) && !broken).map(|y| (y, rest))
}

/// « 18/09/2018 », « 18.09.18 », « 3-12-2019 », « 2021-05-18 ».
fn figures<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(FoundDate, Toks<'t>)> {
    let s = toks.slice();
    let number = |i: usize| s.get(i).filter(|t| t.kind == Kind::Number).map(|t| text.doc.text(t.span));
    let sign = |i: usize| s.get(i).map(|t| t.sign).filter(|c| matches!(c, '/' | '.' | '-'));
    let (a, b, c) = (number(0)?, number(2)?, number(4)?);
    if sign(1)? != sign(3)? || a.len() > 4 || b.len() > 2 || s[4].gap == Gap::Line {
        return None;
    }
    // A longer chain of groups is a number of the register, not a date.
    if s.get(5).is_some_and(|t| t.gap == Gap::None && matches!(t.sign, '/' | '-'))
        && s.get(6).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None)
    {
        return None;
    }
    let (year, month, day) = if a.len() == 4 {
        (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?)
    } else {
        let y: i16 = c.parse().ok()?;
        let y = match c.len() {
            4 => y,
            2 if y < 70 => 2000 + y,
            2 => 1900 + y,
            _ => return None,
        };
        (y, b.parse().ok()?, a.parse().ok()?)
    };
    ((1700..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| (FoundDate { year: Some(year), month, day, weekday: None }, toks.skip(5)))
}
