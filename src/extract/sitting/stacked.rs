//! Counts whose labels stand each on a line, and the numbers in as many lines below: columns that were read one after the
//! other.
//!
//! ```text
//! stack = label { label } number { number }          (« En exercice⏎Présents⏎Votants⏎15⏎11⏎12 »)
//!       | number { number } label { label }          (« 15⏎11⏎12⏎En exercice⏎Présents⏎Votants »)
//! ```

use super::counts::{self, Counts};
use crate::grammar::list::List;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};
use crate::page::At;
use std::ops::Range;

/// A label has no more tokens.
const LONGEST: usize = 9;

/// Reads such stacks among the lines of a head; what is told already stays.
pub(super) fn read(text: &Text<'_>, lines: Range<usize>, out: &mut Counts) {
    let filled: Vec<usize> = lines.filter(|l| !text.line(*l).is_empty()).collect();
    let mut at = 0;
    while at < filled.len() {
        let mut labels: Vec<usize> = filled[at..].iter().map_while(|l| label(text, text.line(*l))).collect();
        let lines = labels.len();
        // « Nombre de membres⏎En exercice »: one label over two lines.
        labels.dedup();
        let below = filled.get(at + lines..).unwrap_or(&[]);
        let own = below.iter().take(labels.len());
        let numbers: Vec<At<u32>> = own.map_while(|l| number(text, text.line(*l))).collect();
        let numbers = if numbers.is_empty() { above(text, &filled[..at], labels.len()) } else { numbers };
        if !labels.is_empty() && numbers.len() == labels.len() {
            for (count, n) in labels.iter().zip(numbers) {
                out[*count].get_or_insert(n);
            }
        }
        at += lines.max(1);
    }
}

/// The numbers right above three labels or more, as many as they.
fn above(text: &Text<'_>, lines: &[usize], labels: usize) -> Vec<At<u32>> {
    const FEWEST: usize = 3;
    let Some(from) = lines.len().checked_sub(labels).filter(|_| labels >= FEWEST) else { return Vec::new() };
    let more = from.checked_sub(1).and_then(|i| number(text, text.line(lines[i]))).is_some();
    let numbers: Vec<At<u32>> = lines[from..].iter().map_while(|l| number(text, text.line(*l))).collect();
    if more { Vec::new() } else { numbers }
}

/// Which count a line names that says nothing else; « Membres du Bureau » are those in office.
fn label(text: &Text<'_>, line: Toks<'_>) -> Option<usize> {
    let line = if line.slice().last().is_some_and(|t| t.sign == ':') { line.head(line.len() - 1) } else { line };
    // A wording may run on in the line below (« en exercice⏎présents »).
    let marks = line.first().map(|_| text.lexicon.all_at(&text.tokens, line.start)).unwrap_or_default();
    let marked = marks.iter().filter(|m| m.end as usize == line.end).find_map(|m| counts::which(text, *m));
    let members = || {
        let print = text.doc.text(line.span());
        let words = line.len() <= LONGEST && line.slice().iter().all(|t| t.kind == Kind::Word);
        (!line.is_empty() && words && text.lexicon.lists_cell(List::MemberTable, print)).then_some(counts::IN_OFFICE)
    };
    marked.or_else(members)
}

/// A number that has its line for itself.
fn number(text: &Text<'_>, line: Toks<'_>) -> Option<At<u32>> {
    let t = line.first().filter(|t| line.len() == 1 && t.kind == Kind::Number)?;
    let n = text.doc.text(t.span).parse().ok().filter(|n| *n < counts::LARGEST)?;
    Some(At::new(n, t.span))
}
