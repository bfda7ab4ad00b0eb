//! Hours of the day: « 20h30 », « 20 H 30 mn », « dix-neuf heures trente », « 18:30 », « midi ».

use super::number::{cardinal_in_words, word_value};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{At, Span};

/// An hour and minute at the start of `toks`, and what follows.
#[must_use]
pub fn hour<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(At<(u8, u8)>, Toks<'t>)> {
    let (found, rest) = on_the_clock(text, toks)?;
    let (h, m) = found.value;
    let half = text.longest_at(rest.start).filter(|m| text.is(*m, Term::HourAfternoon));
    match half.filter(|_| h < 12 && !rest.is_empty()) {
        Some(mark) => {
            let end = rest.from(mark.end as usize);
            Some((At::new((h + 12, m), toks.until(&end).span()), end))
        }
        None => Some((found, rest)),
    }
}

/// The same without regard to « du soir ».
fn on_the_clock<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(At<(u8, u8)>, Toks<'t>)> {
    if let Some(h) = word_value(text, toks.start, Term::HourNamed).filter(|_| !toks.is_empty()) {
        let rest = toks.skip(1);
        return Some((At::new((h as u8, 0), toks.head(1).span()), rest));
    }
    if let Some(found) = with_full_stop(text, toks) {
        return Some(found);
    }
    let (h, rest) = small(text, toks, 24)?;
    let unit = text.longest_at(rest.start).filter(|m| !rest.is_empty() && text.is(*m, Term::HourUnit));
    let colon = rest.first().is_some_and(|t| t.sign == ':') && toks.first().is_some_and(|t| t.kind == Kind::Number);
    let rest = match unit {
        Some(m) => rest.skip(m.end as usize - rest.start),
        None if colon => {
            let digits = rest.get(1).filter(|t| t.kind == Kind::Number && t.span.end - t.span.start == 2)?;
            let m: u8 = text.doc.text(digits.span).parse().ok().filter(|m| *m < 60)?;
            let end = rest.skip(2);
            return Some((At::new((h, m), toks.until(&end).span()), end));
        }
        None => return None,
    };
    if let Some(m) = text.longest_at(rest.start).filter(|m| !rest.is_empty() && text.is(*m, Term::HourFraction)) {
        let minutes: i16 = text.value(m, Term::HourFraction)?.parse().ok()?;
        let end = rest.skip(m.end as usize - rest.start);
        let all = (i16::from(h) * 60 + minutes).rem_euclid(24 * 60);
        return Some((At::new(((all / 60) as u8, (all % 60) as u8), toks.until(&end).span()), end));
    }
    // « 20 heures 3o »: the letter for the digit.
    let slip = matches!(rest.slice(), [n, o, ..] if n.kind == Kind::Number && o.kind == Kind::Word && o.gap == Gap::None && matches!(text.doc.text(o.span), "o" | "O") && n.span.end - n.span.start == 1);
    if slip && let Some(d) = rest.first().and_then(|t| text.doc.text(t.span).parse::<u8>().ok()).filter(|d| *d < 6) {
        let end = rest.skip(2);
        return Some((At::new((h % 24, d * 10), toks.until(&end).span()), end));
    }
    // « dix-huit heures et trente minutes »: the joint asks for the unit behind.
    let joined = rest.first().is_some_and(|t| text.doc.text(t.span) == "et" && t.gap < Gap::Line);
    if joined && let Some((m, span)) = minutes(text, rest.skip(1)) {
        let end = toks.from(text.within(span).end);
        return Some((At::new((h % 24, m), toks.until(&end).span()), end));
    }
    let minutes =
        rest.first().filter(|t| goes_on(text, t)).and_then(|_| small(text, rest, 60)).filter(|(m, _)| *m < 60);
    let (m, end) = minutes.map_or((0, rest), |(m, r)| (m, r));
    Some((At::new((h % 24, m), toks.until(&end).span()), end))
}

/// Whether a token may be the minutes of the hour before it: « à 20 h⏎⏎Un point est ajouté » begins another sentence.
fn goes_on(text: &Text<'_>, t: &Token) -> bool {
    let fresh = t.kind == Kind::Word && (t.case == Case::Title || text.doc.lines[t.line as usize].gap_before);
    t.gap < Gap::Line || t.gap == Gap::Line && !fresh
}

/// « 19.30 heures », « 18.00 h »
fn with_full_stop<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(At<(u8, u8)>, Toks<'t>)> {
    let number = |i: usize| {
        toks.get(i).filter(|t| t.kind == Kind::Number).and_then(|t| text.doc.text(t.span).parse::<u8>().ok())
    };
    let glued = |i: usize| toks.get(i).is_some_and(|t| t.gap == Gap::None);
    let (h, m) = (number(0).filter(|h| *h < 24)?, number(2).filter(|m| *m < 60)?);
    let point = toks.get(1).is_some_and(|t| t.sign == '.') && glued(1) && glued(2);
    let rest = toks.skip(3);
    let unit = text.longest_at(rest.start).filter(|k| !rest.is_empty() && text.is(*k, Term::HourUnit))?;
    let end = rest.skip(unit.end as usize - rest.start);
    point.then(|| (At::new((h, m), toks.until(&end).span()), end))
}

/// « 30 minutes », « quinze mn » at the start of `toks`: torn from their hour.
#[must_use]
pub fn minutes(text: &Text<'_>, toks: Toks<'_>) -> Option<(u8, Span)> {
    let (m, rest) = small(text, toks, 59)?;
    let unit = rest.first().filter(|t| t.gap <= Gap::Space && t.kind == Kind::Word)?;
    matches!(text.doc.text(unit.span).to_lowercase().as_str(), "minutes" | "mn" | "min")
        .then(|| (m, toks.until(&rest.skip(1)).span()))
}

fn small<'t>(text: &Text<'_>, toks: Toks<'t>, below: u64) -> Option<(u8, Toks<'t>)> {
    let t = toks.first()?;
    match t.kind {
        Kind::Number => {
            let s = text.doc.text(t.span);
            (s.len() <= 2)
                .then(|| s.parse::<u8>().ok())
                .flatten()
                .filter(|n| u64::from(*n) <= below)
                .map(|n| (n, toks.skip(1)))
        }
        Kind::Word => {
            let (n, rest) = cardinal_in_words(text, toks)?;
            (n.value <= below).then_some((n.value as u8, rest))
        }
        Kind::Sign => None,
    }
}
