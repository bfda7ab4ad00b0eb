//! How the work of `extract` is done: in threads or in worker processes, within which limits.

use super::{Talk, words};
use clap::ValueEnum;
use greffier::batch::engine::{Made, Problem, Work};
use greffier::batch::pool::{self, Limits, Worker};
use greffier::batch::{self, Content, Failure};
use greffier::emit::Format;
use greffier::emit::Piece;
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::input::Input;
use greffier::ocr::Ocr;
use greffier::page::Document;
use greffier::record::Record;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

#[derive(clap::Args)]
#[group(skip)]
pub struct Args {
    /// Work in processes that limits can end, or in threads of this one; auto: processes for folders and archives.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Limits")]
    isolate: Isolate,
    /// Seconds that a document may take (in processes).
    #[arg(long, value_name = "SECONDS", default_value_t = 300, help_heading = "Limits")]
    max_time: u64,
    /// MiB of memory that a document may take (in processes, on Linux).
    #[arg(long, value_name = "MIB", default_value_t = 1024, help_heading = "Limits")]
    max_memory: u64,
    /// Pages that a document may have.
    #[arg(long, value_name = "N", default_value_t = 5000, help_heading = "Limits")]
    max_pages: usize,
    /// Serve as a worker process of another greffier.
    #[arg(long, hide = true)]
    pub as_worker: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Isolate {
    Auto,
    /// Threads.
    None,
    /// Processes.
    Process,
}

/// The wordings of a run, compiled when first used: where worker processes read, the parent has no need of them.
pub struct Wordings(OnceLock<Lexicon>);

impl Wordings {
    /// Those of a folder over the built-in ones, at once, so that a bad line is told before any work; else the built-in
    /// ones, later.
    pub fn new(dir: Option<&Path>) -> anyhow::Result<Self> {
        let cell = OnceLock::new();
        if dir.is_some() {
            let _ = cell.set(super::lexicon(dir)?);
        }
        Ok(Self(cell))
    }

    pub fn get(&self) -> Result<&Lexicon, Failure> {
        if let Some(lexicon) = self.0.get() {
            return Ok(lexicon);
        }
        let built_in = Lexicon::builtin().map_err(|e| Failure::Fault(e.to_string()))?;
        Ok(self.0.get_or_init(|| built_in))
    }
}

/// All that a worker needs.
pub struct Shop<'a> {
    pub args: &'a Args,
    pub wordings: &'a Wordings,
    pub options: Options,
    pub talk: &'a Talk,
    pub ocr: &'a Ocr,
}

impl Shop<'_> {
    fn limits(&self) -> Limits {
        Limits { seconds: self.args.max_time, mib: self.args.max_memory, pages: self.args.max_pages }
    }

    fn both(&self, input: &Input, content: &Content) -> Result<(Document, Record), Failure> {
        batch::both_of(content, input, self.wordings.get()?, self.options, self.ocr, self.args.max_pages)
    }

    /// A failure in the language of the user.
    pub fn tell(&self, failure: &Failure) -> String {
        words::failure(failure, self.talk.french)
    }

    /// Serves as a worker process.
    pub fn serve(&self) -> io::Result<()> {
        pool::serve(self.limits(), |input, content| self.both(input, content).map(|b| b.1), |f| self.tell(f))
    }

    /// Whether work is done in processes: `paths` may be many documents.
    fn in_processes(&self, paths: &[PathBuf]) -> bool {
        match self.args.isolate {
            Isolate::None => false,
            Isolate::Process => true,
            Isolate::Auto => paths.len() > 1 || paths.iter().any(|p| p.as_os_str() == "-" || p.is_dir()),
        }
    }

    /// Workers, as many as `jobs`; what each gives is made by `from_record`, or by `from_json` from what a process
    /// answers. `here`: the document itself is needed, so that work is done in threads.
    pub fn workers<'w, T: Send + 'w>(
        &'w self,
        jobs: usize,
        paths: &[PathBuf],
        here: bool,
        from_record: &'w (dyn Fn(&Input, Document, Record) -> Result<T, Problem> + Sync),
        from_json: &'w (dyn Fn(Vec<u8>) -> Result<T, Problem> + Sync),
    ) -> Vec<Work<'w, T>> {
        let isolated = !here && self.in_processes(paths);
        let make = |_| -> Work<'w, T> {
            if isolated {
                let mut worker = Worker::new(command, self.limits());
                Box::new(move |input, content| {
                    let made = worker.work(input, &content, &|f| self.tell(f))?;
                    Ok(Made { pages: made.pages, piece: from_json(made.piece)? })
                })
            } else {
                Box::new(move |input, content| {
                    let both = self.both(input, &content).map_err(|f| Problem::new(&f, self.tell(&f)));
                    let (doc, record) = both?;
                    let pages = record.source.pages.unwrap_or(1);
                    Ok(Made { pages, piece: from_record(input, doc, record)? })
                })
            }
        };
        (0..jobs).map(make).collect()
    }
}

/// This program again, with the same arguments, as a worker.
fn command() -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    let mut told = false;
    for arg in std::env::args_os().skip(1) {
        let here = !told && arg == "extract";
        command.arg(arg);
        if here {
            command.arg("--as-worker");
            told = true;
        }
    }
    Ok(command)
}

pub fn in_format(e: &dyn std::fmt::Display) -> Problem {
    let message = e.to_string();
    Problem { stage: "emit".to_owned(), code: "format".to_owned(), shown: message.clone(), message }
}

/// A record in a format.
pub fn encode(format: &Format, record: Record) -> Result<Piece, Problem> {
    (format.encode)(record).map_err(|e| in_format(&e))
}

/// A record that came as JSON, in a format; those of JSON take it as it is.
pub fn encode_json(format: &Format, json: Vec<u8>) -> Result<Piece, Problem> {
    if matches!(format.name, "ndjson" | "json") {
        return Ok(Piece::Bytes(json));
    }
    encode(format, serde_json::from_slice(&json).map_err(|e| in_format(&e))?)
}

/// A record as JSON.
pub fn to_json(record: Record) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(&record).map_err(|e| in_format(&e))
}
