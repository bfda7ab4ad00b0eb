//! DOCX (Office Open XML): paragraphs, headings, bold, lists with their numbers, tables, headers, footers, notes.
//!
//! What the author deleted under tracked changes is not read; what was inserted is. Headers come before the body, as
//! letterheads do; footers are furniture.

use super::ReadError;
use super::container::{Container, Node, attribute, walk};
use super::flow::{Flow, Paragraph};
use super::numbering::{Counters, LEVELS, Level};
use super::sheet::{self, Based};
use crate::page::{Document, MediaType, Role};
use rustc_hash::FxHashMap;

/// What a paragraph or character style says.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: String,
    outline: Option<u8>,
    bold: Option<bool>,
    italic: Option<bool>,
    list: Option<(String, usize)>,
}

impl Based for Style {
    fn base(&self) -> &str {
        &self.based_on
    }
}

/// Styles and lists of a document.
type Sheet = sheet::Sheet<Style>;

/// Reads a document.
///
/// # Errors
/// When the container or its main part is damaged, or nothing is printed.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut container = Container::open(bytes)?;
    let body = container.main("word/document.xml")?;
    let mut sheet = Sheet::default();
    if let Some(xml) = container.part("word/styles.xml")? {
        styles(&xml, &mut sheet)?;
    }
    if let Some(xml) = container.part("word/numbering.xml")? {
        lists(&xml, &mut sheet)?;
    }
    let mut flow = Flow::new(MediaType::Docx);
    let mut counters = Counters::default();
    for (start, role) in [("word/header", Role::Text), ("", Role::Text), ("word/foot", Role::Furniture)] {
        if start.is_empty() {
            Body::new(&sheet, &mut counters, &mut flow, role).read(&body)?;
            continue;
        }
        let mut seen: Vec<String> = Vec::new();
        for name in container.names(start).iter().filter(|n| n.ends_with(".xml")) {
            let Some(xml) = container.part(name)? else { continue };
            // The same head for first, odd and even pages is one head.
            if !seen.contains(&xml) {
                let role = if name.contains("note") { Role::Text } else { role };
                flow.gap();
                Body::new(&sheet, &mut counters, &mut flow, role).read(&xml)?;
                seen.push(xml);
            }
        }
        flow.gap();
    }
    flow.finish()
}

/// An on/off property: on unless it says otherwise.
fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

fn styles(xml: &str, sheet: &mut Sheet) -> Result<(), ReadError> {
    let (mut id, mut style) = (String::new(), Style::default());
    let (mut list, mut level) = (None, 0);
    walk(xml, |node| match node {
        Node::Open("style", e) => {
            (id, style, list, level) = (attribute(e, "styleId"), Style::default(), None, 0);
        }
        Node::Open("name", e) => {
            let name = attribute(e, "val").to_ascii_lowercase();
            let depth = name.strip_prefix("heading ").or_else(|| name.strip_prefix("titre "));
            style.outline = depth.and_then(|d| d.parse().ok()).or((name == "title").then_some(1));
        }
        Node::Open("basedOn", e) => style.based_on = attribute(e, "val"),
        Node::Open("outlineLvl", e) => {
            style.outline = attribute(e, "val").parse::<u8>().ok().filter(|l| *l < 9).map(|l| l + 1).or(style.outline);
        }
        Node::Open("b", e) => style.bold = Some(is_on(&attribute(e, "val"))),
        Node::Open("i", e) => style.italic = Some(is_on(&attribute(e, "val"))),
        Node::Open("numId", e) => list = Some(attribute(e, "val")),
        Node::Open("ilvl", e) => level = attribute(e, "val").parse().unwrap_or(0),
        Node::Close("style") => {
            style.list = list.take().map(|l| (l, level));
            sheet.styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
        }
        _ => {}
    })?;
    Ok(())
}

fn lists(xml: &str, sheet: &mut Sheet) -> Result<(), ReadError> {
    let mut shapes: FxHashMap<String, Vec<Level>> = FxHashMap::default();
    let (mut shape, mut num, mut level) = (String::new(), String::new(), 0usize);
    walk(xml, |node| match node {
        Node::Open("abstractNum", e) => shape = attribute(e, "abstractNumId"),
        Node::Open("lvl", e) => level = attribute(e, "ilvl").parse().unwrap_or(0),
        Node::Open(what @ ("numFmt" | "lvlText" | "start"), e) if num.is_empty() && level < LEVELS => {
            let levels = shapes.entry(shape.clone()).or_insert_with(|| vec![Level::default(); LEVELS]);
            let value = attribute(e, "val");
            match what {
                "numFmt" => levels[level].format = value,
                "lvlText" => levels[level].text = value,
                _ => levels[level].start = value.parse().unwrap_or(1),
            }
        }
        Node::Open("num", e) => num = attribute(e, "numId"),
        Node::Open("abstractNumId", e) if !num.is_empty() => {
            if let Some(levels) = shapes.get(&attribute(e, "val")) {
                sheet.lists.insert(num.clone(), levels.clone());
            }
        }
        Node::Close("num") => num.clear(),
        _ => {}
    })?;
    Ok(())
}

/// A paragraph being read, and the style of its runs.
#[derive(Default)]
struct Open {
    p: Paragraph,
    style: String,
    list: Option<(Option<String>, usize)>,
    bold: Option<bool>,
    italic: Option<bool>,
    run_style: String,
    in_run: bool,
}

/// A table being read.
#[derive(Default)]
struct Table {
    cells: Vec<Vec<Paragraph>>,
    head: bool,
}

