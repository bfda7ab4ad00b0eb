//! Styles of heads: which of them cuts a stretch.
//!
//! For every style the stretch is cut at its heads, and the cut is judged: a piece with a vote or a decision speaks for
//! the style, a piece of prose without one against it.

use super::heads::{Head, style};
use super::lesser_events;
use super::series::{Segmenter, Taken};
use crate::grammar::outline::{self, Label};
use crate::grammar::tokens::Kind;
use crate::page::Role;
use std::ops::Range;

/// The styles that are tried, with what a hit is worth and what a miss costs.
const STYLES: &[(u32, f32, f32)] = &[
    (style::AGENDA, 1.3, 0.15),
    (style::NUMBERED, 1.35, 0.2),
    (style::NUMBERED | style::OBJECT, 1.3, 0.2),
    (style::OBJECT, 1.3, 0.2),
    (style::NAMED, 1.25, 0.2),
    (style::ARABIC, 1.05, 0.25),
    (style::ARABIC_SUB, 0.95, 0.3),
    (style::ROMAN, 1.0, 0.25),
    (style::LETTER, 0.8, 0.35),
    (style::BARE, 0.95, 0.3),
    (style::HEADING, 0.95, 0.3),
    (style::HEADING << 1, 1.0, 0.3),
    (style::HEADING << 2, 1.0, 0.3),
    (style::HEADING << 3, 0.95, 0.3),
    (style::HEADING << 4, 0.95, 0.3),
    (style::HEADING << 5, 0.95, 0.3),
    (ANY_HEADING, 0.93, 0.3),
    (style::BOLD, 0.85, 0.4),
    (style::CAPS, 0.85, 0.4),
    (style::ITEM, 0.5, 0.3),
    (style::LINE, 0.6, 0.5),
    (style::DASH | style::ITEM, 0.45, 0.3),
    (style::RUN_IN, 0.55, 0.4),
];

/// A heading of any level.
pub(super) const ANY_HEADING: u32 = style::HEADING * 0b11_1111;

/// A style with the heads that it takes.
pub(super) struct Cut {
    pub bits: u32,
    pub heads: Vec<usize>,
    utility: f32,
    pub hits: usize,
    pub misses: usize,
}

/// What lies between a head and the next of its series.
#[derive(PartialEq, Clone, Copy)]
pub(super) enum Piece {
    /// A vote or a decision.
    Hit,
    /// Nothing but heads: a title above titles.
    Empty,
    /// Text without a decision.
    Miss,
    /// « Questions diverses » without a decision.
    Talk,
}

impl Segmenter<'_, '_> {
    /// The styles that cut a stretch, best first.
    pub(super) fn cuts(&self, range: &Range<usize>, used: u32) -> impl Iterator<Item = Cut> + use<> {
        let mut out: Vec<Cut> = STYLES
            .iter()
            .filter(|(bits, ..)| bits & !used != 0)
            .filter_map(|&(bits, worth, cost)| self.judge(bits, worth, cost, range))
            .filter(|c| {
                let strong =
                    c.bits & (style::AGENDA | style::NUMBERED | style::OBJECT | style::RANKED | ANY_HEADING) != 0;
                let total = c.hits + c.misses;
                let print = c.bits & (style::CAPS | style::BOLD) != 0 && c.hits >= 2 && c.hits * 3 >= total;
                c.hits >= 1
                    && (print || c.hits * 2 >= total || strong && c.hits * 5 >= total)
                    && (strong || c.hits >= 2 || c.misses == 0)
            })
            .collect();
        out.sort_by(|a, b| b.utility.total_cmp(&a.utility).then(a.bits.cmp(&b.bits)));
        out.into_iter()
    }

    fn judge(&self, bits: u32, worth: f32, cost: f32, range: &Range<usize>) -> Option<Cut> {
        let mut heads: Vec<usize> = self
            .within(range)
            .filter(|i| self.heads[*i].styles & bits != 0)
            .filter(|i| bits != style::LINE || self.heads[*i].title.as_ref().is_some_and(|t| t.value.len() >= 6))
            .collect();
        if bits & style::RANKED != 0 && bits & style::NUMBERED == 0 {
            heads = self.chain(heads, range.end);
        }
        if heads.is_empty() {
            return None;
        }
        let (mut hits, mut misses, mut extra, mut bonus) = (0usize, 0usize, 0usize, 0f32);
        for (k, index) in heads.iter().enumerate() {
            let head = &self.heads[*index];
            let stop = heads.get(k + 1).map_or(range.end, |n| self.heads[*n].line);
            match self.piece(head, stop) {
                Piece::Hit => {
                    hits += 1;
                    extra += self.votes(head.line..stop).saturating_sub(1);
                }
                Piece::Miss => misses += 1,
                Piece::Empty | Piece::Talk => {}
            }
            if head.styles & style::BOLD != 0 {
                bonus += 0.03;
            }
        }
        if heads.first().is_some_and(|f| self.within_one(bits, range, self.heads[*f].line)) {
            hits = hits.min(1);
        }
        let lost = heads.first().map_or(0, |f| self.votes(range.start..self.heads[*f].line));
        // A piece of a strong style that holds several votes is cut again; of a weak one, it speaks against the style.
        let weak = bits & (style::ITEM | style::LINE | style::DASH | style::RUN_IN | style::CAPS | style::BOLD) != 0;
        let many = if weak { 0.12 } else { 0.04 };
        let utility = worth * hits as f32 - cost * misses as f32 - many * extra as f32 - 0.15 * lost as f32 + bonus;
        Some(Cut { bits, heads, utility, hits, misses })
    }

    /// Points below the number of a deliberation, with one vote for all of them: they are its points.
    fn within_one(&self, bits: u32, range: &Range<usize>, first: usize) -> bool {
        if bits & style::RANKED == 0 || bits & style::NUMBERED != 0 || self.votes(range.clone()) > 1 {
            return false;
        }
        let numbered = self.within(&(range.start..first)).find(|i| self.heads[*i].styles & style::NUMBERED != 0);
        numbered.is_some_and(|i| !self.any_event(self.heads[i].line..first))
    }

    /// Whether a stretch tells more than who takes no part in a vote.
    pub(super) fn tells_outcome(&self, lines: Range<usize>) -> bool {
        self.events_in(lines).iter().any(|(l, _)| !lesser_events::only_away(self.text, *l))
    }

    pub(super) fn piece(&self, head: &Head, stop: usize) -> Piece {
        if self.any_event(head.line..stop) {
            return Piece::Hit;
        }
        if self.is_talk(head) {
            return Piece::Talk;
        }
        let empty = (head.end..stop).all(|l| {
            self.text.doc.lines[l].role == Role::Rule
                || self.taken.get(l).is_some_and(|t| *t != Taken::No)
                || self.text.line(l).slice().iter().all(|t| t.kind != Kind::Word)
        });
        if empty { Piece::Empty } else { Piece::Miss }
    }

    pub(super) fn is_talk(&self, head: &Head) -> bool {
        outline::label(self.text, head.line) == Label::Miscellany
            || head.title.as_ref().is_some_and(|t| {
                let toks = self.text.within(t.span);
                self.text.mark_at(toks.start).is_some_and(|m| outline::is_miscellany(self.text, m)) && toks.len() <= 5
            })
    }
}
