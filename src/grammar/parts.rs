//! Which words of a name are the given and which the family name.
//!
//! Case tells most names apart (« DUPONT Jean », « Jean DUPONT »); where it is one throughout, the table of given names does.

use super::given::is_given;
use super::name::print;
use super::name_units::{UPPER_PARTICLES, Unit};
use super::person::Order;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};

/// What the units of a name come to.
pub(super) struct Parts {
    pub given: Option<String>,
    pub family: String,
    pub order: Order,
}

impl Parts {
    fn new(given: Option<String>, family: &str, order: Order) -> Self {
        let given =
            given.map(|g| if g.chars().any(char::is_lowercase) || g.contains('.') { g } else { title_case(&g) });
        Self { given, family: family.to_uppercase(), order }
    }
}

/// « FOURNIER (Charles), FOURNIER (Michel) »: the given name in a bracket tells namesakes apart; gives it and what follows.
/// Known given names alone, since places and groups stand in brackets too (« PERNODET (Arinthod-Nord) »).
#[must_use]
pub(super) fn given_in_bracket<'t>(text: &Text<'_>, rest: Toks<'t>) -> Option<(String, Toks<'t>)> {
    const LONGEST: usize = 5;
    rest.first().filter(|t| t.sign == '(' && t.gap == Gap::Space)?;
    let close = rest.slice().iter().take(LONGEST).position(|t| t.sign == ')')?;
    let inside = rest.head(close).skip(1);
    let known = |t: &Token| match t.kind {
        Kind::Word => t.case == Case::Title && is_given(text.doc.text(t.span)),
        _ => t.sign == '-',
    };
    let given = !inside.is_empty() && inside.slice().iter().all(known);
    given.then(|| (print(text, inside.span(), inside.span()), rest.skip(close + 1)))
}

/// « JEAN-PAUL » → « Jean-Paul »
#[must_use]
pub(super) fn title_case(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut start = true;
    for c in s.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}

/// Given and family name; nothing where the units are initials alone.
pub(super) fn split(text: &Text<'_>, units: &[Unit], titled: bool) -> Option<Parts> {
    let n = units.len();
    let whole = |a: usize, b: usize| print(text, units[a].span, units[b - 1].span);
    let real: Vec<usize> = (0..n).filter(|i| !units[*i].particle).collect();
    let first = *real.first()?;
    let last = *real.last()?;
    if real.iter().all(|i| units[*i].initial) {
        return None;
    }
    let caps: Vec<usize> = real.iter().copied().filter(|i| units[*i].upper).collect();
    if !caps.is_empty() && caps.len() < real.len() {
        return Some(by_case(units, &caps, whole));
    }
    if real.len() == 1 {
        let word = whole(first, first + 1);
        // First names only (« Présents : Jean-Pierre, Yves »): no title, a known given name, not in capitals.
        let given_only = !titled && n == 1 && !units[first].upper && is_given(&word);
        return Some(if given_only {
            Parts { given: None, family: word, order: Order::Sure }
        } else {
            Parts::new(None, &whole(0, n), Order::Sure)
        });
    }
    if let Some(&i) = real.iter().find(|i| units[**i].initial) {
        return Some(if i == first {
            Parts::new(Some(whole(0, i + 1)), &whole(i + 1, n), Order::Sure)
        } else {
            Parts::new(Some(whole(i, n)), &whole(0, i), Order::Sure)
        });
    }
    Some(by_table(text, units, (first, last), caps.is_empty(), whole))
}

/// The family name is the run of capitals with the particles around it.
fn by_case(units: &[Unit], caps: &[usize], whole: impl Fn(usize, usize) -> String) -> Parts {
    let n = units.len();
    let (mut a, mut b) = (caps[0], caps[caps.len() - 1] + 1);
    while a > 0 && units[a - 1].particle {
        a -= 1;
    }
    // « Astrid QUENTIN de BAUFFREMONT » keeps its particles; « M. de LESCURE Xavier » too.
    while b < n && units[b].particle {
        b += 1;
    }
    let given = if a > 0 { Some(whole(0, a)) } else { (b < n).then(|| whole(b, n)) };
    Parts::new(given, &whole(a, b), Order::Sure)
}

/// One case throughout: the table of given names decides, and where it knows both or neither the order stays open.
fn by_table(
    text: &Text<'_>,
    units: &[Unit],
    (first, last): (usize, usize),
    lower: bool,
    whole: impl Fn(usize, usize) -> String,
) -> Parts {
    let n = units.len();
    // « M. EL GHAZI », « Mme BEN SALEM »: the particle of a family name, though the table may know it as a given one.
    let particle = |i: usize| i == first && units[i].upper && UPPER_PARTICLES.contains(&text.doc.text(units[i].span));
    let known = |i: usize| !particle(i) && is_given(text.doc.text(units[i].span));
    // « Mme DI MARCO »: a particle and one word, both in capitals, are a family name.
    if n == 2 && particle(first) && units[last].upper {
        return Parts::new(None, &whole(0, n), Order::Sure);
    }
    let order = |sure: Order| if n == 2 && known(first) == known(last) { Order::Open } else { sure };
    if units[0].particle || known(last) && !known(first) {
        let mut at = last;
        while at > 1 && known(at - 1) && !units[at - 1].particle && at - 1 > first {
            at -= 1;
        }
        return Parts::new(Some(whole(at, n)), &whole(0, at), Order::FamilyFirst);
    }
    if lower || known(first) {
        let mut at = first + 1;
        while at < last && known(at) && !units[at].particle {
            at += 1;
        }
        return Parts::new(Some(whole(0, at)), &whole(at, n), order(Order::GivenFirst));
    }
    Parts::new(None, &whole(0, n), Order::Open)
}
