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
use super::name_breaks::{in_item, over_line_end};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{Span, fold};

/// A name has no more units than this.
const LONGEST: usize = 8;

/// A word of a name: hyphens and apostrophes join its parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub span: Span,
    pub upper: bool,
    pub particle: bool,
    pub initial: bool,
    pub end: usize,
}

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
/// Particles that minutes print in capitals.
pub(super) const UPPER_PARTICLES: &[&str] =
    &["DE", "DU", "DES", "LA", "LE", "EL", "VAN", "VON", "BEN", "DA", "DI", "DOS", "DELLA", "DEN", "DER"];

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
    // « Le Maire certifie que … »
    let sentence = !titled && is_article(text, unit) && m.end - m.first >= 2;
    !sentence && !text.is_any(m, NEVER_A_NAME.or(NOT_FIRST))
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
        return trailing_initial(text, unit.end, limit);
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

/// One word of a name at a token.
fn unit(text: &Text<'_>, at: usize, limit: usize, before: &[Unit]) -> Option<Unit> {
    let t = *text.tokens.get(at)?;
    if t.kind != Kind::Word {
        return None;
    }
    if t.case == Case::Lower {
        return particle(text, at, limit);
    }
    if let Some(end) = initials(text, at, limit) {
        return Some(Unit { span: text.toks(at, end).span(), upper: false, particle: false, initial: true, end });
    }
    let word = text.doc.text(t.span);
    let next = text.tokens.get(at + 1).filter(|_| at + 1 < limit);
    if is_number_of_act(text, at) || elided_article(text, at) {
        return None;
    }
    // « Guillain DE France »: the particle of a family name that is not in capitals.
    let capital_particle = UPPER_PARTICLES.contains(&word)
        && before.iter().any(|u| !u.upper && !u.particle)
        && next.is_some_and(|n| n.case == Case::Title && n.gap == Gap::Space);
    if capital_particle {
        return Some(Unit { span: t.span, upper: false, particle: true, initial: false, end: at + 1 });
    }
    let (end, upper) = joined(text, at, limit);
    Some(Unit { span: text.toks(at, end).span(), upper, particle: false, initial: false, end })
}

/// « M. MARNEZ L'emprunt servira »: behind the name a sentence begins.
fn elided_article(text: &Text<'_>, at: usize) -> bool {
    let letter = matches!(text.doc.text(text.tokens[at].span), "L" | "D");
    let elided = text.tokens.get(at + 1).is_some_and(|t| t.sign == '\'');
    letter && elided && text.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower)
}

/// « DEL.2018.12.187 »
fn is_number_of_act(text: &Text<'_>, at: usize) -> bool {
    let glued = |i: usize| text.tokens.get(i).filter(|t| t.gap == Gap::None);
    glued(at + 1).is_some_and(|t| t.kind == Kind::Number || matches!(t.sign, '.' | '_' | '/' | '-'))
        && (glued(at + 1).is_some_and(|t| t.kind == Kind::Number)
            || glued(at + 2).is_some_and(|t| t.kind == Kind::Number))
}

/// « de », « van der » before a word of the name.
fn particle(text: &Text<'_>, at: usize, limit: usize) -> Option<Unit> {
    // Also where a longer wording begins with it (« de la commune »).
    let marks = text.lexicon.all_at(&text.tokens, at);
    let known = marks.iter().any(|m| m.end as usize == at + 1 && text.is(*m, Term::Particle));
    let name_follows = (at + 1..limit.min(at + 4)).find_map(|i| {
        let n = text.tokens[i];
        if n.kind == Kind::Sign && n.sign == '\'' {
            return None;
        }
        let more = matches!(text.doc.text(n.span), "la" | "le" | "les" | "der" | "den" | "l");
        Some(n.kind == Kind::Word && (n.case != Case::Lower || more))
    });
    if !known || name_follows != Some(true) {
        return None;
    }
    let apostrophe = text.tokens.get(at + 1).is_some_and(|n| at + 1 < limit && n.sign == '\'');
    let end = if apostrophe { at + 2 } else { at + 1 };
    Some(Unit { span: text.toks(at, end).span(), upper: false, particle: true, initial: false, end })
}

