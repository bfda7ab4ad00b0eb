//! Rows of a Markdown table that lost its head: where a page ends in a table, the rows go on behind the foot of the page, and
//! for CommonMark they are a paragraph.

use std::ops::Range;

/// The cells of a line that bars open and close, as ranges of its text, trimmed; nothing for any other line, and no cells for
/// the rule below a head.
pub(super) fn cells(line: &str) -> Option<Vec<Range<usize>>> {
    let from = line.len() - line.trim_start().len();
    let print = line.trim();
    let inner = print.strip_prefix('|')?.strip_suffix('|')?;
    if !inner.contains('|') {
        return None;
    }
    if inner.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) && inner.contains('-') {
        return Some(Vec::new());
    }
    let mut at = from + 1;
    let mut out = Vec::new();
    for cell in inner.split('|') {
        let start = at + (cell.len() - cell.trim_start().len());
        out.push(start.min(at + cell.len())..(start + cell.trim().len()).max(start.min(at + cell.len())));
        at += cell.len() + 1;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_between_bars_is_a_row() {
        let print = |s: &'static str| cells(s).map(|c| c.into_iter().map(|r| &s[r]).collect::<Vec<_>>());
        assert_eq!(print("| MARNEZ Yves | | X |"), Some(vec!["MARNEZ Yves", "", "X"]));
        assert_eq!(print("  |a|b|"), Some(vec!["a", "b"]));
        assert_eq!(print("|---|:--|"), Some(vec![]));
        assert_eq!(print("| seul |"), None);
        assert_eq!(print("5 | 6"), None);
    }
}
