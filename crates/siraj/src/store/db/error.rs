//! What can go wrong in the store, in three words that a caller can act on: the
//! write contradicts what is stored, the database cannot serve now, or something
//! is broken. Absence is not an error but an `Option`. The two databases' own
//! errors are sorted into these by `sqlite` and `postgres`.

use std::fmt;
use std::sync::Arc;

/// The driver's error, kept for the log.
pub type Source = Arc<dyn std::error::Error + Send + Sync>;

/// What the store's functions answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a read or a write did not happen.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The write contradicts what is stored; nothing of it was kept.
    #[error("refused by a constraint: {0}")]
    Conflict(Conflict),
    /// The database cannot serve now: unreachable, busy, full, read-only or out
    /// of time. Trying later may succeed.
    #[error("the database is unavailable")]
    Unavailable(#[source] Source),
    /// Something is broken, and trying again will not mend it.
    #[error("the database failed")]
    Other(#[source] Source),
}

/// A broken constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What sort of constraint.
    pub violation: Violation,
    /// For `Unique` and `NotNull` the columns, `table.column, table.column`, the
    /// same on both databases; for `Check` the constraint's name (so name them);
    /// for `ForeignKey` PostgreSQL's name of it and nothing on SQLite.
    pub constraint: String,
}

/// The sort of constraint that was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// The value is taken.
    Unique,
    /// What it refers to is missing, or is still referred to.
    ForeignKey,
    /// A `CHECK` said no.
    Check,
    /// A value is missing.
    NotNull,
}

impl Error {
    /// Wraps what is broken; takes a sentence as well as an error.
    pub fn other(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Other(Arc::from(source.into()))
    }

    /// Wraps what keeps the database from serving now.
    pub fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(Arc::from(source.into()))
    }

    /// Whether a unique value is taken, in `columns` written `table.column, …`.
    #[must_use]
    pub fn is_taken(&self, columns: &str) -> bool {
        matches!(self, Self::Conflict(conflict)
            if conflict.violation == Violation::Unique && conflict.constraint == columns)
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = match self.violation {
            Violation::Unique => "already taken",
            Violation::ForeignKey => "a reference is missing or still in use",
            Violation::Check => "value not allowed",
            Violation::NotNull => "value missing",
        };
        write!(f, "{sort} ({})", self.constraint)
    }
}
