//! The lexicon: the wordings of `grammar/*.lex` (see [`super::wordings`]), compiled to a trie over words.

use super::forms::each_form;
use super::list::List;
use super::listed::Listed;
use super::matter::Matters;
use super::term::Term;
use super::tokens::{Kind, Token};
pub use super::wordings::LexError;
use super::wordings::{self, Piece, Section, Wording, parse_file, split_places};
use crate::page::fold;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::path::{Path, PathBuf};

/// A folded word known to the lexicon, or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl WordId {
    /// A word that no wording uses.
    pub const UNKNOWN: Self = Self(0);

    /// The id of a sign.
    #[must_use]
    pub const fn sign(c: char) -> Self {
        Self(c as u32 | 0x8000_0000)
    }
}

/// What a wording means: a term, and a value where the lexicon gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The section it stands in.
    pub term: Term,
    /// What stands behind `=`.
    pub value: Option<Box<str>>,
}

/// A wording found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Index of its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    entry: u32,
}

/// All wordings, ready to be found.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    /// Root edges by word id, for the first look at every token.
    roots: Vec<u32>,
    /// What the wordings that begin with a word mean, all together, by word id.
    openings: Vec<Terms>,
    /// For each beginning of a wording, what a wording means that ends there: an index of `entries`, 0 for nothing.
    nodes: Vec<u32>,
    /// What forms mean, once for all forms that mean the same.
    entries: Vec<Vec<Sense>>,
    /// For each entry, a bit for each term that it means.
    masks: Vec<Terms>,
    matters: Matters,
    listed: Listed,
    hash: String,
}

/// A set of terms, a bit each: what a wording means is asked some dozens of times for every line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms(u128);

const _: () = assert!(Term::ALL.len() <= 128, "a term more than a set has bits");

impl Terms {
    /// The set of these terms.
    #[must_use]
    pub const fn of(terms: &[Term]) -> Self {
        let (mut set, mut i) = (0, 0);
        while i < terms.len() {
            set |= 1 << terms[i] as u32;
            i += 1;
        }
        Self(set)
    }

    /// What is in either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the term is in it.
    #[must_use]
    pub const fn has(self, term: Term) -> bool {
        self.0 >> term as u32 & 1 == 1
    }

    /// Whether a term of the other is in it.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Lexicon {
    /// The wordings that are built in.
    ///
    /// # Errors
    /// Never in a released build: a test compiles the built-in files.
    pub fn builtin() -> Result<Self, LexError> {
        Self::compile(wordings::builtin()?)
    }

