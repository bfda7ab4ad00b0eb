//! Notes behind a name: a proxy, an arrival, a departure, or a sign that a footnote explains.

use super::list::Reader;
use super::pairs::skip_signs;
use super::{Change, Roll};
use crate::extract::point_sign;
use crate::finding::{Code, Finding};
use crate::grammar::given::is_given;
use crate::grammar::hour;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::record::{Attendance, ChangeKind};

/// A clause behind a name has no more tokens than this.
const CLAUSE: usize = 20;

impl Reader<'_, '_> {
    /// « (pouvoir à X) », « (arrivée à 19h04) », « (27) ».
    pub(super) fn bracket(&mut self) -> bool {
        if self.text.tokens[self.at].sign != '(' {
            return false;
        }
        let close = bracket_end(self.text, self.at, self.toks.end);
        let (close, next) = self.within_column(close).unwrap_or((close, close + 1));
        let inside = self.text.toks(self.at + 1, close);
        self.at = next.max(self.at + 1);
        // « M. X (présent du point 1 au point 3, donne procuration ensuite à M. Y) »: at the opening he is there.
        const LATER: &[Term] = &[Term::PresentForPart, Term::Leaves, Term::NotVoting];
        let opening = self.text.longest_at(inside.start);
        let here = self.rubric.attendance == Some(Attendance::Present)
            && opening.is_some_and(|m| LATER.iter().any(|t| self.text.is(m, *t)));
        if self.roll.entries.len() > self.floor {
            if here {
                moved(self.text, inside, self.roll);
            } else {
                self.note(inside);
            }
        }
        true
    }

    /// « M. X (suppléant de │ M. A⏎M. Y) │ M. B »: a bracket that goes on below, in its own column. Gives where its first line ends;
    /// what stands of it in the next line is passed over there.
    fn within_column(&mut self, close: usize) -> Option<(usize, usize)> {
        /// Cells of one column begin no further apart, in letters or points.
        const NEAR: f32 = 3.0;
        let text = self.text;
        let line = text.tokens[self.at].line as usize;
        let cells = |l: usize| text.doc.lines.get(l).map_or(&[][..], |l| text.doc.cells_of(l));
        let own = cells(line).iter().find(|c| c.span.contains(text.tokens[self.at].span))?;
        let cut = (self.at + 1..close).find(|i| text.tokens[*i].gap >= Gap::Cell)?;
        let below = cells(line + 1).iter().find(|c| (c.x0 - own.x0).abs() < NEAR)?;
        let rest = text.within(below.span);
        let end = (rest.start..rest.end).find(|i| text.tokens[*i].sign == ')')?;
        (cut < rest.start).then(|| self.passed.push((rest.start, end + 1)))?;
        Some((cut, cut))
    }

    /// « *  » or « (1) » glued to a name: a footnote says what it means.
    pub(super) fn asterisk(&mut self) -> bool {
        let t = self.text.tokens[self.at];
        let stars = self.text.toks(self.at, self.toks.end).slice().iter().take_while(|t| t.sign == '*').count();
        if stars == 0 || t.gap > Gap::Space || self.roll.entries.len() <= self.floor {
            return false;
        }
        // Stars around a name are markup for bold print.
        let bold = self.text.tokens.get(self.at + stars).is_some_and(|n| n.kind == Kind::Word && n.gap == Gap::None);
        if !bold {
            self.roll.marked.push((self.roll.entries.len() - 1, "*".repeat(stars)));
        }
        self.at += stars;
        true
    }

