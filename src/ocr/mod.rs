//! OCR: fills the pages that the readers could not read.
//!
//! A page image is prepared ([`prepare`]), recognized by an [`Engine`] in one or several passes ([`passes`]), and its
//! words become rows of the page ([`crate::page::rows`]). A page that fails costs that page, with a finding. A
//! page image lives as long as its page is worked on, and the part of the file that held it is given back, so that
//! memory grows with the threads and not with the pages.

pub mod cache;
pub mod engine;
pub mod gray;
mod ink;
pub mod passes;
pub mod prepare;
pub mod tesseract;
mod tilt;

use crate::finding::{Code, Finding};
use crate::page::{Builder, Need, TextOrigin, rows};
use crate::read::{self, Scans};
use cache::Cache;
use engine::{Engine, EngineError};
use passes::Recognized;
use prepare::Sheet;
use rayon::prelude::*;
use std::sync::OnceLock;
use std::time::Duration;

/// Which pages OCR reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Those whose text layer is missing or not to be trusted.
    #[default]
    Auto,
    /// All pages of PDF and image files.
    Always,
    /// None.
    Never,
}

/// How the engine is found: called once, when the first page needs it.
pub type Finder = Box<dyn Fn() -> Result<Box<dyn Engine>, EngineError> + Send + Sync>;

/// OCR as the user wants it, with its engine and its cache.
pub struct Ocr {
    mode: Mode,
    finder: Finder,
    engine: OnceLock<Result<Box<dyn Engine>, EngineError>>,
    cache: Option<Cache>,
}

/// Confidence below which a page is reported, 0 to 1, and words below which a full page is.
const DOUBTFUL: f32 = 0.5;
const FEW_WORDS: usize = 30;
/// The time that one pass over one page may take.
pub const TIME_LIMIT: Duration = Duration::from_secs(300);

impl Ocr {
    /// OCR in a mode, with an engine that is looked for when it is needed.
    #[must_use]
    pub fn new(mode: Mode, finder: Finder, cache: Option<Cache>) -> Self {
        Self { mode, finder, engine: OnceLock::new(), cache }
    }

    /// No OCR.
    #[must_use]
    pub fn never() -> Self {
        Self::new(Mode::Never, Box::new(|| Err(EngineError::NotAsked)), None)
    }

    fn engine(&self) -> Result<&dyn Engine, &EngineError> {
        self.engine.get_or_init(|| (self.finder)()).as_ref().map(AsRef::as_ref)
    }

    /// The engine and its language, where one is in use.
    #[must_use]
    pub fn engine_name(&self) -> Option<(String, String)> {
        let engine = self.engine.get()?.as_ref().ok()?;
        Some((engine.name().to_owned(), engine.language().to_owned()))
    }

    /// Reads the pages of `builder` that need it; `bytes` are those of the file. What goes wrong is noted in the
    /// document.
    pub fn fill(&self, builder: &mut Builder, bytes: &read::Shared) {
        if self.mode == Mode::Never {
            return;
        }
        if self.mode == Mode::Always {
            for page in builder.pages_mut() {
                page.needs_ocr = true;
                page.need.get_or_insert(Need::Asked);
            }
        }
        let wanted: Vec<usize> =
            builder.pages().iter().enumerate().filter(|(_, p)| p.needs_ocr).map(|(i, _)| i).collect();
        if wanted.is_empty() {
            return;
        }
        let engine = match self.engine() {
            Ok(engine) => engine,
            Err(e) => {
                builder.note(Finding::new(Code::OcrUnavailable, e.to_string()));
                return;
            }
        };
        let scans = match read::scans(bytes, builder.media()) {
            Ok(scans) => scans,
            Err(e) => {
                builder.note(Finding::new(Code::OcrFailed, format!("the page images cannot be read: {e}")));
                return;
            }
        };
        let done: Vec<_> = wanted.par_iter().with_max_len(1).map(|i| self.page(&scans, &**bytes, *i, engine)).collect();
        for (index, result) in wanted.into_iter().zip(done) {
            place(builder, index, result);
        }
        let pages = builder.pages();
        let read = pages.iter().filter(|p| p.need.is_some() && !p.needs_ocr).count();
        if read == pages.len() {
            builder.origin(TextOrigin::Ocr);
        } else if read > 0 {
            builder.origin(TextOrigin::Mixed);
        }
    }

    fn page(
        &self,
        scans: &Scans,
        bytes: &dyn read::Source,
        index: usize,
        engine: &dyn Engine,
    ) -> Result<(Recognized, Option<String>), String> {
        let raster = scans.page(index).map_err(|e| e.to_string())?;
        bytes.release(0..usize::MAX);
        let key = self.cache.as_ref().map(|_| cache::key(&raster, engine));
        if let (Some(cache), Some(key)) = (&self.cache, &key)
            && let Some(found) = cache.get(key)
        {
            return Ok((found, None));
        }
        let found = passes::recognize(&Sheet::of(raster), engine).map_err(|e| e.to_string())?;
        let kept = match (&self.cache, &key) {
            (Some(cache), Some(key)) => cache.put(key, &found).err().map(|e| e.to_string()),
            _ => None,
        };
        Ok((found, kept))
    }
}

/// Gives a page what was recognized, and notes what a reader should know of it.
fn place(builder: &mut Builder, index: usize, result: Result<(Recognized, Option<String>), String>) {
    let number = builder.pages().get(index).and_then(|p| p.number).unwrap_or(index as u32 + 1);
    let (found, not_kept) = match result {
        Ok(found) => found,
        Err(reason) => {
            builder.note(Finding::new(Code::OcrFailed, format!("page {number} was not read: {reason}")));
            return;
        }
    };
    if let Some(reason) = not_kept {
        builder.note(Finding::new(Code::OcrNotCached, format!("page {number} was not kept in the cache: {reason}")));
    }
    if found.blank {
        if let Some(page) = builder.pages_mut().get_mut(index) {
            page.needs_ocr = false;
        }
        return;
    }
    let confidence = found.confidence();
    if confidence < DOUBTFUL || found.words.len() < FEW_WORDS {
        let text = format!(
            "page {number}: {} word(s) with a mean confidence of {:.0} %: a person should look at it",
            found.words.len(),
            confidence * 100.0
        );
        builder.note(Finding::new(Code::OcrDoubtful, text));
    }
    // A stamp that lies over the scan as text is not in the page's image; a bad layer says nothing worth keeping.
    let keep = builder.pages().get(index).is_some_and(|p| p.need == Some(Need::NoText)) && !found.rendered;
    if found.turned % 2 == 1
        && let Some(page) = builder.pages_mut().get_mut(index)
    {
        std::mem::swap(&mut page.width, &mut page.height);
    }
    rows::fill(builder, index, keep, &found.words, found.skew);
}
