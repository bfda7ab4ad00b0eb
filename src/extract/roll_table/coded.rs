//! A roll in rows whose columns no head explains: behind each name stands a code or a word for the status.
//!
//! ```text
//! row    = { [ label ] name status }         (« LIVERNAC   M. X   P   |   Mme Y   - »)
//! status = code | word | proxy               (« P », « A.E. », « absente excusée », « pouvoir à Mme Z »)
//! ```
//! Several pairs may stand in one row (members and substitutes, two colleges side by side); a line without a pair among
//! the rows is the label of a college. Only codes that say the same in every table are read: a tick needs a head.

use super::cell;
use crate::extract::attendance::{Entry, Roll};
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::Cell;
use crate::record::Attendance;
use std::ops::Range;

/// So many names with a status make a table.
const FEWEST: usize = 5;
/// So many lines without a pair may stand between two rows.
const LABELS: usize = 2;
/// An office and a bracket behind a name are no longer than this.
const BEHIND_NAME: usize = 14;
/// The notes on proxies stand in so many lines below the table.
const NOTES: usize = 8;

/// The wordings of each status.
const STATUS: &[(Term, Attendance)] = &[
    (Term::Present, Attendance::Present),
    (Term::Excused, Attendance::Excused),
    (Term::Absent, Attendance::Absent),
    (Term::Represented, Attendance::Represented),
];

/// What stands behind a name.
pub(super) struct Said {
    pub attendance: Attendance,
    pub holder: Option<Person>,
}

/// Tables without a head among `lines`, none of them in `taken`.
#[must_use]
pub fn find(text: &Text<'_>, lines: Range<usize>, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut line = lines.start;
    while line < lines.end {
        // Where ticks count as well, no row has fewer pairs.
        let none = taken.iter().any(|t| t.contains(&line)) || pairs(text, line, true).is_empty();
        let mut tried = line + 1;
        let found = [false, true].into_iter().filter(|_| !none).find_map(|ticks| {
            if pairs(text, line, ticks).is_empty() {
                return None;
            }
            let table = line..table_end(text, line, lines.end, taken, ticks);
            // So long a table is none from a later row on either; each row is looked at once.
            tried = if table.len() >= LONG { tried.max(table.end) } else { tried };
            is_roll(text, table.clone(), ticks).then_some(table)
        });
        line = found.as_ref().map_or(tried, |t| t.end);
        out.extend(found);
    }
    out
}

/// Rows that no council's roll has.
const LONG: usize = 300;

/// One past the last row.
fn table_end(text: &Text<'_>, first: usize, limit: usize, taken: &[Range<usize>], ticks: bool) -> usize {
    let mut end = first + 1;
    let mut labels = 0;
    for line in first + 1..limit {
        if taken.iter().any(|t| t.contains(&line)) {
            break;
        }
        if !pairs(text, line, ticks).is_empty() {
            end = line + 1;
            labels = 0;
        } else if !text.line(line).is_empty() {
            labels += 1;
            if labels > LABELS {
                break;
            }
        }
    }
    end
}

/// Enough rows, somebody present, and no vote above: « P » is no « pour », « A » no « abstention ». A tick says who is
/// present where others of the table are said in words to be away.
fn is_roll(text: &Text<'_>, lines: Range<usize>, ticks: bool) -> bool {
    const VOTE: &[Term] = &[Term::Against, Term::Abstention];
    const HEAD: usize = 24;
    let rows: Vec<_> = lines.clone().map(|l| pairs(text, l, ticks)).filter(|r| !r.is_empty()).collect();
    if ticks && !rows.iter().flatten().any(|(_, s)| s.attendance != Attendance::Present) {
        return false;
    }
    let all = rows.iter().flatten();
    let present = all.clone().any(|(_, s)| s.attendance == Attendance::Present);
    // A paragraph above may speak of votes, the head of a table of votes is short.
    let short = |l: &usize| text.line(*l).len() <= HEAD;
    let mut above = (lines.start.saturating_sub(3)..lines.start).filter(short);
    let vote = above.any(|l| text.find(text.line(l), VOTE).is_some());
    let many = rows.len() >= 3 || rows.iter().any(|r| r.len() >= FEWEST);
    many && all.count() >= FEWEST && present && !vote
}

