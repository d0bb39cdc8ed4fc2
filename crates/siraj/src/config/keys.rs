//! The one table of keys: name, kind, default. What a key means is a sentence of
//! `messages`, under `cli.key.NAME`. The explanation, the document, the variables'
//! names and the hints for mistyped keys all come from here.

/// What may be written for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `IP:port`.
    Address,
    /// `http(s)://host`.
    Origin,
    /// A table of prefixes and origins.
    Hosts,
    /// An address of PostgreSQL.
    Database,
    /// The address of a server.
    Endpoint,
    /// A list of addresses and blocks.
    Networks,
    /// A path; a relative one counts from the working folder.
    Path,
    /// Any words.
    Words,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Bytes, from, to; also with KB, MB, GB (of 1024).
    Size(u64, u64),
    /// Seconds, from, to.
    Seconds(u64, u64),
    /// A number, from, to.
    Count(u64, u64),
}

impl Kind {
    /// The message that names it.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Address => "cli.kind_address",
            Self::Origin => "cli.kind_origin",
            Self::Hosts => "cli.kind_hosts",
            Self::Database => "cli.kind_database",
            Self::Endpoint => "cli.kind_endpoint",
            Self::Networks => "cli.kind_networks",
            Self::Path => "cli.kind_path",
            Self::Words => "cli.kind_words",
            Self::OneOf(_) => "cli.kind_one_of",
            Self::Size(..) => "cli.kind_size",
            Self::Seconds(..) => "cli.kind_seconds",
            Self::Count(..) => "cli.kind_count",
        }
    }
}

/// One key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRow {
    /// Its name, with the table before it: `storage.bucket`.
    pub name: &'static str,
    /// What may be written.
    pub kind: Kind,
    /// What counts when nothing is; `None` when nothing does.
    pub default: Option<&'static str>,
    /// Whether it is never shown.
    pub secret: bool,
}

impl KeyRow {
    /// The variable that sets it: `SIRAJ_STORAGE_BUCKET`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("SIRAJ_{}", self.name.replace('.', "_").to_ascii_uppercase())
    }

    /// The message that says what it means.
    #[must_use]
    pub fn message(&self) -> String {
        format!("cli.key.{}", self.name)
    }

    /// Whether the file may hold it. The data folder holds the file, so it is
    /// named outside.
    #[must_use]
    pub fn in_file(&self) -> bool {
        self.name != "data"
    }
}

const fn key(name: &'static str, kind: Kind, default: &'static str) -> KeyRow {
    KeyRow {
        name,
        kind,
        default: Some(default),
        secret: false,
    }
}

const fn bare(name: &'static str, kind: Kind) -> KeyRow {
    KeyRow {
        name,
        kind,
        default: None,
        secret: false,
    }
}

const fn secret(name: &'static str, kind: Kind) -> KeyRow {
    KeyRow {
        name,
        kind,
        default: None,
        secret: true,
    }
}

/// The levels of the log.
pub(super) const LEVELS: &[&str] = &["error", "warn", "info", "debug", "trace"];
/// The kinds of storage.
pub(super) const STORAGES: &[&str] = &["local", "s3"];
const KB: u64 = 1 << 10;
const MB: u64 = 1 << 20;
const GB: u64 = 1 << 30;

/// Every key, in the order in which it is explained.
pub const KEYS: &[KeyRow] = &[
    key("data", Kind::Path, "var"),
    key("listen", Kind::Address, "127.0.0.1:8080"),
    bare("public_url", Kind::Origin),
    bare("hosts", Kind::Hosts),
    bare("trusted_proxies", Kind::Networks),
    bare("tls_cert", Kind::Path),
    bare("tls_key", Kind::Path),
    bare("admin", Kind::Address),
    secret("database_url", Kind::Database),
    key("database_connections", Kind::Count(2, 1_000), "12"),
    key("cache_bytes", Kind::Size(MB, 64 * GB), "48 MB"),
    key("log", Kind::OneOf(LEVELS), "info"),
    key("storage.kind", Kind::OneOf(STORAGES), "local"),
    bare("storage.endpoint", Kind::Endpoint),
    bare("storage.bucket", Kind::Words),
    key("storage.region", Kind::Words, "us-east-1"),
    secret("storage.key", Kind::Words),
    secret("storage.secret", Kind::Words),
    key("limits.body_bytes", Kind::Size(64 * KB, GB), "2 MB"),
    key("limits.upload_bytes", Kind::Size(64 * KB, 4 * GB), "40 MB"),
    key("limits.head_seconds", Kind::Seconds(1, 600), "10"),
    key("limits.request_seconds", Kind::Seconds(1, 3600), "60"),
    key("limits.drain_seconds", Kind::Seconds(0, 600), "4"),
    key("limits.connections", Kind::Count(1, 1_000_000), "10000"),
];

/// The key of a name.
pub(super) fn named(name: &str) -> Option<&'static KeyRow> {
    KEYS.iter().find(|row| row.name == name)
}

/// The name that a mistyped one was perhaps meant to be.
pub(super) fn near(name: &str) -> Option<&'static str> {
    /// Below this likeness a hint would only puzzle.
    const LIKE: f64 = 0.8;
    KEYS.iter()
        .map(|row| (strsim::jaro_winkler(name, row.name), row.name))
        .filter(|(like, _)| *like >= LIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}
