//! Hours of opening and closing.

use super::day;
use crate::extract::dates;
use crate::grammar::hour;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// An hour with its minutes.
type Hour = At<(u8, u8)>;
/// How far behind « ouverte à » its hour may stand.
const AFTER_OPENED: usize = 6;
/// How far before « ouvre la séance » the hour of its sentence may stand.
const BEFORE_OPENED: usize = 22;
/// How far behind the date the hour may stand.
const AFTER_DATE: usize = 45;
/// How far behind « levée » the hour of closing may stand.
const AFTER_CLOSED: usize = 12;

/// When the sitting opened: the hour of the opening formula, « la séance est ouverte à », or the hour that a title gives.
pub fn opening(text: &Text<'_>, toks: Toks<'_>, whole: Toks<'_>, date: Option<&At<jiff::civil::Date>>) -> Option<Hour> {
    let printed = |formula: bool| date.and_then(|d| with_date(text, toks, d, formula));
    declared(text, toks)
        .or_else(|| printed(true))
        .or_else(|| met(text, toks))
        .or_else(|| printed(false))
        .or_else(|| declared(text, whole))
}

/// « …, dûment convoqué le 6 mars, s'est réuni à la salle des fêtes à 19 heures »
fn met(text: &Text<'_>, toks: Toks<'_>) -> Option<Hour> {
    const BEHIND: usize = 24;
    let mark = text.find(toks, &[Term::Met])?;
    let from = mark.end as usize;
    // The point of « M. » ends no sentence.
    let point = |i: usize| text.tokens[i].sign == '.' && !person::is_title(text, i - 1);
    let ends = |i: &usize| point(*i) || text.mark_at(*i).is_some_and(|m| text.is(m, Term::Present));
    let stop = (from..toks.end.min(from + BEHIND)).find(ends).unwrap_or(toks.end.min(from + BEHIND));
    first_in(text, toks, from, stop)
}

/// When it closed: the last « levée à ».
pub fn closing(text: &Text<'_>, whole: Toks<'_>) -> Option<Hour> {
    let mark = text.marks_in(whole).iter().rev().find(|m| text.is(**m, Term::Closed))?;
    first_in(text, whole, mark.end as usize, mark.end as usize + AFTER_CLOSED)
}

/// « La séance est ouverte à 20 h », « A 18h50 Monsieur le Maire déclare la séance ouverte ».
fn declared(text: &Text<'_>, toks: Toks<'_>) -> Option<Hour> {
    // « Mme X (absente à l'ouverture de la séance, arrivée à 20 heures 50) »
    let noted = |at: usize| {
        let open = (at.saturating_sub(BEFORE_OPENED).max(toks.start)..at)
            .rev()
            .find(|i| matches!(text.tokens[*i].sign, '(' | ')'));
        open.is_some_and(|i| text.tokens[i].sign == '(')
    };
    let marks = text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Opened) && !noted(m.first as usize));
    marks.copied().find_map(|m| {
        let at = m.first as usize;
        first_in(text, toks, m.end as usize, m.end as usize + AFTER_OPENED).or_else(|| {
            let start = sentence_start(text, at, toks.start.max(at.saturating_sub(BEFORE_OPENED)));
            first_in(text, toks, start, at)
        })
    })
}

/// The hour behind a print of the sitting's date, before the list of those present. `formula` asks for the print of the
/// opening formula (« L'an … », « Le … s'est réuni »).
fn with_date(text: &Text<'_>, toks: Toks<'_>, date: &At<jiff::civil::Date>, formula: bool) -> Option<Hour> {
    const ENDS: &[Term] = &[Term::Present, Term::Convened, Term::Excused, Term::Closed];
    let others = dates::find(text, toks)
        .into_iter()
        .filter(|d| d.span != date.span && day::whole(&d.value, None) == Some(date.value))
        .map(|d| d.span);
    std::iter::once(date.span).chain(others).find_map(|span| {
        let at = text.within(span).end;
        let lead = text.doc.text(span).to_lowercase();
        let met = || text.find(text.toks(at, (at + AFTER_DATE).min(toks.end)), &[Term::Met]).is_some();
        if formula && !(lead.starts_with("l'an") || lead.starts_with("l’an") || met()) {
            return None;
        }
        let mut stop = (at + AFTER_DATE).min(toks.end);
        if let Some(m) = text.find(text.toks(at, stop), ENDS) {
            stop = m.first as usize;
        }
        first_in(text, toks, at, stop)
    })
}

/// The first hour that begins in `from..to`.
fn first_in(text: &Text<'_>, toks: Toks<'_>, from: usize, to: usize) -> Option<Hour> {
    (from..to.min(toks.end)).find_map(|i| {
        let inside = i > 0 && text.tokens[i].gap == Gap::None && text.tokens[i - 1].kind == Kind::Number;
        if inside {
            return None;
        }
        let (found, rest) = hour::hour(text, text.toks(i, toks.end))?;
        Some(stray_minutes(text, &found, rest).unwrap_or(found))
    })
}

/// « à 18 heures⏎Nombre de conseillers⏎30 minutes, les membres … »: columns read across tear the minutes off. They open
/// one of the next lines.
fn stray_minutes(text: &Text<'_>, found: &Hour, rest: Toks<'_>) -> Option<Hour> {
    const LINES: usize = 3;
    let torn = found.value.1 == 0
        && !text.doc.text(found.span).ends_with("00")
        && rest.first().is_none_or(|t| matches!(t.gap, Gap::Line | Gap::Cell));
    let line = text.doc.line_at(found.span.start);
    if !torn {
        return None;
    }
    (line + 1..=line + LINES).find_map(|l| {
        let toks = text.line(l);
        (toks.start..toks.end).find_map(|i| {
            let edge = text.tokens[i].gap >= Gap::Cell;
            let (minutes, span) = edge.then(|| hour::minutes(text, text.toks(i, toks.end))).flatten()?;
            Some(At::new((found.value.0, minutes), found.span.to(span)))
        })
    })
}

/// The token after the sign that ends the sentence before.
fn sentence_start(text: &Text<'_>, at: usize, floor: usize) -> usize {
    (floor..at).rev().find(|i| matches!(text.tokens[*i].sign, '.' | ';')).map_or(floor, |i| i + 1)
}
