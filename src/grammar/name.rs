//! The words of a name, and which of them are given and which family name.
//!
//! ```text
//! name   = unit { unit }
//! unit   = initials | particle | word { ( "-" | "'" ) word }
//! ```
//! Case tells most names apart (« DUPONT Jean », « Jean DUPONT »); where it is one throughout, the table of given names does.

use super::family;
use super::given::is_given;
use super::lexicon::Terms;
use super::list::List;
use super::name_over_lines::over_line_end;
use super::name_units::{Unit, unit};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{Span, fold};

/// A name has no more units than this.
const LONGEST: usize = 8;

/// Wordings that are no part of a name.
const NEVER_A_NAME: Terms = family::HEAD.or(Terms::of(&[
    Term::Office,
    Term::NonMember,
    Term::ProxyGives,
    Term::Nobody,
    Term::CountQuorum,
    Term::Opened,
    Term::Closed,
    Term::Body,
    Term::Agenda,
    Term::MinutesApproval,
    Term::EarlierSitting,
    Term::Formula,
    Term::Chair,
    Term::RefCode,
    Term::Visa,
    Term::VoteHeading,
    Term::ActObject,
    Term::ActNumber,
]));
/// Wordings that end a name begun.
const NOT_INSIDE: Terms = Terms::of(&[
    Term::Honorific,
    Term::HeadOfBody,
    Term::Arrives,
    Term::Leaves,
    Term::Substitute,
    Term::Substitutes,
    Term::Met,
    Term::Speaks,
]);
/// Wordings that begin no name.
const NOT_FIRST: Terms = Terms::of(&[Term::Authority, Term::BodyShort, Term::DecisionArticle]);
/// The words of one name. `titled` tells that « M. » or the like announces it.
pub(super) fn units(text: &Text<'_>, toks: Toks<'_>, titled: bool) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let mut i = toks.start;
    while i < toks.end && out.len() < LONGEST {
        let Some(unit) = unit(text, i, toks.end, &out) else { break };
        let goes_on =
            if out.is_empty() { begins(text, i, &unit, titled) } else { continues(text, i, &unit, &out, toks.end) };
        if !goes_on {
            break;
        }
        out.push(unit);
        i = unit.end;
        if let Some(initial) = glued_initial(text, &unit, toks.end) {
            out.push(initial);
            break;
        }
    }
    while out.last().is_some_and(|u| u.particle || out.len() > 1 && is_article(text, u)) {
        out.pop();
    }
    // « YVON Serge⏎LE CONSEIL COMMUNAUTAIRE »: the article alone is nobody; « M. LE » may be.
    let article = |u: &Unit| is_article(text, u) || !titled && matches!(text.doc.text(u.span), "LE" | "LA" | "LES");
    if out.iter().all(|u| u.particle || article(u)) {
        out.clear();
    }
    out
}

/// « Le » that begins what follows a name (« M. SEGUY⏎Le Conseil Général »).
fn is_article(text: &Text<'_>, u: &Unit) -> bool {
    matches!(text.doc.text(u.span), "Le" | "La" | "Les")
}

/// « Lesquels membres présents … », « Désignation du secrétaire »: a word that opens what stands behind a list. Before a
/// given name it is a family name (« ORDRE Michel »).
fn is_no_name(text: &Text<'_>, unit: &Unit) -> bool {
    let before_given = text.tokens.get(unit.end).is_some_and(|t| {
        t.kind == Kind::Word && t.case == Case::Title && t.gap == Gap::Space && is_given(text.doc.text(t.span))
    });
    let word = text.doc.text(unit.span);
    let listed = |list| text.lexicon.lists(list, word);
    !unit.initial && !before_given && (listed(List::NotAName) || listed(List::TitleNoun))
}

/// « et », « ainsi », « par », also in text that is in capitals throughout: what joins names is part of none.
fn joins(text: &Text<'_>, unit: &Unit) -> bool {
    !unit.initial && text.lexicon.lists(List::NameEnd, text.doc.text(unit.span))
}

