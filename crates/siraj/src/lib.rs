//! The program: the only crate with IO.

pub mod actions;
pub mod assets;
pub mod cli;
pub mod clock;
pub mod config;
pub mod convert;
pub mod demo;
pub mod followers;
pub mod media;
pub mod messages;
pub mod opening;
pub mod outside;
pub mod pages;
pub mod room;
pub mod search;
pub mod secrets;
pub mod span;
pub mod store;
pub mod tokens;
pub mod web;
