//! Pages: each read by itself, on as many threads as the pool has, put together in order.

use super::content::Interpreter;
use super::fonts::Fonts;
use super::layout;
use super::left::File;
use super::load::{inherited, page_box};
use super::matrix::Matrix;
use super::object::{dict_of, number_of};
use super::tagged::{self, Tables};
use super::{Budget, PdfError};
use crate::page::{Builder, MediaType, Need, Page, Row, TextOrigin};
use lopdf::ObjectId;
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Text of one document, in bytes.
const MAX_TEXT: u64 = 256 << 20;
/// Fewer characters than this inside the margins are no text layer.
const MIN_INTERIOR: usize = 50;
/// The margin on each side, as part of the page.
const MARGIN: f32 = 0.125;
/// Words of a page by which its text is judged.
const LOOKED_AT: usize = 150;
/// A document of so many pages is not shared out.
const ALONE: usize = 12;
/// Pages in work at a time for each thread.
const WINDOW: usize = 48;

/// What kind of text a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Native,
    Scanned,
    Empty,
}

/// A page that was read.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) rows: Vec<Row>,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) kind: Kind,
    /// It shows an image.
    pub(super) image: bool,
    pub(super) used: Budget,
    /// Letters, and those of words that look like words.
    pub(super) letters: (usize, usize),
}

/// Reads the pages of a document, and says how its text looks.
pub(super) fn document(doc: &File<'_>, ids: &[ObjectId]) -> Result<(Builder, Looks), PdfError> {
    let fonts = Fonts::default();
    let tables = tagged::tables(doc);
    let mut out = Assembly::new(TextOrigin::Native);
    let threads = rayon::current_num_threads();
    if threads < 2 || ids.len() <= ALONE {
        let mut interpreter = Interpreter::new(doc, &fonts);
        for id in ids {
            out.add(page(doc, *id, &tables, &mut interpreter)?)?;
        }
        return Ok(out.finish());
    }
    // Page by page, so that no thread waits long for another; what one has worked with is there for the next.
    let spare: Mutex<Vec<Interpreter<'_>>> = Mutex::default();
    let spare = || spare.lock().unwrap_or_else(PoisonError::into_inner);
    let read = |id: &ObjectId| {
        let kept = spare().pop();
        let mut interpreter = kept.unwrap_or_else(|| Interpreter::new(doc, &fonts));
        let read = page(doc, *id, &tables, &mut interpreter);
        spare().push(interpreter);
        read
    };
    for window in ids.chunks(threads * WINDOW) {
        let pages: Vec<Result<Read, PdfError>> = window.par_iter().with_max_len(1).map(read).collect();
        for page in pages {
            out.add(page?)?;
        }
    }
    Ok(out.finish())
}

/// How the text of a document looks, to judge whether it was read well.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looks {
    /// Letters in all.
    pub(super) letters: usize,
    /// Letters of words that look like words of a language.
    pub(super) likely: usize,
    /// No page has text, and none shows an image.
    pub(super) blank: bool,
}

impl Looks {
    /// Most of it is no language: codes that stand for other letters.
    pub(super) const fn garbage(self) -> bool {
        self.letters >= 200 && self.likely * 2 < self.letters
    }
}

/// Pages put together in order; the budget of the document is counted here, so that it does not depend on threads.
pub(super) struct Assembly {
    builder: Builder,
    kinds: [usize; 3],
    pages: u32,
    used: Budget,
    text: u64,
    looks: Looks,
}

impl Assembly {
    pub(super) fn new(origin: TextOrigin) -> Self {
        Self {
            builder: Builder::new(MediaType::Pdf, origin),
            kinds: [0; 3],
            pages: 0,
            used: Budget::default(),
            text: 0,
            looks: Looks { blank: true, ..Looks::default() },
        }
    }

    /// Adds the next page.
    pub(super) fn add(&mut self, page: Read) -> Result<(), PdfError> {
        self.pages += 1;
        self.kinds[page.kind as usize] += 1;
        self.used.add(page.used);
        self.used.check_document()?;
        self.text += page.text.len() as u64;
        self.looks.letters += page.letters.0;
        self.looks.likely += page.letters.1;
        self.looks.blank &= page.text.is_empty() && !page.image;
        if self.text > MAX_TEXT {
            return Err(PdfError::Limit { what: "bytes of text", found: self.text, limit: MAX_TEXT });
        }
        let need = need(&page);
        let shown = Page {
            number: Some(self.pages),
            text: page.text,
            width: page.width,
            height: page.height,
            needs_ocr: need.is_some(),
            need,
            ..Page::default()
        };
        self.builder.page_of(shown, page.rows);
        Ok(())
    }

    pub(super) fn finish(mut self) -> (Builder, Looks) {
        self.builder.origin(match self.kinds {
            [_, 0, 0] => TextOrigin::Native,
            [0, _, 0] => TextOrigin::EmbeddedOcr,
            _ => TextOrigin::Mixed,
        });
        (self.builder, self.looks)
    }
}

