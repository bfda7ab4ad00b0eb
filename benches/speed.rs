//! How fast documents become records, in bytes a second, on documents of the corpus.
//!
//! `markdown/record` is all that `extract` does to a document but the reading of the file: decoding, hash, record, JSON.
//! `markdown/pulldown-cmark` only walks the events of the same bytes, with the same extensions; their ratio says what
//! greffier adds to the parser it stands on. A text or PDF is measured against itself.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot go on says so")]

use criterion::{
    BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use greffier::batch;
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::grammar::text::Text;
use greffier::grammar::tokens::tokenize;
use greffier::input::Input;
use greffier::read;
use pulldown_cmark::{Options as Markdown, Parser};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// A document in memory.
struct Source {
    input: Input,
    bytes: Vec<u8>,
}

/// The documents of the corpus with an ending.
fn corpus(ending: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/documents");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path().join(format!("source.{ending}"))).collect();
    paths.retain(|p| p.exists());
    paths.sort();
    paths
        .into_iter()
        .map(|path| Source {
            bytes: std::fs::read(&path).unwrap(),
            input: Input { name: path.display().to_string(), path },
        })
        .collect()
}

/// Long minutes: a sitting of the corpus with its points over and over, as of a council that has forty.
fn long(name: &str, points: usize) -> Vec<Source> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/documents").join(name).join("source.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let starts: Vec<usize> = text.match_indices("\n### ").map(|(at, _)| at + 1).collect();
    let (first, last) = (starts[0], *starts.last().unwrap());
    let mut whole = text[..first].to_owned();
    let each: Vec<&str> = starts.windows(2).map(|w| &text[w[0]..w[1]]).collect();
    for point in each.iter().cycle().take(points) {
        whole.push_str(point);
    }
    whole.push_str(&text[last..]);
    vec![Source { input: Input { name: "long.md".to_owned(), path: "long.md".into() }, bytes: whole.into_bytes() }]
}

fn total(sources: &[Source]) -> Throughput {
    Throughput::Bytes(sources.iter().map(|s| s.bytes.len() as u64).sum())
}

/// Bytes in, JSON out: what `extract` does to each document.
fn record(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, sources: &[Source], lexicon: &Lexicon) {
    group.throughput(total(sources));
    group.bench_function(name, |b| {
        b.iter(|| {
            for s in sources {
                let record = batch::from_bytes(&s.bytes, &s.input, lexicon, Options::default()).unwrap();
                black_box(serde_json::to_vec(&record).unwrap());
            }
        });
    });
}

/// The events of the same bytes, looked at and dropped.
fn bare(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, sources: &[Source]) {
    group.throughput(total(sources));
    group.bench_function(name, |b| {
        b.iter(|| {
            for s in sources {
                let text = std::str::from_utf8(&s.bytes).unwrap();
                let options = Markdown::ENABLE_TABLES | Markdown::ENABLE_STRIKETHROUGH;
                for event in Parser::new_ext(text, options).into_offset_iter() {
                    black_box(&event);
                }
            }
        });
    });
}

fn markdown(c: &mut Criterion) {
    let lexicon = Lexicon::builtin().unwrap();
    let mut group = c.benchmark_group("markdown");
    for (name, sources) in [("corpus", corpus("md")), ("long-minutes", long("plouvarzel-2023-12-14", 40))] {
        bare(&mut group, &format!("pulldown-cmark/{name}"), &sources);
        record(&mut group, &format!("record/{name}"), &sources, &lexicon);
    }
    group.finish();
}

fn text(c: &mut Criterion) {
    let lexicon = Lexicon::builtin().unwrap();
    let mut group = c.benchmark_group("text");
    record(&mut group, "record/corpus", &corpus("txt"), &lexicon);
    group.finish();
}

fn pdf(c: &mut Criterion) {
    let lexicon = Lexicon::builtin().unwrap();
    let sources = corpus("pdf");
    let mut group = c.benchmark_group("pdf");
    record(&mut group, "record/corpus", &sources, &lexicon);
    group.throughput(total(&sources));
    group.bench_function("read/corpus", |b| {
        b.iter(|| {
            for s in &sources {
                black_box(read::read(&s.bytes, &s.input.path).unwrap());
            }
        });
    });
    group.finish();
}

/// Tokens and wordings alone, in bytes of clean text; and the compiling of the wordings, once a process.
fn lexicon(c: &mut Criterion) {
    let lexicon = Lexicon::builtin().unwrap();
    let docs: Vec<_> =
        corpus("md").iter().chain(&corpus("txt")).map(|s| read::read(&s.bytes, &s.input.path).unwrap()).collect();
    let mut group = c.benchmark_group("lexicon");
    group.throughput(Throughput::Bytes(docs.iter().map(|d| d.clean.len() as u64).sum()));
    group.bench_function("tokenize", |b| {
        b.iter(|| {
            for d in &docs {
                black_box(tokenize(d, &lexicon));
            }
        });
    });
    group.bench_function("tokenize-and-find-wordings", |b| {
        b.iter(|| {
            for d in &docs {
                black_box(Text::new(d, &lexicon));
            }
        });
    });
    group.finish();
    c.bench_function("lexicon/compile", |b| {
        b.iter_batched(|| (), |()| Lexicon::builtin().unwrap(), BatchSize::PerIteration)
    });
}

criterion_group!(benches, markdown, text, pdf, lexicon);
criterion_main!(benches);
