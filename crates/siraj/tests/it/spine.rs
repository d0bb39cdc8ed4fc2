//! The tests that hold the spine: every cached page equals a fresh one whatever
//! was done (`property`, `race`), what was acknowledged survives a kill (`crash`),
//! known pages outlive trouble with the store (`trouble`), and what only a served
//! request tells is so (`served`). The small newsroom
//! that they live in is in `newsroom`, what is done to it in `acts`.

mod acts;
mod audit;
pub(crate) mod client;
mod crash;
pub(crate) mod dice;
mod erasure;
mod moments;
pub(crate) mod newsroom;
mod pages;
pub(crate) mod places;
mod program;
mod property;
mod race;
mod searching;
mod served;
mod trouble;
pub(crate) mod words;
