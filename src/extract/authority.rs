//! The authority among those that exist: its department and SIREN, where its name tells them.
//!
//! A name borne by one commune tells it; one borne by several is settled by the department that the document prints or
//! the stamp gives, or is left open, with a finding. What is supplied so says so.

use super::sitting::Head;
use crate::finding::{Code, Finding};
use crate::grammar::text::Text;
use crate::grammar::tokens::Case;
use crate::page::{At, fold};
use crate::places::{self, Kind, Place};
use crate::record::{Authority, AuthorityKind, Sitting};
use std::ops::Range;

/// Lines of a head in which a letterhead may stand.
const HEAD: usize = 40;
/// Tokens of a commune's name that are tried, hyphens included.
const NAME: usize = 7;

/// Supplies department and SIREN to an authority that is named; gives what was supplied or left open.
#[must_use]
pub fn settle(text: &Text<'_>, lines: Range<usize>, authority: &mut Authority) -> Option<Finding> {
    if authority.siren.is_some() && authority.department.is_some() {
        return None;
    }
    let name = authority.name.clone()?;
    let all = candidates(authority);
    let mut left = all.clone();
    if let Some(siren) = &authority.siren {
        left.retain(|p| p.siren == *siren);
    }
    let printed = authority.department.clone().or_else(|| department(text, lines));
    if let Some(d) = &printed {
        left.retain(|p| p.department == *d);
    }
    match left.as_slice() {
        [place] => {
            authority.department = Some(place.department.to_owned());
            authority.siren = Some(place.siren.clone());
            let message = format!("department {} and SIREN {} are those of {name}", place.department, place.siren);
            Some(Finding::new(Code::AuthorityResolved, message))
        }
        _ if all.len() > 1 => {
            let mut departments: Vec<&str> = all.iter().map(|p| p.department).collect();
            departments.dedup();
            departments.truncate(6);
            let message =
                format!("{} places bear the name {name} (departments {} …)", all.len(), departments.join(", "));
            Some(Finding::new(Code::AuthorityAmbiguous, message))
        }
        _ => None,
    }
}

/// Whether a sitting can be that of a department, by its body.
#[must_use]
pub fn of_department(head: &Head) -> bool {
    head.body.as_ref().is_none_or(|b| b.value != "conseil municipal")
}

/// The commune whose SIREN a stamp gives, where the text prints its name: for a letterhead that is lost, or that names the department alone.
#[must_use]
pub fn by_siren(text: &Text<'_>, lines: Range<usize>, siren: &str) -> Option<At<String>> {
    let toks = text.lines(lines.start, lines.end);
    let name = |first: usize, count: usize| {
        let span = text.toks(first, (first + count).min(toks.end)).span();
        let print = text.doc.text(span);
        let place = places::named(print, Kind::Commune).into_iter().any(|p| p.siren == siren);
        place.then(|| At::new(print.split_whitespace().collect::<Vec<_>>().join(" "), span))
    };
    let opens = |i: &usize| matches!(text.tokens[*i].case, Case::Upper | Case::Title);
    (toks.start..toks.end).filter(opens).find_map(|i| (1..=NAME).rev().find_map(|count| name(i, count)))
}

/// Inhabitants of the authority of a sitting, where its SIREN tells which it is.
#[must_use]
pub fn population(sitting: &Sitting) -> Option<u32> {
    let siren = sitting.authority.siren.as_ref()?;
    candidates(&sitting.authority).into_iter().find(|p| p.siren == *siren)?.population
}

fn candidates(authority: &Authority) -> Vec<Place> {
    let kind = match authority.kind {
        AuthorityKind::Commune => Kind::Commune,
        AuthorityKind::CommunauteDeCommunes
        | AuthorityKind::CommunauteDAgglomeration
        | AuthorityKind::CommunauteUrbaine
        | AuthorityKind::Metropole => Kind::Group,
        _ => return Vec::new(),
    };
    let Some(name) = &authority.name else { return Vec::new() };
    let found = places::named(name, kind);
    if !found.is_empty() || kind == Kind::Commune {
        return found;
    }
    // « Communauté de communes du Pays de Mortagne » stands under « Pays de Mortagne ».
    let folded = fold::fold(name);
    let mut words: Vec<&str> = folded.split([' ', '\'']).filter(|w| !w.is_empty()).collect();
    while let [first, ..] = words.as_slice() {
        let link = [
            "communaute",
            "communes",
            "agglomeration",
            "urbaine",
            "metropole",
            "de",
            "du",
            "des",
            "la",
            "le",
            "les",
            "d",
            "l",
        ];
        if !link.contains(first) {
            break;
        }
        words.remove(0);
        let found = places::named(&words.join(" "), kind);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The department of the letterhead: « Département de la Drôme », « DÉPARTEMENT : AIN ».
fn department(text: &Text<'_>, lines: Range<usize>) -> Option<String> {
    for line in lines.start..lines.end.min(lines.start + HEAD) {
        let Some(l) = text.doc.lines.get(line) else { break };
        let print = text.doc.text(l.span);
        if !(print.contains("artement") || print.contains("ARTEMENT")) {
            continue;
        }
        let folded = fold::fold(print);
        let Some(at) = folded.find("departement") else { continue };
        let words: Vec<&str> = folded[at + "departement".len()..]
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .take(8)
            .collect();
        let skip = words.iter().take_while(|w| ["de", "du", "des", "la", "le", "les", "l", "d"].contains(w)).count();
        for first in [skip, 0] {
            for count in (1..=4).rev() {
                let Some(name) = words.get(first..first + count) else { continue };
                if let [place] = places::named(&name.join(" "), Kind::Department).as_slice() {
                    return Some(place.department.to_owned());
                }
            }
        }
    }
    None
}
