//! Votes: tallies in any order, unanimity, outcomes, and the stretches that hold names.

use super::events::event;
use super::tally::tallies;
use super::vote_names::{names_after, names_before};
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
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

/// The word of each side and its index.
pub const SIDES: [(Term, usize); 4] =
    [(Term::For, FOR), (Term::Against, AGAINST), (Term::Abstention, ABSTENTIONS), (Term::NotVoting, NOT_VOTING)];

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
        let firm = matches!(zone.kind, SectionKind::Formula | SectionKind::Decision | SectionKind::Vote);
        // A visa may run on into the decision: « Vu la loi …, le conseil, à l'unanimité, approuve ».
        let recalls = matches!(zone.kind, SectionKind::Visa | SectionKind::Recital);
        let aside =
            matches!(zone.kind, SectionKind::Appeal | SectionKind::Stamp | SectionKind::Annex | SectionKind::Certification);
        if aside {
            continue;
        }
        for line in zone.lines.clone() {
            let toks = text.line(line);
            let marks = text.marks_in(toks);
            if marks.is_empty() {
                continue;
            }
            let carries = event(text, line).is_some();
            if !firm && !carries || recalls && !carries {
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

