//! The text of a document as JSON: its pages, and on each its lines with what the layout says of them.

use crate::page::{Document, Line, Role};
use serde::Serialize;
use std::io::Write;

/// A page.
#[derive(Debug, Serialize)]
struct Page {
    /// 1-based; null where the format has no pages.
    number: Option<u32>,
    /// In points; 0 where unknown.
    width: f32,
    height: f32,
    needs_ocr: bool,
    lines: Vec<Printed>,
}

/// A line.
#[derive(Debug, Serialize)]
struct Printed {
    number: u32,
    role: &'static str,
    /// `[x0, y0, x1, y1]` in points from the top left; null for turned text and where unknown.
    #[serde(rename = "box")]
    bbox: Option<[f32; 4]>,
    size: f32,
    bold: bool,
    italic: bool,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<Field>,
}

/// A cell of a line.
#[derive(Debug, Serialize)]
struct Field {
    x0: f32,
    x1: f32,
    text: String,
}

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

/// A tenth of a point is finer than print.
fn round(v: f32) -> f32 {
    (v * 10.0).round() / 10.0
}

fn printed(doc: &Document, line: &Line) -> Printed {
    let cells = doc.cells_of(line).iter();
    Printed {
        number: line.number,
        role: role(line.role),
        bbox: line.bbox.map(|b| b.map(round)),
        size: round(line.size),
        bold: line.bold,
        italic: line.italic,
        text: doc.text(line.span).replace('\t', "  "),
        cells: cells.map(|c| Field { x0: round(c.x0), x1: round(c.x1), text: doc.text(c.span).to_owned() }).collect(),
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
    let mut rest = all.into_iter().peekable();
    for (index, page) in doc.pages.iter().enumerate() {
        let mut lines = Vec::new();
        while let Some(line) = rest.next_if(|l| l.page as usize <= index) {
            lines.push(line);
        }
        let page = Page {
            number: page.number,
            width: page.width,
            height: page.height,
            needs_ocr: page.needs_ocr,
            lines: lines.into_iter().map(|l| printed(doc, l)).collect(),
        };
        serde_json::to_writer(&mut *out, &page)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
