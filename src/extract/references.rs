//! Legal references of any stretch, each mention once, with the key of the record.

use crate::grammar::date;
use crate::grammar::lexicon::Terms;
use crate::grammar::production::is_word;
use crate::grammar::reference::{Article, articles, eu_number, is_sign, number, number_mark, wording};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Span};
use crate::record::{Reference, ReferenceKind};

/// Tokens over which a code named before reaches articles that name none.
const CODE_REACH: usize = 600;

/// Tokens between the last article and the code that follows.
const CODE_AHEAD: usize = 8;

/// What a reference begins with, unless with the letter of an article.
const OPENINGS: Terms = Terms::of(&[Term::RefCode, Term::RefArticle, Term::RefText, Term::RefDeliberation]);

/// All references of a stretch, in document order.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<Reference>> {
    let mut out = Vec::new();
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
            code = Some((key, rest.start + used));
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
                Ok((after, list)) if list.first().is_some_and(|a| bare(&a.value)) => {
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
            let after = code_after(text, behind);
            let lettered = list.iter().any(|a| a.value.lettered);
            let key = match after {
                After::Code(key, used) => {
                    code = Some((key, behind.start + used));
                    Some(key)
                }
                After::Other => None,
                After::Nothing => {
                    let named = code.filter(|(_, end)| {
                        let gap = rest.start.saturating_sub(*end);
                        if lettered { gap < CODE_REACH } else { gap <= 6 && !stops(rest, *end) }
                    });
                    if let Some((key, _)) = named
                        && !lettered
                        && !["de", "des", "du", "d"].iter().any(|w| is_word(behind, 0, w))
                    {
                        // « le code, articles 1379, 1407 et suivants ainsi que l'article 1636 B sexies »
                        code = Some((key, behind.start));
                    }
                    named.map(|c| c.0).or_else(|| of_councils(text, &list))
                }
            };
            if let Some(key) = key {
                out.extend(list.iter().map(|a| At::new(code_article(key, &a.value, a.span, rest.clean), a.span)));
            }
        }
        rest = rest.skip(step.max(1));
    }
    for r in &mut out {
        r.value.uri = super::uri::of(&r.value);
    }
    out
}

/// The value that the wording at the start of `toks` has in the section `term`, and its length in tokens.
fn sense<'t>(text: &Text<'t>, toks: Toks<'_>, term: Term) -> Option<(&'t str, usize)> {
    wording(text, toks, term).ok().map(|(rest, value)| (value, rest.start - toks.start))
}

/// The tokens of « n° », « no », « numéro » at the start of `toks`.
fn mark_len(toks: Toks<'_>) -> usize {
    number_mark(toks).map_or(0, |(rest, ())| rest.start - toks.start)
}

/// Whether a letter and number without the word « article » are an article: « L 2121-21 », not « D 12 ».
fn bare(article: &Article) -> bool {
    // « D 2024-25 » is the number of an act.
    let dated = ["D20", "D19", "R20", "A"].iter().any(|p| article.name.starts_with(p));
    article.lettered && (article.name.contains('-') || article.name.len() >= 4) && !dated
}

/// Whether the number here has the form of a text of the last decades, « 2014-513 », and its day behind it.
fn numbered_by_year(toks: Toks<'_>) -> bool {
    let Ok((behind, name)) = number(toks) else { return false };
    let year = name.split('-').next().unwrap_or("");
    year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) && is_word(behind, 0, "du")
}

/// Whether a sentence ends between a token and the start of `toks`.
fn stops(toks: Toks<'_>, from: usize) -> bool {
    toks.all.get(from..toks.start).unwrap_or(&[]).iter().any(|t| matches!(t.sign, '.' | ';'))
}

