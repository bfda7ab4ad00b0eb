//! What the printed counts tell of those whose list does not.

use super::keys::Keys;
use super::{Draft, MIN_ROLL, Roster};
use crate::extract::attendance::Roll;
use crate::extract::sitting::{Head, IN_OFFICE, PRESENT, REPRESENTED, staff};
use crate::finding::{Code, Finding};
use crate::grammar::person;
use crate::grammar::text::Text;
use crate::record::{Attendance, ChangeKind};

impl Roster {
    /// Whether lists name the members.
    #[must_use]
    pub fn lists(&self) -> bool {
        self.listed >= MIN_ROLL
    }

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

    /// « 20h47 : Arrivée de M. X », who stands in no list: a member who was not there at the opening. Not where the printed
    /// number of members is reached, nor for one of the staff.
    pub fn latecomers(&mut self, text: &Text<'_>, roll: &Roll, head: &Head) {
        let all = head.counts[IN_OFFICE].as_ref().map_or(usize::MAX, |c| c.value as usize);
        for c in roll.changes.iter().filter(|c| c.kind == ChangeKind::Arrives) {
            let p = &c.person;
            let told = c.time.is_some() || c.point.is_some();
            let named = told && p.honorific.is_some() && p.given.is_some() && person::surely_named(text, p);
            let whole = self.listed < MIN_ROLL || self.members.len() >= all;
            let keys = Keys::of(p);
            let known = self.members.iter().any(|m| m.keys.family == keys.family);
            if !named || whole || known || staff::has_post(text, p.span) {
                continue;
            }
            let message = format!("« {} » came late and stands in no list", p.name());
            self.findings.push(Finding::new(Code::MemberAdded, message).on(p.span));
            self.members.push(Draft {
                person: p.clone(),
                attendance: Attendance::Absent,
                holder: None,
                group: None,
                span: p.span,
                keys,
            });
        }
    }
}
