//! Acts inside the piece of another: points counted below a numbered act, each with its vote, and points without a number
//! behind one.

use super::acts::Act;
use super::events::Event;
use super::heads::{Head, style};
use super::plain_heads::{PHRASE, is_sentence};
use super::series::{Segmenter, heading_level};
use crate::grammar::list::List;
use crate::grammar::term::Term;
use std::ops::Range;

/// How a title is printed.
const PRINT: u32 = style::CAPS | style::BOLD;

impl Segmenter<'_, '_> {
    /// « 2024-094 Subventions⏎A. Handball Club: adopté à l'unanimité⏎B. Compagnie du Pont: 29 pour »: points counted from one
    /// on, each with its outcome and two at least with a vote, where nothing was voted above them.
    pub(super) fn counted_below(&self, inside: &Range<usize>) -> Option<Vec<Act>> {
        const SERIES: [u32; 3] = [style::ARABIC_SUB, style::LETTER, style::ARABIC];
        SERIES.iter().find_map(|series| self.counted_as(*series, inside))
    }

    fn counted_as(&self, series: u32, inside: &Range<usize>) -> Option<Vec<Act>> {
        let points = || self.within(inside).map(|i| &self.heads[i]).filter(|h| h.styles & series != 0);
        let first = points().next()?.line;
        let stops: Vec<usize> = points().skip(1).map(|h| h.line).chain([inside.end]).collect();
        let in_order = points().zip(1..).all(|(h, n)| h.rank == Some(n) && h.title.is_some());
        let told = points().zip(&stops).all(|(h, stop)| self.any_event(h.line..*stop));
        let voted = points().zip(&stops).filter(|(h, stop)| self.votes(h.line..**stop) > 0).count();
        let above = self.votes(inside.start..first.max(inside.start));
        // « a) Création d'un poste … b) Participation à la prévoyance »: several votes under one heading, and no grants.
        let noun = |h: &Head| {
            let first = h.title.as_ref().and_then(|t| self.text.within(t.span).first());
            first.is_some_and(|t| self.text.listed(t, List::TitleNoun) || self.text.listed(t, List::OutcomeNoun))
        };
        if points().all(noun) {
            return None;
        }
        (stops.len() >= 2 && in_order && told && voted >= 2 && above == 0)
            .then(|| points().zip(&stops).map(|(h, stop)| Act::new(h.clone(), h.line..*stop)).collect())
    }

    /// Heads inside the piece of an act, behind its outcome, that are acts without a number, each with an outcome of its own:
    /// headings of its level or of its print, motions, what the body is told and takes note of, and talk in which something
    /// is decided.
    pub(super) fn heads_apart(&self, head: &Head, inside: &Range<usize>) -> Option<Vec<&Head>> {
        let numbered = head.number.is_some() || head.styles & (style::NUMBERED | style::OBJECT) != 0;
        let level = heading_level(head).filter(|_| numbered);
        // « D2023-29 Convention Le document n'étant pas arrivé, ce point est repoussé. »: the outcome may stand in the line of the head.
        let first = self.events_in(head.line..inside.end).first()?.0;
        let behind: Vec<&Head> = self
            .within(&(first + 1..inside.end))
            .map(|i| &self.heads[i])
            .filter(|h| h.number.is_none() && h.title.is_some())
            .filter(|h| h.rank.is_none() || self.is_next_point(head, h, inside.end))
            .collect();
        let stops = behind.iter().skip(1).map(|h| h.line).chain([inside.end]);
        let print = head.styles & PRINT;
        // « **En conséquence le scrutin relatif à la désignation du président se déroulera à main levée.** »
        let sentence = |h: &Head| {
            let print = self.text.doc.text(self.text.doc.lines[h.line].span).trim_end();
            print.len() >= PHRASE && print.ends_with('.')
        };
        let same_print = |h: &Head| {
            let title = self.text.doc.lines[h.line].gap_before && !sentence(h);
            let stop = h
                .title
                .as_ref()
                .is_some_and(|t| t.value.ends_with('.') || is_sentence(self.text, self.text.within(t.span)));
            let lead = h.styles & style::LEAD != 0 && head.styles & style::LEAD == 0;
            numbered && !lead && print & style::BOLD != 0 && h.styles & PRINT == print && title && !stop
        };
        let found: Vec<&Head> = behind
            .iter()
            .zip(stops)
            .filter(|(h, stop)| {
                let counted = numbered || head.styles & style::RANKED != 0;
                counted
                    && self.any_event(h.line..*stop)
                    && (level.is_some() && heading_level(h) == level
                        || same_print(h)
                        || self.is_announced(h)
                        || self.is_motion(h))
                    || counted && self.is_told(h, self.next_apart(h, inside.end))
                    || counted && self.is_put_off(h, *stop)
                    || self.opens_talk(h, inside.end)
                    || h.rank.is_some() && self.any_event(h.line..*stop)
            })
            .map(|(h, _)| *h)
            .collect();
        (!found.is_empty()).then_some(found)
    }

