//! The program: the only crate with IO.

pub mod assets;
pub mod convert;
pub mod messages;
pub mod pages;
