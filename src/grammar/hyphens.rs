//! Hyphens set apart (« compte - rendu », « Jean - Pierre », « L.5211 - 1 »): some programs draw each hyphen as a word of
//! its own, and the copies of their text keep it so.
//!
//! A dash between words looks the same, so they are closed only where the document shows that it is its way: words that
//! nobody writes apart stand apart, and hardly a hyphen stands where it should. The pages keep their print.

use super::lexicon::Lexicon;
use super::list::List;
use super::person;
use super::text::Text;
use super::tokens::{Gap, Kind, Token};
use crate::finding::{Code, Finding};
use crate::page::{Document, Span};

/// Fewer of the words that nobody writes apart may be slips.
const FEWEST: usize = 2;
/// For each hyphen that stands where it should, so many must stand apart.
const APART: usize = 8;

/// Closes the hyphens of a document that sets them apart.
pub fn close(doc: &mut Document, lexicon: &Lexicon) {
    let apart = memchr::memmem::find_iter(doc.clean.as_bytes(), b" - ").count();
    if apart < FEWEST || closed(&doc.clean) * APART > apart {
        return;
    }
    let edits = apart_of(&Text::new(doc, lexicon));
    if edits.is_empty() {
        return;
    }
    let message = format!("{} hyphens stood apart from their words and were closed", edits.len());
    doc.replace(&edits);
    doc.notes.push(Finding::new(Code::HyphensClosed, message));
}

/// The hyphens that stand apart, with the spaces around each; none where too few are sure.
fn apart_of(text: &Text<'_>) -> Vec<(Span, String)> {
    let part = |t: &Token| matches!(t.kind, Kind::Word | Kind::Number);
    let (mut edits, mut sure) = (Vec::new(), 0);
    for (at, around) in text.tokens.windows(3).enumerate() {
        let [before, hyphen, behind] = around else { continue };
        let apart = hyphen.sign == '-' && hyphen.gap == Gap::Space && behind.gap == Gap::Space;
        // « Jean ROUX - M. Paul VAL »
        if !apart || !part(before) || !part(behind) || person::is_title(text, at + 2) {
            continue;
        }
        sure += usize::from(text.listed(*before, List::Compound));
        edits.push((Span::new(before.span.end, behind.span.start), "-".to_owned()));
    }
    if sure < FEWEST || closed(&text.doc.clean) * APART > edits.len() {
        edits.clear();
    }
    edits
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

    fn closed(print: &str) -> Document {
        let mut doc = read::read(print.as_bytes(), Path::new("a.txt")).unwrap();
        close(&mut doc, &Lexicon::builtin().unwrap());
        doc
    }

    #[test]
    fn hyphens_set_apart_are_closed() {
        let doc = closed(
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
        let doc = closed("Présents : Anne-Marie ROUX - Jean-Paul VAL - Luc TABARD. Compte - rendu");
        assert!(doc.clean.contains("ROUX - Jean-Paul") && doc.notes.is_empty(), "{}", doc.clean);
    }
}
