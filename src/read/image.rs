//! Image files as documents, and the raster that every page image becomes.
//!
//! An image file has no text: its pages say that they need OCR. Limits: [`MAX_PIXELS`] a page, [`MAX_PAGES`] a file.

use crate::page::{Builder, MediaType, Need, Page, TextOrigin};
use image::{DynamicImage, ImageDecoder, ImageReader};
use std::io::Cursor;
use std::sync::Arc;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

/// Pixels of the largest page that is decoded: an A2 sheet at 400 dots an inch.
pub const MAX_PIXELS: u64 = 80_000_000;
/// Pages of a multi-page file that are read.
const MAX_PAGES: usize = 20_000;
/// Dots an inch where the file does not say.
const USUAL_DPI: f32 = 300.0;

/// Why a page gives no image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RasterError {
    /// The page is not in the file, or shows nothing.
    #[error("no image")]
    Missing,
    /// The image is too large to be decoded.
    #[error("{width} × {height} pixels; at most {} million are read", MAX_PIXELS / 1_000_000)]
    TooLarge {
        /// Its width.
        width: u64,
        /// Its height.
        height: u64,
    },
    /// Its bytes cannot be decoded.
    #[error("{0}")]
    Damaged(String),
    /// Decoding took longer than a page may.
    #[error("decoding took longer than {0} s")]
    TimeOut(u64),
}

/// A page image, upright, 8 bits a channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// One channel (grey) or three (red, green, blue).
    pub channels: u8,
    /// Rows from the top, without padding.
    pub data: Vec<u8>,
    /// Dots an inch.
    pub dpi: f32,
    /// Points from the top left of the page to that of the image.
    pub origin: (f32, f32),
    /// The whole page was rendered: the text that it holds as text is in the image too.
    pub rendered: bool,
}

impl Raster {
    /// Checks the size of an image before it is decoded.
    pub(crate) fn check(width: u64, height: u64) -> Result<(), RasterError> {
        if width == 0 || height == 0 {
            return Err(RasterError::Missing);
        }
        if width.saturating_mul(height) > MAX_PIXELS {
            return Err(RasterError::TooLarge { width, height });
        }
        Ok(())
    }

    /// Turned by `quarters` quarter turns clockwise.
    #[must_use]
    pub fn turned(self, quarters: u8) -> Self {
        let quarters = quarters % 4;
        if quarters == 0 {
            return self;
        }
        let (w, h, n) = (self.width as usize, self.height as usize, usize::from(self.channels));
        let (nw, nh) = if quarters == 2 { (w, h) } else { (h, w) };
        let mut data = vec![0; self.data.len()];
        for (y, row) in data.chunks_exact_mut((nw * n).max(1)).enumerate() {
            for (x, pixel) in row.chunks_exact_mut(n).enumerate() {
                let (sx, sy) = match quarters {
                    1 => (y, h - 1 - x),
                    2 => (w - 1 - x, h - 1 - y),
                    _ => (w - 1 - y, x),
                };
                let from = (sy * w + sx) * n;
                if let Some(source) = self.data.get(from..from + n) {
                    pixel.copy_from_slice(source);
                }
            }
        }
        Self { width: nw as u32, height: nh as u32, data, ..self }
    }

    /// Mirrored left to right.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        let n = usize::from(self.channels);
        let row = self.width as usize * n;
        for line in self.data.chunks_exact_mut(row.max(1)) {
            let (mut a, mut b) = (0, row.saturating_sub(n));
            while a < b {
                for k in 0..n {
                    line.swap(a + k, b + k);
                }
                (a, b) = (a + n, b - n);
            }
        }
        self
    }
}

/// An image file whose pages are decoded one at a time.
pub struct File {
    bytes: super::Shared,
    media: MediaType,
}

