//! The layer's promises, held on SQLite always and on PostgreSQL too when
//! `SIRAJ_TEST_DATABASE_URL` names a server; each test in a file or schema of its
//! own. What only one of the two does is in `sqlite_only` and `postgres_only`.

mod both;
mod postgres_only;
mod sqlite_only;
mod steps;

use super::*;
use siraj_editorial::Timestamp;
use tempfile::TempDir;

/// A database of a test's own.
pub(super) struct Place {
    pub(super) config: DbConfig,
    pub(super) db: Db,
    pub(super) folder: TempDir,
}

pub(super) const NOON: Timestamp = Timestamp::from_micros(2_140_000_000_000_000);

/// A migrated database with one table for the tests.
pub(super) fn place(config: DbConfig, folder: TempDir) -> Place {
    Db::migrate(&config, NOON).unwrap();
    let db = Db::open(&config).unwrap();
    db.write_blocking(|tx| {
        tx.execute_batch(
            "CREATE TABLE desks (
                id BIGINT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL CONSTRAINT desks_name_is_short CHECK (length(name) < 40),
                above BIGINT REFERENCES desks (id),
                seal BYTEA,
                UNIQUE (name, above)
            )",
        )
    })
    .unwrap();
    // Opened anew, as after a migration.
    let db = {
        drop(db);
        Db::open(&config).unwrap()
    };
    Place { config, db, folder }
}

pub(super) fn on_sqlite() -> Place {
    let folder = TempDir::new().unwrap();
    place(DbConfig::sqlite(folder.path().join("siraj.db")), folder)
}

/// A schema of its own on the given server.
pub(super) fn on_server(url: &str) -> Place {
    place(schema_on(url), TempDir::new().unwrap())
}

/// An empty schema on the given server.
pub(super) fn schema_on(url: &str) -> DbConfig {
    let schema = format!("t{}", uuid::Uuid::now_v7().simple());
    let mut client = ::postgres::Client::connect(url, ::postgres::NoTls).unwrap();
    client
        .batch_execute(&format!("CREATE SCHEMA {schema}"))
        .unwrap();
    let joint = if url.contains('?') { '&' } else { '?' };
    let url = format!("{url}{joint}options=-c%20search_path%3D{schema}");
    DbConfig::postgres(url)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test run names its server in the environment"
)]
pub(super) fn server() -> Option<String> {
    std::env::var("SIRAJ_TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

/// The databases that a test runs on.
pub(super) fn places() -> Vec<Place> {
    let mut places = vec![on_sqlite()];
    places.extend(server().map(|url| on_server(&url)));
    places
}

pub(super) fn add_desk(tx: &mut Tx<'_>, id: i64, name: &str) -> Result<u64> {
    tx.execute(
        "INSERT INTO desks (id, name) VALUES ($1, $2)",
        &[&id, &name],
    )
}

pub(super) fn desk_names(c: &mut Conn<'_>) -> Result<Vec<String>> {
    c.rows("SELECT name FROM desks ORDER BY id", &[], |row| row.get(0))
}
