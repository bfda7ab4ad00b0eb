//! Text encodings: UTF-8, UTF-16 with a byte order mark, Windows-1252 and Mac Roman, told apart by the letters of
//! French; every other one is refused by name rather than read wrong.

use super::ReadError;
use crate::page::{Offsets, Unit};
use unicode_normalization::char::{compose, is_combining_mark};

/// A file's text and the way back to its bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// From offsets of the text to offsets of the file.
    pub offsets: Offsets,
}

/// First bytes of formats that are often met and are not text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP container (docx, odt, zip)"),
    (b"\xD0\xCF\x11\xE0", "an old office document (doc, xls)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1F\x8B", "gzip data"),
    (b"{\\rtf", "an RTF document"),
];

/// Bytes looked at to tell text from noise.
const LOOK: usize = 1 << 16;

/// Decodes the bytes of a text file.
///
/// # Errors
/// When they are white space only, no text, or in an encoding that is not read.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Binary(what));
    }
    let decoded = decode_text(bytes)?;
    if decoded.text.chars().all(char::is_whitespace) { Err(ReadError::Empty) } else { Ok(decoded) }
}

fn decode_text(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(ReadError::Encoding("UTF-32"));
    }
    for (bom, encoding) in [(b"\xFF\xFE", encoding_rs::UTF_16LE), (b"\xFE\xFF", encoding_rs::UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(bom) {
            let text = encoding.decode_without_bom_handling(rest).0.into_owned();
            let offsets = Offsets::new(Unit::Utf16, 2, &text);
            return Ok(Decoded { text, offsets });
        }
    }
    refuse_noise(bytes)?;
    let (bytes, base) = bytes.strip_prefix(b"\xEF\xBB\xBF").map_or((bytes, 0), |b| (b, 3));
    if let Ok(text) = std::str::from_utf8(bytes) {
        if is_apart(bytes) {
            return Ok(composed(text, base));
        }
        let offsets = if base == 0 { Offsets::default() } else { Offsets::new(Unit::Utf8, base, text) };
        return Ok(Decoded { text: text.to_owned(), offsets });
    }
    if base == 3 || mostly_utf8(bytes) {
        return Ok(lossy(bytes, base));
    }
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let known = |set: &[u8]| bytes.iter().filter(|b| set.contains(b)).count();
    let (windows, mac) = (known(WINDOWS), known(MAC));
    if windows.max(mac) * 10 < high * 7 {
        let mut detector = chardetng::EncodingDetector::new();
        detector.feed(&bytes[..bytes.len().min(LOOK)], true);
        return Err(ReadError::Encoding(detector.guess(None, false).name()));
    }
    let encoding = if windows >= mac { encoding_rs::WINDOWS_1252 } else { encoding_rs::MACINTOSH };
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let offsets = Offsets::new(Unit::Single, 0, &text);
    Ok(Decoded { text, offsets })
}

/// Signs that no print shows: soft hyphens, marks of zero width.
const UNSEEN: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// Whether letters may stand apart from their accents, as in texts from a Mac, or signs between them that no print shows.
fn is_apart(bytes: &[u8]) -> bool {
    let mut sign = [0; 4];
    memchr::memchr2(0xCC, 0xCD, bytes).is_some()
        || UNSEEN.iter().any(|c| memchr::memmem::find(bytes, c.encode_utf8(&mut sign).as_bytes()).is_some())
}

/// The text with each letter and its accents as one, without what no print shows.
fn composed(text: &str, base: u32) -> Decoded {
    let mut out = String::with_capacity(text.len());
    let mut offsets = Offsets::new(Unit::Utf8, base, "");
    for (at, c) in text.char_indices() {
        let behind = base + (at + c.len_utf8()) as u32;
        let letter = out.chars().next_back().filter(|_| is_combining_mark(c)).and_then(|last| compose(last, c));
        if let Some(letter) = letter {
            out.pop();
            out.push(letter);
            offsets.push(out.len() as u32, behind);
        } else if UNSEEN.contains(&c) {
            offsets.push(out.len() as u32, behind);
        } else {
            out.push(c);
        }
    }
    Decoded { text: out, offsets }
}

