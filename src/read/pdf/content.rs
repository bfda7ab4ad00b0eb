//! The content interpreter: graphics and text state, forms, annotations (ISO 32000-1, 8.4 and 9.3).

use super::Budget;
use super::font::Font;
use super::fonts::Fonts;
use super::left::File;
use super::lexer::{Lexer, Token};
use super::matrix::Matrix;
use super::object::{deref, dict_of, number_of};
use super::rules::Path;
use super::strings::{hex_into, literal_into, text_string};
use super::words::{NO_MARK, Words};
use lopdf::{Dictionary, Object, ObjectId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Saved graphics states.
const MAX_SAVED: usize = 512;
/// The most content that is kept for the next page to take its place, in bytes.
const MAX_KEPT: usize = 8 << 20;
/// Operands that one operator may have.
const MAX_OPERANDS: usize = 64;
/// What the array of `TJ` may hold.
const MAX_ELEMENTS: usize = 20_000;
/// The last operand, where there is one.
fn last<'a>(args: &[Token<'a>]) -> Option<Token<'a>> {
    args.last().map(|token| match *token {
        Token::LiteralBy(_, by) | Token::HexBy(_, by) => Token::Number(by),
        other => other,
    })
}

#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) font: Option<Arc<Font>>,
    pub(super) size: f32,
    pub(super) tracking: f32,
    pub(super) word_space: f32,
    pub(super) scale: f32,
    leading: f32,
    pub(super) rise: f32,
    pub(super) mode: u8,
}

/// Text that stands for the glyphs of a marked sequence (`ActualText`, ISO 32000-1, 14.9.4).
struct Actual {
    /// Sequences open inside it, itself included.
    depth: u32,
    text: String,
    /// Words and bytes of the page before it.
    before: (usize, usize),
}

/// Runs the contents of pages; keeps fonts from page to page.
pub(super) struct Interpreter<'d> {
    pub(super) doc: &'d File<'d>,
    fonts: &'d Fonts,
    /// Fonts that this interpreter asked for.
    own: FxHashMap<ObjectId, Arc<Font>>,
    /// The content of the page that was run last, for the next to take its place.
    content: Vec<u8>,
    /// What the page took.
    pub(super) used: Budget,
    pub(super) bounds: (f32, f32),
    /// What the page shows.
    pub(super) words: Words,
    /// The page shows an image.
    pub(super) image: bool,
    /// Characters drawn invisibly and in all.
    pub(super) drawn: (usize, usize),
    /// Forms and annotations run so far on this page.
    pub(super) layers: u16,
    /// The one that is running; 0 is the page itself.
    pub(super) layer: u16,
}

impl<'d> Interpreter<'d> {
    pub(super) fn new(doc: &'d File<'d>, fonts: &'d Fonts) -> Self {
        Self {
            doc,
            fonts,
            own: FxHashMap::default(),
            content: Vec::new(),
            used: Budget::default(),
            bounds: (0.0, 0.0),
            words: Words::default(),
            image: false,
            drawn: (0, 0),
            layers: 0,
            layer: 0,
        }
    }

    /// Runs one page; `bounds` is its width and height as shown.
    pub(super) fn page(
        &mut self,
        page: Option<&'d Dictionary>,
        resources: Option<&'d Dictionary>,
        base: Matrix,
        bounds: (f32, f32),
    ) {
        self.words.clear();
        (self.image, self.drawn, self.bounds) = (false, (0, 0), bounds);
        (self.layers, self.layer, self.used) = (0, 0, Budget::default());
        let Some(page) = page else { return };
        let mut content = std::mem::take(&mut self.content);
        content.clear();
        self.contents(page, &mut content);
        self.run(&content, resources, base, 0);
        if content.capacity() <= MAX_KEPT {
            self.content = content;
        }
        self.annotations(page, base);
    }

