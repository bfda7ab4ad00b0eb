//! Points that are added to the agenda, where that is put to the vote: « Monsieur le Maire demande à ce que 2 points soient ajoutés à
//! l'ordre du jour, ils sont acceptés à l'unanimité ».

use super::acts::Act;
use super::heads::{Head, style};
use super::series::Segmenter;
use super::statements::lone;
use super::titles;
use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};
use crate::page::Span;
use std::ops::Range;

/// Lines from the request to its vote: what is added stands between them.
const REACH: usize = 14;
/// Acts of a document that is minutes, at least.
const MINUTES: usize = 2;

/// Puts the addition among the acts of minutes, before all that counts or is numbered.
pub(super) fn put(seg: &Segmenter<'_, '_>, range: Range<usize>, acts: &mut Vec<Act>) {
    let text = seg.text;
    let of_agenda = |a: &Act| {
        let title = a.head.title.as_ref().map(|t| text.within(t.span));
        title.is_some_and(|t| text.find(t, &[Term::Agenda]).is_some())
    };
    if acts.len() < MINUTES || acts.iter().any(of_agenda) {
        return;
    }
    let marked = |h: &Head| h.styles & (style::NUMBERED | style::RANKED | style::OBJECT) != 0;
    let first = acts.iter().filter(|a| marked(&a.head)).map(|a| a.lines.start).min().unwrap_or(range.end);
    let Some((line, mut head)) = (range.start..first).find_map(|l| Some((l, opt_request(text, l)?))) else { return };
    let told = seg.events_in(line..first.min(line + REACH)).first().map(|(l, _)| *l);
    let Some(vote) = told.filter(|l| accepts(text, line, *l)) else { return };
    let end = vote + 1;
    name_item(text, &mut head, vote);
    // What was found among the lines of the request is what is to be added.
    acts.retain(|a| {
        let inside = (line..end).contains(&a.head.line);
        let around = a.lines.contains(&line) && a.head.line < line;
        let own = seg.any_event(a.head.line..line) || seg.any_event(end..a.lines.end);
        marked(&a.head) || !inside && (!around || own)
    });
    acts.push(Act::new(head, line..end));
}

/// « demande l'accord du conseil pour ajouter un point à l'ordre du jour », « propose d'inverser le point 5 avec le point 6 ».
fn opt_request(text: &Text<'_>, line: usize) -> Option<Head> {
    let toks = text.line(line);
    let agenda = text.find(toks, &[Term::Agenda])?;
    let before = text.toks(toks.start, agenda.first as usize);
    let said = text.find_any(before, family::SPEAKER).is_some() || text.find(before, &[Term::Body]).is_some();
    let adds = before.slice().iter().position(|t| text.listed(*t, List::Adds)).filter(|_| said)?;
    let from = with_count(text, before, adds);
    let span = Span::new(text.tokens[from].span.start, text.mark_span(agenda).end);
    let mut title = titles::trim_title(text, span)?;
    // « que 2 points soient ajoutés à l'ordre du jour »: what is decided is the addition; the print stays in the evidence.
    let at = before.start + adds;
    if from < at && text.tokens[from].kind == Kind::Number {
        let word = |i: usize| text.doc.text(text.tokens[i].span);
        title.value = format!("Ajout de {} {} à l’ordre du jour", word(from), word(from + 1));
    }
    Some(lone(line, title))
}

/// « … à l'ordre du jour :⏎- Modification de la subvention⏎Vote : unanimité »: what is added, where it is one thing.
fn name_item(text: &Text<'_>, head: &mut Head, vote: usize) {
    let colon = text.line(head.line).slice().last().is_some_and(|t| t.sign == ':');
    let mut items = (head.line + 1..vote).filter(|l| !text.line(*l).is_empty());
    let Some((item, title)) = items.next().filter(|_| colon).zip(head.title.as_mut()) else { return };
    let toks = outline::behind_bullet(text.line(item));
    if let Some(own) = titles::trim_title(text, toks.span()).filter(|_| !toks.is_empty() && items.next().is_none()) {
        title.value = format!("{} - {}", title.value, own.value);
    }
}

/// « 2 points soient ajoutés »: from the number on.
fn with_count(text: &Text<'_>, toks: Toks<'_>, adds: usize) -> usize {
    const NEAR: usize = 4;
    let at = toks.start + adds;
    let counted = |i: &usize| {
        let t = text.tokens[*i];
        t.kind == Kind::Number || text.mark_at(*i).is_some_and(|m| text.is(m, Term::NumberUnit))
    };
    (toks.start.max(at.saturating_sub(NEAR))..at).find(counted).unwrap_or(at)
}

/// « ils sont acceptés à l'unanimité » right behind the request, « ACCEPTE l'ajout du point » further below: a vote, and not on
/// the minutes. « Accord. » alone is none.
fn accepts(text: &Text<'_>, request: usize, line: usize) -> bool {
    const RIGHT_BEHIND: usize = 2;
    let toks = text.lines(line, line + 2);
    let own = outline::behind_bullet(text.line(line));
    let told = text.find(own, &[Term::Unanimous, Term::Majority]).is_some();
    let voted = told && text.find(own, &[Term::MinutesApproval]).is_none();
    let named = || toks.slice().iter().any(|t| text.listed(*t, List::Adds));
    voted && (line <= request + RIGHT_BEHIND || named())
}
