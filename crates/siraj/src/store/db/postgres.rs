//! PostgreSQL: threads that each own a connection. A read is one REPEATABLE READ
//! snapshot; a write is SERIALIZABLE, so that it means what it means under
//! SQLite's single writer, and is run again when it loses against another. A
//! broken connection is opened anew, with a pause that grows while it fails.

use super::conn::{Deadline, Fate, Fault, Link as AnyLink, Row, Session};
use super::error::{Conflict, Error, Violation};
use super::job::Job;
use super::value::Value;
use crossbeam_channel::Receiver;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Config, NoTls, Statement};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Prepared statements kept for each connection.
const MOST_STATEMENTS: usize = 256;
/// The pauses between attempts to connect, from the first to the longest.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// The columns of unique indexes, named as SQLite names them in its errors.
const UNIQUE_COLUMNS: &str = "
    SELECT CAST(i.relname AS TEXT), string_agg(t.relname || '.' || a.attname, ', ' ORDER BY k.place)
    FROM pg_index x
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
    CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
    WHERE x.indisunique AND x.indexprs IS NULL
    GROUP BY i.oid, i.relname";

/// A connection with its prepared statements.
pub(super) struct Link {
    client: Client,
    statements: HashMap<String, Statement>,
    unique_columns: HashMap<String, String>,
}

/// Reads the address. Its errors never repeat it, for it may hold a password.
pub(super) fn settings(url: &str) -> Result<Config, Error> {
    let mut config: Config = url.parse().map_err(Error::other)?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    // A server that vanished without a word is noticed within half a minute.
    config.tcp_user_timeout(Duration::from_secs(30));
    config.keepalives_idle(Duration::from_secs(30));
    config.application_name("siraj");
    Ok(config)
}

/// Connects.
pub(super) fn open(settings: &Config) -> Result<Session, Error> {
    let connect = || -> Result<Link, postgres::Error> {
        let mut client = settings.connect(NoTls)?;
        let mut unique_columns = HashMap::new();
        for row in client.query(UNIQUE_COLUMNS, &[])? {
            unique_columns.insert(row.try_get(0)?, row.try_get(1)?);
        }
        Ok(Link {
            client,
            statements: HashMap::new(),
            unique_columns,
        })
    };
    let link = connect().map_err(Error::unavailable)?;
    Ok(Session::new(
        AnyLink::Postgres(Box::new(link)),
        Deadline::new(),
    ))
}

/// What a thread's jobs may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
}

/// Answers jobs until the queue closes.
pub(super) fn serve(settings: Config, mode: Mode, queue: &Receiver<Job>) {
    let mut desk = Desk {
        settings,
        mode,
        conn: None,
        pause: PAUSES.0,
        closed_until: None,
    };
    for mut job in queue.iter().filter_map(Job::claimed) {
        let ended = desk.run(&mut job);
        job.work.answer(ended);
    }
}

/// One thread's connection, or its absence.
struct Desk {
    settings: Config,
    mode: Mode,
    conn: Option<Session>,
    pause: Duration,
    closed_until: Option<Instant>,
}

impl Desk {
    fn run(&mut self, job: &mut Job) -> Result<(), Error> {
        let give_up = Instant::now() + job.limit;
        for attempt in 0.. {
            let mut conn = self.begin(job.limit)?;
            conn.start(job.limit);
            let sound = job.work.run(&mut conn);
            let ended = if sound && self.mode == Mode::Write {
                conn.control("COMMIT")
            } else {
                conn.control("ROLLBACK")
            };
            let lost = conn.fate() == Fate::Lost;
            if !conn.is_closed() {
                self.conn = Some(conn);
            }
            if !(lost && self.mode == Mode::Write && Instant::now() < give_up) {
                return ended;
            }
            tracing::debug!(
                attempt,
                "transaction lost against another; running it again"
            );
            std::thread::sleep(breather(attempt));
        }
        Ok(())
    }

    /// Opens a transaction, on a new connection when the old one is broken.
    fn begin(&mut self, limit: Duration) -> Result<Session, Error> {
        let kind = match self.mode {
            Mode::Read => "REPEATABLE READ READ ONLY",
            Mode::Write => "SERIALIZABLE READ WRITE",
        };
        let begin = format!(
            "BEGIN ISOLATION LEVEL {kind}; SET LOCAL statement_timeout = {}",
            limit.as_millis().clamp(1, 2_000_000_000)
        );
        if let Some(mut conn) = self.conn.take() {
            match conn.control(&begin) {
                Ok(()) => return Ok(conn),
                Err(error) if !conn.is_closed() => {
                    drop(conn.control("ROLLBACK"));
                    self.conn = Some(conn);
                    return Err(error);
                }
                Err(_) => tracing::info!("the connection to PostgreSQL broke; opening another"),
            }
        }
        let mut conn = self.connect()?;
        conn.control(&begin)?;
        Ok(conn)
    }

