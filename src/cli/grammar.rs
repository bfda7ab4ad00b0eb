//! `grammar check`

use super::{Talk, lexicon};
use clap::Subcommand;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Validates the wordings and the lists of words; says file, line and reason of what is refused, and the grammar's hash.
    Check {
        /// A folder of `.lex` files over the built-in ones.
        #[arg(long, value_name = "DIR")]
        grammar: Option<PathBuf>,
    },
}

pub fn run(args: &Args, _: &Talk) -> anyhow::Result<ExitCode> {
    let Command::Check { grammar } = &args.command;
    let lexicon = lexicon(grammar.as_deref())?;
    writeln!(std::io::stdout().lock(), "ok {}", lexicon.hash())?;
    Ok(ExitCode::SUCCESS)
}
