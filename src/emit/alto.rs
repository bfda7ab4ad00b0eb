//! ALTO 4: the words of OCRed pages with their boxes, for viewers and for making PDFs searchable.
//!
//! Units are twelve-hundredths of an inch (`inch1200`); coordinates are of the page as it was scanned. One text block a
//! page, one text line a row.

use super::EmitError;
use super::xml::Xml;
use crate::page::{Document, Page, Word};

const NAMESPACE: &str = "http://www.loc.gov/standards/alto/ns-v4#";

/// Points to the units of the file.
fn units(points: f32) -> String {
    ((points * 1200.0 / 72.0).round().max(0.0) as i64).to_string()
}

/// The file of a document; `None` where no page has words with boxes. `engine` made them, from the file `source`.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn alto(doc: &Document, source: &str, engine: &str) -> Result<Option<Vec<u8>>, EmitError> {
    if doc.pages.iter().all(|p| p.words.is_empty()) {
        return Ok(None);
    }
    let mut out = Xml::new();
    out.open("alto", &[("xmlns", NAMESPACE)])?;
    out.open("Description", &[])?;
    out.text_in("MeasurementUnit", &[], "inch1200")?;
    out.open("sourceImageInformation", &[])?;
    out.text_in("fileName", &[], source)?;
    out.close("sourceImageInformation")?;
    out.open("Processing", &[("ID", "OCR")])?;
    out.open("processingSoftware", &[])?;
    out.text_in("softwareName", &[], engine)?;
    out.close("processingSoftware")?;
    out.close("Processing")?;
    out.close("Description")?;
    out.open("Layout", &[])?;
    for (i, page) in doc.pages.iter().enumerate() {
        write_page(&mut out, page, i)?;
    }
    out.close("Layout")?;
    out.close("alto")?;
    Ok(Some(out.finish()))
}

fn write_page(out: &mut Xml, page: &Page, index: usize) -> Result<(), EmitError> {
    let number = page.number.unwrap_or(index as u32 + 1).to_string();
    let (width, height) = (units(page.width), units(page.height));
    let id = format!("P{number}");
    let size = [("WIDTH", width.as_str()), ("HEIGHT", height.as_str())];
    out.open("Page", &[("ID", &id), ("PHYSICAL_IMG_NR", &number), size[0], size[1]])?;
    out.open("PrintSpace", &[("HPOS", "0"), ("VPOS", "0"), size[0], size[1]])?;
    if !page.words.is_empty() {
        let block = format!("{id}_B1");
        let [x, y, w, h] = place(&page.words);
        out.open("TextBlock", &[("ID", &block), ("HPOS", &x), ("VPOS", &y), ("WIDTH", &w), ("HEIGHT", &h)])?;
        for (n, row) in page.words.chunk_by(|a, b| a.row == b.row).enumerate() {
            let line = format!("{id}_L{}", n + 1);
            let [x, y, w, h] = place(row);
            out.open("TextLine", &[("ID", &line), ("HPOS", &x), ("VPOS", &y), ("WIDTH", &w), ("HEIGHT", &h)])?;
            for (k, word) in row.iter().enumerate() {
                if k > 0 {
                    out.empty("SP", &[])?;
                }
                let text = page.text.get(word.start as usize..word.end as usize).unwrap_or("");
                let [x, y, w, h] = place(std::slice::from_ref(word));
                let sure = format!("{:.2}", word.confidence.clamp(0.0, 1.0));
                let attributes =
                    [("CONTENT", text), ("HPOS", &x), ("VPOS", &y), ("WIDTH", &w), ("HEIGHT", &h), ("WC", &sure)];
                out.empty("String", &attributes)?;
            }
            out.close("TextLine")?;
        }
        out.close("TextBlock")?;
    }
    out.close("PrintSpace")?;
    out.close("Page")
}

/// The box around words: left, top, width, height.
fn place(words: &[Word]) -> [String; 4] {
    let start = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let [x0, y0, x1, y1] = words
        .iter()
        .fold(start, |m, w| [m[0].min(w.bbox[0]), m[1].min(w.bbox[1]), m[2].max(w.bbox[2]), m[3].max(w.bbox[3])]);
    [units(x0), units(y0), units(x1 - x0), units(y1 - y0)]
}
