//! Given names, to order « LENGLET Philippe » and « Philippe Lenglet » alike.

use crate::page::fold;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

fn names() -> &'static FxHashSet<&'static str> {
    static NAMES: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| include_str!("../../grammar/given_names.txt").split_whitespace().collect())
}

/// Whether a printed word, or the first part of a hyphenated one, is a known given name.
#[must_use]
pub fn is_given(word: &str) -> bool {
    let folded = fold::fold(word);
    // « DUPONT-PAUL » is a family name, « Don-Pierre » a given one.
    let small = || word.chars().any(char::is_lowercase);
    let divided = folded.contains(['-', ' ']);
    names().contains(folded.as_str())
        || divided && folded.split(['-', ' ']).next().is_some_and(|w| names().contains(w))
        || divided && small() && folded.rsplit('-').next().is_some_and(|w| names().contains(w))
}
