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
/// Columns stand at least so far apart, in columns of a text.
const WIDE: f32 = 3.0;

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
        Self { heads: cut(text, line), added: None, markup }
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
            let cells = cut(text, row);
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
        let cells = cut(text, line);
        let whole = self.markup && cells.len() <= self.heads.len();
        let filled = |c: &Cell| !text.doc.text(c.span).trim().is_empty();
        let place = |i: usize, c: &Cell| if whole { i } else { self.nearest(c) };
        let mut out: Vec<(usize, Cell)> = Vec::new();
        for (i, c) in cells.into_iter().enumerate().filter(|(_, c)| filled(c)) {
            let at = place(i, &c);
            // « Mme  LERAY Anne » under one head is one cell.
            match out.last_mut().filter(|(k, last)| *k == at && !whole && c.x0 - last.x1 < WIDE) {
                Some((_, last)) => *last = Cell { span: last.span.to(c.span), x0: last.x0, x1: c.x1 },
                None => out.push((at, c)),
            }
        }
        out
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

/// The cells of a line. In a text layout two spaces may be all that is left between a long name and the next column; a line
/// without any gap is one cell.
pub fn cut(text: &Text<'_>, line: usize) -> Vec<Cell> {
    let info = &text.doc.lines[line];
    let cells = text.doc.cells_of(info);
    if matches!(info.role, Role::TableHead | Role::TableRow) {
        return cells.to_vec();
    }
    if cells.is_empty() && !text.line(line).is_empty() {
        let width = text.doc.text(info.span).chars().count() as f32;
        return parts(text, Cell { span: info.span, x0: info.indent, x1: info.indent + width });
    }
    cells.iter().flat_map(|c| parts(text, *c)).collect()
}

/// Whether a line may be a head: cut into columns, or with two spaces between short prints. In a sentence that is set to the
/// width of its page two spaces say nothing.
pub fn in_columns(text: &Text<'_>, line: usize) -> bool {
    const WORDS: usize = 4;
    let cells = cut(text, line);
    let short = |c: &Cell| text.doc.text(c.span).split_whitespace().count() <= WORDS;
    cells.len() >= 2 && (!text.doc.cells_of(&text.doc.lines[line]).is_empty() || cells.iter().all(short))
}

/// A cell cut at its wide spaces.
fn parts(text: &Text<'_>, cell: Cell) -> Vec<Cell> {
    let print = text.doc.text(cell.span);
    if !print.trim().contains("  ") {
        return vec![cell];
    }
    // The measure of the layout: columns of a text, points of a page.
    let unit = (cell.x1 - cell.x0) / (print.chars().count().max(1) as f32);
    let mut out = Vec::new();
    let mut from = 0;
    for part in print.split("  ") {
        let start = from + (part.len() - part.trim_start().len());
        let word = part.trim();
        from += part.len() + 2;
        if word.is_empty() {
            continue;
        }
        let x0 = cell.x0 + unit * print[..start].chars().count() as f32;
        let span = Span { start: cell.span.start + start as u32, end: cell.span.start + (start + word.len()) as u32 };
        out.push(Cell { span, x0, x1: x0 + unit * word.chars().count() as f32 });
    }
    out
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
        let row = cut(text, l).len() >= 2 || !markup && alone(text, l);
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
