//! The number of an act that is a document of its own.

use super::{candidates, cells};
use crate::extract::heads::{Form, Head};
use crate::extract::numbers;
use crate::grammar::text::Text;
use crate::page::At;
use std::ops::Range;

/// The number, by the first of these that has one: the heads `found` above the line `clause`, the cell of the object, a
/// wording anywhere in the head, a table of the head, the text below, the running heads.
pub(super) fn find(
    text: &Text<'_>,
    range: &Range<usize>,
    clause: usize,
    found: &[Head],
    cell: Option<&Head>,
) -> Option<At<String>> {
    let (above, below) = (range.start..clause, clause..range.end);
    let furniture = text.doc.body_len..text.doc.lines.len();
    of_head(found)
        .or_else(|| cell.and_then(|h| h.number.clone()))
        .or_else(|| cells::number_in_row(text, above.clone()))
        .or_else(|| numbers::in_head(text, above.clone()))
        .or_else(|| numbers::behind_extract(text, above.clone()))
        .or_else(|| repeated(text, below.clone()))
        .or_else(|| numbers::announced(text, below.clone()))
        .or_else(|| numbers::in_head(text, furniture))
        .or_else(|| numbers::in_foot(text))
        .or_else(|| found.iter().find_map(|h| h.number.clone()))
        .or_else(|| numbers::of_paper(text, above.clone()))
        .or_else(|| cells::number_alone(text, above.clone()))
        .or_else(|| numbers::in_flat_head(text, above.clone()))
        .or_else(|| numbers::on_top(text, above))
}

/// « N° : 15⏎Identifiant : 2014-0379 »: the number of the paper gives way to that of the act.
fn of_head(found: &[Head]) -> Option<At<String>> {
    let mut numbered = found.iter().filter(|h| h.form == Form::Numbered).filter_map(|h| h.number.clone());
    let first = numbered.next();
    let paper = first.as_ref().is_some_and(|n| n.value.len() <= 3 && n.value.bytes().all(|b| b.is_ascii_digit()));
    let longer = if paper { numbered.find(|n| n.value.len() >= 5) } else { None };
    longer.or(first)
}

/// A number that stands alone on a line below the head.
fn repeated(text: &Text<'_>, below: Range<usize>) -> Option<At<String>> {
    candidates(text, below).into_iter().find(|h| h.form == Form::Numbered && h.title.is_none()).and_then(|h| h.number)
}