    /// « Mme X, arrivée à 19 h 30, M. Y »: the clause without brackets.
    pub(super) fn moves(&mut self, mark: Option<Mark>) -> bool {
        let part = self.is(mark, Term::Leaves) || self.is(mark, Term::PresentForPart);
        let moves = self.is(mark, Term::Arrives) || part;
        if !moves || self.roll.entries.len() <= self.floor {
            return false;
        }
        // « X à partir du point 3 – Arcy : Y »
        let spaced = |i: usize| self.text.tokens.get(i).is_some_and(|t| t.gap >= Gap::Space);
        let dash = |i: usize| self.text.tokens[i].sign == '-' && spaced(i) && spaced(i + 1);
        let end = (self.at + 1..self.toks.end.min(self.at + CLAUSE))
            .find(|i| {
                let t = self.text.tokens[*i];
                // « à partir du rapport 3.02 »
                let inside = t.sign == '.'
                    && self.text.tokens.get(i + 1).is_some_and(|n| n.kind == Kind::Number && n.gap == Gap::None);
                matches!(t.sign, ';' | ')' | '.') && t.gap == Gap::None && !inside
                    || t.sign == ','
                    || dash(*i)
                    || person::is_title(self.text, *i)
                    || t.gap == Gap::Line && super::extent::starts_name(self.text, *i, self.toks.end)
            })
            .unwrap_or(self.toks.end.min(self.at + CLAUSE));
        let clause = self.text.toks(self.at, end);
        self.at = end.max(self.at + 1);
        // « X présent jusqu'au point n° 3 puis procuration à Y »: at the opening he is there.
        if self.rubric.attendance == Some(Attendance::Present) && part {
            moved(self.text, clause, self.roll);
        } else {
            self.note(clause);
        }
        true
    }

    /// What a note says of the last entry.
    fn note(&mut self, toks: Toks<'_>) {
        let text = self.text;
        if let Some((n, true)) = lone_number(text, toks) {
            let list = self.roll.entries.len() - self.floor;
            if self.rubric.attendance == Some(Attendance::Present) && list > 1 {
                self.roll.present.get_or_insert(crate::page::At::new(n, toks.span()));
            } else {
                self.mark(toks);
            }
            return;
        }
        if text.find(toks, &[Term::ProxyNone]).is_some() {
            return;
        }
        let opening = toks.first().and_then(|_| text.mark_at(toks.start)).filter(|m| text.is(*m, Term::ProxyReversed));
        let reversed = opening.or_else(|| held(text, toks));
        if let Some(m) = reversed.filter(|m| self.rubric.proxies || !text.is(*m, Term::For))
            && let Some((grantor, _)) = person::person(text, skip_signs(text.toks(m.end as usize, toks.end)))
        {
            let next = self.at;
            self.reverse(grantor, next);
            self.at = next;
            return;
        }
        // « M. X (à Mme Y) » under a heading that speaks of proxies.
        // « M. X (p. à Mme Y) » anywhere.
        let short = toks.len() > 3 && text.listed(text.tokens[toks.start], List::ProxyShort);
        let link = if short { toks.skip(1 + usize::from(text.tokens[toks.start + 1].sign == '.')) } else { toks };
        let linked = link.first().is_some_and(|t| matches!(text.doc.text(t.span), "à" | "a" | "par" | "À"));
        let bare = (self.rubric.proxies || short) && linked;
        let holder =
            bare.then(|| person::person(text, link.skip(1)).map(|p| p.0)).flatten().or_else(|| holder(text, toks));
        // « Absente représentée : Anne LERAY (P. VIVIER) », who is present: else the bracket may hold anything.
        let sits = |p: &Person| {
            let mut all = self.roll.entries.iter().filter(|e| e.attendance == Attendance::Present);
            all.any(|e| e.person.family == p.family)
        };
        let in_full = |p: &Person| p.given.as_deref().is_some_and(is_given) && person::surely_named(text, p);
        let alone = || {
            let named = person::person(text, toks).filter(|_| self.rubric.proxies);
            named.filter(|(p, rest)| !p.head && rest.is_empty() && (sits(p) || in_full(p)))
        };
        let holder = holder.or_else(|| alone().map(|p| p.0));
        if let (Some(h), Some(e)) = (holder, self.roll.entries.last_mut()) {
            e.holder = Some(h);
            e.attendance = Attendance::Represented;
            return;
        }
        if moved(text, toks, self.roll) {
            return;
        }
        // « Clovis MARTELET (maire) »
        if let (Some(m), Some(e)) =
            (text.mark_at(toks.start).filter(|m| text.is(*m, Term::Office)), self.roll.entries.last_mut())
        {
            e.person.role.get_or_insert_with(|| text.doc.text(text.mark_span(m)).to_owned());
            return;
        }
        let status = [(Term::Excused, Attendance::Excused), (Term::Absent, Attendance::Absent)];
        let said = status.into_iter().find(|(t, _)| text.find(toks, &[*t]).is_some());
        if let (Some((_, a)), Some(e), false) = (said, self.roll.entries.last_mut(), self.rubric.proxies) {
            e.attendance = a;
        } else if said.is_none() {
            self.mark(toks);
        }
    }

