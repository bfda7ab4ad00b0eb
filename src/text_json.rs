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

/// A page.
#[derive(Serialize)]
struct Page<'d> {
    number: Option<u32>,
    width: f32,
    height: f32,
    needs_ocr: bool,
    lines: Vec<Printed<'d>>,
}

/// A line.
#[derive(Serialize)]
struct Printed<'d> {
    number: u32,
    role: &'static str,
    #[serde(rename = "box")]
    bbox: Option<[f32; 4]>,
    size: f32,
    bold: bool,
    italic: bool,
    text: Cow<'d, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<Field<'d>>,
}

/// A cell of a line.
#[derive(Serialize)]
struct Field<'d> {
    x0: f32,
    x1: f32,
    text: &'d str,
}

/// A tenth of a point is finer than print.
fn round(v: f32) -> f32 {
    (v * 10.0).round() / 10.0
}

fn printed<'d>(doc: &'d Document, line: &Line) -> Printed<'d> {
    let cells = doc.cells_of(line).iter();
    let text = doc.text(line.span);
    Printed {
        number: line.number,
        role: role(line.role),
        bbox: line.bbox.map(|b| b.map(round)),
        size: round(line.size),
        bold: line.bold,
        italic: line.italic,
        text: if text.contains('\t') { text.replace('\t', "  ").into() } else { text.into() },
        cells: cells.map(|c| Field { x0: round(c.x0), x1: round(c.x1), text: doc.text(c.span) }).collect(),
    }
}

/// A run of pages, each with its lines.
fn run(doc: &Document, pages: &[(usize, &[&Line])]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(pages.len() * 8192);
    for (index, lines) in pages {
        let Some(page) = doc.pages.get(*index) else { continue };
        let page = Page {
            number: page.number,
            width: page.width,
            height: page.height,
            needs_ocr: page.needs_ocr,
            lines: lines.iter().map(|l| printed(doc, l)).collect(),
        };
        serde_json::to_writer(&mut out, &page)?;
        out.push(b'\n');
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
}
