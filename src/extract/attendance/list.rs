//! One list: persons with their offices, notes and holders, up to the first words that are none of these.

use super::rubric::Rubric;
use super::towns::Towns;
use super::{Roll, extent, labels, later, one_each, towns};
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::record::Attendance;

/// After so many small words in a row, none of them known, a list has become prose.
const PROSE: usize = 7;

/// A name with its title has no more tokens.
pub(super) const NAME: usize = 10;

/// The state of a list that is being read.
pub(super) struct Reader<'r, 'd> {
    pub text: &'r Text<'d>,
    pub toks: Toks<'r>,
    pub rubric: Rubric,
    pub roll: &'r mut Roll,
    /// The token to read next.
    pub at: usize,
    /// Entries before this index belong to other lists.
    pub floor: usize,
    /// Entries from this index on wait for a holder.
    pub waiting: usize,
    /// The title that covers the names to come (« MM. »).
    pub cover: Option<&'static str>,
    /// The first entry that it covers.
    covered: usize,
    group: Option<String>,
    /// Communes among the names.
    pub towns: Towns,
    small_words: usize,
    /// Entries with a tick behind them.
    pub ticked: Vec<usize>,
    /// The sentence told of a proxy: « X a donné procuration à A et Y à B ».
    pub gave: bool,
    /// « Mandant Mandataire » heads the list: who gives and who holds, by turns.
    pub paired: bool,
    /// One person a line, with offices and places behind.
    pub one_each: bool,
    /// In what stands behind the person of such a line.
    pub in_tail: bool,
    /// Where the column begins beside the list that tells what came later.
    pub later: Option<f32>,
    /// Stretches further on that are the rest of a bracket read already.
    pub passed: Vec<(usize, usize)>,
}

/// Reads a list into the roll; gives the token where it ended.
pub fn read(text: &Text<'_>, toks: Toks<'_>, rubric: &Rubric, roll: &mut Roll) -> usize {
    let floor = roll.entries.len();
    let mut scratch = Roll::default();
    let gone = rubric.attendance.is_none();
    let floor = if gone { 0 } else { floor };
    let towns = Towns::of(text, toks);
    roll.towns.extend(towns.names().map(str::to_owned));
    let one_each = one_each::shown(text, toks, roll.one_each);
    roll.one_each |= one_each;
    let target = if gone { &mut scratch } else { &mut *roll };
    let mut reader = Reader {
        text,
        toks: text.toks(toks.start, toks.end),
        rubric: *rubric,
        roll: target,
        at: toks.start,
        floor,
        waiting: floor,
        cover: None,
        covered: floor,
        group: None,
        towns,
        small_words: 0,
        ticked: Vec::new(),
        gave: false,
        paired: false,
        one_each,
        in_tail: false,
        later: later::column_beside(text, rubric.start),
        passed: Vec::new(),
    };
    while reader.at < toks.end && reader.step() {}
    let end = reader.at;
    reader.close();
    end
}

impl Reader<'_, '_> {
    /// Whether a mark has a meaning.
    pub(super) fn is(&self, mark: Option<Mark>, term: Term) -> bool {
        mark.is_some_and(|m| self.text.is(m, term))
    }

    /// Reads what begins at `at`; false where the list ends.
    fn step(&mut self) -> bool {
        let (before, entries) = (self.at, self.roll.entries.len());
        if let Some(i) = self.passed.iter().position(|(start, _)| *start == before) {
            let (_, end) = self.passed.swap_remove(i);
            self.at = end.max(before + 1);
            return true;
        }
        if let Some(end) = self.later.and_then(|column| later::behind_column(self.text, column, before)) {
            self.at = end;
            return true;
        }
        let mark = self.text.longest_at(self.at).filter(|m| (m.end as usize) <= self.toks.end);
        let t = self.text.tokens[self.at];
        self.gave &= t.sign != '.';
        let footnote = t.sign == '*' && t.gap == Gap::Line && !self.roll.marked.is_empty();
        let stops = mark.is_some_and(|m| extent::stops_inside(self.text, self.at, m));
        if self.at > self.toks.start && (stops || footnote) {
            return false;
        }
        let read = self.bracket()
            || self.tick()
            || self.asterisk()
            || self.later_line(mark)
            || self.passed_over(mark)
            || self.for_town()
            || self.columns(mark)
            || self.holder(mark)
            || self.substitute(mark)
            || self.reversed(mark)
            || self.moves(mark)
            || self.status(mark)
            || self.tail()
            || self.label()
            || self.person();
        if read {
            self.small_words = 0;
            if self.roll.entries.len() > entries {
                self.set_group(entries);
            }
        } else {
            let t = self.text.tokens[self.at];
            let known = mark.is_some_and(|m| m.end - m.first > 1 || self.is(mark, Term::Office));
            self.small_words = if t.kind == Kind::Word && !known { self.small_words + 1 } else { self.small_words };
            self.at = mark.filter(|_| known).map_or(self.at + 1, |m| m.end as usize);
        }
        debug_assert!(self.at > before);
        self.small_words <= PROSE
    }

