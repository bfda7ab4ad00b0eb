//! The roll as a table: every head over the names, every way of telling who is there, in each kind of table; the columns
//! beside and the forms of names change with them, so that each stands beside each.

use greffier::batch;
use greffier::extract::record::Options;
use greffier::input::Input;
use greffier::record::{Attendance, Sitting};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

trials![a_roll_is_read_from_any_table, a_roll_is_read_from_any_shape, other_tables_are_no_roll];

/// A member: title, given name, family name, and what became of him.
struct Member {
    title: &'static str,
    given: &'static str,
    family: &'static str,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Present,
    Excused,
    Absent,
    /// His vote is with the member of this place.
    Gave(usize),
}

const fn member(title: &'static str, given: &'static str, family: &'static str, state: State) -> Member {
    Member { title, given, family, state }
}

const MEMBERS: [Member; 9] = [
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
enum Told {
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

fn here(s: State) -> bool {
    s == State::Present
}
fn excused(s: State) -> bool {
    s == State::Excused
}
fn absent(s: State) -> bool {
    s == State::Absent
}
fn gave(s: State) -> bool {
    matches!(s, State::Gave(_))
}

type Columns = &'static [(&'static str, Told)];

/// The columns that tell the attendance.
const WAYS: &[Columns] = &[
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
const LEADS: &[&str] =
    &["", "Liste des membres :", "Étaient présents :", "Feuille de présence", "Le quorum est atteint."];

/// The forms of names.
fn name(m: &Member, form: usize) -> String {
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
fn cells(names: &[&str], beside: Option<(bool, &str, [&str; 4])>, way: Columns, form: usize) -> Vec<Vec<String>> {
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
const KINDS: [(&str, &str); 6] = [
    ("md", "pipes"),
    ("txt", "columns"),
    ("txt", "columns, centred"),
    ("txt", "bars"),
    ("txt", "framed"),
    ("txt", "columns, narrow"),
];

/// A table as it is printed.
fn print(table: &[Vec<String>], kind: usize) -> String {
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

fn document(lead: &str, table: &str) -> String {
    let lead = if lead.is_empty() { String::new() } else { format!("{lead}\n\n") };
    format!(
        "Commune de Vauclaire\n\nCompte rendu du conseil municipal du 3 mars 2020\n\n{lead}{table}\nSecrétaire de séance : \
         Paul VIVIER\n\n1. Tarifs de la cantine\n\nLe conseil, à l'unanimité, approuve les tarifs.\n"
    )
}

fn sitting(text: &str, kind: &str) -> Sitting {
    let name = format!("a.{kind}");
    let input = Input { path: PathBuf::from(&name), name };
    batch::from_bytes(text.as_bytes(), &input, crate::lexicon(), Options { evidence: false })
        .unwrap()
        .sittings
        .remove(0)
}

/// Whether everybody has his status, and his proxy its holder.
fn right(s: &Sitting) -> bool {
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

/// A table in cells, head first, and the form of its names.
type Shape = fn(usize) -> Vec<Vec<String>>;

fn strings(row: &[&str]) -> Vec<String> {
    row.iter().map(|s| (*s).to_owned()).collect()
}

/// Who is so, in the order of the roll.
fn those(is: fn(State) -> bool) -> impl Iterator<Item = &'static Member> {
    MEMBERS.iter().filter(move |m| is(m.state))
}

fn proxy(m: &Member, form: usize) -> Option<String> {
    if let State::Gave(y) = m.state { Some(name(&MEMBERS[y], form)) } else { None }
}

/// Each name in a row of its own, under its status; who votes for the absent beside.
fn under_statuses(form: usize) -> Vec<Vec<String>> {
    let mut out = vec![strings(&["Présents", "Absents excusés", "Absents", "Ont donné procuration à"])];
    for m in &MEMBERS {
        let n = name(m, form);
        let empty = String::new;
        out.push(match m.state {
            State::Present => vec![n, empty(), empty(), empty()],
            State::Absent => vec![empty(), empty(), n, empty()],
            State::Excused | State::Gave(_) => vec![empty(), n, empty(), proxy(m, form).unwrap_or_default()],
        });
    }
    out
}

/// The names of each status from the top of its column, the proxies in brackets.
fn packed(form: usize) -> Vec<Vec<String>> {
    let mut out = vec![strings(&["Présents", "Absents excusés", "Absents"])];
    let here: Vec<String> = those(here).map(|m| name(m, form)).collect();
    let away: Vec<String> = those(|s| excused(s) || gave(s))
        .map(|m| proxy(m, form).map_or_else(|| name(m, form), |y| format!("{} (pouvoir à {y})", name(m, form))))
        .collect();
    let gone: Vec<String> = those(absent).map(|m| name(m, form)).collect();
    for i in 0..here.len() {
        let at = |list: &[String]| list.get(i).cloned().unwrap_or_default();
        out.push(vec![at(&here), at(&away), at(&gone)]);
    }
    out
}

/// A row for each commune, several names in a cell.
fn by_commune(form: usize) -> Vec<Vec<String>> {
    let mut out = vec![strings(&["Communes", "Présents", "Excusés", "Absents"])];
    for (i, group) in MEMBERS.chunks(3).enumerate() {
        let of = |is: fn(State) -> bool| {
            let one = |m: &Member| {
                proxy(m, form).map_or_else(|| name(m, form), |y| format!("{} (pouvoir à {y})", name(m, form)))
            };
            group.iter().filter(|m| is(m.state)).map(one).collect::<Vec<_>>().join([", ", " - "][form % 2])
        };
        let commune = ["Montrond", "Arcy", "Saint-Oyen"][i].to_owned();
        out.push(vec![commune, of(here), of(|s| excused(s) || gave(s)), of(absent)]);
    }
    out
}

const MARKS: Columns = &[
    ("Présent", Told::Sign("X", here)),
    ("Excusé", Told::Sign("X", excused)),
    ("Absent", Told::Sign("X", absent)),
    ("Pouvoir à", Told::Holder),
];

/// Labels of colleges between the rows, the sums below them.
fn with_labels(form: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["Nom"], None, MARKS, form);
    out.insert(1, strings(&["Collège des maires", "", "", "", ""]));
    out.insert(6, strings(&["Représentants des communes", "", "", "", ""]));
    out.push(strings(&["TOTAL", "5", "1", "1", "2"]));
    out
}

/// The head again, where a page ends.
fn with_head_again(form: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["Nom et prénom"], None, MARKS, form);
    out.insert(5, out[0].clone());
    out
}

/// Two halves side by side.
fn side_by_side(form: usize) -> Vec<Vec<String>> {
    let table = cells(&["Élus"], None, WAYS[0], form);
    let half = MEMBERS.len().div_ceil(2);
    let mut out = vec![[table[0].clone(), table[0].clone()].concat()];
    for i in 1..=half {
        let right = table.get(i + half).cloned().unwrap_or_else(|| strings(&["", ""]));
        out.push([table[i].clone(), right].concat());
    }
    out
}

/// Names that go on in the row below.
fn wrapped(_: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["Nom"], Some((false, "Commune", ["Montrond", "Arcy", "Saint-Oyen", "Arcy"])), MARKS, 1);
    for (whole, first, second) in
        [("GARNIER-ROUX Sylvie", "GARNIER-ROUX", "Sylvie"), ("DE LA TOUR René", "DE LA TOUR", "René")]
    {
        let at = out.iter().position(|r| r[0] == whole).unwrap();
        first.clone_into(&mut out[at][0]);
        out.insert(at + 1, strings(&[second, "", "", "", "", ""]));
    }
    out
}

/// A head of two rows.
fn tall_head(form: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["Nom"], None, MARKS, form);
    out[0] = strings(&["Nom", "Présent", "Absent", "Absent", "A donné"]);
    out.insert(1, strings(&["", "", "excusé", "", "pouvoir à"]));
    out
}

