//! Thin copies: a PDF without what its images hold, for files that are mapped.
//!
//! The text of a scan is a few kilobytes among a hundred megabytes of images, and the reader of objects passes over
//! every byte of them. So it is given a copy of the same length in which the data of image streams is left out: memory
//! that nothing is written to costs nothing. Offsets stay what they are, and whatever stands around the images too.
//! Images are read from the file itself, by OCR alone.
//!
//! What is left out may be any part of an image's data, so nothing here has to be exact: where an image's end is not
//! sure, less is left out.

use crate::read::Source;
use memchr::memmem;
use memmap2::MmapMut;

/// How much of the file is held at a time, in bytes.
const WINDOW: usize = 4 << 20;
/// The longest dictionary of an image, in bytes.
const MAX_DICT: usize = 4096;
/// Less data than this is not worth leaving out: memory comes in pages.
const MIN_DATA: usize = 16 << 10;
/// A mapped file of less than this may stand in memory whole: the copy would take longer than the reading of its scans.
pub const SMALL: usize = 32 << 20;
/// The most dictionaries that are looked at; a file with more streams than a gigabyte has room for is read whole.
const MAX_LOOKS: usize = 1 << 20;

/// The thin copy of a file; `None` where it is no PDF, is encrypted (its streams are then checked as they are
/// deciphered), has too many streams or there is no room.
pub fn copy(source: &dyn Source) -> Option<MmapMut> {
    let bytes = source.as_ref();
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(&[]);
    memmem::find(head, b"%PDF")?;
    let mut out = MmapMut::map_anon(bytes.len()).ok()?;
    // A huge page would be filled for the few bytes between two images.
    #[cfg(target_os = "linux")]
    let _ = out.advise(memmap2::Advice::NoHugePage);
    let mut filled = Filled { source, bytes, out: &mut out, done: 0, released: 0, encrypted: false };
    let stream = memmem::Finder::new(b"stream");
    let (mut at, mut looks) = (0, 0);
    let mut ends = Ends { bytes, none_from: bytes.len() };
    while let Some(found) = stream.find(bytes.get(at..)?) {
        let keyword = at + found;
        at = keyword + b"stream".len();
        looks += 1;
        if looks > MAX_LOOKS {
            return None;
        }
        // What was passed over without an image in it is copied before much of it is held.
        if keyword > filled.done + WINDOW {
            filled.up_to(keyword);
        }
        let Some(data) = image(bytes, keyword, &mut ends).filter(|d| d.len() >= MIN_DATA) else { continue };
        filled.up_to(data.start);
        filled.done = data.end;
        filled.release(data.end);
        at = data.end;
    }
    filled.up_to(bytes.len());
    let encrypted = filled.encrypted;
    (!encrypted).then_some(out)
}

/// Looks for the ends of streams, and not twice where there are none.
struct Ends<'a> {
    bytes: &'a [u8],
    none_from: usize,
}

impl Ends<'_> {
    fn after(&mut self, start: usize) -> Option<usize> {
        if start >= self.none_from {
            return None;
        }
        let found = self.bytes.get(start..).and_then(|rest| memmem::find(rest, b"endstream"));
        if found.is_none() {
            self.none_from = start;
        }
        found.map(|n| start + n)
    }
}

/// A copy in the making.
struct Filled<'a> {
    source: &'a dyn Source,
    bytes: &'a [u8],
    out: &'a mut [u8],
    /// Everything before is copied or left out.
    done: usize,
    released: usize,
    encrypted: bool,
}

impl Filled<'_> {
    fn up_to(&mut self, end: usize) {
        while self.done < end {
            let next = end.min(self.done + WINDOW);
            let part = self.done..next;
            self.out[part.clone()].copy_from_slice(&self.bytes[part]);
            // A word that the border of two parts cuts is still met.
            let seen = &self.bytes[self.done.saturating_sub(8)..next];
            self.encrypted |= memmem::find(seen, b"/Encrypt").is_some();
            self.done = next;
            self.release(next);
        }
    }

    /// Gives back what was read, but for the last dictionary, which may be looked at again.
    fn release(&mut self, end: usize) {
        if end > self.released + WINDOW {
            self.source.release(self.released..end);
            self.released = end - MAX_DICT.min(end);
        }
    }
}

/// The data of the image stream whose keyword `stream` stands at `keyword`, as far as it is sure to be that.
fn image(bytes: &[u8], keyword: usize, ends: &mut Ends<'_>) -> Option<std::ops::Range<usize>> {
    let before = &bytes[keyword.saturating_sub(MAX_DICT)..keyword];
    if before.ends_with(b"end") {
        return None;
    }
    let dict = &before[memmem::rfind(before, b"obj")? + b"obj".len()..];
    let length = image_length(dict)?;
    let after = keyword + b"stream".len();
    let start = match bytes.get(after..after + 2)? {
        b"\r\n" => after + 2,
        [b'\n' | b'\r', _] => after + 1,
        _ => return None,
    };
    let told = length.and_then(|n| start.checked_add(n)).filter(|end| {
        let tail = bytes.get(*end..bytes.len().min(end.saturating_add(16))).unwrap_or(&[]);
        tail.trim_ascii_start().starts_with(b"endstream")
    });
    let end = told.or_else(|| ends.after(start))?;
    // The line end before the keyword stays, for readers that look for it.
    Some(start..end.saturating_sub(2).max(start))
}

