//! The program: the only crate with IO.

pub mod assets;
pub mod clock;
pub mod config;
pub mod convert;
pub mod messages;
pub mod pages;
pub mod store;
