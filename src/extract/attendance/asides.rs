//! What stands beside the names of a list and is nobody: the place that somebody comes from or is mayor of, the number of a
//! point, a tick, a guest.

use super::extent;
use super::list::Reader;
use super::wrapped;
use crate::extract::point_sign::{self, SignKind, opt_point_sign};
use crate::grammar::hour;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::fold;

impl Reader<'_, '_> {
    /// « M. Fernand LAVALADE X »: a tick behind the name.
    pub(super) fn tick(&mut self) -> bool {
        let t = self.text.tokens[self.at];
        let ends = self.text.tokens.get(self.at + 1).is_none_or(|n| {
            self.at + 1 >= self.toks.end
                || n.gap == Gap::Line
                || matches!(n.sign, ',' | ';' | '-')
                || person::is_title(self.text, self.at + 1)
        });
        let cross = self.text.doc.text(t.span) == "X" && t.gap == Gap::Space && ends;
        if cross && self.roll.entries.len() > self.floor {
            self.ticked.push(self.roll.entries.len() - 1);
            self.at += 1;
        }
        cross && !self.ticked.is_empty()
    }

    /// « Mme X, directrice générale des services » is no member; what follows on the line is not either.
    pub(super) fn non_member(&mut self) {
        let t = self.text.tokens[self.at];
        // « M. X,⏎Secrétaire de Mairie »
        let comma = self.at.checked_sub(1).is_some_and(|i| self.text.tokens[i].sign == ',');
        let own = t.gap != Gap::Line || comma && wrapped::flows_on(self.text, self.at);
        if self.roll.entries.len() > self.waiting && own && self.same_paragraph(t.line as usize) {
            self.roll.entries.pop();
        }
        let end = self.text.mark_at(self.at).map_or(self.at, |m| m.end as usize);
        while self.at < self.toks.end && (self.at < end || self.text.tokens[self.at].line == t.line) {
            self.at += 1;
        }
    }

    /// Whether the last entry stands on this line, or on the one before without a gap between.
    fn same_paragraph(&self, line: usize) -> bool {
        let Some(last) = self.roll.entries.last().map(|e| self.text.doc.line_at(e.person.span.start)) else {
            return false;
        };
        last == line || last + 1 == line && self.text.doc.lines.get(line).is_some_and(|l| !l.gap_before)
    }

    /// « M. X, commune d’ARCY, donne procuration »: the place that somebody comes from is nobody.
    pub(super) fn delegating(&mut self, m: Mark) -> bool {
        const LONGEST: usize = 12;
        let token = |i: usize| self.text.tokens.get(i).filter(|_| i < self.toks.end);
        let comma = self.at.checked_sub(1).and_then(token).is_some_and(|t| t.sign == ',');
        let small = self.text.tokens[self.at].case == Case::Lower;
        let end = m.end as usize;
        let of = token(end).is_some_and(|t| matches!(self.text.doc.text(t.span), "de" | "d" | "du" | "des"));
        let close = (end..end + LONGEST).find(|i| {
            let gives = self.text.mark_at(*i).is_some_and(|m| self.text.is(m, Term::ProxyGives));
            // « …, commune d'Arcy⏎M. X, … »
            let next =
                token(*i).is_some_and(|t| t.gap == Gap::Line) && extent::starts_name(self.text, *i, self.toks.end);
            gives || next || token(*i).is_none_or(|t| matches!(t.sign, ',' | ';' | '.'))
        });
        let Some(close) = close.filter(|_| comma && small && of) else { return false };
        self.at = close;
        true
    }

    /// « A partir de 18h43, Mme X », « À partir de 19 h 31 M. Y à M. Z »: a line that tells what changed later, to its end.
    pub(super) fn later_line(&mut self, mark: Option<Mark>) -> bool {
        /// « n° 06-20190615 : »
        const STRETCH: usize = 8;
        let t = self.text.tokens[self.at];
        let from =
            mark.filter(|m| t.gap == Gap::Line && t.case != Case::Lower && self.is(Some(*m), Term::ProxyTemporary));
        let until = self.text.listed(t, List::Until);
        let hour = |m: Mark| hour::hour(self.text, self.text.toks(m.end as usize, self.toks.end)).is_some();
        // « À partir de l'affaire n° 6 : M. X par Mme Y »
        let point = |m: Mark| {
            let behind = self.text.toks(m.end as usize, self.toks.end).head(STRETCH);
            self.rubric.proxies && behind.slice().iter().take_while(|b| b.line == t.line).any(|b| b.sign == ':')
        };
        let told = from.is_some_and(|m| !until && (hour(m) || point(m)));
        if told {
            self.at = self.text.line(t.line as usize).end.max(self.at + 1);
        }
        told
    }

    /// « II – Tarifs », « I Tarifs » where « II » opens another line: the number of a point is nobody.
    pub(super) fn numeral(&self, here: Toks<'_>) -> bool {
        let print = |t: Token| self.text.doc.text(t.span);
        let Some(first) = here.first().filter(|t| t.gap == Gap::Line) else { return false };
        let Some(rank) = point_sign::roman(print(first)).filter(|r| *r < 40) else { return false };
        // « A. NAWROTZKI,⏎V. ORIAT, E. OTTERNAUD »
        let before = here.start.checked_sub(1).map(|i| self.text.tokens[i]);
        if before.is_some_and(|b| b.sign == ',' || print(b) == "et") {
            return false;
        }
        let signed = here.get(1).is_some_and(|t| matches!(t.sign, '-' | '.' | ')' | '/'));
        let next = |t: &Token| t.gap == Gap::Line && point_sign::roman(print(*t)) == Some(rank + 1);
        signed || self.text.tokens[here.start..].iter().any(next)
    }

