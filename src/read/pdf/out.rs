//! Lines as the layout finds them, and their text.

use super::rows::{self, Segment};
use super::words::{Word, Words};
use crate::page::{LineStyle, Role, Row};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// Two lines further apart than this many usual pitches have a gap between them.
const LINE_GAP: f32 = 1.4;
/// The same in pitches of the lines within paragraphs, which hardly vary.
const PARAGRAPH_GAP: f32 = 1.2;
/// A sign above the line pushes it down by at most so much, in font sizes.
const RAISED: f32 = 0.5;
/// How many lines that go on below tell the pitch of paragraphs.
const GOING_ON: usize = 4;
/// Fewer do where all have one.
const FEW: usize = 2;
/// Steps within this part of each other are one.
const SAME_STEP: f32 = 1.02;

/// The lines of a cell; nearly all have one.
pub(super) type Lines = SmallVec<[Segment; 1]>;
/// The cells of a line; most lines are none of a table and have one.
pub(super) type Parts = SmallVec<[Part; 1]>;

/// A cell of a line to be written: the lines that it wraps over, and its edges where the table draws them.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) lines: Lines,
    pub(super) edges: Option<(f32, f32)>,
}

impl From<Segment> for Part {
    fn from(segment: Segment) -> Self {
        Self { lines: smallvec![segment], edges: None }
    }
}

/// A line to be written.
#[derive(Debug)]
pub(super) struct Out {
    pub(super) parts: Parts,
    pub(super) role: Role,
    /// It does not follow the line before: another column, another block.
    pub(super) apart: bool,
    pub(super) upright: bool,
}

impl Out {
    pub(super) fn plain(parts: Parts) -> Self {
        Self { parts, role: Role::Text, apart: false, upright: true }
    }

    fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.parts.iter().flat_map(|p| &p.lines)
    }
}

/// The usual distance from one line to the next, in font sizes.
fn usual_pitch(lines: &[Out]) -> f32 {
    let place = |o: &Out| o.segments().next().map(|s| (s.y, s.size));
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|w| match w {
            [a, b] if a.upright && b.upright => {
                let ((y, size), (y2, size2)) = (place(a)?, place(b)?);
                Some((y2 - y) / size.max(size2).max(0.1))
            }
            _ => None,
        })
        .filter(|s| (0.7..3.0).contains(s))
        .collect();
    if steps.is_empty() {
        return 1.2;
    }
    let middle = steps.len() / 2;
    steps.select_nth_unstable_by(middle, f32::total_cmp);
    steps.get(middle).copied().unwrap_or(1.2).clamp(1.0, 2.2)
}

/// The distance from one line to the next inside paragraphs, in font sizes: that below lines too full to take the first
/// word of the next. `None` where hardly any is.
fn inner_pitch(words: &Words, lines: &[Out]) -> Option<Pitch> {
    let single = |o: &'_ Out| match (o.upright, o.parts.as_slice()) {
        (true, [part]) if part.lines.len() == 1 => part.lines.first().cloned(),
        _ => None,
    };
    let rows: Vec<Option<Segment>> = lines.iter().map(single).collect();
    let right = rows.iter().flatten().fold(f32::MIN, |m, s| m.max(s.x1));
    let (mut steps, mut pushed): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    for (pair, below) in rows.windows(2).zip(lines.iter().skip(1)) {
        let [Some(a), Some(b)] = pair else { continue };
        let first = rows::first_width(words, &b.words);
        let size = a.size.max(b.size).max(0.1);
        let alike = (a.size - b.size).abs() < 0.05 * size && (a.x0 - b.x0).abs() < 4.0 * size;
        let step = (b.y - a.y) / size;
        if !below.apart && alike && a.x1 + 0.25 * size + first > right && (0.9..2.6).contains(&step) {
            if raised(words, b) { &mut pushed } else { &mut steps }.push(step);
        }
    }
    let (least, most) = steps.iter().fold((f32::MAX, f32::MIN), |(l, m), s| (l.min(*s), m.max(*s)));
    if steps.len() < GOING_ON && (steps.len() < FEW || most > SAME_STEP * least) {
        return None;
    }
    let middle = steps.len() / 2;
    steps.select_nth_unstable_by(middle, f32::total_cmp);
    let line = steps.get(middle).copied()?;
    let least = pushed.into_iter().filter(|p| *p >= line && *p <= line + RAISED).fold(f32::MAX, f32::min);
    Some(Pitch { line, raised: if least < f32::MAX { least } else { line } })
}

