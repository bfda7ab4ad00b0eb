//! Damaged PDFs: cut short at every hundredth, and with bytes changed; each gives a document or a named error, in time.

use std::time::{Duration, Instant};

trials!(every_truncation_is_read_or_refused, mutants_are_read_or_refused, random_content_is_read);

/// The longest that one small file may take; a debug build on a busy machine stays far below.
const LONGEST: Duration = Duration::from_secs(20);

fn samples() -> Vec<Vec<u8>> {
    let set = crate::root().join("tests/pdf");
    let names = ["reportlab-roll-all", "typst-grants-rows", "weasyprint-prose-all", "libreoffice-columns-all"];
    let points = crate::pdf_points::files();
    let files = names.iter().map(|n| set.join(format!("{n}.pdf"))).chain(points);
    files.map(|p| std::fs::read(p).unwrap()).collect()
}

fn read(bytes: &[u8], what: &str) {
    let start = Instant::now();
    let _ = greffier::read::pdf::read(bytes);
    assert!(start.elapsed() < LONGEST, "{what} takes {:?}", start.elapsed());
}

fn every_truncation_is_read_or_refused() {
    for (k, bytes) in samples().iter().enumerate().take(10) {
        for percent in 0..100 {
            read(&bytes[..bytes.len() * percent / 100], &format!("sample {k} cut to {percent} %"));
        }
    }
}

/// A small generator with a fixed seed: the same mutants on every run.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn mutants_are_read_or_refused() {
    let samples = samples();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for n in 0..600 {
        let mut bytes = samples[n % samples.len()].clone();
        for _ in 0..1 + random.next(12) {
            let at = random.next(bytes.len());
            match random.next(4) {
                0 => bytes[at] = random.next(256) as u8,
                1 => bytes[at] ^= 1 << random.next(8),
                2 => {
                    let end = (at + random.next(64)).min(bytes.len());
                    bytes.drain(at..end);
                }
                _ => {
                    let end = (at + random.next(64)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    let to = random.next(bytes.len());
                    bytes.splice(to..to, part);
                }
            }
        }
        read(&bytes, &format!("mutant {n}"));
    }
}

/// Content streams of operators in any order with any operands: the lexer, the interpreter, the fonts and the layout.
fn random_content_is_read() {
    const OPERATORS: &[&str] = &[
        "BT", "ET", "Tj", "'", "\"", "TJ", "Td", "TD", "Tm", "T*", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "q", "Q",
        "cm", "re", "m", "l", "h", "S", "f", "BDC", "EMC", "BI", "ID", "EI", "Do", "gs", "n", "c",
    ];
    const OPERANDS: &[&str] = &[
        "(D\\351lib\\351ration)",
        "<feff00e9>",
        "[(a)-500(b)]",
        "[",
        "]",
        "<<",
        ">>",
        "/F1",
        "/ActualText",
        "12",
        "-0.5",
        "1e9",
        "99999999999",
        "--7.5.5",
        "(((",
        ")",
        "0",
        "1",
        "300",
        "842",
        "%\n",
        "(´)",
        "( )",
        "nan",
    ];
    let base = std::fs::read(crate::root().join("tests/pdf-points/01-lexer.pdf")).unwrap();
    let from = base.windows(7).position(|w| w == b"stream\n").unwrap() + 7;
    let to = base.windows(10).position(|w| w == b"\nendstream").unwrap();
    let mut random = Random(42);
    for n in 0..400 {
        let mut content = String::from("BT /F1 12 Tf 1 0 0 1 72 700 Tm ");
        for _ in 0..random.next(200) {
            let list = if random.next(3) == 0 { OPERATORS } else { OPERANDS };
            content.push_str(list[random.next(list.len())]);
            content.push(' ');
        }
        let mut bytes = base[..from].to_vec();
        bytes.extend_from_slice(content.as_bytes());
        bytes.extend_from_slice(&base[to..]);
        read(&bytes, &format!("content {n}: {content}"));
    }
}
