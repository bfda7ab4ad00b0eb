//! Acts: which head begins a deliberation, and which lines belong to it.

use super::additions;
use super::agenda;
use super::clerk;
use super::closing_numbers;
use super::delegated;
use super::events::{self, Event};
use super::heads::{self, Form, Head, style};
use super::lesser_events;
use super::minutes;
use super::numbers;
use super::quotes::Quotes;
use super::series::{Segmenter, prefix};
use super::single;
use super::table_acts;
use crate::grammar::lexicon::Mark;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token};
use crate::page::{At, fold};
use std::ops::Range;

/// A deliberation: its head and its lines.
#[derive(Debug, Clone)]
pub struct Act {
    /// The head; its line is the first of the act where it stands in it.
    pub head: Head,
    /// All lines, the head's included, up to the next act.
    pub lines: Range<usize>,
    /// One past the last line that is about this act; what follows are points on which nothing was decided.
    pub core_end: usize,
}

impl Act {
    /// An act all of whose lines are about it.
    #[must_use]
    pub fn new(head: Head, lines: Range<usize>) -> Self {
        Self { head, core_end: lines.end, lines }
    }
}

/// Finds the acts of a sitting that begins at line `start`, in the body lines `range` behind its roll.
#[must_use]
pub fn find(text: &Text<'_>, start: usize, range: Range<usize>) -> Vec<Act> {
    let agenda = agenda::find(text, range.clone());
    let mut heads = heads::find(text, range.clone(), &agenda);
    let quotes = Quotes::of(text, range.clone());
    let events: Vec<(usize, Event)> = range
        .clone()
        .filter(|l| !agenda.covers(*l) && !quotes.holds(*l))
        .filter_map(|l| events::event(text, l).map(|e| (l, e)))
        .collect();
    // Where one vote holds for all points, each point that something « est affecté », « est renouvelé » is an act.
    let mut events = events;
    if text.find(text.lines(range.start, range.end), &[Term::BlanketVote]).is_some() {
        let told = range.clone().filter(|l| {
            !agenda.covers(*l) && (lesser_events::told_in_passive(text, *l) || lesser_events::told_in_past(text, *l))
        });
        events.extend(told.map(|l| (l, Event::Decision)));
        events.sort_by_key(|(l, _)| *l);
        events.dedup_by_key(|(l, _)| *l);
    }
    let chosen = clerk::chosen(text, &heads, &events, range.end);
    events.extend(chosen.into_iter().map(|l| (l, Event::Decision)));
    events.sort_by_key(|(l, _)| *l);
    delegated::drop_listed(text, &mut heads, &events);
    let closing = closing_numbers::take(text, &mut heads, &events);
    let seg = Segmenter::new(text, &agenda, join_heads(text, heads), events);
    let first_event = seg.events.first().map_or(range.start, |(l, _)| l + 1);
    let clerk = clerk::opt_act(text, range.start..first_event);
    let mut out = seg.acts(clerk.as_ref().map_or(range.start, |a| a.lines.end)..range.end);
    let rows = table_acts::find(text, range.clone());
    // Grants in a table under one of several points are no list of acts.
    let apart = out.iter().filter(|a| !rows.iter().any(|r| a.lines.contains(&r.lines.start))).count();
    // « 2023-113 │ Avenant n° 2 │ Approuvée »: the number opens a head too, whose title is but one of the cells.
    let same = apart == 0 && rows.len() >= out.len() && !rows.is_empty();
    if same || rows.len() > out.len() && apart < 3 {
        out = rows;
    } else {
        put_rows(text, &seg, &mut out, rows);
    }
    minutes::put_alone(&seg, range.start, &mut out);
    additions::put(&seg, range.clone(), &mut out);
    // A numbered act goes on up to the next, the choice of who keeps the minutes as well.
    let whole = clerk.as_ref().filter(|c| c.head.styles & style::NUMBERED != 0).map(|c| c.lines.start);
    out.extend(clerk);
    out.sort_by_key(|a| a.lines.start);
    // No line is lost: what stands between two acts goes with the first, outside its core.
    let starts: Vec<usize> = out.iter().skip(1).map(|a| a.lines.start).chain([range.end]).collect();
    for (act, next) in out.iter_mut().zip(starts) {
        act.core_end = if whole == Some(act.lines.start) { next } else { act.core_end.min(next) };
        act.lines.end = next;
    }
    closing_numbers::give(text, &mut out, closing);
    numbers::assign(&seg, start, &mut out);
    out
}

