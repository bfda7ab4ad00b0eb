//! Acts without a head: minutes approved in a sentence, a vote on the way of voting, grants voted line by line.

use super::acts::Act;
use super::events::{self, Event};
use super::heads::{Form, Head, style};
use super::minutes;
use super::plain_heads::{closes_bracket, is_sentence};
use super::series::Segmenter;
use super::tally::tallies;
use super::titles;
use crate::grammar::family;
use crate::grammar::lexicon::Terms;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::{At, Span};
use std::ops::Range;

/// The acts that sentences of a stretch without heads tell of.
#[must_use]
pub fn find(seg: &Segmenter<'_, '_>, range: Range<usize>) -> Vec<Act> {
    let text = seg.text;
    let mut out: Vec<Act> = Vec::new();
    for (line, event) in seg.events_in(range.clone()) {
        // The sentence may have begun in the line above.
        let first = line.saturating_sub(usize::from(!text.doc.lines[*line].gap_before)).max(range.start);
        if *event != Event::Vote && text.find(text.lines(first, line + 1), &[Term::MinutesApproval]).is_none() {
            continue;
        }
        let from = out.last().map_or(range.start, |a: &Act| a.lines.end);
        if *line < from {
            continue;
        }
        // What stands nearer to the vote is what was voted on.
        let told = [minutes::minutes_approval(text, *line, from), way_of_voting(text, *line, from)];
        let place = |h: &Head| h.title.as_ref().map(|t| t.span.start);
        let Some(head) = told.into_iter().flatten().max_by_key(place) else { continue };
        let mut end = *line + 1;
        while end < range.end
            && !text.doc.lines[end].gap_before
            && end < line + 4
            && !seg.heads.iter().any(|h| h.line == end)
        {
            end += 1;
        }
        out.push(Act::new(head.clone(), head.line..end.min(range.end)));
    }
    out
}

/// « … s'ils souhaitent conserver le mode de vote à main levée. Vote : pour à l'unanimité »
fn way_of_voting(text: &Text<'_>, line: usize, from: usize) -> Option<Head> {
    let toks = text.lines(from.max(line.saturating_sub(2)), line + 1);
    let m =
        text.marks_in(toks).iter().copied().find(|m| text.value(*m, Term::Ballot).is_some() && m.end - m.first >= 4)?;
    let title = titles::trim_title(text, text.mark_span(m))?;
    Some(lone(text.doc.line_at(title.span.start), title))
}

/// A head that is one line, or a part of one.
pub(super) fn lone(line: usize, title: At<String>) -> Head {
    Head { line, end: line + 1, form: Form::Line, number: None, title: Some(title), rank: None, styles: style::LINE }
}

/// Votes of one piece that each have a line of their own above or before them: grants, tariffs, persons.
#[must_use]
pub fn titled_votes(seg: &Segmenter<'_, '_>, lines: Range<usize>) -> Vec<Act> {
    let text = seg.text;
    let rows = voted_rows(text, lines.clone());
    if rows.len() >= 2 {
        return rows;
    }
    let mut starts: Vec<Head> = Vec::new();
    let mut votes = 0;
    let mut last = lines.start;
    for line in lines.clone() {
        let part = outline::behind_bullet(text.line(line)).first().is_some_and(|t| text.listed(t, List::PartOfAct));
        let Some(head) = vote_heading(text, line).filter(|_| !part) else { continue };
        votes += 1;
        let found = head.or_else(|| line_above(text, last, line));
        last = line + 1;
        if let Some(h) = found {
            starts.push(h);
        }
    }
    if starts.len() * 3 < votes * 2 {
        return Vec::new();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|h| h.line).chain([lines.end]).collect();
    starts.into_iter().zip(ends).map(|(h, end)| Act::new(h.clone(), h.line..end)).collect()
}

/// « 24 pour (S. X ne vote pas) »
fn begins_with_count(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let number = toks.first().is_some_and(|t| t.kind == Kind::Number);
    number && text.mark_at(toks.start + 1).is_some_and(|m| text.is_any(m, family::SIDES))
}

