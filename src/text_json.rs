//! The text of a document as JSON: its pages, and on each its lines with what the layout says of them.
//!
//! A page is an object of `number` (from 1; null where the format has no pages), `width` and `height` (in points; 0
//! where unknown), `needs_ocr` and `lines`; a line one of `number`, `role`, `box` (`[x0, y0, x1, y1]` in points from the
//! top left; null for turned text and where unknown), `size`, `bold`, `italic`, `text` and, where it has them, `cells` of
//! `x0`, `x1` and `text`.

use crate::page::{Document, Line, Role};
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
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

/// What a page says of itself.
#[derive(Serialize)]
struct Head {
    number: Option<u32>,
    width: f32,
    height: f32,
    needs_ocr: bool,
}

/// A tenth of a point is finer than print. Most of the output is such numbers: they are written as the whole number of
/// tenths that they are.
fn points(out: &mut Vec<u8>, v: f32) -> std::io::Result<()> {
    let tenths = v * 10.0;
    // One digit behind the point tells such numbers from their neighbours; the rest is left to who knows all of them.
    if !(0.5..999_999.0).contains(&tenths.abs()) {
        return Ok(serde_json::to_writer(out, &(tenths.round() / 10.0))?);
    }
    if tenths < 0.0 {
        out.push(b'-');
    }
    // Rounded by hand: what is cut off is exact, and there is no call.
    let below = tenths.abs() as u32;
    let rounded = below + u32::from(tenths.abs() - below as f32 >= 0.5);
    whole(out, rounded / 10);
    out.extend_from_slice(&[b'.', b'0' + (rounded % 10) as u8]);
    Ok(())
}

fn whole(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0; 10];
    let mut from = digits.len();
    loop {
        from -= 1;
        digits[from] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[from..]);
}

/// A string; most need no escape, and are looked through at once.
fn string(out: &mut Vec<u8>, text: &str) -> std::io::Result<()> {
    let odd = |b: u8| (b < b' ') | (b == b'"') | (b == b'\\');
    if text.bytes().fold(false, |any, b| any | odd(b)) {
        return Ok(serde_json::to_writer(out, text)?);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

fn line(doc: &Document, line: &Line, out: &mut Vec<u8>) -> std::io::Result<()> {
    out.extend_from_slice(b"{\"number\":");
    whole(out, line.number);
    out.extend_from_slice(b",\"role\":\"");
    out.extend_from_slice(role(line.role).as_bytes());
    out.extend_from_slice(b"\",\"box\":");
    match line.bbox {
        None => out.extend_from_slice(b"null"),
        Some(sides) => {
            for (before, side) in b"[,,,".iter().zip(sides) {
                out.push(*before);
                points(out, side)?;
            }
            out.push(b']');
        }
    }
    out.extend_from_slice(b",\"size\":");
    points(out, line.size)?;
    out.extend_from_slice(if line.bold { b",\"bold\":true" } else { b",\"bold\":false" });
    out.extend_from_slice(if line.italic { b",\"italic\":true" } else { b",\"italic\":false" });
    out.extend_from_slice(b",\"text\":");
    let text = doc.text(line.span);
    string(out, &if text.contains('\t') { Cow::from(text.replace('\t', "  ")) } else { text.into() })?;
    for (k, cell) in doc.cells_of(line).iter().enumerate() {
        out.extend_from_slice(if k == 0 { b",\"cells\":[{\"x0\":" } else { b",{\"x0\":" });
        points(out, cell.x0)?;
        out.extend_from_slice(b",\"x1\":");
        points(out, cell.x1)?;
        out.extend_from_slice(b",\"text\":");
        string(out, doc.text(cell.span))?;
        out.push(b'}');
    }
    out.extend_from_slice(if doc.cells_of(line).is_empty() { b"}" } else { b"]}" });
    Ok(())
}

/// A run of pages, each with its lines.
fn run(doc: &Document, pages: &[(usize, &[&Line])]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(pages.len() * 8192);
    for (index, lines) in pages {
        let Some(page) = doc.pages.get(*index) else { continue };
        let head = Head { number: page.number, width: page.width, height: page.height, needs_ocr: page.needs_ocr };
        serde_json::to_writer(&mut out, &head)?;
        // The lines stand behind what the page says of itself.
        out.pop();
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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn numbers_and_strings_are_written_as_serde_writes_them() {
        let odd = [f32::NAN, f32::INFINITY, f32::MIN, -0.01, 0.0, 0.04, 0.06, 99_999.94, 99_999.96, 1e6, 1e9];
        for v in (-200_000..200_000).map(|k| k as f32 * 0.51).chain(odd) {
            let mut out = Vec::new();
            points(&mut out, v).unwrap();
            let expected = serde_json::to_string(&((v * 10.0).round() / 10.0)).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{v}");
        }
        for text in ["", "Délibération n° 3", "a\"b", "a\\b", "a\tb", "a\u{1f}b", "a\u{7f}b"] {
            let mut out = Vec::new();
            string(&mut out, text).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(text).unwrap());
        }
    }
}
