//! Slugs of hostile text: their own slugs, short and harmless in an address.
//! The promises themselves are `siraj_arabic::properties`, which the tests use as well.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| siraj_arabic::properties::slugs(text));
