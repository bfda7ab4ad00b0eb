//! Series: which heads begin the acts of a sitting.
//!
//! The heads of one document look alike. The best style (`styles`) cuts a stretch at its heads; what stands before its
//! first head, and pieces that hold several votes, are cut again.

use super::acts::Act;
use super::agenda::Agenda;
use super::events::Event;
use super::heads::{Form, Head, style};
use super::labelled_votes;
use super::lesser_events;
use super::minutes;
use super::rubrics::is_rubric;
use super::stands_alone::Over;
use super::statements;
use super::styles::{ANY_HEADING, Cut, Piece};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::At;
use std::ops::Range;

/// Deepest cut: points, sub-points, grants under a sub-point.
const MAX_DEPTH: u32 = 3;

/// The heads, events and agenda of one sitting.
pub struct Segmenter<'a, 't> {
    /// The document.
    pub text: &'a Text<'t>,
    /// Its agenda.
    pub agenda: &'a Agenda,
    /// All heads, in order.
    pub heads: Vec<Head>,
    /// All lines with an event, in order.
    pub events: Vec<(usize, Event)>,
    /// By line: what a marked head takes up; asked for every line of every cut.
    pub(super) taken: Vec<Taken>,
}

/// What a line is to the marked heads, plain lines left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    No,
    Starts,
    Inside,
}

impl<'a, 't> Segmenter<'a, 't> {
    /// Ready to cut: heads and events in order.
    #[must_use]
    pub fn new(text: &'a Text<'t>, agenda: &'a Agenda, heads: Vec<Head>, events: Vec<(usize, Event)>) -> Self {
        let mut taken = vec![Taken::No; text.doc.lines.len()];
        for head in heads.iter().filter(|h| h.form != Form::Line) {
            let end = head.end.max(head.line + 1).min(taken.len());
            for slot in taken.get_mut(head.line..end).into_iter().flatten() {
                *slot = Taken::Inside;
            }
            if let Some(first) = taken.get_mut(head.line) {
                *first = Taken::Starts;
            }
        }
        Self { text, agenda, heads, events, taken }
    }
    /// The acts of the body lines `range`.
    #[must_use]
    pub fn acts(&self, range: Range<usize>) -> Vec<Act> {
        self.cut(range, 0, 0)
    }

    fn cut(&self, range: Range<usize>, used: u32, depth: u32) -> Vec<Act> {
        if depth > MAX_DEPTH || !self.any_event(range.clone()) {
            return Vec::new();
        }
        let Some(best) = self.cuts(&range, used).next() else { return statements::find(self, range) };
        let mut out = Vec::new();
        if let Some(first) = best.heads.first() {
            out.extend(self.cut(range.start..self.heads[*first].line, used | best.bits, depth + 1));
        }
        out.extend(self.pieces(&best, range.end, depth));
        out
    }

    /// The acts of one cut.
    fn pieces(&self, cut: &Cut, end: usize, depth: u32) -> Vec<Act> {
        let mut out = Vec::new();
        let mut above: Vec<&Head> = Vec::new();
        let mut peers: Vec<&Head> = Vec::new();
        for (k, index) in cut.heads.iter().enumerate() {
            let head = &self.heads[*index];
            let stop = cut.heads.get(k + 1).map_or(end, |n| self.heads[*n].line);
            match self.piece(head, stop) {
                Piece::Empty => {
                    peers.retain(|p| p.styles == head.styles);
                    peers.extend(above.iter().filter(|a| a.styles == head.styles && a.form == head.form));
                    above.retain(|a| outranks(a, head));
                    above.push(head);
                    continue;
                }
                Piece::Hit => {
                    peers.extend(above.iter().filter(|a| a.styles == head.styles && a.form == head.form));
                    above.retain(|a| outranks(a, head));
                    let mut from = head.line;
                    for (peer, end) in self.shared_out(&peers, head, stop) {
                        out.push(Act::new(self.titled(peer, &above, peer.end), from.min(peer.line)..end));
                        from = end;
                    }
                    let titled = self.titled(head, &above, stop);
                    if from > head.line {
                        out.push(Act::new(titled, from..stop));
                    } else {
                        out.extend(self.refine(titled, cut.bits, head.line..stop, depth));
                    }
                }
                // A number of the register is given to acts alone, whatever words tell what became of this one.
                Piece::Miss if self.is_numbered_act(cut, k, stop) => {
                    above.retain(|a| outranks(a, head));
                    out.push(Act::new(self.titled(head, &above, stop), head.line..stop));
                }
                Piece::Miss | Piece::Talk => {}
            }
            above.clear();
            peers.clear();
        }
        out
    }

