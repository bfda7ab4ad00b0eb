//! Proxies: who gives and who holds (CGCT L2121-20).

use super::Roll;
use super::list::Reader;
use super::notes;
use crate::finding::{Code, Finding};
use crate::grammar::hour;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{Span, fold};
use crate::record::Attendance;

/// How far before « donné procuration » the word « respectivement » may stand.
const RESPECTIVE_REACH: usize = 6;

impl Reader<'_, '_> {
    /// « a donné pouvoir à X », « à X » under a rubric of proxies.
    pub(super) fn holder(&mut self, mark: Option<Mark>) -> bool {
        let t = self.text.tokens[self.at];
        // « de M. X en faveur de Mme Y » tells of a proxy under their heading alone.
        let favours = |m: &Mark| self.rubric.proxies && self.is(Some(*m), Term::ProxyFavour);
        let gives = mark.filter(|m| self.is(Some(*m), Term::ProxyGives) || favours(m) || self.proxy_of_present(*m));
        let bare = (self.text.listed_small(t, List::ProxyLink)
            || self.shouted_link(t)
            || matches!(t.sign, '→' | '➔' | '⇒' | '>'))
            && (self.rubric.proxies || self.gave || self.leads_to_present());
        if gives.is_none() && !bare || self.roll.entries.len() <= self.floor {
            return false;
        }
        let from = gives.map_or(self.at + 1, |m| m.end as usize);
        let target = skip_signs(self.text.toks(from, self.toks.end));
        let Some((mut holder, rest)) = person::holder(self.text, target) else { return false };
        let rest = self.cut_at_roll(&mut holder, rest).map_or(rest, |next| self.text.toks(next, self.toks.end));
        if let Some(behind) = self.substitute_bracket(rest) {
            if let Some(e) = self.roll.entries.last_mut() {
                e.attendance = Attendance::Excused;
            }
            self.roll.push(holder, Attendance::Present);
            self.waiting = self.roll.entries.len();
            self.at = behind;
            return true;
        }
        let last = self.roll.entries.len() - 1;
        let first = self.waiting.min(last);
        if last > first && (self.is_respective(first, from) || respective_follows(self.text, rest)) {
            return self.respective(first, holder, rest);
        }
        // « Jean RIGAUD, Anne RIGAUD, pouvoirs à Luc TABARD »: the plural is of both.
        let behind = self.roll.entries.last().map_or(self.at, |e| self.text.within(e.person.span).end);
        let plural =
            self.text.toks(behind.min(from), from).slice().iter().any(|t| self.text.listed_small(*t, List::Proxies));
        let both = (plural && last == first + 1).then_some(first);
        let shared = both.unwrap_or_else(|| shared_from(self.text, self.roll, first, last));
        if self.given_later(shared, rest) {
            return true;
        }
        if shared == last && self.ambiguous(last, rest) {
            return true;
        }
        for i in shared..=last {
            self.give(i, holder.clone());
        }
        self.waiting = self.roll.entries.len();
        self.gave |= gives.is_some();
        self.at = self.behind_purpose(rest).max(self.at + 1);
        self.cover = None;
        true
    }

    /// « Mme X à M. Y à partir de 14 h 30 »: who gives the proxy for later is there at the opening.
    fn given_later(&mut self, from: usize, rest: Toks<'_>) -> bool {
        const CLAUSE: usize = 8;
        let Some(m) = rest.first().and_then(|_| self.text.mark_at(rest.start)) else { return false };
        let first = self.text.tokens[m.first as usize];
        let until = self.text.listed(first, List::Until);
        // « …, M. X à M. Y⏎A partir de 19h31 M. Z à M. A »: a line of its own is of others.
        let apart = first.gap == Gap::Line && first.case != Case::Lower;
        let behind = rest.from(m.end as usize).head(CLAUSE);
        let when = hour::hour(self.text, behind).is_some() || notes::point(self.text, rest.head(CLAUSE)).is_some();
        if !self.is(Some(m), Term::ProxyTemporary) || until || apart || !when || !self.rubric.proxies {
            return false;
        }
        for e in &mut self.roll.entries[from..] {
            e.attendance = Attendance::Present;
        }
        self.waiting = self.roll.entries.len();
        self.at = m.end as usize;
        true
    }

