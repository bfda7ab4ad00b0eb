//! How readers hand over a document: pages, then lines made of pieces, each piece tied to its bytes in the page.

use super::{Cell, Document, Line, MediaType, Page, Role, Segment, Span, TextOrigin, furniture};
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
    /// Most of it is italic.
    pub italic: bool,
    /// Font size in points, 0 where unknown.
    pub size: f32,
    /// Left edge in points or columns.
    pub indent: f32,
    /// `[x0, y0, x1, y1]` in points from the top left.
    pub bbox: Option<[f32; 4]>,
}

/// A run of text and the bytes of the page's text that it stands for.
#[derive(Debug, Clone)]
struct Piece {
    text: Range<u32>,
    src: Range<u32>,
}

#[derive(Debug, Clone)]
struct RawCell {
    text: Range<u32>,
    x0: f32,
    x1: f32,
}

#[derive(Debug, Clone)]
pub(super) struct RawLine {
    pub(super) page: u32,
    pub(super) number: u32,
    pub(super) style: LineStyle,
    pub(super) text: Range<u32>,
    pieces: Range<u32>,
    cells: Range<u32>,
}

/// Bytes from which a line without columns is cut behind its sentences.
const LONG_LINE: u32 = 1200;

/// Where the sentences of a line begin; a point behind a short word is an abbreviation or an initial.
fn sentence_starts(s: &str) -> Vec<usize> {
    let mut out = vec![0];
    let mut word = 0;
    for (i, c) in s.char_indices() {
        if c.is_alphanumeric() {
            word += 1;
            continue;
        }
        let ends = matches!(c, '.' | ';' | '!' | '?') && word > 3;
        word = 0;
        if !ends {
            continue;
        }
        let rest = s.get(i + 1..).unwrap_or("");
        let next = rest.trim_start();
        if rest.starts_with(' ')
            && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '–' | '•'))
        {
            out.push(s.len() - next.len());
        }
    }
    out
}

/// Collects pages and lines; [`Builder::finish`] lays out the clean text.
#[derive(Debug)]
pub struct Builder {
    media: MediaType,
    origin: TextOrigin,
    pages: Vec<Page>,
    arena: String,
    pieces: Vec<Piece>,
    cells: Vec<RawCell>,
    lines: Vec<RawLine>,
    cell_open: Option<(u32, f32)>,
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
    pub fn lines_of(&self, index: usize) -> usize {
        self.lines.iter().filter(|l| l.page as usize == index).count()
    }

    /// Takes up page `index` again, with new content: the lines that follow are its lines. With `keep` they stand
    /// behind those it has, otherwise in their place.
    pub fn refill(&mut self, index: usize, page: Page, keep: bool) {
        let Some(slot) = self.pages.get_mut(index) else { return };
        *slot = page;
        self.current = index as u32;
        if !keep {
            self.refilled.insert(index as u32, self.lines.len());
        }
    }

    /// Gives the first page its text after its lines were cut from it.
    pub fn set_first_page(&mut self, page: Page) {
        if let Some(first) = self.pages.first_mut() {
            *first = page;
        }
    }

    /// Begins a line, which is number `number` (1-based) of the page's text.
    pub fn begin_line(&mut self, number: u32, style: LineStyle) {
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

    /// Ends the open line. A very long line without columns is cut behind its sentences: tools that join lines put a
    /// whole document on one, and the grammar works by lines.
    pub fn end_line(&mut self) {
        let (text, pieces, cells) = (self.arena.len() as u32, self.pieces.len() as u32, self.cells.len() as u32);
        let Some(line) = self.lines.last_mut() else { return };
        line.text.end = text;
        line.pieces.end = pieces;
        line.cells.end = cells;
        let line = line.clone();
        if !line.cells.is_empty() || line.text.end - line.text.start < LONG_LINE {
            return;
        }
        let content = self.arena.get(line.text.start as usize..text as usize).unwrap_or("");
        let cuts = sentence_starts(content);
        let ends = cuts.iter().copied().skip(1).chain(std::iter::once(content.len()));
        self.lines.pop();
        for (i, (from, to)) in cuts.iter().zip(ends).enumerate() {
            let mut part = line.clone();
            part.text = line.text.start + *from as u32..line.text.start + to as u32;
            part.style.gap_before &= i == 0;
            if i > 0 && part.style.role == Role::Item {
                part.style.role = Role::Text;
            }
            self.lines.push(part);
        }
    }

    /// Sets where the text comes from, once the pages are known.
    pub fn origin(&mut self, origin: TextOrigin) {
        self.origin = origin;
    }

    /// Lays out the clean text: furniture moved behind the body, hyphens and letter-spacing undone.
    #[must_use]
    pub fn finish(mut self) -> Document {
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
        };
        let mut lines = Vec::with_capacity(self.lines.len());
        let mut skip = 0;
        for (k, &i) in order.iter().enumerate() {
            let raw = &self.lines[i];
            let next = (k + 1 < body_len).then(|| order[k + 1]);
            let (line, taken) = out.line(i, skip, next, is_furniture[i], texts[i]);
            skip = taken;
            let _ = raw;
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
            notes: self.notes,
        }
    }
}