    /// The built-in wordings overlaid by the `.lex` files of a folder, in the order of their names.
    ///
    /// # Errors
    /// When the folder cannot be read or a line is refused; says file, line and reason.
    pub fn with_overlay(dir: &Path) -> Result<Self, LexError> {
        let mut wordings = wordings::builtin()?;
        let refuse = |source| LexError::Read { path: dir.to_path_buf(), source };
        let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
            .map_err(refuse)?
            .collect::<Result<Vec<_>, _>>()
            .map_err(refuse)?
            .into_iter()
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|e| e == "lex"))
            .collect();
        files.sort();
        for path in files {
            let text =
                std::fs::read_to_string(&path).map_err(|source| LexError::Read { path: path.clone(), source })?;
            parse_file(&path.display().to_string(), &text, &mut wordings)?;
        }
        Self::compile(wordings)
    }

    fn compile(wordings: Vec<Wording>) -> Result<Self, LexError> {
        use sha2::Digest;
        // The built-in wordings have about 1,500 words and 61,000 nodes.
        let mut lex = Self {
            words: FxHashMap::with_capacity_and_hasher(2 << 10, FxBuildHasher),
            edges: FxHashMap::with_capacity_and_hasher(64 << 10, FxBuildHasher),
            roots: vec![0],
            openings: vec![Terms::default()],
            nodes: vec![0],
            entries: vec![Vec::new()],
            masks: Vec::new(),
            matters: Matters::default(),
            listed: Listed::default(),
            hash: String::new(),
        };
        let mut hasher = sha2::Sha256::new();
        for w in wordings {
            hasher.update(format!("{}\t{}\t{}\n", w.section.name(), w.text, w.value.as_deref().unwrap_or("")));
            lex.add(&w).map_err(|reason| LexError::Line { file: w.file.clone(), line: w.line, reason })?;
        }
        lex.hash = hasher.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
        let mask = |senses: &Vec<Sense>| Terms::of(&senses.iter().map(|s| s.term).collect::<Vec<_>>());
        lex.masks = lex.entries.iter().map(mask).collect();
        Ok(lex)
    }

    /// Adds all forms of a wording to the marks, the matters or the lists.
    fn add(&mut self, w: &Wording) -> Result<(), String> {
        match w.section {
            Section::Listed(list) => {
                if w.value.is_some() {
                    return Err("a word of a list has no value".into());
                }
                each_form(&w.text, |form, _| self.listed.insert(form, list))
            }
            Section::Marks(Term::MatterTitle) => {
                let code = w.value.as_deref().ok_or("a matter has a code: « wording = 7.5 »")?;
                each_form(&fold::fold(&w.text), |form, _| {
                    self.matters.insert(form, code);
                    Ok(())
                })
            }
            Section::Marks(term) => {
                let sense = Sense { term, value: w.value.as_deref().map(Into::into) };
                let mut trail = Trail::default();
                let mut meanings = Vec::new();
                each_form(&fold::fold(&w.text), |form, shared| {
                    let node = self.node(form, shared, term, &mut trail)? as usize;
                    self.nodes[node] = self.meaning(self.nodes[node], &sense, &mut meanings);
                    Ok(())
                })
            }
        }
    }

    /// Whether a wording of a section may begin with this token; a cheap first look.
    #[must_use]
    pub fn may_open(&self, token: &Token, term: Term) -> bool {
        self.may_open_any(token, Terms::of(&[term]))
    }

    /// The same for several sections.
    #[must_use]
    pub fn may_open_any(&self, token: &Token, family: Terms) -> bool {
        token.kind == Kind::Sign || self.openings.get(token.word.0 as usize).is_some_and(|t| t.meets(family))
    }

    /// The node where a form ends, made where it is missing; `shared` bytes of the form are those of the form before,
    /// of which `trail` tells the way.
    fn node(&mut self, form: &str, shared: usize, term: Term, trail: &mut Trail) -> Result<u32, String> {
        // A word that ends where the forms part may go on in this one.
        trail.retain(|(end, _)| *end < shared);
        let (start, mut node) = trail.last().copied().unwrap_or_default();
        for (piece, end) in split_places(&form[start..]) {
            let id = match piece {
                Piece::Sign(c) => WordId::sign(c),
                Piece::Word(w) => match self.word(w) {
                    WordId::UNKNOWN => {
                        let next = self.words.len() as u32 + 1;
                        self.words.insert(w.into(), next);
                        self.roots.push(0);
                        self.openings.push(Terms::default());
                        WordId(next)
                    }
                    known => known,
                },
            };
            let fresh = self.nodes.len() as u32;
            let parent = node;
            node = *self.edges.entry((parent, id)).or_insert(fresh);
            if node == fresh {
                self.nodes.push(0);
            }
            if let (0, Piece::Word(_)) = (parent, piece) {
                self.roots[id.0 as usize] = node;
                self.openings[id.0 as usize] = self.openings[id.0 as usize].or(Terms::of(&[term]));
            }
            trail.push((start + end, node));
        }
        if node == 0 { Err(format!("« {form} » has no word")) } else { Ok(node) }
    }

    /// The entry of forms that mean what `old` says, and `sense`; `known` holds those that the same wording had made.
    fn meaning(&mut self, old: u32, sense: &Sense, known: &mut Vec<(u32, u32)>) -> u32 {
        if let Some((_, entry)) = known.iter().find(|(before, _)| *before == old) {
            return *entry;
        }
        let mut senses = self.entries[old as usize].clone();
        match senses.iter_mut().find(|s| s.term == sense.term) {
            Some(same) => same.value.clone_from(&sense.value),
            None => senses.push(sense.clone()),
        }
        let entry = self.entries.len() as u32;
        self.entries.push(senses);
        known.extend([(old, entry), (entry, entry)]);
        entry
    }

    /// What titles tell of the matter of an act.
    #[must_use]
    pub const fn matters(&self) -> &Matters {
        &self.matters
    }

    /// Whether a word stands in a list.
    #[must_use]
    pub fn lists(&self, list: List, word: &str) -> bool {
        self.listed.has(list, word)
    }

    /// Whether a cell, or what it begins with, stands in a list.
    #[must_use]
    pub fn lists_cell(&self, list: List, cell: &str) -> bool {
        self.listed.has_cell(list, cell)
    }

    /// The id of a folded word.
    #[must_use]
    pub fn word(&self, folded: &str) -> WordId {
        self.words.get(folded).map_or(WordId::UNKNOWN, |n| WordId(*n))
    }

    /// The folded words that wordings use, in no order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(AsRef::as_ref)
    }

    /// A short hash of all wordings: two runs with the same hash used the same grammar.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The meanings of a mark.
    #[must_use]
    pub fn senses(&self, mark: Mark) -> &[Sense] {
        self.entries.get(mark.entry as usize).map_or(&[], Vec::as_slice)
    }

    /// What a mark means, as a set.
    #[must_use]
    pub fn terms(&self, mark: Mark) -> Terms {
        self.masks.get(mark.entry as usize).copied().unwrap_or_default()
    }

    /// The longest wording that begins at token `at`. A wording does not run over a column gap; it may run over a line end.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, tokens: &[Token], at: usize) -> Option<Mark> {
        let mut best = None;
        self.walk(tokens, at, |mark| best = Some(mark));
        best
    }

    /// All wordings that begin at token `at`, the shortest first.
    #[must_use]
    pub fn all_at(&self, tokens: &[Token], at: usize) -> Vec<Mark> {
        let mut out = Vec::new();
        self.walk(tokens, at, |mark| out.push(mark));
        out
    }

    /// Tells `found` every wording that begins at token `at`.
    fn walk(&self, tokens: &[Token], at: usize, mut found: impl FnMut(Mark)) {
        let Some(first) = tokens.get(at) else { return };
        let root = if first.word.0 & 0x8000_0000 == 0 {
            self.roots.get(first.word.0 as usize)
        } else {
            self.edges.get(&(0, first.word))
        };
        let mut node = root.copied().unwrap_or(0);
        let mut next = at + 1;
        while node != 0 {
            let entry = self.nodes[node as usize];
            if entry != 0 {
                found(Mark { first: at as u32, end: next as u32, entry });
            }
            while tokens.get(next).is_some_and(|t| t.kind == Kind::Sign && matches!(t.sign, '\'' | '-')) {
                next += 1;
            }
            let Some(t) = tokens.get(next).filter(|t| t.gap != super::tokens::Gap::Cell) else { return };
            node = self.edges.get(&(node, t.word)).copied().unwrap_or(0);
            next += 1;
        }
    }
}

