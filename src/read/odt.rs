//! ODT (OpenDocument text): paragraphs, headings, bold, lists with their numbers, tables, heads and feet, notes.
//!
//! Deleted text of tracked changes and comments in the margin are not read. Page heads come before the body, as
//! letterheads do; page feet are furniture.

use super::ReadError;
use super::container::{Container, Node, attribute, walk};
use super::flow::{Flow, Paragraph};
use super::numbering::{Counters, LEVELS, Level};
use super::sheet::{self, Based};
use crate::page::{Document, MediaType, Role};
use quick_xml::events::BytesStart;

/// The most copies of a cell that « number-columns-repeated » makes: a word processor's table has a page's width.
const MAX_REPEAT: usize = 64;

/// What a style says.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: String,
    bold: Option<bool>,
    italic: Option<bool>,
    page_break: bool,
}

impl Based for Style {
    fn base(&self) -> &str {
        &self.parent
    }
}

/// Styles and lists of a document.
type Sheet = sheet::Sheet<Style>;

/// Reads a document.
///
/// # Errors
/// When the container or its main part is damaged or encrypted, or nothing is printed.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut container = Container::open(bytes)?;
    if container.part("META-INF/manifest.xml")?.is_some_and(|m| m.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let content = container.main("content.xml")?;
    let common = container.part("styles.xml")?.unwrap_or_default();
    let mut sheet = Sheet::default();
    if !common.is_empty() {
        styles(&common, &mut sheet)?;
    }
    styles(&content, &mut sheet)?;
    let mut flow = Flow::new(MediaType::Odt);
    let mut counters = Counters::default();
    for (xml, inside, role) in [
        (&common, &["header", "header-first", "header-left"][..], Role::Text),
        (&content, &["body"], Role::Text),
        (&common, &["footer", "footer-first", "footer-left"], Role::Furniture),
    ] {
        if !xml.is_empty() {
            Body::new(&sheet, &mut counters, &mut flow, inside, role).read(xml)?;
        }
        flow.gap();
    }
    flow.finish()
}

fn styles(xml: &str, sheet: &mut Sheet) -> Result<(), ReadError> {
    let (mut name, mut style) = (String::new(), Style::default());
    let mut list = String::new();
    walk(xml, |node| match node {
        Node::Open("style", e) => {
            name = attribute(e, "name");
            style = Style { parent: attribute(e, "parent-style-name"), ..Style::default() };
        }
        Node::Open("text-properties", e) => {
            let weight = attribute(e, "font-weight");
            style.bold = (!weight.is_empty()).then(|| weight == "bold" || weight.parse().is_ok_and(|w: u32| w >= 600));
            let slant = attribute(e, "font-style");
            style.italic = (!slant.is_empty()).then(|| slant != "normal");
        }
        Node::Open("paragraph-properties", e) => style.page_break = attribute(e, "break-before") == "page",
        Node::Close("style") => {
            sheet.styles.insert(std::mem::take(&mut name), std::mem::take(&mut style));
        }
        Node::Open("list-style", e) => list = attribute(e, "name"),
        Node::Open(kind @ ("list-level-style-number" | "list-level-style-bullet"), e) => {
            let at = attribute(e, "level").parse::<usize>().unwrap_or(1).saturating_sub(1);
            let levels = sheet.lists.entry(list.clone()).or_insert_with(|| vec![Level::default(); LEVELS]);
            if let Some(level) = levels.get_mut(at).filter(|_| kind == "list-level-style-number") {
                *level = number_level(e, at);
            }
        }
        _ => {}
    })?;
    Ok(())
}

/// The numbering of a level: ODF writes what stands before and behind, and how many levels are shown.
fn number_level(e: &BytesStart<'_>, at: usize) -> Level {
    let format = match attribute(e, "num-format").as_str() {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        "" => "none",
        _ => "decimal",
    };
    let shown = attribute(e, "display-levels").parse::<usize>().unwrap_or(1).clamp(1, at + 1);
    let numbers: Vec<String> = (at + 1 - shown..=at).map(|l| format!("%{}", l + 1)).collect();
    Level {
        format: format.to_owned(),
        text: format!("{}{}{}", attribute(e, "num-prefix"), numbers.join("."), attribute(e, "num-suffix")),
        start: attribute(e, "start-value").parse().unwrap_or(1),
    }
}

/// A paragraph being read, with the styles of the spans inside.
struct Open {
    p: Paragraph,
    styles: Vec<String>,
}

#[derive(Default)]
struct Table {
    cells: Vec<Vec<Paragraph>>,
    repeat: usize,
    head: bool,
}

struct Body<'s> {
    sheet: &'s Sheet,
    counters: &'s mut Counters,
    flow: &'s mut Flow,
    /// The elements that are read; nothing outside of them is.
    inside: &'s [&'s str],
    role: Role,
    depth: usize,
    skip: usize,
    open: Vec<Open>,
    tables: Vec<Table>,
    /// The style of each open list, and whether its item still has to get its number.
    lists: Vec<(String, bool)>,
}

