//! Votes: tallies in any order, unanimity, outcomes, and the stretches that hold names.

use super::events::{Event, event, is_elsewhere};
use super::fate;
use super::outcome::Told;
use super::quotes::Quotes;
use super::settled::settled_before;
use super::tally::{Tally, opens_line, tallies};
use super::tally_numbers::count_behind;
use super::unsaid::{mentioned, unchecked};
use super::vote_blocks::{self, Block, Place, amends, said_firmly};
use super::vote_columns;
use super::vote_names::{
    announces_names, behind_reason, cell_follows, colon_follows, names_after, names_also, names_nobody,
};
use super::vote_subjects::{heads_column, is_subject, is_verbal, names_before, opposed_by_group, opt_speaker};
use super::vote_table;
use crate::grammar::family;
use crate::grammar::outline::{self, Label, Zone};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Toks};
use crate::page::{At, Span};
use crate::record::{Ballot, Outcome, SectionKind};
use std::ops::Range;

/// One side of a vote: its count as printed and where its names stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The printed number.
    pub count: Option<At<u32>>,
    /// Stretches of names beside it.
    pub names: Vec<Span>,
}

/// A vote as printed; names are not yet resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundVote {
    /// Votes for, against, abstentions, not voting.
    pub sides: [Side; 4],
    /// Unanimity as said.
    pub unanimous: Option<At<bool>>,
    /// Outcome as said or as it follows.
    pub outcome: Option<Outcome>,
    /// How it was cast.
    pub ballot: Option<At<Ballot>>,
    /// Anything at all was stated.
    pub explicit: bool,
    /// From the first to the last word of the vote.
    pub span: Option<Span>,
}

/// Index of votes for in [`FoundVote::sides`].
pub const FOR: usize = 0;
/// Index of votes against.
pub const AGAINST: usize = 1;
/// Index of abstentions.
pub const ABSTENTIONS: usize = 2;
/// Index of those who took no part.
pub const NOT_VOTING: usize = 3;

/// The word of each side and its index.
pub const SIDES: [(Term, usize); 4] =
    [(Term::For, FOR), (Term::Against, AGAINST), (Term::Abstention, ABSTENTIONS), (Term::NotVoting, NOT_VOTING)];

/// Reads the vote of an act from its lines.
#[must_use]
pub fn read(text: &Text<'_>, lines: Range<usize>) -> FoundVote {
    let mut reader = Reader {
        text,
        limit: lines.end,
        vote: FoundVote::default(),
        told: Told::default(),
        blocks: Vec::new(),
        amends: amends(text, text.lines(lines.start.saturating_sub(2), lines.start)),
        quoted: Quotes::of(text, lines.clone()),
        decided: false,
        opposed: false,
        open_ballot: None,
    };
    let zones = outline::sections(text, lines.clone(), true);
    let decides = |z: &Zone| matches!(z.kind, SectionKind::Formula | SectionKind::Decision | SectionKind::Vote);
    let voted = |z: &Zone| z.lines.clone().any(|l| event(text, l) == Some(Event::Vote));
    reader.decided = zones.iter().any(|z| decides(z) && voted(z));
    for zone in &zones {
        reader.zone(zone);
    }
    // A row of a list of acts has its counts under the heads above; a table may also stand right below the title.
    let row = text.doc.lines.get(lines.start).is_some_and(|l| l.cells.len() >= 3);
    let counts = if row && vote_table::head(text, lines.start).is_none() {
        vote_table::columns_above(text, lines.start)
    } else {
        vote_table::read(text, lines.clone())
    };
    if let Some(counts) = counts {
        let beside = vote_table::names(text, lines.clone());
        let unnamed = beside.iter().all(Vec::is_empty);
        reader.table(counts, if unnamed { vote_table::called(text, lines.clone()) } else { beside });
    }
    reader.vote.sides[NOT_VOTING].names.extend(vote_table::away(text, lines));
    reader.finish()
}

struct Reader<'a, 't> {
    text: &'a Text<'t>,
    limit: usize,
    vote: FoundVote,
    told: Told,
    blocks: Vec<Block>,
    /// The act itself is an amendment.
    amends: bool,
    quoted: Quotes,
    /// The decision tells of its vote.
    decided: bool,
    /// A group is told to be against.
    opposed: bool,
    /// « à l'unanimité, décide de ne pas procéder au scrutin secret ».
    open_ballot: Option<Span>,
}

