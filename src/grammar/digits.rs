//! Digits second-guessed on pages that OCR read. A wrong digit looks like a right one: only the text around it tells.
//!
//! First whole [`dates`] and [`sums`], of which specks and gaps made pieces; then [`letters`] that stand for digits, figures
//! beside [`words`], dates beside [`weekdays`], and the counts of [`votes`].
//!
//! A figure gives way only to one that OCR takes it for (`[ocr.figure]` of `grammar/ocr.lex`), and only where the
//! engine was not sure. What is well formed and confirmed by nothing stays as it was read.

mod dates;
mod letters;
mod sums;
mod votes;
mod weekdays;
mod words;

use super::mend::pairs;
use super::term::Term;
use super::text::Text;
use super::tokens::{Kind, Token};
use crate::page::{Span, fold};

/// Figures that the engine is surer of are left, 0 to 1: 98 in 100 of them are right.
const SURE: f32 = 0.95;
/// A count of which the engine is surer is a witness against the others, 0 to 1.
const WITNESS: f32 = 0.85;
/// Tokens of a sum in figures at most.
const LONGEST: usize = 9;
/// Lines that the three counts of a vote take up at most.
const VOTE_LINES: usize = 3;

const SIDES: [Term; 3] = [Term::For, Term::Against, Term::Abstention];

/// A figure that is read otherwise.
pub(super) struct Repair {
    pub(super) span: Span,
    pub(super) new: String,
    /// What confirms it.
    pub(super) why: &'static str,
}

/// The repairs of a document, in order, without overlap.
pub(super) fn repairs(text: &Text<'_>) -> Vec<Repair> {
    let look = Look::new(text);
    let mut out = look.letters();
    out.extend(look.sums_in_words());
    out.extend(look.weekdays());
    out.extend(look.votes());
    in_order(out)
}

/// The repairs to be made before those: whole dates and sums are easier to doubt than their parts.
pub(super) fn joined(text: &Text<'_>) -> Vec<Repair> {
    let look = Look::new(text);
    let mut out = look.dates();
    out.extend(look.cut_sums());
    out.retain(|r| look.is_scanned(r.span));
    in_order(out)
}

fn in_order(mut out: Vec<Repair>) -> Vec<Repair> {
    out.sort_by_key(|r| r.span.start);
    let mut end = 0;
    out.retain(|r| {
        let free = r.span.start >= end;
        end = if free { r.span.end } else { end };
        free
    });
    out
}

struct Look<'a, 't> {
    text: &'a Text<'t>,
    letters: Vec<(&'static str, &'static str)>,
    figures: Vec<(&'static str, &'static str)>,
    firsts: Vec<(&'static str, &'static str)>,
    currencies: Vec<(&'static str, &'static str)>,
}

impl<'a, 't> Look<'a, 't> {
    fn new(text: &'a Text<'t>) -> Self {
        Self {
            text,
            letters: pairs("[ocr.digit]"),
            figures: pairs("[ocr.figure]"),
            firsts: pairs("[ocr.first]"),
            currencies: pairs("[ocr.currency]"),
        }
    }
}

impl Look<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at)
    }

    fn print(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| self.text.doc.text(t.span))
    }

    fn opens(&self, at: usize, terms: &[Term]) -> bool {
        self.text.longest_at(at).is_some_and(|m| terms.iter().any(|t| self.text.is(m, *t)))
    }

    /// Whether OCR read the place and is not sure of it.
    fn doubted(&self, span: Span, sure: f32) -> bool {
        self.text.doc.confidence(self.text.doc.locate(span)).is_some_and(|c| c < sure)
    }

    /// Whether OCR read the place: a page of text beside scanned ones is as it was printed.
    fn is_scanned(&self, span: Span) -> bool {
        self.text.doc.confidence(self.text.doc.locate(span)).is_some()
    }

    /// The digits that a token stands for.
    fn digits(&self, at: usize) -> Option<String> {
        let print = self.print(at);
        if self.token(at)?.kind == Kind::Number {
            return Some(print.to_owned());
        }
        if print == "©" {
            return Some("0".to_owned());
        }
        let digit = |c: char| self.letters.iter().find(|(r, _)| r.starts_with(c)).and_then(|(_, d)| d.chars().next());
        fold::fold(print).chars().map(digit).collect::<Option<String>>().filter(|s| !s.is_empty())
    }

    /// Whether OCR takes one number for the other: as many digits, one of them confused.
    fn takes(&self, read: &str, meant: &str) -> bool {
        let confused = |a: char, b: char| {
            self.figures
                .iter()
                .any(|(x, y)| x.starts_with(a) && y.starts_with(b) || x.starts_with(b) && y.starts_with(a))
        };
        let mut other = read.chars().zip(meant.chars()).filter(|(a, b)| a != b);
        let one = other.next().is_some_and(|(a, b)| confused(a, b));
        one && read.len() == meant.len() && other.next().is_none()
    }

    /// The numbers that OCR takes for this one, one digit changed.
    fn others(&self, read: &str) -> Vec<String> {
        let mut out = Vec::new();
        for (i, c) in read.char_indices() {
            for (a, b) in &self.figures {
                let new = if a.starts_with(c) {
                    b
                } else if b.starts_with(c) {
                    a
                } else {
                    continue;
                };
                let mut other = read.to_owned();
                other.replace_range(i..i + c.len_utf8(), new);
                out.push(other);
            }
        }
        out
    }
}

fn is_number(t: &Token) -> bool {
    t.kind == Kind::Number
}

#[cfg(test)]
mod tests {
    use super::super::mend::tests::{lines, scanned};
    use crate::finding::Code;

    /// The lines behind the repairs, all read at `confidence`.
    pub(super) fn read_at(print: &[&str], confidence: f32) -> Vec<String> {
        lines(&scanned(print, |_| confidence)).into_iter().map(str::to_owned).collect()
    }

    /// The lines behind the repairs, figures and what is like them read at `confidence`, words surely.
    pub(super) fn read(print: &[&str], confidence: f32) -> (Vec<String>, Vec<String>) {
        let figure = |w: &str| w.contains(|c: char| c.is_ascii_digit()) || matches!(w, "O" | "©" | "OOO");
        let doc = scanned(print, |w| if figure(w) { confidence } else { 0.97 });
        let told = doc.notes.iter().filter(|f| f.code == Code::NumberRepaired).map(|f| f.message.clone()).collect();
        (lines(&doc).into_iter().map(str::to_owned).collect(), told)
    }
}
