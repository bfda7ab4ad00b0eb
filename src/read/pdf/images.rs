//! The image of a PDF page, for OCR: the image that is the page where there is one, otherwise the page rendered.
//!
//! hayro decodes and renders. Both run on a thread of their own, so that a page that makes the decoder panic, overflow
//! its stack or loop costs that page and no other.

use crate::read::image::{MAX_PIXELS, Raster, RasterError};
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// Seconds that a page may take to decode or render.
const TIME_LIMIT: u64 = 60;
/// Dots an inch of a rendered page.
const RENDER_DPI: f64 = 300.0;
/// Pixels of a rendered page at most.
const MAX_RENDERED: f64 = 25_000_000.0;
/// The part of the page that an image must cover to be the page.
const COVER: f64 = 0.55;
/// Images on a page that are looked at; more are rendered together.
const MAX_IMAGES: usize = 64;

/// The page images of one PDF.
pub struct Images {
    pdf: Arc<Pdf>,
}

impl Images {
    /// Opens a file for its images.
    ///
    /// # Errors
    /// When hayro cannot read the file.
    pub fn open(bytes: &crate::read::Shared) -> Result<Self, RasterError> {
        let bytes = Arc::clone(bytes);
        let pdf = apart(move || Pdf::new(Arc::new(Held(bytes))).map_err(|e| RasterError::Damaged(format!("{e:?}"))))?;
        Ok(Self { pdf: Arc::new(pdf) })
    }

    /// The image of page `index`, from 0.
    ///
    /// # Errors
    /// When the page is missing, too large, or its image cannot be decoded in time.
    pub fn page(&self, index: usize) -> Result<Raster, RasterError> {
        let pdf = Arc::clone(&self.pdf);
        apart(move || raster(pdf.pages().get(index).ok_or(RasterError::Missing)?))
    }
}

/// Shared bytes as hayro takes them.
struct Held(crate::read::Shared);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// Runs `work` on a thread of its own, within the time limit.
fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T, RasterError> + Send + 'static) -> Result<T, RasterError> {
    let (sender, receiver) = mpsc::channel();
    std::thread::Builder::new()
        .name("page image".to_owned())
        .stack_size(32 << 20)
        .spawn(move || {
            let _ = sender.send(work());
        })
        .map_err(|e| RasterError::Damaged(e.to_string()))?;
    match receiver.recv_timeout(Duration::from_secs(TIME_LIMIT)) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(RasterError::TimeOut(TIME_LIMIT)),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(RasterError::Damaged("the decoder failed".to_owned())),
    }
}

/// An image drawn on the page.
struct Drawn {
    /// Pixels to points, y downwards.
    place: Affine,
    size: (u32, u32),
    raster: Option<Raster>,
}

/// Collects the images of a page; decodes those that may be the page.
struct Collector {
    page: Rect,
    images: Vec<Drawn>,
    error: Option<RasterError>,
}

fn raster(page: &Page<'_>) -> Result<Raster, RasterError> {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let base = Affine::new(page.initial_transform(true).as_coeffs());
    let cache = InterpreterCache::new();
    let mut context = Context::new(base, bounds, &cache, page.xref(), InterpreterSettings::default());
    let mut collector = Collector { page: bounds, images: Vec::new(), error: None };
    interpret_page(page, &mut context, &mut collector);
    if let Some(error) = collector.error {
        return Err(error);
    }
    // A small image beside the large one is a logo or a signature that was laid over the scan: then both are rendered.
    let large: Vec<usize> = (0..collector.images.len())
        .filter(|i| collector.images.get(*i).is_some_and(|d| covered(bounds, d) > 0.02))
        .collect();
    if let [only] = large.as_slice()
        && let Some(drawn) = collector.images.get_mut(*only)
        && let Some(found) = drawn.raster.take()
        && let Some(upright) = upright(found, drawn.place)
    {
        return Ok(upright);
    }
    let dots = collector.images.iter().map(|d| d.place.as_coeffs()).map(|[a, b, ..]| 72.0 / a.hypot(b).max(1e-6));
    let finest = dots.fold(0.0, f64::max).clamp(200.0, RENDER_DPI);
    rendered(page, if collector.images.is_empty() { RENDER_DPI } else { finest })
}

/// The part of the page that an image covers.
fn covered(page: Rect, drawn: &Drawn) -> f64 {
    let image = Rect::new(0.0, 0.0, f64::from(drawn.size.0), f64::from(drawn.size.1));
    let shown = drawn.place.transform_rect_bbox(image).intersect(page);
    (shown.width().max(0.0) * shown.height().max(0.0)) / (page.width() * page.height()).max(1.0)
}

