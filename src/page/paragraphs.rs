//! Paragraphs: printed lines that run on are one line to the grammar, as they are in Markdown and in files of word processors.
//!
//! A line goes on where it had no room for the first word of the next, and that begins at the margin with no gap between.
//! Where the print leaves it open (a sentence ends here and another begins, an item, a label), the lines stay two.

use super::{Document, Join, Line, Role, Span, long};
use std::borrow::Cow;

/// Sizes of letters within this part of each other are one.
const SAME_SIZE: f32 = 0.05;
/// So far from the margin, in sizes of letters, a line still begins at it.
const AT_MARGIN: f32 = 0.6;
/// The first line of a paragraph begins at most so much further in.
const FIRST_INDENT: f32 = 6.0;
/// The other lines of an item at most so much further in than its sign.
const HANGING: f32 = 4.5;
/// A space, and what letters vary, in sizes of letters.
const SPACE: f32 = 0.45;
/// A line of so few signs tells no margin.
const SHORT: usize = 20;
/// So many lines that end before the margin make a list.
const BROKEN: usize = 2;
/// A label has at most so many signs before its colon.
const LABEL: usize = 40;

impl Document {
    /// The document with the lines of each paragraph joined; untouched where none runs on. `opens` tells the words that begin
    /// a paragraph wherever they begin a line with a capital. The places of the print stay known: [`Document::locate`] leads
    /// to the printed line.
    #[must_use]
    pub fn paragraphs(&self, opens: impl Fn(&str) -> bool) -> Cow<'_, Self> {
        let (on, titles) = (self.going_on(&opens), self.title_block());
        if titles.is_empty() && !on.iter().any(|on| *on) {
            return Cow::Borrowed(self);
        }
        let mut out = self.clone();
        for (i, level) in titles {
            if let Some(line) = out.lines.get_mut(i) {
                line.role = Role::Heading(level);
            }
        }
        let mut clean = std::mem::take(&mut out.clean).into_bytes();
        let mut lines: Vec<Line> = Vec::with_capacity(out.lines.len());
        for (line, on) in out.lines.drain(..).zip(on.iter().copied().chain(std::iter::repeat(false))) {
            let Some(above) = lines.last_mut().filter(|_| on) else {
                lines.push(line);
                continue;
            };
            if let Some(end) = clean.get_mut(above.span.end as usize) {
                *end = b' ';
            }
            above.span.end = line.span.end;
            out.joins.push(Join { at: line.span.start, page: line.page, number: line.number, bbox: line.bbox });
        }
        out.body_len = self.body_len - on.iter().filter(|on| **on).count();
        out.lines = lines;
        // A line end became a space, byte for byte: the text stays valid.
        out.clean = String::from_utf8(clean).unwrap_or_default();
        out.cut_long();
        Cow::Owned(out)
    }

    /// Cuts paragraphs that were joined where those of other formats are cut.
    fn cut_long(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let mut clean = self.clean.clone().into_bytes();
        let mut out = Vec::with_capacity(lines.len());
        let body_len = self.body_len;
        for (i, mut line) in lines.into_iter().enumerate() {
            let at = if i < body_len { self.cuts(line.span) } else { Vec::new() };
            let ends = at.iter().skip(1).map(|at| at - 1).chain([line.span.end]);
            let parts: Vec<Line> =
                at.iter().zip(ends).map(|(from, to)| self.part(&line, Span::new(*from, to))).collect();
            line.span.end = at.first().map_or(line.span.end, |from| from - 1);
            for from in at {
                if let Some(end) = clean.get_mut(from as usize - 1) {
                    *end = b'\n';
                }
            }
            self.body_len += parts.len();
            out.push(line);
            out.extend(parts);
        }
        self.lines = out;
        self.clean = String::from_utf8(clean).unwrap_or_default();
    }

    /// Where the further parts of a joined line begin.
    fn cuts(&self, span: Span) -> Vec<u32> {
        let before = |at: u32| self.joins.partition_point(|j| j.at < at);
        if before(span.start + 1) == before(span.end) {
            return Vec::new();
        }
        let text = self.text(span);
        let after_space = |at: &usize| text.get(..*at).is_some_and(|t| t.ends_with(' '));
        long::cuts(text).into_iter().filter(after_space).map(|at| span.start + at as u32).collect()
    }

    /// A later part of a joined line, at the place of the printed line that it begins in.
    fn part(&self, whole: &Line, span: Span) -> Line {
        let mut part = Line { span, marked_lead: 0, gap_before: false, ..whole.clone() };
        let before = self.joins.partition_point(|j| j.at <= span.start).checked_sub(1);
        if let Some(join) = before.and_then(|i| self.joins.get(i)).filter(|j| j.at >= whole.span.start) {
            (part.page, part.number, part.bbox) = (join.page, join.number, join.bbox);
        }
        part
    }

    /// The longest printed line inside a span of the clean text, in bytes.
    #[must_use]
    pub fn longest_print(&self, span: Span) -> u32 {
        let from = self.joins.partition_point(|j| j.at <= span.start);
        let inside = self.joins.get(from..).unwrap_or(&[]).iter().map(|j| j.at).take_while(|at| *at < span.end);
        let (mut longest, mut start) = (0, span.start);
        for at in inside.chain(std::iter::once(span.end)) {
            (longest, start) = (longest.max(at.saturating_sub(start)), at);
        }
        longest
    }

    /// For each body line: whether it goes on with the paragraph of the line above.
    fn going_on(&self, opens: &impl Fn(&str) -> bool) -> Vec<bool> {
        let body = self.body();
        let runs = Run::of(self);
        let mut out = vec![false; body.len()];
        for (i, pair) in body.windows(2).enumerate() {
            let [above, line] = pair else { continue };
            let (Some(here), Some(there)) = (runs.get(i), runs.get(i + 1)) else { continue };
            let first = self.text(line.span).split_whitespace().next().unwrap_or("");
            let anew = first.starts_with(char::is_uppercase) && opens(first);
            out[i + 1] = !anew && self.goes_on(above, here, line, there);
        }
        out
    }

    fn goes_on(&self, above: &Line, here: &Run, line: &Line, there: &Run) -> bool {
        let (Some(a), Some(b)) = (above.bbox, line.bbox) else { return false };
        // The gaps and margins that OCR gives are too rough to tell paragraphs by.
        let read = |l: &Line| self.pages.get(l.page as usize).is_some_and(|p| p.need.is_some());
        if read(above) || read(line) {
            return false;
        }
        let prose = |l: &Line| l.role == Role::Text && l.cells.is_empty();
        let size = em(above);
        // « **Présents :** Mme X, M.⏎Y »: what counts is the print on both sides of the line end.
        let ends_bold = above.bold && above.marked_lead == 0;
        let begins_bold = line.bold && line.marked_lead == 0 || line.marked_lead > 0;
        let alike = ends_bold == begins_bold && (size - em(line)).abs() <= SAME_SIZE * size;
        let turned = above.page + 1 == line.page && here.last && there.first;
        let below = above.page == line.page && !line.gap_before && a[1] < b[1];
        if !prose(above) || !prose(line) || !alike || !turned && !below {
            return false;
        }
        let (upper, lower) = (self.text(above.span), self.text(line.span));
        let full = fits_no_more(a, size, b, lower, here);
        let at_margin = if turned {
            b[0] <= there.left + AT_MARGIN * size
        } else if opens_item(upper) {
            b[0] >= a[0] - AT_MARGIN * size && b[0] <= a[0] + HANGING * size
        } else {
            b[0] <= a[0] + AT_MARGIN * size && b[0] >= a[0] - FIRST_INDENT * size
        };
        full && at_margin
            && open(upper, lower)
            && (!here.broken || tied(upper, lower))
            && !opens_item(lower)
            && !opens_label(lower)
    }
}

