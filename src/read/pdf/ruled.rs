//! The text of ruled tables: rows with one line a row, or what their cells hold one after the other.

use super::grid::{Cell, Grid};
use super::layout::region;
use super::out::{Out, Part, Parts};
use super::rows::{self, Segment, Strip};
use super::words::Words;
use crate::page::Role;
use smallvec::smallvec;

/// Characters from which a cell is a block of text and no field.
const LONG_CELL: usize = 240;

/// Characters of an item in a list of names.
const LONG_ITEM: usize = 42;

/// Whether what a grid holds is a table: words in two columns of one row at the least.
pub(super) fn is_table(words: &Words, grid: &Grid, ids: &[u32]) -> bool {
    let mut used = vec![false; grid.cells.len()];
    for k in ids.iter().filter_map(|i| cell_of(words, grid, *i)) {
        used[k] = true;
    }
    let filled: Vec<&Cell> = grid.cells.iter().zip(&used).filter(|(_, u)| **u).map(|(c, _)| c).collect();
    filled
        .iter()
        .any(|a| filled.iter().any(|b| a.columns.1 <= b.columns.0 && a.rows.0 < b.rows.1 && b.rows.0 < a.rows.1))
}

fn cell_of(words: &Words, grid: &Grid, i: u32) -> Option<usize> {
    let w = words.list.get(i as usize)?;
    grid.cell(f32::midpoint(w.x0, w.x1), w.y - 0.3 * w.size)
}

/// How many brackets a line opens and does not close: « (représentée⏎par M. X) » goes on.
fn brackets(words: &Words, line: &Segment) -> i32 {
    let signs = line.words.iter().filter_map(|i| words.list.get(*i as usize)).flat_map(|w| words.of(w).chars());
    signs.fold(0, |n, c| n + i32::from(c == '(') - i32::from(c == ')'))
}

/// What one cell holds: its printed lines, and which of them begin a line of their own.
struct Content {
    ids: Vec<u32>,
    lines: Vec<Segment>,
    starts: Vec<usize>,
    chars: usize,
}

impl Content {
    fn of(words: &mut Words, ids: Vec<u32>, (x0, x1): (f32, f32), open: bool) -> Self {
        let lines: Vec<Segment> = rows::rows(words, &ids)
            .into_iter()
            .map(|group| {
                // Inside a cell a gap is a space.
                let strips = rows::strips(words, &group, rows::CELL_GAP);
                let x1 = strips.iter().fold(f32::MIN, |m, s| m.max(s.x1));
                let Some(&Strip { x0, y, size, .. }) = strips.first() else { return Segment::default() };
                Segment { words: group.words, x0, x1, y, size }
            })
            .collect();
        let chars =
            ids.iter().filter_map(|i| words.list.get(*i as usize)).map(|w| (w.text.1 - w.text.0) as usize).sum();
        let left = lines.iter().fold(f32::MAX, |m, s| m.min(s.x0));
        let room = x1 - left - 0.5 * (left - x0).clamp(1.0, 8.0);
        let (mut starts, mut bracket) = (Vec::new(), 0);
        for (k, line) in lines.iter().enumerate() {
            let wraps = k.checked_sub(1).and_then(|b| lines.get(b)).is_some_and(|before| {
                let word = rows::first_width(words, &line.words);
                let close = line.y - before.y < 1.8 * line.size.max(before.size);
                let full = (before.x1 - before.x0) + 0.25 * before.size + word > room;
                close && (open || full || k == 1 && bracket > 0)
            });
            bracket += brackets(words, line);
            if !wraps {
                starts.push(k);
            }
        }
        Self { ids, lines, starts, chars }
    }

    /// Takes a short field broken by hand for one line.
    fn join_label(&mut self, longest: usize) {
        let close = |w: &[Segment]| w[1].y - w[0].y < 1.8 * w[1].size.max(w[0].size);
        if self.lines.len() <= 4 && self.chars <= longest && self.lines.windows(2).all(close) {
            self.starts.truncate(1);
        }
    }

