//! SQLite: reader threads with a snapshot each, and the one writer, which commits
//! waiting jobs in groups so that they share one flush to the disk. Each job has
//! its own savepoint and is answered only after COMMIT.

use super::conn::{Deadline, Fate, Fault, Link, Row, Session};
use super::error::{Conflict, Error, Violation};
use super::job::Job;
use super::value::Value;
use crossbeam_channel::Receiver;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, ffi};
use std::path::Path;
use std::time::Duration;

/// The most jobs that share one COMMIT.
const LARGEST_GROUP: usize = 64;

/// Virtual-machine steps between two looks at the clock, well under 1 ms.
const STEPS_BETWEEN_CHECKS: i32 = 10_000;

/// Opens the file. A writer creates it when it is missing.
pub(super) fn open(path: &Path, writer: bool) -> Result<Session, Error> {
    let connect = || -> rusqlite::Result<Session> {
        let mut link = Connection::open(path)?;
        link.busy_timeout(Duration::from_secs(5))?;
        link.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = ON; PRAGMA cache_size = -4096; PRAGMA mmap_size = 268435456;",
        )?;
        // A plan that depends on the values bound (a LIMIT's, say) is made anew for
        // every execution; ours are good for all values.
        link.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        if !writer {
            link.pragma_update(None, "query_only", true)?;
        }
        link.set_prepared_statement_cache_capacity(256);
        let deadline = Deadline::new();
        let watched = deadline.clone();
        link.progress_handler(STEPS_BETWEEN_CHECKS, Some(move || watched.has_passed()))?;
        Ok(Session::new(Link::Sqlite(link), deadline))
    };
    connect().map_err(|error| fault(error).into_error())
}

/// Answers reads until the queue closes.
pub(super) fn serve_reads(mut conn: Session, queue: &Receiver<Job>) {
    for mut job in queue.iter().filter_map(Job::claimed) {
        conn.start(job.limit);
        let begun = conn.control("BEGIN");
        if begun.is_ok() {
            job.work.run(&mut conn);
        }
        conn.deadline.lift();
        let ended = begun.and_then(|()| conn.control("ROLLBACK"));
        job.work.answer(ended);
    }
}

/// Commits writes until the queue closes.
pub(super) fn serve_writes(mut conn: Session, queue: &Receiver<Job>) {
    while let Ok(first) = queue.recv() {
        let mut group: Vec<Job> = first.claimed().into_iter().collect();
        let more = LARGEST_GROUP - group.len();
        group.extend(queue.try_iter().take(more).filter_map(Job::claimed));
        match commit(&mut conn, &mut group) {
            // Another job of the group may be to blame (a full disk, a deferred
            // constraint): each gets its own transaction and its own answer.
            Ended::GroupLost(_) if group.len() > 1 => {
                for mut job in group {
                    let ended = commit(&mut conn, std::slice::from_mut(&mut job)).into_result();
                    job.work.answer(ended);
                }
            }
            ended => {
                let ended = ended.into_result();
                for job in group {
                    job.work.answer(ended.clone());
                }
            }
        }
    }
}

enum Ended {
    Committed,
    /// The transaction could not begin: the file is locked or gone.
    NotBegun(Error),
    /// Nothing of the group was kept.
    GroupLost(Error),
}

impl Ended {
    fn into_result(self) -> Result<(), Error> {
        match self {
            Self::Committed => Ok(()),
            Self::NotBegun(error) | Self::GroupLost(error) => Err(error),
        }
    }
}

fn commit(conn: &mut Session, group: &mut [Job]) -> Ended {
    if group.is_empty() {
        return Ended::Committed;
    }
    conn.deadline.lift();
    if let Err(error) = conn.control("BEGIN IMMEDIATE") {
        return Ended::NotBegun(error);
    }
    let outcome = run_each(conn, group).and_then(|()| conn.control("COMMIT"));
    match outcome {
        Ok(()) => Ended::Committed,
        Err(error) => {
            // Fails when SQLite has rolled back by itself, which is as good.
            drop(conn.control("ROLLBACK"));
            Ended::GroupLost(error)
        }
    }
}

