//! What sums are for: grant, price, fee, loan, by the nearest wording.

use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::Gap;
use crate::record::AmountRole;

/// What the sums of a stretch are for: the wording nearest before, within reach, else the first of the stretch.
#[derive(Default)]
pub(super) struct Roles {
    first: Option<AmountRole>,
    last: Option<(AmountRole, usize)>,
}

/// Tokens over which a wording tells what a sum is for.
const ROLE_REACH: usize = 90;

impl Roles {
    /// Keeps the role that a wording at a token names.
    pub(super) fn hear(&mut self, text: &Text<'_>, at: usize) {
        let Some(role) = text.longest_at(at).and_then(|m| text.value(m, Term::MoneyRole)).map(role_of) else { return };
        self.first.get_or_insert(role);
        self.last = Some((role, at));
    }

    /// The role of a sum at a token.
    pub(super) fn at(&self, at: usize) -> AmountRole {
        let near = self.last.filter(|(_, seen)| at.saturating_sub(*seen) <= ROLE_REACH).map(|(r, _)| r);
        near.or(self.first).unwrap_or_default()
    }
}

/// The role that stands right behind a sum: « 500 € de subvention », « 4 000 € au titre de la garantie ».
pub(super) fn role_behind(text: &Text<'_>, end: usize, limit: usize) -> Option<AmountRole> {
    let of = text.tokens.get(end).filter(|t| t.gap <= Gap::Space).map(|t| text.doc.text(t.span))?;
    if !matches!(of, "de" | "d" | "au" | "en") {
        return None;
    }
    (end + 1..(end + 6).min(limit)).find_map(|i| {
        let m = text.longest_at(i)?;
        text.value(m, Term::MoneyRole).map(role_of)
    })
}

fn role_of(value: &str) -> AmountRole {
    match value {
        "grant" => AmountRole::Grant,
        "price" => AmountRole::Price,
        "fee" => AmountRole::Fee,
        "loan" => AmountRole::Loan,
        "guarantee" => AmountRole::Guarantee,
        "budget" => AmountRole::Budget,
        "salary" => AmountRole::Salary,
        _ => AmountRole::Other,
    }
}
