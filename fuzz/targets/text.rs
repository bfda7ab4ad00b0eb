//! Markdown, plain text and pages: reader, wordings, productions, record. The first byte chooses.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = ["fuzz.md", "fuzz.txt", "fuzz.html", "fuzz.hocr", "fuzz.xml"][usize::from(*first) % 5];
    greffier_fuzz::document(rest, name);
});
