//! Whole PDF files: objects, pages, layout, record.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| greffier_fuzz::document(bytes, "fuzz.pdf"));
