//! The head of a sitting: authority, body, dates, hours, chair, secretary and printed counts.

use crate::extract::dates::{self, FoundDate};
use crate::finding::{Code, Finding};
use crate::grammar::hour;
use crate::grammar::number;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Role, Span};
use crate::record::{AuthorityKind, Session};
use std::ops::Range;

/// The head as printed; persons are not yet resolved.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Proper name of the authority.
    pub authority: Option<At<String>>,
    /// Its kind.
    pub kind: AuthorityKind,
    /// Canonical name of the body.
    pub body: Option<At<String>>,
    /// Ordinary or extraordinary.
    pub session: Option<At<Session>>,
    /// Date of the sitting.
    pub date: Option<At<jiff::civil::Date>>,
    /// Date of the convocation.
    pub convened_on: Option<At<jiff::civil::Date>>,
    /// Hour of opening.
    pub opened_at: Option<At<(u8, u8)>>,
    /// Hour of closing.
    pub closed_at: Option<At<(u8, u8)>>,
    /// Where it met.
    pub place: Option<At<String>>,
    /// Who presided.
    pub chair: Option<Person>,
    /// The secretary.
    pub secretary: Option<Person>,
    /// Counts: in office, present, represented, absent, voting, quorum.
    pub counts: [Option<At<u32>>; 6],
    /// What the head tells a careful reader.
    pub findings: Vec<Finding>,
}

const COUNTS: [Term; 6] = [
    Term::CountInOffice,
    Term::CountPresent,
    Term::CountRepresented,
    Term::CountAbsent,
    Term::CountVoting,
    Term::CountQuorum,
];

/// Reads the head. `head` are the lines before the first act, `all` the lines of the whole sitting (the hour of closing
/// and, in extracts, the secretary may stand at the end).
#[must_use]
pub fn read(text: &Text<'_>, head: Range<usize>, all: Range<usize>) -> Head {
    let mut out = Head::default();
    let toks = text.lines(head.start, head.end);
    body(text, toks, &mut out);
    authority(text, head.clone(), &mut out);
    date(text, toks, &mut out);
    convocation(text, toks, &mut out);
    hours(text, toks, text.lines(all.start, all.end), &mut out);
    out.chair = chair(text, toks);
    out.secretary = secretary(text, toks).or_else(|| secretary(text, text.lines(head.end, all.end)));
    counts(text, head, &mut out);
    if let Some(m) = text.find(toks, &[Term::Session])
        && let Some(v) = text.value(m, Term::Session)
    {
        let s = if v == "ordinary" { Session::Ordinary } else { Session::Extraordinary };
        out.session = Some(At::new(s, text.mark_span(m)));
    }
    out
}

fn body(text: &Text<'_>, toks: Toks<'_>, out: &mut Head) {
    let mut best: Option<(usize, At<String>)> = None;
    let found: Vec<_> =
        text.marks_in(toks).iter().filter_map(|m| text.value(*m, Term::Body).map(|v| (*m, v))).collect();
    for (i, (m, v)) in found.iter().enumerate() {
        // The body that meets is named with « s'est réuni », in the letterhead, and most often.
        let met = text.find(text.toks(m.end as usize, (m.end as usize + 30).min(toks.end)), &[Term::Met]).is_some();
        let same = found.iter().filter(|(_, w)| w == v).count();
        let score = same * 2 + usize::from(met) * 6 + usize::from(i == 0) * 3;
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, At::new((*v).to_owned(), text.mark_span(*m))));
        }
    }
    out.body = best.map(|b| b.1);
}

