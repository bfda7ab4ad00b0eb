//! Rubrics: where a list begins and what it says of those in it.

use super::asides;
use super::beyond::gives_next;
use super::extent::starts_name;
use super::heading::{behind_heading, colon_behind_words};
use super::later;
use super::wrapped;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind};
use crate::record::Attendance;
use std::ops::Range;

/// A heading over persons.
#[derive(Debug, Clone, Copy)]
pub struct Rubric {
    /// Its first token.
    pub start: usize,
    /// The first token of its list.
    pub content: usize,
    /// What it says of those in the list; nothing where they are members no more.
    pub attendance: Option<Attendance>,
    /// Whether « X à Y » below gives a proxy.
    pub proxies: bool,
    /// Whether « X par Y » below names the substitute who sits for X.
    pub substitutes: bool,
    /// « Tous les conseillers, à l'exception de … ».
    pub but: bool,
    /// « Excusé : » announces one person.
    pub one: bool,
}

/// The rubrics, in order. « Présents : 14 » is a count, « Présents (14) : M. X » opens a list.
pub fn find(text: &Text<'_>, lines: Range<usize>, tables: &[Range<usize>]) -> Vec<Rubric> {
    let toks = text.lines(lines.start, lines.end);
    let in_table = |m: &Mark| {
        let line = text.tokens[m.first as usize].line as usize;
        tables.iter().any(|t| t.contains(&line))
    };
    let mut out: Vec<Rubric> = text
        .marks_in(toks)
        .iter()
        .filter(|m| !in_table(m) && !in_bracket(text, m))
        .filter_map(|m| rubric(text, *m, toks.end))
        .collect();
    out.retain(|r| !heads_column(text, r.start));
    out.retain(|r| !later::heads_later(text, r.start));
    // « Présents⏎20 » from the margin, in the middle of a later list
    let named = out.iter().find(|r| r.attendance == Some(Attendance::Present)).map(|r| r.start);
    let again = |r: &Rubric| r.attendance == Some(Attendance::Present) && named.is_some_and(|first| r.start > first);
    out.retain(|r| !(again(r) && over_count(text, r.start)));
    // « Absents (excusés) ayant donné pouvoir »: one heading, whose first status tells of the others.
    let mut said = 0;
    out.retain(|r| {
        let own = r.start >= said;
        said = if own && r.proxies { r.content } else { said };
        own
    });
    if tables.is_empty()
        && !out.iter().any(|r| r.attendance == Some(Attendance::Present))
        && let Some(r) = text.marks_in(toks).iter().find_map(|m| attended(text, *m, toks.end))
    {
        let at = out.partition_point(|o| o.start < r.start);
        out.insert(at, r);
    }
    out
}

/// « Frédéric GÉHIN (suppléante présente : Camille REGNIER) »: inside a bracket nothing heads a list.
fn in_bracket(text: &Text<'_>, m: &Mark) -> bool {
    /// Tokens looked at before a mark: a whole document may be one line, and every mark of it asks.
    const BACK: usize = 40;
    let first = m.first as usize;
    let line = text.line(text.tokens[first].line as usize);
    let from = line.start.max(first.saturating_sub(BACK));
    let open = (from..first).rev().find(|i| matches!(text.tokens[*i].sign, '(' | ')'));
    open.is_some_and(|i| text.tokens[i].sign == '(' && i + 1 < first)
}

/// A wording that has its line for itself, over a line that is a number and no more.
fn over_count(text: &Text<'_>, start: usize) -> bool {
    let line = text.tokens[start].line as usize;
    let own = text.line(line);
    let alone = text.mark_at(own.start).is_some_and(|m| m.end as usize == own.end);
    let below = (line + 1..text.doc.body_len.min(line + 3)).map(|l| text.line(l)).find(|t| !t.is_empty());
    alone && below.is_some_and(|t| t.len() == 1 && t.slice().iter().all(|t| t.kind == Kind::Number))
}

/// « PRESENT ABSENT » over names with a cross each: a head of columns that were lost. Its first word holds for those below
/// of whom nothing else is said, the others for nobody.
fn heads_column(text: &Text<'_>, start: usize) -> bool {
    let toks = text.line(text.tokens[start].line as usize);
    let (mut at, mut heads) = (toks.start, 0);
    while let Some(m) = text.mark_at(at).filter(|m| at < toks.end && status(text, *m).is_some()) {
        at = m.end as usize;
        heads += 1;
    }
    heads >= 2 && at >= toks.end && start > toks.start
}

