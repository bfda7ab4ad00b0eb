//! Hyphens set apart (« compte - rendu », « Jean - Pierre », « L.5211 - 1 »): some programs draw each hyphen as a word of
//! its own, and the copies of their text keep it so.
//!
//! A dash between words looks the same, so they are closed only where the document shows that it is its way: words that
//! nobody writes apart stand apart, and hardly a hyphen stands where it should. The pages keep their print.

use crate::finding::{Code, Finding};
use crate::page::{Document, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Fewer of the words that nobody writes apart may be slips.
const FEWEST: usize = 2;
/// For each hyphen that stands where it should, so many must stand apart.
const APART: usize = 8;

/// A hyphen between two spaces, from the letter before to the word behind it.
static APART_HYPHEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"([\p{L}0-9]+) - ([\p{L}0-9]+)").ok());

/// First parts of words that are never written apart.
const COMPOUNDS: &[&str] = &[
    "procès", "proces", "compte", "celui", "celle", "ceux", "jean", "marie", "saint", "sainte", "vice", "rendez",
    "quote",
];
/// Words that a dash stands before.
const TITLES: &[&str] = &["m", "mm", "mme", "mmes", "mlle", "mr", "monsieur", "madame", "messieurs", "mesdames"];

/// Closes the hyphens of a document that sets them apart.
pub fn mend(doc: &mut Document) {
    if !doc.clean.contains(" - ") {
        return;
    }
    let Some(pattern) = APART_HYPHEN.as_ref() else { return };
    let (mut edits, mut sure, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = pattern.captures_at(&doc.clean, at) {
        let (Some(before), Some(behind)) = (found.get(1), found.get(2)) else { break };
        at = behind.start();
        if !TITLES.contains(&behind.as_str().to_lowercase().as_str()) {
            sure += usize::from(COMPOUNDS.contains(&before.as_str().to_lowercase().as_str()));
            edits.push((Span::new(before.end() as u32, behind.start() as u32), "-".to_owned()));
        }
    }
    if sure < FEWEST || closed(&doc.clean) * APART > edits.len() {
        return;
    }
    let message = format!("{} hyphens stood apart from their words and were closed", edits.len());
    doc.replace(&edits);
    doc.notes.push(Finding::new(Code::HyphensClosed, message));
}

/// How many hyphens stand between two letters.
fn closed(text: &str) -> usize {
    let letters = |at: usize| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
        before && text[at + 1..].chars().next().is_some_and(char::is_alphabetic)
    };
    memchr::memchr_iter(b'-', text.as_bytes()).filter(|at| letters(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;
    use std::path::Path;

    fn read(text: &str) -> Document {
        read::read(text.as_bytes(), Path::new("a.txt")).unwrap()
    }

    #[test]
    fn hyphens_set_apart_are_closed() {
        let doc = read(
            "Présents : LANNES - BROCAS Marie - Thérèse, ROUX Jean - Paul - M. VAL. Le procès - verbal (L.5211 - 1)",
        );
        assert!(
            doc.clean.starts_with("Présents : LANNES-BROCAS Marie-Thérèse, ROUX Jean-Paul - M. VAL."),
            "{}",
            doc.clean
        );
        assert!(doc.clean.trim_end().ends_with("procès-verbal (L.5211-1)"), "{}", doc.clean);
        assert_eq!(doc.notes[0].code, Code::HyphensClosed);
        let at = doc.clean.find("Marie-Thérèse").unwrap() as u32;
        let place = doc.locate(Span::new(at, at + "Marie-Thérèse".len() as u32));
        assert_eq!(doc.print(place), "Marie - Thérèse");
    }

    #[test]
    fn dashes_stay() {
        let doc = read("Présents : Anne-Marie ROUX - Jean-Paul VAL - Luc TABARD. Compte - rendu");
        assert!(doc.clean.contains("ROUX - Jean-Paul") && doc.notes.is_empty(), "{}", doc.clean);
    }
}
