//! Votes against and abstentions of some who are named, in every form in which a vote is told, with every form of names.

use greffier::batch;
use greffier::extract::record::Options;
use greffier::input::Input;
use greffier::record::{Outcome, Sitting, Vote};
use std::collections::BTreeSet;
use std::path::PathBuf;

trials![a_vote_is_read_in_every_form];

/// Given name, family name, title: those who vote for, then those against, then those who abstain.
const MEMBERS: [(&str, &str, &str); 15] = [
    ("Paul", "VIVIER", "M."),
    ("Eve", "SORBAN", "Mme"),
    ("Jean", "COLLIOT", "M."),
    ("Guy", "MARNEZ", "M."),
    ("Anne", "LERAY", "Mme"),
    ("Luc", "TABARD", "M."),
    ("Marie-Claude", "DUPLESSIS", "Mme"),
    ("Rose", "PELTIER", "Mme"),
    ("Hugo", "BARRAL", "M."),
    ("Nina", "CASSAN", "Mme"),
    ("Yves", "MOREL", "M."),
    ("Sylvie", "GARNIER-ROUX", "Mme"),
    ("René", "DE LA TOUR", "M."),
    ("Didier", "LE GOFF", "M."),
    ("Lise", "AUDOIN", "Mme"),
];

/// A form: `{F}`, `{A}`, `{B}` the counts for, against and of abstentions, `{a}`, `{b}` the names of the two; `s` an ending of
/// several. `told`: it tells the number of votes for.
struct Form {
    pattern: &'static str,
    told: bool,
}

const fn form(pattern: &'static str) -> Form {
    Form { pattern, told: true }
}

/// A form that names only those who are not for.
const fn against(pattern: &'static str) -> Form {
    Form { pattern, told: false }
}

const FORMS: &[Form] = &[
    form("Adopté par {F} voix pour, {A} voix contre ({a}) et {B} abstention{s} ({b})."),
    form("Le conseil, par {F} pour, {A} contre ({a}), {B} abstention{s} ({b}), approuve la proposition."),
    form("Vote : {F} pour, {A} contre ({a}), {B} abstention{s} ({b})."),
    form("Pour : {F}\nContre : {A} ({a})\nAbstention{s} : {B} ({b})"),
    form("POUR : {F}   CONTRE : {A} ({a})   ABSTENTIONS : {B} ({b})"),
    form("Pour : {F} / Contre : {A} : {a} / Abstentions : {B} : {b}"),
    form("Le conseil, à la majorité des voix ({F} pour, {A} contre : {a}, {B} abstention{s} : {b}), approuve."),
    form("Ont voté contre : {a}. Se sont abstenus : {b}. Adopté par {F} voix."),
    form(
        "Après en avoir délibéré, avec {F} voix pour, {A} contre ({a}) et {B} abstention{s} ({b}), le conseil approuve.",
    ),
    form("Voix pour : {F} – Voix contre : {A} ({a}) – Abstentions : {B} ({b})"),
    form("- Pour : {F}\n- Contre : {A} ({a})\n- Abstentions : {B} ({b})"),
    form("Délibération adoptée ({F} pour, {A} contre : {a}, {B} abstention{s} : {b})"),
    form("Pour : {F}\nContre : {A} – {a}\nAbstentions : {B} – {b}"),
    form("Pour : {F}\nContre : {A} : {a}\nAbstentions : {B} : {b}"),
    form("VOTE\nPour {F}\nContre {A} ({a})\nAbstention {B} ({b})"),
    form("{B} abstention{s} ({b}), {A} contre ({a}), {F} pour. La délibération est adoptée."),
    form("La proposition est approuvée par {F} voix pour contre {A} ({a}) et {B} abstention{s} ({b})."),
    form("Adopté par {F} voix contre {A} ({a}), {B} abstention{s} ({b})."),
    form("Le résultat du vote est le suivant : {F} votes pour, {A} votes contre ({a}), {B} abstention{s} ({b})."),
    form(
        "Le conseil, par {F} suffrages pour, {A} suffrages contre ({a}) et {B} abstention{s} ({b}), décide d'approuver.",
    ),
    form("Adopté à la majorité : {F} POUR – {A} CONTRE ({a}) – {B} ABSTENTIONS ({b})"),
    form("Adopté par {F} voix, {A} oppositions ({a}) et {B} abstention{s} ({b})."),
    form("Résultat du vote : Pour {F}, Contre {A} ({a}), Abstention {B} ({b})"),
    form("Adopté par {F} voix pour et {A} contre ({a}), {b} s'étant abstenus."),
    against("Adopté à la majorité ({A} contre : {a} ; {B} abstention{s} : {b})."),
    against("Le conseil approuve à la majorité. Ont voté contre : {a}. Se sont abstenus : {b}."),
    against("Le conseil, à la majorité, {a} votant contre et {b} s'abstenant, approuve."),
];

