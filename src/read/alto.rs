//! ALTO (versions 2 to 4): what another program recognized on scanned pages.
//!
//! Strings become words with their box and confidence (`WC`), lines are put side by side as for our own OCR. A hyphen
//! at a line end (`HYP`) is kept: the document undoes it as it does in print.

use super::ReadError;
use super::encoding::Decoded;
use super::pixels::{Page, finish, number};
use crate::page::{Document, Found, MediaType};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Whether the text looks like ALTO.
pub(super) fn is(head: &str) -> bool {
    head.contains("<alto") || head.contains(":alto")
}

fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(key).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn length(tag: &BytesStart<'_>, key: &str) -> Option<f32> {
    number(&value(tag, key)?)
}

/// Points for one unit of an ALTO file; `None` for pixels, whose size the page tells.
fn unit(name: &str) -> Option<f32> {
    match name.trim() {
        "mm10" => Some(72.0 / 254.0),
        "inch1200" => Some(72.0 / 1200.0),
        _ => None,
    }
}

/// Reads an ALTO file. What stands behind a fault in the XML is lost, with a note.
pub(super) fn read(source: &Decoded) -> Result<Document, ReadError> {
    let mut reader = Reader::from_str(&source.text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut pages: Vec<Page> = Vec::new();
    let mut points = None;
    let (mut line, mut in_unit) = (0u32, false);
    let mut fault = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "MeasurementUnit" => in_unit = true,
                "Page" => pages.push(Page {
                    width: length(&tag, "WIDTH").unwrap_or(0.0),
                    height: length(&tag, "HEIGHT").unwrap_or(0.0),
                    number: value(&tag, "PHYSICAL_IMG_NR").and_then(|n| n.trim().parse().ok()),
                    points,
                    words: Vec::new(),
                }),
                "TextLine" => line += 1,
                "String" => {
                    let Some(page) = pages.last_mut() else { continue };
                    let Some(text) = value(&tag, "CONTENT") else { continue };
                    let [x, y, w, h] = ["HPOS", "VPOS", "WIDTH", "HEIGHT"].map(|k| length(&tag, k).unwrap_or(0.0));
                    let confidence = length(&tag, "WC").unwrap_or(1.0).clamp(0.0, 1.0);
                    let text: String = text.split_whitespace().collect();
                    if !text.is_empty() {
                        page.words.push(Found { text, bbox: [x, y, x + w, y + h], confidence, line, stroke: 0.0 });
                    }
                }
                "HYP" => {
                    let last = pages.last_mut().and_then(|p| p.words.last_mut()).filter(|w| w.line == line);
                    if let Some(word) = last.filter(|w| !w.text.ends_with('-')) {
                        word.text.push('-');
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) if in_unit => {
                points = unit(&text);
                in_unit = false;
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(e) => {
                fault = Some(e.to_string());
                break;
            }
        }
    }
    finish(MediaType::Alto, pages, fault)
}
