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

/// What a finding means, by its code.
pub fn finding(code: &str, french: bool) -> Option<&'static str> {
    greffier::emit::told::finding(code, french)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_in_french() {
        let gone = io::Error::from(ErrorKind::NotFound);
        assert_eq!(failure(&Failure::Io(gone), true), "fichier introuvable");
        assert_eq!(read(&ReadError::Empty, true), "le fichier est vide");
        assert_eq!(read(&ReadError::Empty, false), "the file is empty");
    }
}
