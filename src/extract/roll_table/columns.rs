//! What the columns of a table of the roll hold, by the words of its head row.

use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use crate::page::{Cell, Role, fold};
use crate::record::Attendance;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The name, or the family name.
    Name,
    /// The given name.
    Given,
    /// A tick for this status.
    Status(Attendance),
    /// Persons of this status, one or several in a cell.
    People(Attendance),
    /// A letter or a word for the status (« P », « Excusé »).
    Letter,
    /// Who holds the proxy.
    Holder,
    /// Anything else.
    Other,
}

/// The columns of a head row.
#[must_use]
pub fn of(text: &Text<'_>, line: usize) -> Vec<Column> {
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    let mut out: Vec<Column> = cells.iter().map(|c| by_words(text, &fold::fold(text.doc.text(c.span)))).collect();
    // « │ Présent │ Absent │ » over « LERAY Anne │ X │ »: nobody needs to be told what the first column holds.
    if !out.iter().any(|c| matches!(c, Column::Name | Column::Given))
        && cells.first().is_some_and(|c| text.doc.text(c.span).trim().is_empty())
        && names_below(text, line, 0)
        && let Some(first) = out.first_mut()
    {
        *first = Column::Name;
    }
    // « │ PRÉSENTS │ │ │ » over rows of names: one head for all columns.
    let filled = |c: &&Cell| !text.doc.text(c.span).trim().is_empty();
    let lone = cells.len() >= 2 && cells.iter().filter(filled).count() == 1;
    if let Some(Column::Status(a) | Column::People(a)) = out.first().copied()
        && lone
        && (0..2).all(|i| names_below(text, line, i))
    {
        out.fill(Column::People(a));
        return out;
    }
    // « │ Présents │ Représentant │ » over « BARBUSSE Claude │ Lunas │ »: the names stand under the status.
    let status_names =
        out.iter().enumerate().any(|(i, c)| matches!(c, Column::Status(_)) && names_below(text, line, i));
    for (i, c) in out.iter_mut().enumerate() {
        if *c == Column::Name && status_names && !names_below(text, line, i) {
            *c = Column::Other;
        }
    }
    let named = out.iter().any(|c| matches!(c, Column::Name | Column::Given)) || names_left_of_head(text, line);
    let statuses = out.iter().filter(|c| matches!(c, Column::Status(_) | Column::People(_))).count();
    for (i, c) in out.iter_mut().enumerate() {
        if let Column::Status(a) = *c
            && !named
            && (statuses == cells.len() || names_below(text, line, i))
        {
            *c = Column::People(a);
        }
        // « Délégués présents » beside a column of names is a tick.
        if let Column::People(a) = *c
            && named
        {
            *c = Column::Status(a);
        }
    }
    out
}

/// What a head cell says, folded.
fn by_words(text: &Text<'_>, s: &str) -> Column {
    let s = s.trim().trim_end_matches([':', '.', ' ']);
    if s.contains([',', ';']) {
        return Column::Other;
    }
    let is = |list: List| text.lexicon.lists_cell(list, s);
    if is(List::CodeColumn) {
        return Column::Letter;
    }
    if let Some(a) = code(text, s) {
        return Column::Status(a);
    }
    // « Absents / pouvoirs »
    let away = s.split_once('/').and_then(|(status, _)| opt_status(text, status.trim()));
    if is(List::HolderColumn) {
        return away.map_or(Column::Holder, Column::Status);
    }
    let persons = is(List::MemberColumn);
    match opt_status(text, s) {
        Some(a) if persons => Column::People(a),
        Some(a) => Column::Status(a),
        None if is(List::GivenColumn) && !is(List::FullNameColumn) => Column::Given,
        None if persons || is(List::NameColumn) && !is(List::CountColumn) => Column::Name,
        None => Column::Other,
    }
}