    /// Keeps a short note that says nothing by itself, for the footnotes.
    fn mark(&mut self, toks: Toks<'_>) {
        const LONGEST: usize = 4;
        if toks.len() <= LONGEST && !toks.is_empty() {
            let sign = normal(self.text.doc.text(toks.span()));
            self.roll.marked.push((self.roll.entries.len() - 1, sign));
        }
    }
}

/// « (2 voix, dont une par procuration de M. X) »: whose proxy somebody holds, told inside a bracket.
fn held(text: &Text<'_>, toks: Toks<'_>) -> Option<Mark> {
    let of = |m: &&Mark| text.is(**m, Term::ProxyReversed) && !text.is(**m, Term::For);
    text.marks_in(toks).iter().filter(of).find(|m| person::is_title(text, m.end as usize)).copied()
}

/// A marker as footnotes repeat it.
fn normal(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace() && *c != '\\').flat_map(char::to_lowercase).collect()
}

/// A number that is all there is.
fn lone_number(text: &Text<'_>, toks: Toks<'_>) -> Option<(u32, bool)> {
    let t = toks.first().filter(|t| t.kind == Kind::Number)?;
    Some((text.doc.text(t.span).parse().ok()?, toks.len() == 1))
}

/// The holder that a note names, unless the proxy is for a part of the sitting only.
fn holder(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    const GIVES: &[Term] = &[Term::ProxyGives, Term::ProxyHeading, Term::Represented];
    let mark = text.find(toks, GIVES)?;
    // « jusqu'au rapport 4 » holds at the opening, « à compter du rapport 4 » does not.
    let later = |m: &Mark| {
        text.is(*m, Term::Arrives)
            || text.is(*m, Term::ProxyTemporary)
                && !text.tokens.get(m.first as usize).is_some_and(|t| text.listed(*t, List::Until))
    };
    if text.marks_in(toks).iter().any(later) {
        return None;
    }
    let named = |t: Toks<'_>| {
        person::is_title(text, t.start)
            || text.mark_at(t.start).is_some_and(|k| text.is(k, Term::HeadOfBody))
            || person::office_behind_to(text, t.start).is_some()
    };
    let mut target = skip_signs(text.toks(mark.end as usize, toks.end));
    while target.first().is_some_and(|t| t.case == Case::Lower || t.kind == Kind::Sign) && !named(target) {
        target = target.skip(1);
    }
    person::holder(text, target).map(|p| p.0)
}

/// An arrival or departure of the last entry.
pub fn moved(text: &Text<'_>, toks: Toks<'_>, roll: &mut Roll) -> bool {
    // « M. X (20 h 30) »: an hour and nothing else is that of coming.
    let bare = hour::hour(text, toks).is_some_and(|(_, rest)| rest.is_empty());
    let kind = if text.find(toks, &[Term::Leaves]).is_some() {
        ChangeKind::Leaves
    } else if bare || from_hour(text, toks) || text.find(toks, &[Term::Arrives]).is_some() {
        ChangeKind::Arrives
    } else {
        return false;
    };
    let Some(entry) = roll.entries.last() else { return false };
    let time = (toks.start..toks.end).find_map(|i| hour::hour(text, text.toks(i, toks.end)).map(|h| h.0.value));
    let point = point(text, toks);
    roll.changes.push(Change { person: entry.person.clone(), kind, time, point, span: toks.span() });
    if kind == ChangeKind::Arrives {
        let message = format!("« {} »: arrived during the sitting", text.doc.text(toks.span()));
        roll.findings.push(Finding::new(Code::ArrivedLate, message).on(toks.span()));
    }
    true
}

