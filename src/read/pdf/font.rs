//! Fonts: from the codes of a string to text and widths (ISO 32000-1, 9.6 to 9.10).

use super::cmap::CMap;
use super::embedded::Program;
use super::font_traits::{cid_widths, is_bold, is_italic, numbered, standard_widths, type3_em, type3_scale};
use super::left::File;
use super::names::push_name;
use super::object::{decode, deref, dict_of, number_of};
use super::tables;
use lopdf::{Dictionary, Object};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What one code shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    /// Byte range in [`Font::pool`].
    pub(super) text: (u32, u32),
    /// Advance, in text space for size 1.
    pub(super) width: f32,
    /// It goes on the word before it without a look: no space, no accent, no mark.
    pub(super) plain: bool,
    /// The letter, where it is plain, one letter, and not narrower than nothing.
    pub(super) letter: Option<char>,
    /// It shows spaces and nothing else.
    pub(super) blank: bool,
}

impl Shown {
    fn new(text: (u32, u32), width: f32, print: &str) -> Self {
        let plain = is_plain(print);
        let mut chars = print.chars();
        let letter = chars.next().filter(|_| plain && width >= 0.0 && chars.next().is_none());
        let blank = !plain && !print.is_empty() && print.trim().is_empty();
        Self { text, width, plain, letter, blank }
    }
}

/// A font, ready to decode strings.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// The texts of all codes, one after the other.
    pub(super) pool: String,
    /// Bold by name or flag.
    pub(super) bold: bool,
    /// Italic or oblique by name, flag or angle.
    pub(super) italic: bool,
    /// The size of its letters for size 1: not 1 in Type 3 fonts with a space of their own.
    pub(super) em: f32,
    simple: Vec<Shown>,
    composite: Option<Composite>,
}

#[derive(Debug, Default)]
struct Composite {
    spaces: Vec<(usize, u32, u32)>,
    texts: FxHashMap<u32, (u32, u32)>,
    widths: FxHashMap<u32, f32>,
    default_width: f32,
    encoding: Option<CMap>,
    /// What codes show, by code, where they are two bytes and few enough.
    dense: Vec<Shown>,
    /// Codes are UTF-16 themselves.
    unicode: bool,
    /// What the embedded program says of CIDs.
    by_cid: FxHashMap<u32, (u32, u32)>,
    /// The place of each printable character of codes that are Unicode.
    latin: Vec<(u32, u32)>,
    /// Where `ToUnicode` leaves codes out: the descendant, whose program may know them.
    late: Option<Late>,
}

/// The texts of CIDs by the embedded program, read when the first such code is shown: most never are, and programs are
/// the largest streams of a text.
#[derive(Debug)]
struct Late {
    descendant: Dictionary,
    texts: OnceLock<FxHashMap<u32, String>>,
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn load(doc: &File<'_>, dict: &Dictionary) -> Self {
        let subtype = dict.get(b"Subtype").and_then(Object::as_name).unwrap_or(b"");
        let to_unicode = dict
            .get(b"ToUnicode")
            .ok()
            .and_then(|o| deref(doc, o).as_stream().ok())
            .and_then(|s| decode(doc, s))
            .map(|bytes| CMap::parse(&bytes));
        if subtype == b"Type0" {
            Self::composite(doc, dict, to_unicode.unwrap_or_default())
        } else {
            Self::simple(doc, dict, subtype, &to_unicode.unwrap_or_default())
        }
    }

    fn intern(&mut self, text: &str) -> (u32, u32) {
        let start = self.pool.len() as u32;
        for c in text.chars() {
            push_split(c, &mut self.pool);
        }
        (start, self.pool.len() as u32)
    }

