//! Legal references of any stretch, each mention once, with the key of the record.

use super::cited_texts::{act, deliberation};
use crate::grammar::lexicon::Terms;
use crate::grammar::production::is_word;
use crate::grammar::reference::{Article, articles, beside, is_sign, joint, wording};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Span};
use crate::record::{Reference, ReferenceKind};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Tokens over which a code named before reaches articles that name none.
const CODE_REACH: usize = 600;

/// Tokens between the last article and the code that follows.
const CODE_AHEAD: usize = 8;

/// What a reference begins with, unless with the letter of an article.
const OPENINGS: Terms = Terms::of(&[Term::RefCode, Term::RefArticle, Term::RefText, Term::RefDeliberation]);

/// The codes that articles were cited with, by their numbers.
type Cited<'t> = BTreeMap<String, &'t str>;

/// All references of a stretch, in document order.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<Reference>> {
    let mut out = Vec::new();
    let mut cited = Cited::new();
    let named_anywhere = || text.marks.iter().any(|m| text.value(*m, Term::RefCode) == Some(COUNCILS));
    let known = OnceCell::new();
    let mut code: Option<(&str, usize)> = None;
    let mut rest = toks;
    while let Some(t) = rest.first() {
        // « R 123-1 », « L. 2121-29 »
        let initial = matches!(t.case, Case::Title | Case::Upper) && rest.print(t).len() <= 2;
        if t.kind != Kind::Word || !initial && !text.lexicon.may_open_any(&t, OPENINGS) {
            rest = rest.skip(1);
            continue;
        }
        let (step, found) = if let Some((key, used)) = sense(text, rest, Term::RefCode) {
            let last = code.map(|c| c.0);
            code = own_or_same(text, key, last, toks.start).map(|key| (key, rest.start + used)).or(code);
            // « du code civil, articles 1 et 2 » comes back here; « CGCT L2121-15 » directly.
            (used, None)
        } else if let Some((_, used)) = sense(text, rest.head(1), Term::RefArticle) {
            let dot = usize::from(is_sign(rest.get(used), '.'));
            let lead = used + dot;
            match articles(rest.skip(lead)) {
                Ok((after, list)) => (after.start - rest.start, Some((list, after))),
                Err(_) => (used, None),
            }
        } else if initial {
            match articles(rest) {
                Ok((after, list)) if !inside_number(rest) && list.first().is_some_and(|a| bare(&a.value)) => {
                    (after.start - rest.start, Some((list, after)))
                }
                _ => (1, None),
            }
        } else if let Some((kind, used)) = sense(text, rest, Term::RefText) {
            (used + act(text, rest, kind, used, &mut out), None)
        } else if let Some((_, used)) = sense(text, rest.head(2), Term::RefDeliberation) {
            (used + deliberation(text, rest, used, &mut out), None)
        } else {
            (1, None)
        };
        if let Some((list, behind)) = found {
            let after = code_after(text, behind, code.map(|c| c.0), toks.start);
            let lettered = list.iter().any(|a| a.value.lettered);
            let mut next = None;
            let key = match after {
                After::Code(key, used) => {
                    next = of_next_code(text, behind.skip(used));
                    code = Some((key, behind.start + used));
                    Some(key)
                }
                After::Other => None,
                After::Nothing => {
                    let named = code.filter(|(_, end)| {
                        let gap = rest.start.saturating_sub(*end);
                        if lettered { gap < CODE_REACH } else { gap <= 6 && !stops(rest, *end) }
                    });
                    let of_other = ["de", "des", "du", "d"].iter().any(|w| is_word(behind, 0, w));
                    if let Some((key, _)) = named.filter(|_| !lettered && !of_other) {
                        // « le code, articles 1379, 1407 et suivants ainsi que l'article 1636 B sexies »
                        code = Some((key, behind.start));
                    }
                    // « notamment l'article L. 122-1 » right behind the code, and « l'article R. 123-21 susvisé » far from one.
                    let near = named.filter(|(_, end)| rest.start.saturating_sub(*end) <= CLAUSE && !stops(rest, *end));
                    let before = || list.first().filter(|_| lettered).and_then(|a| cited.get(&a.value.name).copied());
                    let named = named.map(|c| c.0);
                    let councils = || {
                        of_councils(&list, || *known.get_or_init(named_anywhere))
                            .filter(|_| !named.is_some_and(has_chapters_of_councils))
                    };
                    // « l'article 20 du cahier des charges »
                    let own = !of_other || lettered;
                    near.map(|c| c.0).or_else(before).or_else(councils).or(named).filter(|_| own)
                }
            };
            if let Some(key) = key {
                cited.extend(list.iter().map(|a| (a.value.name.clone(), key)));
                out.extend(list.iter().map(|a| At::new(code_article(key, &a.value, a.span, rest.clean), a.span)));
            }
            out.extend(next.map(|(key, a)| At::new(code_article(key, &a.value, a.span, rest.clean), a.span)));
        }
        rest = rest.skip(step.max(1));
    }
    for r in &mut out {
        r.value.uri = super::uri::of(&r.value);
    }
    out
}

