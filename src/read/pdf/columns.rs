//! Columns of prose: where text on two sides of a white strip is read one side after the other, and where it is a
//! table, read row by row.
//!
//! Told by geometry alone: rows of a table share their baselines, columns of prose do not, or are filled from edge to
//! edge on both sides.

use super::rows::{Group, Strip, first_width};
use super::words::Words;
use std::ops::Range;

/// Rows that a band of columns has at the least.
const MIN_ROWS: usize = 4;
/// The narrowest strip between columns, and the gap at which rows are cut to find it, in font sizes. Spaces of
/// justified lines are as wide, but not one below the other for long.
const STRIP: f32 = 0.35;
/// The same in the print of a typewriter, whose spaces are as wide as its letters and stand one below the other.
const TYPED: f32 = 0.9;
/// A strip narrower than this is one only where the lines right of it begin on one edge.
const CLEAR: f32 = 0.75;

/// A run of rows with text on both sides of a white strip.
#[derive(Debug)]
pub(super) struct Band {
    /// The rows, as indices.
    pub(super) rows: Range<usize>,
    /// Where the strip is: what begins left of it belongs to the left side.
    pub(super) at: f32,
}

/// The white strips at the height of each row: what stands beside it included.
#[derive(Default)]
struct Free {
    all: Vec<(f32, f32)>,
    /// Behind the last of each row.
    ends: Vec<usize>,
}