/// « Assistaient à la réunion : MM. X, Y »: where nobody else is said to be present, those are the members.
fn attended(text: &Text<'_>, m: Mark, end: usize) -> Option<Rubric> {
    let start = m.first as usize;
    let line = text.line(text.tokens[start].line as usize).start;
    // « Le Président fait l'appel nominal : »
    let head = text.mark_at(line).is_some_and(|h| text.is(h, Term::HeadOfBody) && h.end as usize == start);
    let opening = line == start || head;
    if !text.is(m, Term::Attended) || !opening && text.tokens[start].case == Case::Lower {
        return None;
    }
    let after = behind_heading(text, m.end as usize, end, true);
    let attendance = Some(Attendance::Present);
    (after.colon && starts_name(text, after.at, end)).then_some(Rubric {
        start,
        content: after.at,
        attendance,
        proxies: false,
        substitutes: false,
        but: false,
        one: false,
    })
}

/// « absents non suppléés et non représentés »
fn denied(text: &Text<'_>, m: Mark) -> bool {
    let Some(before) = (m.first as usize).checked_sub(1).map(|b| text.tokens[b]) else { return false };
    text.doc.text(before.span).eq_ignore_ascii_case("non")
}

/// « Absents excusés, représentés par mandat : »: the heading says more of those away before its colon, or its line ends.
/// Gives where that is.
fn represented_behind(text: &Text<'_>, m: Mark, end: usize) -> Option<usize> {
    const MORE: &[Term] = &[Term::ProxyHeading, Term::Represented];
    let away = text.is(m, Term::Excused) || text.is(m, Term::Absent);
    let from = m.end as usize;
    let line = text.line(text.tokens[from - 1].line as usize).end.min(end);
    let small = |i: usize| text.tokens[i].kind != Kind::Word || text.tokens[i].case == Case::Lower;
    let whole = || Some(line).filter(|l| *l > from && (from..*l).all(small));
    let stop = colon_behind_words(text, from, end).or_else(whole).filter(|_| away)?;
    text.find(text.toks(from, stop), MORE).filter(|m| !denied(text, *m)).map(|_| stop)
}

/// « Délégués présents ou représentés (ayant donné pouvoir) : »: the bracket says more of a heading, it is none.
fn in_heading(text: &Text<'_>, start: usize) -> bool {
    const REACH: usize = 5;
    // « présents ou représentés »: the list is of both, and says itself who is which.
    let or = start.checked_sub(1).filter(|i| matches!(text.doc.text(text.tokens[*i].span), "ou" | "et" | "OU" | "ET"));
    let both = or.is_some_and(|i| {
        let present = text.mark_index(i).checked_sub(1).and_then(|k| text.marks.get(k));
        present.is_some_and(|m| m.end as usize == i && text.is(*m, Term::Present))
    });
    let represented = text.mark_at(start).is_some_and(|m| text.is(m, Term::Represented));
    if both && represented {
        return true;
    }
    let opened = start.checked_sub(1).filter(|i| text.tokens[*i].sign == '(');
    opened.is_some_and(|open| {
        let before = text.toks(open.saturating_sub(REACH), open);
        let status = text.find(before, &[Term::Present, Term::Excused, Term::Absent]);
        let ends = |i: usize| matches!(text.tokens[i].sign, '.' | ':' | ';');
        status.is_some_and(|m| !(m.end as usize..open).any(ends))
    })
}

/// What a mark says of the persons below it.
fn status(text: &Text<'_>, m: Mark) -> Option<(Option<Attendance>, bool)> {
    let known = [
        (Term::ProxyHeading, Some(Attendance::Represented), true),
        (Term::Represented, Some(Attendance::Represented), true),
        (Term::Excused, Some(Attendance::Excused), false),
        (Term::Absent, Some(Attendance::Absent), false),
        (Term::Present, Some(Attendance::Present), false),
        (Term::SubstituteHeading, Some(Attendance::Excused), false),
        (Term::Gone, None, false),
    ];
    if text.is(m, Term::CountPresent) && !text.is(m, Term::Present) {
        return counted_list(text, m).then_some((Some(Attendance::Present), false));
    }
    known.into_iter().find(|(t, ..)| text.is(m, *t)).map(|(_, a, p)| (a, p))
}

