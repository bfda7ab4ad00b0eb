//! Legal references: articles of codes, numbers of laws, decrees and earlier acts.

use super::lexicon::WordId;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};

/// The value that the wording at the start of `toks` has in the section `term`, and its length in tokens.
///
/// Tries the longest wording of the lexicon first, then shorter ones, so that a wording of another section that
/// begins with the same word does not hide it.
#[must_use]
pub fn sense<'t>(text: &Text<'t>, toks: Toks<'_>, term: Term) -> Option<(&'t str, usize)> {
    let first = toks.first()?;
    if first.kind == Kind::Word && first.word == WordId::UNKNOWN {
        return None;
    }
    let mut end = toks.end;
    loop {
        let mark = text.lexicon.longest_at(toks.all.get(..end)?, toks.start)?;
        if let Some(s) = text.lexicon.senses(mark).iter().find(|s| s.term == term) {
            return Some((s.value.as_deref().unwrap_or(""), (mark.end - mark.first) as usize));
        }
        end = (mark.end as usize).checked_sub(1)?;
        if end <= toks.start {
            return None;
        }
    }
}

/// Whether a token is this sign.
#[must_use]
pub fn is_sign(token: Option<Token>, sign: char) -> bool {
    token.is_some_and(|t| t.kind == Kind::Sign && t.sign == sign)
}

/// Whether the print of the `n`-th token is `word`, in any case.
#[must_use]
pub fn is_word(toks: Toks<'_>, n: usize, word: &str) -> bool {
    toks.get(n).is_some_and(|t| t.kind == Kind::Word && crate::page::fold::fold(toks.print(t)) == word)
}

/// An article of a code, without the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// « L2121-15 », « 1639 A », « R421-5 ».
    pub name: String,
    /// It has a letter that tells a code's part (L, LO, R, D, A).
    pub lettered: bool,
    /// Tokens used.
    pub used: usize,
}

/// The Latin numerals behind inserted articles.
const LATIN: &[&str] = &[
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
];

/// The letter of an article: « L. », « L.O. », « R* », « D »; tokens used.
fn letter(toks: Toks<'_>) -> Option<(&'static str, usize)> {
    let first = toks.first().filter(|t| t.kind == Kind::Word && t.case != Case::Lower)?;
    let mut at = 1;
    let mut name = match toks.print(first) {
        "L" => "L",
        "R" => "R",
        "D" => "D",
        "A" => "A",
        "LO" => "LO",
        _ => return None,
    };
    let dots = |at: &mut usize| {
        while toks.get(*at).is_some_and(|t| matches!(t.sign, '.' | '*' | '-' | '°') && t.gap <= Gap::Space) && *at < 5
        {
            *at += 1;
        }
    };
    dots(&mut at);
    if name == "L" && toks.get(at).is_some_and(|t| t.kind == Kind::Word && toks.print(t) == "O") {
        name = "LO";
        at += 1;
        dots(&mut at);
    }
    toks.get(at).filter(|t| t.kind == Kind::Number && t.gap != Gap::Cell).map(|_| (name, at))
}

/// An article at the start of `toks`: « L. 2121-15 », « R*421-5 », « 2298 », « 1636 B sexies ».
#[must_use]
pub fn article(toks: Toks<'_>) -> Option<Article> {
    let (prefix, mut at) = letter(toks).unwrap_or(("", 0));
    let first = toks.get(at).filter(|t| t.kind == Kind::Number)?;
    let mut name = format!("{prefix}{}", toks.print(first));
    if name.len() > 8 {
        return None;
    }
    at += 1;
    // « 2121-29 », « 2121 -29 », « 2334 - 42 » in a lettered article.
    while let (Some(sep), Some(next)) = (toks.get(at), toks.get(at + 1)) {
        let near = sep.gap == Gap::None
            || next.gap == Gap::None
            || (!prefix.is_empty() && sep.gap <= Gap::Space && next.gap <= Gap::Space);
        if sep.sign != '-' || next.kind != Kind::Number || !near || toks.print(next).len() > 3 {
            break;
        }
        name.push('-');
        name.push_str(toks.print(next));
        at += 2;
    }
    // « 1639 A », « 1636 B sexies », « 1530 bis »
    if prefix.is_empty()
        && let Some(t) = toks.get(at)
        && t.kind == Kind::Word
        && t.gap <= Gap::Space
        && t.case == Case::Title
        && toks.print(t).len() == 1
    {
        name.push(' ');
        name.push_str(toks.print(t));
        at += 1;
    }
    if let Some(t) = toks.get(at)
        && t.kind == Kind::Word
        && t.gap <= Gap::Space
        && let Some(latin) = LATIN.iter().find(|l| is_word(toks, at, l))
    {
        name.push(' ');
        name.push_str(latin);
        at += 1;
    }
    Some(Article { name, lettered: !prefix.is_empty(), used: at })
}

