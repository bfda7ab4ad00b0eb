//! Small helpers over lopdf objects: references, numbers, streams with limits.

use super::left::File;
use super::strings::hex_into;
use lopdf::{Dictionary, Document, Object, Stream};
use std::cell::RefCell;

/// The most bytes that one stream may decompress to.
const MAX_STREAM: usize = 64 << 20;

/// Follows references, a bounded number of times.
pub(super) fn deref<'a>(doc: &'a Document, mut object: &'a Object) -> &'a Object {
    for _ in 0..16 {
        match object {
            Object::Reference(id) => match doc.objects.get(id) {
                Some(next) => object = next,
                None => return &Object::Null,
            },
            _ => break,
        }
    }
    object
}

/// The dictionary of an object, direct, referred to, or of a stream.
pub(super) fn dict_of<'a>(doc: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    match deref(doc, object) {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    }
}

/// The number of an object.
pub(super) fn number_of(doc: &Document, object: &Object) -> Option<f32> {
    match deref(doc, object) {
        Object::Integer(i) => Some(*i as f32),
        Object::Real(r) if r.is_finite() => Some(*r),
        _ => None,
    }
}

/// `N` numbers of an array.
pub(super) fn numbers<const N: usize>(doc: &Document, object: &Object) -> Option<[f32; N]> {
    let array = deref(doc, object).as_array().ok()?;
    let mut out = [0.0; N];
    for (slot, item) in out.iter_mut().zip(array) {
        *slot = number_of(doc, item)?;
    }
    (array.len() >= N).then_some(out)
}

/// The decoded bytes of a stream.
pub(super) fn decode(doc: &File<'_>, stream: &Stream) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    decode_into(doc, stream, &mut out).then_some(out)
}

/// The same, behind what `out` holds; `false` where there are none, and `out` is as it was.
pub(super) fn decode_into(doc: &File<'_>, stream: &Stream, out: &mut Vec<u8>) -> bool {
    if matches!(stream.dict.get(b"Filter"), Ok(Object::Name(n)) if n == b"FlateDecode" || n == b"Fl")
        && stream.dict.get(b"DecodeParms").is_err()
        && inflate(doc.raw(stream), out)
    {
        return true;
    }
    let found = filtered(doc, stream);
    out.extend_from_slice(found.as_deref().unwrap_or(&[]));
    found.is_some()
}

/// What lopdf's filters make of a stream. It follows neither an indirect `/Filter` nor abbreviated filter names: those
/// are resolved first.
fn filtered(doc: &File<'_>, stream: &Stream) -> Option<Vec<u8>> {
    let plain = match stream.dict.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Name(n)) => n.ends_with(b"Decode"),
        Ok(Object::Array(a)) => a.iter().all(|o| matches!(o, Object::Name(n) if n.ends_with(b"Decode"))),
        Ok(_) => false,
    } && !matches!(stream.dict.get(b"DecodeParms"), Ok(Object::Reference(_)));
    if plain {
        return doc.whole(stream).get_plain_content_with_limit(MAX_STREAM).ok().or_else(|| torn(doc, stream));
    }
    let filter = stream.dict.get(b"Filter").ok().map(|o| deref(doc, o));
    let names: Vec<Object> = match filter {
        Some(Object::Array(a)) => a.iter().map(|o| deref(doc, o).clone()).collect(),
        Some(Object::Name(n)) => vec![Object::Name(n.clone())],
        _ => Vec::new(),
    };
    let mut dict = Dictionary::new();
    let names: Vec<Object> = names
        .into_iter()
        .filter(|o| !matches!(o, Object::Name(n) if n == b"Crypt"))
        .map(|o| match o.as_name() {
            Ok(b"Fl") => Object::Name(b"FlateDecode".to_vec()),
            Ok(b"A85") => Object::Name(b"ASCII85Decode".to_vec()),
            Ok(b"AHx") => Object::Name(b"ASCIIHexDecode".to_vec()),
            Ok(b"LZW") => Object::Name(b"LZWDecode".to_vec()),
            Ok(b"RL") => Object::Name(b"RunLengthDecode".to_vec()),
            _ => o,
        })
        .collect();
    if !names.is_empty() {
        dict.set("Filter", Object::Array(names));
    }
    if let Ok(parms) = stream.dict.get(b"DecodeParms") {
        dict.set("DecodeParms", deref(doc, parms).clone());
    }
    let whole = Stream::new(dict, doc.raw(stream).to_vec()).get_plain_content_with_limit(MAX_STREAM).ok();
    whole.or_else(|| torn(doc, stream))
}

