//! Acts that several documents give: minutes and extracts of one sitting, two files of one document. Who counts acts or
//! adds up sums must know which are one.
//!
//! Two acts of one authority and day are one when *another* document gives the same number, or the same title where one
//! of them has no number of its own, or none that says more (« 5 » and « 2024-05 »). Titles that share no word, sums
//! that differ and bodies that differ part them. Some 70 bytes an act are kept, not the acts.

use super::whose::Whose;
use crate::page::fold::{fold, key, slug};
use crate::record::{Deliberation, Kind, Record, Sitting};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// What was found of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// Nobody gave it before: its place among such acts, counted from 0.
    First(u32),
    /// Another document gave it: the place of that act.
    Again(u32),
}

impl Met {
    /// Whether nobody gave it before.
    pub const fn is_first(self) -> bool {
        matches!(self, Self::First(_))
    }

    /// The place of the act.
    pub const fn place(self) -> u32 {
        let (Self::First(place) | Self::Again(place)) = self;
        place
    }
}

/// What is kept of an act.
#[derive(Clone, Copy)]
struct Given {
    document: u64,
    /// Hash of the body, 0 where it is not known.
    body: u64,
    /// The words of its title, one bit each.
    words: u64,
    /// Hash of its sums, 0 where it has none.
    sums: u64,
    /// The last number in its number.
    tail: Option<u32>,
    /// Among the first ones.
    place: u32,
}

/// The acts of an archive so far.
#[derive(Default)]
pub struct Acts {
    numbers: FxHashMap<u64, Given>,
    titles: FxHashMap<u64, Given>,
    next: u32,
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish().max(1)
}

impl Acts {
    /// Takes in the acts of a record, in order: one list a sitting.
    pub fn of(&mut self, record: &Record) -> Vec<Vec<Met>> {
        let document = hash((&record.source.path, &record.source.sha256));
        // An agenda gives no act, and what it announces is not given before.
        let agenda = record.kind == Kind::Convocation;
        let sitting = |s: &Sitting| {
            // Without a date no other document is known to tell of the same sitting.
            let whose = Whose::of(record, s);
            let day = s.date.as_ref().filter(|_| !agenda).map(|date| hash((&whose.key, date)));
            s.deliberations.iter().map(|act| self.take(document, day, s, act)).collect()
        };
        record.sittings.iter().map(sitting).collect()
    }

    fn take(&mut self, document: u64, day: Option<u64>, sitting: &Sitting, act: &Deliberation) -> Met {
        let place = self.next;
        let Some(day) = day else {
            self.next += 1;
            return Met::First(place);
        };
        let number = act.number.as_deref().map(number).filter(|n| !n.0.is_empty());
        let title = act.title.as_deref().map(key).filter(|t| !t.is_empty());
        let given = Given {
            document,
            body: sitting.body.as_deref().map_or(0, |b| hash(slug(b))),
            words: act.title.as_deref().map_or(0, words),
            sums: sums(act),
            tail: number.as_ref().and_then(|n| n.1),
            place,
        };
        let by_number = number.as_ref().map(|n| hash((day, &n.0)));
        let by_title = title.as_ref().map(|t| hash((day, t)));
        if let Some(old) = by_number.and_then(|k| self.numbers.get(&k)).filter(|old| old.may_be(&given)) {
            return Met::Again(old.place);
        }
        if let Some(old) = by_title.and_then(|k| self.titles.get(&k)).filter(|old| old.may_be(&given))
            && (old.tail.is_none() || given.tail.is_none() || old.tail == given.tail)
            && (old.sums == 0 || given.sums == 0 || old.sums == given.sums)
        {
            return Met::Again(old.place);
        }
        self.next += 1;
        if let Some(k) = by_number {
            self.numbers.entry(k).or_insert(given);
        }
        if let Some(k) = by_title {
            self.titles.entry(k).or_insert(given);
        }
        Met::First(place)
    }
}

impl Given {
    /// Whether nothing but number or title need be alike for the two to be one.
    const fn may_be(&self, new: &Self) -> bool {
        self.document != new.document
            && (self.body == 0 || new.body == 0 || self.body == new.body)
            && (self.words == 0 || new.words == 0 || self.words & new.words != 0)
    }
}

/// A number without what varies in print (« 2024/05 », « 2024-5 »), and its last figures.
fn number(printed: &str) -> (String, Option<u32>) {
    let slug = slug(printed);
    let bare = |part: &str| -> String {
        let short = part.trim_start_matches('0');
        if short.is_empty() && !part.is_empty() { "0".to_owned() } else { short.to_owned() }
    };
    let parts: Vec<String> = slug.split('-').map(bare).collect();
    let digits = |c: char| !c.is_ascii_digit();
    let tail = slug.rsplit(digits).find(|d| !d.is_empty()).and_then(|d| d.parse().ok());
    (parts.join("-"), tail)
}

/// The words of a title that tell it from others, one bit each: their first letters, so that plurals do not matter.
fn words(title: &str) -> u64 {
    let folded = fold(title);
    let long = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3);
    long.fold(0, |bits, w| bits | 1 << (hash(w.chars().take(5).collect::<String>()) >> 58))
}

/// The sums of an act, whatever their order.
fn sums(act: &Deliberation) -> u64 {
    let mut values: Vec<&str> = act.amounts.iter().map(|a| a.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    if values.is_empty() { 0 } else { hash(values) }
}

#[cfg(test)]
mod tests {
    use super::{number, words};

    #[test]
    fn numbers_are_compared_without_their_print() {
        assert_eq!(number("2024/05").0, number("2024 - 5").0);
        assert_eq!(number("DEL.2024.12").1, Some(12));
        assert_ne!(number("2024-05").0, number("2024-50").0);
        assert_eq!(number("n° 0").0, "n-0");
    }

    #[test]
    fn titles_share_words_or_do_not() {
        assert_ne!(words("Tarifs de la cantine") & words("Fixation du tarif de cantine"), 0);
        assert_eq!(words("Tarifs de la cantine") & words("Achat d'un véhicule"), 0);
    }
}
