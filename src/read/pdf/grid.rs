//! Ruled tables: from crossing lines to a grid, from the grid to cells.

use super::rules::{Rule, Rules};

/// How far apart a line's end and the line that it meets may be, in points.
const TOUCH: f32 = 3.0;
/// Lines of one direction beyond which a page is a drawing.
const MAX_LINES: usize = 600;
/// A table right below another has so many rows.
const LEAST_ROWS: usize = 2;
/// Cells of one table.
const MAX_CELLS: usize = 20_000;

/// A table's cell: grid rows and columns from the first to one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

/// A ruled table.
#[derive(Debug)]
pub(super) struct Grid {
    /// The borders of columns, left to right.
    pub(super) xs: Vec<f32>,
    /// The borders of rows, top to bottom.
    pub(super) ys: Vec<f32>,
    /// Its cells, by row, then by column.
    pub(super) cells: Vec<Cell>,
    /// The index of the cell at each place of the grid, row by row.
    at: Vec<usize>,
    /// Every row has a line below it and columns have none between them: what stands in a place is one field.
    pub(super) open: bool,
}

impl Grid {
    /// A grid without merged cells.
    pub(super) fn plain(xs: Vec<f32>, ys: Vec<f32>) -> Self {
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        let cells = (0..rows * columns)
            .map(|k| (k / columns, k % columns))
            .map(|(row, column)| Cell { rows: (row, row + 1), columns: (column, column + 1) })
            .collect();
        Self { xs, ys, cells, at: (0..rows * columns).collect(), open: true }
    }

    /// The same, with fields told by how their lines wrap.
    pub(super) fn closed(self) -> Self {
        Self { open: false, ..self }
    }

    /// The cell that a point lies in.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<usize> {
        let place = |edges: &[f32], v: f32| {
            let k = edges.partition_point(|e| *e <= v);
            (k > 0 && k < edges.len()).then(|| k - 1)
        };
        let (column, row) = (place(&self.xs, x)?, place(&self.ys, y)?);
        self.at.get(row * (self.xs.len() - 1) + column).copied()
    }

    /// Left, top, right and bottom.
    pub(super) fn bounds(&self) -> [f32; 4] {
        let edge = |v: Option<&f32>| v.copied().unwrap_or(0.0);
        [edge(self.xs.first()), edge(self.ys.first()), edge(self.xs.last()), edge(self.ys.last())]
    }

    /// Left and right edge of a cell.
    pub(super) fn edges(&self, cell: &Cell) -> (f32, f32) {
        let edge = |k: usize| self.xs.get(k).copied().unwrap_or(0.0);
        (edge(cell.columns.0), edge(cell.columns.1))
    }
}

