//! Family names of a whole list joined by hyphens: « Mesdames et Messieurs GARNIER-LELOUP-CARPON-LAUGIER ».

use crate::grammar::list::List;
use crate::grammar::person::{Order, Person};
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};

/// A family name has no more parts than this; more are several persons.
const PARTS: usize = 3;

/// The persons whose names stand in the print of one, or nothing where it is one person's.
#[must_use]
pub(super) fn split(text: &Text<'_>, person: &Person) -> Option<Vec<Person>> {
    if person.given.is_some() || person.head {
        return None;
    }
    let toks = text.within(person.span);
    let words: Vec<_> = toks.slice().iter().filter(|t| t.kind == Kind::Word && t.case == Case::Upper).collect();
    let hyphens = toks.slice().iter().filter(|t| t.sign == '-').count();
    // « SAINT-VINCENT-DE-SORGNE » is a place.
    let place = words.iter().any(|t| text.listed(**t, List::PlaceLink) || t.span.end - t.span.start <= 2);
    if words.len() <= PARTS || hyphens + 1 != words.len() || place {
        return None;
    }
    let one = |family: &str, span| Person {
        honorific: None,
        given: None,
        family: family.to_owned(),
        role: None,
        head: false,
        order: Order::Sure,
        span,
    };
    Some(words.into_iter().map(|t| one(text.doc.text(t.span), t.span)).collect())
}
