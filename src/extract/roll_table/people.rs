//! Columns of persons under a status: what stands among the names of one column and is said of the name above, or of those
//! below.
//!
//! ```text
//! REPRÉSENTÉS :
//! BOYER Marie-Josée
//! par ADAM Gilberte          (who votes for the name above)
//! ABSENTS :                  (another rubric, in the middle of the column)
//! CLAIN Yannick
//! ```

use super::cell::by_words;
use super::columns::Column;
use crate::extract::attendance::{self, Roll};
use crate::grammar::list::List;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{Cell, fold};
use crate::record::Attendance;

/// What is known of the columns of one table; a column is told by the status of its head.
#[derive(Default)]
pub struct People(Vec<State>);

struct State {
    head: Attendance,
    /// The status of the last rubric.
    now: Attendance,
    /// The last name, by its place in the roll.
    last: Option<usize>,
}

impl People {
    /// Reads a cell that stands under the head of a status.
    pub fn cell(&mut self, text: &Text<'_>, c: &Cell, head: Attendance, roll: &mut Roll) {
        let place = self.0.iter().position(|s| s.head == head).unwrap_or(self.0.len());
        if place == self.0.len() {
            self.0.push(State { head, now: head, last: None });
        }
        let state = &mut self.0[place];
        if let Some(now) = rubric(text, c) {
            (state.now, state.last) = (now, None);
            return;
        }
        let away = state.last.and_then(|i| roll.entries.get_mut(i)).filter(|e| e.attendance != Attendance::Present);
        if let Some((e, holder)) = away.filter(|e| e.holder.is_none()).zip(holder(text, c)) {
            e.holder = Some(holder);
            e.attendance = Attendance::Represented;
            return;
        }
        attendance::read_cell(text, text.within(c.span), state.now, roll);
        state.last = roll.entries.len().checked_sub(1);
    }
}

/// « ABSENTS : », a cell that is a rubric and no count.
fn rubric(text: &Text<'_>, c: &Cell) -> Option<Attendance> {
    let print = text.doc.text(c.span);
    let short = print.split_whitespace().count() <= 4 && !print.contains(|c: char| c.is_ascii_digit());
    match by_words(text, &fold::fold(print)) {
        Column::Status(a) | Column::People(a) if short && print.trim_end().ends_with(':') => Some(a),
        _ => None,
    }
}

/// « par Mme X », « pouvoir à M. Y »: a cell that names a holder and nothing else.
fn holder(text: &Text<'_>, c: &Cell) -> Option<Person> {
    let toks = text.within(c.span);
    let gives = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ProxyGives)).map(|m| m.end as usize);
    let link = toks.first().filter(|t| text.listed_small(*t, List::ProxyLink)).map(|_| toks.start + 1);
    let (p, rest) = person::holder(text, toks.from(gives.or(link)?))?;
    rest.is_empty().then_some(p)
}