    fn resource(&self, resources: Option<&'d Dictionary>, kind: &[u8], name: &[u8]) -> Option<&'d Object> {
        dict_of(self.doc, resources?.get(kind).ok()?)?.get(name).ok()
    }

    fn font(&mut self, object: &'d Object) -> Option<Arc<Font>> {
        let Object::Reference(id) = object else { return self.fonts.get(self.doc, object) };
        if let Some(font) = self.own.get(id) {
            return Some(Arc::clone(font));
        }
        let font = self.fonts.get(self.doc, object)?;
        self.own.insert(*id, Arc::clone(&font));
        Some(font)
    }

    pub(super) fn run(&mut self, content: &[u8], resources: Option<&'d Dictionary>, ctm: Matrix, depth: u32) {
        let mut state = State {
            ctm,
            font: None,
            size: 1.0,
            tracking: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut tm, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut lexer = Lexer::new(content);
        let mut args: Vec<Token<'_>> = Vec::with_capacity(256);
        let mut buffer: Vec<u8> = Vec::new();
        // Inline font dictionaries have no id to be cached under; names are cached for the stream.
        let mut named: Vec<(&[u8], Option<Arc<Font>>)> = Vec::new();
        let mut in_array = false;
        let mut path = Path::default();
        let mut actual: Option<Actual> = None;
        let mut marked = 0u32;
        // The numbers of marked content, of the page's own stream alone: forms count their own.
        let mut marks: Vec<u32> = Vec::new();
        loop {
            lexer.operands(&mut args, if in_array { MAX_ELEMENTS } else { MAX_OPERANDS }, in_array);
            let Some(token) = lexer.next() else { break };
            let op = match token {
                // Inside an array only what shows or ends text can be an operator: its bracket is missing.
                Token::Operator(op) if in_array && !matches!(op, b"TJ" | b"Tj" | b"ET" | b"BT" | b"Q" | b"q") => {
                    continue;
                }
                Token::Operator(op) => op,
                Token::ArrayStart => {
                    in_array = true;
                    continue;
                }
                Token::ArrayEnd => {
                    in_array = false;
                    continue;
                }
                // Long arrays are shown as they are read: the array of `TJ` holds nothing else.
                other => {
                    if args.len() < if in_array { MAX_ELEMENTS } else { MAX_OPERANDS } {
                        args.push(other);
                    }
                    continue;
                }
            };
            in_array = false;
            self.used.operators += 1;
            self.used.words = self.words.list.len() as u64;
            if self.used.spent() {
                return;
            }
            let number = |k: usize| match args.get(k) {
                Some(Token::Number(n)) => *n,
                _ => 0.0,
            };
            // As slices, not strings: one look at a byte instead of a comparison for each operator.
            match *op {
                [b'r', b'e'] if args.len() >= 4 => path.rectangle(state.ctm, std::array::from_fn(number)),
                [b'm'] if args.len() >= 2 => path.start(state.ctm.apply(number(0), number(1))),
                [b'l'] if args.len() >= 2 => path.line(state.ctm.apply(number(0), number(1))),
                [b'c'] | [b'v'] | [b'y'] => path.curve(),
                [b'h'] => path.close(),
                [b'S'] => path.stroke(&mut self.words.rules),
                [b's'] | [b'b'] | [b'b', b'*'] => {
                    path.close();
                    path.stroke(&mut self.words.rules);
                }
                [b'B'] | [b'B', b'*'] => path.stroke(&mut self.words.rules),
                [b'f'] | [b'F'] | [b'f', b'*'] => path.fill(&mut self.words.rules),
                [b'n'] => path.clear(),
                [b'B', b'M', b'C'] => marked += 1,
                [b'B', b'D', b'C'] => {
                    marked += 1;
                    if depth == 0 && marks.len() < MAX_SAVED {
                        let number = self.mark_of(&args, resources);
                        marks.resize((marked as usize).min(MAX_SAVED), self.words.mark);
                        self.words.mark = number.unwrap_or(self.words.mark);
                    }
                    if actual.is_none()
                        && let Some(text) = self.actual_text(&args, resources, &mut buffer)
                    {
                        let before = (self.words.list.len(), self.words.text.len());
                        self.words.cut();
                        actual = Some(Actual { depth: marked, text, before });
                    }
                }
                [b'E', b'M', b'C'] => {
                    if actual.as_ref().is_some_and(|a| a.depth == marked)
                        && let Some(a) = actual.take()
                    {
                        self.words.replace(a.before, &a.text);
                    }
                    if depth == 0 && marks.len() == marked as usize {
                        self.words.mark = marks.pop().unwrap_or(NO_MARK);
                    }
                    marked = marked.saturating_sub(1);
                }
                [b'q'] if saved.len() < MAX_SAVED => saved.push(state.clone()),
                [b'Q'] => {
                    if let Some(s) = saved.pop() {
                        state = s;
                    }
                }
                [b'c', b'm'] if args.len() >= 6 => {
                    state.ctm = Matrix(std::array::from_fn(number)).then(state.ctm);
                }
                [b'B', b'T'] => (tm, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                [b'T', b'f'] => {
                    if let Some(Token::Name(name)) = args.first() {
                        state.font = match named.iter().find(|(n, _)| n == name) {
                            Some((_, font)) => font.clone(),
                            None => {
                                let font = self.resource(resources, b"Font", name).and_then(|o| self.font(o));
                                named.push((name, font.clone()));
                                font
                            }
                        };
                    }
                    state.size = number(1);
                }
                [b'g', b's'] => {
                    if let Some(Token::Name(name)) = args.first()
                        && let Some(dict) =
                            self.resource(resources, b"ExtGState", name).and_then(|o| dict_of(self.doc, o))
                        && let Some([font, size]) = dict
                            .get(b"Font")
                            .ok()
                            .and_then(|o| deref(self.doc, o).as_array().ok())
                            .and_then(|a| a.get(..2))
                    {
                        state.font = self.font(font);
                        state.size = number_of(self.doc, size).unwrap_or(state.size);
                    }
                }
                [b'T', b'c'] => state.tracking = number(0),
                [b'T', b'w'] => state.word_space = number(0),
                [b'T', b'z'] => state.scale = number(0) / 100.0,
                [b'T', b'L'] => state.leading = number(0),
                [b'T', b's'] => state.rise = number(0),
                [b'T', b'r'] => state.mode = number(0) as u8,
                [b'T', b'd'] | [b'T', b'D'] => {
                    if op == b"TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix([1.0, 0.0, 0.0, 1.0, number(0), number(1)]).then(line);
                    tm = line;
                }
                [b'T', b'm'] => {
                    line = Matrix(std::array::from_fn(number));
                    tm = line;
                }
                [b'T', b'*'] | [b'\''] | [b'"'] => {
                    if op == b"\"" {
                        (state.word_space, state.tracking) = (number(0), number(1));
                    }
                    line = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]).then(line);
                    tm = line;
                    if op != b"T*" {
                        self.show(&mut tm, &state, last(&args).as_slice(), &mut buffer);
                    }
                }
                [b'T', b'j'] => self.show(&mut tm, &state, last(&args).as_slice(), &mut buffer),
                [b'T', b'J'] => self.show(&mut tm, &state, &args, &mut buffer),
                [b'B', b'I'] => {
                    self.image = true;
                    lexer.skip_inline_image();
                }
                [b'D', b'o'] => {
                    if let Some(Token::Name(name)) = args.first() {
                        let object = self.resource(resources, b"XObject", name).map(|o| deref(self.doc, o));
                        match object.and_then(|o| o.as_stream().ok()) {
                            Some(s) if s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form") => {
                                self.form(s, resources, state.ctm, depth + 1);
                            }
                            // Image streams are not loaded: what is missing is an image.
                            _ => self.image = true,
                        }
                    }
                }
                _ => {}
            }
            args.clear();
        }
    }