    /// « de Anne LERAY à Luc TABARD »: whether somebody of the roll is named here, so that the word before is no particle.
    pub(super) fn names_known(&self, at: usize) -> bool {
        let key = |p: &Person| fold::key(&p.family);
        let named = person::person(self.text, self.text.toks(at, self.toks.end)).map(|(p, _)| key(&p));
        named.is_some_and(|n| self.roll.entries.iter().any(|e| key(&e.person) == n))
    }

    /// « de Roger BÉAL en faveur de … »: behind a comma or at the start a given name follows, so that « de » is no particle.
    pub(super) fn given_behind_of(&self) -> bool {
        let opens = self.at == self.toks.start
            || self.text.tokens[self.at].gap == Gap::Line
            || matches!(self.text.tokens[self.at - 1].sign, ',' | ';' | ':' | '-' | '•');
        let elided = self.text.tokens.get(self.at + 1).is_some_and(|t| t.sign == '\'');
        let next = self.text.tokens.get(self.at + 1 + usize::from(elided));
        opens && next.is_some_and(|t| t.case == Case::Title && person::known_given(self.text, t.span))
    }

    /// « Pouvoirs : Mandant Mandataire M. X M. Y »: the heads of two columns that were lost.
    pub(super) fn pair_heads(&mut self) -> bool {
        let listed = |at: usize, list| self.text.tokens.get(at).is_some_and(|t| self.text.listed(*t, list));
        let heads = listed(self.at, List::GrantorHead) && listed(self.at + 1, List::HolderHead);
        if self.rubric.proxies && heads {
            self.paired = true;
            self.at += 2;
        }
        self.paired && heads
    }

    /// « Val de Lozon Agglomération – 12 rue des Saules »: the foot of a page is nobody, to the end of its line.
    pub(super) fn foot_of_page(&mut self, p: &Person) -> bool {
        let named = self.text.find(self.text.within(p.span), &[Term::AuthoritySuffix]).is_some();
        if p.honorific.is_none() && named {
            let line = self.text.doc.line_at(p.span.start);
            self.at = self.text.line(line).end.max(self.at + 1);
        }
        p.honorific.is_none() && named
    }

    /// « MM JAMET et DOUET pour BRULON SUR CLAISE »: the town that they sit for, to the end of the line.
    pub(super) fn for_town(&mut self) -> bool {
        let t = self.text.tokens[self.at];
        let line = self.text.line(t.line as usize).end.min(self.toks.end);
        let town = self.text.toks(self.at + 1, line.max(self.at + 1));
        // « pour Arcy : M. X » is the label of those behind the colon.
        let word = |t: &Token| t.kind == Kind::Sign || t.case != Case::Lower || self.text.listed(*t, List::PlaceLink);
        let name = |t: &Token| t.sign != ':' && word(t);
        // « Y pour X » under a heading of proxies tells who votes for whom.
        let own = !self.rubric.proxies
            && self.roll.entries.len() > self.floor
            && t.case == Case::Lower
            && self.text.doc.text(t.span) == "pour";
        let named =
            own && !town.is_empty() && town.slice().iter().all(name) && !person::is_title(self.text, self.at + 1);
        if named {
            self.at = line;
        }
        named
    }

    /// « M. X, Maire du Coudroy Saint-Gervais »: behind « du » the place of the office is nobody.
    pub(super) fn behind_place<'t>(&self, rest: Toks<'t>) -> Toks<'t> {
        const LONGEST: usize = 10;
        let of = |t: &Token| matches!(self.text.doc.text(t.span), "de" | "du" | "des" | "d");
        if !rest.first().is_some_and(|t| of(&t) && t.gap == Gap::Space) {
            return rest;
        }
        // « …, suppléant des Arpettes et Luc TABARD »
        let next = |i: usize| {
            let given = self.text.tokens.get(i + 1).filter(|t| t.case == Case::Title && t.gap == Gap::Space);
            let named = given.is_some_and(|t| person::known_given(self.text, t.span));
            self.text.doc.text(self.text.tokens[i].span) == "et" && named
        };
        let ends = |i: usize| {
            let t = self.text.tokens[i];
            let glued = self.text.tokens.get(i + 1).is_some_and(|n| n.sign == '-' && n.gap == Gap::None);
            let small = of(&t) || glued || self.text.listed(t, List::PlaceLink);
            let name = t.kind == Kind::Word && (t.case != Case::Lower || small);
            !(name || matches!(t.sign, '-' | '\'')) || t.gap >= Gap::Cell || person::is_title(self.text, i) || next(i)
        };
        match (rest.start..rest.end.min(rest.start + LONGEST)).find(|i| ends(*i)) {
            // Only where the place ends at a sign or with its line: else a name may follow it.
            Some(i) if self.text.tokens[i].kind == Kind::Sign || self.text.tokens[i].gap == Gap::Line || next(i) => {
                rest.from(i)
            }
            None if rest.len() < LONGEST => rest.from(rest.end),
            _ => rest,
        }
    }
}

/// « II – DÉLÉGATION DE POUVOIRS », a line of its own: the point of an agenda ends in a word of the roll.
pub(super) fn titles_point(text: &Text<'_>, m: Mark) -> bool {
    let line = text.line(text.tokens[m.first as usize].line as usize);
    let print = text.doc.text(line.span());
    let Some(sign) = opt_point_sign(print).filter(|s| matches!(s.kind, SignKind::Roman | SignKind::Arabic)) else {
        return false;
    };
    let from = line.span().start as usize + sign.len;
    let words = text.toks(line.start, m.first as usize);
    let mut between = words.slice().iter().filter(|t| t.kind == Kind::Word && t.span.start as usize >= from);
    m.end as usize == line.end && between.any(|t| t.span.end - t.span.start > 3 && !text.listed(*t, List::RollLead))
}
