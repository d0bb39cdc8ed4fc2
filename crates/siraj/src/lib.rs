//! The program: the only crate with IO.

pub mod messages;
pub mod pages;
