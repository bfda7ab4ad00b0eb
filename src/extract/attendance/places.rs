//! Places before names: rows of a table « commune │ delegates » that lost its columns (« ARCY-LE-BOURG LERAY Anne, VIVIER
//! Paul LA COMBE TABARD Luc »).
//!
//! Nothing parts the capitals of the place from those of the family name. That a place stands there shows in the list as a
//! whole: whoever opens a row, behind no comma, has more words before the given name than anybody is called by.

use super::{Entry, Roll};
use crate::finding::{Code, Finding};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token};
use crate::page::Span;

/// Fewer rows show no way.
const FEWEST: usize = 5;

/// Takes the places from the names of those who open a row, where four rows of five have one.
pub(super) fn drop(text: &Text<'_>, roll: &mut Roll) {
    let rows: Vec<(usize, Row)> =
        roll.entries.iter().enumerate().filter_map(|(i, e)| Some((i, opt_row(text, e)?))).collect();
    let placed = rows.iter().filter(|(_, row)| matches!(row, Row::Placed(_))).count();
    if rows.len() < FEWEST || placed * 5 < rows.len() * 4 {
        return;
    }
    for (i, row) in rows {
        let (Some(e), Row::Placed(from)) = (roll.entries.get_mut(i), row) else { continue };
        let toks = text.within(Span::new(from, e.person.span.end));
        let end = toks.slice().iter().take_while(|t| in_family(t)).last().map_or(from, |t| t.span.end);
        let print = text.doc.text(e.person.span);
        e.person.family = text.doc.text(Span::new(from, end)).to_owned();
        let message = format!("« {print} » is {}: a place stands before the name", e.person.name());
        roll.findings.push(Finding::new(Code::NameResolved, message).on(e.person.span));
        e.person.span.start = from;
    }
}

/// How somebody opens a row.
enum Row {
    /// With the name alone.
    Bare,
    /// Behind a place; where the family name begins.
    Placed(u32),
}

/// How a row begins with a member; nothing for those who stand behind a comma or have a title.
fn opt_row(text: &Text<'_>, e: &Entry) -> Option<Row> {
    if e.person.honorific.is_some() || e.person.given.is_none() {
        return None;
    }
    let toks = text.within(e.person.span);
    let capitals = toks.slice().iter().take_while(|t| in_family(t)).count();
    let given = toks.get(capitals).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Title);
    let before = toks.start.checked_sub(1).and_then(|i| text.tokens.get(i));
    let listed = before.is_some_and(|t| t.sign == ',' || matches!(text.doc.text(t.span), "et" | "ET"));
    if !given || capitals == 0 || listed {
        return None;
    }
    let mut first = toks.start + capitals - 1;
    let glued = |i: usize| text.tokens[i].gap == Gap::None;
    let particle = |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Particle) && m.end as usize == i + 1);
    while first > toks.start
        && (glued(first) || particle(first - 1) || matches!(text.tokens[first - 1].sign, '\'' | '-'))
    {
        first -= 1;
    }
    let place = text.toks(toks.start, first).slice().iter().any(|t| t.kind == Kind::Word);
    Some(if place { Row::Placed(text.tokens[first].span.start) } else { Row::Bare })
}

/// Words in capitals, the « D » of « D'ARCIS », small particles and the signs within them.
fn in_family(t: &Token) -> bool {
    let letter = t.kind == Kind::Word && t.span.end - t.span.start == 1;
    t.case == Case::Upper
        || letter
        || matches!(t.sign, '-' | '\'' | '/')
        || t.case == Case::Lower && t.span.end - t.span.start <= 2
}
