//! The program: the only crate with IO.

pub mod demo;
pub mod media;
