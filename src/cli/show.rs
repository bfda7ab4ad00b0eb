//! `text` and `schema`.

use super::{Talk, draft, memory, say};
use greffier::grammar::lexicon::Lexicon;
use greffier::grammar::mend;
use greffier::page::Document;
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
    /// The text alone. What OCR misread is repaired where the text around it confirms it; each repair is told.
    Plain,
    /// The text as it was read, without repairs.
    Printed,
    /// JSON: pages and lines with their boxes, sizes and cells.
    Json,
}

pub fn text(args: &Args, talk: &Talk) -> anyhow::Result<ExitCode> {
    // This thread is one of the pool: alone it has no other to wait for, and memory of one thread lies together. A pool
    // that is there already does as well.
    memory::set_up_for_one();
    let pool = rayon::ThreadPoolBuilder::new().use_current_thread().stack_size(8 << 20);
    let _ = pool.start_handler(|_| memory::set_up_thread()).build_global();
    let draft = draft(&args.file, talk, &args.ocr.open()?)?;
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match args.layout {
        Layout::Json => greffier::text_json::write(&draft.finish(), &mut out)?,
        Layout::Plain if draft.pages().iter().any(|p| !p.words.is_empty()) => {
            let mut doc = draft.finish();
            let before = doc.notes.len();
            mend::mend(&mut doc, &Lexicon::builtin()?);
            for repair in doc.notes.iter().skip(before).filter(|_| !talk.quiet) {
                say(format_args!("{}: {}", args.file.display(), repair.message));
            }
            write_plain(&doc, &mut out)?;
        }
        // What is printed as it was read needs no clean text.
        Layout::Plain | Layout::Printed => {
            for page in draft.pages() {
                writeln!(out, "{}", page.text)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Pages as they are printed; those that OCR read, line by line, with what was repaired.
fn write_plain(doc: &Document, out: &mut impl Write) -> std::io::Result<()> {
    let mut lines: Vec<_> = doc.lines.iter().collect();
    // Running heads where they were printed.
    lines.sort_by_key(|l| (l.page, l.number));
    let mut rest = lines.as_slice();
    for (index, page) in doc.pages.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|l| l.page as usize <= index));
        rest = others;
        if page.words.is_empty() {
            writeln!(out, "{}", page.text)?;
            continue;
        }
        for line in own {
            writeln!(out, "{}", doc.text(line.span))?;
        }
    }
    Ok(())
}

pub fn schema() -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &schemars::schema_for!(greffier::record::Record))
        .map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
