//! Dates in hostile text: read or refused, found in order on borders of characters.
//! The promises themselves are `siraj_arabic::properties`, which the tests use as well.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| siraj_arabic::properties::dates(text));
