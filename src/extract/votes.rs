//! Votes: tallies in any order, unanimity, outcomes, and the stretches that hold names.

use crate::grammar::lexicon::Mark;
use crate::grammar::number;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::{At, Span};
use crate::record::{Ballot, Outcome, SectionKind};
use std::ops::Range;

/// One side of a vote: its count as printed and where its names stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The printed number.
    pub count: Option<At<u32>>,
    /// Stretches of names beside it.
    pub names: Vec<Span>,
}

/// A vote as printed; names are not yet resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundVote {
    /// Votes for, against, abstentions, not voting.
    pub sides: [Side; 4],
    /// Unanimity as said.
    pub unanimous: Option<At<bool>>,
    /// Outcome as said or as it follows.
    pub outcome: Option<Outcome>,
    /// How it was cast.
    pub ballot: Option<At<Ballot>>,
    /// Anything at all was stated.
    pub explicit: bool,
    /// From the first to the last word of the vote.
    pub span: Option<Span>,
}

/// Index of votes for in [`FoundVote::sides`].
pub const FOR: usize = 0;
/// Index of votes against.
pub const AGAINST: usize = 1;
/// Index of abstentions.
pub const ABSTENTIONS: usize = 2;
/// Index of those who took no part.
pub const NOT_VOTING: usize = 3;

const SIDES: [(Term, usize); 4] =
    [(Term::For, FOR), (Term::Against, AGAINST), (Term::Abstention, ABSTENTIONS), (Term::NotVoting, NOT_VOTING)];

/// What a line does to the act it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A tally, unanimity, an outcome.
    Vote,
    /// A formula or a deciding verb.
    Decision,
}

/// Whether a line carries a vote or a decision.
#[must_use]
pub fn event(text: &Text<'_>, line: usize) -> Option<Event> {
    match outline::label(text, line) {
        Label::Section(SectionKind::Vote) => return Some(Event::Vote),
        Label::Section(SectionKind::Formula) => return Some(Event::Decision),
        Label::Section(SectionKind::Visa | SectionKind::Recital | SectionKind::Stamp | SectionKind::Appeal) => {
            return None;
        }
        Label::Section(SectionKind::Decision) => {
            let upper = outline::behind_bullet(text.line(line)).slice().iter().take(2).any(|t| t.case == Case::Upper);
            return upper.then_some(Event::Decision);
        }
        _ => {}
    }
    let toks = text.line(line);
    let marks = text.marks_in(toks);
    if marks.is_empty() {
        return None;
    }
    if marks.iter().any(|m| text.is(*m, Term::Formula)) {
        return Some(Event::Decision);
    }
    if !tallies(text, toks).is_empty() {
        return Some(Event::Vote);
    }
    let has = |t: Term| marks.iter().any(|m| text.is(*m, t));
    if has(Term::Unanimous) && (has(Term::Verb) || has(Term::Adopted) || has(Term::Body) || has(Term::MinutesApproval))
    {
        return Some(Event::Vote);
    }
    if has(Term::Body) && (has(Term::Noted) || has(Term::Adopted)) && !has(Term::Visa) {
        return Some(Event::Decision);
    }
    if has(Term::Withdrawn) || has(Term::Postponed) && (has(Term::Body) || has(Term::Verb)) {
        return Some(Event::Decision);
    }
    None
}

/// A number beside a vote word.
struct Tally {
    side: usize,
    mark: Mark,
    count: Option<At<u32>>,
    /// One past the last token of word and number.
    end: usize,
}

