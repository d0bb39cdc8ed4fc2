//! The tests that hold the spine: every cached page equals a fresh one whatever
//! was done (`property`, `race`), what was acknowledged survives a kill (`crash`),
//! and known pages outlive trouble with the store (`trouble`). The small newsroom
//! that they live in is in `newsroom`, what is done to it in `acts`.

mod acts;
mod dice;
mod newsroom;
mod pages;
pub mod places;
mod property;
mod race;
mod words;
