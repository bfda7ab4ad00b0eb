//! Votes in tables: a head with « Pour », « Contre », « Abstention », then a row of numbers, or a row for each group and
//! a total.

use super::vote_names::starts_person;
use super::votes::SIDES;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::{At, Cell, Role, Span};
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
        let lone = || rows.first().copied().filter(|_| rows.len() == 1 || counts_once(text, &rows, &columns));
        let row = total.or_else(lone)?;
        let out = counts(text, row, &columns);
        out.iter().any(Option::is_some).then_some(out)
    })
}

/// The counts of a row under the columns of a head.
fn counts(text: &Text<'_>, row: usize, columns: &[(usize, Cell)]) -> [Option<At<u32>>; 4] {
    let mut out: [Option<At<u32>>; 4] = Default::default();
    for (side, column) in columns {
        out[*side] = cell_under(text, row, column).and_then(|c| number(text, c));
    }
    out
}

/// « Pour │ Contre⏎22 │ 2⏎│ M. X⏎│ Mme Y »: the first row counts, those below name.
fn counts_once(text: &Text<'_>, rows: &[usize], columns: &[(usize, Cell)]) -> bool {
    let counted = |row: &usize| counts(text, *row, columns).iter().flatten().count();
    rows.first().is_some_and(|r| counted(r) >= 2) && rows.iter().skip(1).all(|r| counted(r) == 0)
}

/// The counts of one row, under the vote columns of the table that it stands in.
#[must_use]
pub fn columns_above(text: &Text<'_>, row: usize) -> Option<[Option<At<u32>>; 4]> {
    let columns = (row.saturating_sub(LONGEST)..row)
        .rev()
        .take_while(|l| text.doc.lines[*l].cells.len() >= 2 || !text.doc.lines[*l].gap_before)
        .find_map(|l| head(text, l))?;
    Some(counts(text, row, &columns))
}

/// The names in the cells of the row that gives the counts, « 2 (M. X, Mme Y) », or in those below, by side.
#[must_use]
pub fn names(text: &Text<'_>, lines: Range<usize>) -> [Vec<Span>; 4] {
    let mut out: [Vec<Span>; 4] = Default::default();
    let Some((line, columns)) = lines.clone().find_map(|l| Some((l, head(text, l)?))) else { return out };
    let row = line + 1;
    if !lines.contains(&row) || text.doc.lines[row].cells.len() < 2 {
        return out;
    }
    let below: Vec<usize> =
        (row + 1..lines.end.min(row + NAMED)).take_while(|l| !text.doc.lines[*l].gap_before).collect();
    for (side, column) in &columns {
        out[*side].extend(cell_under(text, row, column).and_then(|cell| in_bracket(text, cell)));
        if out[*side].is_empty() && counts_once(text, &[row], &columns) {
            let own = |c: &Cell| !columns.iter().any(|(_, other)| apart(c, other) < apart(c, column));
            let cells = below.iter().filter_map(|l| cell_under(text, *l, column));
            out[*side] = cells.filter(own).map(|c| c.span).collect();
        }
    }
    out
}

/// « Conseiller │ Pour │ Contre │ Abstention »: each row names a voter and marks his side. The names, by side.
#[must_use]
pub fn called(text: &Text<'_>, lines: Range<usize>) -> [Vec<Span>; 4] {
    const LONGEST_MARK: usize = 2;
    let mut out: [Vec<Span>; 4] = Default::default();
    let Some((line, columns)) = lines.clone().find_map(|l| Some((l, head(text, l)?))) else { return out };
    let marked = |c: &Cell| (1..=LONGEST_MARK).contains(&text.doc.text(c.span).trim().chars().count());
    for row in line + 1..lines.end.min(line + LONGEST) {
        let info = &text.doc.lines[row];
        if info.role == Role::Rule {
            continue;
        }
        let [name, ..] = text.doc.cells_of(info) else { break };
        // « M. X (représenté par Mme Y) »: the row is his.
        let own = text.doc.text(name.span).split('(').next().map_or(0, str::len) as u32;
        let name = Span::new(name.span.start, name.span.start + own);
        if is_total(text, row) || !starts_person(text, text.within(name)) {
            continue;
        }
        let sides = columns.iter().filter(|(_, c)| cell_under(text, row, c).is_some_and(|c| marked(&c)));
        if let [side] = sides.map(|(side, _)| *side).collect::<Vec<_>>()[..] {
            out[side].push(name);
        }
    }
    out
}

/// Rows of names below the counts.
const NAMED: usize = 20;

/// What stands between the brackets of a cell.
fn in_bracket(text: &Text<'_>, cell: Cell) -> Option<Span> {
    let s = text.doc.text(cell.span);
    let (open, close) = (s.find('(')?, s.rfind(')')?);
    (open + 1 < close).then(|| Span::new(cell.span.start + open as u32 + 1, cell.span.start + close as u32))
}

/// The cells below « Ne prend pas part au vote », where this is the head of a column among others that are no sides: who is
/// away for one row of a table of grants.
#[must_use]
pub fn away(text: &Text<'_>, lines: Range<usize>) -> Vec<Span> {
    let mut out = Vec::new();
    let Some((line, column)) = lines.clone().find_map(|l| Some((l, away_column(text, l)?))) else { return out };
    for row in line + 1..lines.end {
        let info = &text.doc.lines[row];
        if info.role != Role::Rule && info.cells.len() < 2 {
            break;
        }
        let cell = cell_under(text, row, &column).filter(|c| !c.span.is_empty());
        let named = |c: &Cell| text.within(c.span).slice().iter().all(|t| t.kind != Kind::Number);
        out.extend(cell.filter(named).map(|c| c.span));
    }
    out
}

/// The cell of a head that is « Ne prend pas part » and no more.
fn away_column(text: &Text<'_>, line: usize) -> Option<Cell> {
    let info = &text.doc.lines[line];
    if info.cells.len() < 2 || head(text, line).is_some() {
        return None;
    }
    let whole = |c: &Cell| {
        let toks = text.within(c.span);
        text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::NotVoting) && m.end as usize >= toks.end)
    };
    let next = text.doc.lines.iter().skip(line + 1).find(|l| l.role != Role::Rule);
    let table = next.is_some_and(|l| l.cells.len() >= 2);
    text.doc.cells_of(info).iter().copied().skip(1).find(|c| table && whole(c))
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

/// How far the middles of two cells are from each other.
fn apart(a: &Cell, b: &Cell) -> f32 {
    ((a.x0 + a.x1) - (b.x0 + b.x1)).abs() / 2.0
}

/// The cell of a row that stands under a column.
fn cell_under(text: &Text<'_>, line: usize, column: &Cell) -> Option<Cell> {
    let info = &text.doc.lines[line];
    let letters = text.doc.text(info.span).chars().count() as f32;
    // « LE GUEN », alone in its column.
    let lone = Cell { span: info.span, x0: info.indent, x1: info.indent + letters };
    let cells = text.doc.cells_of(info);
    let lone = cells.is_empty().then_some(lone);
    cells
        .iter()
        .copied()
        .chain(lone)
        .min_by(|a, b| apart(a, column).total_cmp(&apart(b, column)))
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
