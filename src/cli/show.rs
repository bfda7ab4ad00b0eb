//! `text` and `schema`.

use super::{Talk, open};
use greffier::grammar::lexicon::Lexicon;
use greffier::grammar::mend;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// The document.
    file: PathBuf,
    /// What is printed.
    #[arg(long, value_enum, default_value = "plain")]
    layout: Layout,
    #[command(flatten)]
    ocr: super::ocr::Args,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Layout {
    /// The text alone, as it is printed.
    Plain,
    /// The text as the grammar reads it: words cut at a line end are whole, what OCR misread is repaired where the text
    /// around it confirms it.
    Repaired,
    /// JSON: pages and lines with their boxes, sizes and cells.
    Json,
}

pub fn text(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    // This thread is one of the pool: alone it has no other to wait for, and memory of one thread lies together. A pool
    // that is there already does as well.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().stack_size(8 << 20).build_global();
    let (_, mut doc) = open(&args.file, talk, &args.ocr.open()?)?;
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match args.layout {
        Layout::Json => greffier::text_json::write(&doc, &mut out)?,
        Layout::Plain => {
            for page in &doc.pages {
                writeln!(out, "{}", page.text)?;
            }
        }
        Layout::Repaired => {
            mend::mend(&mut doc, &Lexicon::builtin()?);
            // Running heads where they were printed.
            let mut lines: Vec<_> = doc.lines.iter().collect();
            lines.sort_by_key(|l| (l.page, l.number));
            for line in lines {
                writeln!(out, "{}", doc.text(line.span))?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

pub fn schema() -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &schemars::schema_for!(greffier::record::Record))
        .map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
