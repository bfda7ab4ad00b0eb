//! Budget lines: chapter, article or nature, function, operation, year, name of the budget.

use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;
use crate::record::BudgetLine;

/// Every budget line of a stretch: keys that follow each other within a few words are one line.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<BudgetLine>> {
    let mut out: Vec<At<BudgetLine>> = Vec::new();
    let mut last_end = 0usize;
    for m in text.marks_in(toks) {
        let Some(key) = text.value(*m, Term::BudgetKey) else { continue };
        let mut at = m.end as usize;
        while text
            .tokens
            .get(at)
            .is_some_and(|t| at < toks.end && t.kind == Kind::Sign && matches!(t.sign, ':' | '°' | '-' | '"'))
        {
            at += 1;
        }
        let Some(t) = text.tokens.get(at).filter(|t| at < toks.end && t.gap != Gap::Line) else { continue };
        let value = text.doc.text(t.span).to_owned();
        if key != "budget" && (t.kind != Kind::Number || value.len() > 8) {
            continue;
        }
        let span = text.toks(m.first as usize, at + 1).span();
        let near = (m.first as usize).saturating_sub(last_end) <= 8 && last_end > 0;
        if !near || out.is_empty() {
            out.push(At::new(BudgetLine::default(), span));
        }
        let Some(line) = out.last_mut() else { continue };
        line.span = line.span.to(span);
        let slot = match key {
            "chapter" => &mut line.value.chapter,
            "article" => &mut line.value.article,
            "function" => &mut line.value.function,
            "operation" => &mut line.value.operation,
            _ => &mut line.value.budget,
        };
        let print = if key == "budget" { text.doc.text(text.mark_span(*m)).to_owned() } else { value };
        slot.get_or_insert(print);
        last_end = at + 1;
    }
    out.retain(|b| {
        b.value.chapter.is_some()
            || b.value.article.is_some()
            || b.value.operation.is_some()
            || b.value.function.is_some()
    });
    out
}