/// The title of the table above its head.
fn under_a_title(form: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["Noms"], None, MARKS, form);
    out.insert(0, strings(&["Liste des membres", "", "", "", ""]));
    out
}

/// « M. », « Mme » in a column of their own.
fn civility_apart(_: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["NOM", "Prénom"], None, MARKS, 1);
    out[0].insert(0, "Civilité".to_owned());
    for (row, m) in out[1..].iter_mut().zip(&MEMBERS) {
        row.insert(0, m.title.to_owned());
    }
    out
}

/// The status before the name.
fn status_first(form: usize) -> Vec<Vec<String>> {
    let mut out = cells(&["Conseillers"], None, WAYS[5], form);
    for row in &mut out {
        row.swap(0, 1);
    }
    out
}

/// Ticks for those away alone.
fn away_alone(form: usize) -> Vec<Vec<String>> {
    cells(&["Élus"], Some((false, "Commune", ["Montrond", "Arcy", "Saint-Oyen", "Arcy"])), &MARKS[1..], form)
}

/// No ticks for the absent.
fn absent_untold(form: usize) -> Vec<Vec<String>> {
    const COLUMNS: Columns =
        &[("Présent", Told::Sign("X", here)), ("Excusé", Told::Sign("X", excused)), ("Pouvoir à", Told::Holder)];
    cells(&["Délégués"], None, COLUMNS, form)
}

