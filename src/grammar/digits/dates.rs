//! Dates that OCR dirtied: the first of the month read as letters, specks between day, month and year, a year that
//! cannot be.
//!
//! - « ler septembre » is the first: no word of French stands there;
//! - « 12 juin.2014 », « 15 | octobre 1979 »: between a day, a month and a year nothing stands but dashes, strokes and
//!   the points of « 12.juin.2014 »;
//! - « 12 juin 2614 »: one confused digit makes it a year that the document prints elsewhere;
//! - « 11 septémbre »: an accent that no month has.

use super::super::mend::MONTHS;
use super::super::number::word_value;
use super::super::term::Term;
use super::super::tokens::{Case, Gap, Kind};
use super::{Look, Repair, SURE, is_number};
use crate::page::{Span, fold};

/// A letter between day and month is a speck where the engine is less sure, 0 to 1.
const SPECK: f32 = 0.75;
/// Specks between a day and its month.
const MOST_SPECKS: usize = 2;

impl Look<'_, '_> {
    pub(super) fn dates(&self) -> Vec<Repair> {
        let months: Vec<usize> = (0..self.text.tokens.len()).filter(|m| self.is_month(*m)).collect();
        let years: Vec<&str> = months.iter().filter_map(|m| self.year(m + 1)).collect();
        let mut out = Vec::new();
        for m in months {
            out.extend(self.opt_first(m).or_else(|| self.opt_specks(m)));
            out.extend(self.opt_accent(m));
            out.extend(self.opt_year(m + 1, &years));
        }
        out
    }

    fn is_month(&self, at: usize) -> bool {
        self.goes_on(at) && word_value(self.text, at, Term::DateMonth).is_some()
    }

    /// Whether the token stands on the line of the one before, in its column.
    fn goes_on(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|t| t.gap <= Gap::Space)
    }

    /// A year in figures at `at`.
    fn year(&self, at: usize) -> Option<&str> {
        let read = self.token(at).filter(|t| is_number(t) && t.gap <= Gap::Space).map(|_| self.print(at))?;
        (read.len() == 4 && ("1700".."2200").contains(&read)).then_some(read)
    }

    /// « ler septembre », which is « 1er septembre ».
    fn opt_first(&self, month: usize) -> Option<Repair> {
        let t = self.token(month - 1).filter(|t| t.kind == Kind::Word && t.gap != Gap::None)?;
        let read = self.print(month - 1);
        self.firsts.iter().find(|(r, _)| *r == fold::fold(read))?;
        // « 12 ter »
        if self.goes_on(month - 1) && self.token(month.checked_sub(2)?).is_some_and(is_number) {
            return None;
        }
        Some(Repair { span: t.span, new: "1er".to_owned(), why: "a month follows" })
    }

    /// Specks between the day, the month and the year.
    fn opt_specks(&self, month: usize) -> Option<Repair> {
        let mut year = month + 1;
        let behind = self.token(year).filter(|t| t.kind == Kind::Sign && is_speck(t.sign)).map(|t| t.sign);
        // « 2 DÉC. 2014 »
        if behind == Some('.') && !MONTHS.iter().any(|(plain, _)| *plain == fold::fold(self.print(month))) {
            return None;
        }
        year += usize::from(behind.is_some());
        self.year(year)?;
        let mut last = month - 1;
        while month - last <= MOST_SPECKS && self.is_dirt(last) {
            last = last.checked_sub(1)?;
        }
        let specks = month - 1 - last;
        let first = (self.print(last) == "er").then(|| last.checked_sub(1)).flatten().unwrap_or(last);
        let day: u8 = self.token(first).filter(|t| is_number(t)).and_then(|_| self.print(first).parse().ok())?;
        let before = self.token(month - 1).filter(|_| specks > 0).map(|t| t.sign);
        // « 12.juin.2014 » is as it was printed, « n° 12. Octobre 2014 » no date.
        let printed = before == behind || before == Some('.') && self.token(month)?.case == Case::Title;
        let span = Span::new(self.token(first)?.span.start, self.token(year)?.span.end);
        let whole = (first + 1..=year).all(|i| self.goes_on(i));
        if !(1..=31).contains(&day) || printed || !whole || !self.doubted(span, SURE) {
            return None;
        }
        let suffix = if first == last { "" } else { "er" };
        let new = format!("{day}{suffix} {} {}", self.print(month), self.print(year));
        Some(Repair { span, new, why: "a day, a month and a year stand there" })
    }

    /// A sign or a letter that says nothing between a day and its month.
    fn is_dirt(&self, at: usize) -> bool {
        let Some(t) = self.token(at) else { return false };
        match t.kind {
            Kind::Sign => is_speck(t.sign),
            Kind::Word => self.print(at).chars().count() == 1 && self.doubted(t.span, SPECK),
            Kind::Number => false,
        }
    }

    /// « septémbre »: the month with its own accents.
    fn opt_accent(&self, month: usize) -> Option<Repair> {
        let read = self.print(month);
        let lower = read.to_lowercase();
        let (plain, proper) = MONTHS.iter().find(|(plain, _)| *plain == fold::fold(read))?;
        let new = if lower == *plain || lower == *proper {
            return None;
        } else if self.token(month)?.case == Case::Lower {
            (*proper).to_owned()
        } else {
            return None;
        };
        Some(Repair { span: self.token(month)?.span, new, why: "no month has that accent" })
    }

    /// A year that cannot be, where one digit makes it a year that stands elsewhere.
    fn opt_year(&self, at: usize, years: &[&str]) -> Option<Repair> {
        let t = self.token(at).filter(|t| is_number(t) && t.gap <= Gap::Space)?;
        let read = self.print(at);
        if read.len() != 4 || self.year(at).is_some() || !self.doubted(t.span, SURE) {
            return None;
        }
        let mut may: Vec<String> = self.others(read).into_iter().filter(|y| years.contains(&y.as_str())).collect();
        may.dedup();
        let [new] = may.as_slice() else { return None };
        Some(Repair { span: t.span, new: new.clone(), why: "it is no year, and that one is printed elsewhere" })
    }
}