impl Reader<'_, '_> {
    fn zone(&mut self, zone: &Zone) {
        let firm = matches!(zone.kind, SectionKind::Formula | SectionKind::Decision | SectionKind::Vote);
        // A visa may run on into the decision: « Vu la loi …, le conseil, à l'unanimité, approuve ».
        let recalls = matches!(zone.kind, SectionKind::Visa | SectionKind::Recital);
        let aside = matches!(
            zone.kind,
            SectionKind::Appeal | SectionKind::Stamp | SectionKind::Annex | SectionKind::Certification
        );
        if aside {
            return;
        }
        let mut carried = false;
        for line in zone.lines.clone() {
            // « Le conseil⏎prend acte. »: the verb of a sentence that the line before began.
            let runs_on = carried && !self.text.doc.lines[line].gap_before && !ends_sentence(self.text, line - 1);
            carried = event(self.text, line).is_some();
            if let Some(fate) = fate::opt_fate_of(self.text, line).filter(|_| !self.quoted.holds(line))
                && !self.settled(self.text.line(line).start)
            {
                self.told.befall(fate);
            }
            if self.text.marks_in(self.text.begun(line)).is_empty() {
                continue;
            }
            let carries = event(self.text, line).is_some();
            // « Considérant que cette motion a été repoussée par 8 voix contre 3 »: the decision has a vote of its own.
            let opens =
                matches!(outline::label(self.text, line), Label::Section(SectionKind::Visa | SectionKind::Recital));
            let recalled = opens
                && self.decided
                && self.text.find(self.text.line(line), &[Term::Body, Term::BodyShort, Term::NotVoting]).is_none();
            if self.quoted.holds(line) || recalled {
                continue;
            }
            let away = self.text.find(self.text.line(line), &[Term::NotVoting]).is_some();
            if carries || firm && !recalls || runs_on || away {
                self.tallies(line, runs_on);
                self.words(line, firm);
            }
        }
    }

    /// The numbers and names of one line; names may wrap into the next.
    fn tallies(&mut self, line: usize, runs_on: bool) {
        let text = self.text;
        let below = vote_columns::names_below(text, line, self.limit);
        let end = if below.is_some() { text.line(line).end } else { wrap_end(text, line, self.limit) };
        for (toks, end) in vote_blocks::apart(text, text.line(line), end) {
            let runs_on = runs_on && toks.start == text.line(line).start;
            self.tallies_of(line, toks, end, runs_on);
        }
        if let Some((block, names)) = self.blocks.last_mut().zip(below) {
            for (side, spans) in block.sides.iter_mut().zip(names) {
                side.names.extend(spans);
            }
        }
    }

