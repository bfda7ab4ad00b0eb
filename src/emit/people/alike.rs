//! Whether two spellings can be one name, and how.

use super::gather::Form;
use crate::page::fold::{fold, key};
use strsim::damerau_levenshtein;

/// How two spellings are alike; the stronger first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Given and family name have changed places.
    Swapped,
    /// A given name and its initials.
    Initials,
    /// A title and the family name alone.
    FamilyOnly,
    /// One family name is part of the other (a married name, « dit »).
    Compound,
    /// A given name and a longer one (« Jean » and « Jean-Pierre »).
    LongerGiven,
    /// Both names sound the same (« Carine » and « Karine »).
    SameSound,
    /// A slip in the given name.
    GivenSlip,
    /// A slip in the family name.
    FamilySlip,
    /// A slip in each of the two.
    BothSlip,
}

impl Rule {
    /// The word of the output.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swapped => "swapped",
            Self::Initials => "initials",
            Self::FamilyOnly => "family_only",
            Self::Compound => "compound",
            Self::LongerGiven => "longer_given",
            Self::SameSound => "same_sound",
            Self::GivenSlip => "given_slip",
            Self::FamilySlip => "family_slip",
            Self::BothSlip => "both_slip",
        }
    }

    /// Whether one of the two tells less than the other, so that it may fit several persons.
    pub const fn is_partial(self) -> bool {
        matches!(self, Self::Initials | Self::FamilyOnly | Self::LongerGiven)
    }
}

