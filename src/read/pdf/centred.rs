//! Cells of tables without lines whose text stands centred on its row: a cell of two lines beside cells of one, a short
//! label beside a paragraph. Row by row such a cell would be torn, its label in the middle of what it names.
//!
//! Told by geometry alone: what belongs together has one middle.

use super::headed;
use super::out::{Out, Part, Parts};
use super::rows::{self, Group, Segment, Strip, Strips};
use super::words::Words;
use super::wrapped_cells;
use smallvec::smallvec;

/// How far two middles that are one may lie apart, in font sizes.
const SAME_MIDDLE: f32 = 0.12;
/// Rows that labels are looked for beside: more than a page has.
const LABELLED: usize = 200;
/// Lines nearer than this, in font sizes, are no lines of one paragraph.
const NO_PITCH: f32 = 0.85;

/// Rows as they stand, but for the cells that are centred on theirs.
pub(super) fn rows(words: &Words, groups: &[Group], out: &mut Vec<Out>) {
    let strips = Strips::of(words, groups, rows::CELL_GAP);
    let mut rows = strips.rows();
    let finer = cut_at_edges(words, groups, &rows);
    for (k, row) in &finer {
        rows[*k] = row;
    }
    let mut at = 0;
    while at < rows.len() {
        if let Some((lines, end)) = headed::table(words, &rows, at) {
            out.extend(lines);
            at = end;
            continue;
        }
        if let Some(end) = labels(&rows, at, out) {
            at = end;
            continue;
        }
        let lines = wrapped_cells::lines(words, &rows, at);
        if lines > 1 {
            let cells = wrapped_cells::cells(rows.get(at..at + lines).unwrap_or(&[]));
            let whole =
                |cell: &Vec<&Strip<'_>>| Part { lines: cell.iter().map(|s| Segment::from(**s)).collect(), edges: None };
            out.push(Out::plain(cells.iter().map(whole).collect()));
            at += lines;
            continue;
        }
        if let Some(line) = wrapped(rows.get(at..at + 3).unwrap_or(&[])) {
            out.push(Out::plain(line));
            at += 3;
            continue;
        }
        let below = rows.get(at + 1).copied().unwrap_or(&[]);
        let torn = wrapped_cells::torn(words, rows[at], below);
        let whole = |(i, s): (usize, &Strip<'_>)| {
            let rest = torn.iter().find(|t| t.0 == i).and_then(|t| below.get(t.1));
            Part { lines: std::iter::once(s).chain(rest).map(|s| Segment::from(*s)).collect(), edges: None }
        };
        out.push(Out::plain(rows[at].iter().enumerate().map(whole).collect()));
        at += 1;
        if !torn.is_empty() {
            let left = below.iter().enumerate().filter(|(j, _)| !torn.iter().any(|t| t.1 == *j));
            let left: Parts = left.map(|(_, s)| part(s)).collect();
            out.extend((!left.is_empty()).then(|| Out::plain(left)));
            at += 1;
        }
    }
}

fn part(strip: &Strip<'_>) -> Part {
    Part::from(Segment::from(*strip))
}

/// Rows on either side of one that show where its columns begin.
const NEAR_ROWS: usize = 6;
/// The narrowest gap that is one between columns, in font sizes: wider than a space.
const COLUMN_GAP: f32 = 0.45;

