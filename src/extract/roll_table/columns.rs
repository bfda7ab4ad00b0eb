//! What the columns of a table of the roll hold: by the words of its head row, and by what stands below them.

use super::cell::{self, by_words, names, status_word, ticked};
use super::grid::{self, Grid};
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Case;
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
    /// Who signed; a status where there was none to sign.
    Signature,
    /// Who holds the proxy.
    Holder,
    /// The number of the row, by which others name it.
    Number,
    /// Anything else.
    Other,
}

/// The head of a table.
pub struct Head {
    /// Where its columns stand.
    pub grid: Grid,
    /// What they hold.
    pub columns: Vec<Column>,
    /// Whether it has a second row.
    pub tall: bool,
}

/// How many cells of a column, in the first rows, hold what.
#[derive(Default, Clone, Copy)]
struct Below {
    filled: usize,
    names: usize,
    ticks: usize,
    /// Of the ticks those that are a cross, and no letter for a status.
    crosses: usize,
    words: usize,
    /// « X à Y »
    pairs: usize,
}

impl Below {
    /// Mostly names.
    const fn named(self) -> bool {
        self.names > 0 && self.names * 2 >= self.filled
    }

    /// Mostly a status in words or a tick.
    const fn told(self) -> bool {
        let told = self.ticks + self.words;
        told > 0 && told * 2 >= self.filled
    }
}

impl Head {
    /// The columns of a head row.
    #[must_use]
    pub fn of(text: &Text<'_>, line: usize) -> Self {
        let words = |c: &Cell| by_words(text, &fold::fold(text.doc.text(c.span)));
        let cells = grid::cut(text, line);
        let plain: Vec<Column> = cells.iter().map(words).collect();
        if plain.iter().all(|c| matches!(c, Column::Other | Column::Number | Column::Given)) {
            return Self { grid: Grid::plain(text, line), columns: plain, tall: false };
        }
        // « Présents : 18   Pouvoirs : 3 » are counts; « LERAY Anne   P » is a row.
        let counts = |c: &Cell| text.doc.text(c.span).contains(|c: char| c.is_ascii_digit());
        let open = !cells.iter().any(|c| counts(c) || names(text, c));
        let grid = if open { Grid::of(text, line) } else { Grid::plain(text, line) };
        let more = second_row(text, line, &grid);
        let mut columns: Vec<Column> = Vec::new();
        for (i, head) in grid.heads.iter().enumerate() {
            let below = more.iter().find(|(k, _)| *k == i).map_or("", |(_, c)| text.doc.text(c.span));
            columns.push(by_words(text, &fold::fold(&format!("{} {below}", text.doc.text(head.span)))));
        }
        // A column of names without a head stands among those of a layout.
        if let Some(own) = grid.added.and_then(|i| columns.get_mut(i)) {
            *own = Column::Name;
        }
        let below = below(text, line, &grid);
        if !one_head(text, &grid, &below, &mut columns) {
            by_content(&below, open, &mut columns);
        }
        Self { grid, columns, tall: !more.is_empty() }
    }

    /// Whether a column is of a kind.
    #[must_use]
    pub fn any(&self, kind: impl Fn(&Column) -> bool) -> bool {
        self.columns.iter().any(kind)
    }

    /// The filled cells of a row, each with its column.
    #[must_use]
    pub fn columns_of(&self, text: &Text<'_>, line: usize) -> Vec<(Column, Cell)> {
        let column = |i: usize| self.columns.get(i).copied().unwrap_or(Column::Other);
        self.grid.cells(text, line).into_iter().map(|(i, c)| (column(i), c)).collect()
    }

    /// Whether a line has a name, or what is no word of a head, in the column of names.
    #[must_use]
    pub fn has_row(&self, text: &Text<'_>, line: usize) -> bool {
        let is_name = |i: usize| matches!(self.columns.get(i), Some(Column::Name | Column::Given));
        self.grid.cells(text, line).iter().any(|(i, c)| {
            is_name(*i) && (names(text, c) || by_words(text, &fold::fold(text.doc.text(c.span))) == Column::Other)
        })
    }
}

/// « Absent » over « excusé », « A donné » over « pouvoir à »: the second row of a head. It has no names, no ticks and nothing
/// under the head of the names.
fn second_row(text: &Text<'_>, line: usize, grid: &Grid) -> Vec<(usize, Cell)> {
    const WORDS: usize = 4;
    let Some(row) = grid::sample(text, line).first().copied() else { return Vec::new() };
    let cells = grid.cells(text, row);
    let word = |(i, c): &(usize, Cell)| {
        let s = text.doc.text(c.span);
        *i > 0
            && s.split_whitespace().count() <= WORDS
            && s.contains(char::is_alphabetic)
            && !s.contains(|c: char| c.is_ascii_digit())
            && !names(text, c)
            && !ticked(text, s)
            && grid.heads.get(*i).is_some_and(|h| !text.doc.text(h.span).trim().is_empty())
    };
    if cells.iter().all(word) { cells } else { Vec::new() }
}