fn name((given, family, title): (&str, &str, &str), form: usize) -> String {
    let initial = given.chars().next().unwrap_or_default();
    match form {
        0 => format!("{title} {given} {family}"),
        1 => format!("{family} {given}"),
        2 => format!("{given} {family}"),
        3 => format!("{title} {family}"),
        4 => format!("{initial}. {family}"),
        _ => family.to_owned(),
    }
}

fn names(people: &[(&str, &str, &str)], form: usize, joint: &str) -> String {
    let all: Vec<String> = people.iter().map(|p| name(*p, form)).collect();
    match all.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{joint}{last}", rest.join(", ")),
        _ => all.concat(),
    }
}

/// A sitting of two votes told alike, so that each stands before another point.
fn document(vote: &str) -> String {
    let present: Vec<String> = MEMBERS.iter().map(|p| name(*p, 0)).collect();
    format!(
        "Commune de Vauclaire\n\nCompte rendu du conseil municipal du 3 mars 2020\n\nPrésents : {}\n\n\
         1. Tarifs de la cantine\n\nLe maire propose de porter le repas à 3,20 €.\n\n{vote}\n\n\
         2. Achat d'un tracteur\n\nLe maire présente les devis.\n\n{vote}\n\n3. Questions diverses\n\nLa fête aura lieu le 14 juillet.\n",
        present.join(", ")
    )
}

fn sitting(text: &str) -> Sitting {
    let input = Input { path: PathBuf::from("a.txt"), name: "a.txt".to_owned() };
    batch::from_bytes(text.as_bytes(), &input, crate::lexicon(), Options { evidence: false })
        .unwrap()
        .sittings
        .remove(0)
}

/// Whether a vote has the counts and names that it was told with.
fn right(s: &Sitting, v: &Vote, told: bool, against: usize, away: usize) -> bool {
    let split = MEMBERS.len() - away;
    let families = |ids: &[String]| -> BTreeSet<String> {
        s.members.iter().filter(|m| ids.contains(&m.id)).map(|m| m.family.clone()).collect()
    };
    let wanted = |people: &[(&str, &str, &str)]| people.iter().map(|p| p.1.to_owned()).collect::<BTreeSet<_>>();
    let number = |n: usize| u32::try_from(n).ok();
    v.outcome == Some(Outcome::Adopted)
        && v.for_ == number(split - against).filter(|_| told)
        && v.against == number(against)
        && v.abstentions == number(away)
        && families(&v.against_names) == wanted(&MEMBERS[split - against..split])
        && families(&v.abstention_names) == wanted(&MEMBERS[split..])
}

fn a_vote_is_read_in_every_form() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for form in FORMS {
        for (n, (against, away)) in [(1, 1), (2, 2), (3, 2), (2, 3), (1, 2), (3, 1)].into_iter().enumerate() {
            for joint in [" et ", ", "] {
                tried += 1;
                let split = MEMBERS.len() - away;
                let vote = form
                    .pattern
                    .replace("{F}", &(split - against).to_string())
                    .replace("{A}", &against.to_string())
                    .replace("{B}", &away.to_string())
                    .replace("{s}", if away > 1 { "s" } else { "" })
                    .replace("{a}", &names(&MEMBERS[split - against..split], n, joint))
                    .replace("{b}", &names(&MEMBERS[split..], n, joint));
                let s = sitting(&document(&vote));
                let votes: Vec<&Vote> = s.deliberations.iter().filter_map(|d| d.vote.as_ref()).collect();
                if votes.len() != 2 || !votes.iter().all(|v| right(&s, v, form.told, against, away)) {
                    wrong.push(format!("{vote:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
