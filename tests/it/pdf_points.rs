//! One PDF for each point that a reader of PDF text must get right (`scripts/make_pdf_points.py`).

use std::path::PathBuf;

/// The files of the points, in order.
pub(crate) fn files() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(crate::root().join("tests/pdf-points"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "pdf"))
        .collect();
    paths.sort();
    paths
}

/// The test of one point.
fn point(path: &PathBuf) -> Result<(), String> {
    let wanted = std::fs::read_to_string(path.with_extension("txt")).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let doc = greffier::read::read(&bytes, path).map_err(|e| e.to_string())?;
    if wanted.trim_end() == "@needs_ocr" {
        return if doc.pages.iter().all(|p| p.needs_ocr) { Ok(()) } else { Err("does not ask for OCR".to_owned()) };
    }
    let found = if wanted.starts_with("| ") {
        let row = |l| doc.cells_of(l).iter().map(|c| doc.text(c.span)).collect::<Vec<_>>().join(" | ");
        doc.lines.iter().map(|l| format!("| {}", row(l))).collect::<Vec<_>>().join("\n")
    } else {
        doc.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    if found.trim_end() == wanted.trim_end() {
        return Ok(());
    }
    Err(format!("read:\n{found}\nwanted:\n{wanted}"))
}

/// A test for each file.
pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
    files()
        .into_iter()
        .map(|path| {
            let name = format!("pdf_points::{}", path.file_stem().unwrap().to_string_lossy());
            libtest_mimic::Trial::test(name, move || point(&path).map_err(Into::into))
        })
        .collect()
}
