//! Sums that OCR cut or dirtied. A currency behind them tells that they are one:
//!
//! - « 12 400, 00 € », « 27. 863, 42 € »: a gap where none is printed;
//! - « 175 .943,10 F », « 27,863,42 € »: a point or a comma between groups of three;
//! - « 4 618,25: F »: a speck before the currency;
//! - « 15 100,00 £ »: a currency that OCR takes for another (`[ocr.currency]`), where the document prints the other too.
//!
//! « 5, 60 € » may be two sums: it is one where the document writes cents and the engine doubts the place.

use super::super::term::Term;
use super::super::tokens::{Gap, Kind};
use super::{LONGEST, Look, Repair, SURE, is_number};
use crate::page::Span;

/// Tokens that a misread currency is cut into.
const LONGEST_CURRENCY: usize = 3;

/// A sum in figures, by its tokens.
struct Sum {
    /// The groups of its digits, from the left.
    groups: Vec<usize>,
    cents: Option<usize>,
    /// It stands as nobody prints it.
    cut: bool,
    /// Its groups do: « n° 27. 863,42 € » may be two numbers.
    parted: bool,
    /// What stands between its groups.
    joint: char,
}

impl Look<'_, '_> {
    pub(super) fn cut_sums(&self) -> Vec<Repair> {
        let all = self.text.tokens.len();
        let cents = (0..all)
            .filter(|at| self.currency_at(*at))
            .any(|at| self.sum_behind(at).is_some_and(|s| s.cents.is_some() && !s.cut));
        (1..all).filter_map(|at| self.opt_misread(at).or_else(|| self.opt_cut(at, cents))).collect()
    }

