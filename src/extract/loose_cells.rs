//! Loose cells: tables whose cells were copied each to a paragraph of its own (« Maçonnerie », « BRUNEAU Frères »,
//! « 21 408,16 € »). They look like titles.

use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;

/// The longest cell, in bytes.
const LONGEST: usize = 50;
/// How many cells on each side are looked at.
const NEAR: usize = 5;
/// How many of them hold a sum and nothing else.
const SUMS: usize = 2;

/// Whether a line is one: cells stand before and behind it, and sums among those near.
pub(super) fn holds(text: &Text<'_>, line: usize) -> bool {
    if !text.doc.lines[line].gap_before || !is_cell(text, line) {
        return false;
    }
    let filled = |l: &usize| !text.line(*l).is_empty();
    let before: Vec<usize> = (0..line).rev().filter(filled).take(NEAR).take_while(|l| is_cell(text, *l)).collect();
    let behind: Vec<usize> =
        (line + 1..text.doc.body_len).filter(filled).take(NEAR).take_while(|l| is_cell(text, *l)).collect();
    let sums = before.iter().chain(&behind).filter(|l| is_sum(text, **l)).count();
    !before.is_empty() && !behind.is_empty() && sums >= SUMS
}

/// A short paragraph that is no sentence.
fn is_cell(text: &Text<'_>, line: usize) -> bool {
    let info = &text.doc.lines[line];
    let print = text.doc.text(info.span).trim();
    info.cells.len() <= 1 && print.len() <= LONGEST && !print.ends_with(['.', ':', ';', ','])
}

/// « 21 408,16 € », « 850 »
fn is_sum(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    let unit = |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::MoneyCurrency));
    let word = |i: &usize| text.tokens[*i].kind == Kind::Word && !unit(*i);
    toks.slice().iter().any(|t| t.kind == Kind::Number) && !(toks.start..toks.end).any(|i| word(&i))
}