    fn composite(doc: &File<'_>, dict: &Dictionary, unicode: CMap) -> Self {
        let mut font = Self::default();
        let descendant = dict
            .get(b"DescendantFonts")
            .ok()
            .and_then(|o| deref(doc, o).as_array().ok())
            .and_then(|a| a.first())
            .and_then(|o| dict_of(doc, o));
        (font.bold, font.italic) = (is_bold(doc, dict, descendant), is_italic(doc, dict, descendant));
        font.em = 1.0;
        let encoding = dict
            .get(b"Encoding")
            .ok()
            .and_then(|o| deref(doc, o).as_stream().ok())
            .and_then(|s| decode(doc, s))
            .map(|b| CMap::parse(&b));
        let mut composite = Composite { default_width: 1.0, ..Composite::default() };
        if let Some(encoding) = &encoding {
            composite.spaces.clone_from(&encoding.spaces);
        }
        composite.encoding = encoding;
        let mut codes: Vec<(&u32, &String)> = unicode.text.iter().collect();
        codes.sort_unstable();
        for (code, text) in codes {
            let range = font.intern(text);
            composite.texts.insert(*code, range);
        }
        let name = dict.get(b"Encoding").ok().map(|o| deref(doc, o)).and_then(|o| o.as_name().ok()).unwrap_or(b"");
        // Some writers name a CMap here and mean that codes are Unicode.
        let named = dict.get(b"ToUnicode").ok().and_then(|o| deref(doc, o).as_name().ok());
        composite.unicode = named.is_some_and(|n| n.starts_with(b"Identity"))
            || name.starts_with(b"Uni") && memchr::memmem::find(name, b"UCS2").is_some()
            || memchr::memmem::find(name, b"UTF16").is_some();
        if let Some(d) = descendant {
            if let Some(w) = d.get(b"DW").ok().and_then(|o| number_of(doc, o)) {
                composite.default_width = w / 1000.0;
            }
            if let Some(w) = d.get(b"W").ok().and_then(|o| deref(doc, o).as_array().ok()) {
                cid_widths(doc, w, &mut composite.widths);
            }
            let short = composite.widths.keys().any(|c| !unicode.text.contains_key(c));
            // Codes of one byte among those of two are told apart by `next` alone.
            let mixed = !composite.spaces.is_empty();
            if !composite.unicode && (unicode.text.is_empty() || short && mixed) {
                let mut texts: Vec<(u32, String)> = program_texts(doc, d).into_iter().collect();
                texts.sort_unstable();
                for (cid, text) in texts {
                    let range = font.intern(&text);
                    composite.by_cid.insert(cid, range);
                }
            } else if !composite.unicode && short {
                composite.late = Some(Late { descendant: d.clone(), texts: OnceLock::new() });
            }
        }
        if composite.unicode {
            composite.latin = (0..0x2100)
                .map(|c| char::from_u32(c).map_or((0, 0), |c| font.intern(c.encode_utf8(&mut [0; 4]))))
                .collect();
        }
        let two_bytes = composite.encoding.is_none() && composite.spaces.is_empty();
        let last = composite.texts.keys().chain(composite.by_cid.keys()).chain(composite.widths.keys()).max();
        if let Some(&last) = last.filter(|c| two_bytes && **c < MAX_DENSE) {
            composite.dense = (0..=last).map(|code| font.shown(&composite, code)).collect();
        }
        font.composite = Some(composite);
        font
    }

    /// What a code of a composite font shows.
    fn shown(&self, c: &Composite, code: u32) -> Shown {
        let cid = c.encoding.as_ref().map_or(code, |e| e.cid(code));
        let width = c.widths.get(&cid).copied().unwrap_or(c.default_width);
        let text = c
            .texts
            .get(&code)
            .or_else(|| if c.unicode { c.latin.get(code as usize) } else { c.by_cid.get(&cid) })
            .copied()
            .unwrap_or((0, 0));
        Shown::new(text, width, self.pool.get(text.0 as usize..text.1 as usize).unwrap_or(""))
    }

    /// The text of a code that shows none by its `ToUnicode`, at the start of `bytes`.
    pub(super) fn late(&self, doc: &File<'_>, bytes: &[u8]) -> Option<&str> {
        let composite = self.composite.as_ref()?;
        let late = composite.late.as_ref()?;
        let &[high, low, ..] = bytes else { return None };
        let code = u32::from(high) << 8 | u32::from(low);
        if composite.texts.contains_key(&code) {
            return None;
        }
        let cid = composite.encoding.as_ref().map_or(code, |e| e.cid(code));
        let texts = late.texts.get_or_init(|| {
            let split = |(cid, text): (u32, String)| {
                let mut out = String::new();
                text.chars().for_each(|c| push_split(c, &mut out));
                (cid, out)
            };
            program_texts(doc, &late.descendant).into_iter().map(split).collect()
        });
        texts.get(&cid).map(String::as_str).filter(|t| !t.is_empty())
    }

