//! Streams that stay in the file: lopdf copies what every stream holds, and most of that is font programs that nobody
//! asks for. The copy of a large stream is dropped as soon as its object is read, and its place in the file noted; its
//! bytes are taken from there when a page needs them.

use super::load::without_images;
use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, ObjectId, Stream};
use memchr::memmem;
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Deref;

/// Streams of fewer bytes are kept: they cost little more than the note of their place.
const SMALL: usize = 256;
/// Bytes at either end by which a stream is known again.
const END: usize = 8;
/// How far behind the beginning of an object its data is looked for, in bytes.
const MAX_HEAD: usize = 64 << 10;
/// How often the keyword may stand before the data, in names and strings, and blanks behind it.
const MAX_LOOKS: usize = 8;

/// The fewest objects that threads share, to find or to free them.
pub(super) const MANY: usize = 256;

/// The objects of a file, and the bytes in which their streams were left.
#[derive(Debug)]
pub(super) struct File<'b> {
    doc: Document,
    bytes: &'b [u8],
}

/// Thousands of small blocks, which one thread would free while the others wait.
impl Drop for File<'_> {
    fn drop(&mut self) {
        if self.doc.objects.len() >= MANY {
            let objects: Vec<(ObjectId, Object)> = std::mem::take(&mut self.doc.objects).into_iter().collect();
            objects.into_par_iter().with_min_len(MANY / 8).for_each(drop);
        }
    }
}

impl Deref for File<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.doc
    }
}

impl<'b> File<'b> {
    /// A document that was loaded from `bytes`.
    pub(super) const fn new(doc: Document, bytes: &'b [u8]) -> Self {
        Self { doc, bytes }
    }

    /// What a stream holds, as it is written.
    pub(super) fn raw<'s>(&'s self, stream: &'s Stream) -> &'s [u8] {
        if !is_left(stream) {
            return &stream.content;
        }
        let place =
            stream.start_position.zip(Note::of(stream)).and_then(|(at, note)| self.bytes.get(at..)?.get(..note.len));
        place.unwrap_or(&[])
    }

    /// A stream with what it holds.
    pub(super) fn whole<'s>(&self, stream: &'s Stream) -> Cow<'s, Stream> {
        if is_left(stream) {
            Cow::Owned(Stream::new(stream.dict.clone(), self.raw(stream).to_vec()))
        } else {
            Cow::Borrowed(stream)
        }
    }
}

/// Whether a stream holds a note of its bytes in their stead: no stream that is read from a file says that it must not
/// be compressed.
const fn is_left(stream: &Stream) -> bool {
    !stream.allows_compression
}

/// What is kept of a stream: its length, its first bytes and its last.
#[derive(Clone, Copy)]
struct Note {
    len: usize,
    first: [u8; END],
    last: [u8; END],
}

impl Note {
    fn of(stream: &Stream) -> Option<Self> {
        let (len, ends) = stream.content.split_first_chunk()?;
        let (first, last) = (ends.first_chunk()?, ends.last_chunk()?);
        Some(Self { len: usize::from_le_bytes(*len), first: *first, last: *last })
    }

    /// Whether the stream stands at the start of `bytes`.
    fn fits(self, bytes: &[u8]) -> bool {
        let Some((data, tail)) = bytes.split_at_checked(self.len) else { return false };
        let tail = tail.strip_prefix(b"\r\n").or_else(|| tail.strip_prefix(b"\n")).unwrap_or(tail);
        let tail = tail.strip_prefix(b"\r").unwrap_or(tail);
        data.starts_with(&self.first) && data.ends_with(&self.last) && tail.starts_with(b"endstream")
    }
}

/// Drops image streams while loading, and what other large streams hold.
pub(super) fn without_content(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(s) = object
        && s.content.len() >= SMALL
        && !s.dict.has_type(b"ObjStm")
        && let (Some(first), Some(last)) = (s.content.first_chunk::<END>(), s.content.last_chunk::<END>())
    {
        s.content = [&s.content.len().to_le_bytes()[..], first, last].concat();
        s.allows_compression = false;
    }
    without_images(id, object)
}

