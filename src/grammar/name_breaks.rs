//! Where a name goes on over a hyphen that spaces set apart.

use super::given::is_given;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token};

/// « Marie-Anne DERRIEN – TABARD », alone on its line between lines without such a dash: one person's two family names.
pub(super) fn in_line(text: &Text<'_>, at: usize, dash: usize) -> bool {
    /// A line of one name has no more tokens.
    const NAME: usize = 14;
    let (t, s) = (text.tokens[at], text.tokens[dash]);
    let Some(n) = text.tokens.get(dash + 1) else { return false };
    let spaced = s.sign == '-' && s.gap == Gap::Space && n.gap == Gap::Space;
    if !spaced || t.case != Case::Upper || n.case != Case::Upper || n.kind != Kind::Word {
        return false;
    }
    let line = t.line as usize;
    let toks = text.line(line);
    // Asked of every dash: a long line is no name, and is not walked.
    if toks.len() > NAME {
        return false;
    }
    let apart = |l: usize| {
        let toks = text.line(l);
        let dash = |i: &usize| text.tokens[*i].sign == '-' && text.tokens[*i].gap >= Gap::Space && *i > toks.start;
        (toks.start..toks.end.min(toks.start + 2 * NAME)).filter(dash).count()
    };
    let given = toks
        .slice()
        .iter()
        .take_while(|k| k.span != t.span)
        .any(|k| k.case == Case::Title && is_given(text.doc.text(k.span)));
    let ends = dash + 2 == toks.end
        || text.tokens[dash + 2].sign == '('
        || dash + 3 == toks.end && text.tokens[dash + 2].sign == ',';
    let beside = line.checked_sub(1).map_or(0, apart) + if line + 1 < text.doc.body_len { apart(line + 1) } else { 0 };
    given && ends && apart(line) == 1 && beside == 0
}

/// « , BAYLE Jean - Claude, », « , AUGUSTIN - MERCIER Karine, »: spaces around the hyphen at `dash` of a word at `at`, in a list
/// that commas part.
pub(super) fn in_item(text: &Text<'_>, at: usize, dash: usize, limit: usize) -> bool {
    const BACK: usize = 6;
    const LED: usize = 4;
    const AHEAD: usize = 6;
    let (t, s) = (text.tokens[at], text.tokens[dash]);
    let Some(n) = text.tokens.get(dash + 1) else { return false };
    if s.sign != '-'
        || s.gap != Gap::Space
        || n.gap > Gap::Line
        || n.gap == Gap::None
        || n.kind != Kind::Word
        || dash + 1 >= limit
    {
        return false;
    }
    let given = |t: &Token| t.case == Case::Title && is_given(text.doc.text(t.span));
    let families = t.case == Case::Upper && n.case == Case::Upper && text.tokens.get(dash + 2).is_some_and(given);
    // « …, Bernadette DE LA LANDE – MARREC, … »
    let led = (at.saturating_sub(LED)..at).any(|i| given(&text.tokens[i]));
    let closed = text.tokens.get(dash + 2).is_some_and(|b| b.sign == ',');
    let families = families || led && closed && t.case == Case::Upper && n.case == Case::Upper;
    let givens = given(&t) && given(n);
    let parts = |i: usize| matches!(text.tokens[i].sign, ',' | ';' | ':');
    let title = |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Honorific));
    // « BROCA-LANNES Marie -⏎Thérèse »: the hyphen of the family name parts nothing.
    let upper = |i: usize| text.tokens.get(i).is_some_and(|t| t.case == Case::Upper);
    let parting = |i: usize| text.tokens[i].sign == '-' && !(i > 0 && upper(i - 1) && upper(i + 1));
    // A comma or a title before the name, and a comma behind it.
    let before = (at.saturating_sub(BACK)..at).rev().find(|i| parts(*i) || parting(*i) || title(*i));
    let both = |i: usize| given(&text.tokens[i - 1]) && text.tokens.get(i + 1).is_some_and(given);
    let behind = (dash + 2..limit.min(dash + 2 + AHEAD)).find(|i| {
        let t = text.tokens[*i];
        parts(*i)
            || t.sign == '.'
            || t.sign == '-' && !both(*i)
            || t.gap == Gap::Line && text.doc.lines[t.line as usize].gap_before
    });
    // « ROUX Jean - François remplacé par son suppléant … »
    let replaced = || text.mark_at(dash + 2).is_some_and(|m| text.is(m, Term::Substitute));
    (families || givens)
        && before.is_some_and(|i| parts(i) || title(i))
        && (behind.is_some_and(|i| text.tokens[i].sign != '-') || replaced())
}
