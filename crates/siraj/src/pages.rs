//! What a reader sees: page values, their templates and the rules of their text.
//!
//! A page is a plain struct filled elsewhere; rendering it reads nothing but the
//! struct, so a page is a pure function of what it holds.

pub mod answer;
pub mod body;
pub mod build;
pub mod cache;
pub mod copies;
pub mod encode;
pub mod enumerate;
pub mod feeds;
pub mod inquiry;
pub mod model;
pub mod names;
pub mod preview;
pub mod route;
pub mod site;
mod still;
pub mod view;

#[cfg(test)]
mod tests;
