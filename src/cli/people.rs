//! `people`: one person for each real person of an archive.

use super::{Talk, records, say};
use anyhow::Context;
use greffier::emit::people::{self, Gathered, Register};
use greffier::emit::target::Target;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// Files of records, one a line (`extract -o`), or `-`.
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// Write here and not to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The national register of elected officials (RNE), a CSV file: each person gets the mandates of that name there.
    #[arg(long, value_name = "FILE.csv")]
    register: Option<PathBuf>,
    /// Threads; all cores if not given. The output does not depend on it.
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
}

pub fn run(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    let mut gathered = Gathered::default();
    let counts = records::read(&args.records, args.jobs, Ok, |record| {
        gathered.add(&record);
        Ok(())
    })?;
    gathered.settle();
    let register = args.register.as_deref();
    let register =
        register.map(|p| Register::read(p, &gathered).with_context(|| p.display().to_string())).transpose()?;
    let mut out = args.output.clone().map_or(Target::Stdout, Target::Path).stream()?;
    let (persons, doubts) = people::write(&gathered, register.as_ref(), &mut out)?;
    out.close()?;
    if !talk.quiet {
        if talk.french {
            say(format_args!("{persons} personne(s), {doubts} paire(s) douteuse(s)"));
        } else {
            say(format_args!("{persons} person(s), {doubts} doubtful pair(s)"));
        }
    }
    Ok(records::close(counts, talk))
}
