use crate::{lexicon, root};
use greffier::extract::record::Options;
use serde_json::Value;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

trials![
    arbitrary_text_never_panics,
    shuffled_wordings_never_panic,
    mutants_pass_what_the_fuzzer_checks,
    how_a_text_is_stored_changes_no_sitting,
];

/// How a text is stored.
type Store = fn(&str) -> String;

/// Ways of storing the same text.
const STORED: &[(&str, Store)] = &[
    ("line ends of Windows", |t| t.replace('\n', "\r\n")),
    ("accents apart from their letters", |t| t.nfd().collect()),
    ("soft hyphens", |t| t.replace("tion", "ti\u{ad}on")),
    ("a mark at the start", |t| format!("\u{feff}{t}")),
    ("more empty lines", |t| t.replace("\n\n", "\n\n\n")),
];

/// The sittings of a text, as JSON.
fn sittings(text: &str, path: &Path) -> Value {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let input = greffier::input::Input { path: path.to_owned(), name };
    let record = greffier::batch::from_bytes(text.as_bytes(), &input, lexicon(), Options { evidence: false }).unwrap();
    serde_json::to_value(&record.sittings).unwrap()
}

/// Line ends, the form of accents and signs that no print shows are no part of what a document says.
fn how_a_text_is_stored_changes_no_sitting() {
    let mut seen = 0;
    for folder in std::fs::read_dir(root().join("corpus/documents")).unwrap() {
        let folder = folder.unwrap().path();
        for path in ["source.md", "source.txt"].map(|n| folder.join(n)).iter().filter(|p| p.exists()) {
            let text = std::fs::read_to_string(path).unwrap();
            let told = sittings(&text, path);
            for (way, store) in STORED {
                assert_eq!(sittings(&store(&text), path), told, "{}: {way}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} texts");
}

proptest::proptest! {
    /// Whatever the bytes, reading gives a document or an error, and a document gives a record.
    fn arbitrary_text_never_panics(s in "(?s)[\\PC\n\t]{0,400}", markdown in proptest::bool::ANY) {
        let name = if markdown { "x.md" } else { "x.txt" };
        let input = greffier::input::Input { path: name.into(), name: name.into() };
        match greffier::batch::from_bytes(s.as_bytes(), &input, lexicon(), Options::default()) {
            Ok(_) | Err(greffier::batch::Failure::Read(_)) => {}
            Err(e) => panic!("{e}"),
        }
    }

    /// The words of the minutes in any order do no harm either.
    fn shuffled_wordings_never_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..120)) {
        let input = greffier::input::Input { path: "x.txt".into(), name: "x.txt".into() };
        let s = format!("x {}", words.concat());
        let result = greffier::batch::from_bytes(s.as_bytes(), &input, lexicon(), Options::default());
        proptest::prop_assert!(result.is_ok(), "{:?}", result.err());
    }
}

/// The files of the corpus and of the reader's tests that are small.
fn small_files() -> Vec<PathBuf> {
    const LARGEST: u64 = 60_000;
    let documents = std::fs::read_dir(root().join("corpus/documents")).unwrap().map(|d| d.unwrap().path());
    let sources = documents.flat_map(|d| ["source.md", "source.txt", "source.pdf"].map(|n| d.join(n)));
    let pdfs = std::fs::read_dir(root().join("tests/pdf-points")).unwrap().map(|f| f.unwrap().path());
    let mut out: Vec<PathBuf> =
        sources.chain(pdfs).filter(|p| p.metadata().is_ok_and(|m| m.is_file() && m.len() < LARGEST)).collect();
    out.sort();
    out
}

proptest::proptest! {
    /// What `scripts/fuzz.sh` looks for at length, here for seconds: bytes changed and cut in files that are read.
    fn mutants_pass_what_the_fuzzer_checks(
        file in proptest::sample::select(small_files()),
        changes in proptest::collection::vec((0.0..1.0f64, proptest::num::u8::ANY), 1..12),
        cut in 0.5..1.5f64,
    ) {
        let mut bytes = std::fs::read(&file).unwrap();
        let place = |share: f64, len: usize| (share * len as f64) as usize;
        for (share, byte) in changes {
            let at = place(share, bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(place(cut, bytes.len()));
        crate::fuzzing::document(&bytes, &file.file_name().unwrap().to_string_lossy());
    }
}

const WORDS: &[&str] = &[
    "Présents : ",
    "Absents excusés : ",
    "Pouvoirs : ",
    "M. ",
    "Mme ",
    "DURAND ",
    "Jean-Luc ",
    ", ",
    "(",
    ")",
    " à ",
    "donne pouvoir à ",
    "\n",
    "\n\n",
    "   ",
    "Vu ",
    "Considérant ",
    "DÉCIDE ",
    "article L. 2121-",
    "15 ",
    "2021-060 ",
    "5 000 € ",
    "l'an deux mille ",
    "vingt ",
    "et ",
    "le ",
    "mars ",
    "20h",
    "30 ",
    "Vote : ",
    "voix pour ",
    "contre ",
    "abstention ",
    "à l'unanimité ",
    "Objet : ",
    "1/ ",
    "Secrétaire : ",
    "ne prend pas part au vote ",
    "- ",
    "du ",
    "d'",
    "œ",
    "É",
    "code civil ",
];