/// Finds the streams whose bytes were dropped; `false` where the place of one is not sure.
pub(super) fn find(doc: &mut Document, bytes: &[u8]) -> bool {
    // Places count from the header.
    let base = memmem::find(bytes, b"%PDF-").unwrap_or(0);
    let entries = &doc.reference_table.entries;
    let left = doc.objects.iter_mut().filter_map(|(id, object)| match object {
        Object::Stream(stream) if is_left(stream) => Some((id.0, stream)),
        _ => None,
    });
    let found = |(number, stream): (u32, &mut Stream)| {
        let Some(XrefEntry::Normal { offset, .. }) = entries.get(&number) else { return false };
        let from = base.saturating_add(*offset as usize);
        stream.start_position = Note::of(stream).and_then(|note| place(bytes, from, note));
        stream.start_position.is_some()
    };
    let mut left: Vec<(u32, &mut Stream)> = left.collect();
    if left.len() < MANY { left.drain(..).all(found) } else { left.into_par_iter().all(found) }
}

/// Where the data of an object's stream begins.
fn place(bytes: &[u8], from: usize, note: Note) -> Option<usize> {
    let head = bytes.get(from..bytes.len().min(from.saturating_add(MAX_HEAD)))?;
    memmem::find_iter(head, b"stream").take(MAX_LOOKS).find_map(|at| {
        let behind = bytes.get(from + at + b"stream".len()..)?;
        let blanks = behind.iter().take(MAX_LOOKS).take_while(|b| matches!(b, b' ' | b'\t')).count();
        let line = behind.get(blanks..)?;
        let data =
            line.strip_prefix(b"\r\n").or_else(|| line.strip_prefix(b"\n")).or_else(|| line.strip_prefix(b"\r"))?;
        note.fits(data).then(|| bytes.len() - data.len())
    })
}

#[cfg(test)]
mod tests {
    use super::super::{load, object, read, tests::one_page};
    use super::*;

    /// A file of one page whose content is long; `head` stands before it, `entry` in its dictionary, and `end` between
    /// the keyword and the data.
    fn page(head: &str, entry: &str, end: &str) -> Vec<u8> {
        let content =
            format!("BT /F 12 Tf 72 700 Td (Deliberation du conseil municipal) Tj ET\n{}", "q Q\n".repeat(99));
        let stream = format!("<< {entry} /Length {} >>\nstream{end}{content}\nendstream", content.len());
        [head.as_bytes(), &one_page(&stream, 0, 0)].concat()
    }

    #[test]
    fn what_was_left_is_found_again() {
        for (head, entry, end) in [
            ("", "", "\n"),
            ("", "", "\r\n"),
            ("", "", "  \n"),
            ("", "/Note (a stream\nof words)", "\n"),
            ("", "/streams << /stream /endstream >>", "\n"),
            ("bytes before it\n", "", "\n"),
        ] {
            let bytes = page(head, entry, end);
            let (file, _) = load::load(&bytes).unwrap();
            let stream = file.objects[&(4, 0)].as_stream().unwrap();
            assert!(is_left(stream), "{head:?} {entry:?} {end:?}");
            assert!(stream.content.len() < SMALL);
            let content = object::decode(&file, stream).unwrap();
            assert!(content.starts_with(b"BT /F") && content.ends_with(b"q Q\n"), "{head:?} {entry:?} {end:?}");
            assert!(read(&bytes).unwrap().clean.contains("Deliberation du conseil"));
        }
    }

    #[test]
    fn where_a_place_is_not_sure_nothing_is_left() {
        let entry = format!("/Note ({})", "stream\n".repeat(MAX_LOOKS + 1));
        let bytes = page("", &entry, "\n");
        let (file, _) = load::load(&bytes).unwrap();
        assert!(!is_left(file.objects[&(4, 0)].as_stream().unwrap()));
        assert!(read(&bytes).unwrap().clean.contains("Deliberation du conseil"));
    }

    #[test]
    fn a_place_beyond_the_file_is_none() {
        let note = Note { len: usize::MAX, first: [0; END], last: [0; END] };
        assert!(!note.fits(b"0123456789 endstream"));
        assert_eq!(place(b"1 0 obj <<>> stream\n", 500, note), None);
        assert_eq!(place(b"1 0 obj <<>> stream\n", 0, note), None);
        assert_eq!(place(b"1 0 obj <<>> stream", 0, note), None);
    }
}
