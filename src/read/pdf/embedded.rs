//! What an embedded font program says of its glyphs: the last source for text where the PDF itself says nothing.

use super::left::File;
use super::lexer::{Lexer, Token};
use super::names::push_name;
use super::object::{decode, deref};
use lopdf::Dictionary;
use rustc_hash::FxHashMap;

/// The largest font program that is looked at, in bytes.
const MAX_PROGRAM: usize = 16 << 20;
/// Bytes of the clear part of a Type 1 program in which its encoding stands.
const MAX_CLEAR: usize = 64 << 10;
/// The characters that a font is asked for: Latin, Greek, Cyrillic, punctuation, signs, ligatures.
const ASKED: &[std::ops::RangeInclusive<u32>] =
    &[0x20..=0x24f, 0x2b0..=0x52f, 0x1e00..=0x1eff, 0x2000..=0x22ff, 0x2460..=0x27bf, 0xfb00..=0xfb06];

/// An embedded font program.
#[derive(Debug)]
pub(super) enum Program {
    /// TrueType, or OpenType around either kind of outlines.
    Sfnt(Vec<u8>),
    /// A bare CFF table.
    Cff(Vec<u8>),
    /// Type 1.
    Type1(Vec<u8>),
}

impl Program {
    /// The program that a font descriptor holds.
    pub(super) fn load(doc: &File<'_>, descriptor: &Dictionary) -> Option<Self> {
        let stream = |key: &[u8]| {
            let bytes =
                descriptor.get(key).ok().and_then(|o| deref(doc, o).as_stream().ok()).and_then(|s| decode(doc, s))?;
            (bytes.len() <= MAX_PROGRAM).then_some(bytes)
        };
        let bytes = stream(b"FontFile2").or_else(|| stream(b"FontFile3")).or_else(|| stream(b"FontFile"))?;
        Some(match bytes.get(..4)? {
            [0, 1, 0, 0] | b"true" | b"OTTO" | b"ttcf" => Self::Sfnt(bytes),
            [1, 0, ..] => Self::Cff(bytes),
            _ => Self::Type1(bytes),
        })
    }

    /// The text of each code of a simple font, by the program's own encoding.
    pub(super) fn codes(&self) -> FxHashMap<u32, String> {
        let mut out = FxHashMap::default();
        match self {
            Self::Type1(bytes) => type1(bytes, &mut out),
            Self::Cff(bytes) => {
                if let Some(font) = ttf_parser::cff::Table::parse(bytes) {
                    for code in 0..=255u8 {
                        let name = font.glyph_index(code).filter(|g| g.0 > 0).and_then(|g| font.glyph_name(g));
                        put(&mut out, u32::from(code), name);
                    }
                }
            }
            Self::Sfnt(bytes) => {
                if let Ok(face) = ttf_parser::Face::parse(bytes, 0) {
                    let texts = texts(&face);
                    for code in 0..256u32 {
                        if let Some(text) = glyph(&face, code).and_then(|g| texts.get(&g)) {
                            out.insert(code, text.clone());
                        }
                    }
                }
            }
        }
        out
    }

    /// The text of each glyph, by number: of a composite font whose codes are glyphs, or of names that are numbers.
    pub(super) fn glyphs(&self) -> FxHashMap<u32, String> {
        let mut out = FxHashMap::default();
        match self {
            Self::Type1(_) => {}
            Self::Cff(bytes) => {
                if let Some(font) = ttf_parser::cff::Table::parse(bytes) {
                    for g in 1..font.number_of_glyphs() {
                        put(&mut out, u32::from(g), font.glyph_name(ttf_parser::GlyphId(g)));
                    }
                }
            }
            Self::Sfnt(bytes) => {
                if let Ok(face) = ttf_parser::Face::parse(bytes, 0) {
                    out = texts(&face).into_iter().map(|(g, t)| (u32::from(g), t)).collect();
                }
            }
        }
        out
    }
}

fn put(out: &mut FxHashMap<u32, String>, code: u32, name: Option<&str>) {
    let mut text = String::new();
    if name.is_some_and(|n| n != ".notdef" && push_name(n.as_bytes(), &mut text)) {
        out.insert(code, text);
    }
}

/// The glyph of a code of a simple TrueType font (ISO 32000-1, 9.6.6.4): symbol table, then Macintosh table.
fn glyph(face: &ttf_parser::Face<'_>, code: u32) -> Option<u16> {
    let tables = face.tables().cmap?;
    let mut found = None;
    for table in tables.subtables {
        let unicode = table.is_unicode();
        let at =
            [code, 0xf000 + code, 0xf100 + code].into_iter().find_map(|c| table.glyph_index(c)).filter(|g| g.0 > 0);
        if let Some(g) = at
            && (!unicode || found.is_none())
        {
            found = Some(g.0);
            if !unicode {
                break;
            }
        }
    }
    found
}

/// The text of glyphs: from the Unicode table turned round, then from their names.
fn texts(face: &ttf_parser::Face<'_>) -> FxHashMap<u16, String> {
    let mut out = FxHashMap::default();
    if let Some(tables) = face.tables().cmap {
        for table in tables.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            for c in ASKED.iter().cloned().flatten() {
                if let (Some(g), Some(c)) = (table.glyph_index(c).filter(|g| g.0 > 0), char::from_u32(c)) {
                    out.entry(g.0).or_insert_with(|| c.to_string());
                }
            }
        }
    }
    for g in 1..face.number_of_glyphs() {
        if let Some(name) = face.glyph_name(ttf_parser::GlyphId(g)).filter(|_| !out.contains_key(&g)) {
            let mut text = String::new();
            if push_name(name.as_bytes(), &mut text) {
                out.insert(g, text);
            }
        }
    }
    out
}

/// The encoding of a Type 1 program: `dup 65 /A put`.
fn type1(bytes: &[u8], out: &mut FxHashMap<u32, String>) {
    let clear = bytes.get(..bytes.len().min(MAX_CLEAR)).unwrap_or(&[]);
    let Some(from) = memchr::memmem::find(clear, b"/Encoding") else { return };
    let mut lexer = Lexer::new(clear.get(from + 9..).unwrap_or(&[]));
    let (mut code, mut name) = (None, None);
    while let Some(token) = lexer.next() {
        match token {
            Token::Operator(b"def" | b"readonly" | b"eexec") => break,
            Token::Operator(b"dup") => (code, name) = (None, None),
            Token::Number(n) => code = Some(n.max(0.0) as u32),
            Token::Name(n) => name = std::str::from_utf8(n).ok(),
            Token::Operator(b"put") => {
                if let Some(code) = code.filter(|c| *c < 256) {
                    put(out, code, name);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type1_encoding_is_read() {
        let mut out = FxHashMap::default();
        type1(
            b"%!PS-AdobeFont-1.0: X\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /eacute put\ndup 2 /f_i put\nreadonly def\ndup 3 /a put",
            &mut out,
        );
        assert_eq!(out.get(&1).map(String::as_str), Some("é"));
        assert_eq!(out.get(&2).map(String::as_str), Some("fi"));
        assert_eq!(out.len(), 2);
    }
}
