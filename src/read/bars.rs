//! Tables of text drawn with bars: « 3 | LERAY Anne | Arcy |  X  | », with rules between some of the rows.
//!
//! ```text
//! table = row [ rule ] row { row | rule }            (three rows at the least)
//! row   = [ bar ] cell { bar cell } [ bar ]          (as many bars in nearly every row)
//! ```
//! They become the rows that a Markdown table has; cells that are empty keep their place. Two columns of layout text with one bar
//! between them are no table: what stands in them has columns of its own.

use super::margin::Line;
use super::plain::{columns, next_gap};
use crate::page::{Builder, Role};

/// Rows of a table, at the least.
const FEWEST: usize = 3;

/// Whether a character is a bar between columns.
pub(super) const fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '║' | '┃' | '¦')
}

/// The role of each line that is the row of a table, and whether bars open and close it.
pub(super) fn rows(lines: &[Line<'_>]) -> Vec<Option<(Role, bool)>> {
    let mut out = vec![None; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let end = block_end(lines, at);
        if end > at
            && let Some(block) = lines.get(at..end)
            && let framed = block.iter().all(|l| l.body.is_empty() || l.body.starts_with(is_bar))
            && is_table(block, framed)
        {
            let head = head_rows(block);
            for (k, role) in out[at..end].iter_mut().enumerate() {
                if !block[k].body.is_empty() {
                    *role = Some((if k < head { Role::TableHead } else { Role::TableRow }, framed));
                }
            }
        }
        at = end.max(at + 1);
    }
    out
}

/// One past the last line of the rows and rules that begin at a line with a bar.
fn block_end(lines: &[Line<'_>], at: usize) -> usize {
    let mut end = at;
    for line in &lines[at..] {
        let rule = line.body.is_empty();
        if !rule && !line.body.contains(is_bar) || end == at && rule {
            break;
        }
        // An empty line parts two tables; a rule sets `gap` too.
        let after_rule = end > at && lines[end - 1].body.is_empty();
        if end > at && line.gap && !after_rule && !rule {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the lines have the same columns, enough of them.
fn is_table(block: &[Line<'_>], framed: bool) -> bool {
    let rows: Vec<&Line<'_>> = block.iter().filter(|l| !l.body.is_empty()).collect();
    let mut counts: Vec<usize> = rows.iter().map(|l| cells(l.body, framed).len()).collect();
    counts.sort_unstable();
    let Some(usual) = counts.get(counts.len() / 2).copied() else { return false };
    let same = counts.iter().filter(|n| **n == usual).count();
    let apart = rows.iter().any(|l| cells(l.body, framed).iter().any(|(_, c)| next_gap(c.trim()).is_some()));
    rows.len() >= FEWEST && same * 4 >= rows.len() * 3 && (usual > 2 || usual == 2 && !apart)
}

/// The lines of the head: what stands above the first rule, or the first row.
fn head_rows(block: &[Line<'_>]) -> usize {
    const MOST: usize = 3;
    block.iter().position(|l| l.body.is_empty()).filter(|n| (1..=MOST).contains(n)).unwrap_or(1)
}

/// The cells between the bars, with their places in the line; where bars open and close the rows nothing stands outside.
fn cells(body: &str, framed: bool) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, bar) in body.match_indices(is_bar) {
        out.push((from, &body[from..at]));
        from = at + bar.len();
    }
    out.push((from, &body[from..]));
    let open = usize::from(framed && body.starts_with(is_bar));
    let close = usize::from(framed && out.len() > open + 1 && body.ends_with(is_bar));
    out[open..out.len() - close].to_vec()
}

/// Adds a row to the open line, a cell at a time.
pub(super) fn cut(b: &mut Builder, line: &Line<'_>, framed: bool) {
    for (at, print) in cells(line.body, framed) {
        let column = columns(&line.body[..at], line.indent);
        b.begin_cell(column as f32);
        let start = at + (print.len() - print.trim_start().len());
        let text = print.trim();
        if !text.is_empty() {
            b.piece(line.start + start..line.start + start + text.len(), text);
        }
        b.end_cell(columns(print, column) as f32);
    }
}