/// « BLANC ODILE À DUPONT JEAN », « VERT YVES A GRAND MARC »: to whom a proxy goes, in capitals throughout. « A » may be an
/// initial where the name before is not whole.
fn links(text: &Text<'_>, unit: &Unit, out: &[Unit]) -> bool {
    let whole = || out.len() >= 2 && out.iter().all(|u| u.upper) && out.iter().any(|u| is_given(text.doc.text(u.span)));
    match text.doc.text(unit.span) {
        "À" => true,
        "A" => whole(),
        _ => false,
    }
}

/// « 1ER ADJOINT », « 3E ADJOINTE »: the letters behind a number.
fn is_ordinal_end(text: &Text<'_>, at: usize) -> bool {
    const LONGEST: u32 = 5;
    let t = text.tokens[at];
    let glued = t.gap == Gap::None && t.span.end - t.span.start <= LONGEST;
    glued && at.checked_sub(1).is_some_and(|b| text.tokens[b].kind == Kind::Number)
}

/// Whether a name may begin with this unit.
fn begins(text: &Text<'_>, at: usize, unit: &Unit, titled: bool) -> bool {
    if is_ordinal_end(text, at) || text.doc.text(unit.span) == "À" {
        return false;
    }
    // « I INSTALLATION D UN NOUVEAU CONSEILLER »: an apostrophe is lost.
    let elided = !unit.initial && matches!(text.doc.text(unit.span), "D" | "L");
    if joins(text, unit) || elided || !titled && is_no_name(text, unit) {
        return false;
    }
    let Some(m) = text.longest_at(at) else { return true };
    // « Mme PRESENT », « M. PUBLIC »: behind a title one word in capitals is a name, whatever else it means; « Mme MM. X »
    // has initials.
    if titled && (unit.initial || unit.upper && m.end - m.first == 1) {
        return true;
    }
    // « Petr'Antone »: no acronym, the word goes on.
    let goes_on = text.tokens.get(m.end as usize).is_some_and(|t| t.sign == '\'' && t.gap == Gap::None);
    if is_family(text, at) || goes_on && unit.end > m.end as usize + 1 {
        return true;
    }
    // « Le Maire certifie que … »
    let sentence = !titled && is_article(text, unit) && m.end - m.first >= 2;
    !sentence && !text.is_any(m, NEVER_A_NAME.or(NOT_FIRST))
}

/// « MAIRE Odile »: a word of the minutes in capitals, and nothing but a given name behind it.
#[must_use]
pub fn is_family(text: &Text<'_>, at: usize) -> bool {
    let Some(t) = text.tokens.get(at).filter(|t| t.case == Case::Upper) else { return false };
    let given = text.tokens.get(at + 1).filter(|n| n.case == Case::Title && n.gap == Gap::Space);
    let one = text.longest_at(at).is_some_and(|m| m.end as usize == at + 1);
    let ends = |i: usize| {
        text.tokens.get(i).is_none_or(|n| n.gap >= Gap::Cell || n.line != t.line || matches!(n.sign, ',' | ';' | '('))
    };
    // « MAIRE Jean-Pierre »
    let hyphen = |i: usize| text.tokens.get(i).is_some_and(|n| n.sign == '-' && n.gap == Gap::None);
    let behind = if hyphen(at + 2) { at + 4 } else { at + 2 };
    one && given.is_some_and(|g| is_given(text.doc.text(g.span))) && ends(behind)
}

