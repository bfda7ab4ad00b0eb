//! The roll as a table: a column of names, a column or a mark for the status, perhaps one for the holder; or columns of
//! persons under the statuses.

pub mod coded;
mod columns;

use super::attendance::{self, Entry, Roll};
use crate::grammar::outline;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::{Cell, Role, Span};
use crate::record::Attendance;
use columns::Column;
use std::ops::Range;

/// Tables of the roll: a head row that names a status or a holder beside names, and the rows below.
#[must_use]
pub fn find(text: &Text<'_>, lines: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut line = lines.start;
    while line < lines.end {
        let cells = text.doc.cells_of(&text.doc.lines[line]);
        if cells.len() < 2 || !columns::is_head(text, line) {
            line += 1;
            continue;
        }
        let end = table_end(text, line, lines.end);
        if end > line + 1 {
            out.push(line..end);
        }
        line = end.max(line + 1);
    }
    out
}

/// One past the last row of the table whose head stands at `line`.
fn table_end(text: &Text<'_>, line: usize, limit: usize) -> usize {
    let markup = text.doc.lines[line].role == Role::TableHead;
    let people = columns::of(text, line).iter().any(|c| matches!(c, Column::People(_)));
    let mut end = line + 1;
    while end < limit {
        let info = &text.doc.lines[end];
        let row = if markup {
            matches!(info.role, Role::TableRow | Role::TableHead)
        } else {
            text.doc.cells_of(info).len() >= 2 || people && lone_name(text, end)
        };
        let pause = !markup && text.line(end).is_empty();
        if !row && !pause || columns::is_head(text, end) && !opens_with_name(text, end) {
            break;
        }
        end += 1;
    }
    // A head over a single row of a text layout may be two words that stand apart by chance, but for « Mandant   Mandataire ».
    let pair = columns::of(text, line) == [Column::Name, Column::Holder];
    if !markup && !people && !pair && end < line + 3 { line + 1 } else { end }
}

/// « GUÉRY Paul   Cons. délégué   présent » has the words of a head and is a row.
fn opens_with_name(text: &Text<'_>, line: usize) -> bool {
    text.doc.cells_of(&text.doc.lines[line]).first().is_some_and(|c| columns::names(text, c))
}

/// A line that holds one name and no more, in a column that is longer than its neighbours.
fn lone_name(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    toks.len() <= 10
        && !text.doc.lines[line].gap_before
        && text.find(toks, &[Term::Secretary, Term::CountInOffice, Term::CountVoting, Term::Convened]).is_none()
        && person::person(text, toks).is_some_and(|(p, _)| !p.head && person::surely_named(text, &p))
}

/// Reads the rows of a table that [`find`] found.
pub fn read(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    let mut heads = columns::of(text, lines.start);
    let head_cells: Vec<Cell> = text.doc.cells_of(&text.doc.lines[lines.start]).to_vec();
    let markup = text.doc.lines[lines.start].role == Role::TableHead;
    let left = columns::names_left_of_head(text, lines.start).then(|| head_cells.first().map_or(0.0, |c| c.x0));
    let unnamed = !heads.iter().any(|c| matches!(c, Column::Name | Column::Given | Column::People(_)));
    if let Some(first) = heads.first_mut().filter(|_| unnamed && left.is_none()) {
        *first = Column::Name;
    }
    for line in lines.start + 1..lines.end {
        let cells = row_cells(text, line);
        let columns: Vec<(Column, Cell)> = cells
            .iter()
            .enumerate()
            .filter(|(_, c)| !text.doc.text(c.span).trim().is_empty())
            .map(|(i, c)| match left {
                Some(x) if c.x1 < x => (Some(Column::Name), *c),
                _ if markup => (heads.get(i).copied(), *c),
                _ => (nearest(&heads, &head_cells, c), *c),
            })
            .map(|(column, c)| (column.unwrap_or(Column::Other), c))
            .collect();
        for part in beside(&columns) {
            row(text, part, heads.contains(&Column::Holder), roll);
        }
    }
}

/// « élus │ émargement │ nommés │ émargement »: each column of names opens a row of its own, where a status stands before.
fn beside(cells: &[(Column, Cell)]) -> Vec<&[(Column, Cell)]> {
    let mut out = Vec::new();
    let (mut from, mut said) = (0, false);
    for (k, (column, _)) in cells.iter().enumerate() {
        match column {
            Column::Name if said => {
                out.extend(cells.get(from..k));
                (from, said) = (k, false);
            }
            Column::Status(_) | Column::Letter | Column::Holder => said = true,
            _ => {}
        }
    }
    out.extend(cells.get(from..));
    out
}

/// The cells of a row; a line that is not cut into columns is one cell.
fn row_cells(text: &Text<'_>, line: usize) -> Vec<Cell> {
    let info = &text.doc.lines[line];
    let cells = text.doc.cells_of(info);
    if !cells.is_empty() || text.line(line).is_empty() {
        return cells.to_vec();
    }
    vec![Cell { span: info.span, x0: info.indent, x1: info.indent }]
}

/// The column whose head stands nearest.
fn nearest(heads: &[Column], head_cells: &[Cell], c: &Cell) -> Option<Column> {
    // Cells of a ruled table touch: of two columns that a cell meets it stands in the one whose middle is nearer.
    let near = head_cells
        .iter()
        .enumerate()
        .min_by(|a, b| distance(a.1, c).total_cmp(&distance(b.1, c)).then(middles(a.1, c).total_cmp(&middles(b.1, c))));
    near.and_then(|(k, _)| heads.get(k).copied())
}

