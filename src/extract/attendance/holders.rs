//! Where the clause of a proxy begins without « à », and where it ends.

use super::extent::starts_name;
use super::list::Reader;
use crate::grammar::lexicon::Mark;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::fold;

impl Reader<'_, '_> {
    /// « Anne LERAY, pouvoir L. TABARD »: no « à », and who follows is present.
    pub(super) fn proxy_of_present(&self, m: Mark) -> bool {
        let comma = self.at.checked_sub(1).is_some_and(|i| matches!(self.text.tokens[i].sign, ',' | '-' | ':' | '('));
        let word = self.text.is(m, Term::ProxyHeading) && self.text.tokens[self.at].case == Case::Lower;
        let next = || person::person_with(self.text, self.text.toks(m.end as usize, self.toks.end), None);
        comma && word && next().is_some_and(|(p, _)| !p.head && self.sits(&p))
    }

    /// « … a donné pouvoir à M. TABARD Anne LERAY, … »: text that lost its lines. Where the roll has a TABARD of another
    /// given name and none of this, the given name is of the next.
    pub(super) fn cut_at_roll(&self, holder: &mut Person, rest: Toks<'_>) -> Option<usize> {
        let text = self.text;
        let own = text.within(holder.span);
        let last = own.end.checked_sub(1).filter(|_| own.len() > 1)?;
        let given = holder.given.as_deref().filter(|g| text.doc.text(text.tokens[last].span) == *g)?;
        let next = rest.first()?;
        let capital = next.case == Case::Upper && next.gap == Gap::Space && next.span.end > next.span.start + 1;
        let (key, family) = (fold::key(given), fold::key(&holder.family));
        let mut named = self.roll.entries.iter().filter(|e| fold::key(&e.person.family) == family).peekable();
        named.peek()?;
        let other = named.all(|e| e.person.given.as_deref().is_some_and(|g| fold::key(g) != key));
        if !capital || !other || holder.honorific.is_none() {
            return None;
        }
        holder.given = None;
        holder.span = text.toks(own.start, last).span();
        Some(last)
    }

    /// « … à M. TABARD pour délibérer et voter en ses lieu et place⏎les points de l'ordre du jour »: up to the next person.
    pub(super) fn behind_purpose(&self, rest: Toks<'_>) -> usize {
        const CLAUSE: usize = 40;
        let small = |n: usize| rest.get(n).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower);
        let purpose = rest.first().is_some_and(|t| matches!(self.text.doc.text(t.span), "pour" | "afin"));
        if !purpose || !small(1) {
            return rest.start;
        }
        let ends = |i: &usize| {
            let t = self.text.tokens[*i];
            matches!(t.sign, ';' | '.' | '•') || t.gap == Gap::Line && starts_name(self.text, *i, self.toks.end)
        };
        (rest.start..self.toks.end.min(rest.start + CLAUSE)).find(ends).unwrap_or(rest.start)
    }
}