/// The value that the wording at the start of `toks` has in the section `term`, and its length in tokens.
pub(super) fn sense<'t>(text: &Text<'t>, toks: Toks<'_>, term: Term) -> Option<(&'t str, usize)> {
    wording(text, toks, term).ok().map(|(rest, value)| (value, rest.start - toks.start))
}

/// Whether a letter and number without the word « article » are an article: « L 2121-21 », not « D 12 » or the road « D 983 ».
fn bare(article: &Article) -> bool {
    // « D 2024-25 » is the number of an act.
    let dated = ["D20", "D19", "R20", "A"].iter().any(|p| article.name.starts_with(p));
    let (first, grouped) = article.name.split_once('-').map_or((&*article.name, false), |(first, _)| (first, true));
    let long = first.len() >= 4;
    let form = if article.name.starts_with('D') { long && grouped } else { long || grouped };
    article.lettered && form && !dated
}

/// « 2023-D-1104 », « 20200722-D072020 »: the letter is part of a number.
fn inside_number(toks: Toks<'_>) -> bool {
    let before = toks.start.checked_sub(1).and_then(|b| toks.all.get(b));
    toks.first().is_some_and(|t| t.gap == Gap::None) && before.is_some_and(|b| matches!(b.sign, '-' | '_'))
}

/// Tokens between a code and the articles of the same clause.
const CLAUSE: usize = 12;

/// Marks over which « du même code » reaches back to the act before.
const MARKS_BACK: usize = 2_000;

/// The value of « du même code ».
const SAME: &str = "idem";

/// The code that a wording names; « le même code » is the one named last, in this stretch or before it.
fn own_or_same<'t>(text: &Text<'t>, key: &'t str, last: Option<&'t str>, from: usize) -> Option<&'t str> {
    if key != SAME {
        return Some(key);
    }
    let before = text.marks.partition_point(|m| (m.first as usize) < from);
    let marks = || text.marks[..before].iter().rev().take(MARKS_BACK);
    last.or_else(|| marks().filter_map(|m| text.value(*m, Term::RefCode)).find(|k| *k != SAME))
}

/// « Articles L. 5111-4 du CGCT et 2298 du code civil »: the article behind a code that has a code of its own.
fn of_next_code<'t>(text: &Text<'t>, toks: Toks<'_>) -> Option<(&'t str, At<Article>)> {
    let (rest, ()) = joint(toks).ok()?;
    let (rest, mut list) = articles(rest).ok()?;
    let of = ["du", "de"].iter().any(|w| is_word(rest, 0, w));
    let (key, _) = sense(text, rest.skip(1), Term::RefCode).filter(|(key, _)| of && *key != SAME)?;
    (list.len() == 1).then(|| list.pop().map(|article| (key, article))).flatten()
}

/// Codes that have articles with the numbers of those on councils.
fn has_chapters_of_councils(code: &str) -> bool {
    const CODES: &[&str] = &[
        "CGCT",
        "CGPPP",
        "code de la commande publique",
        "code du travail",
        "code de la défense",
        "code de l'environnement",
    ];
    CODES.contains(&code)
}

/// Whether a sentence ends between a token and the start of `toks`.
fn stops(toks: Toks<'_>, from: usize) -> bool {
    toks.all.get(from..toks.start).unwrap_or(&[]).iter().any(|t| matches!(t.sign, '.' | ';'))
}

/// The code of councils.
const COUNCILS: &str = "CGCT";

/// « l'article L. 2122-22 » without a code, in a document that names the code of local authorities elsewhere: the articles
/// on councils, mayors and their meetings, whose numbers no other code that councils cite has.
fn of_councils(list: &[At<Article>], cited: impl FnOnce() -> bool) -> Option<&'static str> {
    const CHAPTERS: &[&str] = &["L2121-", "L2122-", "L2123-", "L2131-", "L5211-", "L3121-", "L4132-"];
    let own = |a: &At<Article>| CHAPTERS.iter().any(|c| a.value.name.starts_with(c));
    (!list.is_empty() && list.iter().all(own) && cited()).then_some(COUNCILS)
}

/// What follows a list of articles.
enum After<'t> {
    /// A code, and the tokens up to its end.
    Code(&'t str, usize),
    /// Another text: the articles are that text's.
    Other,
    /// Neither.
    Nothing,
}

