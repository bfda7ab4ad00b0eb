//! Candidates for SCDL « Subventions » 2.1.1: what an act says of a grant, and which required cells it does not say.
//!
//! A candidate is no valid row yet: SIRET or RNA of the beneficiary, nature, conditions, notification and share are
//! hardly ever in the text. They stay empty and are named in the last column, `manquants`.

use super::row::{id, one_line, siret};
use super::{Metadata, close};
use crate::emit::same::Acts;
use crate::emit::target::{Stream, Target};
use crate::emit::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::record::{Amount, AmountRole, Deliberation, Kind, Outcome, Record, Sitting};

/// The columns of the schema, in order, then what is missing.
pub const COLUMNS: [&str; 19] = [
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
    "document",
    "imprime",
    "manquants",
];

/// Required cells by place; the beneficiary's two identifiers count as one.
const REQUIRED: [usize; 10] = [0, 1, 2, 4, 7, 8, 9, 10, 13, 14];

/// Longest « objet » of the schema, in characters.
const OBJET: usize = 256;

/// The grants of an archive as candidates for the national schema.
pub const GRANTS: Format = Format {
    name: "scdl-subventions",
    about: "candidates for SCDL Subventions 2.1.1 (CSV): grants with a beneficiary, missing cells listed",
    folder: false,
    encode: |record| Ok(Piece::Record(Box::new(record))),
    open: |target, settings| Ok(Box::new(Grants::open(target, settings)?)),
};

struct Grants {
    rows: csv::Writer<Stream>,
    metadata: Metadata,
    acts: Acts,
    written: u64,
    nobody: u64,
    again: u64,
}

impl Grants {
    fn open(target: Target, settings: &Settings) -> Result<Self, EmitError> {
        let mut rows = csv::Writer::from_writer(target.stream()?);
        rows.write_record(COLUMNS)?;
        Ok(Self { rows, metadata: settings.metadata.clone(), acts: Acts::default(), written: 0, nobody: 0, again: 0 })
    }

    fn record(&mut self, record: &Record) -> Result<(), EmitError> {
        if record.kind == Kind::Convocation {
            return Ok(());
        }
        let met = self.acts.of(record);
        for (sitting, met) in record.sittings.iter().zip(met) {
            for (act, met) in sitting.deliberations.iter().zip(met) {
                let outcome = act.vote.as_ref().and_then(|v| v.outcome);
                if matches!(outcome, Some(Outcome::Rejected | Outcome::Postponed | Outcome::Withdrawn)) {
                    continue;
                }
                for amount in act.amounts.iter().filter(|a| a.role == AmountRole::Grant && a.currency == "EUR") {
                    if !met.is_first() {
                        self.again += 1;
                        continue;
                    }
                    match amount.beneficiary.as_deref().map(one_line).filter(|b| !b.is_empty()) {
                        Some(to) => self.candidate(&record.source.path, sitting, act, amount, &to)?,
                        None => self.nobody += 1,
                    }
                }
            }
        }
        Ok(())
    }

    fn candidate(
        &mut self,
        path: &str,
        sitting: &Sitting,
        act: &Deliberation,
        amount: &Amount,
        to: &str,
    ) -> Result<(), EmitError> {
        let known = self.metadata.of(sitting);
        let mut cells: [String; 19] = Default::default();
        cells[0] = known.and_then(|k| k.name.clone()).or_else(|| sitting.authority.name.clone()).unwrap_or_default();
        cells[1] = siret(sitting, act, known).unwrap_or_default();
        cells[2] = sitting.date.clone().unwrap_or_default();
        cells[3] = id(sitting, act, known).unwrap_or_default();
        cells[4] = to.to_owned();
        cells[7] = act.title.as_deref().map(one_line).unwrap_or_default().chars().take(OBJET).collect();
        cells[8].clone_from(&amount.value);
        cells[16] = path.to_owned();
        cells[17] = one_line(&amount.text);
        let mut missing: Vec<&str> = REQUIRED.iter().filter(|i| cells[**i].is_empty()).map(|i| COLUMNS[*i]).collect();
        missing.push("idBeneficiaire|rnaBeneficiaire");
        cells[18] = missing.join(" ");
        self.written += 1;
        Ok(self.rows.write_record(&cells)?)
    }
}

impl Sink for Grants {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        match piece {
            Piece::Record(record) => self.record(&record),
            Piece::Bytes(_) | Piece::Rows(_) | Piece::Files(_) => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<Notes, EmitError> {
        close(self.rows)?;
        let (written, nobody, again) = (self.written, self.nobody, self.again);
        Ok(Notes(vec![format!(
            "SCDL Subventions : candidates {written}, sans bénéficiaire lisible {nobody}, déjà données par un autre document {again}"
        )]))
    }
}
