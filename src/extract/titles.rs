//! Titles: the rest of a head's line, or the lines that follow, without signs, sums and outcomes around them.

use super::heads::{self, Form, Head};
use super::numbers;
use super::plain_heads::is_sentence;
use super::title_numbers;
use super::title_sentences::sentence_behind_title;
use crate::grammar::date::date;
use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Token};
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
    // « N° CP/18-10/01 - Rapporteur : Mme X »: who reports is no title.
    let reporter = |t: &At<String>| {
        let toks = text.within(t.span);
        text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::Rapporteur))
            && toks.slice().iter().take(4).any(|t| t.sign == ':')
    };
    // « Délibération n° 9 du 18 DECEMBRE 2008 »: the day is no title.
    let day = |t: &At<String>| {
        let toks = text.within(t.span);
        let du = toks.first().is_some_and(|t| text.doc.text(t.span) == "du");
        let whole = |toks| date(text, toks).is_some_and(|(_, rest)| rest.is_empty());
        // « Délibération n° 12/24 juillet 2020 »
        let bare = || form == Form::Point && whole(toks);
        form == Form::Numbered && du && whole(toks.skip(1)) || bare()
    };
    let own = trim_title(text, Span::new(from, text.doc.lines[line].span.end)).filter(|t| !reporter(t) && !day(t));
    let (mut title, mut end) = match own {
        Some(title) => (behind_label(text, title), line + 1),
        None if matches!(form, Form::Numbered | Form::Object | Form::Point) => title_below(text, form, line, limit),
        None => (None, line + 1),
    };
    if let Some(t) = &mut title {
        if form != Form::Item {
            end = run_on(text, t, line, end, limit);
        }
        if let Some(bare) = without_matter(text, t.span).filter(|_| matches!(form, Form::Numbered | Form::Object)) {
            *t = bare;
        }
        cut_behind_number(text, t);
        cut_at_body(text, t);
        cut_at_sentence(text, t);
    }
    let mut head = Head { line, end, form, number, title, rank, styles: 0 };
    title_numbers::take_leading(text, &mut head);
    title_numbers::take_trailing(text, &mut head);
    head
}

/// « DEL2025-17 - Objet : Affectation de résultat »: the title stands behind the label in its line.
fn behind_label(text: &Text<'_>, title: At<String>) -> Option<At<String>> {
    const LABELS: &[Term] = &[Term::ActObject, Term::ActNumber, Term::ActPoint, Term::Agenda];
    let toks = text.within(title.span);
    let label = text.mark_at(toks.start).filter(|m| LABELS.iter().any(|t| text.is(*m, *t)));
    match label.filter(|m| text.toks(m.end as usize, toks.end).first().is_some_and(|t| t.sign == ':')) {
        Some(m) => trim_title(text, Span::new(text.mark_span(m).end, title.span.end)),
        None => Some(title),
    }
}

/// A title that begins on one of the next lines, behind « Objet : » there; and one past its line.
fn title_below(text: &Text<'_>, form: Form, line: usize, limit: usize) -> (Option<At<String>>, usize) {
    const REACH: usize = 4;
    let mut end = line + 1;
    for (next, info) in text.doc.lines.iter().enumerate().take((line + REACH).min(limit)).skip(line + 1) {
        let span = info.span;
        if info.role == Role::Rule || text.line(next).is_empty() {
            continue;
        }
        // « Date de la convocation : 17 juillet 2020 » between the number and the title
        let dated = text.find(text.line(next).head(4), &[Term::Convened]).is_some();
        match outline::label(text, next) {
            _ if dated && form == Form::Point => end = next + 1,
            Label::Object => {
                let after = outline::opening(text, next).map_or(span.start, |(m, _)| text.mark_span(m).end);
                end = next + 1;
                if let Some(title) = trim_title(text, Span::new(after, span.end)) {
                    return (Some(title), end);
                }
            }
            // « Objet de la délibération » / « N° 03-2023 » / « Règlement des aides »
            Label::Plain if numbers::whole_cell(text, text.line(next)).is_some() => end = next + 1,
            Label::Plain if !matches!(info.role, Role::TableRow | Role::TableHead) => {
                // « 2006-05-001 » / « ## II – Tarifs »
                let skip = heads::point_sign_len(text.doc.text(span)) as u32;
                return (trim_title(text, Span::new(span.start + skip, span.end)), next + 1);
            }
            _ => break,
        }
    }
    (None, end)
}

/// Lets a title run on over wrapped lines: no gap, no known opening, the line before is long or the style is the same.
/// Gives one past its last line.
fn run_on(text: &Text<'_>, title: &mut At<String>, line: usize, first: usize, limit: usize) -> usize {
    const LINES: usize = 6;
    let mut end = first;
    let more = |title: Span, end: usize| {
        splits_brackets(text, title, end) || wraps_into(text, title, line, end) && goes_on(text, end)
    };
    while end < limit && end < line + LINES && more(title.span, end) {
        title.span.end = text.doc.lines[end].span.end;
        end += 1;
    }
    title.value = joined(text.doc.text(title.span));
    end
}