    /// What is neither a person nor says anything of one.
    fn passed_over(&mut self, mark: Option<Mark>) -> bool {
        // « M. X, délégué de M. le Préfet », « Mme la Préfète de la Haute-Saône »
        let of = matches!(self.text.doc.text(self.text.tokens[self.at].span), "de" | "du");
        let guest = self.text.toks(self.at + usize::from(of), self.toks.end);
        if let Some(rest) = person::titled_function(self.text, guest) {
            self.at = self.behind_place(rest).start.max(self.at + 1);
            return true;
        }
        if let Some((title, several, _)) = person::title(self.text, self.at) {
            self.cover = several.then_some(title);
            self.covered = self.roll.entries.len();
        }
        if self.pair_heads() {
            return true;
        }
        // « Mme TECHER Marie née FOLIO »: the name of birth is no second person's.
        let here = self.text.tokens[self.at];
        if here.gap == Gap::Space && self.text.listed_small(here, List::Born) && self.roll.entries.len() > self.floor {
            self.at = self.behind_name(self.at + 1);
            return true;
        }
        // « Pouvoir : De Monsieur X à Madame Y »
        let print = self.text.doc.text(self.text.tokens[self.at].span);
        let of = matches!(print, "De" | "DE") && person::is_title(self.text, self.at + 1);
        let from = self.rubric.proxies && matches!(print, "de" | "De" | "d");
        // « Pouvoirs accordés : par Mme X à M. Y, par M. Z à Mme A »
        let by = self.rubric.proxies
            && matches!(print, "par" | "Par")
            && self.at.checked_sub(1).is_some_and(|i| matches!(self.text.tokens[i].sign, ':' | ',' | ';'));
        if of
            || by && self.gives_behind(self.at + 1)
            || from && (self.names_known(self.at + 1) || self.given_behind_of())
        {
            self.at += 1;
            return true;
        }
        let Some(m) = mark else { return false };
        if self.text.is(m, Term::NonMember) {
            self.non_member();
            return true;
        }
        if self.text.is(m, Term::Authority) && self.delegating(m) {
            return true;
        }
        if self.text.is(m, Term::Nobody) || self.text.is(m, Term::ProxyNone) {
            self.at = m.end as usize;
            return true;
        }
        false
    }

    /// Whether a person stands at a token and « à » behind.
    fn gives_behind(&self, at: usize) -> bool {
        let named = person::person(self.text, self.text.toks(at, self.toks.end)).filter(|(p, _)| !p.head);
        named.is_some_and(|(_, rest)| rest.first().is_some_and(|t| matches!(self.text.doc.text(t.span), "à" | "au")))
    }

    /// One past the capitalized words from a token on.
    fn behind_name(&self, from: usize) -> usize {
        let word = |i: &usize| {
            let t = self.text.tokens[*i];
            t.kind == Kind::Word && t.case != Case::Lower && t.gap <= Gap::Space
                || matches!(t.sign, '-' | '\'') && t.gap == Gap::None
        };
        (from..self.toks.end.min(from + NAME)).find(|i| !word(i)).unwrap_or(self.toks.end.min(from + NAME))
    }

    /// « Mme X remplacée par son suppléant M. Y »: X is away and Y sits in the seat. « Y, suppléant de X » says no more
    /// of X.
    fn substitute(&mut self, mark: Option<Mark>) -> bool {
        // « Étaient suppléés : M. X par Mme Y »
        let short = self.rubric.substitutes && self.text.doc.text(self.text.tokens[self.at].span) == "par";
        let by = short || self.is(mark, Term::Substitute);
        if !by && !self.is(mark, Term::Substitutes) || self.roll.entries.len() <= self.floor {
            return false;
        }
        let behind = if short { self.at + 1 } else { mark.map_or(self.at + 1, |m| m.end as usize) };
        let mut target = self.text.toks(behind, self.toks.end);
        let small = |t: Token| t.case == Case::Lower && t.kind == Kind::Word || matches!(t.sign, ',' | '\'');
        while target.first().is_some_and(small) {
            target = target.skip(1);
        }
        let Some((other, rest)) = person::person(self.text, target).filter(|(p, _)| !p.head) else { return false };
        if by {
            if let Some(e) = self.roll.entries.last_mut().filter(|e| e.attendance == Attendance::Present) {
                e.attendance = Attendance::Excused;
            }
            self.roll.push(other, Attendance::Present);
            self.waiting = self.roll.entries.len();
        } else if let Some(e) = self.roll.entries.last_mut() {
            e.attendance = Attendance::Present;
        }
        self.at = rest.start.max(self.at + 1);
        // « suppléant de M. X excusé »: the word is said of X.
        let away = self.text.mark_at(self.at).filter(|m| !by && (m.end as usize) <= self.toks.end);
        let away = away.filter(|m| self.text.is(*m, Term::Excused) || self.text.is(*m, Term::Absent));
        if let Some(m) = away.filter(|_| self.text.tokens[self.at].case == Case::Lower) {
            self.at = m.end as usize;
        }
        true
    }

