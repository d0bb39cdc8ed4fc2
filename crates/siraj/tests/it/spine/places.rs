//! Where the tests' newsrooms live: a folder each, gone with the test, and where
//! `SIRAJ_TEST_DATABASE_URL` names a PostgreSQL server, also a database each.

use super::dice::named;
use super::newsroom::MORNING;
use postgres::{Client, NoTls};
use sha2::{Digest as _, Sha256};
use siraj::config::{Config, Secret};
use siraj::store::db::{Db, DbConfig};
use std::path::{Path, PathBuf};

const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
/// Held while the model is looked for and made. The number means nothing.
const TURN: i64 = 6_221_904_417_025;

/// A folder of a test's own.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("siraj-spine-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A place for one newsroom.
#[derive(Debug)]
pub struct Place {
    pub name: &'static str,
    pub folder: Folder,
    pub database: Option<String>,
    lent: Option<Lent>,
}

/// A database on somebody's server.
#[derive(Debug)]
struct Lent {
    server: String,
    name: String,
}

impl Drop for Lent {
    fn drop(&mut self) {
        let server = std::mem::take(&mut self.server);
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A test may have stopped its server for good.
        drop(apart(move || {
            Client::connect(&server, NoTls)?.batch_execute(&statement)
        }));
    }
}

/// The name of the database that the tests' are copied from, made where it is missing. It carries
/// the migrations' checksum, so that one of other days is not taken for it.
fn model(client: &mut Client, server: &str) -> Result<String, postgres::Error> {
    let mut steps: Vec<_> = std::fs::read_dir(MIGRATIONS).unwrap().flatten().collect();
    steps.sort_by_key(std::fs::DirEntry::file_name);
    let mut sum = Sha256::new();
    for step in steps {
        sum.update(std::fs::read(step.path()).unwrap());
    }
    let sum = sum.finalize();
    let sum: String = sum.iter().take(8).map(|b| format!("{b:02x}")).collect();
    let name = format!("siraj_model_{sum}");
    // Tests run in processes of their own, and all begin at once. The lock ends with the connection.
    client.batch_execute(&format!("SELECT pg_advisory_lock({TURN})"))?;
    let there = "SELECT 1 FROM pg_database WHERE datname = $1";
    if client.query_opt(there, &[&name])?.is_none() {
        let draft = format!("d{}", uuid::Uuid::now_v7().simple());
        client.batch_execute(&format!("CREATE DATABASE {draft}"))?;
        Db::migrate(&DbConfig::postgres(named_on(server, &draft)), MORNING).unwrap();
        client.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}"))?;
    }
    client.batch_execute(&format!("SELECT pg_advisory_unlock({TURN})"))?;
    Ok(name)
}

/// The address of a database on a server.
fn named_on(server: &str, name: &str) -> String {
    let joint = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joint}dbname={name}")
}

/// Runs this on a thread of its own: the blocking client may not run on the asynchronous threads
/// of a test.
fn apart<T: Send + 'static>(what: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::spawn(what).join().unwrap()
}

impl Place {
    pub fn sqlite() -> Self {
        Self {
            name: "SQLite",
            folder: Folder::new(),
            database: None,
            lent: None,
        }
    }

    /// In a folder that is there already and is somebody else's to take away.
    pub fn in_folder(path: PathBuf) -> Self {
        Self {
            folder: Folder(path),
            ..Self::sqlite()
        }
    }

    /// A database of its own on this server, with the schema and nothing in it: a copy of one
    /// that was migrated once, for migrating takes longer than most tests.
    pub fn database_on(url: &str) -> Self {
        let name = format!("t{}", uuid::Uuid::now_v7().simple());
        let (server, wanted) = (url.to_owned(), name.clone());
        apart(move || {
            let mut client = Client::connect(&server, NoTls)?;
            let model = model(&mut client, &server)?;
            client.batch_execute(&format!("CREATE DATABASE {wanted} TEMPLATE {model}"))
        })
        .unwrap();
        Self {
            name: "PostgreSQL",
            folder: Folder::new(),
            database: Some(named_on(url, &name)),
            lent: Some(Lent {
                server: url.to_owned(),
                name,
            }),
        }
    }

    /// Where the tests of this run live: on the server where one is named, else on SQLite.
    /// `bin/test` runs them once on each.
    pub fn here() -> Self {
        named("SIRAJ_TEST_DATABASE_URL").map_or_else(Self::sqlite, |url| Self::database_on(&url))
    }

    /// Both, for what goes from one to the other.
    pub fn all() -> Vec<Self> {
        let mut places = vec![Self::sqlite()];
        places.extend(named("SIRAJ_TEST_DATABASE_URL").map(|url| Self::database_on(&url)));
        places
    }

    /// A fresh place of the same sort.
    pub fn another(&self) -> Self {
        match &self.lent {
            Some(lent) => Self::database_on(&lent.server),
            None => Self::sqlite(),
        }
    }

    pub fn config(&self) -> Config {
        Config {
            database_url: self.database.clone().map(Secret::new),
            // Each is a process of the server, which takes longer to begin than most tests to end.
            database_connections: 6,
            ..Config::for_testing(self.folder.path())
        }
    }
}
