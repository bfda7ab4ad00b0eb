//! The cache: what was recognized on a page image, so that a better grammar costs no OCR.
//!
//! The key is a hash of the image, the engine, its language and [`VERSION`]. An entry is a text file; one that is
//! damaged or cut short is read as absent. Entries are written aside and renamed, so that a full disk or two runs at
//! once leave no half entry.

use super::engine::Engine;
use super::passes::Recognized;
use crate::page::Found;
use crate::page::rows::Skew;
use crate::read::image::Raster;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Changes with the preparation and the passes: older entries are not used any more.
const VERSION: &str = "4";
/// Stands at the end of a whole entry.
const END: &str = "end";

/// A folder of entries.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// The key of a page image.
#[must_use]
pub fn key(raster: &Raster, engine: &dyn Engine) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!(
        "{VERSION}\n{}\n{}\n{} {} {} {} {:?} {}\n",
        engine.name(),
        engine.language(),
        raster.width,
        raster.height,
        raster.channels,
        raster.dpi,
        raster.origin,
        raster.rendered
    ));
    hasher.update(&raster.data);
    hasher.finalize().iter().fold(String::with_capacity(64), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

impl Cache {
    /// A cache in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_path_buf() })
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(key.get(..2).unwrap_or("")).join(format!("{key}.txt"))
    }

    /// What was kept under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Recognized> {
        parse(&std::fs::read_to_string(self.path(key)).ok()?)
    }

    /// Keeps what was recognized.
    ///
    /// # Errors
    /// When it cannot be written; nothing is left behind.
    pub fn put(&self, key: &str, found: &Recognized) -> std::io::Result<()> {
        let path = self.path(key);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let aside = path.with_extension(format!("{}.part", std::process::id()));
        std::fs::write(&aside, print(found)).and_then(|()| std::fs::rename(&aside, &path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&aside);
        })
    }
}

fn print(found: &Recognized) -> String {
    let mut out = format!(
        "page\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
        found.skew.angle,
        found.skew.centre.0,
        found.skew.centre.1,
        found.turned,
        found.passes,
        found.blank,
        found.rendered
    );
    for w in &found.words {
        let [x0, y0, x1, y1] = w.bbox;
        let _ = writeln!(out, "{}\t{x0}\t{y0}\t{x1}\t{y1}\t{}\t{}\t{}", w.line, w.confidence, w.stroke, w.text);
    }
    out.push_str(END);
    out
}

fn parse(entry: &str) -> Option<Recognized> {
    let mut lines = entry.strip_suffix(END)?.lines();
    let head: Vec<&str> = lines.next()?.strip_prefix("page\t")?.split('\t').collect();
    let [angle, cx, cy, turned, passes, blank, rendered] = head.as_slice() else { return None };
    let words = lines.map(|line| {
        let fields: Vec<&str> = line.splitn(8, '\t').collect();
        let [line, x0, y0, x1, y1, confidence, stroke, text] = fields.as_slice() else { return None };
        let number = |s: &str| s.parse::<f32>().ok();
        Some(Found {
            text: (*text).to_owned(),
            bbox: [number(x0)?, number(y0)?, number(x1)?, number(y1)?],
            confidence: number(confidence)?,
            line: line.parse().ok()?,
            stroke: number(stroke)?,
        })
    });
    Some(Recognized {
        words: words.collect::<Option<_>>()?,
        skew: Skew { angle: angle.parse().ok()?, centre: (cx.parse().ok()?, cy.parse().ok()?) },
        turned: turned.parse().ok()?,
        passes: passes.parse().ok()?,
        blank: blank.parse().ok()?,
        rendered: rendered.parse().ok()?,
    })
}
