//! Legal references: articles of codes, laws, decrees, ordinances, earlier deliberations.

use super::heads::register_len;
use crate::grammar::date::date;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Span};
use crate::record::{Reference, ReferenceKind};

/// An article as printed: « L2121-15 ».
struct Article {
    number: String,
    span: Span,
}

/// Every reference in a stretch, in order of print.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<Reference>> {
    let mut out: Vec<At<Reference>> = Vec::new();
    let mut waiting: Vec<Article> = Vec::new();
    let mut code: Option<(&str, usize, u32)> = None;
    let mut at = toks.start;
    while at < toks.end {
        let t = text.tokens[at];
        let new_sentence = t.gap == Gap::Line && text.doc.lines[t.line as usize].gap_before
            || (t.sign == ';')
            || t.sign == '.'
                && text.tokens.get(at + 1).is_some_and(|n| n.case == Case::Title && n.gap >= Gap::Space)
                && at > 0
                && text.tokens[at - 1].span.end - text.tokens[at - 1].span.start > 3;
        if new_sentence {
            if t.sign != ';' {
                code = None;
            }
            waiting.clear();
        }
        if let Some(m) =
            text.lexicon.longest_at(&text.tokens, at).filter(|m| (m.end as usize) <= toks.end && t.kind == Kind::Word)
        {
            if let Some(name) = text.value(m, Term::RefCode) {
                // Articles that wait belong to the code named behind them, unless a code stood before.
                for a in waiting.drain(..) {
                    out.push(code_article(text, name, &a));
                }
                code = Some((name, at, t.line));
                at = m.end as usize;
                continue;
            }
            if text.is(m, Term::RefArticle) {
                let (articles, next) = articles(text, m.end as usize, toks.end);
                if !articles.is_empty() {
                    take(text, articles, code, &mut waiting, &mut out);
                    at = next;
                    continue;
                }
            }
            if let Some(kind) = text.value(m, Term::RefText)
                && let Some((r, next)) = numbered_text(text, at, m.end as usize, toks.end, kind)
            {
                out.push(r);
                waiting.clear();
                at = next;
                continue;
            }
            if text.is(m, Term::RefDeliberation)
                && t.case != Case::Upper
                && let Some((r, next)) = deliberation(text, at, m.end as usize, toks.end)
            {
                out.push(r);
                at = next;
                continue;
            }
        }
        // « L. 2121-15 » without the word « article ».
        if let Some((a, next)) = lettered(text, at, toks.end) {
            take(text, vec![a], code, &mut waiting, &mut out);
            at = next;
            continue;
        }
        at += 1;
    }
    out
}

/// Puts articles under the code named before, or lets them wait for the one behind.
fn take(
    text: &Text<'_>,
    articles: Vec<Article>,
    code: Option<(&str, usize, u32)>,
    waiting: &mut Vec<Article>,
    out: &mut Vec<At<Reference>>,
) {
    for a in articles {
        match code {
            // The code behind wins where it follows at once: « l'article L. 1 du code de l'urbanisme ».
            Some((name, ..)) if !code_follows(text, a.span) => out.push(code_article(text, name, &a)),
            _ => waiting.push(a),
        }
    }
}

/// Whether « du code … » stands within a few words behind an article list.
fn code_follows(text: &Text<'_>, span: Span) -> bool {
    let toks = text.within(Span::new(span.end, span.end.saturating_add(160)));
    for i in toks.start..toks.end.min(toks.start + 24) {
        let t = text.tokens[i];
        if t.sign == ';' || t.gap == Gap::Line && text.doc.lines[t.line as usize].gap_before {
            return false;
        }
        if let Some(m) = text.lexicon.longest_at(&text.tokens, i) {
            if text.value(m, Term::RefCode).is_some() {
                let before = i.checked_sub(1).map(|b| text.doc.text(text.tokens[b].span).to_lowercase());
                return matches!(before.as_deref(), Some("du" | "de" | "(" | "au"));
            }
            if text.is(m, Term::RefText) {
                return false;
            }
        }
    }
    false
}

fn code_article(_: &Text<'_>, code: &str, a: &Article) -> At<Reference> {
    At::new(
        Reference {
            key: format!("{code} {}", a.number),
            kind: ReferenceKind::CodeArticle,
            code: Some(code.to_owned()),
            article: Some(a.number.clone()),
            number: None,
            date: None,
            uri: None,
            text: String::new(),
        },
        a.span,
    )
}