/// Reads the rows that [`find`] found, and the notes below that say who holds whose proxy.
pub fn read(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    let from = roll.entries.len();
    let ticks = !is_roll(text, lines.clone(), false);
    for line in lines.clone() {
        for (person, said) in pairs(text, line, ticks) {
            roll.entries.push(Entry { person, attendance: said.attendance, holder: said.holder, group: None });
        }
    }
    for line in lines.end..(lines.end + NOTES).min(text.doc.body_len) {
        note(text, text.line(line), roll, from);
    }
}

/// The names of a row, each with what is said of it.
fn pairs(text: &Text<'_>, line: usize, ticks: bool) -> Vec<(Person, Said)> {
    let info = &text.doc.lines[line];
    let bar = |c: &&Cell| !matches!(text.doc.text(c.span).trim(), "" | "|");
    let cells: Vec<Cell> = text.doc.cells_of(info).iter().filter(bar).copied().collect();
    if cells.is_empty() {
        let found = running_rows(text, text.line(line));
        if found.len() >= FEWEST {
            return found;
        }
    }
    let whole = if cells.is_empty() { vec![text.line(line)] } else { Vec::new() };
    let parts: Vec<Toks<'_>> = cells.iter().map(|c| text.within(c.span)).chain(whole).collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < parts.len() {
        let Some((mut person, rest)) = name(text, parts[i]) else {
            i += 1;
            continue;
        };
        person.role = super::office_behind(text, &person, parts[i]);
        i += 1;
        let inside = (!rest.is_empty()).then(|| status(text, rest)).flatten();
        let beside = parts
            .get(i)
            .filter(|_| inside.is_none() && ends_name(text, rest))
            .and_then(|p| status(text, *p).or_else(|| ticked(text, *p).filter(|_| ticks)));
        if beside.is_some() {
            person.role = person.role.or_else(|| super::office_behind_status(text, parts[i]));
            i += 1;
        }
        let Some(mut said) = inside.or(beside) else { continue };
        // « absent excusé   pouvoir à M. X »
        if said.holder.is_none()
            && let Some(more) = parts.get(i).and_then(|p| proxy(text, *p))
        {
            said = Said { attendance: Attendance::Represented, holder: Some(more) };
            i += 1;
        }
        out.push((person, said));
    }
    out
}

/// « Arcy LERAY Anne Présente Arcy TABARD Luc Excusé, pouvoir à LERAY Anne »: the rows of a table that lost its lines,
/// each a name in full with its status at once behind it.
fn running_rows(text: &Text<'_>, toks: Toks<'_>) -> Vec<(Person, Said)> {
    const TO_PROXY: usize = 2;
    let mut out = Vec::new();
    let mut at = toks.start;
    while at < toks.end {
        let opens = text.tokens[at].case == Case::Upper && text.tokens[at].kind == Kind::Word;
        let named = (opens || person::known_given(text, text.tokens[at].span) || person::is_title(text, at))
            .then(|| person::person(text, text.toks(at, toks.end)))
            .flatten()
            .filter(|(p, _)| !p.head && (p.given.is_some() || p.honorific.is_some()));
        let Some((person, rest)) = named else {
            at += 1;
            continue;
        };
        at = rest.start.max(at + 1);
        let from = if rest.first().is_some_and(|t| t.sign == ',') { rest.start + 1 } else { rest.start };
        // « M. X Pouvoir à Mme Y »: the proxy alone says it.
        let given = text.mark_at(from).is_some_and(|m| text.is(m, Term::ProxyGives) || text.is(m, Term::ProxyHeading));
        if given && let Some(h) = proxy(text, text.toks(from, toks.end.min(from + BEHIND_NAME))) {
            at = text.within(h.span).end.max(at);
            out.push((person, Said { attendance: Attendance::Represented, holder: Some(h) }));
            continue;
        }
        let Some((m, attendance)) = said_at(text, from) else { continue };
        at = m.end as usize;
        let behind = text.toks(at, toks.end.min(at + BEHIND_NAME));
        let gives = text.find(behind, &[Term::ProxyGives, Term::ProxyHeading]);
        let near = gives.is_some_and(|g| g.first as usize <= at + TO_PROXY);
        let holder = if near && attendance != Attendance::Present { proxy(text, behind) } else { None };
        if let Some(h) = &holder {
            at = text.within(h.span).end.max(at);
        }
        let attendance = if holder.is_some() { Attendance::Represented } else { attendance };
        out.push((person, Said { attendance, holder }));
    }
    mend_holders(&mut out);
    out
}

