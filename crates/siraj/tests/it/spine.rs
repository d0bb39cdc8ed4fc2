//! The tests that hold the spine: every cached page equals a fresh one whatever
//! was done (`property`, `race`), what was acknowledged survives a kill (`crash`),
//! and known pages outlive trouble with the store (`trouble`). The small newsroom
//! that they live in is in `newsroom`, what is done to it in `acts`.

mod acts;
pub(crate) mod dice;
pub(crate) mod newsroom;
mod pages;
pub(crate) mod places;
mod property;
mod race;
pub(crate) mod words;
