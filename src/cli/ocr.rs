//! The options of OCR, which several commands share.

use anyhow::Context;
use greffier::ocr::cache::Cache;
use greffier::ocr::engine::{Engine, EngineError};
use greffier::ocr::tesseract::Tesseract;
use greffier::ocr::{self, Ocr};
use std::path::PathBuf;
use std::time::Duration;

/// The language model that reads French minutes.
const LANGUAGE: &str = "fra";

#[derive(clap::Args)]
#[group(id = "ocr_args")]
pub struct Args {
    /// Which pages are read by OCR.
    #[arg(long = "ocr", value_enum, default_value = "auto", value_name = "WHICH", help_heading = "Scanned pages")]
    mode: Mode,
    /// The tesseract program, version 5 or later; looked for on PATH if not given.
    #[arg(long, value_name = "PATH", help_heading = "Scanned pages")]
    tesseract: Option<PathBuf>,
    /// Keep what OCR reads in this folder, and take what is there already.
    #[arg(long, value_name = "DIR", help_heading = "Scanned pages")]
    ocr_cache: Option<PathBuf>,
    /// Seconds after which a page is given up.
    #[arg(long, value_name = "SECONDS", default_value_t = ocr::TIME_LIMIT.as_secs(), help_heading = "Scanned pages")]
    ocr_timeout: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Mode {
    /// Pages without a text layer to trust.
    Auto,
    /// All pages of PDF and image files.
    Always,
    /// No page.
    Never,
}

impl Args {
    /// OCR as asked for; the engine is looked for when the first page needs it.
    pub fn open(&self) -> anyhow::Result<Ocr> {
        let mode = match self.mode {
            Mode::Auto => ocr::Mode::Auto,
            Mode::Always => ocr::Mode::Always,
            Mode::Never => ocr::Mode::Never,
        };
        let folder = self.ocr_cache.as_deref();
        let cache = folder.map(|f| Cache::open(f).with_context(|| f.display().to_string())).transpose()?;
        let (program, limit) = (self.tesseract.clone(), Duration::from_secs(self.ocr_timeout.max(1)));
        let find = move || -> Result<Box<dyn Engine>, EngineError> {
            Ok(Box::new(Tesseract::find(program.as_deref(), LANGUAGE, limit)?))
        };
        Ok(Ocr::new(mode, Box::new(find), cache))
    }
}
