//! Whether a point was settled before a sentence that puts something off: « Accepté à l'unanimité. … Le point est reporté » tells
//! of another point, whose head is lost, or of a part of the first.

use super::vote_blocks::Block;
use super::votes::{AGAINST, FOR, FoundVote};
use crate::grammar::lexicon::Terms;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap};

/// Tokens of the longest sentence that is looked at, on either side of its wording.
const LONGEST: usize = 80;

/// Whether the vote was told in sentences before that of the token `at`, which tells none of its own. `decided`: what was voted
/// has been told as well.
pub(super) fn settled_before(text: &Text<'_>, vote: &FoundVote, blocks: &[Block], decided: bool, at: usize) -> bool {
    const VOTES: Terms =
        Terms::of(&[Term::Unanimous, Term::Majority, Term::For, Term::Against, Term::Abstention, Term::Formula]);
    let Some(start) = opt_sentence(text, at) else { return false };
    let from = text.tokens[start].span.start;
    let unanimous = vote.unanimous.as_ref().filter(|u| u.value && u.span.end <= from);
    let closes = unanimous.is_some_and(|u| {
        let next = text.tokens.get(text.within(u.span).end);
        next.is_none_or(|t| t.sign == '.' || t.gap == Gap::Line)
    });
    let carried = blocks.iter().any(|b| !b.aside && b.span.is_some_and(|s| s.end <= from) && is_carried(b));
    let voted = carried || closes || unanimous.is_some() && decided;
    let limit = text.tokens.len().min(at + LONGEST);
    let end = (at..limit).find(|i| outline::sentence_ends(text, *i)).unwrap_or(limit);
    let line = text.line(text.tokens[at].line as usize).end;
    voted && text.find_any(text.toks(start, end.min(line.max(at))), VOTES).is_none()
}

/// Whether a tally has more for than against.
fn is_carried(block: &Block) -> bool {
    let count = |side: usize| block.sides[side].count.as_ref().map(|c| c.value);
    count(FOR).is_some_and(|f| f > count(AGAINST).unwrap_or(0))
}

/// The first token of the sentence, or of the paragraph, that a token stands in.
fn opt_sentence(text: &Text<'_>, at: usize) -> Option<usize> {
    let anew = |i: usize| {
        let t = text.tokens[i];
        let runs_on = matches!(text.tokens[i - 1].sign, ':' | ',');
        t.gap == Gap::Line && text.doc.lines[t.line as usize].gap_before && t.case != Case::Lower && !runs_on
    };
    (at.saturating_sub(LONGEST)..=at).rev().find(|i| *i > 0 && (outline::sentence_ends(text, *i - 1) || anew(*i)))
}
