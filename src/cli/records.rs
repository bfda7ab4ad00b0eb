//! Commands that read records back: `export`, `publish`.

use super::{Talk, say};
use anyhow::Context;
use greffier::emit::records::{self, RecordError};
use greffier::emit::site::{self, Options, Site};
use greffier::emit::{self, EmitError, scdl::Metadata};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Export {
    /// Files of records, one a line (`extract -o`), or `-`.
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// Write here and not to standard output; a folder for the formats that write one.
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Format of the output.
    #[arg(long, value_parser = super::extract::formats(), help_heading = "Output")]
    format: String,
    #[command(flatten)]
    scdl: Scdl,
    /// Threads; all cores if not given.
    #[arg(short, long, value_name = "N", help_heading = "Work")]
    jobs: Option<usize>,
}

#[derive(clap::Args)]
pub struct Scdl {
    /// What documents do not say and SCDL wants: a CSV file, one line an authority.
    #[arg(long, value_name = "FILE.csv", help_heading = "SCDL")]
    metadata: Option<PathBuf>,
    /// In SCDL, take the matter inferred from the title where none is printed or stamped.
    #[arg(long, help_heading = "SCDL")]
    infer_matter: bool,
}

impl Scdl {
    fn metadata(&self) -> anyhow::Result<Metadata> {
        let read = |p: &Path| Metadata::read(p).with_context(|| p.display().to_string());
        Ok(self.metadata.as_deref().map(read).transpose()?.unwrap_or_default())
    }
}

#[derive(clap::Args)]
pub struct Publish {
    /// Files of records, one a line (`extract -o`), or `-`.
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// The folder of the site; made if it is not there.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Title of the site.
    #[arg(long, help_heading = "Site")]
    title: Option<String>,
    /// Where the site will be served: feeds and catalogue have full addresses then.
    #[arg(long, value_name = "URL", help_heading = "Site")]
    url: Option<String>,
    /// Where the documents are served: values link to their page then.
    #[arg(long, value_name = "URL", help_heading = "Site")]
    sources: Option<String>,
    /// Who publishes; the authority itself where there is only one.
    #[arg(long, value_name = "NAME", help_heading = "Site")]
    publisher: Option<String>,
    /// Address of the licence of the data.
    #[arg(long, value_name = "URL", help_heading = "Site")]
    licence: Option<String>,
    #[command(flatten)]
    scdl: Scdl,
    /// Threads; all cores if not given. The output does not depend on it.
    #[arg(short, long, value_name = "N", help_heading = "Work")]
    jobs: Option<usize>,
}

fn pool(jobs: Option<usize>) -> anyhow::Result<rayon::ThreadPool> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).stack_size(8 << 20).build()?)
}

/// An address that ends with `/`.
fn base(url: Option<&String>) -> Option<String> {
    url.map(|u| if u.ends_with('/') { u.clone() } else { format!("{u}/") })
}

/// Reads the records, works on them, hands them on; says what could not be read. Gives how many were, and were not.
pub(super) fn read<T: Send>(
    paths: &[PathBuf],
    jobs: Option<usize>,
    work: impl Fn(greffier::record::Record) -> Result<T, EmitError> + Sync,
    mut sink: impl FnMut(T) -> Result<(), EmitError>,
) -> anyhow::Result<(usize, usize)> {
    let (mut done, mut failed) = (0, 0);
    let mut outcome = Ok(());
    records::each(paths, &pool(jobs)?, work, |result: Result<Result<T, EmitError>, RecordError>| {
        match result {
            Ok(made) => match made.and_then(&mut sink) {
                Ok(()) => done += 1,
                Err(e) => {
                    outcome = Err(e);
                    return false;
                }
            },
            Err(e) => {
                failed += 1;
                say(format_args!("{e}"));
            }
        }
        true
    });
    outcome?;
    Ok((done, failed))
}

/// The closing message and the exit code.
pub(super) fn close((done, failed): (usize, usize), talk: &Talk) -> ExitCode {
    if !talk.quiet {
        if talk.french {
            say(format_args!("{done} fiche(s) lue(s), {failed} en échec"));
        } else {
            say(format_args!("{done} record(s) read, {failed} failed"));
        }
    }
    if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

pub fn export(args: &Export, talk: &Talk) -> anyhow::Result<ExitCode> {
    let settings = emit::Settings { metadata: args.scdl.metadata()?, infer_matter: args.scdl.infer_matter };
    let format = emit::format(&args.format).context("no such format")?;
    let target = args.output.clone().map_or(emit::target::Target::Stdout, emit::target::Target::Path);
    let mut sink = (format.open)(target, &settings)?;
    let counts = read(&args.records, args.jobs, format.encode, |piece| sink.put(piece))?;
    let notes = sink.finish()?;
    if !talk.quiet {
        notes.0.iter().for_each(|note| say(format_args!("{note}")));
    }
    Ok(close(counts, talk))
}

pub fn publish(args: &Publish, talk: &Talk) -> anyhow::Result<ExitCode> {
    let options = Options {
        title: args.title.clone(),
        url: base(args.url.as_ref()),
        sources: base(args.sources.as_ref()),
        publisher: args.publisher.clone(),
        licence: args.licence.clone(),
        metadata: args.scdl.metadata()?,
        infer_matter: args.scdl.infer_matter,
    };
    let mut site = Site::open(&args.to, options.clone())?;
    let work = |record| site::pages(record, &args.to, &options);
    let counts = read(&args.records, args.jobs, work, |published| site.add(&published))?;
    let notes = site.finish()?;
    if !talk.quiet {
        notes.0.iter().for_each(|note| say(format_args!("{note}")));
    }
    Ok(close(counts, talk))
}
