//! Layout: words of a page to rows, rows to lines with cells, in reading order.

use super::words::{Word, Words};
use crate::page::LineStyle;
use std::ops::Range;

/// Word spaces wider than this part of the font size set cells apart.
const CELL_GAP: f32 = 1.6;
/// Two lines further apart than this many usual pitches have a gap between them.
const LINE_GAP: f32 = 1.4;

/// A line of the page's text.
#[derive(Debug)]
pub(super) struct Row {
    /// Its bytes in the page's text.
    pub(super) text: Range<usize>,
    /// Its cells, as bytes of the page's text with left and right edge; empty without a column gap.
    pub(super) cells: Vec<(Range<usize>, f32, f32)>,
    pub(super) style: LineStyle,
}

/// Words on one baseline, as indices.
struct Group {
    y: f32,
    size: f32,
    turn: u8,
    x1: f32,
    words: Vec<u32>,
}

/// Lays out the words of a page; gives its text and its lines.
pub(super) fn lay_out(words: &mut Words) -> (String, Vec<Row>) {
    let groups = groups(&words.list);
    let mut text = String::with_capacity(words.text.len() + words.list.len() + 64);
    let mut rows = Vec::with_capacity(groups.len());
    let pitch = usual_pitch(&groups);
    let mut before: Option<(f32, f32, u8)> = None;
    for mut group in groups {
        group.words.sort_by(|a, b| key(&words.list, *a).total_cmp(&key(&words.list, *b)));
        drop_doubles(words, &mut group.words);
        let mut row = row(words, &group, &mut text);
        if row.text.is_empty() {
            continue;
        }
        row.style.gap_before = match before {
            Some((y, size, turn)) => turn != group.turn || group.y - y > LINE_GAP * pitch * size.max(group.size),
            None => true,
        };
        before = Some((group.y, group.size, group.turn));
        rows.push(row);
        text.push('\n');
    }
    text.pop();
    (text, rows)
}

fn key(list: &[Word], i: u32) -> f32 {
    list.get(i as usize).map_or(0.0, |w| w.x0)
}

/// Groups words into rows, top to bottom; turned text comes after the upright.
fn groups(list: &[Word]) -> Vec<Group> {
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    let word = |i: u32| list.get(i as usize);
    order.sort_by(|a, b| match (word(*a), word(*b)) {
        (Some(a), Some(b)) => a.turn.cmp(&b.turn).then(a.y.total_cmp(&b.y)),
        _ => std::cmp::Ordering::Equal,
    });
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let Some(w) = word(i) else { continue };
        let first = groups.len().saturating_sub(6);
        let mut found = None;
        for g in (first..groups.len()).rev() {
            let Some(group) = groups.get(g) else { continue };
            let dy = w.y - group.y;
            if group.turn != w.turn || dy > 0.35 * w.size.min(group.size) {
                continue;
            }
            let clash = dy > 0.12 * w.size
                && w.x0 < group.x1
                && group.words.iter().filter_map(|k| word(*k)).any(|o| {
                    let shared = o.x1.min(w.x1) - o.x0.max(w.x0);
                    shared > 0.3 * (o.x1 - o.x0).min(w.x1 - w.x0)
                });
            if !clash {
                found = Some(g);
                break;
            }
        }
        match found.and_then(|g| groups.get_mut(g)) {
            Some(group) => {
                group.words.push(i);
                group.x1 = group.x1.max(w.x1);
                if w.size > group.size {
                    (group.size, group.y) = (w.size, w.y);
                }
            }
            None => groups.push(Group { y: w.y, size: w.size, turn: w.turn, x1: w.x1, words: vec![i] }),
        }
    }
    raise_superscripts(list, &mut groups);
    groups
}

/// Puts small raised words (« 1er », « N° ») into the row whose words they touch.
fn raise_superscripts(list: &[Word], groups: &mut Vec<Group>) {
    let word = |i: &u32| list.get(*i as usize);
    for g in 0..groups.len() {
        for next in g + 1..(g + 3).min(groups.len()) {
            let (Some(small), Some(big)) = (groups.get(g), groups.get(next)) else { break };
            if small.words.is_empty()
                || small.words.len() > 12
                || small.turn != big.turn
                || small.size > big.size
                || big.y - small.y > 0.75 * big.size
            {
                continue;
            }
            let touches = small.words.iter().filter_map(word).all(|s| {
                s.text.1 - s.text.0 <= 8
                    && big.words.iter().filter_map(word).any(|b| (s.x0 - b.x1).abs() < 0.2 * big.size)
            });
            if touches {
                let moved = groups.get_mut(g).map(|s| std::mem::take(&mut s.words)).unwrap_or_default();
                if let Some(big) = groups.get_mut(next) {
                    big.words.extend(moved);
                }
                break;
            }
        }
    }
    groups.retain(|g| !g.words.is_empty());
}

