//! The stretches of names behind the words of a vote.

use super::tally::Tally;
use super::votes::NOT_VOTING;
use crate::grammar::family;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::Span;

/// Whether a name or a bracket with names follows.
#[must_use]
pub fn names_follow(text: &Text<'_>, at: usize, end: usize) -> bool {
    names_after(text, at, end).is_some()
}

/// The stretch of names behind a tally: in brackets, or behind a comma, colon or dash up to the next vote word.
#[must_use]
pub fn names_after(text: &Text<'_>, at: usize, end: usize) -> Option<Span> {
    let toks = behind_voices(text, text.toks(at, end));
    let (inner, bracket) = behind_signs(toks);
    // « 7   Groupe « Unis » : Mme … », « 1 abstention, celle de M. … »
    let inner = behind_group(text, behind_pronoun(text, behind_of(text, inner)));
    let opened = bracket && toks.first()?.kind == Kind::Sign;
    // « 4 voix (2 votes contre de M. X) »: what stands in the bracket is another side.
    if text.mark_at(inner.start).is_some_and(|m| !inner.is_empty() && text.is_any(m, family::SIDES)) {
        return None;
    }
    if !opened && !starts_person(text, inner) {
        return None;
    }
    let mut stop = if bracket { bracket_end(text, inner.start, end) } else { list_end(text, inner.start, end) };
    // « … 3 contre, 2 abstentions »: a number before the next vote word is not part of the names.
    // « LERAY M. » ends with the point of an initial.
    let initial = |at: usize| {
        at > inner.start
            && text.tokens[at].sign == '.'
            && text.tokens[at - 1].span.end - text.tokens[at - 1].span.start <= 2
    };
    while !bracket && stop > inner.start && text.tokens[stop - 1].kind != Kind::Word && !initial(stop - 1) {
        stop -= 1;
    }
    (stop > inner.start).then(|| text.toks(inner.start, stop).span())
}

/// « M. X ne prend pas part au vote, non plus que Mme Y »: the names that share what is told of those before.
pub(super) fn names_also(text: &Text<'_>, at: usize, end: usize) -> Option<Span> {
    const LEAD: usize = 4;
    let comma = text.tokens.get(at).is_some_and(|t| t.sign == ',');
    let from = at + usize::from(comma);
    let more =
        |i: &usize| text.tokens.get(*i).is_some_and(|t| text.listed_small(*t, List::VoterAlso) || t.sign == '\'');
    let lead = (from..end.min(from + LEAD)).take_while(more).count();
    let neither = text.tokens.get(from).is_some_and(|t| text.doc.text(t.span) == "ni");
    if lead >= 2 || lead == 1 && neither { names_after(text, from + lead, end) } else { None }
}

/// Behind the signs that lead to names, and whether a bracket is among them; in it also behind a number.
fn behind_signs(toks: Toks<'_>) -> (Toks<'_>, bool) {
    // « Ont voté pour (10) : Mme … »
    let counted = toks.first().is_some_and(|t| t.sign == ')') && toks.get(1).is_some_and(|t| t.sign == ':');
    let (mut inner, mut bracket) = (if counted { toks.skip(1) } else { toks }, false);
    while let Some(t) = inner
        .first()
        .filter(|t| matches!(t.sign, '(' | ',' | ':' | '-' | '|' | ';') || t.kind == Kind::Number && bracket)
    {
        bracket |= t.sign == '(';
        inner = inner.skip(1);
    }
    (inner, bracket)
}

/// « Contre : 2 voix (Mme X, M. Y) »
fn behind_voices<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let voices = toks.first().is_some_and(|t| text.listed(t, List::Voices) && t.gap == Gap::Space);
    if voices && toks.get(1).is_some_and(|t| matches!(t.sign, '(' | ':')) { toks.skip(1) } else { toks }
}

/// « abstention de M. X », « opposition de Mme Y »
fn behind_of<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let of = toks.first().is_some_and(|t| text.doc.text(t.span) == "de" && t.gap == Gap::Space);
    if of && person::is_title(text, toks.start + 1) { toks.skip(1) } else { toks }
}

