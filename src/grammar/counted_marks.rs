//! Marks that count the points of a text that lost its lines: « 1) », « A) », « (1) », « § 1 », « 2ème question : », « 1 ».
//!
//! Alone each of them may be anything; those that count on from the first, three at least, are the heads of points. The
//! first may stand behind a name, where no sentence closed: the head of the sitting ends with names.

use super::outline;
use super::reflow::voted;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token};
use rustc_hash::FxHashMap;

/// Fewer do not count.
const FEWEST: u32 = 3;
/// A word in capitals of so many letters is a rubric.
const RUBRIC: u32 = 7;

/// A way of counting.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    /// « 1) », « 1. », « 1 - »
    Arabic,
    /// « II – »
    Roman,
    /// « Point n° 1 : »
    Named,
    /// « A) », « B. »
    Capital,
    /// « a) »
    Small,
    /// « (1) », « [1] »
    Boxed,
    /// « § 1 »
    Paragraph,
    /// « 2ème question : »
    Ordinal,
    /// « 1.1 », « 2.1 »
    Sub,
    /// « 1 »
    Bare,
    /// « III »
    Numeral,
}

const FORMS: [Form; 11] = [
    Form::Arabic,
    Form::Roman,
    Form::Named,
    Form::Capital,
    Form::Small,
    Form::Boxed,
    Form::Paragraph,
    Form::Ordinal,
    Form::Sub,
    Form::Bare,
    Form::Numeral,
];

/// The marks that count on in these lines: the token of each, with the first word of its title.
pub(super) fn find(text: &Text<'_>, lines: &[usize]) -> FxHashMap<usize, usize> {
    let mut found: Vec<Vec<(usize, usize)>> = vec![Vec::new(); FORMS.len()];
    // « … au 1er mars 6. Travaux »: the next mark in a sentence that nothing closed; it counts where the one behind it does.
    let mut waiting: Vec<Vec<(usize, usize)>> = vec![Vec::new(); FORMS.len()];
    for line in lines {
        let toks = text.line(*line);
        for at in toks.start..toks.end {
            for ((form, chain), waiting) in FORMS.iter().zip(&mut found).zip(&mut waiting) {
                let next = chain.len() as u32 + 1;
                let Some((rank, title)) = mark(text, *form, at, toks.end) else { continue };
                // « COMMUNE DE X CM du 13.6.2008 POINT 3 - »: behind a running head.
                let named = *form == Form::Named && text.tokens[at].case == Case::Upper;
                // « Programme 01 : prévention 1 – ACTION SOCIALE »
                let sign = text.tokens.get(at + 1).is_some_and(|t| t.sign == '-' && t.gap == Gap::Space);
                let capitals = *form == Form::Arabic && sign && text.tokens[title].case == Case::Upper;
                let closed = named
                    || capitals
                    || is_closed(text, at)
                    || matches!(form, Form::Small | Form::Boxed | Form::Paragraph | Form::Ordinal);
                // A first mark behind a closed sentence is better than one behind a name.
                if rank == 1 && next == 2 && closed {
                    chain.clear();
                }
                if rank == chain.len() as u32 + 1 && (closed || rank == 1) {
                    chain.push((at, title));
                    waiting.clear();
                } else if rank == next && *form == Form::Arabic {
                    waiting.push((at, title));
                } else if let (true, true, [one]) = (closed, rank == next + 1, waiting.as_slice()) {
                    chain.extend([*one, (at, title)]);
                    waiting.clear();
                }
            }
        }
    }
    found.retain(|chain| chain.len() as u32 >= FEWEST);
    let mut out: FxHashMap<usize, usize> =
        found.into_iter().max_by_key(Vec::len).unwrap_or_default().into_iter().collect();
    out.extend(below_rubrics(text, lines));
    out
}

/// « 1 - FINANCES 1.1 Décision modificative … 1.2 Garantie d'emprunt … 2 - PERSONNEL 2.1 Création de postes »: points that count
/// below their rubrics, three at least, from « 1.1 » on.
fn below_rubrics(text: &Text<'_>, lines: &[usize]) -> Vec<(usize, usize)> {
    /// Rubrics without such points that may stand between two that have some.
    const SKIPPED: u32 = 3;
    let mut chain: Vec<(usize, usize)> = Vec::new();
    let mut last = (0, 0);
    for line in lines {
        let toks = text.line(*line);
        for at in toks.start..toks.end {
            let Some((rubric, rank, title)) = two_places(text, at, toks.end) else { continue };
            let next = (rubric, rank) == (last.0, last.1 + 1) && last.0 > 0;
            let first = rank == 1 && (last.0 + 1..=last.0 + SKIPPED).contains(&rubric);
            if next || first {
                chain.push((at, title));
                last = (rubric, rank);
            }
        }
    }
    if chain.len() as u32 >= FEWEST { chain } else { Vec::new() }
}

