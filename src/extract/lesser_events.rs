//! What a line tells beside a vote or a decision: something done in the passive or in the past, and who leaves.

use super::events::in_words;
use super::tally::tallies;
use super::votes::NOT_VOTING;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};

/// « Le résultat est affecté », « Les contrats sont renouvelés »: a participle behind the auxiliary.
#[must_use]
pub fn told_in_passive(text: &Text<'_>, line: usize) -> bool {
    is_passive(text, text.line(line))
}

/// Whether a stretch has a participle behind the auxiliary.
pub(super) fn is_passive(text: &Text<'_>, toks: Toks<'_>) -> bool {
    toks.slice().windows(2).any(|w| {
        let auxiliary = text.listed_small(w[0], List::PassiveAuxiliary);
        let word = text.doc.text(w[1].span);
        auxiliary && word.len() > 4 && ["é", "ée", "és", "ées"].iter().any(|e| word.ends_with(e))
    })
}

/// « La commission permanente a attribué les aides suivantes »: the body, the auxiliary and a participle.
#[must_use]
pub fn told_in_past(text: &Text<'_>, line: usize) -> bool {
    const NEAR: usize = 3;
    let toks = text.line(line);
    let Some(body) = text.find(toks, &[Term::Body, Term::BodyShort]) else { return false };
    let behind = text.toks(body.end as usize, toks.end).head(NEAR);
    behind.first().is_some_and(|t| text.listed_small(t, List::PastAuxiliary))
        && behind.slice().iter().skip(1).any(|t| {
            let word = text.doc.text(t.span);
            t.kind == Kind::Word && word.len() > 4 && word.ends_with(['é', 's', 't'])
        })
}

/// « Mme X ne prend pas part au vote », and nothing of the vote itself.
#[must_use]
pub fn only_away(text: &Text<'_>, line: usize) -> bool {
    let toks = text.begun(line);
    let told = tallies(text, toks);
    !told.is_empty() && told.iter().all(|t| t.side == NOT_VOTING) && in_words(text, toks).is_none()
}

/// « Le maire quitte la salle, M. X est élu président de séance »: of the vote no more than who takes no part in it.
#[must_use]
pub fn tells_who_leaves(text: &Text<'_>, line: usize) -> bool {
    let told = tallies(text, text.begun(line));
    !told.is_empty() && told.iter().all(|t| t.side == NOT_VOTING)
}
