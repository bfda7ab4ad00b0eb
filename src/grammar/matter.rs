//! The matter of an act by its title: `grammar/matters.lex`, looked up apart from all other wordings, because its words
//! (« subvention », « budget ») stand everywhere in an act and mean nothing there.

use super::wordings::split_title;
use crate::page::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// Wordings of titles and the @CTES code that each means.
#[derive(Debug, Default)]
pub struct Matters {
    forms: FxHashMap<String, Box<str>>,
    /// The words that forms begin with.
    first: FxHashSet<String>,
    /// Words of the longest form.
    longest: usize,
}

impl Matters {
    /// Adds a folded form.
    pub(super) fn insert(&mut self, form: &str, code: &str) {
        let words = split_title(form);
        self.longest = self.longest.max(words.len());
        self.first.extend(words.first().map(ToString::to_string));
        self.forms.insert(words.join(" "), code.into());
    }

    /// Whether there is no wording.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The code of the longest wording in a title, of the first of two equal ones.
    #[must_use]
    pub fn of(&self, title: &str) -> Option<&str> {
        let folded = fold::fold(title);
        let words = split_title(&folded);
        let starts: Vec<usize> = (0..words.len()).filter(|i| self.first.contains(words[*i])).collect();
        let form = |i: usize, len: usize| words.get(i..i + len).and_then(|w| self.forms.get(&w.join(" ")));
        let found = |len: usize| starts.iter().find_map(|i| form(*i, len));
        (1..=self.longest.min(words.len())).rev().find_map(found).map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use crate::grammar::lexicon::Lexicon;

    #[test]
    fn the_longest_wording_decides() {
        let lexicon = Lexicon::builtin().unwrap();
        let of = |t: &str| lexicon.matters().of(t).map(str::to_owned);
        assert_eq!(of("Garantie d’emprunt à la SA d’HLM").as_deref(), Some("7.3"));
        assert_eq!(of("VENTE D UN TERRAIN AU LIEU-DIT PEYROT").as_deref(), Some("3.2"));
        assert_eq!(of("Vœu pour la gare").as_deref(), Some("9.4"));
        assert_eq!(of("Budget - Commune - Approbation du compte administratif 2015").as_deref(), Some("7.1"));
        assert_eq!(of("Toiture de la cure"), None);
    }
}
