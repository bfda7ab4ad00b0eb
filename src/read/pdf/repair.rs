//! The last repair: a file whose cross-references and catalog are lost is given new ones, from the objects and pages
//! that can be found by their looks.

use super::MAX_OBJECTS;
use std::collections::BTreeMap;

/// The largest file that is repaired: it is copied.
const MAX_BYTES: usize = 64 << 20;
/// Bytes of an object by which it is told to be a page.
const HEAD: usize = 4096;

/// The file with a new page tree, catalog and table of objects; `None` where no page can be found in it, or where its
/// text is encrypted.
pub(super) fn rebuild(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() > MAX_BYTES || memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let mut places: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        if let Some((number, generation, start)) = numbered(bytes, at)
            && places.len() < MAX_OBJECTS
        {
            // The later one is the newer one.
            places.insert(number, (generation, start));
        }
    }
    let mut starts: Vec<usize> = places.values().map(|p| p.1).collect();
    starts.sort_unstable();
    let is_page = |start: usize| {
        let next = starts.partition_point(|s| *s <= start);
        let end = starts.get(next).copied().unwrap_or(bytes.len()).min(start + HEAD);
        page_type(bytes.get(start..end).unwrap_or(&[]))
    };
    let pages: Vec<(u32, u32)> =
        places.iter().filter(|(_, (_, start))| is_page(*start)).map(|(n, (g, _))| (*n, *g)).collect();
    let last = places.keys().next_back()?;
    if pages.is_empty() || *last as usize > MAX_OBJECTS {
        return None;
    }
    let (tree, catalog) = (last + 1, last + 2);
    let mut out = bytes.to_vec();
    // What was cut off is closed, so that the new objects are not taken for a part of it.
    out.extend_from_slice(b"\nendstream\nendobj\n");
    places.insert(tree, (0, out.len()));
    let kids: Vec<String> = pages.iter().map(|(n, g)| format!("{n} {g} R")).collect();
    let count = kids.len();
    out.extend(format!("{tree} 0 obj\n<</Type/Pages/Kids[{}]/Count {count}>>\nendobj\n", kids.join(" ")).bytes());
    places.insert(catalog, (0, out.len()));
    out.extend(format!("{catalog} 0 obj\n<</Type/Catalog/Pages {tree} 0 R>>\nendobj\n").bytes());
    let table = out.len();
    out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, (generation, start)) in &places {
        out.extend(format!("{number} 1\n{start:010} {generation:05} n \n").bytes());
    }
    let size = catalog + 1;
    out.extend(format!("trailer\n<</Size {size}/Root {catalog} 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    Some(out)
}

/// Number, generation and first byte of the object whose ` obj` stands at `at`.
pub(super) fn numbered(bytes: &[u8], at: usize) -> Option<(u32, u32, usize)> {
    let digits = |end: usize| -> Option<(u32, usize)> {
        let from = bytes.get(end.saturating_sub(10)..end)?.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let start = end - from;
        let value = std::str::from_utf8(bytes.get(start..end)?).ok()?.parse().ok()?;
        Some((value, start))
    };
    let (generation, second) = digits(at)?;
    let gap = bytes.get(..second)?.iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
    let (number, first) = digits(second - gap)?;
    (gap > 0 && number > 0 && generation < 65_536).then_some((number, generation, first))
}

/// Whether the head of an object says that it is a page.
fn page_type(head: &[u8]) -> bool {
    memchr::memmem::find_iter(head, b"/Type").any(|at| {
        let rest = head.get(at + 5..).unwrap_or(&[]).trim_ascii_start();
        rest.starts_with(b"/Page") && rest.get(5).is_none_or(|b| !b.is_ascii_alphabetic())
    })
}
