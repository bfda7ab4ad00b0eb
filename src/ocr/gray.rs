//! Grey images and the few operations on them that the preparation needs.

use crate::read::image::Raster;
use std::io::{self, Write};

/// A grey image of 8 bits, 255 is paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gray {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Rows from the top.
    pub data: Vec<u8>,
}

impl Gray {
    /// The brightest channel of each pixel: coloured ink (stamps, signatures) fades and black ink stays.
    #[must_use]
    pub fn brightest(raster: &Raster) -> Self {
        let data = match raster.channels {
            1 => raster.data.clone(),
            _ => raster.data.as_chunks::<3>().0.iter().map(|[r, g, b]| *r.max(g).max(b)).collect(),
        };
        Self { width: raster.width as usize, height: raster.height as usize, data }
    }

    /// The brightness as the eye sees it (Rec. 601).
    #[must_use]
    pub fn luma(raster: Raster) -> Self {
        let weigh = |[r, g, b]: &[u8; 3]| ((u32::from(*r) * 77 + u32::from(*g) * 150 + u32::from(*b) * 29) >> 8) as u8;
        let data = match raster.channels {
            1 => raster.data,
            _ => raster.data.as_chunks::<3>().0.iter().map(weigh).collect(),
        };
        Self { width: raster.width as usize, height: raster.height as usize, data }
    }

    /// Writes the image as a bitmap of 256 greys, row by row, so that it is not in memory twice: of the formats that need no encoding, the one that Leptonica reads by rows
    /// (it reads a graymap byte by byte, a tenth of the engine's time).
    ///
    /// # Errors
    /// When `to` does not take it.
    pub fn write_bmp(&self, to: &mut dyn Write) -> io::Result<()> {
        const HEAD: usize = 14 + 40;
        let padding = self.width.wrapping_neg() % 4;
        let size = (self.width + padding) * self.height;
        let mut head = Vec::with_capacity(HEAD + 1024);
        let long = |out: &mut Vec<u8>, v: usize| out.extend_from_slice(&(v as u32).to_le_bytes());
        head.extend_from_slice(b"BM");
        for v in [HEAD + 1024 + size, 0, HEAD + 1024, 40, self.width, self.height] {
            long(&mut head, v);
        }
        // One plane of 8 bits, not compressed; 300 dots an inch, which nobody asks.
        head.extend_from_slice(&[1, 0, 8, 0]);
        for v in [0, size, 11_811, 11_811, 256, 0] {
            long(&mut head, v);
        }
        head.extend((0..=255u8).flat_map(|v| [v, v, v, 0]));
        to.write_all(&head)?;
        for y in (0..self.height).rev() {
            to.write_all(self.row(y))?;
            to.write_all([0; 3].get(..padding).unwrap_or(&[]))?;
        }
        Ok(())
    }

    /// A row; empty where there is none.
    #[must_use]
    pub fn row(&self, y: usize) -> &[u8] {
        self.data.get(y * self.width..(y + 1) * self.width).unwrap_or(&[])
    }

    /// The mean over blocks of `n` by `n` pixels.
    #[must_use]
    pub fn reduced(&self, n: usize) -> Self {
        if n <= 1 {
            return self.clone();
        }
        let (width, height) = (self.width / n, self.height / n);
        let mut data = Vec::with_capacity(width * height);
        let mut sums = vec![0u32; width];
        for y in 0..height {
            sums.fill(0);
            for k in 0..n {
                for (sum, block) in sums.iter_mut().zip(self.row(y * n + k).chunks_exact(n)) {
                    *sum += block.iter().map(|v| u32::from(*v)).sum::<u32>();
                }
            }
            data.extend(sums.iter().map(|s| (s / (n * n) as u32) as u8));
        }
        Self { width, height, data }
    }