/// The rows of a table whose last column is the vote: « Association │ Montant │ Vote ». Each row is an act, its first cell
/// the title.
fn voted_rows(text: &Text<'_>, lines: Range<usize>) -> Vec<Act> {
    let last_cell = |line: usize| {
        let info = &text.doc.lines[line];
        let cells = text.doc.cells_of(info);
        cells.last().filter(|_| cells.len() >= 2).map(|c| text.within(c.span))
    };
    let voted_on = |line: &usize| {
        last_cell(*line).is_some_and(|c| {
            c.len() <= 4
                && text.find(c, &[Term::VoteHeading, Term::VoteColumn]).is_some_and(|m| m.first as usize == c.start)
        })
    };
    let Some(head) = lines.clone().find(voted_on) else { return Vec::new() };
    let rows = (head + 1..lines.end).take_while(|l| text.doc.lines[*l].cells.len() >= 2).count();
    // « Le conseil, à l'unanimité, attribue les subventions du tableau »: one vote for all rows.
    if (head + 1 + rows..lines.end).any(|l| events::event(text, l) == Some(Event::Vote)) {
        return Vec::new();
    }
    const VOTED: &[Term] =
        &[Term::Unanimous, Term::Majority, Term::Adopted, Term::Rejected, Term::Postponed, Term::Withdrawn];
    (head + 1..lines.end)
        .take_while(|l| text.doc.lines[*l].cells.len() >= 2)
        .filter(|l| last_cell(*l).is_some_and(|c| text.find(c, VOTED).is_some() || begins_with_count(text, c)))
        .filter_map(|l| titles::short_title(text, l).map(|h| Act::new(h, l..l + 1)))
        .collect()
}

/// A line with « Vote : » in it: the words before it as a head, if there are any.
#[allow(clippy::option_option, reason = "a vote without a title of its own is still a vote")]
fn vote_heading(text: &Text<'_>, line: usize) -> Option<Option<Head>> {
    let toks = text.line(line);
    if let Some(head) = voted_item(text, line) {
        return Some(Some(head));
    }
    // « 15 pour » alone below its title; below « Vote : » it is part of that vote.
    let first = line
        .checked_sub(1)
        .is_none_or(|b| !matches!(outline::label(text, b), Label::Section(_)) && !events::tallied(text, text.line(b)));
    if first && toks.len() <= 4 && events::tallied(text, toks) {
        return Some(None);
    }
    // « POUR 19 / CONTRE 0 / ABSTENTIONS 2 (Mme X, Mme Y) »
    let side = text.mark_at(outline::behind_bullet(toks).start);
    if first
        && side.is_some_and(|m| text.is_any(m, family::SIDES))
        && tallies(text, toks).iter().filter(|t| t.count.is_some()).count() >= 2
    {
        return Some(None);
    }
    let mark = text.marks_in(toks).iter().copied().rev().find(|m| {
        text.is(*m, Term::VoteHeading)
            && text.tokens.get(m.end as usize).is_none_or(|t| t.sign == ':' || m.end as usize >= toks.end)
    })?;
    let rest = outline::behind_bullet(toks);
    if mark.first as usize == rest.start {
        return (toks.len() <= 30).then_some(None);
    }
    let span = text.toks(rest.start, mark.first as usize).span();
    let title = titles::trim_title(text, span).filter(|t| t.value.len() >= 8 && t.value.len() < 140)?;
    Some(Some(Head { styles: style::ITEM, form: Form::Item, ..lone(line, title) }))
}

/// « Rallye : 200 € - 10 pour, 9 contre », « MJC : avis favorable à l'unanimité »: behind the name a sum, or the outcome itself.
fn sum_or_outcome(text: &Text<'_>, rest: Toks<'_>) -> bool {
    const SUM: usize = 8;
    const OUTCOME: Terms = family::SIDES.or(Terms::of(&[Term::Unanimous, Term::Adopted, Term::Rejected]));
    let told = outline::behind_bullet(rest);
    let told = told.skip(usize::from(told.first().is_some_and(|t| t.sign == ':')));
    let sum = text.find(told.head(SUM), &[Term::MoneyCurrency]).is_some();
    let counted = usize::from(told.first().is_some_and(|t| t.kind == Kind::Number));
    sum || text.mark_at(told.start + counted).is_some_and(|m| text.is_any(m, OUTCOME))
}

/// « - Comité des fêtes : 1 200 € – 8 pour », « a) Tennis : refusé par 7 voix contre 4 »: an item that carries its vote.
pub(super) fn voted_item(text: &Text<'_>, line: usize) -> Option<Head> {
    let info = &text.doc.lines[line];
    let s = text.doc.text(info.span);
    let name = behind_letter(s.trim_start());
    let lead = s.len() - name.len();
    let file = name.split_once(' ').is_some_and(|(word, _)| text.lexicon.lists(List::File, word));
    if !file && !name.starts_with(|c: char| c.is_uppercase() || c == '«') {
        return None;
    }
    // What a bullet or the word for a file opens need not tell of the vote right behind the name.
    let loose = (lead > 0 || file) && events::event(text, line).is_some();
    voted_name(text, line, lead, loose)
}

