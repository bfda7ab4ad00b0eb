//! Cells of a table in tags that stand in several rows: « `<td rowspan="2">Arcy</td>` » over the rows of two delegates.

/// More columns, or more rows of one cell, has no table of minutes.
const MOST: usize = 1000;

/// Which columns are taken by a cell that began in a row above.
#[derive(Default)]
pub(super) struct Spans {
    /// How many rows more each column is taken in.
    taken: Vec<usize>,
    /// The column of the next cell.
    column: usize,
}

impl Spans {
    /// A tag of a table among other text: how many columns are taken before the cell that it begins. `rest` begins with it.
    pub fn tag(&mut self, name: &[u8], rest: &str) -> usize {
        let is = |n: &[u8]| name.eq_ignore_ascii_case(n);
        if is(b"table") {
            *self = Self::default();
        } else if is(b"tr") {
            self.end_row();
        } else if (is(b"td") || is(b"th")) && !rest.starts_with("</") {
            return self.cell(attribute(rest, "rowspan"), attribute(rest, "colspan"));
        }
        0
    }

    /// A cell begins that stands in so many rows and columns: how many columns before it are taken from above.
    pub fn cell(&mut self, rows: usize, columns: usize) -> usize {
        let before = self.pass();
        let end = (self.column + columns.clamp(1, MOST)).min(MOST);
        if rows > 1 && end > self.column {
            self.taken.resize(self.taken.len().max(end), 0);
            self.taken[self.column..end].fill(rows.min(MOST) - 1);
        }
        self.column = end.max(self.column);
        before
    }

    /// The row ends; what it did not reach is taken in one row less.
    pub fn end_row(&mut self) {
        // Where no cell was, no row was: one tag ends what the next begins.
        if self.column == 0 {
            return;
        }
        for t in self.taken.iter_mut().skip(self.column) {
            *t = t.saturating_sub(1);
        }
        self.column = 0;
    }

    /// Passes over the columns that are taken.
    fn pass(&mut self) -> usize {
        let from = self.column;
        while let Some(t) = self.taken.get_mut(self.column).filter(|t| **t > 0) {
            *t -= 1;
            self.column += 1;
        }
        self.column - from
    }
}

/// The number of an attribute in the print of a tag (« `td rowspan="2"` »); one where it has none.
fn attribute(tag: &str, name: &str) -> usize {
    let tag = tag.split('>').next().unwrap_or(tag).to_ascii_lowercase();
    let value = tag.split_once(name).and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
    let digits = value.map(|v| v.trim_start_matches([' ', '"', '\'']));
    let end = |d: &str| d.find(|c: char| !c.is_ascii_digit()).unwrap_or(d.len());
    digits.and_then(|d| d[..end(d)].parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_taken_from_above_are_counted() {
        let mut s = Spans::default();
        assert_eq!([s.cell(2, 1), s.cell(1, 1), s.cell(3, 1)], [0, 0, 0]);
        s.end_row();
        assert_eq!(s.cell(1, 1), 1);
        s.end_row();
        assert_eq!([s.cell(1, 1), s.cell(1, 1), s.cell(1, 1)], [0, 0, 1]);
        assert_eq!((attribute("td rowspan=\"2\" class=x>3", "rowspan"), attribute("td", "rowspan")), (2, 1));
    }
}
