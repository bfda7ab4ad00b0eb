//! The roll: rubrics of those present, excused, absent and represented, with the proxies printed among them.

use super::roll_table;
use crate::finding::{Code, Finding};
use crate::grammar::outline::{self, Label};
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{Role, Span};
use crate::record::{Attendance, ChangeKind};
use std::ops::Range;

/// A member in a list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The person as printed.
    pub person: Person,
    /// Status at the opening.
    pub attendance: Attendance,
    /// Who votes for them, as printed.
    pub holder: Option<Person>,
}

/// An arrival or a departure as printed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Who.
    pub person: Person,
    /// What.
    pub kind: ChangeKind,
    /// Hour, where printed.
    pub time: Option<(u8, u8)>,
    /// The print.
    pub span: Span,
}

/// The attendance lists of a sitting.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// The members, in document order.
    pub entries: Vec<Entry>,
    /// Arrivals and departures.
    pub changes: Vec<Change>,
    /// Lines that lists took up.
    pub lines_claimed: Vec<(Range<usize>, Attendance)>,
    /// What a reader should know.
    pub findings: Vec<Finding>,
}

/// A rubric: where its list begins and what it says of those in it.
#[derive(Debug, Clone, Copy)]
struct Rubric {
    start: usize,
    content: usize,
    attendance: Attendance,
    proxies: bool,
}

/// Reads the roll from the lines of a sitting's head.
#[must_use]
pub fn read(text: &Text<'_>, lines: Range<usize>) -> Roll {
    let mut roll = Roll::default();
    let mut done = lines.start;
    for table in roll_table::find(text, lines.clone()) {
        roll_table::read(text, table.clone(), &mut roll);
        roll.lines_claimed.push((table.clone(), Attendance::Present));
        done = done.max(table.end);
    }
    let tables: Vec<Range<usize>> = roll.lines_claimed.iter().map(|c| c.0.clone()).collect();
    let rubrics = rubrics(text, lines.clone(), &tables);
    for (i, rubric) in rubrics.iter().enumerate() {
        let next = rubrics.get(i + 1).map_or(text.lines(lines.start, lines.end).end, |r| r.start);
        let next = tables.iter().map(|t| text.line(t.start).start).filter(|t| *t > rubric.start).fold(next, usize::min);
        let end = list_end(text, rubric.content, next, rubrics.get(i + 1).is_some());
        let toks = text.toks(rubric.content, end);
        let before = roll.entries.len();
        list(text, toks, *rubric, &mut roll);
        if let Some(more) = behind_page_break(text, end, next) {
            let end = list_end(text, more, next, false);
            list(text, text.toks(more, end), *rubric, &mut roll);
        }
        if roll.entries.len() > before || end > rubric.content {
            let first = text.tokens.get(rubric.start).map_or(lines.start, |t| t.line as usize);
            let last = end.checked_sub(1).and_then(|e| text.tokens.get(e)).map_or(first, |t| t.line as usize);
            roll.lines_claimed.push((first..last.max(first) + 1, rubric.attendance));
        }
    }
    roll
}

