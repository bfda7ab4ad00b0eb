use crate::ocr::{codes, engine, greffier, pdf, records, s, speaks, walk};
use quick_xml::events::Event;
use std::collections::HashSet;
use std::path::Path;
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

/// Elements of ALTO 4.4 that greffier writes: the elements they may hold, in order, and their attributes; « ! » must
/// be there. Read off the published schema, `v4/alto-4-4.xsd` of the Library of Congress.
const SCHEMA: &[(&str, &[&str], &[&str])] = &[
    ("alto", &["Description", "Styles", "Tags", "ReadingOrder", "Layout!"], &["xmlns", "SCHEMAVERSION"]),
    ("Description", &["MeasurementUnit!", "sourceImageInformation", "OCRProcessing", "Processing"], &[]),
    ("MeasurementUnit", &[], &[]),
    ("sourceImageInformation", &["fileName", "fileIdentifier", "documentIdentifier"], &[]),
    ("fileName", &[], &[]),
    (
        "Processing",
        &[
            "processingCategory",
            "processingDateTime",
            "processingAgency",
            "processingStepDescription",
            "processingStepSettings",
            "processingSoftware",
        ],
        &["ID!"],
    ),
    ("processingSoftware", &["softwareCreator", "softwareName", "softwareVersion", "applicationDescription"], &[]),
    ("softwareName", &[], &[]),
    ("Layout", &["Page!"], &["STYLEREFS"]),
    (
        "Page",
        &["TopMargin", "LeftMargin", "RightMargin", "BottomMargin", "PrintSpace"],
        &["ID!", "PHYSICAL_IMG_NR!", "WIDTH", "HEIGHT", "PC", "LANG", "ROTATION"],
    ),
    ("PrintSpace", &["Shape", "TextBlock"], &["ID", "HPOS", "VPOS", "WIDTH", "HEIGHT"]),
    ("TextBlock", &["Shape", "TextLine"], &["ID!", "HPOS", "VPOS", "WIDTH", "HEIGHT", "LANG"]),
    ("TextLine", &["Shape", "String!", "SP", "HYP"], &["ID", "HPOS", "VPOS", "WIDTH", "HEIGHT", "LANG"]),
    ("String", &["Shape"], &["ID", "CONTENT!", "HPOS", "VPOS", "WIDTH", "HEIGHT", "WC", "LANG"]),
    ("SP", &[], &["ID", "HPOS", "VPOS", "WIDTH", "HEIGHT"]),
];

/// What is wrong with an element by the schema: its attributes, and the elements it holds.
fn faults(name: &str, attributes: &[(String, String)], children: &[String], ids: &mut HashSet<String>) -> Vec<String> {
    let Some((_, order, known)) = SCHEMA.iter().find(|s| s.0 == name) else { return vec![format!("{name}: unknown")] };
    let mut out = Vec::new();
    let plain = |s: &&str| s.trim_end_matches('!').to_owned();
    for must in known.iter().filter(|k| k.ends_with('!')).map(plain) {
        if !attributes.iter().any(|(k, _)| *k == must) {
            out.push(format!("{name}: no {must}"));
        }
    }
    for (key, value) in attributes {
        let number = value.parse::<f32>().ok().filter(|n| n.is_finite());
        let good = match key.as_str() {
            "ID" => ids.insert(value.clone()) && value.starts_with(char::is_alphabetic) && !value.contains([' ', ':']),
            "HPOS" | "VPOS" | "WIDTH" | "HEIGHT" | "PHYSICAL_IMG_NR" => number.is_some(),
            "WC" | "PC" => number.is_some_and(|n| (0.0..=1.0).contains(&n)),
            _ => true,
        };
        if !good || !known.iter().any(|k| plain(k) == *key) {
            out.push(format!("{name}: {key}={value}"));
        }
    }
    let rank = |c: &String| order.iter().position(|o| plain(o) == *c);
    if name == "TextLine" {
        // Strings, each with at most one space behind it.
        let good = children.first().is_some_and(|c| c == "String")
            && children.windows(2).all(|w| w[0] == "String" || w[1] == "String");
        if !good {
            out.push(format!("{name}: {children:?}"));
        }
    } else if children.iter().any(|c| rank(c).is_none()) || !children.iter().map(rank).is_sorted() {
        out.push(format!("{name} holds {children:?}"));
    }
    for must in order.iter().filter(|k| k.ends_with('!')).map(plain) {
        if !children.contains(&must) {
            out.push(format!("{name}: no {must} in it"));
        }
    }
    out
}

/// An element with its attributes and the names of those in it.
type Element = (String, Vec<(String, String)>, Vec<String>);

/// All that is wrong with an ALTO file.
fn alto_faults(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut open, mut ids, mut out): (Vec<Element>, _, _) = (Vec::new(), HashSet::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let name = tag.name().as_ref().to_string();
            if let Some(parent) = open.last_mut() {
                parent.2.push(name.clone());
            }
            let attributes = tag.attributes().map(Result::unwrap);
            let pair =
                |a: quick_xml::events::attributes::Attribute<'_>| (a.key.as_ref().to_string(), a.value.to_string());
            open.push((name, attributes.map(pair).collect(), Vec::new()));
        }
        match event {
            Event::End(_) | Event::Empty(_) => {
                let (name, attributes, children) = open.pop().unwrap();
                out.extend(faults(&name, &attributes, &children, &mut ids));
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn written(dir: &Path) -> String {
    let engine = engine(dir, &speaks(dir));
    let file = dir.join("a.pdf");
    pdf(&file, 2, "");
    let made = dir.join("alto");
    greffier(&["extract", "-q", s(&file), "--tesseract", s(&engine), "--searchable", s(&made)]);
    std::fs::read_to_string(made.join("a.pdf.alto.xml")).unwrap()
}

fn alto_is_as_its_schema_says() {
    let dir = tempfile::tempdir().unwrap();
    let xml = written(dir.path());
    assert!(xml.contains("xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\""));
    assert!(xml.contains("<MeasurementUnit>inch1200</MeasurementUnit>"));
    assert_eq!(alto_faults(&xml), Vec::<String>::new());
}

fn a_fault_of_alto_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let xml = written(dir.path());
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
        assert!(!alto_faults(&xml.replacen(from, to, 1)).is_empty(), "{from} → {to}");
    }
}
