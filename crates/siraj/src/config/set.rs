//! From the words of a key to its value, one rule for each kind; then the rules
//! between keys. The words are the same whether they stood in the file, in a
//! variable or in a flag.

use super::keys::{KeyRow, Kind, LEVELS, STORAGES};
use super::origin::{endpoint, of_listener, origin};
use super::problem::{Problem, Reason};
use super::{Config, Host, LogLevel, Network, Secret, StorageKind};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Sets a key. A list is its items with commas between; a table `name=value`.
pub(super) fn set(config: &mut Config, row: &KeyRow, words: &str) -> Result<(), Reason> {
    let words = words.trim();
    if words.is_empty() && !matches!(row.kind, Kind::Hosts | Kind::Networks) {
        return Err(Reason::Empty);
    }
    let path = || Some(PathBuf::from(words));
    let secret = || Some(Secret::new(words));
    let limits = &mut config.limits;
    match row.name {
        "data" => config.data = PathBuf::from(words),
        "listen" => config.listen = address(words)?,
        "public_url" => config.public_url = origin(words)?,
        "hosts" => config.hosts = hosts(words)?,
        "trusted_proxies" => config.trusted_proxies = networks(words)?,
        "tls_cert" => config.tls_cert = path(),
        "tls_key" => config.tls_key = path(),
        "admin" => config.admin = Some(address(words)?),
        "database_url" => config.database_url = Some(database(words)?),
        "database_connections" => config.database_connections = number(row.kind, words)?,
        "cache_bytes" => config.cache_bytes = number(row.kind, words)?,
        "log" => config.log = level(words)?,
        "storage.kind" => config.storage.kind = storage(words)?,
        "storage.endpoint" => config.storage.endpoint = Some(endpoint(words)?),
        "storage.bucket" => config.storage.bucket = Some(words.to_owned()),
        "storage.region" => words.clone_into(&mut config.storage.region),
        "storage.key" => config.storage.key = secret(),
        "storage.secret" => config.storage.secret = secret(),
        "limits.body_bytes" => limits.body_bytes = number(row.kind, words)?,
        "limits.upload_bytes" => limits.upload_bytes = number(row.kind, words)?,
        "limits.head_seconds" => limits.head_seconds = number(row.kind, words)?,
        "limits.request_seconds" => limits.request_seconds = number(row.kind, words)?,
        "limits.drain_seconds" => limits.drain_seconds = number(row.kind, words)?,
        "limits.connections" => limits.connections = number(row.kind, words)?,
        _ => return Err(Reason::Unknown(None)),
    }
    Ok(())
}

/// The rules between keys. `given` says whether a key was given at all and makes
/// a problem of it at its place.
pub(super) fn settle(
    config: &mut Config,
    given: impl Fn(&str) -> bool,
    at: impl Fn(&str, Reason) -> Problem,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !given("public_url") {
        match of_listener(config.listen, config.speaks_tls()) {
            Some(origin) => config.public_url = origin,
            None => problems.push(at("public_url", Reason::NoPublicUrl)),
        }
    }
    if config.speaks_tls() && !config.public_url.starts_with("https://") {
        problems.push(at("public_url", Reason::NotHttps));
    }
    let taken = |host: &Host| host.origin == config.public_url;
    if config.hosts.iter().any(taken) {
        problems.push(at("hosts", Reason::HostTwice));
    }
    match (&config.tls_cert, &config.tls_key) {
        (Some(_), None) => problems.push(at("tls_cert", Reason::Needs("tls_key"))),
        (None, Some(_)) => problems.push(at("tls_key", Reason::Needs("tls_cert"))),
        _ => {}
    }
    let covered = config.tls_cert.is_some() || !config.trusted_proxies.is_empty();
    if !config.listen.ip().is_loopback() && !covered {
        problems.push(at("listen", Reason::Exposed));
    }
    if config
        .admin
        .is_some_and(|admin| admin == config.listen && admin.port() != 0)
    {
        problems.push(at("admin", Reason::SameAddress));
    }
    if config.storage.kind == StorageKind::S3 {
        let missing = [
            ("storage.bucket", config.storage.bucket.is_none()),
            ("storage.key", config.storage.key.is_none()),
            ("storage.secret", config.storage.secret.is_none()),
        ];
        for (key, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            problems.push(at("storage.kind", Reason::Needs(key)));
        }
    }
    problems
}

fn address(words: &str) -> Result<SocketAddr, Reason> {
    words.parse().map_err(|_| Reason::NotAnAddress)
}

fn level(words: &str) -> Result<LogLevel, Reason> {
    use LogLevel::{Debug, Error, Info, Trace, Warn};
    [Error, Warn, Info, Debug, Trace]
        .into_iter()
        .find(|level| level.name() == words)
        .ok_or(Reason::NotOneOf(LEVELS))
}

fn storage(words: &str) -> Result<StorageKind, Reason> {
    match words {
        "local" => Ok(StorageKind::Local),
        "s3" => Ok(StorageKind::S3),
        _ => Err(Reason::NotOneOf(STORAGES)),
    }
}

fn database(words: &str) -> Result<Secret, Reason> {
    let known = words.starts_with("postgresql://") || words.starts_with("postgres://");
    known.then(|| Secret::new(words)).ok_or(Reason::NotPostgres)
}

fn items(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn networks(words: &str) -> Result<Vec<Network>, Reason> {
    items(words)
        .map(|item| item.parse().map_err(|_| Reason::NotANetwork))
        .collect()
}

fn hosts(words: &str) -> Result<Vec<Host>, Reason> {
    let mut hosts: Vec<Host> = Vec::new();
    for item in items(words) {
        let (prefix, address) = item.split_once('=').ok_or(Reason::NotAHost)?;
        let prefix = prefix.trim();
        let letters = prefix
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if prefix.is_empty() || !letters {
            return Err(Reason::NotAHost);
        }
        let origin = origin(address.trim())?;
        if hosts
            .iter()
            .any(|host| host.prefix == prefix || host.origin == origin)
        {
            return Err(Reason::HostTwice);
        }
        hosts.push(Host {
            prefix: prefix.to_owned(),
            origin,
        });
    }
    Ok(hosts)
}

/// A whole number within its kind's bounds; a size may carry a unit of 1024.
fn number(kind: Kind, words: &str) -> Result<u64, Reason> {
    let (least, most, sized) = match kind {
        Kind::Size(least, most) => (least, most, true),
        Kind::Seconds(least, most) | Kind::Count(least, most) => (least, most, false),
        _ => return Err(Reason::NotANumber),
    };
    let units = [("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30)];
    let (digits, unit) = units
        .into_iter()
        .filter(|_| sized)
        .find_map(|(name, unit)| Some((words.strip_suffix(name)?.trim_end(), unit)))
        .unwrap_or((words, 1_u64));
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain {
        return Err(Reason::NotANumber);
    }
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(unit))
        .filter(|number| (least..=most).contains(number))
        .ok_or(Reason::OutOfRange(least, most))
}
