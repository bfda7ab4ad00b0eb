//! `score`

use super::Talk;
use clap::ValueEnum;
use greffier::score;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// A folder of `gold.json` and `*.gold.json`, or a file of golds or of records.
    gold: PathBuf,
    /// Records, one a line.
    records: PathBuf,
    /// Each document too.
    #[arg(long)]
    by_doc: bool,
    /// For people or for programs.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Text,
    /// One JSON object.
    Json,
}

pub fn run(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    let report = score::score(&args.gold, &args.records)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report.to_json(args.by_doc)).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Text => write!(out, "{}", report.to_text(args.by_doc, talk.french))?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
