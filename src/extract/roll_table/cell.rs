//! What one cell says: the words of a head, a status, a name.

use super::columns::Column;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::Cell;
use crate::record::Attendance;

/// What a head cell says, folded.
#[must_use]
pub fn by_words(text: &Text<'_>, s: &str) -> Column {
    let s = s.trim().trim_end_matches([':', '.', ' ']);
    if s.contains([',', ';']) {
        return Column::Other;
    }
    let is = |list: List| text.lexicon.lists_cell(list, s);
    // « Membres en exercice : 15   Pouvoirs : 1 » are sums; « Présents : 12 » may head a list.
    let sum = s.contains(':') && s.ends_with(|c: char| c.is_ascii_digit());
    if sum && !is(List::PresentColumn) && !is(List::AbsentColumn) && !is(List::ExcusedColumn) {
        return Column::Other;
    }
    if is(List::NumberColumn) {
        return Column::Number;
    }
    if is(List::SignatureColumn) {
        return Column::Signature;
    }
    if is(List::CodeColumn) {
        return Column::Letter;
    }
    if let Some(a) = code(text, s) {
        return Column::Status(a);
    }
    // « Absents / pouvoirs », « Excusés – pouvoirs »
    let away = s.split_once(['/', '-', '–']).and_then(|(status, _)| opt_status(text, status.trim()));
    if is(List::HolderColumn) {
        return away.map_or(Column::Holder, Column::Status);
    }
    let persons = is(List::MemberColumn) || is(List::SubstituteColumn);
    match opt_status(text, s) {
        Some(a) if persons => Column::People(a),
        Some(a) => Column::Status(a),
        None if is(List::GivenColumn) && !is(List::FullNameColumn) => Column::Given,
        None if persons || is(List::NameColumn) && !is(List::CountColumn) => Column::Name,
        None => Column::Other,
    }
}

/// The status that a head cell names.
fn opt_status(text: &Text<'_>, s: &str) -> Option<Attendance> {
    let is = |list: List| text.lexicon.lists_cell(list, s);
    let plain = !is(List::NoStatusColumn);
    if is(List::UnexcusedColumn) {
        Some(Attendance::Absent)
    } else if is(List::ExcusedColumn) {
        Some(Attendance::Excused)
    } else if is(List::RepresentedColumn) && plain {
        Some(Attendance::Represented)
    } else if is(List::AbsentColumn) {
        Some(Attendance::Absent)
    } else {
        (is(List::PresentColumn) && plain && !is(List::RepresentedColumn)).then_some(Attendance::Present)
    }
}

/// The status that an abbreviation stands for.
fn code(text: &Text<'_>, s: &str) -> Option<Attendance> {
    const CODES: &[(List, Attendance)] = &[
        (List::PresentCode, Attendance::Present),
        (List::RepresentedCode, Attendance::Represented),
        (List::ExcusedCode, Attendance::Excused),
        (List::AbsentCode, Attendance::Absent),
    ];
    CODES.iter().find(|(list, _)| text.lexicon.lists_cell(*list, s)).map(|(_, a)| *a)
}

/// Whether a cell names a person.
#[must_use]
pub fn names(text: &Text<'_>, cell: &Cell) -> bool {
    let toks = text.within(cell.span);
    // « CG 30 » is a council.
    let number = toks.slice().iter().any(|t| t.kind == Kind::Number);
    toks.len() > 1
        && !number
        && person::person(text, toks).is_some_and(|(p, _)| !p.head && person::surely_named(text, &p))
}

/// The status that a cell spells out, behind a tick at the most (« X (excusée) »).
#[must_use]
pub fn status_word(text: &Text<'_>, cell: &Cell) -> Option<Attendance> {
    let toks = text.within(cell.span);
    let first = toks.first()?;
    let bracket = toks.get(1).is_some_and(|t| t.sign == '(') && ticked(text, text.doc.text(first.span));
    if text.lexicon.lists_cell(List::PresentElsewhere, text.doc.text(cell.span)) {
        return Some(Attendance::Present);
    }
    let m = text.mark_at(if bracket { toks.start + 2 } else { toks.start })?;
    [
        (Term::Present, Attendance::Present),
        (Term::Excused, Attendance::Excused),
        (Term::Absent, Attendance::Absent),
        (Term::Represented, Attendance::Represented),
    ]
    .into_iter()
    .find(|(t, _)| text.is(m, *t))
    .map(|(_, a)| a)
}

/// The status that one letter, an abbreviation or a tick stands for.
#[must_use]
pub fn letter(text: &Text<'_>, s: &str) -> Option<Attendance> {
    match s.trim() {
        "X" | "x" | "✓" | "✔" => Some(Attendance::Present),
        s if text.lexicon.lists_cell(List::Yes, s) => Some(Attendance::Present),
        s if text.lexicon.lists_cell(List::No, s) => Some(Attendance::Absent),
        s => code(text, s),
    }
}

/// Whether a cell holds a cross, and no letter that may stand for a status.
#[must_use]
pub fn crossed(s: &str) -> bool {
    matches!(s.trim(), "X" | "x" | "☒" | "☑" | "✓" | "✔" | "✗" | "✘" | "●" | "•" | "■" | "Ö" | "ü" | "√")
}

/// « ✔ à partir de 20 h 15 », « X (arrivé au point 3) »: what stands behind the cross in its cell.
#[must_use]
pub fn behind_cross<'t>(text: &'t Text<'_>, cell: &Cell) -> Option<Toks<'t>> {
    let toks = text.within(cell.span);
    let rest = toks.skip(1);
    let remark = rest.first().is_some_and(|t| t.sign == '(' || t.kind == Kind::Word && t.case == Case::Lower);
    let cross = remark && crossed(text.doc.text(toks.head(1).span()));
    cross.then(|| rest.slice().iter().position(|t| t.kind == Kind::Word).map_or(rest, |n| rest.skip(n)))
}

/// Whether a cell is ticked. « Ö », « ü », « √ » are ticks of a font for signs, read as letters.
#[must_use]
pub fn ticked(text: &Text<'_>, s: &str) -> bool {
    const TICKS: &[&str] = &[
        "X", "x", "☒", "☑", "✓", "✔", "✗", "✘", "●", "•", "■", "1", "P", "E", "A", "R", "p", "a", "e", "r", "Ö", "ü",
        "√",
    ];
    TICKS.contains(&s.trim()) || text.lexicon.lists_cell(List::Yes, s)
}
