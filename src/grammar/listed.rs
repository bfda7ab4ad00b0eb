//! What the lists hold, word by word: see [`List`].

use super::cell_form::Cell;
use super::list::List;
use super::wordings::{Piece, split_words};
use crate::page::fold;
use rustc_hash::FxHashMap;

/// Words of 64 bits that have a bit for each list.
const WORDS: usize = List::ALL.len().div_ceil(64);

/// A set of lists, a bit each.
#[derive(Debug, Clone, Copy, Default)]
struct Lists([u64; WORDS]);

impl Lists {
    const fn has(self, list: List) -> bool {
        let bit = list as usize;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    const fn add(&mut self, list: List) {
        let bit = list as usize;
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

/// Letters from « a » to « z ».
const LETTERS: usize = 26;

/// The letter that a word begins with, counted from 0; `None` outside ASCII.
fn opening(word: &str) -> Option<usize> {
    let first = word.bytes().next().filter(u8::is_ascii)?;
    Some(if first.is_ascii_alphabetic() { usize::from(first.to_ascii_lowercase() - b'a') } else { LETTERS })
}

/// What the lists hold.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// For each word as the files write it, in small letters, the lists that it stands in.
    spelled: FxHashMap<Box<str>, Lists>,
    /// The same without accents.
    folded: FxHashMap<Box<str>, Lists>,
    /// For each letter, the lists with a word that begins with it; the last for other signs of ASCII. Lists are asked
    /// about hundreds of words for each one that they hold, and most are told by their first letter.
    openings: [Lists; LETTERS + 1],
    /// For each list, its cells.
    cells: FxHashMap<List, Vec<Cell>>,
}

impl Listed {
    /// Adds one form, as the files write it.
    pub(super) fn insert(&mut self, form: &str, list: List) -> Result<(), String> {
        let folded = fold::fold(form);
        if list.of_cells() {
            self.cells.entry(list).or_default().push(Cell::new(&folded));
            return Ok(());
        }
        let words: Vec<_> = split_words(&folded).collect();
        let [Piece::Word(word)] = words.as_slice() else {
            return Err(format!("« {form} » is not one word: a section « words. » holds single words"));
        };
        let spelled = form.to_lowercase();
        for letter in [opening(word), opening(&spelled)].into_iter().flatten() {
            self.openings[letter].add(list);
        }
        self.folded.entry((*word).into()).or_default().add(list);
        self.spelled.entry(spelled.into()).or_default().add(list);
        Ok(())
    }

    /// The forms of a list, folded; for the test that none is empty.
    #[cfg(test)]
    pub(super) fn is_empty(&self, list: List) -> bool {
        !self.folded.values().any(|l| l.has(list)) && !self.cells.contains_key(&list)
    }

    /// Whether a word stands in a list.
    pub(super) fn has(&self, list: List, print: &str) -> bool {
        // The plural mark of « élu(s) » is part of its token.
        let word = print.find(['(', '·']).map_or(print, |end| &print[..end]);
        if opening(word).is_some_and(|letter| !self.openings[letter].has(list)) {
            return false;
        }
        let known = |words: &FxHashMap<Box<str>, Lists>, word: &str| words.get(word).is_some_and(|l| l.has(list));
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return known(&self.folded, word);
        }
        known(if word.is_ascii() { &self.folded } else { &self.spelled }, &word.to_lowercase())
    }

    /// Whether a cell is one of a list.
    pub(super) fn has_cell(&self, list: List, print: &str) -> bool {
        let folded = fold::fold(print.trim());
        self.cells.get(&list).is_some_and(|cells| cells.iter().any(|c| c.fits(&folded)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_of_the_print_count() {
        let mut listed = Listed::default();
        for word in ["a", "près"] {
            listed.insert(word, List::PlaceLink).unwrap();
        }
        let has = |print: &str| listed.has(List::PlaceLink, print);
        assert!(has("a") && has("A") && has("près") && has("PRES"));
        assert!(!has("à") && !has("prés") && !listed.has(List::Total, "a"));
    }

    #[test]
    fn cells_are_whole_or_begin() {
        let mut listed = Listed::default();
        listed.insert("total*", List::Total).unwrap();
        listed.insert("solde", List::Total).unwrap();
        listed.insert("*présent*", List::PresentColumn).unwrap();
        assert!(listed.has_cell(List::PresentColumn, "Élus PRESENTS") && !listed.has_cell(List::PresentColumn, "Élus"));
        assert!(listed.has_cell(List::Total, " TOTAL général ") && listed.has_cell(List::Total, "Solde"));
        assert!(!listed.has_cell(List::Total, "Solde à payer") && !listed.has_cell(List::SumRubric, "Total"));
        assert!(listed.insert("sous total", List::Voices).is_err());
    }
}