    fn connect(&mut self) -> Result<Session, Error> {
        if self
            .closed_until
            .is_some_and(|until| Instant::now() < until)
        {
            return Err(Error::unavailable("PostgreSQL cannot be reached"));
        }
        match open(&self.settings) {
            Ok(conn) => {
                self.pause = PAUSES.0;
                self.closed_until = None;
                Ok(conn)
            }
            Err(error) => {
                self.closed_until = Some(Instant::now() + self.pause);
                self.pause = (self.pause * 2).min(PAUSES.1);
                Err(error)
            }
        }
    }
}

/// A random pause that grows from 2 to 64 ms, so that two losers part company.
fn breather(attempt: u32) -> Duration {
    let most = 2_000_u32 << attempt.min(5);
    let dice = getrandom::u32().unwrap_or(attempt);
    Duration::from_micros((dice % most).into())
}

impl Session {
    fn is_closed(&self) -> bool {
        matches!(&self.link, AnyLink::Postgres(link) if link.client.is_closed())
    }
}

impl Link {
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        let done = self.client.batch_execute(sql);
        done.map_err(|error| self.fault(error))
    }

    pub(super) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<u64, Fault> {
        let statement = self.prepared(sql).map_err(|error| self.fault(error))?;
        if statement.params().len() != values.len() {
            let told = format!("the values do not match the placeholders of: {sql}");
            return Err(Fault::Statement(Error::other(told), Fate::Failed));
        }
        let outcome = run(&mut self.client, &statement, values, visit);
        outcome.map_err(|stopped| match stopped {
            Stopped::Driver(error) => self.fault(error),
            Stopped::Mapper(error) => Fault::Mapper(error),
        })
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        if self.statements.len() >= MOST_STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn fault(&mut self, error: postgres::Error) -> Fault {
        let Some(refusal) = error.as_db_error() else {
            let lost = error.is_closed() || self.client.is_closed();
            let lost =
                lost || std::error::Error::source(&error).is_some_and(|s| s.is::<std::io::Error>());
            let sorted = if lost {
                Error::unavailable(error)
            } else {
                Error::other(error)
            };
            return Fault::Statement(sorted, Fate::Failed);
        };
        let state = refusal.code().clone();
        let Some(class) = state.code().get(..2) else {
            return Fault::Statement(Error::other(error), Fate::Failed);
        };
        if state == SqlState::T_R_SERIALIZATION_FAILURE || state == SqlState::T_R_DEADLOCK_DETECTED
        {
            return Fault::Statement(Error::unavailable(error), Fate::Lost);
        }
        let sorted = match class {
            "23" => self.conflict(refusal),
            // Connection, resources, intervention (time limit, shutdown), system.
            "08" | "53" | "57" | "58" => Error::unavailable(error),
            _ if state == SqlState::READ_ONLY_SQL_TRANSACTION => Error::unavailable(error),
            _ if state == SqlState::LOCK_NOT_AVAILABLE => Error::unavailable(error),
            _ => {
                // A plan may have been outdated by a migration: prepare afresh.
                self.statements.clear();
                Error::other(error)
            }
        };
        Fault::Statement(sorted, Fate::Failed)
    }

    fn conflict(&self, refusal: &postgres::error::DbError) -> Error {
        let named = refusal.constraint().unwrap_or_default();
        let state = refusal.code();
        let (violation, constraint) = if *state == SqlState::FOREIGN_KEY_VIOLATION {
            (Violation::ForeignKey, named.to_owned())
        } else if *state == SqlState::CHECK_VIOLATION {
            (Violation::Check, named.to_owned())
        } else if *state == SqlState::NOT_NULL_VIOLATION {
            let table = refusal.table().unwrap_or_default();
            (
                Violation::NotNull,
                format!("{table}.{}", refusal.column().unwrap_or_default()),
            )
        } else {
            let columns = self.unique_columns.get(named).cloned();
            (
                Violation::Unique,
                columns.unwrap_or_else(|| named.to_owned()),
            )
        };
        Error::Conflict(Conflict {
            violation,
            constraint,
        })
    }
}

enum Stopped {
    Driver(postgres::Error),
    Mapper(Error),
}

impl From<postgres::Error> for Stopped {
    fn from(error: postgres::Error) -> Self {
        Self::Driver(error)
    }
}

fn run(
    client: &mut Client,
    statement: &Statement,
    values: &[Value<'_>],
    visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
) -> Result<u64, Stopped> {
    let mut found = 0;
    let mut rows = client.query_raw(statement, values.iter())?;
    while let Some(row) = rows.next()? {
        found += 1;
        visit(&Row::Postgres(&row)).map_err(Stopped::Mapper)?;
    }
    Ok(rows.rows_affected().unwrap_or(found))
}
