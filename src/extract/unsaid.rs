//! Wordings of a vote that tell none: beside an empty box, or inside a sentence on something else.

use crate::grammar::text::Text;

/// « ☒ MAJORITÉ ☐ UNANIMITÉ »: what an empty box stands before is not said.
pub(super) fn unchecked(text: &Text<'_>, at: usize) -> bool {
    at.checked_sub(1).and_then(|b| text.tokens.get(b)).is_some_and(|t| matches!(t.sign, '☐' | '□' | '◻' | '❏' | '❑'))
}

/// « ceux de la majorité communale »: the word alone, inside a sentence, is no result.
pub(super) fn mentioned(text: &Text<'_>, first: usize, end: usize) -> bool {
    let before = first.checked_sub(1).and_then(|b| text.tokens.get(b));
    let opens =
        before.is_none_or(|t| t.line != text.tokens[first].line || matches!(t.sign, ':' | '☒' | '☑' | '(' | '-' | '■'));
    end - first == 1 && !opens
}
