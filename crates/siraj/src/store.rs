//! The store: every row of the newsroom and the log of its changes. All SQL of
//! the program is here; `db` is the thin layer that knows SQLite from PostgreSQL.
//!
//! Functions that read take a connection and work inside any transaction;
//! functions that change what a page may show take an [`changes::Act`], which
//! collects the keys that they touch.

pub mod alarms;
pub mod articles;
pub mod changes;
pub mod check;
pub mod checks;
pub mod clock;
pub mod corrections;
pub mod db;
pub mod dockets;
pub mod entry;
pub mod fronts;
pub mod habits;
pub mod heirs;
pub mod house;
pub mod indexed;
pub mod keys;
pub mod levels;
pub mod library;
pub mod links;
pub mod lists;
pub mod live;
pub mod media;
pub mod menus;
pub mod notes;
pub mod notices;
pub mod passkeys;
pub mod placements;
pub mod posts;
pub mod presence;
pub mod refused;
pub mod related;
pub mod sections;
pub mod shares;
pub mod slugs;
pub mod tokens;
pub mod touched;
mod values;

pub use db::{Conflict, Db, Error, Result, Violation};
