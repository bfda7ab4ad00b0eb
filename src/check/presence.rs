//! Who may vote at a point: the roll, then arrivals and departures up to it.

use crate::record::{Attendance, ChangeKind, Sitting};
use std::ops::RangeInclusive;

/// How many may vote on the deliberation of an ordinal: those present and those whose proxy is held. A range where a
/// change is not tied to a point, or where someone who leaves may have left a proxy. `None` without a roll.
pub(crate) fn voters(sitting: &Sitting, ordinal: u32) -> Option<RangeInclusive<u32>> {
    let base = at_opening(sitting);
    if base == 0 {
        return None;
    }
    let (mut low, mut high) = (base, base);
    for change in &sitting.attendance_changes {
        let status = sitting.members.iter().find(|m| m.id == change.member).map(|m| m.attendance);
        let counted = matches!(status, Some(Attendance::Present | Attendance::Represented));
        let surely = change.from_deliberation.is_some_and(|from| from <= ordinal);
        let perhaps = change.from_deliberation.is_none_or(|from| from <= ordinal);
        match change.kind {
            ChangeKind::Arrives | ChangeKind::Returns => {
                low += u32::from(surely && !counted);
                high += u32::from(perhaps && !counted);
            }
            ChangeKind::Leaves => low = low.saturating_sub(u32::from(perhaps)),
        }
    }
    Some(low..=high)
}

/// How many may vote at the opening, by the lists.
pub(crate) fn at_opening(sitting: &Sitting) -> u32 {
    let counted = |m: &&crate::record::Member| matches!(m.attendance, Attendance::Present | Attendance::Represented);
    sitting.members.iter().filter(counted).count() as u32
}

/// How many stand in the list with a status.
pub(crate) fn listed(sitting: &Sitting, status: Attendance) -> u32 {
    sitting.members.iter().filter(|m| m.attendance == status).count() as u32
}

/// Whether something is said to change for a member during the sitting.
pub(crate) fn moves(sitting: &Sitting, id: &str) -> bool {
    sitting.attendance_changes.iter().any(|c| c.member == id)
}