    fn currency_at(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.gap <= Gap::Space) && self.opens(at, &[Term::MoneyCurrency])
    }

    /// The sum whose last token is before `end`.
    fn sum_behind(&self, end: usize) -> Option<Sum> {
        let joined = |at: usize| self.token(at).is_some_and(|t| t.gap <= Gap::Space);
        let glued = |at: usize| self.token(at).is_some_and(|t| t.gap == Gap::None);
        let number = |at: usize| self.token(at).is_some_and(is_number).then(|| self.print(at).len());
        let sign = |at: usize| self.token(at).map_or('\0', |t| t.sign);
        let mut last = end.checked_sub(1)?;
        let (mut cents, mut cut, mut parted, mut joint) = (None, false, false, ' ');
        if number(last) == Some(2)
            && let Some(point) =
                last.checked_sub(1).filter(|p| matches!(sign(*p), ',' | '.') && joined(*p) && joined(last))
            && let Some(before) = point.checked_sub(1).filter(|b| number(*b).is_some())
        {
            cut = !glued(point) || !glued(last);
            cents = Some(last);
            last = before;
        }
        number(last)?;
        let mut groups = vec![last];
        while groups.len() < LONGEST && number(last) == Some(3) && joined(last) {
            let Some(before) = last.checked_sub(1) else { break };
            let (next, split) = match (number(before), sign(before)) {
                (Some(_), _) => (before, None),
                (None, s @ ('.' | ',')) if joined(before) => match before.checked_sub(1) {
                    Some(next) => (next, Some(s)),
                    None => break,
                },
                _ => break,
            };
            if number(next).is_none_or(|n| n > 3) {
                break;
            }
            match split {
                None => {}
                Some('.') if glued(before) && glued(last) => joint = '.',
                // A comma before three digits parts thousands only where cents follow.
                Some(',') if cents.is_none() || !glued(before) || !glued(last) => break,
                Some(_) => parted = true,
            }
            groups.insert(0, next);
            last = next;
        }
        // « 10, 20, 50 € », « n° 5, 60 € »
        let listed = last.checked_sub(1).is_some_and(|b| {
            sign(b) == '°' || sign(b) == ',' && joined(last) && b.checked_sub(1).is_some_and(|n| number(n).is_some())
        });
        (!listed).then_some(Sum { groups, cents, cut: cut || parted, parted, joint })
    }

    /// The sum as it is printed.
    fn printed(&self, sum: &Sum) -> String {
        let joint = if sum.cut { ' ' } else { sum.joint };
        let mut out = String::new();
        for (n, at) in sum.groups.iter().enumerate() {
            if n > 0 {
                out.push(joint);
            }
            out.push_str(self.print(*at));
        }
        if let Some(cents) = sum.cents {
            out.push(',');
            out.push_str(self.print(cents));
        }
        out
    }

    fn span_of(&self, sum: &Sum, end: usize) -> Option<Span> {
        Some(Span::new(self.token(*sum.groups.first()?)?.span.start, self.token(end)?.span.end))
    }

    /// A sum that was cut, or that a speck parts from its currency at `at`.
    fn opt_cut(&self, at: usize, cents: bool) -> Option<Repair> {
        if !self.currency_at(at) {
            return None;
        }
        let speck = self.token(at - 1).filter(|t| t.kind == Kind::Sign && t.gap <= Gap::Space).map(|t| t.sign);
        let speck = speck.filter(|s| matches!(s, '.' | ',' | ':' | ';' | '°' | '\'' | '*' | '·' | '•' | '|' | '~'));
        let sum = self.sum_behind(if speck.is_some() { at - 1 } else { at })?;
        // « 312 000. F. Martin demande » is a sentence.
        if speck.is_some() && sum.cents.is_none() || speck.is_none() && !sum.cut {
            return None;
        }
        let span = self.span_of(&sum, if speck.is_some() { at } else { at - 1 })?;
        let long = sum.groups.len() > 1;
        let written = !sum.parted && sum.cents.is_some_and(|c| long || self.print(c).starts_with('0'));
        if !(written || (cents || long) && self.doubted(span, SURE)) {
            return None;
        }
        let mut new = self.printed(&sum);
        if speck.is_some() {
            new = format!("{new} {}", self.print(at));
        }
        Some(Repair { span, new, why: "a currency follows" })
    }

    /// A currency at `at` that OCR took for another, behind a sum that is none without one.
    fn opt_misread(&self, at: usize) -> Option<Repair> {
        if self.token(at).is_none_or(|t| t.gap > Gap::Space) {
            return None;
        }
        let glued = |i: &usize| *i == at || self.token(*i).is_some_and(|t| t.gap == Gap::None);
        let read: Vec<usize> = (at..at + LONGEST_CURRENCY).take_while(glued).collect();
        // The longest that is known: « F& » before « F ».
        let (last, meant) = read.iter().rev().find_map(|last| {
            let print: String = (at..=*last).map(|i| self.print(i)).collect();
            self.currencies.iter().find(|(r, _)| *r == print).map(|(_, meant)| (*last, *meant))
        })?;
        let sum = self.sum_behind(at)?;
        let printed = |i: usize| self.print(i) == meant && self.currency_at(i) && self.sum_behind(i).is_some();
        if sum.cents.is_none() && sum.groups.len() < 2 || !(1..self.text.tokens.len()).any(printed) {
            return None;
        }
        let span = self.span_of(&sum, last)?;
        let new = format!("{} {meant}", self.printed(&sum));
        Some(Repair { span, new, why: "the document counts in that currency" })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_at as read;

    #[test]
    fn cut_sums_are_one() {
        let print = [
            "soit 12 400, 00 €",
            "un crédit de 27. 863, 42 €",
            "soit 175 .943,10 F",
            "de 27,863,42,€",
            "3, 05 €",
            "1.250,00 €",
        ];
        let now = read(&print, 0.9);
        assert_eq!(now[..3], ["soit 12 400,00 €", "un crédit de 27 863,42 €", "soit 175 943,10 F"]);
        assert_eq!(now[3..], ["de 27 863,42 €", "3,05 €", "1.250,00 €"]);
    }

    #[test]
    fn lists_of_sums_stay_lists() {
        let print = ["de 10, 20, 50 €", "de 5, 60 €", "article 3, 150 €", "le prix est de 312 000. F. Martin"];
        assert_eq!(read(&print, 0.8), print);
        let print = ["au n° 27. 863,42 €", "au chapitre 925, 418 233,20 €"];
        assert_eq!(read(&print[..1], 0.97), print[..1]);
        assert_eq!(read(&print[1..], 0.7), print[1..]);
        let print = ["de 5, 60 €", "et de 7,50 €"];
        assert_eq!(read(&print, 0.97), print);
        assert_eq!(read(&print, 0.8)[0], "de 5,60 €");
    }

    #[test]
    fn specks_before_a_currency_go() {
        assert_eq!(read(&["de 4 618, 25:F est", "148 350, 00° F"], 0.9), ["de 4 618,25 F est", "148 350,00 F"]);
    }

    #[test]
    fn a_currency_is_the_one_of_the_document() {
        let now = read(&["au prix de 15 100,00 £, puis 3,05 E€", "et 20 €"], 0.9);
        assert_eq!(now[0], "au prix de 15 100,00 €, puis 3,05 €");
        let alone = ["au prix de 15 100,00 £", "de 20 £ et 3 €"];
        assert_eq!(read(&alone[..1], 0.9), alone[..1]);
        assert_eq!(read(&alone, 0.9)[1], alone[1]);
    }
}
