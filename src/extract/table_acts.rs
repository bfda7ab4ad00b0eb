//! Acts in a table: the list of deliberations that art. L. 2121-25 CGCT has published, one row for each, with its number,
//! its subject and what became of it.

use super::acts::Act;
use super::events;
use super::fate;
use super::heads::{self, Form, Head, style};
use super::titles;
use super::vote_table;
use super::votes::SIDES;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::{At, Cell, Span};
use std::ops::Range;

/// Fewer rows with an outcome are no list of acts.
const MIN_ROWS: usize = 2;
/// Longest cell with a tally that names those who voted against or abstained, in tokens.
const TALLY: usize = 60;

/// The acts that the rows of tables tell of; empty where no table lists any.
#[must_use]
pub fn find(text: &Text<'_>, range: Range<usize>) -> Vec<Act> {
    let mut out: Vec<Act> = Vec::new();
    for line in range {
        let info = &text.doc.lines[line];
        let columns = info.cells.len() >= 2;
        let above = out.last().filter(|a| a.lines.end == line && !info.gap_before);
        let numbered = above.is_some_and(|a| a.head.number.is_some());
        // « │ │ (4,85 € le repas) │ 6 pour, 7 contre │ »: among rows with numbers one without goes on with that above.
        let head = if columns { row(text, line).filter(|h| !numbered || h.number.is_some()) } else { None };
        if let Some(head) = head {
            out.push(Act::new(head, line..line + 1));
        } else if let Some(last) = out.last_mut().filter(|a| a.lines.end == line && !info.gap_before) {
            // A row may run on over several lines.
            let filled = text.doc.cells_of(info).iter().filter(|c| !c.span.is_empty()).count();
            if filled <= 2 && text.line(line).len() <= 24 {
                last.lines.end = line + 1;
                last.core_end = line + 1;
                run_on(text, &mut last.head, line);
            }
        }
    }
    if out.len() < MIN_ROWS { Vec::new() } else { out }
}

/// A row with a subject and an outcome.
fn row(text: &Text<'_>, line: usize) -> Option<Head> {
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    let number = cells.iter().take(3).find_map(|c| number(text, *c));
    // Rows of counts without a number are the groups of one vote.
    let counted = || vote_table::columns_above(text, line).is_some_and(|v| v.iter().any(Option::is_some));
    let decided = cells.iter().any(|c| outcome(text, *c)) || number.is_some() && counted();
    if !decided || vote_table::head(text, line).is_some() || cells.first().is_some_and(|c| names_side(text, *c)) {
        return None;
    }
    let subject = cells
        .iter()
        .filter(|c| !outcome(text, **c) && number.as_ref().is_none_or(|n| !c.span.contains(n.span)))
        .filter(|c| text.doc.text(c.span).chars().filter(|ch| ch.is_alphabetic()).count() >= 8)
        .max_by_key(|c| c.span.end - c.span.start)?;
    let title = titles::trim_title(text, subject.span)?;
    let is_total = text.lexicon.lists_cell(List::Total, &title.value);
    (!is_total).then_some(Head {
        line,
        end: line,
        form: Form::Item,
        number,
        title: Some(title),
        rank: None,
        styles: style::ITEM,
    })
}

/// « Vote contre : │ 1 │ M. X »: a row of the vote itself, whose first cell names its side and nothing else.
fn names_side(text: &Text<'_>, cell: Cell) -> bool {
    let toks = text.within(cell.span);
    let side = text.mark_at(toks.start).filter(|m| SIDES.iter().any(|(side, _)| text.is(*m, *side)));
    side.is_some_and(|m| {
        text.toks(m.end as usize, toks.end).slice().iter().all(|t| t.kind == Kind::Number || t.kind == Kind::Sign)
    })
}

/// The rest of a subject that runs on in its column.
fn run_on(text: &Text<'_>, head: &mut Head, line: usize) {
    let Some(title) = &mut head.title else { return };
    let info = &text.doc.lines[line];
    let cells = text.doc.cells_of(info);
    let start = text
        .doc
        .cells_of(&text.doc.lines[text.doc.line_at(title.span.start)])
        .iter()
        .find(|c| c.span.contains(title.span));
    let whole = Cell { span: info.span, x0: info.indent, x1: info.indent };
    let part = cells
        .iter()
        .copied()
        .chain(cells.is_empty().then_some(whole))
        .find(|c| start.is_some_and(|s| (c.x0 - s.x0).abs() < 12.0));
    if let Some(more) = part.and_then(|c| titles::trim_title(text, c.span)) {
        title.value = format!("{} {}", title.value, more.value);
    }
}

/// « Approuvée », « à l'unanimité », « 12 pour », « prend acte »
fn outcome(text: &Text<'_>, cell: Cell) -> bool {
    const WORDS: &[Term] = &[
        Term::Adopted,
        Term::Rejected,
        Term::Postponed,
        Term::Withdrawn,
        Term::Noted,
        Term::Unanimous,
        Term::Majority,
        Term::Passive,
    ];
    let toks = text.within(cell.span);
    let verb = text
        .find(toks.head(2), &[Term::Verb])
        .is_some_and(|m| matches!(text.value(m, Term::Verb), Some("APPROUVE" | "ADOPTE" | "VOTE" | "ACCEPTE")));
    // « Vote » is the head of the column.
    let heading = |m: &Mark| text.is(*m, Term::VoteHeading) || text.is(*m, Term::VoteColumn);
    if text.mark_at(toks.start).filter(heading).is_some_and(|m| m.end as usize >= toks.end) {
        return false;
    }
    // « Pour : 11 – Contre : 1 (Mme X) – Abstention : 1 (M. Y) »
    let sides = text.mark_at(toks.start).is_some_and(|m| SIDES.iter().any(|(side, _)| text.is(m, *side)));
    if sides && toks.len() <= TALLY && events::tallied(text, toks) {
        return true;
    }
    // « Approuvée – 11 pour, 2 contre (Mme X, M. Y) »
    let opens = text.mark_at(toks.start).is_some_and(|m| WORDS.iter().any(|t| text.is(m, *t)));
    if opens && toks.len() <= TALLY && events::tallied(text, toks) {
        return true;
    }
    fate::opt_fate(text, toks).is_some()
        || toks.len() <= 14
            && (verb && toks.len() <= 3 || text.find(toks, WORDS).is_some() || events::tallied(text, toks))
}

/// A cell that is a number of the register and nothing else.
fn number(text: &Text<'_>, cell: Cell) -> Option<At<String>> {
    let s = text.doc.text(cell.span);
    let lead = s.find(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()).unwrap_or(0);
    let lead = if s[..lead].chars().all(|c| !c.is_alphabetic() || matches!(c, 'n' | '°')) { lead } else { 0 };
    let rest = &s[lead..];
    let len = heads::register_len(rest)?;
    let span = Span::new(cell.span.start + lead as u32, cell.span.start + (lead + len) as u32);
    (len == rest.trim_end().len()).then(|| At::new(rest[..len].to_owned(), span))
}
