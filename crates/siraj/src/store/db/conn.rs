//! One connection to either database, as repository functions see it: SQL with
//! `$1` placeholders in, typed rows out. A `Reader` and a `Tx` are both a `Conn`,
//! so a function that only reads takes `&mut Conn` and serves both; only a `Tx`
//! can `execute`. Beginning and ending transactions is the threads' business.

use super::error::Error;
use super::value::{FromValue, ToValue, Value};
use super::{postgres, sqlite};
use std::fmt::Display;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A connection inside a transaction, lent to a closure.
pub struct Conn<'a>(pub(super) &'a mut Session);

/// A connection and what is known of its transaction.
pub(super) struct Session {
    pub(super) link: Link,
    pub(super) deadline: Deadline,
    fate: Fate,
    queries: u64,
}

pub(super) enum Link {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::Link>),
}

/// What has become of the transaction so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may be committed.
    Sound,
    /// A statement failed. PostgreSQL would not go on, so SQLite does not either.
    Failed,
    /// It lost against another transaction and may win when run again.
    Lost,
}

/// Why a statement gave no result.
pub(super) enum Fault {
    /// The database said no; the transaction is spoilt.
    Statement(Error, Fate),
    /// The row mapper said no; the transaction is as sound as before.
    Mapper(Error),
}

/// A row under the mapper's hands.
#[derive(Clone, Copy)]
pub enum Row<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a ::postgres::Row),
}

/// A column by its place from 0 or by its name.
pub trait Column: rusqlite::RowIndex + ::postgres::row::RowIndex + Display {}
impl Column for usize {}
impl Column for &str {}

impl Row<'_> {
    /// The value in a column.
    ///
    /// # Errors
    /// `Other` when there is no such column or it holds another sort of value.
    pub fn get<T: FromValue>(&self, column: impl Column) -> Result<T, Error> {
        let name = column.to_string();
        let value = match self {
            Self::Sqlite(row) => Value::from_sqlite(row.get_ref(column).map_err(Error::other)?),
            Self::Postgres(row) => Some(row.try_get(column).map_err(Error::other)?),
        };
        value
            .ok_or_else(|| Error::other(format!("column {name}: neither number, text nor bytes")))
            .and_then(|value| {
                T::from_value(value)
                    .map_err(|wrong| Error::other(format!("column {name}: {wrong}")))
            })
    }
}

impl Conn<'_> {
    /// The same connection, lent on for a shorter while.
    pub fn lend(&mut self) -> Conn<'_> {
        Conn(self.0)
    }

    /// Runs a query and maps each row.
    ///
    /// # Errors
    /// The database's, or the mapper's own.
    pub fn rows<T>(
        &mut self,
        sql: &str,
        params: &[&dyn ToValue],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Runs a query of at most one row; of more, the first counts.
    ///
    /// # Errors
    /// As [`Conn::rows`].
    pub fn row<T>(
        &mut self,
        sql: &str,
        params: &[&dyn ToValue],
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.rows(sql, params, map)?.into_iter().next())
    }

    /// Runs a statement and hands each row to `visit` as it comes, keeping none;
    /// returns the number of rows, or of rows changed.
    ///
    /// # Errors
    /// As [`Conn::rows`].
    pub fn each(
        &mut self,
        sql: &str,
        params: &[&dyn ToValue],
        mut visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        self.0.each(sql, params, &mut visit)
    }

    /// How many statements this closure has run: tests hold it against N+1.
    #[must_use]
    pub fn queries_run(&self) -> u64 {
        self.0.queries
    }
}

impl Session {
    pub(super) fn new(link: Link, deadline: Deadline) -> Self {
        Self {
            link,
            deadline,
            fate: Fate::Sound,
            queries: 0,
        }
    }

    fn each(
        &mut self,
        sql: &str,
        params: &[&dyn ToValue],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        self.sound()?;
        self.deadline.check()?;
        let values: Vec<Value<'_>> = params.iter().map(|param| param.to_value()).collect();
        if values.iter().any(Value::has_nul) {
            return Err(Error::other("text with a NUL cannot be stored"));
        }
        self.queries += 1;
        let started = Instant::now();
        let outcome = match &mut self.link {
            Link::Sqlite(link) => sqlite::each(link, sql, &values, visit),
            Link::Postgres(link) => link.each(sql, &values, visit),
        };
        trace(sql, started, outcome.is_ok());
        outcome.map_err(|fault| self.spoil(fault))
    }

    /// Begins to count a new closure's statements and time.
    pub(super) fn start(&mut self, limit: Duration) {
        self.fate = Fate::Sound;
        self.queries = 0;
        self.deadline.set(limit);
    }

    pub(super) fn fate(&self) -> Fate {
        self.fate
    }