    fn simple(doc: &File<'_>, dict: &Dictionary, subtype: &[u8], unicode: &CMap) -> Self {
        let (bold, italic) = (is_bold(doc, dict, None), is_italic(doc, dict, None));
        let mut font = Self { bold, italic, em: 1.0, ..Self::default() };
        if subtype == b"Type3" {
            font.em = type3_em(doc, dict);
        }
        let descriptor = dict.get(b"FontDescriptor").ok().and_then(|o| dict_of(doc, o));
        let base = dict.get(b"BaseFont").and_then(Object::as_name).unwrap_or(b"");
        let encoding = dict.get(b"Encoding").ok().map(|o| deref(doc, o));
        let encoding_dict = encoding.and_then(|o| o.as_dict().ok());
        let encoding_name = match (encoding, encoding_dict) {
            (Some(Object::Name(name)), _) => Some(name.as_slice()),
            (_, Some(d)) => d.get(b"BaseEncoding").and_then(Object::as_name).ok(),
            _ => None,
        };
        let table = match encoding_name {
            Some(b"MacRomanEncoding") => &tables::MAC_ROMAN,
            Some(b"WinAnsiEncoding") => &tables::WIN_ANSI,
            Some(b"StandardEncoding") => &tables::STANDARD,
            _ if base.ends_with(b"Symbol") => &tables::SYMBOL,
            _ if subtype == b"TrueType" => &tables::WIN_ANSI,
            _ => &tables::STANDARD,
        };
        let mut differences: FxHashMap<u32, &[u8]> = FxHashMap::default();
        if let Some(array) =
            encoding_dict.and_then(|d| d.get(b"Differences").ok()).and_then(|o| deref(doc, o).as_array().ok())
        {
            let mut code = 0u32;
            for item in array.iter().take(4096) {
                match deref(doc, item) {
                    Object::Name(name) => {
                        differences.insert(code, name);
                        code = code.saturating_add(1);
                    }
                    other => code = number_of(doc, other).map_or(code, |n| n.max(0.0) as u32),
                }
            }
        }
        let first = dict.get(b"FirstChar").ok().and_then(|o| number_of(doc, o)).unwrap_or(0.0) as i64;
        let widths = dict.get(b"Widths").ok().and_then(|o| deref(doc, o).as_array().ok());
        let missing = descriptor.and_then(|d| d.get(b"MissingWidth").ok()).and_then(|o| number_of(doc, o));
        let scale = if subtype == b"Type3" { type3_scale(doc, dict) } else { 0.001 };
        let standard = standard_widths(base);
        let known = |name: &[u8]| push_name(name, &mut String::new());
        let program = descriptor
            .filter(|_| unicode.text.is_empty())
            .filter(|_| encoding_name.is_none() || differences.values().any(|name| !known(name)))
            .and_then(|d| Program::load(doc, d));
        let built_in = match &program {
            Some(p) if encoding_name.is_none() => p.codes(),
            _ => FxHashMap::default(),
        };
        let glyphs = match &program {
            Some(p) if differences.values().any(|name| numbered(name).is_some() && !known(name)) => p.glyphs(),
            _ => FxHashMap::default(),
        };
        let mut text = String::new();
        font.simple.reserve_exact(256);
        for code in 0..256u32 {
            text.clear();
            if let Some(t) = unicode.text.get(&code) {
                text.push_str(t);
            } else if let Some(name) = differences.get(&code) {
                if !push_name(name, &mut text)
                    && let Some(t) = numbered(name).and_then(|g| glyphs.get(&g)).or_else(|| built_in.get(&code))
                {
                    text.push_str(t);
                } else if text.is_empty() && subtype == b"Type3" && *name != b".notdef" {
                    // Glyphs named by their maker alone: the code is all that is left.
                    text.extend(tables::WIN_ANSI.get(code as usize).and_then(|u| char::from_u32(u32::from(*u))));
                }
            } else if let Some(t) = built_in.get(&code) {
                text.push_str(t);
            } else {
                let unit = table.get(code as usize).copied().unwrap_or(0);
                if unit > 0 {
                    text.extend(char::from_u32(u32::from(unit)));
                } else if code >= 0xa0 && subtype == b"TrueType" {
                    text.extend(char::from_u32(code));
                }
            }
            let width = widths
                .and_then(|w| usize::try_from(i64::from(code) - first).ok().and_then(|i| w.get(i)))
                .and_then(|o| number_of(doc, o))
                .or(missing)
                .or_else(|| {
                    // Of a font without a program only what its writer used has a width; the rest is the standard one's.
                    let c = text.chars().next().map_or(0, u32::from);
                    (widths.is_none() || descriptor.is_none() && subtype != b"Type3").then(|| match standard {
                        Some(t) => t.get(c as usize).copied().filter(|w| *w > 0).map_or(556.0, f32::from),
                        None => 600.0,
                    })
                })
                .unwrap_or(0.0);
            let range = font.intern(&text);
            let shown = Shown::new(range, width * scale, font.pool.get(range.0 as usize..).unwrap_or(""));
            font.simple.push(shown);
        }
        font
    }

