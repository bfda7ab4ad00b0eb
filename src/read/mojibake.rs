//! Letters encoded twice in files of text: UTF-8 that some program took for Windows-1252 or Windows-1250 (« PrÃ©sents », « PrĂ©sents »).
//!
//! Web pages and copies hold such stretches beside sound ones, so that no encoding of the whole file helps. The clean text
//! is repaired letter by letter; the pages keep their print, and a finding tells how many letters were repaired.

use crate::finding::{Code, Finding};
use crate::page::{Document, Span};
use encoding_rs::Encoding;

/// Fewer letters than this may be a foreign word.
const FEWEST: usize = 3;
/// What French print holds beside ASCII.
const FRENCH: &str = "éèàêçùôîûâëïœæüöñÉÈÀÊÇÙÔÎÛÂËÏŒÆ«»°’‘“”–—…€•²³·";
/// The encodings that bytes of UTF-8 are taken for.
const TAKEN_FOR: [&Encoding; 2] = [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1250];

/// Repairs the clean text of a document where it holds letters that were encoded twice.
pub fn mend(doc: &mut Document) {
    // « â » alone is French; before « € » it begins a quotation mark or a dash that was encoded twice.
    if !doc.clean.contains(['Ã', 'Ă', 'Â']) && !doc.clean.contains("â€") {
        return;
    }
    let found = TAKEN_FOR.map(|e| twice_encoded(&doc.clean, e));
    let Some(edits) = found.into_iter().max_by_key(Vec::len).filter(|e| e.len() >= FEWEST) else { return };
    let message = format!("{} letters were encoded twice and are read as what they stand for", edits.len());
    doc.replace(&edits);
    doc.notes.push(Finding::new(Code::EncodingRepaired, message));
}

/// Each letter that was encoded twice, and what it stands for.
fn twice_encoded(text: &str, encoding: &'static Encoding) -> Vec<(Span, String)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| !c.is_ascii()).map(|i| from + i) {
        let lead = text[at..].chars().next().map_or(1, char::len_utf8);
        match letter(&text[at..], encoding) {
            Some((length, letter)) => {
                out.push((Span::new(at as u32, (at + length) as u32), letter.to_string()));
                from = at + length;
            }
            None => from = at + lead,
        }
    }
    out
}

/// The letter that the first characters of `text` stand for, and their length.
fn letter(text: &str, encoding: &'static Encoding) -> Option<(usize, char)> {
    const LONGEST: usize = 3;
    let mut bytes = Vec::with_capacity(LONGEST);
    for (at, c) in text.char_indices().take(LONGEST) {
        // « à » ends in a no-break space, which many programs make a plain one.
        let byte = if c == ' ' && bytes == [0xC3] { 0xA0 } else { byte(c, encoding)? };
        bytes.push(byte);
        if let Ok(s) = std::str::from_utf8(&bytes) {
            let c_read = s.chars().next().filter(|c| FRENCH.contains(*c) && bytes.len() > 1)?;
            return Some((at + c.len_utf8(), c_read));
        }
    }
    None
}

/// The byte of a character that is no ASCII.
fn byte(c: char, encoding: &'static Encoding) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, unmapped) = encoding.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [b] if !unmapped && b >= 0x80 => Some(b),
        _ => None,
    }
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
    fn letters_encoded_twice_are_read_once() {
        for print in [
            "PrÃ©sents : JÃ©rÃ´me FAUCHER, pouvoir Ã  AndrÃ© â€“ lâ€™an",
            "PrĂ©sents : JĂ©rĂ´me FAUCHER, pouvoir Ă  AndrĂ©",
        ] {
            let doc = read(print);
            assert!(doc.clean.starts_with("Présents : Jérôme FAUCHER, pouvoir à"), "{}", doc.clean);
            assert_eq!(doc.notes[0].code, Code::EncodingRepaired);
            let at = doc.clean.find("Jérôme").unwrap() as u32;
            let place = doc.locate(Span::new(at, at + "Jérôme".len() as u32));
            assert!(doc.print(place).starts_with('J') && doc.print(place).ends_with("me"), "{}", doc.print(place));
        }
    }

    #[test]
    fn foreign_letters_stay() {
        let doc = read("Mme Ăna Ãlvares, Râmnicu Vâlcea, jumelage avec São João");
        assert!(doc.clean.contains("Ăna Ãlvares, Râmnicu Vâlcea") && doc.notes.is_empty());
    }
}
