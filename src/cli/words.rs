//! Messages in French. The library speaks English; what it says is known by type or code, and said again here.

use greffier::batch::Failure;
use greffier::grammar::lexicon::LexError;
use greffier::input::MAX_FILE;
use greffier::page::Need;
use greffier::read::pdf::PdfError;
use greffier::read::{MAX_TEXT, ReadError};
use greffier::score::ScoreError;
use std::io::{self, ErrorKind};

/// The French plural of more than one.
pub const fn s(n: usize) -> &'static str {
    if n > 1 { "s" } else { "" }
}

/// Why the system refused.
pub fn io(e: &io::Error, french: bool) -> String {
    let known = match e.kind() {
        ErrorKind::NotFound => Some("fichier introuvable"),
        ErrorKind::PermissionDenied => Some("accès refusé"),
        ErrorKind::IsADirectory => Some("c'est un dossier"),
        ErrorKind::StorageFull => Some("le disque est plein"),
        ErrorKind::AlreadyExists => Some("le fichier existe déjà"),
        _ => None,
    };
    known.filter(|_| french).map_or_else(|| e.to_string(), str::to_owned)
}

/// Why a folder could not be listed, as the system said it.
pub fn reason(english: &str, french: bool) -> String {
    const KNOWN: [(&str, &str); 3] = [
        ("No such file or directory", "fichier introuvable"),
        ("Permission denied", "accès refusé"),
        ("File system loop", "le dossier se contient lui-même"),
    ];
    let known = KNOWN.iter().find(|(en, _)| french && english.contains(en));
    known.map_or_else(|| english.to_owned(), |(_, fr)| (*fr).to_owned())
}

/// Why a file gives no document.
pub fn read(e: &ReadError, french: bool) -> String {
    if !french {
        return e.to_string();
    }
    match e {
        ReadError::Empty => "le fichier est vide".to_owned(),
        ReadError::TooLong { bytes } => format!("le texte a {bytes} octets ; {MAX_TEXT} au plus sont lus"),
        ReadError::Binary(what) => format!("données binaires : {what}"),
        ReadError::Encoding(what) => format!("codage du texte inconnu (il ressemble à {what})"),
        ReadError::NoText(_) => "le document ne contient aucun texte".to_owned(),
        ReadError::Container(what) => format!("document endommagé : {what}"),
        ReadError::Encrypted => "document protégé par un mot de passe ; l'enregistrer sans".to_owned(),
        ReadError::OldWord => {
            "ancien document Word (.doc), non lu ; le convertir : soffice --headless --convert-to docx FICHIER"
                .to_owned()
        }
        ReadError::ZipWithout => "fichier ZIP qui n'est pas un document (ni DOCX ni ODT)".to_owned(),
        ReadError::Pdf(PdfError::NotPdf) => "ce n'est pas un fichier PDF".to_owned(),
        ReadError::Pdf(PdfError::Encrypted(what)) => format!("PDF chiffré : {what}"),
        ReadError::Pdf(PdfError::Damaged(what)) => format!("PDF endommagé au point d'être illisible : {what}"),
        ReadError::Pdf(PdfError::Limit { what, found, limit }) => {
            format!("limite dépassée : {what} ({found}, {limit} au plus)")
        }
        #[allow(unreachable_patterns, reason = "readers to come")]
        other => other.to_string(),
    }
}

/// Why a document gave no record.
pub fn failure(e: &Failure, french: bool) -> String {
    match e {
        Failure::Io(e) => io(e, french),
        Failure::Read(e) => read(e, french),
        Failure::TooLarge if french => format!("plus de {MAX_FILE} octets, ou un texte de plus de {MAX_TEXT}"),
        Failure::Input { reason: why, .. } => reason(why, french),
        Failure::Time(seconds) if french => format!("pas fini après {seconds} secondes"),
        Failure::Memory(mib) if french => format!("demande plus de {mib} Mio de mémoire"),
        Failure::Pages { found, limit } if french => format!("{found} pages ; {limit} au plus sont lues"),
        Failure::Crash(how) if french => format!("le processus de travail s'est arrêté : {how}"),
        Failure::Fault(what) if french => format!("faute interne : {what}"),
        other => other.to_string(),
    }
}

