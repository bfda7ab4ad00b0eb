//! Tokens of a content stream (ISO 32000-1, 7.8.2), without an allocation per token.

/// One token; strings and names are left as written and decoded by the caller into its own buffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    /// A number; malformed ones are read as far as they go.
    Number(f32),
    /// A literal string, without its parentheses, escapes still inside.
    Literal(&'a [u8]),
    /// A hexadecimal string, without its angle brackets.
    Hex(&'a [u8]),
    /// A name, without its slash.
    Name(&'a [u8]),
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// `<<`
    DictStart,
    /// `>>`
    DictEnd,
    /// An operator or a keyword such as `true`.
    Operator(&'a [u8]),
}

/// Reads tokens from front to back; never fails, skips what it does not know.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

const REGULAR: u8 = 0;
const SPACE: u8 = 1;
const DELIMITER: u8 = 2;
/// Part of a number.
pub(super) const NUMBER: u8 = 4;

/// Classes of bytes (ISO 32000-1, 7.2.2).
pub(super) static CLASS: [u8; 256] = {
    let mut table = [REGULAR; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            0 | 9 | 10 | 12 | 13 | 32 => SPACE,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' => DELIMITER,
            b'+' | b'-' | b'.' | b'0'..=b'9' => NUMBER,
            _ => REGULAR,
        };
        b += 1;
    }
    table
};

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

fn is_space(b: u8) -> bool {
    CLASS[usize::from(b)] == SPACE
}

/// Where a byte stands among the first few: for strings of a letter or two, less than the call that finds it far away.
#[inline]
fn near(bytes: &[u8], is_it: impl Fn(u8) -> bool) -> Option<usize> {
    bytes.iter().take(6).position(|b| is_it(*b))
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn slice(&self, start: usize, end: usize) -> &'a [u8] {
        self.bytes.get(start..end.min(self.bytes.len())).unwrap_or(&[])
    }

    /// The next token; `None` at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let b = *self.bytes.get(self.at)?;
            match CLASS[usize::from(b)] {
                SPACE => self.at += 1,
                NUMBER => return Some(Token::Number(self.number())),
                REGULAR => {
                    let start = self.at;
                    self.skip_regular();
                    return Some(Token::Operator(self.slice(start, self.at)));
                }
                _ => {
                    if let Some(token) = self.delimited(b) {
                        return Some(token);
                    }
                }
            }
        }
    }

    /// Reads strings and numbers into `out` until it holds `most` or something else stands there, which is left to
    /// [`Self::next`]. Each kind is pushed where it is known: a token that is written in parts and copied as a whole makes
    /// the processor wait for the parts, and nearly all of a page goes through here.
    pub(super) fn operands(&mut self, out: &mut Vec<Token<'a>>, most: usize) {
        while out.len() < most {
            // A letter in each string, as of justified text, is most of what there is.
            if let Some(&[b'(', letter, b')', ..]) = self.bytes.get(self.at..)
                && !matches!(letter, b'\\' | b'(' | b')')
            {
                out.push(Token::Literal(self.slice(self.at + 1, self.at + 2)));
                self.at += 3;
                continue;
            }
            let b = self.peek(0);
            // By the table: with or without a sign is as good as chance, and not to be branched on.
            if CLASS[usize::from(b)] == NUMBER {
                out.push(Token::Number(self.number()));
                continue;
            }
            match b {
                b'(' => out.push(Token::Literal(self.literal())),
                b'<' if self.peek(1) != b'<' => out.push(Token::Hex(self.hex())),
                b' ' | b'\n' | b'\r' => self.at += 1,
                _ => return,
            }
        }
    }

    /// What a delimiter opens or is; nothing for a comment or a stray one.
    fn delimited(&mut self, b: u8) -> Option<Token<'a>> {
        match b {
            b'(' => return Some(Token::Literal(self.literal())),
            b'[' => {
                self.at += 1;
                return Some(Token::ArrayStart);
            }
            b']' => {
                self.at += 1;
                return Some(Token::ArrayEnd);
            }
            b'/' => {
                let start = self.at + 1;
                self.at = start;
                self.skip_regular();
                return Some(Token::Name(self.slice(start, self.at)));
            }
            b'<' if self.peek(1) == b'<' => {
                self.at += 2;
                return Some(Token::DictStart);
            }
            b'>' if self.peek(1) == b'>' => {
                self.at += 2;
                return Some(Token::DictEnd);
            }
            b'<' => return Some(Token::Hex(self.hex())),
            b'%' => {
                while self.bytes.get(self.at).is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                    self.at += 1;
                }
            }
            _ => self.at += 1,
        }
        None
    }

    fn skip_regular(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        self.at += rest.iter().position(|b| CLASS[usize::from(*b)] & (SPACE | DELIMITER) != 0).unwrap_or(rest.len());
    }

    #[inline]
    fn hex(&mut self) -> &'a [u8] {
        let start = self.at + 1;
        let rest = self.bytes.get(start..).unwrap_or(&[]);
        let len = near(rest, |b| b == b'>').or_else(|| memchr::memchr(b'>', rest));
        let end = len.map_or(self.bytes.len(), |l| start + l);
        self.at = end + 1;
        self.slice(start, end)
    }

    #[inline]
    fn literal(&mut self) -> &'a [u8] {
        let start = self.at + 1;
        // Most strings are plain: to the first bracket, without an escape.
        let rest = self.bytes.get(start..).unwrap_or(&[]);
        let end = near(rest, |b| matches!(b, b'\\' | b'(' | b')')).or_else(|| memchr::memchr3(b'\\', b'(', b')', rest));
        match end.map(|len| rest.split_at(len)) {
            Some((string, [b')', ..])) => {
                self.at = start + string.len() + 1;
                string
            }
            _ => self.odd_literal(start),
        }
    }

    /// A string with brackets or escapes in it, or without an end.
    fn odd_literal(&mut self, start: usize) -> &'a [u8] {
        self.at = start;
        let mut depth = 1u32;
        while let Some(&b) = self.bytes.get(self.at) {
            match b {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        let end = self.at;
        self.at += 1;
        self.slice(start, end)
    }

    /// Skips an inline image, after `BI`: to an `EI` that stands free.
    pub(super) fn skip_inline_image(&mut self) {
        let rest = self.slice(self.at, self.bytes.len());
        let data = memchr::memmem::find(rest, b"ID").map_or(0, |i| i + 2);
        for i in memchr::memmem::find_iter(rest.get(data..).unwrap_or(&[]), b"EI") {
            let at = data + i;
            let before = at.checked_sub(1).and_then(|p| rest.get(p)).is_some_and(|&b| is_space(b) || b == b'>');
            let after = rest.get(at + 2).is_none_or(|&b| is_space(b));
            let tail = rest.get(at + 2..(at + 12).min(rest.len())).unwrap_or(&[]);
            if before && after && tail.iter().all(|&b| is_space(b) || (32..127).contains(&b)) {
                self.at += at + 2;
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_strings_numbers_and_inline_images() {
        let mut lexer = Lexer::new(b"[(a\\(b) -.5 <4 1>]TJ BI /W 1 ID \x01\xffEI\x02 EI Q");
        let mut seen = Vec::new();
        while let Some(t) = lexer.next() {
            if t == Token::Operator(b"BI") {
                lexer.skip_inline_image();
            }
            seen.push(t);
        }
        assert!(seen.contains(&Token::Number(-0.5)));
        assert_eq!(seen.last(), Some(&Token::Operator(b"Q")));
        let mut out = Vec::new();
        literal_into(b"a\\(b\\351\\\n", &mut out);
        assert_eq!(out, b"a(b\xe9");
        hex_into(b"4 1 5", &mut out);
        assert_eq!(out, b"AP");
    }

    #[test]
    fn operands_are_read_as_their_tokens_are() {
        for text in
            ["(a)-5(b)(\\)b)()(()))(a <41>.5]TJ", "(a", "<<41>>", "(a)/N 5 (b)]", "5 [ (a) ]", "1 2 3 % c\n(d)]"]
        {
            let (mut one, mut other) = (Lexer::new(text.as_bytes()), Lexer::new(text.as_bytes()));
            let (mut read, mut expected) = (Vec::new(), Vec::new());
            one.operands(&mut read, 2);
            assert!(read.len() <= 2, "{text}");
            one.operands(&mut read, 9);
            while let Some(token) = one.next() {
                read.push(token);
            }
            while let Some(token) = other.next() {
                expected.push(token);
            }
            assert_eq!(read, expected, "{text}");
        }
    }
}
