//! The words of a heading over persons: « Étaient présents (12) les délégués du Pays : ».

use super::extent::starts_name;
use super::wrapped;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind};

/// How many words may stand between a status and its colon (« Étaient présents les conseillers suivants : »).
const WORDS_BEFORE_COLON: usize = 30;

/// What stands behind the words of a heading.
pub(super) struct Behind {
    /// The first token that is none of them.
    pub at: usize,
    /// A colon, or a word that stands for one.
    pub colon: bool,
    /// A number.
    pub counted: bool,
    /// A bracket.
    pub bracket: bool,
}

/// Passes over the colon, a count, a bracket, and the small words of the heading.
pub(super) fn behind_heading(text: &Text<'_>, from: usize, end: usize, heading: bool) -> Behind {
    let mut out = Behind { at: from, colon: false, counted: false, bracket: false };
    if heading && let Some(colon) = colon_behind_words(text, from, end) {
        out.at = colon;
    }
    let mut open = false;
    while let Some(t) = text.tokens.get(out.at).filter(|_| out.at < end) {
        let small = || {
            let office = text.mark_at(out.at).is_some_and(|k| text.is(k, Term::Office) && t.case == Case::Lower);
            // « Présents A. LERAY, E. FAU »
            let initial = t.case != Case::Lower
                && t.span.end - t.span.start == 1
                && text.tokens.get(out.at + 1).is_some_and(|n| n.sign == '.' && n.gap == Gap::None);
            office || !initial && text.listed(*t, List::RollFiller)
        };
        match (t.kind, t.sign) {
            (Kind::Sign, ':') => out.colon = true,
            (Kind::Word, _) if text.listed(*t, List::Namely) => out.colon = true,
            (Kind::Word, _) if text.tokens.get(out.at + 1).is_some_and(|n| text.listed(*n, List::Namely)) => {}
            (Kind::Sign, '(') => {
                out.bracket = true;
                open = true;
            }
            (Kind::Sign, ')') => open = false,
            // « Absents excusés – M. X »
            (Kind::Sign, '-') if !out.colon && t.gap != Gap::Line => {
                // « Mme X (excusée) – M. Y »: a bracket that the heading did not open is said of who stands before it.
                if !out.bracket && text.tokens[out.at - 1].sign == ')' {
                    break;
                }
                let next = text.tokens.get(out.at + 1).map_or(0, |n| n.span.end - n.span.start);
                if next < 2 || !starts_name(text, out.at + 1, end) {
                    break;
                }
                out.colon = true;
            }
            // « Absents¹ : » has a sign that folds to a figure.
            (Kind::Sign, '.' | '-' | '*' | '_' | '•' | '=' | '>' | '1' | '2' | '3' | '[' | ']') => {}
            (Kind::Number, _) if t.span.end - t.span.start <= 3 && t.line == text.tokens[out.at - 1].line => {
                out.counted = true;
            }
            // « (par commune) », « (dans l'ordre du tableau) », « les conseillers municipaux »
            (Kind::Word, _) if open && t.case == Case::Lower => {}
            (Kind::Sign, '\'' | '/') if open => {}
            // « Étaient présents : 27 élus Mme X »
            (Kind::Word, _) if (!out.colon || out.counted) && t.gap != Gap::Line && small() => {}
            _ => break,
        }
        out.at += 1;
    }
    out
}

/// The colon of « Étaient présents les conseillers municipaux suivants : », if only small words lead to it.
pub(super) fn colon_behind_words(text: &Text<'_>, from: usize, end: usize) -> Option<usize> {
    let mut at = from;
    while at < end.min(from + WORDS_BEFORE_COLON) {
        let t = text.tokens[at];
        // « sont excusés et ont donné pouvoir, à savoir M. X »
        if t.sign == ':' || text.listed(t, List::Namely) {
            return Some(at);
        }
        let body =
            text.mark_at(at).filter(|m| [Term::Body, Term::Office, Term::RefCode].iter().any(|t| text.is(*m, *t)));
        // « les membres du Conseil Municipal » may be one wording.
        let whole = text.mark_at(at).filter(|m| {
            let words = &text.tokens[m.first as usize..m.end as usize];
            t.case == Case::Lower && words.iter().any(|w| w.case == Case::Title)
        });
        let body = body.or(whole);
        // « conformément à l'article L du Code général … »
        let letter = at > from && t.span.end - t.span.start == 1;
        let word = t.kind == Kind::Word && (t.case == Case::Lower || letter) && t.gap != Gap::Cell;
        // « Étaient présents, à l'ouverture de la séance : »
        // « en application des articles L.2121-20 et L.5211-1 »
        let abbreviated =
            t.sign == '.' && at > from && text.tokens[at - 1].span.end - text.tokens[at - 1].span.start == 1;
        let small = word
            || t.kind == Kind::Number && at > from
            || matches!(t.sign, '\'' | '-' | ',' | '(' | ')')
            || abbreviated
            || at > from && names_place(text, at);
        let apart = t.gap == Gap::Cell || t.gap == Gap::Line && !wrapped::flows_on(text, at);
        if !small && body.is_none() || apart {
            return None;
        }
        at = body.map_or(at + 1, |m| (m.end as usize).max(at + 1));
    }
    None
}

/// « Étaient présents les délégués du Pays : »: one word with a capital, led to and right before the colon.
fn names_place(text: &Text<'_>, at: usize) -> bool {
    let led = matches!(text.doc.text(text.tokens[at - 1].span), "du" | "de" | "des" | "la");
    let colon = text.tokens.get(at + 1).is_some_and(|t| t.sign == ':');
    led && colon && text.tokens[at].case == Case::Title && text.tokens[at].gap == Gap::Space
}