/// The rubrics, in order. « Présents : 14 » is a count, « Présents (14) : M. X » opens a list.
fn rubrics(text: &Text<'_>, lines: Range<usize>, tables: &[Range<usize>]) -> Vec<Rubric> {
    let mut out: Vec<Rubric> = Vec::new();
    let toks = text.lines(lines.start, lines.end);
    for m in text.marks_in(toks) {
        let status = [
            (Term::ProxyHeading, Attendance::Represented, true),
            (Term::Represented, Attendance::Represented, true),
            (Term::Excused, Attendance::Excused, false),
            (Term::Absent, Attendance::Absent, false),
            (Term::Present, Attendance::Present, false),
        ]
        .into_iter()
        .find(|(t, _, _)| text.is(*m, *t));
        let Some((_, attendance, proxies)) = status else { continue };
        let first = text.tokens[m.first as usize];
        let line = first.line as usize;
        if tables.iter().any(|t| t.contains(&line)) {
            continue;
        }
        let opening = outline::behind_bullet(text.line(line)).start == m.first as usize;
        let mut at = m.end as usize;
        let mut colon = false;
        let mut counted = false;
        let mut bracket = false;
        while let Some(t) = text.tokens.get(at).filter(|_| at < toks.end) {
            match (t.kind, t.sign) {
                (Kind::Sign, ':') => colon = true,
                (Kind::Sign, '(') => bracket = true,
                (Kind::Sign, ')' | '.' | '-' | '*' | '_' | '•') if t.sign != '-' || colon || t.gap == Gap::Line => {}
                (Kind::Number, _) if t.span.end - t.span.start <= 3 => counted = true,
                // « (par commune) », « les conseillers municipaux : », « Mesdames et Messieurs »
                (Kind::Word, _) if bracket && !colon && t.case == Case::Lower => {}
                (Kind::Word, _)
                    if !colon
                        && t.gap != Gap::Line
                        && (matches!(
                            text.doc.text(t.span).to_lowercase().as_str(),
                            "les" | "donnés" | "donnes" | "à" | "a" | "lors" | "également"
                        ) || text
                            .mark_at(at)
                            .is_some_and(|k| text.is(k, Term::Office) && t.case == Case::Lower)) => {}
                _ => break,
            }
            at += 1;
        }
        let next = text.tokens.get(at).filter(|_| at < toks.end);
        let ends_line = next.is_none_or(|t| t.gap == Gap::Line);
        let person_next = starts_name(text, at, toks.end);
        let before_verb = first.case == Case::Lower && !colon;
        let opens = opening && (colon || ends_line || person_next || first.case == Case::Upper);
        let head = opens || (colon && !before_verb);
        let nobody = text.mark_at(at).is_some_and(|k| text.is(k, Term::Nobody));
        if !head
            || (counted && !bracket && !person_next) && !ends_line
            || (counted && !bracket && ends_line && !next_line_is_name(text, at, toks.end))
        {
            continue;
        }
        if !person_next && !nobody && !ends_line && !group_follows(text, at, toks.end) {
            continue;
        }
        out.push(Rubric { start: m.first as usize, content: at, attendance, proxies });
    }
    out
}

fn next_line_is_name(text: &Text<'_>, at: usize, end: usize) -> bool {
    starts_name(text, at, end)
}

/// A label of a group before names: « Groupe X : », « **Arcins :** », « Titulaires : ».
fn group_follows(text: &Text<'_>, at: usize, end: usize) -> bool {
    let toks = text.toks(at, end.min(at + 12));
    toks.slice().iter().position(|t| t.sign == ':').is_some_and(|i| starts_name(text, at + i + 1, end))
        || toks.first().is_some_and(|t| t.case != Case::Lower && t.kind == Kind::Word)
}

/// Whether a person begins at a token.
fn starts_name(text: &Text<'_>, at: usize, end: usize) -> bool {
    let toks = outline::behind_bullet(text.toks(at, end));
    let Some(t) = toks.first() else { return false };
    if t.kind != Kind::Word {
        return false;
    }
    if text
        .lexicon
        .longest_at(&text.tokens, toks.start)
        .is_some_and(|m| text.is(m, Term::Honorific) || text.is(m, Term::HeadOfBody))
    {
        return true;
    }
    person::person(text, toks).is_some_and(|(p, _)| !p.head) && t.case != Case::Lower
        || (t.case == Case::Lower && text.doc.text(t.span) == "de" && person::person(text, toks).is_some())
}

/// Where a list ends: the next rubric, or a line that is no part of it.
fn list_end(text: &Text<'_>, content: usize, limit: usize, _next: bool) -> usize {
    const STOP: &[Term] = &[
        Term::Secretary,
        Term::CountInOffice,
        Term::CountVoting,
        Term::CountQuorum,
        Term::Convened,
        Term::Agenda,
        Term::Opened,
        Term::Met,
        Term::Formula,
        Term::SittingOf,
        Term::Body,
        Term::NonMember,
        Term::MinutesApproval,
        Term::Rapporteur,
        Term::ActObject,
        Term::Visa,
        Term::ActNumber,
    ];
    let mut at = content;
    let mut line = text.tokens.get(content).map_or(0, |t| t.line as usize);
    let first_line = line;
    while at < limit {
        let toks = text.line(line);
        let info = &text.doc.lines[line];
        if line > first_line || toks.start == content {
            let open = outline::behind_bullet(toks);
            let mark = text.mark_at(open.start);
            let stop = mark.is_some_and(|m| STOP.iter().any(|t| text.is(m, *t)))
                || matches!(info.role, Role::Heading(_) | Role::Rule);
            let labelled = !matches!(
                outline::label(text, line),
                Label::Plain | Label::Section(crate::record::SectionKind::Signature)
            );
            let count = mark.is_some_and(|m| text.is(m, Term::CountPresent) || text.is(m, Term::CountRepresented))
                && open.slice().iter().any(|t| t.kind == Kind::Number)
                && open.len() < 9;
            let named = starts_name(text, open.start, toks.end) || group_follows(text, open.start, toks.end);
            let continued = !info.gap_before && line > first_line && !ends_sentence(text, line - 1);
            let prose = is_prose(text, open.head(16));
            // « Bernard⏎DE LA FORGE, … »: a line in the middle of a name or behind a comma goes on whatever opens it.
            let mid = continued && open.start == toks.start && mid_list(text, toks.start);
            if (stop || labelled) && !mid
                || count
                || (!named && !continued)
                || (prose && info.gap_before)
                || (info.gap_before && line > first_line && text.find(toks, &[Term::Speaks, Term::Opened]).is_some())
                || (prose && !continued)
            {
                return at.min(limit);
            }
            // Secretary or counts inside the line end the list there.
            if let Some(m) = text.find(toks, &[Term::Secretary])
                && (m.first as usize) < limit
                && info.gap_before
            {
                return at.min(limit);
            }
        }
        at = toks.end.max(at + 1);
        line += 1;
        if line >= text.doc.body_len {
            break;
        }
    }
    at.min(limit)
}

