//! Legal references, their leaves: articles of codes, numbers of laws, decrees and European texts.
//!
//! ```text
//! articles    = article { [ paragraphs ] joint article }
//! article     = [ letter ] digits { "-" digits } { capital | latin }      « L. 2121-15 », « 1636 B sexies »
//! letter      = ( "L" [ dots "O" ] | "LO" | "R" | "D" | "A" ) dots         before digits
//! dots        = { "." | "*" | "-" | "°" }
//! joint       = { "," | ";" | "/" | "et" | "à" | "ou" | "au" | "l'" | "les" | "article(s)" | "ainsi que" }
//! paragraphs  = "(" … ")"                                                  « (I, 6°) »
//! number      = [ number_mark ] digits ( "-" | "." | "/" ) digits          « n° 2015-991 », « 82-213 »
//! eu_number   = [ number_mark ] digits "/" digits                          « 2014/24/UE », « n° 651/2014 »
//! number_mark = ( "n" | "no" | "nos" | "ns" | "numéro" ) { "°" | "." | ":" }
//! ```

use super::production::{Miss, Parsed, digits, is_word, miss, placed, sign, token, word};
use super::tokens::{Case, Gap, Kind, Toks};
use crate::page::At;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, value, verify};
use nom::multi::{fold_many_m_n, many_m_n, many0, many1_count};
use nom::sequence::{pair, preceded, terminated};

pub use super::production::{is_sign, wording};

/// An article of a code, without the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// « L2121-15 », « 1639 A », « R421-5 ».
    pub name: String,
    /// It has a letter that tells a code's part (L, LO, R, D, A).
    pub lettered: bool,
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

/// The words that join articles.
const JOINTS: &[&str] = &["et", "a", "ou", "au", "l", "les", "articles", "article", "art", "ainsi", "que"];

/// Letters and Latin numerals behind the number of an article: « 1639 A quater », « 1609 nonies C ».
const INSERTED: usize = 3;

/// Tokens between the brackets of paragraph marks.
const PARAGRAPHS: usize = 16;

/// Digits of the first group of an article, with its letter.
const LONGEST: usize = 8;

/// The word in exactly this print.
fn capital<'t>(name: &'static str) -> impl Fn(Toks<'t>) -> Parsed<'t, &'static str> {
    move |toks| match toks.first() {
        Some(t) if t.kind == Kind::Word && toks.print(t) == name => Ok((toks.skip(1), name)),
        Some(_) => miss(Miss::Word(name)),
        None => miss(Miss::End),
    }
}

/// `letter = ( "L" [ dots "O" ] | "LO" | "R" | "D" | "A" ) dots`, before digits.
fn letter(toks: Toks<'_>) -> Parsed<'_, &'static str> {
    let dots = || many_m_n(0, 4, sign(".*-°"));
    let organic = value("LO", (capital("L"), dots(), capital("O")));
    let number = peek(token(Miss::Digits, |t| t.kind == Kind::Number && t.gap != Gap::Cell));
    terminated(alt((organic, capital("L"), capital("LO"), capital("R"), capital("D"), capital("A"))), (dots(), number))
        .parse(toks)
}

