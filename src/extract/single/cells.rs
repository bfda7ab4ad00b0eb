//! The object and the number of an act where they stand in cells: in a table of the head, in a column beside the counts.

use crate::extract::heads::{self, Form, Head, style};
use crate::extract::numbers;
use crate::extract::titles::trim_title;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Case;
use crate::page::{At, Cell, Span};
use std::ops::Range;

/// « OBJET : │ Approbation des statuts »: the label is a cell of its own, the title the next.
pub(super) fn object_in_row(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    lines.into_iter().find_map(|line| {
        let [label, title] = text.doc.cells_of(&text.doc.lines[line]) else { return None };
        let toks = text.within(label.span);
        // « N° 5/2010 │ ADMISSION EN NON-VALEUR »
        if let Some(number) = numbers::whole_cell(text, toks) {
            // « AFFAIRE N° 2021-05-08 │ Restauration scolaire »; behind « N° 3 » alone the title must be in capitals.
            let explicit = toks.first().is_some_and(|t| t.span.end - t.span.start > 3);
            let title = trim_title(text, title.span).filter(|t| explicit || heads::capitals(&t.value))?;
            let (form, styles) = (Form::Object, style::OBJECT);
            return Some(Head {
                line,
                end: line + 1,
                form,
                number: Some(number),
                title: Some(title),
                rank: None,
                styles,
            });
        }
        let mark = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActObject))?;
        let whole = text.toks(mark.end as usize, toks.end).slice().iter().all(|t| t.sign == ':');
        let title = trim_title(text, title.span).filter(|_| whole)?;
        let (form, styles) = (Form::Object, style::OBJECT);
        Some(Head { line, end: line + 1, form, number: None, title: Some(title), rank: None, styles })
    })
}

/// « Membres en exercice : 27 │ OBJET :⏎présents : 20 │ Fonds de concours pour l'école »: the object stands in a column of its
/// own beside the counts, over several lines. Its place is that of the first.
pub(super) fn object_in_cell(text: &Text<'_>, lines: Range<usize>) -> Option<Head> {
    const WRAPPED: usize = 6;
    let cells = |l: usize| text.doc.cells_of(&text.doc.lines[l]);
    let (line, cell) = lines.clone().find_map(|l| {
        let object = |c: &&Cell| {
            let at = text.within(c.span).start;
            text.mark_at(at).is_some_and(|m| text.is(m, Term::ActObject)) && text.tokens[at].case == Case::Upper
        };
        let alone = opt_label_in_column(text, l);
        cells(l).iter().skip(1).chain(&alone).find(object).map(|c| (l, *c))
    })?;
    let mark = text.mark_at(text.within(cell.span).start)?;
    let behind = Span::new(text.mark_span(mark).end, cell.span.end);
    let below = in_column(text, line + 1..lines.end.min(line + 1 + WRAPPED), cell.x0);
    let parts: Vec<At<String>> = std::iter::once(behind).chain(below).filter_map(|s| trim_title(text, s)).collect();
    let first = parts.first()?.span;
    let title = parts.iter().map(|p| p.value.as_str()).collect::<Vec<_>>().join(" ");
    let mut head = Head {
        line,
        end: line + 1,
        form: Form::Object,
        number: None,
        title: Some(At::new(title, first)),
        rank: None,
        styles: style::OBJECT,
    };
    let own = numbers::leading(&parts.first()?.value);
    if let (Some(len), Some(t)) = (own, head.title.as_mut()) {
        let number = t.value[..len].to_owned();
        t.value = t.value[len..].trim_start_matches([' ', '-', '–', '—', ':']).to_owned();
        head.number = Some(At::new(number, Span::new(first.start, first.start + len as u32)));
    }
    Some(head)
}

/// What stands in the column at `x0`: the lines beside it may have nothing there before its text begins, none behind.
fn in_column(text: &Text<'_>, lines: Range<usize>, x0: f32) -> Vec<Span> {
    const EDGE: f32 = 3.0;
    let mut out = Vec::new();
    for line in lines {
        let info = &text.doc.lines[line];
        let cells = text.doc.cells_of(info);
        let whole = cells.is_empty() && (info.indent - x0).abs() < EDGE;
        let part = cells.iter().find(|c| (c.x0 - x0).abs() < EDGE).map(|c| c.span).or(whole.then_some(info.span));
        match part {
            Some(span) => out.push(span),
            None if out.is_empty() => {}
            None => break,
        }
    }
    out
}

/// « OBJET : », alone on its line and far from the margin, over a line that is none of its column.
fn opt_label_in_column(text: &Text<'_>, line: usize) -> Option<Cell> {
    const MARGIN: f32 = 10.0;
    let (info, below) = (&text.doc.lines[line], text.doc.lines.get(line + 1)?);
    let label = text.line(line).len() <= 3 && info.cells.len() <= 1 && info.indent >= MARGIN;
    let beside = text.doc.cells_of(below).len() >= 2 || below.indent + MARGIN < info.indent;
    (label && beside).then_some(Cell { span: info.span, x0: info.indent, x1: info.indent })
}

/// « Acte n° │ 19-09-24/06 », « N° du rapport : │ 5-14 »: the label is a cell of its own, the number the next.
pub(super) fn number_in_row(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    /// « N° » alone heads many a column.
    const SHORTEST: u32 = 3;
    let label = |cell: &Cell| {
        let toks = text.within(cell.span);
        text.mark_at(toks.start).is_some_and(|m| {
            let named = text.is(m, Term::ActNumber) || text.is(m, Term::ActPoint);
            let behind = text.toks((m.end as usize).min(toks.end), toks.end);
            named
                && text.mark_span(m).end - text.mark_span(m).start > SHORTEST
                && behind.slice().iter().all(|t| t.sign == ':')
        })
    };
    lines.into_iter().find_map(|line| {
        text.doc.cells_of(&text.doc.lines[line]).windows(2).find_map(|pair| {
            let number = text.doc.text(pair[1].span).trim();
            let whole = heads::register_len(number) == Some(number.len());
            (whole && label(&pair[0])).then(|| At::new(number.to_owned(), pair[1].span))
        })
    })
}

/// « D2026-04-11 »: a cell of the letterhead that is a number of the register and nothing else.
pub(super) fn number_alone(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    lines.into_iter().find_map(|line| {
        text.doc.cells_of(&text.doc.lines[line]).iter().find_map(|cell| {
            let print = text.doc.text(cell.span).trim();
            let groups = print.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).count();
            let whole = heads::number_len(print, false) == Some(print.len());
            (whole && groups >= 2 && print.starts_with(|c: char| c.is_ascii_alphabetic() || c == '2'))
                .then(|| At::new(print.to_owned(), cell.span))
        })
    })
}