/// Turns an image as its place on the page says; `None` where it is neither upright nor at a right angle.
fn upright(raster: Raster, place: Affine) -> Option<Raster> {
    let [a, b, c, d, ..] = place.as_coeffs();
    let (w, h) = (f64::from(raster.width), f64::from(raster.height));
    let straight = a.abs().min(d.abs()) > 20.0 * b.abs().max(c.abs());
    let turned = b.abs().min(c.abs()) > 20.0 * a.abs().max(d.abs());
    if !straight && !turned {
        return None;
    }
    let (along, across) = if straight { (a.abs(), d.abs()) } else { (b.abs(), c.abs()) };
    // Dots that are not square are left to the renderer.
    if !(0.9..1.1).contains(&(along / across)) {
        return None;
    }
    let shown = place.transform_rect_bbox(Rect::new(0.0, 0.0, w, h));
    let raster = match (straight, a > 0.0, d > 0.0, b > 0.0, c > 0.0) {
        (true, true, true, ..) => raster,
        (true, false, false, ..) => raster.turned(2),
        (true, false, true, ..) => raster.mirrored(),
        (true, true, false, ..) => raster.mirrored().turned(2),
        (false, _, _, true, false) => raster.turned(1),
        (false, _, _, false, true) => raster.turned(3),
        (false, _, _, true, true) => raster.turned(1).mirrored(),
        (false, _, _, false, false) => raster.turned(3).mirrored(),
    };
    Some(Raster { dpi: (72.0 / along) as f32, origin: (shown.x0 as f32, shown.y0 as f32), ..raster })
}

fn rendered(page: &Page<'_>, dpi: f64) -> Result<Raster, RasterError> {
    let (width, height) = page.render_dimensions();
    let area = f64::from(width.max(1.0)) * f64::from(height.max(1.0));
    let side = f64::from(width.max(height).max(1.0));
    let scale = (dpi / 72.0).min((MAX_RENDERED / area).sqrt()).min(16_000.0 / side);
    if f64::from(width.min(height)) * scale < 1.0 {
        return Err(RasterError::Missing);
    }
    let settings = PixmapSettings {
        x_scale: scale as f32,
        y_scale: scale as f32,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
    };
    let shown = RenderSettings { glyph_caching: false, ..RenderSettings::default() };
    let pixels = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &shown, &settings);
    let data = pixels.data().iter().flat_map(|p| [p.r, p.g, p.b]).collect();
    Ok(Raster {
        width: u32::from(pixels.width()),
        height: u32::from(pixels.height()),
        channels: 3,
        data,
        dpi: (scale * 72.0) as f32,
        origin: (0.0, 0.0),
        rendered: true,
    })
}

impl<'a> Device<'a> for Collector {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.images.len() >= MAX_IMAGES {
            return;
        }
        let size = (image.width(), image.height());
        let mut drawn = Drawn { place: props.transform, size, raster: None };
        if covered(self.page, &drawn) >= COVER {
            match Raster::check(u64::from(size.0), u64::from(size.1)) {
                Ok(()) => drawn.raster = decoded(&image, &mut drawn.place),
                Err(e) => self.error = Some(e),
            }
        }
        self.images.push(drawn);
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The pixels of an image that stands for itself; `None` for one with a mask of its own or in another colour than
/// black, which the renderer must put together.
fn decoded(image: &Image<'_, '_>, place: &mut Affine) -> Option<Raster> {
    let mut found = None;
    match image {
        Image::Stencil(stencil) => stencil.with_stencil(
            |luma, paint| {
                let Paint::Color(colour) = paint else { return };
                let [r, g, b, _] = colour.to_rgba().to_rgba8();
                if u16::from(r) + u16::from(g) + u16::from(b) > 300 {
                    return;
                }
                let data = luma.data.iter().map(|v| 255 - v).collect();
                found = Some((luma.width, luma.height, 1, data, luma.scale_factors));
            },
            None,
        ),
        Image::Raster(raster) => raster.with_rgba(
            |data, alpha| {
                if alpha.is_some() {
                    return;
                }
                found = Some(match data {
                    ImageData::Luma(p) => (p.width, p.height, 1, p.data, p.scale_factors),
                    ImageData::Rgb(p) => (p.width, p.height, 3, p.data, p.scale_factors),
                });
            },
            None,
        ),
    }
    let (width, height, channels, data, (sx, sy)) = found?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || data.len() as u64 != pixels * u64::from(channels) {
        return None;
    }
    *place *= Affine::scale_non_uniform(f64::from(sx), f64::from(sy));
    Some(Raster { width, height, channels, data, dpi: 0.0, origin: (0.0, 0.0), rendered: false })
}