/// Whether `dict`, from `<<` to `>>`, says on its first level that it is an image; then the length that it gives, unless
/// that is told elsewhere.
pub(super) fn image_length(dict: &[u8]) -> Option<Option<usize>> {
    let dict = dict.trim_ascii();
    if !dict.starts_with(b"<<") || !dict.ends_with(b">>") {
        return None;
    }
    let (mut depth, mut at) = (0usize, 0);
    let (mut is_image, mut length) = (false, None);
    while at < dict.len() {
        match &dict[at..] {
            [b'<', b'<', ..] => (depth, at) = (depth + 1, at + 2),
            [b'>', b'>', ..] => (depth, at) = (depth.saturating_sub(1), at + 2),
            [b'(', ..] => at += string(&dict[at..]),
            [b'/', ..] if depth == 1 => {
                let name = word(&dict[at + 1..]);
                at += 1 + name.len();
                let value = dict[at..].trim_ascii_start();
                match name {
                    b"Subtype" => is_image = value.starts_with(b"/") && word(&value[1..]) == b"Image",
                    b"Length" => length = number(value),
                    _ => {}
                }
            }
            _ => at += 1,
        }
    }
    is_image.then_some(length)
}

/// The regular characters that `bytes` begin with.
fn word(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|b| b.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(b));
    &bytes[..end.unwrap_or(bytes.len())]
}

/// A number, unless it is the first of a reference.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = word(bytes);
    let mut rest = bytes[digits.len()..].split(|b| b.is_ascii_whitespace()).filter(|w| !w.is_empty());
    let generation = rest.next().is_some_and(|w| w.iter().all(u8::is_ascii_digit));
    if generation && rest.next().is_some_and(|w| w.starts_with(b"R")) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// How long the string is that `bytes` begin with.
fn string(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// A file in memory that notes what it was asked to give back.
    struct File(Vec<u8>, Mutex<usize>);

    impl AsRef<[u8]> for File {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    impl Source for File {
        fn release(&self, part: std::ops::Range<usize>) {
            let mut upto = self.1.lock().unwrap();
            *upto = (*upto).max(part.end);
        }
    }

    fn file(objects: &[(&str, &[u8])]) -> File {
        let mut bytes = b"%PDF-1.5\n".to_vec();
        for (n, (dict, data)) in objects.iter().enumerate() {
            bytes.extend(format!("{} 0 obj\n{dict}\nstream\n", n + 1).bytes());
            bytes.extend_from_slice(data);
            bytes.extend_from_slice(b"\nendstream\nendobj\n");
        }
        File(bytes, Mutex::new(0))
    }

    fn left_out(file: &File) -> usize {
        let thin = copy(file).unwrap();
        assert_eq!(thin.len(), file.0.len());
        thin.iter().zip(&file.0).filter(|(a, b)| **a == 0 && **b != 0).count()
    }

    #[test]
    fn images_are_left_out_and_nothing_else() {
        let data = [7u8; 100_000];
        let most = data.len() - 2;
        for (dict, expected) in [
            ("<< /Subtype /Image /Length 100000 >>", most),
            ("<</Type/XObject/Subtype/Image/Length 9 0 R/Filter/DCTDecode>>", most),
            ("<< /Length 100000 /DecodeParms << /K -1 >> /Subtype/Image >>", most),
            // A length that is wrong is not believed.
            ("<< /Subtype /Image /Length 5 >>", most),
            ("<< /Length 100000 >>", 0),
            ("<< /Subtype /Form /Length 100000 >>", 0),
            ("<< /Subtype /ImageX /Length 100000 >>", 0),
            ("<< /PieceInfo << /Subtype /Image >> /Length 100000 >>", 0),
            ("<< /Note (/Subtype /Image \\) ) /Length 100000 >>", 0),
        ] {
            // Where the end is looked for, the line end before it is one of the two bytes that stay.
            let found = left_out(&file(&[(dict, &data), ("<< /Length 3 >>", b"q Q")]));
            assert!(found == expected || found == expected + 1 && expected > 0, "{dict}: {found}");
        }
    }

    #[test]
    fn the_file_is_given_back_as_it_is_read() {
        let data = vec![7u8; 3 << 20];
        let image: (&str, &[u8]) = ("<< /Subtype /Image /Length 3145728 >>", &data);
        let text: (&str, &[u8]) = ("<< /Length 3145728 >>", &data);
        for objects in [[image; 4], [text; 4]] {
            let file = file(&objects);
            copy(&file).unwrap();
            let upto = *file.1.lock().unwrap();
            assert!(file.0.len() - upto < WINDOW + MAX_DICT, "{upto} of {}", file.0.len());
        }
    }

    #[test]
    fn what_is_encrypted_or_no_pdf_is_not_copied() {
        let data = [7u8; 100_000];
        let mut locked = file(&[("<< /Subtype /Image /Length 100000 >>", &data)]);
        locked.0.extend_from_slice(b"trailer << /Root 1 0 R /Encrypt 2 0 R >>");
        assert!(copy(&locked).is_none());
        assert!(copy(&b"PK\x03\x04 stream".to_vec()).is_none());
    }

    #[test]
    fn many_images_without_an_end_take_no_time() {
        let start = std::time::Instant::now();
        let mut hostile = b"%PDF-1.5\n".to_vec();
        hostile.extend(b"1 0 obj<</Subtype/Image>>stream\n".repeat(200_000));
        assert!(copy(&hostile).is_some());
        let crowded = [b"%PDF-1.5\n".to_vec(), b">>stream ".repeat(MAX_LOOKS + 1)].concat();
        assert!(copy(&crowded).is_none());
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    }

    #[test]
    fn torn_files_are_copied_as_far_as_they_go() {
        let whole = file(&[("<< /Subtype /Image /Length 40000 /A (x) >>", &[9u8; 40_000])]).0;
        for end in (0..200).chain(whole.len() - 60..=whole.len()).filter(|n| *n > 8) {
            let torn = whole[..end].to_vec();
            let thin = copy(&torn).unwrap();
            assert!(thin.iter().zip(&torn).all(|(a, b)| a == b || *b == 9), "{end}");
        }
    }
}
