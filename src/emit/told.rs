//! What findings mean, for people: the page of the archivist, the site, and the messages of the program.

/// What each finding means: its code, in French, in English.
const FINDINGS: &[(&str, &str, &str)] = &[
    ("needs_ocr", "des pages montrent une image et n'ont pas de texte", "pages show an image and give no text"),
    ("ocr_unavailable", "pas de moteur OCR pour les pages numérisées", "no OCR engine for the scanned pages"),
    ("ocr_failed", "une page n'a pas pu être lue par OCR", "a page could not be read by OCR"),
    ("ocr_doubtful", "une page lue par OCR est à relire", "a page read by OCR should be looked at"),
    ("ocr_repaired", "un mot mal lu par OCR est réparé", "a word that OCR misread is repaired"),
    ("ocr_not_cached", "le cache OCR n'a pas pu être écrit", "the OCR cache could not be written"),
    ("date_missing", "pas de date de séance lisible", "no date of sitting that can be read"),
    ("date_conflict", "deux dates de séance se contredisent", "two dates of the sitting disagree"),
    ("weekday_mismatch", "le jour imprimé n'est pas celui de la date", "the weekday printed is not that of the date"),
    ("year_supplied", "l'année, non imprimée, est celle de la séance", "the year, not printed, is the sitting's"),
    (
        "encoding_repaired",
        "des lettres encodées deux fois ont été rétablies",
        "letters that were encoded twice were repaired",
    ),
    ("hyphens_closed", "des traits d'union écartés ont été refermés", "hyphens that stood apart were closed"),
    ("number_repaired", "un nombre imprimé a été réparé", "a printed number was repaired"),
    ("count_mismatch", "un nombre imprimé contredit la liste", "a printed count disagrees with the list"),
    ("holder_unresolved", "le mandataire n'est pas rattaché à un membre", "the holder of a proxy is tied to no member"),
    ("proxy_ambiguous", "un pouvoir se lit de plusieurs façons", "a proxy can be read in more than one way"),
    ("name_resolved", "un nom est complété par une autre graphie", "a name is completed from another spelling"),
    ("name_ambiguous", "un nom convient à plusieurs membres", "a name fits more than one member"),
    ("member_added", "une personne nommée n'est dans aucune liste", "a person named stands in no list"),
    ("substitutes_named", "la liste des membres nomme des suppléants", "the roll names substitutes"),
    ("arrived_late", "un membre est arrivé en cours de séance", "a member arrived during the sitting"),
    (
        "attendance_assumed",
        "une liste que rien n'annonce est prise pour celle des présents",
        "a list that nothing announces is taken for those present",
    ),
    ("attendance_conflict", "une personne a deux états de présence", "a person is printed with two statuses"),
    ("vote_names_mismatch", "le nombre de noms n'est pas celui des voix", "the names beside a tally are not as many"),
    ("blanket_vote", "un vote vaut pour toutes les délibérations", "one vote is taken for all acts"),
    ("amount_mismatch", "lettres et chiffres d'un montant diffèrent", "words and figures of a sum disagree"),
    ("reference_damaged", "une référence juridique est abîmée", "a legal reference is damaged"),
    ("authority_missing", "le texte ne nomme pas la collectivité", "the text does not name the authority"),
    ("no_deliberation", "aucune délibération trouvée", "no deliberation was found"),
    ("reading_damaged", "une partie du fichier n'a pu être lue", "a part of the file could not be used"),
    ("authority_resolved", "département et SIREN viennent de la table", "department and SIREN come from the table"),
    ("authority_ambiguous", "plusieurs collectivités portent ce nom", "several authorities bear this name"),
    ("quorum_not_met", "le quorum n'est pas atteint", "the quorum is not met"),
    ("proxy_twice", "un membre porte trop de pouvoirs", "a member holds too many proxies"),
    ("holder_absent", "un mandataire n'est pas présent", "the holder of a proxy is not present"),
    ("grantor_present", "un mandant est présent", "someone who gives a proxy is present"),
    ("secretary_absent", "le secrétaire n'est pas présent", "the secretary is not present"),
    ("council_size", "plus de membres que la loi n'en donne", "more members than the law gives"),
    ("convocation_late", "le délai de convocation est trop court", "too few days between convocation and sitting"),
    ("transmission_early", "l'acte est transmis avant la séance", "an act is transmitted before its sitting"),
    ("hours_order", "la séance est levée avant son ouverture", "the sitting closes before it opens"),
    ("majority_broken", "l'issue n'est pas celle de la majorité", "the outcome is not that of the majority"),
    ("votes_exceed_voters", "plus de voix que de votants", "more votes than voters"),
    ("unanimity_broken", "une unanimité avec des voix contre", "a unanimous vote with votes against"),
    ("voter_absent", "un votant n'est ni présent ni représenté", "a voter is neither present nor represented"),
    ("secret_named", "un scrutin secret avec des noms", "a secret ballot with names"),
    ("mayor_votes_accounts", "le maire vote son compte administratif", "the mayor votes on the accounts"),
    ("numbering_gap", "la numérotation des actes a un trou", "the numbers of the acts leave a gap"),
    ("mentions_missing", "des mentions obligatoires manquent", "mentions that minutes owe are missing"),
];

/// What a finding means, by its code.
#[must_use]
pub fn finding(code: &str, french: bool) -> Option<&'static str> {
    FINDINGS.iter().find(|f| f.0 == code).map(|f| if french { f.1 } else { f.2 })
}

#[cfg(test)]
mod tests {
    use super::{FINDINGS, finding};
    use crate::finding::Code;

    #[test]
    fn every_finding_is_told_in_both_languages() {
        for code in Code::ALL {
            assert!(finding(code.as_str(), true).is_some(), "{} has no French", code.as_str());
            assert_ne!(finding(code.as_str(), true), finding(code.as_str(), false));
        }
        assert_eq!(FINDINGS.len(), Code::ALL.len());
    }
}
