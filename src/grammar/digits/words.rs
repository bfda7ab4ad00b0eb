//! Figures beside words (« mille deux cents euros (1 280 €) »): words are misread into other words less easily.

use super::super::number::cardinal_in_words;
use super::super::term::Term;
use super::super::tokens::{Gap, Kind};
use super::{LONGEST, Look, Repair, SURE, is_number};

impl Look<'_, '_> {
    pub(super) fn sums_in_words(&self) -> Vec<Repair> {
        let all = self.text.tokens.len();
        let mut out = Vec::new();
        let mut at = 0;
        while at < all {
            let said = (self.token(at).is_some_and(|t| t.kind == Kind::Word))
                .then(|| cardinal_in_words(self.text, self.text.toks(at, all)))
                .flatten();
            let Some((value, rest)) = said else {
                at += 1;
                continue;
            };
            if let Some(m) = self.text.longest_at(rest.start).filter(|m| self.text.is(*m, Term::MoneyCurrency)) {
                let behind = self.token(m.end as usize).filter(|t| t.sign == '(');
                let figures = match behind {
                    Some(_) => self.sum_from(m.end as usize + 1),
                    None => self.sum_before(at),
                };
                out.extend(figures.and_then(|(from, to)| self.opt_agrees(from, to, value.value)));
            }
            at = rest.start.max(at + 1);
        }
        out
    }

    /// The groups of digits that begin at `at`.
    fn sum_from(&self, at: usize) -> Option<(usize, usize)> {
        let mut end = at;
        while end < at + LONGEST && self.token(end).is_some_and(|t| is_number(t) && t.gap <= Gap::Space) {
            end += 1;
        }
        (end > at).then_some((at, end))
    }

    /// « 1 280 € (mille deux cents euros »: the groups of digits before the bracket before `at`.
    fn sum_before(&self, at: usize) -> Option<(usize, usize)> {
        let bracket = at.checked_sub(1).filter(|b| self.token(*b).is_some_and(|t| t.sign == '('))?;
        let mut end = bracket.checked_sub(1).filter(|c| self.opens(*c, &[Term::MoneyCurrency]))?;
        let cents = |e: usize| self.token(e).is_some_and(|t| matches!(t.sign, ',' | '.'));
        if end >= 3 && cents(end - 2) && self.print(end - 1).len() == 2 {
            end -= 2;
        }
        let mut from = end;
        while from > 0 && end - from < LONGEST && self.token(from - 1).is_some_and(is_number) {
            from -= 1;
            if self.token(from).is_some_and(|t| t.gap == Gap::Line) || self.print(from).len() != 3 {
                break;
            }
        }
        (from < end).then_some((from, end))
    }

    /// The figures `from..to` as the words have it.
    fn opt_agrees(&self, from: usize, to: usize, said: u64) -> Option<Repair> {
        let span = self.text.toks(from, to).span();
        let read: String = (from..to).map(|i| self.print(i)).collect();
        let meant = said.to_string();
        if read == meant || !self.takes(&read, &meant) || !self.doubted(span, SURE) {
            return None;
        }
        let mut left = meant.as_str();
        let mut new = self.text.doc.text(span).to_owned();
        for i in from..to {
            let (group, rest) = left.split_at_checked(self.print(i).len())?;
            let at = (self.token(i)?.span.start - span.start) as usize;
            new.replace_range(at..at + group.len(), group);
            left = rest;
        }
        Some(Repair { span, new, why: "the words beside it say so" })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn words_correct_the_figures_beside_them() {
        let print = [
            "la somme de mille deux cents euros (1 280 €)",
            "la somme de 5 009 € (cinq mille euros) par an",
            "la somme de mille deux cents euros (4 700 €)",
            "la somme de mille deux cents euros (1 200 €)",
        ];
        let (now, told) = read(&print, 0.8);
        assert_eq!(now[0], "la somme de mille deux cents euros (1 200 €)");
        assert_eq!(now[1], "la somme de 5 000 € (cinq mille euros) par an");
        assert_eq!(now[2..], print[2..], "another sum is no slip of the engine");
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(read(&print[..2], 0.99).0, print[..2], "what the engine is sure of is a slip of the print");
    }
}
