//! What a font's dictionaries say of it: weight, slant, the widths of its glyphs.

use super::object::{deref, dict_of, number_of, numbers};
use super::tables;
use lopdf::{Dictionary, Document, Object};
use rustc_hash::FxHashMap;

pub(super) fn is_bold(doc: &Document, dict: &Dictionary, descendant: Option<&Dictionary>) -> bool {
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

/// The glyph that a name such as `g23` or `glyph23` numbers.
pub(super) fn numbered(name: &[u8]) -> Option<u32> {
    let digits = name.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (head, tail) = name.split_at(name.len() - digits);
    let named = matches!(head, b"g" | b"G" | b"glyph" | b"gid" | b"cid" | b"cid_" | b"index" | b"c");
    if named && digits <= 5 { std::str::from_utf8(tail).ok()?.parse().ok() } else { None }
}

pub(super) fn is_italic(doc: &Document, dict: &Dictionary, descendant: Option<&Dictionary>) -> bool {
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

pub(super) fn standard_widths(base: &[u8]) -> Option<&'static [u16; 256]> {
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

pub(super) fn type3_scale(doc: &Document, dict: &Dictionary) -> f32 {
    dict.get(b"FontMatrix")
        .ok()
        .and_then(|o| deref(doc, o).as_array().ok())
        .and_then(|a| a.first())
        .and_then(|o| number_of(doc, o))
        .map_or(0.001, f32::abs)
}

/// The size of a Type 3 font's letters for size 1: the height of its box, which is about 1.2 em; 1 where that says
/// nothing.
pub(super) fn type3_em(doc: &Document, dict: &Dictionary) -> f32 {
    let matrix =
        dict.get(b"FontMatrix").ok().and_then(|o| numbers::<6>(doc, o)).unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let bounds = dict.get(b"FontBBox").ok().and_then(|o| numbers::<4>(doc, o)).unwrap_or([0.0; 4]);
    let height = (bounds[3] - bounds[1]).abs();
    if height > 2.0 || (matrix[3].abs() - 0.001).abs() < 0.0005 {
        let em = height * matrix[3].abs() / 1.2;
        return if em <= 0.0 || (0.3..3.0).contains(&em) { 1.0 } else { em };
    }
    // Without a box, from the widths: a letter is about half as wide as the font is high.
    let widths = dict.get(b"Widths").ok().and_then(|o| deref(doc, o).as_array().ok());
    let known: Vec<f32> =
        widths.into_iter().flatten().take(256).filter_map(|o| number_of(doc, o)).filter(|w| *w > 0.0).collect();
    let mean = known.iter().sum::<f32>() / known.len().max(1) as f32;
    let em = mean * matrix[0].abs() * 2.0;
    if em <= 0.0 || (0.3..3.0).contains(&em) { 1.0 } else { em }
}

/// The `W` array: `c [w1 w2 …]` or `first last w`.
pub(super) fn cid_widths(doc: &Document, w: &[Object], out: &mut FxHashMap<u32, f32>) {
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
