//! What the printed counts tell of those whose list does not.

use super::Roster;
use crate::extract::sitting::{Head, IN_OFFICE, PRESENT, REPRESENTED};
use crate::finding::{Code, Finding};
use crate::record::Attendance;

impl Roster {
    /// « Excusée : Mme X » over « Membres représentés : 1 »: all who are away are represented where the print counts as
    /// many, and present and represented make up the council. By whom stays open, so a finding tells each.
    pub fn represented_by_count(&mut self, head: &Head) {
        let count = |i: usize| head.counts[i].as_ref().map(|c| c.value as usize);
        let (Some(all), Some(present), Some(represented)) = (count(IN_OFFICE), count(PRESENT), count(REPRESENTED))
        else {
            return;
        };
        let away = |a: Attendance| matches!(a, Attendance::Absent | Attendance::Excused);
        let told = self.members.iter().filter(|m| m.attendance != Attendance::Present);
        let sums = present + represented == all && self.members.len() == all && told.count() == represented;
        for m in self.members.iter_mut().filter(|m| sums && away(m.attendance)) {
            m.attendance = Attendance::Represented;
            let message = format!("« {} » is represented by the printed counts alone", m.person.name());
            self.findings.push(Finding::new(Code::AttendanceAssumed, message).on(m.span));
        }
    }
}
