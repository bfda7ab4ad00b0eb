//! The roll as a table of any shape: names under their status, lists in cells, labels and heads between the rows, heads and
//! names of two rows; and the tables that are no roll.

use crate::roll_tables::{
    Columns, KINDS, LEADS, MEMBERS, Member, State, Told, WAYS, absent, cells, document, excused, gave, here, name,
    print, right, sitting,
};

trials![a_roll_is_read_from_any_shape, other_tables_are_no_roll];

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
    (&["Nom", "Pouvoirs détenus"], ["1", "", ""]),
    (&["Nom", "Signature"], ["", "", ""]),
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
