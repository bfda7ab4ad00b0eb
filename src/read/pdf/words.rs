//! Words from glyphs: spaces from font metrics, accents drawn apart composed.

use unicode_normalization::char::compose;

/// A gap above this part of the font size divides words.
const WORD_GAP: f32 = 0.14;

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
    /// Quarter turns of the baseline: 0 is upright, 4 is slanted.
    pub(super) turn: u8,
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
    pub(super) turn: u8,
}

/// The words of one page, in the order drawn.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) list: Vec<Word>,
    space: bool,
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
        self.space = false;
    }

    /// The text of a word.
    pub(super) fn of(&self, word: &Word) -> &str {
        self.text.get(word.text.0 as usize..word.text.1 as usize).unwrap_or("")
    }

    /// Adds a glyph to the open word or begins a new one.
    pub(super) fn push(&mut self, g: Glyph<'_>) {
        if g.text.is_empty() {
            return;
        }
        if g.text == " " || g.text.trim().is_empty() {
            self.space = true;
            return;
        }
        let end = self.text.len() as u32;
        if let Some(word) = self.list.last_mut().filter(|w| w.text.1 == end && w.turn == g.turn) {
            let (gap, dy) = (g.x0 - word.x1, (g.y - word.y).abs());
            let near = !self.space && dy <= 0.08 * g.size && (word.size - g.size).abs() <= 0.15 * g.size;
            if dy < 0.5 * g.size && gap < -0.1 * (g.x1 - g.x0) && gap > -1.2 * g.size {
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
            if near && gap - g.tracking < WORD_GAP * g.size && gap > -0.35 * g.size {
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
        self.text.push_str(g.text);
        self.list.push(Word {
            x0: g.x0,
            x1: g.x1,
            y: g.y,
            size: g.size,
            text: (end, self.text.len() as u32),
            bold: g.bold,
            spaced: std::mem::take(&mut self.space),
            turn: g.turn,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x0: f32, x1: f32, text: &str) -> Glyph<'_> {
        Glyph { x0, x1, y: 100.0, size: 10.0, tracking: 0.0, text, bold: false, turn: 0 }
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
