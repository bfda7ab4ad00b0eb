//! Who kept the minutes (CGCT L2121-15).

use super::offices::{SENTENCE, near, persons_between, sentence_end, sentence_start};
use crate::grammar::lexicon::Mark;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Toks};

/// How far behind the wording of the secretary the name may begin.
const SECRETARY_REACH: usize = 24;

/// Who may be the secretary, in the order of the wordings that name one: the head first, then the rest of the sitting.
pub fn secretaries(text: &Text<'_>, head: Toks<'_>, rest: Toks<'_>) -> Vec<Person> {
    let mut out = Vec::new();
    for toks in [head, rest] {
        for m in text.marks_in(toks) {
            if text.is(*m, Term::Secretary) && !text.is(*m, Term::SecretaryAuxiliary) && out.len() < 12 {
                out.extend(secretary_at(text, toks, *m));
            }
        }
    }
    out
}

/// One wording: « Secrétaire : X », « X est désignée secrétaire », « nomme secrétaire M. X ».
fn secretary_at(text: &Text<'_>, toks: Toks<'_>, mark: Mark) -> Option<Person> {
    let at = behind_bracket(text, mark.end as usize, toks.end);
    let next = text.tokens.get(at).filter(|_| at < toks.end);
    let sign = next.is_some_and(|t| matches!(t.sign, ':' | '-' | '=') || t.gap == Gap::Cell);
    let titled = next.is_some_and(|t| t.gap < Gap::Line) && person::is_title(text, at);
    if sign && let Some(p) = near(text, at, toks.end, 4) {
        return Some(p).filter(|p| !p.head);
    }
    if let Some(p) = below_label(text, mark, toks.end) {
        return Some(p);
    }
    if is_post(text, mark) || assists(text, mark, toks.start) {
        return None;
    }
    if let Some(p) = opt_labelled(text, mark, toks.end) {
        return Some(p);
    }
    let start = sentence_start(text, mark.first as usize, toks.start, SENTENCE);
    let before = persons_between(text, start, mark.first as usize);
    if !titled && !before.is_empty() {
        return first_of_last_group(text, before);
    }
    let reach = if titled { 3 } else { SECRETARY_REACH };
    let stop = sentence_end(text, at, toks.end);
    near(text, at, stop, reach).filter(|p| !p.head)
}

/// « Secrétaire de séance⏎Vincent X »: a label that has its line for itself, over a line that is a name.
fn below_label(text: &Text<'_>, mark: Mark, end: usize) -> Option<Person> {
    let label = text.line(text.tokens[mark.first as usize].line as usize);
    let alone = label.start == mark.first as usize && label.end == mark.end as usize && label.end < end;
    let below = alone.then(|| text.line(text.tokens[label.end].line as usize))?;
    let (p, rest) = person::person(text, below)?;
    let whole = rest.first().is_none_or(|t| t.sign == ',' || t.sign == '.');
    (whole && !p.head && (p.honorific.is_some() || person::surely_named(text, &p))).then_some(p)
}

/// « Mme X, secrétaire du Syndicat », « M. Y, secrétaire du CSE »: behind the comma of a name a post, not an office of the
/// sitting.
fn is_post(text: &Text<'_>, mark: Mark) -> bool {
    let (at, end) = (mark.first as usize, mark.end as usize);
    let behind_name = at.checked_sub(1).is_some_and(|i| matches!(text.tokens[i].sign, ',' | '/'));
    let of = text.tokens.get(end).is_some_and(|t| {
        t.gap == Gap::Space && matches!(text.doc.text(t.span), "de" | "du" | "des" | "d" | "à" | "au")
    });
    let small = text.tokens[at].case == Case::Lower || text.tokens[at - 1].sign == '/';
    end == at + 1 && behind_name && of && small
}

/// « Assistaient à la réunion : Mme X, secrétaire, M. Y », « Mme X, secrétaire, assistait à la réunion »: who keeps the
/// office, not the minutes.
fn assists(text: &Text<'_>, mark: Mark, floor: usize) -> bool {
    let at = mark.first as usize;
    let bare = mark.end as usize == at + 1 && text.tokens[at].case == Case::Lower;
    let behind_name = at.checked_sub(1).is_some_and(|i| matches!(text.tokens[i].sign, ',' | '('));
    const REACH: usize = 8;
    let after = (mark.end as usize..text.tokens.len().min(mark.end as usize + REACH))
        .take_while(|i| !matches!(text.tokens[*i].sign, '.' | ';' | ':'))
        .any(|i| text.mark_at(i).is_some_and(|m| text.is(m, Term::NonMember) && text.is(m, Term::Attended)));
    if bare && behind_name && after {
        return true;
    }
    let label = |i: usize| text.tokens[i].sign == ':';
    let colon = (at.saturating_sub(SENTENCE).max(floor)..at).rev().find(|i| label(*i));
    let guests = |c: usize| text.find(text.toks(c.saturating_sub(8).max(floor), c), &[Term::NonMember]).is_some();
    bare && behind_name && colon.is_some_and(guests)
}

/// « Président Bernard X, Maire Secrétaire de séance Laure Y »: labels that lost their colons, each before its name.
fn opt_labelled(text: &Text<'_>, mark: Mark, end: usize) -> Option<Person> {
    let (at, behind) = (mark.first as usize, mark.end as usize);
    let label = text.tokens[at].case == Case::Title && at.checked_sub(1).is_some_and(|i| text.tokens[i].sign != ',');
    let next =
        text.tokens.get(behind).filter(|t| label && behind < end && t.gap == Gap::Space && t.case == Case::Title)?;
    let (p, _) = person::person(text, text.toks(behind, end)).filter(|_| person::known_given(text, next.span))?;
    (p.given.is_some() && !p.head && person::surely_named(text, &p)).then_some(p)
}

/// Behind « (article L. 2121-15 du CGCT) ».
fn behind_bracket(text: &Text<'_>, at: usize, end: usize) -> usize {
    if at < end && text.tokens[at].sign == '(' {
        let limit = end.min(at + 40);
        return (at..limit).rev().find(|i| text.tokens[*i].sign == ')').map_or(at, |i| i + 1);
    }
    at
}

/// « Conformément au Code …, Mme A et M. B sont désignés secrétaires »: of the persons nearest to the wording the first.
fn first_of_last_group(text: &Text<'_>, mut persons: Vec<Person>) -> Option<Person> {
    let mut out = persons.pop()?;
    while let Some(p) = persons.pop() {
        let between = text.doc.clean.get(p.span.end as usize..out.span.start as usize).unwrap_or("");
        if !matches!(between.trim(), "et" | "," | "&") {
            break;
        }
        out = p;
    }
    Some(out)
}
