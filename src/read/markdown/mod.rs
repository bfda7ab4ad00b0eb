//! Markdown: CommonMark with tables. The clean text drops the markup; every piece keeps its bytes in the file.

mod bar_rows;
mod pandoc;
mod tags;

use super::encoding::Decoded;
use super::plain;
use super::spans::Spans;
use crate::page::{Builder, Document, LineStyle, MediaType, Page, Role, TextOrigin};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a Markdown text.
pub(super) fn read(source: Decoded) -> Document {
    let mut r = Reader::new(&source.text);
    for (event, range) in Parser::new_ext(&source.text, options()).into_offset_iter() {
        r.event(event, range);
    }
    r.flush();
    let mut b = r.b;
    b.set_first_page(Page { text: source.text, offsets: source.offsets, ..Page::default() });
    b.finish()
}

/// Whether a text without a name that says so is Markdown: headings or bold words are marked, and no columns are laid out in
/// it, which Markdown would lose.
pub(super) fn is_marked_up(text: &str) -> bool {
    const HEADINGS: usize = 2;
    const BOLD: usize = 4;
    /// One line in this many may have a column gap.
    const COLUMNS: usize = 20;
    let heading = |l: &&str| {
        let print = l.trim_start_matches('#');
        (1..=6).contains(&(l.len() - print.len())) && print.starts_with(' ') && print.contains(char::is_alphabetic)
    };
    let headings = text.lines().filter(heading).count();
    let bold = text.matches("**").count() / 2;
    let apart = text.lines().filter(|l| l.trim().contains("    ")).count();
    (headings >= HEADINGS || bold >= BOLD) && apart * COLUMNS <= text.lines().count()
}

/// The extensions that the minutes use.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

