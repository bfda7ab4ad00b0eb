//! Arrivals and departures told in sentences: « M. X est arrivé au point n° 12 », « Mme Y quitte la séance à 21 h ».

use super::acts::Act;
use super::attendance::{self, Change, Roll};
use super::events;
use crate::grammar::hour;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::record::ChangeKind;
use std::ops::Range;

/// How many tokens behind the wording the hour is looked for.
const REACH: usize = 12;

/// Adds to the roll the changes that sentences of these lines tell. The person is titled and stands right before the
/// wording; a change that the lists print already is not added again.
pub fn read(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    let all = text.lines(lines.start, lines.end);
    for mark in text.marks_in(all) {
        if !text.is(*mark, Term::Honorific) {
            continue;
        }
        let here = text.toks(mark.first as usize, all.end);
        let Some((who, mut rest)) = person::person(text, here) else { continue };
        // « M. X (parti à 22 h, pouvoir à Mme Y à partir du point 9) »: she is there.
        if who.head || holds(text, mark.first as usize) {
            continue;
        }
        while rest.first().is_some_and(|t| t.sign == ',') {
            rest = rest.skip(1);
        }
        let noun = noun_before(text, mark.first as usize, all.start);
        let wording = text.mark_at(rest.start).filter(|m| (m.end as usize) <= all.end);
        // « Rapporteur : M. Y⏎Arrivée de M. X »: behind the noun stands who arrives.
        let of_another = |m: &Mark| {
            let noun =
                [List::ArrivalNoun, List::DepartureNoun].iter().any(|l| text.listed(text.tokens[m.first as usize], *l));
            let next = text.tokens.get(m.end as usize - 1..).unwrap_or(&[]);
            noun && next.iter().take(2).any(|t| text.doc.text(t.span) == "de")
        };
        let told = wording.filter(|m| !of_another(m)).and_then(|m| {
            let leaves = text.is(m, Term::Leaves).then_some(ChangeKind::Leaves);
            let kind = leaves.or_else(|| text.is(m, Term::Arrives).then_some(ChangeKind::Arrives))?;
            Some((kind, m.first as usize, m.end as usize))
        });
        let named = noun.map(|(kind, at)| (kind, at, rest.start));
        let Some((kind, first, behind)) = told.or(named) else { continue };
        if roll.changes.iter().any(|c| c.kind == kind && c.person.family == who.family && c.person.given == who.given) {
            continue;
        }
        let end = (behind + REACH).min(all.end);
        let time = (behind..end).find_map(|i| hour::hour(text, text.toks(i, end))).map(|h| h.0.value);
        let both = several(text, mark.first as usize, rest.start, all.end);
        let span = who.span.to(text.toks(first, behind).span());
        let point = attendance::point(text, text.toks(first.min(behind), end));
        // « Départ de M. X à la retraite » is of no sitting.
        if told.is_none() && time.is_none() && point.is_none() {
            continue;
        }
        roll.changes.push(Change { person: who, kind, time, point, span });
        roll.changes.extend(both.map(|person| Change { person, kind, time, point, span }));
    }
}

/// « Arrivée de Messieurs X et Y à 19 h »: the second of two under one title.
fn several(text: &Text<'_>, title: usize, behind: usize, end: usize) -> Option<person::Person> {
    let (cover, several, _) = person::title(text, title)?;
    let and = text.tokens.get(behind).is_some_and(|t| matches!(text.doc.text(t.span), "et" | "ET"));
    let here = (several && and && behind + 1 < end).then(|| text.toks(behind + 1, end))?;
    person::person_with(text, here, Some(cover)).map(|(p, _)| p).filter(|p| !p.head)
}

/// Whether the words that give a proxy end right before a person.
fn holds(text: &Text<'_>, at: usize) -> bool {
    const REACH: usize = 8;
    let gives = |m: &Mark| text.is(*m, Term::ProxyGives) && m.end as usize == at;
    text.marks_in(text.toks(at.saturating_sub(REACH), at)).iter().any(gives)
}

/// « Arrivée de M. X à 20 h 50 », « Départ de Mme Y après le point 4 »: what the noun before the title at `at` says, and
/// where it stands.
fn noun_before(text: &Text<'_>, at: usize, floor: usize) -> Option<(ChangeKind, usize)> {
    let noun = at.checked_sub(2).filter(|i| *i >= floor && text.doc.text(text.tokens[at - 1].span) == "de")?;
    let t = text.tokens[noun];
    let arrives = text.listed(t, List::ArrivalNoun).then_some(ChangeKind::Arrives);
    arrives.or_else(|| text.listed(t, List::DepartureNoun).then_some(ChangeKind::Leaves)).map(|kind| (kind, noun))
}

/// The ordinal of the deliberation from which a change holds: the one whose point the print names, else the one in whose
/// talk it is told, before its vote, or the next.
#[must_use]
pub fn deliberation(text: &Text<'_>, change: &Change, acts: &[Act]) -> Option<u32> {
    let ordinal = |i: usize| u32::try_from(i + 1).ok();
    if let Some(point) = change.point {
        let named = |a: &Act| {
            a.head.rank == Some(point)
                || a.head.number.as_ref().is_some_and(|n| {
                    n.value.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|d| d.parse().ok()) == Some(point)
                })
        };
        return acts.iter().position(named).and_then(ordinal);
    }
    let line = text.doc.line_at(change.span.start);
    let first = acts.first()?.lines.start;
    let i = acts.iter().position(|a| a.lines.contains(&line)).filter(|_| line >= first)?;
    let before_vote = (line + 1..acts[i].lines.end).any(|l| events::event(text, l).is_some());
    let next = if before_vote { i } else { i + 1 };
    (next < acts.len()).then(|| ordinal(next)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;
    use crate::read;
    use std::path::Path;

    #[test]
    fn a_sentence_tells_who_and_when() {
        let lexicon = Lexicon::builtin().unwrap();
        let s = "M. LERAY Paul, arrivé à 20h25 (point n° 5), n'a pas voté.\nMme Anne TABARD quitte la séance.\n";
        let doc = read::read(s.as_bytes(), Path::new("a.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        let mut roll = Roll::default();
        read(&text, 0..doc.body_len, &mut roll);
        let got: Vec<_> = roll.changes.iter().map(|c| (c.person.name(), c.kind, c.time)).collect();
        assert_eq!(
            got,
            [
                ("Paul LERAY".to_owned(), ChangeKind::Arrives, Some((20, 25))),
                ("Anne TABARD".to_owned(), ChangeKind::Leaves, None)
            ]
        );
    }
}