/// Reads one part with paragraphs in it.
struct Body<'s> {
    sheet: &'s Sheet,
    counters: &'s mut Counters,
    flow: &'s mut Flow,
    role: Role,
    open: Vec<Open>,
    tables: Vec<Table>,
    skip: usize,
    in_text: bool,
    gap: bool,
}

impl<'s> Body<'s> {
    fn new(sheet: &'s Sheet, counters: &'s mut Counters, flow: &'s mut Flow, role: Role) -> Self {
        let (open, tables) = (Vec::new(), Vec::new());
        Self { sheet, counters, flow, role, open, tables, skip: 0, in_text: false, gap: false }
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
            // Deleted and moved text, and the second rendering of a drawing.
            Node::Open("del" | "moveFrom" | "Fallback" | "instrText" | "pPrChange" | "rPrChange", _) => self.skip += 1,
            Node::Close("del" | "moveFrom" | "Fallback" | "instrText" | "pPrChange" | "rPrChange") => {
                self.skip = self.skip.saturating_sub(1);
            }
            _ if self.skip > 0 || self.flow.is_full() => {}
            Node::Open("p", _) if self.open.len() < 64 => {
                let gap = std::mem::take(&mut self.gap);
                self.open
                    .push(Open { p: Paragraph { role: self.role, gap, ..Paragraph::default() }, ..Open::default() });
            }
            Node::Close("p") => self.close_paragraph(),
            Node::Open("tbl", _) if self.tables.len() < 64 => self.tables.push(Table::default()),
            Node::Close("tbl") => {
                self.tables.pop();
                self.gap = true;
            }
            Node::Open("tblHeader", e) => {
                if let Some(t) = self.tables.last_mut() {
                    t.head = is_on(&attribute(e, "val"));
                }
            }
            Node::Open("tc", _) => {
                if let Some(t) = self.tables.last_mut() {
                    t.cells.push(Vec::new());
                }
            }
            Node::Close("tr") => self.close_row(),
            Node::Open("t", _) => self.in_text = true,
            Node::Close("t") => self.in_text = false,
            Node::Text(text) if self.in_text => self.text(text),
            Node::Open("tab" | "ptab", _) if self.in_run() => self.text("\t"),
            Node::Open("cr", _) => self.text("\n"),
            Node::Open("br", e) => self.text(if attribute(e, "type") == "page" { "\n\n" } else { "\n" }),
            Node::Open("noBreakHyphen", _) => self.text("-"),
            Node::Open(name, e) => {
                if let Some(open) = self.open.last_mut() {
                    property(open, name, e);
                }
            }
            Node::Close("r") => {
                if let Some(open) = self.open.last_mut() {
                    (open.bold, open.italic, open.in_run) = (None, None, false);
                    open.run_style.clear();
                }
            }
            _ => {}
        }
    }

    fn in_run(&self) -> bool {
        self.open.last().is_some_and(|o| o.in_run)
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let of = |get: fn(&Style) -> Option<bool>, own: Option<bool>| {
            own.or_else(|| self.sheet.find(&open.run_style, get))
                .or_else(|| self.sheet.find(&open.style, get))
                .unwrap_or(false)
        };
        let (bold, italic) = (of(|s| s.bold, open.bold), of(|s| s.italic, open.italic));
        open.p.push(text, bold, italic);
    }

    fn close_paragraph(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        if self.role == Role::Text
            && let Some(depth) = self.sheet.find(&open.style, |s| s.outline)
        {
            open.p.role = Role::Heading(depth.clamp(1, 6));
        }
        let styled = self.sheet.find(&open.style, |s| s.list.clone());
        let list = match open.list {
            Some((Some(list), level)) => Some((list, level)),
            Some((None, level)) => styled.map(|(list, _)| (list, level)),
            None => styled,
        };
        // List 0 takes a paragraph out of the list of its style.
        if let Some((list, level)) = list.filter(|(l, _)| l != "0" && !open.p.is_blank()) {
            let levels = self.sheet.lists.get(&list).map_or(&[][..], Vec::as_slice);
            let marker = self.counters.next(&list, levels, level);
            if !marker.is_empty() {
                let share = |n: usize| if n * 10 >= open.p.text.len() * 9 { n + marker.len() } else { n };
                (open.p.bold, open.p.italic) = (share(open.p.bold), share(open.p.italic));
                open.p.text.insert_str(0, &marker);
            }
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
        let (cells, head) = (std::mem::take(&mut t.cells), std::mem::take(&mut t.head));
        let outer = self.tables.len().checked_sub(2).and_then(|i| self.tables[i].cells.last_mut());
        match outer {
            // A table in a cell: its text stays in that cell.
            Some(cell) => cell.extend(cells.into_iter().flatten()),
            None => self.flow.row(&cells, head && self.role == Role::Text),
        }
    }
}

/// A property of the open paragraph or run.
fn property(open: &mut Open, name: &str, e: &quick_xml::events::BytesStart<'_>) {
    let value = || attribute(e, "val");
    match name {
        "r" => open.in_run = true,
        "pStyle" => open.style = value(),
        "rStyle" => open.run_style = value(),
        "numId" => open.list.get_or_insert((None, 0)).0 = Some(value()),
        "ilvl" => open.list.get_or_insert((None, 0)).1 = value().parse().unwrap_or(0),
        "pageBreakBefore" => open.p.gap |= is_on(&value()),
        "b" if open.in_run => open.bold = Some(is_on(&value())),
        "i" if open.in_run => open.italic = Some(is_on(&value())),
        _ => {}
    }
}
