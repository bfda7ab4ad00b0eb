//! Votes in tables: a head with « Pour », « Contre », « Abstention », then a row of numbers, or a row for each group and
//! a total.

use super::votes::SIDES;
use crate::grammar::list::List;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::{At, Cell, Span};
use std::ops::Range;

/// Rows that a table may have below its head.
const LONGEST: usize = 120;
/// Longest head cell, in tokens: « Ne prend pas part au vote ».
const HEAD_CELL: usize = 8;

/// The counts of the first vote table in a stretch, by side.
#[must_use]
pub fn read(text: &Text<'_>, lines: Range<usize>) -> Option<[Option<At<u32>>; 4]> {
    lines.clone().find_map(|line| {
        let columns = head(text, line)?;
        let rows: Vec<usize> =
            (line + 1..lines.end).take_while(|l| text.doc.lines[*l].cells.len() >= 2).take(40).collect();
        let total = rows.iter().copied().find(|l| is_total(text, *l));
        let row = total.or(if rows.len() == 1 { rows.first().copied() } else { None })?;
        let mut out: [Option<At<u32>>; 4] = Default::default();
        for (side, column) in columns {
            out[side] = cell_under(text, row, &column).and_then(|c| number(text, c));
        }
        out.iter().any(Option::is_some).then_some(out)
    })
}

/// The counts of one row, under the vote columns of the table that it stands in.
#[must_use]
pub fn columns_above(text: &Text<'_>, row: usize) -> Option<[Option<At<u32>>; 4]> {
    let columns = (row.saturating_sub(LONGEST)..row)
        .rev()
        .take_while(|l| text.doc.lines[*l].cells.len() >= 2 || !text.doc.lines[*l].gap_before)
        .find_map(|l| head(text, l))?;
    let mut out: [Option<At<u32>>; 4] = Default::default();
    for (side, column) in columns {
        out[side] = cell_under(text, row, &column).and_then(|c| number(text, c));
    }
    Some(out)
}

/// The names in the cells of the row that gives the counts, by side: « 2 (M. X, Mme Y) ».
#[must_use]
pub fn names(text: &Text<'_>, lines: Range<usize>) -> [Option<Span>; 4] {
    let mut out = [None; 4];
    let Some(line) = lines.clone().find(|l| head(text, *l).is_some()) else { return out };
    let row = line + 1;
    if !lines.contains(&row) || text.doc.lines[row].cells.len() < 2 {
        return out;
    }
    for (side, column) in head(text, line).unwrap_or_default() {
        let inside = cell_under(text, row, &column).and_then(|cell| {
            let s = text.doc.text(cell.span);
            let (open, close) = (s.find('(')?, s.rfind(')')?);
            (open + 1 < close).then(|| Span::new(cell.span.start + open as u32 + 1, cell.span.start + close as u32))
        });
        out[side] = inside;
    }
    out
}

/// Whether the row below the head of a vote table has a count under a side.
#[must_use]
pub fn counts_below(text: &Text<'_>, line: usize) -> bool {
    let below = line + 1;
    let row = text.doc.lines.get(below).is_some_and(|l| l.cells.len() >= 2);
    row && head(text, line)
        .unwrap_or_default()
        .iter()
        .any(|(_, column)| cell_under(text, below, column).and_then(|c| number(text, c)).is_some())
}

/// The columns of a vote table's head: two sides at the least.
#[must_use]
pub fn head(text: &Text<'_>, line: usize) -> Option<Vec<(usize, Cell)>> {
    let info = &text.doc.lines[line];
    if info.cells.len() < 2 {
        return None;
    }
    let mut out = Vec::new();
    for cell in text.doc.cells_of(info) {
        let toks = text.within(cell.span);
        if toks.len() > HEAD_CELL {
            continue;
        }
        let side = text.marks_in(toks).iter().find_map(|m| SIDES.iter().find(|(t, _)| text.is(*m, *t)));
        let numeric = toks.slice().iter().any(|t| t.kind == Kind::Number);
        if let Some((_, side)) = side.filter(|_| !numeric) {
            out.push((*side, *cell));
        }
    }
    (out.len() >= 2).then_some(out)
}

fn is_total(text: &Text<'_>, line: usize) -> bool {
    let s = text.doc.text(text.doc.lines[line].span);
    text.lexicon.lists_cell(List::Total, s)
}

/// The cell of a row that stands under a column.
fn cell_under(text: &Text<'_>, line: usize, column: &Cell) -> Option<Cell> {
    let middle = (column.x0 + column.x1) / 2.0;
    text.doc
        .cells_of(&text.doc.lines[line])
        .iter()
        .copied()
        .min_by(|a, b| {
            let d = |c: &Cell| ((c.x0 + c.x1) / 2.0 - middle).abs();
            d(a).total_cmp(&d(b))
        })
        .filter(|c| c.x0 <= column.x1 + 1.0 && c.x1 + 1.0 >= column.x0)
}

/// The number that is all of a cell, or stands before names in brackets: « 2 (M. X, Mme Y) », « 47 voix ».
fn number(text: &Text<'_>, cell: Cell) -> Option<At<u32>> {
    let s = text.doc.text(cell.span).trim();
    let s = s.split_once('(').map_or(s, |(n, _)| n.trim_end());
    let voices = s.rsplit_once(' ').filter(|(_, word)| text.lexicon.lists(List::Voices, word));
    let s = voices.map_or(s, |(n, _)| n.trim_end());
    let n = s.parse().ok().filter(|n: &u32| *n < 1000)?;
    Some(At::new(n, cell.span))
}
