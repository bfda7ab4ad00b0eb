//! Heads of acts: the lines that may begin a deliberation, with their number and title.

use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Kind;
use crate::page::{At, Role, Span};
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// How a head is marked, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A number of the register: « DEL2025-59 : », « Délibération n° 2021-060 ».
    Numbered,
    /// « Objet : »
    Object,
    /// A point of the agenda: « 1/ », « II – », « Question n° 3 ».
    Point,
    /// A heading or a bold line.
    Heading,
    /// A dash item or a short line before a vote.
    Item,
}

/// A line that may begin an act.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its line.
    pub line: usize,
    /// One past the last line of the title.
    pub end: usize,
    /// How it is marked.
    pub form: Form,
    /// The act's number as printed.
    pub number: Option<At<String>>,
    /// The title.
    pub title: Option<At<String>>,
    /// The place in an enumeration, for points.
    pub rank: Option<u32>,
}

/// A number of the register: letters and digits in groups, as « DEL2025-59 », « 2021-060 », « 028/18 », « BM2018/09/18/04 ».
fn register_number() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| {
        build(r"^(?:[A-Z]{1,6}[ _.-]{0,3}){0,3}\d{1,10}[A-Z]?(?:(?:\s?[-–_/.]\s?|_)(?:[A-Z]{1,4}[-_]?)?\d{1,10}[A-Za-z]?){0,5}")
    })
}

/// The enumeration sign of a point.
fn point_sign() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| build(r"^(?:(\d{1,2}(?:[.-]\d{1,2})*)\s?(?:[°.)/:–—]|- |er |ère |ème )[°.)/:–—\s-]*|([IVXL]{1,6})\s?[-.)/:–—°][-.)/:–—\s]*|([A-Z])\s?[-)/–—.]\s?[-)/–—.\s]*|(\d{1,2})\s+)"))
}

#[allow(clippy::expect_used, reason = "the patterns are constants, compiled in a test")]
fn build(pattern: &str) -> Regex {
    Regex::new(pattern).expect("constant pattern")
}

/// The number of the register at the start of `s`: its length in bytes. A lone small number, a date or a sum is none.
fn number_len(s: &str, explicit: bool) -> Option<usize> {
    let m = register_number().find(s)?.as_str().trim_end();
    let rest = &s[m.len()..];
    let next = rest.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '€' | '%' | '²'))
        || rest.trim_start().starts_with(['€', '%'])
    {
        return None;
    }
    let groups: Vec<&str> = m.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    if let [d, mo, y] = groups.as_slice()
        && !m.contains('_')
        && (d.len() <= 2 && mo.len() <= 2 && y.len() == 4)
        && !m.starts_with(|c: char| c.is_alphabetic())
    {
        return None;
    }
    if explicit {
        return Some(m.len());
    }
    let letters = m.starts_with(|c: char| c.is_ascii_uppercase());
    let yearish = groups.iter().any(|g| (g.len() == 4 && (g.starts_with("19") || g.starts_with("20"))) || g.len() >= 6);
    let ok = (groups.len() >= 2
        && (yearish
            || groups.iter().all(|g| g.len() >= 2) && groups.iter().any(|g| g.len() >= 3)
            || letters && groups.len() >= 2))
        || (letters && groups.len() == 1 && groups[0].len() >= 4)
        || (groups.len() == 1 && groups[0].len() >= 8);
    ok.then_some(m.len())
}

/// Length of an explicitly announced register number at the start of `s`.
#[must_use]
pub fn register_len(s: &str) -> Option<usize> {
    (s.chars().take(24).filter(char::is_ascii_digit).count() >= 2).then(|| number_len(s, true)).flatten()
}

/// All heads in the body lines `range`, in order.
#[must_use]
pub fn find(text: &Text<'_>, range: Range<usize>) -> Vec<Head> {
    let mut out = Vec::new();
    let mut line = range.start;
    while line < range.end {
        if let Some(head) = opt_head(text, line, range.end) {
            line = head.end.max(line + 1);
            out.push(head);
        } else {
            line += 1;
        }
    }
    out
}