/// The distance from one line to the next inside paragraphs, in font sizes, and that to a line with raised signs.
#[derive(Debug, Clone, Copy)]
struct Pitch {
    line: f32,
    raised: f32,
}

/// Whether signs of a line stand above it: « 2ᵉ », which pushes it down in many typesetters.
fn raised(words: &Words, line: &Segment) -> bool {
    let off = |w: &Word| (w.y - line.y).abs() > 0.12 * line.size;
    line.words.iter().filter_map(|i| words.list.get(*i as usize)).any(off)
}

/// The text of a page, and its lines in it.
pub(super) fn write(words: &Words, lines: &[Out]) -> (String, Vec<Row>) {
    let mut text = String::with_capacity(words.text.len() + words.list.len() + 64);
    let mut out = Vec::with_capacity(lines.len());
    let (pitch, inner) = (usual_pitch(lines), inner_pitch(words, lines));
    let mut before: Option<(f32, f32, bool)> = None;
    let mut in_table = false;
    for line in lines {
        let mut row = row(words, line, &mut text);
        if row.text.is_empty() {
            continue;
        }
        let top = line.segments().fold(f32::MAX, |m, s| m.min(s.top()));
        let bottom = line.segments().fold(f32::MIN, |m, s| m.max(s.bottom()));
        let single = line.parts.len() == 1;
        let table = matches!(line.role, Role::TableHead | Role::TableRow);
        row.style.gap_before = line.apart
            || in_table && !table
            || before.is_none_or(|(end, size, prose)| {
                let within = |i: Pitch| if line.segments().any(|s| raised(words, s)) { i.raised } else { i.line };
                let least = inner.filter(|_| single && prose).map_or(LINE_GAP * pitch, |i| PARAGRAPH_GAP * within(i));
                top - end > (least - 1.0) * size.max(row.style.size)
            });
        (before, in_table) = (Some((bottom, row.style.size, single)), table);
        out.push(row);
        text.push('\n');
    }
    text.pop();
    (text, out)
}

/// Writes one line into the page's text.
fn row(words: &Words, line: &Out, text: &mut String) -> Row {
    let start = text.len();
    // A line of one part has no cells.
    let several = line.parts.len() > 1;
    let mut cells: Vec<(Range<usize>, f32, f32)> = Vec::with_capacity(if several { line.parts.len() } else { 0 });
    let (mut weight, mut size, mut right) = (rows::Weight::default(), 0f32, f32::MIN);
    for (k, part) in line.parts.iter().enumerate() {
        let (x0, x1) = part.edges.unwrap_or_else(|| {
            (part.lines.iter().fold(f32::MAX, |m, s| m.min(s.x0)), part.lines.iter().fold(f32::MIN, |m, s| m.max(s.x1)))
        });
        if k > 0 && right > f32::MIN && !part.lines.is_empty() {
            let own = part.lines.first().map_or(10.0, |s| s.size).max(1.0);
            let from = part.lines.iter().fold(f32::MAX, |m, s| m.min(s.x0)).min(x1);
            let spaces = ((from - right) / (0.5 * own)) as usize;
            text.extend(std::iter::repeat_n(' ', spaces.clamp(3, 60)));
        }
        let from = text.len();
        for (j, s) in part.lines.iter().enumerate() {
            if j > 0 && !text.ends_with('-') {
                text.push(' ');
            }
            rows::write(words, s, text, &mut weight);
            size = size.max(s.size);
            right = s.x1;
        }
        if several {
            cells.push((from..text.len(), x0, x1));
        }
    }
    if weight.all == 0 {
        text.truncate(start);
    }
    let left = line.segments().fold(f32::MAX, |m, s| m.min(s.x0));
    let top = line.segments().fold(f32::MAX, |m, s| m.min(s.top()));
    let bottom = line.segments().fold(f32::MIN, |m, s| m.max(s.bottom()));
    let end = line.segments().fold(f32::MIN, |m, s| m.max(s.x1));
    let style = LineStyle {
        role: line.role,
        bold: weight.bold * 2 > weight.all,
        italic: weight.italic * 2 > weight.all,
        marked_lead: if !several && weight.bold < weight.all { weight.lead.saturating_sub(start) as u32 } else { 0 },
        size,
        indent: left,
        bbox: (line.upright && weight.all > 0).then_some([left, top, end, bottom]),
        ..LineStyle::default()
    };
    Row { text: start..text.len(), cells, style }
}
