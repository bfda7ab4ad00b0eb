//! The record itself: one a line (`ndjson`), or all in one array (`json`).

use super::target::{Stream, Target};
use super::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::record::Record;
use std::io::Write;

/// One record a line.
pub const NDJSON: Format = Format {
    name: "ndjson",
    about: "one JSON record a line",
    folder: false,
    encode,
    open: |target, _| Ok(Box::new(Lines(target.stream()?))),
};

/// One array of records.
pub const JSON: Format =
    Format { name: "json", about: "one JSON array of records", folder: false, encode, open: Array::open };

fn encode(record: Record) -> Result<Piece, EmitError> {
    Ok(Piece::Bytes(serde_json::to_vec(&record)?))
}

fn bytes(piece: Piece) -> Result<Vec<u8>, EmitError> {
    match piece {
        Piece::Bytes(bytes) => Ok(bytes),
        Piece::Record(record) => Ok(serde_json::to_vec(&record)?),
        Piece::Rows(_) | Piece::Files(_) => Ok(Vec::new()),
    }
}

struct Lines(Stream);

impl Sink for Lines {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        let mut line = bytes(piece)?;
        line.push(b'\n');
        Ok(self.0.write_all(&line)?)
    }

    fn finish(self: Box<Self>) -> Result<Notes, EmitError> {
        self.0.close()?;
        Ok(Notes::default())
    }
}

struct Array {
    out: Stream,
    lead: &'static [u8],
}

impl Array {
    fn open(target: Target, _: &Settings) -> Result<Box<dyn Sink>, EmitError> {
        Ok(Box::new(Self { out: target.stream()?, lead: b"[" }))
    }
}

impl Sink for Array {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        self.out.write_all(self.lead)?;
        self.lead = b",\n";
        Ok(self.out.write_all(&bytes(piece)?)?)
    }

    fn finish(mut self: Box<Self>) -> Result<Notes, EmitError> {
        if self.lead == b"[" {
            self.out.write_all(b"[")?;
        }
        self.out.write_all(b"]\n")?;
        self.out.close()?;
        Ok(Notes::default())
    }
}