/// « BUDGET PRIMITIF (délibération⏎2024-09) »: brackets that open in a title close in the line `at`.
fn splits_brackets(text: &Text<'_>, title: Span, at: usize) -> bool {
    const NEAR: usize = 40;
    let info = &text.doc.lines[at];
    let open = text.doc.text(title).rsplit_once('(').is_some_and(|(_, inner)| !inner.contains(')'));
    open && !info.gap_before && text.doc.text(info.span).find(')').is_some_and(|close| close < NEAR)
}

/// A line longer than this, in bytes, is full whatever the others are.
const LONG_LINE: u32 = 70;

/// Whether the print of a title that began on `line` wraps into the line `at`.
fn wraps_into(text: &Text<'_>, title: Span, line: usize, at: usize) -> bool {
    let lines = &text.doc.lines;
    let (prev, next) = (&lines[at - 1], &lines[at]);
    let same = prev.bold == next.bold && (prev.size - next.size).abs() < 0.6;
    let role = next.role == prev.role || next.role == Role::Text;
    // « budget du⏎⏎service de l'eau »: a page that ends in the middle of a title leaves no gap in it.
    let small = text.line(at).first().is_some_and(|t| t.case == Case::Lower);
    let parted = next.gap_before && !(next.page != prev.page && small);
    if parted || next.cells.len() > 1 || !role || !same || text.line(at).is_empty() {
        return false;
    }
    let capitals =
        |s: &str| s.chars().filter(|c| c.is_lowercase()).count() * 5 < s.chars().filter(|c| c.is_alphabetic()).count();
    let (a, b) = (text.doc.text(title), text.doc.text(next.span));
    let hanging = next.indent > lines[line].indent + 4.0 && lines[line].indent < t_indent(text, title);
    let open =
        a.ends_with(['-', '–', ',']) || a.rsplit(' ').next().is_some_and(|w| text.lexicon.lists(List::OpenEnd, w));
    // The line is full where the next word did not fit into it; a paragraph that is nothing else ends with the next one.
    let word = b.split_whitespace().next().map_or(0, str::len) as u32;
    let length = prev.span.end - prev.span.start;
    let full = length > LONG_LINE || length + 1 + word > text.full_line();
    let closes = lines.get(at + 1).is_none_or(|n| n.gap_before);
    hanging
        || open
        || subtitle(text, title, at, capitals(a) && !capitals(b))
        || capitals(a) && capitals(b)
        || prev.bold && next.bold
        || (full || closes) && !a.ends_with(['.', ':', ';']) && b.starts_with(|c: char| c.is_lowercase() || c == '(')
        || matches!(prev.role, Role::Heading(_)) && next.role == prev.role
}

/// « PRÉVENTION SPÉCIALISÉE⏎Participation au fonctionnement de l'association »: a line that ends its paragraph, and no
/// sentence, below a title in capitals.
fn subtitle(text: &Text<'_>, title: Span, at: usize, below_capitals: bool) -> bool {
    const LONGEST: usize = 120;
    let b = text.doc.text(text.doc.lines[at].span).trim();
    let one_line = text.doc.line_at(title.start) + 1 == at;
    let closes = text.doc.lines.get(at + 1).is_none_or(|n| n.gap_before);
    let lead = text.mark_at(text.line(at).start).is_some_and(|m| {
        text.is_any(m, family::SPEAKER) || text.is(m, Term::SentenceLead) || text.is(m, Term::Particle)
    });
    below_capitals
        && one_line
        && closes
        && b.len() <= LONGEST
        && !b.ends_with(['.', ';', ':', ','])
        && b.starts_with(char::is_uppercase)
        && !lead
        && !is_sentence(text, text.line(at))
}

/// Whether a line may be the rest of a title by its words: no label, no item, no number, no rubric of the letterhead,
/// nobody who speaks.
fn goes_on(text: &Text<'_>, line: usize) -> bool {
    const RUBRICS: &[Term] = &[Term::SittingOf, Term::ActNumber, Term::Extract, Term::Minutes];
    let toks = text.line(line);
    let s = text.doc.text(text.doc.lines[line].span).trim();
    let item = outline::behind_bullet(toks).start != toks.start;
    let spoken = text.mark_at(toks.start).is_some_and(|m| text.is_any(m, family::SPEAKER));
    // « PRESENTS : » below a title in capitals opens the roll.
    let roll = text.mark_at(toks.start).is_some_and(|m| {
        text.is_any(m, family::ROLL) && text.tokens.get(m.end as usize).is_some_and(|t| t.sign == ':')
    });
    let number = heads::begins_with_number(s) || heads::register_len(s).is_some_and(|n| n == s.len());
    // « GESTION 2023 (délibération 2024-08) » ends a title.
    let in_brackets = |m: usize| m.checked_sub(1).is_some_and(|b| text.tokens[b].sign == '(');
    let rubric = text.find(toks.head(5), RUBRICS).is_some_and(|m| !in_brackets(m.first as usize));
    outline::label(text, line) == Label::Plain
        && !item
        && !spoken
        && !rubric
        && !roll
        && !number
        && !body_opens(text, line)
}

