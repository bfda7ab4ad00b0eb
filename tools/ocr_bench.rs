//! Measures OCR on page images with known text.
//!
//! `cargo run --release --example ocr_bench -- FOLDER [cache=DIR] [STEPS…]`: FOLDER holds `manifest.json` (a list of objects with
//! `image`, `variant`, `ground_truth` and `keys`, paths within FOLDER). Each image is read once with each of STEPS and
//! once as `extract` would read it (`all`), then looked at behind the repairs of the grammar (`mended`); one line a
//! reading, separated by tabs, goes to standard output: image, variant, steps, character errors and characters of the
//! truth, key tokens found and in all (names, amounts, dates), confidence, worth, seconds, passes. With `cache=DIR` what
//! `all` reads is kept, so that repairs are measured again without OCR.

#![allow(clippy::print_stdout, reason = "its lines are its output")]

use greffier::grammar::lexicon::Lexicon;
use greffier::grammar::mend;
use greffier::ocr::cache::{self, Cache};
use greffier::ocr::engine::Engine;
use greffier::ocr::passes::{self, Recognized};
use greffier::ocr::prepare::{FIRST, LEVEL, RAW, SMOOTH, Sheet, Steps};
use greffier::ocr::tesseract::Tesseract;
use greffier::page::{Builder, Document, MediaType, Page, TextOrigin, rows};
use greffier::read;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const STEPS: &[(&str, Steps)] = &[
    ("raw", RAW),
    ("level", LEVEL),
    ("first", FIRST),
    ("smooth", SMOOTH),
    ("-dropout", Steps { dropout: false, ..FIRST }),
    ("-edges", Steps { edges: false, ..FIRST }),
    ("-flatten", Steps { flatten: false, ..FIRST }),
    ("+enlarge", Steps { enlarge: true, ..FIRST }),
    ("smooth-enlarge", Steps { enlarge: false, ..SMOOTH }),
    ("-deskew", Steps { deskew: false, ..FIRST }),
];

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or_else(|| anyhow::anyhow!("a folder is needed"))?;
    let folder = Path::new(&folder);
    let (kept, asked): (Vec<String>, Vec<String>) = args.partition(|a| a.starts_with("cache="));
    let kept = kept.first().and_then(|a| a.strip_prefix("cache="));
    let kept = kept.map(|folder| Cache::open(Path::new(folder))).transpose()?;
    let lexicon = Lexicon::builtin()?;
    let engine = Tesseract::find(None, "fra", greffier::ocr::TIME_LIMIT)?;
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("manifest.json"))?)?;
    for entry in manifest.as_array().into_iter().flatten() {
        let of = |key: &str| entry.get(key).and_then(|v| v.as_str()).unwrap_or("");
        let truth = folder.join(of("ground_truth"));
        let by_row = truth.with_extension("rowmajor.txt");
        let truth = std::fs::read_to_string(if by_row.exists() { by_row } else { truth })?;
        let truth = squeezed(&truth);
        let keys: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join(of("keys")))?)?;
        let path = folder.join(of("image"));
        let bytes: read::Shared = Arc::new(std::fs::read(&path)?);
        let media = read::format_of(&path).map_or(MediaType::Png, |f| f.media);
        let raster = read::scans(&bytes, media)?.page(0)?;
        let key = cache::key(&raster, &engine as &dyn Engine);
        let sheet = Sheet::of(raster);
        let named = STEPS.iter().filter(|(name, _)| asked.iter().any(|a| a == name || a == "every"));
        let report = |name: &str, found: &Recognized, text: &str, seconds: f32| {
            let text = squeezed(text);
            let errors = distance(&truth, &text);
            let counts: Vec<String> = ["name", "amount", "date"].iter().map(|k| share(&keys, k, &text)).collect();
            let worth: f32 = found.words.iter().map(|w| w.text.len() as f32 * w.confidence * w.confidence).sum();
            println!(
                "{}\t{}\t{name}\t{errors}\t{}\t{}\t{:.3}\t{worth:.0}\t{seconds:.2}\t{}",
                of("image"),
                of("variant"),
                truth.chars().count(),
                counts.join("\t"),
                found.confidence(),
                found.passes
            );
        };
        for (name, steps) in named {
            let start = Instant::now();
            let found = passes::once(&sheet, *steps, &engine)?;
            report(name, &found, page_text(&document(&found)), start.elapsed().as_secs_f32());
        }
        if asked.is_empty() || asked.iter().any(|a| a == "all") {
            let start = Instant::now();
            let found = match kept.as_ref().and_then(|k| k.get(&key)) {
                Some(found) => found,
                None => passes::recognize(&sheet, &engine as &dyn Engine)?,
            };
            if let Some(kept) = &kept {
                kept.put(&key, &found)?;
            }
            let mut doc = document(&found);
            report("all", &found, page_text(&doc), start.elapsed().as_secs_f32());
            mend::mend(&mut doc, &lexicon);
            report("mended", &found, &doc.clean, start.elapsed().as_secs_f32());
        }
    }
    Ok(())
}

/// The page as a document.
fn document(found: &Recognized) -> Document {
    let mut builder = Builder::new(MediaType::Png, TextOrigin::Ocr);
    builder.page(Page::default());
    rows::fill(&mut builder, 0, false, &found.words, found.skew);
    builder.finish()
}

/// The page's print, row by row.
fn page_text(doc: &Document) -> &str {
    doc.pages.first().map_or("", |p| p.text.as_str())
}

/// All white space one space.
fn squeezed(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

/// Found and expected tokens of a kind.
fn share(keys: &serde_json::Value, kind: &str, text: &str) -> String {
    let of = |v: &'_ serde_json::Value, key: &str| v.get(key).and_then(|v| v.as_str()).unwrap_or("").to_owned();
    let tokens: Vec<String> =
        keys.as_array().into_iter().flatten().filter(|v| of(v, "kind") == kind).map(|v| of(v, "text")).collect();
    let found = tokens.iter().filter(|t| text.contains(&squeezed(t))).count();
    format!("{found}\t{}", tokens.len())
}

/// Levenshtein's distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