/// Whether a unit goes on with the name begun.
fn continues(text: &Text<'_>, at: usize, unit: &Unit, out: &[Unit], limit: usize) -> bool {
    let t = text.tokens[at];
    if t.gap == Gap::Cell || t.gap == Gap::Line && !over_line_end(text, &t, unit, out) {
        return false;
    }
    if links(text, unit, out) {
        return false;
    }
    if second_name(unit, out) || second_in_small(text, unit, out, limit) || unit.upper && joins(text, unit) {
        return false;
    }
    // « J.Y. PERRIGAULT G. COLLEU a donné pouvoir »: where initials come first, the next ones begin another name.
    let another = unit.initial
        && out.first().is_some_and(|u| u.initial)
        && out.last().is_some_and(|u| u.upper)
        && text.tokens.get(unit.end).is_some_and(|n| n.case == Case::Upper && n.gap == Gap::Space && unit.end < limit);
    if another {
        return false;
    }
    // « Luc Tabard A été élu … »: the letter is a verb.
    let next = text.tokens.get(unit.end).filter(|_| unit.end < limit);
    let letter = !unit.initial && unit.span.end - unit.span.start == 1;
    // « VERSLYPE T et WIARD A », « LEBASQUE C donne pouvoir »: behind capitals it is an initial.
    let initial = out.iter().all(|u| u.upper || u.particle)
        && next.is_some_and(|n| {
            text.doc.text(n.span) == "et" || text.mark_at(unit.end).is_some_and(|m| text.is(m, Term::ProxyGives))
        });
    if letter && !initial && next.is_some_and(|n| n.kind == Kind::Word && n.case == Case::Lower && n.gap == Gap::Space)
    {
        return false;
    }
    // « Fernand Lavalade X, Roland Parrot X »: a tick.
    if text.doc.text(unit.span) == "X" && (is_whole(text, out) || second_turned(out)) && next.is_none_or(ends_item) {
        return false;
    }
    // « M. TABARD Page 11 », « M. VIVIER Formant la majorité »: a sentence begins behind the capitals.
    if t.case == Case::Title && is_no_name(text, unit) && (out.iter().any(|u| u.upper) || is_whole(text, out)) {
        return false;
    }
    let Some(m) = text.longest_at(at) else { return true };
    if unit.initial && text.is(m, Term::Honorific) {
        return trailing_initial(text, unit.end, limit) || is_marie(text, unit, limit);
    }
    // « procuration à M. TABARD V. Le Maire certifie », « Monsieur Vivier Commune de X »: a sentence, a label begins.
    let sentence = text.is(m, Term::Authority) || is_article(text, unit) && m.end - m.first >= 2;
    if sentence && t.case == Case::Title {
        return false;
    }
    // A family name in capitals may be a word of the minutes (« Jean MAIRE »), but not several of them.
    let one_capital_word = unit.upper && m.end - m.first == 1 && t.gap != Gap::Line;
    unit.particle || one_capital_word || !text.is_any(m, NEVER_A_NAME.or(NOT_INSIDE))
}

/// Whether both given and family name are there, told apart by case.
fn second_turned(out: &[Unit]) -> bool {
    out.iter().any(|u| u.upper) && out.iter().any(|u| !u.upper && !u.particle && !u.initial)
}

/// Whether a token may stand behind an item of a list.
fn ends_item(t: &Token) -> bool {
    t.gap >= Gap::Cell || matches!(t.sign, ',' | ';' | '-')
}

/// Whether a name in small letters is whole: a given name, then words that are none (« Yves Tabard »).
pub(super) fn is_whole(text: &Text<'_>, out: &[Unit]) -> bool {
    let given = |u: &Unit| !u.particle && !u.initial && is_given(text.doc.text(u.span));
    out.len() >= 2
        && out.first().is_some_and(given)
        && out.last().is_some_and(|l| !l.particle && !given(l))
        && out.iter().all(|u| !u.upper && !u.initial)
}

/// A second name begins without capitals: « Yves Tabard Anne Leray », by the table of given names.
fn second_in_small(text: &Text<'_>, unit: &Unit, out: &[Unit], limit: usize) -> bool {
    let small = !unit.particle && !unit.initial && !unit.upper && is_given(text.doc.text(unit.span));
    let next = text.tokens.get(unit.end).filter(|_| unit.end < limit);
    small && is_whole(text, out) && next.is_some_and(|n| n.case == Case::Title && n.gap == Gap::Space)
}