/// Reads an image file: one page for each image, none with text.
pub(super) fn draft(bytes: &[u8], media: MediaType) -> Result<Builder, RasterError> {
    let mut builder = Builder::new(media, TextOrigin::Ocr);
    let mut page = |(width, height): (u32, u32), dpi: f32, number: usize| {
        builder.page(Page {
            number: Some(number as u32),
            width: width as f32 * 72.0 / dpi,
            height: height as f32 * 72.0 / dpi,
            needs_ocr: true,
            need: Some(Need::Image),
            ..Page::default()
        });
    };
    if media != MediaType::Tiff {
        let size = still(bytes)?.dimensions();
        page(size, still_dpi(bytes, size), 1);
        return Ok(builder);
    }
    let mut decoder = tiff(bytes)?;
    for number in 1..=MAX_PAGES {
        match decoder.dimensions() {
            Ok(size) => {
                let dpi = tiff_dpi(&mut decoder);
                page(size, dpi, number);
            }
            Err(e) if number == 1 => return Err(damaged(e)),
            Err(_) => page((1, 1), USUAL_DPI, number),
        }
        if !decoder.more_images() || decoder.next_image().is_err() {
            break;
        }
    }
    Ok(builder)
}

fn damaged(e: impl std::fmt::Display) -> RasterError {
    RasterError::Damaged(e.to_string())
}

fn still(bytes: &[u8]) -> Result<impl ImageDecoder, RasterError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(damaged)?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8);
    reader.limits(limits);
    reader.into_decoder().map_err(damaged)
}

/// Dots an inch of a JPEG (JFIF) or PNG (pHYs) file; where it does not say, an A4 sheet is assumed.
fn still_dpi(bytes: &[u8], (width, height): (u32, u32)) -> f32 {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(&[]);
    let number = |at: usize, n: usize| head.get(at..at + n).map(|b| b.iter().fold(0u32, |v, b| v << 8 | u32::from(*b)));
    let told = if let Some(at) = memchr::memmem::find(head, b"JFIF\0") {
        let dots = number(at + 8, 2).unwrap_or(0) as f32;
        match number(at + 7, 1) {
            Some(1) => dots,
            Some(2) => dots * 2.54,
            _ => 0.0,
        }
    } else if let Some(at) = memchr::memmem::find(head, b"pHYs") {
        let metre = number(at + 4, 4).unwrap_or(0) as f32;
        if number(at + 12, 1) == Some(1) { metre * 0.0254 } else { 0.0 }
    } else {
        0.0
    };
    let sheet = width.max(height) as f32 / 11.69;
    // Cameras and screens write 72 or 96 whatever they took.
    if (100.0..=1200.0).contains(&told) {
        told
    } else if (100.0..=640.0).contains(&sheet) {
        sheet
    } else {
        USUAL_DPI
    }
}

fn tiff(bytes: &[u8]) -> Result<Decoder<Cursor<&[u8]>>, RasterError> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MAX_PIXELS as usize * 4;
    limits.intermediate_buffer_size = MAX_PIXELS as usize * 4;
    Ok(Decoder::new(Cursor::new(bytes)).map_err(damaged)?.with_limits(limits))
}

/// Dots an inch of the current image; the usual value where the file does not say or says nonsense.
fn tiff_dpi(decoder: &mut Decoder<Cursor<&[u8]>>) -> f32 {
    let resolution = match decoder.find_tag(Tag::XResolution).ok().flatten() {
        Some(tiff::decoder::ifd::Value::Rational(n, d)) if d > 0 => n as f32 / d as f32,
        _ => return USUAL_DPI,
    };
    let unit = decoder.find_tag_unsigned::<u16>(Tag::ResolutionUnit).ok().flatten().unwrap_or(2);
    let dpi = if unit == 3 { resolution * 2.54 } else { resolution };
    if unit == 1 || !(50.0..=2400.0).contains(&dpi) { USUAL_DPI } else { dpi }
}

impl File {
    pub(super) fn open(bytes: &super::Shared, media: MediaType) -> Self {
        Self { bytes: Arc::clone(bytes), media }
    }

    /// The image of page `index`.
    pub(super) fn page(&self, index: usize) -> Result<Raster, RasterError> {
        if self.media == MediaType::Tiff {
            return self.tiff_page(index);
        }
        if index > 0 {
            return Err(RasterError::Missing);
        }
        let decoder = still((*self.bytes).as_ref())?;
        let (width, height) = decoder.dimensions();
        Raster::check(u64::from(width), u64::from(height))?;
        let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
        Ok(flat(picture, still_dpi((*self.bytes).as_ref(), (width, height))))
    }

