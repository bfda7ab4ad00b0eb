//! Points that need no number: those below the title of another, in bold print before their text, told in talk.

use crate::record;
use greffier::extract::record::Options;
use serde_json::Value;

trials![
    grants_counted_below_a_number_are_acts,
    parts_of_one_subject_are_no_acts,
    a_point_without_a_number_follows_numbered_ones,
    bold_print_before_the_text_is_a_title,
    titles_in_italics_stand_below_a_point,
    a_point_that_is_put_off_stands_behind_a_vote,
    the_point_that_comes_next_is_an_act_whatever_the_agenda_says,
    a_rubric_with_text_of_its_own_is_an_act,
    what_is_granted_in_talk_is_an_act,
    minutes_are_approved_behind_a_list,
    a_row_names_those_who_voted_against,
    a_blanket_vote_holds_for_what_is_told_in_the_past,
    a_convocation_is_told_before_the_sitting,
    what_the_body_decides_in_a_sentence_is_a_decision,
    text_below_the_only_item_of_an_agenda_is_the_first_point,
];

const HEAD: &str = "# Procès-verbal du conseil municipal de Vergonnes

Séance du 14 octobre 2019 à 20h30, sous la présidence de Monsieur Luc TABARD, Maire

Présents : Mme Solène TRIQUET, M. Hervé GOUJON, Mme Anne LERAY, M. Luc TABARD

";

/// The first sitting of a text in Markdown below the head.
fn sitting(points: &str) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    std::fs::write(&path, format!("{HEAD}{points}")).unwrap();
    serde_json::to_value(record(&path, Options { evidence: false })).unwrap()["sittings"][0].clone()
}

/// Titles and outcomes of the acts.
fn acts(points: &str) -> Vec<(String, String)> {
    let s = sitting(points);
    let of = |d: &Value| {
        let text = |v: &Value| v.as_str().unwrap_or("").to_owned();
        (text(&d["title"]), text(&d["vote"]["outcome"]))
    };
    s["deliberations"].as_array().unwrap().iter().map(of).collect()
}

fn same(points: &str, want: &[(&str, &str)]) {
    let got = acts(points);
    let got: Vec<(&str, &str)> = got.iter().map(|(t, o)| (t.as_str(), o.as_str())).collect();
    assert_eq!(got, want);
}

fn grants_counted_below_a_number_are_acts() {
    same(
        "### 2019-041 : Taux

Adopté à l'unanimité.

### 2019-042 : Subventions

La commission propose :

1. **Mission locale** – 2 000 € : unanimité
2. **Les Amis du « Vieux Moulin »** – 300 € : 3 pour, 1 contre
3. **Tennis club** – 100 € : la demande est rejetée par 3 voix contre 1

### 2019-043 : Voirie

Adopté à l'unanimité.
",
        &[
            ("Taux", "adopted"),
            ("Subventions - Mission locale", "adopted"),
            ("Subventions - Les Amis du « Vieux Moulin »", "adopted"),
            ("Subventions - Tennis club", "rejected"),
            ("Voirie", "adopted"),
        ],
    );
}

fn parts_of_one_subject_are_no_acts() {
    same(
        "### 2019-041 : Personnel

a) Création d'un poste d'adjoint technique

Le conseil crée le poste. Unanimité.

b) Participation à la prévoyance

La participation est portée à 20 euros. Unanimité.

### 2019-042 : Grille tarifaire

Amendement : rejeté par 3 voix contre 1.

Grille tarifaire : 3 pour, 1 contre. La grille est adoptée.
",
        &[("Personnel", "adopted"), ("Grille tarifaire", "adopted")],
    );
}

fn a_point_without_a_number_follows_numbered_ones() {
    same(
        "**2019-041 : Taux**

Adopté à l'unanimité.

**Sans numéro : rétrocession d'une concession**

Le titre n'ayant pas été retrouvé, le maire retire la question de l'ordre du jour.

**2019-042 : Voirie**

Adopté à l'unanimité.

Rapport annuel du syndicat des eaux : le rapport est consultable en mairie, le conseil municipal en prend acte.

**2019-043 : Bois**

Adopté à l'unanimité.
",
        &[
            ("Taux", "adopted"),
            ("Sans numéro : rétrocession d'une concession", "withdrawn"),
            ("Voirie", "adopted"),
            ("Rapport annuel du syndicat des eaux", "noted"),
            ("Bois", "adopted"),
        ],
    );
}

fn bold_print_before_the_text_is_a_title() {
    same(
        "**Chemin de fer.** M. le maire dit que l'administration étudie une ligne. Le conseil, à l'unanimité, émet un vœu.

**Compte de gestion.** Le compte du receveur est approuvé.

**École de hameau.** La demande des habitants est rejetée par 3 voix contre 1.
",
        &[("Chemin de fer", "adopted"), ("Compte de gestion", "adopted"), ("École de hameau", "rejected")],
    );
}

