//! Acts: which head begins a deliberation, and which lines belong to it.
//!
//! Numbered heads and « Objet » begin acts by themselves. Where a document has none, an act is what lies between two
//! votes: the best head in between begins it. Points without a vote or a decision are no deliberations.

use super::heads::{self, Form, Head};
use super::votes;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{Role, fold};
use std::ops::Range;

/// A deliberation: its head and its lines.
#[derive(Debug, Clone)]
pub struct Act {
    /// The head; its line is the first of the act where it stands in it.
    pub head: Head,
    /// All lines, the head's included.
    pub lines: Range<usize>,
}

/// Finds the acts of a sitting in the body lines `range`, which begin behind the attendance.
#[must_use]
pub fn find(text: &Text<'_>, range: Range<usize>) -> Vec<Act> {
    let agenda = agenda(text, range.clone());
    let mut all = heads::find(text, range.clone());
    all.retain(|h| !agenda.iter().any(|a| a.contains(&h.line)));
    let all = join_heads(all);
    let events: Vec<usize> =
        range.clone().filter(|l| !agenda.iter().any(|a| a.contains(l)) && votes::event(text, *l).is_some()).collect();
    let strong: Vec<&Head> = all.iter().filter(|h| matches!(h.form, Form::Numbered | Form::Object)).collect();
    let primary = pick_primary(&strong, &events, range.end);
    let mut starts: Vec<Head> = Vec::new();
    match primary {
        Some(primary) => {
            let first = primary.first().map_or(range.end, |h| h.line);
            let before: Vec<usize> = events.iter().copied().filter(|e| *e < first).collect();
            starts.extend(by_interval(text, &all, &before, range.start));
            starts.retain(|h| h.line < first);
            starts.extend(primary);
        }
        None => starts = by_interval(text, &all, &events, range.start),
    }
    let mut out: Vec<Act> = Vec::new();
    for (i, head) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(range.end, |n| n.line);
        out.push(Act { head: head.clone(), lines: head.line..end });
    }
    out
}

/// Numbered heads, or « Objet » heads where no number stands, if votes or decisions follow them.
fn pick_primary(strong: &[&Head], events: &[usize], end: usize) -> Option<Vec<Head>> {
    let numbered: Vec<&Head> = strong.iter().copied().filter(|h| h.number.is_some()).collect();
    let chosen = if numbered.is_empty() {
        strong.to_vec()
    } else {
        strong.iter().copied().filter(|h| h.number.is_some() || h.form == Form::Object).collect()
    };
    if chosen.is_empty() {
        return None;
    }
    let inside = events.iter().filter(|e| **e >= chosen[0].line).count();
    let followed = chosen.iter().enumerate().filter(|(i, h)| {
        let stop = chosen.get(i + 1).map_or(end, |n| n.line);
        events.iter().any(|e| (h.line..stop).contains(e))
    });
    let followed = followed.count();
    (followed * 2 >= chosen.len() && (inside * 3 >= events.len() || chosen.len() >= 3))
        .then(|| chosen.into_iter().cloned().collect())
}

/// A number and an « Objet » within a few lines are one head, whichever comes first.
fn join_heads(heads: Vec<Head>) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    for head in heads {
        if let Some(last) = out.last_mut()
            && head.line <= last.end + 3
        {
            let number_then_object = last.form == Form::Numbered && head.form == Form::Object;
            let object_then_number = last.form == Form::Object && head.form == Form::Numbered && last.number.is_none();
            if number_then_object && head.title.is_some() {
                last.title = head.title;
                last.end = head.end;
                continue;
            }
            if object_then_number {
                last.number = head.number;
                last.end = head.end;
                last.form = Form::Numbered;
                continue;
            }
        }
        out.push(head);
    }
    out
}

/// Between two votes, the best head begins an act; a vote without a head of its own belongs to the act before.
fn by_interval(text: &Text<'_>, heads: &[Head], events: &[usize], from: usize) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    let mut last_event = from;
    let mut last_rank = None;
    for &event in events {
        let between: Vec<&Head> = heads
            .iter()
            .filter(|h| h.line >= last_event && h.line < event && out.last().is_none_or(|o| h.line > o.line))
            .collect();
        let since = last_event;
        last_event = event + 1;
        let Some(best) =
            between.iter().enumerate().max_by_key(|(i, h)| (score(text, h, last_rank), *i)).map(|(_, h)| *h)
        else {
            if !out.is_empty()
                && let Some(head) = line_before_vote(text, since, event)
            {
                out.push(head);
            }
            continue;
        };
        // « 1. Budget − Approbation du compte de gestion »: the item right behind the point is what is voted.
        let finer = between.iter().find(|h| {
            h.form == Form::Item
                && best.form != Form::Item
                && h.line > best.line
                && h.line <= best.end + 1
                && bulleted(text, h.line)
        });
        if best.rank.is_some() {
            last_rank = best.rank;
        }
        out.push((*finer.unwrap_or(&best)).clone());
    }
    out
}

