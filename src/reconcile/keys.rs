//! When two prints of a name can be one person.

use crate::grammar::given::is_given;
use crate::grammar::person::Person;
use crate::page::fold;

/// What two prints of one name have in common.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub family: String,
    pub given: Option<String>,
    /// « MORVAN » and « LERAY » of « MORVAN-LERAY ».
    pub parts: Vec<String>,
    /// A given name is all there is (« Présents : Jean-Pierre, Yves »).
    pub lone_given: bool,
}

/// How the parts are divided makes no other name (« RADEMAKERS-MOULIN », « RADEMAKERSMOULIN »).
impl PartialEq for Keys {
    fn eq(&self, other: &Self) -> bool {
        self.family == other.family && self.given == other.given && self.lone_given == other.lone_given
    }
}

impl Keys {
    pub(super) fn of(p: &Person) -> Self {
        Self {
            family: fold::key(&p.family),
            given: p.given.as_deref().map(fold::key),
            parts: p
                .family
                .split_once(['-', ' '])
                .map_or(Vec::new(), |(a, b)| [a, b].into_iter().map(fold::key).filter(|k| k.len() > 3).collect()),
            lone_given: p.given.is_none() && p.family.chars().any(char::is_lowercase),
        }
    }

    /// Whether both can be one person: the family name agrees, and the given names do not contradict.
    pub(super) fn fits(&self, other: &Self) -> bool {
        match (&self.given, &other.given) {
            (Some(a), Some(b)) if self.family == other.family => {
                a == b || compound(a, b) || initials(a, b) || half_initial(a, b)
            }
            // « Anne MORVAN » and « Anne MORVAN-LERAY », « Anne MORVAN LERAY »
            (Some(a), Some(b))
                if a == b
                    && a.len() > 2
                    && (self.parts.contains(&other.family) || other.parts.contains(&self.family)) =>
            {
                true
            }
            // « DUPONT Jean » read the other way round; « Paul W ARTEL » is « Paul WARTEL », with a space drawn into it.
            (Some(a), Some(b)) => {
                *a == other.family && *b == self.family || split_elsewhere((a, &self.family), (b, &other.family))
            }
            (None, Some(b)) => {
                self.family == other.family
                    || self.lone_given && self.family == *b
                    || self.family == *b && other.family.is_empty()
                    || self.family.strip_prefix(b.as_str()) == Some(&other.family)
                    || self.family.strip_suffix(b.as_str()) == Some(&other.family)
            }
            (Some(_), None) => other.fits(self),
            (None, None) => self.family == other.family,
        }
    }
}

/// Whether two names are the same letters, and one of them begins the family name a letter later.
fn split_elsewhere(a: (&str, &str), b: (&str, &str)) -> bool {
    let near = a.1.len().abs_diff(b.1.len()) == 1 && a.0.len() + a.1.len() == b.0.len() + b.1.len();
    near && a.0.bytes().chain(a.1.bytes()).eq(b.0.bytes().chain(b.1.bytes()))
}

/// « Marie » against « Marie-Claude », « Françoise » against « Marie-Françoise »: the rest is a given name of its own.
/// « Jean » and « Jeanne » are two.
fn compound(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short).or_else(|| long.strip_suffix(short));
    short.len() > 2 && rest.is_some_and(|r| r.len() > 2 && is_given(r))
}

/// « j » or « jm » against « jeanmarc »: initials.
fn initials(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() <= 2 && short.chars().next() == long.chars().next()
}

/// « jpierre » against « jeanpierre »: the first of two given names by its initial (« J. Pierre »).
fn half_initial(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut letters = short.chars();
    let Some(initial) = letters.next() else { return false };
    let second = letters.as_str();
    let first = long.strip_suffix(second).filter(|f| f.starts_with(initial));
    first.is_some_and(|f| f.len() > 2 && is_given(f) && is_given(second))
}

/// Whether a name of two parts is printed with what divides them (« Marie-Françoise », not « MarieFrançoise »).
pub(super) fn better_divided(new: &Person, old: &Person) -> bool {
    parts(new) > parts(old) && Keys::of(new) == Keys::of(old)
}

/// How many parts spaces and hyphens make of a name.
pub(super) fn parts(p: &Person) -> usize {
    let of = |s: &str| s.split([' ', '-']).count();
    p.given.as_deref().filter(|g| !g.is_empty()).map_or(0, of) + of(&p.family)
}

/// Whether one insertion, deletion or replacement makes `a` of `b`.
pub(super) fn edit_distance_within_one(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if b.len() - a.len() > 1 {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ta, tb) = (&a[head..], &b[head..]);
    let skip = usize::from(a.len() == b.len());
    ta.get(skip..) == tb.get(1..) || tb.is_empty()
}

/// « M. DUPOUY » and « Mme DUPOUY », without given names, are two.
pub(super) fn told_apart(a: &Person, b: &Person) -> bool {
    let titles = a.honorific.is_some() && b.honorific.is_some() && a.honorific != b.honorific;
    titles && (a.given.is_none() || b.given.is_none())
}
