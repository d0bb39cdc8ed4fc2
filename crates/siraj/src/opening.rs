//! Opens the house: the data folder, the database brought to today's schema, the
//! pictures' place, the page cache. What every command does first.

use crate::clock::Clock;
use crate::config::{Config, StorageKind};
use crate::followers::Wake;
use crate::media::store::MediaStore;
use crate::pages::cache::PageCache;
use crate::pages::site::{OwnHost, Site};
use crate::room::Room;
use crate::store::db::{DbConfig, Migrated};
use crate::store::{Db, Error, changes};
use anyhow::Context;
use object_store::aws::AmazonS3Builder;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The database's file in the data folder.
pub const DATABASE: &str = "siraj.db";
/// The pictures' folder in the data folder.
pub const MEDIA: &str = "media";

/// How long a database that is not there yet is waited for, at start.
const DATABASE_WITHIN: Duration = Duration::from_secs(30);

/// An open house.
pub struct Opened {
    /// The newsroom.
    pub room: Room,
    /// What the schema needed.
    pub migrated: Migrated,
}

/// Opens the house in the configured places, making what is missing.
///
/// # Errors
/// With the folder, the address or the schema that stands in the way.
pub async fn open(config: &Config, clock: Clock) -> anyhow::Result<Opened> {
    make_folder(&config.data)
        .with_context(|| format!("the data folder {}", config.data.display()))?;
    let settings = match &config.database_url {
        Some(url) => DbConfig::postgres(url.reveal()),
        None => DbConfig::sqlite(config.data.join(DATABASE)),
    };
    let now = clock.now();
    // The database's own client blocks, which the asynchronous threads must not.
    let (db, migrated) = tokio::task::spawn_blocking(move || connect(&settings, now))
        .await
        .context("opening the database")??;
    let seq = db.read(changes::head_of).await.context("reading the log")?;
    let bound = usize::try_from(config.cache_bytes).unwrap_or(usize::MAX);
    let room = Room {
        db,
        clock,
        site: Arc::new(site(config)),
        pages: Arc::new(PageCache::new(bound, seq)),
        pictures: pictures(config)?,
        wake: Wake::default(),
        waits: Arc::default(),
        once: None,
    };
    Ok(Opened { room, migrated })
}

/// Brings the schema up to date and opens the database; waits for a server that
/// is still starting.
fn connect(settings: &DbConfig, now: siraj_editorial::Timestamp) -> anyhow::Result<(Db, Migrated)> {
    let until = std::time::Instant::now() + DATABASE_WITHIN;
    loop {
        let opened = Db::migrate(settings, now).and_then(|migrated| {
            let db = Db::open(settings)?;
            Ok((db, migrated))
        });
        match opened {
            Err(Error::Unavailable(error)) if std::time::Instant::now() < until => {
                tracing::warn!(%error, "the database is not there yet");
                std::thread::sleep(Duration::from_millis(500));
            }
            opened => return opened.context("opening the database"),
        }
    }
}

/// Where the site is, from the configuration.
#[must_use]
pub fn site(config: &Config) -> Site {
    let own = config
        .hosts
        .iter()
        .map(|host| OwnHost {
            prefix: host.prefix.clone(),
            origin: host.origin.clone(),
        })
        .collect();
    Site::new(&config.public_url, own)
}

/// The pictures' place, from the configuration.
///
/// # Errors
/// With the folder or the bucket that stands in the way.
pub fn pictures(config: &Config) -> anyhow::Result<MediaStore> {
    let storage = &config.storage;
    if storage.kind == StorageKind::Local {
        let folder = config.data.join(MEDIA);
        return MediaStore::in_folder(&folder)
            .with_context(|| format!("the pictures' folder {}", folder.display()));
    }
    // An error means that it is installed already, which is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut bucket = AmazonS3Builder::new()
        .with_bucket_name(storage.bucket.as_deref().unwrap_or_default())
        .with_region(&storage.region);
    if let Some(endpoint) = &storage.endpoint {
        bucket = bucket
            .with_endpoint(endpoint)
            .with_allow_http(endpoint.starts_with("http://"));
    }
    if let (Some(key), Some(secret)) = (&storage.key, &storage.secret) {
        bucket = bucket
            .with_access_key_id(key.reveal())
            .with_secret_access_key(secret.reveal());
    }
    let bucket = bucket.build().context("the bucket for pictures")?;
    Ok(MediaStore::over(Arc::new(bucket)))
}

/// Makes the data folder, for its owner alone.
pub(crate) fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