/// A head at a line, or nothing.
fn opt_head(text: &Text<'_>, line: usize, limit: usize) -> Option<Head> {
    let info = &text.doc.lines[line];
    if matches!(info.role, Role::TableRow | Role::TableHead | Role::Caption | Role::Rule | Role::Furniture) {
        return None;
    }
    let toks = outline::behind_bullet(text.line(line));
    let first = toks.first()?;
    let at = first.span.start;
    let s = text.doc.clean.get(at as usize..info.span.end as usize)?.trim_end();
    let bulleted = toks.start != text.line(line).start;
    let mark = text.mark_at(toks.start);
    if let Some(m) = mark
        && text.is(m, Term::ActNumber)
        && let Some(t) = text.toks(m.end as usize, toks.end).first()
    {
        let skip = (t.span.start - at) as usize;
        let lead = s[skip..].find(|c: char| c.is_alphanumeric()).unwrap_or(0);
        let from = skip + lead;
        let plain = s[..skip].chars().filter(|c| c.is_alphabetic()).count() > 2;
        if let Some(len) = number_len(&s[from..], plain || s[from..].chars().filter(char::is_ascii_digit).count() >= 2)
            && s[from..].starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && s[skip..from].chars().all(|c| !c.is_alphanumeric())
        {
            let number = At::new(s[from..from + len].to_owned(), Span::new(at + from as u32, at + (from + len) as u32));
            let rest = &s[from + len..];
            // « Délibération n° 12 du 3 mai » cites an act, it does not begin one.
            let lower = rest.trim_start().starts_with(|c: char| c.is_lowercase());
            if !lower && first.case != crate::grammar::tokens::Case::Lower {
                return Some(with_title(
                    text,
                    line,
                    limit,
                    Form::Numbered,
                    Some(number),
                    at + (from + len) as u32,
                    None,
                ));
            }
        }
    }
    if let Some(len) =
        s.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()).then(|| number_len(s, false)).flatten()
    {
        let rest = s[len..].trim_start();
        let sep = rest.starts_with(['-', '–', ':', '—']) || rest.is_empty() || rest.starts_with(char::is_uppercase);
        let sum = rest.chars().take(12).any(|c| c == '€');
        if sep && !sum && !is_hour(s) {
            let number = At::new(s[..len].to_owned(), Span::new(at, at + len as u32));
            return Some(with_title(text, line, limit, Form::Numbered, Some(number), at + len as u32, None));
        }
    }
    if outline::label(text, line) == Label::Object {
        let after = mark.map_or(at, |m| text.mark_span(m).end);
        return Some(with_title(text, line, limit, Form::Object, None, after, None));
    }
    if let Some(m) = mark
        && text.is(m, Term::ActPoint)
        && let Some(n) = text.toks(m.end as usize, toks.end).first().filter(|t| t.kind == Kind::Number)
    {
        let rank = text.doc.text(n.span).parse().ok();
        return Some(with_title(text, line, limit, Form::Point, None, n.span.end, rank));
    }
    if let Some(c) = point_sign().captures(s) {
        let sign = c.get(0)?.as_str();
        let rest = s[sign.len()..].trim_start();
        let bare = c.get(4).is_some();
        let good = rest.starts_with(|ch: char| ch.is_uppercase() || matches!(ch, '«' | '"'))
            && rest.chars().filter(|ch| ch.is_alphabetic()).count() >= 4;
        let person = c.get(3).is_some() && sign.starts_with('M') && sign.contains('.');
        let prose = rest.ends_with([';', ',']) || rest.len() > 220;
        if good && !person && !prose && (!bare || info.gap_before && rest.len() < 120) {
            let rank = c.get(1).or(c.get(4)).and_then(|n| n.as_str().split(['.', '-']).next_back()?.parse().ok());
            return Some(with_title(text, line, limit, Form::Point, None, at + sign.len() as u32, rank));
        }
    }
    if matches!(outline::label(text, line), Label::Section(_) | Label::Article | Label::Rapporteur) {
        return None;
    }
    let letters = s.chars().filter(|c| c.is_alphabetic()).count();
    let upper = s.chars().filter(|c| c.is_uppercase()).count();
    if letters >= 5 && s.len() < 240 && s.starts_with(char::is_uppercase) {
        let heading = matches!(info.role, Role::Heading(_));
        if heading || (info.bold && info.gap_before) || (info.gap_before && upper * 10 >= letters * 8 && letters >= 8) {
            return Some(with_title(text, line, limit, Form::Heading, None, at, None));
        }
    }
    let ends = s.ends_with(['.', ';', ',', ':']);
    if letters >= 3
        && s.len() < 130
        && !ends
        && (bulleted || info.gap_before)
        && first.kind == Kind::Word
        && first.case != crate::grammar::tokens::Case::Lower
    {
        return Some(with_title(text, line, limit, Form::Item, None, at, None));
    }
    None
}

/// « 20h30 », « 18 : 30 »: an hour, not a number.
fn is_hour(s: &str) -> bool {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2 && s[digits..].trim_start().starts_with(['h', 'H'])
}

