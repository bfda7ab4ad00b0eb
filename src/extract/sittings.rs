//! The sittings of a document: a register holds several, each from its letterhead on.

use super::{dates, events};
use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Toks;
use crate::record::SectionKind;
use std::ops::Range;

/// The body lines of each sitting. A register begins another where « s'est réuni » comes again, with a date, behind
/// acts of the one before.
pub(super) fn sitting_ranges(text: &Text<'_>) -> Vec<Range<usize>> {
    let n = text.doc.body_len;
    if n == 0 {
        return Vec::new();
    }
    let mut starts = vec![0];
    let mut events = 0usize;
    let mut last_open: Option<usize> = None;
    for line in 0..n {
        let toks = text.line(line);
        let opens = text.marks_in(toks).iter().any(|m| {
            text.is(*m, Term::DateYearLead)
                && toks.start + 2 >= m.first as usize
                && text
                    .find(text.toks(m.end as usize, m.end as usize + 5), &[Term::NumberUnit, Term::NumberScale])
                    .is_some()
                || text.is(*m, Term::DateYearLead)
                    && toks.start + 2 >= m.first as usize
                    && year_follows(text, m.end as usize)
        });
        if opens {
            if events >= 1 && last_open.is_some() {
                starts.push(back_to_letterhead(text, line, starts.last().copied().unwrap_or(0)));
                events = 0;
            }
            last_open = Some(line);
        } else if last_open.is_some() && events::event(text, line).is_some() {
            events += 1;
        }
    }
    starts.dedup();
    starts.iter().enumerate().map(|(i, s)| *s..starts.get(i + 1).copied().unwrap_or(n)).collect()
}

/// « L'an 2012 », « an 2012 »: a year in figures behind the word.
pub(super) fn year_follows(text: &Text<'_>, at: usize) -> bool {
    text.toks(at, at + 3)
        .slice()
        .iter()
        .any(|t| text.doc.text(t.span).parse::<u32>().is_ok_and(|n| (1700..2100).contains(&n)))
}

/// From the opening formula back over the letterhead: short lines, none of them a signature, a stamp or the end of an
/// act of the sitting before.
pub(super) fn back_to_letterhead(text: &Text<'_>, line: usize, floor: usize) -> usize {
    let mut at = line;
    while at > floor + 1 && line - at < 14 {
        let prev = &text.doc.lines[at - 1];
        let len = prev.span.end - prev.span.start;
        let closes = matches!(
            outline::label(text, at - 1),
            Label::Section(
                SectionKind::Signature
                    | SectionKind::Certification
                    | SectionKind::Appeal
                    | SectionKind::Stamp
                    | SectionKind::Vote
                    | SectionKind::Decision
            )
        );
        if len > 90 || closes || events::event(text, at - 1).is_some() {
            break;
        }
        at -= 1;
    }
    at
}

/// « Votants : 10⏎Pour : 7 »: a count that a tally follows at once is part of a vote.
fn opens_tally(text: &Text<'_>, line: usize) -> bool {
    let next = text.doc.lines.get(line + 1).filter(|n| line + 1 < text.doc.body_len && !n.gap_before);
    let first = text.line(line + 1).start;
    next.is_some() && text.mark_at(first).is_some_and(|m| text.is_any(m, family::SIDES))
}

/// « SEANCE DU CONSEIL MUNICIPAL DU JEUDI 4 JUIN 2020 »: a line of its own.
fn names_sitting(text: &Text<'_>, toks: Toks<'_>) -> bool {
    const LONGEST: usize = 14;
    let opens =
        text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::SittingOf) && !text.is(m, Term::MinutesApproval));
    opens && toks.len() <= LONGEST && dates::find(text, toks).len() == 1
}

/// One past the last line of the head that names a count, the convocation or the secretary: acts begin behind it. Below the
/// roll only the body meets.
pub(super) fn head_floor(text: &Text<'_>, lines: Range<usize>, roll_end: usize) -> usize {
    const COUNTS: &[Term] = &[Term::CountInOffice, Term::CountVoting];
    const OPENING: &[Term] = &[Term::Met, Term::Chair];
    // « La commission s'est réunie »: told in a report.
    let other = |toks: Toks<'_>| {
        let met = text.find(toks, OPENING).map_or(toks.end, |m| m.first as usize);
        let before = text.toks(toks.start, met);
        before.slice().iter().any(|t| text.listed(*t, List::OtherGathering))
            && text.find(before, &[Term::Body]).is_none()
    };
    let end = lines.end.min(lines.start + 120);
    (lines.start..end)
        .rev()
        .find(|l| {
            let toks = text.line(*l);
            (text.find(toks, COUNTS).is_some()
                || text.find(toks, OPENING).is_some()
                    && !other(toks)
                    && (*l < roll_end || text.find(toks, &[Term::Body]).is_some())
                || names_sitting(text, toks))
                && toks.len() < 80
                && outline::label(text, *l) == Label::Plain
                && !opens_tally(text, *l)
        })
        .map_or(lines.start, |l| l + 1)
}
