//! Showing text: from the strings of an operator to the words of the page (ISO 32000-1, 9.4.3 and 9.4.4).

use super::content::{Frame, Interpreter, State, turn};
use super::font::{Font, Shown};
use super::lexer::{Token, hex_into, literal};
use super::matrix::Matrix;
use super::words::Glyph;

/// Part of the font size that the pen may be moved between two letters of one word.
const KERNING: f32 = 0.1;
/// How far beside the page a glyph may begin, in points.
const BESIDE: f32 = 2.0;
/// The smallest font size that anybody reads, in points.
const LEGIBLE: f32 = 0.2;

/// How the strings of one operator run.
struct Run {
    origin: (f32, f32),
    /// Where the baseline leads, for a step of 1.
    way: (f32, f32),
    /// The length of that.
    along: f32,
    /// A negative size turns the letters and the way they run.
    sign: f32,
    turn: u16,
    frame: Frame,
    /// Font size on the page, in points.
    size: f32,
    /// From widths for size 1 to steps.
    step: f32,
    /// Added to each step.
    per_glyph: f32,
    /// The same on the page, where it widens gaps.
    tracking: f32,
    legible: bool,
    /// Letters stand side by side: after the first, most go straight on their word.
    side_by_side: bool,
    /// From left to right on a horizontal baseline.
    level: bool,
}

impl Run {
    fn of(tm: Matrix, state: &State) -> Self {
        let m = tm.then(state.ctm);
        let [a, b, c, d, ..] = m.0;
        let sign = if state.size < 0.0 { -1.0 } else { 1.0 };
        let turn = turn(sign * a, sign * b);
        let em = state.font.as_ref().map_or(1.0, |f| f.em);
        let size = (c * c + d * d).sqrt() * state.size.abs() * em;
        let along = (a * a + b * b).sqrt();
        let (step, per_glyph) = (state.size * state.scale, state.tracking * state.scale);
        let legible = size.is_finite() && size > LEGIBLE;
        Self {
            origin: m.apply(0.0, state.rise),
            way: (a, b),
            along,
            sign,
            turn,
            frame: Frame::of(turn),
            size,
            step,
            per_glyph,
            tracking: (sign * per_glyph * along).max(0.0),
            legible,
            side_by_side: sign * per_glyph * along >= -0.05 * size && legible,
            level: b == 0.0 && a > 0.0 && step > 0.0,
        }
    }
}

