//! HTML: the pages of municipal sites. Only the tokenizer of html5ever is used, and no tree: minutes need paragraphs,
//! headings, items and rows, and a tree of a million nested elements costs time that grows with its square.
//!
//! What stands in `nav`, `header`, `footer`, `aside` and forms is furniture: kept, not read as minutes. Scripts,
//! styles and templates are not text.

use super::flow::{Flow, Paragraph};
use super::spans::Spans;
use super::{ReadError, encoding};
use crate::page::{Document, MediaType, Role};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements around which a line ends.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "title",
    "ul",
];
/// Elements that are around the page, not on it.
const AROUND: &[&str] = &["nav", "header", "footer", "aside", "form", "title", "button", "select"];
/// Elements whose content is no text.
const SILENT: &[&str] = &["script", "style", "template", "svg", "iframe", "object", "noframes", "math"];

/// First bytes looked at to know HTML.
const LOOK: usize = 1024;

/// Whether bytes begin as HTML does, behind white space, a byte order mark, comments or an XML declaration.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOK)];
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)).to_ascii_lowercase();
    let mut rest = head.trim_start();
    while let Some((_, after)) = rest
        .strip_prefix("<!--")
        .and_then(|r| r.split_once("-->"))
        .or_else(|| rest.strip_prefix("<?xml").and_then(|r| r.split_once("?>")))
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|s| rest.starts_with(s))
}

/// Reads a page.
///
/// # Errors
/// When it is no text, in an encoding that is not read, or nothing is printed.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let source = encoding::decode(bytes)?;
    let sink = Page { inner: RefCell::new(Inner::new()) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&source.text));
    // Without scripts to run, one call takes all; the loop is for scripts, which end it early.
    for _ in 0..source.text.len() {
        let _ = tokenizer.feed(&queue);
        if queue.is_empty() {
            break;
        }
    }
    tokenizer.end();
    tokenizer.sink.inner.into_inner().finish()
}

