//! Objects that the table names and that were not read: their place is wrong, or their stream does not end where it says.
//! Each is looked for, closed and read again; what was read is left as it is.

use super::load::without_images;
use super::{repair, thin};
use lopdf::xref::XrefEntry;
use lopdf::{Document, LoadOptions, ObjectId};
use memchr::memmem;
use rustc_hash::FxHashMap;

/// The largest file in which objects are looked for.
const MAX_BYTES: usize = 64 << 20;
/// Objects that are looked for.
const MAX_LOST: usize = 2_000;
/// Bytes of them together.
const MAX_COPIED: usize = 64 << 20;
/// The longest dictionary of a stream, in bytes.
const MAX_DICT: usize = 64 << 10;

/// Adds the objects that can be found.
pub(super) fn lost(doc: &mut Document, bytes: &[u8], limit: Option<usize>) {
    // With bytes before the header, places count from there.
    if bytes.len() > MAX_BYTES || !bytes.starts_with(b"%PDF") {
        return;
    }
    let mut missing: Vec<(ObjectId, usize)> = Vec::new();
    for (number, entry) in &doc.reference_table.entries {
        if let XrefEntry::Normal { offset, generation } = entry
            && *offset > 0
            && !doc.objects.contains_key(&(*number, *generation))
            && missing.len() < MAX_LOST
        {
            missing.push(((*number, *generation), *offset as usize));
        }
    }
    missing.sort_unstable();
    let mut found: Vec<(ObjectId, Vec<u8>)> = Vec::new();
    let (mut places, mut copied) = (None, 0);
    for (id, offset) in missing {
        let mut start = begins(bytes, id, offset);
        if start.is_none() {
            let places = places.get_or_insert_with(|| self::places(bytes));
            start = places.get(&id).and_then(|at| begins(bytes, id, *at));
        }
        if let Some(body) = start.and_then(|at| body(bytes, at)) {
            copied += body.len();
            if copied > MAX_COPIED {
                break;
            }
            found.push((id, body));
        }
    }
    // What is encrypted was deciphered as it was read; here nothing is.
    if found.is_empty() || memmem::find(bytes, b"/Encrypt").is_some() {
        return;
    }
    let options = LoadOptions { filter: Some(without_images), max_decompressed_size: limit, ..LoadOptions::default() };
    let Ok(read) = Document::load_mem_with_options(&file(&found), options) else { return };
    for (id, object) in read.objects {
        if found.iter().any(|(f, _)| *f == id) {
            doc.objects.entry(id).or_insert(object);
        }
    }
}

/// The first byte behind `obj`, where the object begins at `offset`.
fn begins(bytes: &[u8], id: ObjectId, offset: usize) -> Option<usize> {
    let mut at = offset;
    for word in [id.0.to_string().as_bytes(), id.1.to_string().as_bytes(), b"obj"] {
        let rest = bytes.get(at..)?;
        let own = rest.trim_ascii_start();
        at += rest.len() - own.len() + own.strip_prefix(word).map(|_| word.len())?;
    }
    Some(at)
}

/// The last place of every object in the file, by its looks.
fn places(bytes: &[u8]) -> FxHashMap<ObjectId, usize> {
    let mut out = FxHashMap::default();
    for at in memmem::find_iter(bytes, b" obj") {
        if let Some((number, generation, start)) = repair::numbered(bytes, at) {
            out.insert((number, generation as u16), start);
        }
    }
    out
}

/// An object from behind its `obj`, with an end: a stream with the length that it has. Nothing for an image: those are
/// missing because they were dropped.
fn body(bytes: &[u8], from: usize) -> Option<Vec<u8>> {
    let rest = bytes.get(from..)?;
    let head = rest.get(..rest.len().min(MAX_DICT))?;
    let stream = memmem::find(head, b"stream");
    let before = head.get(..stream.unwrap_or(head.len()))?;
    let end = memmem::find(before, b"endobj");
    let Some(stream) = stream.filter(|_| end.is_none() && closed(before)) else {
        return Some(before.get(..end.unwrap_or(before.len()))?.to_vec());
    };
    let dict = head.get(..stream)?.trim_ascii();
    if thin::image_length(dict).is_some() {
        return None;
    }
    let data = rest.get(stream + b"stream".len()..)?;
    let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
    let end = memmem::find(data, b"endstream").or_else(|| memmem::find(data, b"endobj")).unwrap_or(data.len());
    let data = data.get(..end)?;
    let mut out = dict.strip_suffix(b">>")?.to_vec();
    out.extend(format!("/Length {}>>\nstream\n", data.len()).bytes());
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    Some(out)
}

/// Whether a dictionary ends here.
fn closed(head: &[u8]) -> bool {
    head.trim_ascii_end().ends_with(b">>")
}

/// A file of these objects.
fn file(objects: &[(ObjectId, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for ((number, generation), body) in objects {
        table.push_str(&format!("{number} 1\n{:010} {generation:05} n \n", out.len()));
        out.extend(format!("{number} {generation} obj\n").bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let (xref, size) = (out.len(), objects.iter().map(|(id, _)| id.0).max().unwrap_or(0).saturating_add(1));
    out.extend(format!("{table}trailer\n<</Size {size}>>\nstartxref\n{xref}\n%%EOF\n").bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests::one_page};

    /// A file of one page, whose content is said to be `length` bytes long and to stand `off` bytes further.
    fn page(length: usize, off: usize) -> Vec<u8> {
        let content = "BT /F 12 Tf 72 700 Td (Deliberation du conseil municipal) Tj ET";
        one_page(&format!("<< /Length {length} >>\nstream\n{content}\nendstream"), 20, off)
    }

    #[test]
    fn objects_that_are_not_where_or_what_they_say_are_read() {
        for (length, off) in [(64, 0), (63, 7), (9_999_999, 0), (64, 9_000_000)] {
            let doc = read(&page(length, off)).unwrap();
            assert!(doc.clean.contains("Deliberation du conseil"), "length {length}, off by {off}: {:?}", doc.clean);
        }
    }
}
