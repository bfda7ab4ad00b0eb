//! The text of a document as JSON: its pages, and on each its lines with what the layout says of them.
//!
//! A page is an object of `number` (from 1; null where the format has no pages), `width` and `height` (in points; 0
//! where unknown), `needs_ocr` and `lines`; a line one of `number`, `role`, `box` (`[x0, y0, x1, y1]` in points from the
//! top left; null for turned text and where unknown), `size`, `bold`, `italic`, `text` and, where it has them, `cells` of
//! `x0`, `x1` and `text`. Written by hand, not through serde: there is a box for every line of every page, and numbers of
//! one decimal are most of what is written.

use crate::page::{Document, Line, Role};
use rayon::prelude::*;
use std::io::Write;

/// Pages that one thread writes in a run.
const RUN: usize = 16;
/// Runs in work at a time for each thread.
const WINDOW: usize = 4;

const fn role(role: Role) -> &'static str {
    match role {
        Role::Text => "text",
        Role::Heading(_) => "heading",
        Role::TableHead => "table_head",
        Role::TableRow => "table_row",
        Role::Item => "item",
        Role::Rule => "rule",
        Role::Caption => "caption",
        Role::Furniture => "furniture",
    }
}

/// Writes one JSON object a page, one a line of output; furniture stands where it was printed. The text is the clean
/// one: a word that a hyphen cut at a line end stands whole on its first line.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(doc: &Document, out: &mut impl Write) -> std::io::Result<()> {
    let mut all: Vec<&Line> = doc.lines.iter().collect();
    all.sort_by_key(|l| (l.page, l.number));
    let (mut rest, mut pages) = (all.as_slice(), Vec::with_capacity(doc.pages.len()));
    for index in 0..doc.pages.len() {
        let (own, others) = rest.split_at(rest.partition_point(|l| l.page as usize <= index));
        pages.push((index, own));
        rest = others;
    }
    let runs: Vec<_> = pages.chunks(RUN).collect();
    for window in runs.chunks(rayon::current_num_threads() * WINDOW) {
        let written: Vec<std::io::Result<Vec<u8>>> = window.par_iter().with_max_len(1).map(|r| run(doc, r)).collect();
        for run in written {
            out.write_all(&run?)?;
        }
    }
    Ok(())
}

/// A run of pages, each with its lines.
fn run(doc: &Document, pages: &[(usize, &[&Line])]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(pages.len() * 8192);
    for (index, lines) in pages {
        let Some(page) = doc.pages.get(*index) else { continue };
        out.extend_from_slice(b"{\"number\":");
        serde_json::to_writer(&mut out, &page.number)?;
        out.extend_from_slice(b",\"width\":");
        serde_json::to_writer(&mut out, &page.width)?;
        out.extend_from_slice(b",\"height\":");
        serde_json::to_writer(&mut out, &page.height)?;
        flag(b",\"needs_ocr\":", page.needs_ocr, &mut out);
        out.extend_from_slice(b",\"lines\":[");
        for (k, one) in lines.iter().enumerate() {
            if k > 0 {
                out.push(b',');
            }
            line(doc, one, &mut out)?;
        }
        out.extend_from_slice(b"]}\n");
    }
    Ok(out)
}

