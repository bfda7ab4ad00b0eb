//! Rows: words on one baseline, put together left to right and cut into segments at wide gaps.

use super::stretched;
use super::words::{Word, Words};
use smallvec::SmallVec;

/// Gaps wider than this part of the font size set segments apart.
pub(super) const CELL_GAP: f32 = 1.6;

/// Words of a row that a word a little lower is compared with; more is a row made to take for ever.
const CLASHES: usize = 500;

/// Words on one baseline, as indices, left to right.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) y: f32,
    pub(super) size: f32,
    x1: f32,
    pub(super) words: Vec<u32>,
}

/// Words of one row without a wide gap between them: a line, or what stands in one column of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    pub(super) words: Vec<u32>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Segment {
    pub(super) fn top(&self) -> f32 {
        self.y - 0.8 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.2 * self.size
    }
}

/// The same as part of the row that it was cut from, to look for columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip<'g> {
    pub(super) words: &'g [u32],
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Strip<'_> {
    pub(super) fn top(&self) -> f32 {
        self.y - 0.8 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.2 * self.size
    }
}

impl From<Strip<'_>> for Segment {
    fn from(s: Strip<'_>) -> Self {
        Self { words: s.words.to_vec(), x0: s.x0, x1: s.x1, y: s.y, size: s.size }
    }
}

/// Groups words of one turn into rows, top to bottom, each without the words that are drawn twice.
pub(super) fn rows(words: &mut Words, ids: &[u32]) -> Vec<Group> {
    let mut groups = groups(&words.list, ids);
    for group in &mut groups {
        let key = |i: &u32| words.list.get(*i as usize).map_or(0.0, |w| w.x0);
        group.words.sort_by(|a, b| key(a).total_cmp(&key(b)));
        drop_doubles(words, &mut group.words);
    }
    groups
}

fn groups(list: &[Word], ids: &[u32]) -> Vec<Group> {
    let mut order: Vec<u32> = ids.to_vec();
    let word = |i: u32| list.get(i as usize);
    let y = |i: &u32| word(*i).map_or(0.0, |w| w.y);
    order.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let Some(w) = word(i) else { continue };
        let first = groups.len().saturating_sub(6);
        let mut found = None;
        for g in (first..groups.len()).rev() {
            let Some(group) = groups.get(g) else { continue };
            let dy = w.y - group.y;
            if dy > 0.35 * w.size.min(group.size) {
                continue;
            }
            let clash = dy > 0.12 * w.size
                && w.x0 < group.x1
                && group.words.iter().rev().take(CLASHES).filter_map(|k| word(*k)).any(|o| {
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
            None => {
                let mut own = Vec::with_capacity(16);
                own.push(i);
                groups.push(Group { y: w.y, size: w.size, x1: w.x1, words: own });
            }
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
                || small.size > big.size
                || big.y - small.y > 0.75 * big.size
            {
                continue;
            }
            let left = big.words.iter().filter_map(word).fold(f32::MAX, |m, b| m.min(b.x0));
            let touching = |s: &Word| {
                s.text.1 - s.text.0 <= 8
                    && big.words.iter().filter_map(word).any(|b| (s.x0 - b.x1).abs() < 0.2 * big.size)
            };
            // « •  ⏎ du 1ᵉʳ janvier »: the bullet may stand with the raised signs.
            let bullet = |s: &Word| s.text.1 - s.text.0 <= 3 && s.x1 < left && s.x1 > left - 3.0 * big.size;
            let raised = small.words.iter().filter_map(word).filter(|s| touching(s)).count();
            let touches = raised > 0 && small.words.iter().filter_map(word).all(|s| touching(s) || bullet(s));
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
    let mut double = Vec::new();
    for k in 0..row.len() {
        for j in k + 1..row.len().min(k + 4) {
            let (Some(x), Some(y)) = (words.list.get(row[k] as usize), words.list.get(row[j] as usize)) else { break };
            // From left to right: those behind it are further away.
            if (x.x0 - y.x0).abs() >= 0.2 * x.size {
                break;
            }
            let near = (x.x0 - y.x0).abs() < 0.2 * x.size && (x.y - y.y).abs() < 0.2 * x.size;
            if near && double.get(k) != Some(&true) && words.of(x) == words.of(y) {
                double.resize(row.len(), false);
                double[j] = true;
                if let Some(w) = words.list.get_mut(row[k] as usize) {
                    w.bold = true;
                }
            }
        }
    }
    if double.contains(&true) {
        let mut k = 0;
        row.retain(|_| {
            k += 1;
            !double[k - 1]
        });
    }
}

/// How wide the first of some words is; 0 where there is none.
pub(super) fn first_width(words: &Words, ids: &[u32]) -> f32 {
    ids.first().and_then(|i| words.list.get(*i as usize)).map_or(0.0, |w| w.x1 - w.x0)
}

/// The gaps between the words of a row, in sizes of its letters, narrow to wide.
pub(super) fn gaps(words: &Words, group: &Group) -> SmallVec<[f32; 32]> {
    let mut row = group.words.iter().filter_map(|i| words.list.get(*i as usize));
    let mut end = row.next().map_or(0.0, |w| w.x1);
    let mut gaps = SmallVec::new();
    for w in row {
        gaps.push((w.x0 - end) / w.size.max(0.1));
        end = end.max(w.x1);
    }
    gaps.sort_by(f32::total_cmp);
    gaps
}

/// The gap that half of those of a row are no wider than.
pub(super) fn usual_gap(gaps: &[f32]) -> f32 {
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0)
}

/// Cuts a row at its wide gaps.
pub(super) fn segments(words: &Words, group: &Group) -> Vec<Segment> {
    strips(words, group, CELL_GAP).into_iter().map(Segment::from).collect()
}

/// Cuts a row at gaps wider than this part of the font size; the words stay where they are.
pub(super) fn strips<'g>(words: &Words, group: &'g Group, wide: f32) -> Vec<Strip<'g>> {
    let mut out = Vec::new();
    cut(words, group, wide, &mut out);
    out
}