/// Completes a head: the rest of its line is the title, or the next lines are.
fn with_title(
    text: &Text<'_>,
    line: usize,
    limit: usize,
    form: Form,
    number: Option<At<String>>,
    from: u32,
    rank: Option<u32>,
) -> Head {
    let lines = &text.doc.lines;
    let mut title = trim_title(text, Span::new(from, lines[line].span.end));
    let mut end = line + 1;
    // The title may begin on the next line, behind « Objet : » there.
    if title.is_none() && matches!(form, Form::Numbered | Form::Object) {
        for (next, info) in lines.iter().enumerate().take((line + 4).min(limit)).skip(line + 1) {
            let label = outline::label(text, next);
            if info.role == Role::Rule || text.line(next).is_empty() {
                continue;
            }
            if label == Label::Object {
                let after = outline::opening(text, next).map_or(lines[next].span.start, |(m, _)| text.mark_span(m).end);
                title = trim_title(text, Span::new(after, lines[next].span.end));
                end = next + 1;
                if title.is_some() {
                    break;
                }
                continue;
            }
            if label != Label::Plain || matches!(lines[next].role, Role::TableRow | Role::TableHead) {
                break;
            }
            title = trim_title(text, lines[next].span);
            end = next + 1;
            break;
        }
    } else if let Some(t) = &title {
        // « DEL2025-17 - Objet : Affectation de résultat »
        let toks = text.within(t.span);
        if let Some(m) = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActObject))
            && text.toks(m.end as usize, toks.end).first().is_some_and(|t| t.sign == ':')
        {
            let after = text.mark_span(m).end;
            title = trim_title(text, Span::new(after, t.span.end));
        }
    }
    // A title runs on over wrapped lines: no gap, no known opening, the line before is long or the style is the same.
    if let Some(t) = &mut title
        && form != Form::Item
    {
        while end < limit && end < line + 6 {
            let (prev, next) = (&lines[end - 1], &lines[end]);
            let prev_len = prev.span.end - prev.span.start;
            let same = prev.bold == next.bold && (prev.size - next.size).abs() < 0.6;
            let caps = |s: &str| {
                s.chars().filter(|c| c.is_lowercase()).count() * 5 < s.chars().filter(|c| c.is_alphabetic()).count()
            };
            let (a, b) = (text.doc.text(t.span), text.doc.text(next.span));
            let run_on = (caps(a) && caps(b))
                || (prev.bold && next.bold)
                || (prev_len > 70 && !a.ends_with(['.', ':']) && b.starts_with(|c: char| c.is_lowercase() || c == '('))
                || (matches!(prev.role, Role::Heading(_)) && next.role == prev.role);
            if next.gap_before
                || next.role != prev.role && !matches!(next.role, Role::Text)
                || !same
                || !run_on
                || text.line(end).is_empty()
            {
                break;
            }
            if outline::label(text, end) != Label::Plain
                || outline::behind_bullet(text.line(end)).start != text.line(end).start
            {
                break;
            }
            t.span.end = next.span.end;
            end += 1;
        }
        t.value = joined(text.doc.text(t.span));
    }
    Head { line, end, form, number, title, rank }
}

/// A head made of a short line alone: its first cell, without the sum at its end.
#[must_use]
pub fn short_title(text: &Text<'_>, line: usize) -> Option<Head> {
    let info = text.doc.lines.get(line)?;
    let cells = text.doc.cells_of(info);
    let span = cells.first().map_or(info.span, |c| c.span);
    let s = text.doc.text(span);
    let sum = s.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '€' | ',' | '.'));
    let kept = if s.contains('€') && !sum.is_empty() { sum.len() } else { s.len() };
    let title = trim_title(text, Span::new(span.start, span.start + kept as u32))?;
    Some(Head { line, end: line + 1, form: Form::Item, number: None, title: Some(title), rank: None })
}

/// A title without the signs around it.
fn trim_title(text: &Text<'_>, span: Span) -> Option<At<String>> {
    let s = text.doc.text(span);
    let junk = |c: char| {
        c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '*' | '.' | '_' | ';' | '°' | '/' | '=' | '•' | '|')
    };
    let lead = s.len() - s.trim_start_matches(junk).len();
    let core = s.trim_matches(junk);
    if core.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    let start = span.start + lead as u32;
    Some(At::new(joined(core), Span::new(start, start + core.len() as u32)))
}

/// Line ends and column gaps as single spaces, signs at the end dropped.
fn joined(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for word in s.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ';' | '=' | '_')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_register_numbers_from_dates_and_sums() {
        assert_eq!(number_len("DEL2025-59 : x", false), Some(10));
        assert_eq!(number_len("2021_060", false), Some(8));
        assert_eq!(number_len("028/18 : TARIFS", false), Some(6));
        assert_eq!(number_len("BM2018/09/18/04", false), Some(15));
        assert_eq!(number_len("12/05/2017", false), None);
        assert_eq!(number_len("3 000 €", false), None);
        assert_eq!(number_len("12 rue", false), None);
        assert!(point_sign().is_match("1/ Pacte"));
        assert!(point_sign().is_match("II – Finances"));
    }
}
