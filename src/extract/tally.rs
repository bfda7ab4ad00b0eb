//! Tallies: a number beside « pour », « contre », « abstention », in any order, in figures or words.

use super::vote_names::names_follow;
use super::votes::{ABSTENTIONS, FOR, NOT_VOTING, SIDES};
use crate::grammar::lexicon::Mark;
use crate::grammar::number;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// A number beside a vote word.
pub struct Tally {
    /// Index into [`super::votes::FoundVote::sides`].
    pub side: usize,
    /// The vote word.
    pub mark: Mark,
    /// The number beside it.
    pub count: Option<At<u32>>,
    /// One past the last token of word and number.
    pub end: usize,
}

/// The tallies of a stretch. « Pour » and « contre » are everyday words: they count only with a number beside them
/// and a second sign of a vote near.
#[must_use]
pub fn tallies(text: &Text<'_>, toks: Toks<'_>) -> Vec<Tally> {
    let marks = text.marks_in(toks);
    let mut out: Vec<Tally> = Vec::new();
    let mut consumed = 0;
    let mut strong = marks
        .iter()
        .any(|m| text.is(*m, Term::Majority) || text.is(*m, Term::Unanimous) || text.is(*m, Term::CountVoting));
    for mark in marks {
        let Some(&(_, side)) = SIDES.iter().find(|(t, _)| text.is(*mark, *t)) else { continue };
        let word = text.toks(mark.first as usize, mark.end as usize);
        let one = word.len() == 1;
        let after = number_after(text, mark.end as usize, toks.end);
        let wrapped = toks.first().is_some_and(|t| !text.doc.lines[t.line as usize].gap_before);
        let floor = if wrapped { toks.start.saturating_sub(1) } else { toks.start };
        let before = number_before(text, mark.first as usize, consumed.max(floor));
        let (count, end) = match (after, before) {
            (Some((n, end, true)), _) => (Some(n), end),
            (_, Some(n)) => (Some(n), mark.end as usize),
            (Some((n, end, false)), None) if side != NOT_VOTING && (!one || side != FOR) => (Some(n), end),
            _ => (None, mark.end as usize),
        };
        let colon = text.toks(mark.end as usize, toks.end).first().is_some_and(|t| t.sign == ':');
        if side == NOT_VOTING || (!one && count.is_some()) || (side == ABSTENTIONS && count.is_some()) {
            strong |= side != NOT_VOTING;
        } else if count.is_none() && one && !colon {
            continue;
        }
        if colon && count.is_some() {
            strong = true;
        }
        consumed = end;
        out.push(Tally { side, mark: *mark, count, end });
    }
    let counted = out.iter().filter(|t| t.count.is_some()).count();
    if counted >= 2 {
        strong = true;
    }
    out.retain(|t| t.side == NOT_VOTING || (strong && (t.count.is_some() || t.end > t.mark.first as usize)));
    if counted == 0 {
        out.retain(|t| t.side == NOT_VOTING || t.side == ABSTENTIONS || names_follow(text, t.end, toks.end));
    }
    out
}

/// A number right behind a vote word: its value, one past its last token, and whether a colon introduces it.
fn number_after(text: &Text<'_>, at: usize, end: usize) -> Option<(At<u32>, usize, bool)> {
    let mut toks = text.toks(at, end);
    let mut colon = false;
    while let Some(t) = toks.first().filter(|t| matches!(t.sign, ':' | '=' | '(' | '|')) {
        colon |= matches!(t.sign, ':' | '=');
        toks = toks.skip(1);
    }
    let (n, rest) = small_number(text, toks)?;
    // « contre 4 ; » is a tally, « pour 120 m² » and « pour 2016 » are not.
    let next = rest.first();
    if toks.first().is_some_and(|t| t.gap == Gap::Line) && !colon {
        return None;
    }
    if next.is_some_and(|t| {
        t.gap == Gap::None && matches!(t.sign, '€' | '%' | '/' | ',') && !colon
    }) {
        return None;
    }
    (n.value < 1000).then_some((n, rest.start, colon))
}

/// A number right before a vote word, not before token `from`.
fn number_before(text: &Text<'_>, at: usize, from: usize) -> Option<At<u32>> {
    let mut end = at;
    while end > from {
        let t = text.tokens[end - 1];
        let filler = matches!(t.sign, '(' | ':' | '-')
            || matches!(
                text.doc.text(t.span).to_lowercase().as_str(),
                "voix" | "vote" | "votes" | "bulletin" | "bulletins" | "de" | "d"
            );
        if !filler || t.sign == ':' {
            break;
        }
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|l| *l >= from)?;
    let t = text.tokens[last];
    if t.kind == Kind::Number {
        // « DM1 pour », « 1.01 pour » are no tallies.
        let glued = t.gap == Gap::None
            && last
                .checked_sub(1)
                .is_some_and(|b| text.tokens[b].kind == Kind::Word || matches!(text.tokens[b].sign, '.' | ','));
        if glued {
            return None;
        }
        let n = text.doc.text(t.span).parse().ok().filter(|n| *n < 1000)?;
        return Some(At::new(n, t.span));
    }
    // In words: the longest run of number words that ends here.
    for start in (from.max(last.saturating_sub(5))..=last).rev().collect::<Vec<_>>().into_iter().rev() {
        let toks = text.toks(start, end);
        if let Some((n, rest)) = small_number(text, toks)
            && rest.is_empty()
        {
            return Some(n);
        }
    }
    None
}

/// A cardinal below a thousand in figures or words.
fn small_number<'t>(text: &'t Text<'_>, toks: Toks<'t>) -> Option<(At<u32>, Toks<'t>)> {
    let t = toks.first()?;
    if t.kind == Kind::Number {
        let n = text.doc.text(t.span).parse().ok()?;
        return Some((At::new(n, t.span), toks.skip(1)));
    }
    if t.kind != Kind::Word {
        return None;
    }
    let (n, rest) = number::cardinal_in_words(text, toks)?;
    let n32 = u32::try_from(n.value).ok()?;
    Some((At::new(n32, n.span), rest))
}