/// The tallies of a stretch. « Pour » and « contre » are everyday words: they count only with a number beside them
/// and a second sign of a vote near.
fn tallies(text: &Text<'_>, toks: Toks<'_>) -> Vec<Tally> {
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
    if toks.first().is_some_and(|t| t.gap == crate::grammar::tokens::Gap::Line) && !colon {
        return None;
    }
    if next.is_some_and(|t| {
        t.gap == crate::grammar::tokens::Gap::None && matches!(t.sign, '€' | '%' | '/' | ',') && !colon
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
        let glued = t.gap == crate::grammar::tokens::Gap::None
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

/// Whether a name or a bracket with names follows.
fn names_follow(text: &Text<'_>, at: usize, end: usize) -> bool {
    names_after(text, at, end).is_some()
}

/// The stretch of names behind a tally: in brackets, or behind a comma, colon or dash up to the next vote word.
fn names_after(text: &Text<'_>, at: usize, end: usize) -> Option<Span> {
    let toks = text.toks(at, end);
    let first = toks.first()?;
    let mut inner = toks;
    let mut bracket = false;
    let mut signs = 0;
    while let Some(t) = inner.first().filter(|t| {
        matches!(t.sign, '(' | ',' | ':' | '-' | '|' | ';') || (t.kind == Kind::Number && signs > 0 && bracket)
    }) {
        bracket |= t.sign == '(';
        signs += 1;
        inner = inner.skip(1);
    }
    if first.kind != Kind::Sign && !starts_person(text, inner) {
        return None;
    }
    if !bracket && !starts_person(text, inner) {
        return None;
    }
    let mut depth = u32::from(bracket);
    let mut stop = inner.start;
    while stop < end {
        let t = text.tokens[stop];
        match t.sign {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if bracket && depth == 0 {
                    break;
                }
            }
            _ => {}
        }
        if !bracket {
            if let Some(m) = text.mark_at(stop)
                && SIDES.iter().any(|(s, _)| text.is(m, *s))
            {
                break;
            }
            let line = &text.doc.lines[t.line as usize];
            if t.gap == crate::grammar::tokens::Gap::Line
                && stop > inner.start
                && (line.gap_before || !matches!(outline::label(text, t.line as usize), Label::Plain))
            {
                break;
            }
            if t.kind == Kind::Word
                && t.case == Case::Lower
                && stop > inner.start + 1
                && text.mark_at(stop).is_none()
                && !is_joint(text, stop)
            {
                break;
            }
        }
        stop += 1;
    }
    // « … 3 contre, 2 abstentions »: a number before the next vote word is not part of the names.
    while !bracket && stop > inner.start && (text.tokens[stop - 1].kind != Kind::Word) {
        stop -= 1;
    }
    (stop > inner.start).then(|| text.toks(inner.start, stop).span())
}

/// « et », a particle: lower-case words inside a list of names.
fn is_joint(text: &Text<'_>, at: usize) -> bool {
    let word = text.doc.text(text.tokens[at].span);
    matches!(
        word,
        "et" | "de"
            | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "van"
            | "von"
            | "ainsi"
            | "que"
            | "avec"
            | "pouvoir"
            | "son"
            | "sa"
            | "groupe"
    )
}

fn starts_person(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let Some(t) = toks.first() else { return false };
    if text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::Honorific) || text.is(m, Term::HeadOfBody)) {
        return true;
    }
    t.kind == Kind::Word
        && matches!(t.case, Case::Title | Case::Upper)
        && text.mark_at(toks.start).is_none()
        && toks.get(1).is_some_and(|n| {
            n.kind == Kind::Word && matches!(n.case, Case::Title | Case::Upper)
                || n.sign == '.'
                || n.sign == ','
                || n.sign == ')'
        })
}