/// One past « R. », « J.-Y. », « J-P. », « M.T. », « Ch. ».
fn initials(text: &Text<'_>, at: usize, limit: usize) -> Option<usize> {
    let word = |i: usize| text.tokens.get(i).filter(|t| i < limit && t.kind == Kind::Word && t.case != Case::Lower);
    let letters = |i: usize| word(i).map_or(0, |t| text.doc.text(t.span).chars().count());
    let sign = |i: usize, c: char| text.tokens.get(i).is_some_and(|t| i < limit && t.sign == c && t.gap == Gap::None);
    if !(1..=2).contains(&letters(at)) {
        return None;
    }
    let (mut end, mut dotted, mut hyphened) = (at + 1, false, false);
    loop {
        if sign(end, '.') {
            dotted = true;
            end += 1;
        } else if sign(end, '-') && letters(end + 1) == 1 && text.tokens[end + 1].gap == Gap::None {
            hyphened = true;
            end += 2;
        } else if dotted && letters(end) == 1 && text.tokens[end].gap == Gap::None && sign(end + 1, '.') {
            end += 1;
        } else {
            break;
        }
    }
    let bare = end == at + 1 && bare_initials(text, at, limit);
    (dotted || hyphened && letters(at) == 1 || bare).then_some(end)
}

/// « A FERRANDI », « MC MASSONI »: one capital, or two consonants, before a word in capitals.
fn bare_initials(text: &Text<'_>, at: usize, limit: usize) -> bool {
    let word = text.doc.text(text.tokens[at].span);
    let next = text.tokens.get(at + 1).filter(|_| at + 1 < limit);
    let family = next.is_some_and(|n| n.case == Case::Upper && n.gap == Gap::Space && n.span.end - n.span.start > 2);
    let consonants = || word.chars().count() == 2 && word != "ST" && !word.chars().any(|c| "AEIOUYÉÈÀ".contains(c));
    family && (word.chars().count() == 1 && word != "D" && word != "L" || consonants())
}

/// Parts joined by hyphens and apostrophes: one past the last, and whether the word is in capitals. A hyphen may stand at
/// a line end, or before a space that extraction put in (« Jean- Philippe », « AUBERT- MOREL »).
fn joined(text: &Text<'_>, at: usize, limit: usize) -> (usize, bool) {
    let t = text.tokens[at];
    let word = text.doc.text(t.span);
    let short = word.chars().count() <= 2;
    let mut end = at + 1;
    let mut upper =
        t.case == Case::Upper || t.case == Case::Mixed && word.chars().filter(|c| c.is_uppercase()).count() >= 3;
    while end + 1 < limit {
        let (s, n) = (text.tokens[end], text.tokens[end + 1]);
        let spaced = s.sign == '-'
            && (s.gap == Gap::None) != (n.gap == Gap::None)
            && s.gap <= Gap::Space
            && n.gap <= Gap::Space
            && (t.case == Case::Upper && n.case == Case::Upper && s.gap == Gap::None
                || t.case == Case::Title && n.case == Case::Title && is_given(word));
        let spaced = spaced || in_item(text, at, end, limit);
        // « Eve⏎STANIAK⏎-⏎WAVRIN⏎, Paul »: bold words torn from their lines, the hyphen left alone on one.
        let given = at.checked_sub(1).map(|b| text.tokens[b]);
        let torn = s.sign == '-'
            && given.is_some_and(|g| g.case == Case::Title && is_given(text.doc.text(g.span)))
            && text.tokens.get(end + 2).is_some_and(|t| matches!(t.sign, ',' | '.'))
            && s.gap == Gap::Line
            && n.gap == Gap::Line
            && t.case == Case::Upper
            && n.case == Case::Upper
            && !text.doc.lines[n.line as usize].gap_before;
        // « NERON/ZANDRON Liliane »: the name of birth and the other; « K/BIDI Liliane »: a name of La Réunion.
        let slash = s.sign == '/' && s.gap == Gap::None && n.case == Case::Upper && n.gap == Gap::None;
        let both = slash && (t.case == Case::Upper && !short || word == "K");
        let joint =
            (matches!(s.sign, '-' | '\'') || both) && n.kind == Kind::Word && (s.gap == Gap::None || spaced || torn);
        let close = n.gap == Gap::None
            || spaced
            || torn
            || s.sign == '-' && n.gap == Gap::Line && n.case != Case::Lower
            || s.sign == '\'' && n.gap == Gap::Space;
        if !joint || !close || s.sign == '-' && n.case == Case::Lower && n.gap != Gap::None {
            break;
        }
        if t.case == Case::Title && short && s.sign == '\'' {
            upper = n.case == Case::Upper;
        } else if n.case != Case::Upper && n.span.end - n.span.start > 2 {
            upper = false;
        }
        end += 2;
    }
    if t.case == Case::Title && short && end > at + 1 {
        upper = text.tokens[end - 1].case == Case::Upper;
    }
    (end, upper)
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
