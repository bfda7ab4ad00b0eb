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
use crate::grammar::tokens::{Case, Kind, Token, Toks};
use crate::page::{Cell, fold};
use crate::record::Attendance;

/// A cell that goes on with the one above begins so far to its right, in letters or points.
const INDENT: f32 = 1.5;

/// What is known of the columns of one table; a column is told by the status of its head.
#[derive(Default)]
pub struct People(Vec<State>);

struct State {
    head: Attendance,
    /// The status of the last rubric.
    now: Attendance,
    /// The last name, by its place in the roll.
    last: Option<usize>,
    /// Where the cell of the last titled name begins, and whether it ends in « de ».
    titled: Option<(f32, bool)>,
}

impl People {
    /// Reads a cell that stands under the head of a status.
    pub fn cell(&mut self, text: &Text<'_>, c: &Cell, head: Attendance, roll: &mut Roll) {
        let place = self.0.iter().position(|s| s.head == head).unwrap_or(self.0.len());
        if place == self.0.len() {
            self.0.push(State { head, now: head, last: None, titled: None });
        }
        let state = &mut self.0[place];
        if let Some(now) = rubric(text, c) {
            (state.now, state.last, state.titled) = (now, None, None);
            return;
        }
        let away = state.last.and_then(|i| roll.entries.get_mut(i)).filter(|e| e.attendance != Attendance::Present);
        if let Some((e, holder)) = away.filter(|e| e.holder.is_none()).zip(holder(text, c)) {
            e.holder = Some(holder);
            e.attendance = Attendance::Represented;
            return;
        }
        let toks = text.within(c.span);
        let open = ends_open(text, toks);
        if person::is_title(text, toks.start) {
            state.titled = Some((c.x0, open));
        } else if let Some((x0, waits)) = state.titled.filter(|(x0, waits)| *waits || c.x0 - x0 > INDENT) {
            // « M. VIVIER Yves, délégué titulaire de » over « Arcy »: the rest of what is said of him.
            state.titled = Some((x0, open && waits));
            return;
        }
        attendance::read_cell(text, text.within(c.span), state.now, roll);
        state.last = roll.entries.len().checked_sub(1);
    }
}

/// « délégué titulaire de », « Adjointe au maire d' »: the cell ends before what it leads to.
fn ends_open(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let last = toks.slice().iter().rev().find(|t| t.kind == Kind::Word);
    last.is_some_and(|t| t.case == Case::Lower && text.listed(*t, List::PlaceLink))
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

/// « par Mme X », « pouvoir à M. Y », « (pouvoir à M. Y) »: a cell that names a holder and nothing else.
fn holder(text: &Text<'_>, c: &Cell) -> Option<Person> {
    let whole = text.within(c.span);
    let bracket = |t: Option<&Token>, sign: char| t.is_some_and(|t| t.sign == sign);
    let toks = match bracket(whole.slice().first(), '(') && bracket(whole.slice().last(), ')') {
        true => text.toks(whole.start + 1, whole.end - 1),
        false => whole,
    };
    let gives = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ProxyGives)).map(|m| m.end as usize);
    let link = toks.first().filter(|t| text.listed_small(*t, List::ProxyLink)).map(|_| toks.start + 1);
    let (p, rest) = person::holder(text, toks.from(gives.or(link)?))?;
    rest.is_empty().then_some(p)
}