/// « TARIFS DE L'EAU⏎LE CONSEIL MUNICIPAL, APRÈS EN AVOIR DÉLIBÉRÉ »: the sentence below a title, in capitals as it is; not
/// « … PAR⏎LE CONSEIL MUNICIPAL ».
fn body_opens(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    let open = |t: &Token| text.listed(*t, List::OpenEnd);
    let waits = line.checked_sub(1).is_some_and(|above| text.line(above).slice().last().is_some_and(open));
    let article = toks.first().is_some_and(|t| matches!(text.doc.text(t.span), "LE" | "Le" | "L"));
    let body = |at: &usize| text.mark_at(*at).is_some_and(|m| text.is(m, Term::Body));
    article && !waits && (toks.start..toks.end.min(toks.start + 3)).any(|at| body(&at))
}

/// « REGLEMENT (délibération 2024-11) Plafond d'aide »: the number of the act in brackets ends its title.
fn cut_behind_number(text: &Text<'_>, title: &mut At<String>) {
    const NUMBER: usize = 12;
    let toks = text.within(title.span);
    let named =
        |i: &usize| text.tokens[*i].sign == '(' && text.mark_at(i + 1).is_some_and(|m| text.is(m, Term::ActNumber));
    let close = (toks.start + 1..toks.end)
        .find(named)
        .and_then(|open| (open + 2..toks.end.min(open + NUMBER)).find(|i| text.tokens[*i].sign == ')'));
    if let Some(short) = close.and_then(|i| trim_title(text, Span::new(title.span.start, text.tokens[i].span.end))) {
        *title = short;
    }
}

/// « Tarifs de la cantine Mme SORBAN propose une hausse. »: a long title ends where a sentence opens in its line.
fn cut_at_sentence(text: &Text<'_>, title: &mut At<String>) {
    const LONG: u32 = 70;
    if title.span.end - title.span.start <= LONG {
        return;
    }
    if let Some(lead) = sentence_behind_title(text, title.span)
        && let Some(short) = trim_title(text, Span::new(title.span.start, lead))
    {
        *title = short;
    }
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
    // « 2018.10.17 2) Tarifs »
    let front = s.trim_start_matches(|c| junk(c) || c == ')');
    let lead = s.len() - front.len();
    let core = front.trim_end_matches(junk);
    let rubric = || text.lexicon.lists_cell(List::NoTitle, core);
    if core.chars().filter(|c| c.is_alphabetic()).count() < 3 || is_ornament(core) || rubric() {
        return None;
    }
    let start = span.start + lead as u32;
    let span = Span::new(start, start + core.len() as u32);
    (!is_day(text, span) && !is_number(text, span)).then(|| At::new(joined(core), span))
}

/// « Délibération n° 2021-03-01 », « (n° de l'acte : 2009-71) »: the number of an act, and no word more.
fn is_number(text: &Text<'_>, span: Span) -> bool {
    let mut toks = text.within(span);
    if toks.first().is_some_and(|t| t.sign == '(') {
        toks = toks.skip(1);
    }
    let announced = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActNumber));
    let rest = announced.map(|m| toks.from((m.end as usize).min(toks.end)));
    let figures = |t: &Token| t.kind != Kind::Word || t.case == Case::Upper && t.span.end - t.span.start <= 3;
    rest.is_some_and(|r| r.slice().iter().any(|t| t.kind == Kind::Number) && r.slice().iter().all(figures))
}

/// « MARDI 23 OCTOBRE 2012 »: the day of the sitting names nothing.
fn is_day(text: &Text<'_>, span: Span) -> bool {
    const LONGEST: usize = 5;
    let toks = text.within(span);
    let weekday = text.mark_at(toks.start).is_some_and(|m| text.is(m, Term::DateWeekday));
    let day = toks.skip(usize::from(weekday));
    toks.len() <= LONGEST && date(text, day).is_some_and(|(d, rest)| rest.is_empty() && d.value.year.is_some())
}

/// « oooOooo », « x x x »: one letter again and again parts what stands above from what stands below, and names nothing.
fn is_ornament(s: &str) -> bool {
    let mut letters = s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.next().is_some_and(|first| letters.all(|c| c == first))
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
