//! Titles: the rest of a head's line, or the lines that follow, without signs, sums and outcomes around them.

use super::heads::{self, Form, Head};
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Case;
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
            // « 2006-05-001 » / « ## II – Tarifs »
            let skip = heads::point_sign_len(text.doc.text(lines[next].span)) as u32;
            title = trim_title(text, Span::new(lines[next].span.start + skip, lines[next].span.end));
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
            let open = a.ends_with(['-', '–', ','])
                || a.rsplit(' ').next().is_some_and(|w| text.lexicon.lists(List::OpenEnd, w));
            let run_on = hanging
                || open
                || (caps(a) && caps(b))
                || (prev.bold && next.bold)
                || (prev_len > 70 && !a.ends_with(['.', ':']) && b.starts_with(|c: char| c.is_lowercase() || c == '('))
                || (matches!(prev.role, Role::Heading(_)) && next.role == prev.role);
            if next.gap_before
                || next.cells.len() > 1
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
            // A number or a rubric of the letterhead is no part of a title.
            let rubric =
                text.find(text.line(end).head(5), &[Term::SittingOf, Term::ActNumber, Term::Extract, Term::Minutes]);
            let spoken = text
                .mark_at(text.line(end).start)
                .is_some_and(|m| [Term::Honorific, Term::HeadOfBody].iter().any(|t| text.is(m, *t)));
            if spoken
                || rubric.is_some()
                || heads::begins_with_number(b.trim())
                || heads::register_len(b.trim()).is_some_and(|n| n == b.trim().len())
            {
                break;
            }
            t.span.end = next.span.end;
            end += 1;
        }
        t.value = joined(text.doc.text(t.span));
    }
    if let Some(t) = title.as_mut().filter(|_| matches!(form, Form::Numbered | Form::Object))
        && let Some(bare) = without_matter(text, t.span)
    {
        *t = bare;
    }
    if let Some(t) = &mut title {
        cut_at_body(text, t);
    }
    let mut head = Head { line, end, form, number, title, rank, styles: 0 };
    take_leading_number(text, &mut head);
    take_trailing_number(text, &mut head);
    head
}

/// « ATTRIBUTION DU MARCHE Le Conseil Municipal, »: a title in capitals ends where the sentence begins.
fn cut_at_body(text: &Text<'_>, title: &mut At<String>) {
    let toks = text.within(title.span);
    let upper = toks.slice().iter().take_while(|t| t.case != Case::Title || t.span.end - t.span.start <= 1).count();
    let Some(first) = toks.get(upper).filter(|_| upper >= 3) else { return };
    let opens = text.mark_at(toks.start + upper).is_some_and(|m| {
        [Term::Particle, Term::Honorific, Term::HeadOfBody, Term::Body, Term::SentenceLead]
            .iter()
            .any(|t| text.is(m, *t))
    });
    let rest = text.toks(toks.start + upper, toks.end);
    if opens
        && text.find(rest.head(5), &[Term::Body, Term::HeadOfBody]).is_some()
        && let Some(short) = trim_title(text, Span::new(title.span.start, first.span.start))
    {
        *title = short;
    }
}

/// « 2025/01 : Tarifs », « Délibération 2019-01 : Tarifs » behind the sign of a point: the number before the title.
fn take_leading_number(text: &Text<'_>, head: &mut Head) {
    let Some(title) = head.title.as_mut().filter(|_| head.number.is_none()) else { return };
    let toks = text.within(title.span);
    let named = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActNumber) && (m.end as usize) < toks.end);
    let from = named.and_then(|m| text.tokens.get(m.end as usize)).map_or(title.span.start, |t| t.span.start);
    let s = text.doc.text(Span::new(from, title.span.end));
    let len = if named.is_some() { heads::register_len(s) } else { heads::number_len(s, false) };
    let Some(len) = len.filter(|l| s[*l..].trim_start().starts_with([':', '–', '—', '-', '/', '|'])) else {
        return;
    };
    let number = At::new(s[..len].to_owned(), Span::new(from, from + len as u32));
    if let Some(rest) = trim_title(text, Span::new(from + len as u32, title.span.end)) {
        *title = rest;
        head.number = Some(number);
    }
}

/// « Tarifs 2024 – DEL2023-065 », « Tarifs (délibération n° 17-31) »: the number behind the title.
fn take_trailing_number(text: &Text<'_>, head: &mut Head) {
    let Some(title) = head.title.as_mut().filter(|_| head.number.is_none()) else { return };
    let s = text.doc.text(title.span);
    // « TITRE │ 2021/06/041 »: a number in the last cell of the line.
    let cell = s.rfind('\t').filter(|tab| heads::begins_with_number(s[tab + 1..].trim()));
    let (cut, tail) = if let Some(tab) = cell {
        (tab, &s[tab..])
    } else if let Some(open) = s.rfind('(').filter(|_| s.ends_with(')')) {
        let inner = &s[open + 1..s.len() - 1];
        let toks = text.within(Span::new(title.span.start + open as u32 + 1, title.span.end));
        let named = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActNumber));
        // « Tarifs (D2023-42) »: a number of the register and nothing else.
        if named.is_none() && heads::number_len(inner, false) != Some(inner.len()) {
            return;
        }
        let skip = named.map_or(0, |m| (text.mark_span(m).end - title.span.start) as usize - open - 1);
        (open, inner.get(skip..).unwrap_or(""))
    } else if let Some(dash) = s.rfind(['–', '-', '—']).map(|_| s.rfind([' ', '\t']).unwrap_or(0)) {
        let before = s[..dash].trim_end();
        if !before.ends_with(['–', '-', '—']) || !heads::begins_with_number(s[dash..].trim()) {
            return;
        }
        (before.len(), &s[dash..])
    } else {
        return;
    };
    let tail_trim = tail.trim();
    if heads::register_len(tail_trim) != Some(tail_trim.len()) {
        return;
    }
    let at = title.span.start + (tail_trim.as_ptr() as usize - s.as_ptr() as usize) as u32;
    let number = At::new(tail_trim.to_owned(), Span::new(at, at + tail_trim.len() as u32));
    if let Some(short) = trim_title(text, Span::new(title.span.start, title.span.start + cut as u32)) {
        *title = short;
        head.number = Some(number);
    }
}

/// « 7.5 - Plan vélo »: the @CTES matter code before a title is not part of it.
fn without_matter(text: &Text<'_>, span: Span) -> Option<At<String>> {
    let s = text.doc.text(span);
    let code = s.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let digits: Vec<&str> = s[..code].trim_end_matches('.').split('.').collect();
    let is_code = (2..=3).contains(&digits.len())
        && digits[0].len() == 1
        && ("1"..="9").contains(&digits[0])
        && digits[1..].iter().all(|d| (1..=2).contains(&d.len()));
    let rest = s[code..].trim_start_matches([' ', '-', '–', ':', '\t']);
    let spaced = s[code..].starts_with([' ', '\t']);
    (is_code && spaced && rest.starts_with(char::is_alphabetic))
        .then(|| trim_title(text, Span::new(span.end - rest.len() as u32, span.end)))
        .flatten()
}

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