    /// « Jean COLLIOT représenté par Luc TABARD (suppléant) »: he sits for him and holds no proxy; one past the bracket.
    fn substitute_bracket(&self, rest: Toks<'_>) -> Option<usize> {
        let named = rest.get(1).is_some_and(|t| self.text.listed(t, List::SubstituteWord));
        let bracket = rest.first()?.sign == '(' && rest.get(2)?.sign == ')';
        (bracket && named).then_some(rest.start + 3)
    }

    /// « Absents : Anne LERAY par Luc TABARD », who is present.
    fn leads_to_present(&self) -> bool {
        let away = matches!(self.rubric.attendance, Some(Attendance::Absent | Attendance::Excused));
        let next = || person::person_with(self.text, self.text.toks(self.at + 1, self.toks.end), None);
        away && next().is_some_and(|(p, _)| self.sits(&p))
    }

    /// Whether somebody of that family name is among those present.
    pub(super) fn sits(&self, p: &Person) -> bool {
        let family = fold::key(&p.family);
        let mut present = self.roll.entries.iter().filter(|e| e.attendance == Attendance::Present);
        present.any(|e| fold::key(&e.person.family) == family)
    }

    /// « ANNE LERAY PAR LUC TABARD », « M. VIVIER A M. TABARD »: the link is in capitals as the names are.
    fn shouted_link(&self, t: Token) -> bool {
        let next = self.text.tokens.get(self.at + 1).filter(|n| n.gap == Gap::Space);
        // « A » may be an initial.
        let initial = t.span.end - t.span.start == 1;
        let named = person::is_title(self.text, self.at + 1) || next.is_some_and(|n| n.case == Case::Upper);
        t.case != Case::Lower && self.text.listed(t, List::ProxyLink) && (named || !initial)
    }

    /// « Mme A⏎qui a donné⏎M. B⏎qui a donné⏎pouvoir⏎pouvoir⏎à⏎à⏎M. X⏎Mme Y »: rows read column by column. As many holders
    /// as words, for the last as many who wait.
    pub(super) fn columns(&mut self, mark: Option<Mark>) -> bool {
        let text = self.text;
        // « qui a donné⏎pouvoir » is a wording over the line end: the column begins with its last word.
        let over = mark.map(|m| m.end as usize - 1).filter(|i| *i > self.at && text.tokens[*i].gap == Gap::Line);
        let top = over.unwrap_or(self.at);
        let run = |from: usize, is: &dyn Fn(&str) -> bool| {
            (from..self.toks.end).take_while(|i| is(text.doc.text(text.tokens[*i].span))).count()
        };
        let rows = run(top, &|w| text.lexicon.lists(List::ProxyWord, w));
        let links = run(top + rows, &|w| matches!(w, "à" | "a" | "À" | "A"));
        let waiting = self.roll.entries.len().saturating_sub(self.floor);
        if rows < 2 || links != rows || waiting < rows {
            return false;
        }
        let mut holders = Vec::new();
        let mut rest = text.toks(top + rows + links, self.toks.end);
        while holders.len() < rows {
            let Some((p, r)) = person::person_with(text, skip_signs(rest), None) else { return false };
            holders.push(p);
            rest = r;
        }
        let first = self.roll.entries.len() - rows;
        for (i, holder) in holders.into_iter().enumerate() {
            self.give(first + i, holder);
        }
        self.waiting = self.roll.entries.len();
        self.at = rest.start.max(self.at + 1);
        true
    }

    /// Ties a holder to an entry that has none.
    fn give(&mut self, i: usize, holder: Person) {
        if let Some(e) = self.roll.entries.get_mut(i).filter(|e| e.holder.is_none()) {
            e.holder = Some(holder);
            e.attendance = Attendance::Represented;
        }
    }

    /// Whether « respectivement » stands in the clause that leads to the holders.
    fn is_respective(&self, first: usize, end: usize) -> bool {
        let span = self.roll.entries.get(first).map_or(0, |e| e.person.span.end);
        let clause = self.text.toks(end.saturating_sub(RESPECTIVE_REACH), end);
        clause.slice().iter().any(|t| t.span.start >= span && self.text.listed(*t, List::Respective))
    }

