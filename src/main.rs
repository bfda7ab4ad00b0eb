//! The command-line program: arguments in, data on standard output, everything else on standard error.
//!
//! Exit code 0: all was done; 1: some input could not be read; 2: the command line, the grammar or the output is wrong.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(&cli::Cli::parse())
}