fn titles_in_italics_stand_below_a_point() {
    same(
        "**1. Taux**

Adopté à l'unanimité.

**2. Compte rendu de la commission des travaux**

*Toiture du préau*

Le Conseil Municipal, après en avoir délibéré, retient à l'unanimité la société Couverture.

*Chemin de Kerivaine*

Le riverain a tondu lui-même.

*Abribus du bourg*

Le Conseil Général n'a pas encore répondu. Le point est ajourné.

**3. Voirie**

Adopté à l'unanimité.
",
        &[
            ("Taux", "adopted"),
            ("Compte rendu de la commission des travaux - Toiture du préau", "adopted"),
            ("Compte rendu de la commission des travaux - Abribus du bourg", "postponed"),
            ("Voirie", "adopted"),
        ],
    );
}

fn a_point_that_is_put_off_stands_behind_a_vote() {
    same(
        "
D 2014-11-03 Décision modificative n°1

Article 611 : + 4 200 €.
Accepté à l'unanimité.
Déchèterie des Ormes
Le règlement n'étant pas parvenu de la Préfecture, le point est reporté.
D 2014-11-04 Subventions aux manifestations

Fête de la pomme : 350 €.
Accepté à l'unanimité.
",
        &[
            ("Décision modificative n°1", "adopted"),
            ("Déchèterie des Ormes", "postponed"),
            ("Subventions aux manifestations", "adopted"),
        ],
    );
}

fn the_point_that_comes_next_is_an_act_whatever_the_agenda_says() {
    same(
        "
ORDRE DU JOUR

I – APPROBATION DU DERNIER COMPTE-RENDU
II – DELEGATION DE POUVOIRS
III – TARIFS DU CAMPING
IV – VENTE DU PRESBYTERE

I – APPROBATION DU DERNIER COMPTE-RENDU

A l'unanimité des membres présents, le compte rendu de la séance du 3 octobre est adopté.

II – DECISIONS PRISES DANS LE CADRE DE LA DELEGATION

Monsieur le Maire donne lecture des décisions qu'il a prises.

Le Conseil Municipal en prend acte.

III – TARIFS DU CAMPING

Le Conseil Municipal, à l'unanimité, approuve les tarifs.

IV – VENTE DU PRESBYTERE

Le Conseil Municipal, à l'unanimité, approuve la vente.
",
        &[
            ("APPROBATION DU DERNIER COMPTE-RENDU", "adopted"),
            ("DECISIONS PRISES DANS LE CADRE DE LA DELEGATION", "noted"),
            ("TARIFS DU CAMPING", "adopted"),
            ("VENTE DU PRESBYTERE", "adopted"),
        ],
    );
}

fn a_rubric_with_text_of_its_own_is_an_act() {
    same(
        "
### I Tarifs

**Prix du mètre cube d'eau**

Vote : 14 pour, 1 contre

**Tarifs des travaux**

Adopté à l'unanimité.

### II Décision Modificative n°3

Il manque 2 800 € au chapitre 65.

Votée à l'unanimité

### III Personnel

**Prime de fin d'année**

Adopté à l'unanimité.

**Poste d'agent d'exploitation**

Adopté à l'unanimité.
",
        &[
            ("Prix du mètre cube d'eau", "adopted"),
            ("Tarifs des travaux", "adopted"),
            ("Décision Modificative n°3", "adopted"),
            ("Prime de fin d'année", "adopted"),
            ("Poste d'agent d'exploitation", "adopted"),
        ],
    );
}

fn what_is_granted_in_talk_is_an_act() {
    same(
        "**1. Taux**

Adopté à l'unanimité.

**Questions diverses**

M. GOUJON signale l'état du chemin des Combes.

Mme LERAY demande un branchement provisoire pour la fête du cheval. Accord à l'unanimité.

- Panneau d'affichage : Mme TRIQUET propose d'en acheter un second (410 €). Accord unanime.
- Repas des anciens le 17 novembre.
",
        &[
            ("Taux", "adopted"),
            ("un branchement provisoire pour la fête du cheval", "adopted"),
            ("Panneau d'affichage", "adopted"),
        ],
    );
}

fn minutes_are_approved_behind_a_list() {
    same(
        "Monsieur le Maire fait lecture des décisions prises depuis le précédent conseil :

- Décision 2019/4 – Modification de la régie
- Décision 2019/5 – Tarifs du séjour de Pâques

Le compte rendu de la séance du 3 septembre 2019 est adopté (3 pour, 1 abstention : Mme LERAY).

## 2019/18 – Taux

Adopté à l'unanimité.
",
        &[("Approbation du compte rendu de la séance du 3 septembre 2019", "adopted"), ("Taux", "adopted")],
    );
}

fn a_row_names_those_who_voted_against() {
    same(
        "| N° | Objet | Vote |
|---|---|---|
| 2019/61 | Redevance d'occupation du domaine public | Approuvée à l'unanimité |
| 2019/62 | Bail de pâturage | Approuvée – 2 pour, 2 contre (S. TRIQUET et A. LERAY), voix prépondérante du maire |
| 2019/63 | Convention de fourrière | Rejetée – 1 pour, 3 contre (S. TRIQUET, H. GOUJON et A. LERAY) |
",
        &[
            ("Redevance d'occupation du domaine public", "adopted"),
            ("Bail de pâturage", "adopted"),
            ("Convention de fourrière", "rejected"),
        ],
    );
}

