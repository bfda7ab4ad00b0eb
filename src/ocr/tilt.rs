//! How the lines of a page lie: their tilt, and whether they stand upright like columns.

use super::gray::Gray;
use super::prepare::threshold;

/// Dots an inch at which lines are looked at.
const LOOK_DPI: f32 = 75.0;
/// Dark runs of this many pixels at [`LOOK_DPI`] are rules, half an inch: no letter is as long.
const RULE: usize = 38;

/// How many pixels of a page make one at about [`LOOK_DPI`].
pub(super) fn factor(dpi: f32) -> usize {
    (dpi.clamp(50.0, 2400.0) / LOOK_DPI).round().max(1.0) as usize
}

/// The dark pixels of a thumbnail.
fn dark(small: &Gray) -> Vec<bool> {
    let limit = threshold(small);
    small.data.iter().map(|v| *v <= limit).collect()
}

/// Their places.
fn places(dark: &[bool], width: usize) -> Vec<(f32, f32)> {
    let each = dark.iter().enumerate().filter(|(_, d)| **d);
    each.map(|(i, _)| ((i % width.max(1)) as f32, (i / width.max(1)) as f32)).collect()
}

/// Takes out long straight runs: a margin ruled off down the page would stand for lines of text that stand upright.
fn without_rules(dark: &[bool], width: usize, height: usize) -> Vec<bool> {
    let mut out = dark.to_vec();
    let mut sweep = |lines: usize, along: usize, at: &dyn Fn(usize, usize) -> usize| {
        for line in 0..lines {
            let mut from = 0;
            for k in 0..=along {
                if k < along && dark.get(at(line, k)) == Some(&true) {
                    continue;
                }
                if k - from >= RULE {
                    for slot in (from..k).map(|j| at(line, j)) {
                        if let Some(pixel) = out.get_mut(slot) {
                            *pixel = false;
                        }
                    }
                }
                from = k + 1;
            }
        }
    };
    sweep(width, height, &|x, y| y * width + x);
    sweep(height, width, &|y, x| y * width + x);
    out
}

/// How sharply the dark pixels gather in rows when the page is sheared by `slope`.
fn sharpness(places: &[(f32, f32)], slope: f32, counts: &mut Vec<f32>, size: usize) -> f64 {
    counts.clear();
    counts.resize(size * 2 + 2, 0.0);
    let shift = size as f32 / 2.0;
    for (x, y) in places {
        let at = (y - x * slope + shift).max(0.0);
        let (i, part) = (at as usize, at.fract());
        if let Some([a, b]) = counts.get_mut(i..i + 2) {
            *a += 1.0 - part;
            *b += part;
        }
    }
    counts.windows(2).map(|w| f64::from((w[1] - w[0]) * (w[1] - w[0]))).sum()
}

/// The tilt of the lines in radians, at most 4.5 degrees.
pub(super) fn tilt(image: &Gray, dpi: f32) -> f32 {
    let small = image.reduced(factor(dpi));
    let (width, height) = (small.width, small.height);
    let places = places(&dark(&small), width);
    if places.len() < 50 || places.len() > width * height / 3 {
        return 0.0;
    }
    let size = width.max(height);
    let mut counts = Vec::new();
    let mut best = (f64::MIN, 0.0f32);
    let mut look = |slope: f32, best: &mut (f64, f32)| {
        let sharp = sharpness(&places, slope, &mut counts, size);
        if sharp > best.0 {
            *best = (sharp, slope);
        }
    };
    for k in -18i32..=18 {
        look(k as f32 * 0.00436, &mut best);
    }
    let middle = best.1;
    for k in -5i32..=5 {
        look(middle + k as f32 * 0.00087, &mut best);
    }
    best.1.atan()
}

/// Whether the lines of a page stand upright like columns, by its thumbnail: then it was scanned sideways.
#[must_use]
pub(super) fn is_sideways(thumbnail: &Gray) -> bool {
    let (width, height) = (thumbnail.width, thumbnail.height);
    let places = places(&without_rules(&dark(thumbnail), width, height), width);
    if places.len() < 200 || places.len() > width * height / 3 {
        return false;
    }
    let size = width.max(height);
    let turned: Vec<(f32, f32)> = places.iter().map(|(x, y)| (*y, *x)).collect();
    let mut counts = Vec::new();
    let mut best = |places: &[(f32, f32)]| -> f64 {
        (-4i32..=4).map(|k| sharpness(places, k as f32 * 0.0087, &mut counts, size)).fold(0.0, f64::max)
    };
    best(&turned) > 1.6 * best(&places)
}

#[cfg(test)]
mod tests {
    use super::super::prepare::{Sheet, tests::page};
    use super::*;

    fn lies(page: &crate::read::image::Raster) -> bool {
        is_sideways(&Sheet::of(page.clone()).thumbnail())
    }

    #[test]
    fn sideways_pages_are_told() {
        let upright = page(0.0, |_, _| 240);
        assert!(!lies(&upright) && lies(&upright.turned(1)));
    }

    /// A margin that is ruled off, and a frame: the page stands as it stood.
    #[test]
    fn rules_turn_no_page() {
        let paper = |x: usize, y: usize| {
            let rule = (x % 300 < 4 || y.abs_diff(100) < 3) && (60..1700).contains(&y);
            if rule { 5 } else { 240 }
        };
        let ruled = page(0.0, paper);
        assert!(!lies(&ruled) && lies(&ruled.turned(3)));
    }
}
