//! Mending hostile text: stable, without slips, no letter changed.
//! The promises themselves are `siraj_arabic::properties`, which the tests use as well.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| siraj_arabic::properties::typography(text));