/// Why the text of a page is not to be trusted.
fn need(page: &Read) -> Option<Need> {
    let (letters, likely) = page.letters;
    if page.kind == Kind::Empty {
        Some(Need::NoText)
    } else if letters >= 200 && likely * 2 < letters {
        Some(Need::Garbage)
    } else if page.kind == Kind::Scanned && letters >= 100 && (likely * 20 < letters * 17 || !is_french(&page.text)) {
        Some(Need::BadLayer)
    } else {
        None
    }
}

/// Whether the small words of French are there: about two words in five are in print, few are left where an old OCR
/// failed. Short texts are not judged.
fn is_french(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "la", "le", "les", "et", "des", "du", "à", "en", "un", "une", "que", "est", "par", "pour", "au", "aux",
        "dans", "sur", "a", "qui", "il", "sont", "ce",
    ];
    let (mut words, mut small) = (0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        small += usize::from(SMALL.contains(&word.to_lowercase().as_str()));
    }
    words < 40 || small * 10 >= words
}

fn page<'d>(
    doc: &'d File<'d>,
    id: ObjectId,
    tables: &Tables,
    interpreter: &mut Interpreter<'d>,
) -> Result<Read, PdfError> {
    let page = doc.objects.get(&id).and_then(|o| o.as_dict().ok()).unwrap_or(&doc.trailer);
    let shown = page_box(doc, page);
    let rotate = inherited(doc, page, b"Rotate").and_then(|o| number_of(doc, o)).unwrap_or(0.0) as i32;
    let (mut width, mut height) = (shown[2] - shown[0], shown[3] - shown[1]);
    if rotate.rem_euclid(180) == 90 {
        (width, height) = (height, width);
    }
    let resources = inherited(doc, page, b"Resources").and_then(|o| dict_of(doc, o));
    let page = doc.objects.get(&id).and_then(|o| o.as_dict().ok());
    interpreter.page(page, resources, Matrix::page(shown, rotate), (width, height));
    interpreter.used.check_page()?;
    let (invisible, drawn) = interpreter.drawn;
    let kind = if (interpreter.image || drawn == 0) && interior(interpreter, width, height) < MIN_INTERIOR {
        Kind::Empty
    } else if invisible * 2 > drawn {
        Kind::Scanned
    } else {
        Kind::Native
    };
    let (text, rows) =
        layout::lay_out(&mut interpreter.words, (width, height), tables.get(&id).map_or(&[], Vec::as_slice));
    let letters = looks(&text);
    // Codes that stand for other letters are no text: the page is for OCR, its letters stay as evidence of that.
    let kind = if letters.0 >= 200 && letters.1 * 2 < letters.0 { Kind::Empty } else { kind };
    let (image, used) = (interpreter.image, interpreter.used);
    Ok(Read { text, rows, width, height, kind, image, used, letters })
}

/// Characters of upright text inside the margins: a stamp at the edge is no text layer.
fn interior(interpreter: &Interpreter<'_>, width: f32, height: f32) -> usize {
    let inside = |v: f32, length: f32| v > MARGIN * length && v < (1.0 - MARGIN) * length;
    interpreter
        .words
        .list
        .iter()
        .filter(|w| w.turn == 0 && inside(w.y, height) && inside(w.x0, width))
        .map(|w| interpreter.words.of(w).chars().count())
        .sum()
}

/// A word that is looked at letter by letter.
#[derive(Default)]
struct Seen {
    begun: bool,
    letters: usize,
    /// What no word has, counted.
    odd: usize,
    /// Letters since the last vowel.
    run: usize,
    vowels: usize,
    /// The last letter is a small one.
    small: bool,
}

impl Seen {
    fn letter(&mut self, vowel: bool) {
        self.letters += 1;
        self.vowels += usize::from(vowel);
        self.run = if vowel { 0 } else { self.run + 1 };
        self.odd += usize::from(self.run > 5);
    }

    /// Its letters, if it looks like a word.
    const fn likely(&self) -> usize {
        if self.letters <= 2 || self.vowels > 0 && self.odd == 0 { self.letters } else { 0 }
    }
}

/// Letters, and those in words that look like words: a vowel among at most five letters, and no capital behind a small
/// letter. Round trips through PostScript leave codes that fail this; every language in Latin letters passes.
pub(super) fn looks(text: &str) -> (usize, usize) {
    let (mut letters, mut likely, mut words) = (0, 0, 0);
    let mut word = Seen::default();
    for c in text.chars().chain(std::iter::once(' ')) {
        // Most are these: no capital, no sign, nothing to ask a table for.
        if c.is_ascii_lowercase() {
            word.letter(matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
            (word.begun, word.small) = (true, true);
            continue;
        }
        if c.is_whitespace() {
            letters += word.letters;
            likely += word.likely();
            words += usize::from(word.begun);
            if words == LOOKED_AT {
                break;
            }
            word = Seen::default();
            continue;
        }
        word.begun = true;
        if !c.is_alphabetic() {
            // Signs inside words are what wrong codes look like; those at their ends are punctuation.
            word.odd += usize::from(
                !matches!(c, '\'' | '’' | '-' | '.' | ',' | ';' | ':' | '(' | ')' | '/' | '°') && !c.is_numeric(),
            );
            continue;
        }
        word.odd += usize::from(word.small && c.is_uppercase() || c as u32 > 0x24f);
        word.small = c.is_lowercase();
        word.letter(matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii());
    }
    (letters, likely)
}
