//! The tables as a folder of CSV files (RFC 4180, UTF-8, comma, header) with a `datapackage.json` that describes them.

use super::rows::rows;
use super::{Cell, TABLES, TABLES_VERSION, Table};
use crate::emit::target::{Folder, Stream, Target};
use crate::emit::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::record::Record;
use serde_json::{Value, json};
use std::io::Write;

/// A folder of CSV files.
pub const CSV: Format =
    Format { name: "csv", about: "a folder of CSV tables, one file a table", folder: true, encode, open: Files::open };

fn encode(record: Record) -> Result<Piece, EmitError> {
    Ok(Piece::Rows(rows(&record)))
}

struct Files {
    folder: Folder,
    files: Vec<::csv::Writer<Stream>>,
}

impl Files {
    fn open(target: Target, _: &Settings) -> Result<Box<dyn Sink>, EmitError> {
        let folder = target.folder("csv")?;
        let mut files = Vec::with_capacity(TABLES.len());
        for table in TABLES {
            let mut file = ::csv::Writer::from_writer(folder.file(&format!("{}.csv", table.name))?);
            file.write_record(table.columns.iter().map(|c| c.name))?;
            files.push(file);
        }
        Ok(Box::new(Self { folder, files }))
    }
}

impl Sink for Files {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        for row in piece.into_rows(rows) {
            if let Some(file) = self.files.get_mut(row.table) {
                for cell in &row.cells {
                    match cell {
                        Cell::Null => file.write_field("")?,
                        Cell::Text(s) => file.write_field(s)?,
                        Cell::Integer(n) => file.write_field(n.to_string())?,
                        Cell::Real(x) => file.write_field(x.to_string())?,
                        Cell::Boolean(b) => file.write_field(if *b { "true" } else { "false" })?,
                    }
                }
                file.write_record(None::<&[u8]>)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Notes, EmitError> {
        for file in self.files {
            file.into_inner().map_err(|e| e.into_error())?.close()?;
        }
        let mut package = self.folder.file("datapackage.json")?;
        serde_json::to_writer_pretty(&mut package, &descriptor())?;
        package.write_all(b"\n")?;
        package.close()?;
        Ok(Notes::default())
    }
}

/// The Tabular Data Package (Frictionless) of the folder: fields, primary and foreign keys.
#[must_use]
pub fn descriptor() -> Value {
    let resources: Vec<Value> = TABLES.iter().map(resource).collect();
    json!({
        "profile": "tabular-data-package",
        "name": "greffier-tables",
        "version": TABLES_VERSION,
        "resources": resources,
    })
}

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> =
        table.columns.iter().map(|c| json!({"name": c.name, "type": c.kind.frictionless()})).collect();
    let key = if table.name == "documents" { json!(["document"]) } else { json!(["document", "pointer"]) };
    let mut foreign = Vec::new();
    if table.name != "documents" {
        foreign.push(json!({"fields": ["document"], "reference": {"resource": "documents", "fields": ["document"]}}));
    }
    for (column, target) in [("sitting", "sittings"), ("deliberation", "deliberations"), ("vote", "votes")] {
        if table.columns.iter().any(|c| c.name == column) && !may_be_empty(table, column) {
            foreign.push(json!({
                "fields": ["document", column],
                "reference": {"resource": target, "fields": ["document", "pointer"]},
            }));
        }
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name.replace('_', "-"),
        "title": table.about,
        "path": format!("{}.csv", table.name),
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": key, "foreignKeys": foreign.into_iter().map(hyphens).collect::<Vec<_>>()},
    })
}

/// A sitting names sums and references before its first act, too; a key of a data package may not be half empty.
fn may_be_empty(table: &Table, column: &str) -> bool {
    column == "deliberation" && matches!(table.name, "amounts" | "references")
}

/// Names of resources have no underscore in a data package.
fn hyphens(mut key: Value) -> Value {
    if let Some(name) = key.pointer_mut("/reference/resource") {
        *name = Value::String(name.as_str().unwrap_or_default().replace('_', "-"));
    }
    key
}
