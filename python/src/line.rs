//! Many documents: sources go in one by one, results come out in their order, and neither side runs far ahead.

use crate::reader::{Shop, Why};
use greffier::batch::engine::{self, Done, End, Made, Plan, Problem, Work};
use greffier::batch::pool::{Limits, Worker};
use greffier::batch::{Content, Failure, hex};
use greffier::input::{Input, Item, Walker};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use rayon::ThreadPool;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Results that wait for Python, at most.
const READY: usize = 64;
/// How often a wait looks whether Python was interrupted.
const GLANCE: Duration = Duration::from_millis(100);

/// What is to be read.
enum Source {
    /// A file, a folder or an archive.
    Path(PathBuf),
    /// A document, or an archive of some, in memory.
    Bytes(String, Vec<u8>),
}

/// Where it is, the hash of its bytes, its record as JSON, or why there is none.
type Row = (String, Option<String>, Option<String>, Option<Why>);

/// Who reads.
pub enum Workers {
    /// Threads of this process.
    Threads { shop: Arc<Shop>, pool: ThreadPool },
    /// Processes, which limits can end.
    Processes { command: Vec<String>, limits: Limits },
}

/// What waits on either side.
#[derive(Default)]
struct State {
    sources: VecDeque<Source>,
    /// No more sources come.
    ended: bool,
    rows: VecDeque<Row>,
    /// No more rows come.
    finished: bool,
}

/// What Python and the workers share.
#[derive(Default)]
struct Belt {
    state: Mutex<State>,
    moved: Condvar,
    stop: AtomicBool,
}

impl Belt {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        self.moved.wait_timeout(state, GLANCE).map_or_else(|e| e.into_inner().0, |s| s.0)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The next source, when it comes.
    fn source(&self) -> Option<Source> {
        let mut state = self.lock();
        loop {
            if self.stopped() {
                return None;
            }
            if let Some(source) = state.sources.pop_front() {
                self.moved.notify_all();
                return Some(source);
            }
            if state.ended {
                return None;
            }
            state = self.wait(state);
        }
    }

    /// Hands a row over when there is room; `false` where nobody wants it any more.
    fn put(&self, row: Row) -> bool {
        let mut state = self.lock();
        while state.rows.len() >= READY && !self.stopped() {
            state = self.wait(state);
        }
        state.rows.push_back(row);
        self.moved.notify_all();
        !self.stopped()
    }
}

/// Sources in, rows out.
#[pyclass(frozen, module = "greffier._greffier")]
pub struct Line {
    belt: Arc<Belt>,
    /// Sources that wait for a worker, at most.
    room: usize,
}

impl Line {
    /// Begins.
    pub fn start(jobs: usize, workers: Workers) -> PyResult<Self> {
        let belt = Arc::new(Belt::default());
        let theirs = Arc::clone(&belt);
        let run = move || {
            let worked = catch_unwind(AssertUnwindSafe(|| work(jobs, workers, &theirs)));
            let mut state = theirs.lock();
            if worked.is_err() {
                // Python would wait for ever, or take what is missing for the end.
                let why = ("a fault in listing the sources", "internal_fault", "extract");
                state.rows.push_back((String::new(), None, None, Some((why.0.into(), why.1.into(), why.2.into()))));
            }
            state.finished = true;
            drop(state);
            theirs.moved.notify_all();
        };
        std::thread::Builder::new().spawn(run).map_err(|e| PyRuntimeError::new_err(e.to_string()))?;
        Ok(Self { belt, room: jobs * 2 })
    }

    fn add(&self, source: Source) {
        self.belt.lock().sources.push_back(source);
        self.belt.moved.notify_all();
    }
}

#[pymethods]
impl Line {
    /// Whether a source would be taken up soon.
    fn wants(&self) -> bool {
        self.belt.lock().sources.len() < self.room
    }

    /// Adds a file, a folder or an archive.
    fn add_path(&self, path: PathBuf) {
        self.add(Source::Path(path));
    }