/// Lines one below the other: the margins between which they stand.
#[derive(Debug, Clone, Copy)]
struct Run {
    left: f32,
    right: f32,
    /// The line is the first, the last of its page.
    first: bool,
    last: bool,
    /// It stands among lines that a hand broke, one entry each.
    broken: bool,
}

impl Run {
    /// For each body line, its run.
    fn of(doc: &Document) -> Vec<Self> {
        let body = doc.body();
        let mut out = Vec::with_capacity(body.len());
        let top = |l: &Line| l.bbox.map_or(f32::MAX, |b| b[1]);
        for run in body.chunk_by(|a, b| a.page == b.page && top(a) < top(b)) {
            let prose = |l: &&Line| l.cells.is_empty() && (l.span.end - l.span.start) as usize >= SHORT;
            let boxes: Vec<[f32; 4]> = run.iter().filter(prose).filter_map(|l| l.bbox).collect();
            let right = boxes.iter().fold(f32::MIN, |m, b| m.max(b[2]));
            let left = boxes.iter().fold(f32::MAX, |m, b| m.min(b[0]));
            let broken = Self::broken(doc, run, right);
            let from = out.len();
            let page = |i: usize| body.get(i).map(|l| l.page);
            for i in from..from + run.len() {
                let first = i == 0 || page(i - 1) != page(i);
                let broken = broken.get(i - from) == Some(&true);
                out.push(Self { left, right, first, last: page(i + 1) != page(i), broken });
            }
        }
        out
    }

