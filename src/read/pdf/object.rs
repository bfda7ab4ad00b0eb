//! Small helpers over lopdf objects: references, numbers, streams with limits.

use lopdf::{Dictionary, Document, Object, Stream};

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

/// The decoded bytes of a stream. lopdf follows neither an indirect `/Filter` nor abbreviated filter names: those
/// are resolved first.
pub(super) fn decode(doc: &Document, stream: &Stream) -> Option<Vec<u8>> {
    if matches!(stream.dict.get(b"Filter"), Ok(Object::Name(n)) if n == b"FlateDecode" || n == b"Fl")
        && stream.dict.get(b"DecodeParms").is_err()
        && let Some(out) = inflate(&stream.content)
    {
        return Some(out);
    }
    let plain = match stream.dict.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Name(n)) => n.ends_with(b"Decode"),
        Ok(Object::Array(a)) => a.iter().all(|o| matches!(o, Object::Name(n) if n.ends_with(b"Decode"))),
        Ok(_) => false,
    } && !matches!(stream.dict.get(b"DecodeParms"), Ok(Object::Reference(_)));
    if plain {
        return stream.get_plain_content_with_limit(MAX_STREAM).ok();
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
    Stream::new(dict, stream.content.clone()).get_plain_content_with_limit(MAX_STREAM).ok()
}

/// Inflates a zlib stream; what comes before damage is kept. `None` where nothing comes, and beyond the limit.
fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut state = flate2::Decompress::new(true);
    let mut out = Vec::with_capacity((bytes.len() * 4).clamp(256, MAX_STREAM));
    loop {
        let (read, before) = (state.total_in() as usize, out.len());
        let rest = bytes.get(read..).unwrap_or(&[]);
        let done = match state.decompress_vec(rest, &mut out, flate2::FlushDecompress::None) {
            Ok(flate2::Status::StreamEnd) | Err(_) => true,
            Ok(_) => state.total_in() as usize == read && out.len() == before && out.len() < out.capacity(),
        };
        if out.len() > MAX_STREAM {
            return None;
        }
        if done {
            return (!out.is_empty() || bytes.len() < 16).then_some(out);
        }
        out.reserve(out.len().max(4096));
    }
}