    fn tiff_page(&self, index: usize) -> Result<Raster, RasterError> {
        let mut decoder = tiff((*self.bytes).as_ref())?;
        for _ in 0..index {
            decoder.next_image().map_err(damaged)?;
        }
        let (width, height) = decoder.dimensions().map_err(damaged)?;
        Raster::check(u64::from(width), u64::from(height))?;
        let dpi = tiff_dpi(&mut decoder);
        let colour = decoder.colortype().map_err(damaged)?;
        let DecodingResult::U8(data) = decoder.read_image().map_err(damaged)? else {
            return Err(RasterError::Damaged("more than 8 bits a sample".to_owned()));
        };
        tiff_raster(data, colour, (width, height), dpi)
    }
}

/// Brings what the TIFF decoder gives to one or three channels of 8 bits.
fn tiff_raster(
    data: Vec<u8>,
    colour: tiff::ColorType,
    (width, height): (u32, u32),
    dpi: f32,
) -> Result<Raster, RasterError> {
    use tiff::ColorType as C;
    let pixels = width as usize * height as usize;
    let pick = |n: usize, keep: usize| -> Vec<u8> {
        data.chunks_exact(n).flat_map(|p| p.iter().copied().take(keep)).collect()
    };
    let (channels, data) = match colour {
        C::Gray(8) => (1, data),
        C::Gray(bits @ (1 | 2 | 4)) => (1, unpack(&data, width as usize, height as usize, bits)),
        C::GrayA(8) => (1, pick(2, 1)),
        C::RGB(8) | C::YCbCr(8) => (3, data),
        C::RGBA(8) => (3, pick(4, 3)),
        C::CMYK(8) => {
            let ink = |c: u8, k: u8| (u16::from(255 - c) * u16::from(255 - k) / 255) as u8;
            (3, data.chunks_exact(4).flat_map(|p| [ink(p[0], p[3]), ink(p[1], p[3]), ink(p[2], p[3])]).collect())
        }
        other => return Err(RasterError::Damaged(format!("colours are not read: {other:?}"))),
    };
    if data.len() < pixels * usize::from(channels) {
        return Err(RasterError::Damaged("fewer pixels than announced".to_owned()));
    }
    Ok(Raster { width, height, channels, data, dpi, origin: (0.0, 0.0), rendered: false })
}

/// Packed samples of 1, 2 or 4 bits, rows padded to bytes, as bytes of the full range.
fn unpack(data: &[u8], width: usize, height: usize, bits: u8) -> Vec<u8> {
    let per = 8 / usize::from(bits);
    let stride = width.div_ceil(per);
    let top = (1u16 << bits) - 1;
    let mut out = Vec::with_capacity(width * height);
    for row in data.chunks(stride.max(1)).take(height) {
        for x in 0..width {
            let byte = u16::from(row.get(x / per).copied().unwrap_or(0));
            let shift = 8 - usize::from(bits) * (x % per + 1);
            out.push((((byte >> shift) & top) * 255 / top) as u8);
        }
    }
    out.resize(width * height, 255);
    out
}

/// One or three channels of 8 bits; transparent pixels are paper.
pub(crate) fn flat(picture: DynamicImage, dpi: f32) -> Raster {
    let (width, height) = (picture.width(), picture.height());
    let (channels, data) = match picture {
        DynamicImage::ImageLuma8(p) => (1, p.into_raw()),
        DynamicImage::ImageRgb8(p) => (3, p.into_raw()),
        DynamicImage::ImageLuma16(_) => (1, picture.into_luma8().into_raw()),
        other if other.color().has_alpha() => {
            let paper = |c: u8, a: u8| (255 - (u16::from(255 - c) * u16::from(a)) / 255) as u8;
            let rgba = other.into_rgba8();
            (3, rgba.pixels().flat_map(|p| [paper(p[0], p[3]), paper(p[1], p[3]), paper(p[2], p[3])]).collect())
        }
        other => (3, other.into_rgb8().into_raw()),
    };
    Raster { width, height, channels, data, dpi, origin: (0.0, 0.0), rendered: false }
}