    /// For each line of a run, whether most of those that stand with it, without a gap, end before the margin for no reason.
    fn broken(doc: &Document, run: &[Line], right: f32) -> Vec<bool> {
        let mut out = Vec::with_capacity(run.len());
        for block in run.chunk_by(|_, b| !b.gap_before) {
            let margin = Self { left: 0.0, right, first: false, last: false, broken: false };
            let short = |w: &[Line]| match (w[0].bbox, w[1].bbox) {
                (Some(a), Some(b)) => !fits_no_more(a, em(&w[0]), b, doc.text(w[1].span), &margin),
                _ => false,
            };
            let count = block.windows(2).filter(|w| short(w)).count();
            let broken = count >= BROKEN && count * 2 >= block.len() - 1;
            out.extend(std::iter::repeat_n(broken, block.len()));
        }
        out
    }
}

/// Whether a line has no room for the first word of the next.
fn fits_no_more(above: [f32; 4], size: f32, below: [f32; 4], lower: &str, run: &Run) -> bool {
    let word: f32 = lower.chars().take(first_word(lower)).map(breadth).sum();
    let width = (below[2] - below[0]) / lower.chars().map(breadth).sum::<f32>().max(1.0) * word;
    above[2] + SPACE * size + width > run.right
}

/// How wide a sign is, roughly: capitals are wider, « i » is narrow.
fn breadth(c: char) -> f32 {
    match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ';' | ':' | '\'' | '’' | ' ' | '(' | ')' | '-' => 0.6,
        'm' | 'w' | 'M' | 'W' => 1.6,
        c if c.is_uppercase() => 1.3,
        _ => 1.0,
    }
}

/// The size of a line's letters; where it is not known, what its box tells.
fn em(line: &Line) -> f32 {
    let tall = || line.bbox.map_or(10.0, |b| b[3] - b[1]);
    if line.size > 0.0 { line.size } else { tall().max(1.0) }
}

/// How many signs a line begins with that no space parts: « 21.400 Euros », « M. TABARD » are held together.
fn first_word(line: &str) -> usize {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("");
    let held = first.chars().count() <= 2 || first.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let next = words.next().filter(|_| held).map_or(0, |w| w.chars().count() + 1);
    first.chars().count() + next
}

/// Whether a sentence may run over the end of a line. « articles L.⏎2121-20 », « M.⏎TABARD » do.
fn open(above: &str, line: &str) -> bool {
    let above = above.trim_end();
    let last = above.rsplit(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '-')).next().unwrap_or("");
    let short = last.strip_suffix('.').is_some_and(|w| w.chars().count() <= 2 && w.chars().all(char::is_alphabetic));
    line.starts_with(char::is_lowercase) || short || !above.ends_with(['.', ':', ';', '!', '?'])
}

/// Whether what a line ends in asks for what the next begins with: « pour⏎1 », « M. Gérard⏎BUHEL ».
fn tied(above: &str, line: &str) -> bool {
    let last = above.split_whitespace().next_back().unwrap_or("");
    let first = line.split_whitespace().next().unwrap_or("");
    let capitals = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.contains(char::is_lowercase);
    let name = capitals(first) && !capitals(last) && last.starts_with(char::is_uppercase);
    line.starts_with(char::is_lowercase) || last.ends_with(',') || last.starts_with(char::is_lowercase) || name
}

/// « - … », « • … », « 1. … », « a) … », « 12°) … »
fn opens_item(line: &str) -> bool {
    let line = line.trim_start();
    let Some(first) = line.chars().next() else { return true };
    if !first.is_alphanumeric() {
        return !matches!(first, '(' | '«' | '"' | '“' | '\'' | '’' | '[' | '€');
    }
    let mark = line.find(|c: char| !c.is_ascii_digit()).filter(|n| *n > 0 && *n <= 3);
    let mark = mark.or_else(|| first.is_alphabetic().then(|| first.len_utf8()));
    mark.and_then(|n| line.get(n..)).is_some_and(|rest| {
        let rest = rest.trim_start_matches('°');
        rest.starts_with(')') || rest.strip_prefix('.').is_some_and(|r| r.starts_with(' ')) && first.is_ascii_digit()
    })
}

/// « Absents excusés : … »
fn opens_label(line: &str) -> bool {
    let colon = line.char_indices().take(LABEL).find(|(_, c)| *c == ':').map(|(at, _)| at);
    let words = colon.and_then(|at| line.get(..at));
    words.is_some_and(|w| w.starts_with(char::is_uppercase) && !w.contains([',', '.', ';', '–', '-']))
}