impl<'d> Interpreter<'d> {
    /// Shows strings, with the numbers between them that move the pen.
    pub(super) fn show(&mut self, tm: &mut Matrix, state: &State, items: &[Token<'_>], buffer: &mut Vec<u8>) {
        let run = Run::of(*tm, state);
        let mut advance = 0.0;
        let mut open = false;
        // How far the pen was moved since the glyph before.
        let mut moved = 0.0;
        for item in items {
            let codes = match item {
                Token::Number(n) => {
                    let by = -n / 1000.0 * run.step;
                    advance += by;
                    moved += by * run.along;
                    open &= moved.abs() < KERNING * run.size;
                    continue;
                }
                Token::Literal(raw) => literal(raw, buffer),
                Token::Hex(raw) => {
                    hex_into(raw, buffer);
                    buffer.as_slice()
                }
                _ => continue,
            };
            let Some(font) = &state.font else { continue };
            let mut rest = codes;
            while !rest.is_empty() {
                if open && run.level {
                    let taken = self.straight_on(font, rest, &run, state, &mut advance);
                    if taken > 0 {
                        moved = 0.0;
                        rest = rest.get(taken..).unwrap_or(&[]);
                        continue;
                    }
                }
                let Some(len) = self.glyph(font, rest, &run, state, &mut advance, &mut open) else { break };
                moved = 0.0;
                rest = rest.get(len..).unwrap_or(&[]);
            }
        }
        *tm = Matrix([1.0, 0.0, 0.0, 1.0, advance, 0.0]).then(*tm);
    }

    /// Shows the next glyph of a string; gives the length of its code. `open`: it goes on the word before it.
    fn glyph(
        &mut self,
        font: &Font,
        codes: &[u8],
        run: &Run,
        state: &State,
        advance: &mut f32,
        open: &mut bool,
    ) -> Option<usize> {
        let (shown, len, is_space) = font.next(codes)?;
        let late = if shown.text.0 == shown.text.1 { font.late(self.doc, codes) } else { None };
        let width = shown.width * run.step;
        let at = (run.origin.0 + *advance * run.way.0, run.origin.1 + *advance * run.way.1);
        let inside =
            at.0 >= -BESIDE && at.1 >= -BESIDE && at.0 <= self.bounds.0 + BESIDE && at.1 <= self.bounds.1 + BESIDE;
        if shown.text.0 == shown.text.1 && late.is_none() || !inside {
            *open = false;
        } else if run.legible {
            let (x0, y) = run.frame.place(at);
            let x1 = x0 + run.sign * width * run.along;
            self.count(state, 1);
            let text = late.unwrap_or_else(|| font.text(shown));
            let plain = shown.plain && late.is_none() && run.sign * width >= 0.0;
            if *open && plain {
                self.words.extend(text, x1);
            } else {
                self.words.push(Glyph {
                    x0: x0.min(x1),
                    x1: x0.max(x1),
                    y,
                    size: run.size,
                    tracking: run.tracking,
                    text,
                    bold: font.bold || state.mode == 2,
                    italic: font.italic,
                    turn: run.turn,
                    layer: self.layer,
                });
                *open = run.side_by_side && plain;
            }
        }
        let word = if is_space { state.word_space * state.scale } else { 0.0 };
        *advance += width + run.per_glyph + word;
        Some(len)
    }

    /// The letters at the start of a string that go straight on the word before them, on a level baseline: what
    /// [`Self::glyph`] would do with each, most of the glyphs of most pages. Gives the length of their codes.
    fn straight_on(&mut self, font: &Font, codes: &[u8], run: &Run, state: &State, advance: &mut f32) -> usize {
        let taken = if let Some(shown) = font.by_byte() {
            // The byte 32 may be a letter, but a space stands behind it.
            let codes = codes.iter().map_while(|b| shown.get(usize::from(*b)).filter(|_| *b != b' '));
            self.letters(codes, run, advance)
        } else if let Some(shown) = font.by_pair() {
            let codes = codes.chunks_exact(2).map_while(|c| shown.get(usize::from(c[0]) << 8 | usize::from(c[1])));
            2 * self.letters(codes, run, advance)
        } else {
            let mut taken = 0;
            while let Some((shown, len, false)) = font.next(codes.get(taken..).unwrap_or(&[])) {
                if self.letters(std::iter::once(&shown), run, advance) == 0 {
                    break;
                }
                self.count(state, 1);
                taken += len;
            }
            return taken;
        };
        let letters = if font.by_byte().is_some() { taken } else { taken / 2 };
        self.count(state, letters);
        taken
    }

    /// Adds letters to the word added last, up to the first code that is none or stands beside the page; gives how many.
    #[inline]
    fn letters<'s>(&mut self, codes: impl Iterator<Item = &'s Shown>, run: &Run, advance: &mut f32) -> usize {
        let (mut letters, mut right) = (0, f32::MIN);
        for shown in codes {
            let x0 = run.origin.0 + *advance * run.way.0;
            let inside = x0 >= -BESIDE && x0 <= self.bounds.0 + BESIDE;
            let Some(letter) = shown.letter.filter(|_| inside) else { break };
            let width = shown.width * run.step;
            self.words.text.push(letter);
            right = right.max(x0 + width * run.along);
            *advance += width + run.per_glyph;
            letters += 1;
        }
        if letters > 0 {
            self.words.extend("", right);
        }
        letters
    }

    fn count(&mut self, state: &State, glyphs: usize) {
        self.drawn.1 += glyphs;
        self.drawn.0 += if state.mode == 3 { glyphs } else { 0 };
    }
}
