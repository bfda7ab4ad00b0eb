use crate::record;
use greffier::extract::record::Options;
use serde_json::Value;

trials![
    an_agenda_item_over_several_lines_comes_again,
    a_vote_on_who_keeps_the_minutes_is_an_act,
    points_below_a_number_are_no_acts,
    what_stands_under_a_rubric_has_titles_of_its_own,
    a_number_in_brackets_ends_a_title,
    a_stamp_names_the_commune_whose_letterhead_is_lost,
    the_date_of_minutes_that_are_approved_is_no_conflict,
    an_arrival_is_no_conflict_of_statuses,
    the_box_of_a_letterhead_is_the_vote_of_its_act,
];

/// The codes of the findings of a text.
fn codes(text: &str) -> Vec<String> {
    let findings = read(text)["findings"].as_array().unwrap().clone();
    findings.iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
}

/// The first sitting of a text.
fn sitting(text: &str) -> Value {
    read(text)["sittings"][0].clone()
}

/// The record of a text.
fn read(text: &str) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    std::fs::write(&path, text).unwrap();
    let made = record(&path, Options { evidence: false });
    serde_json::to_value(made).unwrap()
}

fn titles(sitting: &Value) -> Vec<&str> {
    sitting["deliberations"].as_array().unwrap().iter().map(|d| d["title"].as_str().unwrap()).collect()
}

const HEAD: &str = "COMPTE RENDU
du CONSEIL MUNICIPAL de la COMMUNE de VERGONNES
Séance du 14 octobre 2019
L'an deux mille dix-neuf, le quatorze octobre, le Conseil Municipal s’est réuni sous la présidence de
Monsieur Luc TABARD, Maire
Présents : Mme Solène TRIQUET, M. Hervé GOUJON, Mme Anne LERAY, M. Luc TABARD
";

fn an_agenda_item_over_several_lines_comes_again() {
    let text = format!(
        "{HEAD}Ordre du jour
Travaux de voirie du hameau des Combes
Convention avec la préfecture pour la transmission électronique des actes au
représentant de l’État
Achat de la parcelle B288

Travaux de voirie du hameau des Combes
Le Maire présente le devis de l'entreprise et propose de le retenir sans attendre.
Vote : à l'unanimité
Convention avec la préfecture pour la transmission électronique des actes au
représentant de l’État
Le Maire expose aux membres du Conseil Municipal que les actes peuvent être transmis.
Vote : à l'unanimité
Achat de la parcelle B288
Le Maire informe le Conseil de la demande des propriétaires de cette parcelle.
Vote : à l'unanimité
"
    );
    let s = sitting(&text);
    assert_eq!(
        titles(&s),
        [
            "Travaux de voirie du hameau des Combes",
            "Convention avec la préfecture pour la transmission électronique des actes au représentant de l’État",
            "Achat de la parcelle B288"
        ]
    );
}

fn a_vote_on_who_keeps_the_minutes_is_an_act() {
    let rest = "
1. Travaux de voirie
Le Maire présente le devis de l'entreprise et propose de le retenir sans attendre.
Vote : à l'unanimité
2. Achat de la parcelle B288
Le Maire informe le Conseil de la demande des propriétaires de cette parcelle.
Vote : à l'unanimité
";
    let clerk = "Ouverture de la séance
Le quorum est atteint, Madame le Maire déclare la séance ouverte
Nomination du secrétaire
Monsieur le Maire propose la candidature de Anne LERAY, en qualité de secrétaire
pour la présente séance
";
    let voted = sitting(&format!("{HEAD}{clerk}Vote : à l'unanimité\n{rest}"));
    assert_eq!(titles(&voted), ["Nomination du secrétaire", "Travaux de voirie", "Achat de la parcelle B288"]);
    assert_eq!(voted["deliberations"][0]["vote"]["unanimous"], true);
    let named = sitting(&format!("{HEAD}{clerk}{rest}"));
    assert_eq!(titles(&named), ["Travaux de voirie", "Achat de la parcelle B288"]);
}

fn points_below_a_number_are_no_acts() {
    let text = format!(
        "{HEAD}
Délibération n° 2019-047 : Prescription de la modification du plan local d'urbanisme
1 — Ouverture à l'urbanisation de deux secteurs
Dans le bourg, l'artisanat et les commerces de détail sont autorisés. De plus, la
destination commerciale des rez-de-chaussée devra être préservée.
2 — Suppression d'un emplacement réservé
Ces changements peuvent être effectués après enquête publique.
Après en avoir délibéré, à l'unanimité, le conseil municipal décide :
d'engager une procédure de modification du plan local d'urbanisme.
"
    );
    let s = sitting(&text);
    assert_eq!(titles(&s), ["Prescription de la modification du plan local d'urbanisme"]);
    assert_eq!(s["deliberations"][0]["number"], "2019-047");
}

fn what_stands_under_a_rubric_has_titles_of_its_own() {
    let text = format!(
        "{HEAD}
I Tarifs
Le prix du repas passe de 3,10 € à 3,20 €. Adopté à l'unanimité
II Personnel
Régime indemnitaire : il est étendu aux techniciens. Adopté à l'unanimité
Prime de fin d'année : l'enveloppe est maintenue à 9 600 €. Adopté par 3 voix pour et 1 abstention
III Travaux - urbanisme
Toiture du lavoir : deux offres ont été reçues. La moins chère est retenue à l'unanimité.
Chemin des Combes : à revoir au printemps.
"
    );
    let s = sitting(&text);
    assert_eq!(titles(&s), ["Tarifs", "Régime indemnitaire", "Prime de fin d'année", "Toiture du lavoir"]);
    assert_eq!(s["deliberations"][2]["vote"]["abstentions"], 1);
    let told = &s["deliberations"][1]["sections"][0]["text"];
    assert_eq!(told, "il est étendu aux techniciens. Adopté à l'unanimité");
}

