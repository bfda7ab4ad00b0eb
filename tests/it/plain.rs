//! Plain minutes: whatever words a title opens with, and however the end of a point is told, points that stand one below
//! the other come out as acts, each under its title and with its outcome. The words are those of `corpus/plain`.
//!
//! And plain rolls: every way of writing a name, every sign between names, every word above the list.

use greffier::batch;
use greffier::extract::record::Options;
use greffier::input::Input;
use greffier::record::{Attendance, Outcome, Record};
use std::path::PathBuf;

trials![every_title_heads_its_act, every_outcome_closes_its_act, every_roll_is_read];

const HEAD: &str = "COMMUNE DE SAINT-AUBIN-LE-VIEUX\n\nPROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MARS 2024\n\n\
    L’an deux mille vingt-quatre, le douze mars à vingt heures, le conseil municipal s’est réuni sous la présidence de \
    M. Paul VIVIER, maire.\n\n";
const ROLL: &str = "Présents : M. Paul VIVIER, Mme Eve SORBAN, M. Jean COLLIOT, Mme Anne LERAY, M. Luc TABARD.\n\
    Absente excusée : Mme Rose MARNEZ qui a donné pouvoir à M. Luc TABARD.\n\
    Secrétaire de séance : Mme Anne LERAY.\n";
const FOOT: &str = "\nLa séance est levée à 22 heures.\n";
/// Titles that stand around the one that is tried.
const OTHERS: [&str; 3] = ["Travaux de la salle des fêtes", "Subvention au club de football", "Achat de chaises"];
/// `{i}` the place, `{t}` the title.
const HEADS: [&str; 5] = ["\n{t}\n", "\n{t}\n\n", "\n- {t}\n\n", "\n{i} - {t}\n", "\nObjet : {t}\n"];

/// The lines of a file of `corpus/plain`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(crate::root().join("corpus/plain").join(name)).unwrap();
    text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(str::to_owned).collect()
}

pub(crate) fn read(text: &str) -> Record {
    let input = Input { path: PathBuf::from("a.txt"), name: "a.txt".to_owned() };
    batch::from_bytes(text.as_bytes(), &input, crate::lexicon(), Options { evidence: false }).unwrap()
}

/// Minutes of points, each with its title and the words at its end, and what is wrong with what is read of them.
fn complaint(head: &str, points: &[(&str, &str)], gap: &str, outcomes: &[Outcome]) -> Option<String> {
    let mut text = format!("{HEAD}{ROLL}");
    for (i, (title, end)) in points.iter().enumerate() {
        text.push_str(&head.replace("{i}", &(i + 1).to_string()).replace("{t}", title));
        text.push_str(&format!("Monsieur le Maire présente le dossier au conseil.{gap}{end}\n"));
    }
    let record = read(&(text + FOOT));
    let got: Vec<(String, Option<Outcome>)> = record.sittings[0]
        .deliberations
        .iter()
        .map(|d| (d.title.clone().unwrap_or_default(), d.vote.as_ref().and_then(|v| v.outcome)))
        .collect();
    let wanted: Vec<(String, Option<Outcome>)> =
        points.iter().zip(outcomes).map(|((t, _), o)| ((*t).to_owned(), Some(*o))).collect();
    (got != wanted).then(|| format!("{head:?} {gap:?}: {got:?}"))
}