/// « Commune de X », « VILLE DE X », « Communauté de communes du X », « Conseil municipal de X ».
fn authority(text: &Text<'_>, head: Range<usize>, out: &mut Head) {
    let toks = text.lines(head.start, head.end.min(head.start + 60));
    let mut best: Option<(u32, At<String>, AuthorityKind)> = None;
    for m in text.marks_in(toks) {
        let kind = text.value(*m, Term::Authority).map(kind_of);
        let of_body = text.is(*m, Term::Body);
        if kind.is_none() && !of_body {
            continue;
        }
        let Some(name) = proper_name(text, m.end as usize, toks.end, kind.is_some()) else { continue };
        let kind = kind.unwrap_or(AuthorityKind::Other);
        let communal =
            matches!(kind, AuthorityKind::Commune | AuthorityKind::Departement | AuthorityKind::Region) || of_body;
        let span = if communal { name } else { text.mark_span(*m).to(name) };
        let value = clean_name(text.doc.text(span));
        if value.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            continue;
        }
        // The body names the kind: a commune's department in the letterhead is not the authority.
        let fits = match out.body.as_ref().map(|b| b.value.as_str()) {
            Some("conseil municipal" | "conseil de paris") => {
                kind == AuthorityKind::Commune || of_body && text.value(*m, Term::Body) == Some("conseil municipal")
            }
            Some("conseil communautaire" | "bureau" | "conseil métropolitain") => matches!(
                kind,
                AuthorityKind::CommunauteDeCommunes
                    | AuthorityKind::CommunauteDAgglomeration
                    | AuthorityKind::CommunauteUrbaine
                    | AuthorityKind::Metropole
            ),
            Some("conseil départemental" | "conseil général" | "commission permanente") => {
                kind == AuthorityKind::Departement
            }
            Some("conseil régional") => kind == AuthorityKind::Region,
            Some("comité syndical") => kind == AuthorityKind::Syndicat,
            Some("conseil d'administration") => kind == AuthorityKind::Ccas,
            Some("conseil de territoire") => kind == AuthorityKind::EtablissementPublicTerritorial,
            _ => false,
        };
        let line = &text.doc.lines[text.tokens[m.first as usize].line as usize];
        let score = u32::from(fits) * 10
            + u32::from(kind != AuthorityKind::Other) * 3
            + u32::from(matches!(line.role, Role::Heading(_)));
        if best.as_ref().is_none_or(|(s, _, _)| score > *s) {
            best = Some((score, At::new(value, span), kind));
        }
    }
    if let Some((_, name, kind)) = best {
        out.authority = Some(name);
        out.kind = match (kind, out.body.as_ref().map(|b| b.value.as_str())) {
            (AuthorityKind::Other, Some("conseil municipal")) => AuthorityKind::Commune,
            (k, _) => k,
        };
    }
}

fn kind_of(value: &str) -> AuthorityKind {
    match value {
        "commune" => AuthorityKind::Commune,
        "communaute_de_communes" => AuthorityKind::CommunauteDeCommunes,
        "communaute_d_agglomeration" => AuthorityKind::CommunauteDAgglomeration,
        "communaute_urbaine" => AuthorityKind::CommunauteUrbaine,
        "metropole" => AuthorityKind::Metropole,
        "departement" => AuthorityKind::Departement,
        "region" => AuthorityKind::Region,
        "syndicat" => AuthorityKind::Syndicat,
        "ccas" => AuthorityKind::Ccas,
        "etablissement_public_territorial" => AuthorityKind::EtablissementPublicTerritorial,
        _ => AuthorityKind::Other,
    }
}

/// The proper name behind « commune de »: capitalized words, particles between them, over a line end if need be.
fn proper_name(text: &Text<'_>, at: usize, end: usize, after_kind: bool) -> Option<Span> {
    let mut i = at;
    let link = |i: usize| -> bool {
        let t = text.tokens[i];
        let w = crate::page::fold::fold(text.doc.text(t.span));
        t.sign == '\''
            || t.sign == '-'
            || matches!(
                w.as_str(),
                "de" | "du"
                    | "des"
                    | "d"
                    | "la"
                    | "le"
                    | "les"
                    | "l"
                    | "sur"
                    | "en"
                    | "et"
                    | "aux"
                    | "a"
                    | "sous"
                    | "lès"
            )
    };
    let mut linked = false;
    while i < end && (link(i) || matches!(text.tokens[i].sign, ':' | '"')) && i < at + 5 {
        linked = true;
        i += 1;
    }
    if !linked && !after_kind {
        return None;
    }
    let start = i;
    let mut last = None;
    while i < end && i < start + 16 {
        let t = text.tokens[i];
        let breaks = t.gap == Gap::Cell
            || (t.gap == Gap::Line
                && i > start
                && (text.doc.lines[t.line as usize].gap_before || !text.tokens[i - 1].sign.eq(&'-') && !link(i - 1)));
        if breaks {
            break;
        }
        let word = t.kind == Kind::Word && matches!(t.case, Case::Title | Case::Upper | Case::Mixed);
        if word {
            if let Some(m) = text.mark_at(i)
                && (text.is(m, Term::Met)
                    || text.is(m, Term::Body)
                    || text.is(m, Term::Convened)
                    || text.is(m, Term::Extract)
                    || text.is(m, Term::SittingOf)
                    || text.is(m, Term::DateYearLead))
            {
                break;
            }
            last = Some(i);
        } else if !link(i) && (t.kind != Kind::Number || last.is_some()) {
            break;
        }
        i += 1;
    }
    last.map(|l| text.toks(start, l + 1).span())
}

