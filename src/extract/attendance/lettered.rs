//! A table of names and letters that extraction put on one line: « ARCY Odile VIALLET P Bruno JANDEAUX E BELVOIR …
//! P = Présent E = Excusé ». Its legend tells it from running text.

use super::{Entry, Roll};
use crate::grammar::person::{self, Order, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::Span;
use crate::record::Attendance;
use std::ops::Range;

/// So many names with a letter make a table.
const FEWEST: usize = 5;

/// Reads such a table into the roll.
pub fn read(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    let toks = text.lines(lines.start, lines.end);
    let Some((start, legend)) = legend(text, toks) else { return };
    if rows(text, lines, &legend, roll) {
        return;
    }
    let mut found: Vec<(Person, Option<Attendance>)> = Vec::new();
    let mut at = toks.start;
    while at < start {
        match named(text, at, start, &legend) {
            Some((person, end)) => {
                let letter =
                    text.tokens.get(end).filter(|_| end < start).and_then(|t| meaning(&legend, text.doc.text(t.span)));
                at = end + usize::from(letter.is_some());
                found.push((person, letter));
            }
            None => at += 1,
        }
    }
    if found.iter().filter(|(_, a)| a.is_some()).count() < FEWEST {
        return;
    }
    for (person, attendance) in found {
        // A name without a letter is of one who was not there.
        let attendance = attendance.unwrap_or(Attendance::Absent);
        roll.entries.push(Entry { person, attendance, holder: None, group: None });
    }
}

/// « H. GILLET maire P », « S. COLLIN R pouvoir D. LECLERC »: each on a line of its own, the letter behind the name and the
/// office.
fn rows(text: &Text<'_>, lines: Range<usize>, legend: &[(String, Attendance)], roll: &mut Roll) -> bool {
    let found: Vec<(usize, Entry)> = lines.filter_map(|l| Some((l, row(text, text.line(l), legend)?))).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    if found.len() < FEWEST {
        return false;
    }
    roll.lines_claimed.push((first.0..last.0 + 1, Attendance::Present));
    roll.entries.extend(found.into_iter().map(|(_, e)| e));
    true
}

/// One such line.
fn row(text: &Text<'_>, line: Toks<'_>, legend: &[(String, Attendance)]) -> Option<Entry> {
    let said =
        |i: &usize| text.tokens[*i].gap == Gap::Space && meaning(legend, text.doc.text(text.tokens[*i].span)).is_some();
    let ends =
        |i: &usize| text.tokens.get(i + 1).is_none_or(|t| t.gap == Gap::Line || t.case == Case::Lower || t.sign == '(');
    let at = (line.start + 1..line.end).find(|i| said(i) && ends(i))?;
    let (person, rest) = person::person(text, text.toks(line.start, at))?;
    let office = rest.slice().iter().all(|t| t.kind != Kind::Word || t.case == Case::Lower);
    let full = !person.head && (person.given.is_some() || person.honorific.is_some());
    let attendance = meaning(legend, text.doc.text(text.tokens[at].span)).filter(|_| office && full)?;
    let gives = text.find(line.from(at + 1), &[Term::ProxyGives, Term::ProxyHeading]);
    let holder = gives.and_then(|m| person::person(text, line.from(m.end as usize))).map(|(p, _)| p);
    let attendance = if holder.is_some() { Attendance::Represented } else { attendance };
    Some(Entry { person, attendance, holder, group: None })
}

/// What a letter means in a legend.
fn meaning(legend: &[(String, Attendance)], s: &str) -> Option<Attendance> {
    legend.iter().find(|(l, _)| l == s).map(|(_, a)| *a)
}

/// « P = Présent E = Excusé »: where it begins, and its letters.
fn legend(text: &Text<'_>, toks: Toks<'_>) -> Option<(usize, Vec<(String, Attendance)>)> {
    const STATUS: &[(Term, Attendance)] = &[
        (Term::Present, Attendance::Present),
        (Term::Excused, Attendance::Excused),
        (Term::Absent, Attendance::Absent),
        (Term::Represented, Attendance::Represented),
    ];
    let mut out = Vec::new();
    let mut start = None;
    for i in toks.start..toks.end.saturating_sub(2) {
        let (letter, sign) = (text.tokens[i], text.tokens[i + 1]);
        let one = letter.kind == Kind::Word && letter.case == Case::Title && letter.span.end - letter.span.start == 1;
        // « (P présent, E excusé, A absent) »
        let bare = matches!(sign.gap, Gap::Space | Gap::Line) && sign.case == Case::Lower;
        if !one || !(bare || matches!(sign.sign, '=' | ':')) {
            continue;
        }
        let Some(m) = text.longest_at(if bare { i + 1 } else { i + 2 }) else { continue };
        if let Some((_, a)) = STATUS.iter().find(|(t, _)| text.is(m, *t)) {
            out.push((text.doc.text(letter.span).to_owned(), *a));
            start.get_or_insert(i);
        }
    }
    (out.len() >= 2).then_some(())?;
    Some((start?, out))
}

/// « Noël LECOURT », « J.M. DESPRES », « Stanislas. MABIRE »: a given name or initials, then capitals. Without a letter
/// behind, what follows the first word in capitals is the commune of the next row.
fn named(text: &Text<'_>, at: usize, limit: usize, legend: &[(String, Attendance)]) -> Option<(Person, usize)> {
    let t = text.tokens[at];
    if t.kind != Kind::Word || t.case != Case::Title {
        return None;
    }
    let mut family = at + 1;
    let glued = |i: usize| {
        text.tokens
            .get(i)
            .is_some_and(|t| i < limit && t.gap == Gap::None && (matches!(t.sign, '.' | '-') || t.case == Case::Title))
    };
    while glued(family) {
        family += 1;
    }
    let given = text.toks(at, family).span();
    let initials = text.doc.text(given).contains('.') && t.span.end - t.span.start <= 2;
    if !initials && !person::known_given(text, t.span) {
        return None;
    }
    let upper = |i: usize| text.tokens.get(i).is_some_and(|t| i < limit && t.case == Case::Upper);
    let joins = |i: usize| text.tokens.get(i).is_some_and(|t| i < limit && matches!(t.sign, '-' | '\''));
    let mut ends = Vec::new();
    let mut end = family;
    while upper(end) {
        end += 1;
        while joins(end) && upper(end + 1) {
            end += 2;
        }
        ends.push(end);
    }
    let letter = |i: usize| text.tokens.get(i).is_some_and(|t| meaning(legend, text.doc.text(t.span)).is_some());
    let end = if letter(*ends.last()?) { *ends.last()? } else { *ends.first()? };
    let given_print = text.doc.text(given);
    let given_print = if initials { given_print } else { given_print.trim_end_matches('.') };
    let family_span: Span = text.toks(family, end).span();
    let family_print: String = text.doc.text(family_span).replace("- ", "-");
    Some((
        Person {
            honorific: None,
            given: Some(given_print.to_owned()),
            family: family_print.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase(),
            role: None,
            head: false,
            order: Order::Sure,
            span: given.to(family_span),
        },
        end,
    ))
}
