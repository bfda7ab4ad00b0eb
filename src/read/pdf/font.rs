//! Fonts: from the codes of a string to text and widths (ISO 32000-1, 9.6 to 9.10).

use super::cmap::CMap;
use super::names::push_name;
use super::object::{decode, deref, dict_of, number_of};
use super::tables;
use lopdf::{Dictionary, Document, Object};
use rustc_hash::FxHashMap;

/// What one code shows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    /// Byte range in [`Font::pool`].
    pub(super) text: (u32, u32),
    /// Advance, in text space for size 1.
    pub(super) width: f32,
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
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn load(doc: &Document, dict: &Dictionary) -> Self {
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

    fn composite(doc: &Document, dict: &Dictionary, unicode: CMap) -> Self {
        let mut font = Self::default();
        let descendant = dict
            .get(b"DescendantFonts")
            .ok()
            .and_then(|o| deref(doc, o).as_array().ok())
            .and_then(|a| a.first())
            .and_then(|o| dict_of(doc, o));
        (font.bold, font.italic) = (is_bold(doc, dict, descendant), is_italic(doc, dict, descendant));
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
        if let Some(d) = descendant {
            if let Some(w) = d.get(b"DW").ok().and_then(|o| number_of(doc, o)) {
                composite.default_width = w / 1000.0;
            }
            if let Some(w) = d.get(b"W").ok().and_then(|o| deref(doc, o).as_array().ok()) {
                cid_widths(doc, w, &mut composite.widths);
            }
        }
        font.composite = Some(composite);
        font
    }

    fn simple(doc: &Document, dict: &Dictionary, subtype: &[u8], unicode: &CMap) -> Self {
        let (bold, italic) = (is_bold(doc, dict, None), is_italic(doc, dict, None));
        let mut font = Self { bold, italic, ..Self::default() };
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
        let mut text = String::new();
        for code in 0..256u32 {
            text.clear();
            if let Some(t) = unicode.text.get(&code) {
                text.push_str(t);
            } else if !differences.get(&code).is_some_and(|name| push_name(name, &mut text))
                && !differences.contains_key(&code)
            {
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
                    let c = text.chars().next().map_or(0, u32::from);
                    (widths.is_none()).then(|| match standard {
                        Some(t) => t.get(c as usize).copied().filter(|w| *w > 0).map_or(556.0, f32::from),
                        None => 600.0,
                    })
                })
                .unwrap_or(0.0);
            let range = font.intern(&text);
            font.simple.push(Shown { text: range, width: width * scale });
        }
        font
    }

    /// The next code of a string: what it shows, how many bytes it takes, whether it is the single byte 32.
    pub(super) fn next(&self, bytes: &[u8]) -> Option<(Shown, usize, bool)> {
        let first = *bytes.first()?;
        let Some(c) = &self.composite else {
            return Some((self.simple.get(usize::from(first)).copied().unwrap_or_default(), 1, first == 32));
        };
        let (mut code, mut len) = (0u32, 0);
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
        let cid = c.encoding.as_ref().map_or(code, |e| e.cid(code));
        let width = c.widths.get(&cid).copied().unwrap_or(c.default_width);
        let text = c.texts.get(&code).copied().unwrap_or((0, 0));
        Some((Shown { text, width }, len.max(1), len == 1 && first == 32))
    }

    /// The text of what a code shows.
    pub(super) fn text(&self, shown: Shown) -> &str {
        self.pool.get(shown.text.0 as usize..shown.text.1 as usize).unwrap_or("")
    }
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

fn is_bold(doc: &Document, dict: &Dictionary, descendant: Option<&Dictionary>) -> bool {
    let name = dict.get(b"BaseFont").and_then(Object::as_name).unwrap_or(b"").to_ascii_lowercase();
    if [&b"bold"[..], b"black", b"heavy", b"demi"].iter().any(|w| memchr::memmem::find(&name, w).is_some()) {
        return true;
    }
    let descriptor = descendant.unwrap_or(dict).get(b"FontDescriptor").ok().and_then(|o| dict_of(doc, o));
    let Some(d) = descriptor else { return false };
    let flags = d.get(b"Flags").ok().and_then(|o| number_of(doc, o)).unwrap_or(0.0) as i64;
    let weight = d.get(b"FontWeight").ok().and_then(|o| number_of(doc, o)).unwrap_or(0.0);
    flags & (1 << 18) != 0 || weight >= 600.0
}

fn is_italic(doc: &Document, dict: &Dictionary, descendant: Option<&Dictionary>) -> bool {
    let name = dict.get(b"BaseFont").and_then(Object::as_name).unwrap_or(b"").to_ascii_lowercase();
    if [&b"italic"[..], b"oblique"].iter().any(|w| memchr::memmem::find(&name, w).is_some()) {
        return true;
    }
    let descriptor = descendant.unwrap_or(dict).get(b"FontDescriptor").ok().and_then(|o| dict_of(doc, o));
    let Some(d) = descriptor else { return false };
    let flags = d.get(b"Flags").ok().and_then(|o| number_of(doc, o)).unwrap_or(0.0) as i64;
    let angle = d.get(b"ItalicAngle").ok().and_then(|o| number_of(doc, o)).unwrap_or(0.0);
    flags & (1 << 6) != 0 || angle.abs() > 2.0
}

fn standard_widths(base: &[u8]) -> Option<&'static [u16; 256]> {
    let has = |w: &[u8]| memchr::memmem::find(base, w).is_some();
    let bold = has(b"Bold");
    if has(b"Courier") {
        None
    } else if has(b"Times") {
        Some(if bold { &tables::TIMES_BOLD } else { &tables::TIMES })
    } else {
        Some(if bold { &tables::HELVETICA_BOLD } else { &tables::HELVETICA })
    }
}

fn type3_scale(doc: &Document, dict: &Dictionary) -> f32 {
    dict.get(b"FontMatrix")
        .ok()
        .and_then(|o| deref(doc, o).as_array().ok())
        .and_then(|a| a.first())
        .and_then(|o| number_of(doc, o))
        .map_or(0.001, f32::abs)
}

/// The `W` array: `c [w1 w2 …]` or `first last w`.
fn cid_widths(doc: &Document, w: &[Object], out: &mut FxHashMap<u32, f32>) {
    let (mut i, mut budget) = (0, 400_000u32);
    while let Some(first) = w.get(i).and_then(|o| number_of(doc, o)) {
        let first = first.max(0.0) as u32;
        match w.get(i + 1).map(|o| deref(doc, o)) {
            Some(Object::Array(list)) => {
                for (k, item) in list.iter().enumerate().take(0x1_0000) {
                    if let Some(v) = number_of(doc, item) {
                        out.insert(first.saturating_add(k as u32), v / 1000.0);
                    }
                }
                i += 2;
            }
            Some(last) => {
                let last = number_of(doc, last).unwrap_or(0.0).max(0.0) as u32;
                let Some(v) = w.get(i + 2).and_then(|o| number_of(doc, o)) else { break };
                for cid in first..=last.min(first.saturating_add(0xffff.min(budget))) {
                    budget = budget.saturating_sub(1);
                    out.insert(cid, v / 1000.0);
                }
                i += 3;
            }
            None => break,
        }
    }
}