    /// « A, B et C ont respectivement donné pouvoir à X, Y et Z »: in the same order, or a finding.
    fn respective(&mut self, first: usize, holder: Person, mut rest: Toks<'_>) -> bool {
        let grantors = self.roll.entries.len() - first;
        let mut holders = vec![holder];
        while holders.len() < grantors {
            let Some((p, r)) = next_person(self.text, rest) else { break };
            holders.push(p);
            rest = r;
        }
        if holders.len() == grantors {
            for (i, h) in holders.into_iter().enumerate() {
                self.give(first + i, h);
            }
        } else {
            let from = self.roll.entries[first].person.span;
            self.doubt(first, from.to(holders.last().map_or(from, |h| h.span)));
        }
        self.waiting = self.roll.entries.len();
        self.at = rest.start.max(self.at + 1);
        true
    }

    /// « Excusé : M. ROUX, pouvoir à M. BERNARD et Mme SONJON »: one proxy cannot go to two; nothing is guessed.
    fn ambiguous(&mut self, grantor: usize, rest: Toks<'_>) -> bool {
        let Some((second, after)) = joined_person(self.text, rest) else { return false };
        let gives_too = after.first().is_some_and(|t| {
            self.rubric.proxies && matches!(self.text.doc.text(t.span), "à" | "a" | "par" | "au") || t.sign == '('
        }) || says(self.text, after, Term::ProxyGives);
        if gives_too || !(self.rubric.one || self.sits(&second)) {
            return false;
        }
        let span = self.roll.entries[grantor].person.span.to(second.span);
        self.doubt(grantor, span);
        self.waiting = self.roll.entries.len();
        self.at = after.start.max(self.at + 1);
        true
    }

    /// Says that a clause can be read in more than one way, and takes nothing from it.
    fn doubt(&mut self, first: usize, span: Span) {
        for e in &mut self.roll.entries[first..] {
            e.attendance = Attendance::Excused;
        }
        let message = format!("« {} »: who holds whose proxy is not clear", self.text.doc.text(span));
        self.roll.findings.push(Finding::new(Code::ProxyAmbiguous, message).on(span));
    }

    /// « Y a reçu pouvoir de X », « Y (pour X) », « pour X : Y » under a rubric of proxies.
    pub(super) fn reversed(&mut self, mark: Option<Mark>) -> bool {
        let Some(mark) = mark.filter(|m| self.is(Some(*m), Term::ProxyReversed)) else { return false };
        let strong = !self.is(Some(mark), Term::For);
        if !strong && !self.rubric.proxies {
            return false;
        }
        let target = skip_signs(self.text.toks(mark.end as usize, self.toks.end));
        let Some((grantor, rest)) = person::person_with(self.text, target, None) else { return false };
        // « procuration de X à Y »
        let to = rest.first().is_some_and(|t| matches!(self.text.doc.text(t.span), "à" | "a" | "au" | "À"));
        if strong
            && to
            && let Some((holder, after)) = person::person_with(self.text, rest.skip(1), None)
        {
            self.pair(grantor, holder, after);
            return true;
        }
        let opens = self.text.tokens[self.at].gap >= Gap::Cell
            || self.at == self.toks.start
            || matches!(self.text.tokens[self.at - 1].sign, ',' | ';' | '.' | '-' | '•');
        if opens && !strong {
            return self.pour(grantor, rest);
        }
        if self.roll.entries.len() <= self.floor {
            return false;
        }
        self.reverse(grantor, rest.start)
    }

    /// « pour X : Y »
    fn pour(&mut self, grantor: Person, rest: Toks<'_>) -> bool {
        let target = skip_signs(rest);
        let Some((holder, after)) = person::person_with(self.text, target, None) else { return false };
        self.pair(grantor, holder, after);
        true
    }

    /// Enters a grantor with the holder.
    fn pair(&mut self, grantor: Person, holder: Person, after: Toks<'_>) {
        self.roll.push(grantor, Attendance::Represented);
        let last = self.roll.entries.len() - 1;
        self.give(last, holder);
        self.waiting = self.roll.entries.len();
        self.at = after.start.max(self.at + 1);
    }

