//! The matters of the @CTES nomenclature (DGCL, classification of 2017-11-13), levels 1 and 2, as SCDL writes them:
//! lower case, accents, neither comma nor parenthesis.

const FIRST: [&str; 9] = [
    "commande publique",
    "urbanisme",
    "domaine et patrimoine",
    "fonction publique",
    "institutions et vie politique",
    "libertés publiques et pouvoirs de police",
    "finances locales",
    "domaines de compétences par thèmes",
    "autres domaines de compétences",
];

const SECOND: [&[&str]; 9] = [
    &[
        "marchés publics",
        "délégation de service public",
        "conventions de mandat",
        "autres types de contrats",
        "transactions et protocoles d'accord transactionnel",
        "actes relatifs à la maîtrise d'œuvre",
        "actes spéciaux et divers",
    ],
    &[
        "documents d'urbanisme",
        "actes relatifs au droit d'occupation ou d'utilisation des sols",
        "droit de préemption urbain",
    ],
    &[
        "acquisitions",
        "aliénations",
        "locations",
        "limites territoriales",
        "autres actes de gestion du domaine public",
        "autres actes de gestion du domaine privé",
    ],
    &[
        "personnel titulaires et stagiaires de la fpt",
        "personnel contractuel",
        "fonction publique hospitalière",
        "autres catégories de personnels",
        "régime indemnitaire",
    ],
    &[
        "élection exécutif",
        "fonctionnement des assemblées",
        "désignation de représentants",
        "délégation de fonctions",
        "délégation de signature",
        "exercice des mandats locaux",
        "intercommunalité",
        "décision d'ester en justice",
    ],
    &[
        "police municipale",
        "pouvoir du président du conseil général",
        "pouvoir du président du conseil régional",
        "autres actes réglementaires",
        "actes pris au nom de l'état et soumis au contrôle hiérarchique",
    ],
    &[
        "décisions budgétaires",
        "fiscalité",
        "emprunts",
        "interventions économiques",
        "subventions",
        "contributions budgétaires",
        "avances",
        "fonds de concours",
        "prise de participation",
        "divers",
    ],
    &[
        "enseignement",
        "aide sociale",
        "voirie",
        "aménagement du territoire",
        "politique de la ville habitat logement",
        "emploi formation professionnelle",
        "transports",
        "environnement",
        "culture",
    ],
    &[
        "autres domaines de compétences des communes",
        "autres domaines de compétences des départements",
        "autres domaines de compétences des régions",
        "vœux et motions",
    ],
];

/// The first two levels of a code (« 7.5.2 » gives « 7.5 ») and their label; nothing where the code is not legal.
#[must_use]
pub fn matter(code: &str) -> Option<(String, String)> {
    let mut levels = code.trim().split(['.', '-']).map(|l| l.trim().parse::<usize>());
    let (first, second) = (levels.next()?.ok()?, levels.next()?.ok()?);
    let above = FIRST.get(first.checked_sub(1)?)?;
    let below = SECOND.get(first - 1)?.get(second.checked_sub(1)?)?;
    Some((format!("{first}.{second}"), format!("{above}/{below}")))
}

#[cfg(test)]
mod tests {
    use super::{FIRST, SECOND, matter};

    #[test]
    fn codes_are_cut_to_two_levels_and_must_be_legal() {
        let (code, label) = matter("7.5.2").unwrap();
        assert_eq!((code.as_str(), label.as_str()), ("7.5", "finances locales/subventions"));
        assert_eq!(matter("7.10").unwrap().1, "finances locales/divers");
        for wrong in ["7.11", "0.1", "10.1", "7", "7.", "x.y", ""] {
            assert!(matter(wrong).is_none(), "{wrong}");
        }
    }

    /// SCDL: one oblique, no blank beside it, no comma, no parenthesis. 57 codes.
    #[test]
    fn labels_have_the_form_of_scdl() {
        let labels: Vec<_> = FIRST.iter().chain(SECOND.iter().copied().flatten()).collect();
        assert_eq!(labels.len() - 9, 57);
        for label in labels {
            assert!(!label.contains(['/', ',', '(', ')']) && label.trim() == *label, "{label}");
            assert_eq!(label.to_lowercase(), *label);
        }
    }
}
