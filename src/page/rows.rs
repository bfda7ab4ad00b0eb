//! Rows of a scanned page, rebuilt from word boxes.
//!
//! OCR engines read column by column: an attendance list in two columns would lose its pairs. Lines of the engine that
//! stand side by side are put into one row, with a column gap between them, as every other reader gives them.

use super::beside::in_order;
use super::{Builder, LineStyle, Page, Role, fold};
use std::ops::Range;

/// A word as an OCR engine found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its text, without white space.
    pub text: String,
    /// `[x0, y0, x1, y1]` in points from the top left.
    pub bbox: [f32; 4],
    /// 0 to 1.
    pub confidence: f32,
    /// The engine's line: words of one line have the same number.
    pub line: u32,
    /// Width of its strokes in points, 0 where unknown: bold words have wider ones.
    pub stroke: f32,
}

/// A word in the text of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// First byte in [`Page::text`].
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// `[x0, y0, x1, y1]` in points from the top left.
    pub bbox: [f32; 4],
    /// 0 to 1.
    pub confidence: f32,
    /// Its row on the page, from 0.
    pub row: u32,
}

/// How a page was tilted before its words were found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Skew {
    /// Radians; positive where lines fell to the right.
    pub angle: f32,
    /// The point that did not move, in points.
    pub centre: (f32, f32),
}

impl Skew {
    /// The box of a word on the page as it was scanned: of its size, about its true middle.
    fn undo(self, [x0, y0, x1, y1]: [f32; 4]) -> [f32; 4] {
        let (sin, cos) = self.angle.sin_cos();
        let (dx, dy) = ((x0 + x1) / 2.0 - self.centre.0, (y0 + y1) / 2.0 - self.centre.1);
        let (x, y) = (self.centre.0 + dx * cos - dy * sin, self.centre.1 + dx * sin + dy * cos);
        let (w, h) = ((x1 - x0) / 2.0, (y1 - y0) / 2.0);
        [x - w, y - h, x + w, y + h]
    }
}

/// Strokes wider than this part of the page's usual ones are bold.
const BOLD: f32 = 1.28;
/// Gaps wider than this part of the letter size set cells apart.
const CELL_GAP: f32 = 1.6;
/// Rows further apart than this many usual pitches have a gap between them.
const LINE_GAP: f32 = 1.4;

/// Words of one engine line without a column gap, or several such runs side by side.
pub(super) struct Row<'a> {
    pub(super) words: Vec<&'a Found>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The middle of the letters.
    pub(super) y: f32,
    /// Where the letters stand.
    pub(super) base: f32,
    pub(super) height: f32,
    /// It stands in a narrow column beside the text.
    pub(super) aside: bool,
}

impl<'a> Row<'a> {
    fn new(words: Vec<&'a Found>) -> Self {
        let mut middles: Vec<f32> = words.iter().map(|w| (w.bbox[1] + w.bbox[3]) / 2.0).collect();
        let mut heights: Vec<f32> = words.iter().map(|w| w.bbox[3] - w.bbox[1]).collect();
        let height = quantile(&mut heights, 0.7).unwrap_or(0.0);
        let hangs = |w: &&&Found| !w.text.contains(['g', 'j', 'p', 'q', 'y', 'Q', ',', ';', '(', ')', 'ç', 'Ç', '_']);
        let mut feet: Vec<f32> = words.iter().filter(hangs).map(|w| w.bbox[3]).collect();
        let y = quantile(&mut middles, 0.5).unwrap_or(0.0);
        Self {
            x0: words.iter().fold(f32::MAX, |m, w| m.min(w.bbox[0])),
            x1: words.iter().fold(f32::MIN, |m, w| m.max(w.bbox[2])),
            y,
            base: quantile(&mut feet, 0.5).unwrap_or(y + 0.35 * height),
            height,
            aside: false,
            words,
        }
    }

    pub(super) fn digits(&self) -> (usize, usize) {
        let chars = self.words.iter().flat_map(|w| w.text.chars()).filter(|c| c.is_alphanumeric());
        chars.fold((0, 0), |(d, n), c| (d + usize::from(c.is_ascii_digit()), n + 1))
    }
}

/// The value at a part of the sorted list.
fn quantile(values: &mut [f32], part: f32) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(((values.len() as f32 - 1.0).max(0.0) * part) as usize).copied()
}

/// The engine's lines, cut at column gaps, from top to bottom.
fn segments(words: &[Found], size: f32) -> Vec<Row<'_>> {
    let mut out: Vec<Vec<&Found>> = Vec::new();
    for w in words {
        let goes_on = out.last().and_then(|line| line.last()).is_some_and(|last| {
            last.line == w.line && w.bbox[0] - last.bbox[2] < CELL_GAP * size && w.bbox[0] > last.bbox[0]
        });
        match out.last_mut().filter(|_| goes_on) {
            Some(line) => line.push(w),
            None => out.push(vec![w]),
        }
    }
    let mut rows: Vec<Row<'_>> = out.into_iter().map(Row::new).collect();
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows
}

