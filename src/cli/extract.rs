//! `extract`: lists the inputs, reads them in parallel, hands the records in order to the output format.

use super::{Talk, lexicon, say, words};
use anyhow::Context;
use clap::ValueEnum;
use greffier::batch;
use greffier::emit::review::Patches;
use greffier::emit::{self, EmitError, alto, worklist};
use greffier::extract::record::Options;
use greffier::input::{self, Input};
use greffier::page::Document;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, or `-` for a list of paths on standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Write here (aside first, then renamed) and not to standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
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
    /// Threads; all cores if not given. The output does not depend on it.
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
struct Failures<'a> {
    count: usize,
    file: Option<std::fs::File>,
    bar: &'a ProgressBar,
    quiet: bool,
}

impl Failures<'_> {
    /// The file has the same bytes in every language; people read `translated`.
    fn add(&mut self, path: &str, stage: &str, code: &str, message: &str, translated: &str) -> std::io::Result<()> {
        self.count += 1;
        if !self.quiet {
            self.bar.suspend(|| say(format_args!("{path}: {translated}")));
        }
        if let Some(file) = &mut self.file {
            let line =
                serde_json::json!({"path": path, "page": null, "stage": stage, "code": code, "message": message});
            writeln!(file, "{line}")?;
        }
        Ok(())
    }
}

/// A bar on a terminal, nothing elsewhere.
fn bar(inputs: usize, quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

pub fn run(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    let lexicon = lexicon(args.grammar.as_deref())?;
    let metadata = args.metadata.as_deref();
    let metadata = metadata.map(|p| emit::scdl::Metadata::read(p).with_context(|| p.display().to_string()));
    let settings =
        emit::Settings { metadata: metadata.transpose()?.unwrap_or_default(), infer_matter: args.infer_matter };
    let format = emit::format(&args.format).context("no such format")?;
    let target = args.output.clone().map_or(emit::target::Target::Stdout, emit::target::Target::Path);
    let file = args.errors.as_deref();
    let file = file.map(|p| std::fs::File::create(p).with_context(|| p.display().to_string())).transpose()?;
    let mut sink = (format.open)(target, &settings)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).stack_size(8 << 20).build()?;

    let (inputs, unlisted) = input::list(&args.paths);
    let bar = bar(inputs.len(), talk.quiet);
    let mut failures = Failures { count: 0, file, bar: &bar, quiet: talk.quiet };
    for e in &unlisted {
        failures.add(
            &e.path.display().to_string(),
            "input",
            "io",
            &e.reason,
            &words::reason(&e.reason, talk.french),
        )?;
    }
    let options = Options { evidence: args.evidence == EvidenceLevel::Full };
    let mut done = 0usize;
    let mut outcome: Result<(), EmitError> = Ok(());
    let ocr = args.ocr.open()?;
    let (searchable, wants_list) = (args.searchable.as_deref(), args.review.is_some());
    let patches = Patches::read(&args.amend)?;
    // A record that its corrections do not fit is written as it was read, and named.
    let work = |input: &Input| {
        batch::both(input, &lexicon, options, &ocr).map(|(doc, record)| {
            let (record, unfit) = match patches.apply(&record) {
                Ok(amended) => (amended.unwrap_or(record), None),
                Err(unfit) => (record, Some(unfit)),
            };
            let list = if wants_list { worklist::entries(&doc, &record) } else { Vec::new() };
            let written = searchable.map_or(Ok(()), |dir| {
                let engine = record.source.ocr.as_ref().map_or("", |o| o.engine.as_str());
                write_alto(&doc, &input.name, engine, dir)
            });
            (written.and_then(|()| (format.encode)(record)), list, unfit)
        })
    };
    let mut to_review = Vec::new();
    batch::run(&inputs, &pool, work, |input, result| {
        bar.inc(1);
        let wrote = match result {
            Ok((Ok(piece), list, unfit)) => {
                done += 1;
                to_review.extend(list);
                let named = unfit.map(|e| e.to_string());
                let named = named.map_or(Ok(()), |e| failures.add(&input.name, "amend", "unfit", &e, &e));
                if talk.verbose > 0 {
                    bar.suspend(|| say(format_args!("{}", input.name)));
                }
                named.map_err(Into::into).and_then(|()| sink.put(piece))
            }
            Ok((Err(e), _, _)) => {
                let message = e.to_string();
                failures.add(&input.name, "emit", "format", &message, &message).map_err(Into::into)
            }
            Err(e) => {
                let translated = words::failure(&e, talk.french);
                let path = input.path.display().to_string();
                failures.add(&path, e.stage(), e.code(), &e.to_string(), &translated).map_err(Into::into)
            }
        };
        if let Err(e) = wrote {
            outcome = Err(e);
            return false;
        }
        !(args.fail_fast && failures.count > 0)
    });
    bar.finish_and_clear();
    outcome?;
    let notes = sink.finish()?;
    if let Some(path) = &args.review {
        worklist::write(to_review, path)?;
    }
    let failed = failures.count;
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
