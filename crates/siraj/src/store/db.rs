//! The thin layer over SQLite and PostgreSQL: every difference between the two
//! is hidden here. A repository function is a plain synchronous function on a
//! [`Conn`]; this file carries closures of such calls to database threads and
//! their answers back. Which SQL is run is the business of the files above.
//!
//! A closure must not call `read` or `write` again: it would wait for its own
//! thread. It must not panic, but if it does only its own transaction is lost.

mod conn;
mod dump;
mod error;
mod job;
mod migrate;
mod migrations;
mod postgres;
mod sqlite;
mod value;
mod verify;

#[cfg(test)]
mod tests;

pub use conn::{Column, Conn, Reader, Row, Tx};
pub use dump::{dump, load};
pub use migrate::{Migrated, SchemaRefused};
pub use value::{FromValue, ToValue, Value, WrongValue};
pub use verify::damage;

use self::postgres::Mode;
use conn::Session;
pub use error::{Conflict, Error, Result, Violation};
use job::Queue;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Which database, and how much of it.
#[derive(Debug, Clone)]
pub struct DbConfig {
    /// Where it is.
    pub place: Place,
    /// Threads that read at once.
    pub readers: usize,
    /// Threads that write at once; SQLite has one whatever is written here.
    pub writers: usize,
    /// What may be waited for.
    pub limits: Limits,
}

/// Where the database is.
#[derive(Clone)]
pub enum Place {
    /// A file, made when it is missing.
    Sqlite(PathBuf),
    /// A `postgresql://` address; it may hold a password and is never printed.
    Postgres(String),
}

/// Time limits.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a thread to come free.
    pub wait: Duration,
    /// For a reading closure.
    pub read: Duration,
    /// For a writing closure, all its attempts together.
    pub write: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wait: Duration::from_secs(5),
            read: Duration::from_secs(10),
            write: Duration::from_secs(30),
        }
    }
}

