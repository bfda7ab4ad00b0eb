//! How readers hand over a document: pages, then lines made of pieces, each piece tied to its bytes in the page.

use super::layout::Layout;
use super::{Document, MediaType, Page, Role, TextOrigin, furniture, hyphens, long, spacing};
use crate::finding::Finding;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a reader knows of a line before its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineStyle {
    /// What markup or layout says it is.
    pub role: Role,
    /// A blank line, a rule or a clear gap stands before it.
    pub gap_before: bool,
    /// Most of it is bold.
    pub bold: bool,
    /// Bytes of the bold or italic print that it opens with, 0 where none or all of it is so.
    pub marked_lead: u32,
    /// Most of it is italic.
    pub italic: bool,
    /// Font size in points, 0 where unknown.
    pub size: f32,
    /// Left edge in points or columns.
    pub indent: f32,
    /// `[x0, y0, x1, y1]` in points from the top left.
    pub bbox: Option<[f32; 4]>,
}

/// A whole line of a page, as a reader finds it.
#[derive(Debug)]
pub struct Row {
    /// Its bytes in the page's text.
    pub text: Range<usize>,
    /// Its cells, as bytes of the page's text with left and right edge; empty without a column gap.
    pub cells: Vec<(Range<usize>, f32, f32)>,
    /// What it looks like.
    pub style: LineStyle,
}

/// A run of text and the bytes of the page's text that it stands for.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: Range<u32>,
    pub(super) src: Range<u32>,
}

#[derive(Debug, Clone)]
pub(super) struct RawCell {
    pub(super) text: Range<u32>,
    pub(super) x0: f32,
    pub(super) x1: f32,
}

#[derive(Debug, Clone)]
pub(super) struct RawLine {
    pub(super) page: u32,
    pub(super) number: u32,
    pub(super) style: LineStyle,
    pub(super) text: Range<u32>,
    pub(super) pieces: Range<u32>,
    pub(super) cells: Range<u32>,
}

/// Collects pages and lines; [`Builder::finish`] lays out the clean text.
#[derive(Debug)]
pub struct Builder {
    media: MediaType,
    origin: TextOrigin,
    pages: Vec<Page>,
    pub(super) arena: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) cells: Vec<RawCell>,
    pub(super) lines: Vec<RawLine>,
    cell_open: Option<(u32, f32)>,
    /// Pages whose lines are not laid down yet: who asks for their text alone has no use for them.
    waiting: Vec<(u32, Vec<Row>)>,
    /// The page that lines are added to.
    current: u32,
    /// For pages whose first lines no longer hold: the index of the first line that does.
    refilled: FxHashMap<u32, usize>,
    notes: Vec<Finding>,
    /// Lines beside the text of earlier scanned pages: letters and place.
    asides: Vec<(String, [f32; 2])>,
}

impl Builder {
    /// An empty document of one format.
    #[must_use]
    pub fn new(media: MediaType, origin: TextOrigin) -> Self {
        Self {
            media,
            origin,
            pages: Vec::new(),
            arena: String::new(),
            pieces: Vec::new(),
            cells: Vec::new(),
            lines: Vec::new(),
            cell_open: None,
            waiting: Vec::new(),
            current: 0,
            refilled: FxHashMap::default(),
            notes: Vec::new(),
            asides: Vec::new(),
        }
    }

    /// Begins a page; the lines that follow are its lines, and the byte ranges of [`Builder::piece`] point into
    /// `page.text`.
    pub fn page(&mut self, page: Page) {
        self.current = self.pages.len() as u32;
        self.pages.push(page);
    }

    /// Begins a page whose lines are known; they are numbered from 1.
    pub fn page_of(&mut self, page: Page, rows: Vec<Row>) {
        self.page(page);
        self.waiting.push((self.current, rows));
    }

