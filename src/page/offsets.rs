//! The way from the decoded text back to the bytes of the file, for files that are not plain UTF-8.

/// How far one character of the text goes in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// As many bytes as in the text: UTF-8.
    #[default]
    Utf8,
    /// One byte a character: Windows-1252, Mac Roman.
    Single,
    /// Two bytes a UTF-16 unit.
    Utf16,
}

/// Maps byte offsets of a text to byte offsets of its file. The default maps every offset to itself.
#[derive(Debug, Clone, Default)]
pub struct Offsets {
    unit: Unit,
    /// Known pairs (text, file), in order; the way goes on from the last one at or before an offset.
    points: Vec<(u32, u32)>,
}

/// Bytes of text between two known pairs.
const STEP: usize = 1024;

impl Offsets {
    /// The map of a text whose first byte stands at byte `base` of the file.
    #[must_use]
    pub fn new(unit: Unit, base: u32, text: &str) -> Self {
        let mut points = vec![(0, base)];
        if unit != Unit::Utf8 {
            let (mut last, mut file) = (0, base);
            for (at, c) in text.char_indices() {
                if at - last >= STEP {
                    points.push((at as u32, file));
                    last = at;
                }
                file += width(unit, c);
            }
        }
        Self { unit, points }
    }

    /// Says that byte `text` of the text is byte `file` of the file; calls go in rising order.
    pub fn push(&mut self, text: u32, file: u32) {
        self.points.push((text, file));
    }

    /// The file's byte for byte `at` of `text`.
    #[must_use]
    pub fn file(&self, text: &str, at: u32) -> u32 {
        let i = self.points.partition_point(|p| p.0 <= at);
        let Some(&(from, file)) = i.checked_sub(1).and_then(|i| self.points.get(i)) else { return at };
        match self.unit {
            Unit::Utf8 => file + (at - from),
            unit => {
                let part = text.get(from as usize..at as usize).unwrap_or("");
                file + part.chars().map(|c| width(unit, c)).sum::<u32>()
            }
        }
    }
}

fn width(unit: Unit, c: char) -> u32 {
    match unit {
        Unit::Utf8 => c.len_utf8() as u32,
        Unit::Single => 1,
        Unit::Utf16 => 2 * c.len_utf16() as u32,
    }
}