/// What the first rows hold, column by column.
fn below(text: &Text<'_>, line: usize, grid: &Grid) -> Vec<Below> {
    let mut out = vec![Below::default(); grid.heads.len()];
    for row in grid::sample(text, line) {
        for (i, c) in grid.cells(text, row) {
            let Some(b) = out.get_mut(i) else { continue };
            b.filled += 1;
            b.pairs += usize::from(pairs(text, &c));
            b.crosses += usize::from(cell::crossed(text.doc.text(c.span)));
            if names(text, &c) {
                b.names += 1;
            } else if ticked(text, text.doc.text(c.span)) {
                b.ticks += 1;
            } else if status_word(text, &c).is_some() || gives(text, &c) {
                b.words += 1;
            }
        }
    }
    out
}

/// « pouvoir à M. X »
fn gives(text: &Text<'_>, cell: &Cell) -> bool {
    text.mark_at(text.within(cell.span).start).is_some_and(|m| text.is(m, Term::ProxyGives))
}

/// « LERAY Anne à VIVIER Paul »: a proxy told whole in one cell.
fn pairs(text: &Text<'_>, cell: &Cell) -> bool {
    let Some((grantor, rest)) = person::person(text, text.within(cell.span)) else { return false };
    let to = rest.first().is_some_and(|t| text.listed_small(t, List::ProxyLink));
    !grantor.head && to && person::person(text, rest.skip(1)).is_some()
}

/// « │ PRÉSENTS │ │ │ » over rows of names: one head for all columns.
fn one_head(text: &Text<'_>, grid: &Grid, below: &[Below], columns: &mut [Column]) -> bool {
    let filled = |c: &&Cell| !text.doc.text(c.span).trim().is_empty();
    let lone = grid.heads.len() >= 2 && grid.heads.iter().filter(filled).count() == 1;
    let Some(Column::Status(a) | Column::People(a)) = columns.first().copied() else { return false };
    let all = lone && below.len() >= 2 && below.iter().take(2).all(|b| b.named());
    if all {
        columns.fill(Column::People(a));
    }
    all
}

