//! What only the whole list tells of its entries: a comma one name too early, remarks among names, ticks, initials.

use super::list::Reader;
use crate::grammar::person::{self, Person};
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use crate::record::Attendance;

impl Reader<'_, '_> {
    /// Where names are ticked, those without a tick are not said to be there.
    pub(super) fn drop_unticked(&mut self) {
        const FEWEST: usize = 3;
        if self.ticked.len() < FEWEST || self.rubric.attendance != Some(Attendance::Present) {
            return;
        }
        let (floor, ticked, mut n) = (self.floor, &self.ticked, 0);
        self.roll.entries.retain(|_| {
            n += 1;
            n <= floor || ticked.contains(&(n - 1))
        });
        self.waiting = self.waiting.min(self.roll.entries.len());
    }

    /// « NICOLAS, Emma RAULT Dylan » among « MORVAN Florence »: the comma stands one name too early.
    pub(super) fn mend_shift(&mut self) {
        let text = self.text;
        let lone = |p: &Person| p.honorific.is_none() && p.given.is_none();
        let floor = self.floor;
        let lower = |p: &Person| text.doc.text(p.span).chars().any(char::is_lowercase);
        let own = self.roll.entries.get(floor..).unwrap_or(&[]);
        let shifted = own.windows(3).position(|w| {
            let [a, b, c] = w else { return false };
            let first_given = b.person.honorific.is_none()
                && b.person.given.as_deref().is_some_and(|g| text.doc.text(b.person.span).starts_with(g));
            lone(&a.person) && !lower(&a.person) && first_given && lone(&c.person) && lower(&c.person)
        });
        let Some(i) = shifted.map(|i| i + floor) else { return };
        let moved = self.roll.entries.remove(i + 2).person;
        let given = self.roll.entries[i + 1].person.given.replace(text.doc.text(moved.span).to_owned());
        self.roll.entries[i].person.given = given;
    }

    /// Among titled or full names, a lone word in a list is a heading or a remark.
    pub(super) fn drop_remarks(&mut self) {
        // « Maître SORBAN » has a title that is no honorific of the record.
        let titled = |p: &Person| person::is_title(self.text, self.text.within(p.span).start);
        let own = &self.roll.entries[self.floor.min(self.roll.entries.len())..];
        // « M. OSMONT, PETITBON, Mme REBERT, … »: one whose title is lost, between the commas of a list of family names.
        let families = own.iter().filter(|e| e.person.honorific.is_some() && e.person.given.is_none()).count();
        let untitled = families * 2 > own.len();
        let families_titled =
            !self.rubric.proxies && own.iter().filter(|e| e.person.honorific.is_some()).count() * 4 > own.len() * 3;
        let between = |p: &Person| {
            let toks = self.text.within(p.span);
            let sign = |i: Option<usize>, signs: &[char]| {
                i.and_then(|i| self.text.tokens.get(i)).is_some_and(|t| signs.contains(&t.sign))
            };
            let capitals = toks.slice().iter().all(|t| t.kind != Kind::Word || t.case == Case::Upper);
            untitled
                && capitals
                && (sign(toks.start.checked_sub(1), &[',']) || joined(self.text, toks.start))
                && (sign(Some(toks.end), &[',', '(', '.']) || person::is_title(self.text, toks.end))
        };
        // « Mme X, Inspectrice de l'Éducation Nationale »: among titled names what « de » leads to is no person.
        let led = |p: &Person| p.honorific.is_none() && families_titled && led_to(self.text, p);
        let full = |p: &Person| (p.honorific.is_some() || p.given.is_some() || titled(p) || between(p)) && !led(p);
        let whole = own.iter().filter(|e| full(&e.person)).count();
        let lone = own.len() - whole;
        // « MONTFAVEL » over its delegates: a word in capitals that has its line for itself.
        let line_of = |p: &Person| self.text.doc.line_at(p.span.start);
        let places = own.iter().filter(|e| !full(&e.person)).all(|e| {
            let toks = self.text.line(line_of(&e.person));
            toks.span() == e.person.span && toks.slice().iter().all(|t| t.kind != Kind::Word || t.case == Case::Upper)
        });
        if lone > 0 && (whole > 3 * lone || places && whole >= 2 * lone) {
            let (floor, mut n) = (self.floor, 0);
            self.roll.entries.retain(|e| {
                n += 1;
                n <= floor || full(&e.person)
            });
            self.waiting = self.waiting.min(self.roll.entries.len());
        }
    }

    /// « E. Février, M. Teyssier, R. Grandjean »: among initials « M. » is one, not a title.
    pub(super) fn restore_initials(&mut self) {
        let own = &self.roll.entries[self.floor.min(self.roll.entries.len())..];
        let initial = |p: &Person| p.honorific.is_none() && p.given.as_ref().is_some_and(|g| g.ends_with('.'));
        let titled = |p: &Person| p.honorific == Some("M.") && p.given.is_none();
        let initials = own.iter().filter(|e| initial(&e.person)).count();
        let others = own.iter().filter(|e| !initial(&e.person) && !titled(&e.person)).count();
        if initials < 2 || others > initials {
            return;
        }
        let text = self.text;
        let printed_m = |p: &Person| text.doc.text(p.span).starts_with("M.");
        for e in self.roll.entries.iter_mut().skip(self.floor).filter(|e| titled(&e.person) && printed_m(&e.person)) {
            e.person.honorific = None;
            e.person.given = Some("M.".to_owned());
        }
    }
}

/// « MM. LERAY et TABARD »: the second of two names under one title.
fn joined(text: &Text<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| text.doc.text(text.tokens[i].span) == "et")
}

/// « de l'Éducation Nationale », « du Rectorat »: a small word leads to what was read as a name.
fn led_to(text: &Text<'_>, p: &Person) -> bool {
    let before = |n: usize| text.within(p.span).start.checked_sub(n).map_or("", |i| text.doc.text(text.tokens[i].span));
    let article = matches!(before(1), "l" | "la") || before(1) == "'" && matches!(before(2), "l" | "d");
    matches!(before(1), "du" | "des") || article
}
