//! Justified lines that a hand broke: few words drawn out over the whole width, with gaps as wide as those between columns.
//!
//! Their gaps are one, as a justifier makes them, and they begin and end where other lines of the text do.

use super::rows::{self, Group};
use super::words::Words;

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
    let mut ends = group.words.iter().filter_map(|i| words.list.get(*i as usize)).map(|w| (w.x0, w.x1));
    let (x0, first) = ends.next()?;
    let x1 = ends.fold(first, |m, (_, x1)| m.max(x1));
    let gaps = rows::gaps(words, group);
    let middle = rows::usual_gap(&gaps);
    let same = gaps.iter().filter(|g| (**g - middle).abs() <= SAME_GAP * middle).count();
    let usual = (same * 10 >= gaps.len() * MOST && middle > 0.0).then_some(middle);
    Some(Shape { x0, x1, words: gaps.len() + 1, wide: gaps.last().copied().unwrap_or(0.0), usual })
}
