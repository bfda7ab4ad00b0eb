//! A second opinion: the same pages through hayro, a reader with other strengths (damaged files, encryption of every
//! revision, encodings of Asian fonts). Slower, and without our layers; its glyphs go through our layout.

use super::Budget;
use super::font::push_split;
use super::layout;
use super::pages::{Assembly, Kind, Looks, Read, looks};
use super::rules::Path;
use super::turn::{Frame, turn};
use super::words::{Glyph, Words};
use crate::page::{Builder, TextOrigin};
use hayro_interpret::font::{self, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest file that is read twice.
const MAX_BYTES: usize = 64 << 20;
/// Pages that are read twice.
const MAX_PAGES: usize = 500;
/// Glyphs of one page.
const MAX_GLYPHS: u64 = 400_000;

/// Reads a document with hayro; `None` where it cannot either.
pub(super) fn read(bytes: &[u8]) -> Option<(Builder, Looks)> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    // Its own code is outside ours: a fault in it is its silence.
    catch_unwind(AssertUnwindSafe(|| document(bytes))).ok().flatten()
}

fn document(bytes: &[u8]) -> Option<(Builder, Looks)> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let cache = InterpreterCache::new();
    let mut out = Assembly::new(TextOrigin::Native);
    let pages = pdf.pages();
    if pages.is_empty() || pages.len() > MAX_PAGES {
        return None;
    }
    for page in pages.iter() {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let start = page.initial_transform(true);
        let mut context = Context::new(start.to_kurbo(), bounds, &cache, pdf.xref(), InterpreterSettings::default());
        let mut device = Collector { words: Words::default(), bounds: (width, height), glyphs: 0, image: false };
        interpret_page(page, &mut context, &mut device);
        let drawn = device.words.list.len();
        let (text, rows) = layout::lay_out(&mut device.words, (width, height), &[]);
        let kind = if drawn == 0 && device.image { Kind::Empty } else { Kind::Native };
        let letters = looks(&text);
        let used = Budget { operators: device.glyphs, bytes: 0, words: drawn as u64 };
        out.add(Read { text, rows, width, height, kind, image: device.image, used, letters }).ok()?;
    }
    Some(out.finish())
}

/// Collects glyphs and lines of a page.
struct Collector {
    words: Words,
    bounds: (f32, f32),
    glyphs: u64,
    image: bool,
}

impl Device<'_> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        let mut lines = Path::default();
        let at = |p: Point| {
            let p = props.transform * p;
            (p.x as f32, p.y as f32)
        };
        for element in path.elements() {
            match element {
                PathEl::MoveTo(p) => lines.start(at(*p)),
                PathEl::LineTo(p) => lines.line(at(*p)),
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => lines.curve(),
                PathEl::ClosePath => lines.close(),
            }
        }
        match mode {
            DrawMode::Fill(_) => lines.fill(&mut self.words.rules),
            _ => lines.stroke(&mut self.words.rules),
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.glyphs += 1;
            if self.glyphs > MAX_GLYPHS {
                return;
            }
            let (unicode, width) = match &**glyph {
                font::Glyph::Outline(g) => (g.as_unicode(), g.advance_width()),
                font::Glyph::Type3(g) => (g.as_unicode(), g.advance_width()),
            };
            let mut text = String::new();
            match unicode {
                Some(BfString::Char(c)) => push_split(c, &mut text),
                Some(BfString::String(s)) => s.chars().for_each(|c| push_split(c, &mut text)),
                None => continue,
            }
            let whole: Affine = props.transform * glyph.transform();
            let [a, b, c, d, e, f] = whole.as_coeffs().map(|v| v as f32);
            let size = (c * c + d * d).sqrt() * 1000.0;
            let inside = e >= -2.0 && f >= -2.0 && e <= self.bounds.0 + 2.0 && f <= self.bounds.1 + 2.0;
            if !inside || !size.is_finite() || size <= 0.2 {
                continue;
            }
            let turn = turn(a, b);
            let (x0, y) = Frame::of(turn).place((e, f));
            let x1 = x0 + width.unwrap_or(500.0) * (a * a + b * b).sqrt();
            self.words.push(Glyph {
                x0: x0.min(x1),
                x1: x0.max(x1),
                y,
                size,
                tracking: 0.0,
                text: &text,
                bold: false,
                italic: false,
                turn,
                layer: 0,
            });
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.image = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
