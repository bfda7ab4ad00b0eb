use crate::root;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

trials![
    a_scan_becomes_a_record,
    scans_of_every_container_are_read,
    a_page_that_fails_costs_that_page,
    a_missing_engine_is_said_once_and_text_is_still_read,
    a_second_run_takes_what_is_in_the_cache,
    a_cache_that_cannot_be_written_is_said,
    a_page_without_measure_is_refused,
    alto_is_written_and_read_back,
    hocr_is_read,
    the_work_list_begins_with_the_worst,
];

/// A page of minutes, as lines.
const PAGE: &[&str] = &[
    "COMMUNE DE BREZOLLES-LE-PONT",
    "L'an deux mille dix-neuf, le quatorze octobre à vingt heures trente, le Conseil",
    "Municipal s'est réuni sous la présidence de Monsieur Étienne CHAUMERAC, Maire.",
    "Étaient présents : M. Étienne CHAUMERAC, Mme Solène TRIQUET, M. Hervé GOUJON.",
    "Absent excusé : M. Damien FOLLIOT, qui a donné pouvoir à M. Hervé GOUJON.",
    "Délibération n° 2019-047",
    "Objet : Admission en non-valeur de créances irrécouvrables",
    "Le Conseil Municipal, après en avoir délibéré, à l'unanimité, admet en non-valeur",
    "la somme de 1 284,37 €.",
];

/// An engine for tests: answers `--version` and `--list-langs` as Tesseract does, and runs `body` for a page.
pub(crate) fn engine(dir: &Path, body: &str) -> PathBuf {
    let path = dir.join("engine");
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in\n--version) echo 'tesseract 5.3.0'; exit 0;;\n--list-langs) printf 'List:\\nfra\\n'; exit \
         0;;\nesac\n{body}\n"
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// The TSV that an engine would print for the page, with boxes for 300 dots an inch, as a script that prints it.
pub(crate) fn speaks(dir: &Path) -> String {
    let mut tsv =
        String::from("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n");
    for (n, line) in PAGE.iter().enumerate() {
        let top = 200 + 80 * n;
        tsv.push_str(&format!("4\t1\t1\t1\t{n}\t0\t200\t{top}\t1800\t40\t-1\t\n"));
        let mut left = 200;
        for (k, word) in line.split(' ').enumerate() {
            let width = 22 * word.chars().count();
            tsv.push_str(&format!("5\t1\t1\t1\t{n}\t{k}\t{left}\t{top}\t{width}\t40\t96\t{word}\n"));
            left += width + 22;
        }
    }
    let file = dir.join("page.tsv");
    std::fs::write(&file, tsv).unwrap();
    format!("cat > {0}.image; cat {0}", file.display())
}

/// A grey page of 600 by 800 pixels with a dark bar on it: not blank.
pub(crate) fn picture() -> image::GrayImage {
    image::GrayImage::from_fn(600, 800, |x, y| {
        image::Luma([if (100..500).contains(&x) && y % 40 < 6 && y > 60 { 20 } else { 250 }])
    })
}

fn tiff(path: &Path, pages: usize) {
    let mut file = std::fs::File::create(path).unwrap();
    let mut out = tiff::encoder::TiffEncoder::new(&mut file).unwrap();
    for _ in 0..pages {
        out.write_image::<tiff::encoder::colortype::Gray8>(600, 800, picture().as_raw()).unwrap();
    }
}

/// A PDF whose pages show one JPEG each, turned as `/Rotate` says.
pub(crate) fn pdf(path: &Path, pages: usize, extra: &str) {
    pdf_of(path, picture(), pages, extra);
}