enum Part<'a> {
    /// Text that agrees with the source byte by byte.
    Same(usize, &'a str),
    /// Text that stands for other bytes: an entity, a break inside a cell.
    Other(Range<usize>, CowStr<'a>),
    Cell,
    CellEnd,
}

struct Reader<'a> {
    b: Builder,
    src: &'a str,
    line_starts: Vec<usize>,
    parts: Vec<Part<'a>>,
    role: Role,
    in_row: bool,
    /// Columns of a table in tags that rows above take.
    spans: Spans,
    in_comment: bool,
    strong: u32,
    emphasis: u32,
    /// Text of the line, and what of it is bold, in bytes.
    weight: (usize, usize),
    /// What of it is bold or italic from its start on.
    lead: usize,
    /// What of it is italic.
    slanted: usize,
    after_rule: bool,
    markers: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn new(src: &'a str) -> Self {
        let mut b = Builder::new(MediaType::Markdown, TextOrigin::Markdown);
        b.page(Page::default());
        let line_starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', src.as_bytes()).map(|n| n + 1)).collect();
        Self {
            b,
            src,
            line_starts,
            parts: Vec::new(),
            role: Role::Text,
            in_row: false,
            spans: Spans::default(),
            in_comment: false,
            strong: 0,
            emphasis: 0,
            weight: (0, 0),
            lead: 0,
            slanted: 0,
            after_rule: true,
            markers: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(range, text),
            Event::Code(text) => {
                let inner = self.src.get(range.clone()).and_then(|s| s.find(&*text)).unwrap_or(0);
                let at = range.start + inner;
                self.text(at..at + text.len(), text);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Rule => {
                self.flush();
                let number = self.number(range.start);
                let style = LineStyle { role: Role::Rule, gap_before: true, ..LineStyle::default() };
                self.b.begin_line(number, style);
                self.b.end_line();
                self.after_rule = true;
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::Image { .. } if !self.in_row => {
                self.flush();
                self.role = Role::Caption;
            }
            Tag::Image { .. } => {}
            Tag::Heading { level, .. } => {
                self.flush();
                self.role = Role::Heading(depth(*level));
            }
            Tag::Item => {
                self.flush();
                self.role = Role::Item;
                self.markers.push(range.start..range.start + marker_len(&self.src[range.start..]));
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.in_row = true;
                self.role = if matches!(tag, Tag::TableHead) { Role::TableHead } else { Role::TableRow };
            }
            Tag::TableCell => self.parts.push(Part::Cell),
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::Image if self.in_row => {}
            TagEnd::TableCell => self.parts.push(Part::CellEnd),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.in_row = false;
            }
            TagEnd::Item => {
                self.flush_markers();
                self.flush();
            }
            _ => self.flush(),
        }
        if matches!(tag, TagEnd::Image | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow | TagEnd::Item) {
            self.role = if self.in_row { self.role } else { Role::Text };
        }
    }

    fn text(&mut self, range: Range<usize>, text: CowStr<'a>) {
        self.flush_markers();
        if self.src.get(range.clone()) != Some(&*text) {
            self.weigh(text.len());
            let text = if text.contains('\n') { CowStr::from(text.replace('\n', " ")) } else { text };
            self.parts.push(Part::Other(range, text));
            return;
        }
        // Taken from the source itself, so that it lives as long as the reader. Code blocks come with line ends.
        let (mut rest, mut at) = (&self.src[range.clone()], range.start);
        while let Some(n) = memchr::memchr(b'\n', rest.as_bytes()) {
            self.same(at, rest[..n].trim_end_matches('\r'));
            self.line_break(at + n..at + n + 1);
            (rest, at) = (&rest[n + 1..], at + n + 1);
        }
        self.same(at, rest);
    }

    fn same(&mut self, at: usize, text: &'a str) {
        if text.is_empty() {
            return;
        }
        self.weigh(text.len());
        if let Some(Part::Same(from, last)) = self.parts.last_mut()
            && *from + last.len() == at
            && let Some(joined) = self.src.get(*from..at + text.len())
        {
            *last = joined;
            return;
        }
        self.parts.push(Part::Same(at, text));
    }

    fn weigh(&mut self, len: usize) {
        let marked = if self.strong > 0 || self.emphasis > 0 { len } else { 0 };
        self.lead += if self.lead == self.weight.0 { marked } else { 0 };
        self.slanted += if self.emphasis > 0 { len } else { 0 };
        self.weight.0 += len;
        self.weight.1 += if self.strong > 0 { len } else { 0 };
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.in_row {
            self.parts.push(Part::Other(range, CowStr::Borrowed(" ")));
            return;
        }
        self.flush();
        if self.role == Role::Item {
            self.role = Role::Text;
        }
    }

    /// The markers of the items just begun go before their text.
    fn flush_markers(&mut self) {
        for m in std::mem::take(&mut self.markers) {
            if let Some(text) = self.src.get(m.clone()) {
                self.parts.push(Part::Same(m.start, text));
            }
        }
    }

    /// Writes the line gathered so far.
    fn flush(&mut self) {
        let parts = std::mem::take(&mut self.parts);
        let first = parts.iter().find_map(|p| match p {
            Part::Same(at, _) => Some(*at),
            Part::Other(r, _) => Some(r.start),
            _ => None,
        });
        let Some(first) = first else { return };
        if self.role == Role::Text && !self.in_row && self.bar_row(&parts) {
            return;
        }
        let (all, bold) = std::mem::take(&mut self.weight);
        let lead = std::mem::take(&mut self.lead);
        let slanted = std::mem::take(&mut self.slanted);
        let style = LineStyle {
            role: self.role,
            gap_before: std::mem::take(&mut self.after_rule)
                || matches!(self.role, Role::Heading(_))
                || self.blank_before(first),
            bold: bold > 0 && bold * 10 >= all * 9,
            italic: slanted > 0 && slanted * 10 >= all * 9,
            marked_lead: if lead < all { u32::try_from(lead).unwrap_or(0) } else { 0 },
            ..LineStyle::default()
        };
        let number = self.number(first);
        self.b.begin_line(number, style);
        let (mut column, mut cell) = (0, 0);
        let mut run: Vec<(usize, &str)> = Vec::new();
        for part in &parts {
            match part {
                Part::Same(at, text) => {
                    for r in pandoc::printed(text) {
                        let (src, print) = (*at + r.start..*at + r.end, &text[r]);
                        if self.in_row { self.b.piece(src, print) } else { run.push((src.start, print)) }
                    }
                }
                Part::Other(range, text) => {
                    plain::cut(&mut self.b, &std::mem::take(&mut run), &mut column);
                    self.b.piece(range.clone(), text);
                }
                Part::Cell => self.b.begin_cell(cell as f32),
                Part::CellEnd => {
                    cell += 1;
                    self.b.end_cell(cell as f32);
                }
            }
        }
        plain::cut(&mut self.b, &run, &mut column);
        self.b.end_line();
        // The buffer is kept for the next line.
        self.parts = parts;
        self.parts.clear();
    }

    /// Writes the line as the row of a table, if it is one that CommonMark does not know.
    fn bar_row(&mut self, parts: &[Part<'a>]) -> bool {
        let mut line = String::new();
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(parts.len());
        for part in parts {
            let Part::Same(at, text) = part else { return false };
            places.push((line.len(), *at));
            line.push_str(text);
        }
        let Some(cells) = bar_rows::cells(&line) else { return false };
        self.weight = (0, 0);
        (self.lead, self.slanted) = (0, 0);
        let Some((_, first)) = places.first().filter(|_| !cells.is_empty()) else { return true };
        let number = self.number(*first);
        self.b.begin_line(number, LineStyle { role: Role::TableRow, ..LineStyle::default() });
        for (column, cell) in cells.into_iter().enumerate() {
            self.b.begin_cell(column as f32);
            for (i, (from, at)) in places.iter().enumerate() {
                let end = places.get(i + 1).map_or(line.len(), |p| p.0);
                let (a, b) = (cell.start.max(*from), cell.end.min(end));
                if a < b {
                    self.b.piece(at + a - from..at + b - from, &line[a..b]);
                }
            }
            self.b.end_cell(column as f32 + 1.0);
        }
        self.b.end_line();
        true
    }

    fn number(&self, at: usize) -> u32 {
        self.line_starts.partition_point(|s| *s <= at) as u32
    }

    fn blank_before(&self, at: usize) -> bool {
        let line = self.line_starts.partition_point(|s| *s <= at);
        let Some(before) = line.checked_sub(2) else { return true };
        let text = self.src.get(self.line_starts[before]..self.line_starts[before + 1]).unwrap_or("");
        text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>'))
    }
}

const fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

/// Length of a list marker with one space behind it.
fn marker_len(item: &str) -> usize {
    let bytes = item.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let sign = digits + usize::from(digits < bytes.len());
    sign + usize::from(bytes.get(sign) == Some(&b' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::encoding::decode;

    fn lines(text: &str) -> Vec<(Role, String)> {
        let d = read(decode(text.as_bytes()).unwrap());
        for l in &d.lines {
            assert!(l.number as usize <= text.lines().count().max(1));
        }
        d.lines.iter().map(|l| (l.role, d.text(l.span).to_owned())).collect()
    }

    #[test]
    fn blocks_become_lines() {
        let got = lines(
            "# Titre **fort**\n\nPrésents : M. *Jean* ALBIN&nbsp;;\nMme B. \\[x\\]<br>suite\n\n- un\n- 1<sup>er</sup> point\n  suite\n\n---\n\n<!-- page 2 -->\n\n![le sceau](a.png)\n",
        );
        let want = [
            (Role::Heading(1), "Titre fort"),
            (Role::Text, "Présents : M. Jean ALBIN\u{a0};"),
            (Role::Text, "Mme B. [x]"),
            (Role::Text, "suite"),
            (Role::Item, "- un"),
            (Role::Item, "- 1er point"),
            (Role::Text, "suite"),
            (Role::Rule, ""),
            (Role::Caption, "le sceau"),
            (Role::Furniture, "page 2"),
        ];
        assert_eq!(got, want.map(|(r, t)| (r, t.to_owned())));
    }

    #[test]
    fn tables_and_columns_have_cells_with_exact_places() {
        let text =
            "| Nom | Vote |\n|---|---|\n| **Éva** ROC | pour<br>tous |\n\nM. ALBIN      Mme BEL\n\n**Tout gras**\n";
        let d = read(decode(text.as_bytes()).unwrap());
        let cells: Vec<&str> = d.cells.iter().map(|c| d.text(c.span)).collect();
        assert_eq!(cells, ["Nom", "Vote", "Éva ROC", "pour tous", "M. ALBIN", "Mme BEL"]);
        assert_eq!(d.print(d.locate(d.cells[2].span)), "Éva** ROC");
        assert_eq!(d.print(d.locate(d.cells[5].span)), "Mme BEL");
        assert!(d.lines[3].bold && !d.lines[1].bold);
    }

    #[test]
    fn layout_text_loses_no_line() {
        let got = lines("Titre\n=====\n\n    en retrait\n    deux\n\n```\ncode\n```\n");
        let texts: Vec<&str> = got.iter().map(|l| l.1.as_str()).collect();
        assert_eq!(texts, ["Titre", "en retrait", "deux", "code"]);
    }
}
