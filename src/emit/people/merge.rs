//! Which spellings are one person.

use super::alike::{Rule, alike};
use super::gather::Authority;
use std::collections::BTreeSet;

/// More spellings than this in one authority are compared only where their family names begin alike.
const ALL_PAIRS: usize = 3000;

/// Two spellings that were taken for one person, and why.
#[derive(Debug, Clone)]
pub struct Link {
    /// Places of the spellings.
    pub forms: [u32; 2],
    /// How they are alike.
    pub rule: Rule,
    /// What the rolls say.
    pub rolls: String,
}

/// The persons of an authority.
#[derive(Debug, Default)]
pub struct Merged {
    /// For each person, its spellings, the most frequent first.
    pub people: Vec<Vec<u32>>,
    /// The merges.
    pub merges: Vec<Link>,
    /// Pairs that may be one person and were not merged.
    pub doubtful: Vec<Link>,
}

/// What the rolls say of two groups of spellings.
enum Rolls {
    /// They stand in one roll: two persons.
    Together(usize),
    /// They never do, and their times interleave.
    Interleaved,
    /// They never do; one stops before the other begins, or dates are missing.
    Apart,
}

/// Decides which spellings are one person.
pub fn merge(of: &Authority) -> Merged {
    let n = of.forms.len();
    let mut group: Vec<usize> = (0..n).collect();
    let mut pairs = Vec::new();
    for i in 0..n {
        for j in i + 1..n {
            let (a, b) = (&of.forms[i], &of.forms[j]);
            if n > ALL_PAIRS && a.family.get(..1) != b.family.get(..1) {
                continue;
            }
            if let Some(rule) = alike(a, b) {
                pairs.push((rule, std::cmp::Reverse(a.seats.len() + b.seats.len()), i, j));
            }
        }
    }
    pairs.sort_unstable();
    let mut out = Merged::default();
    let mut open = pairs;
    // Full names first: what a partial name fits can only be told when the persons are known.
    for partial in [false, true] {
        let (now, later): (Vec<_>, Vec<_>) = open.into_iter().partition(|p| p.0.is_partial() == partial);
        for &(rule, _, i, j) in &now {
            let (a, b) = (group[i], group[j]);
            if a == b {
                continue;
            }
            let rivals = if rule.is_partial() { rivals(of, &group, &now, i, j) } else { 1 };
            let rolls = rolls(of, &members(&group, a), &members(&group, b));
            let words = match &rolls {
                Rolls::Together(n) => format!("both stand in {n} roll(s)"),
                Rolls::Interleaved => "never in one roll, times interleave".to_owned(),
                Rolls::Apart => "never in one roll, one after the other".to_owned(),
            };
            let words = if rivals > 1 { format!("{words}; fits {rivals} persons") } else { words };
            let link = Link { forms: [i as u32, j as u32], rule, rolls: words };
            let sure = match rolls {
                Rolls::Together(_) => false,
                Rolls::Interleaved => rivals == 1,
                // Without the rolls' word, a slip in a rare spelling or a form that says less is believed.
                Rolls::Apart => {
                    rivals == 1
                        && match rule {
                            Rule::BothSlip | Rule::LongerGiven => false,
                            Rule::GivenSlip | Rule::FamilySlip => rare(of, i, j),
                            _ => true,
                        }
                }
            };
            if sure {
                for g in &mut group {
                    if *g == b {
                        *g = a;
                    }
                }
                out.merges.push(link);
            } else if !matches!(rolls, Rolls::Together(_)) {
                out.doubtful.push(link);
            }
        }
        open = later;
    }
    // A pair that another way led together is not doubtful.
    out.doubtful.retain(|l| group[l.forms[0] as usize] != group[l.forms[1] as usize]);
    let mut seen = BTreeSet::new();
    for i in 0..n {
        if seen.insert(group[i]) {
            let mut forms: Vec<u32> = members(&group, group[i]).into_iter().map(|f| f as u32).collect();
            forms.sort_by_key(|f| {
                let form = &of.forms[*f as usize];
                (form.given.is_none(), std::cmp::Reverse(form.seats.len()), *f)
            });
            out.people.push(forms);
        }
    }
    out
}

fn members(group: &[usize], of: usize) -> Vec<usize> {
    (0..group.len()).filter(|i| group[*i] == of).collect()
}

/// Whether one of the two spellings is rare beside the other.
fn rare(of: &Authority, i: usize, j: usize) -> bool {
    let (a, b) = (of.forms[i].seats.len(), of.forms[j].seats.len());
    a.min(b) <= 3 || a.min(b) * 8 <= a.max(b)
}

/// How many persons the form that says less may be, by the rolls: those in none of whose rolls it stands.
fn rivals(of: &Authority, group: &[usize], pairs: &[Pair], i: usize, j: usize) -> usize {
    let less = |k: usize| (of.forms[k].given.is_some(), of.forms[k].given.as_ref().map_or(0, String::len));
    let short = if less(i) <= less(j) { i } else { j };
    let own = members(group, group[short]);
    let mut persons = BTreeSet::new();
    for &(_, _, a, b) in pairs {
        let other = if a == short {
            b
        } else if b == short {
            a
        } else {
            continue;
        };
        if group[other] != group[short] && !matches!(rolls(of, &own, &members(group, group[other])), Rolls::Together(_))
        {
            persons.insert(group[other]);
        }
    }
    persons.len()
}

type Pair = (Rule, std::cmp::Reverse<usize>, usize, usize);

fn rolls(of: &Authority, a: &[usize], b: &[usize]) -> Rolls {
    let sittings = |forms: &[usize]| -> BTreeSet<u32> {
        forms.iter().flat_map(|f| of.forms[*f].seats.iter().map(|s| s.sitting)).collect()
    };
    let (a, b) = (sittings(a), sittings(b));
    let together = a.intersection(&b).count();
    if together > 0 {
        return Rolls::Together(together);
    }
    let dates = |set: &BTreeSet<u32>| -> Option<(String, String)> {
        let dates: BTreeSet<&String> = set.iter().filter_map(|s| of.sittings[*s as usize].date.as_ref()).collect();
        Some(((*dates.first()?).clone(), (*dates.last()?).clone()))
    };
    match (dates(&a), dates(&b)) {
        (Some((a0, a1)), Some((b0, b1))) if a0 <= b1 && b0 <= a1 => Rolls::Interleaved,
        _ => Rolls::Apart,
    }
}