/// The pieces of the form added last: where each ends, and its node. The forms of one wording share their beginnings.
type Trail = Vec<(usize, u32)>;

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a form ends where the lexicon has a meaning for it, and its first word is known to begin one.
    fn leads_to(lex: &Lexicon, form: &str, term: Term) -> bool {
        let ids: Vec<WordId> = split_places(form)
            .map(|(piece, _)| match piece {
                Piece::Word(w) => lex.word(w),
                Piece::Sign(c) => WordId::sign(c),
            })
            .collect();
        let end = ids.iter().try_fold(0, |node, id| lex.edges.get(&(node, *id)).copied());
        let entry = end.and_then(|n| lex.entries.get(lex.nodes[n as usize] as usize));
        let opens = ids[0].0 & 0x8000_0000 != 0 || lex.openings[ids[0].0 as usize].has(term);
        opens && entry.is_some_and(|senses| senses.iter().any(|s| s.term == term))
    }

    #[test]
    fn builtin_files_compile() {
        let lex = Lexicon::builtin().unwrap();
        let missing: Vec<_> = Term::ALL
            .iter()
            .filter(|t| **t != Term::MatterTitle || lex.matters.is_empty())
            .filter(|t| **t == Term::MatterTitle || !lex.entries.iter().flatten().any(|s| s.term == **t))
            .map(|t| t.name())
            .collect();
        assert!(missing.is_empty(), "terms without a wording: {missing:?}");
        for w in wordings::builtin().unwrap() {
            let Section::Marks(term) = w.section else { continue };
            if term != Term::MatterTitle {
                each_form(
                    &fold::fold(&w.text),
                    |form, _| if leads_to(&lex, form, term) { Ok(()) } else { Err(form.into()) },
                )
                .unwrap();
            }
        }
        let empty: Vec<_> = List::ALL.iter().filter(|l| lex.listed.is_empty(**l)).map(|l| l.name()).collect();
        assert!(empty.is_empty(), "lists without a word: {empty:?}");
    }
}
