//! `extract`: lists the inputs, reads them in parallel, hands the records in order to the output format.

use super::work::{self, Shop};
use super::{Talk, archive, say, words};
use anyhow::Context;
use clap::ValueEnum;
use greffier::batch::engine::{self, End, Plan, Problem};
use greffier::emit::review::Patches;
use greffier::emit::{self, EmitError, Piece, alto, worklist};
use greffier::extract::record::Options;
use greffier::input::{Input, Walker};
use greffier::page::Document;
use greffier::record::Record;
use greffier::run::Tally;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, or `-` for a list of paths on standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Write here (aside first, then renamed) and not to standard output; a folder, or a name that ends in `/`, becomes
    /// a run folder that --resume goes on with.
    #[arg(short, long, value_name = "FILE|DIR/", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Format of the output.
    #[arg(long, default_value = "ndjson", value_parser = formats(), help_heading = "Output")]
    format: String,
    /// What documents do not say and SCDL wants: a CSV file, one line an authority.
    #[arg(long, value_name = "FILE.csv", help_heading = "Output")]
    metadata: Option<PathBuf>,
    /// In SCDL, take the matter inferred from the title where none is printed or stamped.
    #[arg(long, help_heading = "Output")]
    infer_matter: bool,
    /// Leave the evidence out.
    #[arg(long, value_enum, default_value = "full", help_heading = "Output")]
    evidence: EvidenceLevel,
    /// Corrections saved by the page of `review`, or folders of them: applied to the records they were made for.
    #[arg(long, value_name = "PATH", help_heading = "Output")]
    amend: Vec<PathBuf>,
    /// One JSON line for each failure: path, page, stage, code, message.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    errors: Option<PathBuf>,
    /// Documents with the same bytes: read once and reported, or read each; once in a run folder if not given.
    #[arg(long, value_enum, help_heading = "Work")]
    duplicates: Option<Duplicates>,
    /// How progress is shown on standard error; a bar on a terminal if not given.
    #[arg(long, value_enum, help_heading = "Messages")]
    progress: Option<Shown>,
    /// Write counts and times in the text format of Prometheus.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    metrics: Option<PathBuf>,
    /// Documents at work at a time; all cores if not given. The output does not depend on it.
    #[arg(short, long, value_name = "N", help_heading = "Work")]
    jobs: Option<usize>,
    /// A folder of `.lex` files over the built-in wordings.
    #[arg(long, value_name = "DIR", help_heading = "Work")]
    grammar: Option<PathBuf>,
    /// Stop at the first failure.
    #[arg(long, help_heading = "Work")]
    fail_fast: bool,
    #[command(flatten)]
    ocr: super::ocr::Args,
    /// Write the words of OCRed pages with their boxes here: one ALTO 4 file a document.
    #[arg(long, value_name = "DIR", help_heading = "Scanned pages")]
    searchable: Option<PathBuf>,
    /// Write a list of the pages and records that a person should look at, worst first, as CSV.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    review: Option<PathBuf>,
    #[command(flatten)]
    work: work::Args,
    #[command(flatten)]
    folder: archive::Args,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Duplicates {
    Once,
    Keep,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    Bar,
    /// A JSON object a line, each second.
    Json,
    None,
}