    /// The last entry holds the proxy of `grantor`; it is a member of another list, or becomes one as a holder.
    pub(super) fn reverse(&mut self, grantor: Person, next: usize) -> bool {
        let Some(last) = self.roll.entries.last() else { return false };
        let present = |p: &Person| {
            self.roll.entries[..self.floor]
                .iter()
                .any(|e| e.attendance == Attendance::Present && fold::key(&e.person.family) == fold::key(&p.family))
        };
        // « X (pour Y) » is said of both directions: who is present holds.
        if present(&grantor) && !present(&last.person) {
            let i = self.roll.entries.len() - 1;
            self.give(i, grantor);
            self.waiting = self.roll.entries.len();
            self.at = next.max(self.at + 1);
            return true;
        }
        let mut holder = last.person.clone();
        if self.rubric.proxies {
            self.roll.entries.pop();
        }
        holder.role = None;
        self.roll.push(grantor, Attendance::Represented);
        let last = self.roll.entries.len() - 1;
        self.give(last, holder);
        self.waiting = self.roll.entries.len();
        self.at = next.max(self.at + 1);
        true
    }

    /// In a proxy list of two columns the second name of a row holds the first one's vote.
    pub(super) fn pair_cells(&mut self, here: Toks<'_>) {
        let n = self.roll.entries.len();
        if n < 2 || n - 1 < self.waiting + 1 {
            return;
        }
        let line = |p: &Person| self.text.doc.line_at(p.span.start);
        let (a, b) = (&self.roll.entries[n - 2], &self.roll.entries[n - 1]);
        let cell = here.first().is_some_and(|t| t.gap == Gap::Cell);
        let before = self.text.tokens.get(here.start.saturating_sub(1));
        let arrow = before.is_some_and(|t| matches!(t.sign, '>' | '→' | '➔' | '⇒' | '/'));
        if (self.paired || line(&a.person) == line(&b.person) && (cell || arrow))
            && a.holder.is_none()
            && let Some(e) = self.roll.entries.pop()
        {
            self.give(n - 2, e.person);
            self.waiting = self.roll.entries.len();
        }
    }
}

/// « A et B ont donné pouvoir à C »: both gave theirs.
fn shared_from(text: &Text<'_>, roll: &Roll, floor: usize, last: usize) -> usize {
    let mut from = last;
    while from > floor && roll.entries[from - 1].holder.is_none() {
        let (a, b) = (roll.entries[from - 1].person.span, roll.entries[from].person.span);
        if text.doc.clean.get(a.end as usize..b.start as usize).unwrap_or("").trim() != "et" {
            break;
        }
        from -= 1;
    }
    from
}

/// The person behind « , » or « et ».
fn next_person<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(Person, Toks<'t>)> {
    let mut rest = toks;
    while rest.first().is_some_and(|t| t.sign == ',' || matches!(text.doc.text(t.span), "et" | "ET" | "&")) {
        rest = rest.skip(1);
    }
    person::person_with(text, rest, None)
}

/// The person behind « et », « ou ».
fn joined_person<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(Person, Toks<'t>)> {
    let and = toks.first().is_some_and(|t| matches!(text.doc.text(t.span), "et" | "ou"));
    and.then(|| person::person_with(text, toks.skip(1), None)).flatten()
}

/// « … à X et Y, respectivement ».
fn respective_follows(text: &Text<'_>, toks: Toks<'_>) -> bool {
    const CLAUSE: usize = 40;
    let clause =
        (toks.start..toks.end.min(toks.start + CLAUSE)).take_while(|i| !matches!(text.tokens[*i].sign, ';' | '('));
    clause.into_iter().any(|i| text.mark_at(i).is_some_and(|m| text.is(m, Term::ProxyRespective)))
}

/// Whether a wording stands at the start of a stretch, behind a comma at the most.
fn says(text: &Text<'_>, toks: Toks<'_>, term: Term) -> bool {
    let at = if toks.first().is_some_and(|t| t.sign == ',') { toks.start + 1 } else { toks.start };
    at < toks.end && text.mark_at(at).is_some_and(|m| text.is(m, term))
}

/// Without the signs at the start.
pub fn skip_signs(mut toks: Toks<'_>) -> Toks<'_> {
    while toks.first().is_some_and(|t| t.kind == Kind::Sign) {
        toks = toks.skip(1);
    }
    toks
}