/// A row in the text of its page.
#[derive(Debug)]
struct Laid {
    text: Range<usize>,
    cells: Vec<(Range<usize>, f32, f32)>,
    style: LineStyle,
    aside: bool,
}

/// Adds a page made of words.
pub fn add(builder: &mut Builder, mut page: Page, words: &[Found]) {
    let laid = lay_out(&mut page, words, Skew::default());
    let text = page.text.clone();
    builder.page(page);
    emit(builder, &text, 0, &laid);
}

/// Gives page `index` these words. With `keep` its lines stay and come first (a stamp that the image does not show).
/// `skew` leads from the level page of the words to the page as it is.
pub fn fill(builder: &mut Builder, index: usize, keep: bool, words: &[Found], skew: Skew) {
    let Some(mut page) = builder.pages().get(index).cloned() else { return };
    let number = if keep { builder.lines_of(index) as u32 } else { 0 };
    if !keep {
        page.text.clear();
    }
    page.words.clear();
    page.needs_ocr = false;
    let mut laid = lay_out(&mut page, words, skew);
    let text = page.text.clone();
    builder.refill(index, page, keep);
    again(builder, &text, &mut laid);
    emit(builder, &text, number, &laid);
}

/// What stands beside the text again on a later page (the counts and the agenda of some registers) is furniture there:
/// at the place of its first print, and most of it with the same letters.
fn again(builder: &mut Builder, text: &str, laid: &mut [Laid]) {
    let letters = |r: &Laid| -> String {
        let shown = text.get(r.text.clone()).unwrap_or("");
        fold::key(shown).chars().filter(|c| c.is_alphabetic()).collect()
    };
    let own: Vec<(String, [f32; 2])> = laid
        .iter()
        .filter(|r| r.aside)
        .map(|r| (letters(r), r.style.bbox.map_or([0.0; 2], |b| [b[0], b[1]])))
        .collect();
    if own.is_empty() {
        return;
    }
    let earlier = builder.asides();
    let same = |a: &(String, [f32; 2]), b: &(String, [f32; 2])| a.0 == b.0 && !a.0.is_empty();
    let near = |a: &(String, [f32; 2]), b: &(String, [f32; 2])| {
        (a.1[0] - b.1[0]).abs() < 24.0 && (a.1[1] - b.1[1]).abs() < 24.0
    };
    let told = own.iter().filter(|a| earlier.iter().any(|b| same(a, b))).count();
    if told * 2 >= own.len() {
        for (row, a) in laid.iter_mut().filter(|r| r.aside).zip(&own) {
            if earlier.iter().any(|b| same(a, b) || near(a, b)) {
                row.style.role = Role::Furniture;
            }
        }
    }
    builder.add_asides(own);
}

fn emit(builder: &mut Builder, text: &str, number: u32, laid: &[Laid]) {
    for (k, row) in laid.iter().enumerate() {
        builder.row(number + k as u32 + 1, row.style, text, &row.text, &row.cells);
    }
}