/// « M. X (à partir de 20 h 15) »: from an hour on, and nothing else.
fn from_hour(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let opening = toks.first().and_then(|_| text.mark_at(toks.start)).filter(|m| text.is(*m, Term::ProxyTemporary));
    opening.is_some_and(|m| {
        let until = text.listed(text.tokens[m.first as usize], List::Until);
        !until && hour::hour(text, text.toks(m.end as usize, toks.end)).is_some_and(|(_, rest)| rest.is_empty())
    })
}

/// « à partir de la question n° 8 », « (point 3) »: the number of the point.
pub fn point(text: &Text<'_>, toks: Toks<'_>) -> Option<u32> {
    let at = (toks.start..toks.end).find(|i| text.listed(text.tokens[*i], List::Point))?;
    let number = (at + 1..toks.end.min(at + 5)).find(|i| text.tokens[*i].kind == Kind::Number);
    // « à partir du point III »
    let roman = || point_sign::roman(text.doc.text(text.tokens.get(at + 1).filter(|_| at + 1 < toks.end)?.span));
    number.and_then(|n| text.doc.text(text.tokens[n].span).parse().ok()).or_else(roman)
}

/// Applies footnotes: « (Pr*) procuration à Régis », « * arrivée à 19 h ». A sign that one present and one absent member
/// share, with no footnote, ties the two.
pub fn explain(text: &Text<'_>, all: Toks<'_>, roll: &mut Roll) {
    let marked = std::mem::take(&mut roll.marked);
    for (i, sign) in &marked {
        let Some(note) = footnote(text, all, sign) else { continue };
        if let Some(h) = holder(text, note) {
            if let Some(e) = roll.entries.get_mut(*i).filter(|e| e.attendance != Attendance::Present) {
                e.holder = Some(h);
                e.attendance = Attendance::Represented;
            }
        } else if text.find(note, &[Term::Excused]).is_some()
            && let Some(e) = roll.entries.get_mut(*i)
        {
            e.attendance = Attendance::Excused;
        }
    }
    for (i, sign) in &marked {
        let same: Vec<usize> = marked.iter().filter(|(_, s)| s == sign).map(|(j, _)| *j).collect();
        let present: Vec<usize> = same.iter().copied().filter(|j| is(roll, *j, Attendance::Present)).collect();
        let away = !is(roll, *i, Attendance::Present) && roll.entries.get(*i).is_some_and(|e| e.holder.is_none());
        if let ([holder], true, true) = (present.as_slice(), away, sign.starts_with('p')) {
            let holder = roll.entries[*holder].person.clone();
            let e = &mut roll.entries[*i];
            e.holder = Some(holder);
            e.attendance = Attendance::Represented;
        }
    }
}

fn is(roll: &Roll, i: usize, attendance: Attendance) -> bool {
    roll.entries.get(i).is_some_and(|e| e.attendance == attendance)
}

/// The line that begins with a sign, behind it.
fn footnote<'t>(text: &'t Text<'_>, all: Toks<'_>, sign: &str) -> Option<Toks<'t>> {
    let first = text.tokens.get(all.start)?.line as usize;
    let last = text.tokens.get(all.end.checked_sub(1)?)?.line as usize;
    let opens = sign.chars().next()?;
    (first..=last).find_map(|l| {
        let line = text.line(l);
        let print =
            text.doc.text(line.span()).trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '\\'));
        if !print.chars().flat_map(char::to_lowercase).next().is_some_and(|c| c == opens || !opens.is_alphanumeric()) {
            return None;
        }
        let bare = |s: &str| normal(s).trim_matches(['(', ')']).to_owned();
        let end = (line.start..line.end.min(line.start + 8))
            .find(|i| bare(text.doc.text(text.toks(line.start, i + 1).span())) == sign)?
            + 1;
        let rest = skip_signs(text.toks(end, line.end));
        let speaks = text.find(rest.head(6), &[Term::ProxyGives, Term::ProxyHeading, Term::Excused, Term::Arrives]);
        speaks.is_some().then_some(outline::behind_bullet(rest))
    })
}

/// The closing bracket of the one at `at`.
fn bracket_end(text: &Text<'_>, at: usize, end: usize) -> usize {
    let mut depth = 0usize;
    for i in at..end {
        match text.tokens[i].sign {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return i;
                }
            }
            _ => {}
        }
    }
    (at + 1).min(end)
}
