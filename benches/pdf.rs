//! How fast PDFs become text, in bytes a second, and how far that is from the floor: what lopdf takes to load the same
//! files and to decompress the contents of their pages.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on says so")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// The files of the fidelity set.
fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "pdf"));
    paths.sort();
    paths.into_iter().map(|p| (p.clone(), std::fs::read(p).unwrap())).collect()
}

fn pdf(c: &mut Criterion) {
    let files = files();
    let mut group = c.benchmark_group("pdf");
    group.throughput(Throughput::Bytes(files.iter().map(|f| f.1.len() as u64).sum()));
    group.bench_function("read", |b| {
        b.iter(|| {
            for (path, bytes) in &files {
                black_box(greffier::read::read(bytes, path).unwrap());
            }
        });
    });
    group.bench_function("floor", |b| {
        b.iter(|| {
            for (_, bytes) in &files {
                let doc = lopdf::Document::load_mem(bytes).unwrap();
                for page in doc.page_iter() {
                    let _ = black_box(doc.get_page_content(page));
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, pdf);
criterion_main!(benches);