/// An article at the start of `toks`: « L. 2121-15 », « R*421-5 », « 2298 », « 1636 B sexies ».
///
/// # Errors
/// A [`Miss`] when no article begins here.
pub fn article(toks: Toks<'_>) -> Parsed<'_, Article> {
    let (rest, prefix) = opt(letter).parse(toks)?;
    let (rest, first) = verify(digits(1..=LONGEST as u32), |t| !toks.print(*t).starts_with('0')).parse(rest)?;
    let mut name = format!("{}{}", prefix.unwrap_or(""), toks.print(first));
    if name.len() > LONGEST {
        return miss(Miss::Shape("an article"));
    }
    let (mut rest, ()) = fold_many_m_n(
        0,
        8,
        |t| group(t, prefix.is_some()),
        || (),
        |(), part| {
            name.push('-');
            name.push_str(part);
        },
    )
    .parse(rest)?;
    for _ in 0..INSERTED {
        // « L. 251 A du livre des procédures fiscales », « son article L. 251 A, »; « L. 5214-16 V du CGCT » has a paragraph.
        let of =
            |after: &Toks<'_>| ["du", "de", "des"].iter().any(|w| is_word(*after, 0, w)) || is_sign(after.first(), ',');
        let capital = inserted_capital(rest)
            .ok()
            .filter(|(after, c)| prefix.is_none() || of(after) && !matches!(*c, "I" | "V" | "X"));
        let Some((after, piece)) = capital.or_else(|| latin(rest).ok()) else { break };
        name.push(' ');
        name.push_str(piece);
        rest = after;
    }
    Ok((rest, Article { name, lettered: prefix.is_some() }))
}

/// « -29 », « - 29 » behind a number; with spaces on both sides only in a lettered article, as is « L.2121.29 ». No group of a
/// lettered article begins with a nought: « D23-061 » is the number of a decision.
fn group(toks: Toks<'_>, lettered: bool) -> Parsed<'_, &str> {
    let sign = token(Miss::Sign("-"), |t| t.sign == '-' || lettered && t.sign == '.');
    let whole = verify(digits(1..=3), |t| !(lettered && toks.print(*t).starts_with('0')));
    let (rest, (sep, next)) = pair(sign, whole).parse(toks)?;
    let glued = sep.gap == Gap::None && next.gap == Gap::None;
    let near =
        sep.gap == Gap::None || next.gap == Gap::None || (lettered && sep.gap <= Gap::Space && next.gap <= Gap::Space);
    let near = if sep.sign == '.' { glued } else { near };
    if near { Ok((rest, toks.print(next))) } else { miss(Miss::Shape("an article")) }
}

/// The letter of « 1636 B », « 1609 nonies C », on the line of its number.
fn inserted_capital(toks: Toks<'_>) -> Parsed<'_, &str> {
    let (rest, t) = token(Miss::Shape("a capital"), |t| {
        t.kind == Kind::Word && t.gap <= Gap::Space && t.case == Case::Title && t.span.end - t.span.start == 1
    })(toks)?;
    Ok((rest, toks.print(t)))
}

/// « bis », « quinquies »
fn latin(toks: Toks<'_>) -> Parsed<'_, &'static str> {
    let Some(t) = toks.first().filter(|t| t.kind == Kind::Word && t.gap <= Gap::Space) else {
        return miss(Miss::Shape("a Latin numeral"));
    };
    let print = toks.print(t);
    let found = LATIN.iter().find(|l| print.eq_ignore_ascii_case(l));
    found.map_or_else(|| miss(Miss::Shape("a Latin numeral")), |l| Ok((toks.skip(1), *l)))
}

/// Articles joined by commas, « et », « à », « ou », each with its place. The letter of the first is carried over to
/// those that have none: « L. 153-31, 153-32 ».
///
/// # Errors
/// A [`Miss`] when no article begins here.
pub fn articles(toks: Toks<'_>) -> Parsed<'_, Vec<At<Article>>> {
    let (mut rest, first) = placed(article)(toks)?;
    let mut out = vec![first];
    while let Ok((after, mut next)) = preceded((beside, joint), placed(article)).parse(rest) {
        // « la loi …, article 46 et les articles L. 264-1 à L. 264-10 du code »: the first is the law's.
        if out.first().is_some_and(|f| !f.value.lettered) && next.value.lettered {
            break;
        }
        if let Some(first) = out.first().filter(|f| f.value.lettered && !next.value.lettered) {
            // A number without groups, or with a short first group, is another thing: « L. 153-31 et 3 ».
            if next.value.name.find('-').is_none_or(|n| n < 3) {
                break;
            }
            let letters: String = first.value.name.chars().take_while(char::is_ascii_uppercase).collect();
            next.value.name.insert_str(0, &letters);
            next.value.lettered = true;
        }
        rest = after;
        out.push(next);
    }
    Ok((rest, out))
}

/// What may stand behind an article before the next, or before its code: « (I, 6°) », « et suivants », « et s. ».
///
/// # Errors
/// Never: nothing may stand there.
pub fn beside(toks: Toks<'_>) -> Parsed<'_, ()> {
    let more = alt((word("suivants"), word("suivant"), word("suivantes"), word("s"), word("ss")));
    let following = value((), (word("et"), more, opt(sign("."))));
    value((), (opt(paragraphs), opt(following))).parse(toks)
}

/// « (I, 6°) »
fn paragraphs(toks: Toks<'_>) -> Parsed<'_, ()> {
    let inner = token(Miss::Sign("("), |t| t.sign != ')');
    let open = token(Miss::Sign("("), |t| t.sign == '(');
    let close = token(Miss::Sign(")"), |t| t.sign == ')');
    value((), (open, many_m_n(0, PARAGRAPHS, inner), close)).parse(toks)
}

/// `joint`: at least one sign or word that joins, none of them in the next cell.
///
/// # Errors
/// A [`Miss`] when none stands here.
pub fn joint(toks: Toks<'_>) -> Parsed<'_, ()> {
    let near = |t: &super::tokens::Token| t.gap != Gap::Cell;
    let link_sign = verify(token(Miss::Sign(",;/"), |t| matches!(t.sign, ',' | ';' | '/')), near);
    let link_word = |toks| {
        let (rest, t) = verify(token(Miss::Word("et"), |t| t.kind == Kind::Word), near).parse(toks)?;
        let known = JOINTS.iter().any(|w| is_word(toks, 0, w)) && letter(toks).is_err();
        if known { Ok((rest, t)) } else { miss(Miss::Word("et")) }
    };
    let link = || alt((verify(token(Miss::Sign(",;/"), |t| matches!(t.sign, ',' | ';' | '/')), near), link_word));
    let quote = verify(token(Miss::Sign("'."), |t| matches!(t.sign, '\'' | '.')), near);
    let first = alt((link_sign, link_word));
    value((), pair(first, many0(alt((link(), quote))))).parse(toks)
}

/// « n° 2015-991 », « 82-213 », « n°60.977 »: the number.
///
/// # Errors
/// A [`Miss`] when none begins here.
pub fn number(toks: Toks<'_>) -> Parsed<'_, String> {
    let (rest, _) = opt(number_mark).parse(toks)?;
    let (rest, first) = verify(digits(2..=4), |t| t.gap != Gap::Cell && t.span.end - t.span.start != 3).parse(rest)?;
    let (rest, sep) = sign("-./")(rest)?;
    let (rest, next) = verify(digits(1..=5), |t| t.gap <= Gap::Space).parse(rest)?;
    if sep.gap != Gap::None && next.gap != Gap::None && sep.sign != '-' {
        return miss(Miss::Shape("a number of a law"));
    }
    Ok((rest, format!("{}-{}", toks.print(first), toks.print(next))))
}

/// « 2014/24 », « n° 651/2014 »
///
/// # Errors
/// A [`Miss`] when none begins here.
pub fn eu_number(toks: Toks<'_>) -> Parsed<'_, String> {
    let first = token(Miss::Digits, |t| t.kind == Kind::Number && t.gap != Gap::Cell);
    let part = || token(Miss::Digits, |t| t.kind == Kind::Number && t.gap <= Gap::Space);
    let both = (first, token(Miss::Sign("/"), |t| t.sign == '/'), part());
    map(preceded(opt(number_mark), both), |(a, _, b)| format!("{}/{}", toks.print(a), toks.print(b))).parse(toks)
}

/// « n° », « no », « numéro », « ° »
///
/// # Errors
/// A [`Miss`] when none stands here.
pub fn number_mark(toks: Toks<'_>) -> Parsed<'_, ()> {
    let named = alt((word("n"), word("no"), word("nos"), word("ns"), word("numero")));
    alt((value((), (named, many_m_n(0, 2, sign("°.:")))), value((), verify(many1_count(sign("°.:")), |n| *n <= 3))))
        .parse(toks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;
    use crate::grammar::text::Text;

    /// What a production gives on a print, and what it leaves.
    fn run<O>(print: &str, production: impl Fn(Toks<'_>) -> Parsed<'_, O>) -> Result<(O, String), Miss> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = crate::read::read(print.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        match production(text.lines(0, 9)) {
            Ok((rest, value)) => Ok((value, rest.text().to_owned())),
            Err(nom::Err::Error(miss) | nom::Err::Failure(miss)) => Err(miss),
            Err(nom::Err::Incomplete(_)) => Err(Miss::End),
        }
    }

    fn names(print: &str) -> Result<(Vec<String>, String), Miss> {
        run(print, |t| articles(t).map(|(r, l)| (r, l.into_iter().map(|a| a.value.name).collect())))
    }

    #[test]
    fn reads_articles() {
        for (print, want, rest) in [
            ("L. 2121-15 du code", &["L2121-15"][..], "du code"),
            ("L.O. 5216-5", &["LO5216-5"], ""),
            ("R*421-5 et", &["R421-5"], "et"),
            ("1636 B sexies et 1530 bis", &["1636 B sexies", "1530 bis"], ""),
            ("L. 153-31, 153-32 et 153-35", &["L153-31", "L153-32", "L153-35"], ""),
            ("L. 123-4 à L. 123-9 et R. 123-16 du", &["L123-4", "L123-9", "R123-16"], "du"),
            ("L. 1414-2 (I, 6°) et L. 1411-5", &["L1414-2", "L1411-5"], ""),
            ("L. 153-31 et 3 autres", &["L153-31"], "et 3 autres"),
            ("L. 2333-26 et suivants, R. 2333-43 et suivants du", &["L2333-26", "R2333-43"], "et suivants du"),
            ("46 et les articles L. 264-1", &["46"], "et les articles L. 264-1"),
            ("L. 251 A, le maire", &["L251 A"], ", le maire"),
            ("D23-061", &["D23"], "-061"),
        ] {
            let want = (want.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>(), rest.to_owned());
            assert_eq!(names(print), Ok(want), "{print}");
        }
        assert_eq!(names("maison"), Err(Miss::Digits));
        assert_eq!(names("123456789"), Err(Miss::Digits));
    }

    #[test]
    fn reads_numbers() {
        for (print, want, rest) in [
            ("n° 2015-991 du 7 août", "2015-991", "du 7 août"),
            ("82-213", "82-213", ""),
            ("n°60.977", "60-977", ""),
            ("numéro 2019 - 1428 ,", "2019-1428", ","),
        ] {
            assert_eq!(run(print, number), Ok((want.to_owned(), rest.to_owned())), "{print}");
        }
        assert_eq!(run("n° 12", number), Err(Miss::End));
        assert_eq!(run("123-4", number), Err(Miss::Nom(nom::error::ErrorKind::Verify)));
        assert_eq!(run("2014/24/UE", eu_number), Ok(("2014/24".to_owned(), "/UE".to_owned())));
        assert_eq!(run("n° 651/2014", eu_number), Ok(("651/2014".to_owned(), String::new())));
    }
}
