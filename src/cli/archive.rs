//! `extract --output DIR`: a run folder that survives whatever ends the process.

use super::extract::{Failures, Progress, Pulse};
use super::work::{Shop, to_json};
use super::{Talk, say};
use greffier::batch::engine::{self, End, Plan};
use greffier::input::Walker;
use greffier::run::{Known, Outcome, RunError, RunFolder, Tally, Terms};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

#[derive(clap::Args)]
#[group(skip)]
pub struct Args {
    /// Go on with the run in the folder of --output.
    #[arg(long, help_heading = "Run folder")]
    resume: bool,
    /// Take the K-th of N parts of the documents, told apart by the hash of their names.
    #[arg(long, value_name = "K/N", value_parser = Shard::parse, help_heading = "Run folder")]
    shard: Option<Shard>,
    /// Keep looking for documents that arrive, until Ctrl-C; implies --resume.
    #[arg(long, help_heading = "Run folder")]
    watch: bool,
}

impl Args {
    /// Whether something was asked that only a run folder can do.
    pub const fn needs_folder(&self) -> bool {
        self.resume || self.shard.is_some() || self.watch
    }
}

/// A part of the documents.
#[derive(Debug, Clone, Copy)]
struct Shard {
    k: u64,
    n: u64,
}

impl Shard {
    fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((k, n)) if k >= 1 && k <= n => Ok(Self { k, n }),
            _ => Err("K/N with 1 ≤ K ≤ N".to_owned()),
        }
    }

    fn takes(self, name: &str) -> bool {
        let hash = Sha256::digest(name.as_bytes());
        let number = hash.iter().take(8).fold(0u64, |n, b| n << 8 | u64::from(*b));
        number % self.n == self.k - 1
    }
}

/// What `extract` hands over.
pub struct Job<'a> {
    pub dir: &'a Path,
    pub paths: &'a [PathBuf],
    pub jobs: usize,
    pub once: bool,
    pub metrics: Option<&'a Path>,
    pub fail_fast: bool,
}

/// How long a walk waits for the next when watching.
const PAUSE: Duration = Duration::from_secs(1);

/// A run at work.
struct Run<'a> {
    args: &'a Args,
    job: &'a Job<'a>,
    folder: RunFolder,
    known: Mutex<Known>,
    tally: Tally,
    failures: Failures,
    progress: &'a Progress,
    /// It ended before all was done.
    stopped: bool,
}

pub fn run(
    args: &Args,
    job: &Job<'_>,
    shop: &Shop<'_>,
    failures: Failures,
    progress: &Progress,
    talk: &Talk,
) -> anyhow::Result<ExitCode> {
    let shard = args.shard.unwrap_or(Shard { k: 1, n: 1 });
    let terms = Terms {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        grammar: shop.wordings.get()?.hash().to_owned(),
        evidence: shop.options.evidence,
        shard: format!("{}/{}", shard.k, shard.n),
        duplicates: if job.once { "once" } else { "keep" }.to_owned(),
    };
    let (folder, known) = RunFolder::open(job.dir, &terms, args.resume || args.watch)?;
    // A second Ctrl-C ends the process as ever; nothing is lost then either.
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::abort();
        }
    })?;
    let known = Mutex::new(known);
    let mut run = Run { args, job, folder, known, tally: Tally::default(), failures, progress, stopped: false };
    let mut walker = if args.watch { Walker::watching() } else { Walker::default() };
    let outcome = loop {
        let outcome = run.round(&mut walker, shard, shop);
        if outcome.is_err() || run.stopped || !args.watch {
            break outcome;
        }
        progress.show(&run.tally);
        std::thread::sleep(PAUSE);
        run.stopped = STOP.load(Ordering::Relaxed);
        if run.stopped {
            break outcome;
        }
    };
    run.end(outcome, talk)
}