/// The letters and signs of French print in Windows-1252: éèàêçùôîûâëïœ ÉÈÀÊÇÔ « » ° ’ – € no-break space …
const WINDOWS: &[u8] = b"\xE9\xE8\xE0\xEA\xE7\xF9\xF4\xEE\xFB\xE2\xEB\xEF\x9C\xC9\xC8\xC0\xCA\xC7\xD4\xAB\xBB\xB0\x92\x96\x97\x80\xA0\x85\x93\x94\xB2\xB3\xA7\xB7";
/// The same in Mac Roman.
const MAC: &[u8] = b"\x8E\x8F\x88\x90\x8D\x9D\x99\x94\x9E\x89\x91\x95\xCF\x83\xE9\xCB\xE6\x82\xEF\xC7\xC8\xA1\xD5\xD0\xD1\xDB\xCA\xC9\xD2\xD3\xA4\xA5";

/// Refuses bytes that no text holds: zero bytes, or more than one control byte in a hundred.
fn refuse_noise(bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(LOOK)];
    if memchr::memchr(0, head).is_some() {
        return Err(ReadError::Binary("it holds zero bytes"));
    }
    let control = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    if control * 100 > head.len() { Err(ReadError::Binary("it holds control bytes")) } else { Ok(()) }
}

/// Whether almost all that is not ASCII is well-formed UTF-8: a damaged file, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * bad
}

/// UTF-8 with a replacement character for every damaged sequence.
fn lossy(bytes: &[u8], base: u32) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut offsets = Offsets::new(Unit::Utf8, base, "");
    let mut file = base;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        file += (chunk.valid().len() + chunk.invalid().len()) as u32;
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            offsets.push(text.len() as u32, file);
        }
    }
    Decoded { text, offsets }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_byte_offsets_lead_back() {
        let d = decode(b"\xE9t\xE9 \xE0 R\xE9ville").unwrap();
        assert_eq!(d.text, "été à Réville");
        let at = d.text.find("Réville").unwrap() as u32;
        assert_eq!(d.offsets.file(&d.text, at), 6);
        assert_eq!(decode(b"\x8Et\x8E \x88 R\x8Eville").unwrap().text, "été à Réville");
    }

    #[test]
    fn letters_are_one_with_their_accents() {
        let d = decode("re\u{301}union du comite\u{301} syndi\u{ad}cal".as_bytes()).unwrap();
        assert_eq!(d.text, "réunion du comité syndical");
        let at = d.text.find("syndical").unwrap() as u32;
        assert_eq!((d.offsets.file(&d.text, at), d.offsets.file(&d.text, at + 8)), (22, 32));
    }

    #[test]
    fn marks_and_noise() {
        let d = decode(b"\xEF\xBB\xBFbonjour").unwrap();
        assert_eq!((d.text.as_str(), d.offsets.file(&d.text, 2)), ("bonjour", 5));
        let d = decode(b"\xFF\xFEa\0\xE9\0b\0").unwrap();
        assert_eq!((d.text.as_str(), d.offsets.file(&d.text, 3)), ("aéb", 6));
        assert!(matches!(decode(b"ab\0cd"), Err(ReadError::Binary(_))));
        assert!(matches!(decode(b"PK\x03\x04xx"), Err(ReadError::Binary(_))));
        assert!(matches!(decode(" \n".as_bytes()), Err(ReadError::Empty)));
        assert!(matches!(
            decode(b"\xCF\xF0\xEE\xF2\xEE\xEA\xEE\xEB \xE7\xE0\xF1\xE5\xE4\xE0\xED\xE8\xFF \xF1\xEE\xE2\xE5\xF2\xE0"),
            Err(ReadError::Encoding(_))
        ));
    }
}