/// Writes the words into the page's text, row by row.
fn lay_out(page: &mut Page, words: &[Found], skew: Skew) -> Vec<Laid> {
    let mut heights: Vec<f32> = words.iter().map(|w| w.bbox[3] - w.bbox[1]).collect();
    // Words with an ascender or a descender are about 0.72 of the letter size high, and most words have one.
    let size = quantile(&mut heights, 0.7).unwrap_or(8.0).max(1.0) / 0.72;
    let mut rows = Vec::new();
    in_order(segments(words, size), size, 0, &mut rows);
    let mut pitches: Vec<f32> =
        rows.windows(2).filter_map(|w| Some(w.get(1)?.y - w.first()?.y)).filter(|p| *p > 0.6 * size).collect();
    let pitch = quantile(&mut pitches, 0.5).unwrap_or(1.2 * size).clamp(size, 2.5 * size);
    let mut strokes: Vec<f32> = words.iter().filter(|w| w.stroke > 0.0).map(|w| w.stroke).collect();
    let usual = quantile(&mut strokes, 0.5).unwrap_or(0.0);
    let mut out = Vec::with_capacity(rows.len());
    let mut before: Option<f32> = None;
    for (k, row) in rows.iter().enumerate() {
        if !page.text.is_empty() {
            page.text.push('\n');
        }
        let start = page.text.len();
        let mut heights: Vec<f32> = row.words.iter().map(|w| w.bbox[3] - w.bbox[1]).collect();
        let own = (quantile(&mut heights, 0.7).unwrap_or(size) / 0.72).clamp(0.6 * size, 2.0 * size);
        let mut cells: Vec<(Range<usize>, f32, f32)> = Vec::new();
        let mut open: Option<(usize, f32)> = None;
        let mut bbox = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        let mut end = f32::MIN;
        for w in &row.words {
            if let Some((from, x0)) = open {
                let gap = w.bbox[0] - end;
                if gap > CELL_GAP * own {
                    cells.push((from..page.text.len(), x0, end));
                    open = None;
                    let spaces = ((gap / (0.5 * own)) as usize).clamp(3, 60);
                    page.text.extend(std::iter::repeat_n(' ', spaces));
                } else {
                    page.text.push(' ');
                }
            }
            if open.is_none() {
                open = Some((page.text.len(), w.bbox[0]));
            }
            let at = page.text.len() as u32;
            let shown = skew.undo(w.bbox);
            page.text.push_str(&w.text);
            page.words.push(Word {
                start: at,
                end: page.text.len() as u32,
                bbox: shown,
                confidence: w.confidence,
                row: k as u32,
            });
            end = end.max(w.bbox[2]);
            bbox = [bbox[0].min(shown[0]), bbox[1].min(shown[1]), bbox[2].max(shown[2]), bbox[3].max(shown[3])];
        }
        if let Some((from, x0)) = open {
            cells.push((from..page.text.len(), x0, end));
        }
        if cells.len() < 2 {
            cells.clear();
        }
        let gap_before = before.is_none_or(|y| row.y - y > LINE_GAP * pitch);
        before = Some(row.y);
        let indent = row.words.first().map_or(0.0, |w| w.bbox[0]);
        let letters = |bold: bool| {
            let of = row.words.iter().filter(|w| !bold || w.stroke > BOLD * usual);
            of.map(|w| w.text.chars().filter(|c| c.is_alphanumeric()).count()).sum::<usize>()
        };
        let bold = usual > 0.0 && letters(true) * 3 > letters(false) * 2;
        let style = LineStyle { gap_before, bold, indent, bbox: Some(bbox), ..LineStyle::default() };
        out.push(Laid { text: start..page.text.len(), cells, style, aside: row.aside });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Document, MediaType, TextOrigin};

    /// Words of 6 points a letter, 10 points high; each line an engine's line.
    fn words(lines: &[(f32, f32, &str)]) -> Vec<Found> {
        let mut out = Vec::new();
        for (n, (left, top, text)) in lines.iter().enumerate() {
            let mut x = *left;
            for word in text.split(' ') {
                let x1 = x + 6.0 * word.chars().count() as f32;
                let bbox = [x, *top, x1, top + 10.0];
                out.push(Found { text: word.to_owned(), bbox, confidence: 0.9, line: n as u32, stroke: 0.0 });
                x = x1 + 5.0;
            }
        }
        out
    }

    fn read(lines: &[(f32, f32, &str)]) -> Document {
        let mut builder = Builder::new(MediaType::Png, TextOrigin::Ocr);
        add(&mut builder, Page::default(), &words(lines));
        builder.finish()
    }

    /// Engines read an attendance list column by column; its pairs must stay on one row.
    #[test]
    fn a_list_in_two_columns_stays_rows() {
        let left = ["ÉTAIENT REPRÉSENTÉS", "Mme BRUN", "M. GRIS", "Mme NOIR"];
        let right = ["PAR", "M. BLANC", "Mme ROUX", "M. VERT"];
        let mut lines: Vec<(f32, f32, &str)> = Vec::new();
        for (x, column) in [(50.0, left), (300.0, right)] {
            lines.extend(column.iter().enumerate().map(|(n, t)| (x, 100.0 + 14.0 * n as f32 + x / 300.0, *t)));
        }
        let doc = read(&lines);
        let rows: Vec<&str> = doc.lines.iter().map(|l| doc.text(l.span)).collect();
        assert_eq!(rows[1..], ["Mme BRUN\tM. BLANC", "M. GRIS\tMme ROUX", "Mme NOIR\tM. VERT"]);
        let place = doc.locate(doc.cells_of(&doc.lines[1])[1].span);
        assert_eq!(doc.print(place), "M. BLANC");
        assert_eq!(doc.confidence(place), Some(0.9));
    }

    /// What stands in the margin does not share its lines with the text, and is read by itself.
    #[test]
    fn a_margin_is_read_by_itself() {
        let margin = ["Nombre de membres", "en exercice onze", "dont deux absents", "Date de convocation"];
        let text = [
            "Le Conseil Municipal régulièrement convoqué s'est réuni",
            "au nombre prescrit par la loi dans le lieu habituel de",
            "ses séances sous la présidence de Madame le Maire et a",
            "pris les décisions qui suivent après en avoir délibéré",
        ];
        let mut lines: Vec<(f32, f32, &str)> = Vec::new();
        lines.extend(margin.iter().enumerate().map(|(n, t)| (30.0, 106.5 + 13.0 * n as f32, *t)));
        lines.extend(text.iter().enumerate().map(|(n, t)| (160.0, 100.0 + 13.0 * n as f32, *t)));
        let doc = read(&lines);
        let rows: Vec<&str> = doc.lines.iter().map(|l| doc.text(l.span)).collect();
        let expected: Vec<&str> = margin.iter().chain(&text).copied().collect();
        assert_eq!(rows, expected);
    }
}