const SHAPES: &[(&str, Shape)] = &[
    ("under a title", under_a_title),
    ("civility apart", civility_apart),
    ("status first", status_first),
    ("away alone", away_alone),
    ("absent untold", absent_untold),
    ("under statuses", under_statuses),
    ("packed", packed),
    ("by commune", by_commune),
    ("labels", with_labels),
    ("head again", with_head_again),
    ("side by side", side_by_side),
    ("wrapped", wrapped),
    ("tall head", tall_head),
];

fn a_roll_is_read_from_any_shape() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (what, shape) in SHAPES {
        for (k, (kind, print_kind)) in KINDS.iter().enumerate() {
            for form in 0..6 {
                tried += 1;
                let text = document(LEADS[form % LEADS.len()], &print(&shape(form), k));
                let s = sitting(&text, kind);
                if !right(&s) {
                    let got: Vec<String> = s.members.iter().map(|m| format!("{} {:?}", m.name, m.attendance)).collect();
                    wrong.push(format!("{what}, {print_kind}, names {form}: {got:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Tables of votes, posts, grants and appointments, with names in them.
const OTHERS: &[(&[&str], [&str; 3])] = &[
    (&["Nom", "Pour", "Contre", "Abstention"], ["X", "", ""]),
    (&["Nom", "Fonction", "Indemnité"], ["Adjoint", "412,50 €", ""]),
    (&["Organisme", "Titulaire", "Suppléant"], ["{n}", "", ""]),
    (&["Commission", "Membres titulaires", "Membres suppléants"], ["{n}", "{n}", ""]),
    (&["Bénéficiaire", "Subvention 2019", "Subvention 2020"], ["1 200 €", "1 300 €", ""]),
    (&["Emploi", "Effectif", "Absent"], ["1", "2", "3"]),
    (&["Candidat", "Voix", "Élu"], ["12", "X", ""]),
    (&["Agent", "Jours d'absence", "Présence"], ["12", "212", ""]),
    (&["Lot", "Entreprise", "Montant"], ["{n}", "12 000 €", ""]),
    (&["Organisme", "Représentant titulaire", "Représentant suppléant"], ["{n}", "{n}", ""]),
];

fn other_tables_are_no_roll() {
    let mut wrong = Vec::new();
    for (head, row) in OTHERS {
        for (k, (kind, _)) in KINDS.iter().enumerate() {
            let mut table = vec![head.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>()];
            for (i, m) in MEMBERS.iter().enumerate() {
                let label = ["CCAS", "École", "SIVOM", "Mission locale"][i % 4].to_owned();
                let first = if row[0] == "{n}" { label } else { name(m, k) };
                let rest = row.iter().take(head.len() - 1).map(|c| c.replace("{n}", &name(m, k)));
                table.push(std::iter::once(first).chain(rest).collect());
            }
            let text = format!(
                "Commune de Vauclaire\n\nCompte rendu du conseil municipal du 3 mars 2020\n\nPrésents : M. Paul VIVIER, Mme \
                 Eve SORBAN\n\nSecrétaire de séance : Paul VIVIER\n\n1. Tarifs de la cantine\n\n{}\nLe conseil, à \
                 l'unanimité, approuve les tarifs.\n",
                print(&table, k)
            );
            let s = sitting(&text, kind);
            if s.members.len() != 2 {
                let got: Vec<&str> = s.members.iter().map(|m| m.name.as_str()).collect();
                wrong.push(format!("{head:?}, {}: {got:?}", KINDS[k].1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