/// The clean text under construction.
struct Layout<'b> {
    b: &'b Builder,
    clean: String,
    segments: Vec<Segment>,
    cells: Vec<Cell>,
}

impl Layout<'_> {
    /// Lays out line `i` from byte `skip` of its text on; gives the line and how many bytes of the next line it took
    /// to complete a word cut by a hyphen.
    fn line(&mut self, i: usize, skip: u32, next: Option<usize>, furniture: bool, text: &str) -> (Line, u32) {
        let raw = &self.b.lines[i];
        let start = self.clean.len() as u32;
        let cells_start = self.cells.len() as u32;
        let from = raw.text.start + skip;
        let mut to = raw.text.end;
        let mut taken = 0;
        let join = next.filter(|_| raw.cells.is_empty()).and_then(|n| {
            let next_raw = &self.b.lines[n];
            if !next_raw.cells.is_empty() || next_raw.style.gap_before {
                return None;
            }
            let next_text = &self.b.arena[next_raw.text.start as usize..next_raw.text.end as usize];
            hyphen_join(text.get(skip as usize..).unwrap_or(""), next_text).map(|(len, keep)| (n, len, keep))
        });
        if let Some((_, _, false)) = join {
            to = raw.text.start + text.trim_end().len() as u32 - 1;
        } else if join.is_some() {
            to = raw.text.start + text.trim_end().len() as u32;
        }
        let kept = kept_ranges(&self.b.arena, from..to);
        for part in &kept {
            self.emit(i, part.clone());
        }
        if let Some((n, len, _)) = join {
            let at = self.b.lines[n].text.start;
            self.emit(n, at..at + len);
            taken = len;
        }
        for cell in &self.b.cells[raw.cells.start as usize..raw.cells.end as usize] {
            // Letter-spacing may have moved the text: the cell is found again through the segments.
            let span = self.clean_of(&kept, cell.text.clone(), start);
            self.cells.push(Cell { span, x0: cell.x0, x1: cell.x1 });
        }
        let line = Line {
            page: raw.page,
            number: raw.number,
            span: Span::new(start, self.clean.len() as u32),
            role: if furniture { Role::Furniture } else { raw.style.role },
            gap_before: raw.style.gap_before,
            bold: raw.style.bold,
            italic: raw.style.italic,
            size: raw.style.size,
            indent: raw.style.indent,
            bbox: raw.style.bbox,
            cells: cells_start..self.cells.len() as u32,
        };
        self.clean.push('\n');
        (line, taken)
    }

    /// Appends a part of line `i`'s arena text, with its segments.
    fn emit(&mut self, i: usize, part: Range<u32>) {
        if part.start >= part.end {
            return;
        }
        let raw = &self.b.lines[i];
        let base = self.clean.len() as u32;
        self.clean.push_str(&self.b.arena[part.start as usize..part.end as usize]);
        for piece in &self.b.pieces[raw.pieces.start as usize..raw.pieces.end as usize] {
            let s = piece.text.start.max(part.start);
            let e = piece.text.end.min(part.end);
            if s >= e {
                continue;
            }
            let (len, src_len) = (piece.text.end - piece.text.start, piece.src.end - piece.src.start);
            let linear = len == src_len;
            let seg = Segment {
                clean: base + (s - part.start),
                len: e - s,
                page: raw.page,
                src: if linear { piece.src.start + (s - piece.text.start) } else { piece.src.start },
                src_len: if linear { e - s } else { src_len },
            };
            match self.segments.last_mut() {
                Some(p)
                    if p.len == p.src_len
                        && seg.len == seg.src_len
                        && p.page == seg.page
                        && p.clean + p.len == seg.clean
                        && p.src + p.src_len == seg.src =>
                {
                    p.len += seg.len;
                    p.src_len += seg.src_len;
                }
                _ => self.segments.push(seg),
            }
        }
    }

    /// The clean span of an arena range of a line of which `kept` is left, and whose clean text begins at `line_start`.
    fn clean_of(&self, kept: &[Range<u32>], cell: Range<u32>, line_start: u32) -> Span {
        let (mut at, mut start, mut end) = (line_start, None, line_start);
        for k in kept {
            let (s, e) = (k.start.max(cell.start), k.end.min(cell.end));
            if s < e {
                start.get_or_insert(at + (s - k.start));
                end = at + (e - k.start);
            }
            at += k.end - k.start;
        }
        let start = start.unwrap_or(end.max(line_start));
        let text = self.clean.get(start as usize..end.max(start) as usize).unwrap_or("");
        let lead = (text.len() - text.trim_start().len()) as u32;
        let trail = (text.len() - text.trim_end().len()) as u32;
        if lead + trail >= text.len() as u32 { Span::new(start, start) } else { Span::new(start + lead, end - trail) }
    }
}