/// The same, of another picture.
pub(crate) fn pdf_of(path: &Path, picture: impl Into<image::DynamicImage>, pages: usize, extra: &str) {
    let picture: image::DynamicImage = picture.into();
    let (width, height) = (picture.width(), picture.height());
    let space = if picture.color().has_color() { "RGB" } else { "Gray" };
    let mut jpeg = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let mut out: Vec<u8> = b"%PDF-1.5\n".to_vec();
    let mut offsets = Vec::new();
    let mut object = |out: &mut Vec<u8>, body: &[u8]| {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", offsets.len()).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    };
    let kids: Vec<String> = (0..pages).map(|i| format!("{} 0 R", 5 + i)).collect();
    object(&mut out, b"<</Type/Catalog/Pages 2 0 R>>");
    object(&mut out, format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" ")).as_bytes());
    let mut image = format!(
        "<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/Device{space}/BitsPerComponent 8\
         /Filter/DCTDecode/Length {}>>stream\n",
        jpeg.get_ref().len()
    )
    .into_bytes();
    image.extend_from_slice(jpeg.get_ref());
    image.extend_from_slice(b"\nendstream");
    object(&mut out, &image);
    object(&mut out, b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q \nendstream");
    for _ in 0..pages {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>{extra}>>"
        );
        object(&mut out, page.as_bytes());
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes());
    for at in &offsets {
        out.extend_from_slice(format!("{at:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", offsets.len() + 1);
    out.extend_from_slice(trailer.as_bytes());
    std::fs::write(path, out).unwrap();
}

pub(crate) fn greffier(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap()
}

pub(crate) fn records(out: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(out.stdout.clone()).unwrap();
    text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

pub(crate) fn codes(record: &serde_json::Value) -> Vec<&str> {
    record["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

pub(crate) fn s(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A page printed in a typeface and read by the real engine, where it is installed: the whole way from ink to record.
fn a_scan_becomes_a_record() {
    let found = Command::new("tesseract").arg("--list-langs").output();
    if !found.is_ok_and(|o| String::from_utf8_lossy(&o.stdout).lines().any(|l| l.trim() == "fra")) {
        println!("skipped: tesseract with « fra » is not installed (apt-get install tesseract-ocr tesseract-ocr-fra)");
        return;
    }
    let source = root().join("corpus/documents");
    let mut pdfs: Vec<PathBuf> = std::fs::read_dir(source)
        .unwrap()
        .map(|e| e.unwrap().path().join("source.pdf"))
        .filter(|p| p.exists() && std::fs::metadata(p).unwrap().len() < 60_000)
        .collect();
    pdfs.sort();
    let file = pdfs.first().unwrap();
    let text = &records(&greffier(&["extract", "-q", "--ocr", "never", s(file)]))[0];
    let scan = &records(&greffier(&["extract", "-q", "--ocr", "always", s(file)]))[0];
    assert_eq!(scan["source"]["text"], "ocr");
    assert!(scan["source"]["ocr"]["mean_confidence"].as_f64().unwrap() > 0.8);
    assert_eq!(scan["source"]["ocr"]["reasons"][0]["reason"], "asked");
    for key in ["date", "opened_at"] {
        assert_eq!(scan["sittings"][0][key], text["sittings"][0][key], "{key} of {}", file.display());
    }
    let members = |r: &serde_json::Value| r["sittings"][0]["members"].as_array().unwrap().len();
    assert!(members(scan).abs_diff(members(text)) * 10 <= members(text), "{} of {}", members(scan), members(text));
    let evidence = &scan["evidence"]["/sittings/0/date"];
    assert!(evidence["confidence"].as_f64().is_some() && evidence["bbox"].is_array(), "{evidence}");
}

/// PDF, turned PDF, TIFF with pages, JPEG and PNG all reach the engine, page by page.
fn scans_of_every_container_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &speaks(dir.path()));
    let docs = dir.path().join("docs");
    std::fs::create_dir(&docs).unwrap();
    pdf(&docs.join("a.pdf"), 2, "");
    pdf(&docs.join("b.pdf"), 1, "/Rotate 90");
    tiff(&docs.join("c.tif"), 3);
    picture().save(docs.join("d.jpg")).unwrap();
    picture().save(docs.join("e.png")).unwrap();
    let out = greffier(&["extract", "-q", s(&docs), "--tesseract", s(&engine)]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let found = records(&out);
    let pages: Vec<_> = found.iter().map(|r| r["source"]["ocr"]["pages"].as_array().unwrap().len()).collect();
    assert_eq!(pages, [2, 1, 3, 1, 1]);
    for r in &found {
        let sitting = &r["sittings"][0];
        assert_eq!((&sitting["date"], &r["source"]["text"]), (&"2019-10-14".into(), &"ocr".into()), "{r}");
        assert_eq!(sitting["proxies"][0]["holder"], "herve-goujon");
        assert_eq!(r["evidence"]["/sittings/0/date"]["confidence"], 0.96);
    }
    // What the engine was given is the page: a bitmap of its size.
    let image = std::fs::read(dir.path().join("page.tsv.image")).unwrap();
    let number = |at: usize| u32::from_le_bytes(image[at..at + 4].try_into().unwrap());
    assert_eq!((&image[..2], number(18), number(22)), (&b"BM"[..], 600, 800));
    assert_eq!(image.len(), 54 + 1024 + 600 * 800);
}

/// An engine that crashes on one page: the others are read, the page is named.
fn a_page_that_fails_costs_that_page() {
    let dir = tempfile::tempdir().unwrap();
    let counter = dir.path().join("count");
    let body = format!(
        "if mkdir {0} 2>/dev/null; then cat > /dev/null; echo 'no more memory' >&2; kill -9 $$; fi\n{1}",
        counter.display(),
        speaks(dir.path())
    );
    let engine = engine(dir.path(), &body);
    let file = dir.path().join("a.pdf");
    pdf(&file, 3, "");
    let out = greffier(&["extract", "-q", "-j", "1", s(&file), "--tesseract", s(&engine)]);
    let record = &records(&out)[0];
    assert_eq!(codes(record).iter().filter(|c| **c == "ocr_failed").count(), 1, "{:?}", codes(record));
    assert_eq!(record["source"]["ocr"]["pages"].as_array().unwrap().len(), 2);
    assert_eq!(record["source"]["text"], "mixed");
    assert_eq!(record["sittings"][0]["date"], "2019-10-14");
}

/// Without an engine the record says so, with the line that installs it; documents with text are read as ever.
fn a_missing_engine_is_said_once_and_text_is_still_read() {
    let dir = tempfile::tempdir().unwrap();
    pdf(&dir.path().join("a.pdf"), 2, "");
    std::fs::write(dir.path().join("b.md"), "# Conseil municipal du 3 mai 2021\n\nPrésents : M. BRUN Luc\n").unwrap();
    let out = greffier(&["extract", "-q", s(dir.path()), "--tesseract", "/no/such/tesseract"]);
    assert_eq!(out.status.code(), Some(0));
    let found = records(&out);
    assert_eq!(codes(&found[0]).iter().filter(|c| **c == "ocr_unavailable").count(), 1);
    assert!(found[0]["findings"].to_string().contains("apt-get install tesseract-ocr tesseract-ocr-fra"));
    assert!(found[0]["source"]["ocr"].is_null());
    assert_eq!(found[1]["sittings"][0]["date"], "2021-05-03");
    // An engine without the language is no engine.
    let other = dir.path().join("other");
    std::fs::write(&other, "#!/bin/sh\n[ \"$1\" = --version ] && echo 'tesseract 5.3.0' || echo eng\n").unwrap();
    std::fs::set_permissions(&other, std::fs::Permissions::from_mode(0o755)).unwrap();
    let out = greffier(&["extract", "-q", s(&dir.path().join("a.pdf")), "--tesseract", s(&other)]);
    assert!(records(&out)[0]["findings"].to_string().contains("no language « fra »"));
}

/// What is in the cache is not read again, and gives the same record; a damaged entry is read anew.
fn a_second_run_takes_what_is_in_the_cache() {
    let dir = tempfile::tempdir().unwrap();
    let cache = dir.path().join("cache");
    let first = engine(dir.path(), &speaks(dir.path()));
    let file = dir.path().join("a.pdf");
    pdf(&file, 1, "");
    let run =
        |engine: &Path| greffier(&["extract", "-q", s(&file), "--tesseract", s(engine), "--ocr-cache", s(&cache)]);
    let one = run(&first);
    let silent = dir.path().join("silent");
    std::fs::create_dir(&silent).unwrap();
    let second = engine(&silent, "exit 1");
    let two = run(&second);
    assert!(!one.stdout.is_empty());
    assert_eq!(String::from_utf8_lossy(&one.stdout), String::from_utf8_lossy(&two.stdout));
    let entry = walk(&cache).pop().unwrap();
    let bytes = std::fs::read(&entry).unwrap();
    std::fs::write(&entry, &bytes[..bytes.len() / 2]).unwrap();
    assert!(codes(&records(&run(&second))[0]).contains(&"ocr_failed"));
    assert_eq!(run(&first).stdout, one.stdout);
}

pub(crate) fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(walk(&path)) } else { out.push(path) }
    }
    out
}

/// A cache that refuses (here: a file where its folder should be) costs a note, not the page.
fn a_cache_that_cannot_be_written_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &speaks(dir.path()));
    let file = dir.path().join("a.pdf");
    pdf(&file, 1, "");
    let cache = dir.path().join("cache");
    std::fs::create_dir(&cache).unwrap();
    for byte in 0..=255u8 {
        std::fs::write(cache.join(format!("{byte:02x}")), "").unwrap();
    }
    let out = greffier(&["extract", "-q", s(&file), "--tesseract", s(&engine), "--ocr-cache", s(&cache)]);
    let record = &records(&out)[0];
    assert!(codes(record).contains(&"ocr_not_cached"));
    assert_eq!(record["sittings"][0]["date"], "2019-10-14");
}

