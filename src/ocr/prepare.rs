//! Preparation of a page image: what is done, in which order, and why. Each step was measured on degraded pages
//! (`examples/ocr_bench.rs`); what did not pay is not here.

use super::gray::Gray;
use crate::read::image::Raster;

/// The steps of one pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps {
    /// Coloured ink fades: the brightest channel is taken.
    pub dropout: bool,
    /// Dark borders of the scanner become paper.
    pub edges: bool,
    /// Uneven paper becomes even.
    pub flatten: bool,
    /// Tilted lines become level.
    pub deskew: bool,
    /// Smoothing, in pixels of a Gaussian at 300 dots an inch.
    pub smooth: Option<f32>,
}

/// The first pass.
pub const FIRST: Steps = Steps { dropout: true, edges: true, flatten: true, deskew: true, smooth: None };
/// The page as it is: for measurements.
pub const RAW: Steps = Steps { dropout: false, edges: false, flatten: false, deskew: false, smooth: None };
/// The page as it is but for its tilt: rows of a list in columns are lost on a tilted page.
pub const LEVEL: Steps = Steps { deskew: true, ..RAW };
/// For noise: smoothed.
pub const SMOOTH: Steps = Steps { smooth: Some(1.1), ..FIRST };
/// For broken strokes, which flattening breaks further: smoothed and not flattened.
pub const ROUND: Steps = Steps { flatten: false, ..SMOOTH };

/// A prepared page.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The image for the engine.
    pub image: Gray,
    /// Its dots an inch.
    pub dpi: f32,
    /// The tilt that was taken out, in radians: positive where lines fell to the right.
    pub angle: f32,
}

/// Above this resolution a page is reduced: the engine gains nothing and takes longer.
const MAX_DPI: f32 = 420.0;
/// Tilts below this are left alone, in radians.
const MIN_TILT: f32 = 0.0022;

/// Prepares a page, which is turned by quarter turns first.
#[must_use]
pub fn prepare(raster: &Raster, quarters: u8, steps: Steps) -> Prepared {
    let gray = if steps.dropout { Gray::brightest(raster) } else { Gray::luma(raster) };
    let mut image = gray.turned(quarters);
    let mut dpi = raster.dpi.clamp(50.0, 2400.0);
    let shrink = (dpi / 300.0).round() as usize;
    if dpi > MAX_DPI && shrink > 1 {
        image = image.reduced(shrink);
        dpi /= shrink as f32;
    }
    if steps.edges {
        clear_edges(&mut image, dpi);
    }
    if steps.flatten {
        flatten(&mut image, dpi);
    }
    if let Some(sigma) = steps.smooth {
        image = image.smoothed((sigma * dpi / 300.0).max(0.5));
    }
    let mut angle = 0.0;
    if steps.deskew {
        angle = tilt(&image, dpi);
        if angle.abs() < MIN_TILT {
            angle = 0.0;
        } else {
            image = image.rotated(angle);
        }
    }
    Prepared { image, dpi, angle }
}

/// The grey value that divides ink from paper (Otsu 1979).
#[must_use]
pub fn threshold(image: &Gray) -> u8 {
    let mut counts = [0u64; 256];
    for v in &image.data {
        if let Some(n) = counts.get_mut(usize::from(*v)) {
            *n += 1;
        }
    }
    let total = image.data.len() as f64;
    let sum: f64 = counts.iter().enumerate().map(|(v, n)| v as f64 * *n as f64).sum();
    let (mut below, mut sum_below, mut best, mut at) = (0.0, 0.0, -1.0, 127u8);
    for (v, n) in counts.iter().enumerate() {
        below += *n as f64;
        sum_below += v as f64 * *n as f64;
        if below == 0.0 || below >= total {
            continue;
        }
        let apart = sum_below / below - (sum - sum_below) / (total - below);
        let between = below * (total - below) * apart * apart;
        if between > best {
            (best, at) = (between, v as u8);
        }
    }
    at
}

