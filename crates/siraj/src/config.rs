//! How the program is set up: small values with defaults, read from one TOML
//! file, over it `SIRAJ_*` variables, over them the flags of the command line.
//! Bad configuration stops the program with the key, the value, the reason and
//! the place. Only this module and `cli` read the environment.
//!
//! What the newsroom decides (names, time zone, sections) is no configuration: it
//! lives in the store.

mod explain;
mod keys;
mod network;
mod origin;
mod problem;
mod set;
mod sources;
#[cfg(test)]
mod tests;

pub use explain::{explain, page};
pub use keys::{KEYS, KeyRow, Kind};
pub use network::Network;
pub use problem::{Place, Problem, Reason, Refused};
pub use sources::{FILE_NAME, Sources, operator_language};

use serde::Serialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Words that are never shown: passwords and keys.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the words in.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The words, for whoever must send them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("…")
    }
}

/// Everything that can be configured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Config {
    /// The folder that holds everything embedded.
    pub data: PathBuf,
    /// Where readers and editors are served.
    pub listen: SocketAddr,
    /// Scheme and host of the site, without a path.
    pub public_url: String,
    /// Editions with a host of their own.
    pub hosts: Vec<Host>,
    /// A PostgreSQL server; `None` is SQLite in the data folder.
    pub database_url: Option<Secret>,
    /// How many connections to a PostgreSQL server are held; every third one writes.
    pub database_connections: u64,
    /// How many bytes the page cache may hold.
    pub cache_bytes: u64,
    /// Whose word about the reader's address and scheme is believed.
    pub trusted_proxies: Vec<Network>,
    /// Where health and metrics are served.
    pub admin: Option<SocketAddr>,
    /// The certificate chain, PEM.
    pub tls_cert: Option<PathBuf>,
    /// Its private key, PEM.
    pub tls_key: Option<PathBuf>,
    /// What is written to the log.
    pub log: LogLevel,
    /// Where pictures and attachments are kept.
    pub storage: Storage,
    /// What a request may cost.
    pub limits: Limits,
}

/// Where an edition that has its own host lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Host {
    /// The edition's prefix: `en`.
    pub prefix: String,
    /// Scheme and host: `https://en.siraj.example`.
    pub origin: String,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// What broke.
    Error,
    /// And what is suspicious.
    Warn,
    /// And what happened.
    #[default]
    Info,
    /// And how.
    Debug,
    /// And every step.
    Trace,
}

impl LogLevel {
    /// Its name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// The kind of place where pictures are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StorageKind {
    /// A folder in the data folder.
    #[default]
    Local,
    /// A bucket of an S3-compatible server.
    S3,
}

/// Where pictures and attachments are kept. All but the kind is for S3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Storage {
    /// In the data folder or in a bucket.
    pub kind: StorageKind,
    /// The server's address; Amazon's own when `None`.
    pub endpoint: Option<String>,
    /// The bucket.
    pub bucket: Option<String>,
    /// Its region.
    pub region: String,
    /// The access key's name.
    pub key: Option<Secret>,
    /// The access key.
    pub secret: Option<Secret>,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            kind: StorageKind::Local,
            endpoint: None,
            bucket: None,
            region: "us-east-1".to_owned(),
            key: None,
            secret: None,
        }
    }
}

/// What a request may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Bytes of a request's body, but for uploads.
    pub body_bytes: u64,
    /// Bytes of an upload.
    pub upload_bytes: u64,
    /// Seconds until a request's head must be complete.
    pub head_seconds: u64,
    /// Seconds until a request must be answered.
    pub request_seconds: u64,
    /// Seconds that a stopping program waits for requests under way.
    pub drain_seconds: u64,
    /// Connections held at once.
    pub connections: u64,
}

impl Limits {
    /// How long the head of a request may take, and a connection lie idle or stuck.
    #[must_use]
    pub const fn head(&self) -> Duration {
        Duration::from_secs(self.head_seconds)
    }

    /// How long a request may take, the arrival of its body included.
    #[must_use]
    pub const fn request(&self) -> Duration {
        Duration::from_secs(self.request_seconds)
    }

    /// How long a stopping program waits for requests under way.
    #[must_use]
    pub const fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }

    /// Bytes of a body that may be held in memory, but for uploads.
    #[must_use]
    pub fn body(&self) -> usize {
        usize::try_from(self.body_bytes).unwrap_or(usize::MAX)
    }

    /// Bytes of an upload.
    #[must_use]
    pub fn upload(&self) -> usize {
        usize::try_from(self.upload_bytes).unwrap_or(usize::MAX)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 2 << 20,
            upload_bytes: 40 << 20,
            head_seconds: 10,
            request_seconds: 60,
            drain_seconds: 4,
            connections: 10_000,
        }
    }
}

impl Default for Config {
    /// On this machine alone, everything in the folder `var`.
    fn default() -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        Self {
            data: PathBuf::from("var"),
            listen,
            public_url: format!("http://{listen}"),
            hosts: Vec::new(),
            database_url: None,
            database_connections: 12,
            cache_bytes: 48 << 20,
            trusted_proxies: Vec::new(),
            admin: None,
            tls_cert: None,
            tls_key: None,
            log: LogLevel::Info,
            storage: Storage::default(),
            limits: Limits::default(),
        }
    }
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn load(sources: &Sources) -> Result<Self, Refused> {
        sources.read()
    }

    /// A configuration for tests: a free port, a data folder of the test's own and
    /// a public address that is never that of the machine.
    #[must_use]
    pub fn for_testing(data: &Path) -> Self {
        Self {
            data: data.to_path_buf(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: "https://siraj.example".to_owned(),
            ..Self::default()
        }
    }

    /// Whether the program itself speaks TLS.
    #[must_use]
    pub const fn speaks_tls(&self) -> bool {
        self.tls_cert.is_some()
    }
}