/// The status that a head cell names.
fn opt_status(text: &Text<'_>, s: &str) -> Option<Attendance> {
    let is = |list: List| text.lexicon.lists_cell(list, s);
    let plain = !is(List::NoStatusColumn);
    if is(List::ExcusedColumn) {
        Some(Attendance::Excused)
    } else if is(List::RepresentedColumn) && plain {
        Some(Attendance::Represented)
    } else if is(List::AbsentColumn) {
        Some(Attendance::Absent)
    } else {
        (is(List::PresentColumn) && plain && !is(List::RepresentedColumn)).then_some(Attendance::Present)
    }
}

/// The status that an abbreviation stands for.
fn code(text: &Text<'_>, s: &str) -> Option<Attendance> {
    const CODES: &[(List, Attendance)] = &[
        (List::PresentCode, Attendance::Present),
        (List::RepresentedCode, Attendance::Represented),
        (List::ExcusedCode, Attendance::Excused),
        (List::AbsentCode, Attendance::Absent),
    ];
    CODES.iter().find(|(list, _)| text.lexicon.lists_cell(*list, s)).map(|(_, a)| *a)
}

/// Whether the cell below names a person.
fn names_below(text: &Text<'_>, line: usize, column: usize) -> bool {
    text.doc.lines.get(line + 1).is_some_and(|l| text.doc.cells_of(l).get(column).is_some_and(|c| names(text, c)))
}

/// Whether a cell names a person.
#[must_use]
pub fn names(text: &Text<'_>, cell: &Cell) -> bool {
    let toks = text.within(cell.span);
    // « CG 30 » is a council.
    let number = toks.slice().iter().any(|t| t.kind == Kind::Number);
    toks.len() > 1
        && !number
        && person::person(text, toks).is_some_and(|(p, _)| !p.head && person::surely_named(text, &p))
}

/// « ·   Présent   Excusé   Absent » over « LERAY Anne   X »: in a text layout the column of names may have no head. Its
/// names stand left of the first head, a tick or a word for the status beside them.
#[must_use]
pub fn names_left_of_head(text: &Text<'_>, line: usize) -> bool {
    const ROWS: usize = 4;
    let info = &text.doc.lines[line];
    let Some(head) = text.doc.cells_of(info).first().filter(|_| info.role != Role::TableHead) else { return false };
    (line + 1..line + 1 + ROWS).filter_map(|l| text.doc.lines.get(l)).any(|l| {
        let cells = text.doc.cells_of(l);
        let beside = |c: &Cell| ticked(text, text.doc.text(c.span)) || status_word(text, c).is_some();
        cells.first().is_some_and(|c| c.x1 < head.x0 && names(text, c)) && cells.get(1).is_some_and(beside)
    })
}

/// « TERRIER Sylvie (excusée) »
fn names_one_with_status(text: &Text<'_>, cell: &Cell) -> bool {
    let head = by_words(text, &fold::fold(text.doc.text(cell.span)));
    matches!(head, Column::Status(_) | Column::People(_)) && names(text, cell)
}

/// Whether a line is the head row of a table of the roll.
#[must_use]
pub fn is_head(text: &Text<'_>, line: usize) -> bool {
    let info = &text.doc.lines[line];
    // « 6 │ ZOZOR Murielle │ Conseillère │ Présente » has the words of a head, and is the row of a member.
    if info.role == Role::TableRow && names_a_person(text, line) {
        return false;
    }
    // « Arcy   TERRIER Sylvie (excusée) »: a row of persons under a rubric.
    let cells = text.doc.cells_of(info);
    if info.role != Role::TableHead && cells.iter().any(|c| names_one_with_status(text, c)) {
        return false;
    }
    let columns = of(text, line);
    let count = |f: fn(&Column) -> bool| columns.iter().filter(|c| f(c)).count();
    let name = count(|c| matches!(c, Column::Name | Column::Given)) > 0 || names_left_of_head(text, line);
    let statuses = count(|c| matches!(c, Column::Status(_) | Column::Letter));
    let people = count(|c| matches!(c, Column::People(_)));
    let away = count(|c| matches!(c, Column::People(a) if *a != Attendance::Present));
    let holder = columns.contains(&Column::Holder);
    // Two rubrics side by side are a table; one among words is a list (« Présents :   M. X »).
    let side_by_side = people >= 2 || people == 1 && names_below_people(text, line, &columns);
    let members = info.role == Role::TableHead && text.lexicon.lists_cell(List::MemberTable, text.doc.text(info.span));
    // « │ ABSENTS REPRÉSENTÉS │ MANDATAIRES │ »
    (name && statuses >= 1 || (name || away > 0 && columns.len() == 2) && holder)
        || side_by_side && columns.len() >= 2
        || members && columns.len() == 2 && status_below(text, line)
}