/// « 2.1 », « 2-1 » before a capital word: both places and the first word of the title.
fn two_places(text: &Text<'_>, at: usize, end: usize) -> Option<(u32, u32, usize)> {
    let token = |i: usize| text.tokens.get(i).filter(|_| i < end);
    let place = |i: usize, gap: bool| {
        let t = token(i).filter(|t| t.kind == Kind::Number && t.span.end - t.span.start <= 2)?;
        ((t.gap == Gap::None) != gap).then(|| text.doc.text(t.span).parse::<u32>().ok()).flatten()
    };
    let rubric = place(at, true)?;
    token(at + 1).filter(|t| t.gap == Gap::None && matches!(t.sign, '.' | '-'))?;
    let rank = place(at + 2, false)?;
    let signed = token(at + 3).is_some_and(|t| matches!(t.sign, '-' | ')' | '.' | ':'));
    let title = at + 3 + usize::from(signed);
    let word = token(title)?;
    let opens = word.kind == Kind::Word && word.case != Case::Lower && word.gap == Gap::Space;
    (opens && word.span.end - word.span.start > 2).then_some((rubric, rank, title))
}

/// A mark of a form at a token: its place in the count and the first word of its title.
fn mark(text: &Text<'_>, form: Form, at: usize, end: usize) -> Option<(u32, usize)> {
    let token = |i: usize| text.tokens.get(i).filter(|_| i < end);
    let sign = |i: usize, any: &[char]| token(i).is_some_and(|t| any.contains(&t.sign));
    let number = |t: &Token| -> Option<u32> {
        let small = t.kind == Kind::Number && t.span.end - t.span.start <= 2;
        small.then(|| text.doc.text(t.span).parse().ok()).flatten()
    };
    let letter = |t: &Token, first: u8| {
        let print = text.doc.text(t.span).as_bytes();
        (print.len() == 1).then(|| print[0].checked_sub(first)).flatten().filter(|n| *n < 26).map(|n| u32::from(n) + 1)
    };
    let first = token(at).filter(|t| t.gap != Gap::None)?;
    let (rank, title) = match form {
        Form::Capital => (letter(first, b'A').filter(|_| sign(at + 1, &[')', '.', '/', '-']))?, at + 2),
        Form::Small => (letter(first, b'a').filter(|_| sign(at + 1, &[')']))?, at + 2),
        Form::Boxed => {
            let inner = token(at + 1).filter(|_| matches!(first.sign, '(' | '['))?;
            (number(inner).filter(|_| sign(at + 2, &[')', ']']))?, at + 3)
        }
        Form::Paragraph => (number(token(at + 1).filter(|_| first.sign == '§')?)?, at + 2),
        Form::Ordinal => {
            let rank = number(first)?;
            token(at + 1).filter(|t| t.kind == Kind::Word && t.gap == Gap::None)?;
            let named = text
                .mark_at(at + 2)
                .filter(|m| [Term::ActPoint, Term::ActNumber, Term::ActObject].iter().any(|t| text.is(*m, *t)))?;
            (rank, sign(named.end as usize, &[':', '-', '.']).then_some(named.end as usize + 1)?)
        }
        Form::Sub => {
            let rank = number(first).filter(|_| sign(at + 1, &['.']))?;
            token(at + 2).filter(|t| t.gap == Gap::None).and_then(number)?;
            (rank, at + 3)
        }
        Form::Bare => (number(first)?, at + 1),
        Form::Numeral => (roman(text.doc.text(first.span))?, at + 1),
        Form::Arabic => (number(first)?, behind_signs(text, at + 1, end)?),
        Form::Roman => (roman(text.doc.text(first.span))?, behind_signs(text, at + 1, end)?),
        Form::Named => {
            let point = |m| text.is(m, Term::ActPoint) || text.is(m, Term::ActNumber);
            let m = text.mark_at(at).filter(|m| point(*m) && first.case != Case::Lower)?;
            let n = m.end as usize;
            (
                number(token(n)?)?,
                behind_signs(text, n + 1, end).or_else(|| outline::behind_small_words(text, n + 1, end))?,
            )
        }
    };
    let word = token(title)?;
    let apart = word.gap == Gap::Space || form == Form::Arabic && word.gap == Gap::None;
    let opens = word.kind == Kind::Word && matches!(word.case, Case::Title | Case::Upper) && apart;
    (opens && word.span.end - word.span.start > 2).then_some((rank, title))
}

/// Whether a sentence ends before a token.
fn is_closed(text: &Text<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| text.tokens.get(b));
    // A page of a web copy begins with its number.
    let page = |b: &Token| b.kind == Kind::Number && b.gap == Gap::Line;
    // « FINANCES 3 - Taxe »
    let rubric = |b: &Token| b.kind == Kind::Word && b.case == Case::Upper && b.span.end - b.span.start >= RUBRIC;
    before.is_none_or(|b| {
        matches!(b.sign, '.' | ';' | '!' | '?' | '»' | '"' | ')')
            || text.tokens[at].gap == Gap::Line
            || page(b)
            || rubric(b)
            || voted(text, at)
    })
}

/// Behind « ) », « ° - », « : »: one sign at least.
fn behind_signs(text: &Text<'_>, from: usize, end: usize) -> Option<usize> {
    let sign = |i: usize| matches!(text.tokens[i].sign, ')' | '.' | '/' | '°' | '-' | '–' | ':');
    let title = (from..end).find(|i| !sign(*i))?;
    (title > from).then_some(title)
}

/// « IV » → 4, up to twenty.
fn roman(s: &str) -> Option<u32> {
    const NUMERALS: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX",
    ];
    NUMERALS.iter().position(|n| *n == s).map(|n| n as u32 + 1)
}
