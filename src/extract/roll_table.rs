//! The roll as a table: a column of names, a column or a mark for the status, perhaps one for the holder.

use super::attendance::{Entry, Roll};
use crate::grammar::outline;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use crate::page::{Cell, Role, fold};
use crate::record::Attendance;
use std::ops::Range;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Given,
    Status(Attendance),
    Holder,
    Other,
}

/// Tables of the roll: a head row that names a status or a holder beside names, and the rows below.
#[must_use]
pub fn find(text: &Text<'_>, lines: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut line = lines.start;
    while line < lines.end {
        let cells = text.doc.cells_of(&text.doc.lines[line]);
        if cells.len() < 2 || !is_head(text, line) {
            line += 1;
            continue;
        }
        let mut end = line + 1;
        let table = text.doc.lines[line].role == Role::TableHead;
        while end < lines.end {
            let info = &text.doc.lines[end];
            let row = if table {
                matches!(info.role, Role::TableRow | Role::TableHead)
            } else {
                text.doc.cells_of(info).len() >= 2
            };
            let pause = !table && text.line(end).is_empty();
            if !row && !pause || (end > line && is_head(text, end)) {
                break;
            }
            end += 1;
        }
        if end > line + 2 {
            out.push(line..end);
        }
        line = end;
    }
    out
}

fn is_head(text: &Text<'_>, line: usize) -> bool {
    let info = &text.doc.lines[line];
    let columns = columns(text, line);
    let statuses = columns.iter().filter(|c| matches!(c, Column::Status(_))).count();
    let holder = columns.contains(&Column::Holder);
    let name = columns.iter().any(|c| matches!(c, Column::Name | Column::Given));
    let members = info.role == Role::TableHead && fold::fold(text.doc.text(info.span)).contains("membre");
    (statuses >= 1 && name)
        || (statuses >= 2 && info.role == Role::TableHead && name)
        || (holder && name)
        || (members && columns.len() == 2 && status_below(text, line))
}

/// The row below says « Présent » or « Excusé » in its second cell.
fn status_below(text: &Text<'_>, line: usize) -> bool {
    text.doc
        .lines
        .get(line + 1)
        .is_some_and(|l| text.doc.cells_of(l).get(1).is_some_and(|c| status_word(text, c).is_some()))
}

fn columns(text: &Text<'_>, line: usize) -> Vec<Column> {
    text.doc
        .cells_of(&text.doc.lines[line])
        .iter()
        .map(|c| {
            let s = fold::fold(text.doc.text(c.span));
            let s = s.trim();
            match s {
                "p" | "pres." | "pr" => Column::Status(Attendance::Present),
                "r" | "rep." | "repr." => Column::Status(Attendance::Represented),
                "e" | "exc." => Column::Status(Attendance::Excused),
                "a" | "abs." => Column::Status(Attendance::Absent),
                _ if s.contains("pouvoir")
                    || s.contains("procuration")
                    || s.contains("delegation de vote a")
                    || s.contains("mandataire")
                    || s.contains("observation") =>
                {
                    Column::Holder
                }
                _ if s.starts_with("present") => Column::Status(Attendance::Present),
                _ if s.starts_with("represent") => Column::Status(Attendance::Represented),
                _ if s.starts_with("excus") || s.starts_with("absent excus") || s.starts_with("absents excus") => {
                    Column::Status(Attendance::Excused)
                }
                _ if s.starts_with("absent") => Column::Status(Attendance::Absent),
                _ if s.starts_with("prenom") && !s.contains("nom ") => Column::Given,
                _ if s.contains("nom") && !s.contains("nombre")
                    || s.contains("conseill")
                    || s.contains("elu")
                    || s.contains("delegue")
                    || s.contains("membre")
                    || s.contains("mandant") =>
                {
                    Column::Name
                }
                _ => Column::Other,
            }
        })
        .collect()
}

