//! Loading: objects through lopdf, without the images, with repair where the page tree is lost.

use super::left::{self, File};
use super::object::{deref, dict_of, numbers};
use super::{MAX_OBJECTS, MAX_PAGES, PdfError, repair, salvage};
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, FilterFunc, LoadOptions, Object, ObjectId};
use rayon::prelude::*;

/// The most bytes that an object or cross-reference stream may decompress to.
const MAX_STREAM: usize = 64 << 20;

/// Drops image streams while loading: copying them is most of the time that a scan takes.
pub(super) fn without_images(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(s) if matches!(s.dict.get(b"Subtype"), Ok(Object::Name(n)) if n == b"Image") => None,
        // Of a stream lopdf keeps the object it passed and only asks whether anything came back.
        Object::Stream(_) => Some((id, Object::Null)),
        other => Some((id, other.clone())),
    }
}

/// Loads a document and finds its pages.
pub(super) fn load(bytes: &[u8]) -> Result<(File<'_>, Vec<ObjectId>), PdfError> {
    let limit = Some(MAX_STREAM);
    let filtered = |filter: FilterFunc| {
        let options = LoadOptions { filter: Some(filter), max_decompressed_size: limit, ..LoadOptions::default() };
        Document::load_mem_with_options(bytes, options)
    };
    let mut loaded = filtered(left::without_content);
    if loaded.as_mut().is_ok_and(|d| !left::find(d, bytes)) {
        loaded = filtered(without_images);
    }
    if !loaded.as_ref().is_ok_and(|d| d.page_iter().next().is_some()) {
        // The page tree is rebuilt only where nothing is filtered.
        let plain = LoadOptions { max_decompressed_size: limit, ..LoadOptions::default() };
        let again = Document::load_mem_with_options(bytes, plain.clone());
        if again.is_ok() || loaded.is_err() {
            loaded = again;
        }
        if !loaded.as_ref().is_ok_and(|d| !page_ids(d).is_empty()) {
            let rebuilt = Document::load_mem_with_options(bytes, LoadOptions { force_reconstruct: true, ..plain });
            if rebuilt.is_ok() {
                loaded = rebuilt;
            }
        }
        if !loaded.as_ref().is_ok_and(|d| d.is_encrypted() || !page_ids(d).is_empty())
            && let Some(Ok(repaired)) = repair::rebuild(bytes).map(|b| {
                let options = LoadOptions { max_decompressed_size: limit, ..LoadOptions::default() };
                Document::load_mem_with_options(&b, options)
            })
        {
            loaded = Ok(repaired);
        }
    }
    if loaded.as_ref().is_ok_and(|d| !d.is_encrypted() && misplaced(d, bytes)) {
        let options = LoadOptions { force_reconstruct: true, max_decompressed_size: limit, ..LoadOptions::default() };
        let rebuilt = Document::load_mem_with_options(bytes, options);
        let pages = |d: &Document| page_ids(d).len();
        if rebuilt.as_ref().is_ok_and(|r| loaded.as_ref().is_ok_and(|d| pages(r) >= pages(d))) {
            loaded = rebuilt;
        }
    }
    let mut doc = loaded.map_err(|e| match e {
        lopdf::Error::InvalidPassword => PdfError::Encrypted("a password is needed".to_owned()),
        lopdf::Error::Decryption(e) => PdfError::Encrypted(e.to_string()),
        lopdf::Error::UnsupportedSecurityHandler(name) => {
            PdfError::Encrypted(format!("security handler {} is not supported", String::from_utf8_lossy(&name)))
        }
        other => PdfError::Damaged(other.to_string()),
    })?;
    if doc.is_encrypted() {
        return Err(PdfError::Encrypted("a password is needed".to_owned()));
    }
    salvage::lost(&mut doc, bytes, limit);
    if doc.objects.len() > MAX_OBJECTS {
        return Err(PdfError::Limit { what: "objects", found: doc.objects.len() as u64, limit: MAX_OBJECTS as u64 });
    }
    let pages = page_ids(&doc);
    if pages.is_empty() {
        return Err(PdfError::Damaged("no page".to_owned()));
    }
    if pages.len() > MAX_PAGES {
        return Err(PdfError::Limit { what: "pages", found: pages.len() as u64, limit: MAX_PAGES as u64 });
    }
    Ok((File::new(doc, bytes), pages))
}

/// Whether many objects do not stand where the cross-references say: bytes were lost or added before them.
fn misplaced(doc: &Document, bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"%PDF") || bytes.len() > MAX_STREAM {
        return false;
    }
    let there = |(number, entry): (&u32, &XrefEntry)| {
        let XrefEntry::Normal { offset, .. } = entry else { return None };
        let there = bytes.get(*offset as usize..).unwrap_or(&[]).trim_ascii_start();
        Some(there.starts_with(number.to_string().as_bytes()))
    };
    let entries = &doc.reference_table.entries;
    let told: Vec<bool> = if entries.len() < left::MANY {
        entries.iter().filter_map(there).collect()
    } else {
        entries.par_iter().filter_map(there).collect()
    };
    told.iter().filter(|there| !**there).count() * 20 > told.len()
}

/// The pages in order; where the page tree gives none, every page object in the order of their numbers.
fn page_ids(doc: &Document) -> Vec<ObjectId> {
    let pages: Vec<ObjectId> = doc.page_iter().take(MAX_PAGES + 1).collect();
    if !pages.is_empty() {
        return pages;
    }
    let is_page = |o: &Object| o.as_dict().is_ok_and(|d| d.has_type(b"Page"));
    doc.objects.iter().filter(|(_, o)| is_page(o)).map(|(id, _)| *id).take(MAX_PAGES + 1).collect()
}

/// A page attribute, inherited from the page tree.
pub(super) fn inherited<'d>(doc: &'d Document, page: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut node = page;
    for _ in 0..32 {
        if let Ok(value) = node.get(key) {
            return Some(deref(doc, value));
        }
        node = dict_of(doc, node.get(b"Parent").ok()?)?;
    }
    None
}

/// The box shown: the crop box within the media box, A4 where neither makes sense.
pub(super) fn page_box(doc: &Document, page: &Dictionary) -> [f32; 4] {
    let sorted = |b: [f32; 4]| [b[0].min(b[2]), b[1].min(b[3]), b[0].max(b[2]), b[1].max(b[3])];
    let large = |b: &[f32; 4]| b[2] - b[0] > 1.0 && b[3] - b[1] > 1.0;
    let of = |key: &[u8]| inherited(doc, page, key).and_then(|o| numbers::<4>(doc, o)).map(sorted).filter(large);
    let media = of(b"MediaBox").unwrap_or([0.0, 0.0, 595.0, 842.0]);
    of(b"CropBox")
        .map(|c| [c[0].max(media[0]), c[1].max(media[1]), c[2].min(media[2]), c[3].min(media[3])])
        .filter(large)
        .unwrap_or(media)
}
