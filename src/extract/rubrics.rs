//! Rubrics of the agenda, « Finances », « Travaux – urbanisme »: titles above titles, which are no act's own.

use super::acts::Act;
use super::heads::{Form, Head, style};
use super::series::Segmenter;
use super::styles::ANY_HEADING;
use super::titles::trim_title;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{At, Span};
use std::ops::Range;

/// What joins the names of several rubrics.
const JOINTS: &[&str] = &[" et ", " & ", "/", "-", "–", "—", ","];

/// Whether the title of a head is a rubric, or several joined.
pub(super) fn is_rubric(text: &Text<'_>, head: &Head) -> bool {
    let listed = |s: &str| text.lexicon.lists_cell(List::PointRubric, s.trim());
    head.title.as_ref().is_some_and(|t| listed(&t.value) || parts(&t.value).all(listed))
}

/// The names that a title joins.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(title);
    std::iter::from_fn(move || {
        let s = rest?;
        let cut = JOINTS.iter().filter_map(|j| s.find(j).map(|at| (at, j.len()))).min();
        let (part, behind) = cut.map_or((s, None), |(at, len)| (&s[..at], Some(&s[at + len..])));
        rest = behind;
        Some(part)
    })
}

impl Segmenter<'_, '_> {
    /// « 7 - Compte épargne-temps … V - DÉCISIONS DU MAIRE⏎Le conseil en prend acte »: a point, and behind it a rubric that is
    /// an act.
    pub(super) fn before_rubric(&self, head: &Head, bits: u32, lines: &Range<usize>, depth: u32) -> Option<Vec<Act>> {
        let own = self.rubric_with_text(head, lines)?;
        let mut out = self.refine(head.clone(), bits, lines.start..own.line, depth);
        out.extend(self.refine(own.clone(), bits, own.line..lines.end, depth));
        Some(out)
    }

    /// « I – FINANCES⏎1 – Tarifs … V – DÉCISIONS DU MAIRE⏎Le conseil en prend acte »: the last of the rubrics that stand over
    /// points in this document, inside the piece of a point and behind its outcome, where it has text and an outcome of its
    /// own, but no point.
    fn rubric_with_text(&self, head: &Head, lines: &Range<usize>) -> Option<&Head> {
        // « 5 – FINANCES⏎5.1 – Tarifs … 6 – DÉCISIONS DU MAIRE », « II DM n° 2 » behind « **Abonnements** »
        const PRINT: u32 = style::BOLD | style::LINE | ANY_HEADING;
        let (points, rubrics) = match head.styles {
            s if s & (style::ROMAN | style::LETTER) != 0 => return None,
            s if s & style::ARABIC_SUB != 0 => (style::ARABIC_SUB, style::ROMAN | style::LETTER | style::ARABIC),
            s if s & style::ARABIC != 0 => (style::ARABIC, style::ROMAN | style::LETTER),
            s if s & style::RANKED == 0 && head.number.is_none() => (s & PRINT, style::ROMAN | style::BARE),
            _ => return None,
        };
        let first = self.events_in(head.line..lines.end).first()?.0;
        let behind =
            || self.within(&(first + 1..lines.end)).map(|i| &self.heads[i]).filter(|h| h.styles & rubrics != 0);
        let stop = |h: &Head| behind().find(|n| n.line > h.line).map_or(lines.end, |n| n.line);
        let own = behind().filter(|h| self.any_event(h.end..stop(h))).last()?;
        let kind = own.styles & rubrics;
        let over = |w: &&[Head]| {
            w[0].styles & kind != 0 && w[0].rank.is_some() && w[1].styles & points != 0 && w[1].line <= w[0].end + 1
        };
        let told = own.title.is_some() && !self.is_talk(own);
        let over_points = || self.heads.windows(2).filter(over).filter_map(|w| w[0].rank);
        let near = |r: u32| own.rank.is_some_and(|o| o == r + 1 || r == o + 1);
        let counted =
            || over_points().count() >= 2 && over_points().any(near) && !over_points().any(|r| own.rank == Some(r));
        (told && counted()).then_some(own)
    }

