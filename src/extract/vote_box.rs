//! The box of a letterhead, « Pour : 9⏎Contre : 0⏎Abstentions : 0 », among the counts of those present: the vote of a document
//! that is one act.

use super::votes::{ABSTENTIONS, AGAINST, FOR, FoundVote, SIDES};
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};
use crate::page::{At, Span};
use std::ops::Range;

/// Lines of a head that are looked at.
const HEAD: usize = 80;
/// Lines from the first side to the last.
const BOX: usize = 10;

/// Completes a vote that counts none of those who were for it with the box of the head `lines`.
pub(super) fn complete(text: &Text<'_>, lines: Range<usize>, vote: &mut FoundVote) {
    if vote.sides[FOR].count.is_some() {
        return;
    }
    let Some(sides) = read(text, lines) else { return };
    // « Abstentions : 1 » in the box, « M. X s'est abstenu » below: one vote. Where they differ they may be two.
    let agrees = |s: usize| {
        let side = &vote.sides[s];
        let told =
            side.count.as_ref().map(|c| c.value as usize).or((!side.names.is_empty()).then_some(side.names.len()));
        told.is_none_or(|n| sides[s].as_ref().is_some_and(|c| c.value as usize == n))
    };
    if ![FOR, AGAINST, ABSTENTIONS].into_iter().all(agrees) {
        return;
    }
    // A form that nobody filled in has a nought in every field.
    if sides.iter().flatten().all(|n| n.value == 0) {
        return;
    }
    for (side, count) in vote.sides.iter_mut().zip(sides) {
        side.count = side.count.take().or(count);
    }
    vote.explicit = true;
}

/// The numbers of the box: votes for, and another side.
fn read(text: &Text<'_>, lines: Range<usize>) -> Option<[Option<At<u32>>; 4]> {
    let mut out: [Option<At<u32>>; 4] = [None, None, None, None];
    let mut first = None;
    for line in lines.take(HEAD) {
        for (side, count) in cells(text, line).into_iter().filter_map(|cell| count(text, cell)) {
            first.get_or_insert(line);
            if first.is_some_and(|f| line > f + BOX) || out[side].is_some() {
                return None;
            }
            out[side] = Some(count);
        }
    }
    let whole = out[FOR].is_some() && (out[AGAINST].is_some() || out[ABSTENTIONS].is_some());
    whole.then_some(out)
}

/// The cells of a line, or the line.
fn cells<'t>(text: &'t Text<'_>, line: usize) -> Vec<Toks<'t>> {
    let info = &text.doc.lines[line];
    let spans: Vec<Span> = text.doc.cells_of(info).iter().map(|c| c.span).collect();
    if spans.is_empty() { vec![text.line(line)] } else { spans.into_iter().map(|s| text.within(s)).collect() }
}

/// « Pour : 9 » and nothing else.
fn count(text: &Text<'_>, cell: Toks<'_>) -> Option<(usize, At<u32>)> {
    let mark = text.mark_at(cell.start)?;
    let side = SIDES.iter().find(|(term, _)| text.is(mark, *term)).map(|(_, side)| *side)?;
    let rest = text.toks((mark.end as usize).min(cell.end), cell.end);
    let number = rest.slice().iter().find(|t| t.kind == Kind::Number)?;
    let plain = rest.slice().iter().all(|t| t.kind == Kind::Number || matches!(t.sign, ':' | '='));
    let value = text.doc.text(number.span).parse().ok()?;
    (plain && rest.len() <= 2).then(|| (side, At::new(value, number.span)))
}