/// The parts of a line that are kept once letter-spacing is undone: in « E X T R A I T  D U » the single spaces
/// between single letters go, the wider ones stay. Four letters in a row make a letter-spaced word.
fn kept_ranges(arena: &str, range: Range<u32>) -> Vec<Range<u32>> {
    let text = arena.get(range.start as usize..range.end as usize).unwrap_or("");
    let bytes = text.as_bytes();
    let space = |at: usize| bytes.get(at) == Some(&b' ');
    let spaced =
        memchr::memchr_iter(b' ', bytes).any(|at| at > 0 && space(at + 2) && space(at + 4) && at + 5 < bytes.len());
    if !spaced && !looks_spaced(text) {
        return std::iter::once(range).collect();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let single = |k: usize| -> bool {
        chars.get(k).is_some_and(|c| c.1.is_uppercase() || matches!(c.1, '\'' | '’' | '°' | '-'))
            && (k == 0 || chars[k - 1].1.is_whitespace())
            && chars.get(k + 1).is_none_or(|c| c.1.is_whitespace())
    };
    let mut drop = Vec::new();
    let mut k = 0;
    while k < chars.len() {
        if !single(k) {
            k += 1;
            continue;
        }
        let first = k;
        let mut letters = 1;
        let mut spaces = Vec::new();
        while single(k + 2) && chars[k + 1].1 == ' ' {
            spaces.push(k + 1);
            letters += 1;
            k += 2;
        }
        if letters >= 4 {
            drop.extend(spaces);
        }
        k = k.max(first) + 1;
    }
    if drop.is_empty() {
        return std::iter::once(range).collect();
    }
    let mut kept = Vec::new();
    let mut from = range.start;
    for d in drop {
        let at = range.start + chars[d].0 as u32;
        if at > from {
            kept.push(from..at);
        }
        from = at + chars[d].1.len_utf8() as u32;
    }
    if from < range.end {
        kept.push(from..range.end);
    }
    kept
}

/// Cheap first look for letter-spaced accented capitals, which are two bytes each: two letters in a row between spaces,
/// one of them accented.
fn looks_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: usize| {
        let len = if bytes.get(at).is_some_and(u8::is_ascii) { 1 } else { 2 };
        (bytes.get(at + len) == Some(&b' ')).then_some(at + len + 1)
    };
    !text.is_ascii() && memchr::memchr_iter(b' ', bytes).any(|at| letter(at + 1).and_then(letter).is_some())
}

/// First halves after which a hyphen at the line end is part of the word.
const KEEPS_HYPHEN: &[&str] = &[
    "sous",
    "vice",
    "demi",
    "mi",
    "non",
    "quasi",
    "ex",
    "avant",
    "après",
    "contre",
    "inter",
    "à",
    "peut",
    "rendez",
    "celui",
    "ceux",
    "celle",
    "celles",
    "procès",
    "compte",
    "comptes",
    "grand",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "quatre",
    "dix",
    "là",
    "ci",
    "au",
    "par",
    "chef",
    "porte",
    "plus",
    "moins",
    "social",
    "socio",
    "ci",
    "moyen",
    "haut",
    "bas",
    "nord",
    "sud",
    "elle",
    "lui",
    "eux",
    "nous",
    "vous",
    "même",
];

/// If `line` ends in a word cut by a hyphen that `next` completes: the bytes to take from `next`, and whether the
/// hyphen stays (« Anne-⏎Marie », « vice-⏎président »).
fn hyphen_join(line: &str, next: &str) -> Option<(u32, bool)> {
    let line = line.trim_end();
    let stem = line.strip_suffix(['-', '\u{ad}', '‐'])?;
    if !line.ends_with('-') {
        return None;
    }
    let before = stem.chars().next_back()?;
    if !before.is_alphabetic() || !next.chars().next()?.is_alphabetic() {
        return None;
    }
    let word_len = next.find(|c: char| c.is_whitespace()).unwrap_or(next.len());
    let keep = next.chars().next()?.is_uppercase() || {
        let last = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
        KEEPS_HYPHEN.contains(&last.as_str())
    };
    Some((word_len as u32, keep))
}
