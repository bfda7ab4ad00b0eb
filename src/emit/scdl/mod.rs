//! SCDL « Délibérations » 2.1.5, the national schema of the acts of councils (schema.data.gouv.fr), and the candidates
//! for SCDL « Subventions » 2.1.1.
//!
//! A row is written only when its required cells are filled, so that the file passes its validator; the others go to
//! `<name>.incomplete.csv`, and every empty cell with its reason to `<name>.report.csv`. Nothing is made up. An act that
//! several documents give has one row, the first that is complete; the report says where the others went.

mod grants;
mod metadata;
pub mod nomenclature;
pub mod reason;
mod row;
mod votes;

pub use grants::GRANTS;
pub use metadata::{Metadata, MetadataError};
pub use row::{COLUMNS as SCDL_COLUMNS, encode, one_line};

use super::same::{Acts, Met};
use super::target::{Stream, Target};
use super::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::record::{Kind, Outcome, Record};
use reason::Reason;
use row::{COLUMNS, REQUIRED, Row};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, BuildHasherDefault};

/// Version of the schema that the rows follow.
pub const SCDL_VERSION: &str = "2.1.5";

/// The columns of the schema and their Table Schema types.
pub const SCDL_FIELDS: [(&str, &str); 17] = {
    let mut out = [("", "string"); 17];
    let mut i = 0;
    while i < 17 {
        out[i] = (
            COLUMNS[i],
            match i {
                3 | 10 => "date",
                11..=15 => "integer",
                _ => "string",
            },
        );
        i += 1;
    }
    out
};

/// The deliberations in the national schema.
pub const SCDL: Format = Format {
    name: "scdl",
    about: "SCDL Délibérations 2.1.5 (CSV), complete rows; the others and the reasons beside it",
    folder: false,
    encode: |record| Ok(Piece::Record(Box::new(record))),
    open: |target, settings| Ok(Box::new(Alone { scdl: Scdl::open(target, settings)?, acts: Acts::default() })),
};

/// A writer of SCDL rows, with its two companions.
pub struct Scdl {
    rows: csv::Writer<Stream>,
    beside: Option<Beside>,
    metadata: Metadata,
    infer_matter: bool,
    /// For each act that no document gave before, its line in the file, 0 where it is not there.
    lines: Vec<u32>,
    /// Hashes of the ids already written: eight bytes an act.
    ids: FxHashSet<u64>,
    written: u64,
    incomplete: u64,
    empty: BTreeMap<(usize, Reason), u64>,
}

/// The files beside the rows.
struct Beside {
    incomplete: csv::Writer<Stream>,
    report: csv::Writer<Stream>,
}

impl Scdl {
    /// Begins the file; a file on disk gets its two companions.
    ///
    /// # Errors
    /// When a file cannot be made.
    pub fn open(target: Target, settings: &Settings) -> Result<Self, EmitError> {
        let beside = match &target {
            Target::Stdout => None,
            Target::Path(path) => {
                let mut incomplete = csv::Writer::from_writer(Stream::create(&path.with_extension("incomplete.csv"))?);
                incomplete.write_record(COLUMNS)?;
                let mut report = csv::Writer::from_writer(Stream::create(&path.with_extension("report.csv"))?);
                report.write_record(["document", "act", "column", "required", "code", "reason"])?;
                Some(Beside { incomplete, report })
            }
        };
        let mut rows = csv::Writer::from_writer(target.stream()?);
        rows.write_record(COLUMNS)?;
        Ok(Self {
            rows,
            beside,
            metadata: settings.metadata.clone(),
            infer_matter: settings.infer_matter,
            lines: Vec::new(),
            ids: FxHashSet::default(),
            written: 0,
            incomplete: 0,
            empty: BTreeMap::new(),
        })
    }