/// Whether a page shows nothing: hardly a pixel is darker than its paper.
#[must_use]
pub fn is_blank(raster: &Raster) -> bool {
    let gray = Gray::luma(raster).reduced((raster.dpi / 75.0).round().max(1.0) as usize);
    let mut values: Vec<u8> = gray.data.clone();
    if values.is_empty() {
        return true;
    }
    let middle = values.len() / 2;
    let paper = *values.select_nth_unstable(middle).1;
    let dark = gray.data.iter().filter(|v| **v < paper.saturating_sub(24)).count();
    dark * 20_000 < gray.data.len()
}

/// Fills dark areas that touch the border of the page with paper: the lid of the scanner, the fold of the book. What
/// lies further inside than an eighth of the page is left alone.
fn clear_edges(image: &mut Gray, dpi: f32) {
    let n = (dpi / 50.0).round().max(1.0) as usize;
    let small = image.reduced(n);
    let (w, h) = (small.width, small.height);
    if w < 8 || h < 8 {
        return;
    }
    let limit = threshold(&small).min(140);
    let dark = |x: usize, y: usize| small.data.get(y * w + x).is_some_and(|v| *v <= limit);
    let (mx, my) = (w / 8, h / 8);
    let within = |x: usize, y: usize| x < mx || y < my || x >= w - mx || y >= h - my;
    let mut filled = vec![false; w * h];
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let border = (0..w).flat_map(|x| [(x, 0), (x, h - 1)]).chain((0..h).flat_map(|y| [(0, y), (w - 1, y)]));
    for (x, y) in border {
        if dark(x, y) {
            stack.push((x, y));
        }
    }
    while let Some((x, y)) = stack.pop() {
        let Some(slot) = filled.get_mut(y * w + x) else { continue };
        if *slot || !dark(x, y) || !within(x, y) {
            continue;
        }
        *slot = true;
        for (dx, dy) in [(-1i64, 0i64), (1, 0), (0, -1), (0, 1)] {
            let (nx, ny) = (x as i64 + dx, y as i64 + dy);
            if nx >= 0 && ny >= 0 && (nx as usize) < w && (ny as usize) < h {
                stack.push((nx as usize, ny as usize));
            }
        }
    }
    let paper = {
        let mut values = small.data.clone();
        let at = values.len() * 3 / 4;
        *values.select_nth_unstable(at).1
    };
    for y in 0..h {
        for x in 0..w {
            // One block around a filled one is filled too: the edge of a shadow is grey.
            let near = (y.saturating_sub(1)..=(y + 1).min(h - 1))
                .any(|b| (x.saturating_sub(1)..=(x + 1).min(w - 1)).any(|a| filled.get(b * w + a) == Some(&true)));
            if !near {
                continue;
            }
            // Blocks at the far border also cover what the reduction cut off.
            let (x1, y1) = (
                if x == w - 1 { image.width } else { (x + 1) * n },
                if y == h - 1 { image.height } else { (y + 1) * n },
            );
            for py in y * n..y1 {
                if let Some(run) = image.data.get_mut(py * image.width + x * n..py * image.width + x1) {
                    run.fill(paper);
                }
            }
        }
    }
}