/// The name with single spaces.
fn clean_name(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date with its year, or `None` where the year is missing or the day does not exist.
fn whole(found: &FoundDate, year: Option<i16>) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(found.year.or(year)?, i8::try_from(found.month).ok()?, i8::try_from(found.day).ok()?).ok()
}

fn date(text: &Text<'_>, toks: Toks<'_>, out: &mut Head) {
    let found = dates::find(text, toks);
    let mut best: Option<(i32, At<jiff::civil::Date>)> = None;
    let mut firm: Vec<(jiff::civil::Date, Span)> = Vec::new();
    for (i, at) in found.iter().enumerate() {
        let Some(date) = whole(&at.value, None) else { continue };
        let here = text.within(at.span);
        let from = here.start.saturating_sub(8).max(toks.start);
        let before = text.toks(from, here.start);
        let near = |terms: &[Term]| text.marks_in(before).iter().any(|m| terms.iter().any(|t| text.is(*m, *t)));
        let sentence = text.toks(here.end, (here.end + 40).min(toks.end));
        let mut score = 10 - i32::try_from(i).unwrap_or(0).min(8);
        if near(&[
            Term::Convened,
            Term::Stamp,
            Term::Certification,
            Term::RefText,
            Term::RefDeliberation,
            Term::MinutesApproval,
        ]) {
            score -= 40;
        }
        if near(&[Term::SittingOf]) {
            score += 30;
        }
        let lead = text.doc.text(at.span).to_lowercase();
        if lead.starts_with("l'an") || lead.starts_with("l’an") {
            score += 35;
        }
        if text.find(sentence, &[Term::Met]).is_some() {
            score += 20;
        }
        let line = &text.doc.lines[text.tokens.get(here.start).map_or(0, |t| t.line) as usize];
        if matches!(line.role, Role::Heading(_)) || line.span.end - line.span.start < 60 {
            score += 6;
        }
        if score >= 30 {
            firm.push((date, at.span));
        }
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, At::new(date, at.span)));
        }
        if let Some(day) = at.value.weekday
            && i8::try_from(day).is_ok_and(|d| date.weekday().to_monday_one_offset() != d)
            && score > 0
        {
            out.findings.push(
                Finding::new(
                    Code::WeekdayMismatch,
                    format!("« {} »: the weekday printed is not that of the date", text.doc.text(at.span)),
                )
                .on(at.span),
            );
        }
    }
    out.date = best.filter(|(s, _)| *s > -20).map(|b| b.1);
    if let Some(d) = &out.date
        && let Some((other, span)) = firm.iter().find(|(o, _)| *o != d.value)
    {
        out.findings.push(
            Finding::new(
                Code::DateConflict,
                format!("{} and {other} are both printed as the date of the sitting", d.value),
            )
            .on(*span),
        );
    }
}