/// The status that a cell spells out.
fn status_word(text: &Text<'_>, cell: &Cell) -> Option<Attendance> {
    let toks = text.within(cell.span);
    let m = text.mark_at(toks.start)?;
    [
        (Term::Present, Attendance::Present),
        (Term::Excused, Attendance::Excused),
        (Term::Absent, Attendance::Absent),
        (Term::Represented, Attendance::Represented),
    ]
    .into_iter()
    .find(|(t, _)| text.is(m, *t))
    .map(|(_, a)| a)
}

/// Whether a cell is ticked.
fn ticked(s: &str) -> bool {
    let s = s.trim();
    matches!(
        s,
        "X" | "x"
            | "☒"
            | "☑"
            | "✓"
            | "✔"
            | "✗"
            | "✘"
            | "●"
            | "•"
            | "1"
            | "P"
            | "E"
            | "A"
            | "R"
            | "p"
            | "a"
            | "e"
            | "oui"
            | "Oui"
    )
}

/// Reads the rows of a table that [`find`] found.
pub fn read(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    let mut heads = columns(text, lines.start);
    if !heads.iter().any(|c| matches!(c, Column::Name | Column::Given)) {
        heads[0] = Column::Name;
    }
    let head_cells: Vec<Cell> = text.doc.cells_of(&text.doc.lines[lines.start]).to_vec();
    let markup = text.doc.lines[lines.start].role == Role::TableHead;
    for line in lines.start + 1..lines.end {
        let cells = text.doc.cells_of(&text.doc.lines[line]);
        let column = |i: usize, c: &Cell| -> Column {
            if markup {
                return heads.get(i).copied().unwrap_or(Column::Other);
            }
            let near = head_cells.iter().enumerate().min_by(|a, b| distance(a.1, c).total_cmp(&distance(b.1, c)));
            near.and_then(|(k, _)| heads.get(k).copied()).unwrap_or(Column::Other)
        };
        let mut name_span = None;
        let mut status = None;
        let mut holder = None;
        for (i, c) in cells.iter().enumerate() {
            let s = text.doc.text(c.span);
            if s.trim().is_empty() {
                continue;
            }
            match column(i, c) {
                Column::Name | Column::Given => {
                    name_span = Some(name_span.map_or(c.span, |n: crate::page::Span| n.to(c.span)))
                }
                Column::Status(a) if ticked(s) => status = status.or(Some(a)),
                Column::Status(_) | Column::Other | Column::Holder => {
                    let words = text.within(c.span);
                    if let Some(a) = status_word(text, c) {
                        status = Some(match (status, a) {
                            (Some(Attendance::Absent), Attendance::Excused) => Attendance::Excused,
                            (Some(old), _) => old,
                            (None, a) => a,
                        });
                    }
                    let gives = text.find(words, &[Term::ProxyGives]);
                    let named = matches!(column(i, c), Column::Holder) || gives.is_some();
                    if named {
                        let mut at = gives.map_or(words.start, |m| m.end as usize);
                        while at < words.end
                            && text.tokens[at].case == Case::Lower
                            && text.tokens[at].kind == Kind::Word
                            && text
                                .mark_at(at)
                                .is_none_or(|m| !text.is(m, Term::HeadOfBody) && !text.is(m, Term::Honorific))
                        {
                            at += 1;
                        }
                        holder = person::person(text, text.toks(at, words.end)).map(|p| p.0);
                    }
                }
            }
        }
        let Some(span) = name_span else { continue };
        // Surname and given name in two cells are one name: the tab between them is no column here.
        let toks = outline::behind_bullet(text.within(span));
        let Some(p) = person::person_in_cells(text, toks) else { continue };
        let attendance = match (status, &holder) {
            (_, Some(_)) => Attendance::Represented,
            (Some(a), None) => a,
            (None, None) => continue,
        };
        roll.entries.push(Entry { person: p, attendance, holder });
    }
}

fn distance(a: &Cell, b: &Cell) -> f32 {
    let mid = |c: &Cell| f32::midpoint(c.x0, c.x1);
    let overlap = a.x0.max(b.x0) <= a.x1.min(b.x1);
    if overlap { 0.0 } else { (mid(a) - mid(b)).abs() }
}
