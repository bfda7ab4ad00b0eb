//! Words from glyphs: spaces from font metrics, accents drawn apart composed.

use super::rules::Rules;
use unicode_normalization::char::compose;

/// A gap above this part of the font size divides words.
const WORD_GAP: f32 = 0.14;

/// The number of marked content of a word outside any.
pub(super) const NO_MARK: u32 = u32::MAX;

/// A glyph run without a space, in a frame where its baseline is horizontal and y grows downwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Left edge in points.
    pub(super) x0: f32,
    /// Right edge in points.
    pub(super) x1: f32,
    /// Baseline in points from the top.
    pub(super) y: f32,
    /// Font size in points.
    pub(super) size: f32,
    /// Byte range in [`Words::text`].
    pub(super) text: (u32, u32),
    /// Drawn with a bold font or twice.
    pub(super) bold: bool,
    /// A space glyph stands before it.
    pub(super) spaced: bool,
    /// Drawn with an italic font.
    pub(super) italic: bool,
    /// Quarter turns of the baseline: 0 is upright; from 4 on, degrees of slanted text. x and y are those of the page
    /// turned so that the baseline is horizontal.
    pub(super) turn: u16,
    /// The form or annotation at the first level that shows it, in the order shown; 0 is the page.
    pub(super) layer: u16,
    /// The number of the marked content that it stands in, [`NO_MARK`] where in none.
    pub(super) mark: u32,
    /// It is one letter or sign that may be part of a letter-spaced word; told once the page is read.
    pub(super) letter: bool,
}

/// One glyph to add.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph<'a> {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Character spacing before it, in points: not a gap.
    pub(super) tracking: f32,
    pub(super) text: &'a str,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) turn: u16,
    pub(super) layer: u16,
}

/// The words of one page, in the order drawn.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) list: Vec<Word>,
    /// The straight lines drawn on the page.
    pub(super) rules: Rules,
    /// The marked content that glyphs added now stand in.
    pub(super) mark: u32,
    space: bool,
    cut: bool,
}

/// The combining form of an accent drawn as a glyph of its own.
fn combining(c: char) -> Option<char> {
    Some(match c {
        '´' | '\u{301}' => '\u{301}',
        '`' | '\u{300}' => '\u{300}',
        'ˆ' | '^' | '\u{302}' => '\u{302}',
        '¨' | '\u{308}' => '\u{308}',
        '¸' | '\u{327}' => '\u{327}',
        '˜' | '\u{303}' => '\u{303}',
        _ => return None,
    })
}

fn base_of(c: char) -> char {
    if c == 'ı' { 'i' } else { c }
}