    /// Writes the acts of a record; `met` says which of them another document gave before.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn record(&mut self, record: &Record, met: &[Vec<Met>]) -> Result<(), EmitError> {
        let path = record.source.path.as_str();
        for (sitting, met) in record.sittings.iter().zip(met) {
            for (act, met) in sitting.deliberations.iter().zip(met) {
                let first = met.place() as usize;
                if self.lines.len() <= first {
                    self.lines.resize(first + 1, 0);
                }
                if record.kind == Kind::Convocation {
                    continue;
                }
                let outcome = act.vote.as_ref().and_then(|v| v.outcome);
                if matches!(outcome, Some(Outcome::Postponed | Outcome::Withdrawn)) {
                    self.note(path, &act.id, COLUMNS.len(), Reason::NotDecided, None)?;
                    continue;
                }
                let row = row::row(path, sitting, act, &self.metadata, self.infer_matter);
                self.row(path, &act.id, row, (first, met.is_first()))?;
            }
        }
        Ok(())
    }

    fn row(&mut self, path: &str, act: &str, mut row: Row, (first, new): (usize, bool)) -> Result<(), EmitError> {
        let line = self.lines.get(first).copied().unwrap_or(0);
        // An act whose row was not complete gets the complete one that another document gives.
        if !new && (line > 0 || !row.is_complete()) {
            return self.note(path, act, COLUMNS.len(), Reason::Duplicate, Some(line).filter(|l| *l > 0));
        }
        if row.is_complete() {
            let key: Vec<&str> = [1, 2, 3].iter().filter_map(|i| row.0[*i].as_deref().ok()).collect();
            let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(&key);
            if !self.ids.insert(hash) {
                row.0[2] = Err(Reason::IdTaken);
            }
        }
        for (i, cell) in row.0.iter().enumerate() {
            if let Err(reason) = cell {
                self.note(path, act, i, *reason, None)?;
            }
        }
        let cells = row.0.iter().map(|c| c.as_deref().unwrap_or_default());
        if row.is_complete() {
            self.written += 1;
            self.rows.write_record(cells)?;
            // The header is line 1, and no cell has a line end.
            if let Some(line) = self.lines.get_mut(first) {
                *line = u32::try_from(self.written + 1).unwrap_or(u32::MAX);
            }
        } else {
            self.incomplete += 1;
            if let Some(beside) = &mut self.beside {
                beside.incomplete.write_record(cells)?;
            }
        }
        Ok(())
    }

    /// Counts and reports an empty cell; `column` past the last one is the row itself, and `line` where it stands already.
    fn note(
        &mut self,
        path: &str,
        act: &str,
        column: usize,
        reason: Reason,
        line: Option<u32>,
    ) -> Result<(), EmitError> {
        *self.empty.entry((column, reason)).or_default() += 1;
        if let Some(beside) = &mut self.beside {
            let name = COLUMNS.get(column).copied().unwrap_or("*");
            let required = if column < REQUIRED { "yes" } else { "no" };
            let at = line.map(|n| format!("{}, ligne {n}", reason.french()));
            let told = at.as_deref().unwrap_or(reason.french());
            beside.report.write_record([path, act, name, required, reason.code(), told])?;
        }
        Ok(())
    }

    /// Ends the files.
    ///
    /// # Errors
    /// When they cannot be ended.
    pub fn finish(self) -> Result<Notes, EmitError> {
        close(self.rows)?;
        if let Some(beside) = self.beside {
            close(beside.incomplete)?;
            close(beside.report)?;
        }
        // The five vote cells and the two of the matter are empty together: one line for each group.
        let mut notes = vec![format!("SCDL: {} ligne(s) écrite(s), {} incomplète(s)", self.written, self.incomplete)];
        for ((column, reason), n) in self.empty {
            let name = match column {
                5 | 12..=15 => continue,
                11 => "VOTE_*",
                _ => COLUMNS.get(column).copied().unwrap_or("*"),
            };
            notes.push(format!("  {name}: {n} × {}", reason.french()));
        }
        Ok(Notes(notes))
    }
}

/// Ends a CSV file and gives it its name.
fn close(file: csv::Writer<Stream>) -> Result<(), EmitError> {
    file.into_inner().map_err(csv::IntoInnerError::into_error)?.close()
}

/// The format alone: it finds out itself which acts are given again.
struct Alone {
    scdl: Scdl,
    acts: Acts,
}

impl Sink for Alone {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        match piece {
            Piece::Record(record) => self.scdl.record(&record, &self.acts.of(&record)),
            Piece::Bytes(_) | Piece::Rows(_) | Piece::Files(_) => Ok(()),
        }
    }

    fn finish(self: Box<Self>) -> Result<Notes, EmitError> {
        self.scdl.finish()
    }
}