/// The strips of many rows, one behind the other.
pub(super) struct Strips<'g> {
    all: Vec<Strip<'g>>,
    /// Behind the last of each row.
    ends: Vec<usize>,
}

impl<'g> Strips<'g> {
    /// Cuts rows at gaps wider than this part of the font size.
    pub(super) fn of(words: &Words, groups: &'g [Group], wide: f32) -> Self {
        let mut strips = Self { all: Vec::with_capacity(2 * groups.len()), ends: Vec::with_capacity(groups.len()) };
        let stretched = stretched::rows(words, groups, wide);
        for (k, group) in groups.iter().enumerate() {
            let wide = if stretched.get(k) == Some(&true) { f32::MAX } else { wide };
            cut(words, group, wide, &mut strips.all);
            strips.ends.push(strips.all.len());
        }
        strips
    }

    /// Those of each row.
    pub(super) fn rows(&self) -> Vec<&[Strip<'g>]> {
        let begins = std::iter::once(&0).chain(&self.ends);
        begins.zip(&self.ends).map(|(from, to)| self.all.get(*from..*to).unwrap_or(&[])).collect()
    }
}

/// Adds the strips of a row.
fn cut<'g>(words: &Words, group: &'g Group, wide: f32, out: &mut Vec<Strip<'g>>) {
    let spaced = spaced_letters(words, &group.words);
    // The last word of a letter-spaced one, and the gap that still is in it.
    let letters = |k: usize, gap: f32| {
        let limit = |k: usize| spaced.get(k).copied().flatten();
        k > 0 && limit(k - 1).is_some() && limit(k).is_some_and(|limit| gap <= 3.0 * limit)
    };
    let (mut open, mut size, mut from): (Option<Strip<'g>>, f32, usize) = (None, 0.0, 0);
    for (k, i) in group.words.iter().enumerate() {
        let Some(w) = words.list.get(*i as usize) else { continue };
        match &mut open {
            Some(s) if w.x0 - s.x1 <= wide * w.size.max(size) || !spaced.is_empty() && letters(k, w.x0 - s.x1) => {
                s.x1 = s.x1.max(w.x1);
                if w.size > s.size {
                    (s.size, s.y) = (w.size, w.y);
                }
            }
            _ => {
                if let Some(done) = open.take() {
                    out.push(Strip { words: group.words.get(from..k).unwrap_or(&[]), ..done });
                }
                open = Some(Strip { words: &[], x0: w.x0, x1: w.x1, y: w.y, size: w.size });
                from = k;
            }
        }
        size = w.size;
    }
    out.extend(open.map(|done| Strip { words: group.words.get(from..).unwrap_or(&[]), ..done }));
}

/// For every word, whether it is a letter of a letter-spaced word and the gap after which a new word begins; empty where
/// none is, as in nearly every row.
fn spaced_letters(words: &Words, row: &[u32]) -> Vec<Option<f32>> {
    let mut out = Vec::new();
    if row.len() < 4 {
        return out;
    }
    let word = |k: usize| row.get(k).and_then(|i| words.list.get(*i as usize));
    let single = |k: usize| word(k).is_some_and(|w| w.letter);
    // Four in a row hold every fourth.
    if !(3..row.len()).step_by(4).any(single) {
        return out;
    }
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
            out.resize(row.len(), None);
            for slot in out.iter_mut().take(end).skip(k) {
                *slot = Some(limit);
            }
        }
        k = end.max(k + 1);
    }
    out
}

/// Bytes of words, and how many of them are bold and italic.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    pub(super) all: usize,
    pub(super) bold: usize,
    pub(super) italic: usize,
    /// Where in the text the bold words end that it opens with.
    pub(super) lead: usize,
}

/// Writes the words of a segment and adds them to `weight`.
pub(super) fn write(words: &Words, segment: &Segment, text: &mut String, weight: &mut Weight) {
    let spaced = spaced_letters(words, &segment.words);
    let mut previous: Option<(&Word, f32)> = None;
    for (k, i) in segment.words.iter().enumerate() {
        let Some(w) = words.list.get(*i as usize) else { continue };
        let mut end = w.x1;
        if let Some((p, x1)) = previous {
            let (gap, size) = (w.x0 - x1, p.size.max(w.size));
            let letters = spaced.get(k).copied().flatten().filter(|_| spaced.get(k - 1).is_some_and(Option::is_some));
            if let Some(limit) = letters {
                text.push_str(if gap > limit { "  " } else { " " });
            } else if w.spaced || gap > 0.14 * size || gap < -0.5 * size {
                text.push(' ');
            }
            end = end.max(x1);
        }
        let word = words.of(w);
        text.push_str(word);
        if w.bold && weight.bold == weight.all {
            weight.lead = text.len();
        }
        weight.all += word.len();
        weight.bold += if w.bold { word.len() } else { 0 };
        weight.italic += if w.italic { word.len() } else { 0 };
        previous = Some((w, end));
    }
}
