//! The roll as a table: every head over the names, every way of telling who is there, in each kind of table; the columns
//! beside and the forms of names change with them, so that each stands beside each.

use greffier::batch;
use greffier::extract::record::Options;
use greffier::input::Input;
use greffier::record::{Attendance, Sitting};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

trials![a_roll_is_read_from_any_table];

/// A member: title, given name, family name, and what became of him.
pub(crate) struct Member {
    pub title: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    pub state: State,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum State {
    Present,
    Excused,
    Absent,
    /// His vote is with the member of this place.
    Gave(usize),
}

const fn member(title: &'static str, given: &'static str, family: &'static str, state: State) -> Member {
    Member { title, given, family, state }
}

pub(crate) const MEMBERS: [Member; 9] = [
    member("M.", "Paul", "VIVIER", State::Present),
    member("Mme", "Eve", "SORBAN", State::Present),
    member("M.", "Guy", "MARNEZ", State::Gave(1)),
    member("M.", "Jean", "COLLIOT", State::Present),
    member("Mme", "Sylvie", "GARNIER-ROUX", State::Excused),
    member("Mme", "Marie-Claude", "DUPLESSIS", State::Present),
    member("M.", "Luc", "TABARD", State::Absent),
    member("M.", "Didier", "LE GOFF", State::Present),
    member("M.", "René", "DE LA TOUR", State::Gave(5)),
];

/// The head over the names; two where family name and given name stand apart.
const NAMES: &[&[&str]] = &[
    &["Nom"],
    &["Noms et prénoms"],
    &["NOM - PRENOM"],
    &["Nom Prénom"],
    &["NOM", "PRENOM"],
    &["Prénom", "Nom"],
    &["Élus"],
    &["Membres"],
    &["Membre du bureau"],
    &["Conseillers"],
    &["Conseillers municipaux"],
    &["CONSEILLERS COMMUNAUTAIRES"],
    &["Délégués"],
    &["Délégués titulaires"],
    &["ADMINISTRATEURS"],
    &["Titulaires"],
    &["Représentants"],
    &["Étaient présents"],
    &["Mesdames, Messieurs"],
    &["Adjoints et conseillers"],
    &["Civilité, nom"],
    &[""],
];

/// Columns that say nothing of the attendance: their place (before the names or behind), head, and cells.
const BESIDE: &[Option<(bool, &str, [&str; 4])>] = &[
    None,
    Some((true, "N°", ["", "", "", ""])),
    Some((false, "Qualité", ["Maire", "Adjointe", "Conseiller municipal", "Conseillère"])),
    Some((false, "Fonction", ["Président", "Vice-présidente", "Délégué", "Membre du bureau"])),
    Some((true, "Commune", ["Montrond", "Val-le-Grand", "Saint-Oyen", "Arcy"])),
    Some((false, "COLLECTIVITE", ["MONTROND", "VAL-LE-GRAND", "SAINT-OYEN", "ARCY"])),
    Some((false, "Désignés par", ["CC du Haut Layon", "CU de Loire", "Circonscription de Segré", "CA Mauges Nord"])),
    Some((false, "Groupe", ["Ensemble pour Arcy", "Arcy demain", "Ensemble pour Arcy", "Arcy demain"])),
    Some((false, "Liste", ["A", "B", "A", "B"])),
    Some((false, "Signature", ["", "", "", ""])),
];

/// What a cell holds.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    /// A sign, in the row of those who are so.
    Sign(&'static str, fn(State) -> bool),
    /// A sign where they are so, another where not.
    Either(&'static str, &'static str, fn(State) -> bool),
    /// A word for each state; `{y}` is who holds the proxy, `{e}` the ending of a woman.
    Words([&'static str; 4]),
    /// Who holds the proxy.
    Holder,
    /// The sign, « (excusé) » behind it where it is so.
    AwaySign(&'static str),
    /// The number of who holds it.
    Number(&'static str),
}

pub(crate) fn here(s: State) -> bool {
    s == State::Present
}
pub(crate) fn excused(s: State) -> bool {
    s == State::Excused
}
pub(crate) fn absent(s: State) -> bool {
    s == State::Absent
}
pub(crate) fn gave(s: State) -> bool {
    matches!(s, State::Gave(_))
}

pub(crate) type Columns = &'static [(&'static str, Told)];

/// The columns that tell the attendance.
pub(crate) const WAYS: &[Columns] = &[
    &[("Présence", Told::Words(["présent{e}", "excusé{e}", "absent{e}", "pouvoir à {y}"]))],
    &[("Émargement", Told::Words(["Présent{e}", "Excusé{e}", "Absent{e}", "absent{e} – pouvoir à {y}"]))],
    &[("Émargement", Told::Words(["en visioconférence", "excusé{e}", "absent{e}", "procuration à {y}"]))],
    &[("Statut", Told::Words(["Présent{e}", "Absent{e} excusé{e}", "Absent{e}", "Représenté{e} par {y}"]))],
    &[("Signature", Told::Words(["présent{e}", "excusé{e}", "absent{e}", "Excusé{e}, pouvoir à {y}"]))],
    &[
        ("Présence", Told::Words(["Présent{e}", "Excusé{e}", "Absent{e}", "Représenté{e}"])),
        ("Pouvoir à", Told::Holder),
    ],
    &[("P/A/E", Told::Words(["P", "E", "A", "R"])), ("Procuration à", Told::Holder)],
    &[("Présence", Told::Words(["P", "E", "A", "A"])), ("Pouvoir donné à", Told::Holder)],
    &[("Présent (O/N)", Told::Words(["Oui", "Excusé{e}", "Non", "Non"])), ("Mandataire", Told::Holder)],
    &[
        ("Présent", Told::Sign("X", here)),
        ("Excusé", Told::Sign("X", excused)),
        ("Absent", Told::Sign("X", absent)),
        ("Pouvoir à", Told::Holder),
    ],
    &[
        ("PRESENT", Told::Sign("x", here)),
        ("ABSENT", Told::Sign("x", absent)),
        ("EXC", Told::Sign("x", excused)),
        ("A DONNE PROCURATION A", Told::Holder),
    ],
    &[("Présents", Told::Sign("✓", here)), ("Absents", Told::AwaySign("✓")), ("Procuration à", Told::Holder)],
    &[
        ("Présent", Told::Either("☑", "☐", here)),
        ("Absent", Told::Either("☑", "☐", absent)),
        ("Excusé", Told::Either("☑", "☐", excused)),
        ("Représenté par", Told::Holder),
    ],
    &[
        ("Présents", Told::Sign("1", here)),
        ("Excusés", Told::Sign("1", excused)),
        ("Absents", Told::Sign("1", absent)),
        ("Pouvoirs", Told::Sign("1", gave)),
        ("Mandataire", Told::Holder),
    ],
    &[
        ("Présent", Told::Either("Oui", "Non", here)),
        ("Excusé", Told::Either("Oui", "Non", excused)),
        ("Pouvoir à", Told::Holder),
    ],
    &[
        ("P", Told::Sign("X", here)),
        ("A", Told::Sign("X", absent)),
        ("E", Told::Sign("X", excused)),
        ("Pouvoir donné à", Told::Holder),
    ],
    &[
        ("Présent(e)", Told::Sign("X", here)),
        ("Absent(e)", Told::Sign("X", absent)),
        ("Excusé(e)", Told::Sign("X", excused)),
        ("Représenté(e)", Told::Sign("X", gave)),
        ("par", Told::Holder),
    ],
    &[
        ("Présent", Told::Sign("X", here)),
        ("Absent excusé", Told::Sign("X", excused)),
        ("Absent non excusé", Told::Sign("X", absent)),
        ("Donne pouvoir à", Told::Number("N° ")),
    ],
    &[
        ("Présent", Told::Sign("●", here)),
        ("Absent", Told::Sign("●", absent)),
        ("Excusé", Told::Sign("●", excused)),
        ("Procuration", Told::Number("")),
    ],
    &[
        ("Présents", Told::Sign("X", here)),
        ("Absents", Told::Sign("X", absent)),
        ("Excusés", Told::Sign("X", excused)),
        ("Observations", Told::Words(["", "", "", "Pouvoir à {y}"])),
    ],
];

/// What stands above the table.
pub(crate) const LEADS: &[&str] =
    &["", "Liste des membres :", "Étaient présents :", "Feuille de présence", "Le quorum est atteint."];

/// The forms of names.
pub(crate) fn name(m: &Member, form: usize) -> String {
    let Member { title, given, family, .. } = m;
    match form % 6 {
        0 => format!("{title} {given} {family}"),
        1 => format!("{family} {given}"),
        2 => format!("{given} {family}"),
        3 => format!("{title} {family} {given}"),
        4 => format!("{family} {}", given.to_uppercase()),
        _ => format!("{title} {}", format!("{given} {family}").to_uppercase()),
    }
}

/// A holder as the cell names him: as in the table, by title and family name, by the initial.
fn holder(m: &Member, form: usize, style: usize) -> String {
    let initial = m.given.chars().next().unwrap_or_default();
    match style % 4 {
        0 | 1 => name(m, form),
        2 => format!("{} {}", m.title, m.family),
        _ => format!("{initial}. {}", m.family),
    }
}

/// A table in cells, head first.
pub(crate) fn cells(
    names: &[&str],
    beside: Option<(bool, &str, [&str; 4])>,
    way: Columns,
    form: usize,
) -> Vec<Vec<String>> {
    let by_number = way.iter().any(|c| matches!(c.1, Told::Number(_)));
    let numbered = by_number || beside.is_some_and(|b| b.1 == "N°");
    let beside = beside.filter(|b| b.1 != "N°");
    let mut head: Vec<String> = numbered.then(|| "N°".to_owned()).into_iter().collect();
    let extra = |before: bool| beside.filter(|b| b.0 == before).map(|b| b.1.to_owned());
    head.extend(extra(true));
    head.extend(names.iter().map(|n| (*n).to_owned()));
    head.extend(extra(false));
    head.extend(way.iter().map(|c| c.0.to_owned()));
    let mut out = vec![head];
    for (i, m) in MEMBERS.iter().enumerate() {
        let mut row: Vec<String> = numbered.then(|| (i + 1).to_string()).into_iter().collect();
        let extra = |before: bool| beside.filter(|b| b.0 == before).map(|b| b.2[i % 4].to_owned());
        row.extend(extra(true));
        match names {
            [first, _] if first.starts_with('P') => row.extend([m.given.to_owned(), m.family.to_owned()]),
            [_, _] => row.extend([m.family.to_owned(), m.given.to_owned()]),
            _ => row.push(name(m, form)),
        }
        row.extend(extra(false));
        row.extend(way.iter().map(|c| cell(c.1, m, form)));
        out.push(row);
    }
    out
}

fn cell(told: Told, m: &Member, form: usize) -> String {
    let to = if let State::Gave(y) = m.state { Some(y) } else { None };
    let held = to.map_or_else(String::new, |y| holder(&MEMBERS[y], form, form / 6));
    let ending = if m.title == "M." { "" } else { "e" };
    match told {
        Told::Sign(s, is) => if is(m.state) { s } else { "" }.to_owned(),
        Told::Either(yes, no, is) => if is(m.state) { yes } else { no }.to_owned(),
        Told::Holder => held,
        Told::Number(s) => to.map_or_else(String::new, |y| format!("{s}{}", y + 1)),
        Told::AwaySign(s) if excused(m.state) => format!("{s} (excusé{ending})"),
        Told::AwaySign(s) => if absent(m.state) { s } else { "" }.to_owned(),
        Told::Words([p, e, a, g]) => match m.state {
            State::Present => p,
            State::Excused => e,
            State::Absent => a,
            State::Gave(_) => g,
        }
        .replace("{e}", ending)
        .replace("{y}", &held),
    }
}

/// The kinds of table.
pub(crate) const KINDS: [(&str, &str); 6] = [
    ("md", "pipes"),
    ("txt", "columns"),
    ("txt", "columns, centred"),
    ("txt", "bars"),
    ("txt", "framed"),
    ("txt", "columns, narrow"),
];

/// A table as it is printed.
pub(crate) fn print(table: &[Vec<String>], kind: usize) -> String {
    let n = table[0].len();
    let width: Vec<usize> =
        (0..n).map(|k| table.iter().map(|r| r[k].chars().count()).max().unwrap_or(0).max(1)).collect();
    let pad = |s: &str, w: usize, centred: bool| {
        let free = w - s.chars().count();
        let left = if centred { free / 2 } else { 0 };
        format!("{}{s}{}", " ".repeat(left), " ".repeat(free - left))
    };
    let rule = |c: &str| width.iter().map(|w| "-".repeat(w + 2)).collect::<Vec<_>>().join(c);
    let mut out = String::new();
    for (i, row) in table.iter().enumerate() {
        let at = |centred: fn(usize, usize) -> bool| {
            row.iter().enumerate().map(|(k, s)| pad(s, width[k], centred(i, k))).collect::<Vec<_>>()
        };
        let line = match kind {
            0 => format!("| {} |", row.join(" | ")),
            1 => at(|_, _| false).join("    "),
            2 => format!("   {}", at(|i, k| i == 0 || k > 1).join("    ")),
            3 => format!("  {}", at(|_, k| k > 1).join(" | ")),
            5 => at(|_, _| false).join("  "),
            _ => format!("| {} |", at(|_, _| false).join(" | ")),
        };
        if i == 0 && kind == 4 {
            out += &format!("+{}+\n", rule("+"));
        }
        out += line.trim_end();
        out.push('\n');
        match kind {
            0 if i == 0 => out += &format!("|{}\n", "---|".repeat(n)),
            3 if i == 0 => out += &format!(" {}\n", rule("+")),
            4 => out += &format!("+{}+\n", rule("+")),
            _ => {}
        }
    }
    out
}

pub(crate) fn document(lead: &str, table: &str) -> String {
    let lead = if lead.is_empty() { String::new() } else { format!("{lead}\n\n") };
    format!(
        "Commune de Vauclaire\n\nCompte rendu du conseil municipal du 3 mars 2020\n\n{lead}{table}\nSecrétaire de séance : \
         Paul VIVIER\n\n1. Tarifs de la cantine\n\nLe conseil, à l'unanimité, approuve les tarifs.\n"
    )
}

pub(crate) fn sitting(text: &str, kind: &str) -> Sitting {
    let name = format!("a.{kind}");
    let input = Input { path: PathBuf::from(&name), name };
    batch::from_bytes(text.as_bytes(), &input, crate::lexicon(), Options { evidence: false })
        .unwrap()
        .sittings
        .remove(0)
}

/// Whether everybody has his status, and his proxy its holder.
pub(crate) fn right(s: &Sitting) -> bool {
    let family = |id: &str| s.members.iter().find(|m| m.id == id).map_or_else(String::new, |m| m.family.clone());
    let got: BTreeSet<(String, Attendance)> = s.members.iter().map(|m| (m.family.clone(), m.attendance)).collect();
    let wanted = MEMBERS.iter().map(|m| {
        let a = match m.state {
            State::Present => Attendance::Present,
            State::Excused => Attendance::Excused,
            State::Absent => Attendance::Absent,
            State::Gave(_) => Attendance::Represented,
        };
        (m.family.to_owned(), a)
    });
    let given: BTreeMap<String, String> = s.proxies.iter().map(|p| (family(&p.grantor), family(&p.holder))).collect();
    let held = MEMBERS.iter().filter_map(|m| match m.state {
        State::Gave(y) => Some((m.family.to_owned(), MEMBERS[y].family.to_owned())),
        _ => None,
    });
    s.members.len() == MEMBERS.len() && got == wanted.collect() && given == held.collect()
}

/// Every way under every head in every kind of table, the columns beside and the names in turn; then every way beside
/// every column.
fn a_roll_is_read_from_any_table() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    let mut turns = Vec::new();
    for (k, _) in KINDS.iter().enumerate() {
        for (w, _) in WAYS.iter().enumerate() {
            turns.extend((0..NAMES.len()).map(|n| (k, w, n, (k + w + n) % BESIDE.len(), k + 2 * w + n)));
            turns.extend((0..BESIDE.len()).map(|b| (k, w, (3 * k + w + 5 * b) % NAMES.len(), b, k + w + b)));
        }
    }
    for (k, w, n, b, form) in turns {
        tried += 1;
        let table = print(&cells(NAMES[n], BESIDE[b], WAYS[w], form), k);
        let lead = LEADS[(k + w + n + b) % LEADS.len()];
        let text = document(lead, &table);
        let s = sitting(&text, KINDS[k].0);
        if !right(&s) {
            let got: Vec<String> = s.members.iter().map(|m| format!("{} {:?}", m.name, m.attendance)).collect();
            let beside = BESIDE[b].map_or("", |b| b.1);
            let way: Vec<&str> = WAYS[w].iter().map(|c| c.0).collect();
            wrong.push(format!(
                "{}, {:?}, {beside:?}, {way:?} ({w}), names {}, {lead:?}: {got:?}",
                KINDS[k].1,
                NAMES[n],
                form % 6
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
