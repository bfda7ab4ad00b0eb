//! A column of a text beside a list: « Procurations en cours de séance » beside « Excusés ayant donné procuration ». What stands in
//! it came to pass later, and says nothing of the opening.

use crate::grammar::list::List;
use crate::grammar::text::Text;
use crate::grammar::tokens::Gap;
use crate::page::Cell;

/// Cells of one column begin no further apart, in letters or points.
const NEAR: f32 = 3.0;

/// Whether a token stands in the head of such a column.
pub(super) fn heads_later(text: &Text<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    cells(text, token.line as usize).iter().any(|c| c.span.contains(token.span) && is_later(text, c))
}

/// Where the column begins that stands beside the list which a rubric heads.
pub(super) fn column_beside(text: &Text<'_>, rubric: usize) -> Option<f32> {
    let line = text.tokens.get(rubric)?.line as usize;
    cells(text, line).iter().skip(1).find(|c| is_later(text, c)).map(|c| c.x0)
}

/// One past what stands in the column, where a token opens a cell of it.
pub(super) fn behind_column(text: &Text<'_>, column: f32, at: usize) -> Option<usize> {
    let token = text.tokens.get(at).filter(|t| t.gap >= Gap::Cell)?;
    let line = token.line as usize;
    let own = cells(text, line).iter().find(|c| c.span.contains(token.span)).map(|c| c.x0);
    let x0 = own.or_else(|| text.doc.lines.get(line).map(|l| l.indent))?;
    (x0 + NEAR >= column).then(|| text.line(line).end.max(at + 1))
}

fn cells<'t>(text: &'t Text<'_>, line: usize) -> &'t [Cell] {
    text.doc.lines.get(line).map_or(&[][..], |l| text.doc.cells_of(l))
}

fn is_later(text: &Text<'_>, c: &Cell) -> bool {
    text.lexicon.lists_cell(List::LaterColumn, text.doc.text(c.span))
}