/// Articles joined by commas, « et », « à », « ou »: each with the token it begins at; tokens used in all.
#[must_use]
pub fn articles(toks: Toks<'_>) -> Option<(Vec<(Article, usize)>, usize)> {
    let first = article(toks)?;
    let lettered = first.lettered;
    let mut used = first.used;
    let mut out = vec![(first, 0)];
    loop {
        let mut at = used;
        // Paragraph marks between an article and the next: « (I, 6°) », « alinéa 3 ».
        if is_sign(toks.get(at), '(')
            && let Some(close) = (at..at + 10).find(|n| is_sign(toks.get(*n), ')'))
        {
            at = close + 1;
        }
        let mut joined = false;
        while let Some(t) = toks.get(at).filter(|t| t.gap != Gap::Cell) {
            let link = match t.kind {
                Kind::Sign => matches!(t.sign, ',' | ';' | '/'),
                Kind::Word => {
                    ["et", "a", "ou", "au", "l", "les", "articles", "article", "art", "ainsi", "que"]
                        .iter()
                        .any(|w| is_word(toks, at, w))
                        && letter(toks.skip(at)).is_none()
                }
                Kind::Number => false,
            };
            let quote = joined && matches!(t.sign, '\'' | '.');
            if !link && !quote {
                break;
            }
            joined = true;
            at += 1;
        }
        let Some(mut next) = article(toks.skip(at)).filter(|_| joined) else { break };
        if lettered && !next.lettered {
            // « L. 153-31, 153-32 »: the letter is carried over.
            let letters = out.last().map_or("", |(a, _)| a.name.trim_end_matches(|c: char| !c.is_ascii_uppercase()));
            let letters: String = letters.chars().take_while(char::is_ascii_uppercase).collect();
            if !next.name.contains('-') || next.name.find('-').is_some_and(|n| n < 3) {
                break;
            }
            next.name.insert_str(0, &letters);
            next.lettered = true;
        }
        used = at + next.used;
        out.push((next, at));
    }
    Some((out, used))
}

/// « n° 2015-991 », « 82-213 », « n°60.977 »: the number and the tokens used.
#[must_use]
pub fn number(toks: Toks<'_>) -> Option<(String, usize)> {
    let mut at = number_mark(toks);
    let first = toks.get(at).filter(|t| t.kind == Kind::Number && t.gap != Gap::Cell)?;
    let mut name = toks.print(first).to_string();
    if !matches!(name.len(), 2 | 4) {
        return None;
    }
    at += 1;
    let sep = toks.get(at).filter(|t| matches!(t.sign, '-' | '.' | '/') && t.gap <= Gap::Space)?;
    let next = toks.get(at + 1).filter(|t| t.kind == Kind::Number && t.gap <= Gap::Space)?;
    if sep.gap != Gap::None && next.gap != Gap::None && sep.sign != '-' || toks.print(next).len() > 5 {
        return None;
    }
    name.push('-');
    name.push_str(toks.print(next));
    Some((name, at + 2))
}

/// Tokens of « n° », « no », « numéro ».
#[must_use]
pub fn number_mark(toks: Toks<'_>) -> usize {
    let mut at = usize::from(["n", "no", "nos", "ns", "numero"].iter().any(|w| is_word(toks, 0, w)));
    while at < 3 && toks.get(at).is_some_and(|t| matches!(t.sign, '°' | '.' | ':') && t.gap <= Gap::Space) {
        at += 1;
    }
    at
}