/// Whether the token before ends in a comma or with a given name that waits for its family name.
fn mid_list(text: &Text<'_>, at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|i| text.tokens.get(i)), text.tokens.get(at)) else {
        return false;
    };
    let waits = before.kind == Kind::Word && before.case == Case::Title && person::known_given(text, before.span);
    here.case == Case::Upper
        && (before.sign == ',' && starts_name(text, at, text.line(here.line as usize).end) || waits)
}

fn ends_sentence(text: &Text<'_>, line: usize) -> bool {
    text.line(line).slice().last().is_some_and(|t| t.sign == '.')
}

/// A sentence: most of its words are lower case and it is no proxy clause.
fn is_prose(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let words = toks.slice().iter().filter(|t| t.kind == Kind::Word).count();
    let lower = toks.slice().iter().filter(|t| t.kind == Kind::Word && t.case == Case::Lower).count();
    words >= 7 && lower * 2 > words && text.find(toks, &[Term::ProxyGives, Term::Office, Term::Substitute]).is_none()
}

/// Reads one list.
fn list(text: &Text<'_>, toks: Toks<'_>, rubric: Rubric, roll: &mut Roll) {
    let mut title: Option<&'static str> = None;
    let mut at = toks.start;
    // Entries that wait for a holder: those since the last one, joined by « et » or not.
    let mut waiting: usize = roll.entries.len();
    let floor = waiting;
    while at < toks.end {
        let here = text.toks(at, toks.end);
        let Some(t) = here.first() else { break };
        let mark = text.lexicon.longest_at(&text.tokens, at).filter(|m| (m.end as usize) <= toks.end);
        let is = |term: Term| mark.is_some_and(|m| text.is(m, term));
        if t.sign == '(' {
            let close = bracket_end(text, at, toks.end);
            note(text, text.toks(at + 1, close), rubric.proxies, roll);
            at = (close + 1).max(at + 1);
            continue;
        }
        if is(Term::NonMember) {
            // « Mme X, directrice générale des services » is no member; what follows on the line is not either.
            if roll.entries.len() > waiting && t.gap != Gap::Line && same_paragraph(text, roll, t.line as usize) {
                roll.entries.pop();
            }
            let line = t.line;
            while at < toks.end && text.tokens[at].line == line {
                at += 1;
            }
            continue;
        }
        if is(Term::Nobody) {
            at = mark.map_or(at + 1, |m| m.end as usize);
            continue;
        }
        if is(Term::ProxyNone) {
            at = mark.map_or(at + 1, |m| m.end as usize);
            continue;
        }
        let joins = is(Term::ProxyGives)
            || rubric.proxies
                && t.kind == Kind::Word
                && t.case == Case::Lower
                && matches!(text.doc.text(t.span), "à" | "a" | "par" | "au");
        if joins && roll.entries.len() > floor && !roll.entries.is_empty() {
            let from = if is(Term::ProxyGives) { mark.map_or(at + 1, |m| m.end as usize) } else { at + 1 };
            let target = text.toks(from, toks.end);
            let target = skip_signs(target);
            if let Some((holder, rest)) = person::person_with(text, target, None) {
                let last = roll.entries.len() - 1;
                let shared = shared_from(text, roll, waiting.min(last), last);
                for e in &mut roll.entries[shared..] {
                    if e.holder.is_none() {
                        e.holder = Some(holder.clone());
                        e.attendance = Attendance::Represented;
                    }
                }
                waiting = roll.entries.len();
                at = rest.start.max(at + 1);
                title = None;
                continue;
            }
        }
        if is(Term::Substitute) {
            // The substitute sits in the absent member's place and is listed where present.
            let target = text.toks(mark.map_or(at + 1, |m| m.end as usize), toks.end);
            at = person::person(text, target).map_or(at + 1, |(_, r)| r.start.max(at + 1));
            continue;
        }
        if let Some(v) = mark.and_then(|m| text.value(m, Term::Honorific)) {
            title = match v {
                "MM." => Some("M."),
                "Mmes" => Some("Mme"),
                _ => None,
            };
        }
        let excused_here = !rubric.proxies && (is(Term::Excused) || is(Term::Absent)) && t.case == Case::Lower;
        if excused_here {
            if let Some(e) = roll.entries.last_mut() {
                e.attendance = if is(Term::Excused) { Attendance::Excused } else { Attendance::Absent };
            }
            at = mark.map_or(at + 1, |m| m.end as usize);
            continue;
        }
        if let Some(next) = row_label(text, here).or_else(|| group_label(text, here)) {
            at = next;
            continue;
        }
        if t.kind == Kind::Word
            && let Some((mut p, rest)) = person::person_with(text, here, title)
            && !is_group_label(text, rest)
            && !(p.head && roll.entries.len() > waiting)
        {
            // « M. X, Maire »: an office behind a comma.
            let mut next = rest;
            let after = if next.first().is_some_and(|t| t.sign == ',') { next.skip(1) } else { next };
            if let Some(m) = text
                .lexicon
                .longest_at(&text.tokens, after.start)
                .filter(|m| !after.is_empty() && text.is(*m, Term::Office) && !text.is(*m, Term::Honorific))
            {
                p.role = Some(text.doc.text(text.mark_span(m)).to_owned());
                next = text.toks(m.end as usize, toks.end);
            }
            at = next.start.max(at + 1);
            if p.head {
                // « M. X      Madame le Maire » in the columns of a list of proxies.
                if rubric.proxies
                    && t.gap == Gap::Cell
                    && roll.entries.len() > floor
                    && let Some(e) = roll.entries.last_mut().filter(|e| e.holder.is_none())
                    && text.doc.line_at(e.person.span.start) == t.line as usize
                {
                    e.holder = Some(p);
                    e.attendance = Attendance::Represented;
                    waiting = roll.entries.len();
                }
            } else {
                roll.entries.push(Entry { person: p, attendance: rubric.attendance, holder: None });
                if rubric.proxies {
                    pair_cells(text, roll, &mut waiting, here);
                }
            }
            continue;
        }
        at += 1;
    }
    // Among titled or full names, a lone word in a list is a heading or a remark.
    let full = |e: &Entry| e.person.honorific.is_some() || e.person.given.is_some();
    let (whole, lone) =
        roll.entries.iter().skip(floor).fold((0, 0), |(a, b), e| if full(e) { (a + 1, b) } else { (a, b + 1) });
    if whole > 3 * lone && lone > 0 {
        let mut n = 0;
        roll.entries.retain(|e| {
            n += 1;
            n <= floor || full(e)
        });
        waiting = waiting.min(roll.entries.len());
    }
    if rubric.proxies {
        // Under « Pouvoirs » a name without a holder is one whose clause could not be read.
        let from = waiting.min(roll.entries.len());
        for e in roll.entries[from..].iter_mut().filter(|e| e.holder.is_none()) {
            e.attendance = Attendance::Excused;
        }
    }
}