    /// The number of marked content in a property list.
    fn mark_of(&self, args: &[Token<'_>], resources: Option<&'d Dictionary>) -> Option<u32> {
        let inline = args.iter().position(|t| *t == Token::Name(b"MCID"));
        match (inline.and_then(|k| args.get(k + 1)), args.get(1)) {
            (Some(Token::Number(n)), _) if (0.0..1e7).contains(n) => Some(*n as u32),
            (None, Some(Token::Name(name))) => {
                let list = self.resource(resources, b"Properties", name).and_then(|o| dict_of(self.doc, o))?;
                list.get(b"MCID")
                    .ok()
                    .and_then(|o| number_of(self.doc, o))
                    .filter(|n| (0.0..1e7).contains(n))
                    .map(|n| n as u32)
            }
            _ => None,
        }
    }

    /// The `ActualText` of a property list, written out or named in the resources.
    fn actual_text(
        &self,
        args: &[Token<'_>],
        resources: Option<&'d Dictionary>,
        buffer: &mut Vec<u8>,
    ) -> Option<String> {
        let inline = args.iter().position(|t| *t == Token::Name(b"ActualText"));
        match (inline.and_then(|k| args.get(k + 1)), args.get(1)) {
            (Some(Token::Literal(raw)), _) => literal_into(raw, buffer),
            (Some(Token::Hex(raw)), _) => hex_into(raw, buffer),
            (None, Some(Token::Name(name))) => {
                let list = self.resource(resources, b"Properties", name).and_then(|o| dict_of(self.doc, o))?;
                let bytes = list.get(b"ActualText").ok().and_then(|o| deref(self.doc, o).as_str().ok())?;
                buffer.clear();
                buffer.extend_from_slice(bytes);
            }
            _ => return None,
        }
        Some(text_string(buffer))
    }
}