    /// Those of a stretch of a line. « … par 25 voix pour et⏎3 contre (M. X) »: what runs on is understood with the line
    /// before.
    fn tallies_of(&mut self, line: usize, toks: Toks<'_>, end: usize, runs_on: bool) {
        let text = self.text;
        let own = |t: &Tally| (toks.start..toks.end).contains(&(t.mark.first as usize));
        let alone = tallies(text, text.toks(toks.start, end));
        let found = if runs_on && !alone.iter().any(own) {
            tallies(text, text.toks(text.line(line - 1).start, end))
        } else {
            alone
        };
        // « 3 voix pour, Monsieur⏎X ne prenant pas part au vote »: the next word may stand in the next line.
        let cut = toks.slice().last().is_some_and(|t| t.case == Case::Title && person::known_given(text, t.span))
            || toks.end > toks.start && (1..=2).any(|n| toks.end >= n && person::is_title(text, toks.end - n));
        let outside = found.iter().skip_while(|t| !own(t)).find(|t| cut && !own(t));
        let found: Vec<&Tally> = found.iter().filter(|t| own(t)).collect();
        let counted = |t: &&Tally| t.side != NOT_VOTING;
        if found.iter().any(counted) {
            let (firm, quoted) = (said_firmly(text, line, toks), self.quoted.holds(line));
            let place = Place { line, firm, quoted, aside: self.aside(toks) };
            vote_blocks::open(text, &mut self.blocks, place, &found);
        }
        for (i, t) in found.iter().enumerate() {
            let colon = colon_follows(text, t.mark.end as usize) || cell_follows(text, t.mark);
            let nobody = names_nobody(text, t.end, end) || t.side == NOT_VOTING && heads_column(text, t.mark);
            let verbal = is_verbal(text, t);
            // « par 27 voix pour, M. A et Mme B s'abstenant »: the names are the subject of what follows them.
            let next = found
                .get(i + 1)
                .copied()
                .or(outside)
                .filter(|n| is_verbal(text, n) && !colon_follows(text, n.mark.end as usize));
            let taken = |s: &Span| next.is_some_and(|n| is_subject(text, t, *s, n));
            let reason = behind_reason(text, t, end);
            let behind = names_after(text, reason.unwrap_or(t.end), end).filter(|s| !nobody && !taken(s));
            let colon = colon || reason.is_some();
            // « DÉCIDE, à l'unanimité, M. X n'ayant pas pris part au vote : »: the colon leads to what is decided.
            let leads_on = colon && behind.is_none() && !nobody && !opens_line(text, t.mark);
            let subject = verbal && (!colon || leads_on);
            let before = if t.side == NOT_VOTING && text.value(t.mark, Term::NotVoting) == Some("speaks") {
                opt_speaker(text, line)
            } else if subject {
                names_before(text, t.mark.first as usize, toks.start)
            } else {
                None
            };
            let span = text.toks(t.mark.first as usize, t.end).span();
            // Who took no part is said anywhere in the act.
            let side = match self.blocks.last_mut().filter(|_| t.side != NOT_VOTING) {
                Some(block) => {
                    block.span = Some(block.span.map_or(span, |s| s.to(span)));
                    &mut block.sides[t.side]
                }
                None => &mut self.vote.sides[t.side],
            };
            if side.count.is_none() {
                side.count = t.count.clone().or_else(|| behind.and_then(|s| count_behind(text, s, end)));
            }
            let also = before.and_then(|_| names_also(text, t.end, end));
            side.names.extend(before.or(behind).into_iter().chain(also));
        }
    }

    /// Whether a stretch tells of an amendment, in an act that is none.
    fn aside(&self, toks: Toks<'_>) -> bool {
        !self.amends && amends(self.text, toks)
    }

    /// Whether the point was settled before the sentence of a token.
    fn settled(&self, at: usize) -> bool {
        settled_before(self.text, &self.vote, &self.blocks, self.told.decides(), at)
    }

    /// The wordings of one line: unanimity, outcome, ballot.
    fn words(&mut self, line: usize, firm: bool) {
        let text = self.text;
        // « à l'unanimité des membres présents et⏎représentés »: a wording belongs to the line that it begins in.
        let marks = text.marks_in(text.begun(line));
        // « à l'unanimité, décide de ne pas recourir au scrutin secret » is about the way of voting.
        let procedure = marks.iter().any(|m| text.value(*m, Term::Ballot) == Some("secret"));
        let aside = self.aside(text.line(line));
        for m in marks {
            let is = |t: Term| text.is(*m, t);
            let span = text.mark_span(*m);
            if unchecked(text, m.first as usize)
                || is_elsewhere(text, *m)
                || is(Term::Majority) && mentioned(text, m.first as usize, m.end as usize)
            {
                continue;
            }
            if is(Term::Unanimous) || is(Term::Majority) {
                if procedure && is(Term::Unanimous) {
                    self.open_ballot = self.open_ballot.or(Some(span));
                } else {
                    self.vote.unanimous = Some(At::new(is(Term::Unanimous), span));
                }
                self.vote.explicit = true;
                self.extend(span);
            }
            // Who is against is told of a group, uncounted.
            if is(Term::Against) && self.vote.unanimous.is_none() && opposed_by_group(text, *m) {
                self.vote.unanimous = Some(At::new(false, span));
                self.vote.explicit = true;
                self.opposed = true;
            }
            if let Some(v) = text.value(*m, Term::Ballot).filter(|_| firm) {
                let ballot = match v {
                    "secret" => Ballot::Secret,
                    "roll_call" => Ballot::RollCall,
                    _ => Ballot::Public,
                };
                self.vote.ballot.get_or_insert(At::new(ballot, span));
            }
            let puts_off =
                is(Term::Postponed) || is(Term::Withdrawn) || text.value(*m, Term::Passive) == Some("postponed");
            if aside || puts_off && self.settled(m.first as usize) {
                continue;
            }
            self.told.hear(text, line, *m);
        }
    }

