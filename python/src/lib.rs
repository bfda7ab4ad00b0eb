//! Python bindings: bytes or a path in, the record out. The interpreter is let go of while documents are read.

use greffier::batch::engine::{self, End, Made, Plan, Problem, Work};
use greffier::batch::{self, Failure};
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::input::{self, Input, Walker};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};

pyo3::create_exception!(_greffier, ExtractError, pyo3::exceptions::PyValueError, "A document that gives no record.");

/// The wordings, compiled once a process.
fn lexicon() -> PyResult<&'static Lexicon> {
    static LEXICON: OnceLock<Result<Lexicon, String>> = OnceLock::new();
    let made = LEXICON.get_or_init(|| Lexicon::builtin().map_err(|e| e.to_string()));
    made.as_ref().map_err(|e| PyRuntimeError::new_err(e.clone()))
}

fn error(failure: &Failure) -> PyErr {
    ExtractError::new_err((failure.to_string(), failure.code(), failure.stage()))
}

/// The record of a document in memory, as JSON.
#[pyfunction]
fn json_of_bytes(py: Python<'_>, bytes: &[u8], name: &str, evidence: bool) -> PyResult<String> {
    let lexicon = lexicon()?;
    let input = Input { path: PathBuf::from(name), name: name.to_owned() };
    let made = py.detach(|| {
        let record = batch::from_bytes(bytes, &input, lexicon, Options { evidence })?;
        serde_json::to_string(&record).map_err(|e| Failure::Fault(e.to_string()))
    });
    made.map_err(|f| error(&f))
}

/// The record of a file, as JSON.
#[pyfunction]
fn json_of_path(py: Python<'_>, path: PathBuf, name: &str, evidence: bool) -> PyResult<String> {
    let lexicon = lexicon()?;
    let input = Input { path, name: name.to_owned() };
    let made = py.detach(|| {
        let bytes = input::load(&input.path)?.ok_or(Failure::TooLarge)?;
        let record = batch::from_bytes(&bytes, &input, lexicon, Options { evidence })?;
        serde_json::to_string(&record).map_err(|e| Failure::Fault(e.to_string()))
    });
    made.map_err(|f| error(&f))
}

/// Name, record as JSON, and message, code and stage of the error.
type Row = (String, Option<String>, Option<(String, String, String)>);

/// Results in the order of the inputs, as they come.
#[pyclass]
struct Many(Mutex<Option<mpsc::Receiver<Row>>>);

#[pymethods]
impl Many {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> Option<Row> {
        py.detach(|| self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.recv().ok())
    }
}

/// Begins to read files, folders and archives on `jobs` threads.
#[pyfunction]
fn many(paths: Vec<PathBuf>, jobs: usize, evidence: bool) -> PyResult<Many> {
    let lexicon = lexicon()?;
    let (send, rows) = mpsc::sync_channel(64);
    std::thread::spawn(move || {
        let tell = |f: &Failure| f.to_string();
        let worker = |_| -> Work<'_, String> {
            Box::new(move |input, bytes| {
                let problem = |f: &Failure| Problem::new(f, f.to_string());
                let record =
                    batch::from_bytes(&bytes, input, lexicon, Options { evidence }).map_err(|f| problem(&f))?;
                let pages = record.source.pages.unwrap_or(1);
                let piece = serde_json::to_string(&record).map_err(|e| problem(&Failure::Fault(e.to_string())))?;
                Ok(Made { piece, pages })
            })
        };
        let stop = AtomicBool::new(false);
        let plan =
            Plan { jobs, once: false, takes: &|_| true, known: &|_, _| false, tell: &tell, stop: &stop };
        let workers = (0..jobs).map(worker).collect();
        engine::run(&plan, |give| Walker::default().walk(&paths, give), workers, |done| {
            let name = done.input.name;
            let row = match done.end {
                End::Made(made) => (name, Some(made.piece), None),
                End::Failed(p) => (name, None, Some((p.message, p.code, p.stage))),
                End::Duplicate(_) | End::Known => return true,
            };
            // Nobody listens any more: the iterator was dropped.
            send.send(row).is_ok()
        });
    });
    Ok(Many(Mutex::new(Some(rows))))
}

/// The report of the scorer, as JSON.
#[pyfunction]
fn score_json(py: Python<'_>, gold: PathBuf, records: PathBuf, by_doc: bool) -> PyResult<String> {
    let report = py.detach(|| greffier::score::score(&gold, &records));
    let report = report.map_err(|e| pyo3::exceptions::PyValueError::new_err(e.to_string()))?;
    Ok(report.to_json(by_doc).to_string())
}

/// The hash of the built-in wordings.
#[pyfunction]
fn grammar_hash() -> PyResult<String> {
    Ok(lexicon()?.hash().to_owned())
}

#[pymodule]
fn _greffier(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("ExtractError", m.py().get_type::<ExtractError>())?;
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    m.add_class::<Many>()?;
    m.add_function(wrap_pyfunction!(json_of_bytes, m)?)?;
    m.add_function(wrap_pyfunction!(json_of_path, m)?)?;
    m.add_function(wrap_pyfunction!(many, m)?)?;
    m.add_function(wrap_pyfunction!(score_json, m)?)?;
    m.add_function(wrap_pyfunction!(grammar_hash, m)?)
}
