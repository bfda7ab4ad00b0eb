//! Votes in columns without a table: « Pour : 8   Contre : 4   Abstention : 1 » on one line, and below each of them the
//! names of its side.

use super::vote_names::starts_person;
use super::votes::SIDES;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::{Cell, Span};

/// Lines of names below the counts.
const LONGEST: usize = 20;
/// How far a name may stand from the edge of its column.
const EDGE: f32 = 2.0;

/// The names below the counts of a line, by side; nothing where no names stand in columns below it.
#[must_use]
pub(super) fn names_below(text: &Text<'_>, line: usize, limit: usize) -> Option<[Vec<Span>; 4]> {
    let columns = columns(text, line)?;
    let mut out: [Vec<Span>; 4] = Default::default();
    for row in line + 1..limit.min(line + LONGEST) {
        let cells = cells(text, row);
        let side = |c: &Cell| columns.iter().find(|(_, x0)| (c.x0 - x0).abs() <= EDGE).map(|(side, _)| *side);
        let named: Option<Vec<(usize, Span)>> = cells
            .iter()
            .map(|c| side(c).filter(|_| starts_person(text, text.within(c.span))).map(|s| (s, c.span)))
            .collect();
        // The columns end where anything else stands.
        let Some(named) = named.filter(|n| !n.is_empty() && !text.doc.lines[row].gap_before) else { break };
        for (side, span) in named {
            out[side].push(span);
        }
    }
    out.iter().any(|names| !names.is_empty()).then_some(out)
}

/// The sides that a line counts, each in a cell of its own, with the place where the cell begins.
fn columns(text: &Text<'_>, line: usize) -> Option<Vec<(usize, f32)>> {
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    let column = |c: &Cell| {
        let toks = text.within(c.span);
        let mark = text.mark_at(toks.start)?;
        let side = SIDES.iter().find(|(t, _)| text.is(mark, *t)).map(|(_, side)| *side)?;
        let counted = toks.slice().last().is_some_and(|t| t.kind == Kind::Number);
        counted.then_some((side, c.x0))
    };
    let columns: Option<Vec<(usize, f32)>> = cells.iter().map(column).collect();
    columns.filter(|c| c.len() >= 2)
}

/// The cells of a line; one without is a cell.
fn cells(text: &Text<'_>, line: usize) -> Vec<Cell> {
    let info = &text.doc.lines[line];
    let cells = text.doc.cells_of(info);
    if !cells.is_empty() || info.span.is_empty() {
        return cells.to_vec();
    }
    vec![Cell { span: info.span, x0: info.indent, x1: info.indent }]
}