/// Reads the vote of an act from its lines.
#[must_use]
pub fn read(text: &Text<'_>, lines: Range<usize>) -> FoundVote {
    let mut vote = FoundVote::default();
    let zones = outline::sections(text, lines.clone(), true);
    let mut decided = false;
    let mut noted = None;
    let (mut rejected, mut postponed, mut withdrawn, mut unfavourable) = (false, false, false, false);
    let mut last_tally_line = None::<usize>;
    for zone in &zones {
        if matches!(
            zone.kind,
            SectionKind::Visa
                | SectionKind::Recital
                | SectionKind::Appeal
                | SectionKind::Stamp
                | SectionKind::Annex
                | SectionKind::Certification
        ) {
            continue;
        }
        let firm = matches!(zone.kind, SectionKind::Formula | SectionKind::Decision | SectionKind::Vote);
        for line in zone.lines.clone() {
            let toks = text.line(line);
            let marks = text.marks_in(toks);
            if marks.is_empty() {
                continue;
            }
            let carries = event(text, line).is_some();
            if !firm && !carries {
                continue;
            }
            let found = tallies(text, text.toks(toks.start, wrap_end(text, line, lines.end)));
            for t in found.iter().filter(|t| (t.mark.first as usize) < toks.end) {
                // A later vote in the same act (an amendment first, then the whole) starts afresh.
                if t.side == FOR
                    && vote.sides[FOR].count.is_some()
                    && last_tally_line.is_some_and(|l| line > l + 3)
                    && t.count.is_some()
                {
                    vote.sides = Default::default();
                }
                let end = wrap_end(text, line, lines.end);
                let side = &mut vote.sides[t.side];
                if side.count.is_none() {
                    side.count.clone_from(&t.count);
                }
                let names = names_after(text, t.end, end);
                if t.side == NOT_VOTING || (t.side == ABSTENTIONS && t.count.is_none()) {
                    if let Some(before) = names_before(text, t.mark.first as usize, toks.start) {
                        side.names.push(before);
                    } else if let Some(n) = names {
                        side.names.push(n);
                    }
                } else if let Some(n) = names {
                    side.names.push(n);
                }
                vote.explicit |= t.side != NOT_VOTING;
                last_tally_line = Some(line);
                let span = text.toks(t.mark.first as usize, t.end).span();
                vote.span = Some(vote.span.map_or(span, |s| s.to(span)));
            }
            for m in marks {
                let is = |t: Term| text.is(*m, t);
                let span = text.mark_span(*m);
                if is(Term::Unanimous) && (firm || carries) {
                    vote.unanimous = Some(At::new(true, span));
                    vote.explicit = true;
                    vote.span = Some(vote.span.map_or(span, |s| s.to(span)));
                } else if is(Term::Majority) && (firm || carries) && vote.unanimous.is_none() {
                    vote.unanimous = Some(At::new(false, span));
                    vote.explicit = true;
                    vote.span = Some(vote.span.map_or(span, |s| s.to(span)));
                }
                if is(Term::Ballot)
                    && firm
                    && let Some(v) = text.value(*m, Term::Ballot)
                {
                    let ballot = match v {
                        "secret" => Ballot::Secret,
                        "roll_call" => Ballot::RollCall,
                        _ => Ballot::Public,
                    };
                    vote.ballot.get_or_insert(At::new(ballot, span));
                }
                if firm || carries {
                    rejected |= is(Term::Rejected) && !is(Term::Unfavourable);
                    unfavourable |= is(Term::Unfavourable);
                    postponed |= is(Term::Postponed);
                    withdrawn |= is(Term::Withdrawn);
                    if is(Term::Noted) {
                        noted.get_or_insert(span);
                    } else if is(Term::Verb) || is(Term::Adopted) {
                        decided = true;
                    }
                }
            }
        }
    }
    let (f, a) = (vote.sides[FOR].count.as_ref().map(|n| n.value), vote.sides[AGAINST].count.as_ref().map(|n| n.value));
    let lost = matches!((f, a), (Some(f), Some(a)) if a > f) || matches!((f, a), (None, Some(a)) if a > 0) && rejected;
    vote.outcome = if withdrawn {
        Some(Outcome::Withdrawn)
    } else if postponed {
        Some(Outcome::Postponed)
    } else if lost
        || (rejected && !vote.explicit)
        || (rejected && vote.unanimous.is_some()) && !decided
        || (unfavourable && !vote.explicit && !decided)
    {
        Some(Outcome::Rejected)
    } else if noted.is_some() && !vote.explicit && !decided {
        Some(Outcome::Noted)
    } else if vote.explicit || decided {
        Some(Outcome::Adopted)
    } else if noted.is_some() {
        Some(Outcome::Noted)
    } else {
        None
    };
    if a.is_some_and(|n| n > 0) {
        let span = vote.sides[AGAINST].count.as_ref().map_or_else(Span::default, |n| n.span);
        if vote.unanimous.as_ref().is_none_or(|u| u.value) {
            vote.unanimous = Some(At::new(false, span));
        }
    }
    if vote.span.is_none() {
        vote.span = noted;
    }
    vote
}

/// One past the last token of the paragraph that a line stands in: names may wrap.
fn wrap_end(text: &Text<'_>, line: usize, limit: usize) -> usize {
    let mut end = line + 1;
    while end < limit.min(line + 12) && !text.doc.lines[end].gap_before {
        end += 1;
    }
    text.lines(line, end).end
}

/// The stretch of names before a verb of not voting: from the start of the sentence or line.
fn names_before(text: &Text<'_>, at: usize, line_start: usize) -> Option<Span> {
    let mut start = at;
    while start > line_start.saturating_sub(30) && start > 0 {
        let t = text.tokens[start - 1];
        let line = &text.doc.lines[t.line as usize];
        let initial = |i: usize| {
            i > 0
                && text.tokens[i - 1].kind == Kind::Word
                && (text.tokens[i - 1].span.end - text.tokens[i - 1].span.start) <= 3
        };
        if matches!(t.sign, ';' | ':' | ')') || (t.sign == '.' && !initial(start - 1)) {
            break;
        }
        if text
            .tokens
            .get(start)
            .is_some_and(|n| n.gap == crate::grammar::tokens::Gap::Line && text.doc.lines[n.line as usize].gap_before)
            || line.span.is_empty()
        {
            break;
        }
        start -= 1;
    }
    let mut toks = text.toks(start, at);
    while !toks.is_empty() && !starts_person(text, toks) {
        toks = toks.skip(1);
    }
    (!toks.is_empty()).then(|| toks.span())
}
