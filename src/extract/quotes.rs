//! Quotations: what a member is quoted as saying is no statement of the minutes, and a vote told in it is no vote. What is
//! copied from a register in quotes, « Le conseil municipal vote … », is one.

use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use std::ops::Range;

/// A quotation that does not close within so many lines was never opened.
const LONGEST: usize = 25;

/// Which lines of a stretch lie in a quotation.
#[derive(Debug)]
pub struct Quotes {
    start: usize,
    inside: Vec<bool>,
}

impl Quotes {
    /// Follows « and » over the lines of a stretch.
    #[must_use]
    pub fn of(text: &Text<'_>, lines: Range<usize>) -> Self {
        let mut inside = vec![false; lines.len()];
        let mut opened: Option<usize> = None;
        for (i, line) in lines.clone().enumerate() {
            let s = text.doc.text(text.doc.lines[line].span);
            let at_start = opened.is_some();
            let (mut first_open, mut last_close) = (None, None);
            for (at, c) in s.char_indices() {
                match c {
                    '«' => {
                        opened = Some(i);
                        first_open.get_or_insert(at);
                    }
                    '»' => {
                        opened = None;
                        last_close = Some(at);
                    }
                    _ => {}
                }
            }
            // Quoted: inside at both ends, or closed in its second half, or opened in its first.
            let half = s.len() / 2;
            inside[i] = match (at_start, opened.is_some()) {
                (true, true) => true,
                (true, false) => last_close.is_some_and(|c| c >= half),
                (false, true) => first_open.is_some_and(|o| o <= half),
                (false, false) => {
                    first_open.is_some_and(|o| o <= s.len() / 4) && last_close.is_some_and(|c| c + 4 >= s.len())
                }
            };
            if opened.is_some_and(|o| i - o > LONGEST) {
                let from = opened.take().unwrap_or(i);
                inside[from..=i].fill(false);
            }
        }
        if let Some(o) = opened {
            inside[o..].fill(false);
        }
        for (quoted, line) in inside.iter_mut().zip(lines.clone()) {
            *quoted &= !of_the_body(text, line);
        }
        Self { start: lines.start, inside }
    }

    /// Whether a line lies in a quotation.
    #[must_use]
    pub fn holds(&self, line: usize) -> bool {
        line.checked_sub(self.start).and_then(|i| self.inside.get(i)).copied().unwrap_or(false)
    }
}

/// « « Le conseil municipal décide … »: the body speaks.
fn of_the_body(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    let quote = toks.slice().iter().take_while(|t| t.kind == Kind::Sign).count();
    let body = text.find(toks.skip(quote), &[Term::Body]);
    quote > 0 && body.is_some_and(|m| m.first as usize <= toks.start + quote + 1)
}
