//! Numbers that stand apart from the head: « Délibération n° 2018-06-041 – adoptée », « 32-24 » above the letterhead.

use super::acts::Act;
use super::heads;
use super::marked_heads::is_of_a_day;
use super::register::lost_sign_len;
use super::series::Segmenter;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::{At, Span};
use std::ops::Range;

/// How far above an act its number may stand, in lines.
const ABOVE: usize = 40;

/// Gives acts without a number the one printed inside them or between them and the vote before. Where most acts have
/// none, a lone one is a citation.
pub fn assign(seg: &Segmenter<'_, '_>, from: usize, acts: &mut [Act]) {
    let text = seg.text;
    let mut found: Vec<Option<At<String>>> = Vec::with_capacity(acts.len());
    let mut floor = from;
    for act in acts.iter() {
        if let Some(own) = &act.head.number {
            // « Rapport n° 2 : … Délibération n° 2019-71. Vote : … »: the number of the paper gives way to that of the act.
            let paper = own.value.len() <= 3 && own.value.bytes().all(|b| b.is_ascii_digit());
            let inside = announced(text, act.lines.start..act.core_end).filter(|n| paper && n.value.len() >= 5);
            found.push(inside);
        } else {
            let above = floor.max(act.lines.start.saturating_sub(ABOVE)).min(act.lines.start);
            let number = announced(text, act.lines.start..act.core_end)
                .or_else(|| alone(text, above..act.lines.start))
                .filter(|n| !acts.iter().any(|a| a.head.number.as_ref().is_some_and(|o| o.value == n.value)));
            found.push(number);
        }
        floor = seg.events_in(act.lines.clone()).last().map_or(act.lines.end, |(l, _)| l + 1);
    }
    let numbered = found.iter().flatten().count() + acts.iter().filter(|a| a.head.number.is_some()).count();
    if numbered * 2 < acts.len() {
        return;
    }
    for (act, number) in acts.iter_mut().zip(found) {
        if number.is_some() {
            act.head.number = number;
        }
    }
}

/// « 2021.04.07 – FONDS DE CONCOURS »: the length of the number of the register that opens a title.
pub(super) fn leading(title: &str) -> Option<usize> {
    let len = heads::number_len(title, false)?;
    title[len..].trim_start().starts_with(['-', '–', '—', ':']).then_some(len)
}

/// « Délibération n° X » at the start of a line or a sentence.
#[must_use]
pub fn announced(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    announced_where(text, lines, true)
}

/// « n° X » anywhere in the head of an act: in a cell, behind the name of the commission.
#[must_use]
pub fn in_head(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    announced_where(text, lines, false)
}