    /// Adds a document in memory, or an archive of some.
    fn add_bytes(&self, name: String, bytes: PyBackedBytes) {
        self.add(Source::Bytes(name, bytes.to_vec()));
    }

    /// No more sources come.
    fn end(&self) {
        self.belt.lock().ended = true;
        self.belt.moved.notify_all();
    }

    /// The next row. `None` when a source is wanted first, where `more` says that there is one, or when all is done.
    fn take(&self, py: Python<'_>, more: bool) -> PyResult<Option<Row>> {
        loop {
            let found = py.detach(|| {
                let mut state = self.belt.lock();
                if state.rows.is_empty() && !state.finished && !(more && state.sources.len() < self.room) {
                    state = self.belt.wait(state);
                }
                let row = state.rows.pop_front();
                self.belt.moved.notify_all();
                let idle = row.is_none() && (state.finished || (more && state.sources.len() < self.room));
                (row.is_some() || idle).then_some(row)
            });
            match found {
                Some(row) => return Ok(row),
                None => py.check_signals()?,
            }
        }
    }

    /// Nobody wants more: what is in work is finished and dropped.
    fn stop(&self) {
        self.belt.stop.store(true, Ordering::Relaxed);
        self.belt.moved.notify_all();
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Reads what comes until no more does.
fn work(jobs: usize, workers: Workers, belt: &Belt) {
    let tell = |f: &Failure| f.to_string();
    let plan = Plan { jobs, once: false, takes: &|_| true, known: &|_, _| false, tell: &tell, stop: &belt.stop };
    let workers: Vec<Work<'_, Vec<u8>>> = match &workers {
        Workers::Threads { shop, pool } => (0..jobs).map(|_| in_threads(shop, pool)).collect(),
        Workers::Processes { command, limits } => (0..jobs).map(|_| in_process(command, *limits)).collect(),
    };
    // `give` refuses only when the belt is stopped, and then no source comes.
    let walk = |give: &mut dyn FnMut(Item) -> bool| {
        let mut walker = Walker::default();
        while let Some(source) = belt.source() {
            match source {
                Source::Path(path) => walker.walk(&[path], give),
                Source::Bytes(name, bytes) => {
                    walker.bytes(Input { path: PathBuf::from(&name), name }, bytes, give);
                }
            }
        }
    };
    engine::run(&plan, walk, workers, |done| belt.put(row(done)));
}

fn row(done: Done<Vec<u8>>) -> Row {
    let (path, hash) = (done.input.path.display().to_string(), done.hash.map(|h| hex(&h)));
    match done.end {
        End::Made(made) => match String::from_utf8(made.piece) {
            Ok(json) => (path, hash, Some(json), None),
            Err(e) => (path, hash, None, Some((e.to_string(), "internal_fault".to_owned(), "extract".to_owned()))),
        },
        End::Failed(p) => (path, hash, None, Some((p.message, p.code, p.stage))),
        // Neither is asked for in the plan.
        End::Duplicate(_) | End::Known => (path, hash, None, None),
    }
}

fn in_threads<'w>(shop: &'w Shop, pool: &'w ThreadPool) -> Work<'w, Vec<u8>> {
    Box::new(move |input, content| {
        let fail = |f: &Failure| Problem::new(f, f.to_string());
        let record = pool.install(|| shop.record(input, &content)).map_err(|f| fail(&f))?;
        let piece = serde_json::to_vec(&record).map_err(|e| fail(&Failure::Fault(e.to_string())))?;
        Ok(Made { piece, pages: record.source.pages.unwrap_or(1) })
    })
}

fn in_process<'w>(command: &'w [String], limits: Limits) -> Work<'w, Vec<u8>> {
    let words = command.to_vec();
    let mut worker = Worker::new(
        move || {
            let (program, args) = words.split_first().ok_or_else(|| std::io::Error::other("no command"))?;
            let mut command = Command::new(Path::new(program));
            command.args(args);
            Ok(command)
        },
        limits,
    );
    Box::new(move |input: &Input, content: Content| worker.work(input, &content, &|f| f.to_string()))
}
