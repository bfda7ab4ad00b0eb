//! A roll that nothing announces: a table or a block of lines of names and nothing else.
//!
//! ```text
//! block = name_line { name_line }          (« Mme LERAY Anne   M. TABARD Luc », a row of a table, an item of a list)
//!       | list { list }                    (« M. Luc TABARD, Mme Anne LERAY, adjoints au maire. »)
//! ```
//! Those it names are taken for present, with a finding; only where no list says who is.

use super::{Roll, extent, read_cell};
use crate::finding::{Code, Finding};
use crate::grammar::outline;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};
use crate::page::{Role, Span};
use crate::record::Attendance;
use std::ops::Range;

/// So many names make a roll.
const FEWEST: usize = 5;

/// Reads the sentences that end with a status, or the longest block of names among `lines`, where nobody was found
/// present.
pub(super) fn read(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    let nobody = |roll: &Roll| !roll.entries.iter().any(|e| e.attendance == Attendance::Present);
    if nobody(roll) {
        told_behind(text, lines.clone(), roll);
    }
    if !nobody(roll) {
        return;
    }
    let Some(block) = blocks(text, lines).into_iter().max_by_key(|b| b.names).filter(|b| b.names >= FEWEST) else {
        return;
    };
    let mut found = Roll::default();
    for (first, end) in block.parts {
        read_cell(text, text.toks(first, end), Attendance::Present, &mut found);
    }
    let block = block.lines;
    let doc = text.doc;
    let span = Span::new(doc.lines[block.start].span.start, doc.lines[block.end - 1].span.end);
    let message = format!("no word says that the {} persons of the list are present", found.entries.len());
    roll.findings.push(Finding::new(Code::AttendanceAssumed, message).on(span));
    // They stand before those who are away: what was noted by place moves on.
    for (entry, _) in &mut roll.marked {
        *entry += found.entries.len();
    }
    roll.entries.splice(0..0, found.entries);
    roll.changes.append(&mut found.changes);
    roll.findings.append(&mut found.findings);
    roll.lines_claimed.push((block, Attendance::Present));
}

/// « MM. VIVIER, COLLIOT et Mme SORBAN étaient présents. »: names in front of their status.
fn told_behind(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    const SAID: &[(Term, Attendance)] = &[(Term::Present, Attendance::Present), (Term::Absent, Attendance::Absent)];
    for line in lines {
        let toks = text.line(line);
        let marks = text.marks_in(toks);
        let Some((m, attendance)) =
            marks.iter().find_map(|m| SAID.iter().find(|(t, _)| text.is(*m, *t)).map(|s| (*m, s.1)))
        else {
            continue;
        };
        let (first, end) = (toks.start, m.first as usize);
        let verb = m.end - m.first >= 2;
        let closes = m.end as usize >= toks.end || text.tokens[m.end as usize].sign == '.';
        if !verb || !closes || end < first + 2 || !person::is_title(text, first) {
            continue;
        }
        read_cell(text, text.toks(first, end), attendance, roll);
        roll.lines_claimed.push((line..line + 1, attendance));
    }
}

/// Lines that name persons and say nothing else.
struct Block {
    lines: Range<usize>,
    /// How many they name.
    names: usize,
    /// The tokens of each name or list of names.
    parts: Vec<(usize, usize)>,
}

/// Stretches of lines that name persons and say nothing else, blank lines and rules between them.
fn blocks(text: &Text<'_>, lines: Range<usize>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut line = lines.start;
    while line < lines.end {
        let (end, names, parts) = piece(text, line, lines.end);
        if names > 0 {
            let block = open.get_or_insert_with(|| Block { lines: line..line, names: 0, parts: Vec::new() });
            block.lines.end = end;
            block.names += names;
            block.parts.extend(parts);
        } else if !(text.line(line).is_empty() || text.doc.lines[line].role == Role::Rule) {
            out.extend(open.take());
        }
        line = end;
    }
    out.extend(open);
    out
}

/// What a line names, or the paragraph that it opens: one past its last line, how many persons, and where they stand.
fn piece(text: &Text<'_>, line: usize, limit: usize) -> (usize, usize, Vec<(usize, usize)>) {
    let cells = parts(text, line);
    if cells.iter().all(|p| is_name(text, *p)) && !cells.is_empty() {
        return (line + 1, cells.len(), cells.iter().map(|p| (p.start, p.end)).collect());
    }
    let end = (line + 1..limit).find(|l| text.doc.lines[*l].gap_before).unwrap_or(limit);
    let whole = text.lines(line, end);
    match listed(text, whole) {
        Some(names) if names >= 2 && text.doc.lines[line].gap_before => (end, names, vec![(whole.start, whole.end)]),
        _ => (line + 1, 0, Vec::new()),
    }
}

/// « M. Luc TABARD, Mme Anne LERAY, M. Paul VIVIER, adjoints au maire. »: how many persons a paragraph lists that holds
/// nothing else.
fn listed(text: &Text<'_>, toks: Toks<'_>) -> Option<usize> {
    let mut names = 0;
    let mut at = toks.start;
    while at < toks.end {
        let here = text.toks(at, toks.end);
        let t = text.tokens[at];
        if let Some(m) = text.longest_at(at).filter(|m| text.is(*m, Term::Office) && !text.is(*m, Term::Honorific)) {
            at = (m.end as usize).max(at + 1);
        } else if t.kind == Kind::Sign && matches!(t.sign, ',' | ';' | '.' | '-') || text.doc.text(t.span) == "et" {
            at += 1;
        } else {
            let (p, rest) = person::person(text, here)?;
            let full = p.honorific.is_some() || p.given.is_some() && person::surely_named(text, &p);
            if p.head || !full {
                return None;
            }
            names += 1;
            at = rest.start.max(at + 1);
        }
    }
    Some(names)
}

/// The cells of a line, or the line.
fn parts<'t>(text: &'t Text<'_>, line: usize) -> Vec<Toks<'t>> {
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    let whole = if cells.is_empty() { vec![text.line(line)] } else { Vec::new() };
    cells.iter().map(|c| text.within(c.span)).chain(whole).filter(|t| !t.is_empty()).collect()
}

/// A name in full, with an office at the most.
fn is_name(text: &Text<'_>, part: Toks<'_>) -> bool {
    let toks = extent::behind_number(text, outline::behind_bullet(part));
    let Some((p, rest)) = person::person(text, toks) else { return false };
    let full = p.honorific.is_some() || p.given.is_some() && person::surely_named(text, &p);
    let rest = rest.first().filter(|t| matches!(t.sign, ',' | '(' | '-')).map_or(rest, |_| rest.skip(1));
    let office = text.mark_at(rest.start).filter(|m| !rest.is_empty() && text.is(*m, Term::Office));
    let behind = office.map_or(rest.start, |m| m.end as usize);
    full && !p.head
        && text.toks(behind, part.end.max(behind)).slice().iter().all(|t| matches!(t.sign, ')' | '.' | ',' | ';'))
}