fn announced_where(text: &Text<'_>, lines: Range<usize>, opening: bool) -> Option<At<String>> {
    let toks = text.lines(lines.start, lines.end);
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::ActNumber)) {
        let first = text.tokens[m.first as usize];
        let line = text.line(first.line as usize);
        // « RETIRE la délibération n° 61/2024 » cites an act; « La délibération n° 2008/45 est adoptée » closes one.
        let word = line.first().is_some_and(|t| t.kind == Kind::Word) && m.first as usize == line.start + 1;
        let article = word && line.first().is_some_and(|t| matches!(text.doc.text(t.span), "La" | "LA"));
        let opens = m.first as usize <= line.start + 1 && !word
            || text
                .tokens
                .get((m.first as usize).saturating_sub(1))
                .is_some_and(|t| t.kind == Kind::Sign && matches!(t.sign, '.' | '-' | '(' | ':'));
        // « (n° de l'acte : 2009-71) », a line of its own
        let bracketed = m.first as usize == line.start + 1 && line.first().is_some_and(|t| t.sign == '(');
        // « la loi du 9 février 2010 (loi n° 2010-123) »: the number of another text.
        if !opening && cites_text(text, *m) {
            continue;
        }
        if !opening && is_of_plot(text, *m) {
            continue;
        }
        // « Délibération 2021-31 », a line of its own
        let short = (m.end - m.first) < 2 && !(m.first as usize == line.start && is_rest(text, *m, line.end));
        if opening && !article && (first.case == Case::Lower && !bracketed || !opens || short) {
            continue;
        }
        let mut at = m.end as usize;
        while text.tokens.get(at).is_some_and(|t| t.kind == Kind::Sign && at < toks.end) {
            at += 1;
        }
        let Some(t) = text.tokens.get(at).filter(|_| at < toks.end) else { continue };
        let info = &text.doc.lines[t.line as usize];
        // « DELIBERATION -=-=- N DRESS/2014/518 »
        let print = text.doc.clean.get(t.span.start as usize..info.span.end as usize).unwrap_or("");
        let from = t.span.start + lost_sign_len(print) as u32;
        let rest = text.doc.clean.get(from as usize..info.span.end as usize).unwrap_or("");
        if let Some(len) = heads::register_len(rest) {
            // « Délibération n° 34-2021 adoptée à l'unanimité » is no citation.
            const CLOSES: &[Term] = &[Term::Adopted, Term::Rejected, Term::Postponed, Term::Withdrawn, Term::Passive];
            let behind = text.within(Span::new(from + len as u32, info.span.end));
            let closes = text.find(behind.head(2), CLOSES).is_some_and(|m| m.first as usize == behind.start);
            let cites = !closes && article
                || !closes
                    && !is_of_a_day(text, behind)
                    && rest[len..].trim_start().starts_with(|c: char| c.is_lowercase());
            if !cites {
                return Some(At::new(rest[..len].to_owned(), Span::new(from, from + len as u32)));
            }
        }
    }
    None
}

/// Whether a number of two groups behind a wording is the rest of its line.
fn is_rest(text: &Text<'_>, m: Mark, end: usize) -> bool {
    let print = text.doc.text(text.toks((m.end as usize).min(end), end).span()).trim();
    print.contains(['-', '/', '_']) && heads::register_len(print) == Some(print.len())
}

/// « cadastré AE n° 417 », « parcelle n° 12 »: the number of a plot of land.
fn is_of_plot(text: &Text<'_>, m: Mark) -> bool {
    let before = |n: usize| (m.first as usize).checked_sub(n).and_then(|i| text.tokens.get(i));
    let section = before(1).filter(|t| t.kind == Kind::Word && t.case != Case::Lower && t.span.end - t.span.start <= 2);
    let noun = if section.is_some() { before(2) } else { before(1) };
    noun.is_some_and(|t| text.listed_small(*t, List::PlotNoun))
}

/// Whether « loi », « décret », « arrêté » stands right before a wording.
fn cites_text(text: &Text<'_>, m: Mark) -> bool {
    let first = m.first as usize;
    let before = first.checked_sub(1).and_then(|b| text.longest_at(b).filter(|r| r.end as usize == first));
    before.is_some_and(|r| text.is(r, Term::RefText))
}

/// « 72-18 », the first line of all, above the letterhead.
#[must_use]
pub fn on_top(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    let first = lines.clone().find(|l| !text.line(*l).is_empty())?;
    alone(text, first..first + 1)
}

/// « N° 5/2010 » and nothing else.
#[must_use]
pub fn whole_cell(text: &Text<'_>, cell: Toks<'_>) -> Option<At<String>> {
    let labels = |m: &Mark| text.is(*m, Term::ActNumber) || text.is(*m, Term::ActPoint);
    let m = text.mark_at(cell.start).filter(|m| labels(m) && (m.end as usize) < cell.end)?;
    let span = text.toks(m.end as usize, cell.end).span();
    let print = text.doc.text(span).trim_end();
    (heads::register_len(print) == Some(print.len()))
        .then(|| At::new(print.to_owned(), Span::new(span.start, span.start + print.len() as u32)))
}

/// « EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS — CT2018/04/10-22 »: behind the dash of that line.
#[must_use]
pub fn behind_extract(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    lines.into_iter().find_map(|l| {
        let toks = text.line(l);
        let m = text.find(toks, &[Term::Extract])?;
        let dash = (m.end as usize..toks.end).find(|i| text.tokens[*i].sign == '-')?;
        let number = text.tokens.get(dash + 1).filter(|_| dash + 1 < toks.end)?;
        let span = Span::new(number.span.start, text.doc.lines[l].span.end);
        let print = text.doc.text(span).trim_end();
        (heads::number_len(print, false) == Some(print.len()))
            .then(|| At::new(print.to_owned(), Span::new(span.start, span.start + print.len() as u32)))
    })
}

/// « OBJET : Rapport n° 3.2 – Convention »: the number of the paper, of two groups, is that of its act where it has no other.
#[must_use]
pub fn of_paper(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    let toks = text.lines(lines.start, lines.end);
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::ActPoint)).find_map(|m| {
        let from = text.tokens.get(m.end as usize).filter(|t| t.kind == Kind::Number)?.span.start;
        let rest = text.doc.clean.get(from as usize..)?;
        let len = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = rest[..len].trim_end_matches('.');
        number.contains('.').then(|| At::new(number.to_owned(), Span::new(from, from + number.len() as u32)))
    })
}

/// « AFFAIRE N° 14-260620 » in the middle of a line, « DELIBERATION -=-=- N DRESS/2014/518 », whose sign of « n° » is lost: a
/// number of the register behind a label, in a head that lost its lines.
#[must_use]
pub fn in_flat_head(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    const FEWEST: usize = 5;
    let toks = text.lines(lines.start, lines.end);
    let point = |i: usize| text.mark_at(i).filter(|m| text.is(*m, Term::ActPoint)).map(|m| m.end as usize);
    let lost = |i: usize| (text.doc.text(text.tokens[i].span) == "N").then_some(i + 1);
    (toks.start..toks.end).filter(|i| text.tokens[*i].case != Case::Lower).find_map(|i| {
        let from = point(i).or_else(|| lost(i)).filter(|f| *f < toks.end)?;
        let t = text.tokens[from];
        let end = text.doc.lines[t.line as usize].span.end;
        let rest = text.doc.text(Span::new(t.span.start, end));
        let len = heads::number_len(rest, true)?;
        let print = &rest[..len];
        let filed = print.bytes().filter(u8::is_ascii_digit).count() >= FEWEST && print.contains(['-', '/', '_']);
        (filed && !print.contains(' '))
            .then(|| At::new(print.to_owned(), Span::new(t.span.start, t.span.start + len as u32)))
    })
}

/// « 2025_CP_0119 - 1/2 »: a running foot that is the number of the act and the page.
#[must_use]
pub fn in_foot(text: &Text<'_>) -> Option<At<String>> {
    (text.doc.body_len..text.doc.lines.len()).find_map(|l| {
        let span = text.doc.lines[l].span;
        let s = text.doc.text(span);
        let len = heads::number_len(s, false)?;
        let page = s[len..].bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'/'));
        (page && s[..len].chars().any(|c| c.is_ascii_uppercase()))
            .then(|| At::new(s[..len].to_owned(), Span::new(span.start, span.start + len as u32)))
    })
}

/// A line that is a number and nothing else, the last of them.
pub(super) fn alone(text: &Text<'_>, lines: Range<usize>) -> Option<At<String>> {
    lines.rev().find_map(|l| {
        // « N° 2020-10-15/07 »
        let labelled = whole_cell(text, text.line(l));
        let span = labelled.map_or(text.doc.lines[l].span, |n| n.span);
        let s = text.doc.text(span).trim();
        let digits = s.chars().filter(char::is_ascii_digit).count();
        let whole = (3..=20).contains(&s.len()) && digits >= 3 && s.contains(['-', '/', '_', '.']);
        (whole && heads::register_len(s) == Some(s.len())).then(|| At::new(s.to_owned(), span))
    })
}
