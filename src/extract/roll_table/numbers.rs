//! « N° 3 » in the column of holders: the member whose row has that number.

use super::super::attendance::Roll;
use crate::grammar::person::Person;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::Cell;
use crate::record::Attendance;

/// The numbers of the rows, and who is named by one.
#[derive(Default)]
pub struct Numbers {
    rows: Vec<(u32, Person)>,
    /// The place of an entry in the roll, and the number of the row that holds its proxy.
    held: Vec<(usize, (u32, bool))>,
}

/// The number that a cell holds and nothing else, and whether « N° » stands before it.
pub fn printed(text: &Text<'_>, cell: &Cell) -> Option<(u32, bool)> {
    let toks = text.within(cell.span);
    let last = toks.slice().last().filter(|t| t.kind == Kind::Number)?;
    let before = text.doc.text(cell.span).trim().trim_end_matches(char::is_numeric).trim();
    let sign = !before.is_empty();
    let short = before.chars().count() <= 2 && !before.chars().any(char::is_numeric);
    let number = text.doc.text(last.span).parse().ok()?;
    short.then_some((number, sign))
}

impl Numbers {
    /// The row of a member.
    pub fn row(&mut self, number: u32, person: Person) {
        self.rows.push((number, person));
    }

    /// An entry whose holder is named by a number.
    pub fn held(&mut self, entry: usize, by: (u32, bool)) {
        self.held.push((entry, by));
    }

    /// Gives the entries their holders. « 1 » in every cell is a tick, not the first row.
    pub fn settle(self, roll: &mut Roll) {
        let ticks = self.held.len() > 1 && self.held.iter().all(|(_, by)| *by == (1, false));
        for (entry, (number, _)) in self.held.iter().filter(|_| !ticks) {
            let holder = self.rows.iter().find(|(n, _)| n == number).map(|(_, p)| p.clone());
            if let Some(e) = roll.entries.get_mut(*entry)
                && holder.as_ref().is_some_and(|h| h.span != e.person.span)
            {
                e.holder = holder;
                e.attendance = Attendance::Represented;
            }
        }
    }
}
