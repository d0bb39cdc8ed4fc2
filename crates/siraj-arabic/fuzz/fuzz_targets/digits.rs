//! Digits and numbers of hostile text: as many characters, and read as written.
//! The promises themselves are `siraj_arabic::properties`, which the tests use as well.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| siraj_arabic::properties::digits(text));
