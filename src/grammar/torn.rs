//! Given names with a letter torn off (« TABARD Patric k », « TABARD P hilippe »): the writer of a PDF kerned it so far that a
//! space came of it. They are closed behind a family name in capitals, where only the whole word is a given name. The pages
//! keep their print.

use super::given::is_given;
use crate::finding::{Code, Finding};
use crate::page::{Document, Span};

/// Closes the torn given names of a document.
pub fn close(doc: &mut Document) {
    let edits = torn(&doc.clean);
    if edits.is_empty() {
        return;
    }
    let message = format!("{} given names had a letter torn off and were closed", edits.len());
    doc.replace(&edits);
    doc.notes.push(Finding::new(Code::NameResolved, message));
}

/// The spaces inside of given names.
fn torn(clean: &str) -> Vec<(Span, String)> {
    let (mut out, mut at) = (Vec::new(), 0);
    let mut before: [&str; 2] = [""; 2];
    for word in clean.split(' ') {
        let [family, first] = before;
        let head = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
        if at > 0 && is_family(family) && is_torn(first, head) {
            out.push((Span::new(at as u32 - 1, at as u32), String::new()));
        }
        before = [first, word];
        at += word.len() + 1;
    }
    out
}

/// A word in capitals, of more than two letters.
fn is_family(word: &str) -> bool {
    let word = word.rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() > 2 && word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
}

/// « Patric k », « P hilippe »: one of the two is a letter, and only both make a given name.
fn is_torn(first: &str, second: &str) -> bool {
    let letter = first.chars().nth(1).is_none() || second.chars().nth(1).is_none();
    letter
        && first.chars().next().is_some_and(char::is_uppercase)
        && first.chars().skip(1).chain(second.chars()).all(char::is_lowercase)
        && !second.is_empty()
        && (!is_given(first) || lone_consonant(second))
        && is_given(&format!("{first}{second}"))
}

/// « Patric k »: a letter that is no word, with an apostrophe or without.
fn lone_consonant(second: &str) -> bool {
    matches!(second, "b" | "f" | "g" | "h" | "k" | "p" | "r" | "v" | "x" | "z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;
    use std::path::Path;

    fn closed(print: &str) -> String {
        let mut doc = read::read(print.as_bytes(), Path::new("a.txt")).unwrap();
        close(&mut doc);
        doc.clean
    }

    #[test]
    fn torn_given_names_are_closed() {
        let clean = closed("Présents : MM. TABARD Patric k, VIVIER P hilippe, LERAY Paul à M. ROUX");
        assert!(clean.starts_with("Présents : MM. TABARD Patrick, VIVIER Philippe, LERAY Paul à M. ROUX"), "{clean}");
    }

    #[test]
    fn initials_and_verbs_stay() {
        let print = "MM. TABARD P, VIVIER L donne pouvoir, LERAY Luc a voté";
        assert!(closed(print).starts_with(print));
    }
}