struct Page {
    inner: RefCell<Inner>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut inner = self.inner.borrow_mut();
        match token {
            Token::CharacterTokens(text) => inner.text(&text),
            Token::TagToken(tag) => return inner.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A table being read.
#[derive(Default)]
struct Table {
    cells: Vec<Vec<Paragraph>>,
    heads: usize,
    spans: Spans,
}

struct Inner {
    flow: Flow,
    p: Paragraph,
    bold: usize,
    italic: usize,
    pre: usize,
    around: usize,
    silent: Option<String>,
    silent_depth: usize,
    heading: Option<u8>,
    item: Option<String>,
    /// The next number of each open list; `None` for bullets.
    lists: Vec<Option<u32>>,
    tables: Vec<Table>,
}

impl Inner {
    fn new() -> Self {
        Self {
            flow: Flow::new(MediaType::Html),
            p: Paragraph::default(),
            bold: 0,
            italic: 0,
            pre: 0,
            around: 0,
            silent: None,
            silent_depth: 0,
            heading: None,
            item: None,
            lists: Vec::new(),
            tables: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent.is_some() || self.flow.is_full() {
            return;
        }
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        if self.pre > 0 {
            self.p.push(text, bold, italic);
            return;
        }
        // White space is one space; no-break spaces are text.
        let space = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        let mut words = text.split(space).filter(|w| !w.is_empty()).peekable();
        let apart = |p: &Paragraph| !p.text.is_empty() && !p.text.ends_with([' ', '\n']);
        if text.starts_with(space) && apart(&self.p) {
            self.p.push(" ", bold, italic);
        }
        while let Some(word) = words.next() {
            self.p.push(word, bold, italic);
            if words.peek().is_some() || text.ends_with(space) {
                self.p.push(" ", bold, italic);
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let start = tag.kind == TagKind::StartTag;
        if let Some(silent) = &self.silent {
            if silent == name && !tag.self_closing {
                self.silent_depth = if start { self.silent_depth + 1 } else { self.silent_depth - 1 };
                if self.silent_depth == 0 {
                    self.silent = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        if start && SILENT.contains(&name) && !tag.self_closing {
            self.silent = Some(name.to_owned());
            self.silent_depth = 1;
            return match name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "style" | "iframe" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
                _ => TokenSinkResult::Continue,
            };
        }
        let step = |n: &mut usize| *n = if start { *n + 1 } else { n.saturating_sub(1) };
        match name {
            "b" | "strong" => step(&mut self.bold),
            "i" | "em" | "cite" => step(&mut self.italic),
            _ => {}
        }
        match name {
            "br" if self.pre == 0 || start => self.p.text.push('\n'),
            "img" => {
                let alt = tag.attrs.iter().find(|a| &*a.name.local == "alt");
                if let Some(alt) = alt {
                    self.text(&format!(" {} ", alt.value));
                }
            }
            "table" => {
                self.flush();
                if start && self.tables.len() < 64 {
                    self.tables.push(Table::default());
                } else if !start {
                    self.end_row();
                    self.tables.pop();
                }
                self.flow.gap();
            }
            "tr" | "tbody" | "thead" | "tfoot" => {
                self.flush();
                self.end_row();
            }
            "td" | "th" => {
                self.flush();
                if let Some(t) = self.tables.last_mut().filter(|t| start && t.cells.len() < 4096) {
                    let number = |name: &str| {
                        let own = tag.attrs.iter().find(|a| &*a.name.local == name);
                        own.and_then(|a| a.value.trim().parse().ok()).unwrap_or(1)
                    };
                    let taken = t.spans.cell(number("rowspan"), number("colspan"));
                    t.cells.extend(std::iter::repeat_with(Vec::new).take(taken));
                    t.heads += usize::from(name == "th") * (1 + taken);
                    t.cells.push(Vec::new());
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = start.then(|| name.as_bytes()[1] - b'0');
            }
            "ol" | "ul" => {
                self.flush();
                if start && self.lists.len() < 64 {
                    let first = tag.attrs.iter().find(|a| &*a.name.local == "start");
                    let first = first.and_then(|a| a.value.parse().ok()).unwrap_or(1);
                    self.lists.push((name == "ol").then_some(first));
                } else if !start {
                    self.lists.pop();
                }
            }
            "li" => {
                self.flush();
                self.item = start.then(|| match self.lists.last_mut() {
                    Some(Some(n)) => {
                        *n = n.saturating_add(1);
                        format!("{}. ", n.saturating_sub(1))
                    }
                    _ => "- ".to_owned(),
                });
            }
            _ if BLOCKS.contains(&name) => {
                self.flush();
                self.p.gap |= name == "hr" || name == "p";
            }
            _ => {}
        }
        if name == "pre" {
            step(&mut self.pre);
        }
        if AROUND.contains(&name) {
            self.flush();
            step(&mut self.around);
        }
        match name {
            "title" | "textarea" if start => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let mut p = std::mem::take(&mut self.p);
        if p.is_blank() {
            self.p.gap = p.gap;
            return;
        }
        p.role = match self.heading {
            _ if self.around > 0 => Role::Furniture,
            Some(depth) => Role::Heading(depth),
            None => Role::Text,
        };
        if let Some(marker) = self.item.take() {
            p.text.insert_str(0, &marker);
            p.bold += if p.bold > 0 { marker.len() } else { 0 };
            if p.role == Role::Text {
                p.role = Role::Item;
            }
        }
        match self.tables.last_mut().and_then(|t| t.cells.last_mut()) {
            Some(cell) => cell.push(p),
            None => self.flow.paragraph(&p),
        }
    }

    fn end_row(&mut self) {
        let Some(t) = self.tables.last_mut() else { return };
        let (cells, heads) = (std::mem::take(&mut t.cells), std::mem::take(&mut t.heads));
        t.spans.end_row();
        let outer = self.tables.len().checked_sub(2).and_then(|i| self.tables[i].cells.last_mut());
        match outer {
            Some(cell) => cell.extend(cells.into_iter().flatten()),
            None => self.flow.row(&cells, heads > 0 && heads == cells.len()),
        }
    }

    fn finish(mut self) -> Result<Document, ReadError> {
        self.flush();
        while !self.tables.is_empty() {
            self.end_row();
            self.tables.pop();
        }
        self.flow.finish()
    }
}
