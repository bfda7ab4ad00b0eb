//! Repairs of what OCR misread, before the productions see it. A repair is made only where the text around it confirms
//! it, and each is a finding with the print; pages keep their print.
//!
//! - a word that no wording uses becomes a near one where a wording of several words comes of it, or where it heads a
//!   line before a colon;
//! - a word between a day and a year becomes a month;
//! - letters behind a counted wording (« membres en exercice : il ») become digits;
//! - a name in capitals that the engine doubts becomes the spelling that the document uses elsewhere;
//! - then dates, sums and digits are looked at again ([`super::digits`]).

use super::digits;
use super::family;
use super::lexicon::{Lexicon, WordId};
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, tokenize};
use crate::finding::{Code, Finding};
use crate::page::{Document, Span, fold};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Words of the lexicon that are shorter are not repaired to.
const SHORT: usize = 5;
/// From this length on a word may differ in two letters.
const LONG: usize = 9;
/// Words that the engine is surer of are not repaired, 0 to 1.
const SURE: f32 = 0.93;
/// Below this any near word is looked at, 0 to 1.
const UNSURE: f32 = 0.75;
/// Names that the engine is surer of are not repaired, 0 to 1.
const SURE_NAME: f32 = 0.85;
/// Tokens before and behind that a wording may reach.
const REACH: usize = 8;

const CONFUSIONS: &str = include_str!("../../grammar/ocr.lex");

/// The months, folded and as they are written.
pub(super) const MONTHS: &[(&str, &str)] = &[
    ("janvier", "janvier"),
    ("fevrier", "février"),
    ("mars", "mars"),
    ("avril", "avril"),
    ("mai", "mai"),
    ("juin", "juin"),
    ("juillet", "juillet"),
    ("aout", "août"),
    ("septembre", "septembre"),
    ("octobre", "octobre"),
    ("novembre", "novembre"),
    ("decembre", "décembre"),
];

/// The pairs of a section of `ocr.lex`.
pub(super) fn pairs(section: &str) -> Vec<(&'static str, &'static str)> {
    let mut inside = false;
    let mut out = Vec::new();
    for line in CONFUSIONS.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if line.starts_with('[') {
            inside = line == section;
        } else if inside && let Some(pair) = line.split_once(" = ") {
            out.push(pair);
        }
    }
    out
}

/// Repairs a document whose pages were read by OCR; others are left as they are.
pub fn mend(doc: &mut Document, lexicon: &Lexicon) {
    if doc.pages.iter().all(|p| p.words.is_empty()) {
        return;
    }
    let found = Mender::new(doc, lexicon).repairs();
    let mut edits: Vec<(Span, String)> = Vec::with_capacity(found.len());
    for (span, new) in found {
        let print = doc.text(span).to_owned();
        let page = page_of(doc, span);
        doc.notes.push(Finding::new(Code::OcrRepaired, format!("page {page}: « {print} » was read as « {new} »")));
        edits.push((span, new));
    }
    doc.replace(&edits);
    for look in [digits::joined, digits::repairs] {
        let found = look(&Text::new(doc, lexicon));
        let mut edits: Vec<(Span, String)> = Vec::with_capacity(found.len());
        for repair in found {
            let (print, page) = (doc.text(repair.span), page_of(doc, repair.span));
            let message = format!("page {page}: « {print} » was read as « {} »: {}", repair.new, repair.why);
            doc.notes.push(Finding::new(Code::NumberRepaired, message));
            edits.push((repair.span, repair.new));
        }
        doc.replace(&edits);
    }
}

/// The number of the page of a place.
fn page_of(doc: &Document, span: Span) -> u32 {
    doc.pages.get(doc.locate(span).page as usize).and_then(|p| p.number).unwrap_or(1)
}

struct Mender<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    confusions: Vec<(&'static str, &'static str)>,
    digits: Vec<(&'static str, &'static str)>,
    /// Words of the lexicon by their number of letters.
    words: BTreeMap<usize, Vec<&'a str>>,
}

