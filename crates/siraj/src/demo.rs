//! The demo newsroom: what `--demo` shows on an empty folder.
//!
//! It holds only what the demo alone needs. Articles, people and pictures enter the
//! store through the same acts as real ones.

pub mod draw;
pub mod files;
pub mod keys;
pub mod seed;

pub use seed::seed;
