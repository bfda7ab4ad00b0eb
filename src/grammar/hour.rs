//! Hours of the day.

use super::number::{is_sign, is_word, number_sense, sense, words};
use super::term::Term;
use super::text::Text;
use super::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// An hour (0 to 23) and minute (0 to 59) at the start of `toks`, with the rest: « 20h30 », « 20 H 30 »,
/// « dix-neuf heures trente minutes », « vingt heures et quart », « 18:30 », « midi ».
#[must_use]
pub fn hour<'a>(text: &Text<'_>, toks: Toks<'a>) -> Option<(At<(u8, u8)>, Toks<'a>)> {
    let (value, used) = named(text, toks).or_else(|| clock(text, toks))?;
    Some((At::new(value, toks.head(used).span()), toks.skip(used)))
}

/// All hours of a stretch, in order.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<(u8, u8)>> {
    let mut out = Vec::new();
    let mut rest = toks;
    while let Some(t) = rest.first() {
        let starts = match t.kind {
            Kind::Number => true,
            Kind::Word => [Term::NumberUnit, Term::HourNamed].iter().any(|s| sense(text, rest.head(1), *s).is_some()),
            Kind::Sign => false,
        };
        if starts && let Some((found, after)) = hour(text, rest) {
            out.push(found);
            rest = after;
        } else {
            rest = rest.skip(1);
        }
    }
    out
}

/// « midi », « minuit et demi »
fn named(text: &Text<'_>, toks: Toks<'_>) -> Option<((u8, u8), usize)> {
    let (hour, used) = number_sense(text, toks, Term::HourNamed)?;
    finish(text, toks, u8::try_from(hour).ok()?, used)
}

/// Hour in figures or words, its unit and minutes.
fn clock(text: &Text<'_>, toks: Toks<'_>) -> Option<((u8, u8), usize)> {
    let first = toks.first()?;
    let (hour, mut at) = match first.kind {
        Kind::Number if toks.print(first).len() <= 2 => (toks.print(first).parse::<u64>().ok()?, 1),
        Kind::Word => words(text, toks)?,
        _ => return None,
    };
    let hour = u8::try_from(hour).ok().filter(|h| *h < 24)?;
    if is_sign(toks.get(at), ':') && first.kind == Kind::Number {
        let colon = toks.get(at)?;
        let minute = minute_figures(toks, at + 1).filter(|_| colon.gap == Gap::None)?;
        if toks.get(at + 1)?.gap != Gap::None {
            return None;
        }
        return Some(((hour, minute), at + 2));
    }
    let (_, unit) = sense(text, toks.skip(at).head(1), Term::HourUnit)?;
    if toks.get(at)?.gap == Gap::Cell {
        return None;
    }
    at += unit;
    if is_sign(toks.get(at), '.') && toks.get(at + 1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None) {
        at += 1;
    }
    finish(text, toks, hour, at)
}

/// Two figures below 60.
fn minute_figures(toks: Toks<'_>, at: usize) -> Option<u8> {
    let t = toks.get(at).filter(|t| t.kind == Kind::Number && t.gap <= Gap::Space)?;
    let print = toks.print(t);
    (print.len() == 2).then(|| print.parse().ok()).flatten().filter(|m| *m < 60)
}

/// The minutes after the hour, where there are any.
fn finish(text: &Text<'_>, toks: Toks<'_>, hour: u8, at: usize) -> Option<((u8, u8), usize)> {
    if let Some((value, used)) = sense(text, toks.skip(at).head(4), Term::HourFraction) {
        let minutes: i16 = value.parse().ok()?;
        let total = (i16::from(hour) * 60 + minutes).rem_euclid(24 * 60);
        return Some(((u8::try_from(total / 60).ok()?, u8::try_from(total % 60).ok()?), at + used));
    }
    let (minute, mut end) = match toks.get(at) {
        Some(t) if t.kind == Kind::Number => minute_figures(toks, at).map_or((0, at), |m| (m, at + 1)),
        Some(t) if t.kind == Kind::Word && t.gap != Gap::Cell => words(text, toks.skip(at))
            .filter(|(m, _)| (1..60).contains(m))
            .and_then(|(m, used)| Some((u8::try_from(m).ok()?, at + used)))
            .unwrap_or((0, at)),
        _ => (0, at),
    };
    if end > at && ["mn", "min", "minute", "minutes", "m"].iter().any(|w| is_word(toks, end, w)) {
        end += 1;
    }
    Some(((hour, minute), end))
}

#[cfg(test)]
mod tests {
    use crate::grammar::number::tests::with_text;

    #[test]
    fn reads_the_families() {
        for (print, want) in [
            ("à 20h30", (20, 30)),
            ("20 H 30", (20, 30)),
            ("20 h 30 mn", (20, 30)),
            ("21heures", (21, 0)),
            ("dix-neuf heures trente minutes", (19, 30)),
            ("vingt heures et quart", (20, 15)),
            ("19 heures", (19, 0)),
            ("18:30", (18, 30)),
            ("midi", (12, 0)),
            ("à vingt heures trente", (20, 30)),
            ("18h", (18, 0)),
        ] {
            with_text(print, |text| {
                let found = super::find(text, text.toks(0, usize::MAX));
                assert_eq!(found.first().map(|h| h.value), Some(want), "{print}");
            });
        }
    }
}
