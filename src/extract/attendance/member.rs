//! A person of a list: the name with the office behind it, and the title that the row above may lend.

use super::list::{NAME, Reader};
use super::{labels, run_together, towns};
use crate::grammar::list::List;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::record::Attendance;

/// Two rows of names in columns have no more than this.
const ROW: usize = 32;

impl Reader<'_, '_> {
    /// A person with the office behind the comma.
    pub(super) fn person(&mut self) -> bool {
        let limit = self.towns.limit(self.text, self.at, self.toks.end);
        let from_town = |i: &usize| towns::led(self.text, &self.roll.towns, *i, limit).is_some();
        let limit = (self.at + 1..limit.min(self.at + NAME)).find(from_town).unwrap_or(limit);
        let here = self.text.toks(self.at, limit);
        if here.first().is_none_or(|t| t.kind != Kind::Word) || self.numeral(here) {
            return false;
        }
        if let Some((both, rest)) = person::couple(self.text, here) {
            for p in both {
                self.enter(p);
            }
            self.at = rest.start.max(self.at + 1);
            return true;
        }
        let lent = if self.cover.is_none() { self.title_lent() } else { None };
        let Some((mut p, rest)) = person::person_with(self.text, here, self.cover.or(lent)) else { return false };
        if self.foot_of_page(&p) {
            return true;
        }
        // « X » alone is a tick.
        if lent.is_none() && p.honorific.is_none() && p.given.is_none() && p.family.len() == 1 {
            return false;
        }
        if labels::is_label(self.text, rest) || p.head && self.roll.entries.len() > self.waiting && !self.rubric.proxies
        {
            return false;
        }
        let rest = self.torn_name(&mut p, rest);
        let mut next = rest;
        let after = if next.first().is_some_and(|t| t.sign == ',') { next.skip(1) } else { next };
        let office = self
            .text
            .longest_at(after.start)
            .filter(|m| !after.is_empty() && self.text.is(*m, Term::Office) && !self.text.is(*m, Term::Honorific))
            .filter(|_| !person::is_family(self.text, after.start));
        if let Some(m) = office {
            p.role = Some(self.text.doc.text(self.text.mark_span(m)).to_owned());
            next = self.behind_place(self.text.toks(m.end as usize, self.toks.end));
        }
        // « Mme TABARD Anne de LA COMBE »: where she comes from, behind a name that is whole.
        if p.honorific.is_some() && p.given.is_some() && office.is_none() {
            next = self.behind_place(next);
        }
        let start = self.at;
        self.at = next.start.max(self.at + 1);
        self.in_tail = self.one_each && !p.head;
        if p.head {
            self.head_in_cell(p, start);
        } else if let Some(several) = run_together::split(self.text, &p) {
            several.into_iter().for_each(|p| self.enter(p));
        } else {
            self.enter(p);
            if self.rubric.proxies {
                self.pair_cells(here);
            }
        }
        true
    }

    /// « Commune d'Arcy : Monsieur Leray, Tabard, »: behind the label of a place and a titled family name a single word is
    /// another one under the same title.
    fn title_lent(&self) -> Option<&'static str> {
        /// The label of a line and its first name.
        const LEAD: usize = 24;
        let text = self.text;
        let (t, e) = (text.tokens.get(self.at)?, self.roll.entries.last()?);
        let start = text.line(t.line as usize).start;
        let labelled = self.at - start <= LEAD
            && (start..self.at).any(|i| text.tokens[i].sign == ':')
            && text.lexicon.lists_cell(List::PlaceColumn, text.doc.text(text.tokens[start].span));
        let next = text.tokens.get(self.at + 1);
        let closed = next.is_none_or(|n| {
            n.gap == Gap::Line || n.sign == ',' && text.tokens.get(self.at + 2).is_none_or(|b| b.gap == Gap::Line)
        });
        let behind = text.within(e.person.span).end;
        let second = labelled
            && closed
            && t.case == Case::Title
            && t.gap == Gap::Space
            && behind + 1 == self.at
            && text.tokens[behind].sign == ','
            && e.person.given.is_none()
            && text.mark_at(self.at).is_none()
            && !person::known_given(text, t.span);
        e.person.honorific.filter(|_| second)
    }

    /// Puts a person into the roll with the rubric's status.
    pub(super) fn enter(&mut self, mut p: Person) {
        if p.honorific.is_none() && p.given.is_none() {
            p.honorific = self.title_above(&p);
        }
        let attendance = self.rubric.attendance.unwrap_or(Attendance::Absent);
        self.roll.push(p, attendance);
    }

    /// The title of the name above in the same column: « MM. » of its first row covers the rows below.
    fn title_above(&self, p: &Person) -> Option<&'static str> {
        let doc = self.text.doc;
        let line = doc.line_at(p.span.start);
        let column = doc.cells_of(doc.lines.get(line)?).iter().position(|c| c.span.contains(p.span))?;
        let above = doc.cells_of(doc.lines.get(line.checked_sub(1)?)?).get(column)?;
        let own = self.roll.entries.get(self.floor..)?;
        let entry = own.iter().rev().take(ROW).find(|e| above.span.contains(e.person.span))?;
        entry.person.honorific
    }

    /// « Mme Nathalie, COLIN »: a comma that tore the name; the given name alone is no member among full names.
    fn torn_name<'t>(&self, p: &mut Person, rest: Toks<'t>) -> Toks<'t> {
        let alone = p.honorific.is_some()
            && p.given.is_none()
            && rest.first().is_some_and(|t| t.sign == ',')
            && self.text.doc.text(p.span).chars().any(char::is_lowercase)
            && self
                .text
                .within(p.span)
                .slice()
                .last()
                .is_some_and(|t| t.case == Case::Title && person::known_given(self.text, t.span));
        let family = rest.get(1).filter(|t| t.case == Case::Upper && t.gap == Gap::Space);
        if !alone || family.is_none() || person::is_title(self.text, rest.start + 1) {
            return rest;
        }
        let Some((f, after)) = person::person(self.text, rest.skip(1)).filter(|(f, _)| f.given.is_none() && !f.head)
        else {
            return rest;
        };
        let given = self.text.within(p.span).slice().last().map(|t| self.text.doc.text(t.span).to_owned());
        p.given = given;
        p.family = f.family;
        p.span = p.span.to(f.span);
        after
    }

    /// « M. X      Madame le Maire » in the columns of a list of proxies.
    fn head_in_cell(&mut self, head: Person, start: usize) {
        let t = self.text.tokens[start];
        let doc = self.text.doc;
        if self.rubric.proxies
            && t.gap == Gap::Cell
            && self.roll.entries.len() > self.floor
            && let Some(e) = self.roll.entries.last_mut().filter(|e| e.holder.is_none())
            && doc.line_at(e.person.span.start) == t.line as usize
        {
            e.holder = Some(head);
            e.attendance = Attendance::Represented;
            self.waiting = self.roll.entries.len();
        }
    }
}