    /// Lays down the lines that wait.
    fn settle(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let (waiting, pages, current) =
            (std::mem::take(&mut self.waiting), std::mem::take(&mut self.pages), self.current);
        let texts: usize = waiting.iter().filter_map(|(page, _)| pages.get(*page as usize)).map(|p| p.text.len()).sum();
        let rows: usize = waiting.iter().map(|(_, rows)| rows.len()).sum();
        self.arena.reserve(texts);
        self.lines.reserve(rows);
        self.pieces.reserve(rows);
        for (page, rows) in waiting {
            self.current = page;
            let text = pages.get(page as usize).map_or("", |p| p.text.as_str());
            for (row, number) in rows.iter().zip(1..) {
                self.row(number, row.style, text, &row.text, &row.cells);
            }
        }
        (self.pages, self.current) = (pages, current);
    }

    /// The pages so far.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The same, to mark what they need.
    pub fn pages_mut(&mut self) -> &mut [Page] {
        &mut self.pages
    }

    /// The format that is read.
    #[must_use]
    pub const fn media(&self) -> MediaType {
        self.media
    }

    /// Notes what a reader of the record should know of the reading.
    pub fn note(&mut self, finding: Finding) {
        self.notes.push(finding);
    }

    pub(super) fn asides(&self) -> &[(String, [f32; 2])] {
        &self.asides
    }

    pub(super) fn add_asides(&mut self, lines: Vec<(String, [f32; 2])>) {
        // What was never seen in so many lines will not come again.
        if self.asides.len() < 400 {
            self.asides.extend(lines);
        }
    }

    /// How many lines page `index` has.
    #[must_use]
    pub fn lines_of(&mut self, index: usize) -> usize {
        self.settle();
        self.lines.iter().filter(|l| l.page as usize == index).count()
    }

    /// Takes up page `index` again, with new content: the lines that follow are its lines. With `keep` they stand
    /// behind those it has, otherwise in their place.
    pub fn refill(&mut self, index: usize, page: Page, keep: bool) {
        self.settle();
        let Some(slot) = self.pages.get_mut(index) else { return };
        *slot = page;
        self.current = index as u32;
        if !keep {
            self.refilled.insert(index as u32, self.lines.len());
        }
    }

    /// Gives the first page its text after its lines were cut from it.
    pub fn set_first_page(&mut self, page: Page) {
        self.settle();
        if let Some(first) = self.pages.first_mut() {
            *first = page;
        }
    }

    /// Begins a line, which is number `number` (1-based) of the page's text.
    pub fn begin_line(&mut self, number: u32, style: LineStyle) {
        self.settle();
        let at = self.arena.len() as u32;
        self.lines.push(RawLine {
            page: self.current,
            number,
            style,
            text: at..at,
            pieces: self.pieces.len() as u32..self.pieces.len() as u32,
            cells: self.cells.len() as u32..self.cells.len() as u32,
        });
    }

    /// Adds text to the open line. `src` is the place in the page's text; when both have the same length they are
    /// taken to agree byte by byte, otherwise the text stands for the whole of `src` (an entity, a ligature).
    pub fn piece(&mut self, src: Range<usize>, text: &str) {
        if text.is_empty() {
            return;
        }
        let at = self.arena.len() as u32;
        self.arena.push_str(text);
        self.pieces.push(Piece { text: at..self.arena.len() as u32, src: src.start as u32..src.end as u32 });
    }

    /// Begins a cell in the open line; a tab divides it from the text before.
    pub fn begin_cell(&mut self, x0: f32) {
        if let Some(line) = self.lines.last()
            && self.arena.len() as u32 > line.text.start
        {
            self.arena.push('\t');
        }
        self.cell_open = Some((self.arena.len() as u32, x0));
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self, x1: f32) {
        if let Some((start, x0)) = self.cell_open.take() {
            self.cells.push(RawCell { text: start..self.arena.len() as u32, x0, x1 });
        }
    }