impl Run<'_> {
    /// Takes in what the paths hold now.
    fn round(&mut self, walker: &mut Walker, shard: Shard, shop: &Shop<'_>) -> anyhow::Result<()> {
        let Self { args, job, folder, known, tally, failures, progress, .. } = self;
        let plan = Plan {
            jobs: job.jobs,
            once: job.once,
            takes: &|name| shard.takes(name),
            known: &|name, hash| lock(known).has(name, hash.map(|h| greffier::batch::hex(h)).as_deref()),
            tell: &|f| shop.tell(f),
            stop: &STOP,
        };
        let workers = shop.workers(job.jobs, job.paths, false, &|_, _, record| to_json(record), &Ok);
        let mut outcome = Ok(());
        let mut pulse = Pulse::default();
        let walk = |give: &mut dyn FnMut(greffier::input::Item) -> bool| walker.walk(job.paths, give);
        engine::run(&plan, walk, workers, |done| {
            let taken = take(folder, known, (job.once, args.watch), done, tally, failures, progress);
            if pulse.is_due() {
                progress.show(tally);
                if let Some(path) = job.metrics {
                    // A monitor that cannot be told is no reason to stop.
                    let _ = tally.metrics(path, false);
                }
            }
            if let Err(e) = taken {
                outcome = Err(e);
                return false;
            }
            !(job.fail_fast && tally.counts.failures() > 0)
        });
        self.stopped |= STOP.load(Ordering::Relaxed) || (self.job.fail_fast && self.tally.counts.failures() > 0);
        outcome.and_then(|()| Ok(self.folder.flush()?))
    }

    /// Closes the folder, and says what came of it.
    fn end(mut self, outcome: anyhow::Result<()>, talk: &Talk) -> anyhow::Result<ExitCode> {
        let whole = outcome.is_ok() && !self.stopped;
        if whole {
            self.folder.finish()?;
        }
        if let Some(path) = self.job.metrics {
            self.tally.metrics(path, whole)?;
        }
        self.progress.end(&self.tally);
        if !talk.quiet {
            summary(&self.tally, &self.folder, self.stopped, talk);
        }
        outcome?;
        let whole = self.folder.counts.failures() == 0 && (!self.stopped || self.args.watch);
        Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

fn lock<T>(m: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a document that is done into the folder.
fn take(
    folder: &mut RunFolder,
    known: &Mutex<Known>,
    (once, watch): (bool, bool),
    done: engine::Done<Vec<u8>>,
    tally: &mut Tally,
    failures: &mut Failures,
    progress: &Progress,
) -> anyhow::Result<()> {
    let sha256 = done.sha256();
    if matches!(done.end, End::Known) {
        tally.known += 1;
        return Ok(());
    }
    tally.bytes += done.bytes;
    let first = sha256.as_deref().filter(|_| once).and_then(|h| lock(known).content(h));
    let name = done.input.name.as_str();
    let line;
    let outcome = match (&done.end, first) {
        (_, Some(first)) => Outcome::Duplicate(Some(first)),
        (End::Duplicate(_) | End::Known, None) => Outcome::Duplicate(None),
        (End::Made(made), None) => {
            tally.pages += u64::from(made.pages);
            tally.timed(name, done.time);
            Outcome::Record(&made.piece)
        }
        (End::Failed(problem), None) => {
            tally.timed(name, done.time);
            line = failures.line(name, problem);
            failures.add(name, problem, &progress.bar)?;
            Outcome::Error { code: &problem.code, line: line.as_bytes() }
        }
    };
    let is_duplicate = matches!(outcome, Outcome::Duplicate(_));
    let before = folder.counts.clone();
    let added: Result<(), RunError> = folder.add(name, sha256.clone(), outcome);
    lock(known).note(folder.entries(), watch.then_some(name), sha256.as_deref(), is_duplicate);
    let after = &folder.counts;
    tally.counts.documents += after.documents - before.documents;
    tally.counts.records += after.records - before.records;
    tally.counts.partial += after.partial - before.partial;
    tally.counts.duplicates += after.duplicates - before.duplicates;
    if let End::Failed(problem) = &done.end
        && !is_duplicate
    {
        *tally.counts.failed.entry(problem.code.clone()).or_default() += 1;
    }
    Ok(added?)
}

/// What came of it, for people.
fn summary(tally: &Tally, folder: &RunFolder, stopped: bool, talk: &Talk) {
    let c = &folder.counts;
    let reasons: Vec<String> = c.failed.iter().map(|(code, n)| format!("{code} {n}")).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
    let seconds = tally.seconds();
    let rate = tally.counts.documents as f64 / seconds.max(1e-9);
    if talk.french {
        say(format_args!(
            "{} documents : {} lus dont {} en partie, {} doublons, {} en échec{reasons}",
            c.documents,
            c.records,
            c.partial,
            c.duplicates,
            c.failures()
        ));
        say(format_args!(
            "cette fois : {} documents, {} pages en {seconds:.1} s ({rate:.0} documents par seconde) ; {} déjà faits",
            tally.counts.documents, tally.pages, tally.known
        ));
    } else {
        say(format_args!(
            "{} documents: {} read, {} of them in part, {} duplicates, {} failed{reasons}",
            c.documents,
            c.records,
            c.partial,
            c.duplicates,
            c.failures()
        ));
        say(format_args!(
            "this time: {} documents, {} pages in {seconds:.1} s ({rate:.0} documents a second); {} done before",
            tally.counts.documents, tally.pages, tally.known
        ));
    }
    for slow in tally.slowest.iter().filter(|s| s.time >= Duration::from_secs(1)) {
        say(format_args!("{:6.1} s  {}", slow.time.as_secs_f64(), slow.name));
    }
    if stopped {
        say(format_args!("{}", talk.pick("arrêté ; --resume reprend là", "stopped; --resume goes on from here")));
    }
}