    /// « I – APPROBATION DU COMPTE-RENDU … II – DÉCISIONS PRISES PAR DÉLÉGATION »: the point that comes next in the count, printed as the
    /// one before it, though the agenda names it otherwise; what the piece ends with, if it is a point, is the one behind.
    fn is_next_point(&self, head: &Head, next: &Head, end: usize) -> bool {
        let count = head.styles & next.styles & style::RANKED;
        let counts_on = head.rank.zip(next.rank).is_some_and(|(a, b)| b == a + 1);
        let behind = self.heads.get(self.heads.partition_point(|h| h.line < end)).filter(|h| h.line == end);
        let third =
            behind.is_some_and(|h| h.styles & count != 0 && h.rank.zip(next.rank).is_some_and(|(c, b)| c == b + 1));
        count != 0 && counts_on && third && head.styles & PRINT == next.styles & PRINT
    }

    /// A title that the agenda prints too, of more than a word.
    fn is_announced(&self, head: &Head) -> bool {
        let words = head.title.as_ref().map_or(0, |t| t.value.split_whitespace().count());
        head.styles & style::AGENDA != 0 && words > 1
    }

    /// « QUESTIONS DIVERSES », set apart, in which something is decided.
    fn opens_talk(&self, head: &Head, end: usize) -> bool {
        self.text.doc.lines[head.line].gap_before && self.is_talk(head) && self.any_event(head.end..end)
    }

    /// « MOTION POUR LE MAINTIEN DES URGENCES »
    fn is_motion(&self, head: &Head) -> bool {
        let first = head.title.as_ref().and_then(|t| t.value.split_whitespace().next());
        let printed = head.styles & PRINT != 0 || heading_level(head).is_some();
        printed && first.is_some_and(|w| self.text.lexicon.lists(List::Motion, w))
    }

    /// The next line set apart that is a head and no item: what is listed below a title belongs to it.
    fn next_apart(&self, head: &Head, end: usize) -> usize {
        let apart = |h: &&Head| {
            let listed = h.styles & (style::ITEM | style::DASH) != 0 || h.number.is_some();
            !listed && self.text.doc.lines[h.line].gap_before
        };
        self.within(&(head.end..end)).map(|i| &self.heads[i]).find(apart).map_or(end, |h| h.line)
    }

    /// « Adopté à l'unanimité.⏎Déchèterie⏎Le règlement n'étant pas parvenu, le point est reporté. »: a title alone on its line, behind
    /// the vote on the point above, and nothing below it but that the point is put off; or, where the title is set apart, that
    /// the body takes note of it.
    fn is_put_off(&self, head: &Head, stop: usize) -> bool {
        const LINES: usize = 4;
        const OFF: &[Term] = &[Term::Postponed, Term::Withdrawn];
        const NOTED: &[Term] = &[Term::Postponed, Term::Withdrawn, Term::Noted];
        let bulleted = head.styles & (style::ITEM | style::DASH) != 0;
        let title = head.title.as_ref().is_some_and(|t| {
            let (toks, line) = (self.text.within(t.span), self.text.line(head.line));
            let colon = self.text.tokens.get(toks.end).is_some_and(|t| t.sign == ':');
            !t.value.ends_with('.') && !is_sentence(self.text, toks) && toks.end + usize::from(colon) == line.end
        });
        let told = if self.text.doc.lines[head.line].gap_before { NOTED } else { OFF };
        let off = |(l, e): &(usize, Event)| {
            *e == Event::Decision && self.text.find(self.text.begun(*l), told).is_some() && *l < head.end + LINES
        };
        let events = self.events_in(head.end..stop);
        let near = |l: usize| (l + 1..head.line).filter(|m| !self.text.line(*m).is_empty()).count() == 0;
        let voted =
            self.events.iter().rfind(|(l, _)| *l < head.line).is_some_and(|(l, e)| *e == Event::Vote && near(*l));
        !bulleted && title && voted && !events.is_empty() && events.iter().all(off)
    }

    /// « Décisions prises par délégation⏎… Le conseil prend acte. », « Rapport annuel du syndicat : le conseil en prend acte »: a
    /// title set apart, and of what stands below it the body takes note.
    fn is_told(&self, head: &Head, stop: usize) -> bool {
        let opens = head.title.as_ref().and_then(|t| self.text.within(t.span).first());
        let subject = opens.is_some_and(|t| self.text.listed(t, List::Told));
        let noted = |(l, e): &(usize, Event)| {
            *e == Event::Decision && self.text.find(self.text.line(*l), &[Term::Noted]).is_some()
        };
        let events = self.events_in(head.line..stop);
        let listed = head.styles & (style::ITEM | style::DASH) != 0;
        let apart = self.text.doc.lines[head.line].gap_before || head.styles & PRINT != 0;
        // « Rapport annuel du syndicat : le conseil en prend acte. »
        let whole = events.first().is_some_and(|(l, _)| *l == head.line);
        subject && !listed && (apart || whole) && !events.is_empty() && events.iter().all(noted)
    }
}