/// « L. 2121-15 », « R*421-5 », « L.O. 1112-1 », « D 3312-11 ».
fn lettered(text: &Text<'_>, at: usize, end: usize) -> Option<(Article, usize)> {
    let t = text.tokens.get(at).filter(|_| at < end)?;
    let word = text.doc.text(t.span);
    if t.kind != Kind::Word
        || !matches!(word, "L" | "R" | "D" | "A" | "LO" | "l" | "r")
        || t.gap == Gap::None && at > 0 && text.tokens[at - 1].kind != Kind::Sign
    {
        return None;
    }
    let mut letter = word.to_uppercase();
    let mut i = at + 1;
    while let Some(s) = text.tokens.get(i).filter(|_| i < end) {
        match s.sign {
            '.' | '*' | '-' => i += 1,
            '\0' if letter == "L" && text.doc.text(s.span) == "O" => {
                letter.push('O');
                i += 1;
            }
            _ => break,
        }
    }
    let (number, next) = article_number(text, i, end)?;
    if word == "A" && !number.contains('-') || !number.contains('-') && number.len() < 2 {
        return None;
    }
    // Lower case letters are prose unless a hyphenated number follows.
    if matches!(word, "l" | "r") && !number.contains('-') {
        return None;
    }
    let span = text.toks(at, next).span();
    Some((Article { number: format!("{letter}{number}"), span }, next))
}

/// « 2121-15 », « 1636 B sexies », « 1639 A », « 2298 ».
fn article_number(text: &Text<'_>, at: usize, end: usize) -> Option<(String, usize)> {
    let t = text.tokens.get(at).filter(|t| at < end && t.kind == Kind::Number)?;
    let mut out = text.doc.text(t.span).to_owned();
    let mut i = at + 1;
    while i + 1 < end {
        let (s, n) = (text.tokens[i], text.tokens[i + 1]);
        if s.sign == '-'
            && n.kind == Kind::Number
            && n.gap <= Gap::Space
            && s.gap <= Gap::Space
            && (s.gap == Gap::None) == (n.gap == Gap::None)
        {
            out.push('-');
            out.push_str(text.doc.text(n.span));
            i += 2;
        } else {
            break;
        }
    }
    // « 1639 A », « 1636 B sexies », « 1530 bis »
    while let Some(w) = text.tokens.get(i).filter(|w| i < end && w.kind == Kind::Word && w.gap <= Gap::Space) {
        let s = text.doc.text(w.span);
        let latin = matches!(
            s,
            "bis"
                | "ter"
                | "quater"
                | "quinquies"
                | "sexies"
                | "septies"
                | "octies"
                | "nonies"
                | "decies"
                | "undecies"
                | "duodecies"
        );
        let single = s.len() == 1
            && s.starts_with(|c: char| c.is_ascii_uppercase())
            && !out.contains('-')
            && text.tokens.get(i + 1).is_none_or(|n| n.sign != '.')
            && s != "L"
            && s != "R"
            && s != "D";
        if !latin && !single {
            break;
        }
        out.push(' ');
        out.push_str(s);
        i += 1;
    }
    Some((out, i))
}

/// The articles behind « articles »: single, in lists, in ranges (both ends).
fn articles(text: &Text<'_>, at: usize, end: usize) -> (Vec<Article>, usize) {
    let mut out = Vec::new();
    let mut i = at;
    let mut next = at;
    while i < end {
        let t = text.tokens[i];
        if let Some((a, n)) = lettered(text, i, end) {
            out.push(a);
            i = n;
            next = n;
            continue;
        }
        if t.kind == Kind::Number
            && let Some((number, n)) = article_number(text, i, end)
        {
            let suffix = text
                .tokens
                .get(n)
                .is_some_and(|w| matches!(text.doc.text(w.span), "er" | "ème" | "e" | "°") && w.gap == Gap::None);
            if suffix || number.len() > 12 {
                break;
            }
            // « L.2122-21 à 23 »: a bare number takes no letter of its own.
            out.push(Article { number, span: text.toks(i, n).span() });
            i = n;
            next = n;
            continue;
        }
        let word = text.doc.text(t.span);
        let joint = matches!(t.sign, ',' | '/' | '.')
            || matches!(word, "et" | "à" | "a" | "ou" | "n" | "suivants" | "susvisé")
            || t.sign == '°';
        if !joint || i > at + 1 && i >= next + 3 {
            break;
        }
        i += 1;
    }
    (out, next)
}