/// The tables of a page, top to bottom: lines that meet, of two columns or rows at the least.
pub(super) fn grids(rules: &Rules) -> Vec<Grid> {
    let (horizontal, vertical) = rules.joined();
    if horizontal.len() < 2 || vertical.len() < 2 || horizontal.len() > MAX_LINES || vertical.len() > MAX_LINES {
        return Vec::new();
    }
    // Lines that meet belong together.
    let n = horizontal.len();
    let mut parent: Vec<usize> = (0..n + vertical.len()).collect();
    for (i, h) in horizontal.iter().enumerate() {
        for (j, v) in vertical.iter().enumerate() {
            if meets(h, v) {
                let (a, b) = (root(&mut parent, i), root(&mut parent, n + j));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut out = Vec::new();
    for first in 0..n {
        if root(&mut parent, first) != first {
            continue;
        }
        let hs: Vec<Rule> = (0..n).filter(|i| root(&mut parent, *i) == first).map(|i| horizontal[i]).collect();
        let vs: Vec<Rule> =
            (0..vertical.len()).filter(|j| root(&mut parent, n + j) == first).map(|j| vertical[j]).collect();
        out.extend(stacked(&hs, &vs).iter().filter_map(|(hs, vs)| grid(hs, vs)));
    }
    out.sort_by(|a, b| a.bounds()[1].total_cmp(&b.bounds()[1]).then(a.bounds()[0].total_cmp(&b.bounds()[0])));
    out
}

/// Tables drawn one right below the other, whose columns have no border in common but the outer ones, are several.
fn stacked(hs: &[Rule], vs: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let (xs, ys) = (edges(vs), edges(hs));
    let inner = xs.get(1..xs.len().saturating_sub(1)).unwrap_or(&[]);
    let borders = |row: &[f32]| -> Vec<f32> {
        let middle = f32::midpoint(row[0], row[1]);
        let drawn = |x: &f32| vs.iter().any(|r| (r.at - x).abs() < 4.5 && r.from <= middle && middle <= r.to);
        inner.iter().copied().filter(drawn).collect()
    };
    let rows: Vec<Vec<f32>> = ys.windows(2).map(borders).collect();
    // Rows of one set of borders; a row without any stands above what follows.
    let (mut cuts, mut count, mut last): (Vec<f32>, Vec<usize>, Option<usize>) = (Vec::new(), vec![0], None);
    for (k, row) in rows.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        let other = last.and_then(|l| rows.get(l)).is_some_and(|l| !l.iter().any(|x| row.contains(x)));
        if other {
            cuts.extend(ys.get(last.map_or(k, |l| l + 1)));
            count.push(0);
        }
        if let Some(n) = count.last_mut() {
            *n += 1;
        }
        last = Some(k);
    }
    if cuts.is_empty() || count.iter().any(|n| *n < LEAST_ROWS) {
        return vec![(hs.to_vec(), vs.to_vec())];
    }
    let ends = cuts.iter().copied().chain([f32::MAX]);
    std::iter::once(f32::MIN)
        .chain(cuts.iter().copied())
        .zip(ends)
        .map(|(from, to)| {
            let own = hs.iter().filter(|r| r.at >= from - TOUCH && r.at <= to + TOUCH).copied().collect();
            let cut = |r: &Rule| Rule { from: r.from.max(from), to: r.to.min(to), ..*r };
            (own, vs.iter().map(cut).filter(|r| r.to - r.from > TOUCH).collect())
        })
        .collect()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

fn meets(h: &Rule, v: &Rule) -> bool {
    let inside = |r: &Rule, at: f32| at >= r.from - TOUCH && at <= r.to + TOUCH;
    inside(h, v.at) && inside(v, h.at)
}

/// The distinct places of lines, those closer than a line of text is high taken as one.
fn edges(rules: &[Rule]) -> Vec<f32> {
    let mut all: Vec<f32> = rules.iter().map(|r| r.at).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|b, a| *b - *a < 4.0);
    all
}

fn grid(hs: &[Rule], vs: &[Rule]) -> Option<Grid> {
    let (xs, ys) = (edges(vs), edges(hs));
    if xs.len() < 2 || ys.len() < 2 || xs.len() + ys.len() < 5 || (xs.len() - 1) * (ys.len() - 1) > MAX_CELLS {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let drawn = |rules: &[Rule], at: f32, middle: f32| {
        rules.iter().any(|r| (r.at - at).abs() < 4.5 && r.from <= middle && middle <= r.to)
    };
    let middle = |edges: &[f32], k: usize| f32::midpoint(edges[k], edges[k + 1]);
    let mut parent: Vec<usize> = (0..columns * rows).collect();
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            if column + 1 < columns && !drawn(vs, xs[column + 1], middle(&ys, row)) {
                let (a, b) = (root(&mut parent, here), root(&mut parent, here + 1));
                parent[a.max(b)] = a.min(b);
            }
            if row + 1 < rows && !drawn(hs, ys[row + 1], middle(&xs, column)) {
                let (a, b) = (root(&mut parent, here), root(&mut parent, here + columns));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut index = vec![usize::MAX; columns * rows];
    let mut at = Vec::with_capacity(columns * rows);
    for place in 0..columns * rows {
        let (row, column, first) = (place / columns, place % columns, root(&mut parent, place));
        if index[first] == usize::MAX {
            index[first] = cells.len();
            cells.push(Cell { rows: (row, row + 1), columns: (column, column + 1) });
        }
        let cell = &mut cells[index[first]];
        cell.rows = (cell.rows.0.min(row), cell.rows.1.max(row + 1));
        cell.columns = (cell.columns.0.min(column), cell.columns.1.max(column + 1));
        at.push(index[first]);
    }
    Some(Grid { xs, ys, cells, at, open: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_are_one() {
        let h = |at, from, to| Rule { at, from, to };
        let rules = Rules {
            horizontal: vec![
                h(0.0, 0.0, 90.0),
                h(20.0, 0.0, 90.0),
                h(40.0, 30.0, 60.0),
                h(40.0, 60.0, 90.0),
                h(60.0, 0.0, 90.0),
            ],
            vertical: vec![h(0.0, 0.0, 60.0), h(30.0, 20.0, 60.0), h(60.0, 20.0, 60.0), h(90.0, 0.0, 60.0)],
        };
        let grids = grids(&rules);
        assert_eq!(grids.len(), 1);
        let grid = &grids[0];
        assert_eq!(grid.cells.len(), 6);
        assert_eq!(grid.cells[0], Cell { rows: (0, 1), columns: (0, 3) });
        assert_eq!(grid.cells[grid.cell(10.0, 50.0).unwrap()], Cell { rows: (1, 3), columns: (0, 1) });
        assert_eq!(grid.cell(95.0, 10.0), None);
    }

    #[test]
    fn tables_that_share_no_column_are_two() {
        let h = |at, from, to| Rule { at, from, to };
        let rules = Rules {
            horizontal: [0.0, 20.0, 40.0, 60.0, 80.0].map(|at| h(at, 0.0, 90.0)).to_vec(),
            vertical: vec![
                h(0.0, 0.0, 80.0),
                h(90.0, 0.0, 80.0),
                h(30.0, 0.0, 40.0),
                h(60.0, 0.0, 40.0),
                h(45.0, 40.0, 80.0),
            ],
        };
        let columns: Vec<usize> = grids(&rules).iter().map(|g| g.xs.len() - 1).collect();
        assert_eq!(columns, [3, 2]);
    }
}
