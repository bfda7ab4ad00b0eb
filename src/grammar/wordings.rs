//! Wordings as `grammar/*.lex` writes them: what a line says, and the forms that it stands for.
//!
//! A `.lex` file is plain text. `[family.name]` opens the section of one [`Term`] or [`List`]; every line below is a wording.
//! Case, accents, apostrophes, hyphens and spacing are free. `(x)` is optional, `(x|y)` an optional choice, `<x|y>` a
//! choice that must be made, inside words too: `absent(e)(s)`. `wording = value` gives the wording a value. `#` begins
//! a comment. `[!family.name]` in an overlay drops the built-in wordings of the section first.

use super::list::List;
use super::term::Term;
use crate::page::fold;
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

/// The most forms that one wording may expand to.
const MAX_FORMS: usize = 2048;

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
    let mut rest = form;
    std::iter::from_fn(move || {
        loop {
            let c = rest.chars().next()?;
            let word = |belongs: fn(char) -> bool| rest.split_at(rest.find(|c| !belongs(c)).unwrap_or(rest.len()));
            if c.is_alphabetic() || c.is_ascii_digit() {
                let belongs = if c.is_alphabetic() { char::is_alphabetic } else { |c: char| c.is_ascii_digit() };
                let (found, after) = word(belongs);
                rest = after;
                return Some(Piece::Word(found));
            }
            rest = &rest[c.len_utf8()..];
            if !c.is_whitespace() && !matches!(c, '\'' | '-') {
                return Some(Piece::Sign(c));
            }
        }
    })
}

/// The words of a folded title or wording, without its signs; an apostrophe or a hyphen parts words.
pub(super) fn split_title(folded: &str) -> Vec<&str> {
    split_words(folded).filter_map(|p| if let Piece::Word(w) = p { Some(w) } else { None }).collect()
}

/// All forms of a wording, folded.
pub(super) fn expand(wording: &str) -> Result<Vec<String>, String> {
    forms(&fold::fold(wording))
}

/// All forms of a wording, as they are written.
pub(super) fn forms(wording: &str) -> Result<Vec<String>, String> {
    let (forms, rest) = expand_seq(wording, 0)?;
    if !rest.is_empty() {
        return Err(format!("« {} » closes a group that nothing opens", &rest[..1]));
    }
    Ok(forms)
}

/// Expands up to a closing bracket or bar of the group at `depth`.
fn expand_seq(mut s: &str, depth: usize) -> Result<(Vec<String>, &str), String> {
    let mut forms = vec![String::new()];
    while let Some(c) = s.chars().next() {
        match c {
            '(' | '<' => {
                let close = if c == '(' { ')' } else { '>' };
                if depth > 8 {
                    return Err("groups nest deeper than 8".into());
                }
                let mut choices = if c == '(' { vec![String::new()] } else { Vec::new() };
                s = &s[1..];
                loop {
                    let (some, rest) = expand_seq(s, depth + 1)?;
                    choices.extend(some);
                    s = rest;
                    if let Some(r) = s.strip_prefix('|') {
                        s = r;
                    } else if let Some(r) = s.strip_prefix(close) {
                        s = r;
                        break;
                    } else {
                        return Err(format!("« {c} » is not closed by « {close} »"));
                    }
                }
                if forms.len() * choices.len() > MAX_FORMS {
                    return Err(format!("more than {MAX_FORMS} forms; cut the wording into several lines"));
                }
                forms = forms.iter().flat_map(|f| choices.iter().map(move |ch| [f.as_str(), ch].concat())).collect();
            }
            ')' | '>' | '|' => return Ok((forms, s)),
            _ => {
                let plain = s.find(['(', ')', '<', '>', '|']).unwrap_or(s.len());
                for f in &mut forms {
                    f.push_str(&s[..plain]);
                }
                s = &s[plain..];
            }
        }
    }
    Ok((forms, s))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands_groups() {
        assert_eq!(expand("absent(e)(s)").unwrap(), ["absent", "absents", "absente", "absentes"]);
        assert_eq!(expand("<a|ont> donné").unwrap(), ["a donne", "ont donne"]);
        assert!(expand("(x").is_err());
        assert!(expand("x)").is_err());
    }
}