fn words(s: &str) -> Vec<String> {
    fold(s).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Whether the given name is nothing but initials: « J. », « J.-P. », « JP » where the family name has more letters.
fn initials(given: &str) -> Option<String> {
    let words = words(given);
    let short = !words.is_empty() && words.iter().all(|w| w.chars().count() == 1);
    let glued = words.len() == 1
        && given.trim_end_matches('.').chars().count() <= 2
        && given.chars().all(|c| c.is_uppercase() || c == '.');
    (short || glued).then(|| words.concat())
}

/// How many letters may differ in a name of that length.
const fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Letters and groups of letters that sound or look alike, brought to one form.
fn sound(s: &str) -> String {
    let mut s = key(s);
    for (from, to) in [
        ("ph", "f"),
        ("th", "t"),
        ("ch", "s"),
        ("qu", "k"),
        ("ck", "k"),
        ("c", "k"),
        ("y", "i"),
        ("z", "s"),
        ("eau", "o"),
        ("au", "o"),
        ("rn", "m"),
        ("0", "o"),
        ("1", "l"),
        ("h", ""),
    ] {
        s = s.replace(from, to);
    }
    s.dedup_letters()
}

trait Dedup {
    fn dedup_letters(&self) -> String;
}

impl Dedup for String {
    fn dedup_letters(&self) -> String {
        let mut out = String::with_capacity(self.len());
        for c in self.chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        out
    }
}

/// Whether two names differ by no more than a slip of pen or scanner.
fn slip(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    if a == b {
        return false;
    }
    let letters = a.chars().count().min(b.chars().count());
    sound(&a) == sound(&b) || damerau_levenshtein(&a, &b) <= slips(letters)
}

/// How two spellings are alike, if they are.
pub fn alike(a: &Form, b: &Form) -> Option<Rule> {
    if let (Some(x), Some(y)) = (&a.honorific, &b.honorific)
        && x != y
    {
        return None;
    }
    let family = key(&a.family) == key(&b.family);
    match (&a.given, &b.given) {
        (Some(x), Some(y)) => {
            let given = key(x) == key(y);
            if key(x) == key(&b.family) && key(y) == key(&a.family) {
                return Some(Rule::Swapped);
            }
            if family && initials_of(x, y) {
                return Some(Rule::Initials);
            }
            if family && longer(x, y) {
                return Some(Rule::LongerGiven);
            }
            let sounds = sound(x) == sound(y) && sound(&a.family) == sound(&b.family);
            let titled = a.honorific.is_some() && a.honorific == b.honorific;
            if !titled && gendered(x, y) {
                return None;
            }
            if sounds {
                return Some(Rule::SameSound);
            }
            if family && slip(x, y) {
                return Some(Rule::GivenSlip);
            }
            if given && part(&a.family, &b.family) {
                return Some(Rule::Compound);
            }
            if given && slip(&a.family, &b.family) {
                return Some(Rule::FamilySlip);
            }
            (slip(x, y) && slip(&a.family, &b.family)).then_some(Rule::BothSlip)
        }
        (None, Some(_)) | (Some(_), None) if family => Some(Rule::FamilyOnly),
        (None, None) if !family && slip(&a.family, &b.family) => Some(Rule::FamilySlip),
        _ => None,
    }
}

/// Whether one given name is the initials of the other.
fn initials_of(x: &str, y: &str) -> bool {
    let fits = |short: &str, long: &str| {
        initials(short).is_some_and(|i| {
            let firsts: String = words(long).iter().filter_map(|w| w.chars().next()).collect();
            firsts.starts_with(&i) || i.starts_with(&firsts) && firsts.len() > 1
        })
    };
    fits(x, y) || fits(y, x)
}

/// Whether one given name begins with all the words of the other.
fn longer(x: &str, y: &str) -> bool {
    let (x, y) = (words(x), words(y));
    x.len() != y.len() && (x.starts_with(&y) || y.starts_with(&x))
}

/// Whether the two are a man's name and a woman's (« Michel » and « Michèle »), no slip where no title says more.
fn gendered(x: &str, y: &str) -> bool {
    let (x, y) = (key(x), key(y));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    long.strip_prefix(short.as_str()).is_some_and(|rest| matches!(rest, "e" | "le" | "ne" | "te" | "ue"))
        || (short.ends_with('c') && long == format!("{}que", &short[..short.len() - 1]))
}

/// Whether the words of one family name are among those of the other.
fn part(x: &str, y: &str) -> bool {
    let (x, y) = (words(x), words(y));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    short.len() < long.len() && short.iter().all(|w| w.len() > 2 && long.contains(w))
}

#[cfg(test)]
mod tests {
    use super::{Rule, alike};
    use crate::emit::people::gather::Form;

    fn form(honorific: &str, given: &str, family: &str) -> Form {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        Form {
            name: format!("{given} {family}"),
            given: some(given),
            family: family.to_owned(),
            honorific: some(honorific),
            roles: Default::default(),
            seats: Vec::new(),
            document: String::new(),
        }
    }

    #[test]
    fn names_are_alike_in_known_ways() {
        let rule = |a: (&str, &str, &str), b: (&str, &str, &str)| alike(&form(a.0, a.1, a.2), &form(b.0, b.1, b.2));
        assert_eq!(rule(("M.", "J.-P.", "BRUN"), ("M.", "Jean-Pierre", "BRUN")), Some(Rule::Initials));
        assert_eq!(rule(("", "J", "BRUN"), ("M.", "Jean-Pierre", "BRUN")), Some(Rule::Initials));
        assert_eq!(rule(("M.", "", "BRUN"), ("M.", "Luc", "BRUN")), Some(Rule::FamilyOnly));
        assert_eq!(rule(("Mme", "", "BRUN"), ("M.", "Luc", "BRUN")), None);
        assert_eq!(rule(("Mme", "Carine", "DUTREIX"), ("Mme", "Karine", "DUTREIX")), Some(Rule::SameSound));
        assert_eq!(rule(("", "Pascal", "BRUN"), ("", "Pascale", "BRUN")), None);
        assert_eq!(rule(("", "Frédéric", "BRUN"), ("", "Frédérique", "BRUN")), None);
        assert_eq!(rule(("M.", "Bemard", "BRUN"), ("M.", "Benard", "BRUN")), Some(Rule::GivenSlip));
        assert_eq!(rule(("", "Marc", "SAUVAGET"), ("", "Marc", "SAUVAGEI")), Some(Rule::FamilySlip));
        assert_eq!(rule(("Mme", "Anne", "MARTIN"), ("Mme", "Anne", "MARTIN-BLANC")), Some(Rule::Compound));
        assert_eq!(rule(("M.", "Jean", "BRUN"), ("M.", "Jean-Luc", "BRUN")), Some(Rule::LongerGiven));
        assert_eq!(rule(("", "Brun", "LUC"), ("", "Luc", "BRUN")), Some(Rule::Swapped));
        assert_eq!(rule(("M.", "Luc", "BRUN"), ("M.", "Paul", "BRUN")), None);
        assert_eq!(rule(("M.", "Luc", "BRUN"), ("M.", "Luc", "BRAS")), None);
    }
}
