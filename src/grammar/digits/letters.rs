//! Letters that stand for digits: before a currency (« 1 2OO € »), beside a vote (« O contre »).

use super::super::term::Term;
use super::super::tokens::{Gap, Kind};
use super::{LONGEST, Look, Repair, SIDES, SURE, is_number};

impl Look<'_, '_> {
    /// One past the tokens glued to the one at `at` that may be digits.
    fn run(&self, at: usize) -> usize {
        let mut end = at;
        while self.digits(end).is_some() && (end == at || self.token(end).is_some_and(|t| t.gap == Gap::None)) {
            end += 1;
        }
        end
    }

    pub(super) fn letters(&self) -> Vec<Repair> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.text.tokens.len() {
            let end = self.run(at);
            if end > at && self.token(at).is_some_and(|t| t.gap != Gap::None || t.kind == Kind::Number) {
                out.extend(self.opt_letters(at, end));
            }
            at = end.max(at + 1);
        }
        out
    }

    /// Letters for digits in the run `at..end`.
    fn opt_letters(&self, at: usize, end: usize) -> Option<Repair> {
        let toks = self.text.toks(at, end);
        let numbers = toks.slice().iter().filter(|t| t.kind == Kind::Number).count();
        if numbers == end - at || !self.doubted(toks.span(), SURE) {
            return None;
        }
        let new: String = (at..end).filter_map(|i| self.digits(i)).collect();
        // « 1 OOO € »: three letters behind a number.
        let group = new.len() == 3 && at.checked_sub(1).is_some_and(|b| self.token(b).is_some_and(is_number));
        let why = if (numbers > 0 || group) && self.before_currency(end) {
            "a currency follows"
        } else if numbers == 0 && new.len() <= 2 && self.beside_vote(at, end) {
            "it counts votes"
        } else {
            return None;
        };
        Some(Repair { span: toks.span(), new, why })
    }

    /// Whether groups of three digits, cents or nothing stand before a currency.
    fn before_currency(&self, mut at: usize) -> bool {
        for _ in 0..LONGEST {
            if self.opens(at, &[Term::MoneyCurrency]) {
                return true;
            }
            let group = self.digits(at).is_some_and(|d| d.len() == 3);
            let cents = self.token(at).is_some_and(|t| matches!(t.sign, ',' | '.') && t.gap == Gap::None)
                && self.digits(at + 1).is_some_and(|d| d.len() == 2);
            at += match (group, cents) {
                (true, _) => 1,
                (_, true) => 2,
                _ => return false,
            };
        }
        false
    }

    /// « O contre », « Contre : O »
    fn beside_vote(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.token(b));
        let begins = self.token(at).is_some_and(|t| t.gap >= Gap::Cell)
            || before.is_some_and(|b| matches!(b.sign, ',' | ';' | '('));
        if begins && self.opens(end, &SIDES) && self.token(end).is_some_and(|t| t.gap == Gap::Space) {
            return true;
        }
        let free = self.token(end).is_none_or(|t| t.gap >= Gap::Cell || t.sign != '\0' || self.opens(end, &SIDES));
        let colon = before.is_some_and(|b| b.sign == ':');
        colon && free && self.side_before(at - 1).is_some()
    }

    /// The side whose word ends before token `at`.
    fn side_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(4)..at).find_map(|s| {
            let m = self.text.longest_at(s).filter(|m| m.end as usize == at)?;
            SIDES.iter().position(|t| self.text.is(m, *t))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn letters_become_digits_before_a_currency_and_beside_votes() {
        let print =
            ["un prêt de 1 2OO € et de 12 OOO €", "18 voix pour, O contre", "Contre : O", "M. O contre M. B", "lot 2B"];
        let (now, told) = read(&print, 0.8);
        assert_eq!(now[0], "un prêt de 1 200 € et de 12 000 €");
        assert_eq!(now[1..4], ["18 voix pour, 0 contre", "Contre : 0", "M. O contre M. B"]);
        assert_eq!(now[4], print[4]);
        assert!(told[0].contains("« 2OO » was read as « 200 »"), "{told:?}");
        assert_eq!(read(&print[..1], 0.99).0, print[..1]);
    }
}
