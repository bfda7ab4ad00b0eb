//! Tokens: the clean text cut into words, numbers and signs, folded and looked up once.

use super::lexicon::{Lexicon, WordId};
use super::list::List;
use crate::page::{Document, Span, fold};

/// What kind of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A run of letters.
    Word,
    /// A run of digits.
    Number,
    /// One sign, folded ([`Token::sign`]).
    Sign,
}

/// How a word is cased in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Not a word.
    None,
    /// « pouvoir »
    Lower,
    /// « Pouvoir », and a single capital letter.
    Title,
    /// « POUVOIR », two letters or more.
    Upper,
    /// « McGREGOR », « iPhone »
    Mixed,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Spaces.
    Space,
    /// A column gap.
    Cell,
    /// A line end.
    Line,
}

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Its place in the clean text.
    pub span: Span,
    /// The lexicon's number for the folded word; [`WordId::UNKNOWN`] for a word that no wording uses.
    pub word: WordId,
    /// Index of its line in [`Document::lines`].
    pub line: u32,
    /// The folded sign; `'\0'` for words and numbers.
    pub sign: char,
    /// What kind of token it is.
    pub kind: Kind,
    /// How it is cased.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
}

/// Cuts the clean text of all lines, body and furniture. Plural marks glued to a word (« absent(s/es) », « élu·e·s »)
/// become part of the word before them.
#[must_use]
pub fn tokenize(doc: &Document, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(doc.clean.len() / 5 + 8);
    let mut folded = String::with_capacity(32);
    for (line_no, line) in doc.lines.iter().enumerate() {
        let text = doc.text(line.span);
        let base = line.span.start;
        let mut gap = Gap::Line;
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            let (kind, case, len, sign);
            folded.clear();
            if c.is_whitespace() {
                let g = if c == '\t' { Gap::Cell } else { Gap::Space };
                gap = gap.max(g);
                at += c.len_utf8();
                continue;
            } else if is_letter(c) {
                let (mut l, mut k) = scan_word(rest, &mut folded);
                let glued = glued_head(&rest[..l], lexicon);
                if let Some(head) = glued {
                    folded.clear();
                    (l, k) = scan_word(&rest[..head], &mut folded);
                }
                (kind, case, sign) = (Kind::Word, k, '\0');
                len = l + if glued.is_some() { 0 } else { plural_mark(&rest[l..], folded.len()) };
            } else if c.is_ascii_digit() {
                len = rest.bytes().take_while(u8::is_ascii_digit).count();
                (kind, case, sign) = (Kind::Number, Case::None, '\0');
            } else {
                len = c.len_utf8();
                fold::push_folded(c, &mut folded);
                if folded.is_empty() {
                    at += len;
                    continue;
                }
                (kind, case, sign) = (Kind::Sign, Case::None, folded.chars().next().unwrap_or('\0'));
            }
            let word = match kind {
                Kind::Word => lexicon.word(&folded),
                Kind::Number => lexicon.word(&rest[..len]),
                Kind::Sign => WordId::sign(sign),
            };
            let start = base + at as u32;
            out.push(Token {
                span: Span::new(start, start + len as u32),
                word,
                line: line_no as u32,
                sign,
                kind,
                case,
                gap,
            });
            gap = Gap::None;
            at += len;
        }
    }
    out
}

/// « PRÉSENTSM. Jean », « AbsentJean X »: the length of the heading that lost the space before a title or a name.
fn glued_head(word: &str, lexicon: &Lexicon) -> Option<usize> {
    const SHORTEST: usize = 7;
    const TITLES: &[&str] = &["M", "MM", "Mr", "Mme", "Mmes", "Monsieur", "Madame"];
    let tail = word.as_bytes().get(SHORTEST - 2..)?;
    if !tail.iter().any(u8::is_ascii_uppercase) {
        return None;
    }
    let listed = |head: &&str| lexicon.lists(List::GluedHead, head);
    let titled = TITLES.iter().filter_map(|t| word.strip_suffix(t)).find(listed);
    // A capital behind a small letter.
    let turn = || {
        let mut chars = word.char_indices().zip(word.chars().skip(1));
        let ((at, before), _) = chars.find(|((_, a), b)| a.is_lowercase() && b.is_uppercase())?;
        word.get(..at + before.len_utf8()).filter(listed)
    };
    titled.or_else(turn).map(str::len)
}

/// Letters and the combining accents that follow them.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '×' | '÷' => false,
        // Latin letters with accents, and the signs of print: told without the tables of Unicode.
        'À'..='ɏ' => true,
        '\u{2010}'..='\u{2044}' => false,
        _ => c.is_alphabetic() && !matches!(c, 'º' | 'ª') || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}'),
    }
}