fn run_each(conn: &mut Session, group: &mut [Job]) -> Result<(), Error> {
    for job in group {
        conn.control("SAVEPOINT job")?;
        conn.start(job.limit);
        let sound = job.work.run(conn);
        conn.deadline.lift();
        let end = if sound {
            "RELEASE job"
        } else {
            "ROLLBACK TO job; RELEASE job"
        };
        conn.control(end)?;
    }
    Ok(())
}

/// Runs one statement. `$n` are *named* parameters here, so they are bound by
/// name: by number they would count in order of appearance.
pub(super) fn each(
    link: &Connection,
    sql: &str,
    values: &[Value<'_>],
    visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
) -> Result<u64, Fault> {
    let mut statement = link.prepare_cached(sql)?;
    if statement.parameter_count() != values.len() {
        return Err(misused(sql));
    }
    for (value, number) in values.iter().zip(1..) {
        let place = statement.parameter_index(&format!("${number}"))?;
        statement.raw_bind_parameter(place.ok_or_else(|| misused(sql))?, value)?;
    }
    let mut found = 0;
    {
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            found += 1;
            visit(&Row::Sqlite(row)).map_err(Fault::Mapper)?;
        }
    }
    if statement.readonly() || statement.column_count() > 0 {
        return Ok(found);
    }
    Ok(link.changes())
}

fn misused(sql: &str) -> Fault {
    let told = format!("the values do not match the placeholders of: {sql}");
    Fault::Statement(Error::other(told), Fate::Failed)
}

/// Copies the database while others read and write, to a file that appears whole
/// or not at all.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let mut partial = to.as_os_str().to_owned();
    partial.push(".partial");
    let partial = Path::new(&partial);
    let copied = || -> rusqlite::Result<()> {
        let source = Connection::open(from)?;
        source.busy_timeout(Duration::from_secs(5))?;
        let mut target = Connection::open(partial)?;
        // All pages in one step: another writer would make a slow copy start over.
        rusqlite::backup::Backup::new(&source, &mut target)?.step(-1)?;
        target.pragma_update(None, "journal_mode", "DELETE")
    };
    if partial.exists() {
        std::fs::remove_file(partial).map_err(Error::unavailable)?;
    }
    copied().map_err(|error| fault(error).into_error())?;
    std::fs::rename(partial, to).map_err(Error::unavailable)
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        fault(error)
    }
}

impl Fault {
    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Statement(error, _) | Self::Mapper(error) => error,
        }
    }
}

fn fault(error: rusqlite::Error) -> Fault {
    use ErrorCode as Code;
    let sorted = match (&error, error.sqlite_error_code()) {
        (rusqlite::Error::SqliteFailure(code, text), Some(Code::ConstraintViolation)) => {
            conflict(code.extended_code, text.as_deref().unwrap_or_default())
        }
        (
            _,
            Some(
                Code::DatabaseBusy
                | Code::DatabaseLocked
                | Code::ReadOnly
                | Code::DiskFull
                | Code::CannotOpen
                | Code::SystemIoFailure
                | Code::OperationInterrupted
                | Code::OutOfMemory
                | Code::PermissionDenied
                | Code::FileLockingProtocolFailed,
            ),
        ) => Error::unavailable(error),
        _ => Error::other(error),
    };
    Fault::Statement(sorted, Fate::Failed)
}

/// Reads «UNIQUE constraint failed: sections.slug» and its sisters.
fn conflict(extended_code: i32, text: &str) -> Error {
    let violation = match extended_code {
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Violation::ForeignKey,
        ffi::SQLITE_CONSTRAINT_CHECK => Violation::Check,
        ffi::SQLITE_CONSTRAINT_NOTNULL => Violation::NotNull,
        _ => Violation::Unique,
    };
    let named = text.split_once("failed: ").map_or("", |(_, named)| named);
    Error::Conflict(Conflict {
        violation,
        constraint: named.to_owned(),
    })
}