fn distance(a: &Cell, b: &Cell) -> f32 {
    let overlap = a.x0.max(b.x0) <= a.x1.min(b.x1);
    if overlap { 0.0 } else { middles(a, b) }
}

fn middles(a: &Cell, b: &Cell) -> f32 {
    let mid = |c: &Cell| f32::midpoint(c.x0, c.x1);
    (mid(a) - mid(b)).abs()
}

/// What the cells of one row say.
#[derive(Default)]
struct Row {
    name: Option<Span>,
    /// Whether the given name's column stands first.
    given_first: Option<bool>,
    status: Option<Attendance>,
    holder: Option<Person>,
}

/// Reads one row; `with_holders` tells that the table has a column for them.
fn row(text: &Text<'_>, cells: &[(Column, Cell)], with_holders: bool, roll: &mut Roll) {
    let mut found = Row::default();
    let before = roll.entries.len();
    for (column, c) in cells {
        let s = text.doc.text(c.span);
        match column {
            Column::People(a) => attendance::read_cell(text, text.within(c.span), *a, roll),
            Column::Name | Column::Given => {
                found.given_first = found.given_first.or(Some(*column == Column::Given));
                found.name = Some(found.name.map_or(c.span, |n| n.to(c.span)));
            }
            Column::Status(a) if columns::ticked(text, s) => found.status = found.status.or(Some(*a)),
            Column::Letter if columns::letter(text, s).is_some() => found.status = columns::letter(text, s),
            Column::Status(_) | Column::Letter | Column::Other | Column::Holder => {
                let behind = found.status_cell(text, c);
                found.holder_cell(text, c, *column == Column::Holder);
                if let Some(rest) = behind.filter(|_| with_holders && found.holder.is_none()) {
                    found.holder = full_name(text, rest);
                }
            }
        }
    }
    let Some(span) = found.name else {
        // « │ Absents représentés │ Mandataires │ »: a person under the status, and who holds the proxy beside.
        if let (Some(holder), [entry]) = (found.holder, &mut roll.entries[before..]) {
            entry.holder = Some(holder);
            entry.attendance = Attendance::Represented;
        }
        return;
    };
    // Surname and given name in two cells are one name: the tab between them is no column here.
    let toks = outline::behind_bullet(text.within(span));
    let Some(mut person) = person::person_in_cells(text, toks, found.given_first) else { return };
    person.role = office_behind(text, &person, toks);
    let attendance = match (found.status, &found.holder) {
        (_, Some(_)) => Attendance::Represented,
        (Some(a), None) => a,
        (None, None) => return,
    };
    roll.entries.push(Entry { person, attendance, holder: found.holder, group: None });
}

/// « LERAY Anne, Maire »: the office behind the name in its cell.
fn office_behind(text: &Text<'_>, person: &Person, toks: Toks<'_>) -> Option<String> {
    let end = text.within(person.span).end;
    let rest = text.toks(end, toks.end);
    let rest = rest.first().filter(|t| matches!(t.sign, ',' | '(' | '-')).map_or(rest, |_| rest.skip(1));
    let office = text.mark_at(rest.start).filter(|m| !rest.is_empty() && text.is(*m, Term::Office))?;
    Some(text.doc.text(text.mark_span(office)).to_owned())
}

/// The person whom a stretch names in full, and nothing else.
fn full_name(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    let (p, rest) = person::person(text, toks)?;
    (rest.is_empty() && !p.head && person::surely_named(text, &p)).then_some(p)
}

impl Row {
    /// « Présent », « Excusé »; gives what stands behind one who is away: the space between two columns may be too narrow
    /// to tell them apart (« absente excusée  LERAY Paul »).
    fn status_cell<'t>(&mut self, text: &'t Text<'_>, c: &Cell) -> Option<Toks<'t>> {
        let a = columns::status_word(text, c)?;
        self.status = Some(match (self.status, a) {
            (Some(Attendance::Absent), Attendance::Excused) => Attendance::Excused,
            (Some(old), _) => old,
            (None, a) => a,
        });
        let toks = text.within(c.span);
        let end = text.mark_at(toks.start).map_or(toks.start, |m| m.end as usize);
        (a != Attendance::Present && end < toks.end).then(|| text.toks(end, toks.end))
    }

    /// « M. X », « pouvoir à M. X », « Excusée, pouvoir à M. X ».
    fn holder_cell(&mut self, text: &Text<'_>, c: &Cell, own: bool) {
        let words = text.within(c.span);
        let gives = text.find(words, &[Term::ProxyGives]);
        if !own && gives.is_none() {
            return;
        }
        let mut at = gives.map_or(words.start, |m| m.end as usize);
        let small = |at: usize| {
            let t = text.tokens[at];
            let head = text.mark_at(at).is_some_and(|m| text.is(m, Term::HeadOfBody));
            (t.case == Case::Lower && t.kind == Kind::Word || t.kind == Kind::Sign)
                && !head
                && !person::is_title(text, at)
        };
        while at < words.end && small(at) {
            at += 1;
        }
        self.holder = person::person(text, text.toks(at, words.end)).map(|p| p.0);
    }
}
