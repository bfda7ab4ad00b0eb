//! A name too long for its column goes on in the row below: « Mme DE LA TOUR-  │ Arcy │ X » over « MONTREUIL Anne ».

use super::super::attendance::Roll;
use super::columns::Column;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::Cell;

/// Words of the second row, at the most.
const WORDS: usize = 5;

/// The cell of a row that holds but a piece of a name.
pub fn piece<'t>(text: &'t Text<'_>, cells: &[(Column, Cell)]) -> Option<Toks<'t>> {
    let mut names = cells.iter().filter(|(c, _)| matches!(c, Column::Name | Column::Given));
    let (_, cell) = names.next().filter(|_| names.next().is_none())?;
    let toks = text.within(cell.span);
    let name = |i: usize| {
        let t = text.tokens[i];
        let word = t.kind == Kind::Word && (t.case == Case::Upper || person::known_given(text, t.span));
        word || t.sign == '-'
    };
    let office = text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::Office) || text.is(m, Term::Honorific));
    let whole = person::person(text, toks).is_some_and(|(p, _)| p.given.is_some());
    (!toks.is_empty() && toks.len() <= WORDS && (toks.start..toks.end).all(name) && !office && !whole).then_some(toks)
}

/// A row that holds a piece of a name and nothing that is said of anybody.
pub fn bare(cells: &[(Column, Cell)]) -> bool {
    cells.iter().all(|(c, _)| matches!(c, Column::Name | Column::Given | Column::Other))
}

/// Adds a piece to the name of the last entry, whose row stands right above.
pub fn goes_on(text: &Text<'_>, line: usize, piece: Toks<'_>, roll: &mut Roll) -> bool {
    let Some(e) = roll.entries.last_mut() else { return false };
    let above = text.doc.line_at(e.person.span.start);
    if above + 1 != line || text.doc.lines[line].gap_before {
        return false;
    }
    join(text, &mut e.person, piece)
}

/// Adds a piece to a name: capitals to the family name, a given name where there is none. « LERAY Anne » over « TABARD » is
/// whole, and the piece is somebody else.
fn join(text: &Text<'_>, person: &mut Person, piece: Toks<'_>) -> bool {
    let torn = person.family.ends_with('-') || hyphen_behind(text, person);
    let (small, capitals): (Vec<&str>, Vec<&str>) =
        text.doc.text(piece.span()).split_whitespace().partition(|w| w.chars().any(char::is_lowercase));
    if person.given.is_some() && (!torn || !small.is_empty()) {
        return false;
    }
    if !capitals.is_empty() {
        let sign = if torn { "-" } else { " " };
        person.family = format!("{}{sign}{}", person.family.trim_end_matches('-'), capitals.join(" "));
    }
    if !small.is_empty() {
        person.given = Some(small.join(" "));
    }
    true
}

/// Whether a hyphen stands right behind a name.
fn hyphen_behind(text: &Text<'_>, person: &Person) -> bool {
    let next = text.tokens.get(text.within(person.span).end);
    next.is_some_and(|t| t.sign == '-' && text.doc.line_at(t.span.start) == text.doc.line_at(person.span.start))
}
