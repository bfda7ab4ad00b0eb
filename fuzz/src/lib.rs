//! What the fuzz targets share: a document must give a record or a named reason, the same each time, with every line in
//! place. A fault that the program itself holds off from other documents is a finding here.

use greffier::batch::{self, Content, Failure};
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::input::Input;
use greffier::ocr::Ocr;
use greffier::read::Shared;
use std::sync::{Arc, Once, OnceLock};

/// The wordings.
///
/// # Panics
/// When the built-in wordings do not compile.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::builtin().expect("the built-in wordings compile"))
}

/// Lets panics unwind that are caught where a foreign reader is asked: libFuzzer would abort at each.
fn let_unwind() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let abort = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let foreign = info.location().is_some_and(|l| l.file().contains("/registry/"));
            if !foreign {
                abort(info);
            }
        }));
    });
}

/// Reads a document as the command does, without OCR, and writes its record.
///
/// # Panics
/// When that shows a fault of the program.
pub fn document(bytes: &[u8], name: &str) {
    let_unwind();
    let input = Input { path: name.into(), name: name.to_owned() };
    let shared: Shared = Arc::new(bytes.to_vec());
    let options = Options { evidence: true };
    let content = Content::of(shared);
    match batch::both_of(&content, &input, lexicon(), options, &Ocr::never(), 500) {
        Ok((_, record)) => {
            let json = serde_json::to_string(&record).expect("a record is JSON");
            assert!(json.len() < 1000 * (bytes.len() + 1000), "a record of {} bytes from {}", json.len(), bytes.len());
        }
        Err(Failure::Fault(what)) => panic!("internal fault: {what}"),
        Err(_) => {}
    }
}