    /// Ends the open line. One without columns is cut where tools joined lines: behind its sentences where it is very long,
    /// and before the bullets of a list.
    pub fn end_line(&mut self) {
        let (text, pieces, cells) = (self.arena.len() as u32, self.pieces.len() as u32, self.cells.len() as u32);
        let Some(line) = self.lines.last_mut() else { return };
        line.text.end = text;
        line.pieces.end = pieces;
        line.cells.end = cells;
        let line = line.clone();
        let content = self.arena.get(line.text.start as usize..text as usize).unwrap_or("");
        let cuts = if line.cells.is_empty() { long::cuts(content) } else { Vec::new() };
        if cuts.len() < 2 {
            return;
        }
        let ends = cuts.iter().copied().skip(1).chain(std::iter::once(content.len()));
        self.lines.pop();
        for (i, (from, to)) in cuts.iter().zip(ends).enumerate() {
            let mut part = line.clone();
            part.style.marked_lead = if i == 0 { part.style.marked_lead } else { 0 };
            part.text = line.text.start + *from as u32..line.text.start + to as u32;
            part.style.gap_before &= i == 0;
            if i > 0 && part.style.role == Role::Item {
                part.style.role = Role::Text;
            }
            self.lines.push(part);
        }
    }

    /// A whole line: its range in the text of its page, and the cells in it with their left and right edges.
    pub fn row(
        &mut self,
        number: u32,
        style: LineStyle,
        text: &str,
        line: &Range<usize>,
        cells: &[(Range<usize>, f32, f32)],
    ) {
        self.begin_line(number, style);
        if cells.is_empty() {
            self.piece(line.clone(), text.get(line.clone()).unwrap_or(""));
        }
        for (range, x0, x1) in cells {
            self.begin_cell(*x0);
            self.piece(range.clone(), text.get(range.clone()).unwrap_or(""));
            self.end_cell(*x1);
        }
        self.end_line();
    }

    /// The document of a text, line by line, for tests.
    #[cfg(test)]
    pub(super) fn document(media: MediaType, text: &str) -> Document {
        let mut builder = Self::new(media, TextOrigin::Plain);
        builder.page(Page { text: text.to_owned(), ..Page::default() });
        let mut at = 0;
        for (line, number) in text.lines().zip(1..) {
            builder.row(number, LineStyle::default(), text, &(at..at + line.len()), &[]);
            at += line.len() + 1;
        }
        builder.finish()
    }

    /// Sets where the text comes from, once the pages are known.
    pub fn origin(&mut self, origin: TextOrigin) {
        self.origin = origin;
    }

    /// Lays out the clean text: furniture moved behind the body, hyphens and letter-spacing undone.
    #[must_use]
    pub fn finish(mut self) -> Document {
        self.settle();
        if !self.refilled.is_empty() || self.lines.windows(2).any(|w| w[0].page > w[1].page) {
            let mut at = 0;
            let refilled = &self.refilled;
            self.lines.retain(|l| {
                at += 1;
                refilled.get(&l.page).is_none_or(|first| at > *first)
            });
            self.lines.sort_by_key(|l| l.page);
        }
        let texts: Vec<&str> =
            self.lines.iter().map(|l| &self.arena[l.text.start as usize..l.text.end as usize]).collect();
        let is_furniture = furniture::find(&self.lines, &texts);
        spacing::close(&mut self.lines, &texts, &is_furniture);
        spacing::close_torn(&mut self.lines, &texts, &is_furniture);
        let order: Vec<usize> = (0..self.lines.len())
            .filter(|&i| !is_furniture[i])
            .chain((0..self.lines.len()).filter(|&i| is_furniture[i]))
            .collect();
        let body_len = is_furniture.iter().filter(|f| !**f).count();
        let mut out = Layout {
            b: &self,
            clean: String::with_capacity(self.arena.len() + self.lines.len()),
            segments: Vec::with_capacity(self.pieces.len()),
            cells: Vec::with_capacity(self.cells.len()),
            hyphens: hyphens::find(&self.lines, &texts, order.get(..body_len).unwrap_or(&[])),
            kept: Vec::new(),
        };
        let mut lines = Vec::with_capacity(self.lines.len());
        let mut skip = 0;
        for (k, &i) in order.iter().enumerate() {
            let next = (k + 1 < body_len).then(|| order[k + 1]);
            let (line, taken) = out.line(i, skip, next, is_furniture[i], texts[i]);
            skip = taken;
            lines.push(line);
        }
        let Layout { clean, segments, cells, .. } = out;
        Document {
            media: self.media,
            origin: self.origin,
            pages: self.pages,
            lines,
            body_len,
            cells,
            clean,
            segments,
            joins: Vec::new(),
            notes: self.notes,
        }
    }
}
