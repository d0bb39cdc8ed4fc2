//! Where the tests' newsrooms live: a folder each, gone with the test, and where
//! `SIRAJ_TEST_DATABASE_URL` names a PostgreSQL server, also a schema each.

use super::dice::named;
use siraj::config::{Config, Secret};
use std::path::{Path, PathBuf};

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
    server: Option<String>,
}

impl Place {
    pub fn sqlite() -> Self {
        Self {
            name: "SQLite",
            folder: Folder::new(),
            database: None,
            server: None,
        }
    }

    /// In a folder that is there already and is somebody else's to take away.
    pub fn in_folder(path: PathBuf) -> Self {
        Self {
            folder: Folder(path),
            ..Self::sqlite()
        }
    }

    /// A schema of its own on this server.
    pub fn schema_on(url: &str) -> Self {
        let schema = format!("s{}", uuid::Uuid::now_v7().simple());
        let (server, statement) = (url.to_owned(), format!("CREATE SCHEMA {schema}"));
        // The blocking client may not run on the asynchronous threads of a test.
        let made = std::thread::spawn(move || {
            let mut client = postgres::Client::connect(&server, postgres::NoTls)?;
            client.batch_execute(&statement)
        });
        made.join().unwrap().unwrap();
        let joint = if url.contains('?') { '&' } else { '?' };
        Self {
            name: "PostgreSQL",
            folder: Folder::new(),
            database: Some(format!("{url}{joint}options=-c%20search_path%3D{schema}")),
            server: Some(url.to_owned()),
        }
    }

    /// Where the tests of this run live: on the server where one is named, else on SQLite.
    /// `bin/test` runs them once on each.
    pub fn here() -> Self {
        named("SIRAJ_TEST_DATABASE_URL").map_or_else(Self::sqlite, |url| Self::schema_on(&url))
    }

    /// Both, for what goes from one to the other.
    pub fn all() -> Vec<Self> {
        let mut places = vec![Self::sqlite()];
        places.extend(named("SIRAJ_TEST_DATABASE_URL").map(|url| Self::schema_on(&url)));
        places
    }

    /// A fresh place of the same sort.
    pub fn another(&self) -> Self {
        match &self.server {
            Some(url) => Self::schema_on(url),
            None => Self::sqlite(),
        }
    }

    pub fn config(&self) -> Config {
        Config {
            database_url: self.database.clone().map(Secret::new),
            ..Config::for_testing(self.folder.path())
        }
    }
}
