//! Loose cells: tables whose cells were copied each to a paragraph of its own (« Maçonnerie », « BRUNEAU Frères »,
//! « 21 408,16 € »). They look like titles. And rows of a budget, « 2031-041 Frais d'études │ + 12 640,00 € », whose codes look
//! like numbers of acts.

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

/// Whether a line is a row of a budget: a code of its chapters, a sum in the last cell, and another such row beside it.
pub(super) fn is_budget_row(text: &Text<'_>, line: usize) -> bool {
    let row = |l: usize| l < text.doc.body_len && opens_with_code(text, l) && ends_in_sum(text, l);
    row(line) && (row(line + 1) || line.checked_sub(1).is_some_and(row))
}

/// « 2313-112 », « 014 – 73925 », « 6542 Créances ». A year opens the number of an act; the first account that looks like one
/// is 2031.
fn opens_with_code(text: &Text<'_>, line: usize) -> bool {
    /// The longest code of the budget in figures.
    const LONGEST: usize = 6;
    let toks = text.line(line);
    let Some(first) = toks.first().filter(|t| t.kind == Kind::Number) else { return false };
    let print = text.doc.text(first.span);
    let year = print.len() == 4 && print.parse().is_ok_and(|n: u32| (1950..=2030).contains(&n));
    let joined = toks.get(1).is_some_and(|t| t.sign == '-') && toks.get(2).is_some_and(|t| t.kind == Kind::Number);
    !year && print.len() <= LONGEST && (joined || print.len() >= 3)
}

/// Whether the last cell of a line holds a sum with cents and nothing else.
fn ends_in_sum(text: &Text<'_>, line: usize) -> bool {
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    let Some(cell) = cells.last().filter(|_| cells.len() >= 2) else { return false };
    let print = text.doc.text(cell.span).trim_end_matches('€').trim_end();
    let cents =
        print.rsplit_once([',', '.']).is_some_and(|(_, c)| c.len() == 2 && c.bytes().all(|b| b.is_ascii_digit()));
    cents
        && print
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '+' | '-' | '–' | '\''))
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
