//! Brings the schema up to what this program knows: forward only, each step in
//! its own transaction, one program at a time. It refuses a schema that is newer
//! or other than its own, and copies a SQLite file before it changes it.

use super::conn::{Link, Session, Tx};
use super::error::Error;
use super::migrations::{MIGRATIONS, Migration};
use super::{Db, DbConfig, Place, connect, sqlite};
use sha2::{Digest, Sha256};
use siraj_editorial::Timestamp;
use std::path::{Path, PathBuf};

/// Held on PostgreSQL while migrating, so that nodes starting together take
/// turns. The number means nothing; it only must not change.
const TURN: i64 = 7_104_221_930_544;

/// The table of what has been applied.
const APPLIED: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,
    checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

/// What migrating did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Migrated {
    /// The names of the steps applied, in order.
    pub applied: Vec<String>,
    /// The copy of the SQLite file as it was before.
    pub copy: Option<PathBuf>,
}

/// Why the program will not touch this database; the source of `Error::Other`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaRefused {
    /// A newer program has migrated it.
    #[error(
        "the database has schema {found}, this program knows up to {known}; run a newer siraj, or restore the copy made before the upgrade"
    )]
    Newer {
        /// The database's number.
        found: i64,
        /// This program's highest number.
        known: i64,
    },
    /// An applied step is not the one that this program has under its number.
    #[error("migration {name} was applied with other statements than this program has")]
    Altered {
        /// The step.
        name: String,
    },
}

impl Db {
    /// Migrates the database to this program's schema. Run it before
    /// [`Db::open`]; on a current schema it changes nothing.
    ///
    /// # Errors
    /// `Other` with [`SchemaRefused`] inside, or a failed statement, after which
    /// the steps before it stay applied; `Unavailable`.
    pub fn migrate(config: &DbConfig, now: Timestamp) -> Result<Migrated, Error> {
        migrate_with(&config.place, MIGRATIONS, now)
    }
}

/// The highest schema number that this program knows.
pub(super) fn known() -> i64 {
    number(MIGRATIONS.len())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) fn migrate_with(
    place: &Place,
    migrations: &[Migration],
    now: Timestamp,
) -> Result<Migrated, Error> {
    let mut conn = connect(place)?;
    if let Link::Postgres(_) = conn.link {
        // Ends with the connection.
        conn.control(&format!("SELECT pg_advisory_lock({TURN})"))?;
    }
    conn.control(APPLIED)?;
    let done = verified(&mut conn, migrations)?;
    let pending = migrations.get(done..).unwrap_or_default();
    let mut migrated = Migrated::default();
    if let (Place::Sqlite(path), true, Some(next)) = (place, done > 0, pending.first()) {
        let copy = copy_path(path, next);
        sqlite::copy(path, &copy)?;
        migrated.copy = Some(copy);
    }
    for (step, place) in pending.iter().zip(done + 1..) {
        if apply(&mut conn, step, number(place), now)? {
            migrated.applied.push(step.name.to_owned());
        }
    }
    Ok(migrated)
}

/// How many steps are applied, each found to be the program's own.
fn verified(conn: &mut Session, migrations: &[Migration]) -> Result<usize, Error> {
    let sql = "SELECT number, name, checksum FROM schema_migrations ORDER BY number";
    let applied = Tx::new(conn).rows(sql, &[], |row| {
        Ok((
            row.get::<i64>(0)?,
            row.get::<String>(1)?,
            row.get::<String>(2)?,
        ))
    })?;
    let known = number(migrations.len());
    if let Some((found, ..)) = applied.last().filter(|(found, ..)| *found > known) {
        return Err(Error::other(SchemaRefused::Newer {
            found: *found,
            known,
        }));
    }
    for (step, (_, name, sum)) in migrations.iter().zip(&applied) {
        if step.name != name || checksum(text(conn, step)) != *sum {
            return Err(Error::other(SchemaRefused::Altered { name: name.clone() }));
        }
    }
    Ok(applied.len())
}

/// Applies a step; false when another program did so since it was looked for
/// (SQLite has no lock that spans the steps).
fn apply(conn: &mut Session, step: &Migration, number: i64, now: Timestamp) -> Result<bool, Error> {
    let begin = match conn.link {
        Link::Sqlite(_) => "BEGIN IMMEDIATE",
        Link::Postgres(_) => "BEGIN",
    };
    conn.control(begin)?;
    let sql = text(conn, step);
    let outcome = (|| {
        let found = "SELECT number FROM schema_migrations WHERE number = $1";
        let mut tx = Tx::new(conn);
        if tx
            .row(found, &[&number], |row| row.get::<i64>(0))?
            .is_some()
        {
            return Ok(false);
        }
        tx.execute_batch(sql)?;
        tx.execute(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at)
             VALUES ($1, $2, $3, $4)",
            &[&number, &step.name, &checksum(sql), &now],
        )?;
        Ok(true)
    })();
    conn.control(if outcome.is_ok() {
        "COMMIT"
    } else {
        "ROLLBACK"
    })?;
    outcome
}

fn text(conn: &Session, step: &Migration) -> &'static str {
    match conn.link {
        Link::Sqlite(_) => step.sqlite,
        Link::Postgres(_) => step.postgres,
    }
}

fn checksum(sql: &str) -> String {
    let digest = Sha256::digest(sql);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `siraj.db.before-0007`, beside the database.
fn copy_path(path: &Path, next: &Migration) -> PathBuf {
    let number = next.name.split('_').next().unwrap_or_default();
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-{number}"));
    name.into()
}
