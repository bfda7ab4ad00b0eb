//! Plain text, often the layout output of a PDF tool: wide gaps are columns, leading spaces are an indent, a form
//! feed is a page break.

use super::bars;
use super::encoding::Decoded;
use super::margin::{self, Line};
use crate::page::{Builder, Document, LineStyle, MediaType, Page, Role, TextOrigin};

/// Spaces in a row that set two columns apart.
pub(super) const GAP: usize = 3;

/// Reads a text.
pub(super) fn read(source: Decoded) -> Document {
    let text = source.text;
    let mut b = Builder::new(MediaType::Plain, TextOrigin::Plain);
    b.page(Page::default());
    // Old Macintosh files end their lines with a carriage return alone.
    let end = if memchr::memchr(b'\n', text.as_bytes()).is_none() { b'\r' } else { b'\n' };
    let spacing = Spacing::of(&text, end);
    let mut above = "";
    let lines = margin::apart(lines(&text, end));
    for (line, row) in lines.iter().zip(bars::rows(&lines)) {
        if line.body.is_empty() {
            b.begin_line(line.number, LineStyle { role: Role::Rule, gap_before: line.gap, ..LineStyle::default() });
            b.end_line();
            continue;
        }
        if let Some((role, framed)) = row {
            let (gap_before, indent) = (line.gap && role == Role::TableHead, line.indent as f32);
            b.begin_line(line.number, LineStyle { role, gap_before, indent, ..LineStyle::default() });
            bars::cut(&mut b, line, framed);
            b.end_line();
            above = line.body;
            continue;
        }
        let (mut start, mut body, mut gap) = (line.start, line.body, line.gap);
        if let Some(len) = page_number(above, body) {
            b.begin_line(line.number, LineStyle { role: Role::Furniture, ..LineStyle::default() });
            b.piece(start..start + len, &body[..len]);
            b.end_line();
            gap = true;
            let rest = body[len..].trim_start();
            (start, body) = (start + body.len() - rest.len(), rest);
        }
        gap &= !spacing.joins(above, body) && !spacing.torn(above, body);
        above = body;
        b.begin_line(line.number, LineStyle { gap_before: gap, indent: line.indent as f32, ..LineStyle::default() });
        let mut column = line.indent;
        cut(&mut b, &[(start, body)], &mut column);
        b.end_line();
    }
    b.set_first_page(Page { text, offsets: source.offsets, ..Page::default() });
    b.finish()
}

/// The lines that say something, and the drawn rules.
fn lines(text: &str, end: u8) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let (mut at, mut number, mut gap, mut opens_page) = (0, 0, true, true);
    while at < text.len() {
        let stop = memchr::memchr(end, &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        number += 1;
        gap |= at == stop;
        for part in text[at..stop].split_inclusive('\u{c}') {
            let whole = part.trim_end();
            let body = whole.trim_start();
            let start = part.as_ptr() as usize - text.as_ptr() as usize + (whole.len() - body.len());
            let rule = is_rule(body);
            if !body.is_empty() {
                let indent = columns(&whole[..whole.len() - body.len()], 0);
                let body = if rule { "" } else { body };
                out.push(Line { number, start, body, indent, gap, opens_page });
                opens_page = false;
            }
            gap = body.is_empty() || rule;
            if part.ends_with('\u{c}') {
                (gap, opens_page) = (true, true);
            }
        }
        at = stop + 1;
    }
    out
}

/// Whether the text has an empty line behind each of its lines, as copies of some viewers do, and how long a full line is.
struct Spacing {
    double: bool,
    full: usize,
    /// Words set in bold stand on lines of their own, and the comma behind them opens the next.
    torn: bool,
}

impl Spacing {
    /// Pairs of lines that tell: fewer, and it may be a list.
    const FEWEST: usize = 12;
    /// One pair in so many, at least, cuts a sentence.
    const CUT: usize = 8;
    /// So many lines begin with a comma where bold words were torn out.
    const TORN: usize = 5;
    /// No torn word is longer.
    const NAME: usize = 40;

    fn of(text: &str, end: u8) -> Self {
        let (mut apart, mut close, mut cut, mut commas) = (0usize, 0usize, 0usize, 0usize);
        let mut lengths = Vec::new();
        let (mut above, mut empty) = ("", 0usize);
        for line in text.split(char::from(end)).map(str::trim) {
            if line.is_empty() {
                empty += 1;
                continue;
            }
            if empty == 1 {
                apart += 1;
                cut += usize::from(line.starts_with(char::is_lowercase) && !closes(above));
            }
            close += usize::from(empty == 0);
            commas += usize::from(line.starts_with(", "));
            lengths.push(line.len());
            (above, empty) = (line, 0);
        }
        lengths.sort_unstable();
        let full = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        Self {
            double: apart >= Self::FEWEST && close * 9 <= apart && cut * Self::CUT >= apart,
            full,
            torn: commas >= Self::TORN,
        }
    }

    /// Whether the gap before a line is none: « Jean⏎⏎TABARD⏎⏎, Anne⏎⏎LERAY⏎⏎, … » is one line that lost its bold words.
    fn torn(&self, above: &str, line: &str) -> bool {
        let sign = |s: &str| s.starts_with([',', ')', ';', '-']) || s == ".";
        let word = line.len() <= Self::NAME && line.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '\''));
        self.torn && (sign(line) || word && !closes(above) && (above.len() > 1 || above == "-"))
    }

    /// Whether the empty line between two lines is nothing but the spacing: the line above is full, or its sentence goes on.
    fn joins(&self, above: &str, line: &str) -> bool {
        let goes_on = line.starts_with(char::is_lowercase) && above.len() * 2 >= self.full;
        self.double && !closes(above) && (goes_on || above.len() * 5 >= self.full * 4)
    }
}

