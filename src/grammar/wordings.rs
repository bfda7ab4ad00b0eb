//! Wordings as `grammar/*.lex` writes them: what a line says; the forms that it stands for are walked by [`super::forms`].
//!
//! A `.lex` file is plain text. `[family.name]` opens the section of one [`Term`] or [`List`]; every line below is a wording.
//! Case, accents, apostrophes, hyphens and spacing are free. `(x)` is optional, `(x|y)` an optional choice, `<x|y>` a
//! choice that must be made, inside words too: `absent(e)(s)`. `wording = value` gives the wording a value. `#` begins
//! a comment. `[!family.name]` in an overlay drops the built-in wordings of the section first.

use super::list::List;
use super::term::Term;
use std::path::PathBuf;

/// Where and why a grammar file is refused.
#[derive(Debug, thiserror::Error)]
pub enum LexError {
    /// The folder or a file in it cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The path.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A line is not in the form that the module describes.
    #[error("{file}:{line}: {reason}")]
    Line {
        /// File name.
        file: String,
        /// 1-based line.
        line: usize,
        /// What is wrong, and what was expected.
        reason: String,
    },
}

/// What a section of a grammar file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Wordings that make marks.
    Marks(Term),
    /// Words that are only asked for.
    Listed(List),
}

impl Section {
    fn from_name(name: &str) -> Option<Self> {
        Term::from_name(name).map(Self::Marks).or_else(|| List::from_name(name).map(Self::Listed))
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Marks(term) => term.name(),
            Self::Listed(list) => list.name(),
        }
    }
}

/// One line of a grammar file.
pub(super) struct Wording {
    pub(super) section: Section,
    pub(super) text: String,
    pub(super) value: Option<String>,
    pub(super) file: String,
    pub(super) line: usize,
}

/// A word or a sign of a folded form.
pub(super) enum Piece<'a> {
    Word(&'a str),
    Sign(char),
}

/// Cuts a folded form as [`super::tokens::tokenize`] would; apostrophes and hyphens vanish on both sides.
pub(super) fn split_words(form: &str) -> impl Iterator<Item = Piece<'_>> {
    split_places(form).map(|(piece, _)| piece)
}

/// The same, with where each piece ends.
pub(super) fn split_places(form: &str) -> impl Iterator<Item = (Piece<'_>, usize)> {
    let mut rest = form;
    std::iter::from_fn(move || {
        loop {
            let c = rest.chars().next()?;
            let word = |belongs: fn(char) -> bool| rest.split_at(rest.find(|c| !belongs(c)).unwrap_or(rest.len()));
            if c.is_alphabetic() || c.is_ascii_digit() {
                let belongs = if c.is_alphabetic() { char::is_alphabetic } else { |c: char| c.is_ascii_digit() };
                let (found, after) = word(belongs);
                rest = after;
                return Some((Piece::Word(found), form.len() - rest.len()));
            }
            rest = &rest[c.len_utf8()..];
            if !c.is_whitespace() && !matches!(c, '\'' | '-') {
                return Some((Piece::Sign(c), form.len() - rest.len()));
            }
        }
    })
}

/// The words of a folded title or wording, without its signs; an apostrophe or a hyphen parts words.
pub(super) fn split_title(folded: &str) -> Vec<&str> {
    split_words(folded).filter_map(|p| if let Piece::Word(w) = p { Some(w) } else { None }).collect()
}

/// The wordings that are built in.
pub(super) fn builtin() -> Result<Vec<Wording>, LexError> {
    let mut out = Vec::new();
    for (name, text) in BUILTIN {
        parse_file(name, text, &mut out)?;
    }
    Ok(out)
}

/// Adds the wordings of a file.
pub(super) fn parse_file(file: &str, text: &str, out: &mut Vec<Wording>) -> Result<(), LexError> {
    let mut section = None;
    for (n, raw) in text.lines().enumerate() {
        let refuse = |reason: String| LexError::Line { file: file.to_owned(), line: n + 1, reason };
        let line = raw.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let name =
                rest.strip_suffix(']').ok_or_else(|| refuse("expected « ] » at the end of the section name".into()))?;
            let (name, replace) = name.strip_prefix('!').map_or((name, false), |n| (n, true));
            let found = Section::from_name(name).ok_or_else(|| refuse(format!("no section is called « {name} »")))?;
            if replace {
                out.retain(|w| w.section != found);
            }
            section = Some(found);
            continue;
        }
        let section = section.ok_or_else(|| refuse("a wording before the first [section]".into()))?;
        let (wording, value) = match line.split_once(" = ") {
            Some((w, v)) => (w.trim(), Some(v.trim().to_owned())),
            None => (line, None),
        };
        out.push(Wording { section, text: wording.to_owned(), value, file: file.to_owned(), line: n + 1 });
    }
    Ok(())
}

/// The files of `grammar/`, embedded.
const BUILTIN: &[(&str, &str)] = &[
    ("sitting.lex", include_str!("../../grammar/sitting.lex")),
    ("attendance.lex", include_str!("../../grammar/attendance.lex")),
    ("proxies.lex", include_str!("../../grammar/proxies.lex")),
    ("deliberation.lex", include_str!("../../grammar/deliberation.lex")),
    ("vote.lex", include_str!("../../grammar/vote.lex")),
    ("numbers.lex", include_str!("../../grammar/numbers.lex")),
    ("money.lex", include_str!("../../grammar/money.lex")),
    ("references.lex", include_str!("../../grammar/references.lex")),
    ("people.lex", include_str!("../../grammar/people.lex")),
    ("matters.lex", include_str!("../../grammar/matters.lex")),
    ("words.lex", include_str!("../../grammar/words.lex")),
];
