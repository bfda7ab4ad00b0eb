//! hOCR: what another program recognized on scanned pages, as HTML with boxes in its `title` attributes.

use super::ReadError;
use super::encoding::Decoded;
use super::pixels::{Page, finish, number};
use crate::page::{Document, Found, MediaType};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Whether the text looks like hOCR.
pub(super) fn is(head: &str) -> bool {
    head.contains("ocr_page") || head.contains("ocr-system")
}

fn value(tag: &BytesStart<'_>, key: &str) -> String {
    let found = tag.html_attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key);
    let found = found.and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned));
    found.unwrap_or_default()
}

/// The numbers behind a property of a `title`: `bbox 0 0 2480 3508; x_wconf 93`.
fn property(title: &str, name: &str) -> Vec<f32> {
    let part = title.split(';').map(str::trim).find_map(|p| p.strip_prefix(name)?.strip_prefix(' '));
    part.map_or_else(Vec::new, |p| p.split_whitespace().filter_map(number).collect())
}

fn corners(title: &str) -> Option<[f32; 4]> {
    property(title, "bbox").get(..4).and_then(|b| b.try_into().ok())
}

/// Reads an hOCR file. What stands behind a fault in the markup is lost, with a note.
pub(super) fn read(source: &Decoded) -> Result<Document, ReadError> {
    let mut reader = Reader::from_str(&source.text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut pages: Vec<Page> = Vec::new();
    let mut line = 0u32;
    let mut open: Option<(Found, u32)> = None;
    let mut fault = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let (class, title) = (value(&tag, "class"), value(&tag, "title"));
                let is = |name: &str| class.split_whitespace().any(|c| c == name);
                if let Some((_, depth)) = &mut open {
                    *depth += 1;
                } else if is("ocr_page") {
                    let [x0, y0, x1, y1] = corners(&title).unwrap_or([0.0; 4]);
                    let dots = property(&title, "scan_res").first().copied().filter(|d| *d > 30.0);
                    let number = property(&title, "ppageno").first().map(|n| *n as u32 + 1);
                    let points = dots.map(|d| 72.0 / d);
                    pages.push(Page { width: x1 - x0, height: y1 - y0, number, points, words: Vec::new() });
                } else if is("ocr_line") || is("ocr_header") || is("ocr_caption") || is("ocr_textfloat") {
                    line += 1;
                } else if is("ocrx_word") || is("ocr_word") {
                    let confidence = property(&title, "x_wconf").first().map_or(1.0, |c| c / 100.0).clamp(0.0, 1.0);
                    let bbox = corners(&title).unwrap_or([0.0; 4]);
                    open = Some((Found { text: String::new(), bbox, confidence, line, stroke: 0.0 }, 0));
                }
            }
            Ok(Event::End(_)) => match open.take() {
                Some((word, 0)) => {
                    if let Some(page) = pages.last_mut().filter(|_| !word.text.is_empty()) {
                        page.words.push(word);
                    }
                }
                Some((word, depth)) => open = Some((word, depth - 1)),
                None => {}
            },
            Ok(Event::Text(text)) => {
                if let Some((word, _)) = &mut open {
                    word.text.extend(text.split_whitespace());
                }
            }
            Ok(Event::GeneralRef(name)) => {
                if let Some((word, _)) = &mut open {
                    let known = match &*name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => name.resolve_char_ref().ok().flatten(),
                    };
                    word.text.extend(known);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(e) => {
                fault = Some(e.to_string());
                break;
            }
        }
    }
    finish(MediaType::Hocr, pages, fault)
}
