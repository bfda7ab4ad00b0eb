//! Dates: one production per family of print; the place decides nothing here, the validity of the date does.

use super::number::{figure, is_sign, is_word, number_sense, ordinal, sense, words};
use super::term::Term;
use super::text::Text;
use super::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// A date as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// The year, `None` where the print leaves it out or damages it.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, valid for the month.
    pub day: u8,
    /// The printed weekday, 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// Day or year are in words.
    pub in_words: bool,
}

/// How many tokens may stand between « l'an … » and the day that completes it.
const YEAR_REACH: usize = 16;

/// Days of a month; February has 29 where the year is not known.
fn days(year: Option<i16>, month: u8) -> u8 {
    match month {
        2 if year.is_some_and(|y| y % 4 != 0 || (y % 100 == 0 && y % 400 != 0)) => 28,
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The date, if there is such a day.
fn valid(d: FoundDate) -> Option<FoundDate> {
    ((1..=12).contains(&d.month) && d.day >= 1 && d.day <= days(d.year, d.month)).then_some(d)
}

/// A date at the start of `toks`, with the rest.
#[must_use]
pub fn date<'a>(text: &Text<'_>, toks: Toks<'a>) -> Option<(At<FoundDate>, Toks<'a>)> {
    let (value, used) = year_first(text, toks).or_else(|| plain(text, toks))?;
    Some((At::new(value, toks.head(used).span()), toks.skip(used)))
}

/// All dates of a stretch, in order.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<FoundDate>> {
    let mut out = Vec::new();
    let mut rest = toks;
    while let Some(t) = rest.first() {
        let starts = match t.kind {
            Kind::Number => true,
            Kind::Word => [Term::DateWeekday, Term::NumberUnit, Term::NumberOrdinal, Term::DateYearLead]
                .iter()
                .any(|term| sense(text, rest.head(3), *term).is_some()),
            Kind::Sign => false,
        };
        if starts
            && !glued_before(rest)
            && let Some((found, after)) = date(text, rest)
        {
            out.push(found);
            rest = after;
        } else {
            rest = rest.skip(1);
        }
    }
    out
}

/// Whether digits or a number's separator stand directly before: then this is the middle of a number.
fn glued_before(toks: Toks<'_>) -> bool {
    let Some(t) = toks.first() else { return false };
    if t.kind != Kind::Number || t.gap != Gap::None || toks.start == 0 {
        return false;
    }
    let Some(before) = toks.all.get(toks.start - 1) else { return false };
    match before.kind {
        Kind::Number => true,
        Kind::Word => before.gap == Gap::None && toks.start > 1,
        Kind::Sign => {
            matches!(before.sign, '/' | '-' | '.' | '_')
                && before.gap == Gap::None
                && toks.start > 1
                && toks.all.get(toks.start - 2).is_some_and(|t| t.kind != Kind::Sign)
        }
    }
}

/// « L'an deux mille dix-huit, le dix-huit septembre »
fn year_first(text: &Text<'_>, toks: Toks<'_>) -> Option<(FoundDate, usize)> {
    let (_, lead) = sense(text, toks.head(4), Term::DateYearLead)?;
    let after = toks.skip(lead);
    let year = year(text, after);
    let from = lead + year.map_or(0, |y| y.1);
    for n in from..from + YEAR_REACH {
        let rest = toks.skip(n);
        if rest.is_empty() {
            break;
        }
        let Some((mut found, used)) = plain(text, rest) else { continue };
        if found.year.is_none() {
            found.year = year.map(|y| y.0);
        }
        found.in_words |= year.is_some_and(|_| after.first().is_some_and(|t| t.kind == Kind::Word));
        return valid(found).map(|d| (d, n + used));
    }
    None
}

/// A date without « l'an » before it.
fn plain(text: &Text<'_>, toks: Toks<'_>) -> Option<(FoundDate, usize)> {
    let mut at = 0;
    let mut weekday = None;
    if let Some((day, used)) = number_sense(text, toks, Term::DateWeekday) {
        weekday = u8::try_from(day).ok();
        at = used;
        while is_sign(toks.get(at), ',') || is_sign(toks.get(at), '.') || is_word(toks, at, "le") {
            at += 1;
        }
    }
    let rest = toks.skip(at);
    let (mut found, used) = numeric(rest).or_else(|| named(text, rest))?;
    found.weekday = weekday;
    Some((valid(found)?, at + used))
}

/// « 18/09/18 », « 18.09.2018 », « 3/12/2019 », « 18-09-2018 », « 2021-05-18 »
fn numeric(toks: Toks<'_>) -> Option<(FoundDate, usize)> {
    let number = |n: usize| toks.get(n).filter(|t| t.kind == Kind::Number).map(|t| toks.print(t));
    let (a, b, c) = (number(0)?, number(2)?, number(4)?);
    let sep = toks.get(1)?;
    if !matches!(sep.sign, '/' | '.' | '-') || toks.get(3)?.sign != sep.sign {
        return None;
    }
    let tight = (1..5).all(|n| toks.get(n).is_some_and(|t| t.gap == Gap::None));
    let near = (1..5).all(|n| toks.get(n).is_some_and(|t| t.gap <= Gap::Space));
    if !tight && !(near && sep.sign == '/') {
        return None;
    }
    // More figures glued behind: an act's number, not a date.
    if let (Some(s), Some(n)) = (toks.get(5), toks.get(6))
        && s.gap == Gap::None
        && matches!(s.sign, '-' | '.' | '/' | '_')
        && n.gap == Gap::None
        && n.kind == Kind::Number
    {
        return None;
    }
    if toks.get(5).is_some_and(|t| t.gap == Gap::None && t.kind == Kind::Word && toks.print(t).len() > 1) {
        return None;
    }
    let (day, month, year): (u8, u8, i16) = match (a.len(), b.len(), c.len()) {
        (4, 2, 2) if sep.sign != '.' => (c.parse().ok()?, b.parse().ok()?, a.parse().ok()?),
        (1 | 2, 1 | 2, 4) => (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?),
        (1 | 2, 1 | 2, 2) if sep.sign == '/' || (a.len() == 2 && b.len() == 2) => {
            let short: i16 = c.parse().ok()?;
            (a.parse().ok()?, b.parse().ok()?, if short < 50 { 2000 + short } else { 1900 + short })
        }
        _ => return None,
    };
    let year = (1500..2200).contains(&year).then_some(year)?;
    valid(FoundDate { year: Some(year), month, day, weekday: None, in_words: false }).map(|d| (d, 5))
}