fn a_number_in_brackets_ends_a_title() {
    let text = format!(
        "{HEAD}
1 - COMPTE ADMINISTRATIF ET COMPTE DE
GESTION 2018 (délibération 2019-CA-08)
Les deux comptes concordent.
Vote : à l'unanimité
2 - BUDGET PRIMITIF 2019 (délibération
2019-CA-09) Il s'équilibre à 418 300 € en fonctionnement.
Vote : à l'unanimité
3) DÉL. 2019/21 : Dossiers individuels
- dossier n° 19-33 : 150,00 € : accordé à l'unanimité
- dossier n° 19-34 : 230,00 € : refusé à l'unanimité
- dossier n° 19-35 : ajourné (pièces manquantes)
"
    );
    let s = sitting(&text);
    let numbers: Vec<&str> =
        s["deliberations"].as_array().unwrap().iter().map(|d| d["number"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["2019-CA-08", "2019-CA-09", "2019/21", "2019/21", "2019/21"]);
    assert_eq!(titles(&s)[0], "COMPTE ADMINISTRATIF ET COMPTE DE GESTION 2018");
    assert_eq!(titles(&s)[1], "BUDGET PRIMITIF 2019");
    assert_eq!(titles(&s)[3], "Dossiers individuels - dossier n° 19-34");
}

/// 213001100 is the SIREN of Flaux; only the department is left of the letterhead.
fn a_stamp_names_the_commune_whose_letterhead_is_lost() {
    let text = "RÉPUBLIQUE FRANÇAISE
DÉPARTEMENT du GARD
Envoyé en préfecture le 15/10/2019
Reçu en préfecture le 15/10/2019
ID : 030-213001100-20191014-PV14102019-DE
Séance du 14 octobre 2019
Le Conseil Municipal, régulièrement convoqué, s’est réuni sous la présidence de Mme Solène TRIQUET, Maire
Présents : Mme Solène TRIQUET, M. Hervé GOUJON, Mme Anne LERAY, M. Luc TABARD
1. Reprise de la voirie
La cession gratuite à FLAUX de la parcelle est proposée par les riverains du lotissement.
Vote : à l'unanimité
2. Travaux du lavoir
Le Maire présente le devis de l'entreprise et propose de le retenir sans attendre.
Vote : à l'unanimité
";
    let authority = &sitting(text)["authority"];
    let told = ["name", "kind", "department", "siren"].map(|k| authority[k].as_str().unwrap_or(""));
    assert_eq!(told, ["FLAUX", "commune", "30", "213001100"]);
    let other = text.replace("FLAUX", "UZERVES");
    assert_ne!(sitting(&other)["authority"]["name"], "UZERVES");
}

fn the_date_of_minutes_that_are_approved_is_no_conflict() {
    let act = "1) Travaux\nLe maire présente le devis. Adopté à l'unanimité.\n";
    let approved = format!(
        "{HEAD}\nMadame le maire ouvre la séance et rappelle que chacun a été destinataire du compte rendu de la séance\n\
         du 26 août 2019 et demande s'il y a des observations. Il n'y en a aucune.\n\n{act}"
    );
    assert!(!codes(&approved).contains(&"date_conflict".to_owned()));
    let torn = format!(
        "{}\n{act}",
        HEAD.replace("Séance du 14 octobre 2019", "Le mardi 15 octobre 2019, le conseil municipal s'est réuni.")
    );
    assert!(codes(&torn).contains(&"date_conflict".to_owned()), "{:?}", codes(&torn));
}

/// Counted, tied, and as the form was printed: what the box does not tell stays open.
fn the_box_of_a_letterhead_is_the_vote_of_its_act() {
    let vote = |pour: u32, contre: u32| {
        let text = format!(
            "COMMUNE D'ARCY\n\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSéance du 14 octobre 2019\n\n\
             En exercice : 11\nPrésents : 7\nPour : {pour}\nContre : {contre}\nAbstentions : 0\n\n\
             Objet : Rénovation du logement de l'ancienne école - DE_2019_004\n\n\
             Monsieur le Maire rappelle que le logement est vacant.\n"
        );
        sitting(&text)["deliberations"][0]["vote"].clone()
    };
    let told = vote(7, 2);
    assert_eq!((&told["outcome"], &told["for"], &told["against"]), (&"adopted".into(), &7.into(), &2.into()), "{told}");
    assert_eq!(vote(2, 7)["outcome"], "rejected");
    let tied = vote(4, 4);
    assert!(tied["outcome"].is_null() && tied["for"] == 4, "{tied}");
    let blank = vote(0, 0);
    assert!(blank["outcome"].is_null() && blank["stated_by"].is_null(), "{blank}");
}

fn an_arrival_is_no_conflict_of_statuses() {
    let text = format!(
        "{}\n1) Travaux\nAdopté à l'unanimité.\n",
        HEAD.replace("Hervé GOUJON", "Hervé GOUJON (arrivé à 20h41)")
    );
    let found = codes(&text);
    assert!(
        found.contains(&"arrived_late".to_owned()) && !found.contains(&"attendance_conflict".to_owned()),
        "{found:?}"
    );
    assert_eq!(sitting(&text)["members"][1]["attendance"], "absent");
}
