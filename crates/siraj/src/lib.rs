//! The program: the only crate with IO.

pub mod actions;
pub mod assets;
pub mod clock;
pub mod convert;
pub mod demo;
pub mod followers;
pub mod media;
pub mod messages;
pub mod pages;
pub mod room;
pub mod store;
pub mod tokens;
pub mod web;
