use crate::ocr::{codes, engine, greffier, pdf, records, s, speaks, walk};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

trials![
    a_hanging_engine_costs_its_page,
    a_full_disk_costs_the_cache_alone,
    two_hundred_pages_around_one_without_measure,
    alto_is_as_its_schema_says,
    a_fault_of_alto_is_seen,
];

/// An engine that hangs on one page: that page is named after its time, the others are read, what it started is ended.
fn a_hanging_engine_costs_its_page() {
    let dir = tempfile::tempdir().unwrap();
    let (lock, pid) = (dir.path().join("lock"), dir.path().join("pid"));
    let body = format!(
        "if mkdir {} 2>/dev/null; then sleep 3600 & echo $! > {}; wait; fi\n{}",
        lock.display(),
        pid.display(),
        speaks(dir.path())
    );
    let engine = engine(dir.path(), &body);
    let file = dir.path().join("a.pdf");
    pdf(&file, 3, "");
    let start = Instant::now();
    let out = greffier(&["extract", "-q", "-j1", "--ocr-timeout", "3", s(&file), "--tesseract", s(&engine)]);
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
    let record = &records(&out)[0];
    assert_eq!(codes(record).iter().filter(|c| **c == "ocr_failed").count(), 1, "{:?}", codes(record));
    assert!(record["findings"].to_string().contains("did not answer within 3 s"));
    assert_eq!(record["source"]["ocr"]["pages"].as_array().unwrap().len(), 2);
    let pid = std::fs::read_to_string(pid).unwrap();
    // A process that was ended may wait for the system to bury it.
    let runs = || Command::new("ps").args(["-o", "stat=", "-p", pid.trim()]).output().unwrap().stdout;
    let alive = || runs().first().is_some_and(|c| *c != b'Z');
    while alive() && start.elapsed() < Duration::from_secs(150) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(!alive(), "what the engine started goes on");
}

/// No file may grow: the entry is not written, nothing is left of it, and the record is that of a run without a cache.
fn a_full_disk_costs_the_cache_alone() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &speaks(dir.path()).replace("cat > ", "cat > /dev/null; : "));
    let file = dir.path().join("a.pdf");
    pdf(&file, 2, "");
    let cache = dir.path().join("cache");
    let program = env!("CARGO_BIN_EXE_greffier");
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; exec '{program}' extract -q '{}' --tesseract '{}' --ocr-cache '{}'",
        file.display(),
        engine.display(),
        cache.display()
    );
    let out = Command::new("sh").args(["-c", &script]).output().unwrap();
    let full = records(&out).remove(0);
    assert_eq!(codes(&full).iter().filter(|c| **c == "ocr_not_cached").count(), 2, "{:?}", codes(&full));
    assert!(walk(&cache).is_empty(), "{:?}", walk(&cache));
    let free = records(&greffier(&["extract", "-q", s(&file), "--tesseract", s(&engine)])).remove(0);
    assert_eq!(full["sittings"], free["sittings"]);
    assert_eq!(full["sittings"][0]["date"], "2019-10-14");
}

/// A TIFF of one bit a pixel; `sizes` are told by the directories, each page holds the strip of a page of 304 by 400.
fn one_bit_tiff(path: &Path, sizes: &[(u32, u32)]) {
    let strip: Vec<u8> = (0..400).flat_map(|y| [if y % 40 < 6 && y > 60 { 0u8 } else { 0xff }; 38]).collect();
    let mut out: Vec<u8> = b"II*\0".to_vec();
    out.extend_from_slice(&8u32.to_le_bytes());
    for (k, (width, height)) in sizes.iter().enumerate() {
        let tags: &[(u16, u16, u32)] = &[
            (256, 4, *width),
            (257, 4, *height),
            (258, 3, 1),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, (out.len() + 2 + 9 * 12 + 4) as u32),
            (277, 3, 1),
            (278, 4, *height),
            (279, 4, strip.len() as u32),
        ];
        out.extend_from_slice(&(tags.len() as u16).to_le_bytes());
        for (tag, kind, value) in tags {
            out.extend_from_slice(&tag.to_le_bytes());
            out.extend_from_slice(&kind.to_le_bytes());
            out.extend_from_slice(&1u32.to_le_bytes());
            out.extend_from_slice(&value.to_le_bytes());
        }
        let next = if k + 1 < sizes.len() { out.len() + 4 + strip.len() } else { 0 };
        out.extend_from_slice(&(next as u32).to_le_bytes());
        out.extend_from_slice(&strip);
    }
    std::fs::write(path, out).unwrap();
}

/// 200 pages of one bit, the third of them 20,000 pixels square: refused by its directory, the others are read.
fn two_hundred_pages_around_one_without_measure() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &speaks(dir.path()).replace("cat > ", "cat > /dev/null; : "));
    let mut sizes = vec![(304, 400); 200];
    sizes[2] = (20_000, 20_000);
    let file = dir.path().join("a.tif");
    one_bit_tiff(&file, &sizes);
    let out = greffier(&["extract", "-q", s(&file), "--tesseract", s(&engine)]);
    let record = &records(&out)[0];
    assert_eq!(record["source"]["pages"], 200);
    assert_eq!(record["source"]["ocr"]["pages"].as_array().unwrap().len(), 199);
    let failed: Vec<&str> = codes(record).into_iter().filter(|c| *c == "ocr_failed").collect();
    assert_eq!(failed.len(), 1);
    assert!(record["findings"].to_string().contains("page 3 was not read: 20000 × 20000 pixels"));
    assert_eq!(record["sittings"][0]["date"], "2019-10-14");
}

/// The folder of the ALTO file of a scan.
fn written(dir: &Path) -> PathBuf {
    let engine = engine(dir, &speaks(dir));
    let file = dir.join("a.pdf");
    pdf(&file, 2, "");
    let made = dir.join("alto");
    greffier(&["extract", "-q", s(&file), "--tesseract", s(&engine), "--searchable", s(&made)]);
    made
}

/// By the schema of the Library of Congress.
fn alto_is_as_its_schema_says() {
    let dir = tempfile::tempdir().unwrap();
    let made = written(dir.path());
    let xml = std::fs::read_to_string(made.join("a.pdf.alto.xml")).unwrap();
    assert!(xml.contains("<MeasurementUnit>inch1200</MeasurementUnit>"));
    tools::check("xsd.py", &["alto", &made.to_string_lossy()]);
}

fn a_fault_of_alto_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let made = written(dir.path());
    let file = made.join("a.pdf.alto.xml");
    let xml = std::fs::read_to_string(&file).unwrap();
    let broken = [
        ("WC=\"0.96\"", "WC=\"96\""),
        ("ID=\"P2\"", "ID=\"P1\""),
        ("<SP/>", "<SP/><SP/>"),
        ("<Layout>", "<Layout LANG=\"fr\">"),
        (" PHYSICAL_IMG_NR=\"1\"", ""),
        ("CONTENT=", "TEXT="),
    ];
    for (from, to) in broken {
        assert!(xml.contains(from), "{from} in {}", xml.get(..1500).unwrap_or(&xml));
        std::fs::write(&file, xml.replacen(from, to, 1)).unwrap();
        assert_ne!(tools::refuses("xsd.py", &["alto", &made.to_string_lossy()]), Some(false), "{from} → {to}");
    }
}
