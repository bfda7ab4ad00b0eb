//! The page on which an archivist reviews records: one HTML file with the documents, the records and a script, that
//! works from a disk. Corrections leave it as JSON Patch (RFC 6902), which [`Patches`] applies.

mod patches;

pub use patches::{PatchError, Patches};

use super::{EmitError, told};
use crate::page::Document;
use crate::record::Record;
use maud::{DOCTYPE, PreEscaped, html};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

const STYLE: &str = include_str!("review.css");
const SCRIPT: &str = include_str!("review.js");

/// Image of a page.
pub struct Image {
    /// Its media type.
    pub media: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Where it lies on the page: left, top, width, height in points.
    pub frame: [f32; 4],
}

/// A document to review: its record, its text by pages, and images of pages that were scanned.
pub fn entry(record: &Record, doc: &Document, images: &[Option<Image>]) -> Result<Value, EmitError> {
    let pages: Vec<Value> = doc
        .pages
        .iter()
        .enumerate()
        .map(|(i, page)| {
            let image = images.get(i).and_then(Option::as_ref);
            json!({
                "number": page.number,
                "text": page.text,
                "image": image.map(|i| format!("data:{};base64,{}", i.media, base64(&i.bytes))),
                "frame": image.map(|i| i.frame),
            })
        })
        .collect();
    // Messages are in English, with the print that they speak of; their meaning is told in French.
    let told: BTreeMap<&str, &str> =
        record.findings.iter().filter_map(|f| Some((f.code.as_str(), told::finding(&f.code, true)?))).collect();
    Ok(json!({"record": serde_json::to_value(record)?, "pages": pages, "told": told}))
}

/// Begins the page; entries follow, one [`Page::put`] each.
pub struct Page<W: Write> {
    out: W,
    any: bool,
}

impl<W: Write> Page<W> {
    /// Writes the frame.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open(mut out: W) -> Result<Self, EmitError> {
        let head = html! {
            (DOCTYPE)
            html lang="fr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "Relecture – greffier" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a class="skip" href="#fiche" { "Aller à la fiche" }
                    header {
                        h1 { "Relecture" }
                        p {
                            label for="document" { "Document" } " "
                            select id="document" { }
                        }
                        form id="enregistrer" {
                            label for="nom" { "Votre nom" } " "
                            input id="nom" name="nom" autocomplete="name" required; " "
                            button type="submit" { "Enregistrer les corrections" } " "
                            span id="etat" role="status" { "Aucune correction." }
                        }
                    }
                    div id="cadre" {
                        section id="texte" aria-label="Document" tabindex="0" { }
                        main id="fiche" tabindex="-1" aria-label="Fiche" { }
                    }
                    p id="preuve" role="status" { }
                }
            }
        };
        let head = head.into_string();
        let head = head.strip_suffix("</body></html>").unwrap_or(&head);
        out.write_all(head.as_bytes())?;
        out.write_all(b"<script type=\"application/json\" id=\"donnees\">[")?;
        Ok(Self { out, any: false })
    }

    /// Adds a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&mut self, entry: &Value) -> Result<(), EmitError> {
        if self.any {
            self.out.write_all(b",\n")?;
        }
        self.any = true;
        // Nothing in the data may end the element it stands in.
        let json = serde_json::to_string(entry)?.replace('<', "\\u003c");
        Ok(self.out.write_all(json.as_bytes())?)
    }

    /// Ends the page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<W, EmitError> {
        write!(self.out, "]</script>\n<script>{SCRIPT}</script></body></html>\n")?;
        Ok(self.out)
    }
}

/// Base64 (RFC 4648) of an image for its data address.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let n = three.iter().enumerate().fold(0u32, |n, (i, b)| n | u32::from(*b) << (16 - 8 * i));
        for i in 0..4 {
            let letter = LETTERS[(n >> (18 - 6 * i) & 63) as usize];
            out.push(if i > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