    /// « POINT 5 - Election des adjoints⏎5.1 Election du premier adjoint … 5.2 Election du deuxième adjoint »: an act each, where
    /// each announces an election and tells its result.
    pub(super) fn elections_below(&self, inside: &Range<usize>) -> Option<Vec<Act>> {
        [style::ARABIC_SUB, style::NAMED, style::LEAD].into_iter().find_map(|s| self.elections_as(s, inside))
    }

    fn elections_as(&self, series: u32, inside: &Range<usize>) -> Option<Vec<Act>> {
        let subs = || self.within(inside).map(|i| &self.heads[i]).filter(|h| h.styles & series != 0);
        let announced = |h: &Head| h.title.as_ref().is_some_and(|t| super::election::is_election(self.text, t.span));
        // « 1er Vice-Président : M. X est élu par 29 voix »
        let chosen = |h: &Head, stop: usize| {
            let told = self.text.find(self.text.lines(h.line, stop), &[Term::Passive, Term::PassivePast]);
            self.votes(h.line..stop) > 0 && (series == style::ARABIC_SUB || told.is_some())
        };
        let stops: Vec<usize> = subs().skip(1).map(|h| h.line).chain([inside.end]).collect();
        let one = |(h, stop): (&Head, &usize)| announced(h) && self.any_event(h.line..*stop) || chosen(h, *stop);
        let told = subs().zip(&stops).all(one);
        let apart = subs()
            .all(|h| h.title.as_ref().is_some_and(|t| !self.text.lexicon.lists_cell(List::ElectionStep, &t.value)));
        let acts = || subs().zip(&stops).map(|(h, stop)| Act::new(self.with_rank(h), h.line..*stop)).collect();
        (stops.len() >= 2 && told && apart).then(acts)
    }

    /// « 2ème Vice-Président »: the rank is a part of the title.
    fn with_rank(&self, head: &Head) -> Head {
        let line = self.text.line(head.line).span();
        let whole = |t: &At<String>| trim_title(self.text, Span::new(line.start, t.span.end));
        let ranked = head.styles & style::NAMED != 0 && head.number.is_none();
        let title = head.title.as_ref().filter(|_| ranked).and_then(whole).or_else(|| head.title.clone());
        Head { title, ..head.clone() }
    }

    /// « 1. ADMINISTRATION GÉNÉRALE⏎APPROBATION DU PROCÈS-VERBAL »: a rubric over its only point, whose title it takes.
    pub(super) fn below_rubric(&self, head: Head, lines: &Range<usize>) -> Head {
        let inner = self.heads.iter().find(|h| h.line >= head.end && !self.text.line(h.line).is_empty());
        let next = (head.end..lines.end).find(|l| !self.text.line(*l).is_empty());
        let several = self.vote_ends(lines.clone()).len() >= 2;
        let kin = |h: &Head| self.within(lines).filter(|i| self.heads[*i].styles & h.styles != 0).count();
        match inner.filter(|h| {
            kin(h) == 1
                && is_rubric(self.text, &head)
                && !several
                && head.number.is_none()
                && Some(h.line) == next
                && h.title.is_some()
        }) {
            Some(h) if h.form != Form::Line || h.styles & style::RUN_IN != 0 => {
                Head { title: h.title.clone(), number: h.number.clone(), end: h.end, ..head }
            }
            _ => head,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn rubrics_are_joined_by_dashes_and_words() {
        let list = |s| parts(s).map(str::trim).collect::<Vec<_>>();
        assert_eq!(list("Travaux – urbanisme"), ["Travaux", "urbanisme"]);
        assert_eq!(list("Finances, personnel et élus"), ["Finances", "personnel", "élus"]);
        assert_eq!(list("Voirie"), ["Voirie"]);
    }
}
