//! Archives of all kinds, and the word processors' files that are archives: members in order within their limits.
#![no_main]

use greffier::input::{Input, Item, Walker};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = ["fuzz.zip", "fuzz.tar", "fuzz.gz", "fuzz.zst", "fuzz.docx", "fuzz.odt"][usize::from(*first) % 6];
    let input = Input { path: name.into(), name: name.to_owned() };
    let (mut members, mut total) = (0usize, 0usize);
    Walker::default().bytes(input, rest.to_vec(), &mut |item| {
        members += 1;
        if let Item::Member(input, body) = item {
            total += body.len();
            assert!(!input.name.contains("../"), "{}", input.name);
            // Reading is what other targets do; word processors' files are read here alone.
            if members == 1 && body.len() < 1 << 20 {
                greffier_fuzz::document(&body, &input.name);
            }
        }
        // What a small archive may unfold to is bounded by its limits; the fuzzer need not unfold it all.
        total < 64 << 20 && members < 1000
    });
});
