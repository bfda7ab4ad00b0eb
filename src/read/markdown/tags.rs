//! HTML inside Markdown: comments, line breaks, tables in tags.

use super::{Part, Reader};
use crate::page::{LineStyle, Role};
use pulldown_cmark::CowStr;
use std::ops::Range;

impl Reader<'_> {
    /// HTML: comments become furniture, tags go, their text stays, `<br>` ends the line.
    pub(super) fn html(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.src[at..range.end];
            if self.in_comment || rest.starts_with("<!--") {
                let stop = rest.find("-->");
                self.in_comment = stop.is_none();
                let inner = rest[..stop.unwrap_or(rest.len())].strip_prefix("<!--");
                let body = inner.unwrap_or(&rest[..stop.unwrap_or(rest.len())]);
                self.comment(at + inner.map_or(0, |_| 4), body);
                at += stop.map_or(rest.len(), |s| s + 3);
            } else if rest.starts_with('<') {
                let stop = rest.find('>').map_or(rest.len(), |n| n + 1);
                let tag = rest[1..stop.max(1)].trim_start_matches('/').as_bytes();
                let ends_line = [b"br".as_slice(), b"p", b"/p", b"div", b"tr", b"li"].iter().any(|t| {
                    tag.len() > t.len()
                        && tag[..t.len()].eq_ignore_ascii_case(t)
                        && !tag[t.len()].is_ascii_alphanumeric()
                });
                if !self.html_table(rest, tag) && ends_line {
                    self.line_break(at..at + stop);
                }
                at += stop;
            } else {
                let stop = rest.find('<').unwrap_or(rest.len());
                let body = &rest[..stop];
                self.text(at..at + stop, CowStr::Borrowed(body));
                at += stop;
            }
        }
    }

    /// « <tr><td>POUR</td><td>07</td></tr> »: a table in tags is one like any other. `rest` begins with the tag.
    fn html_table(&mut self, rest: &str, tag: &[u8]) -> bool {
        let name = tag.split(|b| !b.is_ascii_alphanumeric()).next().unwrap_or(&[]);
        let closes = rest.starts_with("</");
        let taken = self.spans.tag(name, rest);
        if name.eq_ignore_ascii_case(b"tr") {
            self.flush();
            self.in_row = !closes;
            let row = rest.find("</tr").map_or(rest, |n| &rest[..n]);
            self.role = match (closes, row.contains("<th")) {
                (true, _) => Role::Text,
                (_, true) => Role::TableHead,
                _ => Role::TableRow,
            };
            return true;
        }
        let cell = name.eq_ignore_ascii_case(b"td") || name.eq_ignore_ascii_case(b"th");
        if cell && self.in_row {
            self.parts.extend((0..taken).flat_map(|_| [Part::Cell, Part::CellEnd]));
            self.parts.push(if closes { Part::CellEnd } else { Part::Cell });
        }
        cell && self.in_row
    }

    fn comment(&mut self, at: usize, body: &str) {
        let text = body.trim();
        if text.is_empty() {
            return;
        }
        if !self.in_row {
            self.flush();
            let at = at + (body.len() - body.trim_start().len());
            let number = self.number(at);
            self.b.begin_line(number, LineStyle { role: Role::Furniture, gap_before: true, ..LineStyle::default() });
            self.b.piece(at..at + text.len(), text);
            self.b.end_line();
        }
    }
}