    /// Runs statements without parameters whatever the transaction's fate, and
    /// uncounted: for savepoints, beginnings and ends.
    pub(super) fn control(&mut self, sql: &str) -> Result<(), Error> {
        let started = Instant::now();
        let outcome = match &mut self.link {
            Link::Sqlite(link) => link.execute_batch(sql).map_err(Fault::from),
            Link::Postgres(link) => link.batch(sql),
        };
        trace(sql, started, outcome.is_ok());
        outcome.map_err(|fault| self.spoil(fault))
    }

    /// The error of going on, or committing, after a statement failed.
    pub(super) fn sound(&self) -> Result<(), Error> {
        if self.fate == Fate::Sound {
            return Ok(());
        }
        Err(Error::other(
            "an earlier statement of this transaction failed",
        ))
    }

    fn spoil(&mut self, fault: Fault) -> Error {
        match fault {
            Fault::Mapper(error) => error,
            Fault::Statement(error, fate) => {
                self.fate = fate;
                error
            }
        }
    }
}

fn trace(sql: &str, started: Instant, ok: bool) {
    tracing::trace!(
        sql,
        duration_us = started.elapsed().as_micros(),
        ok,
        "statement"
    );
}

/// A snapshot to read from.
pub struct Reader<'a>(Conn<'a>);

impl<'a> Reader<'a> {
    pub(super) fn new(session: &'a mut Session) -> Self {
        Self(Conn(session))
    }
}

/// A transaction to write in.
pub struct Tx<'a>(Conn<'a>);

impl<'a> Tx<'a> {
    pub(super) fn new(session: &'a mut Session) -> Self {
        Self(Conn(session))
    }

    /// Runs a statement; returns how many rows it changed.
    ///
    /// # Errors
    /// `Conflict` when it contradicts what is stored; the whole transaction is
    /// then lost, unless inside [`Tx::attempt`].
    pub fn execute(&mut self, sql: &str, params: &[&dyn ToValue]) -> Result<u64, Error> {
        self.0.0.each(sql, params, &mut |_| Ok(()))
    }

    /// Runs several statements without parameters.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub fn execute_batch(&mut self, sql: &str) -> Result<(), Error> {
        self.0.0.sound()?;
        self.0.0.deadline.check()?;
        self.0.0.queries += 1;
        self.0.0.control(sql)
    }

    /// Runs `body` in a savepoint of its own: when it fails, its statements are
    /// undone and the transaction goes on (to try another short id, say).
    ///
    /// # Errors
    /// The body's own, or the database's.
    pub fn attempt<T, E: From<Error>>(
        &mut self,
        body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.0.sound()?;
        self.0.0.control("SAVEPOINT attempt")?;
        let result = body(&mut Tx::new(self.0.0)).and_then(|done| {
            self.0.0.sound()?;
            Ok(done)
        });
        match (&result, self.0.0.fate) {
            (Ok(_), _) => self.0.0.control("RELEASE SAVEPOINT attempt")?,
            (Err(_), Fate::Lost) => {}
            (Err(_), _) => {
                self.0.0.fate = Fate::Sound;
                self.0
                    .0
                    .control("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")?;
            }
        }
        result
    }
}

impl<'a> Deref for Reader<'a> {
    type Target = Conn<'a>;
    fn deref(&self) -> &Conn<'a> {
        &self.0
    }
}

impl<'a> DerefMut for Reader<'a> {
    fn deref_mut(&mut self) -> &mut Conn<'a> {
        &mut self.0
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Conn<'a>;
    fn deref(&self) -> &Conn<'a> {
        &self.0
    }
}

impl<'a> DerefMut for Tx<'a> {
    fn deref_mut(&mut self) -> &mut Conn<'a> {
        &mut self.0
    }
}

/// The moment at which a closure has used up its time, shared with SQLite's
/// progress handler.
#[derive(Clone)]
pub(super) struct Deadline {
    birth: Instant,
    micros: Arc<AtomicU64>,
}

impl Deadline {
    pub(super) fn new() -> Self {
        Self {
            birth: Instant::now(),
            micros: Arc::new(AtomicU64::new(u64::MAX)),
        }
    }

    fn set(&self, limit: Duration) {
        let end = self.birth.elapsed().saturating_add(limit).as_micros();
        self.micros
            .store(u64::try_from(end).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Lets SQLite finish what must not be cut short, such as COMMIT.
    pub(super) fn lift(&self) {
        self.micros.store(u64::MAX, Ordering::Relaxed);
    }

    pub(super) fn has_passed(&self) -> bool {
        self.birth.elapsed().as_micros() > self.micros.load(Ordering::Relaxed).into()
    }

    fn check(&self) -> Result<(), Error> {
        if self.has_passed() {
            return Err(Error::unavailable("the time limit has passed"));
        }
        Ok(())
    }
}