/// Why a command could not be carried out.
pub fn error(e: &anyhow::Error, french: bool) -> String {
    if !french {
        return format!("{e:#}");
    }
    if let Some(LexError::Line { file, line, reason }) = e.downcast_ref::<LexError>() {
        return format!("{file}:{line} : formulation refusée : {reason}");
    }
    match e.downcast_ref::<ScoreError>() {
        Some(ScoreError::Io { path, source }) => return format!("{path} : {}", io(source, true)),
        Some(ScoreError::Json { path, source }) => return format!("{path} : ce n'est pas du JSON : {source}"),
        Some(ScoreError::NoGold { path }) => {
            return format!("{path} : ni gold.json ni *.gold.json dans ce dossier");
        }
        None => {}
    }
    let parts: Vec<String> = e
        .chain()
        .map(|cause| cause.downcast_ref::<io::Error>().map_or_else(|| cause.to_string(), |e| io(e, true)))
        .collect();
    parts.join(" : ")
}

/// Why the text layer of a page is not taken, and whether OCR read the page.
pub fn need(need: Need, missing: bool, french: bool) -> String {
    let why = match need {
        Need::NoText => ("pas de couche texte", "no text layer"),
        Need::BadLayer => {
            ("texte invisible qui ne se lit pas comme du français", "invisible text that does not read as French")
        }
        Need::Garbage => ("couche texte sans signification", "text layer without meaning"),
        Need::Image => ("fichier image", "image file"),
        Need::Asked => ("demandé", "asked for"),
    };
    let done = if missing { ("à lire par OCR", "needs OCR") } else { ("lue par OCR", "read by OCR") };
    if french { format!("{} ({})", done.0, why.0) } else { format!("{} ({})", done.1, why.1) }
}

/// The closed lists of the record, in French.
const VALUES: &[(&str, &str)] = &[
    ("present", "présent"),
    ("represented", "représenté"),
    ("excused", "excusé"),
    ("absent", "absent"),
    ("adopted", "adoptée"),
    ("rejected", "rejetée"),
    ("postponed", "reportée"),
    ("withdrawn", "retirée"),
    ("noted", "prend acte"),
    ("ordinary", "ordinaire"),
    ("extraordinary", "extraordinaire"),
    ("arrives", "arrive"),
    ("leaves", "part"),
    ("returns", "revient"),
    ("in_office", "en exercice"),
    ("voting", "votants"),
    ("quorum", "quorum"),
    ("for", "pour"),
    ("against", "contre"),
    ("abstentions", "abstentions"),
    ("abstention", "abstention"),
    ("not_voting", "ne vote pas"),
    ("deliberation", "délibération"),
    ("minutes", "procès-verbal"),
    ("decision_list", "liste de décisions"),
    ("convocation", "convocation"),
    ("unknown", "inconnu"),
];

/// A word of a closed list of the record, as people say it.
pub fn value(word: &str, french: bool) -> String {
    let known = VALUES.iter().find(|v| french && v.0 == word);
    known.map_or_else(|| word.replace('_', " "), |v| v.1.to_owned())
}

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
    ("number_repaired", "un nombre imprimé a été réparé", "a printed number was repaired"),
    ("count_mismatch", "un nombre imprimé contredit la liste", "a printed count disagrees with the list"),
    ("holder_unresolved", "le mandataire n'est pas rattaché à un membre", "the holder of a proxy is tied to no member"),
    ("proxy_ambiguous", "un pouvoir se lit de plusieurs façons", "a proxy can be read in more than one way"),
    ("name_resolved", "un nom est complété par une autre graphie", "a name is completed from another spelling"),
    ("name_ambiguous", "un nom convient à plusieurs membres", "a name fits more than one member"),
    ("member_added", "une personne nommée n'est dans aucune liste", "a person named stands in no list"),
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
pub fn finding(code: &str, french: bool) -> Option<&'static str> {
    FINDINGS.iter().find(|f| f.0 == code).map(|f| if french { f.1 } else { f.2 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use greffier::finding::Code;

    #[test]
    fn every_finding_is_told_in_both_languages() {
        for code in Code::ALL {
            assert!(finding(code.as_str(), true).is_some(), "{} has no French", code.as_str());
            assert_ne!(finding(code.as_str(), true), finding(code.as_str(), false));
        }
        assert_eq!(FINDINGS.len(), Code::ALL.len());
    }

    #[test]
    fn errors_are_told_in_french() {
        let gone = io::Error::from(ErrorKind::NotFound);
        assert_eq!(failure(&Failure::Io(gone), true), "fichier introuvable");
        assert_eq!(read(&ReadError::Empty, true), "le fichier est vide");
        assert_eq!(read(&ReadError::Empty, false), "the file is empty");
    }
}
