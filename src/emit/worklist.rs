//! The work list: pages and records that a person should look at, worst first.

use super::EmitError;
use crate::page::Document;
use crate::record::{Record, Severity};
use std::path::Path;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// 0 to 100: how much is lost where nobody looks.
    pub urgency: u32,
    /// The document.
    pub path: String,
    /// The page, where it is about one.
    pub page: Option<u32>,
    /// The code of the finding, or what the page is.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// Pages below this mean confidence are listed, 0 to 1.
const CONFIDENT: f32 = 0.85;

/// What to look at in one document.
#[must_use]
pub fn entries(doc: &Document, record: &Record) -> Vec<Entry> {
    let path = &record.source.path;
    let mut out = Vec::new();
    for (i, page) in doc.pages.iter().enumerate() {
        let number = page.number.unwrap_or(i as u32 + 1);
        let mut add = |urgency: u32, code: &str, reason: String| {
            out.push(Entry { urgency, path: path.clone(), page: Some(number), code: code.to_owned(), reason });
        };
        if page.needs_ocr {
            let why = page.need.map_or("", |n| n.as_str());
            add(100, "not_read", format!("the page was not read ({why})"));
        } else if page.need.is_some() && !page.words.is_empty() {
            let mean = page.words.iter().map(|w| w.confidence).sum::<f32>() / page.words.len() as f32;
            if mean < CONFIDENT {
                let urgency = 40.0 + 50.0 * (CONFIDENT - mean) / CONFIDENT;
                let reason = format!("{} words, mean confidence {:.0} %", page.words.len(), mean * 100.0);
                add(urgency as u32, "low_confidence", reason);
            }
        }
    }
    for f in &record.findings {
        let urgency = match f.severity {
            Severity::Error => 80,
            Severity::Warning => 30,
            Severity::Info => continue,
        };
        let reason = f.message.clone();
        out.push(Entry { urgency, path: path.clone(), page: None, code: f.code.clone(), reason });
    }
    out
}

/// Writes the list as CSV, worst first, then in the order of the documents.
///
/// # Errors
/// When the file cannot be written.
pub fn write(mut entries: Vec<Entry>, path: &Path) -> Result<(), EmitError> {
    entries.sort_by(|a, b| b.urgency.cmp(&a.urgency));
    let mut out = csv::Writer::from_path(path)?;
    out.write_record(["urgency", "path", "page", "code", "reason"])?;
    for e in entries {
        let page = e.page.map(|p| p.to_string()).unwrap_or_default();
        out.write_record([&e.urgency.to_string(), &e.path, &page, &e.code, &e.reason])?;
    }
    out.flush()?;
    Ok(())
}