/// « Ciné-club – 2 000 € : unanimité », from byte `lead` of the line on: the name before the first sign. `loose`: what follows
/// the name need be neither a sum nor the outcome.
pub(super) fn voted_name(text: &Text<'_>, line: usize, lead: usize, loose: bool) -> Option<Head> {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 90;
    let info = &text.doc.lines[line];
    let name = text.doc.text(info.span).get(lead..)?;
    // « Amendement : rejeté par 16 voix »: a vote on a part of the act.
    if name.split([' ', ':', '\t']).next().is_some_and(|w| text.lexicon.lists(List::PartOfAct, w)) {
        return None;
    }
    // Most lines hold none of these.
    if !name.contains(['\t', ':', '–', '—', '-']) {
        return None;
    }
    let stop = ["\t", " : ", ": ", " – ", " — ", " - "].iter().filter_map(|sign| name.find(sign)).min()?;
    if closes_bracket(&name[..stop]) {
        return None;
    }
    let (from, to) = (info.span.start + lead as u32, info.span.start + (lead + stop) as u32);
    let rest = text.within(Span::new(to, info.span.end));
    if !loose && (!info.cells.is_empty() || !sum_or_outcome(text, rest)) {
        return None;
    }
    const VOTED: &[Term] =
        &[Term::Unanimous, Term::Majority, Term::Adopted, Term::Rejected, Term::Postponed, Term::Passive];
    let voted = !tallies(text, rest).is_empty() || text.find(rest, VOTED).is_some();
    let plain = text
        .find(
            text.within(Span::new(from, to)),
            &[Term::For, Term::Against, Term::Abstention, Term::VoteHeading, Term::Verb, Term::ActNumber],
        )
        .is_none();
    let title = titles::trim_title(text, before_sum(text, Span::new(from, to)))?;
    let good = (SHORTEST..=LONGEST).contains(&title.value.len())
        && voted
        && plain
        && !names_someone(text, text.within(Span::new(from, to)));
    good.then(|| Head { styles: style::ITEM, form: Form::Item, ..lone(line, title) })
}

/// « Ski-club 32 000 € »: the name without the sum behind it.
fn before_sum(text: &Text<'_>, name: Span) -> Span {
    let toks = text.within(name);
    let Some(sum) = text.find(toks, &[Term::MoneyCurrency]).filter(|m| m.end as usize == toks.end) else { return name };
    let number = |i: &usize| matches!(text.tokens[*i].kind, Kind::Number) || matches!(text.tokens[*i].sign, '.' | ',');
    let cut = (toks.start..sum.first as usize).rev().take_while(number).last();
    cut.filter(|c| *c > toks.start).map_or(name, |c| Span::new(name.start, text.tokens[c - 1].span.end))
}

/// Whether a person is named by title; the M. of « A.C.A.T.M. » is none.
fn names_someone(text: &Text<'_>, toks: Toks<'_>) -> bool {
    text.marks_in(toks).iter().any(|m| {
        let glued = (m.first as usize) > toks.start
            && text.tokens[m.first as usize].gap == Gap::None
            && matches!(text.tokens[m.first as usize - 1].sign, '.' | '-');
        text.is(*m, Term::Honorific) && !glued
    })
}

/// A short line above a « Vote : », as the name of an association in a list of grants: it is what is voted.
fn line_above(text: &Text<'_>, from: usize, event: usize) -> Option<Head> {
    // « Salle polyvalente⏎- Journée : 190 €⏎- Week-end : 280 €⏎Vote : 10 pour »: the list is of what stands above it.
    let bulleted = |l: usize| outline::behind_bullet(text.line(l)).start != text.line(l).start;
    let filled = |l: &usize| !text.line(*l).is_empty();
    let items = (from..event).rev().filter(filled).take_while(|l| bulleted(*l)).count();
    let above = (from..event).rev().filter(filled).nth(items).filter(|_| items >= 2);
    let below = above.map_or(from.max(event.saturating_sub(6)), |l| l);
    let line = (below..above.map_or(event, |l| l + 1)).rev().find(|l| {
        let toks = text.line(*l);
        let s = behind_letter(text.doc.text(text.doc.lines[*l].span).trim());
        let short = s.len() < 100 && s.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        short
            && s.starts_with(char::is_uppercase)
            && !closes_bracket(s)
            && (!s.ends_with(['.', ',', ';', ':']) || s.ends_with(':') && *l + 1 == event)
            && !names_someone(text, toks)
            && !is_sentence(text, toks)
            && text.find(toks, &[Term::Abstention, Term::Against, Term::Formula]).is_none()
            && outline::label(text, *l) == Label::Plain
    })?;
    titles::short_title(text, line)
}

/// « a) Comité des fêtes »: the name behind the letter.
fn behind_letter(s: &str) -> &str {
    let mut chars = s.chars();
    match (chars.next(), chars.next()) {
        (Some(c), Some(')')) if c.is_ascii_lowercase() => chars.as_str().trim_start(),
        _ => s.trim_start_matches(['-', '•', '–', '*', ' ']),
    }
}