/// Signs that mean nothing inside a date; dashes, strokes and brackets may.
fn is_speck(sign: char) -> bool {
    matches!(sign, '.' | ',' | ':' | ';' | '|' | '\'' | '"' | '*' | '_' | '·' | '•' | '~' | '^' | '!')
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_at as read;

    #[test]
    fn the_first_of_a_month_is_told() {
        let print = ["à compter du ler septembre 2014", "du ter décembre", "article 12 ter octobre", "il est ler"];
        let now = read(&print, 0.97);
        assert_eq!(now[..2], ["à compter du 1er septembre 2014", "du 1er décembre"]);
        assert_eq!(now[2..], print[2..]);
    }

    #[test]
    fn specks_inside_a_date_go() {
        let print = [
            "séance du 12 juin.2014 à vingt heures",
            "avant le 15. | octobre 1979",
            "au 1er juillet, 1979",
            "du 12j juin 2014",
        ];
        let now = read(&print, 0.7);
        assert_eq!(now[0], "séance du 12 juin 2014 à vingt heures");
        assert_eq!(now[1..], ["avant le 15 octobre 1979", "au 1er juillet 1979", "du 12 juin 2014"]);
        assert_eq!(read(&print, 0.97), print, "what the engine is sure of was printed");
        let print = [
            "le 1° juin 2014",
            "le 2 DÉC. 2014",
            "le 12.juin.2014",
            "le 12-juin-2014",
            "N° 12. Octobre 2014",
            "le 15 à octobre 1979",
            "le 45. juin 1979",
        ];
        let now = read(&print, 0.9);
        assert_eq!(now, print);
    }

    #[test]
    fn a_year_that_cannot_be_is_one_that_stands_elsewhere() {
        let now = read(&["réunion du 12 juin 2614", "convoqués le 5 juin 2014"], 0.8);
        assert_eq!(now[0], "réunion du 12 juin 2014");
        let print = ["réunion du 12 juin 2614", "convoqués le 5 juin 2013"];
        assert_eq!(read(&print, 0.8), print);
    }

    #[test]
    fn months_have_their_accents() {
        assert_eq!(read(&["le 11 septémbre 1987, le 3 fevrier"], 0.97), ["le 11 septembre 1987, le 3 fevrier"]);
    }
}
