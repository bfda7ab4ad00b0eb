//! Passes: one for a page that reads well, more for one that does not, the best kept.

use super::engine::{Engine, EngineError, EngineWord};
use super::ink::Ink;
use super::prepare::{self, FIRST, LEVEL, Prepared, SMOOTH, Sheet, Steps};
use super::tilt;
use crate::page::Found;
use crate::page::rows::Skew;

/// The confidence at which a page is left at its first pass, 0 to 1.
const GOOD: f32 = 0.90;
/// The confidence below which a page may stand on its head.
const POOR: f32 = 0.55;

/// What was recognized on a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognized {
    /// The words, in points of the level page.
    pub words: Vec<Found>,
    /// How the page was tilted.
    pub skew: Skew,
    /// Quarter turns clockwise that make it upright.
    pub turned: u8,
    /// How many passes it took.
    pub passes: u8,
    /// There is nothing on it.
    pub blank: bool,
    /// The image shows all that the page shows, text included.
    pub rendered: bool,
}

impl Recognized {
    /// Mean confidence of the words, by their length; 0 where there are none.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        mean(self.words.iter().map(|w| (w.text.chars().count(), w.confidence)))
    }
}

fn mean(words: impl Iterator<Item = (usize, f32)>) -> f32 {
    let (sum, n) = words.fold((0.0, 0usize), |(s, n), (len, c)| (s + len as f32 * c, n + len));
    if n == 0 { 0.0 } else { sum / n as f32 }
}

/// What a pass is worth: characters, weighed by the square of their confidence.
fn worth(words: &[EngineWord]) -> f32 {
    words.iter().map(|w| w.text.chars().count() as f32 * w.confidence * w.confidence).sum()
}

fn confidence(words: &[EngineWord]) -> f32 {
    mean(words.iter().map(|w| (w.text.chars().count(), w.confidence)))
}

/// Whether most words are taller than wide: their lines run down the page.
fn stands(words: &[EngineWord]) -> bool {
    const LETTERS: usize = 4;
    let long = words.iter().filter(|w| w.text.chars().count() >= LETTERS);
    let (tall, all) = long.fold((0, 0), |(tall, all), w| {
        let [x0, y0, x1, y1] = w.bbox;
        (tall + usize::from(y1 - y0 > 1.5 * (x1 - x0)), all + 1)
    });
    all >= 5 && tall * 2 > all
}

/// One pass.
struct Pass {
    words: Vec<EngineWord>,
    /// Widths of their strokes in pixels.
    strokes: Vec<f32>,
    prepared: (f32, f32, usize, usize),
    quarters: u8,
}

fn pass(sheet: &Sheet, quarters: u8, steps: Steps, engine: &dyn Engine) -> Result<Pass, EngineError> {
    let Prepared { image, dpi, angle } = prepare::prepare(sheet, quarters, steps);
    let (width, height) = (image.width, image.height);
    let ink = Ink::of(&image);
    let words = engine.recognize(image, dpi.round() as u32)?;
    let strokes = words.iter().map(|w| ink.stroke(w.bbox)).collect();
    Ok(Pass { words, strokes, prepared: (dpi, angle, width, height), quarters })
}

/// Reads a page with given steps, once: for measurements.
///
/// # Errors
/// When the engine fails.
pub fn once(sheet: &Sheet, steps: Steps, engine: &dyn Engine) -> Result<Recognized, EngineError> {
    Ok(finish(sheet, pass(sheet, 0, steps, engine)?, 1))
}

/// Reads a page.
///
/// # Errors
/// When the engine fails in the first pass; later passes that fail are not counted.
pub fn recognize(sheet: &Sheet, engine: &dyn Engine) -> Result<Recognized, EngineError> {
    let thumbnail = sheet.thumbnail();
    if prepare::is_blank(&thumbnail) {
        return Ok(Recognized { blank: true, rendered: sheet.rendered, ..Recognized::default() });
    }
    let sideways = tilt::is_sideways(&thumbnail);
    let mut best = pass(sheet, u8::from(sideways), FIRST, engine)?;
    let mut passes = 1;
    // The engine reads lines that stand upright too: the words are right then, and their rows are not.
    if stands(&best.words) {
        passes += 1;
        if let Ok(other) = pass(sheet, 1 - best.quarters, FIRST, engine)
            && !stands(&other.words)
            && other.words.len() * 2 > best.words.len()
        {
            best = other;
        }
    }
    let mut look = |quarters: u8, steps: Steps, best: &mut Pass| {
        passes += 1;
        if let Ok(other) = pass(sheet, quarters, steps, engine)
            && worth(&other.words) > worth(&best.words)
        {
            *best = other;
        }
    };
    if confidence(&best.words) < POOR || best.words.len() < 5 {
        look((best.quarters + 2) % 4, FIRST, &mut best);
    }
    if confidence(&best.words) < GOOD {
        for steps in [LEVEL, SMOOTH] {
            look(best.quarters, steps, &mut best);
        }
    }
    Ok(finish(sheet, best, passes))
}

/// Brings the words to points.
fn finish(sheet: &Sheet, pass: Pass, passes: u8) -> Recognized {
    let (dpi, angle, width, height) = pass.prepared;
    let scale = 72.0 / dpi;
    // A turned page begins at its own corner.
    let (ox, oy) = if pass.quarters == 0 { sheet.origin } else { (0.0, 0.0) };
    let words = pass.words.into_iter().zip(pass.strokes).map(|(w, stroke)| {
        let [x0, y0, x1, y1] = w.bbox;
        let bbox = [ox + x0 * scale, oy + y0 * scale, ox + x1 * scale, oy + y1 * scale];
        Found { text: w.text, bbox, confidence: w.confidence, line: w.line, stroke: stroke * scale }
    });
    let centre = (ox + width as f32 * scale / 2.0, oy + height as f32 * scale / 2.0);
    Recognized {
        words: words.collect(),
        skew: Skew { angle, centre },
        turned: pass.quarters,
        passes,
        blank: false,
        rendered: sheet.rendered,
    }
}