/// « Nombre de conseillers présents : 11 : LERAY Anne, … »: behind the count a second colon and a name.
fn counted_list(text: &Text<'_>, m: Mark) -> bool {
    let at = m.end as usize;
    let sign = |i: usize| text.tokens.get(i).is_some_and(|t| t.sign == ':');
    let number = text.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number);
    sign(at) && number && sign(at + 2) && starts_name(text, at + 3, text.tokens.len())
}

fn rubric(text: &Text<'_>, m: Mark, end: usize) -> Option<Rubric> {
    let (mut attendance, mut proxies) = status(text, m)?;
    let start = m.first as usize;
    // « M. X⏎remplacé par son suppléant M. Y » goes on with a list.
    // « …, M. X⏎représenté par M. Y »
    let clause = || text.is(m, Term::ProxyGives) && wrapped::flows_on(text, start);
    let goes_on = (text.is(m, Term::SubstituteHeading) || clause()) && text.tokens[start].case == Case::Lower;
    // « Communes absentes »: places, and nobody.
    let before = start.checked_sub(1).filter(|i| text.tokens[*i].line == text.tokens[start].line);
    let places = before.is_some_and(|i| text.lexicon.lists_cell(List::PlaceColumn, text.doc.text(text.tokens[i].span)));
    let goes_on = goes_on || places || asides::titles_point(text, m);
    if in_heading(text, start) || denied(text, m) || goes_on {
        return None;
    }
    let more = represented_behind(text, m, end);
    if more.is_some() {
        (attendance, proxies) = (Some(Attendance::Represented), true);
    }
    let lead = lead(text, start);
    let first = text.tokens[lead];
    let opening = outline::behind_bullet(text.line(first.line as usize)).start == lead;
    let fresh = opening
        || first.gap == Gap::Cell
        || shouted(text, m)
        || start.checked_sub(1).is_some_and(|i| matches!(text.tokens[i].sign, '.' | ';'))
        || behind_count(text, start);
    let print = text.doc.text(text.mark_span(m));
    let one = !print.to_lowercase().split_whitespace().any(|w| w.ends_with('s') || w.ends_with("(s)"));
    let substitutes = text.is(m, Term::SubstituteHeading);
    // « Trois administrateurs sont absents : »: the number belongs to the rubric, not to the list above.
    let start = if text.tokens[lead].kind == Kind::Number || number_word(text, lead) { lead } else { start };
    let out = |content: usize| Rubric { start, content, attendance, proxies, substitutes, but: false, one };
    let after = behind_heading(text, more.unwrap_or(m.end as usize), end, first.case != Case::Lower);
    if let Some(content) = all_but(text, m, after.at, end) {
        return Some(Rubric { attendance: Some(Attendance::Absent), but: true, ..out(content) });
    }
    let mut after = after;
    let next = text.tokens.get(after.at).filter(|_| after.at < end);
    let ends_line = next.is_none_or(|t| t.line > text.tokens[m.end as usize - 1].line);
    if let Some(t) = next.filter(|_| ends_line) {
        // A bullet belongs to the list.
        after.at = text.line(t.line as usize).start.max(m.end as usize);
    }
    // « Pouvoirs : par Mme X à M. Y, par M. Z à Mme A »
    let by = proxies && text.tokens.get(after.at).is_some_and(|t| text.doc.text(t.span) == "par");
    let person_next = starts_name(text, after.at, end) || by && starts_name(text, after.at + 1, end);
    let nobody = text.mark_at(after.at).is_some_and(|k| text.is(k, Term::Nobody));
    // « les membres présents décident … » is a sentence; « présents : » is a heading even in small letters.
    let sentence = first.case == Case::Lower && !after.colon;
    let opens = opening && (after.colon || ends_line || person_next || first.case == Case::Upper);
    // « absents : 3   HAUTOT, adjointe »: what stands in the next column goes on with the lines above it.
    let beside = text.tokens.get(after.at).is_some_and(|t| t.gap == Gap::Cell) && torn_name(text, after.at, end);
    let bare_count = after.counted && !after.bracket && (!person_next || beside);
    // « Absents ayant donné procuration : … Présents : 17 Anne LERAY à Luc TABARD »: a count that was read into their list.
    let other = text.is(m, Term::Present) || !opening;
    let inside = after.counted && !after.bracket && !proxies && other && gives_next(text, after.at, end);
    let bare_count = bare_count || inside;
    let members = person_next || nobody || ends_line || group_follows(text, after.at, end);
    // « Votants 18 Excusé(e)s S. CASSAN, L. BOUR »: text that lost its lines, a list of initials.
    let initial = !person::is_title(text, after.at)
        && text.tokens.get(after.at).is_some_and(|t| t.kind == Kind::Word && t.span.end - t.span.start == 1)
        && text.tokens.get(after.at + 1).is_some_and(|t| t.sign == '.' && t.gap == Gap::None);
    let heads = first.case != Case::Lower && initial && person_next
        || opens && (!sentence || person_next && first.gap == Gap::Line)
        || after.colon && !sentence && (fresh || first.case != Case::Lower || person_next)
        // « … en séance publique. Présents M. X – Mme Y »
        || fresh && !opening && !sentence && text.is(m, Term::Present) && person::is_title(text, after.at)
        // « … et M. X. Étaient excusés MM. Y et Z. »
        || fresh && !sentence && person_next && m.end - m.first > 1
        || shouted(text, m) && person_next;
    (heads && members && !bare_count).then(|| out(after.at))
}

