//! Tables without lines whose cells wrap: « DUVIVIER⏎Roland » in a narrow column. Row by row the second half of a cell would
//! stand in a row of its own.
//!
//! Told by geometry alone: what wraps stands closer than rows do, begins where its cell begins, and the line above had no room
//! for its first word.

use super::rows::{Strip, first_width};
use super::words::Words;

/// Lines of a cell that wraps are no further apart, in sizes of letters.
const LINE: f32 = 1.9;
/// The same where every cell of a row goes on.
const CLOSE: f32 = 1.4;
/// Rows are further apart than the lines of a cell by so much, in sizes of letters, where they are told apart at all.
const ROW: f32 = 0.07;
/// The same where every cell of a row goes on.
const CLEAR_ROW: f32 = 0.12;
/// Further apart, in sizes of letters, no two lines tell anything of each other.
const FAR: f32 = 4.0;
/// Cells begin or end on one edge, or have one middle, within so many points.
const EDGE: f32 = 1.0;
/// What stands free on both sides of a border, in sizes of letters.
const PADDING: f32 = 2.2;
/// Rows on either side that show where columns begin.
const NEAR: usize = 8;
/// Lines that one row may have.
const LINES: usize = 8;

/// How many of the rows from `at` on are one row of a table: 1 where nothing wraps.
pub(super) fn lines(words: &Words, rows: &[&[Strip<'_>]], at: usize) -> usize {
    let Some(first) = rows.get(at).filter(|r| r.len() >= 2) else { return 1 };
    let size = first.iter().fold(0f32, |m, s| m.max(s.size));
    let step = |k: usize| Some(top(rows.get(k)?)? - top(rows.get(k.checked_sub(1)?)?)?);
    let Some(pitch) = step(at + 1).filter(|p| *p > 0.5 * size && *p <= LINE * size) else { return 1 };
    let near = rows.get(at.saturating_sub(NEAR)..(at + NEAR).min(rows.len())).unwrap_or(&[]);
    let (mut end, mut every) = (at + 1, false);
    while end < rows.len() && end - at < LINES && step(end).is_some_and(|s| (s - pitch).abs() < 0.04 * size) {
        let above = rows.get(at..end).unwrap_or(&[]);
        every |= rows[end].len() >= first.len();
        if !rows[end].iter().all(|s| wraps(words, near, above, s)) {
            return 1;
        }
        end += 1;
    }
    // Rows stand further apart on both sides, where there are rows.
    let row = if every { CLEAR_ROW } else { ROW };
    let apart = |k: usize| step(k).filter(|s| *s < FAR * size).map(|s| s >= pitch + row * size);
    let sides = [apart(at), apart(end)];
    let told = sides.contains(&Some(true)) && !sides.contains(&Some(false));
    // Where rows stand as close as lines do, a row that lacks cells between two that have them is none.
    let full = |k: Option<usize>| k.and_then(|k| rows.get(k)).is_some_and(|r| r.len() >= first.len());
    let amid = first.len() >= 3 && full(at.checked_sub(1)) && full(Some(end));
    // Where every cell goes on, what stands below may be a row.
    let told = told && (!every || pitch <= CLOSE * size);
    if told || amid && !every { end - at } else { 1 }
}

/// The cells of the rows that are one, each with the lines below it.
pub(super) fn cells<'s, 'g>(rows: &[&'s [Strip<'g>]]) -> Vec<Vec<&'s Strip<'g>>> {
    let Some((first, below)) = rows.split_first() else { return Vec::new() };
    let mut out: Vec<Vec<&Strip<'_>>> = first.iter().map(|s| vec![s]).collect();
    for s in below.iter().copied().flatten() {
        if let Some(cell) = out.iter_mut().find(|c| c.first().is_some_and(|f| one_column(f, s))) {
            cell.push(s);
        }
    }
    out
}

/// Cells of a row cut by a hyphen whose rest stands in the row below beside other cells, « Mme Élodie GARNIER-⏎LEROUX »: the
/// place of each, and of its rest.
pub(super) fn torn(words: &Words, row: &[Strip<'_>], below: &[Strip<'_>]) -> Vec<(usize, usize)> {
    let hyphen = |s: &Strip<'_>| {
        let last = s.words.last().and_then(|i| words.list.get(*i as usize)).map_or("", |w| words.of(w));
        last.strip_suffix(['-', '‐']).is_some_and(|stem| stem.ends_with(char::is_alphabetic))
    };
    let rest =
        |s: &Strip<'_>| below.iter().position(|o| o.y > s.y && o.y - s.y < LINE * s.size && (o.x0 - s.x0).abs() < EDGE);
    let cut = row.iter().enumerate().filter(|(_, s)| row.len() >= 2 && hyphen(s));
    let mut pairs: Vec<(usize, usize)> = cut.filter_map(|(i, s)| Some((i, rest(s)?))).collect();
    pairs.dedup_by_key(|p| p.1);
    pairs
}

fn top(row: &[Strip<'_>]) -> Option<f32> {
    row.iter().map(|s| s.y).reduce(f32::max)
}

fn one_column(a: &Strip<'_>, b: &Strip<'_>) -> bool {
    let edge = (a.x0 - b.x0).abs() < EDGE || (a.x1 - b.x1).abs() < EDGE;
    edge || (a.x0 + a.x1 - b.x0 - b.x1).abs() < 2.0 * EDGE
}

/// Whether a strip goes on with a cell of the lines above: the last of them was too full for its first word.
fn wraps(words: &Words, near: &[&[Strip<'_>]], above: &[&[Strip<'_>]], s: &Strip<'_>) -> bool {
    let Some(cell) = above.first().and_then(|r| r.iter().find(|f| one_column(f, s))) else { return false };
    let Some(last) = above.iter().rev().copied().flatten().find(|l| one_column(cell, l)) else { return false };
    let word = |i: Option<&u32>| i.and_then(|i| words.list.get(*i as usize));
    let (Some(first), Some(before)) = (word(s.words.first()), word(last.words.last())) else { return false };
    let cells = || near.iter().copied().filter(|r| r.len() >= 2).flatten();
    let next = cells().map(|o| o.x0).filter(|x| *x > cell.x0 + 1.5 * s.size).fold(f32::MAX, f32::min);
    let widest = cells().filter(|o| one_column(cell, o)).fold(f32::MIN, |m, o| m.max(o.x1));
    let room = if next < f32::MAX { next - PADDING * s.size } else { widest };
    let alike = (s.size - cell.size).abs() < 0.5 && first.bold == before.bold;
    let beside = above.first().and_then(|r| r.iter().find(|o| o.x0 > cell.x0)).map_or(f32::MAX, |o| o.x0);
    alike && s.x1 < beside && last.x1 + 0.25 * s.size + first_width(words, s.words) > room
}
