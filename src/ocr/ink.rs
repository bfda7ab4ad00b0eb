//! Where a page is dark, a bit a pixel: what is kept of a prepared page while the engine has it.

use super::gray::Gray;
use super::prepare::threshold;

/// Longest run that counts as a stroke, in pixels.
const LONGEST: usize = 48;

/// The ink of a page.
#[derive(Debug)]
pub(super) struct Ink {
    width: usize,
    height: usize,
    /// Bytes in a row.
    stride: usize,
    bits: Vec<u8>,
}

impl Ink {
    /// The pixels darker than what divides ink from paper.
    pub(super) fn of(page: &Gray) -> Self {
        let limit = threshold(page);
        let stride = page.width.div_ceil(8);
        let mut bits = Vec::with_capacity(stride * page.height);
        let pack = |eight: &[u8]| eight.iter().enumerate().fold(0, |b, (i, v)| b | u8::from(*v <= limit) << i);
        for y in 0..page.height {
            bits.extend(page.row(y).chunks(8).map(pack));
        }
        Self { width: page.width, height: page.height, stride, bits }
    }

    fn row(&self, y: usize) -> &[u8] {
        self.bits.get(y * self.stride..(y + 1) * self.stride).unwrap_or(&[])
    }

    /// The usual width of the strokes in a box: the median length of its dark runs, told to a part of a pixel.
    pub(super) fn stroke(&self, [x0, y0, x1, y1]: [f32; 4]) -> f32 {
        let mut runs = [0u32; LONGEST];
        let (from, to) = (x0.max(0.0) as usize, (x1.max(0.0) as usize).min(self.width));
        for y in y0.max(0.0) as usize..(y1.max(0.0) as usize).min(self.height) {
            let row = self.row(y);
            let mut run = 0;
            for x in from..to + 1 {
                if x < to && row.get(x / 8).is_some_and(|b| b >> (x % 8) & 1 == 1) {
                    run += 1;
                } else if run > 0 {
                    if let Some(n) = runs.get_mut(run) {
                        *n += 1;
                    }
                    run = 0;
                }
            }
        }
        let total: u32 = runs.iter().sum();
        let mut below = 0;
        for (length, n) in runs.iter().enumerate() {
            if (below + n) * 2 >= total && *n > 0 {
                return length as f32 - 0.5 + (total as f32 / 2.0 - below as f32) / *n as f32;
            }
            below += n;
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_as_wide_as_they_are() {
        let (width, height) = (37, 10);
        // Runs of two and of three, in turn, and one that reaches the edge.
        let dark = |x: usize, y: usize| if y.is_multiple_of(2) { x % 6 < 2 } else { x % 6 < 3 };
        let data = (0..width * height).map(|i| if dark(i % width, i / width) { 20 } else { 240 }).collect();
        let ink = Ink::of(&Gray { width, height, data });
        let whole = ink.stroke([0.0, 0.0, 36.0, 10.0]);
        assert!((2.0..3.0).contains(&whole), "{whole}");
        assert!((1.4..=2.6).contains(&ink.stroke([0.0, 0.0, 36.0, 1.0])));
        assert_eq!(ink.stroke([3.0, 0.0, 6.0, 1.0]), 0.0);
        assert_eq!(ink.stroke([-5.0, -5.0, 0.0, 0.0]), 0.0);
        assert!(ink.stroke([30.0, 0.0, 99.0, 99.0]) > 0.0);
    }
}