/// « pouvoir à LERAY Anne Arcy TABARD Luc »: the place of the next row is no part of a holder who has a row of her own.
fn mend_holders(rows: &mut [(Person, Said)]) {
    let known: Vec<Person> = rows.iter().map(|(p, _)| p.clone()).collect();
    for holder in rows.iter_mut().filter_map(|(_, s)| s.holder.as_mut()) {
        let begins = |p: &&Person| {
            p.family == holder.family
                && p.given.as_deref().zip(holder.given.as_deref()).is_some_and(|(a, b)| b.starts_with(a))
        };
        if let Some(own) = known.iter().find(begins) {
            holder.given.clone_from(&own.given);
        }
    }
}

/// The status that the wording at a token says.
fn said_at(text: &Text<'_>, at: usize) -> Option<(Mark, Attendance)> {
    let m = text.mark_at(at)?;
    STATUS.iter().find(|(t, _)| text.is(m, *t)).map(|(_, a)| (m, *a))
}

/// A cell that holds a tick and nothing else.
fn ticked(text: &Text<'_>, cell: Toks<'_>) -> Option<Said> {
    let tick = matches!(text.doc.text(cell.span()).trim(), "X" | "x" | "✓" | "✔" | "☒" | "☑");
    tick.then_some(Said { attendance: Attendance::Present, holder: None })
}

/// The person whom a cell names, and what follows the name.
pub(super) fn name<'t>(text: &'t Text<'_>, toks: Toks<'t>) -> Option<(Person, Toks<'t>)> {
    let toks = bare(text, toks);
    let (p, rest) = person::person(text, toks)?;
    let full = p.honorific.is_some() || p.given.is_some() && person::surely_named(text, &p);
    let rest = behind_comma(text, behind_colon(rest));
    (full && !p.head && rest.len() <= BEHIND_NAME).then_some((p, text.toks(rest.start, toks.end)))
}

/// « , vice-présidente : présente », « (UDAF) : excusé »: what stands behind the colon, an office or a bracket before it.
fn behind_colon(rest: Toks<'_>) -> Toks<'_> {
    let stop = if rest.first().is_some_and(|t| matches!(t.sign, ',' | '(')) { BEHIND_NAME } else { 1 };
    match rest.slice().iter().take(stop).position(|t| t.sign == ':') {
        Some(colon) => rest.skip(colon + 1),
        None => rest,
    }
}

/// « M. X, présent », « Mme Y, absente excusée (pouvoir à M. Z) »: the status behind the comma of the name.
fn behind_comma<'t>(text: &Text<'_>, rest: Toks<'t>) -> Toks<'t> {
    let comma = rest.first().is_some_and(|t| t.sign == ',') && rest.len() > 1;
    let told = comma && said_at(text, rest.start + 1).is_some();
    if told { rest.skip(1) } else { rest }
}

/// Behind bullets, bars and the number of the row.
fn bare<'t>(text: &'t Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let mut at = outline::behind_bullet(toks).start;
    let number = text.tokens.get(at).is_some_and(|t| t.kind == Kind::Number && t.span.end - t.span.start <= 3);
    if number && at + 1 < toks.end {
        at += 1;
    }
    while at < toks.end && matches!(text.tokens[at].sign, '|' | '.' | ')' | '-') {
        at += 1;
    }
    text.toks(at, toks.end)
}

/// Whether what follows a name in its cell is an office or a bracket, and no more.
fn ends_name(text: &Text<'_>, rest: Toks<'_>) -> bool {
    let Some(t) = rest.first() else { return true };
    matches!(t.sign, ',' | '(' | '-') || text.mark_at(rest.start).is_some_and(|m| text.is(m, Term::Office))
}

