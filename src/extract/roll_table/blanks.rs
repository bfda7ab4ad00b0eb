//! Rows without a tick: where a table has columns for those away alone they are present, where it ticks those present and has
//! no column for the absent they are absent.

use super::columns::Column;
use crate::extract::attendance::{Entry, Roll};
use crate::grammar::person::Person;
use crate::record::Attendance;

/// So many other rows say what they are, at the least.
const TOLD: usize = 2;

/// The rows of a table that nothing is said in.
pub struct Blanks {
    /// What their silence means.
    meaning: Option<Attendance>,
    told: usize,
    /// Each with its place in the roll.
    rows: Vec<(usize, Person)>,
}

impl Blanks {
    /// What silence means under these columns.
    pub fn of(columns: &[Column]) -> Self {
        let ticks = |a: Attendance| columns.contains(&Column::Status(a));
        let away = ticks(Attendance::Absent) || ticks(Attendance::Excused);
        let open = columns.iter().any(|c| matches!(c, Column::Letter | Column::People(_)));
        let meaning = match (ticks(Attendance::Present), away) {
            _ if open => None,
            (true, _) if !ticks(Attendance::Absent) => Some(Attendance::Absent),
            (false, true) => Some(Attendance::Present),
            _ => None,
        };
        Self { meaning, told: 0, rows: Vec::new() }
    }

    /// A row says what its member is.
    pub fn told(&mut self) {
        self.told += 1;
    }

    /// A row that says nothing.
    pub fn push(&mut self, place: usize, person: Person) {
        self.rows.push((place, person));
    }

    /// Enters the members of the silent rows, each in its place.
    pub fn settle(self, roll: &mut Roll) {
        let Some(attendance) = self.meaning.filter(|_| self.told >= TOLD) else { return };
        for (place, person) in self.rows.into_iter().rev() {
            let entry = Entry { person, attendance, holder: None, group: None };
            roll.entries.insert(place.min(roll.entries.len()), entry);
        }
    }
}
