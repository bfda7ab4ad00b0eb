//! Whose a sitting is, for what ties documents together: the authority's name, else its SIREN. What neither names is
//! known by its document alone: two documents that do not say whose they are have nothing in common.

use crate::page::fold::slug;
use crate::record::{Record, Sitting};

/// The owner of a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// Slug of the authority; `inconnu-<document>` where there is none.
    pub key: String,
    /// Whether the document says whose it is.
    pub known: bool,
}

impl Whose {
    /// The owner of a sitting.
    pub fn of(record: &Record, sitting: &Sitting) -> Self {
        let name = sitting.authority.name.as_deref().map(slug).filter(|s| !s.is_empty());
        let siren = || sitting.authority.siren.as_ref().map(|s| format!("siren-{s}"));
        match name.or_else(siren) {
            Some(key) => Self { key, known: true },
            None => Self { key: format!("inconnu-{}", document(record)), known: false },
        }
    }

    /// An id for the sitting that no other sitting has: body and date tell sittings of one authority apart, and where
    /// one of them is not known, the document does.
    pub fn sitting(&self, record: &Record, sitting: &Sitting) -> String {
        let body = sitting.body.as_deref().map(slug).filter(|s| !s.is_empty());
        let body = body.as_deref().unwrap_or("inconnu");
        match &sitting.date {
            Some(date) => format!("{}/{body}/{date}", self.key),
            None => format!("{}/{body}/sans-date-{}", self.key, document(record)),
        }
    }
}

/// A short name for a document: the beginning of its hash.
fn document(record: &Record) -> &str {
    let sha = record.source.sha256.as_str();
    sha.get(..12).unwrap_or(sha)
}

/// The name of the authority, or what stands for it.
pub fn name(sitting: &Sitting) -> String {
    let a = &sitting.authority;
    let siren = || a.siren.as_ref().map(|s| format!("Collectivité de SIREN {s}"));
    a.name.clone().or_else(siren).unwrap_or_else(|| "Collectivité non identifiée".to_owned())
}