    /// « M. X excusé », « Mme Y : absente non excusée ».
    fn status(&mut self, mark: Option<Mark>) -> bool {
        let said = self.is(mark, Term::Excused) || self.is(mark, Term::Absent);
        let own = self.roll.entries.len() > self.floor;
        // « Absents et procurations :⏎Sandrine X excusée⏎Caroline Y Pouvoir à Sheila Z »
        let closes = mark.is_some_and(|m| {
            let next = self.text.tokens.get(m.end as usize);
            self.text.tokens[self.at].gap == Gap::Space && next.is_none_or(|t| t.gap == Gap::Line)
        });
        if self.rubric.proxies && !closes || !said || self.text.tokens[self.at].case != Case::Lower || !own {
            return false;
        }
        let status = if self.is(mark, Term::Excused) { Attendance::Excused } else { Attendance::Absent };
        // « tous les conseillers, à l'exception de Mme X et de M. Y, absents excusés », « MM. X, Y, excusés »: said of both.
        let print = mark.map_or("", |m| self.text.doc.text(self.text.mark_span(m)));
        let last = self.roll.entries.len() - 1;
        let from = match print.split_whitespace().all(|w| w.ends_with('s') || w == "et") {
            true if self.rubric.but => self.floor,
            true if self.cover.is_some() => self.covered.clamp(self.floor, last),
            _ => last,
        };
        for e in self.roll.entries[from..].iter_mut().filter(|e| e.holder.is_none()) {
            e.attendance = status;
        }
        self.at = mark.map_or(self.at + 1, |m| m.end as usize);
        true
    }

    /// « , 3e adjoint, délégué de la CC. du Val »: nobody, up to the line of the next person.
    fn tail(&mut self) -> bool {
        self.in_tail = self.in_tail && !one_each::row_starts(self.text, self.at, self.toks.end);
        self.at += usize::from(self.in_tail);
        self.in_tail
    }

    fn label(&mut self) -> bool {
        let here = self.text.toks(self.at, self.toks.end);
        let own = self.roll.entries.len() > self.floor;
        let led = || towns::led(self.text, &self.roll.towns, self.at, self.toks.end).filter(|_| own);
        if let Some(next) = self
            .towns
            .skip(self.text, self.at, self.toks.end)
            .or_else(led)
            .or_else(|| towns::bare(self.text, &self.roll.labels, self.at, self.toks.end))
        {
            self.at = next;
            return true;
        }
        if let Some(next) = labels::row(self.text, here)
            .or_else(|| labels::body_cell(self.text, here))
            .or_else(|| labels::place(self.text, here))
            .or_else(|| labels::collectivity(self.text, here))
            .or_else(|| labels::places_above(self.text, here))
            .or_else(|| labels::college_heads(self.text, here))
            .or_else(|| labels::stretch(self.text, here))
        {
            self.at = next;
            return true;
        }
        let Some(label) = labels::group(self.text, here) else { return false };
        self.group = label.group;
        self.at = label.end;
        true
    }

    /// Gives the entries since `from` the group whose label stands above.
    fn set_group(&mut self, from: usize) {
        for e in self.roll.entries.iter_mut().skip(from) {
            e.group.clone_from(&self.group);
        }
    }

    /// What the whole list says of its entries.
    fn close(&mut self) {
        self.drop_unticked();
        self.mend_shift();
        self.drop_remarks();
        self.restore_initials();
        // « Avaient donné procuration : Mesdames A, B »: to whom is not said of anybody.
        let own = &self.roll.entries[self.floor.min(self.roll.entries.len())..];
        let untold = own.len() >= 2 && own.iter().all(|e| e.holder.is_none());
        let heading = self.text.mark_at(self.rubric.start);
        // « Représentés : M. A » says it of one as well.
        let said = !own.is_empty() && own.iter().all(|e| e.holder.is_none()) && self.is(heading, Term::Represented);
        let given = said || untold && heading.is_some_and(|m| m.end - m.first >= 2);
        if self.rubric.proxies && !given {
            // Under « Pouvoirs » a name without a holder is one whose clause could not be read.
            let from = self.waiting.min(self.roll.entries.len());
            for e in self.roll.entries[from..].iter_mut().filter(|e| e.holder.is_none()) {
                e.attendance = Attendance::Excused;
            }
        }
    }
}