    /// Scaled by `factor` with linear interpolation.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        let width = ((self.width as f32 * factor) as usize).max(1);
        let height = ((self.height as f32 * factor) as usize).max(1);
        let mut data = Vec::with_capacity(width * height);
        let step = 1.0 / factor;
        for y in 0..height {
            let sy = ((y as f32 + 0.5) * step - 0.5).max(0.0);
            for x in 0..width {
                let sx = ((x as f32 + 0.5) * step - 0.5).max(0.0);
                data.push(self.between(sx, sy, 255));
            }
        }
        Self { width, height, data }
    }

    /// The value between four pixels; `outside` beyond the image.
    #[inline]
    fn between(&self, x: f32, y: f32, outside: u8) -> u8 {
        if x < 0.0 || y < 0.0 {
            return outside;
        }
        let (x0, y0) = (x as usize, y as usize);
        if x0 >= self.width || y0 >= self.height {
            return outside;
        }
        let (x1, y1) = ((x0 + 1).min(self.width - 1), (y0 + 1).min(self.height - 1));
        let (fx, fy) = (((x - x0 as f32) * 256.0) as u32, ((y - y0 as f32) * 256.0) as u32);
        let at = |x: usize, y: usize| u32::from(self.data.get(y * self.width + x).copied().unwrap_or(outside));
        let top = at(x0, y0) * (256 - fx) + at(x1, y0) * fx;
        let low = at(x0, y1) * (256 - fx) + at(x1, y1) * fx;
        ((top * (256 - fy) + low * fy) >> 16) as u8
    }

    /// Turned by `angle` radians about its centre, counter-clockwise as seen; what comes in is paper.
    #[must_use]
    pub fn rotated(&self, angle: f32) -> Self {
        const ONE: f64 = 65_536.0;
        let (sin, cos) = f64::from(angle).sin_cos();
        let (cx, cy) = (self.width as f64 / 2.0, self.height as f64 / 2.0);
        let (right, down) = ((cos * ONE) as i64, (sin * ONE) as i64);
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..self.height {
            let dy = y as f64 - cy;
            // The source of a row is a straight line, in parts of 65,536 of a pixel.
            let mut sx = ((cx - cx * cos - dy * sin) * ONE) as i64;
            let mut sy = ((cy - cx * sin + dy * cos) * ONE) as i64;
            let mut at = i64::MIN;
            let (mut top, mut low): (&[u8], &[u8]) = (&[], &[]);
            for _ in 0..self.width {
                if sy >> 16 != at {
                    at = sy >> 16;
                    let row = |y: i64| usize::try_from(y).map_or(&[][..], |y| self.row(y));
                    (top, low) = (row(at), row(at + 1));
                }
                let x = usize::try_from(sx >> 16).unwrap_or(self.width);
                data.push(match (top.get(x..x + 2), low.get(x..x + 2)) {
                    (Some(&[a, b]), Some(&[c, d])) => {
                        let (fx, fy) = ((sx >> 8 & 255) as u32, (sy >> 8 & 255) as u32);
                        let upper = u32::from(a) * (256 - fx) + u32::from(b) * fx;
                        let lower = u32::from(c) * (256 - fx) + u32::from(d) * fx;
                        ((upper * (256 - fy) + lower * fy) >> 16) as u8
                    }
                    _ => 255,
                });
                sx += right;
                sy += down;
            }
        }
        Self { data, ..*self }
    }

    /// Turned by quarter turns clockwise.
    #[must_use]
    pub fn turned(self, quarters: u8) -> Self {
        let raster = Raster {
            width: self.width as u32,
            height: self.height as u32,
            channels: 1,
            data: self.data,
            dpi: 0.0,
            origin: (0.0, 0.0),
            rendered: false,
        };
        let raster = raster.turned(quarters);
        Self { width: raster.width as usize, height: raster.height as usize, data: raster.data }
    }

    /// Smoothed by a Gaussian of `sigma` pixels.
    #[must_use]
    pub fn smoothed(&self, sigma: f32) -> Self {
        let radius = (2.5 * sigma).ceil().max(1.0) as usize;
        let weights: Vec<f32> =
            (0..=2 * radius).map(|i| (-((i as f32 - radius as f32) / sigma).powi(2) / 2.0).exp()).collect();
        let total: f32 = weights.iter().sum();
        let kernel: Vec<u32> = weights.iter().map(|w| (w / total * 4096.0) as u32).collect();
        let rest: u32 = 4096 - kernel.iter().sum::<u32>();
        let mut middle = vec![0u8; self.data.len()];
        let mut padded = Vec::with_capacity(self.width + 2 * radius);
        for (y, out) in middle.chunks_exact_mut(self.width.max(1)).enumerate() {
            let row = self.row(y);
            padded.clear();
            padded.extend(std::iter::repeat_n(row.first().copied().unwrap_or(255), radius));
            padded.extend_from_slice(row);
            padded.extend(std::iter::repeat_n(row.last().copied().unwrap_or(255), radius));
            for ((v, window), own) in out.iter_mut().zip(padded.windows(2 * radius + 1)).zip(row) {
                let sum: u32 = window.iter().zip(&kernel).map(|(p, k)| u32::from(*p) * k).sum();
                *v = ((sum + rest * u32::from(*own)) >> 12) as u8;
            }
        }
        let across = Self { data: middle, ..*self };
        let mut data = vec![0u8; self.data.len()];
        let mut sums = vec![0u32; self.width];
        for (y, out) in data.chunks_exact_mut(self.width.max(1)).enumerate() {
            for (sum, v) in sums.iter_mut().zip(across.row(y)) {
                *sum = rest * u32::from(*v);
            }
            for (k, weight) in kernel.iter().enumerate() {
                let source = (y + k).saturating_sub(radius).min(self.height - 1);
                for (sum, v) in sums.iter_mut().zip(across.row(source)) {
                    *sum += weight * u32::from(*v);
                }
            }
            for (v, sum) in out.iter_mut().zip(&sums) {
                *v = (sum >> 12) as u8;
            }
        }
        Self { data, ..*self }
    }
}