/// Drops words drawn twice at almost the same place (fake bold); the one that stays is bold.
fn drop_doubles(words: &mut Words, row: &mut Vec<u32>) {
    let mut k = 0;
    while k < row.len() {
        let mut j = k + 1;
        while j < row.len().min(k + 4) {
            let (Some(a), Some(b)) = (row.get(k).copied(), row.get(j).copied()) else { break };
            let (Some(x), Some(y)) = (words.list.get(a as usize), words.list.get(b as usize)) else { break };
            let same =
                (x.x0 - y.x0).abs() < 0.2 * x.size && (x.y - y.y).abs() < 0.2 * x.size && words.of(x) == words.of(y);
            if same {
                if let Some(w) = words.list.get_mut(a as usize) {
                    w.bold = true;
                }
                row.remove(j);
            } else {
                j += 1;
            }
        }
        k += 1;
    }
}

/// The usual distance of two lines, in font sizes.
fn usual_pitch(groups: &[Group]) -> f32 {
    let mut steps: Vec<f32> = groups
        .windows(2)
        .filter_map(|w| match w {
            [a, b] if a.turn == b.turn && a.size > 0.0 => Some((b.y - a.y) / a.size.max(b.size)),
            _ => None,
        })
        .filter(|s| (0.7..3.0).contains(s))
        .collect();
    if steps.is_empty() {
        return 1.2;
    }
    let middle = steps.len() / 2;
    steps.select_nth_unstable_by(middle, f32::total_cmp);
    steps.get(middle).copied().unwrap_or(1.2).clamp(1.0, 2.2)
}

/// For every word, whether it is a letter of a letter-spaced word and the gap after which a new word begins.
fn spaced_letters(words: &Words, row: &[u32]) -> Vec<Option<f32>> {
    let mut out = vec![None; row.len()];
    let word = |k: usize| row.get(k).and_then(|i| words.list.get(*i as usize));
    let single = |k: usize| {
        word(k).is_some_and(|w| {
            let mut chars = words.of(w).chars();
            matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() || matches!(c, '\'' | '’' | '°' | '-'))
        })
    };
    let mut k = 0;
    while k < row.len() {
        let mut end = k;
        while end < row.len() && single(end) {
            end += 1;
        }
        if end - k >= 4 {
            let mut gaps: Vec<f32> = (k + 1..end).filter_map(|j| Some(word(j)?.x0 - word(j - 1)?.x1)).collect();
            gaps.sort_by(f32::total_cmp);
            let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
            let size = word(k).map_or(10.0, |w| w.size);
            let limit = (1.6 * usual).max(usual + 0.15 * size);
            for slot in out.iter_mut().take(end).skip(k) {
                *slot = Some(limit);
            }
        }
        k = end.max(k + 1);
    }
    out
}

/// Writes one row into the page's text.
fn row(words: &Words, group: &Group, text: &mut String) -> Row {
    let start = text.len();
    let mut cells: Vec<(Range<usize>, f32, f32)> = Vec::new();
    let mut open: Option<(usize, f32)> = None;
    let (mut x_end, mut bold, mut chars) = (f32::MIN, 0usize, 0usize);
    let (mut left, mut top, mut bottom) = (f32::MAX, f32::MAX, f32::MIN);
    let spaced = if group.words.len() >= 4 { spaced_letters(words, &group.words) } else { Vec::new() };
    let mut previous: Option<&Word> = None;
    for (k, w) in group.words.iter().enumerate().filter_map(|(k, i)| Some((k, words.list.get(*i as usize)?))) {
        if let Some(p) = previous {
            let (gap, size) = (w.x0 - x_end, p.size.max(w.size));
            let letters =
                spaced.get(k).copied().flatten().filter(|_| k > 0 && spaced.get(k - 1).is_some_and(Option::is_some));
            if gap > CELL_GAP * size && letters.is_none_or(|limit| gap > 3.0 * limit) {
                if let Some((from, x0)) = open.take() {
                    cells.push((from..text.len(), x0, x_end));
                }
                let spaces = ((gap / (0.5 * size)) as usize).clamp(3, 60);
                text.extend(std::iter::repeat_n(' ', spaces));
            } else if let Some(limit) = letters {
                text.push_str(if gap > limit { "  " } else { " " });
            } else if w.spaced || gap > 0.14 * size || gap < -0.5 * size {
                text.push(' ');
            }
        }
        if open.is_none() {
            open = Some((text.len(), w.x0));
        }
        let word = words.of(w);
        text.push_str(word);
        chars += word.len();
        bold += if w.bold { word.len() } else { 0 };
        x_end = x_end.max(w.x1);
        left = left.min(w.x0);
        top = top.min(w.y - 0.8 * w.size);
        bottom = bottom.max(w.y + 0.2 * w.size);
        previous = Some(w);
    }
    if let Some((from, x0)) = open.take() {
        cells.push((from..text.len(), x0, x_end));
    }
    if cells.len() < 2 {
        cells.clear();
    }
    let style = LineStyle {
        bold: bold * 2 > chars,
        size: group.size,
        indent: left,
        bbox: (group.turn == 0 && chars > 0).then_some([left, top, x_end, bottom]),
        ..LineStyle::default()
    };
    Row { text: start..text.len(), cells, style }
}
