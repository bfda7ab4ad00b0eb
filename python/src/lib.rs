//! The Rust side of the Python package `greffier`: readers of documents, a line of many, the scorer, the tables.
//!
//! It is thin: what Python sees, with its checks, defaults and exceptions, is `greffier/__init__.py`. The interpreter is
//! let go of while documents are read.

mod line;
mod reader;
mod rows;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;

/// The report of the scorer, as JSON.
#[pyfunction]
fn score(py: Python<'_>, gold: PathBuf, records: PathBuf, by_doc: bool) -> PyResult<String> {
    let report = py.detach(|| greffier::score::score(&gold, &records));
    let report = report.map_err(|e| PyValueError::new_err(e.to_string()))?;
    Ok(report.to_json(by_doc).to_string())
}

/// Whether a file that lies in a folder is taken, from its name and first bytes.
#[pyfunction]
fn wanted(name: PathBuf, head: &[u8]) -> bool {
    greffier::input::is_wanted(&name, head)
}

#[pymodule]
fn _greffier(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    m.add_class::<reader::Reader>()?;
    m.add_class::<line::Line>()?;
    m.add_function(wrap_pyfunction!(score, m)?)?;
    m.add_function(wrap_pyfunction!(wanted, m)?)?;
    m.add_function(wrap_pyfunction!(rows::tables, m)?)?;
    m.add_function(wrap_pyfunction!(rows::rows, m)?)
}
