//! Words made comparable: without case, accents and punctuation; names without titles and order.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case letters and digits of the Latin alphabet, single spaces for all else.
pub(super) fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let plain = s.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in plain {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// [`fold`] without the spaces.
pub(super) fn key(s: &str) -> String {
    fold(s).replace(' ', "")
}

/// Titles that are no part of a name.
const TITLES: &[&str] = &[
    "m",
    "mm",
    "mme",
    "mmes",
    "mlle",
    "mr",
    "mrs",
    "monsieur",
    "madame",
    "messieurs",
    "mesdames",
    "melle",
    "dr",
    "docteur",
];

/// The words of a name in the order of the alphabet, without titles.
pub(super) fn name(s: &str) -> String {
    let folded = fold(s);
    let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty() && !TITLES.contains(w)).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether all words of `a` are words of `b`; no words are in all.
pub(super) fn within(a: &str, b: &str) -> bool {
    a.split_whitespace().all(|w| b.split_whitespace().any(|v| v == w))
}

/// Whether one name holds the other: « PETITJEAN », « Rose PETITJEAN ».
pub(super) fn same_person(a: &str, b: &str) -> bool {
    within(a, b) || within(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_names_and_titles() {
        assert_eq!(fold("  Séance n° 3 – l’ŒUVRE"), "seance n 3 l oeuvre");
        assert_eq!(name("Mme Anne-Marie LE GALL"), "anne gall le marie");
        assert!(same_person("petitjean", "petitjean rose"));
        assert!(!same_person("petit rose", "petitjean rose"));
    }
}