/// « loi n° 2015-991 du 7 août 2015 », « décret n°93-1268 ».
fn numbered_text(text: &Text<'_>, at: usize, after: usize, end: usize, kind: &str) -> Option<(At<Reference>, usize)> {
    let mut i = after;
    // « loi MAPTAM n° », « loi « NOTRe » n° », « loi de finances n° »: the number within a few words.
    let mut words = 0;
    while let Some(t) = text.tokens.get(i).filter(|_| i < end) {
        if t.kind == Kind::Number {
            break;
        }
        if t.kind == Kind::Word
            && !matches!(text.doc.text(t.span).to_lowercase().as_str(), "n" | "no" | "num" | "numéro")
        {
            words += 1;
        }
        if words > 5 || matches!(t.sign, ';' | ')') {
            return None;
        }
        i += 1;
    }
    let (number, mut next) = article_number(text, i, end)?;
    let number = number.split(' ').next().unwrap_or("").to_owned();
    let parts: Vec<&str> = number.split('-').collect();
    let numbered = parts.len() == 2 && (parts[0].len() == 2 || parts[0].len() == 4) && parts[1].len() <= 5;
    if !numbered && (kind != "eu" || words > 3) {
        return None;
    }
    if number.split(' ').count() > 1 {
        next = i + 3;
    }
    let mut iso = None;
    if text.tokens.get(next).is_some_and(|t| text.doc.text(t.span) == "du")
        && let Some((d, rest)) = date(text, text.toks(next + 1, end))
        && let Some(y) = d.value.year
    {
        iso = jiff::civil::Date::new(y, d.value.month as i8, d.value.day as i8).ok().map(|d| d.to_string());
        next = rest.start;
    }
    let (label, kind) = match kind {
        "law" => ("loi", ReferenceKind::Law),
        "decree" => ("décret", ReferenceKind::Decree),
        "ordinance" => ("ordonnance", ReferenceKind::Ordinance),
        "order" => ("arrêté", ReferenceKind::Order),
        "circular" => ("circulaire", ReferenceKind::Circular),
        _ => ("règlement UE", ReferenceKind::Eu),
    };
    let span = text.toks(at, next).span();
    let reference = Reference {
        key: format!("{label} {number}"),
        kind,
        code: None,
        article: None,
        number: Some(number),
        date: iso,
        uri: None,
        text: text.doc.text(span).to_owned(),
    };
    Some((At::new(reference, span), next))
}

/// « délibération n° 2015-11-203 du 26 novembre 2015 »: an earlier act.
fn deliberation(text: &Text<'_>, at: usize, after: usize, end: usize) -> Option<(At<Reference>, usize)> {
    let mut i = after;
    while let Some(t) = text.tokens.get(i).filter(|t| {
        i < end
            && (t.kind == Kind::Sign && matches!(t.sign, '°' | '.') || text.doc.text(t.span).eq_ignore_ascii_case("n"))
    }) {
        let _ = t;
        i += 1;
    }
    let t = text.tokens.get(i).filter(|_| i < end)?;
    let line = &text.doc.lines[t.line as usize];
    let rest = text.doc.clean.get(t.span.start as usize..line.span.end as usize)?;
    let len = register_len(rest)?;
    let number = rest[..len].to_owned();
    if number.chars().filter(|c| !c.is_ascii_digit()).count() == 0 {
        return None;
    }
    let stop = t.span.start + len as u32;
    let mut next = i;
    while next < end && text.tokens[next].span.start < stop {
        next += 1;
    }
    let span = text.toks(at, next).span();
    let reference = Reference {
        key: format!("délibération {number}"),
        kind: ReferenceKind::Deliberation,
        code: None,
        article: None,
        number: Some(number),
        date: None,
        uri: None,
        text: text.doc.text(span).to_owned(),
    };
    Some((At::new(reference, span), next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;

    fn keys(s: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = crate::read::read(s.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        find(&text, text.lines(0, 99)).into_iter().map(|r| r.value.key).collect()
    }

    #[test]
    fn reads_codes_before_and_behind() {
        assert_eq!(
            keys(
                "Vu le code général des collectivités territoriales, et notamment ses articles L.2224-7-1, L. 2224-11 à L.2224-12-4,"
            ),
            ["CGCT L2224-7-1", "CGCT L2224-11", "CGCT L2224-12-4"]
        );
        assert_eq!(keys("Vu l'article L111-7-3 du Code de la construction et de l'habitation"), ["CCH L111-7-3"]);
        assert_eq!(
            keys("Vu la loi n° 2015-991 du 7 août 2015 et le décret n°93-1268"),
            ["loi 2015-991", "décret 93-1268"]
        );
        assert_eq!(keys("VU l'article 2298 du Code civil ;"), ["code civil 2298"]);
    }
}