fn line(doc: &Document, line: &Line, out: &mut Vec<u8>) -> std::io::Result<()> {
    out.extend_from_slice(b"{\"number\":");
    whole(line.number, out);
    out.extend_from_slice(b",\"role\":\"");
    out.extend_from_slice(role(line.role).as_bytes());
    out.extend_from_slice(b"\",\"box\":");
    match line.bbox {
        None => out.extend_from_slice(b"null"),
        Some(edges) => {
            for (k, edge) in edges.into_iter().enumerate() {
                out.push(if k == 0 { b'[' } else { b',' });
                tenths(edge, out)?;
            }
            out.push(b']');
        }
    }
    out.extend_from_slice(b",\"size\":");
    tenths(line.size, out)?;
    flag(b",\"bold\":", line.bold, out);
    flag(b",\"italic\":", line.italic, out);
    out.extend_from_slice(b",\"text\":");
    let (text, cells) = (doc.text(line.span), doc.cells_of(line));
    if memchr::memchr(b'\t', text.as_bytes()).is_none() {
        string(text, out)?;
    } else {
        string(&text.replace('\t', "  "), out)?;
    }
    for (k, cell) in cells.iter().enumerate() {
        out.extend_from_slice(if k == 0 { b",\"cells\":[{\"x0\":" } else { b",{\"x0\":" });
        tenths(cell.x0, out)?;
        out.extend_from_slice(b",\"x1\":");
        tenths(cell.x1, out)?;
        out.extend_from_slice(b",\"text\":");
        string(doc.text(cell.span), out)?;
        out.push(b'}');
    }
    if !cells.is_empty() {
        out.push(b']');
    }
    out.push(b'}');
    Ok(())
}

fn flag(name: &[u8], value: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(name);
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

fn whole(mut value: u32, out: &mut Vec<u8>) {
    let (mut digits, mut at) = ([0u8; 10], 10);
    while at == 10 || value > 0 {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
    }
    out.extend_from_slice(&digits[at..]);
}

/// A number to a tenth of a point, which is finer than print. Of six digits each stands for a float of its own, so that
/// the shortest print of the float, which serde gives, is these digits.
fn tenths(value: f32, out: &mut Vec<u8>) -> std::io::Result<()> {
    let tenths = (value * 10.0).round();
    if tenths.is_nan() || tenths.abs() >= 1e6 || tenths == 0.0 && tenths.is_sign_negative() {
        return Ok(serde_json::to_writer(out, &(tenths / 10.0))?);
    }
    if tenths < 0.0 {
        out.push(b'-');
    }
    let tenths = tenths.abs() as u32;
    whole(tenths / 10, out);
    out.extend_from_slice(&[b'.', b'0' + (tenths % 10) as u8]);
    Ok(())
}

/// A string; most need no escape.
fn string(text: &str, out: &mut Vec<u8>) -> std::io::Result<()> {
    if text.bytes().any(|b| b < b' ' || b == b'"' || b == b'\\') {
        return Ok(serde_json::to_writer(out, text)?);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings_are_as_serde_writes_them() {
        let mut values: Vec<f32> = (-12_000..12_000).map(|n| n as f32 * 0.7).collect();
        values.extend((0..100_000).map(|n| n as f32 * 1.01));
        values.extend([0.0, -0.0, -0.04, 0.05, 1e7, -1e7, 3.4e38, f32::NAN, f32::INFINITY, 99_999.94, 99_999.96]);
        for value in values {
            let mut out = Vec::new();
            tenths(value, &mut out).unwrap();
            let expected = serde_json::to_string(&((value * 10.0).round() / 10.0)).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{value}");
        }
        for text in ["", "Délibération n° 3", "« a \"b\" »", "a\\b", "a\tb", "a\u{1}b", "\u{7f}", "é\u{2028}"] {
            let mut out = Vec::new();
            string(text, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(text).unwrap());
        }
        for value in [0, 7, 10, 123_456, u32::MAX] {
            let mut out = Vec::new();
            whole(value, &mut out);
            assert_eq!(out, value.to_string().as_bytes());
        }
    }

    #[test]
    fn pages_are_objects_of_lines() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf/typst-grants-rows.pdf");
        let doc = crate::read::read(&std::fs::read(&path).unwrap(), &path).unwrap();
        let mut out = Vec::new();
        write(&doc, &mut out).unwrap();
        let pages: Vec<serde_json::Value> =
            String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(pages.len(), doc.pages.len());
        let lines: usize = pages.iter().map(|p| p["lines"].as_array().unwrap().len()).sum();
        assert_eq!(lines, doc.lines.len());
        let row = pages[0]["lines"].as_array().unwrap().iter().find(|l| l["cells"].is_array()).unwrap();
        assert!(row["box"][0].is_number() && row["cells"][0]["text"].is_string(), "{row}");
    }
}