impl<'a> Mender<'a> {
    fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let mut words: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for w in lexicon.words().filter(|w| w.len() >= SHORT && w.bytes().all(|b| b.is_ascii_lowercase())) {
            words.entry(w.len()).or_default().push(w);
        }
        for list in words.values_mut() {
            list.sort_unstable();
        }
        Self {
            doc,
            lexicon,
            tokens: tokenize(doc, lexicon),
            confusions: pairs("[ocr.confusion]"),
            digits: pairs("[ocr.digit]"),
            words,
        }
    }

    fn repairs(&self) -> Vec<(Span, String)> {
        let mut out: Vec<(Span, String)> = Vec::new();
        let names = self.names();
        for (i, t) in self.tokens.iter().enumerate() {
            if t.kind != Kind::Word {
                continue;
            }
            let Some(confidence) = self.confidence(t) else { continue };
            let folded = fold::fold(self.doc.text(t.span));
            let new = if let Some(digits) = self.count(i, &folded) {
                Some(digits)
            } else if t.word != WordId::UNKNOWN || folded.len() + 1 < SHORT {
                None
            } else {
                let known = self
                    .month(i, &folded)
                    .or_else(|| if confidence < SURE { self.wording(i, &folded, confidence) } else { None });
                known
                    .map(|w| self.cased(w, t))
                    .or_else(|| if confidence < SURE_NAME { self.name(t, &folded, &names) } else { None })
            };
            if let Some(new) = new {
                out.push((t.span, new));
            }
        }
        out
    }

    fn confidence(&self, t: &Token) -> Option<f32> {
        self.doc.confidence(self.doc.locate(t.span))
    }

    /// The word in the case of the print.
    fn cased(&self, word: &str, t: &Token) -> String {
        match t.case {
            Case::Upper => word.to_uppercase(),
            Case::Title => {
                let mut chars = word.chars();
                chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
            }
            _ => word.to_owned(),
        }
    }

    /// How far two words are apart: letters that differ, those that OCR confuses counted half; `None` beyond `most`.
    fn apart(&self, read: &str, meant: &str, most: f32) -> Option<f32> {
        if read.len().abs_diff(meant.len()) > 2 {
            return None;
        }
        let plain = strsim::osa_distance(read, meant) as f32;
        let mut least = plain;
        if plain <= 2.0 * most + 1.0 {
            let (head, tail) = common(read, meant);
            let of = |s: &'_ str| s.get(head..s.len().saturating_sub(tail)).unwrap_or("").to_owned();
            let (a, b) = (of(read), of(meant));
            if self.confusions.iter().any(|(r, m)| *r == a && *m == b) {
                least = 0.5;
            } else if plain > 1.0 {
                let single = |a: &str, b: &str| self.confusions.iter().any(|(r, m)| *r == a && *m == b);
                let pairs = a.char_indices().zip(b.char_indices());
                if a.len() == b.len() && a.is_ascii() && b.is_ascii() {
                    least = pairs
                        .map(|((i, x), (j, y))| match (x == y, a.get(i..=i), b.get(j..=j)) {
                            (true, ..) => 0.0,
                            (false, Some(x), Some(y)) if single(x, y) => 0.5,
                            _ => 1.0,
                        })
                        .sum::<f32>()
                        .min(plain);
                }
            }
        }
        (least <= most).then_some(least)
    }

    /// A near word of the lexicon that makes a wording with its neighbours.
    fn wording(&self, i: usize, folded: &str, confidence: f32) -> Option<&'a str> {
        // « résidents » is no « présidents »: where the engine is rather sure, only what it often confuses counts.
        let most = match (confidence < UNSURE, folded.len() >= LONG) {
            (false, _) => 0.5,
            (true, false) => 1.0,
            (true, true) => 2.0,
        };
        let lengths = folded.len().saturating_sub(2)..=folded.len() + 2;
        let mut near: Vec<(f32, &str)> = lengths
            .filter_map(|n| self.words.get(&n))
            .flatten()
            .filter_map(|w| Some((self.apart(folded, w, most)?, *w)))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
        let from = i.saturating_sub(REACH);
        let mut around: Vec<Token> = self.tokens.get(from..(i + REACH).min(self.tokens.len()))?.to_vec();
        let at = i - from;
        for (distance, word) in near.into_iter().take(24) {
            around.get_mut(at)?.word = self.lexicon.word(word);
            let covers = (0..=at).any(|s| {
                self.lexicon
                    .longest_at(&around, s)
                    .is_some_and(|m| m.end as usize > at && m.end - m.first >= 2 && self.long(&around, m.first, m.end))
            });
            let heads = distance <= 1.0
                && word.len() > SHORT
                && around.get(at).is_some_and(|t| t.gap == Gap::Line)
                && around.get(at + 1).is_none_or(|t| t.sign == ':')
                && self.lexicon.longest_at(&around, at).is_some();
            if covers || heads {
                return Some(word);
            }
        }
        None
    }

    /// Whether the other words of a wording are not just an article: two letters confirm nothing.
    fn long(&self, around: &[Token], first: u32, end: u32) -> bool {
        let words = around.get(first as usize..end as usize).unwrap_or(&[]);
        words.iter().filter(|t| t.word != WordId::UNKNOWN && t.span.end - t.span.start >= 3).count() >= 2
    }

    /// The month between a day and a year.
    fn month(&self, i: usize, folded: &str) -> Option<&'static str> {
        let digits = |k: Option<&Token>| k.filter(|t| t.kind == Kind::Number).map_or("", |t| self.doc.text(t.span));
        let before = |n: usize| i.checked_sub(n).and_then(|k| self.tokens.get(k));
        // « 1er julilet 1979 »
        let first = before(1).is_some_and(|t| t.gap == Gap::None && self.doc.text(t.span) == "er");
        let (day, year) = (digits(before(1 + usize::from(first))), digits(self.tokens.get(i + 1)));
        if !(1..=2).contains(&day.len()) || year.len() != 4 || !year.starts_with(['1', '2']) {
            return None;
        }
        let mut near: Vec<(f32, &str)> =
            MONTHS.iter().filter_map(|(m, proper)| Some((self.apart(folded, m, 2.0)?, *proper))).collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        match near.as_slice() {
            [(_, m)] => Some(m),
            [(a, m), (b, _), ..] if a < b => Some(m),
            _ => None,
        }
    }

    /// Digits behind a counted wording.
    fn count(&self, i: usize, folded: &str) -> Option<String> {
        if folded.is_empty() || folded.len() > 3 {
            return None;
        }
        let digit = |c: char| self.digits.iter().find(|(r, _)| r.starts_with(c)).and_then(|(_, d)| d.chars().next());
        let digits: String = folded.chars().map(digit).collect::<Option<_>>()?;
        let colon = i.checked_sub(1)?;
        if self.tokens.get(colon)?.sign != ':' || self.tokens.get(i + 1).is_some_and(|t| t.gap < Gap::Line) {
            return None;
        }
        let counted = (colon.saturating_sub(REACH)..colon).any(|s| {
            self.lexicon
                .longest_at(&self.tokens, s)
                .is_some_and(|m| m.end as usize == colon && self.lexicon.terms(m).meets(family::COUNTS))
        });
        counted.then_some(digits)
    }

    /// Names in capitals that stand several times in the document, or of which the engine is sure.
    fn names(&self) -> FxHashMap<String, (usize, f32, Span)> {
        let mut names: FxHashMap<String, (usize, f32, Span)> = FxHashMap::default();
        for t in self.tokens.iter().filter(|t| t.kind == Kind::Word && t.case == Case::Upper) {
            let folded = fold::fold(self.doc.text(t.span));
            if folded.len() < SHORT {
                continue;
            }
            let confidence = self.confidence(t).unwrap_or(1.0);
            let entry = names.entry(folded).or_insert((0, confidence, t.span));
            entry.0 += 1;
            if confidence > entry.1 {
                (entry.1, entry.2) = (confidence, t.span);
            }
        }
        names
    }

    /// The spelling of a doubtful name elsewhere in the document, where there is exactly one near one.
    fn name(&self, t: &Token, folded: &str, names: &FxHashMap<String, (usize, f32, Span)>) -> Option<String> {
        if t.case != Case::Upper || folded.len() < SHORT || names.get(folded).is_some_and(|n| n.0 > 1) {
            return None;
        }
        let most = if folded.len() >= LONG { 2.0 } else { 1.0 };
        let mut near = names.iter().filter(|(name, n)| {
            name.as_str() != folded
                && (n.0 >= 2 || n.1 >= 0.95)
                && n.1 > SURE_NAME
                && self.lexicon.word(name) == WordId::UNKNOWN
                && self.apart(folded, name, most).is_some()
        });
        let (_, best) = near.next()?;
        near.next().is_none().then(|| self.doc.text(best.2).to_owned())
    }
}