    /// Whether it lists what stands below a head, one short line each: names, posts. Prose fills its lines.
    fn is_list(&self) -> bool {
        // Where lines are left free, each stands beside what it belongs to.
        let close = |w: &[Segment]| w[1].y - w[0].y < 1.8 * w[1].size.max(w[0].size);
        let short = self.chars <= self.starts.len() * LONG_ITEM || self.lines.len() <= 2;
        short && self.lines.windows(2).all(close)
    }

    /// The `k`-th line of its own, with the printed lines that it wraps over.
    fn logical(&self, k: usize) -> Vec<Segment> {
        let Some(&from) = self.starts.get(k) else { return Vec::new() };
        let to = self.starts.get(k + 1).copied().unwrap_or(self.lines.len());
        self.lines.get(from..to).unwrap_or(&[]).to_vec()
    }
}

/// Lays out a ruled table.
pub(super) fn lay_out(words: &mut Words, grid: &Grid, ids: &[u32], out: &mut Vec<Out>) {
    let columns = grid.xs.len() - 1;
    let mut by_cell: Vec<Vec<u32>> = vec![Vec::new(); grid.cells.len()];
    for i in ids {
        if let Some(k) = cell_of(words, grid, *i) {
            by_cell[k].push(*i);
        }
    }
    let start = out.len();
    let (mut whole, mut broken, mut row) = (0usize, 0usize, 0);
    while row + 1 < grid.ys.len() {
        let mut held: Vec<(Cell, Content)> = Vec::new();
        for (cell, ids) in grid.cells.iter().zip(&mut by_cell).filter(|(c, ids)| c.rows.0 == row && !ids.is_empty()) {
            held.push((*cell, Content::of(words, std::mem::take(ids), grid.edges(cell), grid.open)));
        }
        row += 1;
        // Beside two cells and more of one line each, a field broken by hand is one field; heads are always.
        let several = held.iter().filter(|(_, c)| c.starts.len() > 1).count();
        if held.len() >= 3 && (row == 1 || several == 1) {
            // The more fields beside it, the longer it may be.
            let longest = if held.len() >= 4 { LONG_CELL } else { 60 };
            held.iter_mut().for_each(|(_, c)| c.join_label(longest));
        }
        let most = held.iter().map(|(_, c)| c.starts.len()).max().unwrap_or(0);
        let many = held.iter().filter(|(_, c)| c.starts.len() > 1).count();
        let long = held.iter().any(|(_, c)| c.chars > LONG_CELL);
        if held.len() >= 2 && row > 1 && many > 1 && held.iter().all(|(_, c)| c.is_list()) {
            broken += 1;
            for k in 0..most {
                out.push(line(grid, columns, &held, |c| c.logical(k), false));
            }
            continue;
        }
        if held.len() < 2 || (long && held.len() <= 3) {
            broken += usize::from(held.len() > 1);
            for (_, content) in held {
                let from = out.len();
                region(words, &content.ids, 1, out);
                if let Some(first) = out.get_mut(from) {
                    first.apart = true;
                }
            }
            continue;
        }
        if most <= 1 {
            whole += 1;
            out.push(line(grid, columns, &held, |c| c.logical(0), true));
        } else if many == 1 || level(&held) {
            broken += 1;
            for k in 0..most {
                out.push(line(grid, columns, &held, |c| c.logical(k), false));
            }
        } else {
            broken += 1;
            by_baseline(words, grid, &held, out);
        }
    }
    let filled = |o: &Out| o.parts.iter().filter(|p| !p.lines.is_empty()).count();
    let headed = || whole == 2 && columns >= 3 && out.get(start).is_some_and(|o| is_head(words, o, columns));
    if (whole >= 3 || headed()) && broken == 0 && columns >= 2 {
        let mut first = true;
        for o in out.iter_mut().skip(start).filter(|o| o.parts.len() == columns) {
            let head = first && filled(o) >= 2 && !o.parts.iter().any(|p| is_figure(words, p));
            o.role = if head { Role::TableHead } else { Role::TableRow };
            first = false;
        }
    } else {
        // Without roles the grammar goes by the place of what is there.
        for o in out.iter_mut().skip(start) {
            o.parts.retain(|p| !p.lines.is_empty());
        }
    }
}