fn code_after<'t>(text: &Text<'t>, toks: Toks<'_>, last: Option<&'t str>, from: usize) -> After<'t> {
    let mut linked = false;
    let lead = beside(toks).map_or(0, |(rest, ())| rest.start - toks.start);
    let toks = toks.skip(lead);
    for n in 0..CODE_AHEAD + 6 {
        let rest = toks.skip(n);
        let Some(t) = rest.first() else { break };
        if let Some((key, used)) = sense(text, rest, Term::RefCode) {
            let key = own_or_same(text, key, last, from).filter(|_| linked || n <= 1);
            return key.map_or(After::Nothing, |key| After::Code(key, lead + n + used));
        }
        if linked && sense(text, rest, Term::RefText).is_some() {
            return After::Other;
        }
        let paragraph = t.gap == Gap::Line && text.doc.lines[t.line as usize].gap_before;
        if t.kind == Kind::Sign && matches!(t.sign, ';' | '.' | ':') || t.gap == Gap::Cell || paragraph {
            break;
        }
        if sense(text, rest.head(1), Term::RefArticle).is_some() {
            break;
        }
        linked |= ["du", "de", "dudit"].iter().any(|w| is_word(rest, 0, w));
    }
    After::Nothing
}

fn code_article(code: &str, article: &Article, span: Span, clean: &str) -> Reference {
    Reference {
        key: format!("{code} {}", article.name),
        kind: ReferenceKind::CodeArticle,
        code: Some(code.to_string()),
        article: Some(article.name.clone()),
        number: None,
        date: None,
        text: clean.get(span.range()).unwrap_or("").to_string(),
        uri: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::grammar::lexicon::Lexicon;
    use crate::grammar::text::Text;

    fn keys(print: &str) -> Vec<String> {
        let doc = crate::read::read(print.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let lexicon = Lexicon::builtin().unwrap();
        let text = Text::new(&doc, &lexicon);
        super::find(&text, text.toks(0, usize::MAX)).into_iter().map(|r| r.value.key).collect()
    }

    #[test]
    fn reads_the_families() {
        for (print, want) in [
            (
                "Vu le code général des collectivités territoriales, notamment ses articles L. 1411-1 à L. 1411-19 et L.O. 5216-5",
                &["CGCT L1411-1", "CGCT L1411-19", "CGCT LO5216-5"][..],
            ),
            ("L 2121-21 du CGCT", &["CGCT L2121-21"]),
            (
                "les articles L123-4 à L123-9 et R123-16 du code de l'action sociale et des familles",
                &[
                    "code de l'action sociale et des familles L123-4",
                    "code de l'action sociale et des familles L123-9",
                    "code de l'action sociale et des familles R123-16",
                ],
            ),
            ("l'article 2298 du Code civil", &["code civil 2298"]),
            ("CGI, articles 1639 A, 1636 B sexies et 1530 bis", &["CGI 1639 A", "CGI 1636 B sexies", "CGI 1530 bis"]),
            ("art. R*421-5 du code de l’urbanisme", &["code de l'urbanisme R421-5"]),
            ("l'article 107 de la loi n°2015-991 du 7 août 2015", &["loi 2015-991"]),
            ("la loi 82-213, le décret n° 2016-360", &["loi 82-213", "décret 2016-360"]),
            ("les lois n° 82-213 et n° 83-8", &["loi 82-213", "loi 83-8"]),
            ("la délibération n° 2015-11-203 du 26 novembre 2015", &["délibération 2015-11-203"]),
            ("la délibération CM2016/02/18/03", &["délibération CM2016/02/18/03"]),
            ("les articles L. 153-31 et 153-32 du CGCT", &["CGCT L153-31", "CGCT L153-32"]),
            ("la directive 2014/24/UE", &["directive 2014/24"]),
            ("Article 1 : le maire signe", &[]),
            ("L. 5111-4 du CGCT et 2298 du code civil", &["CGCT L5111-4", "code civil 2298"]),
            (
                "le code forestier, article L. 212-2, puis l'article R. 214-6 du même code",
                &["code forestier L212-2", "code forestier R214-6"],
            ),
            ("L.211-7 (1°, 2°, 5° et 8°) du code de l'environnement", &["code de l'environnement L211-7"]),
            ("art. 1609 nonies C du C.G.I.", &["CGI 1609 nonies C"]),
            (
                "l'ordonnance n° 2020-319, article 6 ; article R. 2194-5 du CCP",
                &["ordonnance 2020-319", "code de la commande publique R2194-5"],
            ),
            ("la loi 3DS n° 2022-217", &["loi 2022-217"]),
            ("la loi sur l'eau et les milieux aquatiques n°2006-1772 du 30/12/2006", &["loi 2006-1772"]),
            ("la loi Sapin, codifiée aux articles L.1411-1 du CGCT", &["CGCT L1411-1"]),
            ("le décret du 4 janvier 2010\nVu la délibération n°2014-09/04", &["délibération 2014-09/04"]),
            ("Vu le CGCT, à la hauteur de la D 983, par décision D23-061, arrêté 2023-D-1104", &[]),
            ("du code de l'environnement et l'article 20 du cahier des charges", &[]),
            (
                "l'article R. 123-21 du CASF, le CGCT, après avis favorable de la commission des finances réunie le lundi de la semaine passée, l'article R. 123-21 susvisé",
                &["code de l'action sociale et des familles R123-21"; 2],
            ),
        ] {
            assert_eq!(keys(print), want, "{print}");
        }
    }
}