/// Whether the last entry stands on this line, or on the one before without a gap between.
fn same_paragraph(text: &Text<'_>, roll: &Roll, line: usize) -> bool {
    let Some(last) = roll.entries.last().map(|e| text.doc.line_at(e.person.span.start)) else { return false };
    last == line || last + 1 == line && text.doc.lines.get(line).is_some_and(|l| !l.gap_before)
}

/// In a proxy list of two columns the second name of a row holds the first one's vote.
fn pair_cells(text: &Text<'_>, roll: &mut Roll, waiting: &mut usize, here: Toks<'_>) {
    let n = roll.entries.len();
    if n < 2 || n - 1 < *waiting + 1 {
        return;
    }
    let line = |p: &Person| text.doc.line_at(p.span.start);
    let (a, b) = (&roll.entries[n - 2], &roll.entries[n - 1]);
    let cell_gap = here.first().is_some_and(|t| t.gap == Gap::Cell);
    let arrow = text.tokens.get(here.start.saturating_sub(1)).is_some_and(|t| matches!(t.sign, '>' | '→' | '➔'));
    if line(&a.person) == line(&b.person)
        && (cell_gap || arrow)
        && a.holder.is_none()
        && let Some(e) = roll.entries.pop()
        && let Some(grantor) = roll.entries.last_mut()
    {
        grantor.holder = Some(e.person);
        grantor.attendance = Attendance::Represented;
        *waiting = roll.entries.len();
    }
}

