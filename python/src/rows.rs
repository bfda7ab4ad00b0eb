//! Records as rows of tables.

use greffier::emit::tables::{Cell, TABLES, Type, rows as rows_of};
use greffier::record::Record;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// A table: its name and its columns, each with its type.
type Shape = (&'static str, Vec<(&'static str, &'static str)>);

/// Every table with its columns and their types: `string`, `integer`, `real`, `boolean`, `date`, `money`.
#[pyfunction]
pub fn tables() -> Vec<Shape> {
    let kind = |kind| match kind {
        Type::Text => "string",
        Type::Integer => "integer",
        Type::Real => "real",
        Type::Boolean => "boolean",
        Type::Date => "date",
        Type::Money => "money",
    };
    TABLES.iter().map(|t| (t.name, t.columns.iter().map(|c| (c.name, kind(c.kind))).collect())).collect()
}

/// The rows of a record: the number of the table and the cells; dates and sums as text.
#[pyfunction]
pub fn rows(py: Python<'_>, json: &str) -> PyResult<Vec<(usize, Vec<Py<PyAny>>)>> {
    let rows = py.detach(|| {
        let record: Record = serde_json::from_str(json)?;
        Ok(rows_of(&record))
    });
    let rows = rows.map_err(|e: serde_json::Error| PyValueError::new_err(format!("not a record: {e}")))?;
    let cell = |cell: Cell| match cell {
        Cell::Null => Ok(py.None()),
        Cell::Text(s) => s.into_py_any(py),
        Cell::Integer(n) => n.into_py_any(py),
        Cell::Real(x) => x.into_py_any(py),
        Cell::Boolean(b) => b.into_py_any(py),
    };
    rows.into_iter().map(|row| Ok((row.table, row.cells.into_iter().map(cell).collect::<PyResult<_>>()?))).collect()
}
