//! A weekday that is not that of its date (« lundi 17 octobre 2019 »), where one other date fits.

use super::super::date::{self, FoundDate};
use super::{Look, Repair, SURE, is_number};
use crate::page::{At, Span};
use jiff::civil::Date;

impl Look<'_, '_> {
    pub(super) fn weekdays(&self) -> Vec<Repair> {
        let all = self.text.tokens.len();
        let mut dates: Vec<(usize, usize, At<FoundDate>)> = Vec::new();
        let mut at = 0;
        while at < all {
            match date::date(self.text, self.text.toks(at, all)) {
                Some((found, rest)) => {
                    dates.push((at, rest.start, found));
                    at = rest.start.max(at + 1);
                }
                None => at += 1,
            }
        }
        let printed: Vec<Date> = dates.iter().filter_map(|d| day_of(&d.2.value)).collect();
        dates.iter().filter_map(|(from, to, found)| self.opt_weekday(*from, *to, &found.value, &printed)).collect()
    }

    /// The day or the year of a date that its weekday denies.
    fn opt_weekday(&self, from: usize, to: usize, found: &FoundDate, printed: &[Date]) -> Option<Repair> {
        let weekday = i8::try_from(found.weekday?).ok()?;
        let fits = |d: Date| d.weekday().to_monday_one_offset() == weekday;
        let date = day_of(found).filter(|d| !fits(*d))?;
        let mut may: Vec<(Span, String, Date)> = Vec::new();
        for i in from..to {
            let Some(t) = self.token(i).filter(|t| is_number(t) && self.doubted(t.span, SURE)) else { continue };
            let read = self.print(i);
            let year = read.len() == 4;
            for other in self.others(read) {
                let Ok(n) = other.parse::<i16>() else { continue };
                let new = if year {
                    Date::new(n, date.month(), date.day())
                } else if read.parse() == Ok(found.day) {
                    Date::new(date.year(), date.month(), n as i8)
                } else {
                    continue;
                };
                may.extend(new.ok().filter(|d| fits(*d)).map(|d| (t.span, other, d)));
            }
        }
        let known: Vec<_> = may.iter().filter(|(_, _, d)| printed.contains(d)).collect();
        match (known.as_slice(), may.as_slice()) {
            ([(span, new, _)], _) => {
                Some(Repair { span: *span, new: new.clone(), why: "its weekday and another print of the date say so" })
            }
            ([], [(span, new, _)]) => Some(Repair { span: *span, new: new.clone(), why: "its weekday says so" }),
            _ => None,
        }
    }
}

fn day_of(found: &FoundDate) -> Option<Date> {
    Date::new(found.year?, found.month as i8, found.day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    /// The 14th of October 2019 was a Monday.
    #[test]
    fn a_weekday_corrects_its_date() {
        let told = |print: &[&str]| read(print, 0.8);
        assert_eq!(told(&["Séance du lundi 17 octobre 2018, puis le 14 octobre 2018"]).1.len(), 0);
        let (now, why) =
            told(&["Séance du lundi 44 octobre 2019", "réunis le lundi 11 octobre 2019, date du 14 octobre 2019"]);
        assert_eq!(now[1], "réunis le lundi 14 octobre 2019, date du 14 octobre 2019");
        assert!(why[0].contains("another print"), "{why:?}");
        assert!(read(&["le lundi 11 octobre 2019, le 14 octobre 2019"], 0.99).1.is_empty());
    }
}