/// « A et B ont donné pouvoir à C »: both gave theirs.
fn shared_from(text: &Text<'_>, roll: &Roll, floor: usize, last: usize) -> usize {
    let mut from = last;
    while from > floor && roll.entries[from - 1].holder.is_none() {
        let between =
            text.doc.text(Span::new(roll.entries[from - 1].person.span.end, roll.entries[from].person.span.start));
        if between.trim() == "et" {
            from -= 1;
        } else {
            break;
        }
    }
    from
}

/// Where a list goes on behind the foot and head of a page that stand among its lines: the line before ends in a comma or
/// in the middle of a name, and a line with several names follows soon.
fn behind_page_break(text: &Text<'_>, end: usize, limit: usize) -> Option<usize> {
    const FURNITURE_LINES: usize = 8;
    let last = text.tokens.get(end.checked_sub(1)?)?;
    let open = last.sign == ',' || last.kind == Kind::Word && last.case == Case::Title;
    if !open {
        return None;
    }
    let line = last.line as usize;
    (line + 1..(line + 1 + FURNITURE_LINES).min(text.doc.body_len)).find_map(|l| {
        let toks = text.line(l);
        let commas = toks.slice().iter().filter(|t| t.sign == ',').count();
        let lower = toks.slice().iter().filter(|t| t.case == Case::Lower).count();
        (toks.start < limit
            && toks.start >= end
            && commas >= 2
            && lower <= commas
            && starts_name(text, toks.start, toks.end))
        .then_some(toks.start)
    })
}

/// « Groupe « Ensemble » : », « Représentants des familles : »: words up to a colon on one line, none of them a name.
fn group_label(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    const LONGEST: usize = 14;
    let first = here.first()?;
    let fresh = first.gap == Gap::Line
        || here.start.checked_sub(1).and_then(|i| text.tokens.get(i)).is_some_and(|t| matches!(t.sign, ';' | '.'));
    if !fresh || !matches!(first.kind, Kind::Word | Kind::Sign) {
        return None;
    }
    for (n, t) in here.slice().iter().take(LONGEST).enumerate() {
        let at = here.start + n;
        if n > 0 && t.gap >= Gap::Cell || matches!(t.sign, ',' | ';' | '(') {
            return None;
        }
        if t.sign == ':' {
            let away = text.mark_at(at + 1).is_some_and(|m| {
                [Term::ProxyGives, Term::ProxyHeading, Term::Excused, Term::Absent].iter().any(|k| text.is(m, *k))
            });
            return (n > 0 && !away).then_some(at + 1);
        }
        if text.mark_at(at).is_some_and(|m| text.is(m, Term::Honorific) || text.is(m, Term::ProxyGives)) {
            return None;
        }
    }
    None
}

/// « Canton Nord   Mme X   M. Y »: a first cell without a title before titled ones is a label of the row, not a name.
fn row_label(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    let first = here.first().filter(|t| t.gap == Gap::Line)?;
    let titled =
        |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Honorific) || text.is(m, Term::HeadOfBody));
    if titled(here.start) {
        return None;
    }
    let row = here.slice().iter().take_while(|t| t.line == first.line).count();
    let next = (here.start + 1..here.start + row).find(|i| text.tokens.get(*i).is_some_and(|t| t.gap == Gap::Cell))?;
    titled(next).then_some(next)
}

/// A name followed by a colon is the label of a group (« Arcins : »).
fn is_group_label(text: &Text<'_>, rest: Toks<'_>) -> bool {
    rest.first().is_some_and(|t| t.sign == ':')
        && text.mark_at(rest.start + 1).is_none_or(|m| !text.is(m, Term::ProxyGives))
}

