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
    /// A literal string of an array and the number right behind it.
    LiteralBy(&'a [u8], f32),
    /// A hexadecimal string of an array and the number right behind it.
    HexBy(&'a [u8], f32),
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
#[derive(Debug, Clone, Copy)]
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

fn is_space(b: u8) -> bool {
    CLASS[usize::from(b)] == SPACE
}

/// Where a byte stands among the first eight: for short strings, less than the call that finds it far away.
#[inline]
fn near(bytes: &[u8], byte: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let odd = u64::from_le_bytes(*bytes.first_chunk()?) ^ (ONES * u64::from(byte));
    // The lowest bit set is that of the first byte that is 0.
    let found = odd.wrapping_sub(ONES) & !odd & (ONES << 7);
    (found != 0).then_some(found.trailing_zeros() as usize / 8)
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
    /// the processor wait for the parts, and nearly all of a page goes through here. In an array a string and the number
    /// behind it are one token, as of justified text: a letter in each string is most of what there is.
    ///
    /// A function of its own, with a lexer of its own: in the middle of a larger one there are no registers for it.
    #[inline(never)]
    pub(super) fn operands(&mut self, out: &mut Vec<Token<'a>>, most: usize, in_array: bool) {
        let mut lexer = *self;
        lexer.read_operands(out, most, in_array);
        self.at = lexer.at;
    }

    #[inline(always)]
    fn read_operands(&mut self, out: &mut Vec<Token<'a>>, most: usize, in_array: bool) {
        while out.len() < most {
            let b = self.peek(0);
            // By the table: with or without a sign is as good as chance, and not to be branched on.
            if CLASS[usize::from(b)] == NUMBER {
                out.push(Token::Number(self.number()));
                continue;
            }
            match b {
                b'(' => {
                    let string = self.literal();
                    if in_array && self.at_number() {
                        out.push(Token::LiteralBy(string, self.number()));
                    } else {
                        out.push(Token::Literal(string));
                    }
                }
                b'<' if self.peek(1) != b'<' => {
                    let string = self.hex();
                    if in_array && self.at_number() {
                        out.push(Token::HexBy(string, self.number()));
                    } else {
                        out.push(Token::Hex(string));
                    }
                }
                b' ' | b'\n' | b'\r' => self.at += 1,
                _ => return,
            }
        }
    }

    fn at_number(&self) -> bool {
        CLASS[usize::from(self.peek(0))] == NUMBER
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
        let len = near(rest, b'>').or_else(|| memchr::memchr(b'>', rest));
        let (string, behind) = rest.split_at(len.unwrap_or(rest.len()));
        self.at = start + string.len() + usize::from(!behind.is_empty());
        string
    }

    #[inline]
    fn literal(&mut self) -> &'a [u8] {
        let start = self.at + 1;
        let rest = self.bytes.get(start..).unwrap_or(&[]);
        if let [letter, b')', ..] = rest
            && !matches!(letter, b'\\' | b'(' | b')')
        {
            self.at = start + 2;
            return std::slice::from_ref(letter);
        }
        // Most others are plain: to the first bracket, without an escape.
        match memchr::memchr3(b'\\', b'(', b')', rest).map(|len| rest.split_at(len)) {
            Some((string, [b')', ..])) => {
                self.at = start + string.len() + 1;
                string
            }
            _ => {
                let (string, at) = self.odd_literal(start);
                self.at = at;
                string
            }
        }
    }

    /// A string with brackets or escapes in it, or without an end.
    fn odd_literal(mut self, start: usize) -> (&'a [u8], usize) {
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
        (self.slice(start, self.at), self.at + 1)
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
    }

    #[test]
    fn operands_are_read_as_their_tokens_are() {
        for text in
            ["(a)-5(b)(\\)b)()(()))(a <41>.5]TJ", "(a", "<<41>>", "(a)/N 5 (b)]", "5 [ (a) ]", "1 2 3 % c\n(d)]"]
        {
            let (mut one, mut other) = (Lexer::new(text.as_bytes()), Lexer::new(text.as_bytes()));
            let (mut read, mut expected) = (Vec::new(), Vec::new());
            one.operands(&mut read, 2, false);
            assert!(read.len() <= 2, "{text}");
            one.operands(&mut read, 9, false);
            while let Some(token) = one.next() {
                read.push(token);
            }
            while let Some(token) = other.next() {
                expected.push(token);
            }
            assert_eq!(read, expected, "{text}");
            let (mut lexer, mut apart) = (Lexer::new(text.as_bytes()), Vec::new());
            lexer.operands(&mut apart, 9, true);
            while let Some(token) = lexer.next() {
                apart.push(token);
            }
            let parts = |token: Token<'static>| match token {
                Token::LiteralBy(string, by) => vec![Token::Literal(string), Token::Number(by)],
                Token::HexBy(string, by) => vec![Token::Hex(string), Token::Number(by)],
                other => vec![other],
            };
            assert_eq!(apart.into_iter().flat_map(parts).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn strings_of_any_length_end_where_they_do() {
        for len in 0..40 {
            let digits = "4".repeat(len);
            for text in
                [format!("<{digits}> "), format!("<{digits}>"), format!("<{digits}>>5 6 7 8 9"), format!("<{digits}")]
            {
                let mut lexer = Lexer::new(text.as_bytes());
                assert_eq!(lexer.next(), Some(Token::Hex(digits.as_bytes())), "{text}");
            }
            let text = format!("({digits}) ");
            assert_eq!(Lexer::new(text.as_bytes()).next(), Some(Token::Literal(digits.as_bytes())), "{text}");
        }
    }
}
