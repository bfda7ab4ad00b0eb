//! Titles: the rest of a head's line, or the lines that follow, without signs, sums and outcomes around them.

use super::heads::{Form, Head};
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{At, Role, Span};

/// Completes a head: the rest of its line is the title, or the next lines are.
#[must_use]
pub fn with_title(
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
        let named = |m: &crate::grammar::lexicon::Mark| {
            [Term::ActObject, Term::ActNumber, Term::ActPoint, Term::Agenda].iter().any(|t| text.is(*m, *t))
        };
        if let Some(m) = text.mark_at(toks.start).filter(named)
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
            let hanging = next.indent > lines[line].indent + 4.0 && lines[line].indent < t_indent(text, t.span);
            let open = a.ends_with(['-', '–', ',']) || a.rsplit(' ').next().is_some_and(|w| OPEN_WORDS.contains(&w));
            let run_on = hanging
                || open
                || (caps(a) && caps(b))
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
    Head { line, end, form, number, title, rank, styles: 0 }
}

/// Words that no title ends with.
const OPEN_WORDS: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "à", "au", "aux", "pour", "en", "sur", "DE", "DU", "DES",
    "LA", "LE", "LES", "ET", "AU", "AUX", "À", "POUR",
];

/// Column where a span begins in its line.
fn t_indent(text: &Text<'_>, span: Span) -> f32 {
    let line = &text.doc.lines[text.doc.line_at(span.start)];
    let before = text.doc.clean.get(line.span.start as usize..span.start as usize).unwrap_or("");
    line.indent + before.chars().count() as f32
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
    Some(Head { line, end: line + 1, form: Form::Item, number: None, title: Some(title), rank: None, styles: 0 })
}

/// A title without the signs around it.
#[must_use]
pub fn trim_title(text: &Text<'_>, span: Span) -> Option<At<String>> {
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