/// Whether a cell is a name and nothing else, with its family name in capitals.
fn names_a_person(text: &Text<'_>, line: usize) -> bool {
    text.doc.cells_of(&text.doc.lines[line]).iter().any(|c| {
        let toks = text.within(c.span);
        let capitals = toks.slice().iter().any(|t| t.case == Case::Upper && t.span.end - t.span.start > 2);
        let small = toks.slice().iter().any(|t| t.case == Case::Title);
        let plain =
            text.find(toks, &[Term::Present, Term::Excused, Term::Absent, Term::ProxyHeading, Term::Office]).is_none();
        toks.len() >= 2
            && capitals
            && small
            && plain
            && person::person(text, toks).is_some_and(|(p, rest)| !p.head && rest.is_empty())
    })
}

fn names_below_people(text: &Text<'_>, line: usize, columns: &[Column]) -> bool {
    let markup = text.doc.lines[line].role == Role::TableHead;
    let all_words = columns.iter().all(|c| matches!(c, Column::People(_) | Column::Other));
    (markup || all_words && columns.len() == 2)
        && columns
            .iter()
            .position(|c| matches!(c, Column::People(_)))
            .is_some_and(|i| (i > 0 || markup) && names_below(text, line, i))
}

/// The row below says « Présent » or « Excusé » in its second cell.
fn status_below(text: &Text<'_>, line: usize) -> bool {
    let row = text.doc.lines.get(line + 1);
    row.is_some_and(|l| text.doc.cells_of(l).get(1).is_some_and(|c| status_word(text, c).is_some()))
}

/// The status that a cell spells out, behind a tick at the most (« X (excusée) »).
#[must_use]
pub fn status_word(text: &Text<'_>, cell: &Cell) -> Option<Attendance> {
    let toks = text.within(cell.span);
    let first = toks.first()?;
    let bracket = toks.get(1).is_some_and(|t| t.sign == '(') && ticked(text, text.doc.text(first.span));
    let m = text.mark_at(if bracket { toks.start + 2 } else { toks.start })?;
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

/// The status that one letter, an abbreviation or a tick stands for.
#[must_use]
pub fn letter(text: &Text<'_>, s: &str) -> Option<Attendance> {
    match s.trim() {
        "X" | "x" | "✓" | "✔" => Some(Attendance::Present),
        s if text.lexicon.lists_cell(List::Yes, s) => Some(Attendance::Present),
        s if text.lexicon.lists_cell(List::No, s) => Some(Attendance::Absent),
        s => code(text, s),
    }
}

/// Whether a cell is ticked. « Ö », « ü », « √ » are ticks of a font for signs, read as letters.
#[must_use]
pub fn ticked(text: &Text<'_>, s: &str) -> bool {
    const TICKS: &[&str] = &[
        "X", "x", "☒", "☑", "✓", "✔", "✗", "✘", "●", "•", "■", "1", "P", "E", "A", "R", "p", "a", "e", "r", "Ö", "ü",
        "√",
    ];
    TICKS.contains(&s.trim()) || text.lexicon.lists_cell(List::Yes, s)
}
