//! What DOCX and ODT have in common: XML parts in a ZIP container, read with limits on both.

use super::ReadError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};

/// The longest part that is unpacked, in bytes: a text of [`super::MAX_TEXT`] has markup around it.
const MAX_PART: u64 = 4 * super::MAX_TEXT;
/// The most entries a document may have; photographs count, and few documents have a hundred.
const MAX_ENTRIES: usize = 65_536;

/// A ZIP container in memory.
pub(super) struct Container<'b>(zip::ZipArchive<Cursor<&'b [u8]>>);

fn damaged(e: impl std::fmt::Display) -> ReadError {
    ReadError::Container(e.to_string())
}

impl<'b> Container<'b> {
    /// Opens it.
    ///
    /// # Errors
    /// When its directory is damaged.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.len() > MAX_ENTRIES {
            return Err(damaged(format!("{} entries; at most {MAX_ENTRIES} are read", zip.len())));
        }
        Ok(Self(zip))
    }

    /// A part as text; `None` where there is none.
    ///
    /// # Errors
    /// When it is encrypted, damaged or longer than is read.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let entry = match self.0.by_name(name) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted);
            }
            Err(e) => return Err(damaged(e)),
        };
        let mut out = Vec::new();
        entry.take(MAX_PART + 1).read_to_end(&mut out).map_err(damaged)?;
        if out.len() as u64 > MAX_PART {
            return Err(ReadError::TooLong { bytes: out.len() as u64 });
        }
        let utf16 = [(b"\xFF\xFE", encoding_rs::UTF_16LE), (b"\xFE\xFF", encoding_rs::UTF_16BE)];
        if let Some((_, encoding)) = utf16.iter().find(|(bom, _)| out.starts_with(*bom)) {
            return Ok(Some(encoding.decode_with_bom_removal(&out).0.into_owned()));
        }
        let text = String::from_utf8(out).map_err(|_| damaged(format!("{name} is no UTF-8")))?;
        Ok(Some(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned)))
    }

    /// The part that the document cannot do without, as text.
    ///
    /// # Errors
    /// When it is missing, encrypted, damaged or longer than is read.
    pub fn main(&mut self, name: &str) -> Result<String, ReadError> {
        self.part(name)?.ok_or_else(|| damaged(format!("no {name} inside")))
    }

    /// Names of the parts in a folder of the container, in the order of the container.
    pub fn names(&self, start: &str) -> Vec<String> {
        let names = self.0.file_names().flatten().filter(|n| n.starts_with(start));
        let mut names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
        names.sort();
        names
    }
}

/// What a reader of XML sees. Names are local names, without their prefix.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

/// Walks the elements of a part, in order. Depth costs nothing: there is no tree. Unknown entities are left out;
/// document type definitions are not read, so none can be expanded.
///
/// # Errors
/// When the XML is damaged before anything was seen; what comes before a later damage counts, and `damaged` is true.
pub(super) fn walk(xml: &str, mut see: impl FnMut(Node<'_>)) -> Result<bool, ReadError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let mut any = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => {
                any = true;
                see(Node::Open(e.local_name().into_inner(), &e));
            }
            Ok(Event::End(e)) => see(Node::Close(e.local_name().into_inner())),
            Ok(Event::Text(t)) => see(Node::Text(&t)),
            Ok(Event::CData(t)) => see(Node::Text(&t)),
            Ok(Event::GeneralRef(r)) => {
                let mut small = [0; 4];
                let text = match r.resolve_char_ref() {
                    Ok(Some(c)) => Some(&*c.encode_utf8(&mut small)),
                    _ => quick_xml::escape::resolve_predefined_entity(&r),
                };
                if let Some(text) = text {
                    see(Node::Text(text));
                }
            }
            Ok(Event::Eof) => return Ok(false),
            Ok(_) => {}
            Err(_) if any => return Ok(true),
            Err(e) => return Err(damaged(e)),
        }
    }
}

/// An attribute by its local name; empty where it is missing.
pub(super) fn attribute(e: &BytesStart<'_>, name: &str) -> String {
    e.attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().into_inner() == name)
        .map_or_else(String::new, |a| {
            quick_xml::escape::unescape(&a.value).map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned)
        })
}