/// Divides by the paper's brightness, which is measured tile by tile, and stretches faded ink to black.
fn flatten(image: &mut Gray, dpi: f32) {
    let tile = (dpi / 4.0).round().max(8.0) as usize;
    let (tw, th) = (image.width.div_ceil(tile), image.height.div_ceil(tile));
    if tw < 2 || th < 2 {
        return;
    }
    let mut paper = vec![0f32; tw * th];
    for ty in 0..th {
        for tx in 0..tw {
            let mut counts = [0u32; 256];
            let mut total = 0;
            for y in (ty * tile..((ty + 1) * tile).min(image.height)).step_by(2) {
                let row = image.row(y);
                for v in row.get(tx * tile..((tx + 1) * tile).min(image.width)).unwrap_or(&[]).iter().step_by(2) {
                    if let Some(n) = counts.get_mut(usize::from(*v)) {
                        *n += 1;
                        total += 1;
                    }
                }
            }
            let mut left = total / 5;
            let bright = (0..256usize).rev().find(|v| {
                let n = counts.get(*v).copied().unwrap_or(0);
                let found = n > left;
                left = left.saturating_sub(n);
                found
            });
            if let Some(slot) = paper.get_mut(ty * tw + tx) {
                *slot = bright.unwrap_or(255) as f32;
            }
        }
    }
    let at =
        |paper: &[f32], x: usize, y: usize| paper.get(y.min(th - 1) * tw + x.min(tw - 1)).copied().unwrap_or(255.0);
    // A tile full of ink takes its paper from its neighbours.
    let grown: Vec<f32> = (0..th)
        .flat_map(|y| (0..tw).map(move |x| (x, y)))
        .map(|(x, y)| {
            let mut best = 0f32;
            for b in y.saturating_sub(1)..=(y + 1).min(th - 1) {
                for a in x.saturating_sub(1)..=(x + 1).min(tw - 1) {
                    best = best.max(at(&paper, a, b));
                }
            }
            (best + at(&paper, x, y)) / 2.0
        })
        .collect();
    let width = image.width;
    let mut counts = [0u32; 256];
    let mut scales = vec![0f32; width];
    for y in 0..image.height {
        let fy = ((y as f32 + 0.5) / tile as f32 - 0.5).max(0.0);
        let (y0, part) = (fy as usize, fy.fract());
        if y % 4 == 0 {
            for (x, slot) in scales.iter_mut().enumerate() {
                let fx = ((x as f32 + 0.5) / tile as f32 - 0.5).max(0.0);
                let (x0, px) = (fx as usize, fx.fract());
                let top = at(&grown, x0, y0) * (1.0 - px) + at(&grown, x0 + 1, y0) * px;
                let low = at(&grown, x0, y0 + 1) * (1.0 - px) + at(&grown, x0 + 1, y0 + 1) * px;
                *slot = 250.0 / (top * (1.0 - part) + low * part).max(40.0);
            }
        }
        if let Some(row) = image.data.get_mut(y * width..(y + 1) * width) {
            for (v, scale) in row.iter_mut().zip(&scales) {
                *v = (f32::from(*v) * scale).min(255.0) as u8;
                if let Some(n) = counts.get_mut(usize::from(*v)) {
                    *n += 1;
                }
            }
        }
    }
    stretch(image, &counts);
}

/// Maps the darkest three thousandths to black where they are grey.
fn stretch(image: &mut Gray, counts: &[u32; 256]) {
    let mut left = image.data.len() as u32 / 300;
    let ink = counts.iter().position(|n| {
        let found = *n > left;
        left = left.saturating_sub(*n);
        found
    });
    let ink = ink.unwrap_or(0).min(200) as f32;
    if ink < 30.0 {
        return;
    }
    let map: Vec<u8> =
        (0..256).map(|v| (((v as f32 - ink).max(0.0)) * 255.0 / (250.0 - ink)).min(255.0) as u8).collect();
    for v in &mut image.data {
        *v = map.get(usize::from(*v)).copied().unwrap_or(*v);
    }
}

/// The dark pixels of a page at about 75 dots an inch, as places.
fn ink(image: &Gray, dpi: f32) -> (Vec<(f32, f32)>, usize, usize) {
    let small = image.reduced((dpi / 75.0).round().max(1.0) as usize);
    let limit = threshold(&small);
    let mut places = Vec::new();
    for y in 0..small.height {
        for (x, v) in small.row(y).iter().enumerate() {
            if *v <= limit {
                places.push((x as f32, y as f32));
            }
        }
    }
    (places, small.width, small.height)
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
fn tilt(image: &Gray, dpi: f32) -> f32 {
    let (places, width, height) = ink(image, dpi);
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

/// Whether the lines of a page stand upright like columns: then it was scanned sideways.
#[must_use]
pub fn is_sideways(raster: &Raster) -> bool {
    let (places, width, height) = ink(&Gray::luma(raster), raster.dpi.clamp(50.0, 2400.0));
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