impl DbConfig {
    /// A SQLite file with four readers.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        let place = Place::Sqlite(path.into());
        Self {
            place,
            readers: 4,
            writers: 1,
            limits: Limits::default(),
        }
    }

    /// A PostgreSQL server with eight readers and four writers.
    pub fn postgres(url: impl Into<String>) -> Self {
        let place = Place::Postgres(url.into());
        Self {
            place,
            readers: 8,
            writers: 4,
            limits: Limits::default(),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// The open database. Cloning it is cheap; its threads end after the last clone.
#[derive(Clone)]
pub struct Db {
    queues: Arc<Queues>,
    limits: Limits,
}

struct Queues {
    place: Place,
    reads: Queue,
    writes: Queue,
}

impl Db {
    /// Opens the database as it is: run [`Db::migrate`] before.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be reached, `Other` when the address is wrong.
    pub fn open(config: &DbConfig) -> Result<Self, Error> {
        if let Place::Postgres(url) = &config.place {
            drop(postgres::open(&postgres::settings(url)?)?);
        }
        Self::open_unseen(config)
    }

    /// [`Db::open`] without a look whether a server is there: everything answers
    /// `Unavailable` until it is. A SQLite file must be there.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn open_unseen(config: &DbConfig) -> Result<Self, Error> {
        let (reads, read_jobs) = Queue::new();
        let (writes, write_jobs) = Queue::new();
        match &config.place {
            Place::Sqlite(path) => {
                let writer = sqlite::open(path, true)?;
                spawn("db-write", move || {
                    sqlite::serve_writes(writer, &write_jobs)
                })?;
                for _ in 0..config.readers.max(1) {
                    let (reader, jobs) = (sqlite::open(path, false)?, read_jobs.clone());
                    spawn("db-read", move || sqlite::serve_reads(reader, &jobs))?;
                }
            }
            Place::Postgres(url) => {
                let settings = postgres::settings(url)?;
                let pools = [
                    ("db-write", Mode::Write, config.writers, write_jobs),
                    ("db-read", Mode::Read, config.readers, read_jobs),
                ];
                for (name, mode, threads, jobs) in pools {
                    for _ in 0..threads.max(1) {
                        let (settings, jobs) = (settings.clone(), jobs.clone());
                        spawn(name, move || postgres::serve(settings, mode, &jobs))?;
                    }
                }
            }
        }
        let queues = Queues {
            place: config.place.clone(),
            reads,
            writes,
        };
        Ok(Self {
            queues: Arc::new(queues),
            limits: config.limits,
        })
    }

    /// The same database under other time limits: for a dump, say.
    #[must_use]
    pub fn with_limits(&self, limits: Limits) -> Self {
        Self {
            queues: Arc::clone(&self.queues),
            limits,
        }
    }

    /// Runs a closure on one snapshot. Dropping the future before the closure
    /// has begun cancels it.
    ///
    /// # Errors
    /// The closure's own; `Unavailable` when no thread came free, the time limit
    /// passed or the database is away; `Other` when the closure panicked.
    pub async fn read<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    {
        self.submit_read(read).answer().await
    }

    /// [`Db::read`] for threads outside the asynchronous runtime.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_blocking<T, E, F>(&self, read: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    {
        self.submit_read(read).answer_blocking()
    }

    /// Runs a closure in one transaction, kept when it returns `Ok`, and answers
    /// after COMMIT. The closure **may run more than once** (another transaction
    /// won, or its group was lost); only the last run is kept, so it must change
    /// nothing but the database and its own result.
    ///
    /// # Errors
    /// As [`Db::read`], and `Conflict` from the closure's statements. After
    /// `Unavailable` at the moment of COMMIT it is unknown whether it was kept.
    pub async fn write<T, E, F>(&self, write: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.submit_write(write).answer().await
    }

    /// [`Db::write`] for threads outside the asynchronous runtime.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_blocking<T, E, F>(&self, write: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.submit_write(write).answer_blocking()
    }

    /// Copies a SQLite database to another file while it is in use.
    ///
    /// # Errors
    /// `Other` on PostgreSQL, which has its own tools and [`dump`].
    pub fn copy_to(&self, path: &Path) -> Result<(), Error> {
        match &self.queues.place {
            Place::Sqlite(from) => sqlite::copy(from, path),
            Place::Postgres(_) => Err(Error::other("only a SQLite database is one file")),
        }
    }

    /// Whether the database is one file, which [`Db::copy_to`] can copy.
    #[must_use]
    pub fn is_one_file(&self) -> bool {
        matches!(self.queues.place, Place::Sqlite(_))
    }

    fn submit_read<T, E, F>(&self, read: F) -> job::Pending<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    {
        let mut read = Some(read);
        let run = move |conn: &mut Session| match read.take() {
            Some(read) => read(&mut Reader::new(conn)),
            None => Err(Error::other("a read runs once").into()),
        };
        self.queues
            .reads
            .submit(run, self.limits.wait, self.limits.read)
    }

    fn submit_write<T, E, F>(&self, mut write: F) -> job::Pending<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let run = move |conn: &mut Session| write(&mut Tx::new(conn));
        self.queues
            .writes
            .submit(run, self.limits.wait, self.limits.write)
    }
}

/// Reads a SQLite file that nobody else has open, on this thread: a copy, say.
///
/// # Errors
/// The closure's own; `Unavailable` when the file cannot be opened.
pub fn look_into<T>(
    path: &Path,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut session = sqlite::open(path, false)?;
    read(&mut Reader::new(&mut session))
}

fn spawn(name: &str, serve: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let thread = std::thread::Builder::new().name(name.to_owned());
    thread.spawn(serve).map(drop).map_err(Error::unavailable)
}

/// A connection of one's own, outside the threads: for migrations.
fn connect(place: &Place) -> Result<Session, Error> {
    match place {
        Place::Sqlite(path) => sqlite::open(path, true),
        Place::Postgres(url) => postgres::open(&postgres::settings(url)?),
    }
}
