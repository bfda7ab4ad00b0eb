//! The titles before names: « M. », « Mesdames », « M » without its full stop.

use super::lexicon::Mark;
use super::list::List;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind};

/// The title at a token: how the person or persons behind it are titled (empty for « Mmes et MM. »), and whether it covers
/// several. « M » without its full stop is one before a capital.
#[must_use]
pub fn title(text: &Text<'_>, at: usize) -> Option<(&'static str, bool, usize)> {
    if let Some(m) = text.longest_at(at)
        && let Some(v) = text.value(m, Term::Honorific)
        && !is_initial(text, m)
    {
        let (title, several) = match v {
            "MM." => ("M.", true),
            "Mmes" => ("Mme", true),
            "Mme" => ("Mme", false),
            "M." => ("M.", false),
            _ => ("", true),
        };
        return Some((title, several, m.end as usize));
    }
    let t = text.tokens.get(at)?;
    let next = text.tokens.get(at + 1)?;
    // « a donné procuration A m Luc TABARD »
    let link =
        || at.checked_sub(1).is_some_and(|i| matches!(text.doc.text(text.tokens[i].span), "à" | "a" | "A" | "À"));
    let print = text.doc.text(t.span);
    // « Mes LERAY, TABARD et VIVIER », as some write « Messieurs », others « Mesdames » or « Maîtres »
    let plural = t.case == Case::Title && text.listed(*t, List::PluralTitle);
    if plural && next.gap == Gap::Space && next.case == Case::Upper && next.span.end - next.span.start > 1 {
        return Some(("", true, at + 1));
    }
    let bare = (print == "M" || print == "m" && link())
        && next.kind == Kind::Word
        && next.gap == Gap::Space
        && matches!(next.case, Case::Upper | Case::Title | Case::Mixed)
        && next.span.end - next.span.start > 2;
    bare.then_some(("M.", false, at + 1))
}

/// « M.C. LERAY »: the first of two initials, and no title.
fn is_initial(text: &Text<'_>, title: Mark) -> bool {
    let end = title.end as usize;
    let letter = text.tokens.get(end).is_some_and(|t| t.gap == Gap::None && t.span.end - t.span.start == 1);
    let point = text.tokens.get(end + 1).is_some_and(|t| t.sign == '.' && t.gap == Gap::None);
    letter && point && text.doc.text(text.mark_span(title)) == "M."
}

/// Whether a title stands at a token.
#[must_use]
pub fn is_title(text: &Text<'_>, at: usize) -> bool {
    title(text, at).is_some()
}