/// Bytes that two words have in common at their beginning and at their end.
fn common(a: &str, b: &str) -> (usize, usize) {
    let head = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.bytes().rev().zip(b.bytes().rev()).take(rest).take_while(|(x, y)| x == y).count();
    (head, tail)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::{Builder, Found, MediaType, Page, TextOrigin, rows};

    fn mended(lines: &[&str], confidence: f32) -> Document {
        scanned(lines, |_| confidence)
    }

    /// A page of these lines, each word as sure as `confidence` says, mended.
    pub(in crate::grammar) fn scanned(lines: &[&str], confidence: impl Fn(&str) -> f32) -> Document {
        let mut words = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let mut x = 50.0;
            for text in line.split(' ') {
                let (y, x1) = (100.0 + 20.0 * n as f32, x + 6.0 * text.chars().count() as f32);
                let line = n as u32;
                let confidence = confidence(text);
                words.push(Found { text: text.to_owned(), bbox: [x, y, x1, y + 10.0], confidence, line, stroke: 0.0 });
                x = x1 + 5.0;
            }
        }
        let mut builder = Builder::new(MediaType::Png, TextOrigin::Ocr);
        rows::add(&mut builder, Page::default(), &words);
        let mut doc = builder.finish();
        mend(&mut doc, &Lexicon::builtin().unwrap());
        doc
    }

    pub(in crate::grammar) fn lines(doc: &Document) -> Vec<&str> {
        doc.lines.iter().map(|l| doc.text(l.span)).collect()
    }

    #[test]
    fn misread_words_are_repaired_where_the_text_confirms_it() {
        let read = [
            "Nombre de membres en exercice : il",
            "Absents exeusés : Mme BOUILLONNEC",
            "le 3 aécembre 2021, M. BQUILLONNEC",
            "donne ponvoir à Mme BOUILLONNEC",
        ];
        let doc = mended(&read, 0.8);
        let now = lines(&doc);
        assert_eq!(now[0], "Nombre de membres en exercice : 11");
        assert_eq!(now[1], "Absents excuses : Mme BOUILLONNEC");
        assert!(now[2].starts_with("le 3 décembre 2021"), "{}", now[2]);
        assert_eq!(now[3], "donne pouvoir à Mme BOUILLONNEC");
        assert!(doc.notes.iter().all(|f| f.code == Code::OcrRepaired) && doc.notes.len() >= 4);
        assert!(doc.notes.iter().any(|f| f.message.contains("« exeusés »")), "{:?}", doc.notes);
        // The print stays in the page.
        assert!(doc.pages[0].text.contains("exeusés") && doc.pages[0].text.contains("aécembre"));
    }

    #[test]
    fn words_that_are_sure_or_alone_are_left() {
        let read = ["M. MARTIN et Mme MATTIN sont là", "le matin du pouvais"];
        assert_eq!(lines(&mended(&read, 0.97)), read);
        assert!(mended(&read[1..], 0.6).notes.is_empty());
    }

    #[test]
    fn a_page_of_text_beside_scanned_ones_is_left() {
        let print = "à compter du ler mai 2019, 12 400, 00 €";
        let mut builder = Builder::new(MediaType::Pdf, TextOrigin::Mixed);
        builder.page(Page { text: print.to_owned(), ..Page::default() });
        builder.begin_line(1, crate::page::LineStyle::default());
        builder.piece(0..print.len(), print);
        builder.end_line();
        let words =
            [Found { text: "ler".to_owned(), bbox: [50.0, 100.0, 80.0, 110.0], confidence: 0.8, line: 0, stroke: 0.0 }];
        rows::add(&mut builder, Page::default(), &words);
        let mut doc = builder.finish();
        mend(&mut doc, &Lexicon::builtin().unwrap());
        assert!(doc.clean.contains(print) && doc.notes.is_empty(), "{:?}", doc.notes);
    }
}
