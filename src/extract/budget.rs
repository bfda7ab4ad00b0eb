//! Budget lines: chapter, article, function, operation, with the budget and the year they stand in.

use crate::grammar::number::{is_sign, is_word, sense};
use crate::grammar::reference::number_mark;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::{At, Span};
use crate::record::BudgetLine;

/// Tokens between two parts of one line (« chapitre 65, article 6561, fonction 815 »).
const PART_GAP: usize = 8;

/// All budget lines of a stretch, in document order.
///
/// A line needs a chapter, function or operation, or an article of three figures or more that says « nature »,
/// « compte » or stands beside one of them: « article 2 » alone is an article of the act.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<BudgetLine>> {
    let mut out = Vec::new();
    let mut open: Option<(BudgetLine, Span, usize)> = None;
    let mut rest = toks;
    while let Some(t) = rest.first() {
        if t.kind != Kind::Word {
            rest = rest.skip(1);
            continue;
        }
        let Some((key, used)) = sense(text, rest, Term::BudgetKey) else {
            rest = rest.skip(1);
            continue;
        };
        let Some((value, end)) = part(rest, key, used) else {
            rest = rest.skip(used);
            continue;
        };
        let near = open
            .as_ref()
            .is_some_and(|(line, _, at)| rest.start.saturating_sub(*at) <= PART_GAP && slot(line, key) == Some(true));
        if !near {
            close(open.take(), &mut out);
        }
        let span = rest.head(end).span();
        let (line, place, at) = open.get_or_insert_with(|| (BudgetLine::default(), span, rest.start));
        put(line, key, value);
        *place = place.to(span);
        *at = rest.start + end;
        rest = rest.skip(end);
    }
    close(open, &mut out);
    out
}

/// Whether the line has room for a part; `None` for a key that is not one.
fn slot(line: &BudgetLine, key: &str) -> Option<bool> {
    Some(match key {
        "chapter" => line.chapter.is_none(),
        "article" => line.article.is_none(),
        "function" => line.function.is_none(),
        "operation" => line.operation.is_none(),
        "budget" => line.budget.is_none(),
        "year" => line.year.is_none(),
        _ => return None,
    })
}

fn put(line: &mut BudgetLine, key: &str, value: String) {
    match key {
        "chapter" => line.chapter = Some(value),
        "article" => line.article = Some(value),
        "function" => line.function = Some(value),
        "operation" => line.operation = Some(value),
        "budget" => line.budget = Some(value),
        "year" => line.year = value.parse().ok(),
        _ => {}
    }
}

/// Keeps a line that says enough.
fn close(open: Option<(BudgetLine, Span, usize)>, out: &mut Vec<At<BudgetLine>>) {
    let Some((line, span, _)) = open else { return };
    let other = line.chapter.is_some() || line.function.is_some() || line.operation.is_some();
    let article = line.article.as_ref().is_some_and(|a| a.len() >= 3);
    if other || (article && (line.budget.is_some() || line.year.is_some())) {
        out.push(At::new(line, span));
    }
}

/// The value of a part and the tokens up to its end: « chapitre 65 », « budget annexe « Transports » ».
fn part(toks: Toks<'_>, key: &str, used: usize) -> Option<(String, usize)> {
    if key == "budget" {
        let mut at = used;
        while ["de", "du", "des", "l", "la"].iter().any(|w| is_word(toks, at, w)) || is_sign(toks.get(at), '\'') {
            at += 1;
        }
        let quoted = is_sign(toks.get(at), '"');
        let from = at + usize::from(quoted);
        let mut end = from;
        while let Some(t) = toks.get(end).filter(|t| t.kind == Kind::Word && t.gap <= Gap::Space) {
            if !quoted && (end > from || t.case == crate::grammar::tokens::Case::Lower && end > from) {
                break;
            }
            end += 1;
        }
        let print =
            if end > from && (quoted || at < from + 1) { toks.head(end).text() } else { toks.head(used).text() };
        let end = if end > from { end + usize::from(quoted && is_sign(toks.get(end), '"')) } else { used };
        let print = if quoted && end > from { toks.head(end).text() } else { print };
        return Some((print.split_whitespace().collect::<Vec<_>>().join(" "), end));
    }
    let at = used + usize::from(is_sign(toks.get(used), ':'));
    let at = at + number_mark(toks.skip(at));
    let first = toks.get(at).filter(|t| t.kind == Kind::Number && t.gap != Gap::Cell)?;
    let value = toks.print(first);
    let fits = match key {
        "year" => value.len() == 4,
        "chapter" => value.len() <= 3,
        "article" => (3..=6).contains(&value.len()),
        _ => value.len() <= 6,
    };
    fits.then(|| (value.to_string(), at + 1))
}

#[cfg(test)]
mod tests {
    use crate::grammar::number::tests::with_text;

    #[test]
    fn parts_that_stand_together_are_one_line() {
        with_text("exercice 2018, chapitre 65, article 6561, fonction 815 ; opération n° 1507. Article 2 :", |text| {
            let found = super::find(text, text.toks(0, usize::MAX));
            assert_eq!(found.len(), 1);
            let line = &found[0].value;
            assert_eq!(line.year, Some(2018));
            assert_eq!(line.chapter.as_deref(), Some("65"));
            assert_eq!(line.article.as_deref(), Some("6561"));
            assert_eq!(line.function.as_deref(), Some("815"));
            assert_eq!(line.operation.as_deref(), Some("1507"));
        });
    }
}