fn convocation(text: &Text<'_>, toks: Toks<'_>, out: &mut Head) {
    let year = out.date.as_ref().map(|d| d.value.year());
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Convened)) {
        let after = text.toks(m.end as usize, (m.end as usize + 26).min(toks.end));
        let Some(at) = dates::find(text, after)
            .into_iter()
            .find(|d| d.span != out.date.as_ref().map_or(Span::default(), |x| x.span))
        else {
            continue;
        };
        let Some(mut date) = whole(&at.value, year) else { continue };
        if let (None, Some(sitting)) = (at.value.year, &out.date) {
            if date > sitting.value
                && let Ok(earlier) = jiff::civil::Date::new(date.year() - 1, date.month(), date.day())
            {
                date = earlier;
            }
            out.findings.push(
                Finding::new(
                    Code::YearSupplied,
                    format!("the year of the convocation « {} » is the sitting's", text.doc.text(at.span)),
                )
                .on(at.span),
            );
        }
        // A convocation comes before the sitting, by weeks at the most (CGCT L2121-11, L2121-12).
        let fits = out.date.as_ref().is_none_or(|s| date <= s.value && (s.value.year() - date.year()) <= 1);
        if fits {
            out.convened_on = Some(At::new(date, at.span));
            return;
        }
    }
}

fn hours(text: &Text<'_>, toks: Toks<'_>, all: Toks<'_>, out: &mut Head) {
    let hour_in = |from: usize, to: usize| -> Option<At<(u8, u8)>> {
        (from..to).find_map(|i| hour::hour(text, text.toks(i, to)).map(|h| h.0))
    };
    if let Some(m) = text.find(toks, &[Term::Opened]) {
        out.opened_at = hour_in(m.end as usize, (m.end as usize + 6).min(toks.end));
    }
    if out.opened_at.is_none()
        && let Some(date) = &out.date
    {
        let here = text.within(date.span);
        // The hour stands behind the date, in the same sentence, before the list of those present.
        let mut stop = (here.end + 45).min(toks.end);
        if let Some(m) = text.find(text.toks(here.end, stop), &[Term::Present, Term::Convened, Term::Excused]) {
            stop = m.first as usize;
        }
        out.opened_at = hour_in(here.end, stop);
        if out.opened_at.is_none() {
            // Printed with the other print of the date (« L'an … à 20 heures » under « Séance du … »).
            for at in dates::find(text, toks)
                .iter()
                .filter(|d| d.span != date.span && whole(&d.value, None) == Some(date.value))
            {
                let here = text.within(at.span);
                out.opened_at = hour_in(here.end, (here.end + 30).min(toks.end));
                if out.opened_at.is_some() {
                    break;
                }
            }
        }
    }
    if let Some(m) = text.marks_in(all).iter().rev().find(|m| text.is(**m, Term::Closed)) {
        out.closed_at = hour_in(m.end as usize, (m.end as usize + 12).min(all.end));
    }
}

/// The first person within a few tokens of `at`.
fn person_near(text: &Text<'_>, at: usize, end: usize, reach: usize) -> Option<Person> {
    (at..end.min(at + reach)).find_map(|i| {
        let t = text.tokens.get(i)?;
        (t.kind == Kind::Word && t.case != Case::Lower || text.mark_at(i).is_some_and(|m| text.is(m, Term::Honorific)))
            .then(|| person::person(text, text.toks(i, end)))
            .flatten()
            .map(|p| p.0)
            // A lone word in capitals is no person here (« SECRETAIRE : LA SEANCE »), unless a title announces it.
            .filter(|p| p.head || p.honorific.is_some() || p.given.is_some())
    })
}

fn chair(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Chair)) {
        if let Some(p) = person_near(text, m.end as usize, toks.end, 7) {
            return Some(p);
        }
    }
    None
}

