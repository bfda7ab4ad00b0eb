//! What a large scan costs in memory: little of the file is held at a time where its text is asked for and nothing else,
//! and the images of few pages where OCR reads it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

trials!(a_large_scan_is_routed_in_little_memory, a_scan_is_read_with_few_images_in_memory);

/// Bytes of the images of the scan.
const IMAGES: usize = 96 << 20;
/// The most that one process may hold at a time, in KiB.
const MOST: u64 = 60 << 10;

/// A PDF of 300 pages, each an image; of every second the length stands in an object of its own.
fn scan() -> Vec<u8> {
    const PAGES: usize = 300;
    let mut noise = 0x2545_f491_4f6c_dd1d_u64;
    let data: Vec<u8> = std::iter::repeat_with(|| {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        noise.to_le_bytes()
    })
    .take(IMAGES / PAGES / 8)
    .flatten()
    .collect();
    let (mut out, mut offsets) = (b"%PDF-1.4\n".to_vec(), BTreeMap::new());
    let mut object = |number: usize, body: &[&[u8]]| {
        offsets.insert(number, out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(&body.concat());
        out.extend_from_slice(b"\nendobj\n");
    };
    let kids: String = (0..PAGES).map(|k| format!("{} 0 R ", 3 + 4 * k)).collect();
    object(1, &[b"<< /Type /Catalog /Pages 2 0 R >>"]);
    object(2, &[format!("<< /Type /Pages /Count {PAGES} /Kids [{kids}] >>").as_bytes()]);
    for k in 0..PAGES {
        let (page, content, image, size) = (3 + 4 * k, 4 + 4 * k, 5 + 4 * k, 6 + 4 * k);
        let page_body = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /XObject << /Im {image} 0 R >> >> >>"
        );
        object(page, &[page_body.as_bytes()]);
        object(content, &[b"<< /Length 29 >>\nstream\nq 595 0 0 842 0 0 cm /Im Do Q\nendstream"]);
        let length = if k % 2 == 0 { data.len().to_string() } else { format!("{size} 0 R") };
        let dict = format!(
            "<< /Type /XObject /Subtype /Image /Width 1000 /Height 1400 /BitsPerComponent 8 /ColorSpace /DeviceGray \
             /Filter /DCTDecode /Length {length} >>\nstream\n"
        );
        object(image, &[dict.as_bytes(), &data, b"\nendstream"]);
        object(size, &[data.len().to_string().as_bytes()]);
    }
    let (xref, count) = (out.len(), 3 + 4 * PAGES);
    out.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes());
    for at in offsets.values() {
        out.extend_from_slice(format!("{at:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n").as_bytes());
    out
}

/// The number of a line of `/proc/…/status`.
fn status(process: u32, key: &str) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    text.lines().find_map(|l| l.strip_prefix(key))?.split_whitespace().next()?.parse().ok()
}

/// The process and those that it started.
fn family(process: u32) -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|e| e.file_name().to_str()?.parse::<u32>().ok());
    ids.filter(|id| *id == process || status(*id, "PPid:") == Some(u64::from(process))).collect()
}

fn peaks(file: &Path, isolate: &str) -> (BTreeMap<u32, u64>, String) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["extract", "--ocr", "never", "--isolate", isolate])
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut peaks = BTreeMap::new();
    while run.try_wait().unwrap().is_none() {
        for id in family(run.id()) {
            if let Some(peak) = status(id, "VmHWM:") {
                peaks.insert(id, peak);
            }
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    let out = run.wait_with_output().unwrap();
    (peaks, String::from_utf8(out.stdout).unwrap())
}

fn a_large_scan_is_routed_in_little_memory() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("scan.pdf");
    std::fs::write(&file, scan()).unwrap();
    let mut records = Vec::new();
    for (isolate, processes) in [("none", 1), ("process", 2)] {
        let (peaks, record) = peaks(&file, isolate);
        assert!(peaks.len() >= processes, "{isolate}: {peaks:?}");
        assert!(peaks.values().all(|p| *p < MOST), "{isolate}: KiB by process {peaks:?}");
        assert!(record.contains("\"pages\":300"), "{isolate}: {}", &record[..record.len().min(400)]);
        records.push(record);
    }
    assert_eq!(records[0], records[1]);
}

/// A sheet of paper in colours at 300 dots an inch, with lines of dark bars on it.
fn sheet() -> image::RgbImage {
    image::RgbImage::from_fn(2480, 3508, |x, y| {
        let ink = (300..2200).contains(&x) && (300..3200).contains(&y) && y % 60 < 24 && (x + y / 60 * 13) % 20 < 9;
        image::Rgb(if ink { [30, 30, 60] } else { [250, 240, 215] })
    })
}

/// Two threads, each with a page of 26 MB in colours: what they hold while their engines work is grey, and what they
/// held of the pages before is given back.
fn a_scan_is_read_with_few_images_in_memory() {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        return;
    }
    /// The most memory of its own that the process may have, in KiB: of both decoding at once.
    const MOST: u64 = 170 << 10;
    /// The most that it may usually have.
    const USUAL: u64 = 110 << 10;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("scan.pdf");
    crate::ocr::pdf_of(&file, sheet(), 8, "");
    let engine = crate::ocr::engine(dir.path(), &format!("{}; sleep 1", crate::ocr::speaks(dir.path())));
    let mut run = Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["extract", "-q", "-j", "2", "--isolate", "none", "--tesseract"])
        .args([&engine, &file])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut seen = Vec::new();
    while run.try_wait().unwrap().is_none() {
        seen.extend(status(run.id(), "RssAnon:"));
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(run.wait().unwrap().success());
    seen.sort_unstable();
    let (middle, most) = (seen[seen.len() / 2], seen[seen.len() - 1]);
    assert!(middle < USUAL && most < MOST, "KiB: usually {middle}, at the most {most}");
}
