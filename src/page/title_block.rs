//! The title block of a PDF: at the top of its first page, short lines in letters clearly larger than those of the text, which
//! formats with markup have as headings. Further down sizes are used for too many things to say what a line is.

use super::{Document, Line, MediaType, Role};

/// Letters so much larger than those of the text are those of a title.
const LARGER: f32 = 1.12;
/// Sizes within this part of each other are one.
const SAME: f32 = 1.04;
/// A line in whatever letters is text from this length on, in bytes, and the title ends before it.
const LONGEST: u32 = 90;
/// Fewer letters are a sign or a number.
const LETTERS: usize = 3;
/// Lines at the top of a document among which its title stands.
const TOP: usize = 12;
/// The same in the letters of the text.
const TEXT: u32 = 70;
/// Levels that a heading may have.
const LEVELS: usize = 6;

impl Document {
    /// The lines of the title block, with their level, 1 for the largest.
    pub(super) fn title_block(&self) -> Vec<(usize, u8)> {
        let Some(size) = self.text_size().filter(|_| self.media == MediaType::Pdf) else { return Vec::new() };
        let title = |l: &Line| {
            l.role == Role::Text
                && l.page == 0
                && l.cells.is_empty()
                && l.size >= LARGER * size
                && !self.text(l.span).trim_end().ends_with(':')
                && self.text(l.span).chars().filter(|c| c.is_alphabetic()).count() >= LETTERS
        };
        let text = |l: &Line| l.span.end - l.span.start >= if l.size < LARGER * size { TEXT } else { LONGEST };
        let block = self.body().iter().take(TOP).take_while(|l| !text(l)).enumerate();
        let found: Vec<(usize, f32)> = block.filter(|(_, l)| title(l)).map(|(i, l)| (i, l.size)).collect();
        let mut sizes: Vec<f32> = found.iter().map(|(_, s)| *s).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        sizes.dedup_by(|b, a| *a < *b * SAME);
        let level = |size: f32| sizes.iter().position(|s| size * SAME >= *s).map_or(LEVELS, |n| (n + 1).min(LEVELS));
        found.into_iter().map(|(i, s)| (i, level(s) as u8)).collect()
    }

    /// The size of letters that most of the text has, where it is known.
    fn text_size(&self) -> Option<f32> {
        let mut lines: Vec<(f32, u32)> =
            self.body().iter().filter(|l| l.size > 0.0).map(|l| (l.size, l.span.end - l.span.start)).collect();
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = lines.iter().map(|l| u64::from(l.1)).sum::<u64>() / 2;
        let mut sum = 0;
        let middle = lines.iter().find(|l| {
            sum += u64::from(l.1);
            sum > half
        });
        middle.map(|l| l.0)
    }
}
