//! Marks that count the points of a text that lost its lines: « A) », « b) », « (1) », « § 1 », « 2ème question : », « 1 ».
//!
//! Alone each of them may be anything; those that count on from the first, three at least, are the heads of points.

use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token};
use rustc_hash::FxHashMap;

/// Fewer do not count.
const FEWEST: u32 = 3;

/// A way of counting.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
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
}

const FORMS: [Form; 7] =
    [Form::Capital, Form::Small, Form::Boxed, Form::Paragraph, Form::Ordinal, Form::Sub, Form::Bare];

/// The marks that count on in these lines: the token of each, with the first word of its title.
pub(super) fn find(text: &Text<'_>, lines: &[usize]) -> FxHashMap<usize, usize> {
    let mut found: Vec<Vec<(usize, usize)>> = vec![Vec::new(); FORMS.len()];
    for line in lines {
        let toks = text.line(*line);
        for at in toks.start..toks.end {
            for (form, chain) in FORMS.iter().zip(&mut found) {
                let next = chain.len() as u32 + 1;
                if let Some((rank, title)) = mark(text, *form, at, toks.end)
                    && rank == next
                {
                    chain.push((at, title));
                }
            }
        }
    }
    found.retain(|chain| chain.len() as u32 >= FEWEST);
    found.into_iter().max_by_key(Vec::len).unwrap_or_default().into_iter().collect()
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
    let closed = at
        .checked_sub(1)
        .and_then(|b| text.tokens.get(b))
        .is_none_or(|b| matches!(b.sign, '.' | ';' | '!' | '?' | '»') || first.gap == Gap::Line);
    let (rank, title) = match form {
        Form::Capital => (letter(first, b'A').filter(|_| closed && sign(at + 1, &[')', '.', '/', '-']))?, at + 2),
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
            let rank = number(first).filter(|_| sign(at + 1, &['.']) && closed)?;
            token(at + 2).filter(|t| t.gap == Gap::None).and_then(number)?;
            (rank, at + 3)
        }
        Form::Bare => (number(first).filter(|_| closed)?, at + 1),
    };
    let word = token(title)?;
    let opens = word.kind == Kind::Word && matches!(word.case, Case::Title | Case::Upper) && word.gap == Gap::Space;
    (opens && word.span.end - word.span.start > 2).then_some((rank, title))
}
