//! Preparation of a page image: what is done, in which order, and why. Each step was measured on degraded pages
//! (`tools/ocr_bench.rs`); what did not pay is not here.
//!
//! Two pages in thirteen kinds of damage each; character errors (mean and median of the pages, in hundredths), names,
//! amounts and dates that are right to the letter (in hundredths):
//!
//! | | errors | names | amounts | dates | |
//! |---|---|---|---|---|---|
//! | first pass alone | 2.96, 0.59 | 92 | 83 | 79 | |
//! | … without colour dropout | 4.19, 0.59 | 90 | 84 | 79 | stamped pages: 4.6 become 26 |
//! | … without clearing of the edges | 2.97, 0.59 | 92 | 83 | 79 | scans with borders: 0.13 becomes 0.22 |
//! | … without flattening | 3.08, 0.73 | 91 | 83 | 79 | noise at 200 dots: 3.3 becomes 6.7 |
//! | … without deskew | 19.60, 8.06 | 86 | 76 | 75 | |
//! | … with small pages enlarged | 2.69, 0.59 | 92 | 83 | 81 | in the retries alone: it costs time |
//! | … without table rules | 2.96, 0.59 | 92 | 83 | 79 | the engine sees to them: not here |
//! | retries below a confidence of 0.90 | 2.44, 0.30 | 93 | 86 | 84 | 11 of 26 pages |
//! | … without [`LEVEL`] | 2.66, 0.30 | 93 | 85 | 82 | with a fourth retry |
//! | … without [`SMOOTH`] | 2.54, 0.59 | 93 | 86 | 82 | with a fourth retry |
//! | … with one smoothed and not flattened | 2.57, 0.30 | 93 | 86 | 84 | not here |
//!
//! Fax at 200 dots an inch goes from 12.0 to 4.2 on one page and from 3.3 to 2.6 on the other when the smoothed retry
//! enlarges it. All 52 pages of four: 2.19, 0.40; names 93, amounts 86, dates 84, which are 92 and 94 behind the repairs of
//! the grammar. By kind: clean, shadowed and faded scans 0.1 to 0.2, noise at 200 dots 0.7, medium noise 1.2, verso that
//! shows through 1.5; bad are fax 3.5, stamps over the text 5, heavy noise at 300 dots 5, broken typescript (« ribbon »)
//! 10, with half of its names.

use super::gray::Gray;
use super::tilt::{self, tilt};
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
    /// Pages of few dots an inch are enlarged: in the retries alone, for it costs the engine a third more.
    pub enlarge: bool,
    /// Smoothing, in pixels of a Gaussian at 300 dots an inch.
    pub smooth: Option<f32>,
}

/// The first pass.
pub const FIRST: Steps =
    Steps { dropout: true, edges: true, flatten: true, deskew: true, smooth: None, enlarge: false };
/// The page as it is: for measurements.
pub const RAW: Steps =
    Steps { dropout: false, edges: false, flatten: false, deskew: false, smooth: None, enlarge: false };
/// The page as it is but for its tilt: rows of a list in columns are lost on a tilted page.
pub const LEVEL: Steps = Steps { deskew: true, enlarge: true, ..RAW };
/// For noise: smoothed.
pub const SMOOTH: Steps = Steps { smooth: Some(1.1), enlarge: true, ..FIRST };
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
/// Below this one a page may be enlarged, to this one.
const FEW_DPI: f32 = 220.0;
const USUAL_DPI: f32 = 300.0;
/// Pixels of the largest page that is enlarged, once it is: an A3 sheet at 300 dots an inch. A page that says it is of
/// few dots and has more than that was scanned well and says it wrong.
const MAX_ENLARGED: f32 = 18_000_000.0;
/// Tilts below this are left alone, in radians.
const MIN_TILT: f32 = 0.0022;

/// A page image in grey, of no more dots than the engine needs: all that the passes look at, and all that is kept in
/// memory of the page while they run.
#[derive(Debug, Clone)]
pub struct Sheet {
    luma: Gray,
    /// Where the page has colours.
    brightest: Option<Gray>,
    /// Dots an inch, of the page as it is kept.
    pub dpi: f32,
    /// Points from the top left of the page to that of the image.
    pub origin: (f32, f32),
    /// See [`Raster::rendered`].
    pub rendered: bool,
}

impl Sheet {
    /// The page image without its colours, reduced where it is of many dots.
    #[must_use]
    pub fn of(raster: Raster) -> Self {
        let (origin, rendered) = (raster.origin, raster.rendered);
        let mut dpi = raster.dpi.clamp(50.0, 2400.0);
        let shrink = if dpi > MAX_DPI { (dpi / USUAL_DPI).round().max(1.0) as usize } else { 1 };
        dpi /= shrink as f32;
        let kept = |image: Gray| if shrink > 1 { image.reduced(shrink) } else { image };
        let brightest = (raster.channels > 1).then(|| kept(Gray::brightest(&raster)));
        let luma = kept(Gray::luma(raster));
        // A grey page that was kept in colours is one image, not two.
        let brightest = brightest.filter(|b| *b != luma);
        Self { luma, brightest, dpi, origin, rendered }
    }

    /// The page at about 75 dots an inch.
    pub(super) fn thumbnail(&self) -> Gray {
        self.luma.reduced(tilt::factor(self.dpi))
    }
}

