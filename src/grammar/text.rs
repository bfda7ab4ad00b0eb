//! A document made ready for the productions: tokens and marks over its clean text.

use super::lexicon::{Lexicon, Mark, Terms};
use super::list::List;
use super::outline::Label;
use super::term::Term;
use super::tokens::{Case, Gap, Token, Toks, tokenize};
use crate::page::{Document, Span};
use std::cell::{Cell, OnceCell};

/// A document with its tokens and the wordings found in it.
#[derive(Debug)]
pub struct Text<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The wordings in use.
    pub lexicon: &'a Lexicon,
    /// All tokens, body then furniture.
    pub tokens: Vec<Token>,
    /// The wordings found, in order.
    pub marks: Vec<Mark>,
    /// For each token, the longest wording that begins at it: asked many times, looked up once.
    longest: Vec<Option<Mark>>,
    /// For each line of the document, the index of its first token; one entry more than there are lines.
    line_tokens: Vec<u32>,
    /// For each token, the index of the first mark that begins at it or behind; one entry more than there are tokens.
    token_marks: Vec<u32>,
    /// What each line was found to be: asked many times, answered once.
    labels: Vec<Cell<Option<Label>>>,
    /// The same for one more question about lines (see [`Text::kept`]).
    kept: Vec<Cell<u8>>,
    /// How long a full line is (see [`Text::full_line`]).
    full: OnceCell<u32>,
}

impl<'a> Text<'a> {
    /// Cuts and looks up the whole document.
    #[must_use]
    pub fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let tokens = tokenize(doc, lexicon);
        let longest = longest(doc, lexicon, &tokens);
        let marks = apart(&longest);
        let mut line_tokens = Vec::with_capacity(doc.lines.len() + 1);
        let mut at = 0;
        for line in 0..=doc.lines.len() {
            while at < tokens.len() && (tokens[at].line as usize) < line {
                at += 1;
            }
            line_tokens.push(at as u32);
        }
        let mut token_marks = Vec::with_capacity(tokens.len() + 1);
        let mut mark = 0;
        for token in 0..=tokens.len() {
            while marks.get(mark).is_some_and(|m: &Mark| (m.first as usize) < token) {
                mark += 1;
            }
            token_marks.push(mark as u32);
        }
        let lines = doc.lines.len();
        let (labels, kept) = (vec![Cell::new(None); lines], vec![Cell::new(0); lines]);
        Self { doc, lexicon, tokens, marks, longest, line_tokens, token_marks, labels, kept, full: OnceCell::new() }
    }

    /// What a line is, answered by `find` the first time it is asked.
    pub(super) fn label_once(&self, line: usize, find: impl FnOnce() -> Label) -> Label {
        let Some(slot) = self.labels.get(line) else { return find() };
        slot.get().unwrap_or_else(|| {
            let label = find();
            slot.set(Some(label));
            label
        })
    }

    /// A byte for each line, 0 at first, where a production may keep its answer: it belongs to `extract::events`.
    #[must_use]
    pub fn kept(&self, line: usize) -> Option<&Cell<u8>> {
        self.kept.get(line)
    }

    /// How long a line is that its text fills, in bytes: nine lines in ten are no longer.
    pub fn full_line(&self) -> u32 {
        *self.full.get_or_init(|| {
            let body = self.doc.body().iter().map(|l| l.span.end - l.span.start);
            let mut lengths: Vec<u32> = body.filter(|l| *l > 0).collect();
            lengths.sort_unstable();
            lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
        })
    }

    /// The tokens `start..end`.
    #[must_use]
    pub fn toks(&self, start: usize, end: usize) -> Toks<'_> {
        let end = end.min(self.tokens.len());
        Toks { all: &self.tokens, clean: &self.doc.clean, start: start.min(end), end }
    }

    /// The tokens of the lines `from..to`.
    #[must_use]
    pub fn lines(&self, from: usize, to: usize) -> Toks<'_> {
        let n = self.doc.lines.len();
        self.toks(self.line_tokens[from.min(n)] as usize, self.line_tokens[to.min(n)] as usize)
    }

    /// The tokens of one line.
    #[must_use]
    pub fn line(&self, line: usize) -> Toks<'_> {
        self.lines(line, line + 1)
    }

    /// The tokens of one line, and of the next as far as a wording that begins in the line runs on.
    #[must_use]
    pub fn begun(&self, line: usize) -> Toks<'_> {
        let toks = self.line(line);
        let last = self.mark_index(toks.end).checked_sub(1).and_then(|i| self.marks.get(i));
        let end = last.filter(|m| m.first as usize >= toks.start).map_or(toks.end, |m| toks.end.max(m.end as usize));
        self.toks(toks.start, end)
    }

    /// The tokens that begin inside a span.
    #[must_use]
    pub fn within(&self, span: Span) -> Toks<'_> {
        let start = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        self.toks(start, end)
    }

    /// Index of the first mark that begins at or after a token.
    #[must_use]
    pub fn mark_index(&self, token: usize) -> usize {
        self.token_marks.get(token).map_or(self.marks.len(), |i| *i as usize)
    }

    /// The marks that lie wholly inside a stretch.
    #[must_use]
    pub fn marks_in(&self, toks: Toks<'_>) -> &[Mark] {
        let from = self.mark_index(toks.start);
        let mut to = self.mark_index(toks.end).max(from);
        // Marks do not overlap, so only the last one can run over the end.
        while to > from && self.marks[to - 1].end as usize > toks.end {
            to -= 1;
        }
        &self.marks[from..to]
    }

    /// The longest wording at every token of a stretch: also those that stand inside longer ones (« conseil municipal » in
    /// « compte rendu du conseil municipal »).
    pub fn marks_inside<'t>(&'t self, toks: Toks<'t>) -> impl Iterator<Item = Mark> + 't {
        (toks.start..toks.end).filter_map(|i| self.longest_at(i)).filter(move |m| m.end as usize <= toks.end)
    }

    /// The longest wording that begins at a token, also where it stands inside a longer one.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, token: usize) -> Option<Mark> {
        self.longest.get(token).copied().flatten()
    }

    /// The mark that begins exactly at a token.
    #[must_use]
    pub fn mark_at(&self, token: usize) -> Option<Mark> {
        self.marks.get(self.mark_index(token)).copied().filter(|m| m.first as usize == token)
    }

    /// All that the marks of a stretch mean.
    #[must_use]
    pub fn terms_in(&self, toks: Toks<'_>) -> Terms {
        self.marks_in(toks).iter().fold(Terms::default(), |all, m| all.or(self.lexicon.terms(*m)))
    }

    /// Whether a mark has a meaning.
    #[must_use]
    pub fn is(&self, mark: Mark, term: Term) -> bool {
        self.lexicon.terms(mark).has(term)
    }

    /// Whether a mark has a meaning of a family.
    #[must_use]
    pub fn is_any(&self, mark: Mark, family: Terms) -> bool {
        self.lexicon.terms(mark).meets(family)
    }

    /// The value that a mark has in a section; `None` where it is not in it or has no value there.
    #[must_use]
    pub fn value(&self, mark: Mark, term: Term) -> Option<&'a str> {
        if !self.is(mark, term) {
            return None;
        }
        self.lexicon.senses(mark).iter().find(|s| s.term == term).and_then(|s| s.value.as_deref())
    }

    /// Whether a token stands in a list, however it is cased.
    #[must_use]
    pub fn listed(&self, token: Token, list: List) -> bool {
        self.lexicon.lists(list, self.doc.text(token.span))
    }

    /// Whether a token in small letters stands in a list.
    #[must_use]
    pub fn listed_small(&self, token: Token, list: List) -> bool {
        token.case == Case::Lower && self.listed(token, list)
    }

    /// The span of a mark.
    #[must_use]
    pub fn mark_span(&self, mark: Mark) -> Span {
        self.toks(mark.first as usize, mark.end as usize).span()
    }

    /// The first mark with one of these meanings inside a stretch.
    #[must_use]
    pub fn find(&self, toks: Toks<'_>, terms: &[Term]) -> Option<Mark> {
        self.find_any(toks, Terms::of(terms))
    }

    /// The first mark with a meaning of a family inside a stretch.
    #[must_use]
    pub fn find_any(&self, toks: Toks<'_>, family: Terms) -> Option<Mark> {
        self.marks_in(toks).iter().copied().find(|m| self.is_any(*m, family))
    }
}