/// « l'article L. 2122-22 » without a code, in a document that names the code of local authorities elsewhere: the articles
/// on councils, mayors and their meetings, whose numbers no other code that councils cite has.
fn of_councils(text: &Text<'_>, list: &[At<Article>]) -> Option<&'static str> {
    const CODE: &str = "CGCT";
    const CHAPTERS: &[&str] = &["L2121-", "L2122-", "L2123-", "L2131-", "L5211-", "L3121-", "L4132-"];
    let own = |a: &At<Article>| CHAPTERS.iter().any(|c| a.value.name.starts_with(c));
    let cited = || text.marks.iter().any(|m| text.value(*m, Term::RefCode) == Some(CODE));
    (!list.is_empty() && list.iter().all(own) && cited()).then_some(CODE)
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

fn code_after<'t>(text: &Text<'t>, toks: Toks<'_>) -> After<'t> {
    let mut linked = false;
    for n in 0..CODE_AHEAD + 6 {
        let rest = toks.skip(n);
        let Some(t) = rest.first() else { break };
        if let Some((key, used)) = sense(text, rest, Term::RefCode) {
            return if linked || n <= 1 { After::Code(key, n + used) } else { After::Nothing };
        }
        if linked && sense(text, rest, Term::RefText).is_some() {
            return After::Other;
        }
        if t.kind == Kind::Sign && matches!(t.sign, ';' | '.' | ':') || t.gap == Gap::Cell {
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

/// The ISO form of a date directly at `toks`, after « du »; and the tokens used.
fn dated(text: &Text<'_>, toks: Toks<'_>) -> (Option<String>, usize) {
    let mut lead = usize::from(is_sign(toks.first(), ','));
    lead += usize::from(is_word(toks, lead, "du") || is_word(toks, lead, "en"));
    match date::date(text, toks.skip(lead)) {
        Some((d, rest)) => {
            let iso = d.value.year.map(|y| format!("{y:04}-{:02}-{:02}", d.value.month, d.value.day));
            (iso, rest.start - toks.start)
        }
        None => (None, 0),
    }
}

/// A law, decree or another text with a number; gives the tokens used behind its word.
fn act(text: &Text<'_>, toks: Toks<'_>, value: &str, lead: usize, out: &mut Vec<At<Reference>>) -> usize {
    let (word, kind) = match value {
        "law" => ("loi", ReferenceKind::Law),
        "decree" => ("décret", ReferenceKind::Decree),
        "ordinance" => ("ordonnance", ReferenceKind::Ordinance),
        "order" => ("arrêté", ReferenceKind::Order),
        "circular" => ("circulaire", ReferenceKind::Circular),
        "directive" => ("directive", ReferenceKind::Eu),
        _ => ("règlement", ReferenceKind::Eu),
    };
    let mut at = lead;
    let mut words = 0;
    let mut date = None;
    let mut end = lead;
    let mut start = 0;
    while words <= 6 {
        let rest = toks.skip(at);
        let Some(t) = rest.first() else { break };
        if t.gap == Gap::Cell {
            break;
        }
        let european = eu_number(rest).ok().filter(|_| kind == ReferenceKind::Eu);
        if let Some((after, name)) = european.or_else(|| number(rest).ok()) {
            let used = after.start - rest.start;
            if kind == ReferenceKind::Eu && !name.contains('/') {
                break;
            }
            let span = toks.skip(start).head(at + used - start).span();
            let (behind, more) = dated(text, toks.skip(at + used));
            at += used + more;
            end = at;
            out.push(At::new(
                Reference {
                    key: format!("{word} {name}"),
                    kind,
                    code: None,
                    article: None,
                    number: Some(name),
                    date: behind.or_else(|| date.take()),
                    text: toks.clean.get(span.range()).unwrap_or("").to_string(),
                    uri: None,
                },
                span,
            ));
            // « les lois n° 82-213 et n° 83-8 », « les décrets n°s 91-875 du 6 septembre 1991 et 2014-513 du 20 mai 2014 »
            let join = toks.get(at).filter(|t| t.sign == ',' || is_word(toks, at, "et"));
            let next = at + 1;
            let again = mark_len(toks.skip(next)) > 0 || numbered_by_year(toks.skip(next));
            if join.is_none() || !again || number(toks.skip(next)).is_err() {
                break;
            }
            (at, start, words) = (next, next, 0);
            continue;
        }
        if let (Some(iso), used) = dated(text, rest)
            && used > 0
        {
            date = Some(iso);
            at += used;
            continue;
        }
        if t.kind == Kind::Number || matches!(t.sign, ';' | '.' | ':') || sense(text, rest, Term::RefText).is_some() {
            break;
        }
        at += 1;
        words += usize::from(t.kind == Kind::Word);
    }
    end - lead
}

/// « délibération n° 2015-11-203 du 26 novembre 2015 », an earlier act; gives the tokens used behind the word.
fn deliberation(text: &Text<'_>, toks: Toks<'_>, lead: usize, out: &mut Vec<At<Reference>>) -> usize {
    // In capitals or at the start of a line it is the act's own number.
    if toks.first().is_none_or(|t| t.case != Case::Lower || t.gap == Gap::Line) {
        return 0;
    }
    let mark = mark_len(toks.skip(lead));
    // Without « n° » only a number that opens with letters is one: « délibération CM2016/02/18/03 ».
    let glued = toks.get(lead).is_some_and(|t| t.case == Case::Upper && t.gap == Gap::Space)
        && toks.get(lead + 1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    if mark == 0 && !glued {
        return 0;
    }
    let from = lead + mark;
    let mut at = from;
    while let Some(t) = toks.get(at).filter(|t| at == from || t.gap == Gap::None) {
        let inner = matches!(t.sign, '-' | '/' | '.' | '_')
            && toks.get(at + 1).is_some_and(|n| n.gap == Gap::None && n.kind != Kind::Sign);
        if t.kind == Kind::Sign && !inner || t.gap >= Gap::Cell {
            break;
        }
        at += 1;
    }
    let name = toks.skip(from).head(at - from).text();
    if !name.bytes().any(|b| b.is_ascii_digit()) {
        return 0;
    }
    let span = toks.head(at).span();
    let (date, more) = dated(text, toks.skip(at));
    out.push(At::new(
        Reference {
            key: format!("délibération {name}"),
            kind: ReferenceKind::Deliberation,
            code: None,
            article: None,
            number: Some(name.to_string()),
            date,
            text: toks.clean.get(span.range()).unwrap_or("").to_string(),
            uri: None,
        },
        span,
    ));
    at + more - lead
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
        ] {
            assert_eq!(keys(print), want, "{print}");
        }
    }
}