/// Whether each cell has the same number of lines of its own, at the same heights.
fn level(held: &[(Cell, Content)]) -> bool {
    let ys = |c: &Content| -> Vec<f32> { c.starts.iter().filter_map(|k| c.lines.get(*k)).map(|s| s.y).collect() };
    let first = held.first().map(|(_, c)| ys(c)).unwrap_or_default();
    held.iter().all(|(_, c)| {
        let own = ys(c);
        own.len() == first.len() && own.iter().zip(&first).all(|(a, b)| (a - b).abs() < 3.0)
    })
}

/// One line of a table: a part for each column, empty where nothing stands.
fn line(
    grid: &Grid,
    columns: usize,
    held: &[(Cell, Content)],
    lines: impl Fn(&Content) -> Vec<Segment>,
    all: bool,
) -> Out {
    let mut parts = Parts::with_capacity(columns);
    for column in 0..columns {
        let edges = (grid.xs[column], grid.xs[column + 1]);
        let found = held.iter().find(|(cell, _)| cell.columns.0 == column);
        let (lines, edges) = found.map_or((Vec::new(), edges), |(cell, c)| (lines(c), grid.edges(cell)));
        if all || !lines.is_empty() {
            parts.push(Part { lines: lines.into(), edges: Some(edges) });
        }
    }
    Out::plain(parts)
}

/// A row whose cells hold several lines each: line by line, as printed, cut at the table's borders.
fn by_baseline(words: &mut Words, grid: &Grid, held: &[(Cell, Content)], out: &mut Vec<Out>) {
    let ids: Vec<u32> = held.iter().flat_map(|(_, c)| c.ids.iter().copied()).collect();
    for group in rows::rows(words, &ids) {
        let mut parts = Parts::new();
        for s in rows::segments(words, &group) {
            let middle = f32::midpoint(s.x0, s.x1);
            let column = held.iter().map(|(c, _)| grid.edges(c)).find(|(a, b)| *a <= middle && middle < *b);
            match parts.last_mut() {
                Some(last) if last.edges.is_some() && last.edges == column => {
                    if let Some(line) = last.lines.last_mut() {
                        line.words.extend(s.words);
                        line.x1 = line.x1.max(s.x1);
                    }
                }
                _ => parts.push(Part { lines: smallvec![s], edges: column }),
            }
        }
        out.push(Out::plain(parts));
    }
}

/// Whether a line has words without a digit in every column: the head of a single row, as of counts or of what is left of a
/// table from the page before.
fn is_head(words: &Words, out: &Out, columns: usize) -> bool {
    let worded = |p: &Part| {
        let mut own = p.lines.iter().flat_map(|s| &s.words).filter_map(|i| words.list.get(*i as usize));
        !p.lines.is_empty() && own.all(|w| !words.of(w).contains(|c: char| c.is_ascii_digit()))
    };
    out.parts.len() == columns && out.parts.iter().all(worded)
}

/// Whether a cell holds figures rather than a label.
fn is_figure(words: &Words, part: &Part) -> bool {
    let (mut digits, mut letters) = (0, 0);
    for w in part.lines.iter().flat_map(|s| &s.words).filter_map(|i| words.list.get(*i as usize)) {
        for c in words.of(w).chars() {
            digits += usize::from(c.is_ascii_digit());
            letters += usize::from(c.is_alphabetic());
        }
    }
    digits > letters
}
