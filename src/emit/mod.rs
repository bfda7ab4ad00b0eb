//! Output formats: records in, in the order of the input; files out. One file a format, one line each in `FORMATS`.
//!
//! A format works in two steps. `encode` runs on any thread and looks at one record only; `Sink::put` runs on one
//! thread, in order, and may keep what it must, but never the records: memory does not grow with their number.

mod akn;
pub mod alto;
mod json;
mod names;
pub mod people;
mod popolo;
pub mod records;
pub mod review;
mod same;
pub mod scdl;
pub mod site;
pub mod tables;
pub mod target;
pub mod told;
mod whose;
pub mod worklist;
mod xml;

use crate::record::Record;
use std::io;
use std::path::{Path, PathBuf};
use target::Target;

/// Why records could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    File {
        /// What was being written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Standard output refused (a closed pipe, a full disk).
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A record has no form in JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A CSV file could not be written or read.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A Parquet file could not be written.
    #[error(transparent)]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The format writes several files and was given no folder.
    #[error("the format {0} writes a folder: give one with -o DIR")]
    NeedsFolder(&'static str),
}

impl EmitError {
    /// The failure of an operation on `path`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        |source| Self::File { path, source }
    }
}

/// What a record became on a worker thread.
pub enum Piece {
    /// Bytes that are written as they are.
    Bytes(Vec<u8>),
    /// Files by name, without their ending.
    Files(Vec<(String, Vec<u8>)>),
    /// Rows of tables.
    Rows(Vec<tables::Row>),
    /// Still the record: the format needs to see it in order.
    Record(Box<Record>),
}

impl Piece {
    /// The rows, made now if `encode` did not.
    fn into_rows(self, rows: impl FnOnce(&Record) -> Vec<tables::Row>) -> Vec<tables::Row> {
        match self {
            Self::Rows(rows) => rows,
            Self::Record(record) => rows(&record),
            Self::Bytes(_) | Self::Files(_) => Vec::new(),
        }
    }
}

/// What the user set beside the format.
#[derive(Default)]
pub struct Settings {
    /// What documents do not say and SCDL wants.
    pub metadata: scdl::Metadata,
    /// Whether a matter inferred from the title counts.
    pub infer_matter: bool,
}

/// What a format has to tell when it is done, for people: standard error, never data.
#[derive(Debug, Default)]
pub struct Notes(pub Vec<String>);

/// Where the pieces go, in order.
pub trait Sink {
    /// Takes the next piece.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&mut self, piece: Piece) -> Result<(), EmitError>;

    /// Ends the output; files get their names only now.
    ///
    /// # Errors
    /// When the end cannot be written.
    fn finish(self: Box<Self>) -> Result<Notes, EmitError>;
}

/// Opens the sink of a format.
pub type Open = fn(Target, &Settings) -> Result<Box<dyn Sink>, EmitError>;

/// A format of output.
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
    /// Whether it writes a folder of files rather than one stream.
    pub folder: bool,
    /// Makes of a record what is written of it; runs on any thread.
    pub encode: fn(Record) -> Result<Piece, EmitError>,
    /// Begins an output.
    pub open: Open,
}

/// Every format.
pub const FORMATS: &[Format] =
    &[json::NDJSON, json::JSON, tables::CSV, tables::PARQUET, scdl::SCDL, scdl::GRANTS, popolo::POPOLO, akn::AKN];

/// The format of that name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}