    /// The counts of a table stand where no sentence gave any.
    fn table(&mut self, counts: [Option<At<u32>>; 4], names: [Vec<Span>; 4]) {
        let last = self
            .blocks
            .iter()
            .filter(|b| b.sides.iter().filter(|s| s.count.is_some()).count() >= 2)
            .map(|b| b.last)
            .max();
        let at = counts.iter().flatten().map(|c| self.text.doc.line_at(c.span.start)).min();
        // An amendment may be voted in a sentence before the table.
        if last.zip(at).is_some_and(|(last, at)| last + 1 >= at) {
            return;
        }
        if last.is_some() && counts.iter().flatten().count() >= 2 {
            self.blocks.clear();
        }
        for (side, spans) in self.vote.sides.iter_mut().zip(names) {
            side.names.extend(spans);
        }
        for (side, count) in self.vote.sides.iter_mut().zip(counts) {
            if let Some(c) = count {
                self.vote.span = Some(self.vote.span.map_or(c.span, |s| s.to(c.span)));
                side.count = Some(c);
                self.vote.explicit = true;
            }
        }
    }

    fn extend(&mut self, span: Span) {
        self.vote.span = Some(self.vote.span.map_or(span, |s| s.to(span)));
    }

    fn finish(mut self) -> FoundVote {
        let stated = self.vote.explicit;
        if let Some(block) = vote_blocks::own(self.blocks, stated) {
            self.vote.explicit = true;
            self.vote.span = self.vote.span.or(block.span).zip(block.span).map(|(a, b)| a.to(b));
            let [for_, against, abstentions, _] = block.sides;
            for (k, side) in [(FOR, for_), (AGAINST, against), (ABSTENTIONS, abstentions)] {
                if side.count.is_some() || self.vote.sides[k].count.is_none() {
                    self.vote.sides[k] = side;
                } else if self.vote.sides[k].names.is_empty() {
                    // The counts stand in a table, the names in a line of their own.
                    self.vote.sides[k].names = side.names;
                }
            }
        }
        // « … et désigne Mme X »: where nothing else is told, what is decided with it is unanimous as well.
        let silent = self.vote.unanimous.is_none() && self.vote.sides[..NOT_VOTING].iter().all(|s| s.count.is_none());
        if let Some(span) = self.open_ballot.filter(|_| silent && self.told.decides()) {
            self.vote.unanimous = Some(At::new(true, span));
        }
        let count = |k: usize| self.vote.sides[k].count.as_ref().map(|n| n.value);
        let (f, a) = (count(FOR), count(AGAINST));
        self.vote.outcome = self.told.outcome(&self.vote, f, a);
        // « Se prononce contre : M. X »: named, if not counted.
        let named = a.is_none() && self.vote.explicit && !self.vote.sides[AGAINST].names.is_empty();
        if (a.is_some_and(|n| n > 0) || named && self.vote.unanimous.is_none())
            && self.vote.unanimous.as_ref().is_none_or(|u| u.value)
        {
            let span = self.vote.sides[AGAINST].count.as_ref().map(|n| n.span);
            let span = span.or(self.vote.sides[AGAINST].names.first().copied()).unwrap_or_default();
            self.vote.unanimous = Some(At::new(false, span));
        }
        // « à la majorité (22 pour, 4 abstentions) »: nobody is said to be against.
        if count(ABSTENTIONS).is_some_and(|n| n > 0)
            && a.is_none_or(|n| n == 0)
            && !self.opposed
            && self.vote.sides[AGAINST].names.is_empty()
            && self.vote.unanimous.as_ref().is_some_and(|u| !u.value)
        {
            self.vote.unanimous = None;
        }
        self.vote.span = self.vote.span.or(self.told.noted);
        self.vote
    }
}

/// Whether a line ends with its sentence.
fn ends_sentence(text: &Text<'_>, line: usize) -> bool {
    text.doc.text(text.doc.lines[line].span).trim_end().ends_with(['.', ';', ':', '!', '?'])
}

/// One past the last token of the paragraph that a line stands in: names may wrap.
fn wrap_end(text: &Text<'_>, line: usize, limit: usize) -> usize {
    let mut end = line + 1;
    let announced = |l: usize| {
        let toks = text.line(l);
        toks.end > toks.start && text.find_any(toks, family::SIDES).is_some() && announces_names(text, toks.end - 1)
    };
    while end < limit.min(line + 12) && (!text.doc.lines[end].gap_before || end == line + 1 && announced(line)) {
        end += 1;
    }
    text.lines(line, end).end
}
