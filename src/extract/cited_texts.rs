//! Texts cited by their numbers: laws, decrees, European texts, earlier acts of the body.

use super::references::sense;
use crate::grammar::date;
use crate::grammar::production::is_word;
use crate::grammar::reference::{eu_number, is_sign, number, number_mark};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::At;
use crate::record::{Reference, ReferenceKind};

/// Words between « loi » and its number; over how many of them it may do without « n° ».
const NAME: usize = 12;
const NEAR: usize = 6;

/// The ISO form of a date directly at `toks`, after « du »; and the tokens used.
fn dated(text: &Text<'_>, toks: Toks<'_>) -> (Option<String>, usize) {
    let mut lead = usize::from(is_sign(toks.first(), ','));
    lead += usize::from(is_word(toks, lead, "du") || is_word(toks, lead, "en"));
    match date::date(text, toks.skip(lead)) {
        Some((d, rest)) => {
            let iso = d.value.year.map(|y| format!("{y:04}-{:02}-{:02}", d.value.month, d.value.day));
            (iso, rest.start - toks.start)
        }
        None => (None, 0),
    }
}

/// A law, decree or another text with a number; gives the tokens used behind its word.
pub(super) fn act(text: &Text<'_>, toks: Toks<'_>, value: &str, lead: usize, out: &mut Vec<At<Reference>>) -> usize {
    let (word, kind) = match value {
        "law" => ("loi", ReferenceKind::Law),
        "decree" => ("décret", ReferenceKind::Decree),
        "ordinance" => ("ordonnance", ReferenceKind::Ordinance),
        "order" => ("arrêté", ReferenceKind::Order),
        "circular" => ("circulaire", ReferenceKind::Circular),
        "directive" => ("directive", ReferenceKind::Eu),
        _ => ("règlement", ReferenceKind::Eu),
    };
    let mut at = lead;
    let mut words = 0;
    let mut date = None;
    let mut end = lead;
    let mut start = 0;
    while words <= NAME {
        let rest = toks.skip(at);
        let Some(t) = rest.first() else { break };
        if t.gap == Gap::Cell {
            break;
        }
        // « la loi sur l'eau et les milieux aquatiques n° 2006-1772 »: far behind its word a number needs its mark.
        if words > NEAR && t.kind == Kind::Number {
            break;
        }
        let european = eu_number(rest).ok().filter(|_| kind == ReferenceKind::Eu);
        if let Some((after, name)) = european.or_else(|| number(rest).ok()) {
            let used = after.start - rest.start;
            if kind == ReferenceKind::Eu && !name.contains('/') {
                break;
            }
            let span = toks.skip(start).head(at + used - start).span();
            let (behind, more) = dated(text, toks.skip(at + used));
            at += used + more;
            end = at;
            out.push(At::new(
                Reference {
                    key: format!("{word} {name}"),
                    kind,
                    code: None,
                    article: None,
                    number: Some(name),
                    date: behind.or_else(|| date.take()),
                    text: toks.clean.get(span.range()).unwrap_or("").to_string(),
                    uri: None,
                },
                span,
            ));
            // « les lois n° 82-213 et n° 83-8 », « les décrets n°s 91-875 du 6 septembre 1991 et 2014-513 du 20 mai 2014 »
            let join = toks.get(at).filter(|t| t.sign == ',' || is_word(toks, at, "et"));
            let next = at + 1;
            let again = mark_len(toks.skip(next)) > 0 || numbered_by_year(toks.skip(next));
            if join.is_none() || !again || number(toks.skip(next)).is_err() {
                break;
            }
            (at, start, words) = (next, next, 0);
            continue;
        }
        if let (Some(iso), used) = dated(text, rest)
            && used > 0
        {
            date = Some(iso);
            at += used;
            continue;
        }
        let other = || {
            let word = |term| sense(text, rest.head(1), term).is_some();
            word(Term::RefArticle) || word(Term::RefDeliberation) || sense(text, rest, Term::RefText).is_some()
        };
        // « la loi 3DS n° 2022-217 »
        let name = t.kind == Kind::Number && rest.get(1).is_some_and(|n| n.kind == Kind::Word && n.gap == Gap::None);
        if t.kind == Kind::Number && !name || matches!(t.sign, ';' | '.' | ':') || other() {
            break;
        }
        at += 1 + usize::from(name);
        words += usize::from(t.kind == Kind::Word);
    }
    end - lead
}

/// « délibération n° 2015-11-203 du 26 novembre 2015 », an earlier act; gives the tokens used behind the word.
pub(super) fn deliberation(text: &Text<'_>, toks: Toks<'_>, lead: usize, out: &mut Vec<At<Reference>>) -> usize {
    // In capitals or at the start of a line it is the act's own number.
    if toks.first().is_none_or(|t| t.case != Case::Lower || t.gap == Gap::Line) {
        return 0;
    }
    let mark = mark_len(toks.skip(lead));
    // Without « n° » only a number that opens with letters is one: « délibération CM2016/02/18/03 ».
    let glued = toks.get(lead).is_some_and(|t| t.case == Case::Upper && t.gap == Gap::Space)
        && toks.get(lead + 1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    if mark == 0 && !glued {
        return 0;
    }
    let from = lead + mark;
    let mut at = from;
    while let Some(t) = toks.get(at).filter(|t| at == from || t.gap == Gap::None) {
        let inner = matches!(t.sign, '-' | '/' | '.' | '_')
            && toks.get(at + 1).is_some_and(|n| n.gap == Gap::None && n.kind != Kind::Sign);
        if t.kind == Kind::Sign && !inner || t.gap >= Gap::Cell {
            break;
        }
        at += 1;
    }
    let name = toks.skip(from).head(at - from).text();
    if !name.bytes().any(|b| b.is_ascii_digit()) {
        return 0;
    }
    let span = toks.head(at).span();
    let (date, more) = dated(text, toks.skip(at));
    out.push(At::new(
        Reference {
            key: format!("délibération {name}"),
            kind: ReferenceKind::Deliberation,
            code: None,
            article: None,
            number: Some(name.to_string()),
            date,
            text: toks.clean.get(span.range()).unwrap_or("").to_string(),
            uri: None,
        },
        span,
    ));
    at + more - lead
}

/// The tokens of « n° », « no », « numéro » at the start of `toks`.
fn mark_len(toks: Toks<'_>) -> usize {
    number_mark(toks).map_or(0, |(rest, ())| rest.start - toks.start)
}

/// Whether the number here has the form of a text of the last decades, « 2014-513 », and its day behind it.
fn numbered_by_year(toks: Toks<'_>) -> bool {
    let Ok((behind, name)) = number(toks) else { return false };
    let year = name.split('-').next().unwrap_or("");
    year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) && is_word(behind, 0, "du")
}
