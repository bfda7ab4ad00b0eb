//! A reader: wordings, OCR and limits as asked for; bytes in, JSON out.

use crate::line::{Line, Workers};
use greffier::batch::pool::{self, Limits};
use greffier::batch::{self, Content, Failure};
use greffier::extract::record::Options;
use greffier::grammar::lexicon::{LexError, Lexicon};
use greffier::input::{self, Input};
use greffier::ocr::cache::Cache;
use greffier::ocr::engine::{Engine, EngineError};
use greffier::ocr::tesseract::Tesseract;
use greffier::ocr::{self, Ocr};
use greffier::read::{Shared, Source};
use greffier::record::Record;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes that Python holds.
struct Held(PyBackedBytes);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Source for Held {}

/// Message, reason and stage of a failure.
pub type Why = (String, String, String);
/// A record as JSON, or why there is none.
type Answer = (Option<String>, Option<Why>);

/// The language model that reads French minutes.
const LANGUAGE: &str = "fra";
/// Stack of the threads that read, in bytes: one that waits for its pages may take up another document meanwhile.
const STACK: usize = 32 << 20;

/// All that reading a document needs.
pub struct Shop {
    lexicon: Arc<Lexicon>,
    ocr: Ocr,
    options: Options,
    pages: usize,
}

impl Shop {
    /// The record of a document.
    pub fn record(&self, input: &Input, content: &Content) -> Result<Record, Failure> {
        batch::both_of(content, input, &self.lexicon, self.options, &self.ocr, self.pages).map(|b| b.1)
    }

    fn answer(&self, input: &Input, bytes: Result<Shared, Failure>) -> Answer {
        let read = || {
            let record = self.record(input, &Content::of(bytes?))?;
            serde_json::to_string(&record).map_err(|e| Failure::Fault(e.to_string()))
        };
        match threads() {
            Ok(threads) => match threads.install(read) {
                Ok(json) => (Some(json), None),
                Err(f) => (None, Some((f.to_string(), f.code().to_owned(), f.stage().to_owned()))),
            },
            Err(e) => (None, Some((e, "internal_fault".to_owned(), "extract".to_owned()))),
        }
    }
}

/// A pool of threads with room on their stacks.
pub fn pool_of(threads: usize) -> Result<ThreadPool, String> {
    ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().map_err(|e| e.to_string())
}

/// The threads of this process. Those of a process that was forked are not there in its child, which gets its own.
fn threads() -> Result<Arc<ThreadPool>, String> {
    static THREADS: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);
    let mut held = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some((of, pool)) = held.as_ref()
        && *of == process
    {
        return Ok(Arc::clone(pool));
    }
    let pool = Arc::new(pool_of(0)?);
    // The parent's pool cannot be ended from here: none of its threads would answer.
    std::mem::forget(held.replace((process, Arc::clone(&pool))));
    Ok(pool)
}

/// The wordings; the built-in ones are compiled once a process.
fn lexicon(overlay: Option<&Path>) -> PyResult<Arc<Lexicon>> {
    static BUILTIN: OnceLock<Result<Arc<Lexicon>, String>> = OnceLock::new();
    let said = |e: LexError| e.to_string();
    match overlay {
        Some(folder) => Lexicon::with_overlay(folder).map(Arc::new).map_err(|e| PyValueError::new_err(said(e))),
        None => {
            let made = BUILTIN.get_or_init(|| Lexicon::builtin().map(Arc::new).map_err(said));
            made.clone().map_err(PyRuntimeError::new_err)
        }
    }
}

/// Reads documents in one way. `ocr` is `auto`, `always` or `never`.
#[pyclass(frozen, module = "greffier._greffier")]
pub struct Reader(Arc<Shop>);

#[pymethods]
impl Reader {
    #[new]
    fn new(
        py: Python<'_>,
        ocr: &str,
        tesseract: Option<PathBuf>,
        ocr_cache: Option<PathBuf>,
        evidence: bool,
        grammar: Option<PathBuf>,
        max_pages: usize,
    ) -> PyResult<Self> {
        let mode = match ocr {
            "auto" => ocr::Mode::Auto,
            "always" => ocr::Mode::Always,
            "never" => ocr::Mode::Never,
            _ => return Err(PyValueError::new_err(format!("ocr is auto, always or never, not {ocr:?}"))),
        };
        let find = move || -> Result<Box<dyn Engine>, EngineError> {
            Ok(Box::new(Tesseract::find(tesseract.as_deref(), LANGUAGE, ocr::TIME_LIMIT)?))
        };
        let cache = ocr_cache.as_deref().map(Cache::open).transpose()?;
        let ocr = if mode == ocr::Mode::Never { Ocr::never() } else { Ocr::new(mode, Box::new(find), cache) };
        let lexicon = py.detach(|| lexicon(grammar.as_deref()))?;
        Ok(Self(Arc::new(Shop { lexicon, ocr, options: Options { evidence }, pages: max_pages })))
    }

    /// The hash of the wordings.
    fn grammar_hash(&self) -> &str {
        self.0.lexicon.hash()
    }

    /// Reads bytes; the ending of `name` tells the format where they do not.
    fn bytes(&self, py: Python<'_>, bytes: PyBackedBytes, name: String) -> Answer {
        let input = Input { path: PathBuf::from(&name), name };
        py.detach(|| self.0.answer(&input, Ok(Arc::new(Held(bytes)))))
    }

    /// Reads a file, which is called `name` in its record.
    fn file(&self, py: Python<'_>, path: PathBuf, name: String) -> Answer {
        let input = Input { path, name };
        py.detach(|| {
            let loaded = input::load(&input.path).map_err(Failure::Io).and_then(|b| b.ok_or(Failure::TooLarge));
            self.0.answer(&input, loaded.map(|b| Arc::new(b) as Shared))
        })
    }

    /// Begins to read many: in threads, or where `command` is given in processes that it starts and that call `serve`.
    fn many(&self, jobs: usize, command: Option<Vec<String>>, seconds: u64, mib: u64) -> PyResult<Line> {
        let limits = Limits { seconds, mib, pages: self.0.pages };
        let workers = match command {
            Some(command) => Workers::Processes { command, limits },
            None => {
                Workers::Threads { shop: Arc::clone(&self.0), pool: pool_of(jobs).map_err(PyRuntimeError::new_err)? }
            }
        };
        Line::start(jobs, workers)
    }

    /// Serves as a worker process on standard input and output until that ends.
    fn serve(&self, py: Python<'_>, seconds: u64, mib: u64) -> PyResult<()> {
        let limits = Limits { seconds, mib, pages: self.0.pages };
        py.detach(|| {
            let pool = pool_of(1).map_err(PyRuntimeError::new_err)?;
            let work = |input: &Input, content: &Content| pool.install(|| self.0.record(input, content));
            pool::serve(limits, work, ToString::to_string).map_err(PyErr::from)
        })
    }
}