/// What a cell says of the person before it; nothing where it says more than that.
pub(super) fn status(text: &Text<'_>, toks: Toks<'_>) -> Option<Said> {
    let open = toks.slice().iter().position(|t| t.sign == '(').unwrap_or(toks.len());
    let holder = proxy(text, toks);
    let head = toks.head(open);
    let plain =
        if head.is_empty() { None } else { code(text, text.doc.text(head.span())).or_else(|| word(text, head)) };
    match (plain, holder) {
        (None, None) => None,
        (None | Some(Attendance::Excused | Attendance::Absent | Attendance::Represented), Some(h)) => {
            Some(Said { attendance: Attendance::Represented, holder: Some(h) })
        }
        (Some(attendance), _) => Some(Said { attendance, holder: None }),
    }
}

/// « P », « A.E. », « Pouv. »; a dash is for one who need not come (a substitute).
fn code(text: &Text<'_>, s: &str) -> Option<Attendance> {
    let s = s.trim().trim_end_matches(['*', '|']).trim();
    let ticked =
        matches!(s, "X" | "x" | "✓" | "✔") || [List::Yes, List::No].iter().any(|l| text.lexicon.lists_cell(*l, s));
    if s.len() <= 6 && !ticked {
        return if matches!(s, "-" | "–" | "—") { Some(Attendance::Absent) } else { cell::letter(text, s) };
    }
    None
}

/// A status in words that is all there is, but for a proxy behind it.
fn word(text: &Text<'_>, toks: Toks<'_>) -> Option<Attendance> {
    let (m, a) = said_at(text, toks.start).filter(|(m, _)| (m.end as usize) <= toks.end)?;
    let rest = text.toks(m.end as usize, toks.end);
    let more = rest.first().is_some_and(|t| t.kind == Kind::Word && t.gap <= Gap::Space) && proxy(text, rest).is_none();
    let list = rest.first().is_some_and(|t| t.sign == ':');
    (!more && !list).then_some(a)
}

/// « pouvoir à M. X », « (pouvoir Mme Y) »: who holds the proxy.
fn proxy(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    let gives = text.find(toks, &[Term::ProxyGives, Term::ProxyHeading])?;
    let mut at = gives.end as usize;
    while at < toks.end && !person::is_title(text, at) && {
        let t = text.tokens[at];
        t.kind == Kind::Sign || t.kind == Kind::Word && t.case == Case::Lower && text.mark_at(at).is_none()
    } {
        at += 1;
    }
    person::person(text, text.toks(at, toks.end)).map(|p| p.0)
}

/// « Pouv. : Mme X à M. Y »: ties a holder to an entry that has none, where the table says that X is represented or away.
fn note(text: &Text<'_>, line: Toks<'_>, roll: &mut Roll, from: usize) {
    let mut at = line.start;
    while at < line.end {
        let may =
            person::is_title(text, at) || text.tokens[at].kind == Kind::Word && text.tokens[at].case == Case::Upper;
        let Some((grantor, rest)) = may.then(|| person::person(text, text.toks(at, line.end))).flatten() else {
            at += 1;
            continue;
        };
        at = rest.start.max(at + 1);
        let to = rest.first().is_some_and(|t| matches!(text.doc.text(t.span), "à" | "a" | "→" | ">"));
        let gives = text.mark_at(rest.start).filter(|m| text.is(*m, Term::ProxyGives)).map(|m| m.end as usize);
        let Some(target) = gives.or(to.then_some(rest.start + 1)) else { continue };
        let Some((holder, after)) = person::person(text, text.toks(target, line.end)) else { continue };
        at = after.start.max(at);
        let own = |e: &&mut Entry| {
            e.holder.is_none()
                && e.attendance != Attendance::Present
                && e.person.family == grantor.family
                && (grantor.given.is_none() || e.person.given == grantor.given)
        };
        if let Some(e) = roll.entries.iter_mut().skip(from).find(own) {
            e.holder = Some(holder);
            e.attendance = Attendance::Represented;
        }
    }
}
