//! The commands, one file each, and what they share.

mod archive;
mod check;
mod explain;
mod extract;
mod grammar;
mod memory;
mod ocr;
mod people;
mod records;
mod review;
mod score;
mod shell;
mod show;
mod words;
mod work;

use clap::{Parser, Subcommand, ValueEnum};
use greffier::emit::EmitError;
use greffier::grammar::lexicon::Lexicon;
use greffier::ocr::Ocr;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Turns archives of French council minutes into data.
///
/// Reads minutes in Markdown, plain text, PDF and scans (PDF, TIFF, JPEG, PNG), and writes one JSON record a document: the sitting, who was present,
/// who held whose proxy, what was put to the vote and how it ended, the sums and the legal references, each with its
/// place in the document.
#[derive(Parser)]
#[command(name = "greffier", version, propagate_version = true, max_term_width = 100, after_help = AFTER)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of the messages; otherwise that of LC_ALL, LC_MESSAGES or LANG. Records do not depend on it.
    #[arg(long, global = true, value_enum, help_heading = "Messages")]
    lang: Option<Lang>,
    /// Say nothing that is not an error of the command itself.
    #[arg(short, long, global = true, help_heading = "Messages")]
    quiet: bool,
    /// Name each document as it is done.
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Messages")]
    verbose: u8,
}

const AFTER: &str = "\
Examples:
  greffier extract minutes/ -o records.ndjson    read a folder, one record a line
  find . -name '*.pdf' | greffier extract -      read the paths that another program lists
  greffier explain minutes/2021-05-03.md         see what was understood, and why
  greffier score golds/ records.ndjson           measure records against annotations

Exit code: 0 all was done, 1 some input could not be read, 2 the command line, the grammar or the output is wrong.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

#[derive(Subcommand)]
enum Command {
    /// One record for each document.
    Extract(extract::Args),
    /// Records in another format: tables, SCDL, Popolo, Akoma Ntoso.
    Export(records::Export),
    /// One person for each real person of an archive, over sittings and spellings.
    People(people::Args),
    /// A page to review records beside their documents: evidence lights up, corrections are saved as JSON Patch.
    Review(review::Review),
    /// Applies corrections to records; who made them and when stays in the record.
    Amend(review::Amend),
    /// A site of an archive, ready for any web server: pages, search, feeds, data and their catalogue.
    Publish(records::Publish),
    /// A document with its parts, the values found in it and the findings, for a person to read.
    Explain(explain::Args),
    /// What is odd in documents, with the line underlined.
    Check(check::Args),
    /// The text of a document in reading order.
    Text(show::Args),
    /// The JSON Schema (2020-12) of the record.
    Schema,
    /// The wordings.
    Grammar(grammar::Args),
    /// Compares records with gold annotations or with other records, field by field.
    Score(score::Args),
    /// A completion script for a shell.
    Completions(shell::Args),
    /// The manual page.
    Man,
}

/// An input that could not be read: exit code 1.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Unread(String);

/// Runs the command and tells the exit code.
pub fn main(cli: &Cli) -> ExitCode {
    memory::set_up();
    let talk = cli.talk();
    let done = match &cli.command {
        Command::Extract(args) => extract::run(args, &talk),
        Command::Export(args) => records::export(args, &talk),
        Command::People(args) => people::run(args, &talk),
        Command::Review(args) => review::review(args, &talk),
        Command::Amend(args) => review::amend(args, &talk),
        Command::Publish(args) => records::publish(args, &talk),
        Command::Explain(args) => explain::run(args, &talk),
        Command::Check(args) => check::run(args, &talk),
        Command::Text(args) => show::text(args, &talk),
        Command::Schema => show::schema(),
        Command::Grammar(args) => grammar::run(args, &talk),
        Command::Score(args) => score::run(args, &talk),
        Command::Completions(args) => shell::completions(args),
        Command::Man => shell::man(),
    };
    match done {
        Ok(code) => code,
        Err(e) if is_closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            say(format_args!("greffier: {}", words::error(&e, talk.french)));
            ExitCode::from(if e.is::<Unread>() { 1 } else { 2 })
        }
    }
}

/// Whether the reader of standard output has gone: no fault of anyone.
fn is_closed_pipe(e: &anyhow::Error) -> bool {
    let io = e.chain().find_map(|e| e.downcast_ref::<std::io::Error>());
    let io = io.or_else(|| match e.downcast_ref::<EmitError>() {
        Some(EmitError::Io(e)) => Some(e),
        _ => None,
    });
    io.is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Writes a message to standard error; a closed standard error is no reason to stop.
fn say(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

/// How messages are given.
struct Talk {
    french: bool,
    quiet: bool,
    verbose: u8,
}

impl Talk {
    /// One of two wordings.
    const fn pick<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        if self.french { french } else { english }
    }
}

impl Cli {
    fn talk(&self) -> Talk {
        let french = match self.lang {
            Some(lang) => lang == Lang::Fr,
            None => ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|k| std::env::var(k).ok())
                .find(|v| !v.is_empty())
                .is_some_and(|v| v.to_ascii_lowercase().starts_with("fr")),
        };
        Talk { french, quiet: self.quiet, verbose: self.verbose }
    }
}

/// The built-in wordings, with those of `dir` over them.
fn lexicon(dir: Option<&Path>) -> anyhow::Result<Lexicon> {
    Ok(match dir {
        Some(dir) => Lexicon::with_overlay(dir)?,
        None => Lexicon::builtin()?,
    })
}

/// The document of a file, before its clean text is laid out.
fn draft(file: &Path, talk: &Talk, ocr: &Ocr) -> anyhow::Result<greffier::read::Draft> {
    let unread = |why: String| Unread(format!("{}: {why}", file.display()));
    let bytes = greffier::input::load(file).map_err(|e| unread(words::io(&e, talk.french)))?;
    let bytes = bytes.ok_or_else(|| unread(words::failure(&greffier::batch::Failure::TooLarge, talk.french)))?;
    let bytes: greffier::read::Shared = Arc::new(bytes);
    Ok(greffier::batch::draft(&bytes, file, ocr).map_err(|e| unread(words::read(&e, talk.french)))?)
}
