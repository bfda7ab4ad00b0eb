//! A table of the roll read column by column: under « Élus » the names, each on a line, under « État » as many lines that say
//! what each of them is.
//!
//! ```text
//! stack = head name { name } head status { status }     (« Élus⏎LERAY Anne⏎TABARD Luc⏎État⏎Présente⏎Absent »)
//! ```

use super::cell::{by_words, crossed};
use super::coded::{self, Said};
use super::columns::Column;
use crate::extract::attendance::{self, Entry, Roll};
use crate::grammar::person::Person;
use crate::grammar::text::Text;
use crate::grammar::tokens::Toks;
use crate::page::fold;
use crate::record::Attendance;
use std::ops::Range;

/// Fewer rows show no table.
const FEWEST: usize = 3;
/// A head has no more tokens.
const HEAD: usize = 4;

/// A stack and what its rows say.
pub struct Stack {
    /// From the head of the names to the last status.
    pub lines: Range<usize>,
    rows: Vec<(Person, Said, usize)>,
}

/// The stacks among `lines`.
#[must_use]
pub fn find(text: &Text<'_>, lines: Range<usize>) -> Vec<Stack> {
    let filled: Vec<usize> = lines.filter(|l| !text.line(*l).is_empty()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < filled.len() {
        let found = stack(text, filled.get(at..).unwrap_or(&[]));
        at += found.as_ref().map_or(1, |s| 2 * s.rows.len() + 2);
        out.extend(found);
    }
    out
}

/// Enters the rows of a stack.
pub fn read(text: &Text<'_>, stack: &Stack, roll: &mut Roll) {
    for (person, said, line) in &stack.rows {
        let (attendance, holder) = (said.attendance, said.holder.clone());
        roll.entries.push(Entry { person: person.clone(), attendance, holder, group: None });
        // « Présent (arrivé à 16 h 30) »
        attendance::moved(text, text.line(*line), roll);
    }
}

/// The stack whose head of names is the first of these lines.
fn stack(text: &Text<'_>, lines: &[usize]) -> Option<Stack> {
    let first = *lines.first().filter(|l| head(text, **l) == Some(Column::Name))?;
    let named = |l: &usize| coded::name(text, text.line(*l)).map(|(p, _)| p);
    let persons: Vec<Person> = lines[1..].iter().map_while(named).collect();
    let below = lines.get(1 + persons.len()..)?;
    let ticked = match head(text, *below.first()?)? {
        Column::Letter | Column::Signature => Attendance::Present,
        Column::Status(a) => a,
        _ => return None,
    };
    let tick = |toks: Toks<'_>| {
        let cross = !toks.is_empty() && crossed(text.doc.text(toks.span()));
        cross.then_some(Said { attendance: ticked, holder: None })
    };
    let status = |l: &usize| coded::status(text, text.line(*l)).or_else(|| tick(text.line(*l))).map(|s| (s, *l));
    let said: Vec<(Said, usize)> = below[1..].iter().take(persons.len()).map_while(status).collect();
    let last = said.last()?.1;
    let whole = persons.len() >= FEWEST && said.len() == persons.len();
    whole.then(|| Stack {
        lines: first..last + 1,
        rows: persons.into_iter().zip(said).map(|(p, (s, l))| (p, s, l)).collect(),
    })
}

/// What a line heads that holds the words of a head alone.
fn head(text: &Text<'_>, line: usize) -> Option<Column> {
    let toks = text.line(line);
    let short = !toks.is_empty() && toks.len() <= HEAD && coded::name(text, toks).is_none();
    short.then(|| by_words(text, &fold::fold(text.doc.text(toks.span()))))
}
