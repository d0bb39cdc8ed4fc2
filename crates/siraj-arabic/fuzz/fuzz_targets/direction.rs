//! Isolating hostile text: nothing lost, and stable after one turn.
//! The promises themselves are `siraj_arabic::properties`, which the tests use as well.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| siraj_arabic::properties::direction(text));