/// What can be had of a stream that its filters do not read to the end: of text in letters and of zlib what stands
/// before the damage. Other filters, and predictors, are left alone.
fn torn(doc: &File<'_>, stream: &Stream) -> Option<Vec<u8>> {
    let filter = stream.dict.get(b"Filter").ok().map(|o| deref(doc, o))?;
    let names = match filter {
        Object::Array(names) => names.as_slice(),
        _ => std::slice::from_ref(filter),
    };
    let predicted = stream.dict.get(b"DecodeParms").is_ok_and(|o| {
        let parms = deref(doc, o);
        let each = parms.as_array().map_or(std::slice::from_ref(parms), Vec::as_slice);
        each.iter().any(|o| dict_of(doc, o).is_some_and(|d| d.has(b"Predictor")))
    });
    if predicted || names.len() > 4 {
        return None;
    }
    let mut bytes = doc.raw(stream).to_vec();
    for name in names {
        bytes = match deref(doc, name).as_name().ok()? {
            b"FlateDecode" | b"Fl" => {
                let mut out = Vec::new();
                inflate(&bytes, &mut out).then_some(out)?
            }
            b"ASCII85Decode" | b"A85" => ascii85(&bytes),
            b"ASCIIHexDecode" | b"AHx" => {
                let end = memchr::memchr(b'>', &bytes).unwrap_or(bytes.len());
                let mut out = Vec::new();
                hex_into(bytes.get(..end).unwrap_or(&[]), &mut out);
                out
            }
            _ => return None,
        };
    }
    Some(bytes)
}

/// Base 85, as far as it goes: signs that are none of its own are passed over.
fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"<~").unwrap_or(bytes);
    let mut out = Vec::with_capacity(bytes.len() / 5 * 4 + 4);
    let (mut group, mut count) = (0u32, 0usize);
    for &b in bytes {
        match b {
            b'~' => break,
            b'z' if count == 0 => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(b - b'!'));
                count += 1;
                if count == 5 {
                    out.extend_from_slice(&group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        // The last group is as if filled up with the highest digit.
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(group.to_be_bytes().into_iter().take(count - 1));
    }
    out
}

thread_local! {
    /// The inflater, which is as large as a page's content: kept from stream to stream.
    static INFLATER: RefCell<flate2::Decompress> = RefCell::new(flate2::Decompress::new(true));
}

/// Inflates a zlib stream behind what `out` holds; what comes before damage is kept. `false` where nothing comes, and
/// beyond the limit; then `out` is as it was.
fn inflate(bytes: &[u8], out: &mut Vec<u8>) -> bool {
    let from = out.len();
    let done = INFLATER.with_borrow_mut(|state| inflate_with(state, bytes, out));
    if !done {
        out.truncate(from);
    }
    done
}

fn inflate_with(state: &mut flate2::Decompress, bytes: &[u8], out: &mut Vec<u8>) -> bool {
    state.reset(true);
    let from = out.len();
    out.reserve((bytes.len() * 4).clamp(256, MAX_STREAM));
    loop {
        let (read, before) = (state.total_in() as usize, out.len());
        let rest = bytes.get(read..).unwrap_or(&[]);
        let done = match state.decompress_vec(rest, out, flate2::FlushDecompress::None) {
            Ok(flate2::Status::StreamEnd) | Err(_) => true,
            Ok(_) => state.total_in() as usize == read && out.len() == before && out.len() < out.capacity(),
        };
        if out.len() - from > MAX_STREAM {
            return false;
        }
        if done {
            return out.len() > from || bytes.len() < 16;
        }
        out.reserve((out.len() - from).max(4096));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_85_is_read_as_far_as_it_goes() {
        assert_eq!(ascii85(b"<~87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii85(b"87cUR D]i,\"\nEbo7~>"), b"Hello World");
        assert_eq!(ascii85(b"z87cUR"), b"\0\0\0\0Hell");
        assert_eq!(ascii85(b""), b"");
    }

    #[test]
    fn a_chain_of_filters_gives_what_stands_before_damage() {
        use std::io::Write;
        let text: Vec<u8> = (0..4000).flat_map(|n| format!("({n}) Tj ").into_bytes()).collect();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        zlib.write_all(&text).unwrap();
        let hex: String = zlib.finish().unwrap().iter().map(|b| format!("{b:02x}")).collect();
        let mut dict = Dictionary::new();
        let names = [&b"ASCIIHexDecode"[..], b"FlateDecode"].map(|n| Object::Name(n.to_vec()));
        dict.set("Filter", Object::Array(names.to_vec()));
        let doc = File::new(Document::new(), &[]);
        let whole = decode(&doc, &Stream::new(dict.clone(), format!("{hex}>").into_bytes())).unwrap();
        assert_eq!(whole, text);
        let torn = torn(&doc, &Stream::new(dict, hex.as_bytes()[..hex.len() / 2].to_vec())).unwrap();
        assert!(torn.len() > text.len() / 4 && text.starts_with(&torn));
    }
}
