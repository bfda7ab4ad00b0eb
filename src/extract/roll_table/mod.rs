//! The roll as a table: a column of names, a column or a mark for the status, perhaps one for the holder; or columns of
//! persons under the statuses.

mod blanks;
mod cell;
pub mod coded;
mod columns;
mod grid;
mod numbers;
mod people;
pub mod stacked;
mod wrapped;

use super::attendance::{self, Entry, Roll};
use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::{Cell, Role, Span};
use crate::record::Attendance;
use blanks::Blanks;
use columns::{Column, Head};
use numbers::Numbers;
use people::People;
use std::ops::Range;

/// Tables of the roll: a head row that names a status or a holder beside names, and the rows below.
#[must_use]
pub fn find(text: &Text<'_>, lines: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut line = lines.start;
    while line < lines.end {
        if !grid::in_columns(text, line) || !columns::is_head(text, line) {
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
    let head = Head::of(text, line);
    let people = head.any(|c| matches!(c, Column::People(_)));
    let mut end = line + 1;
    while end < limit {
        let info = &text.doc.lines[end];
        let row = if markup {
            matches!(info.role, Role::TableRow | Role::TableHead)
        } else {
            grid::cut(text, end).len() >= 2 || people && lone_name(text, end) || goes_on(text, &head, end)
        };
        let pause = text.line(end).is_empty() && (!markup || info.role == Role::Rule);
        let second = head.tall && (line + 1..end).all(|l| text.line(l).is_empty());
        let again = !second && columns::is_head(text, end) && !opens_with_name(text, end) && !head.has_row(text, end);
        if !row && !pause || again {
            break;
        }
        end += 1;
    }
    // A head over a single row of a text layout may be two words that stand apart by chance, but for « Mandant   Mandataire ».
    let pair = head.columns == [Column::Name, Column::Holder];
    if !markup && !people && !pair && end < line + 3 { line + 1 } else { end }
}

/// A line of one cell among the rows: the label of a college with rows right below it, or the rest of a name.
fn goes_on(text: &Text<'_>, head: &Head, line: usize) -> bool {
    let row = |l: usize| text.doc.lines.get(l).is_some_and(|i| !i.gap_before) && grid::cut(text, l).len() >= 2;
    let cells = || head.columns_of(text, line);
    grid::alone(text, line) && (row(line + 1) || wrapped::piece(text, &cells()).is_some())
}

/// « GUÉRY Paul   Cons. délégué   présent » has the words of a head and is a row.
fn opens_with_name(text: &Text<'_>, line: usize) -> bool {
    grid::cut(text, line).first().is_some_and(|c| cell::names(text, c))
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
    let mut head = Head::of(text, lines.start);
    let unnamed = !head.any(|c| matches!(c, Column::Name | Column::Given | Column::People(_)));
    if let Some(first) = head.columns.first_mut().filter(|_| unnamed) {
        *first = Column::Name;
    }
    let mut table = Rows::new(&head.columns);
    let named = |(c, cell): (&Column, &Cell)| {
        *c == Column::Name && text.lexicon.lists_cell(List::SubstituteColumn, text.doc.text(cell.span).trim())
    };
    table.substitutes = head.columns.iter().zip(&head.grid.heads).skip(1).any(named);
    for line in lines.start + 1..lines.end {
        let cells = head.columns_of(text, line);
        if wrapped::bare(&cells)
            && let Some(piece) = wrapped::piece(text, &cells)
            && wrapped::goes_on(text, line, piece, roll)
        {
            continue;
        }
        for (k, part) in beside(&cells, table.substitutes).into_iter().enumerate() {
            // A substitute of whom nothing is said was not called.
            if !(table.substitutes && k > 0) || part.iter().any(|(c, _)| says(c)) {
                row(text, part, roll, &mut table);
            }
        }
    }
    table.numbers.settle(roll);
    table.blanks.settle(roll);
}

/// « élus │ émargement │ nommés │ émargement »: where both a name and a status stand before, the next column of the kind that came
/// first opens a row of its own.
fn beside(cells: &[(Column, Cell)], substitutes: bool) -> Vec<&[(Column, Cell)]> {
    let mut out = Vec::new();
    let (mut from, mut named, mut said, mut status_first) = (0, false, false, false);
    for (k, (column, _)) in cells.iter().enumerate() {
        let opens = match column {
            Column::Name => !status_first,
            Column::Number => true,
            Column::Status(_) | Column::Letter => status_first,
            _ => false,
        };
        if opens && named && (said || substitutes && *column == Column::Name) {
            out.extend(cells.get(from..k));
            (from, named, said) = (k, false, false);
        }
        status_first |= says(column) && !named && out.is_empty();
        named |= *column == Column::Name;
        said |= says(column);
    }
    out.extend(cells.get(from..));
    out
}

/// Whether a column tells what the person of the row is.
const fn says(column: &Column) -> bool {
    matches!(column, Column::Status(_) | Column::Letter | Column::Holder)
}

/// What the cells of one row say.
#[derive(Default)]
struct Row<'t> {
    name: Option<Span>,
    /// Whether the given name's column stands first.
    given_first: Option<bool>,
    status: Option<Attendance>,
    holder: Option<Person>,
    /// What stands behind the cross (« ✔ à partir de 20 h 15 »).
    remark: Option<Toks<'t>>,
    /// Who sits for them (« excusé, remplacé par Mme Y, suppléante »).
    substitute: Option<Person>,
    /// The office that stands behind the status.
    role: Option<String>,
    /// « Non » under « Présent ».
    missing: bool,
    /// The number of the row itself.
    number: Option<u32>,
    /// The number of the row that holds the proxy, and whether it is printed as one (« N° 3 »).
    held_by: Option<(u32, bool)>,
}

/// What the rows of one table have in common.
struct Rows {
    /// The table has a column for the holders.
    with_holders: bool,
    /// It has columns for a status: « 1 » under « Pouvoirs » is then a proxy given, else how many a member holds.
    with_status: bool,
    /// « Titulaires │ Présent │ Suppléants │ Présent »: those who sit for members stand beside them.
    substitutes: bool,
    people: People,
    numbers: Numbers,
    blanks: Blanks,
}

impl Rows {
    fn new(columns: &[Column]) -> Self {
        let with_holders = columns.contains(&Column::Holder);
        let with_status = columns.iter().any(|c| matches!(c, Column::Status(_) | Column::Letter));
        Self {
            with_holders,
            with_status,
            substitutes: false,
            people: People::default(),
            numbers: Numbers::default(),
            blanks: Blanks::of(columns),
        }
    }
}

/// Reads one row.
fn row(text: &Text<'_>, cells: &[(Column, Cell)], roll: &mut Roll, table: &mut Rows) {
    let mut found = Row::default();
    let before = roll.entries.len();
    for (column, c) in cells {
        let s = text.doc.text(c.span);
        match column {
            Column::People(a) => table.people.cell(text, c, *a, roll),
            Column::Name | Column::Given => {
                found.given_first = found.given_first.or(Some(*column == Column::Given));
                found.name = Some(found.name.map_or(c.span, |n| n.to(c.span)));
            }
            Column::Number => found.number = numbers::printed(text, c).map(|n| n.0),
            Column::Status(a) if cell::ticked(text, s) => found.status = found.status.or(Some(*a)),
            Column::Status(Attendance::Present) if text.lexicon.lists_cell(List::No, s) => found.missing = true,
            Column::Status(a) if cell::status_word(text, c).is_none() && cell::behind_cross(text, c).is_some() => {
                found.status = found.status.or(Some(*a));
                found.remark = cell::behind_cross(text, c);
            }
            // « Absents représentés » over the name of who votes for them.
            Column::Status(a) if *a != Attendance::Present && cell::names(text, c) && found.holder.is_none() => {
                found.holder_cell(text, c, true);
            }
            Column::Letter if cell::letter(text, s).is_some() => found.status = cell::letter(text, s),
            Column::Holder if numbers::printed(text, c).is_some_and(|(_, sign)| sign || table.with_status) => {
                found.held_by = numbers::printed(text, c);
            }
            Column::Holder if cell::ticked(text, s) && table.with_status => {
                found.status = found.status.or(Some(Attendance::Represented));
            }
            Column::Status(_) | Column::Letter | Column::Signature | Column::Other | Column::Holder => {
                let behind = found.status_cell(text, c);
                found.substitute = found.substitute.take().or_else(|| substitute(text, text.within(c.span)));
                found.role = found.role.take().or_else(|| office_behind_status(text, text.within(c.span)));
                found.holder_cell(text, c, *column == Column::Holder);
                if let Some(rest) = behind.filter(|_| table.with_holders && found.holder.is_none()) {
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
    person.role = office_behind(text, &person, toks).or(found.role);
    if let Some(own) = found.number {
        table.numbers.row(own, person.clone());
    }
    let attendance = match (found.status, &found.holder) {
        (_, Some(_)) => Attendance::Represented,
        (Some(a), None) => a,
        (None, None) if found.held_by.is_some() => Attendance::Represented,
        (None, None) if found.missing => Attendance::Absent,
        (None, None) => {
            // Only who is named in full: a label or a sum has no status either.
            if person.given.is_some() && person::surely_named(text, &person) {
                table.blanks.push(roll.entries.len(), person);
            }
            return;
        }
    };
    table.blanks.told();
    if let Some(by) = found.held_by.filter(|_| found.holder.is_none() && attendance != Attendance::Present) {
        table.numbers.held(roll.entries.len(), by);
    }
    let away = if attendance == Attendance::Present { Attendance::Excused } else { attendance };
    let attendance = if found.substitute.is_some() { away } else { attendance };
    roll.entries.push(Entry { person, attendance, holder: found.holder, group: None });
    if let Some(remark) = found.remark.filter(|_| attendance == Attendance::Present) {
        attendance::moved(text, remark.head(remark.slice().iter().take_while(|t| t.sign != ')').count()), roll);
    }
    if let Some(own) = found.substitute {
        roll.push(own, Attendance::Present);
    }
}

/// « excusé, remplacé par Mme Y, suppléante », « suppléé par sa suppléante Mme Y »: who sits for the member of the row.
fn substitute(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    let m = text.find(toks, &[Term::Substitute])?;
    let mut at = m.end as usize;
    while at < toks.end && text.tokens[at].case == Case::Lower && !person::is_title(text, at) {
        at += 1;
    }
    let (p, _) = person::person(text, text.toks(at, toks.end))?;
    (!p.head && (p.honorific.is_some() || person::surely_named(text, &p))).then_some(p)
}

/// « LERAY Anne, Maire »: the office behind the name in its cell.
fn office_behind(text: &Text<'_>, person: &Person, toks: Toks<'_>) -> Option<String> {
    let end = text.within(person.span).end;
    let rest = text.toks(end, toks.end);
    let rest = rest.first().filter(|t| matches!(t.sign, ',' | '(' | '-')).map_or(rest, |_| rest.skip(1));
    let office = text.mark_at(rest.start).filter(|m| !rest.is_empty() && text.is(*m, Term::Office))?;
    Some(text.doc.text(text.mark_span(office)).to_owned())
}

/// « Présent, Président »: the office behind the status.
fn office_behind_status(text: &Text<'_>, toks: Toks<'_>) -> Option<String> {
    let status = text.mark_at(toks.start).filter(|m| text.is_any(*m, family::ROLL))?;
    let rest = text.toks(status.end as usize, toks.end);
    let rest = rest.first().filter(|t| matches!(t.sign, ',' | '(' | '-')).map(|_| rest.skip(1))?;
    let office = text.mark_at(rest.start).filter(|m| !rest.is_empty() && text.is(*m, Term::Office))?;
    Some(text.doc.text(text.mark_span(office)).to_owned())
}

/// The person whom a stretch names in full, and nothing else.
fn full_name(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    let (p, rest) = person::person(text, toks)?;
    (rest.is_empty() && !p.head && person::surely_named(text, &p)).then_some(p)
}

impl Row<'_> {
    /// « Présent », « Excusé »; gives what stands behind one who is away: the space between two columns may be too narrow
    /// to tell them apart (« absente excusée  LERAY Paul »).
    fn status_cell<'t>(&mut self, text: &'t Text<'_>, c: &Cell) -> Option<Toks<'t>> {
        let a = cell::status_word(text, c)?;
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
