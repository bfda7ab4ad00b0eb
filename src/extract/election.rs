//! Elections of persons: the votes of the one elected, in the last round (art. L. 2122-7 CGCT).

use super::tally_numbers::bracketed;
use super::votes::{FOR, FoundVote};
use crate::grammar::list::List;
use crate::grammar::number;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};
use crate::page::At;
use crate::record::{Ballot, Outcome};
use std::ops::Range;

/// Lines without a count that part two rounds.
const ROUND_GAP: usize = 4;

/// Whether a title announces an election.
#[must_use]
pub fn is_election(text: &Text<'_>, title: crate::page::Span) -> bool {
    text.find(text.within(title).head(6), &[Term::Election]).is_some()
}

/// Puts the votes of the last round's winner in the place of votes for; « majorité absolue » is a threshold, not a
/// result.
pub fn read(text: &Text<'_>, lines: Range<usize>, vote: &mut FoundVote) {
    let mut rounds: Vec<(usize, Vec<At<u32>>)> = Vec::new();
    for line in lines {
        let counts = counts(text, line);
        if counts.is_empty() {
            continue;
        }
        match rounds.last_mut().filter(|(last, _)| line <= last + ROUND_GAP) {
            Some((last, all)) => {
                *last = line;
                all.extend(counts);
            }
            None => rounds.push((line, counts)),
        }
    }
    let Some(best) = rounds.pop().and_then(|(_, all)| all.into_iter().max_by_key(|c| c.value)) else { return };
    vote.sides = Default::default();
    vote.span = Some(best.span);
    vote.sides[FOR].count = Some(best);
    vote.unanimous = vote.unanimous.take().filter(|u| u.value);
    vote.outcome = Some(Outcome::Adopted);
    vote.explicit = true;
    if vote.ballot.is_none()
        && let Some(span) = vote.span
    {
        vote.ballot = Some(At::new(Ballot::Secret, span));
    }
}

/// « Mme X : 7 voix », « a obtenu douze voix », « | AUBANEL Corinne | 5 | »
fn counts(text: &Text<'_>, line: usize) -> Vec<At<u32>> {
    let toks = text.line(line);
    let mut out: Vec<At<u32>> = Vec::new();
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::For)) {
        if text.tokens.get(m.first as usize).is_some_and(|t| text.listed(*t, List::Voices))
            && let Some(n) = before(text, text.toks(toks.start, m.first as usize))
        {
            out.push(n);
        }
    }
    out.extend(suffrages(text, toks));
    out.extend(spelled(text, line));
    out
}

/// « Liste X : 22 suffrages »; « 22 suffrages exprimés » are those of all.
fn suffrages(text: &Text<'_>, toks: Toks<'_>) -> Option<At<u32>> {
    let word = |i: &usize| text.listed(text.tokens[*i], List::Suffrages) && !text.listed(text.tokens[*i], List::Voices);
    let at = (toks.start + 1..toks.end).find(word)?;
    let closes = text.toks(at + 1, toks.end).first().is_none_or(|t| t.kind == Kind::Sign);
    before(text, text.toks(toks.start, at)).filter(|_| closes)
}

/// « | AUBANEL Corinne | 12 | Douze | »: the row of a candidate gives the number in figures and in words.
fn spelled(text: &Text<'_>, line: usize) -> Option<At<u32>> {
    text.doc.cells_of(&text.doc.lines[line]).windows(2).skip(1).find_map(|pair| {
        let (figures, words) = (text.within(pair[0].span), text.within(pair[1].span));
        let alone = figures.len() == 1 && figures.first().is_some_and(|t| t.kind == Kind::Number);
        let (n, rest) = number::cardinal_in_words(text, words).filter(|_| alone)?;
        let value = text.doc.text(figures.span()).parse().ok().filter(|v: &u32| u64::from(*v) == n.value)?;
        rest.is_empty().then(|| At::new(value, figures.span()))
    })
}

/// The number at the end of a stretch, in figures or words.
fn before(text: &Text<'_>, toks: Toks<'_>) -> Option<At<u32>> {
    if let Some((n, _)) = bracketed(text, toks.end, toks.start) {
        return Some(n);
    }
    let last = toks.slice().last()?;
    if last.kind == Kind::Number {
        let n = text.doc.text(last.span).parse().ok().filter(|n: &u32| *n < 1000)?;
        return Some(At::new(n, last.span));
    }
    (toks.start.max(toks.end.saturating_sub(4))..toks.end).find_map(|start| {
        let (n, rest) = number::cardinal_in_words(text, text.toks(start, toks.end))?;
        rest.is_empty().then(|| u32::try_from(n.value).ok().map(|v| At::new(v, n.span))).flatten()
    })
}