/// A second name begins: « DUPONT Jean MARTIN Paul », « Jean DUPONT Paul MARTIN », « DUPONT J. MARTIN P. ».
fn second_name(unit: &Unit, out: &[Unit]) -> bool {
    let initial_behind =
        out.len() >= 2 && out.first().is_some_and(|u| u.upper) && out.last().is_some_and(|u| u.initial);
    if initial_behind && unit.upper {
        return true;
    }
    let mut real = out.iter().filter(|u| !u.particle && !u.initial).map(|u| u.upper);
    let Some(first) = real.next() else { return false };
    let turned = real.any(|u| u != first);
    let last = out.iter().rev().find(|u| !u.particle && !u.initial).map(|u| u.upper);
    !unit.particle && !unit.initial && turned && last != Some(unit.upper)
}

/// « DELPOUS M. – ENJALRAN J.C. »: an initial behind the family name, since no name follows it.
fn trailing_initial(text: &Text<'_>, end: usize, limit: usize) -> bool {
    let next = text.tokens.get(end).filter(|_| end < limit);
    next.is_none_or(|n| n.kind != Kind::Word || n.gap >= Gap::Cell && n.case == Case::Lower)
}

/// « ROUX M. Claire, », « ROUX M.Annick │ »: « M. » is of « Marie » before the name that follows it in such names and ends
/// the item.
fn is_marie(text: &Text<'_>, unit: &Unit, limit: usize) -> bool {
    let second = text.tokens.get(unit.end).filter(|t| unit.end < limit && t.gap <= Gap::Space && t.case == Case::Title);
    let behind = text.tokens.get(unit.end + 1).filter(|_| unit.end + 1 < limit);
    text.doc.text(unit.span) == "M."
        && second.is_some_and(|t| text.listed(*t, List::MarieSecond))
        && behind.is_none_or(|t| {
            t.gap >= Gap::Cell
                || matches!(t.sign, ',' | ';' | '-' | '(')
                || t.kind == Kind::Word && t.case == Case::Lower
        })
}

/// « ROUX.M – », « ROUX.J.P, »: initials glued to the family name in capitals by a full stop.
fn glued_initial(text: &Text<'_>, family: &Unit, limit: usize) -> Option<Unit> {
    let glued = |i: usize| text.tokens.get(i).filter(|t| i < limit && t.gap == Gap::None);
    let letter = |i: usize| {
        glued(i).is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower && t.span.end - t.span.start == 1)
    };
    let point = |i: usize| glued(i).is_some_and(|t| t.sign == '.');
    let long = family.upper && !family.initial && family.span.end - family.span.start > 2;
    let first = family.end + 1;
    if !long || !point(family.end) || !letter(first) {
        return None;
    }
    let mut end = first + 1;
    while point(end) && letter(end + 1) {
        end += 2;
    }
    let span = text.toks(first, end).span();
    let behind = text.tokens.get(end).filter(|_| end < limit);
    let item = behind.is_none_or(|t| t.gap >= Gap::Cell || matches!(t.sign, ',' | ';' | '-' | '(' | '.'));
    item.then_some(Unit { span, upper: false, particle: false, initial: true, end })
}

/// The print of a stretch with single spaces, without the space behind a hyphen.
pub(super) fn print(text: &Text<'_>, from: Span, to: Span) -> String {
    let raw = text.doc.text(from.to(to));
    let mut out = String::with_capacity(raw.len());
    for w in raw.split_whitespace() {
        if !(out.ends_with('-') || out.is_empty() || w.starts_with('-')) {
            out.push(' ');
        }
        out.push_str(w);
    }
    out
}

/// Whether the print holds a word in capitals or a known given name: a person, not just capitalized words.
pub(super) fn has_name_shape(text: &Text<'_>, span: Span) -> bool {
    let toks = text.within(span);
    toks.slice().iter().any(|t| {
        t.kind == Kind::Word
            && (t.case == Case::Upper || t.case == Case::Title && is_given(&fold::fold(text.doc.text(t.span))))
    })
}