    /// Whether a head without an event is an act by its number alone: among acts that are numbered so, with text of its
    /// own, and in no list of one line each, as decisions taken under delegation are told.
    fn is_numbered_act(&self, cut: &Cut, k: usize, stop: usize) -> bool {
        let head = &self.heads[cut.heads[k]];
        let listed = k.checked_sub(1).is_some_and(|b| self.heads[cut.heads[b]].end >= head.line);
        let told = (head.end..stop).any(|l| !self.text.line(l).is_empty());
        head.number.is_some() && cut.bits & style::NUMBERED != 0 && cut.hits > cut.misses && told && !listed
    }

    /// Titles printed one below the other, then as many votes: each title has its vote, in order. Gives each title
    /// but the last one past the last line of its vote.
    fn shared_out<'h>(&self, peers: &[&'h Head], head: &Head, stop: usize) -> Vec<(&'h Head, usize)> {
        let ends = self.vote_ends(head.line..stop);
        if peers.is_empty() || ends.len() != peers.len() + 1 {
            return Vec::new();
        }
        peers.iter().copied().zip(ends).collect()
    }

    /// One past the last line of each vote.
    pub(super) fn vote_ends(&self, lines: Range<usize>) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for (line, event) in self.events_in(lines) {
            if *event != Event::Vote {
                continue;
            }
            match out.last_mut().filter(|e| *line <= **e) {
                Some(end) => *end = line + 1,
                None => out.push(line + 1),
            }
        }
        out
    }

    /// One piece: an act, or several where it holds heads with votes of their own.
    pub(super) fn refine(&self, head: Head, bits: u32, lines: Range<usize>, depth: u32) -> Vec<Act> {
        let minutes = minutes::minutes_below(self, &head, &lines).map(|act| vec![act]);
        if let Some(acts) = minutes.or_else(|| self.before_rubric(&head, bits, &lines, depth)) {
            return acts;
        }
        let head = self.below_rubric(head, &lines);
        let talk = self.is_talk(&head);
        // Who keeps the minutes is a deliberation only as a point or with a vote of its own.
        let clerk =
            head.title.as_ref().is_some_and(|t| self.text.find(self.text.within(t.span), &[Term::Secretary]).is_some());
        if clerk && head.styles & (style::RANKED | style::NUMBERED) == 0 && self.votes(lines.clone()) == 0 {
            return Vec::new();
        }
        let inside = head.end.max(lines.start + 1).min(lines.end)..lines.end;
        let votes = self.votes(inside.clone());
        // A numbered deliberation is one, however many votes it takes.
        let election = head.title.as_ref().is_some_and(|t| super::election::is_election(self.text, t.span)) && !talk;
        let whole = head.number.is_some() || head.styles & (style::NUMBERED | style::OBJECT) != 0 || election;
        if let Some(acts) = self.elections_below(&inside).filter(|_| election) {
            return acts;
        }
        if let Some(apart) = self.heads_apart(&head, &inside).filter(|_| !election && !talk && depth < MAX_DEPTH) {
            let stops: Vec<usize> = apart.iter().skip(1).map(|h| h.line).chain([lines.end]).collect();
            let mut out = self.refine(head, bits, lines.start..apart[0].line, depth);
            for (h, stop) in apart.into_iter().zip(stops) {
                if self.is_talk(h) {
                    out.extend(self.refine(h.clone(), bits, h.line..stop, depth + 1));
                } else {
                    out.push(Act::new(h.clone(), h.line..stop));
                }
            }
            return out;
        }
        if let Some(mut acts) = self.counted_below(&inside).filter(|_| whole && !election) {
            acts.iter_mut().for_each(|a| prefix(&mut a.head, &head));
            return acts;
        }
        let rubric = is_rubric(self.text, &head);
        let mut grants = statements::titled_votes(self, inside.clone());
        if grants.is_empty() && votes >= 1 {
            grants = labelled_votes::find(self, inside.clone());
        }
        // With one vote, only heads right below a title without text of its own may be acts.
        let over_heads = || {
            let first = inside.clone().find(|l| !self.text.line(*l).is_empty());
            first.is_some_and(|l| self.within(&(l..l + 1)).next().is_some())
        };
        if depth < MAX_DEPTH
            && !whole
            && (votes >= 2
                || talk
                || rubric
                || (votes == 1 || self.events_in(inside.clone()).len() >= 2) && over_heads())
        {
            let over = match () {
                () if talk => Over::Talk,
                () if rubric => Over::Rubric,
                () => Over::Title,
            };
            let sub = self.cuts(&inside, bits).find(|s| self.stands_alone(s, &inside, over));
            let sub = sub.filter(|s| s.hits >= grants.len());
            // What is asked for without a label stands beside what has one.
            const WEAK: u32 = style::ITEM | style::LINE | style::RUN_IN | style::DASH;
            let sub = sub.filter(|s| !talk || s.bits & WEAK == 0 || s.hits >= self.told_in_talk(inside.clone()).len());
            let sub = sub.map(|s| (self.pieces(&s, lines.end, depth + 1), s));
            let told = |pieces: &[Act]| talk || rubric || pieces.iter().all(|a| self.tells_outcome(a.lines.clone()));
            if let Some((pieces, sub)) = sub.filter(|(pieces, _)| told(pieces)) {
                let first = sub.heads.first().map_or(lines.end, |h| self.heads[*h].line);
                let mut out = Vec::new();
                if !talk && self.votes(lines.start..first) > 0 {
                    out.push(Act::new(head.clone(), lines.start..first));
                }
                let bare = (head.end..first).all(|l| self.text.line(l).is_empty());
                for (k, mut act) in pieces.into_iter().enumerate() {
                    if !talk && !rubric {
                        prefix(&mut act.head, &head);
                    }
                    // The rubric stands over the first of its points.
                    if k == 0 && rubric && bare {
                        (act.head.line, act.lines.start) = (lines.start, lines.start);
                    }
                    out.push(act);
                }
                return out;
            }
        }
        let rows = grants.iter().all(|a| a.lines.len() == 1);
        if grants.len() >= if whole && !rows { 3 } else { 2 } {
            let above = (!talk && !rubric).then_some(&head);
            return grants
                .into_iter()
                .map(|mut act| {
                    above.iter().for_each(|a| prefix(&mut act.head, a));
                    act
                })
                .collect();
        }
        if talk {
            let told = self.told_in_talk(head.end.max(lines.start)..lines.end);
            if !told.is_empty() || self.votes(lines.clone()) == 0 {
                return told;
            }
        }
        vec![Act::new(head, lines)]
    }

    /// The title with the titles above it, or with the finer heading right below it.
    fn titled(&self, head: &Head, above: &[&Head], stop: usize) -> Head {
        let mut out = head.clone();
        for h in above.iter().rev().filter(|h| !is_rubric(self.text, h)) {
            prefix(&mut out, h);
        }
        if let Some(first) = above.first() {
            out.line = first.line;
        }
        // « 2. Travaux de peinture » / « − Autorisation à donner au maire », « ## FINANCES » / « ### Vote du budget »
        let mut at = head.end;
        let head_at = |line: usize| {
            let i = self.heads.partition_point(|h| h.line < line);
            self.heads.get(i).filter(|h| h.line == line)
        };
        while let Some(below) = head_at(at).filter(|h| h.line < stop) {
            let finer = below.styles & style::AGENDA != 0 && below.styles & style::ITEM != 0
                || heading_level(below).zip(heading_level(head)).is_some_and(|(b, a)| b > a);
            let Some(title) = below.title.as_ref().filter(|_| finer && below.number.is_none()) else { break };
            let own = out.title.take();
            out.title = Some(match own {
                Some(o) => At::new(format!("{} - {}", o.value, title.value), o.span.to(title.span)),
                None => title.clone(),
            });
            out.end = below.end;
            at = below.end;
        }
        out
    }

    /// Whether any event lies in a stretch.
    #[must_use]
    pub fn any_event(&self, lines: Range<usize>) -> bool {
        !self.events_in(lines).is_empty()
    }

    /// The events of a stretch.
    #[must_use]
    pub fn events_in(&self, lines: Range<usize>) -> &[(usize, Event)] {
        let from = self.events.partition_point(|(l, _)| *l < lines.start);
        let to = self.events.partition_point(|(l, _)| *l < lines.end);
        self.events.get(from..to).unwrap_or(&[])
    }

    /// How many votes a stretch holds: tallies on lines that follow each other are one.
    #[must_use]
    pub fn votes(&self, lines: Range<usize>) -> usize {
        let mut count = 0;
        let mut last: Option<usize> = None;
        for (line, event) in self.events_in(lines) {
            if *event != Event::Vote {
                continue;
            }
            // « Prime : 9 600 €. Adopté à l'unanimité » right below another such line has a vote of its own.
            let apart = last.is_none_or(|l| {
                let starts = |m| self.taken.get(m) == Some(&Taken::Starts);
                *line > l + 6
                    || (l + 1..=*line)
                        .any(|m| starts(m) || !lesser_events::tells_who_leaves(self.text, l) && self.opens_paragraph(m))
                    || self.opens_run_in(l) && self.opens_run_in(*line)
            });
            count += usize::from(apart);
            last = Some(*line);
        }
        count
    }

    /// Whether a line is a title, a colon and the text behind it.
    fn opens_run_in(&self, line: usize) -> bool {
        self.within(&(line..line + 1)).any(|i| self.heads[i].styles & style::RUN_IN != 0)
    }

    /// Whether a line opens so behind a gap.
    fn opens_paragraph(&self, line: usize) -> bool {
        self.text.doc.lines.get(line).is_some_and(|l| l.gap_before) && self.opens_run_in(line)
    }

    pub(super) fn within(&self, range: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
        let from = self.heads.partition_point(|h| h.line < range.start);
        let to = self.heads.partition_point(|h| h.line < range.end);
        from..to
    }
}

pub(super) fn heading_level(head: &Head) -> Option<u32> {
    let bits = head.styles & ANY_HEADING;
    (bits != 0).then(|| bits.trailing_zeros())
}

/// Whether a title stands above another and not beside it.
fn outranks(above: &Head, below: &Head) -> bool {
    match (heading_level(above), heading_level(below)) {
        (Some(a), Some(b)) => a < b,
        _ => above.form < below.form || above.form == Form::Point && below.styles & style::ARABIC_SUB != 0,
    }
}

/// Puts the title above before a title; the place stays that of the title itself.
pub(super) fn prefix(head: &mut Head, above: &Head) {
    if head.number.is_none() {
        head.number.clone_from(&above.number);
    }
    let (Some(own), Some(up)) = (&mut head.title, &above.title) else { return };
    if !own.value.starts_with(up.value.as_str()) {
        own.value = format!("{} - {}", up.value, own.value);
    }
}
