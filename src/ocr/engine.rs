//! What an OCR engine is to this program: a page image in, words with boxes out. Another engine is another file here.

use super::gray::Gray;

/// Why an engine gave no words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// No engine was asked for.
    #[error("OCR is switched off")]
    NotAsked,
    /// The program is not there or does not run.
    #[error("{program} does not run ({reason}); install it with: {remedy}")]
    Unavailable {
        /// What was looked for.
        program: String,
        /// Why it does not run.
        reason: String,
        /// The command that installs it.
        remedy: &'static str,
    },
    /// The page took too long.
    #[error("the engine did not answer within {0} s")]
    TimeOut(u64),
    /// The engine ended without an answer.
    #[error("the engine failed: {0}")]
    Failed(String),
}

/// A word in pixels of the image that the engine was given.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineWord {
    /// Its text, without white space.
    pub text: String,
    /// `[x0, y0, x1, y1]`, from the top left.
    pub bbox: [f32; 4],
    /// 0 to 1.
    pub confidence: f32,
    /// Words of one line have the same number.
    pub line: u32,
}

/// An OCR engine.
pub trait Engine: Send + Sync {
    /// Its name and version.
    fn name(&self) -> &str;

    /// The language it reads.
    fn language(&self) -> &str;

    /// Recognizes an upright page, which is the engine's own: it need not stay in memory while the engine works.
    ///
    /// # Errors
    /// When the engine fails or takes too long.
    fn recognize(&self, page: Gray, dpi: u32) -> Result<Vec<EngineWord>, EngineError>;
}
