//! Lists whose lines were wrapped anew, at eighty columns or so: a line end may stand anywhere, in a heading, behind a title,
//! before the last name.

use super::extent::starts_name;
use crate::grammar::given::is_given;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token};

/// Whether a token begins a line that goes on with the sentence of the line above.
#[must_use]
pub fn flows_on(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| text.tokens.get(i)) else { return false };
    flows(text, at) && !matches!(before.sign, '.' | ':' | ';')
}

/// « …, Mme X et⏎M. Y. Le quorum est atteint », « … et M.⏎Y formant … »: the line begins with an item of the list whatever
/// stands behind it.
#[must_use]
pub fn mid_item(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| text.tokens[i]) else { return false };
    let line = text.tokens[at].line as usize;
    // « …, Luc TABARD,⏎2e vice-président ; … »
    const ORDINAL: usize = 3;
    let office = |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Office));
    if before.sign == ',' && text.tokens[at].kind == Kind::Number && (at + 1..at + 1 + ORDINAL).any(office) {
        return !text.doc.lines[line].gap_before;
    }
    if text.doc.lines[line].gap_before || text.tokens[at].kind != Kind::Word {
        return false;
    }
    // « …, FOUCHER⏎DIT LAPIERRE, … »: no decision begins.
    let capital = |i: usize| text.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Upper);
    let called = capital(at) && text.listed(text.tokens[at], List::Called);
    if called && before.case == Case::Upper && capital(at + 1) {
        return true;
    }
    if behind_title(text, at) {
        // « Absents : MM.⏎et Mmes X, Y »
        let both = text.doc.text(text.tokens[at].span) == "et" && person::is_title(text, at + 1);
        return both || text.tokens[at].case != Case::Lower;
    }
    let parts = matches!(before.sign, ',' | ':') || matches!(text.doc.text(before.span), "et" | "ET");
    let end = text.line(line).end;
    if waits(text, at, end) {
        return true;
    }
    parts && starts_name(text, at, end) && !tells(text, at, end)
}

/// « …, TABARD⏎Luc, LERAY Anne. … », « …, Luc⏎TABARD, … »: one part of a name ends the line above, the other opens this one.
fn waits(text: &Text<'_>, at: usize, end: usize) -> bool {
    let [Some(lead), Some(before)] = [2, 1].map(|n| at.checked_sub(n).map(|i| text.tokens[i])) else { return false };
    let here = text.tokens[at];
    let item =
        matches!(lead.sign, ',' | ':' | '-') || (at.saturating_sub(4)..at - 1).any(|i| ends_title(text, i, at - 1));
    let closed = text.tokens.get(at + 1).is_none_or(|t| at + 1 >= end || matches!(t.sign, ',' | '-' | '(' | '.' | ';'));
    let given = |t: Token| t.case == Case::Title && person::known_given(text, t.span);
    item && (before.case == Case::Upper && given(here) && closed || given(before) && here.case == Case::Upper)
}

/// Whether the line of a token goes on with an item of a list, so that nothing there is a label.
#[must_use]
pub fn goes_on(text: &Text<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| text.tokens[i]).filter(|_| flows(text, at)) else { return false };
    let joint = matches!(text.doc.text(before.span), "et" | "ET");
    // « Arcy :⏎Anne LERAY – Montrond : … »
    let full = || {
        let named = person::person(text, text.toks(at, end)).map(|(p, _)| p);
        named.is_some_and(|p| !p.head && p.given.as_deref().is_some_and(is_given) && person::surely_named(text, &p))
    };
    joint || matches!(before.sign, ',' | ':') && full() || behind_title(text, at)
}

/// A line right below another.
fn flows(text: &Text<'_>, at: usize) -> bool {
    let t = text.tokens[at];
    t.gap == Gap::Line && !text.doc.lines[t.line as usize].gap_before
}

/// « M.⏎TABARD », « Mme⏎LERAY », « M. K.⏎BENALI »: a title or an initial ends the line above.
fn behind_title(text: &Text<'_>, at: usize) -> bool {
    let ends = |i: usize| person::title(text, i).is_some_and(|(.., end)| end == at || end + 1 == at);
    let initial = at >= 3
        && text.tokens[at - 1].sign == '.'
        && text.tokens[at - 2].kind == Kind::Word
        && text.tokens[at - 2].span.end - text.tokens[at - 2].span.start == 1
        && (text.tokens[at - 3].sign == ',' || (at - 3..at - 2).any(|i| ends_title(text, i, at - 2)));
    (at.saturating_sub(2)..at).any(ends) || initial
}

fn ends_title(text: &Text<'_>, at: usize, end: usize) -> bool {
    (at.saturating_sub(1)..=at).any(|i| person::title(text, i).is_some_and(|(.., e)| e == end || e + 1 == end))
}

/// « Mme le Maire ouvre la séance », « M. X est élu », « M. Y, maire sortant, a déclaré … »: a sentence begins with the person.
#[must_use]
pub fn tells(text: &Text<'_>, at: usize, end: usize) -> bool {
    const OFFICE: usize = 6;
    let Some((_, rest)) = person::person(text, text.toks(at, end)) else { return false };
    let comma = |t: &Token| t.sign == ',';
    let office = rest.first().filter(comma).and_then(|_| rest.skip(1).slice().iter().take(OFFICE).position(comma));
    let small = |t: &Token| t.kind == Kind::Word && t.case == Case::Lower;
    let rest = match office.map(|n| (rest.skip(1).head(n), n)) {
        Some((words, n)) if words.slice().iter().all(small) => rest.skip(n + 2),
        _ => rest,
    };
    let Some(t) = rest.first().filter(|t| t.kind == Kind::Word && t.case == Case::Lower) else { return false };
    const VERBS: [List; 3] = [List::Sentence, List::Opens, List::PastAuxiliary];
    let verb = VERBS.iter().any(|l| text.listed(t, *l));
    const SAID: &[Term] = &[Term::ProxyGives, Term::ProxyHeading, Term::Excused, Term::Absent, Term::Substitute];
    let mark = text.mark_at(rest.start);
    let said = mark.is_some_and(|m| SAID.iter().any(|k| text.is(m, *k)));
    let acts = mark.is_some_and(|m| text.is(m, Term::Speaks) || text.is(m, Term::Opened));
    (verb || acts) && !said
}