fn secretary(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    for m in
        text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Secretary) && !text.is(**m, Term::SecretaryAuxiliary))
    {
        let at = m.end as usize;
        let next = text.tokens.get(at).filter(|_| at < toks.end);
        let sign = next.is_some_and(|t| matches!(t.sign, ':' | '-') || t.gap == Gap::Cell);
        let direct =
            text.mark_at(at).is_some_and(|k| text.is(k, Term::Honorific)) && next.is_some_and(|t| t.gap < Gap::Line);
        if sign && let Some(p) = person_near(text, at, toks.end, 4) {
            return Some(p);
        }
        // « Mme X est élue secrétaire de séance »: back to the start of the sentence.
        let mut start = m.first as usize;
        while start > toks.start && m.first as usize - start < 30 {
            let t = text.tokens[start - 1];
            let stop = t.sign == ';'
                || t.sign == ':'
                || (t.sign == '.'
                    && text.tokens[start].gap >= Gap::Space
                    && start >= 2
                    && text.tokens[start - 2].span.end - text.tokens[start - 2].span.start > 3);
            if stop
                || text.tokens[start].gap == Gap::Line && text.doc.lines[text.tokens[start].line as usize].gap_before
            {
                break;
            }
            start -= 1;
        }
        if start < m.first as usize
            && !direct
            && let Some(p) = person_near(text, start, m.first as usize, 30)
        {
            return Some(p);
        }
        if let Some(p) = person_near(text, at, toks.end, if direct { 3 } else { 24 }) {
            return Some(p);
        }
    }
    None
}

fn counts(text: &Text<'_>, head: Range<usize>, out: &mut Head) {
    for line in head.clone() {
        let toks = text.line(line);
        let marks: Vec<_> = text
            .marks_in(toks)
            .iter()
            .copied()
            .filter_map(|m| COUNTS.iter().position(|t| text.is(m, *t)).map(|k| (m, k)))
            .collect();
        if marks.is_empty() {
            continue;
        }
        let cells = text.doc.cells_of(&text.doc.lines[line]);
        // A table: labels in one row, numbers in the next.
        if cells.len() >= 3 && marks.len() >= 3 && !toks.slice().iter().any(|t| t.kind == Kind::Number) {
            if let Some(next) = (line + 1..head.end).find(|l| !text.line(*l).is_empty()) {
                let values = text.doc.cells_of(&text.doc.lines[next]);
                for (m, k) in &marks {
                    let span = text.mark_span(*m);
                    if let Some(i) = cells.iter().position(|c| c.span.contains(span))
                        && let Some(v) = values.get(i)
                        && let Ok(n) = text.doc.text(v.span).parse()
                    {
                        out.counts[*k].get_or_insert(At::new(n, v.span));
                    }
                }
            }
            continue;
        }
        for (i, (m, k)) in marks.iter().enumerate() {
            if out.counts[*k].is_some() {
                continue;
            }
            let stop = marks.get(i + 1).map_or(toks.end, |(n, _)| n.first as usize);
            let mut after = text.toks(m.end as usize, stop);
            let mut colon = false;
            while let Some(t) = after.first().filter(|t| matches!(t.sign, ':' | '(' | '=' | '.' | '|' | '"' | '-')) {
                colon |= t.sign == ':' || t.sign == '(';
                after = after.skip(1);
            }
            let number = after.first().filter(|t| t.kind == Kind::Number);
            let spoken = if number.is_none() && colon {
                number::cardinal_in_words(text, after)
                    .and_then(|(n, _)| u32::try_from(n.value).ok().map(|v| At::new(v, n.span)))
            } else {
                None
            };
            let next_sign = after.get(1).map_or('\0', |t| t.sign);
            let plain = number.filter(|t| {
                let room = t.gap != Gap::Line || colon;
                room && !matches!(next_sign, '/' | '€' | '%')
                    && !text
                        .mark_at(after.start + 1)
                        .is_some_and(|m| text.is(m, Term::HourUnit) || text.is(m, Term::DateMonth))
            });
            let value = plain
                .and_then(|t| text.doc.text(t.span).parse().ok().map(|n: u32| At::new(n, t.span)))
                .or(spoken)
                .or_else(|| {
                    // « 27 membres présents »
                    let before =
                        (m.first as usize).checked_sub(1).filter(|b| *b >= toks.start).map(|b| text.tokens[b])?;
                    let free = i == 0 || marks[i - 1].0.end as usize <= (m.first as usize).saturating_sub(1);
                    let n = text.doc.text(before.span).parse().ok()?;
                    (before.kind == Kind::Number && free && !colon).then(|| At::new(n, before.span))
                });
            if let Some(v) = value.filter(|v| v.value < 400) {
                // « Présents (24) : M. X » heads a list; it is a printed count all the same.
                out.counts[*k] = Some(v);
            }
        }
    }
}