/// Whether a line ends its sentence.
fn closes(line: &str) -> bool {
    line.is_empty() || line.ends_with(['.', ':', ';', '!', '?'])
}

/// « (2) », the mark of a page where a viewer's copy opens it, over « 2 4. TARIFS »: how long the printed page number is
/// that opens the line.
fn page_number(above: &str, line: &str) -> Option<usize> {
    let page = above.strip_prefix('(')?.strip_suffix(')')?;
    let digits = page.len() <= 3 && page.bytes().all(|b| b.is_ascii_digit());
    let rest = line.strip_prefix(page).filter(|_| digits)?;
    (rest.starts_with(' ') && !rest.trim_start().starts_with(['-', '–', '/', '°'])).then_some(page.len())
}

/// A line of nothing but a drawn rule.
fn is_rule(line: &str) -> bool {
    let stroke = |c: char| matches!(c, '-' | '_' | '=' | '*' | '~' | '─' | '━' | '═' | '—');
    // « +-----+-----+ », « |:---|---:| » between the rows of a table.
    let crossing =
        |c: char| bars::is_bar(c) || matches!(c, '+' | ':' | '┼' | '├' | '┤' | '┬' | '┴' | '┌' | '┐' | '└' | '┘');
    line.len() >= 3
        && line.chars().all(|c| stroke(c) || crossing(c) || c == ' ')
        && (!line.contains(crossing) || line.contains("---") || line.contains("──") || line.contains("=="))
}

/// The column reached after `text`, from column `from`; a tab goes to the next multiple of eight.
pub(super) fn columns(text: &str, from: usize) -> usize {
    if text.is_ascii() && !text.contains('\t') {
        return from + text.len();
    }
    text.chars().fold(from, |c, ch| if ch == '\t' { (c / 8 + 1) * 8 } else { c + 1 })
}

/// Where the next column gap of `text` stands: a tab, or [`GAP`] spaces.
pub(super) fn next_gap(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(n) = memchr::memchr2(b' ', b'\t', &bytes[from..]) {
        let start = from + n;
        let end = bytes[start..].iter().position(|b| !matches!(b, b' ' | b'\t')).map_or(bytes.len(), |n| start + n);
        if end - start >= GAP || bytes[start..end].contains(&b'\t') {
            return Some((start, end));
        }
        from = end;
    }
    None
}

/// Adds the pieces of a line to the open line, cut into cells at column gaps. Each piece agrees with the source byte
/// by byte from its offset on.
pub(super) fn cut(b: &mut Builder, pieces: &[(usize, &str)], column: &mut usize) {
    if !pieces.iter().any(|(_, t)| next_gap(t).is_some()) {
        for (at, text) in pieces {
            b.piece(*at..*at + text.len(), text);
        }
        return;
    }
    b.begin_cell(*column as f32);
    for &(at, text) in pieces {
        let (mut rest, mut at) = (text, at);
        while let Some((start, end)) = next_gap(rest) {
            b.piece(at..at + start, &rest[..start]);
            *column = columns(&rest[..start], *column);
            b.end_cell(*column as f32);
            *column = columns(&rest[start..end], *column);
            b.begin_cell(*column as f32);
            (rest, at) = (&rest[end..], at + end);
        }
        b.piece(at..at + rest.len(), rest);
        *column = columns(rest, *column);
    }
    b.end_cell(*column as f32);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::encoding::decode;

    #[test]
    fn an_empty_line_behind_each_line_parts_nothing() {
        let line = "Etaient présents : Mmes et MM. Anne LERAY, Luc TABARD, Paul VIVIER, Eve\n\nMARNEZ, Jean COLLIOT, conseillers, et constatent ensemble\n\n\
                    que le quorum est atteint par ceux qui sont là.\n\n";
        let d = read(decode(line.repeat(6).as_bytes()).unwrap());
        let gaps: Vec<bool> = d.lines.iter().map(|l| l.gap_before).take(4).collect();
        assert_eq!(gaps, [true, false, false, true]);
        let list = "Présents :\n\nAnne LERAY\n\nLuc TABARD\n\n";
        let d = read(decode(list.repeat(6).as_bytes()).unwrap());
        assert!(d.lines.iter().all(|l| l.gap_before));
    }

    #[test]
    fn a_page_number_before_a_number_is_furniture() {
        let text = "(1)\n\n1 COMPTE RENDU\n\n(2)\n\n2 4. TARIFS\n\n(3)\n\n3 - BUDGET\n";
        let d = read(decode(text.as_bytes()).unwrap());
        let lines: Vec<&str> = d.lines.iter().filter(|l| l.role != Role::Furniture).map(|l| d.text(l.span)).collect();
        assert_eq!(lines, ["COMPTE RENDU", "4. TARIFS", "3 - BUDGET"]);
    }

    #[test]
    fn columns_and_offsets() {
        let text = "   Élus présents :\r\n\r\nM. Jean ALBIN     présent\n-----\nfin\u{c}Page";
        let d = read(decode(text.as_bytes()).unwrap());
        let lines: Vec<&str> = d.lines.iter().map(|l| d.text(l.span)).collect();
        assert_eq!(lines, ["Élus présents :", "M. Jean ALBIN\tprésent", "", "fin", "Page"]);
        assert_eq!((d.lines[0].indent, d.lines[1].gap_before, d.lines[1].number), (3.0, true, 3));
        let cells = d.cells_of(&d.lines[1]);
        assert_eq!((d.text(cells[1].span), cells[1].x0), ("présent", 18.0));
        assert_eq!(d.print(d.locate(cells[1].span)), "présent");
    }
}