/// Grants in a table with a vote for each, under one point of minutes: each row is an act, its title behind that of the
/// point.
fn put_rows(text: &Text<'_>, seg: &Segmenter<'_, '_>, acts: &mut Vec<Act>, mut rows: Vec<Act>) {
    const POINT: u32 = style::AGENDA | style::NUMBERED | style::NAMED | style::ARABIC | style::ROMAN;
    let Some((first, last)) = rows.first().zip(rows.last()).map(|(f, l)| (f.lines.start, l.lines.end)) else { return };
    let above = first.checked_sub(1).map(|l| text.line(l));
    let voted = above.is_some_and(|l| text.find(l, &[Term::VoteColumn]).is_some());
    let point = seg.heads.iter().rev().find(|h| h.line < first && h.styles & POINT != 0);
    let parted = seg.heads.iter().any(|h| (first..last).contains(&h.line) && h.styles & POINT != 0);
    let Some(point) = point.filter(|p| voted && !parted && p.title.is_some()) else { return };
    // The table is all that the point holds: what was found in it gives way to its rows, if it is less.
    if acts.iter().filter(|a| (point.line..last).contains(&a.lines.start)).count() >= rows.len() {
        return;
    }
    acts.retain(|a| !(point.line..last).contains(&a.lines.start));
    for row in &mut rows {
        prefix(&mut row.head, point);
    }
    acts.append(&mut rows);
}

/// The first line of a stretch that begins an act by its number, its « Objet » or its place in a count.
#[must_use]
pub fn first_marked(text: &Text<'_>, lines: Range<usize>) -> Option<usize> {
    let marked = style::NUMBERED | style::OBJECT | style::RANKED;
    heads::find(text, lines, &agenda::Agenda::default()).into_iter().find(|h| h.styles & marked != 0).map(|h| h.line)
}

/// How many points of a count stand in a stretch (« 1/ », « II – », « Point n° 3 »).
#[must_use]
pub fn points(text: &Text<'_>, lines: Range<usize>) -> usize {
    let counted = style::ARABIC | style::ROMAN | style::NAMED;
    let heads = heads::find(text, lines, &agenda::Agenda::default());
    heads.iter().filter(|h| h.rank.is_some() && h.styles & counted != 0).count()
}

/// The first line of a stretch that begins an act by its number or its « Objet ».
#[must_use]
pub fn first_numbered(text: &Text<'_>, lines: Range<usize>) -> Option<usize> {
    heads::first_numbered(text, lines)
}

