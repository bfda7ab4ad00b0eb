//! What bytes are, whatever their name: word processors' files and web pages.

use super::container::Container;
use super::{ReadError, html};
use crate::page::MediaType;

/// First bytes of a ZIP container.
const ZIP: &[u8] = b"PK\x03\x04";
/// First bytes of an OLE container: Word before 2007, and DOCX under a password.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether the first bytes of a file make it worth opening, whatever its name: PDF, a container, an old Word document.
#[must_use]
pub fn is_document(head: &[u8]) -> bool {
    head.starts_with(b"%PDF-") || head.starts_with(ZIP) || head.starts_with(OLE) || html::is_html(head)
}

/// The format that the content tells; `None` leaves it to the name.
///
/// # Errors
/// When the content is known and is not read, with the way out.
pub(super) fn media(bytes: &[u8]) -> Result<Option<MediaType>, ReadError> {
    if bytes.starts_with(ZIP) {
        let container = Container::open(bytes)?;
        return if !container.names("word/document.xml").is_empty() {
            Ok(Some(MediaType::Docx))
        } else if !container.names("content.xml").is_empty() {
            Ok(Some(MediaType::Odt))
        } else {
            Err(ReadError::ZipWithout)
        };
    }
    if bytes.starts_with(OLE) {
        // The directory of the container names its streams in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        let locked = memchr::memmem::find(bytes, &name).is_some();
        return Err(if locked { ReadError::Encrypted } else { ReadError::OldWord });
    }
    if super::holds_ocr(&bytes[..bytes.len().min(4096)]) && html::is_html(bytes) {
        return Ok(Some(MediaType::Hocr));
    }
    Ok(html::is_html(bytes).then_some(MediaType::Html))
}