fn a_blanket_vote_holds_for_what_is_told_in_the_past() {
    same(
        "Sauf indication contraire, les décisions ont été adoptées à l'unanimité.

**1 – AIDES AUX MAISONS D'ASSISTANTS MATERNELS**

Le conseil municipal a attribué une aide de 3 000 € à l'association Câline.

**2 – CESSION DE L'ANCIENNE POSTE**

Le conseil municipal a décidé de céder l'immeuble.

Votes : 2 pour, 1 contre (Anne LERAY), 1 abstention (Hervé GOUJON).
",
        &[("AIDES AUX MAISONS D'ASSISTANTS MATERNELS", "adopted"), ("CESSION DE L'ANCIENNE POSTE", "adopted")],
    );
}

fn a_convocation_is_told_before_the_sitting() {
    let dir = tempfile::tempdir().unwrap();
    let date = |text: &str| {
        let path = dir.path().join("a.txt");
        std::fs::write(&path, text).unwrap();
        serde_json::to_value(record(&path, Options { evidence: false })).unwrap()["sittings"][0]["date"].clone()
    };
    let first = "PROCÈS VERBAL DU CONSEIL MUNICIPAL
SÉANCE DU MERCREDI 14 DECEMBRE 2016
Le mercredi sept décembre deux mil seize, convocation est adressée à chaque conseiller municipal pour une réunion prévue
le mercredi 14 décembre deux mil seize à 20h30.
Le mercredi 14 décembre deux mil seize, à 20h30, se sont réunis les membres du Conseil Municipal de Lusigny.
";
    let second = "EXTRAIT DU REGISTRE DES DELIBERATIONS DU COMITE SYNDICAL
L'an deux mille douze, le Comité Syndical, convoqué le 8 Octobre, s'est réuni en Assemblée Générale
ordinaire, le 23 Octobre 2012 à 9 h 30', à la salle polyvalente, sous la présidence de M. Philippe CHEVREUL, Président.
";
    let third = "Compte rendu du conseil municipal du 14 novembre

Mise à jour : 18 novembre 2022

Séance du lundi 14 novembre 2022 à 18h30, salle du conseil de Vergonnes.
";
    assert_eq!(date(first), "2016-12-14");
    assert_eq!(date(second), "2012-10-23");
    assert_eq!(date(third), "2022-11-14");
}

fn what_the_body_decides_in_a_sentence_is_a_decision() {
    let sitting = sitting(
        "**1 – SALLE DES FÊTES**

Par délibération du 3 avril, le conseil municipal a décidé d'emprunter 200 000 €. Mme TRIQUET demande un devis. Le conseil
municipal, après en avoir délibéré, approuve les travaux.

**2 – TARIFS**

Le conseil municipal, à l'unanimité (M. GOUJON présente le dossier), fixe le repas à 4 € et autorise le maire à signer.

M. GOUJON demande que l'on vote plus tôt.

**3 – ORIENTATIONS BUDGÉTAIRES**

Le conseil municipal prend acte de la tenue du débat.
",
    );
    let told = |k: usize| -> Vec<(String, String)> {
        let all = sitting["deliberations"][k]["decisions"].as_array().unwrap().iter();
        all.map(|d| (d["verb"].as_str().unwrap().to_owned(), d["text"].as_str().unwrap().to_owned())).collect()
    };
    let verbs = |k: usize| told(k).into_iter().map(|d| d.0).collect::<Vec<_>>();
    assert_eq!(
        (verbs(0), verbs(1), verbs(2)),
        (vec!["APPROUVE".into()], vec!["FIXE".into()], vec!["PREND ACTE".into()])
    );
    assert!(told(0)[0].1.starts_with("Le conseil municipal, après") && told(1)[0].1.ends_with("signer."));
    let kinds: Vec<&str> = sitting["deliberations"][1]["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds.first(), Some(&"decision"));
    assert_eq!(sitting["deliberations"][2]["vote"]["outcome"], "noted");
}

fn text_below_the_only_item_of_an_agenda_is_the_first_point() {
    same(
        "Ordre du jour

**1/ Présentation du budget :**

Le maire présente le budget.

Le budget de fonctionnement est en excédent de vingt mille euros, celui d'investissement est à l'équilibre.

Vote du compte de gestion 2018 :

3 pour

Vote du budget primitif 2019 :

3 pour

**2/ Travaux en forêt :**

Devis de 2 600 €.

3 pour
",
        &[
            ("Présentation du budget - Vote du compte de gestion 2018", "adopted"),
            ("Présentation du budget - Vote du budget primitif 2019", "adopted"),
            ("Travaux en forêt", "adopted"),
        ],
    );
}
