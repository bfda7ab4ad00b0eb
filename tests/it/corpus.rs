use crate::{bless, lexicon, record, root};
use greffier::extract::record::Options;
use greffier::grammar::outline;
use greffier::grammar::text::Text;
use greffier::read;
use libtest_mimic::Trial;
use std::path::{Path, PathBuf};

/// The documents of the corpus: name and source file, in order.
pub(crate) fn documents() -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    let folders = std::fs::read_dir(root().join("corpus/documents")).unwrap();
    let mut folders: Vec<_> = folders.map(|e| e.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        for name in ["source.md", "source.txt", "source.pdf"] {
            let file = folder.join(name);
            if file.exists() {
                out.push((folder.file_name().unwrap().to_string_lossy().into_owned(), file));
            }
        }
    }
    out
}

/// Four tests for each document, and one that the corpus is there.
pub(crate) fn trials() -> Vec<Trial> {
    type Check = fn(&Path);
    const CHECKS: [(&str, Check); 4] = [
        ("record_is_as_expected", record_is_as_expected),
        ("evidence_reads_back", evidence_reads_back),
        ("no_line_is_lost", no_line_is_lost),
        ("record_is_valid", record_is_valid),
    ];
    let mut out = vec![Trial::test("corpus::has_its_documents", || {
        assert!(documents().len() >= 25, "only {} documents", documents().len());
        Ok(())
    })];
    for (name, path) in documents() {
        for (check, run) in CHECKS {
            let path = path.clone();
            out.push(Trial::test(format!("corpus::{check}::{name}"), move || {
                run(&path);
                Ok(())
            }));
        }
    }
    out
}

/// The record is the one beside its source; `BLESS=1` writes it anew, to be read before it is committed.
fn record_is_as_expected(path: &Path) {
    let got = serde_json::to_string_pretty(&record(path, Options { evidence: false })).unwrap() + "\n";
    let expected = path.with_file_name("expected.json");
    if bless() {
        std::fs::write(&expected, &got).unwrap();
    }
    let want = std::fs::read_to_string(&expected).unwrap_or_default();
    let differs = want.lines().zip(got.lines()).find(|(a, b)| a != b);
    assert!(want == got, "differs from {}, first at {differs:?}", expected.display());
}

/// Every span of evidence points to its print in the file.
fn evidence_reads_back(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    let record = record(path, Options::default());
    let json = serde_json::to_value(&record).unwrap();
    let doc = read::read(&bytes, path).unwrap();
    for (pointer, span) in record.evidence.entries() {
        let value = json.pointer(pointer).unwrap_or_else(|| panic!("{pointer} points at nothing"));
        let bytes = span.page.map_or(bytes.as_slice(), |p| doc.pages[p as usize - 1].text.as_bytes());
        let print = bytes.get(span.start as usize..span.end as usize).and_then(|b| std::str::from_utf8(b).ok());
        let print = print.unwrap_or_else(|| panic!("{pointer} is cut inside a letter"));
        assert!(!print.trim().is_empty(), "{pointer} has an empty print");
        if let Some(text) = &span.text {
            assert_eq!(print, text, "{pointer}");
        }
        let line = 1 + bytes[..span.start as usize].iter().filter(|b| **b == b'\n').count() as u32;
        assert_eq!(line, span.line, "{pointer}");
        assert!(!value.is_null(), "{pointer} has evidence and no value");
    }
    assert!(record.evidence.entries().len() > 3, "hardly any evidence");
}

/// Every line of the source is a line of the document, and every line of an act lies in exactly one section.
fn no_line_is_lost(path: &Path) {
    let doc = read::read(&std::fs::read(path).unwrap(), path).unwrap();
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
    if path.extension().is_some_and(|e| e == "txt") {
        let kept: usize = doc.lines.iter().map(|l| letters(doc.text(l.span))).sum();
        assert_eq!(kept, letters(&doc.pages[0].text), "letters were lost in reading");
    }
    let text = Text::new(&doc, lexicon());
    for minutes in [false, true] {
        let mut next = 0;
        for zone in &outline::sections(&text, 0..doc.body_len, minutes) {
            assert_eq!(zone.lines.start, next, "a line lies in no section or in two");
            next = zone.lines.end;
        }
        assert_eq!(next, doc.body_len, "the last lines lie in no section");
    }
}

/// The record is valid under the schema that the library publishes.
fn record_is_valid(path: &Path) {
    let json = serde_json::to_value(record(path, Options::default())).unwrap();
    let errors: Vec<String> =
        crate::schema::validator().iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