/// What the cells below tell of the columns whose heads leave it open; `open` where one of them may hold the names.
fn by_content(below: &[Below], open: bool, columns: &mut [Column]) {
    // « Émargement » over « présent », « excusée »; a sheet that was signed by hand tells nothing.
    for (c, b) in columns.iter_mut().zip(below).filter(|(c, _)| **c == Column::Signature) {
        *c = if b.told() { Column::Letter } else { Column::Other };
    }
    let named = |i: usize| below.get(i).is_some_and(|b| b.named());
    for (c, b) in columns.iter_mut().zip(below) {
        match c {
            // « Présence » over crosses alone: the cross is for those present.
            Column::Letter if b.crosses > 0 && b.crosses == b.filled => *c = Column::Status(Attendance::Present),
            // « Présents │ Pouvoirs │ Absents » over « LERAY Anne à VIVIER Paul ».
            Column::Holder if b.pairs > 0 && b.pairs * 2 >= b.filled => *c = Column::People(Attendance::Represented),
            _ => {}
        }
    }
    // « Présent » over « Présent » is a row over a row.
    let marked = |i: usize| match (columns.get(i), below.get(i)) {
        (Some(Column::Status(_)), Some(b)) => b.ticks > 0 && !b.named(),
        (Some(Column::Letter), Some(b)) => b.ticks + b.words > 0,
        _ => false,
    };
    let ticks = (0..columns.len()).any(marked);
    let is_name = |c: &Column| matches!(c, Column::Name | Column::Given);
    // « │ Présents │ Représentant │ » over « BARBUSSE Claude │ Lunas │ »: the names stand under the status.
    let given = columns.contains(&Column::Given);
    let said = |c: &Column| matches!(c, Column::Status(_) | Column::People(_));
    let status_names = !given && !ticks && columns.iter().enumerate().any(|(i, c)| said(c) && named(i));
    // « Commune membre │ Délégué »: of two columns that may hold the names it is the one that does.
    let name_names = !given && columns.iter().enumerate().any(|(i, c)| *c == Column::Name && named(i));
    for (i, c) in columns.iter_mut().enumerate() {
        if *c == Column::Name && (status_names || name_names) && !named(i) {
            *c = Column::Other;
        }
    }
    // « Administrateurs │ Présent │ Absent », « Étaient présents │ Présent │ Absent » over « LERAY Anne │ X │ »: nobody needs to
    // be told which column holds the names.
    if !columns.iter().any(is_name) && ticks && open {
        let may = |i: &usize| named(*i) && !matches!(columns[*i], Column::Holder | Column::Letter);
        let best = (0..columns.len()).filter(may).max_by_key(|i| (below[*i].names, usize::MAX - *i));
        if let Some(i) = best {
            columns[i] = Column::Name;
        }
    }
    // « Titulaires │ Excusés │ Pouvoirs » over names in the first two: who is not in the second is present.
    let away = |c: &Column| matches!(c, Column::Status(a) | Column::People(a) if *a != Attendance::Present);
    let parted = !ticks && !given && columns.iter().enumerate().any(|(i, c)| away(c) && named(i));
    if parted {
        for (i, c) in columns.iter_mut().enumerate() {
            if let Column::Status(a) = *c
                && named(i)
            {
                *c = Column::People(a);
            }
        }
        let own = columns.iter_mut().enumerate().filter(|(i, c)| **c == Column::Name && named(*i));
        own.for_each(|(_, c)| *c = Column::People(Attendance::Present));
    }
    let has_names = columns.iter().any(is_name);
    let statuses = columns.iter().filter(|c| matches!(c, Column::Status(_) | Column::People(_))).count();
    let all = statuses == columns.len();
    for (i, c) in columns.iter_mut().enumerate() {
        if let Column::Status(a) = *c
            && !has_names
            && (all || named(i))
        {
            *c = Column::People(a);
        }
        // « Délégués présents » beside a column of names is a tick.
        if let Column::People(a) = *c
            && has_names
        {
            *c = Column::Status(a);
        }
    }
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
    let cells = grid::cut(text, line);
    // « Excusés ayant donné procuration   Procurations en cours de séance »: two lists side by side.
    if cells.iter().any(|c| text.lexicon.lists_cell(List::LaterColumn, text.doc.text(c.span))) {
        return false;
    }
    if info.role != Role::TableHead && cells.iter().any(|c| names_one_with_status(text, c)) {
        return false;
    }
    let head = Head::of(text, line);
    let columns = &head.columns;
    let count = |f: fn(&Column) -> bool| columns.iter().filter(|c| f(c)).count();
    let name = head.any(|c| matches!(c, Column::Name | Column::Given));
    let statuses = count(|c| matches!(c, Column::Status(_) | Column::Letter));
    let people = count(|c| matches!(c, Column::People(_)));
    let away = count(|c| matches!(c, Column::People(a) if *a != Attendance::Present));
    let holder = columns.contains(&Column::Holder);
    // Two rubrics side by side are a table; one among words is a list (« Présents :   M. X »).
    let side_by_side = people >= 2 || people == 1 && names_below_people(text, line, &head);
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

/// « Membres présents │ Titulaire │ Suppléant » over « M. X │ X │ »: what each is stands in columns beside the rubric.
fn ticked_beside(text: &Text<'_>, line: usize, head: &Head) -> bool {
    let below = grid::sample(text, line).first().copied();
    let ticked = |l: usize| head.grid.cells(text, l).iter().any(|(_, c)| cell::crossed(text.doc.text(c.span)));
    head.columns.len() > 2 && below.is_some_and(ticked)
}

/// One rubric beside other words: its names stand right below.
fn names_below_people(text: &Text<'_>, line: usize, head: &Head) -> bool {
    let markup = text.doc.lines[line].role == Role::TableHead;
    let all_words = head.columns.iter().all(|c| matches!(c, Column::People(_) | Column::Other));
    let first = head.columns.iter().position(|c| matches!(c, Column::People(_)));
    let beside = all_words && ticked_beside(text, line, head);
    (markup || all_words && head.columns.len() == 2 || beside)
        && first.is_some_and(|i| {
            let below = grid::sample(text, line).first().copied();
            (i > 0 || markup || beside)
                && below.is_some_and(|l| head.grid.under(text, l, i).is_some_and(|c| names(text, &c)))
        })
}

/// The row below says « Présent » or « Excusé » in its second cell.
fn status_below(text: &Text<'_>, line: usize) -> bool {
    let row = grid::sample(text, line).first().and_then(|l| text.doc.lines.get(*l));
    row.is_some_and(|l| text.doc.cells_of(l).get(1).is_some_and(|c| status_word(text, c).is_some()))
}