impl Words {
    /// Forgets the page.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.list.clear();
        self.rules.clear();
        self.mark = NO_MARK;
        self.space = false;
        self.cut = false;
    }

    /// The next glyph begins a word whatever stands before it.
    pub(super) const fn cut(&mut self) {
        self.cut = true;
    }

    /// Lets `text` stand for the words added since `before` (a number of words, a number of bytes), where they stand
    /// on one line; its words share their width by length.
    pub(super) fn replace(&mut self, before: (usize, usize), text: &str) {
        let Some(first) = self.list.get(before.0).copied() else { return };
        let shown = self.list.get(before.0..).unwrap_or(&[]);
        let one_line =
            shown.iter().all(|w| w.turn == first.turn && (w.y - first.y).abs() < 0.6 * first.size.max(w.size));
        let x1 = shown.iter().fold(first.x1, |m, w| m.max(w.x1));
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            super::font::push_split(c, &mut clean);
        }
        if !one_line || clean.len() > 4096 {
            return;
        }
        self.list.truncate(before.0);
        self.text.truncate(before.1);
        let total = clean.chars().count().max(1) as f32;
        let at = |bytes: usize| {
            let chars = clean.get(..bytes).unwrap_or("").chars().count() as f32;
            first.x0 + (x1 - first.x0) * chars / total
        };
        for part in clean.split_whitespace() {
            let offset = part.as_ptr() as usize - clean.as_ptr() as usize;
            let start = self.text.len() as u32;
            self.text.push_str(part);
            self.list.push(Word {
                x0: at(offset),
                x1: at(offset + part.len()),
                text: (start, self.text.len() as u32),
                spaced: offset > 0 || first.spaced,
                ..first
            });
        }
        self.space = clean.ends_with(char::is_whitespace);
        self.cut = false;
    }

    /// Tells which words are one letter that may be part of a letter-spaced word.
    pub(super) fn tell_letters(&mut self) {
        for w in self.list.iter_mut().filter(|w| w.text.1 - w.text.0 <= 4) {
            let mut chars = self.text.get(w.text.0 as usize..w.text.1 as usize).unwrap_or("").chars();
            let sole = chars.next().filter(|_| chars.next().is_none());
            w.letter = sole.is_some_and(|c| c.is_uppercase() || matches!(c, '\'' | '’' | '°' | '-'));
        }
    }

    /// The text of a word.
    pub(super) fn of(&self, word: &Word) -> &str {
        self.text.get(word.text.0 as usize..word.text.1 as usize).unwrap_or("")
    }

    /// Adds text that goes on the word added last, up to `x1`.
    pub(super) fn extend(&mut self, text: &str, x1: f32) {
        self.text.push_str(text);
        self.stretch(x1);
    }

    /// Lets the word added last hold what was pushed to [`Self::text`] for it, up to `x1`.
    pub(super) fn stretch(&mut self, x1: f32) {
        if let Some(word) = self.list.last_mut() {
            word.text.1 = self.text.len() as u32;
            word.x1 = word.x1.max(x1);
        }
    }

    /// A space stands before the next glyph.
    pub(super) const fn space(&mut self) {
        self.space = true;
    }

    /// Adds a glyph to the open word or begins a new one.
    pub(super) fn push(&mut self, g: Glyph<'_>) {
        if g.text.is_empty() {
            return;
        }
        // Most begin with a letter of one byte.
        let ascii = g.text.bytes().next().is_some_and(|b| b.is_ascii_graphic());
        if !ascii && g.text.trim().is_empty() {
            self.space = true;
            return;
        }
        let end = self.text.len() as u32;
        if let Some(word) = self.list.last_mut().filter(|w| w.text.1 == end && w.turn == g.turn && w.layer == g.layer) {
            let (gap, dy) = (g.x0 - word.x1, (g.y - word.y).abs());
            let near = !self.space && !self.cut && dy <= 0.08 * g.size && (word.size - g.size).abs() <= 0.15 * g.size;
            if !self.cut && dy < 0.5 * g.size && gap < -0.1 * (g.x1 - g.x0) && gap > -1.2 * g.size {
                // Overlapping glyphs: an accent and its letter, in either order.
                let last = self.text.chars().next_back();
                let first = g.text.chars().next();
                if let (Some(last), Some(first)) = (last, first) {
                    let made = match (combining(last), combining(first)) {
                        (Some(mark), None) => compose(base_of(first), mark),
                        (None, Some(mark)) => compose(base_of(last), mark),
                        _ => None,
                    };
                    if let Some(made) = made {
                        self.text.pop();
                        self.text.push(made);
                        let mark_first = combining(last).is_some();
                        self.text.push_str(g.text.get(first.len_utf8()..).unwrap_or(""));
                        word.text.1 = self.text.len() as u32;
                        word.x1 = if mark_first { g.x1 } else { word.x1.max(g.x1) };
                        if mark_first && word.text.1 - word.text.0 <= 4 {
                            (word.y, word.size) = (g.y, g.size);
                        }
                        self.space = false;
                        return;
                    }
                }
            }
            // An accent drawn apart stands in the middle of the letter that follows.
            let accent = g.text.chars().next().and_then(combining).is_some();
            let widest = if accent { 2.5 * WORD_GAP } else { WORD_GAP };
            if near && gap - g.tracking < widest * g.size && gap > -0.35 * g.size {
                if let (Some(last), Some(mark)) = (self.text.chars().next_back(), g.text.chars().next())
                    && ('\u{300}'..'\u{370}').contains(&mark)
                    && let Some(made) = compose(base_of(last), mark)
                {
                    self.text.pop();
                    self.text.push(made);
                } else {
                    self.text.push_str(g.text);
                }
                word.text.1 = self.text.len() as u32;
                word.x1 = word.x1.max(g.x1);
                return;
            }
        }
        self.cut = false;
        self.text.push_str(g.text);
        self.list.push(Word {
            x0: g.x0,
            x1: g.x1,
            y: g.y,
            size: g.size,
            text: (end, self.text.len() as u32),
            bold: g.bold,
            spaced: std::mem::take(&mut self.space),
            italic: g.italic,
            turn: g.turn,
            layer: g.layer,
            mark: self.mark,
            letter: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x0: f32, x1: f32, text: &str) -> Glyph<'_> {
        Glyph { x0, x1, y: 100.0, size: 10.0, tracking: 0.0, text, bold: false, italic: false, turn: 0, layer: 0 }
    }

    #[test]
    fn accents_drawn_apart_are_composed() {
        let mut words = Words::default();
        words.push(glyph(0.0, 7.0, "D"));
        words.push(glyph(7.2, 10.0, "´"));
        words.push(glyph(7.0, 12.0, "e"));
        words.push(glyph(12.0, 15.0, "l"));
        words.push(glyph(18.0, 22.0, "x"));
        let texts: Vec<&str> = words.list.iter().map(|w| words.of(w)).collect();
        assert_eq!(texts, ["Dél", "x"]);
    }
}
