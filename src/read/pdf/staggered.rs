//! Blocks beside each other whose lines are not level: the two halves of a letterhead, a margin beside the text.
//!
//! A line that stands between two others a line apart, and beside both, belongs to a block of its own. Row by row both blocks
//! would be torn. A label that is centred on the lines beside it is no block; see `centred`.

use super::columns::Band;
use super::rows::Strip;

/// Lines of a block are no further apart, in sizes of letters.
const LINE: f32 = 1.9;
/// Lines nearer than this are level.
const LEVEL: f32 = 0.15;
/// The narrowest strip between two blocks, in sizes of letters.
const STRIP: f32 = 1.0;
/// A block of text has so many lines, beside which a margin may have gaps.
const TEXT: usize = 8;
/// So many lines of a margin stand between those of the text…
const BETWEEN: usize = 4;
/// …and so many of them a line apart, as those of labels do not.
const RUN: usize = 3;

/// The first two blocks beside each other among the rows.
pub(super) fn find(rows: &[&[Strip<'_>]]) -> Option<Band> {
    let mut from = 0;
    while from + 2 < rows.len() {
        let at = (from..rows.len() - 2).find_map(|k| Some((k, strip(rows.get(k..k + 3)?)?)));
        let (k, x) = at?;
        let band = extent(rows, k, x);
        if blocks(rows.get(band.clone()).unwrap_or(&[]), x) {
            return Some(Band { rows: band, at: x });
        }
        from = band.end.max(k + 1);
    }
    None
}

/// Where the strip is, if the middle one of three rows stands beside both others.
fn strip(rows: &[&[Strip<'_>]]) -> Option<f32> {
    let [above, row, below] = rows else { return None };
    let (first, last) = (row.first()?, row.last()?);
    let size = first.size.max(last.size).max(1.0);
    let part = |r: &[Strip<'_>], left: bool| -> Option<(f32, f32, f32)> {
        let own =
            r.iter().filter(|s| if left { s.x1 < first.x0 - STRIP * size } else { s.x0 > last.x1 + STRIP * size });
        let (x0, x1, y) = own.fold((f32::MAX, f32::MIN, f32::MIN), |m, s| (m.0.min(s.x0), m.1.max(s.x1), m.2.max(s.y)));
        (x1 > f32::MIN).then_some((x0, x1, y))
    };
    [true, false].into_iter().find_map(|left| {
        let (a, c) = (part(above, left)?, part(below, left)?);
        let apart = first.y - a.2 > LEVEL * size && c.2 - first.y > LEVEL * size;
        let one = c.2 - a.2 < LINE * size && a.0 < c.1 && c.0 < a.1;
        let x = if left { f32::midpoint(a.1.max(c.1), first.x0) } else { f32::midpoint(last.x1, a.0.min(c.0)) };
        let free = |r: &[Strip<'_>]| r.iter().all(|s| s.x1 <= x || s.x0 >= x);
        (apart && one && free(above) && free(below)).then_some(x)
    })
}

/// The rows around the `k`-th that stand on one side of `x` or the other, each near the one before it.
fn extent(rows: &[&[Strip<'_>]], k: usize, x: f32) -> std::ops::Range<usize> {
    let y = |r: &[Strip<'_>]| r.first().map_or(0.0, |s| s.y);
    let size = |r: &[Strip<'_>]| r.iter().fold(1f32, |m, s| m.max(s.size));
    let free = |r: &[Strip<'_>]| r.iter().all(|s| s.x1 <= x || s.x0 >= x);
    let joins = |a: &[Strip<'_>], b: &[Strip<'_>]| free(a) && free(b) && y(b) - y(a) < LINE * size(a).max(size(b));
    let (mut start, mut end) = (k, k + 3);
    while start > 0 && joins(rows[start - 1], rows[start]) {
        start -= 1;
    }
    while end < rows.len() && joins(rows[end - 1], rows[end]) {
        end += 1;
    }
    start..end
}

/// Whether rows are two blocks: lines a line apart on both sides, or a text with what stands in its margin.
fn blocks(rows: &[&[Strip<'_>]], x: f32) -> bool {
    let side = |left: bool| -> Vec<&Strip<'_>> {
        let of = |r: &'_ &[Strip<'_>]| r.iter().position(|s| (s.x0 < x) == left);
        rows.iter().filter_map(|r| of(r).and_then(|i| r.get(i))).collect()
    };
    let (left, right) = (side(true), side(false));
    let close = |lines: &[&Strip<'_>]| lines.windows(2).all(|w| w[1].y - w[0].y < LINE * w[0].size.max(w[1].size));
    let level = |s: &&&Strip<'_>| right.iter().any(|o| (o.y - s.y).abs() < LEVEL * s.size.max(o.size));
    let levels = left.iter().filter(level).count();
    if levels * 2 > left.len().min(right.len()) {
        return false;
    }
    // One line on the left between others is a label of theirs.
    let both = close(&left) && close(&right) && left.len() >= 2;
    let margin = |lines: &[&Strip<'_>]| lines.windows(RUN).any(close) && lines.len() >= BETWEEN + levels;
    let text = |lines: &[&Strip<'_>]| lines.len() >= TEXT && close(lines);
    both || text(&right) && margin(&left) || text(&left) && margin(&right)
}