fn skip_signs(mut toks: Toks<'_>) -> Toks<'_> {
    while toks.first().is_some_and(|t| t.kind == Kind::Sign) {
        toks = toks.skip(1);
    }
    toks
}

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

/// A bracket behind a name: a proxy, an arrival, or a remark.
fn note(text: &Text<'_>, toks: Toks<'_>, proxies: bool, roll: &mut Roll) {
    let Some(entry) = roll.entries.last_mut() else { return };
    if text.find(toks, &[Term::ProxyNone]).is_some() {
        return;
    }
    // « M. X (à Mme Y) » under a heading that speaks of proxies.
    if proxies
        && toks.first().is_some_and(|t| matches!(text.doc.text(t.span), "à" | "a" | "par" | "À"))
        && let Some((holder, _)) = person::person(text, toks.skip(1))
    {
        entry.holder = Some(holder);
        entry.attendance = Attendance::Represented;
        return;
    }
    let gives = text.marks_in(toks).iter().find(|m| text.is(**m, Term::ProxyGives) || text.is(**m, Term::ProxyHeading));
    if let Some(m) = gives {
        let temporary = text.find(toks, &[Term::Arrives, Term::ProxyTemporary]).is_some();
        let mut target = skip_signs(text.toks(m.end as usize, toks.end));
        while target.first().is_some_and(|t| {
            t.case == Case::Lower
                && text
                    .lexicon
                    .longest_at(&text.tokens, target.start)
                    .is_none_or(|k| !text.is(k, Term::HeadOfBody) && !text.is(k, Term::Honorific))
        }) {
            target = target.skip(1);
        }
        if let Some((holder, _)) = person::person(text, target)
            && !temporary
        {
            entry.holder = Some(holder);
            entry.attendance = Attendance::Represented;
            return;
        }
    }
    let kind = if text.find(toks, &[Term::Leaves]).is_some() {
        ChangeKind::Leaves
    } else if text.find(toks, &[Term::Arrives]).is_some() {
        ChangeKind::Arrives
    } else {
        return;
    };
    let time = (toks.start..toks.end)
        .find_map(|i| crate::grammar::hour::hour(text, text.toks(i, toks.end)).map(|h| h.0.value));
    let person = entry.person.clone();
    roll.changes.push(Change { person, kind, time, span: toks.span() });
    if kind == ChangeKind::Arrives {
        roll.findings.push(
            Finding::new(
                Code::AttendanceConflict,
                format!("« {} »: arrived during the sitting", text.doc.text(toks.span())),
            )
            .on(toks.span()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;
    use crate::read;
    use std::path::Path;

    fn roll(s: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = read::read(s.as_bytes(), Path::new("a.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        let show = |e: &Entry| match &e.holder {
            Some(h) => format!("{} > {}", e.person.name(), h.name()),
            None => format!("{} {:?}", e.person.name(), e.attendance),
        };
        read(&text, 0..doc.body_len).entries.iter().map(show).collect()
    }

    #[test]
    fn groups_and_rows_have_labels() {
        assert_eq!(
            roll("PRÉSENTS :\nGroupe Ensemble : Mme Anne LERAY, M. Luc TABARD\nArcy : M. Paul VIVIER\n"),
            ["Anne LERAY Present", "Luc TABARD Present", "Paul VIVIER Present"]
        );
    }

    #[test]
    fn a_bracket_under_proxies_names_the_holder() {
        assert_eq!(
            roll("ABSENTS EXCUSÉS AYANT DONNÉ POUVOIR :\n\nM. LERAY Paul (à Mme TABARD)\n"),
            ["Paul LERAY > TABARD"]
        );
    }

    #[test]
    fn prose_behind_a_list_is_no_list() {
        assert_eq!(
            roll("Présents : M. Paul VIVIER\n\nAbsente : Mme Anne LERAY\n\nMme Eve TABARD, assistait à la séance.\n"),
            ["Paul VIVIER Present", "Anne LERAY Absent"]
        );
        assert_eq!(
            roll(
                "PRÉSENT : M. Paul VIVIER\n\nABSENT : M. Luc TABARD\n\nM. le Maire rappelle que l'école Jules-Verne sera agrandie.\n"
            ),
            ["Paul VIVIER Present", "Luc TABARD Absent"]
        );
    }

    #[test]
    fn a_name_runs_over_the_line_end() {
        assert_eq!(
            roll("PRESENTS : Anne LERAY, Bernard\nDE LA ROCHE, Luc TABARD.\n"),
            ["Anne LERAY Present", "Bernard DE LA ROCHE Present", "Luc TABARD Present"]
        );
    }
}
