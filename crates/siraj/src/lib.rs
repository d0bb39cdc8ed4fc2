//! The program: the only crate with IO.

pub mod assets;
pub mod messages;
pub mod pages;