/// A short line before a « Vote : » of its own, as the name of an association in a list of grants: it is what is voted.
fn line_before_vote(text: &Text<'_>, from: usize, event: usize) -> Option<Head> {
    let (mark, rest) = outline::opening(text, event)?;
    let opens = text.is(mark, Term::VoteHeading) && text.tokens.get(mark.end as usize).is_none_or(|t| t.sign == ':');
    if !opens || rest.len() > 4 {
        return None;
    }
    let line = (from.max(event.saturating_sub(6))..event).rev().find(|l| {
        let toks = text.line(*l);
        let s = text.doc.text(text.doc.lines[*l].span).trim();
        let short = s.len() < 100 && s.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        short
            && s.starts_with(char::is_uppercase)
            && !s.ends_with(['.', ',', ';', ':'])
            && text.find(toks, &[Term::Honorific, Term::Abstention, Term::Against, Term::Formula]).is_none()
            && outline::label(text, *l) == Label::Plain
    })?;
    heads::short_title(text, line)
}

fn bulleted(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    outline::behind_bullet(toks).start != toks.start
}

fn score(text: &Text<'_>, head: &Head, last_rank: Option<u32>) -> i32 {
    let line = &text.doc.lines[head.line];
    let base = match head.form {
        Form::Numbered => 80,
        Form::Object => 70,
        Form::Point => 50,
        Form::Heading => 45,
        Form::Item => 20,
    };
    let next = match (head.rank, last_rank) {
        (Some(r), Some(l)) if r == l + 1 => 25,
        (Some(1), None) => 15,
        (Some(_), Some(_)) => -10,
        _ => 0,
    };
    let title_len = head.title.as_ref().map_or(0, |t| t.value.len());
    base + next + if line.gap_before { 5 } else { 0 } + if line.bold { 10 } else { 0 }
        - if title_len > 150 { 15 } else { 0 }
        - if title_len < 4 { 40 } else { 0 }
}

/// The stretches that print the agenda: from its heading over items and points to the first line of prose, to a rule
/// behind items, or to the first item that comes again.
fn agenda(text: &Text<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut line = range.start;
    while line < range.end {
        if outline::label(text, line) != Label::Agenda {
            line += 1;
            continue;
        }
        let start = line;
        let mut seen: Vec<String> = Vec::new();
        let mut end = line + 1;
        while end < range.end {
            let info = &text.doc.lines[end];
            let s = text.doc.text(info.span).trim();
            let key = fold::key(s);
            if info.role == Role::Rule || (!s.is_empty() && s.chars().all(|c| matches!(c, '_' | '-' | '*' | '=' | ' ')))
            {
                if seen.is_empty() {
                    end += 1;
                    continue;
                } else {
                    break;
                }
            }
            if votes::event(text, end).is_some() {
                break;
            }
            if key.len() >= 6
                && seen.iter().any(|k| {
                    *k == key || key.len() > 14 && k.starts_with(&key) || k.len() > 14 && key.starts_with(k.as_str())
                })
            {
                break;
            }
            let prose = s.ends_with('.') && s.len() > 90 && !bulleted(text, end);
            if prose {
                break;
            }
            if key.len() >= 6 {
                seen.push(key);
            }
            end += 1;
        }
        // An agenda that swallows the rest of the document is none.
        if end < range.end || seen.len() < 2 {
            out.push(start..end);
        }
        line = end.max(line + 1);
    }
    out
}

/// Whether the document is one act: an extract of the register, or a single head with its formula.
#[must_use]
pub fn is_single(text: &Text<'_>, range: Range<usize>, acts: &[Act]) -> bool {
    let toks = text.lines(range.start, range.end);
    let early = text.lines(range.start, range.start + (range.end - range.start).min(60));
    let marks = text.marks_in(early);
    let extract = marks.iter().any(|m| text.is(*m, Term::Extract));
    let minutes = marks.iter().any(|m| text.is(*m, Term::Minutes) && !text.is(*m, Term::Extract));
    let numbered = acts.iter().filter(|a| matches!(a.head.form, Form::Numbered | Form::Object)).count();
    let formulas = text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Formula)).count();
    let signed = text
        .marks_in(toks)
        .iter()
        .any(|m| text.is(*m, Term::Signature) || text.is(*m, Term::Certification) || text.is(*m, Term::Stamp));
    // The only number of an act in the whole document, in its head.
    let announced = marks.iter().filter(|m| text.is(**m, Term::ActNumber) && text.mark_span(**m).end > 0).count() == 1;
    let distinct = {
        let mut numbers: Vec<String> =
            acts.iter().filter_map(|a| a.head.number.as_ref().map(|n| fold::key(&n.value))).collect();
        numbers.sort();
        numbers.dedup();
        numbers.len()
    };
    if distinct > 1 && formulas > 1 {
        return false;
    }
    // Points that follow each other, each with its own vote, are minutes whatever else is printed.
    let points = acts.iter().filter(|a| a.head.rank.is_some()).count();
    if !extract && (points >= 2 || acts.len() >= 4) {
        return false;
    }
    extract && formulas <= 3 || (!minutes && numbered <= 2 && formulas <= 2 && (signed || announced))
}
