//! Glyph names to Unicode: the Adobe Glyph List and its rules for `uni…`, `u…`, suffixes and ligatures.

/// `name XXXX XXXX`, sorted by name; printed by `tools/pdf_tables.py`.
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

/// The code points of a listed name, by binary search over the lines.
fn lookup(name: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = LIST.get(..middle)?.rfind('\n').map_or(0, |i| i + 1);
        let end = LIST.get(start..)?.find('\n').map_or(LIST.len(), |i| start + i);
        let (key, codes) = LIST.get(start..end)?.split_once(' ')?;
        match key.cmp(name) {
            std::cmp::Ordering::Equal => return Some(codes),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
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