/// The formats of the registry, by name.
pub(super) fn formats() -> clap::builder::PossibleValuesParser {
    emit::FORMATS.iter().map(|f| clap::builder::PossibleValue::new(f.name).help(f.about)).into()
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EvidenceLevel {
    /// The place of every value.
    Full,
    /// No places.
    None,
}

/// Failures, as they come: to people on standard error, to programs in the file of `--errors`.
pub struct Failures {
    pub count: usize,
    file: Option<std::fs::File>,
    quiet: bool,
}

impl Failures {
    /// The line of a failure; it has the same bytes in every language.
    pub fn line(&self, path: &str, p: &Problem) -> String {
        serde_json::json!({"path": path, "page": null, "stage": p.stage, "code": p.code, "message": p.message})
            .to_string()
    }

    pub fn add(&mut self, path: &str, problem: &Problem, bar: &ProgressBar) -> std::io::Result<()> {
        self.count += 1;
        if !self.quiet {
            bar.suspend(|| say(format_args!("{path}: {}", problem.shown)));
        }
        let line = self.line(path, problem);
        self.file.as_mut().map_or(Ok(()), |file| writeln!(file, "{line}"))
    }
}

/// What is shown while documents are read.
pub struct Progress {
    pub bar: ProgressBar,
    json: bool,
    /// Files to come, where all inputs are files in folders.
    total: Option<u64>,
}

impl Progress {
    /// A bar on a terminal, JSON where asked for, nothing elsewhere. Files are counted ahead only for these.
    fn new(shown: Option<Shown>, quiet: bool, paths: &[PathBuf]) -> Self {
        let default = if std::io::stderr().is_terminal() && !quiet { Shown::Bar } else { Shown::None };
        let shown = shown.unwrap_or(default);
        let total = if shown == Shown::None { None } else { count(paths) };
        let bar = match (shown, total) {
            (Shown::Bar, total) => {
                let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
                let style = if total.is_some() { "{bar:30} {pos}/{len} {msg} {eta}" } else { "{spinner} {pos} {msg}" };
                match ProgressStyle::with_template(style) {
                    Ok(style) => bar.with_style(style),
                    Err(_) => bar,
                }
            }
            _ => ProgressBar::hidden(),
        };
        Self { bar, json: shown == Shown::Json, total }
    }

    pub fn show(&self, tally: &Tally) {
        let c = &tally.counts;
        self.bar.set_position(c.documents + tally.known);
        if !self.bar.is_hidden() {
            let seconds = tally.seconds().max(1e-9);
            let (d, p) = (c.documents as f64 / seconds, tally.pages as f64 / seconds);
            self.bar.set_message(format!("{d:.0} doc/s {p:.0} p/s ✗ {}", c.failures()));
        }
        if self.json {
            say(format_args!("{}", tally.progress(self.total, false)));
        }
    }

    pub fn end(&self, tally: &Tally) {
        self.bar.finish_and_clear();
        if self.json {
            say(format_args!("{}", tally.progress(self.total, true)));
        }
    }
}

/// Twice a second at the most.
pub struct Pulse(Instant);

impl Default for Pulse {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Pulse {
    /// Whether it is time again to show how far the work is.
    pub fn is_due(&mut self) -> bool {
        let due = self.0.elapsed() >= Duration::from_millis(500);
        if due {
            self.0 = Instant::now();
        }
        due
    }
}

/// How many documents are to come; `None` where archives or lists make it unknown.
fn count(paths: &[PathBuf]) -> Option<u64> {
    if paths.iter().any(|p| p.as_os_str() == "-") {
        return None;
    }
    let (mut n, mut certain) = (0, true);
    Walker::names_only().walk(paths, &mut |item| {
        n += 1;
        certain &= !matches!(&item, greffier::input::Item::File(i) if greffier::input::is_archive_name(&i.path));
        certain
    });
    certain.then_some(n)
}

/// Whether the output is a run folder.
fn run_folder<'a>(args: &'a Args, format: &emit::Format) -> Option<&'a Path> {
    let path = args.output.as_deref()?;
    let slash = path.as_os_str().as_encoded_bytes().last() == Some(&b'/');
    (!format.folder && (slash || path.is_dir())).then_some(path)
}

pub fn run(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    let wordings = work::Wordings::new(args.grammar.as_deref())?;
    let options = Options { evidence: args.evidence == EvidenceLevel::Full };
    let ocr = args.ocr.open()?;
    let shop = Shop { args: &args.work, wordings: &wordings, options, talk, ocr: &ocr };
    let jobs = args.jobs.filter(|n| *n > 0);
    let jobs = jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
    // Pages of a long PDF share these threads; a worker process is one of as many as there are jobs and has one.
    let threads = if args.work.as_worker { 1 } else { jobs };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(8 << 20);
    // That one is the thread it begins with: another would be handed the pages of each PDF, and waited for.
    let pool = if args.work.as_worker { pool.use_current_thread() } else { pool };
    pool.build_global()?;
    if args.work.as_worker {
        shop.serve()?;
        return Ok(ExitCode::SUCCESS);
    }
    let metadata = args.metadata.as_deref();
    let metadata = metadata.map(|p| emit::scdl::Metadata::read(p).with_context(|| p.display().to_string()));
    let settings =
        emit::Settings { metadata: metadata.transpose()?.unwrap_or_default(), infer_matter: args.infer_matter };
    let format = emit::format(&args.format).context("no such format")?;
    let dir = run_folder(args, format);
    anyhow::ensure!(dir.is_none() || format.name == "ndjson", "a run folder holds NDJSON");
    anyhow::ensure!(
        dir.is_some() || !args.folder.needs_folder(),
        "--resume, --shard and --watch need a run folder: --output DIR/"
    );
    anyhow::ensure!(
        dir.is_none() || (args.amend.is_empty() && args.review.is_none() && args.searchable.is_none()),
        "--amend, --review and --searchable go with one output, not with a run folder"
    );
    let once = args.duplicates.map_or(dir.is_some(), |d| d == Duplicates::Once);
    let file = args.errors.as_deref();
    let file = file.map(|p| std::fs::File::create(p).with_context(|| p.display().to_string())).transpose()?;
    let failures = Failures { count: 0, file, quiet: talk.quiet };
    let progress = Progress::new(args.progress, talk.quiet, &args.paths);
    if let Some(dir) = dir {
        let metrics = args.metrics.as_deref();
        let job = archive::Job { dir, paths: &args.paths, jobs, once, metrics, fail_fast: args.fail_fast };
        return archive::run(&args.folder, &job, &shop, failures, &progress, talk);
    }
    stream(args, &shop, (format, &settings, once, jobs), failures, &progress, talk)
}

/// What a worker makes of a document for one output.
struct Out {
    piece: Piece,
    list: Vec<worklist::Entry>,
    /// Why the corrections of the record do not fit it.
    unfit: Option<String>,
}