/// Twenty thousand pixels square: refused by its head, before it is decoded.
fn a_page_without_measure_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &speaks(dir.path()));
    let mut png = Vec::new();
    {
        // The head alone says the size; the rows that should follow are not there.
        let mut small = std::io::Cursor::new(Vec::new());
        image::GrayImage::new(2, 2).write_to(&mut small, image::ImageFormat::Png).unwrap();
        png.extend_from_slice(small.get_ref());
        let side = 20_000u32.to_be_bytes();
        png[16..20].copy_from_slice(&side);
        png[20..24].copy_from_slice(&side);
        let sum = crc(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&sum);
    }
    let (big, good) = (dir.path().join("a.png"), dir.path().join("b.png"));
    std::fs::write(&big, png).unwrap();
    picture().save(&good).unwrap();
    let out = greffier(&["extract", "-q", s(&big), s(&good), "--tesseract", s(&engine)]);
    let found = records(&out);
    let good = found.last().unwrap();
    assert_eq!(good["sittings"][0]["date"], "2019-10-14");
    let said = format!("{}{}", String::from_utf8_lossy(&out.stderr), found[0]["findings"]);
    assert!(said.contains("20000 × 20000"), "{said}");
}

/// CRC-32 of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, b| {
        (0..8).fold(crc ^ u32::from(*b), |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 })
    })
}

