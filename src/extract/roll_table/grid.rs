//! Which head a cell stands under.
//!
//! A table of markup keeps its empty cells, and the place in the row tells. In a text layout only what is printed is a cell; it
//! belongs to the head that stands nearest.

use super::cell;
use crate::grammar::text::Text;
use crate::page::{Cell, Role, Span};

/// So many rows below a head tell what its columns hold.
const SAMPLE: usize = 12;
/// So many lines are searched for them.
const REACH: usize = 30;

/// The heads of a table, each with its place.
pub struct Grid {
    /// From left to right; that of a column without a head has no words.
    pub heads: Vec<Cell>,
    /// The place of the one without words.
    pub added: Option<usize>,
    markup: bool,
}

impl Grid {
    /// The heads in a line, as printed.
    pub fn plain(text: &Text<'_>, line: usize) -> Self {
        let info = &text.doc.lines[line];
        let markup = matches!(info.role, Role::TableHead | Role::TableRow);
        Self { heads: text.doc.cells_of(info).to_vec(), added: None, markup }
    }

    /// The heads in a line, and that of a column of names that has none.
    pub fn of(text: &Text<'_>, line: usize) -> Self {
        let mut out = Self::plain(text, line);
        if !out.markup
            && let Some(own) = out.unheaded(text, line)
        {
            let at = out.heads.partition_point(|h| h.x0 < own.x0);
            out.heads.insert(at, own);
            out.added = Some(at);
        }
        out
    }

    /// « ·   Présent   Excusé   Absent » over « LERAY Anne   X »: in a text layout the column of names may have no head. Its
    /// names stand apart from all heads.
    fn unheaded(&self, text: &Text<'_>, line: usize) -> Option<Cell> {
        let apart = |c: &&Cell| self.heads.iter().all(|h| h.x0.max(c.x0) > h.x1.min(c.x1));
        let mut hull: Option<Cell> = None;
        let (mut found, mut under) = (0, 0);
        for row in sample(text, line) {
            let cells = text.doc.cells_of(&text.doc.lines[row]);
            let named = |c: &&Cell| cell::names(text, c);
            let Some(c) = cells.iter().filter(apart).find(named) else {
                under += usize::from(cells.iter().any(|c| cell::names(text, c)));
                continue;
            };
            // Names in a column between two rubrics of names are of one of them.
            let told = |c: &Cell| cell::ticked(text, text.doc.text(c.span)) || cell::status_word(text, c).is_some();
            if !cells.iter().any(told) {
                continue;
            }
            found += 1;
            let (x0, x1) = hull.map_or((c.x0, c.x1), |h| (h.x0.min(c.x0), h.x1.max(c.x1)));
            // Empty, at the start of the head's line.
            let start = self.heads.first().map_or(0, |h| h.span.start);
            hull = Some(Cell { span: Span { start, end: start }, x0, x1 });
        }
        hull.filter(|_| found >= 2 && found > under)
    }

    /// The filled cells of a row, each with the place of its head.
    pub fn cells(&self, text: &Text<'_>, line: usize) -> Vec<(usize, Cell)> {
        let info = &text.doc.lines[line];
        let mut cells = text.doc.cells_of(info).to_vec();
        // A line that is not cut into columns is one cell.
        if cells.is_empty() && !text.line(line).is_empty() {
            cells.push(Cell { span: info.span, x0: info.indent, x1: info.indent });
        }
        let whole = self.markup && cells.len() <= self.heads.len();
        let filled = |c: &Cell| !text.doc.text(c.span).trim().is_empty();
        let place = |i: usize, c: &Cell| if whole { i } else { self.nearest(c) };
        cells.iter().enumerate().filter(|(_, c)| filled(c)).map(|(i, c)| (place(i, c), *c)).collect()
    }

    /// The cell of a row under a head.
    pub fn under(&self, text: &Text<'_>, line: usize, place: usize) -> Option<Cell> {
        self.cells(text, line).into_iter().find(|(i, _)| *i == place).map(|(_, c)| c)
    }

    /// The head that stands nearest.
    fn nearest(&self, c: &Cell) -> usize {
        // Cells of a ruled table touch: of two columns that a cell meets it stands in the one whose middle is nearer.
        let near = self.heads.iter().enumerate().min_by(|a, b| {
            distance(a.1, c).total_cmp(&distance(b.1, c)).then(middles(a.1, c).total_cmp(&middles(b.1, c)))
        });
        near.map_or(0, |(i, _)| i)
    }
}

/// A short line that is not cut into columns, with no gap above: one cell of a row whose others are empty, or a label.
pub fn alone(text: &Text<'_>, line: usize) -> bool {
    const SHORT: usize = 8;
    let info = &text.doc.lines[line];
    let toks = text.line(line);
    !info.gap_before && !toks.is_empty() && toks.len() <= SHORT && text.doc.cells_of(info).is_empty()
}

/// The first rows below a head; what is not cut into columns is passed over, up to a gap behind the first row.
pub fn sample(text: &Text<'_>, line: usize) -> Vec<usize> {
    let markup = text.doc.lines[line].role == Role::TableHead;
    let mut out = Vec::new();
    for l in line + 1..(line + 1 + REACH).min(text.doc.lines.len()) {
        let info = &text.doc.lines[l];
        let row = text.doc.cells_of(info).len() >= 2 || !markup && alone(text, l);
        if info.role == Role::Rule {
            continue;
        }
        if markup && !matches!(info.role, Role::TableRow | Role::TableHead) {
            break;
        }
        if !row && info.gap_before && !out.is_empty() && !text.line(l).is_empty() {
            break;
        }
        if row {
            out.push(l);
        }
        if out.len() == SAMPLE {
            break;
        }
    }
    out
}

fn distance(a: &Cell, b: &Cell) -> f32 {
    let overlap = a.x0.max(b.x0) <= a.x1.min(b.x1);
    if overlap { 0.0 } else { middles(a, b) }
}

fn middles(a: &Cell, b: &Cell) -> f32 {
    let mid = |c: &Cell| f32::midpoint(c.x0, c.x1);
    (mid(a) - mid(b)).abs()
}