/// One output, written when all is done.
fn stream(
    args: &Args,
    shop: &Shop<'_>,
    (format, settings, once, jobs): (&emit::Format, &emit::Settings, bool, usize),
    mut failures: Failures,
    progress: &Progress,
    talk: &Talk,
) -> anyhow::Result<ExitCode> {
    let target = args.output.clone().map_or(emit::target::Target::Stdout, emit::target::Target::Path);
    let mut sink = (format.open)(target, settings)?;
    let patches = Patches::read(&args.amend)?;
    let (searchable, wants_list) = (args.searchable.as_deref(), args.review.is_some());
    // A record that its corrections do not fit is written as it was read, and named.
    let from_record = |input: &Input, doc: Document, record: Record| {
        let (record, unfit) = match patches.apply(&record) {
            Ok(amended) => (amended.unwrap_or(record), None),
            Err(unfit) => (record, Some(unfit.to_string())),
        };
        let list = if wants_list { worklist::entries(&doc, &record) } else { Vec::new() };
        if let Some(dir) = searchable {
            let engine = record.source.ocr.as_ref().map_or("", |o| o.engine.as_str());
            write_alto(&doc, &input.name, engine, dir).map_err(|e| work::in_format(&e))?;
        }
        Ok(Out { piece: work::encode(format, record)?, list, unfit })
    };
    let from_json = |json| Ok(Out { piece: work::encode_json(format, json)?, list: Vec::new(), unfit: None });
    // What looks at the document itself is done where the document is.
    let here = wants_list || searchable.is_some() || !args.amend.is_empty();
    let workers = shop.workers(jobs, &args.paths, here, &from_record, &from_json);
    let mut to_review = Vec::new();
    let stop = AtomicBool::new(false);
    let plan = Plan { jobs, once, takes: &|_| true, known: &|_, _| false, tell: &|f| shop.tell(f), stop: &stop };
    let mut tally = Tally::default();
    let mut outcome: Result<(), EmitError> = Ok(());
    let mut walker = Walker::default();
    let mut pulse = Pulse::default();
    engine::run(
        &plan,
        |give| walker.walk(&args.paths, give),
        workers,
        |done| {
            tally.counts.documents += 1;
            tally.bytes += done.bytes;
            tally.timed(&done.input.name, done.time);
            let wrote = match done.end {
                End::Made(made) => {
                    tally.counts.records += 1;
                    tally.pages += u64::from(made.pages);
                    if talk.verbose > 0 {
                        progress.bar.suspend(|| say(format_args!("{}", done.input.name)));
                    }
                    let Out { piece, list, unfit } = made.piece;
                    to_review.extend(list);
                    let named = unfit.map_or(Ok(()), |message| {
                        let (stage, code) = ("amend".to_owned(), "unfit".to_owned());
                        let problem = Problem { stage, code, shown: message.clone(), message };
                        failures.add(&done.input.name, &problem, &progress.bar)
                    });
                    named.map_err(Into::into).and_then(|()| sink.put(piece))
                }
                End::Failed(problem) => {
                    *tally.counts.failed.entry(problem.code.clone()).or_default() += 1;
                    let path = done.input.path.display().to_string();
                    failures.add(&path, &problem, &progress.bar).map_err(Into::into)
                }
                End::Duplicate(_) | End::Known => {
                    tally.counts.duplicates += 1;
                    if !talk.quiet {
                        let what =
                            talk.pick("mêmes octets qu'un document déjà lu", "same bytes as a document already read");
                        progress.bar.suspend(|| say(format_args!("{}: {what}", done.input.path.display())));
                    }
                    Ok(())
                }
            };
            if pulse.is_due() {
                progress.show(&tally);
            }
            if let Err(e) = wrote {
                outcome = Err(e);
                return false;
            }
            !(args.fail_fast && failures.count > 0)
        },
    );
    progress.end(&tally);
    outcome?;
    let notes = sink.finish()?;
    if let Some(path) = &args.review {
        worklist::write(to_review, path)?;
    }
    if let Some(path) = &args.metrics {
        tally.metrics(path, true)?;
    }
    let (done, failed) = (tally.counts.records as usize, failures.count);
    if !talk.quiet {
        for note in notes.0 {
            say(format_args!("{note}"));
        }
        say(format_args!(
            "{}",
            if talk.french {
                format!("{done} document{} lu{}, {failed} en échec", words::s(done), words::s(done))
            } else {
                format!("{done} document{} read, {failed} failed", if done == 1 { "" } else { "s" })
            }
        ));
    }
    Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Writes the ALTO file of a document under its name, where it has words with boxes.
fn write_alto(doc: &Document, name: &str, engine: &str, dir: &Path) -> Result<(), EmitError> {
    let Some(bytes) = alto::alto(doc, name, engine)? else { return Ok(()) };
    // A name from the command line may be a whole path: what leads out of the folder is left out.
    let inside: PathBuf = Path::new(name).components().filter(|c| matches!(c, Component::Normal(_))).collect();
    let mut path = dir.join(inside).into_os_string();
    path.push(".alto.xml");
    let path = PathBuf::from(path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(EmitError::at(folder))?;
    }
    std::fs::write(&path, bytes).map_err(EmitError::at(&path))
}
