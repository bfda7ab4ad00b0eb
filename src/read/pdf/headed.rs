//! Tables without lines below a bold head: « Présents │ Représentant ». The head tells the columns, so that a row of fewer
//! cells keeps its places, and how far its first row is below tells rows from the lines of a cell.

use super::out::{Out, Part};
use super::rows::{Segment, Strip};
use super::words::Words;
use crate::page::Role;

/// Cells begin or end on one edge, or have one middle, within so many points.
const EDGE: f32 = 1.0;
/// Rows further apart, in sizes of letters, are of no one table.
const FAR: f32 = 2.6;
/// Lines nearer than this stand beside each other: cells are centred on their rows.
const NEAR: f32 = 0.85;
/// Lines of one cell are nearer than rows by so much, in sizes of letters…
const WITHIN: f32 = 0.06;
/// …and no further apart.
const LINE: f32 = 1.6;
/// Steps from row to row are one within so much, in sizes of letters.
const STEP: f32 = 0.15;
/// What stands further in than the text around is part of the table, in points.
const INDENT: f32 = 2.0;
/// Rows of one table.
const ROWS: usize = 400;

/// A column: the head's edges, and those of all that stands in it.
struct Column {
    head: (f32, f32),
    all: (f32, f32),
}

/// A row as read: for each column the lines of its cell.
type Cells<'r, 'g> = Vec<Vec<&'r Strip<'g>>>;

/// The table whose head stands at row `at`, and the row behind it.
pub(super) fn table(words: &Words, rows: &[&[Strip<'_>]], at: usize) -> Option<(Vec<Out>, usize)> {
    let head = rows.get(at).copied().filter(|r| r.len() >= 2 && r.iter().all(|s| is_head(words, s)))?;
    let mut columns: Vec<Column> = head.iter().map(|s| Column { head: (s.x0, s.x1), all: (s.x0, s.x1) }).collect();
    let mut table: Vec<Cells<'_, '_>> = vec![head.iter().map(|s| vec![s]).collect()];
    let mut at_row = at + 1;
    // The head's own further lines.
    while let Some((row, step)) =
        next(rows, at_row).filter(|(r, step)| *step < LINE && r.iter().all(|s| bold(words, s)))
    {
        if step < NEAR || !add(&mut columns, row, table.last_mut()?, false) {
            return None;
        }
        at_row += 1;
    }
    let row_step = next(rows, at_row).map(|(_, step)| step).filter(|step| (NEAR..FAR).contains(step))?;
    // Behind the last row that is surely one, and how many rows have several cells.
    let (mut sure, mut end, mut full, mut widest) = (1, at_row, 0, 0);
    let indented = || {
        let margin = |r: &&[Strip<'_>]| r.first().map_or(f32::MAX, |s| s.x0);
        rows.iter().map(margin).fold(f32::MAX, f32::min) < head[0].x0 - INDENT
    };
    while let Some((row, step)) = next(rows, at_row).filter(|_| table.len() < ROWS) {
        if step < NEAR {
            return None;
        }
        if step > FAR || row.iter().all(|s| bold(words, s)) {
            break;
        }
        let goes_on = table.len() > 1 && step < LINE && step < row_step - WITHIN;
        if goes_on {
            if !add(&mut columns, row, table.last_mut()?, false) {
                break;
            }
        } else {
            let single = row.len() == 1;
            if single && (step - row_step).abs() > STEP {
                break;
            }
            let mut cells: Cells<'_, '_> = columns.iter().map(|_| Vec::new()).collect();
            if !add(&mut columns, row, &mut cells, true) {
                break;
            }
            table.push(cells);
            (full, widest) = (full + usize::from(!single), widest.max(row.len()));
        }
        at_row += 1;
        let several = table.last().is_some_and(|c| c.iter().filter(|l| !l.is_empty()).count() > 1);
        if several || indented() {
            (sure, end) = (table.len(), at_row);
        }
    }
    if full < 2 && (full < 1 || widest < 3) {
        return None;
    }
    table.truncate(sure);
    let lines = table.iter().enumerate().map(|(k, cells)| line(&columns, cells, k == 0)).collect();
    Some((lines, end))
}

/// A row, and how far it stands below the one above, in sizes of its letters.
fn next<'r, 'g>(rows: &[&'r [Strip<'g>]], at: usize) -> Option<(&'r [Strip<'g>], f32)> {
    let (above, row) = (rows.get(at.checked_sub(1)?)?, rows.get(at)?);
    let y = |r: &[Strip<'_>]| r.iter().map(|s| s.y).reduce(f32::max);
    let size = row.iter().fold(1f32, |m, s| m.max(s.size));
    Some((row, (y(row)? - y(above)?) / size))
}

/// Adds the strips of a row to the cells of their columns; whether each has one.
fn add<'r, 'g>(columns: &mut [Column], row: &'r [Strip<'g>], cells: &mut Cells<'r, 'g>, begins: bool) -> bool {
    let mut from = 0;
    let mut found = Vec::with_capacity(row.len());
    for s in row {
        let Some(k) = place(columns, s).filter(|k| *k >= from) else { return false };
        // What goes on stands below its cell.
        if !begins && cells.get(k).is_none_or(Vec::is_empty) {
            return false;
        }
        found.push(k);
        from = k + 1;
    }
    for (s, k) in row.iter().zip(found) {
        if let (Some(cell), Some(column)) = (cells.get_mut(k), columns.get_mut(k)) {
            cell.push(s);
            column.all = (column.all.0.min(s.x0), column.all.1.max(s.x1));
        }
    }
    true
}

/// The column that a strip stands in: it shares an edge or the middle with its head, or lies below it and no other.
fn place(columns: &[Column], s: &Strip<'_>) -> Option<usize> {
    let over = |c: &Column| s.x1.min(c.all.1) - s.x0.max(c.all.0) > EDGE;
    let mut below = columns.iter().enumerate().filter(|(_, c)| over(c)).map(|(k, _)| k);
    let (first, second) = (below.next(), below.next());
    if second.is_some() {
        return None;
    }
    let edge = |c: &Column| (c.head.0 - s.x0).abs() < EDGE || (c.head.1 - s.x1).abs() < EDGE;
    first.or_else(|| columns.iter().position(edge))
}

fn bold(words: &Words, s: &Strip<'_>) -> bool {
    s.words.iter().filter_map(|i| words.list.get(*i as usize)).all(|w| w.bold)
}

/// A head is bold, and a word rather than a figure or a label.
fn is_head(words: &Words, s: &Strip<'_>) -> bool {
    let last = s.words.last().and_then(|i| words.list.get(*i as usize)).map_or("", |w| words.of(w));
    let text = s.words.iter().filter_map(|i| words.list.get(*i as usize)).map(|w| words.of(w));
    let (mut letters, mut digits) = (0, 0);
    for c in text.flat_map(str::chars) {
        letters += usize::from(c.is_alphabetic() || c == '°');
        digits += usize::from(c.is_ascii_digit());
    }
    bold(words, s) && letters > digits && !last.ends_with(':')
}

/// One row, a cell for each column.
fn line(columns: &[Column], cells: &Cells<'_, '_>, head: bool) -> Out {
    let part = |(column, lines): (&Column, &Vec<&Strip<'_>>)| Part {
        lines: lines.iter().map(|s| Segment::from(**s)).collect(),
        edges: Some(column.all),
    };
    let role = if head { Role::TableHead } else { Role::TableRow };
    Out { role, ..Out::plain(columns.iter().zip(cells).map(part).collect()) }
}