fn every_title_heads_its_act() {
    const END: &str = "Après en avoir délibéré, le conseil municipal, à l’unanimité, approuve cette proposition.";
    let titles = words("titles.txt");
    assert!(titles.len() > 150, "{} titles", titles.len());
    let mut wrong = Vec::new();
    for title in &titles {
        for head in HEADS {
            for at in [0, 2] {
                let mut points: Vec<(&str, &str)> = OTHERS.iter().map(|t| (*t, END)).collect();
                points.insert(at, (title, END));
                if let Some(what) = complaint(head, &points, "\n\n", &[Outcome::Adopted; 4]) {
                    wrong.push(format!("« {title} », point {}, {what}", at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), titles.len() * 10, wrong.join("\n"));
}

fn every_outcome_closes_its_act() {
    let lines = words("outcomes.txt");
    assert!(lines.len() > 100, "{} outcomes", lines.len());
    let mut wrong = Vec::new();
    for line in &lines {
        let (outcome, end) = line.split_once(": ").unwrap();
        let outcome: Outcome = serde_json::from_value(outcome.into()).unwrap();
        let points: Vec<(&str, &str)> = OTHERS.iter().map(|t| (*t, end)).collect();
        // Among dashes the words before a colon are a title like the others.
        for head in HEADS.into_iter().filter(|h| !h.starts_with("\n-") || !end.contains(':')) {
            for gap in ["\n\n", "\n", " "] {
                if let Some(what) = complaint(head, &points, gap, &[outcome; 3]) {
                    wrong.push(format!("« {end} » {what}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), lines.len() * 15, wrong.join("\n"));
}

/// Honorific, given name, family name.
type Name = (&'static str, &'static str, &'static str);

const PRESENT: [Name; 7] = [
    ("M.", "Paul", "VIVIER"),
    ("Mme", "Claire", "SORBAN"),
    ("M.", "Jean", "COLLIOT"),
    ("Mme", "Anne-Marie", "PETIT-JEAN"),
    ("M.", "Luc", "DE LA TOUR"),
    ("M.", "Marc", "LE GOFF"),
    ("M.", "Guy", "D’ARCY"),
];
const AWAY: Name = ("Mme", "Rose", "BRUNEAU");

/// `{h}` the honorific, `{H}` the same in full, `{g}` the given name, `{i}` its initial, `{F}` and `{f}` the family name in
/// capitals and in small letters.
const NAMES: [&str; 10] = [
    "{g} {F}",
    "{h} {g} {F}",
    "{F} {g}",
    "{h} {F} {g}",
    "{h} {F}",
    "{g} {f}",
    "{h} {g} {f}",
    "{h} {i}. {F}",
    "{H} {g} {F}",
    "{H} {F}",
];
const LISTS: [&str; 8] = [
    "Présents :",
    "Étaient présents :",
    "ETAIENT PRESENTS :",
    "Présents (7) :",
    "Conseillers présents :",
    "Sont présents :",
    "Étaient présents les conseillers municipaux suivants :",
    "Présent(e)s :",
];
/// What stands before the list and between its names.
const SIGNS: [(&str, &str); 8] = [
    (" ", ", "),
    (" ", " ; "),
    (" ", " – "),
    (" ", " - "),
    ("\n", "\n"),
    ("\n- ", "\n- "),
    ("\n\n", "\n\n"),
    ("\n", ",\n"),
];
const PROXIES: [&str; 8] = [
    "Absente excusée : {A} (pouvoir à {P})",
    "Absente ayant donné pouvoir : {A} à {P}",
    "Procuration : {A} a donné procuration à {P}.",
    "{A} a donné pouvoir à {P}.",
    "Représentée : {A} par {P}",
    "Absent(e)s ayant donné procuration :\n{A} à {P}",
    "Excusée : {A}, pouvoir donné à {P}",
    "{A}, absente, a donné pouvoir à {P}",
];

fn name(pattern: &str, (honorific, given, family): Name) -> String {
    let full = if honorific == "M." { "Monsieur" } else { "Madame" };
    let small: String = family
        .split_inclusive([' ', '-', '’'])
        .map(|w| w.chars().take(1).chain(w.to_lowercase().chars().skip(1)).collect::<String>())
        .collect();
    pattern
        .replace("{h}", honorific)
        .replace("{H}", full)
        .replace("{g}", given)
        .replace("{i}", &given[..1])
        .replace("{F}", family)
        .replace("{f}", &small)
}

fn every_roll_is_read() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (n, pattern) in NAMES.iter().enumerate() {
        for (s, (open, sign)) in SIGNS.iter().enumerate() {
            for (l, list) in LISTS.iter().enumerate() {
                let proxy = PROXIES[(n + s + l) % PROXIES.len()];
                let names: Vec<String> = PRESENT.iter().map(|p| name(pattern, *p)).collect();
                let proxy = proxy.replace("{A}", &name(pattern, AWAY)).replace("{P}", &names[1]);
                let text = format!(
                    "{HEAD}{list}{open}{}\n\n{proxy}\n\nSecrétaire de séance : {}\n\n1. Tarifs\nAdopté à l’unanimité.\n{FOOT}",
                    names.join(sign),
                    names[2]
                );
                tried += 1;
                wrong.extend(roll_complaint(&text).map(|c| format!("{pattern:?} {sign:?} {list:?} {proxy:?}: {c}")));
                // Names without a title, without capitals and with nothing between them are told by luck alone.
                if sign.trim().is_empty() && *pattern == "{g} {f}" {
                    continue;
                }
                let flat = roll_complaint(&text.split_whitespace().collect::<Vec<_>>().join(" "));
                wrong.extend(flat.map(|c| format!("on one line: {pattern:?} {sign:?} {list:?} {proxy:?}: {c}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with the members, the proxy and the secretary that are read.
fn roll_complaint(text: &str) -> Option<String> {
    let sitting = &read(text).sittings[0];
    let mut got: Vec<(String, Attendance)> =
        sitting.members.iter().map(|m| (m.family.to_uppercase(), m.attendance)).collect();
    let mut wanted: Vec<(String, Attendance)> = PRESENT.iter().map(|p| (p.2.to_owned(), Attendance::Present)).collect();
    wanted.push((AWAY.2.to_owned(), Attendance::Represented));
    got.sort_by(|a, b| a.0.cmp(&b.0));
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    let whole = got == wanted && sitting.proxies.len() == 1 && sitting.secretary.is_some();
    (!whole).then(|| format!("{got:?} {:?}", sitting.secretary))
}