/// Length in bytes of the word at the start of `s`, and its case; its folded form goes to `folded`.
fn scan_word(s: &str, folded: &mut String) -> (usize, Case) {
    let (mut len, mut upper, mut lower, mut first_upper) = (0, 0, 0, false);
    for c in s.chars() {
        if !is_letter(c) {
            break;
        }
        if c.is_uppercase() {
            first_upper |= len == 0;
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
        fold::push_folded(c, folded);
        len += c.len_utf8();
    }
    let case = match (upper, lower) {
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Title,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    };
    (len, case)
}

/// Length of a plural or feminine mark glued to a word of `word_len` letters: « (s) », « (s/es) », « (e)s », « ·e·s ».
fn plural_mark(rest: &str, word_len: usize) -> usize {
    const ENDINGS: &[&str] = &["s", "e", "es", "nt", "ent", "ne", "x", "re", "ere", "ère", "trice", "rice"];
    let bytes = rest.as_bytes();
    if bytes.first() == Some(&b'(') {
        let Some(close) = rest.find(')').filter(|n| *n <= 8) else { return 0 };
        if !rest[1..close].split('/').all(|p| ENDINGS.contains(&p.to_lowercase().as_str())) {
            return 0;
        }
        let mut len = close + 1;
        if rest[len..].starts_with('(') {
            len += plural_mark(&rest[len..], word_len);
        } else if rest[len..].starts_with(['s', 'S']) && !rest[len + 1..].starts_with(is_letter) {
            len += 1;
        }
        return len;
    }
    if word_len < 4 {
        return 0;
    }
    let mut len = 0;
    while let Some(r) = rest[len..]
        .strip_prefix('·')
        .or_else(|| rest[len..].strip_prefix('.'))
        .or_else(|| rest[len..].strip_prefix('•'))
    {
        let dot = rest[len..].len() - r.len();
        let end = r.find(|c: char| !is_letter(c)).unwrap_or(r.len());
        if end == 0 || !ENDINGS.contains(&&r[..end]) {
            break;
        }
        len += dot + end;
    }
    len
}

/// A stretch of tokens of one text: the input of the productions.
///
/// Cheap to copy. Implements [`nom::Input`], so nom's combinators run on whole tokens.
#[derive(Debug, Clone, Copy)]
pub struct Toks<'a> {
    /// All tokens of the document.
    pub all: &'a [Token],
    /// The clean text.
    pub clean: &'a str,
    /// Index of the first token of the stretch.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl<'a> Toks<'a> {
    /// The tokens of the stretch.
    #[must_use]
    pub fn slice(&self) -> &'a [Token] {
        self.all.get(self.start..self.end).unwrap_or(&[])
    }

    /// The first token.
    #[must_use]
    pub fn first(&self) -> Option<Token> {
        self.slice().first().copied()
    }

    /// The `n`-th token.
    #[must_use]
    pub fn get(&self, n: usize) -> Option<Token> {
        self.slice().get(n).copied()
    }

    /// How many tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// The stretch without its first `n` tokens.
    #[must_use]
    pub fn skip(&self, n: usize) -> Self {
        Self { start: (self.start + n).min(self.end), ..*self }
    }

    /// The stretch from token `at` of the document on.
    #[must_use]
    pub fn from(&self, at: usize) -> Self {
        Self { start: at.clamp(self.start, self.end), ..*self }
    }

    /// The first `n` tokens.
    #[must_use]
    pub fn head(&self, n: usize) -> Self {
        Self { end: (self.start + n).min(self.end), ..*self }
    }

    /// From here to the start of `later`, which must be a later stretch of the same text.
    #[must_use]
    pub fn until(&self, later: &Self) -> Self {
        Self { end: later.start.max(self.start), ..*self }
    }

    /// The clean text from the first token to the last.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.clean.get(self.span().range()).unwrap_or("")
    }

    /// The span from the first token to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.slice().first(), self.slice().last()) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => {
                let at = self.all.get(self.start).map_or(self.clean.len() as u32, |t| t.span.start);
                Span::new(at, at)
            }
        }
    }

    /// The print of one token.
    #[must_use]
    pub fn print(&self, token: Token) -> &'a str {
        self.clean.get(token.span.range()).unwrap_or("")
    }
}

impl<'a> nom::Input for Toks<'a> {
    type Item = Token;
    type Iter = std::iter::Copied<std::slice::Iter<'a, Token>>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.len()
    }
    fn take(&self, n: usize) -> Self {
        self.head(n)
    }
    fn take_from(&self, n: usize) -> Self {
        self.skip(n)
    }
    fn take_split(&self, n: usize) -> (Self, Self) {
        (self.skip(n), self.head(n))
    }
    fn position<P: Fn(Token) -> bool>(&self, predicate: P) -> Option<usize> {
        self.slice().iter().position(|t| predicate(*t))
    }
    fn iter_elements(&self) -> Self::Iter {
        self.slice().iter().copied()
    }
    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }
    fn slice_index(&self, count: usize) -> Result<usize, nom::Needed> {
        if self.len() >= count { Ok(count) } else { Err(nom::Needed::new(count - self.len())) }
    }
}
