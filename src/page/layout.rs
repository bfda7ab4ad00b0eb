//! The layout of the clean text: letter-spacing and line-end hyphens undone, every kept part with its way back.

use super::builder::Builder;
use super::hyphens::Hyphen;
use super::{Cell, Line, Role, Segment, Span};
use std::ops::Range;

/// The clean text under construction.
pub(super) struct Layout<'b> {
    pub(super) b: &'b Builder,
    pub(super) clean: String,
    pub(super) segments: Vec<Segment>,
    pub(super) cells: Vec<Cell>,
    /// For each line, how its last word goes on below.
    pub(super) hyphens: Vec<Option<Hyphen>>,
    /// Room for the parts of a line that are kept.
    pub(super) kept: Vec<Range<u32>>,
}

impl Layout<'_> {
    /// Lays out line `i` from byte `skip` of its text on; gives the line and how many bytes of the next line it took
    /// to complete a word cut by a hyphen.
    pub(super) fn line(
        &mut self,
        i: usize,
        skip: u32,
        next: Option<usize>,
        furniture: bool,
        text: &str,
    ) -> (Line, u32) {
        let raw = &self.b.lines[i];
        let start = self.clean.len() as u32;
        let cells_start = self.cells.len() as u32;
        let from = raw.text.start + skip;
        let mut to = raw.text.end;
        let mut taken = 0;
        let join = next.and_then(|n| self.hyphens.get(i).copied().flatten().map(|h| (n, h)));
        if let Some((_, hyphen)) = join {
            to = raw.text.start + text.trim_end().len() as u32 - if hyphen.kept { 0 } else { hyphen.len };
        }
        let mut kept = std::mem::take(&mut self.kept);
        kept_ranges(&self.b.arena, from..to, &mut kept);
        for part in &kept {
            self.emit(i, part.clone());
        }
        if let Some((n, Hyphen { rest, .. })) = join {
            let at = self.b.lines[n].text.start;
            self.emit(n, at..at + rest);
            taken = rest;
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
            marked_lead: raw.style.marked_lead,
            italic: raw.style.italic,
            size: raw.style.size,
            indent: raw.style.indent,
            bbox: raw.style.bbox,
            cells: cells_start..self.cells.len() as u32,
        };
        self.clean.push('\n');
        self.kept = kept;
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
fn kept_ranges(arena: &str, range: Range<u32>, kept: &mut Vec<Range<u32>>) {
    kept.clear();
    let text = arena.get(range.start as usize..range.end as usize).unwrap_or("");
    if !may_be_spaced(text) {
        kept.push(range);
        return;
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
        kept.push(range);
        return;
    }
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
}

/// Cheap first look for letter-spacing: two letters in a row between spaces, both of one byte and away from the ends of
/// the line, or one of them accented, which are two bytes each. Most lines have none, and are gone through once.
fn may_be_spaced(text: &str) -> bool {
    // By which of the last seven bytes are spaces: two words of a byte or two end here.
    static SHORT: [bool; 128] = {
        let mut table = [false; 128];
        let mut seen = 0;
        while seen < table.len() {
            let one = seen & 0b000_0101 == 0b000_0101 && seen & 0b011_0000 != 0;
            let two = seen & 0b000_1001 == 0b000_1001 && seen & 0b110_0000 != 0;
            table[seen] = one || two;
            seen += 1;
        }
        table
    };
    let bytes = text.as_bytes();
    let accented = !text.is_ascii();
    let space = |at: usize| bytes.get(at) == Some(&b' ');
    let letter = |at: usize| {
        let len = if bytes.get(at).is_some_and(u8::is_ascii) { 1 } else { 2 };
        space(at + len).then_some(at + len + 1)
    };
    let from = |at: usize| {
        let plain = at > 0 && space(at + 2) && space(at + 4) && at + 5 < bytes.len();
        space(at) && (plain || accented && letter(at + 1).and_then(letter).is_some())
    };
    let mut seen = 0;
    bytes.iter().enumerate().any(|(end, b)| {
        seen = (seen << 1 | usize::from(*b == b' ')) & 0x7f;
        SHORT[seen] && (4..=6).any(|back| end.checked_sub(back).is_some_and(from))
    })
}