/// The ALTO file of a scan, read as a document, gives the sitting that the scan gave.
fn alto_is_written_and_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &speaks(dir.path()));
    let file = dir.path().join("a.pdf");
    pdf(&file, 2, "");
    let made = dir.path().join("alto");
    let out = greffier(&["extract", "-q", s(&file), "--tesseract", s(&engine), "--searchable", s(&made)]);
    let scan = records(&out).remove(0);
    let alto = made.join("a.pdf.alto.xml");
    let text = std::fs::read_to_string(&alto).unwrap();
    assert!(text.contains("http://www.loc.gov/standards/alto/ns-v4#") && text.contains("CONTENT=\"CHAUMERAC,\""));
    let back = records(&greffier(&["extract", "-q", s(&made)])).remove(0);
    assert_eq!((&back["source"]["text"], &back["source"]["pages"]), (&"embedded_ocr".into(), &2.into()));
    for key in ["date", "members", "proxies"] {
        assert_eq!(back["sittings"][0][key], scan["sittings"][0][key], "{key}");
    }
    let (a, b) = (&scan["evidence"]["/sittings/0/date"], &back["evidence"]["/sittings/0/date"]);
    for k in 0..4 {
        let [x, y] = [a, b].map(|e| e["bbox"][k].as_f64().unwrap());
        assert!((x - y).abs() < 0.2, "{a} {b}");
    }
}

/// hOCR as other programs write it, with entities and nested tags in words.
fn hocr_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut html = String::from(
        "<!DOCTYPE html>\n<html><body><div class='ocr_page' title='image \"x.png\"; bbox 0 0 2480 3508; ppageno 0'>\n",
    );
    for (n, line) in PAGE.iter().enumerate() {
        let top = 200 + 80 * n;
        html.push_str(&format!("<span class='ocr_line' title='bbox 200 {top} 2000 {}'>", top + 40));
        let mut left = 200;
        for word in line.split(' ') {
            let right = left + 22 * word.chars().count();
            let shown = word.replace('\'', "&#39;").replace("Maire.", "<strong>Maire</strong>.");
            let bottom = top + 40;
            html.push_str(&format!(
                "<span class='ocrx_word' title='bbox {left} {top} {right} {bottom}; x_wconf 91'>{shown}</span> "
            ));
            left = right + 22;
        }
        html.push_str("</span>\n");
    }
    html.push_str("</div></body></html>\n");
    std::fs::write(dir.path().join("a.html"), html).unwrap();
    std::fs::write(dir.path().join("not-ocr.html"), "<html><body>Bonjour</body></html>").unwrap();
    let found = records(&greffier(&["extract", "-q", s(dir.path())]));
    // A page of a site is a document too, without words that OCR read.
    assert_eq!(found.len(), 2);
    assert_eq!(found[1]["source"]["ocr"], serde_json::Value::Null);
    assert_eq!(found[0]["sittings"][0]["date"], "2019-10-14");
    assert_eq!(found[0]["sittings"][0]["chair"], "etienne-chaumerac");
    assert_eq!(found[0]["evidence"]["/sittings/0/date"]["confidence"], 0.91);
}

/// Pages that were not read come before records with warnings.
fn the_work_list_begins_with_the_worst() {
    let dir = tempfile::tempdir().unwrap();
    let docs = dir.path().join("docs");
    std::fs::create_dir(&docs).unwrap();
    std::fs::write(docs.join("a.md"), "# Compte rendu\n\nPrésents : M. BRUN Luc\n").unwrap();
    pdf(&docs.join("b.pdf"), 2, "");
    let list = dir.path().join("review.csv");
    greffier(&["extract", "-q", s(&docs), "--ocr", "never", "--review", s(&list)]);
    let text = std::fs::read_to_string(list).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows[0], "urgency,path,page,code,reason");
    assert!(rows[1].starts_with("100,b.pdf,1,not_read") && rows[2].starts_with("100,b.pdf,2,not_read"), "{text}");
    assert!(rows.iter().any(|r| r.contains("a.md")), "{text}");
}
