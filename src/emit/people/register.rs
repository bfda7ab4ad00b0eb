//! The national register of elected officials (RNE), as the user supplies it: CSV, one line a mandate.
//!
//! Columns are known by their heads, as the register has named them over the years: « Nom de l'élu », « Prénom de
//! l'élu », « Libellé de la commune » (or of the EPCI, the département …), « Libellé de la fonction », « Date de début
//! du mandat ». Dates of birth are not read.

use super::gather::Gathered;
use crate::page::fold::{fold, key, slug};
use rustc_hash::FxHashMap;
use std::io::Read;
use std::path::Path;

/// Why a register cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It is not CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A column is not there.
    #[error("no column « {0} » in the register")]
    Column(&'static str),
}

/// A mandate of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Function, where it names one.
    pub function: Option<String>,
    /// Begin of the mandate as written.
    pub from: Option<String>,
    /// Line of the file.
    pub line: u64,
}

/// The mandates of the authorities of an archive, by authority and name.
#[derive(Debug, Default)]
pub struct Register(FxHashMap<(String, String, String), Vec<Mandate>>);

impl Register {
    /// Reads a register and keeps the mandates of the authorities in `archive`.
    ///
    /// # Errors
    /// When the file cannot be read or has no columns of names.
    pub fn read(path: &Path, archive: &Gathered) -> Result<Self, RegisterError> {
        let mut head = [0u8; 4096];
        let n = std::fs::File::open(path)?.read(&mut head)?;
        let first = head[..n].split(|b| *b == b'\n').next().unwrap_or_default();
        let count = |c: u8| first.iter().filter(|b| **b == c).count();
        let delimiter = [b';', b'\t', b','].into_iter().max_by_key(|c| (count(*c), *c == b';')).unwrap_or(b';');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_path(path)?;
        let header: Vec<String> = reader.byte_headers()?.iter().map(|h| fold(&text(h))).collect();
        let find = |starts: &[&str]| {
            starts.iter().find_map(|s| header.iter().position(|h| h.trim_start_matches('\u{feff}').starts_with(s)))
        };
        let family = find(&["nom de l", "nom"]).ok_or(RegisterError::Column("Nom de l'élu"))?;
        let given = find(&["prenom"]).ok_or(RegisterError::Column("Prénom de l'élu"))?;
        let places: Vec<usize> = (0..header.len())
            .filter(|i| {
                let h = &header[*i];
                h.starts_with("libelle")
                    && ["commune", "epci", "departement", "region", "collectivite"].iter().any(|w| h.contains(w))
            })
            .collect();
        if places.is_empty() {
            return Err(RegisterError::Column("Libellé de la commune"));
        }
        let (function, from) = (find(&["libelle de la fonction"]), find(&["date de debut du mandat"]));
        let mut out = Self::default();
        let mut row = csv::ByteRecord::new();
        while reader.read_byte_record(&mut row)? {
            let cell = |i: usize| row.get(i).map(text).unwrap_or_default();
            let filled = |i: Option<usize>| i.map(cell).filter(|s| !s.is_empty());
            let Some(authority) = places.iter().map(|i| slug(&cell(*i))).find(|s| archive.0.contains_key(s)) else {
                continue;
            };
            let mandate = Mandate {
                family: cell(family),
                given: cell(given),
                function: filled(function),
                from: filled(from),
                line: row.position().map_or(0, csv::Position::line),
            };
            out.0.entry((authority, key(&mandate.family), key(&mandate.given))).or_default().push(mandate);
        }
        Ok(out)
    }

    /// The mandates of a name in an authority.
    #[must_use]
    pub fn of(&self, authority: &str, given: &str, family: &str) -> &[Mandate] {
        self.0.get(&(authority.to_owned(), key(family), key(given))).map_or(&[], Vec::as_slice)
    }
}

/// The register has been published in UTF-8 and in Windows-1252.
fn text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(), str::to_owned)
}