/// Prepares a page, which is turned by quarter turns first.
#[must_use]
pub fn prepare(sheet: &Sheet, quarters: u8, steps: Steps) -> Prepared {
    let gray = sheet.brightest.as_ref().filter(|_| steps.dropout).unwrap_or(&sheet.luma);
    let mut image = gray.clone().turned(quarters);
    let mut dpi = sheet.dpi;
    let factor = USUAL_DPI / dpi;
    if steps.enlarge && dpi < FEW_DPI && image.data.len() as f32 * factor * factor <= MAX_ENLARGED {
        image = image.scaled(factor);
        dpi = USUAL_DPI;
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

/// Whether a page shows nothing: hardly a pixel of its thumbnail is darker than its paper.
#[must_use]
pub fn is_blank(thumbnail: &Gray) -> bool {
    let mut values: Vec<u8> = thumbnail.data.clone();
    if values.is_empty() {
        return true;
    }
    let middle = values.len() / 2;
    let paper = *values.select_nth_unstable(middle).1;
    let dark = thumbnail.data.iter().filter(|v| **v < paper.saturating_sub(24)).count();
    dark * 20_000 < thumbnail.data.len()
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
    // In parts of 256.
    let mut scales = vec![0u16; width];
    for y in 0..image.height {
        let fy = ((y as f32 + 0.5) / tile as f32 - 0.5).max(0.0);
        let (y0, part) = (fy as usize, fy.fract());
        if y % 4 == 0 {
            for (x, slot) in scales.iter_mut().enumerate() {
                let fx = ((x as f32 + 0.5) / tile as f32 - 0.5).max(0.0);
                let (x0, px) = (fx as usize, fx.fract());
                let top = at(&grown, x0, y0) * (1.0 - px) + at(&grown, x0 + 1, y0) * px;
                let low = at(&grown, x0, y0 + 1) * (1.0 - px) + at(&grown, x0 + 1, y0 + 1) * px;
                *slot = (250.0 * 256.0 / (top * (1.0 - part) + low * part).max(40.0)) as u16;
            }
        }
        if let Some(row) = image.data.get_mut(y * width..(y + 1) * width) {
            for (v, scale) in row.iter_mut().zip(&scales) {
                *v = ((u32::from(*v) * u32::from(*scale)) >> 8).min(255) as u8;
            }
            for v in row.iter().filter(|_| y % 4 == 0) {
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
    let mut left = counts.iter().sum::<u32>() / 300;
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A page of 50 lines of short strokes, 1,240 by 1,754 pixels (150 dots an inch), on paper of brightness `paper`.
    pub(in crate::ocr) fn page(slope: f32, paper: impl Fn(usize, usize) -> u8) -> Raster {
        let (width, height) = (1240usize, 1754usize);
        let mut data = vec![0u8; width * height];
        for y in 0..height {
            for x in 0..width {
                let level = y as f32 - (x as f32 - 620.0) * slope;
                let inside = (150..1090).contains(&x) && (150.0..1600.0).contains(&level);
                // Each line begins elsewhere: letters do not stand below letters.
                let shift = (level.max(0.0) / 28.0) as usize * 13;
                let ink = inside && level % 28.0 < 12.0 && (x + shift) % 9 < 4;
                let light = paper(x, y);
                data[y * width + x] = if ink { light / 5 } else { light };
            }
        }
        Raster { width: 1240, height: 1754, channels: 1, data, dpi: 150.0, origin: (0.0, 0.0), rendered: false }
    }

    #[test]
    fn a_tilt_is_taken_out() {
        for slope in [-0.03f32, 0.0, 0.012] {
            let found = prepare(&Sheet::of(page(slope, |_, _| 240)), 0, LEVEL).angle;
            assert!((found - slope.atan()).abs() < 0.0016, "{slope}: {found}");
        }
    }

    #[test]
    fn borders_of_the_scanner_become_paper_and_text_stays() {
        let raster = page(0.0, |x, y| if x < 30 || y > 1720 { 10 } else { 235 });
        let image = prepare(&Sheet::of(raster), 0, Steps { deskew: false, ..FIRST }).image;
        assert!(image.row(800)[..30].iter().all(|v| *v > 200), "{:?}", &image.row(800)[..30]);
        assert!(image.row(1740).iter().all(|v| *v > 200));
        let ink = |data: &[u8]| data.iter().filter(|v| **v < 100).count();
        let (before, after) = (ink(&page(0.0, |_, _| 235).data), ink(&image.data));
        assert!(after * 100 > before * 97 && after * 100 < before * 103, "{before} {after}");
    }

    #[test]
    fn a_shadow_becomes_paper() {
        let raster = page(0.0, |x, _| 250 - (x / 10) as u8);
        let image = prepare(&Sheet::of(raster), 0, Steps { flatten: true, ..RAW }).image;
        let paper: Vec<u8> = (0..1240).step_by(40).map(|x| image.row(100)[x]).collect();
        assert!(paper.iter().all(|v| *v > 225), "{paper:?}");
    }

    #[test]
    fn blank_pages_are_told() {
        let upright = page(0.0, |_, _| 240);
        assert!(!is_blank(&Sheet::of(upright.clone()).thumbnail()));
        let white = Raster { data: vec![243; 1240 * 1754], ..upright };
        assert!(is_blank(&Sheet::of(white).thumbnail()));
    }
}
