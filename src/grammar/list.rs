//! Lists: the sections `[words.…]` and `[cell.…]` of the `.lex` files.
//!
//! A list is asked about one word in its place (« the words that join names in a vote ») or about one cell or short
//! print. It makes no marks: « de » or « la » among the marks would part the longer wordings that they stand in.
//!
//! Case does not matter. An accent of the print must stand in the list, one of the list may be missing in the print: « à »
//! is not the « a » of a list, « PRES » is its « près ». In a `[cell.…]` list `word*` is what begins so.

use super::term::sections;
use super::wordings::{Piece, split_words};
use crate::page::fold;
use rustc_hash::FxHashMap;

sections! {
    /// A set of words or short prints that the productions ask for by name.
    List;

    // ---- words.lex, of sentences and titles
    /// « est », « ils », « ayant »: a line with one of them is a sentence, no title.
    Sentence = "words.sentence";
    /// « est », « qui », « sans »: where the noun phrase of a sentence ends.
    PhraseEnd = "words.phrase_end";
    /// « la », « il »: a line in small letters below a list that begins so is no part of the list.
    NewSentence = "words.new_sentence";
    /// « de », « et », « pour »: no title ends with them.
    OpenEnd = "words.open_end";
    /// « point », « question », « dossier » before the number of a point.
    Point = "words.point";
    /// « dossier » before the name of what a list of votes is about.
    File = "words.file";

    // ---- words.lex, of votes
    /// « voix », which alone is a vote for.
    Voices = "words.voices";
    /// « suffrages », « bulletins »: what follows the number of a tally, and no other thing that is counted.
    Cast = "words.cast";
    /// « membres », « bulletins » between a number and its vote word.
    VoteFiller = "words.vote_filler";
    /// « la », « chaque »: behind them « pour » and « contre » are prepositions.
    Determiner = "words.determiner";
    /// « du », « au »: behind them « vote » is a noun.
    NounLead = "words.noun_lead";
    /// « groupe », before the name of one.
    Group = "words.group";
    /// « celle », « ceux », for the votes of who is named behind.
    VoterPronoun = "words.voter_pronoun";
    /// « et », « avec », « groupe »: words in small letters inside a list of voters.
    VoterJoint = "words.voter_joint";

    // ---- words.lex, of persons and places
    /// « collège », « canton »: what a label in a roll calls itself.
    LabelKind = "words.label_kind";
    /// « suivants », « également » between the heading of a roll and its names.
    RollFiller = "words.roll_filler";
    /// « sort », « quitte »: the chair goes, and another presides over one point.
    GoesOut = "words.goes_out";
    /// « et », « ainsi », « par »: no name goes on over them, also in capitals.
    NameEnd = "words.name_end";
    /// « sur », « lès », « en » inside the name of a place.
    PlaceLink = "words.place_link";

    // ---- words.lex, of sums
    /// « pour », « selon »: behind them stands the purpose of a grant, not its beneficiary.
    Purpose = "words.purpose";
    /// « total », which opens the last row of a table.
    Total = "cell.total";
    /// « montant », « solde »: a rubric of sums, who receives none.
    SumRubric = "cell.sum_rubric";
}

const _: () = assert!(List::ALL.len() <= 64, "a list more than a set has bits");

impl List {
    /// Whether it holds whole cells or their beginnings, and not single words.
    fn of_cells(self) -> bool {
        self.name().starts_with("cell.")
    }
}

/// A set of lists, a bit each.
#[derive(Debug, Clone, Copy, Default)]
struct Lists(u64);

impl Lists {
    const fn has(self, list: List) -> bool {
        self.0 >> list as u32 & 1 == 1
    }
}

/// What the lists hold.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// For each word as the files write it, in small letters, the lists that it stands in.
    spelled: FxHashMap<Box<str>, Lists>,
    /// The same without accents.
    folded: FxHashMap<Box<str>, Lists>,
    /// Cells and their beginnings, folded; whether more may follow.
    cells: Vec<(List, Box<str>, bool)>,
}

impl Listed {
    /// Adds one form, as the files write it.
    pub(super) fn insert(&mut self, form: &str, list: List) -> Result<(), String> {
        let folded = fold::fold(form);
        if list.of_cells() {
            let (cell, more) = folded.strip_suffix('*').map_or((folded.as_str(), false), |c| (c, true));
            self.cells.push((list, cell.into(), more));
            return Ok(());
        }
        let words = split_words(&folded);
        let [Piece::Word(word)] = words.as_slice() else {
            return Err(format!("« {form} » is not one word: a section « words. » holds single words"));
        };
        self.folded.entry((*word).into()).or_default().0 |= 1 << list as u32;
        self.spelled.entry(form.to_lowercase().into()).or_default().0 |= 1 << list as u32;
        Ok(())
    }

    /// The forms of a list, folded; for the test that none is empty.
    #[cfg(test)]
    pub(super) fn is_empty(&self, list: List) -> bool {
        !self.folded.values().any(|l| l.has(list)) && !self.cells.iter().any(|c| c.0 == list)
    }

    /// Whether a word stands in a list.
    pub(super) fn has(&self, list: List, print: &str) -> bool {
        // The plural mark of « élu(s) » is part of its token.
        let word = print.find(['(', '·']).map_or(print, |end| &print[..end]);
        let plain = word.bytes().all(|b| b.is_ascii_lowercase());
        let known = |words: &FxHashMap<Box<str>, Lists>, word: &str| words.get(word).is_some_and(|l| l.has(list));
        if plain {
            return known(&self.folded, word);
        }
        known(if word.is_ascii() { &self.folded } else { &self.spelled }, &word.to_lowercase())
    }

    /// Whether a cell is in a list, or begins as one of its beginnings.
    pub(super) fn has_cell(&self, list: List, print: &str) -> bool {
        let folded = fold::fold(print.trim());
        let mut cells = self.cells.iter().filter(|c| c.0 == list);
        cells.any(|(_, cell, more)| if *more { folded.starts_with(&**cell) } else { folded == **cell })
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
        assert!(listed.has_cell(List::Total, " TOTAL général ") && listed.has_cell(List::Total, "Solde"));
        assert!(!listed.has_cell(List::Total, "Solde à payer") && !listed.has_cell(List::SumRubric, "Total"));
        assert!(listed.insert("sous total", List::Voices).is_err());
    }
}
