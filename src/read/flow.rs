//! What word processors and web pages have in common: paragraphs, headings, items and table rows, without pages or
//! offsets of their own. The text that evidence points into is the text of the document in reading order, as laid out
//! here, one line a paragraph.

use super::{ReadError, plain};
use crate::page::{Builder, Document, LineStyle, MediaType, Page, Role, TextOrigin};

/// Longest text that is laid out, in bytes.
const MAX: usize = super::MAX_TEXT as usize;

/// A paragraph as a reader gathers it.
#[derive(Debug, Default, Clone)]
pub(super) struct Paragraph {
    /// Its text; `\n` where the author broke the line.
    pub text: String,
    /// Bytes of it that are bold.
    pub bold: usize,
    /// Bytes of the bold or italic print that it opens with.
    pub lead: usize,
    /// Bytes of it that are italic.
    pub italic: usize,
    /// What the markup says it is.
    pub role: Role,
    /// A clear gap (an empty paragraph, a page break) stands before it.
    pub gap: bool,
}

impl Paragraph {
    /// Adds a run of text.
    pub fn push(&mut self, text: &str, bold: bool, italic: bool) {
        self.lead += if (bold || italic) && self.lead == self.text.len() { text.len() } else { 0 };
        self.text.push_str(text);
        self.bold += if bold { text.len() } else { 0 };
        self.italic += if italic { text.len() } else { 0 };
    }

    /// Whether nothing is printed of it.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Lays paragraphs and rows out.
pub(super) struct Flow {
    b: Builder,
    media: MediaType,
    text: String,
    number: u32,
    gap: bool,
}

impl Flow {
    /// An empty document.
    pub fn new(media: MediaType) -> Self {
        let mut b = Builder::new(media, TextOrigin::Native);
        b.page(Page::default());
        Self { b, media, text: String::new(), number: 0, gap: true }
    }

    /// The next line stands behind a gap.
    pub fn gap(&mut self) {
        self.gap = true;
    }

    /// Adds a paragraph: a line for each line that the author broke. A blank one is a gap.
    pub fn paragraph(&mut self, p: &Paragraph) {
        self.gap |= p.gap;
        if p.is_blank() {
            self.gap = true;
            return;
        }
        let inked = p.text.len().max(1);
        let mut role = p.role;
        let mut lead = if p.lead < p.text.len() { p.lead } else { 0 };
        for line in p.text.split('\n') {
            let body = line.trim();
            if body.is_empty() {
                self.gap = true;
                continue;
            }
            let style = LineStyle {
                role,
                gap_before: std::mem::take(&mut self.gap) || matches!(role, Role::Heading(_)),
                bold: p.bold * 10 >= inked * 9,
                marked_lead: u32::try_from(lead.saturating_sub(line.len() - line.trim_start().len())).unwrap_or(0),
                italic: p.italic * 10 >= inked * 9,
                ..LineStyle::default()
            };
            lead = 0;
            let at = self.open(style);
            self.text.push_str(body);
            plain::cut(&mut self.b, &[(at, body)], &mut 0);
            self.close();
            // Only the first line of an item carries its marker.
            role = if role == Role::Item { Role::Text } else { role };
        }
    }

    /// Adds a row of a table: for each cell its paragraphs.
    ///
    /// Tables also serve as layout. Cells that hold the same number of paragraphs, more than one, are as many rows; a
    /// cell with many paragraphs beside cells with few is text, cell by cell; in all other rows the paragraphs of a
    /// cell are one.
    pub fn row(&mut self, cells: &[Vec<Paragraph>], head: bool) {
        let inked: Vec<Vec<&Paragraph>> = cells.iter().map(|c| c.iter().filter(|p| !p.is_blank()).collect()).collect();
        let most = inked.iter().map(Vec::len).max().unwrap_or(0);
        let filled = inked.iter().filter(|c| !c.is_empty()).count();
        if most == 0 {
            return;
        }
        if cells.len() == 1 || (filled == 1 && most > 1) {
            inked.iter().flatten().for_each(|p| self.paragraph(p));
            return;
        }
        if most > 1 && filled > 1 && inked.iter().all(|c| c.is_empty() || c.len() == most) {
            for i in 0..most {
                let row: Vec<String> =
                    inked.iter().map(|c| c.get(i).map_or_else(String::new, |p| one_line(&p.text))).collect();
                self.cells(&row, head);
            }
        } else if most > 4 {
            for p in inked.iter().flatten() {
                self.paragraph(p);
            }
        } else {
            let row: Vec<String> =
                inked.iter().map(|c| c.iter().map(|p| one_line(&p.text)).collect::<Vec<_>>().join(" ")).collect();
            self.cells(&row, head);
        }
    }

    fn cells(&mut self, row: &[String], head: bool) {
        let role = if head { Role::TableHead } else { Role::TableRow };
        let gap_before = std::mem::take(&mut self.gap);
        let mut at = self.open(LineStyle { role, gap_before, ..LineStyle::default() });
        for (i, text) in row.iter().enumerate() {
            if i > 0 {
                self.text.push('\t');
                at += 1;
            }
            self.text.push_str(text);
            self.b.begin_cell(i as f32);
            self.b.piece(at..at + text.len(), text);
            self.b.end_cell(i as f32 + 1.0);
            at += text.len();
        }
        self.close();
    }

    fn open(&mut self, style: LineStyle) -> usize {
        self.number += 1;
        self.b.begin_line(self.number, style);
        self.text.len()
    }

    fn close(&mut self) {
        self.b.end_line();
        self.text.push('\n');
    }

    /// Whether the text is longer than is read; readers ask now and then and stop.
    pub fn is_full(&self) -> bool {
        self.text.len() > MAX
    }

    /// The document.
    ///
    /// # Errors
    /// When nothing was printed, or more than is read.
    pub fn finish(mut self) -> Result<Document, ReadError> {
        if self.is_full() {
            return Err(ReadError::TooLong { bytes: self.text.len() as u64 });
        }
        if self.number == 0 {
            return Err(ReadError::NoText(self.media));
        }
        self.b.set_first_page(Page { text: self.text, ..Page::default() });
        Ok(self.b.finish())
    }
}

/// The text with every run of white space as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