impl<'s> Body<'s> {
    fn new(
        sheet: &'s Sheet,
        counters: &'s mut Counters,
        flow: &'s mut Flow,
        inside: &'s [&'s str],
        role: Role,
    ) -> Self {
        let (open, tables, lists) = (Vec::new(), Vec::new(), Vec::new());
        Self { sheet, counters, flow, inside, role, depth: 0, skip: 0, open, tables, lists }
    }

    fn read(mut self, xml: &str) -> Result<(), ReadError> {
        walk(xml, |node| self.see(node))?;
        while !self.open.is_empty() {
            self.close_paragraph();
        }
        while !self.tables.is_empty() {
            self.close_row();
            self.tables.pop();
        }
        Ok(())
    }

    fn see(&mut self, node: Node<'_>) {
        match node {
            Node::Open(name, _) if self.inside.contains(&name) => self.depth += 1,
            Node::Close(name) if self.inside.contains(&name) => self.depth = self.depth.saturating_sub(1),
            _ if self.depth == 0 => {}
            Node::Open("tracked-changes" | "annotation" | "sequence-decls", _) => self.skip += 1,
            Node::Close("tracked-changes" | "annotation" | "sequence-decls") => self.skip = self.skip.saturating_sub(1),
            _ if self.skip > 0 || self.flow.is_full() => {}
            Node::Open(name, e) => self.begin(name, e),
            Node::Close(name) => self.end(name),
            // Line ends of the file are spaces in the text.
            Node::Text(text) => {
                if !self.open.is_empty() {
                    self.text(&text.replace(['\n', '\r', '\t'], " "));
                }
            }
        }
    }

    fn begin(&mut self, name: &str, e: &BytesStart<'_>) {
        match name {
            "p" | "h" if self.open.len() < 64 => {
                let style = attribute(e, "style-name");
                let role = if name == "h" && self.role == Role::Text {
                    Role::Heading(attribute(e, "outline-level").parse().unwrap_or(1u8).clamp(1, 6))
                } else {
                    self.role
                };
                let gap = self.sheet.find(&style, |s| s.page_break.then_some(true)).is_some();
                self.open.push(Open { p: Paragraph { role, gap, ..Paragraph::default() }, styles: vec![style] });
            }
            "span" => {
                if let Some(open) = self.open.last_mut() {
                    open.styles.push(attribute(e, "style-name"));
                }
            }
            "s" => {
                let n = attribute(e, "c").parse().unwrap_or(1usize).min(256);
                self.text(&" ".repeat(n));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "list" if self.lists.len() < 64 => {
                let own = attribute(e, "style-name");
                let inherited = || self.lists.last().map(|l| l.0.clone()).unwrap_or_default();
                let style = if own.is_empty() { inherited() } else { own };
                self.lists.push((style, false));
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.1 = true;
                }
            }
            "table" if self.tables.len() < 64 => self.tables.push(Table::default()),
            "table-header-rows" => self.set_head(true),
            "table-cell" | "covered-table-cell" => {
                if let Some(t) = self.tables.last_mut() {
                    t.repeat = attribute(e, "number-columns-repeated").parse().unwrap_or(1usize).clamp(1, MAX_REPEAT);
                    t.cells.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.close_paragraph(),
            "span" => {
                if let Some(open) = self.open.last_mut().filter(|o| o.styles.len() > 1) {
                    open.styles.pop();
                }
            }
            "list" => {
                self.lists.pop();
            }
            "table-header-rows" => self.set_head(false),
            "table-cell" | "covered-table-cell" => {
                if let Some(t) = self.tables.last_mut()
                    && let Some(cell) = t.cells.last().cloned()
                {
                    t.cells.extend(std::iter::repeat_n(cell, t.repeat.saturating_sub(1)));
                }
            }
            "table-row" => self.close_row(),
            "table" => {
                self.tables.pop();
                self.flow.gap();
            }
            _ => {}
        }
    }

    fn set_head(&mut self, on: bool) {
        if let Some(t) = self.tables.last_mut() {
            t.head = on;
        }
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let is = |get: fn(&Style) -> Option<bool>| {
            open.styles.iter().rev().find_map(|s| self.sheet.find(s, get)).unwrap_or(false)
        };
        let (bold, italic) = (is(|s| s.bold), is(|s| s.italic));
        open.p.push(text, bold, italic);
    }

    fn close_paragraph(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        let level = self.lists.len().saturating_sub(1);
        if let Some((style, fresh)) = self.lists.last_mut()
            && *fresh
            && !open.p.is_blank()
        {
            *fresh = false;
            let levels = self.sheet.lists.get(style).map_or(&[][..], Vec::as_slice);
            let marker = self.counters.next(style, levels, level);
            let share = |n: usize| if n * 10 >= open.p.text.len() * 9 { n + marker.len() } else { n };
            (open.p.bold, open.p.italic) = (share(open.p.bold), share(open.p.italic));
            open.p.text.insert_str(0, &marker);
            if open.p.role == Role::Text {
                open.p.role = Role::Item;
            }
        }
        match self.tables.last_mut().and_then(|t| t.cells.last_mut()) {
            Some(cell) => cell.push(open.p),
            None => self.flow.paragraph(&open.p),
        }
    }

    fn close_row(&mut self) {
        let Some(t) = self.tables.last_mut() else { return };
        let (cells, head) = (std::mem::take(&mut t.cells), t.head);
        let outer = self.tables.len().checked_sub(2).and_then(|i| self.tables[i].cells.last_mut());
        match outer {
            Some(cell) => cell.extend(cells.into_iter().flatten()),
            None => self.flow.row(&cells, head && self.role == Role::Text),
        }
    }
}
