//! `review`, `amend`: an archivist looks at records beside their documents, and what is corrected goes into the records.

use super::{Talk, lexicon, records, say};
use greffier::batch;
use greffier::emit::review::{Page, Patches, entry};
use greffier::emit::target::Target;
use greffier::emit::{self};
use greffier::extract::record::Options;
use greffier::input;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Review {
    /// Files, folders, or `-` for a list of paths on standard input.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The page.
    #[arg(short, long, value_name = "FILE.html")]
    output: PathBuf,
    /// A folder of `.lex` files over the built-in wordings.
    #[arg(long, value_name = "DIR")]
    grammar: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Amend {
    /// Records, one a line.
    records: PathBuf,
    /// Corrections saved by the page of `review`, or folders of them.
    #[arg(required = true)]
    patches: Vec<PathBuf>,
    /// Write here and not to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn review(args: &Review, talk: &Talk) -> anyhow::Result<ExitCode> {
    let lexicon = lexicon(args.grammar.as_deref())?;
    let (inputs, unlisted) = input::list(&args.paths);
    let mut failed = unlisted.len();
    for e in &unlisted {
        say(format_args!("{}: {}", e.path.display(), e.reason));
    }
    let mut page = Page::open(Target::Path(args.output.clone()).stream()?)?;
    for input in &inputs {
        let read = || -> Result<_, String> {
            let bytes = std::fs::read(&input.path).map_err(|e| e.to_string())?;
            let record =
                batch::from_bytes(&bytes, input, &lexicon, Options { evidence: true }).map_err(|e| e.to_string())?;
            let doc = greffier::read::read(&bytes, &input.path).map_err(|e| e.to_string())?;
            Ok((record, doc))
        };
        match read() {
            Ok((record, doc)) => page.put(&entry(&record, &doc, &[])?)?,
            Err(why) => {
                failed += 1;
                say(format_args!("{}: {why}", input.path.display()));
            }
        }
    }
    page.finish()?.close()?;
    Ok(records::close((inputs.len() + unlisted.len() - failed, failed), talk))
}

pub fn amend(args: &Amend, talk: &Talk) -> anyhow::Result<ExitCode> {
    let patches = Patches::read(&args.patches)?;
    let target = args.output.clone().map_or(Target::Stdout, Target::Path);
    let format = emit::format("ndjson").ok_or_else(|| anyhow::anyhow!("no such format"))?;
    let mut sink = (format.open)(target, &emit::Settings::default())?;
    let (mut amended, mut unfit) = (0, 0);
    let (done, failed) = records::read(
        std::slice::from_ref(&args.records),
        None,
        |record| {
            // A record that its corrections do not fit goes through as it is, and is named.
            let made = patches.apply(&record);
            Ok((record, made))
        },
        |(record, made)| {
            let record = match made {
                Ok(None) => record,
                Ok(Some(changed)) => {
                    amended += 1;
                    changed
                }
                Err(e) => {
                    unfit += 1;
                    say(format_args!("{e}"));
                    record
                }
            };
            sink.put((format.encode)(record)?)
        },
    )?;
    sink.finish()?;
    if !talk.quiet {
        let missing = patches.records().saturating_sub(amended + unfit);
        if talk.french {
            say(format_args!("{amended} fiche(s) corrigée(s), {missing} correction(s) sans fiche"));
        } else {
            say(format_args!("{amended} record(s) amended, {missing} correction(s) without a record"));
        }
    }
    Ok(records::close((done, failed + unfit), talk))
}
