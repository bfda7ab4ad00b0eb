//! Whether the heads inside the piece of an act are acts of their own.

use super::heads::{Form, style};
use super::series::Segmenter;
use super::styles::Cut;
use std::ops::Range;

/// What a title is that stands over others.
#[derive(Debug, Clone, Copy)]
pub(super) enum Over {
    /// « Questions diverses »
    Talk,
    /// « Finances »
    Rubric,
    /// The title of an act, as far as can be told.
    Title,
}

impl Segmenter<'_, '_> {
    /// Whether the heads of a cut inside a piece are acts of their own: each with a vote, not merely a decision. Under a
    /// rubric one with a vote is enough, in talk one with a decision.
    pub(super) fn stands_alone(&self, cut: &Cut, lines: &Range<usize>, over: Over) -> bool {
        let italic = |i: &usize| self.text.doc.lines[self.heads[*i].line].italic;
        let set_apart = |i: &usize| self.heads[*i].form == Form::Item && (cut.misses == 0 || italic(i));
        if cut.bits == style::LINE && !(matches!(over, Over::Title) && cut.heads.iter().all(set_apart)) {
            return false;
        }
        let mut with_vote = 0;
        for (k, index) in cut.heads.iter().enumerate() {
            let stop = cut.heads.get(k + 1).map_or(lines.end, |n| self.heads[*n].line);
            let from = self.heads[*index].line;
            let near = if cut.bits == style::ITEM { stop.min(from + 5) } else { stop };
            with_vote += usize::from(self.votes(from..near) > 0);
        }
        // « - Journée : 190 €⏎- Week-end : 280 €⏎Vote : 10 pour »: the vote is of the list, not of its last item.
        if cut.bits & (style::ITEM | style::RUN_IN) != 0 && cut.heads.len() > cut.hits * 2 {
            return false;
        }
        // A title with no text of its own, and below it nothing but what is decided.
        let first = cut.heads.first().map_or(lines.end, |h| self.heads[*h].line);
        // « 4 – FORÊT ET ALPAGES⏎4.1 – Alpage de la Turra »: a point below a point needs no second.
        let enough = cut.hits >= 2 || cut.bits & style::ARABIC_SUB != 0;
        let italics = cut.bits == style::LINE && cut.hits >= 2 && cut.heads.iter().all(italic);
        let bare =
            || (lines.start..first).all(|l| self.text.line(l).is_empty()) && (cut.misses == 0 && enough || italics);
        match over {
            Over::Talk => with_vote >= 1 || cut.hits >= 1 && cut.bits != style::ITEM,
            Over::Rubric => with_vote >= 1,
            Over::Title => {
                self.votes(lines.clone()) >= 2 && with_vote >= 2 && with_vote * 2 >= cut.hits
                    || (with_vote >= 1 || italics) && bare()
            }
        }
    }
}