impl Free {
    fn of(rows: &[&[Strip<'_>]]) -> Self {
        let (mut free, mut taken) = (Self::default(), Vec::new());
        for (k, row) in rows.iter().enumerate() {
            let top = row.iter().fold(f32::MAX, |m, s| m.min(s.top()));
            let bottom = row.iter().fold(f32::MIN, |m, s| m.max(s.bottom()));
            let near = rows.get(k.saturating_sub(2)..(k + 3).min(rows.len())).unwrap_or(&[]);
            taken.clear();
            let beside = |s: &&Strip<'_>| s.top() < bottom - 0.2 * s.size && s.bottom() > top + 0.2 * s.size;
            taken.extend(near.iter().copied().flatten().filter(beside).map(|s| (s.x0, s.x1)));
            taken.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut at = f32::MIN;
            for (x0, x1) in &taken {
                if *x0 > at {
                    free.all.push((at, *x0));
                }
                at = at.max(*x1);
            }
            free.all.push((at, f32::MAX));
            free.ends.push(free.all.len());
        }
        free
    }

    fn row(&self, k: usize) -> &[(f32, f32)] {
        let from = k.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(k).and_then(|to| self.all.get(from..*to)).unwrap_or(&[])
    }
}

/// The strip that sets columns apart in these rows, in font sizes.
pub(super) fn strip(words: &Words, rows: &[Group]) -> f32 {
    const ROWS: usize = 60;
    const SPACE: Range<f32> = 0.5..0.7;
    let (mut wide, mut all) = (0usize, 0usize);
    for pair in rows.iter().take(ROWS).flat_map(|g| g.words.windows(2)) {
        let word = |i: usize| words.list.get(pair[i] as usize);
        let (Some(a), Some(b)) = (word(0), word(1)) else { continue };
        all += 1;
        wide += usize::from(SPACE.contains(&((b.x0 - a.x1) / a.size.max(1.0))));
    }
    if wide * 4 > all * 3 { TYPED } else { STRIP }
}

/// The first band of columns among the rows, which a strip of `least` font sizes or more sets apart.
pub(super) fn find(words: &Words, rows: &[&[Strip<'_>]], least: f32) -> Option<Band> {
    if rows.len() < MIN_ROWS {
        return None;
    }
    let spaces = Free::of(rows);
    let edges = edges(rows);
    let mut tried: Vec<(usize, f32)> = Vec::new();
    for start in 0..rows.len() {
        let size = rows[start].first().map_or(10.0, |s| s.size);
        tried.retain(|(end, _)| start < *end);
        for &(x0, x1) in spaces.row(start).iter().filter(|(a, b)| *a > f32::MIN && *b < f32::MAX) {
            // A strip that an earlier start went through gives nothing new.
            let narrow = x1 - x0 < CLEAR * size;
            if x1 - x0 < least * size
                || narrow && !edges.contains(&bin(x1))
                || tried.iter().any(|(_, at)| (x0..x1).contains(at))
            {
                continue;
            }
            let (mut low, mut high, mut last) = (x0, x1, start);
            for (k, row) in rows.iter().enumerate().skip(start + 1) {
                let widest = spaces
                    .row(k)
                    .iter()
                    .map(|(a, b)| (a.max(low), b.min(high), *a > f32::MIN && *b < f32::MAX))
                    .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
                let Some((a, b, inner)) = widest.filter(|w| w.1 - w.0 >= least * size) else { break };
                // Through a narrow strip a full line may slip with one of its spaces: its words begin elsewhere.
                let off = row.iter().find(|s| s.x0 >= b - 0.1).is_some_and(|s| (s.x0 - x1).abs() > 1.5);
                if inner && off && b - a < CLEAR * size {
                    break;
                }
                (low, high) = (a, b);
                if inner {
                    last = k;
                }
            }
            let at = f32::midpoint(low, high);
            tried.push((last + 1, at));
            if last + 1 - start < MIN_ROWS || high - low < CLEAR * size && !one_edge(&rows[start..=last], at) {
                continue;
            }
            let (first, end) = (leading(rows, start, at), trailing(rows, last + 1, at));
            if flows(words, &rows[first..end], at) {
                return Some(Band { rows: first..end, at });
            }
        }
    }
    None
}

fn bin(x: f32) -> i32 {
    (x / 2.0).round() as i32
}

/// Where segments begin in four rows or more, in steps of two points.
fn edges(rows: &[&[Strip<'_>]]) -> Vec<i32> {
    let mut all: Vec<i32> = rows.iter().flat_map(|r| r.iter().skip(1)).map(|s| bin(s.x0)).collect();
    all.sort_unstable();
    let mut out = Vec::new();
    for same in all.chunk_by(|a, b| a == b).filter(|c| c.len() >= MIN_ROWS) {
        out.extend([same[0] - 1, same[0], same[0] + 1]);
    }
    out
}

/// Whether most rows right of `at` begin on one edge.
fn one_edge(rows: &[&[Strip<'_>]], at: f32) -> bool {
    let firsts: Vec<f32> = rows.iter().filter_map(|r| r.iter().find(|s| s.x0 >= at)).map(|s| s.x0).collect();
    let Some(left) = firsts.iter().copied().reduce(f32::min) else { return false };
    let on = firsts.iter().filter(|x| **x - left < 1.5).count();
    firsts.len() >= MIN_ROWS && on * 5 >= firsts.len() * 4
}

/// The rows of the right column that begin above the left one.
fn leading<'g>(rows: &[&[Strip<'g>]], mut start: usize, at: f32) -> usize {
    let first = |row: &&[Strip<'g>]| row.iter().find(|s| s.x0 >= at).copied();
    let Some(mut below) = rows.get(start).and_then(first) else { return start };
    while let Some(row) = start.checked_sub(1).and_then(|k| rows.get(k)) {
        let Some(s) = row.first().filter(|s| s.x0 >= at) else { break };
        let same = (s.x0 - below.x0).abs() < 2.0 && (s.size - below.size).abs() < 0.5;
        if !same || below.y - s.y > 1.5 * below.size {
            break;
        }
        below = *s;
        start -= 1;
    }
    start
}

/// The rows of the left column that go on below the right one.
fn trailing(rows: &[&[Strip<'_>]], mut end: usize, at: f32) -> usize {
    let Some((left, step)) = rows.get(..end).and_then(|r| {
        let mut lefts = r.iter().rev().copied().flatten().filter(|s| s.x1 <= at);
        let last = lefts.next()?;
        Some((*last, last.y - lefts.next()?.y))
    }) else {
        return end;
    };
    let (first, mut y) = (end, left.y);
    while let Some(row) = rows.get(end) {
        let one = row.len() == 1 && row.iter().all(|s| s.x1 <= at && (s.size - left.size).abs() < 0.5);
        let Some(s) = row.first().filter(|s| one && s.y - y <= 1.2 * step.abs() + 0.5) else { break };
        y = s.y;
        end += 1;
    }
    // Short lines that a full line follows at the same pitch belong with that line.
    match rows.get(end).and_then(|r| r.first()) {
        Some(next) if next.y - y <= 1.3 * step.abs() => first,
        _ => end,
    }
}

/// Whether the two sides are read one after the other.
fn flows(words: &Words, rows: &[&[Strip<'_>]], at: f32) -> bool {
    let (left, right): (Vec<&Strip<'_>>, Vec<&Strip<'_>>) = rows.iter().copied().flatten().partition(|s| s.x0 < at);
    if left.len() < 2 || right.len() < 2 {
        return false;
    }
    let (l, r) = (Side::of(words, &left), Side::of(words, &right));
    // A letterhead beside a stamp or an address, each in its own print and of few lines: no row holds both.
    let few = left.len().min(right.len());
    if few < 3 {
        let level = |s: &&&Strip<'_>| right.iter().any(|o| (o.y - s.y).abs() < 0.12 * s.size.min(o.size) + 0.3);
        let level = left.iter().filter(level).count();
        let cells = l.cells > 1.0 || r.cells > 1.0 || l.figures.max(r.figures) > 0.6;
        return (l.size - r.size).abs() >= 1.5 && level * 2 <= few && !cells;
    }
    if l.figures > 0.4 || r.figures > 0.4 || l.words < 1.5 || r.words < 1.5 {
        return false;
    }
    if wraps_beside(words, &left, &right) + wraps_beside(words, &right, &left) >= 2 {
        return true;
    }
    let (few, many) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let beside = |s: &&&Strip<'_>| many.iter().any(|o| o.top() < s.bottom() && o.bottom() > s.top());
    let aligned = |s: &&&Strip<'_>| many.iter().any(|o| (o.y - s.y).abs() < 0.12 * s.size.min(o.size) + 0.3);
    let near = few.iter().filter(beside).count();
    let level = few.iter().filter(beside).filter(aligned).count();
    if near >= 3 && level * 2 < near {
        return true;
    }
    // Beside prose in another size of print stands a margin of its own, level with it or not.
    let prose = |s: &Side| s.words >= 3.5 && s.fill >= 0.7 && s.cells < 1.2;
    let sizes = (l.size - r.size).abs() >= 0.8 && (prose(&l) || prose(&r));
    rows.len() >= 5 && (prose(&l) && prose(&r) || sizes)
}

/// How many lines of one side wrap while the other goes on with lines of its own: in a table the cell beside would be empty.
/// « Mme A à M. Luc⏎TABARD » beside « M. X⏎M. Y ».
fn wraps_beside(words: &Words, side: &[&Strip<'_>], other: &[&Strip<'_>]) -> usize {
    const WHOLE: usize = 4;
    const REST: usize = 2;
    let margin = side.iter().fold(f32::MIN, |m, s| m.max(s.x1));
    let level = |s: &Strip<'_>| other.iter().find(|o| (o.y - s.y).abs() < 0.12 * s.size).copied();
    let below = |a: &Strip<'_>, b: &Strip<'_>| {
        (a.x0 - b.x0).abs() < 1.5 && b.y > a.y && b.y - a.y < 1.5 * a.size && (a.size - b.size).abs() < 0.5
    };
    let wraps = |a: &Strip<'_>, b: &Strip<'_>| {
        let cut = a.words.len() >= WHOLE && b.words.len() <= REST && (b.x1 - b.x0) * 2.0 < a.x1 - a.x0;
        let own = level(a).zip(level(b)).is_some_and(|(x, y)| below(x, y) && x.words.len() >= 2 && y.words.len() >= 2);
        below(a, b) && cut && own && a.x1 + 0.25 * a.size + first_width(words, b.words) > margin
    };
    side.windows(2).filter(|w| wraps(w[0], w[1])).count()
}

/// What one side looks like.
struct Side {
    /// Words in a line, on average.
    words: f32,
    /// Part of the characters that are digits.
    figures: f32,
    /// Part of the column's width that lines fill, on average.
    fill: f32,
    /// Segments in a row, on average.
    cells: f32,
    /// Font size, on average.
    size: f32,
}

impl Side {
    fn of(words: &Words, side: &[&Strip<'_>]) -> Self {
        let x0 = side.iter().fold(f32::MAX, |m, s| m.min(s.x0));
        let x1 = side.iter().fold(f32::MIN, |m, s| m.max(s.x1));
        let (mut chars, mut digits, mut count, mut wide) = (0usize, 0usize, 0usize, 0usize);
        // What each row of the side spans, left to right.
        let mut spans: Vec<(f32, f32, f32)> = Vec::new();
        for s in side {
            count += s.words.len();
            match spans.iter_mut().rev().take(4).find(|l| (l.0 - s.y).abs() < 1.0) {
                Some(level) => {
                    wide += usize::from(s.x0 - level.2 > 1.6 * s.size);
                    (level.1, level.2) = (level.1.min(s.x0), level.2.max(s.x1));
                }
                None => spans.push((s.y, s.x0, s.x1)),
            }
            for w in s.words.iter().filter_map(|i| words.list.get(*i as usize)) {
                for c in words.of(w).chars().filter(|c| c.is_alphanumeric()) {
                    chars += 1;
                    digits += usize::from(c.is_ascii_digit());
                }
            }
        }
        let n = spans.len().max(1) as f32;
        let width: f32 = spans.iter().map(|s| s.2 - s.1).sum();
        Self {
            words: count as f32 / n,
            figures: digits as f32 / chars.max(1) as f32,
            fill: width / (n * (x1 - x0).max(1.0)),
            cells: 1.0 + wide as f32 / n,
            size: side.iter().map(|s| s.size).sum::<f32>() / side.len().max(1) as f32,
        }
    }
}
