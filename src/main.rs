//! The command-line program: arguments in, data on standard output, everything else on standard error.

use anyhow::Context;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use greffier::batch;
use greffier::emit;
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::grammar::outline;
use greffier::input;
use greffier::{read, score};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Turns archives of French council minutes into data.
#[derive(Parser)]
#[command(name = "greffier", version, about, long_about = None)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of the messages; otherwise that of LANG.
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// Say less.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Name each document as it is done.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Fr,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// One JSON record for each document.
    Extract(Extract),
    /// The text of a document in reading order.
    Text {
        /// The document.
        file: PathBuf,
        /// The text alone, or JSON: pages and lines with their boxes, sizes and cells.
        #[arg(long, value_enum, default_value = "plain")]
        layout: Layout,
    },
    /// A document with its sections and findings, for a person to read.
    Explain {
        /// The document.
        file: PathBuf,
        #[arg(long, value_name = "DIR")]
        grammar: Option<PathBuf>,
    },
    /// The JSON Schema (2020-12) of the record.
    Schema,
    /// The wordings.
    Grammar {
        #[command(subcommand)]
        command: GrammarCommand,
    },
    /// Compares records with gold annotations or with other records, field by field.
    Score {
        /// A folder of `gold.json` and `*.gold.json`, or a file of golds or of records.
        gold: PathBuf,
        /// Records, one a line.
        records: PathBuf,
        /// Each document too.
        #[arg(long)]
        by_doc: bool,
        /// For people or for programs.
        #[arg(long, value_enum, default_value = "text")]
        format: ScoreFormat,
    },
    /// A completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// The manual page.
    Man,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ScoreFormat {
    Text,
    Json,
}

#[derive(Subcommand)]
enum GrammarCommand {
    /// Validates the wordings; says file, line and reason.
    Check {
        /// A folder of `.lex` files over the built-in ones.
        #[arg(long, value_name = "DIR")]
        grammar: Option<PathBuf>,
    },
}

#[derive(Args)]
struct Extract {
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
    /// One JSON line for each failure.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    errors: Option<PathBuf>,
    /// Threads; all cores if not given.
    #[arg(short, long, value_name = "N", help_heading = "Work")]
    jobs: Option<usize>,
    /// A folder of `.lex` files over the built-in wordings.
    #[arg(long, value_name = "DIR", help_heading = "Work")]
    grammar: Option<PathBuf>,
    /// Stop at the first failure.
    #[arg(long, help_heading = "Work")]
    fail_fast: bool,
}