/// The longest wording at each token. None runs on into another paragraph, nor from the heading of a vote into the vote,
/// « VOTE⏎Pour 13 ».
fn longest(doc: &Document, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Option<Mark>> {
    let mut out = vec![None; tokens.len()];
    let heading = |at: usize| {
        let alone = at < tokens.len() && tokens[at].gap == Gap::Line;
        let mark = alone.then(|| lexicon.longest_at(&tokens[..=at], at)).flatten();
        mark.is_some_and(|m| lexicon.terms(m).has(Term::VoteHeading))
    };
    let opens = |at: usize| {
        let gap = doc.lines.get(tokens[at].line as usize).is_some_and(|l| l.gap_before);
        tokens[at].gap == Gap::Line && (gap || heading(at.wrapping_sub(1)))
    };
    let mut end = tokens.len();
    for at in (0..tokens.len()).rev() {
        out[at] = tokens.get(..end).and_then(|paragraph| lexicon.longest_at(paragraph, at));
        if opens(at) {
            end = at;
        }
    }
    out
}

/// The wordings of a document, leftmost first, longest first, without overlap.
fn apart(longest: &[Option<Mark>]) -> Vec<Mark> {
    let mut out = Vec::with_capacity(longest.len() / 6);
    let mut at = 0;
    while let Some(mark) = longest.get(at) {
        at = mark.map_or(at + 1, |m| m.end as usize);
        out.extend(*mark);
    }
    out
}
