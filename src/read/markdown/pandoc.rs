//! Spans with attributes, as converters of office documents write them: « [18/11-01]{.underline} » prints « 18/11-01 ».

use std::ops::Range;

/// The parts of a line's text that are printed: all of it, but for the signs around spans with attributes.
pub(super) fn printed(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(span) = span(text, from) {
        out.extend([from..span.open, span.open + 1..span.close]);
        from = span.end;
    }
    out.push(from..text.len());
    out.retain(|r| !r.is_empty());
    out
}

/// A span: its brackets, and one past its attributes.
struct Span {
    open: usize,
    close: usize,
    end: usize,
}

/// The first span behind `from`.
fn span(text: &str, from: usize) -> Option<Span> {
    let attribute = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '=' | '"' | '#');
    let close = from + text.get(from..)?.find("]{.")?;
    let open = from + text.get(from..close)?.rfind('[')?;
    let inner = text.get(close + 2..)?;
    let length = inner.find('}').filter(|n| inner[..*n].chars().all(attribute))?;
    Some(Span { open, close, end: close + 2 + length + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_around_a_span_are_not_printed() {
        let print = |s: &str| printed(s).into_iter().map(|r| &s[r]).collect::<String>();
        assert_eq!(print("Contributions [18/11-02]{.underline}"), "Contributions 18/11-02");
        assert_eq!(print("[Présents]{.mark} : [A]{.smallcaps} B"), "Présents : A B");
        assert_eq!(print("[sic] {.x} et ]{.y"), "[sic] {.x} et ]{.y");
        assert_eq!(print("texte"), "texte");
    }
}
