//! Who receives a grant: the name in its row of a table, before it in its line, or behind it in its sentence.

use crate::grammar::list::List;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind};
use crate::page::Span;

/// Longest name of a beneficiary, in tokens.
const LONGEST: usize = 16;

/// The beneficiary of the sum that stands on tokens `at..end`.
#[must_use]
pub fn of(text: &Text<'_>, at: usize, end: usize) -> Option<String> {
    in_row(text, at).or_else(|| behind(text, end)).or_else(|| before(text, at))
}

/// The first cell of the row with a name in it, left of the sum.
fn in_row(text: &Text<'_>, at: usize) -> Option<String> {
    let t = text.tokens.get(at)?;
    let cells = text.doc.cells_of(text.doc.lines.get(t.line as usize)?);
    let own = cells.iter().position(|c| c.span.start <= t.span.start && t.span.end <= c.span.end)?;
    cells[..own].iter().map(|c| text.doc.text(c.span)).map(tidy).find(|s| is_name(text, s))
}

/// « 500 € à l'association des parents d'élèves ».
fn behind(text: &Text<'_>, end: usize) -> Option<String> {
    let fold = |i: usize| text.tokens.get(i).map(|t| crate::page::fold::fold(text.doc.text(t.span)));
    let lead = fold(end)?;
    let first = match lead.as_str() {
        "a" => end + 1,
        "au" | "aux" => end + 1,
        "en" if fold(end + 1).as_deref() == Some("faveur") => end + 3,
        _ => return None,
    };
    let mut last = first;
    while let Some(t) = text.tokens.get(last).filter(|_| last < first + LONGEST) {
        let stop = matches!(t.sign, ',' | ';' | '.' | '(' | ')' | ':') || t.gap == Gap::Cell;
        let breaks =
            last > first && t.gap == Gap::Line && text.doc.lines.get(t.line as usize).is_some_and(|l| l.gap_before);
        if stop || breaks || t.kind == Kind::Number || last > first && text.listed(*t, List::Purpose) {
            break;
        }
        last += 1;
    }
    let name = tidy(text.doc.text(span(text, first, last)?));
    let name =
        ["l'", "l’", "la ", "les ", "le "].iter().find_map(|a| name.strip_prefix(a).map(str::to_owned)).unwrap_or(name);
    is_name(text, &name).then_some(name)
}

/// « - Association sportive : 500 € », « Club de judo ........ 500 € »: the start of the sum's own line.
fn before(text: &Text<'_>, at: usize) -> Option<String> {
    let line = text.tokens.get(at)?.line as usize;
    let toks = text.line(line);
    if at <= toks.start || at > toks.start + LONGEST {
        return None;
    }
    let sign = text.tokens.get(at - 1)?.sign;
    if !matches!(sign, ':' | '-' | '.' | '…' | '=') {
        return None;
    }
    let name = tidy(text.doc.text(span(text, toks.start, at - 1)?));
    let clause = name.contains([',', ';', ':']) || text.lexicon.lists_cell(List::SumClause, &name);
    (!clause && is_name(text, &name)).then_some(name)
}

fn span(text: &Text<'_>, first: usize, last: usize) -> Option<Span> {
    (first < last).then(|| text.toks(first, last).span())
}

fn tidy(s: &str) -> String {
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '•' | '*' | '.' | ':' | '…' | '_' | '|' | '"');
    s.trim_matches(marks).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters, and not a rubric of totals.
fn is_name(text: &Text<'_>, s: &str) -> bool {
    s.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.lexicon.lists_cell(List::SumRubric, s)
}
