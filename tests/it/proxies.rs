//! Who is away and who holds whose vote, in every way that secretaries head the list and tell each proxy: the forms of names
//! and of the list change with them, so that each stands beside each.

use greffier::batch;
use greffier::extract::record::Options;
use greffier::input::Input;
use greffier::record::{Attendance, Sitting};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

trials![a_proxy_is_read_under_any_heading, a_list_of_proxies_is_read_beside_that_of_the_excused];

/// Given name, family name, title.
const PRESENT: [(&str, &str, &str); 5] = [
    ("Paul", "VIVIER", "M."),
    ("Eve", "SORBAN", "Mme"),
    ("Jean", "COLLIOT", "M."),
    ("Marie-Claude", "DUPLESSIS", "Mme"),
    ("Didier", "LE GOFF", "M."),
];
const AWAY: [(&str, &str, &str); 3] =
    [("Guy", "MARNEZ", "M."), ("René", "DE LA TOUR", "M."), ("Sylvie", "GARNIER-ROUX", "Mme")];
const ABSENT: (&str, &str, &str) = ("Luc", "TABARD", "M.");

/// Headings of a list of those away who gave a proxy.
const HEADINGS: &[&str] = &[
    "Absents ayant donné pouvoir :",
    "Absents excusés ayant donné procuration :",
    "Excusés ayant donné pouvoir (3) :",
    "Absents représentés :",
    "Représentés :",
    "ABSENTS AVEC POUVOIR :",
    "Ayant donné procuration :",
    "Étaient excusés et représentés :",
    "Absents excusés et représentés :",
    "Membres absents mais représentés :",
    "Conseillers municipaux ayant donné mandat :",
    "Membres du conseil ayant donné délégation de vote :",
    "Absents avec procuration : 3",
    "Absents (excusés) ayant donné pouvoir :",
    "Absent(e)s ayant donné pouvoir :",
    "Les conseillers municipaux excusés avec pouvoir :",
    "CONSEILLERS COMMUNAUTAIRES ABSENTS REPRÉSENTÉS :",
    "Délégués absents excusés ayant donné pouvoir :",
    "Élus absents et représentés :",
    "Étaient absents excusés :",
    "Absents excusés :",
    "Absents ayant remis pouvoir :",
];

/// How one proxy is told: `{x}` gave it, `{y}` holds it.
const TOLD: &[&str] = &[
    "{x} à {y}",
    "{x} donne pouvoir à {y}",
    "{x} (pouvoir à {y})",
    "{x} pouvoir à {y}",
    "{x}, représenté par {y}",
    "{x} ayant donné pouvoir à {y}",
    "{x} (procuration à {y})",
    "{x}, procuration à {y}",
    "{x} (p. à {y})",
    "{x} (pouv. à {y})",
    "{x} (donne pouvoir à {y})",
    "{x} (a donné pouvoir à {y})",
    "{x} a donné pouvoir à {y}",
    "{x} qui a donné pouvoir à {y}",
    "{x} ayant pour mandataire {y}",
    "{x} - pouvoir à {y}",
    "{x} (mandataire : {y})",
    "{x} (mandataire {y})",
    "{x} (proc. {y})",
    "{x} représenté par {y}",
    "{x} (représenté par {y})",
    "{x} avec pouvoir à {y}",
    "{x} (procuration donnée à {y})",
    "{x} : pouvoir à {y}",
    "{x} / pouvoir à {y}",
    "{x} délègue son vote à {y}",
    "{x} par {y}",
];

/// Headings of a list of proxies alone, behind that of the excused.
const PROXIES: &[&str] = &[
    "Pouvoirs :",
    "Procurations (3) :",
    "Procuration(s) :",
    "Ont donné pouvoir :",
    "Avaient donné procuration :",
    "Dépôt de pouvoirs :",
    "Délégations de vote :",
    "Mandats :",
    "Liste des pouvoirs :",
];

/// How a proxy is told in such a list.
const LISTED: &[&str] = &[
    "{x} à {y}",
    "{y} pour {x}",
    "de {x} à {y}",
    "{x} a donné pouvoir à {y}",
    "{y} a reçu pouvoir de {x}",
    "{y} a déposé un pouvoir pour voter au nom de {x}",
    "{x} donne procuration à {y}",
];