/// Cuts a cell that reaches into the gap before the next: where cells of the rows around begin on one edge, a word of
/// the row on that edge begins a cell, if more than a space stands before it.
/// Gives the rows that have such cells, anew.
fn cut_at_edges<'g>(words: &Words, groups: &'g [Group], rows: &[&[Strip<'_>]]) -> Vec<(usize, Vec<Strip<'g>>)> {
    const LEAST: usize = 3;
    let begins = |row: &&[Strip<'_>]| row.iter().skip(1).map(|s| s.x0).collect();
    let begins: Vec<Vec<f32>> = rows.iter().map(begins).collect();
    let several = |k: Option<usize>| k.and_then(|k| rows.get(k)).is_some_and(|r| r.len() >= 2);
    let mut cut = Vec::new();
    for (k, (group, row)) in groups.iter().zip(rows).enumerate() {
        if row.len() < 2 && !several(k.checked_sub(1)) && !several(Some(k + 1)) {
            continue;
        }
        // A space that is no wider than the others of a line parts nothing.
        let wide =
            if row.len() < 2 { COLUMN_GAP.max(1.4 * rows::usual_gap(&rows::gaps(words, group))) } else { COLUMN_GAP };
        let around = begins.get(k.saturating_sub(NEAR_ROWS)..(k + NEAR_ROWS + 1).min(begins.len())).unwrap_or(&[]);
        let on_edge = |x: f32| around.iter().flatten().filter(|e| (**e - x).abs() < 0.6).count() >= LEAST;
        let mut out: Vec<Strip<'g>> = Vec::new();
        let (mut from, mut to) = (0, 0);
        for s in rows::strips(words, group, wide) {
            let whole = row.iter().any(|r| (r.x0 - s.x0).abs() < 0.1);
            let begin = to;
            to += s.words.len();
            match out.last_mut() {
                Some(last) if !whole && !on_edge(s.x0) => {
                    last.words = group.words.get(from..to).unwrap_or(&[]);
                    last.x1 = last.x1.max(s.x1);
                }
                _ => {
                    from = begin;
                    out.push(s);
                }
            }
        }
        cut.push((k, out));
    }
    cut
}

/// A row of cells one of which has two lines, one above the others and one below.
fn wrapped(rows: &[&[Strip<'_>]]) -> Option<Parts> {
    let [above, row, below] = rows else { return None };
    let ([above], [below]) = (above, below) else { return None };
    let first = row.first()?;
    let (up, down) = (first.y - above.y, below.y - first.y);
    let one = (above.x0 - below.x0).abs() < 1.5 || (above.x0 + above.x1 - below.x0 - below.x1).abs() < 3.0;
    let centred = (up - down).abs() < SAME_MIDDLE * first.size && up < NO_PITCH * first.size;
    let (x0, x1) = (above.x0.min(below.x0), above.x1.max(below.x1));
    let free = row.iter().all(|s| s.x1 < x0 || s.x0 > x1);
    if row.len() < 2 || !one || !centred || !free {
        return None;
    }
    let at = row.iter().position(|s| s.x0 > x1).unwrap_or(row.len());
    let mut parts: Parts = row.iter().map(part).collect();
    parts.insert(at, Part { lines: smallvec![Segment::from(*above), Segment::from(*below)], edges: None });
    Some(parts)
}

/// Labels on the left, each centred on the lines that stand beside it: the label first, then its lines. Gives the row
/// behind the last.
fn labels(rows: &[&[Strip<'_>]], from: usize, out: &mut Vec<Out>) -> Option<usize> {
    // The edge of the right side: where the first row begins, if a label stands left of it within a few rows.
    let first = rows.get(from).filter(|r| r.len() == 1)?.first()?;
    let (edge, size) = (first.x0, first.size);
    let right = |s: &Strip<'_>| (s.x0 - edge).abs() < 1.5 && (s.size - size).abs() < 0.5;
    let left = |s: &Strip<'_>| s.x1 < edge - 0.5 * size && (s.size - size).abs() < 1.5;
    let (mut end, mut found) = (from, false);
    while let Some(row) = rows.get(end).filter(|_| end - from < LABELLED) {
        let fits = match row {
            [one] => right(one) || left(one),
            [label, text] => left(label) && right(text),
            _ => false,
        };
        found |= row.iter().any(left);
        let near = end == from || row.first().zip(rows[end - 1].first()).is_some_and(|(a, b)| a.y - b.y < 2.0 * size);
        if !fits || !near {
            break;
        }
        end += 1;
    }
    if !found {
        return None;
    }
    let (names, texts): (Vec<&Strip<'_>>, Vec<&Strip<'_>>) =
        rows.get(from..end)?.iter().copied().flatten().partition(|s| left(s));
    if names.is_empty() || texts.len() < 3 {
        return None;
    }
    let (names, texts) = (stacks(&names), stacks(&texts));
    let middle = |s: &[&Strip<'_>]| {
        let ends = s.first().zip(s.last());
        ends.map_or(0.0, |(a, b)| f32::midpoint(a.y, b.y))
    };
    let mut pairs = Vec::new();
    // The pairs from the first on: behind them another block may begin.
    for (name, text) in names.iter().zip(&texts) {
        if (middle(name) - middle(text)).abs() > SAME_MIDDLE * size {
            break;
        }
        pairs.push((name, text));
    }
    let (name, text) = pairs.first()?;
    // What is level at its first line reads well row by row.
    if text.len() < 3 || name.first()?.y - text.first()?.y < 0.5 * size {
        return None;
    }
    let used: usize = pairs.iter().map(|(n, t)| n.len() + t.len()).sum();
    let mut count = 0;
    let rows_used = rows.get(from..end)?.iter().take_while(|r| {
        count += r.len();
        count <= used
    });
    let behind = from + rows_used.count();
    for (name, text) in &pairs {
        let mut lines = text.iter().map(|s| part(s));
        let label = Part { lines: name.iter().map(|s| Segment::from(**s)).collect(), edges: None };
        out.push(Out::plain(std::iter::once(label).chain(lines.next()).collect()));
        out.extend(lines.map(|l| Out::plain(smallvec![l])));
    }
    Some(behind)
}

/// Lines of one side, cut where the step to the next is wider than the narrowest.
fn stacks<'a, 'g>(lines: &[&'a Strip<'g>]) -> Vec<Vec<&'a Strip<'g>>> {
    let step = |w: &[&Strip<'_>]| w[1].y - w[0].y;
    let least = lines.windows(2).map(step).fold(f32::MAX, f32::min);
    let size = lines.first().map_or(10.0, |s| s.size);
    let mut out: Vec<Vec<&Strip<'_>>> = Vec::new();
    for line in lines {
        let close = out.last().and_then(|s| s.last()).is_some_and(|b| line.y - b.y <= (1.1 * least).min(1.5 * size));
        match out.last_mut() {
            Some(stack) if close => stack.push(line),
            _ => out.push(vec![line]),
        }
    }
    out
}
