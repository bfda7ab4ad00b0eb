//! Tables with lines between their rows and none between their columns: the columns are the white strips that run
//! through all rows.

use super::grid::Grid;
use super::rules::{Rule, Rules};
use super::words::{Word, Words};

/// The highest row, in points; lines further apart divide text, not rows.
const MAX_ROW: f32 = 90.0;
/// The lowest row: closer lines are double lines.
const MIN_ROW: f32 = 7.0;

/// The tables among lines that are no borders of tables found before; `ids` are the words that may stand in them.
pub(super) fn find(words: &Words, rules: &Rules, ids: &[u32], taken: &[[f32; 4]]) -> Vec<Grid> {
    let (mut lines, _) = rules.joined();
    // Under a table with borders of its own, a line across the page would be one more row.
    let border = |r: &Rule| {
        let inside = |[x0, y0, x1, y1]: &[f32; 4]| {
            (y0 - 2.0..=y1 + 2.0).contains(&r.at) && r.from >= x0 - 3.0 && r.to <= x1 + 3.0
        };
        taken.iter().any(inside)
    };
    lines.retain(|r| r.to - r.from > 60.0 && !border(r));
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut stacks: Vec<Vec<Rule>> = Vec::new();
    for line in lines.iter().take(2_000) {
        let same = |s: &&mut Vec<Rule>| {
            s.last().is_some_and(|l| {
                (l.from - line.from).abs() < 3.0
                    && (l.to - line.to).abs() < 3.0
                    && (0.0..MAX_ROW).contains(&(line.at - l.at))
            })
        };
        match stacks.iter_mut().rev().take(50).find(same) {
            Some(stack) if stack.last().is_some_and(|l| line.at - l.at >= MIN_ROW) => stack.push(*line),
            Some(_) => {}
            None => stacks.push(vec![*line]),
        }
    }
    stacks.iter().filter(|s| s.len() >= 3).filter_map(|s| table(words, rules, s, ids)).collect()
}

fn table(words: &Words, rules: &Rules, stack: &[Rule], ids: &[u32]) -> Option<Grid> {
    let (first, last) = (stack.first()?, stack.last()?);
    let (left, right) = (first.from - 2.0, first.to + 2.0);
    let middle = |w: &Word| w.y - 0.3 * w.size;
    let beside: Vec<&Word> = ids
        .iter()
        .filter_map(|i| words.list.get(*i as usize))
        .filter(|w| w.x0 > left - 2.0 && w.x1 < right + 2.0)
        .collect();
    let inside: Vec<&Word> = beside.iter().copied().filter(|w| middle(w) > first.at && middle(w) < last.at).collect();
    let xs = joints(rules, stack, &inside).or_else(|| columns(&inside, left, right))?;
    let mut ys: Vec<f32> = stack.iter().map(|r| r.at).collect();
    if let Some(top) = head(&beside, first.at, &xs) {
        ys.insert(0, top);
    }
    Some(Grid::plain(xs, ys))
}

/// The borders of the columns where each cell draws its own piece of the line: the joints that all lines share.
fn joints(rules: &Rules, stack: &[Rule], inside: &[&Word]) -> Option<Vec<f32>> {
    let pieces = |line: &Rule| -> Vec<f32> {
        let own = rules.horizontal.iter().filter(|r| {
            (r.at - line.at).abs() < 1.5 && r.from >= line.from - 1.0 && r.to <= line.to + 1.0 && r.to - r.from > 6.0
        });
        let mut xs: Vec<f32> = own.flat_map(|r| [r.from, r.to]).collect();
        xs.sort_by(f32::total_cmp);
        xs.dedup_by(|b, a| *b - *a < 2.0);
        xs
    };
    let xs = pieces(stack.first()?);
    let same = |line: &&Rule| {
        let own = pieces(line);
        own.len() == xs.len() && own.iter().zip(&xs).all(|(a, b)| (a - b).abs() < 2.0)
    };
    let crossed = |w: &&&Word| xs.iter().any(|x| w.x0 + 1.0 < *x && *x < w.x1 - 1.0);
    let agree = stack.iter().filter(same).count();
    (xs.len() > 2 && agree * 4 >= stack.len() * 3 && inside.iter().filter(crossed).count() * 20 < inside.len())
        .then_some(xs)
}

/// The borders of the columns: the middles of the strips that no word crosses.
fn columns(inside: &[&Word], left: f32, right: f32) -> Option<Vec<f32>> {
    let size = inside.iter().map(|w| w.size).fold(0.0, f32::max);
    let mut spans: Vec<(f32, f32)> = inside.iter().map(|w| (w.x0, w.x1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut xs = vec![left];
    let mut end = spans.first()?.1;
    for (x0, x1) in spans {
        if x0 - end > 0.7 * size {
            xs.push(f32::midpoint(end, x0));
        }
        end = end.max(x1);
    }
    xs.push(right);
    (xs.len() > 2).then_some(xs)
}

/// The top of a head row that stands above the first line: at most three lines of text close above it, each word
/// within a column.
fn head(beside: &[&Word], line: f32, xs: &[f32]) -> Option<f32> {
    let mut above: Vec<&Word> =
        beside.iter().copied().filter(|w| w.y <= line + 1.0 && w.y > line - 5.0 * w.size).collect();
    above.sort_by(|a, b| b.y.total_cmp(&a.y));
    let column = |x: f32| xs.partition_point(|e| *e <= x);
    let (mut top, mut used, mut edge) = (None, Vec::new(), line);
    for w in above {
        if edge - w.y > 0.9 * w.size || top.is_some_and(|t: f32| line - t > 3.8 * w.size) {
            break;
        }
        let at = column(w.x0);
        if at != column(w.x1) {
            return None;
        }
        used.push(at);
        edge = edge.min(w.y - 0.8 * w.size);
        top = Some(edge - 0.1 * w.size);
    }
    used.sort_unstable();
    used.dedup();
    top.filter(|_| used.len() >= 2)
}
