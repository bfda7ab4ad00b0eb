//! Where the body met: « à la salle des fêtes », « au lieu ordinaire de ses séances ».

use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::At;

/// How far behind « s'est réuni » the place begins at the latest.
const REACH: usize = 24;
/// A place has no more tokens than this.
const LONGEST: usize = 14;

/// The place as printed, up to the comma or the wording that ends it.
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Option<At<String>> {
    let met = text.find(toks, &[Term::Met])?;
    let near = text.toks(met.end as usize, (met.end as usize + REACH).min(toks.end));
    let mark = text.find(near, &[Term::Place])?;
    let mut end = mark.end as usize;
    while end < toks.end && end < mark.end as usize + LONGEST && !ends(text, end) {
        end += 1;
    }
    // The words that only lead to what ended it are no part of the place.
    while end > mark.end as usize
        && text.tokens[end - 1].kind == Kind::Word
        && matches!(text.doc.text(text.tokens[end - 1].span), "à" | "le" | "de" | "et" | "sur" | "la")
    {
        end -= 1;
    }
    let span = text.toks(mark.first as usize, end).span();
    let print = text.doc.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = print.strip_prefix("à ").or_else(|| print.strip_prefix("dans ")).unwrap_or(&print);
    Some(At::new(bare.to_owned(), span))
}

/// Whether the place ends before a token.
fn ends(text: &Text<'_>, at: usize) -> bool {
    const ENDS: &[Term] =
        &[Term::Chair, Term::Convened, Term::Present, Term::Session, Term::DateWeekday, Term::Excused];
    let t = text.tokens[at];
    t.gap == Gap::Cell
        || t.gap == Gap::Line && (text.doc.lines[t.line as usize].gap_before || t.case == Case::Upper)
        || matches!(t.sign, ',' | '.' | ';' | ':' | '(')
        || t.kind == Kind::Number
        || text.mark_at(at).is_some_and(|m| ENDS.iter().any(|e| text.is(m, *e)))
}
