//! Strings of a content stream: from how they are written to their bytes (ISO 32000-1, 7.3.4).

/// The value of hexadecimal digits; 255 for other bytes.
static HEX: [u8; 256] = {
    let mut table = [255; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            d @ b'0'..=b'9' => d - b'0',
            d @ b'a'..=b'f' => d - b'a' + 10,
            d @ b'A'..=b'F' => d - b'A' + 10,
            _ => 255,
        };
        b += 1;
    }
    table
};

/// The bytes of the inside of a literal string, decoded into `buffer` where they do not stand there as they are.
#[inline]
pub(super) fn literal<'b>(raw: &'b [u8], buffer: &'b mut Vec<u8>) -> &'b [u8] {
    // Most are of a few letters: a look at each costs less than a call.
    let plain = if raw.len() < 16 {
        !raw.iter().any(|b| matches!(b, b'\\' | b'\r'))
    } else {
        memchr::memchr2(b'\\', b'\r', raw).is_none()
    };
    if plain {
        return raw;
    }
    literal_into(raw, buffer);
    buffer
}

/// Decodes the inside of a literal string into `out`.
pub(super) fn literal_into(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut bytes = raw.iter().copied().peekable();
    while let Some(b) = bytes.next() {
        if b == b'\r' {
            bytes.next_if_eq(&b'\n');
            out.push(b'\n');
            continue;
        }
        if b != b'\\' {
            out.push(b);
            continue;
        }
        match bytes.next() {
            Some(b'n') => out.push(b'\n'),
            Some(b'r') => out.push(b'\r'),
            Some(b't') => out.push(b'\t'),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(b'\n') | None => {}
            Some(b'\r') => {
                bytes.next_if_eq(&b'\n');
            }
            Some(d @ b'0'..=b'7') => {
                let mut v = u32::from(d - b'0');
                for _ in 0..2 {
                    if let Some(d) = bytes.next_if(|d| matches!(d, b'0'..=b'7')) {
                        v = v * 8 + u32::from(d - b'0');
                    }
                }
                out.push(v as u8);
            }
            Some(other) => out.push(other),
        }
    }
}

/// The code of two bytes that four hexadecimal digits write; `None` where one of them is none.
#[inline]
pub(super) fn hex_pair(digits: &[u8; 4]) -> Option<u16> {
    let [a, b, c, d] = *digits;
    let value = |b: u8| u16::from(HEX[usize::from(b)]);
    let (a, b, c, d) = (value(a), value(b), value(c), value(d));
    (a | b | c | d < 16).then_some(a << 12 | b << 8 | c << 4 | d)
}

/// Decodes the inside of a hexadecimal string into `out`; an odd last digit counts as followed by 0.
pub(super) fn hex_into(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let digit = |b: u8| HEX[usize::from(b)];
    let pairs = raw.chunks_exact(2).map(|p| (digit(p[0]), digit(p[1])));
    if raw.len().is_multiple_of(2) && pairs.clone().all(|(high, low)| high | low < 16) {
        out.extend(pairs.map(|(high, low)| high << 4 | low));
        return;
    }
    let mut high = None;
    for d in raw.iter().map(|b| digit(*b)).filter(|d| *d < 16) {
        match high.take() {
            None => high = Some(d),
            Some(h) => out.push(h << 4 | d),
        }
    }
    if let Some(h) = high {
        out.push(h << 4);
    }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with its mark, else Latin.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let units = |pairs: &[u8], make: fn([u8; 2]) -> u16| -> String {
        char::decode_utf16(pairs.chunks_exact(2).map(|c| make([c[0], c[1]]))).filter_map(Result::ok).collect()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes
            .iter()
            .filter_map(|b| super::tables::WIN_ANSI.get(usize::from(*b)))
            .filter_map(|u| char::from_u32(u32::from(*u)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded() {
        let mut out = Vec::new();
        literal_into(b"a\\(b\\351\\\n", &mut out);
        assert_eq!(out, b"a(b\xe9");
        hex_into(b"4 1 5", &mut out);
        assert_eq!(out, b"AP");
    }
}