/// The formats of the registry, by name.
fn formats() -> clap::builder::PossibleValuesParser {
    emit::FORMATS.iter().map(|f| clap::builder::PossibleValue::new(f.name).help(f.about)).into()
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layout {
    Plain,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EvidenceLevel {
    Full,
    None,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => code,
        Err(e) if closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            say(format_args!("greffier: {e:#}"));
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of standard output has gone: no fault of anyone.
fn closed_pipe(e: &anyhow::Error) -> bool {
    let io = e.chain().find_map(|e| e.downcast_ref::<std::io::Error>());
    let io = io.or_else(|| match e.downcast_ref::<emit::EmitError>() {
        Some(emit::EmitError::Io(e)) => Some(e),
        _ => None,
    });
    io.is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Writes a message to standard error; a closed standard error is no reason to stop.
fn say(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

impl Cli {
    fn french(&self) -> bool {
        self.lang.map_or_else(|| std::env::var("LANG").is_ok_and(|l| l.starts_with("fr")), |l| l == Lang::Fr)
    }
}

fn lexicon(dir: Option<&Path>) -> anyhow::Result<Lexicon> {
    Ok(match dir {
        Some(dir) => Lexicon::with_overlay(dir)?,
        None => Lexicon::builtin()?,
    })
}

fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    match &cli.command {
        Command::Extract(args) => {
            drop(out);
            return extract(cli, args);
        }
        Command::Text { file, layout: Layout::Json } => greffier::text_json::write(&open(file)?, &mut out)?,
        Command::Text { file, layout: Layout::Plain } => {
            let doc = open(file)?;
            for page in &doc.pages {
                writeln!(out, "{}", page.text)?;
            }
        }
        Command::Explain { file, grammar } => explain(&mut out, file, grammar.as_deref())?,
        Command::Schema => {
            let schema = schemars::schema_for!(greffier::record::Record);
            serde_json::to_writer_pretty(&mut out, &schema)?;
            writeln!(out)?;
        }
        Command::Grammar { command: GrammarCommand::Check { grammar } } => {
            let lexicon = lexicon(grammar.as_deref())?;
            writeln!(out, "ok {}", lexicon.hash())?;
        }
        Command::Score { gold, records, by_doc, format } => {
            let report = score::score(gold, records)?;
            if *format == ScoreFormat::Json {
                serde_json::to_writer_pretty(&mut out, &report.to_json(*by_doc))?;
                writeln!(out)?;
            } else {
                write!(out, "{}", report.to_text(*by_doc, cli.french()))?;
            }
        }
        Command::Completions { shell } => clap_complete::generate(*shell, &mut Cli::command(), "greffier", &mut out),
        Command::Man => clap_mangen::Man::new(Cli::command()).render(&mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn open(file: &Path) -> anyhow::Result<greffier::page::Document> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    read::read(&bytes, file).with_context(|| file.display().to_string())
}

/// The lines of the document with what each is taken for, then the record's main values and findings.
fn explain(out: &mut impl Write, file: &Path, grammar: Option<&Path>) -> anyhow::Result<()> {
    let lexicon = lexicon(grammar)?;
    let doc = open(file)?;
    let source = batch::source(&[], &file.display().to_string(), &doc);
    let record = greffier::extract::record::record(&doc, source, &lexicon, Options::default());
    let text = greffier::grammar::text::Text::new(&doc, &lexicon);
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let (dim, strong, off) = if colour { ("\x1b[2m", "\x1b[1;36m", "\x1b[0m") } else { ("", "", "") };
    for (i, line) in doc.lines.iter().enumerate() {
        let kind = if i >= doc.body_len { "furniture".to_owned() } else { format!("{:?}", outline::label(&text, i)) };
        let values: Vec<&str> = record
            .evidence
            .entries()
            .iter()
            .filter(|(p, s)| {
                s.line == line.number
                    && !p.contains("/sections/")
                    && !p.contains("/decisions/")
                    && doc.pages.get(line.page as usize).is_some_and(|page| page.number == s.page)
            })
            .map(|(p, _)| p.as_str())
            .collect();
        writeln!(out, "{dim}{:>5} {kind:<24}{off} {}", line.number, doc.text(line.span).replace('\t', "  |  "))?;
        if !values.is_empty() {
            writeln!(out, "{strong}      {:<24} ^ {}{off}", "", values.join("  "))?;
        }
    }
    for f in &record.findings {
        writeln!(
            out,
            "{:?}: {}: {}{}",
            f.severity,
            f.code,
            f.message,
            f.at.as_deref().map(|a| format!(" ({a})")).unwrap_or_default()
        )?;
    }
    Ok(())
}

fn extract(cli: &Cli, args: &Extract) -> anyhow::Result<ExitCode> {
    let lexicon = lexicon(args.grammar.as_deref())?;
    let (inputs, unlisted) = input::list(&args.paths);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).stack_size(8 << 20).build()?;
    let settings = emit::Settings {
        metadata: args
            .metadata
            .as_deref()
            .map(|p| emit::scdl::Metadata::read(p).with_context(|| p.display().to_string()))
            .transpose()?
            .unwrap_or_default(),
        infer_matter: args.infer_matter,
    };
    let format = emit::format(&args.format).context("no such format")?;
    let mut sink =
        (format.open)(args.output.clone().map_or(emit::target::Target::Stdout, emit::target::Target::Path), &settings)?;
    let mut errors = args
        .errors
        .as_deref()
        .map(|p| std::fs::File::create(p).with_context(|| p.display().to_string()))
        .transpose()?;
    let bar = if std::io::stderr().is_terminal() && !cli.quiet {
        indicatif::ProgressBar::new(inputs.len() as u64)
    } else {
        indicatif::ProgressBar::hidden()
    };
    let options = Options { evidence: args.evidence == EvidenceLevel::Full };
    let (mut done, mut failed) = (0usize, 0usize);
    let mut report = |path: &str, stage: &str, code: &str, message: &str| -> std::io::Result<()> {
        if !cli.quiet {
            say(format_args!("{path}: {message}"));
        }
        if let Some(file) = &mut errors {
            let line =
                serde_json::json!({"path": path, "page": null, "stage": stage, "code": code, "message": message});
            writeln!(file, "{line}")?;
        }
        Ok(())
    };
    for e in &unlisted {
        failed += 1;
        report(&e.path.display().to_string(), "input", "io", &e.reason)?;
    }
    let mut outcome: Result<(), emit::EmitError> = Ok(());
    let work = |input: &input::Input| batch::one(input, &lexicon, options).map(format.encode);
    batch::run(&inputs, &pool, work, |input, result| {
        bar.inc(1);
        let wrote = match result {
            Ok(Ok(piece)) => {
                done += 1;
                if cli.verbose > 0 {
                    say(format_args!("{}", input.name));
                }
                sink.put(piece)
            }
            Ok(Err(e)) => {
                failed += 1;
                report(&input.name, "emit", "format", &e.to_string()).map_err(Into::into)
            }
            Err(e) => {
                failed += 1;
                report(&input.path.display().to_string(), e.stage(), e.code(), &e.to_string()).map_err(Into::into)
            }
        };
        if let Err(e) = wrote {
            outcome = Err(e);
            return false;
        }
        !(args.fail_fast && failed > 0)
    });
    bar.finish_and_clear();
    outcome?;
    let notes = sink.finish()?;
    if !cli.quiet {
        for note in notes.0 {
            say(format_args!("{note}"));
        }
    }
    if !cli.quiet {
        if cli.french() {
            say(format_args!("{done} document(s) converti(s), {failed} en échec"));
        } else {
            say(format_args!("{done} document(s) converted, {failed} failed"));
        }
    }
    Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