/// The sign that closes the bracket in which token `from` stands.
fn bracket_end(text: &Text<'_>, from: usize, end: usize) -> usize {
    let mut depth = 1u32;
    for at in from..end {
        match text.tokens[at].sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    end.max(from)
}

/// Where names without a bracket end: at the next vote word, the end of the sentence, a line with a label, or a word in
/// small letters that joins no names.
fn list_end(text: &Text<'_>, from: usize, end: usize) -> usize {
    let side = |at: usize| text.mark_at(at).is_some_and(|m| text.is_any(m, family::SIDES));
    let labelled = |line: usize| text.doc.lines[line].gap_before || outline::label(text, line) != Label::Plain;
    let mut at = from;
    let mut open = 0usize;
    while at < end {
        let t = text.tokens[at];
        // « (1 abstention : M. X), DÉCIDE d'autoriser le Président »: the bracket in which the side stands.
        match t.sign {
            '(' => open += 1,
            ')' if open == 0 && at > from => return at,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        // « de Monsieur X et de Madame Y »
        let of = text.doc.text(t.span) == "de" && person::is_title(text, at + 1);
        let word = t.kind == Kind::Word && t.case == Case::Lower && !of && text.mark_at(at).is_none();
        let stops = side(at)
            || at > from && t.sign == '.' && ends_sentence(text, at)
            || at > from && t.gap == Gap::Line && labelled(t.line as usize) && !announces_names(text, at - 1)
            || at > from && next_bullet(text, from, at);
        if stops {
            return at;
        }
        if let Some(cell) = behind_label(text, at).filter(|_| at > from) {
            at = cell;
        } else if let Some(close) = aside_bracket(text, at, end) {
            open = open.saturating_sub(1);
            at = close + 1;
        } else if let Some(name) = behind_apposition(text, at, end).filter(|_| at > from + 1) {
            at = name;
        } else if at > from + 1 && word && !text.listed(t, List::VoterJoint) {
            return at;
        } else {
            at += 1;
        }
    }
    end.max(from)
}

/// « Ne participent pas │ M. X,⏎au vote : │ Mme Y »: the label of the row goes on beside the names; where they do.
fn behind_label(text: &Text<'_>, at: usize) -> Option<usize> {
    let t = text.tokens[at];
    let goes_on =
        t.gap == Gap::Line && t.case == Case::Lower && at.checked_sub(1).is_some_and(|b| text.tokens[b].sign == ',');
    let line = text.line(t.line as usize);
    let cell = (at..line.end).find(|i| text.tokens[*i].gap == Gap::Cell)?;
    goes_on.then_some(cell)
}

/// « M. X (deux voix, Mme Y lui ayant délégué la sienne), Mme Z », « M. X (par procuration) »: the sign that closes a bracket
/// opened at `at` that tells of no other side.
fn aside_bracket(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 20;
    (text.tokens[at].sign == '(').then_some(())?;
    let close = (at + 1..end.min(at + LONGEST)).find(|i| text.tokens[*i].sign == ')')?;
    let voices = |m: &Mark| m.end - m.first == 1 && text.listed(text.tokens[m.first as usize], List::Voices);
    let side = |m: &Mark| text.is_any(*m, family::SIDES) && !voices(m);
    (!text.marks_in(text.toks(at, close)).iter().any(side)).then_some(close)
}

/// « - le groupe X s'abstient : MM. A et B,⏎- M. C ne prend pas part au vote »: a list that begins inside a line ends where
/// the next item of the text does.
fn next_bullet(text: &Text<'_>, from: usize, at: usize) -> bool {
    let t = text.tokens[at];
    let inside = from.checked_sub(1).is_some_and(|b| text.tokens[b].line == text.tokens[from].line);
    inside && t.gap == Gap::Line && matches!(t.sign, '-' | '–' | '•') && !announces_names(text, at - 1)
}

/// « D. X, en qualité de membre du comité directeur, et A. Y »: the next name behind a comma and what it says of the one
/// before; `at` is the first word of that.
fn behind_apposition(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let comma = |i: usize| text.tokens[i].sign == ',';
    let t = text.tokens[at];
    if t.kind != Kind::Word || t.case != Case::Lower || !comma(at.checked_sub(1)?) || text.listed(t, List::VoterJoint) {
        return None;
    }
    let stop = (at + 1..end.min(at + LONGEST)).find(|i| comma(*i))?;
    let said = text.toks(at, stop);
    let plain = |t: &Token| t.kind == Kind::Word || matches!(t.sign, '\'' | '-');
    let and = text.tokens.get(stop + 1).is_some_and(|t| text.doc.text(t.span) == "et");
    let name = stop + 1 + usize::from(and);
    let named = name < end && starts_person(text, text.toks(name, end));
    let head = text.mark_at(name).is_some_and(|m| text.is(m, Term::HeadOfBody));
    let whole = said.slice().iter().all(plain) && text.find_any(said, family::SIDES).is_none();
    (whole && named && !head).then_some(name)
}

/// « Ont voté pour (21) : Mmes et MM. », « Abstentions : »: the names stand in the paragraph below. `last` is the last token of
/// the line.
pub(super) fn announces_names(text: &Text<'_>, last: usize) -> bool {
    let titles = |from: usize| person::title(text, from).is_some_and(|(_, several, end)| several && end > last);
    text.tokens[last].sign == ':' || (last.saturating_sub(4)..=last).any(titles)
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

pub(super) fn starts_person(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let (Some(t), next) = (toks.first(), toks.get(1)) else { return false };
    if text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::Honorific) || text.is(m, Term::HeadOfBody)) {
        return true;
    }
    let upper = |t: &Token| t.kind == Kind::Word && t.case == Case::Upper && t.gap <= Gap::Space;
    let letter = |t: &Token| t.span.end - t.span.start == 1;
    // « H. BARRAL », « A. LERAY »: what the letter means elsewhere does not matter.
    let family = |n: &Token| n.kind == Kind::Word && n.case == Case::Upper && n.gap <= Gap::Line;
    let initial = letter(&t) && next.is_some_and(|n| n.sign == '.') && toks.get(2).is_some_and(|n| family(&n));
    // « LE GOFF Didier », « DE LA TOUR »
    let particle = upper(&t) && next.is_some_and(|n| upper(&n) && n.gap == Gap::Space && n.span.end - n.span.start > 1);
    if t.kind == Kind::Word && (initial || particle) {
        return true;
    }
    if t.kind != Kind::Word || !matches!(t.case, Case::Title | Case::Upper) || text.mark_at(toks.start).is_some() {
        return false;
    }
    // « 1 contre : SORBAN ; 1 abstention : AUDOIN »
    let alone = upper(&t) && t.span.end - t.span.start > 2;
    let joined = next.is_some_and(|n| {
        let word = |n: &Token| n.kind == Kind::Word && n.case != Case::Lower;
        word(&n)
            || matches!(n.sign, '.' | ',' | ')')
            || n.sign == '-' && n.gap == Gap::None && toks.get(2).is_some_and(|w| word(&w))
    });
    alone || joined
}

/// A colon right behind, or behind a bracket: « Ne participe pas au vote (art. 432-12 du code pénal) : ».
pub(super) fn colon_follows(text: &Text<'_>, at: usize) -> bool {
    let mut at = at;
    if text.tokens.get(at).is_some_and(|t| t.sign == '(') {
        let close = text.tokens.iter().skip(at).take(20).position(|t| t.sign == ')');
        at += close.map_or(0, |c| c + 1);
    }
    text.tokens.get(at).is_some_and(|t| t.sign == ':')
}

/// « Ne participent ni au débat ni au vote, en raison des fonctions qu'ils occupent : X, Y »: the colon before the names, behind
/// the reason.
pub(super) fn behind_reason(text: &Text<'_>, t: &Tally, end: usize) -> Option<usize> {
    const REASON: usize = 14;
    let capital = text.tokens[t.mark.first as usize].case != Case::Lower;
    let toks = text.toks(t.mark.end as usize, end).head(REASON);
    let colon = toks.slice().iter().position(|t| t.sign == ':').filter(|_| capital && t.side == NOT_VOTING)?;
    let reason = toks.head(colon);
    let plain = |t: &Token| t.case == Case::Lower || matches!(t.sign, ',' | '\'' | '-');
    (colon > 0 && reason.slice().iter().all(plain)).then_some(toks.start + colon)
}

/// « Non-participation │ M. X »: the names stand in the cell behind, as behind a colon.
pub(super) fn cell_follows(text: &Text<'_>, mark: Mark) -> bool {
    let line = text.line(text.tokens[mark.first as usize].line as usize);
    line.start == mark.first as usize && text.tokens.get(mark.end as usize).is_some_and(|t| t.gap == Gap::Cell)
}

/// « Contre : néant », « Ne prend pas part au vote : / ».
pub(super) fn names_nobody(text: &Text<'_>, at: usize, end: usize) -> bool {
    let mut toks = text.toks(at, end);
    while toks.first().is_some_and(|t| matches!(t.sign, ':' | '=' | '(')) {
        toks = toks.skip(1);
    }
    let line_ends = |n: usize| toks.get(n).is_none_or(|t| t.gap == Gap::Line);
    toks.first().is_some_and(|t| matches!(t.sign, '/' | '-' | '–')) && line_ends(1)
        || text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::Nobody))
}