/// « 18 septembre 2018 », « 1er juillet », « vingt-cinq juin deux mil vingt », « cinq du mois de juin »
fn named(text: &Text<'_>, toks: Toks<'_>) -> Option<(FoundDate, usize)> {
    let first = toks.first()?;
    let (day, mut at) = ordinal(text, toks).or_else(|| match first.kind {
        Kind::Number => Some((toks.print(first).parse().ok()?, 1)),
        _ => words(text, toks),
    })?;
    let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
    for lead in [&["du", "mois", "de"][..], &["du", "mois", "d"], &["de"]] {
        if lead.iter().enumerate().all(|(k, w)| is_word(toks, at + k, w)) {
            at += lead.len();
            break;
        }
    }
    while is_sign(toks.get(at), '\'') || is_sign(toks.get(at), '-') || is_sign(toks.get(at), '/') {
        at += 1;
    }
    if toks.get(at).is_none_or(|t| t.kind != Kind::Word || t.gap == Gap::Cell) {
        return None;
    }
    let (month, used) = number_sense(text, toks.skip(at).head(1), Term::DateMonth)?;
    at += used;
    let month = u8::try_from(month).ok()?;
    let mut in_words = first.kind == Kind::Word;
    let mut end = at;
    let mut found_year = None;
    let mut y = at;
    while toks.get(y).is_some_and(|t| matches!(t.sign, '.' | ',' | '-' | '/')) && y < at + 2 {
        y += 1;
    }
    if is_word(toks, y, "de") {
        y += 1;
    }
    if let Some((_, lead)) = sense(text, toks.skip(y).head(3), Term::DateYearLead) {
        y += lead;
    }
    if let Some((value, used)) = year(text, toks.skip(y)) {
        in_words |= toks.get(y).is_some_and(|t| t.kind == Kind::Word);
        found_year = Some(value);
        end = y + used;
    }
    let d = FoundDate { year: found_year, month, day, weekday: None, in_words };
    valid(d).map(|d| (d, end))
}

/// A year: four figures, or words from 1500 to 2199.
fn year(text: &Text<'_>, toks: Toks<'_>) -> Option<(i16, usize)> {
    let first = toks.first()?;
    if first.gap == Gap::Cell {
        return None;
    }
    let (value, used) = match first.kind {
        Kind::Number if toks.print(first).len() == 4 => {
            // « 2 mai 2 000 € » and « 1500 € » are no years.
            if figure(toks).is_some_and(|f| is_sign(toks.get(f.used), '€')) {
                return None;
            }
            (toks.print(first).parse::<u64>().ok()?, 1)
        }
        Kind::Word => words(text, toks)?,
        _ => return None,
    };
    let year = i16::try_from(value).ok().filter(|y| (1500..2200).contains(y))?;
    Some((year, used))
}

#[cfg(test)]
mod tests {
    use crate::grammar::number::tests::with_text;

    #[test]
    fn reads_the_families() {
        for (print, want) in [
            ("L'an deux mille onze, le 9 Novembre à 20 H 30", (Some(2011), 11, 9)),
            ("L'an deux mille vingt et le cinq du mois de juin", (Some(2020), 6, 5)),
            ("Le vingt-cinq juin deux mil vingt à dix-neuf heures", (Some(2020), 6, 25)),
            ("le seize mai mil huit cent soixante et un", (Some(1861), 5, 16)),
            ("MARDI 18 SEPTEMBRE 2018", (Some(2018), 9, 18)),
            ("18/09/18", (Some(2018), 9, 18)),
            ("18.09.2018", (Some(2018), 9, 18)),
            ("3/12/2019", (Some(2019), 12, 3)),
            ("2021-05-18", (Some(2021), 5, 18)),
            ("14 FEV. 2023", (Some(2023), 2, 14)),
            ("1er juillet", (None, 7, 1)),
            ("le 7 mai", (None, 5, 7)),
            ("29 janvier 2021, 18:30", (Some(2021), 1, 29)),
            ("L'an 2018 et le trente et un mars", (Some(2018), 3, 31)),
            ("L'an deux mille dix-vingt, le 18 février", (None, 2, 18)),
            ("le premier mars 2020", (Some(2020), 3, 1)),
        ] {
            with_text(print, |text| {
                let found: Vec<_> = super::find(text, text.toks(0, usize::MAX))
                    .iter()
                    .map(|d| (d.value.year, d.value.month, d.value.day))
                    .collect();
                assert_eq!(found, [want], "{print}");
            });
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for print in ["31/02/2020", "2015-11-05-06", "DEL.2018.12.187", "45 mai", "1.2.3"] {
            with_text(print, |text| {
                assert!(super::find(text, text.toks(0, usize::MAX)).is_empty(), "{print}");
            });
        }
    }
}
