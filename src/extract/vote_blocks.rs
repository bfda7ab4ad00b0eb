//! Tallies that stand together are one vote; where an act has several, which of them is its own.

use super::tally::{Tally, tallies};
use super::votes::{AGAINST, FOR, NOT_VOTING, Side};
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Toks;
use crate::page::Span;
use crate::record::SectionKind;

/// Tallies on lines that follow each other: one vote.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub sides: [Side; 4],
    pub last: usize,
    /// How firmly it is said: by the body or under « Vote : », not in the talk before, in a quotation or of an amendment.
    base: i32,
    firm: bool,
    /// It is told of an amendment.
    pub aside: bool,
    pub span: Option<Span>,
}

/// Where tallies stand and what is said of them there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub line: usize,
    /// Said by the body, or under « Vote : ».
    pub firm: bool,
    /// In a quotation.
    pub quoted: bool,
    /// Of an amendment.
    pub aside: bool,
}

impl Place {
    fn base(self) -> i32 {
        i32::from(self.firm) * 3 - i32::from(self.quoted) * 6 - i32::from(self.aside) * 4
    }
}

impl Block {
    /// The more sides it counts and the more firmly it is said, the more it weighs.
    pub fn weight(&self) -> i32 {
        self.base + self.sides.iter().filter(|s| s.count.is_some()).count() as i32
    }

    /// Whether it counts nothing, but names.
    fn only_names(&self) -> bool {
        !self.aside && self.sides.iter().all(|s| s.count.is_none())
    }

    /// Takes the names of a side that it counts and does not name.
    fn name(&mut self, others: &Self) {
        for (side, other) in self.sides.iter_mut().zip(&others.sides) {
            if side.names.is_empty() && side.count.as_ref().is_some_and(|c| c.value > 0) {
                side.names.clone_from(&other.names);
            }
        }
    }

    /// Whether it says nothing yet of the sides that these tallies count.
    fn lacks(&self, found: &[&Tally]) -> bool {
        let free = |t: &&Tally| t.count.is_none() || self.sides[t.side].count.is_none();
        found.iter().filter(|t| t.side != NOT_VOTING).all(free)
    }
}

/// Begins a block for the tallies of a line, or goes on with the one just above where it says nothing of the same sides
/// yet. What a commission thought, told in the debate, is no part of the vote below.
pub(super) fn open(text: &Text<'_>, blocks: &mut Vec<Block>, place: Place, found: &[&Tally]) {
    let line = place.line;
    // « M. X se⏎prononce contre. »: a wording may end in the next line.
    let last = found.last().map_or(line, |t| line.max(text.tokens[t.end - 1].line as usize));
    let joined = |last: usize| (last + 1..=line).all(|l| !text.doc.lines[l].gap_before);
    let goes_on = |b: &Block| {
        let near = line <= b.last + 3 || joined(b.last);
        let alike = b.firm == place.firm || joined(b.last) || line <= b.last + 1;
        near && alike && b.aside == place.aside && b.lacks(found)
    };
    match blocks.last_mut().filter(|b| goes_on(b)) {
        Some(b) => {
            b.last = last;
            b.base = b.base.max(place.base());
        }
        None => {
            blocks.push(Block { base: place.base(), last, firm: place.firm, aside: place.aside, ..Block::default() })
        }
    }
}

/// The vote of the act: the last of those that weigh most. What is told of an amendment counts for nothing beside a plain
/// statement. « Pour : 8 Contre : 0 Abstention : 1 » may stand in the head, « S'est abstenu : M. X » below the decision.
pub(super) fn own(mut blocks: Vec<Block>, stated: bool) -> Option<Block> {
    const QUOTED: i32 = -3;
    let best = blocks.iter().map(Block::weight).max()?;
    let at = blocks.iter().rposition(|b| b.weight() == best && best > QUOTED && !(stated && b.aside))?;
    let mut own = blocks.remove(at);
    for other in blocks.iter().filter(|b| b.only_names()) {
        own.name(other);
    }
    Some(own)
}

/// Whether the body says what a stretch tells, or it stands under « Vote : ».
pub(super) fn said_firmly(text: &Text<'_>, line: usize, toks: Toks<'_>) -> bool {
    const FIRM: &[Term] = &[
        Term::VoteHeading,
        Term::Body,
        Term::Adopted,
        Term::Rejected,
        Term::Majority,
        Term::Passive,
        Term::Formula,
        Term::Verb,
    ];
    matches!(outline::label(text, line), Label::Section(SectionKind::Vote)) || text.find(toks, FIRM).is_some()
}

/// The stretches of a line that each tell one vote: « Sa proposition recueille 6 voix pour et 8 contre. Celle du maire est
/// adoptée par 8 voix contre 6. » has two, one a sentence. `end` is how far names may wrap behind the line.
pub(super) fn apart<'t>(text: &'t Text<'_>, line: Toks<'t>, end: usize) -> Vec<(Toks<'t>, usize)> {
    let whole = || vec![(line, end)];
    if !told_twice(&tallies(text, line)) {
        return whole();
    }
    let mut out = Vec::new();
    let mut from = line.start;
    for at in (line.start..line.end).filter(|at| outline::sentence_ends(text, *at)) {
        out.push((text.toks(from, at + 1), at + 1));
        from = at + 1;
    }
    out.push((text.toks(from, line.end), end));
    let counted = |toks: Toks<'_>| tallies(text, toks).iter().any(|t| t.count.is_some());
    let voted: Vec<usize> = (0..out.len()).filter(|i| counted(out[*i].0)).collect();
    let follow = voted.len() >= 2 && voted.windows(2).all(|w| w[0] + NEIGHBOUR >= w[1]);
    if follow { out } else { whole() }
}

/// Sentences from one vote to the next; what is further apart may be another act that lost its head.
const NEIGHBOUR: usize = 2;

/// Whether one side is counted twice: votes for, or votes against.
fn told_twice(found: &[Tally]) -> bool {
    let counted = |side| found.iter().filter(|t| t.side == side && t.count.is_some()).count();
    counted(FOR) >= 2 || counted(AGAINST) >= 2
}

/// Whether a stretch speaks of an amendment.
pub(super) fn amends(text: &Text<'_>, toks: Toks<'_>) -> bool {
    text.find(toks, &[Term::Amendment]).is_some()
}
