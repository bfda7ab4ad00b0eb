//! The stretches of a vote that hold names.

use super::votes::SIDES;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::Span;

/// Whether a name or a bracket with names follows.
#[must_use]
pub fn names_follow(text: &Text<'_>, at: usize, end: usize) -> bool {
    names_after(text, at, end).is_some()
}

/// The stretch of names behind a tally: in brackets, or behind a comma, colon or dash up to the next vote word.
#[must_use]
pub fn names_after(text: &Text<'_>, at: usize, end: usize) -> Option<Span> {
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
    // « 7   Groupe « Unis » : Mme … », « 1 abstention, celle de M. … »
    inner = behind_group(text, behind_pronoun(text, inner));
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
            if t.sign == '.' && stop > inner.start && ends_sentence(text, stop) {
                break;
            }
            let line = &text.doc.lines[t.line as usize];
            if t.gap == Gap::Line
                && stop > inner.start
                && (line.gap_before || !matches!(outline::label(text, t.line as usize), Label::Plain))
            {
                break;
            }
            if t.kind == Kind::Word
                && t.case == Case::Lower
                && stop > inner.start + 1
                && text.mark_at(stop).is_none()
                && !text.listed(t, List::VoterJoint)
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

/// A point behind a family name ends the list; behind « M. » or an initial it does not.
fn ends_sentence(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| text.tokens.get(b)) else { return false };
    let honorific = text.marks_in(text.toks(at - 1, at + 1)).iter().any(|m| text.is(*m, Term::Honorific));
    before.kind == Kind::Word && before.span.end - before.span.start > 2 && !honorific
}

/// « celle de », « celui du groupe »: what leads to the name.
fn behind_pronoun<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let word = |t: &Toks<'t>| t.first().map_or("", |f| text.doc.text(f.span));
    if !toks.first().is_some_and(|t| text.listed_small(t, List::VoterPronoun)) {
        return toks;
    }
    let mut rest = toks.skip(1);
    while matches!(word(&rest), "de" | "du" | "des" | "d" | "la" | "le") || rest.first().is_some_and(|t| t.sign == '\'')
    {
        rest = rest.skip(1);
    }
    rest
}

/// « Groupe « Haut-Liron Solidaire » : », « les élus du groupe Z ( » before the names.
fn behind_group<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let opens = toks.slice().iter().take(4).any(|t| text.listed(*t, List::Group));
    if !opens || starts_person(text, toks) {
        return toks;
    }
    match toks.slice().iter().take(14).position(|t| matches!(t.sign, ':' | '(')) {
        Some(colon) => toks.skip(colon + 1),
        None => toks,
    }
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
                || n.sign == '-'
                    && n.gap == Gap::None
                    && toks.get(2).is_some_and(|w| w.kind == Kind::Word && w.case != Case::Lower)
                || n.sign == ','
                || n.sign == ')'
        })
}

/// The opening of a short bracket that ends at `close` and holds a titled person or « par pouvoir ».
fn bracket_of_person(text: &Text<'_>, close: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let open = (close.saturating_sub(LONGEST)..close).rev().find(|i| text.tokens[*i].sign == '(')?;
    let inside = text.toks(open, close);
    let named = text.find(inside, &[Term::Honorific, Term::ProxyHeading, Term::ProxyGives]).is_some();
    (named && inside.slice().iter().all(|t| t.kind != Kind::Number)).then_some(open)
}

/// The stretch of names before a verb of not voting: from the start of the sentence or line.
#[must_use]
pub fn names_before(text: &Text<'_>, at: usize, line_start: usize) -> Option<Span> {
    let mut start = at;
    while start > line_start.saturating_sub(30) && start > 0 {
        let t = text.tokens[start - 1];
        let line = &text.doc.lines[t.line as usize];
        let initial = |i: usize| {
            i > 0
                && text.tokens[i - 1].kind == Kind::Word
                && (text.tokens[i - 1].span.end - text.tokens[i - 1].span.start) <= 3
        };
        // « (et Mme X par pouvoir) » belongs to the names.
        if t.sign == ')'
            && let Some(open) = bracket_of_person(text, start - 1)
        {
            start = open;
            continue;
        }
        if matches!(t.sign, ';' | ':' | ')') || (t.sign == '.' && !initial(start - 1)) {
            break;
        }
        if text.tokens.get(start).is_some_and(|n| n.gap == Gap::Line && text.doc.lines[n.line as usize].gap_before)
            || line.span.is_empty()
        {
            break;
        }
        // « Abstentions : 3, Mme X » on the line before belongs to that word.
        let voted = text
            .mark_at(start - 1)
            .is_some_and(|m| SIDES.iter().any(|(s, _)| text.is(m, *s)) || text.is(m, Term::VoteHeading));
        let fresh = text.tokens.get(start).is_some_and(|n| n.gap == Gap::Line)
            && outline::label(text, t.line as usize) != Label::Plain;
        if voted || fresh {
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