/// The forms of a name.
fn name((given, family, title): (&str, &str, &str), form: usize) -> String {
    let initial = given.chars().next().unwrap_or_default();
    match form % 6 {
        0 => format!("{title} {given} {family}"),
        1 => format!("{family} {given}"),
        2 => format!("{given} {family}"),
        3 => format!("{title} {family}"),
        4 => format!("{initial}. {family}"),
        _ => format!("{title} {family} {given}"),
    }
}

/// A heading and its list, in a line, a line each or behind bullets.
fn list(heading: &str, items: &[String], form: usize) -> String {
    match form % 3 {
        0 => format!("{heading} {}\n\n", items.join(", ")),
        1 => format!("{heading}\n{}\n\n", items.join("\n")),
        _ => format!("{heading}\n- {}\n\n", items.join("\n- ")),
    }
}

/// A sitting; `lists` are those of the proxies.
fn document(lists: &str, names: usize, form: usize) -> String {
    let all = |people: &[(&str, &str, &str)]| people.iter().map(|p| name(*p, names)).collect::<Vec<_>>();
    format!(
        "Commune de Vauclaire\n\nCompte rendu du conseil municipal du 3 mars 2020\n\n{}{lists}{}Secrétaire de séance : {}\n\n\
         1. Tarifs de la cantine\n\nLe conseil, à l'unanimité, approuve les tarifs.\n",
        list("Présents :", &all(&PRESENT), form),
        list("Absent :", &all(&[ABSENT]), form),
        name(PRESENT[0], names),
    )
}

fn sitting(text: &str) -> Sitting {
    let input = Input { path: PathBuf::from("a.txt"), name: "a.txt".to_owned() };
    batch::from_bytes(text.as_bytes(), &input, crate::lexicon(), Options { evidence: false })
        .unwrap()
        .sittings
        .remove(0)
}

/// Whether everybody has his status, and his proxy its holder.
fn right(s: &Sitting) -> bool {
    let family = |id: &str| s.members.iter().find(|m| m.id == id).map_or_else(String::new, |m| m.family.clone());
    let of = |a: &[Attendance]| -> BTreeSet<&str> {
        s.members.iter().filter(|m| a.contains(&m.attendance)).map(|m| m.family.as_str()).collect()
    };
    let families =
        |people: &[(&'static str, &'static str, &'static str)]| people.iter().map(|p| p.1).collect::<BTreeSet<_>>();
    let given: BTreeMap<String, String> = s.proxies.iter().map(|p| (family(&p.grantor), family(&p.holder))).collect();
    let wanted = AWAY.iter().zip(PRESENT).map(|(x, y)| (x.1.to_owned(), y.1.to_owned())).collect();
    of(&[Attendance::Present]) == families(&PRESENT)
        && of(&[Attendance::Represented]) == families(&AWAY)
        && of(&[Attendance::Excused, Attendance::Absent]) == families(&[ABSENT])
        && given == wanted
}

fn told(pattern: &str, names: usize) -> Vec<String> {
    let fill = |(x, y)| pattern.replace("{x}", &name(x, names)).replace("{y}", &name(y, names));
    AWAY.into_iter().zip(PRESENT).map(fill).collect()
}

/// Every heading over every way of telling, the other forms in turn; `lists` makes the lists of a sitting.
fn cross(headings: &[&str], ways: &[&str], lists: impl Fn(&str, &str, usize, usize) -> String) {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (i, heading) in headings.iter().enumerate() {
        for (j, way) in ways.iter().enumerate() {
            for (names, form) in [(i + j, i + 2 * j), (i + j + 3, i + 2 * j + 1)] {
                tried += 1;
                let text = document(&lists(heading, way, names, form), names, form);
                let s = sitting(&text);
                if !right(&s) {
                    let got: Vec<String> = s.members.iter().map(|m| format!("{} {:?}", m.name, m.attendance)).collect();
                    wrong.push(format!("{heading:?}, {way:?}, names {}, list {}: {got:?}", names % 6, form % 3));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

fn a_proxy_is_read_under_any_heading() {
    cross(HEADINGS, TOLD, |heading, way, names, form| list(heading, &told(way, names), form));
}

fn a_list_of_proxies_is_read_beside_that_of_the_excused() {
    cross(PROXIES, LISTED, |heading, way, names, form| {
        let away: Vec<String> = AWAY.iter().map(|p| name(*p, names)).collect();
        list("Absents excusés :", &away, form) + &list(heading, &told(way, names), form)
    });
}
