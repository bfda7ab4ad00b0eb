//! What stands side by side on a page of words: columns that are read one after the other, lines that are one row.

use super::rows::Row;

/// Segments that a column has at the least.
const MIN_COLUMN: usize = 3;
/// Blocks within blocks.
const MAX_DEPTH: u32 = 6;

/// Two columns that are read one after the other.
struct Band {
    top: f32,
    bottom: f32,
    at: f32,
}

/// Finds columns of prose, such as the counts in the margin beside the minutes: the lines of the two sides do not
/// stand level. Lines of a list in two columns do, and are read row by row.
fn columns(rows: &[Row<'_>], size: f32) -> Option<Band> {
    let mut edges: Vec<f32> = rows.iter().map(|r| r.x0).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| *a - *b < 0.4 * size);
    let slack = 0.5 * size;
    let mut best: Option<(usize, Band)> = None;
    for at in edges.into_iter().map(|x| x - 0.1 * size) {
        let mut from = 0;
        while from < rows.len() {
            let crosses = |r: &Row<'_>| r.x0 < at - slack && r.x1 > at + slack;
            let len = rows.get(from..).unwrap_or(&[]).iter().take_while(|r| !crosses(r)).count();
            if let Some(run) = rows.get(from..from + len)
                && let Some(few) = flows(run, at + slack)
                && best.as_ref().is_none_or(|(n, _)| few > *n)
                && let (Some(first), Some(last)) = (run.first(), run.last())
            {
                best = Some((few, Band { top: first.y, bottom: last.y, at: at + slack }));
            }
            from += len + 1;
        }
    }
    best.map(|b| b.1)
}

/// Whether two sides are read one after the other; gives the number of lines of the shorter side.
fn flows(run: &[Row<'_>], at: f32) -> Option<usize> {
    let (left, right): (Vec<&Row<'_>>, Vec<&Row<'_>>) = run.iter().partition(|r| r.x1 <= at);
    if left.len() < MIN_COLUMN || right.len() < MIN_COLUMN {
        return None;
    }
    let figures = |side: &[&Row<'_>]| {
        let (d, n) = side.iter().map(|r| r.digits()).fold((0, 0), |(d, n), (e, m)| (d + e, n + m));
        d * 5 > n * 2
    };
    if figures(&left) || figures(&right) {
        return None;
    }
    let (few, many) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let beside = |s: &&&Row<'_>| many.iter().any(|o| (o.y - s.y).abs() < 0.8 * o.height.max(s.height));
    let level = |s: &&&Row<'_>| many.iter().any(|o| (o.base - s.base).abs() < 0.2 * o.height.min(s.height));
    let near = few.iter().filter(beside).count();
    let same = few.iter().filter(beside).filter(level).count();
    (near >= MIN_COLUMN && same * 2 < near).then_some(few.len())
}

/// Puts the segments into reading order, block by block.
pub(super) fn in_order<'a>(rows: Vec<Row<'a>>, size: f32, depth: u32, out: &mut Vec<Row<'a>>) {
    let Some(band) = (depth < MAX_DEPTH).then(|| columns(&rows, size)).flatten() else {
        out.extend(side_by_side(rows));
        return;
    };
    let mut parts: [Vec<Row<'a>>; 4] = Default::default();
    for row in rows {
        let part = match row.y {
            y if y < band.top => 0,
            y if y > band.bottom => 3,
            _ if row.x1 <= band.at => 1,
            _ => 2,
        };
        if let Some(list) = parts.get_mut(part) {
            list.push(row);
        }
    }
    let width = |part: &[Row<'_>]| {
        let left = part.iter().fold(f32::MAX, |m, r| m.min(r.x0));
        part.iter().fold(f32::MIN, |m, r| m.max(r.x1)) - left
    };
    let [_, left, right, _] = &mut parts;
    let (l, r) = (width(left), width(right));
    let narrow = if l < 0.5 * r { Some(left) } else { (r < 0.5 * l).then_some(right) };
    for row in narrow.into_iter().flatten() {
        row.aside = true;
    }
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        in_order(part, size, depth + 1, out);
    }
}

/// Whether the words of two rows share a part of the width.
fn clash(a: &Row<'_>, b: &Row<'_>) -> bool {
    a.words.iter().any(|p| {
        b.words.iter().any(|q| {
            let shared = p.bbox[2].min(q.bbox[2]) - p.bbox[0].max(q.bbox[0]);
            shared > 0.2 * (p.bbox[2] - p.bbox[0]).min(q.bbox[2] - q.bbox[0])
        })
    })
}

/// Puts lines that stand side by side into one row.
fn side_by_side(lines: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(lines.len());
    for line in lines {
        let first = rows.len().saturating_sub(6);
        let found = (first..rows.len()).rev().find(|g| {
            rows.get(*g).is_some_and(|row| {
                let near = (line.y - row.y).abs() < 0.5 * line.height.min(row.height);
                near && !clash(row, &line)
            })
        });
        match found.and_then(|g| rows.get_mut(g)) {
            Some(row) => row.words.extend(line.words),
            None => rows.push(line),
        }
    }
    for row in &mut rows {
        row.words.sort_by(|a, b| a.bbox[0].total_cmp(&b.bbox[0]));
    }
    rows
}