/// Where the heading of a status begins: « Les conseillers municipaux excusés », « Membres du conseil ayant donné pouvoir ».
fn lead(text: &Text<'_>, start: usize) -> usize {
    const LONGEST: usize = 6;
    let line = outline::behind_bullet(text.line(text.tokens[start].line as usize)).start;
    let said = |i: usize| text.listed(text.tokens[i], List::RollLead);
    let opens = line < start && start - line <= LONGEST && text.tokens[line].case != Case::Lower;
    // « Onze administrateurs sont présents à savoir : »
    let counted = text.tokens[line].kind == Kind::Number || number_word(text, line);
    let rest = if counted && line + 1 < start { line + 1 } else { line };
    if opens && (rest..start).all(said) { line } else { start }
}

/// « Onze », « Trois »
fn number_word(text: &Text<'_>, at: usize) -> bool {
    text.mark_at(at).is_some_and(|m| text.is(m, Term::NumberUnit) || text.is(m, Term::NumberScale))
}

/// « Votants 25 Excusé(e)s A. LERAY », « 2 octobre 2013 Présent(e)s »: behind a number, in text that lost its lines.
fn behind_count(text: &Text<'_>, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|i| text.tokens.get(i));
    text.tokens[start].case == Case::Title && before.is_some_and(|t| t.kind == Kind::Number)
}

/// « … M. X EXCUSÉS Mme Y ABSENT M. Z »: in text that lost its lines a rubric in capitals stands behind a name.
fn shouted(text: &Text<'_>, m: Mark) -> bool {
    let words = &text.tokens[m.first as usize..m.end as usize];
    let letters: u32 = words.iter().map(|t| t.span.end - t.span.start).sum();
    letters >= 6 && words.iter().all(|t| t.case == Case::Upper || t.kind != Kind::Word)
}

/// A family name without title and given name.
fn torn_name(text: &Text<'_>, at: usize, end: usize) -> bool {
    person::person(text, text.toks(at, end)).is_some_and(|(p, _)| !p.head && p.honorific.is_none() && p.given.is_none())
}

/// « Présents : tous les membres en exercice sauf »: the list names those who are not there.
fn all_but(text: &Text<'_>, m: Mark, at: usize, end: usize) -> Option<usize> {
    const REACH: usize = 8;
    let all = text.mark_at(at).filter(|k| text.is(m, Term::Present) && text.is(*k, Term::AllMembers))?;
    let behind = text.toks(all.end as usize, (all.end as usize + REACH).min(end));
    let except = text.find(behind, &[Term::Except])?;
    let content = except.end as usize;
    Some(if text.tokens.get(content).is_some_and(|t| t.sign == ':') { content + 1 } else { content })
}

/// A label of a group before names: « Groupe X : », « Titulaires : », « – pour la commune de X : ».
pub fn group_follows(text: &Text<'_>, at: usize, end: usize) -> bool {
    const REACH: usize = 12;
    let toks = text.toks(at, end.min(at + REACH));
    let label = toks.slice().iter().position(|t| t.sign == ':').is_some_and(|i| starts_name(text, at + i + 1, end));
    label || toks.first().is_some_and(|t| t.case != Case::Lower && t.kind == Kind::Word)
}
