//! Showing text: from the strings of an operator to the words of the page (ISO 32000-1, 9.4.3 and 9.4.4).

use super::content::{Interpreter, State};
use super::font::{Font, Shown};
use super::lexer::Token;
use super::matrix::Matrix;
use super::strings::{hex_into, hex_pair, literal};
use super::turn::{Frame, turn};
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
    /// How far the pen may be moved between two letters of one word.
    kerning: f32,
    /// The same on the page, where it widens gaps.
    tracking: f32,
    legible: bool,
    /// Letters stand side by side: after the first, most go straight on their word.
    side_by_side: bool,
    /// From left to right on a horizontal baseline.
    level: bool,
}

/// Where the pen is while the strings of one operator are shown. In this order: the two that a number between strings
/// moves would be read as one if they stood side by side, and wait for the two that were written.
#[repr(C)]
struct Pen {
    /// How far it came, in text space.
    advance: f32,
    /// Where the last of the letters below ends.
    right: f32,
    /// Letters that went straight on the word before and are not settled.
    letters: usize,
    /// How far it was moved since the glyph before, on the page.
    moved: f32,
    /// The next letter may go on the word before it.
    open: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self { advance: 0.0, moved: 0.0, open: false, letters: 0, right: f32::MIN }
    }
}

impl Pen {
    /// Moves it by what a number between strings says.
    #[inline]
    fn shift(&mut self, number: f32, run: &Run) {
        let by = -number / 1000.0 * run.step;
        self.advance += by;
        self.moved += by * run.along;
        self.open &= self.moved.abs() < run.kerning;
    }
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
            kerning: KERNING * size,
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
        let font = state.font.as_deref();
        let by_byte = font.and_then(Font::by_byte).filter(|_| run.level).unwrap_or(&[]);
        let by_pair = font.and_then(Font::by_pair).filter(|_| run.level).unwrap_or(&[]);
        let mut pen = Pen::default();
        for item in items {
            let (raw, is_hex, by) = match *item {
                Token::Number(n) => {
                    pen.shift(n, &run);
                    continue;
                }
                Token::Literal(raw) => (raw, false, None),
                Token::LiteralBy(raw, n) => (raw, false, Some(n)),
                Token::Hex(raw) => (raw, true, None),
                Token::HexBy(raw, n) => (raw, true, Some(n)),
                _ => continue,
            };
            // A letter in each string is most of what there is.
            let shown = match raw {
                [code] if !is_hex && *code > b' ' && *code != b'\\' => by_byte.get(usize::from(*code)),
                [a, b, c, d] if is_hex => hex_pair(&[*a, *b, *c, *d]).and_then(|code| by_pair.get(usize::from(code))),
                _ => None,
            };
            if !shown.is_some_and(|shown| self.letter(shown, &run, &mut pen)) {
                self.show_string(raw, is_hex, &run, state, &mut pen, buffer);
            }
            if let Some(n) = by {
                pen.shift(n, &run);
            }
        }
        self.settle(state, &mut pen);
        *tm = Matrix([1.0, 0.0, 0.0, 1.0, pen.advance, 0.0]).then(*tm);
    }

    /// Adds a letter to the word added last, where it goes straight on it: [`Self::letters`] for one.
    #[inline(always)]
    fn letter(&mut self, shown: &Shown, run: &Run, pen: &mut Pen) -> bool {
        let x0 = run.origin.0 + pen.advance * run.way.0;
        let inside = x0 >= -BESIDE && x0 <= self.bounds.0 + BESIDE;
        let Some(letter) = shown.letter.filter(|_| inside && pen.open) else { return false };
        let width = shown.width * run.step;
        self.words.text.push(letter);
        pen.right = pen.right.max(x0 + width * run.along);
        pen.advance += width + run.per_glyph;
        pen.letters += 1;
        pen.moved = 0.0;
        true
    }

    /// Shows a string, whatever stands in it.
    fn show_string(&mut self, raw: &[u8], is_hex: bool, run: &Run, state: &State, pen: &mut Pen, buffer: &mut Vec<u8>) {
        let Some(font) = state.font.as_deref() else { return };
        let read = if is_hex {
            self.show_pairs(font, raw, run, state, pen)
        } else {
            self.straight_on_literal(font, raw, run, state, pen)
        };
        let rest = raw.get(read..).unwrap_or(&[]);
        if rest.is_empty() {
            return;
        }
        if is_hex {
            hex_into(rest, buffer);
            self.show_codes(font, buffer, run, state, pen);
        } else {
            self.show_codes(font, literal(rest, buffer), run, state, pen);
        }
    }

    /// Shows the codes of a string one by one.
    fn show_codes(&mut self, font: &Font, mut codes: &[u8], run: &Run, state: &State, pen: &mut Pen) {
        while !codes.is_empty() {
            let taken = self.straight_on(font, codes, run, pen);
            codes = codes.get(taken..).unwrap_or(&[]);
            if taken > 0 {
                continue;
            }
            self.settle(state, pen);
            let Some(len) = self.glyph(font, codes, run, state, pen) else { break };
            codes = codes.get(len..).unwrap_or(&[]);
        }
    }

    /// Shows the next glyph of a string; gives the length of its code.
    fn glyph(&mut self, font: &Font, codes: &[u8], run: &Run, state: &State, pen: &mut Pen) -> Option<usize> {
        let (shown, len, is_space) = font.next(codes)?;
        let late = if shown.text.0 == shown.text.1 { font.late(self.doc, codes) } else { None };
        let width = shown.width * run.step;
        let at = (run.origin.0 + pen.advance * run.way.0, run.origin.1 + pen.advance * run.way.1);
        let inside =
            at.0 >= -BESIDE && at.1 >= -BESIDE && at.0 <= self.bounds.0 + BESIDE && at.1 <= self.bounds.1 + BESIDE;
        if shown.text.0 == shown.text.1 && late.is_none() || !inside {
            pen.open = false;
        } else if run.legible && shown.blank {
            self.count(state, 1);
            self.words.space();
            pen.open = false;
        } else if run.legible {
            let (x0, y) = run.frame.place(at);
            let x1 = x0 + run.sign * width * run.along;
            self.count(state, 1);
            let text = late.unwrap_or_else(|| font.text(shown));
            let plain = shown.plain && late.is_none() && run.sign * width >= 0.0;
            if pen.open && plain {
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
                pen.open = run.side_by_side && plain;
            }
        }
        let word = if is_space { state.word_space * state.scale } else { 0.0 };
        pen.advance += width + run.per_glyph + word;
        pen.moved = 0.0;
        Some(len)
    }

    /// The letters at the start of a string that go straight on the word before them, on a level baseline: what
    /// [`Self::glyph`] would do with each, most of the glyphs of most pages. Gives the length of their codes.
    fn straight_on(&mut self, font: &Font, codes: &[u8], run: &Run, pen: &mut Pen) -> usize {
        if !pen.open || !run.level {
            return 0;
        }
        if let Some(shown) = font.by_byte() {
            // The byte 32 may be a letter, but a space stands behind it.
            let codes = codes.iter().map_while(|b| shown.get(usize::from(*b)).filter(|_| *b != b' '));
            self.letters(codes, run, pen)
        } else if let Some(shown) = font.by_pair() {
            let codes = codes.chunks_exact(2).map_while(|c| shown.get(usize::from(c[0]) << 8 | usize::from(c[1])));
            2 * self.letters(codes, run, pen)
        } else {
            let mut taken = 0;
            while let Some((shown, len, false)) = font.next(codes.get(taken..).unwrap_or(&[])) {
                if self.letters(std::iter::once(&shown), run, pen) == 0 {
                    break;
                }
                taken += len;
            }
            taken
        }
    }

    /// The same for the inside of a literal string, read where it stands, up to the first escape.
    fn straight_on_literal(&mut self, font: &Font, raw: &[u8], run: &Run, state: &State, pen: &mut Pen) -> usize {
        let Some(shown) = font.by_byte().filter(|_| pen.open && run.level) else { return 0 };
        let plain = |b: u8| !matches!(b, b' ' | b'\\' | b'\r');
        let read = self.letters(raw.iter().map_while(|b| shown.get(usize::from(*b)).filter(|_| plain(*b))), run, pen);
        let Some(b) = raw.get(read).filter(|b| !matches!(b, b'\\' | b'\r')) else { return read };
        let blank = shown.get(usize::from(*b)).is_some_and(|s| self.blank(s, *b == b' ', run, state, pen));
        read + usize::from(blank)
    }

    /// The same for a code that shows a space, behind a word that is open: what [`Self::glyph`] would do with it.
    fn blank(&mut self, shown: &Shown, is_space: bool, run: &Run, state: &State, pen: &mut Pen) -> bool {
        let x0 = run.origin.0 + pen.advance * run.way.0;
        if !(shown.blank && x0 >= -BESIDE && x0 <= self.bounds.0 + BESIDE) {
            return false;
        }
        self.settle(state, pen);
        self.count(state, 1);
        self.words.space();
        let word = if is_space { state.word_space * state.scale } else { 0.0 };
        pen.advance += shown.width * run.step + run.per_glyph + word;
        (pen.open, pen.moved) = (false, 0.0);
        true
    }

    /// Shows the codes of a string of hexadecimal digits, read where they stand, as far as they are pairs of bytes and
    /// nothing stands between their digits. Gives the number of digits.
    #[inline]
    fn show_pairs(&mut self, font: &Font, digits: &[u8], run: &Run, state: &State, pen: &mut Pen) -> usize {
        let Some(shown) = font.by_pair() else { return 0 };
        let (chunks, _) = digits.as_chunks::<4>();
        let mut read = 0;
        while let Some(rest) = chunks.get(read..).filter(|r| !r.is_empty()) {
            if pen.open && run.level {
                read += self.letters(rest.iter().map_while(|c| shown.get(usize::from(hex_pair(c)?))), run, pen);
            }
            let Some(code) = chunks.get(read).and_then(hex_pair) else { break };
            let known = shown.get(usize::from(code)).filter(|_| pen.open && run.level);
            if known.is_some_and(|s| self.blank(s, false, run, state, pen)) {
                read += 1;
                continue;
            }
            self.settle(state, pen);
            if self.glyph(font, &code.to_be_bytes(), run, state, pen).is_none() {
                break;
            }
            read += 1;
        }
        4 * read
    }

    /// Adds letters to the word added last, up to the first code that is none or stands beside the page; gives how many.
    #[inline]
    fn letters<'s>(&mut self, codes: impl Iterator<Item = &'s Shown>, run: &Run, pen: &mut Pen) -> usize {
        let (mut letters, mut advance, mut right) = (0, pen.advance, pen.right);
        for shown in codes {
            let x0 = run.origin.0 + advance * run.way.0;
            let inside = x0 >= -BESIDE && x0 <= self.bounds.0 + BESIDE;
            let Some(letter) = shown.letter.filter(|_| inside) else { break };
            let width = shown.width * run.step;
            self.words.text.push(letter);
            right = right.max(x0 + width * run.along);
            advance += width + run.per_glyph;
            letters += 1;
        }
        if letters > 0 {
            (pen.advance, pen.right, pen.moved) = (advance, right, 0.0);
            pen.letters += letters;
        }
        letters
    }

    /// Lets the word added last end behind the letters that went straight on it.
    fn settle(&mut self, state: &State, pen: &mut Pen) {
        if pen.letters > 0 {
            self.words.stretch(pen.right);
            self.count(state, pen.letters);
            (pen.letters, pen.right) = (0, f32::MIN);
        }
    }

    fn count(&mut self, state: &State, glyphs: usize) {
        self.drawn.1 += glyphs;
        self.drawn.0 += if state.mode == 3 { glyphs } else { 0 };
    }
}
