//! A small ruled table that stands in a column of its own, beside running text: in the margin of an extract, with the
//! counts. The page is not cut at it but into the column with the table and the column beside.

use super::grid::Grid;
use super::rows;
use super::words::{Word, Words};

/// The widest such table, as a part of the text it stands beside.
const WIDEST: f32 = 0.75;
/// Words in a line of running text, at the least.
const PROSE: usize = 4;

/// The heights between which a table has a column beside it, and where that column begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) at: f32,
}

/// The strip between a table and the running text right of it; `ids` are the words of the page outside of tables.
pub(super) fn strip(words: &mut Words, grid: &Grid, ids: &[u32]) -> Option<Strip> {
    let [x0, y0, x1, y1] = grid.bounds();
    let middle = |w: &Word| w.y - 0.3 * w.size;
    let word = |words: &Words, i: &u32| words.list.get(*i as usize).map(|w| (w.x0, w.x1, middle(w)));
    let beside: Vec<u32> = ids
        .iter()
        .copied()
        .filter(|i| word(words, i).is_some_and(|(a, _, y)| a > x1 - 1.0 && y > y0 && y < y1))
        .collect();
    let lines = rows::rows(words, &beside);
    let count: usize = lines.iter().map(|l| l.words.len()).sum();
    if lines.len() < 2 || count < PROSE * lines.len() {
        return None;
    }
    let left = beside.iter().filter_map(|i| word(words, i)).fold(f32::MAX, |m, w| m.min(w.0));
    let right = beside.iter().filter_map(|i| word(words, i)).fold(f32::MIN, |m, w| m.max(w.1));
    if x1 - x0 > WIDEST * (right - left) {
        return None;
    }
    // Up and down to the first row that crosses the strip.
    let at = f32::midpoint(x1.min(left), left);
    let (mut top, mut bottom) = (y0, y1);
    let all = rows::rows(words, ids);
    let crossed =
        |g: &rows::Group| g.words.iter().filter_map(|i| word(words, i)).any(|w| w.0 < at - 1.0 && w.1 > at + 1.0);
    for row in all.iter().rev().filter(|g| g.y < y0) {
        if crossed(row) {
            break;
        }
        top = row.y - row.size;
    }
    for row in all.iter().filter(|g| g.y > y1) {
        if crossed(row) {
            break;
        }
        bottom = row.y + row.size;
    }
    Some(Strip { top, bottom, at })
}
