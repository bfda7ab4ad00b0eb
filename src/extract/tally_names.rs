//! Vote words that count without a number, since names stand beside them: « Mme X et M. Y s'abstiennent », « S'abstient : M. X »,
//! « adopté, moins l'abstention de Mme Z ».

use super::tally::{Tally, opens_line};
use super::vote_names::names_follow;
use super::vote_subjects::names_before;
use super::votes::{ABSTENTIONS, AGAINST, FOR};
use crate::grammar::family;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap};

/// Tokens between an outcome and the names of those who did not share it.
const NEAR_OUTCOME: usize = 24;

/// « Mme X et M. Y s'abstiennent », « M. X vote contre. »: said of someone, it counts without a number. Who « vote contre le
/// projet » in the debate may think better of it.
pub(super) fn told_of_someone(text: &Text<'_>, t: &Tally, start: usize) -> bool {
    let next = text.tokens.get(t.mark.end as usize);
    let closes = next.is_none_or(|n| n.gap == Gap::Line || matches!(n.sign, '.' | ',' | ';' | ')'));
    let told = text.value(t.mark, Term::Abstention) == Some("told")
        || text.value(t.mark, Term::Against) == Some("told") && t.count.is_none() && closes;
    told && names_before(text, t.mark.first as usize, start).is_some()
}

/// « Abstention de M. X et de Mme Y. », « (Abstentions : M. X, Mme Y) »: the word opens a sentence or a bracket, and names
/// follow. « S'abstiennent : M. X », « le groupe Y vote contre : Mme Z » may stand anywhere.
pub(super) fn heads_names(text: &Text<'_>, t: &Tally, end: usize) -> bool {
    let first = t.mark.first as usize;
    let before = first.checked_sub(1).and_then(|b| text.tokens.get(b));
    let fresh = before.is_none_or(|b| matches!(b.sign, '.' | '(' | ';')) || opens_line(text, t.mark);
    // « Adopté à l'unanimité (vote contre de M. X, abstention de Mme Y) »
    let bracket = in_bracket_of_names(text, first);
    let fresh = fresh && text.tokens[first].case != Case::Lower || bracket;
    let told = [Term::For, Term::Against, Term::Abstention].iter().any(|k| text.value(t.mark, *k) == Some("told"));
    let next = text.tokens.get(t.mark.end as usize);
    let colon = next.is_some_and(|n| n.sign == ':');
    let leads = colon || !told && next.is_some_and(|n| text.doc.text(n.span) == "de");
    let side = matches!(t.side, AGAINST | ABSTENTIONS) || told && t.side == FOR;
    let opens = fresh || told && colon || leads && beside_outcome(text, t.mark);
    opens && side && leads && names_follow(text, t.end, end)
}

/// Whether a bracket was opened shortly before, and nothing has closed it or ended its sentence.
fn in_bracket_of_names(text: &Text<'_>, at: usize) -> bool {
    const NEAR: usize = 24;
    let line = text.line(text.tokens[at].line as usize).start;
    let sign = |i: &usize| matches!(text.tokens[*i].sign, '(' | ')' | '.' | ';');
    let last = (line.max(at.saturating_sub(NEAR))..at).rev().find(sign);
    last.is_some_and(|i| text.tokens[i].sign == '(')
}

/// « Adopté, moins l'abstention de M. X », « à l'unanimité, malgré l'opposition de Mme Y et les abstentions de MM. Z »: the
/// sentence has said what became of it, or named others.
fn beside_outcome(text: &Text<'_>, side: Mark) -> bool {
    const BEFORE: Terms = family::SIDES.or(Terms::of(&[
        Term::Adopted,
        Term::Rejected,
        Term::Passive,
        Term::Unanimous,
        Term::Majority,
        Term::Body,
        Term::BodyShort,
    ]));
    let first = side.first as usize;
    let said = text.marks[..text.mark_index(first)].iter().rev().find(|m| text.is_any(**m, BEFORE));
    let noun = at_article(text, first);
    noun && said.is_some_and(|m| {
        let mut between = m.end as usize..first;
        let gap =
            |at: usize| text.tokens[at].gap == Gap::Line && text.doc.lines[text.tokens[at].line as usize].gap_before;
        between.len() <= NEAR_OUTCOME
            && !between.any(|i| matches!(text.tokens[i].sign, ';' | ':') || outline::sentence_ends(text, i) || gap(i))
    })
}

/// « l'abstention », « les abstentions »
fn at_article(text: &Text<'_>, at: usize) -> bool {
    let word = |n: usize| at.checked_sub(n).map_or("", |b| text.doc.text(text.tokens[b].span));
    matches!(word(1), "les" | "des") || matches!(word(1), "'" | "’") && matches!(word(2), "l" | "d")
}
