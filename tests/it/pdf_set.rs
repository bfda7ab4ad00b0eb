//! The fidelity set: PDFs of several programs whose text is known (`scripts/make_pdf_set.py`).

use greffier::page::Document;
use std::collections::HashMap;
use std::path::PathBuf;

trials!(known_text_is_read_in_order);

struct Sample {
    name: String,
    doc: Document,
    /// Blocks in reading order; rows of tables begin with `| `.
    expected: Vec<String>,
}

fn samples() -> Vec<Sample> {
    let dir = crate::root().join("tests/pdf");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "pdf"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = std::fs::read(&path).unwrap();
            let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
            Sample {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                doc: greffier::read::read(&bytes, &path).unwrap(),
                expected: text.lines().map(str::to_owned).collect(),
            }
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|w| *w != "|").map(|w| w.replace('’', "'")).collect()
}

fn read_words(doc: &Document) -> Vec<String> {
    let mut lines: Vec<_> = doc.lines.iter().collect();
    lines.sort_by_key(|l| (l.page, l.number));
    lines.iter().flat_map(|l| words(doc.text(l.span))).collect()
}

/// The part of `wanted` that `found` has, words counted.
fn recall(wanted: &[String], found: &[String]) -> f64 {
    let mut have: HashMap<&str, usize> = HashMap::new();
    for w in found {
        *have.entry(w).or_default() += 1;
    }
    let mut hits = 0;
    for w in wanted {
        if let Some(n) = have.get_mut(w.as_str()).filter(|n| **n > 0) {
            *n -= 1;
            hits += 1;
        }
    }
    f64::from(hits) / wanted.len().max(1) as f64
}

/// Twice the longest common subsequence over both lengths.
fn similarity(a: &[String], b: &[String]) -> f64 {
    let mut row = vec![0u32; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let up = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { up.max(row[j]) };
            diagonal = up;
        }
    }
    2.0 * f64::from(row[b.len()]) / (a.len() + b.len()).max(1) as f64
}

/// Words found, in order, and rows of tables read as one line cell by cell.
fn known_text_is_read_in_order() {
    let samples = samples();
    assert!(samples.len() >= 40, "{} files", samples.len());
    let (mut low, mut rows, mut found_rows) = (Vec::new(), 0, 0);
    let (mut recalls, mut orders) = (0.0, 0.0);
    for s in &samples {
        let wanted = words(&s.expected.join(" "));
        let found = read_words(&s.doc);
        let (r, o) = (recall(&wanted, &found), similarity(&wanted, &found));
        recalls += r;
        orders += o;
        if r < 0.99 || o < 0.98 {
            low.push(format!("{}: recall {r:.4}, order {o:.4}", s.name));
        }
        for row in s.expected.iter().filter(|l| l.starts_with("| ")) {
            let cells: Vec<&str> = row[2..].split(" | ").map(str::trim).filter(|c| !c.is_empty()).collect();
            let read = s.doc.lines.iter().any(|l| {
                let own: Vec<String> = s
                    .doc
                    .cells_of(l)
                    .iter()
                    .map(|c| s.doc.text(c.span).replace('’', "'"))
                    .filter(|c| !c.is_empty())
                    .collect();
                own.iter().map(String::as_str).eq(cells.iter().copied())
            });
            rows += 1;
            found_rows += usize::from(read);
            if !read {
                low.push(format!("{}: row {row}", s.name));
            }
        }
    }
    let n = samples.len() as f64;
    let (r, o, t) = (recalls / n, orders / n, f64::from(found_rows as u32) / f64::from(rows));
    println!("{} files: recall {r:.4}, order {o:.4}, rows {t:.4} of {rows}\n{}", samples.len(), low.join("\n"));
    assert!(r >= 0.997 && o >= 0.99 && t >= 0.99, "recall {r:.4}, order {o:.4}, rows {t:.4}\n{}", low.join("\n"));
}
