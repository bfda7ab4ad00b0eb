//! Who presides over a sitting and who keeps its minutes, as they stand in the record.

use super::attendance::Roll;
use super::sitting;
use super::writer::Writer;
use crate::grammar::list::List;
use crate::grammar::person::Person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::reconcile::{Built, Roster};
use crate::record::Staff;
use std::ops::Range;

/// Who holds the offices of the sitting, as indices into the roster; the print of the secretary.
pub(super) struct Offices {
    pub(super) chair: Option<usize>,
    secretary: Option<usize>,
    secretary_print: Option<Person>,
    /// The secretary is of the staff, and no member.
    staff: bool,
}

/// Who presides and who keeps the minutes.
pub(super) fn offices(
    text: &Text<'_>,
    lines: &Range<usize>,
    roster: &mut Roster,
    roll: &Roll,
    head: &mut sitting::Head,
) -> Offices {
    if head.chair.as_ref().is_some_and(|p| roster.lists() && roster.resolve_or_none(p).is_none() && outgoing(text, p)) {
        let gone = head.chair.take();
        let same = |p: &Person| gone.as_ref().is_some_and(|g| g.family == p.family);
        head.chair_below = head.chair_below.take().filter(|p| !same(p));
        head.presumed_chair = head.presumed_chair.take().filter(|p| !same(&p.person));
    }
    let chair = roster.chair(text, head);
    roster.open(roll);
    let secretary_print = roster.secretary(text, &head.secretary);
    let top = text.lines(lines.start, lines.end);
    let outside = |p: &&Person| roster.resolve_or_none(p).is_none() && sitting::staff::is_staff(text, top, p);
    let staff = secretary_print.as_ref().filter(outside).is_some();
    let secretary = secretary_print.as_ref().filter(|_| !staff).map(|p| roster.office(p));
    roster.settle(chair);
    Offices { chair, secretary, secretary_print, staff }
}

/// « M. X, maire sortant, ouvre la séance »: whom the lists do not name was not elected again, and installs the others.
fn outgoing(text: &Text<'_>, p: &Person) -> bool {
    let end = text.within(p.span).end;
    let comma = text.tokens.get(end).is_some_and(|t| t.sign == ',');
    let office = text.mark_at(end + 1).filter(|m| comma && text.is(*m, Term::HeadOffice));
    let words = office.map(|m| text.toks(m.first as usize, m.end as usize));
    words.is_some_and(|w| w.slice().iter().any(|t| text.listed(*t, List::Outgoing)))
}

/// The evidence of chair and secretary.
pub(super) fn places_of_offices(
    built: &Built,
    head: &sitting::Head,
    offices: &Offices,
    at: &str,
    out: &mut Writer<'_>,
) {
    if let (Some(p), Some(i)) = (&head.chair, member_id(built, offices.chair)) {
        out.scalar(&format!("{at}/chair"), p.span, &i);
    }
    if let (Some(p), Some(i)) = (&offices.secretary_print, secretary_id(built, offices)) {
        out.scalar(&format!("{at}/secretary"), p.span, &i);
    }
    if let (Some(p), Some(s)) = (&offices.secretary_print, opt_staff(built, offices)) {
        out.scalar(&format!("{at}/staff/0/name"), p.span, &s.name);
    }
}

/// The secretary who is no member.
pub(super) fn opt_staff(built: &Built, offices: &Offices) -> Option<Staff> {
    let p = offices.secretary_print.as_ref().filter(|_| offices.staff)?;
    Some(sitting::staff::record(p, |id| built.members.iter().any(|m| m.0.id == id)))
}

pub(super) fn secretary_id(built: &Built, offices: &Offices) -> Option<String> {
    member_id(built, offices.secretary).or_else(|| opt_staff(built, offices).map(|s| s.id))
}

pub(super) fn member_id(built: &Built, member: Option<usize>) -> Option<String> {
    member.and_then(|i| built.members.get(i)).map(|m| m.0.id.clone())
}