/// A number and an « Objet » within a few lines are one head, whichever comes first.
fn join_heads(text: &Text<'_>, heads: Vec<Head>) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    for head in heads {
        if let Some(last) = out.last_mut()
            && head.line <= last.end + 3
        {
            let number_then_object = last.form == Form::Numbered && head.form == Form::Object;
            let object_then_number = last.form == Form::Object && head.form == Form::Numbered && last.number.is_none();
            // « 6 - GARANTIE D'EMPRUNT » / « Délibération n° 2017-078 »
            let title_then_number = matches!(last.form, Form::Point | Form::Heading)
                && head.form == Form::Numbered
                && head.title.is_none()
                && last.number.is_none()
                && last.title.is_some();
            // « Délibération n° 12⏎TARIFS⏎Délibération n° 12⏎Rapporteur : … »: the head of the page repeats the act's.
            let same =
                |n: &At<String>| head.number.as_ref().is_some_and(|h| fold::key(&h.value) == fold::key(&n.value));
            if last.title.is_some() && last.number.as_ref().is_some_and(same) {
                continue;
            }
            // « Point n° 4 – Convention de suivi » / « DCS-2024-03 » / « Trois stations, 4 800 € par an … »: what stands below the
            // number is the text of the point.
            let titled_below = head.title.as_ref().is_some_and(|t| text.doc.line_at(t.span.start) > head.line)
                && head.line <= last.end + 1;
            let named_then_number = last.styles & style::NAMED != 0
                && last.title.is_some()
                && last.number.is_none()
                && head.form == Form::Numbered
                && titled_below;
            if named_then_number {
                last.number = head.number;
                last.end = head.line + 1;
                last.styles |= head.styles;
                continue;
            }
            if title_then_number {
                last.number = head.number;
                last.end = head.end;
                last.styles |= head.styles;
                continue;
            }
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

/// « N° 07/2008 – INDEMNITÉS », « N° 08/2008 – CRÉATION D'UN EMPLOI »: two numbers alike but for one that counts on by one,
/// and two titles.
fn follows(text: &Text<'_>, first: &Head, second: &Head) -> bool {
    let numbered = |h: &Head| matches!(h.form, Form::Numbered | Form::Object);
    let title = |h: &Head| h.title.as_ref().map(|t| fold::key(&t.value)).filter(|t| t.len() >= 8);
    let figures = |h: &Head| -> Option<Vec<u32>> {
        let toks = text.within(h.number.as_ref()?.span);
        Some(toks.slice().iter().filter_map(|t| text.doc.text(t.span).parse().ok()).collect())
    };
    let (Some(a), Some(b)) = (figures(first), figures(second)) else { return false };
    let steps: Vec<(u32, u32)> = a.iter().copied().zip(b.iter().copied()).filter(|(x, y)| x != y).collect();
    numbered(first)
        && numbered(second)
        && title(first).is_some()
        && title(second).is_some()
        && title(first) != title(second)
        && a.len() == b.len()
        && matches!(steps[..], [(x, y)] if x.checked_add(1) == Some(y))
}

/// Whether the document is one act: an extract of the register, or a single head with its formula.
#[must_use]
pub fn is_single(text: &Text<'_>, range: Range<usize>, acts: &[Act]) -> bool {
    if single::is_headed(text, range.start, acts) {
        return true;
    }
    let toks = text.lines(range.start, range.end);
    let early = text.lines(range.start, range.start + (range.end - range.start).min(60));
    let marks = text.marks_in(early);
    let extract = marks.iter().any(|m| text.is(*m, Term::Extract));
    // The only number of an act in the whole document, in its head.
    // « Délibération adoptée » announces none.
    let number = |m: &Mark| {
        let behind = text.toks(m.end as usize, toks.end);
        let at = behind.slice().iter().take_while(|t| t.kind == Kind::Sign).count();
        // « n° PETR-2024-015 »: letters, and figures behind a hyphen.
        let letters =
            |t: Token| t.case == Case::Upper && behind.get(at + 1).is_some_and(|s| s.sign == '-' && s.gap == Gap::None);
        let figures = |i: usize| behind.get(i).is_some_and(|t| t.kind == Kind::Number);
        figures(at) || behind.get(at).is_some_and(letters) && figures(at + 2)
    };
    let announced = marks.iter().filter(|m| text.is(**m, Term::ActNumber) && number(m)).count() == 1;
    // The register holds acts and minutes alike: one line with a number in its head makes an act.
    let opens = |m: &&Mark| m.first as usize == text.line(text.tokens[m.first as usize].line as usize).start;
    let one = marks.iter().filter(|m| text.is(**m, Term::ActNumber)).filter(opens).count() == 1;
    let register = |m| one && text.value(m, Term::Minutes) == Some("register");
    // « PROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MARS », above the acts
    let above = acts.first().map_or(range.start, |a| a.lines.start);
    let letterhead = |m: &Mark| {
        let first = text.tokens[m.first as usize];
        text.is(*m, Term::MinutesApproval) && opens(&m) && first.case != Case::Lower && (first.line as usize) < above
    };
    let minutes = marks
        .iter()
        .any(|m| text.is(*m, Term::Minutes) && !text.is(*m, Term::Extract) && !register(*m) || letterhead(m));
    let numbered = acts.iter().filter(|a| matches!(a.head.form, Form::Numbered | Form::Object)).count();
    let formulas = text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Formula)).count();
    let signed = text
        .marks_in(toks)
        .iter()
        .any(|m| text.is(*m, Term::Signature) || text.is(*m, Term::Certification) || text.is(*m, Term::Stamp));
    let distinct = {
        let mut numbers: Vec<String> =
            acts.iter().filter_map(|a| a.head.number.as_ref().map(|n| fold::key(&n.value))).collect();
        numbers.sort();
        numbers.dedup();
        numbers.len()
    };
    // « Objet : … » again and again, each time of something else: several extracts one behind the other.
    let mut objects: Vec<String> = acts
        .iter()
        .filter(|a| a.head.form == Form::Object)
        .filter_map(|a| a.head.title.as_ref().map(|t| fold::key(&t.value)))
        .collect();
    objects.sort();
    objects.dedup();
    if distinct > 2 || distinct > 1 && formulas > 1 || objects.len() > 2 || objects.len() == 2 && formulas > 1 {
        return false;
    }
    // « Extrait du registre » over three numbers, each with its vote: all that was decided in the sitting.
    if distinct >= 3 && distinct == acts.len() && acts.iter().all(|a| a.head.form == Form::Numbered) {
        return false;
    }
    // Two numbers that count on, each above a title of its own.
    if let [first, second] = acts
        && follows(text, &first.head, &second.head)
    {
        return false;
    }
    // Points that follow each other, each with its own vote, are minutes whatever else is printed.
    let points = acts.iter().filter(|a| a.head.rank.is_some()).count();
    let leads = acts.iter().filter(|a| a.head.styles & style::LEAD != 0).count();
    if points >= 3 || leads >= 3 {
        return false;
    }
    let lines =
        acts.iter().filter(|a| matches!(a.head.form, Form::Line | Form::Item) && a.head.title.is_some()).count();
    if !extract && (points >= 2 || acts.len() >= 4 || lines >= 3) {
        return false;
    }
    let lone = acts.len() == 1 && acts[0].head.number.is_some();
    // « DÉLIBÉRATION N° 19/243 AC » above everything else, and acts of other days in the visas.
    let above_all = |m: &&Mark| {
        let first = text.tokens[m.first as usize];
        text.is(**m, Term::ActNumber)
            && opens(m)
            && number(m)
            && first.case != Case::Lower
            && (first.line as usize) < above
    };
    let announced = announced || acts.len() <= 1 && marks.iter().filter(above_all).count() == 1;
    extract && formulas <= 3
        || (lone && !minutes)
        || (!minutes && numbered <= 2 && formulas <= 2 && (signed || announced))
}