    /// The next code of a string: what it shows, how many bytes it takes, whether it is the single byte 32.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8]) -> Option<(Shown, usize, bool)> {
        let first = *bytes.first()?;
        let Some(c) = &self.composite else {
            return Some((self.simple.get(usize::from(first)).copied().unwrap_or_default(), 1, first == 32));
        };
        let (mut code, mut len) = (0u32, 0);
        if let (false, [high, low, ..]) = (c.dense.is_empty(), bytes) {
            let code = u32::from(*high) << 8 | u32::from(*low);
            let shown = c.dense.get(code as usize).copied();
            return Some((shown.unwrap_or(Shown { width: c.default_width, ..Shown::default() }), 2, false));
        }
        if c.spaces.is_empty() {
            len = 2.min(bytes.len());
            code = bytes.iter().take(2).fold(0, |v, b| v << 8 | u32::from(*b));
        } else {
            for (k, b) in bytes.iter().take(4).enumerate() {
                code = code << 8 | u32::from(*b);
                if c.spaces.iter().any(|(n, low, high)| *n == k + 1 && (*low..=*high).contains(&code)) {
                    len = k + 1;
                    break;
                }
            }
            if len == 0 {
                len = c.spaces.first().map_or(2, |s| s.0).min(bytes.len());
                code = bytes.iter().take(len).fold(0, |v, b| v << 8 | u32::from(*b));
            }
        }
        Some((self.shown(c, code), len.max(1), len == 1 && first == 32))
    }

    /// What codes of one byte show, by code.
    #[inline]
    pub(super) fn by_byte(&self) -> Option<&[Shown]> {
        self.composite.is_none().then_some(self.simple.as_slice())
    }

    /// What codes of two bytes show, by code, where there are no others.
    #[inline]
    pub(super) fn by_pair(&self) -> Option<&[Shown]> {
        self.composite.as_ref().map(|c| c.dense.as_slice()).filter(|d| !d.is_empty())
    }

    /// The text of what a code shows.
    pub(super) fn text(&self, shown: Shown) -> &str {
        self.pool.get(shown.text.0 as usize..shown.text.1 as usize).unwrap_or("")
    }
}

/// Codes of a composite font up to which they are laid out by code.
const MAX_DENSE: u32 = 0x4000;

fn is_plain(text: &str) -> bool {
    // Most codes show one of these.
    if let [b] = text.as_bytes() {
        return b.is_ascii_alphanumeric() || matches!(b, b',' | b'.' | b';' | b':' | b'-' | b'/' | b'(' | b')');
    }
    text.chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '.' | ';' | ':' | '-' | '/' | '(' | ')'))
        && !text.bytes().any(|b| b == b' ')
}

/// The text of each CID, through the glyphs of the embedded program.
fn program_texts(doc: &File<'_>, descendant: &Dictionary) -> FxHashMap<u32, String> {
    let descriptor = descendant.get(b"FontDescriptor").ok().and_then(|o| dict_of(doc, o));
    let Some(program) = descriptor.and_then(|d| Program::load(doc, d)) else { return FxHashMap::default() };
    let glyphs = program.glyphs();
    let map = descendant.get(b"CIDToGIDMap").ok().and_then(|o| deref(doc, o).as_stream().ok());
    let Some(bytes) = map.and_then(|s| decode(doc, s)) else { return glyphs };
    let gids = bytes.chunks_exact(2).map(|c| u32::from(c[0]) << 8 | u32::from(c[1]));
    gids.enumerate().filter_map(|(cid, gid)| glyphs.get(&gid).map(|text| (cid as u32, text.clone()))).collect()
}

/// Appends a character with Latin ligatures split, spaces made plain and marks without meaning dropped.
pub(super) fn push_split(c: char, out: &mut String) {
    match c {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => out.push(' '),
        '\u{ad}' => out.push('-'),
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffd}' => {}
        c if c.is_control() => {}
        c => out.push(c),
    }
}
