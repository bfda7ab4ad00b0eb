//! Glyph names to Unicode: the Adobe Glyph List and its rules for `uni…`, `u…`, suffixes and ligatures.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A name and its code points in hexadecimal on each line, sorted by name; printed by `tools/pdf_tables.py`.
const LIST: &str = include_str!("glyphs.txt");

/// Appends the text of a glyph name to `out`; `false` where the name says nothing.
pub(super) fn push_name(name: &[u8], out: &mut String) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let base = name.split('.').next().unwrap_or("");
    if base.is_empty() {
        return false;
    }
    let before = out.len();
    for part in base.split('_') {
        push_part(part, out);
    }
    out.len() > before
}

fn push_part(part: &str, out: &mut String) {
    if let Some(codes) = lookup(part) {
        out.extend(codes.split(' ').filter_map(|c| u32::from_str_radix(c, 16).ok()).filter_map(char::from_u32));
    } else if let Some(hex) = part.strip_prefix("uni").filter(|h| h.len() >= 4 && h.len().is_multiple_of(4)) {
        for chunk in hex.as_bytes().chunks(4) {
            let code = std::str::from_utf8(chunk).ok().and_then(|h| u32::from_str_radix(h, 16).ok());
            out.extend(code.and_then(char::from_u32));
        }
    } else if let Some(hex) = part.strip_prefix('u').filter(|h| (4..=6).contains(&h.len())) {
        out.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
    }
}

/// The list by name; made once.
static NAMES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| LIST.lines().filter_map(|l| l.split_once(' ')).collect());

/// The code points of a listed name.
fn lookup(name: &str) -> Option<&'static str> {
    NAMES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_form() {
        for (name, text) in
            [("eacute", "é"), ("f_f_i", "ffi"), ("uni00E9", "é"), ("A.sc", "A"), ("ff", "ff"), ("zukatakana", "ズ")]
        {
            let mut out = String::new();
            assert!(push_name(name.as_bytes(), &mut out), "{name}");
            assert_eq!(out, text);
        }
        assert!(!push_name(b"g123", &mut String::new()));
        assert!(!push_name(b".notdef", &mut String::new()));
    }
}
