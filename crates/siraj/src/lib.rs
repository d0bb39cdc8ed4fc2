//! The program: the only crate with IO.
