//! The integration tests: one binary, one module a subject. Each document and each wording is a test of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]
#![allow(clippy::print_stdout, reason = "a test that skips says why")]

/// Lists the tests of a module. The harness is libtest-mimic, which knows no test attribute; a test that is not listed
/// is dead code and a warning of the compiler.
macro_rules! trials {
    ($($name:ident),* $(,)?) => {
        /// The tests of this module.
        pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
            let module = module_path!().rsplit("::").next().unwrap_or_default();
            vec![$(libtest_mimic::Trial::test(format!("{module}::{}", stringify!($name)), || {
                $name();
                Ok(())
            })),*]
        }
    };
}

/// Where acts begin, and whose they are.
mod acts;
/// Archives, word processors' files, run folders, limits.
mod archive;
/// What the formats promise, and do not lose without a new version.
mod contract;
/// The documents of `corpus/`: records as expected, evidence that reads back, no line lost, valid records.
mod corpus;
/// The output formats, read back and validated by tools that others wrote.
mod emit;
/// The document in the terminal.
mod explain;
/// Documents of people who had not seen the grammar: how well it does on what it was not made for.
mod folds;
/// Every form in which a point is headed.
mod forms;
/// What a fuzzer checks of a document.
#[path = "../../fuzz/src/lib.rs"]
mod fuzzing;
/// Documents made of the grammar's own wordings, whose record is known.
mod generate;
/// Who may use whom.
mod house;
/// What a bad input does, and what it leaves unharmed.
mod inputs;
/// Scanned pages: engines that work, fail or are missing; the cache; what other programs recognized.
#[cfg(unix)]
mod ocr;
/// Engines that hang, full disks, pages without measure; what is written for viewers.
#[cfg(unix)]
mod ocr_faults;
/// The formal outline against the code.
mod outline;
/// Damaged PDFs.
mod pdf_damage;
/// What large PDFs cost in memory.
mod pdf_memory;
/// A PDF for each point of reading one.
mod pdf_points;
/// PDFs whose text is known.
mod pdf_set;
/// People across an archive.
mod people;
/// Plain minutes and plain rolls, in every wording.
mod plain;
/// Plain heads and plain agendas, in every wording.
mod plain_heads;
/// Points without a number.
mod points;
/// Whatever the text, nothing panics.
mod properties;
/// Proxies under every heading, told in every way.
mod proxies;
/// The same documents printed another way.
mod reprints;
/// The page of the archivist, and corrections.
mod review;
/// Rolls in tables of every shape, and tables that are no roll.
mod roll_shapes;
/// Rolls in tables, under every head, told in every way.
mod roll_tables;
/// Points below rubrics, in every form of both.
mod rubrics;
/// The published schema.
mod schema;
/// The scorer, by itself and against another.
mod score;
/// Records read back; the site of an archive.
mod site;
/// What is supplied or doubted is a finding.
mod supplied;
/// Votes told in every form.
mod tallies;
/// Validators that others wrote.
mod tools;
/// The cases of `corpus/wordings`.
mod wordings;

use greffier::batch;
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::input::Input;
use greffier::record::Record;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

fn main() -> ExitCode {
    let args = libtest_mimic::Arguments::from_args();
    let mut all = house::trials();
    all.extend(explain::trials());
    all.extend(inputs::trials());
    all.extend(archive::trials());
    all.extend(outline::trials());
    all.extend(schema::trials());
    all.extend(acts::trials());
    all.extend(emit::trials());
    all.extend(contract::trials());
    all.extend(site::trials());
    all.extend(people::trials());
    all.extend(plain::trials());
    all.extend(plain_heads::trials());
    all.extend(points::trials());
    all.extend(reprints::trials());
    all.extend(review::trials());
    all.extend(score::trials());
    #[cfg(unix)]
    all.extend(ocr::trials());
    #[cfg(unix)]
    all.extend(ocr_faults::trials());
    all.extend(properties::trials());
    all.extend(pdf_points::trials());
    all.extend(pdf_memory::trials());
    all.extend(pdf_set::trials());
    all.extend(pdf_damage::trials());
    all.extend(corpus::trials());
    all.extend(wordings::trials());
    all.extend(forms::trials());
    all.extend(proxies::trials());
    all.extend(roll_tables::trials());
    all.extend(roll_shapes::trials());
    all.extend(rubrics::trials());
    all.extend(tallies::trials());
    all.extend(generate::trials());
    all.extend(folds::trials());
    all.extend(supplied::trials());
    libtest_mimic::run(&args, all).exit_code()
}

/// The root of the project.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The built-in wordings, compiled once.
fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::builtin().unwrap())
}

/// Whether expectations are to be written anew: `BLESS=1 cargo test`.
fn bless() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// The record of a file.
fn record(path: &Path, options: Options) -> Record {
    let input = Input { path: path.to_path_buf(), name: path.file_name().unwrap().to_string_lossy().into_owned() };
    batch::one(&input, lexicon(), options).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
