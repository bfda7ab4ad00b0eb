//! Justified lines that a hand broke: few words drawn out over the whole width, with gaps as wide as those between columns.
//!
//! Their gaps are one, as a justifier makes them, and they begin and end where other lines of the text do.

use super::rows::Group;
use super::words::Words;
use smallvec::SmallVec;

/// Gaps within this part of each other are one.
const SAME_GAP: f32 = 0.06;
/// Fewer gaps are chance.
const LEAST_GAPS: usize = 2;
/// So many gaps in ten are one; a label may have wider ones.
const MOST: usize = 7;
/// Margins are met within so many points.
const MARGIN: f32 = 1.5;
/// A line of fewer words shows no margin.
const DENSE: usize = 4;

/// What a row looks like: its ends, its widest gap, and the gap that most have.
#[derive(Clone, Copy)]
struct Shape {
    x0: f32,
    x1: f32,
    words: usize,
    wide: f32,
    usual: Option<f32>,
}

/// For each row, whether it is a line drawn out; empty where none is, as on nearly every page.
pub(super) fn rows(words: &Words, groups: &[Group], wide: f32) -> Vec<bool> {
    let shapes: Vec<Option<Shape>> = groups.iter().map(|g| shape(words, g)).collect();
    let drawn_out = |s: &Shape| s.words > LEAST_GAPS && s.usual.is_some_and(|u| u > wide);
    if !shapes.iter().flatten().any(drawn_out) {
        return Vec::new();
    }
    let meets = |a: &Shape, b: &Shape| (a.x0 - b.x0).abs() < MARGIN && (a.x1 - b.x1).abs() < MARGIN;
    // A line with gaps of other widths between the same margins: what stands in columns has its gaps where they are.
    let shows = |s: &Shape, o: &Shape| {
        let dense = o.words >= DENSE && o.wide <= wide;
        meets(s, o) && (dense || drawn_out(o) && (o.wide - s.wide).abs() > SAME_GAP * s.wide)
    };
    let margins: Vec<Shape> =
        shapes.iter().flatten().filter(|s| drawn_out(s) || s.words >= DENSE && s.wide <= wide).copied().collect();
    let found = |s: &Option<Shape>| s.is_some_and(|s| drawn_out(&s) && margins.iter().any(|o| shows(&s, o)));
    shapes.iter().map(found).collect()
}

/// The shape of a row; gaps in sizes of its letters.
fn shape(words: &Words, group: &Group) -> Option<Shape> {
    let mut row = group.words.iter().filter_map(|i| words.list.get(*i as usize));
    let first = row.next()?;
    let mut out = Shape { x0: first.x0, x1: first.x1, words: 1, wide: 0.0, usual: None };
    let mut gaps: SmallVec<[f32; 32]> = SmallVec::new();
    for w in row {
        let gap = (w.x0 - out.x1) / w.size.max(0.1);
        gaps.push(gap);
        (out.wide, out.x1, out.words) = (out.wide.max(gap), out.x1.max(w.x1), out.words + 1);
    }
    gaps.sort_by(f32::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let same = gaps.iter().filter(|g| (**g - middle).abs() <= SAME_GAP * middle).count();
    out.usual = (same * 10 >= gaps.len() * MOST && middle > 0.0).then_some(middle);
    Some(out)
}
