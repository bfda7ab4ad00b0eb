//! The words that names are made of.
//!
//! ```text
//! unit   = initials | particle | word { ( "-" | "'" ) word }
//! ```

use super::given::is_given;
use super::name_breaks::{in_item, in_line};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind};
use crate::page::Span;

/// A word of a name: hyphens and apostrophes join its parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub span: Span,
    pub upper: bool,
    pub particle: bool,
    pub initial: bool,
    pub end: usize,
}

/// Particles that minutes print in capitals.
pub(super) const UPPER_PARTICLES: &[&str] =
    &["DE", "DU", "DES", "LA", "LE", "EL", "VAN", "VON", "BEN", "DA", "DI", "DOS", "DELLA", "DEN", "DER"];

/// One word of a name at a token.
pub(super) fn unit(text: &Text<'_>, at: usize, limit: usize, before: &[Unit]) -> Option<Unit> {
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
    // « C LERAY, D TABARD »: among initials « D » is one as well, and no article that lost its apostrophe.
    let among = || {
        let before = [1, 3].map(|n| at.checked_sub(n).and_then(|i| text.tokens.get(i)));
        let one = |t: &super::tokens::Token| t.kind == Kind::Word && t.span.end - t.span.start == 1;
        before[0].is_some_and(|t| t.sign == ',') && before[1].is_some_and(one)
    };
    family && (word.chars().count() == 1 && (!matches!(word, "D" | "L") || among()) || consonants())
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
        let spaced = spaced || in_item(text, at, end, limit) || in_line(text, at, end);
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
