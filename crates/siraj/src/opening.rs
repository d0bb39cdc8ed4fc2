//! Opens the house: the data folder, the database brought to today's schema, the
//! pictures' place, the page cache. What every command does first.

use crate::clock::Clock;
use crate::config::{Config, StorageKind};
use crate::followers::{self, Wake};
use crate::media::store::MediaStore;
use crate::outside::links::Asking;
use crate::pages::cache::PageCache;
use crate::pages::copies::Copies;
use crate::pages::site::{OwnHost, Site};
use crate::room::Room;
use crate::search::Home;
use crate::store::db::{DbConfig, Migrated};
use crate::store::{Db, Error, changes, dockets};
use anyhow::Context;
use object_store::aws::AmazonS3Builder;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The database's file in the data folder.
pub const DATABASE: &str = "siraj.db";
/// The copies of pages in the data folder.
pub const COPIES: &str = "pages";
/// The pictures' folder in the data folder.
pub const MEDIA: &str = "media";

/// The search index's folder in the data folder.
pub const SEARCH: &str = "search";

/// How long a database that is not there yet is waited for, at start.
const DATABASE_WITHIN: Duration = Duration::from_secs(30);

/// An open house.
pub struct Opened {
    /// The newsroom.
    pub room: Room,
    /// What the schema needed; `None` while the database is not there yet and
    /// readers get the copies that were kept of their pages.
    pub migrated: Option<Migrated>,
}

/// Opens the house in the configured places, making what is missing.
///
/// # Errors
/// With the folder, the address or the schema that stands in the way.
pub async fn open(config: &Config, clock: Clock) -> anyhow::Result<Opened> {
    make_data_folder(config)?;
    let connected = connect(config, &clock, DATABASE_WITHIN).await;
    let (db, migrated) = connected.context("opening the database")?;
    let seq = db.read(changes::head_of).await.context("reading the log")?;
    let room = room(config, clock, db, PageCache::new(bound(config), seq))?;
    let migrated = Some(migrated);
    Ok(Opened { room, migrated })
}

/// [`open`] for a program that serves readers: with the copies of its pages on
/// disk, brought to what happened while the program did not run. Where there are
/// copies and the database's server does not answer, readers do not wait for it.
///
/// # Errors
/// As [`open`].
pub async fn open_for_readers(config: &Config, clock: Clock) -> anyhow::Result<Opened> {
    make_data_folder(config)?;
    let copies = copies(config).await;
    let seen = copies
        .as_ref()
        .and_then(Copies::seen)
        .filter(|_| config.database_url.is_some());
    let patience = match seen {
        Some(_) => Duration::ZERO,
        None => DATABASE_WITHIN,
    };
    match (connect(config, &clock, patience).await, seen) {
        (Ok((db, migrated)), _) => {
            let seq = db.read(changes::head_of).await.context("reading the log")?;
            let cache = PageCache::new(bound(config), seq).with_copies(copies);
            let room = room(config, clock, db, cache)?;
            resume(&room).await;
            make_dockets(&room).await.context("making dockets")?;
            Ok(Opened {
                room,
                migrated: Some(migrated),
            })
        }
        (Err(Error::Unavailable(error)), Some(seen)) => {
            tracing::warn!(%error, "the database is not there yet: readers get copies");
            let db = Db::open_unseen(&settings(config)).context("opening the database")?;
            let cache = PageCache::new(bound(config), seen.seq).with_copies(copies);
            Ok(Opened {
                room: room(config, clock, db, cache)?,
                migrated: None,
            })
        }
        (Err(error), _) => Err(error).context("opening the database"),
    }
}

/// Waits for the database that was not there at the start, brings its schema up to
/// date and the copies to what it holds.
///
/// # Errors
/// When it is there and cannot be used, such as with a newer program's schema.
pub async fn find_database(config: &Config, room: &Room) -> anyhow::Result<Migrated> {
    loop {
        let (_, migrated) = match connect(config, &room.clock, DATABASE_WITHIN).await {
            Err(Error::Unavailable(_)) => continue,
            found => found.context("opening the database")?,
        };
        resume(room).await;
        make_dockets(room).await.context("making dockets")?;
        return Ok(migrated);
    }
}

/// Makes the dockets of articles from before there were any, some at a time, so that a
/// newsroom which another program serves can write meanwhile.
async fn make_dockets(room: &Room) -> Result<(), Error> {
    const AT_ONCE: i64 = 500;
    loop {
        let now = room.clock.now();
        let made = room
            .db
            .write(move |tx| dockets::make_missing(tx, now, AT_ONCE))
            .await?;
        if made == 0 {
            return Ok(());
        }
        tracing::info!(made, "dockets were missing");
    }
}

/// Brings the copies of pages to what happened while the program did not run;
/// what cannot be brought there is deleted.
async fn resume(room: &Room) {
    if let Err(error) = followers::pages::resume_copies(room).await {
        tracing::warn!(%error, "the copies of pages are begun anew");
        if let Some(copies) = room.pages.copies() {
            copies.forget();
        }
    }
}

/// The copies of pages in the data folder. A disk that has no place for them is no
/// reason not to serve.
async fn copies(config: &Config) -> Option<Copies> {
    let folder = config.data.join(COPIES);
    let origins: Vec<&str> = std::iter::once(config.public_url.as_str())
        .chain(config.hosts.iter().map(|host| host.origin.as_str()))
        .collect();
    let site = origins.join(" ");
    let opened = tokio::task::spawn_blocking(move || Copies::open(&folder, &site)).await;
    opened
        .unwrap_or_else(|stopped| Err(stopped.into()))
        .inspect_err(|error| tracing::warn!(%error, "no copies of pages are kept for bad times"))
        .ok()
}

fn make_data_folder(config: &Config) -> anyhow::Result<()> {
    make_folder(&config.data).with_context(|| format!("the data folder {}", config.data.display()))
}

fn settings(config: &Config) -> DbConfig {
    match &config.database_url {
        Some(url) => {
            let all = usize::try_from(config.database_connections).unwrap_or(usize::MAX);
            let writers = (all / 3).max(1);
            DbConfig {
                readers: all.saturating_sub(writers).max(1),
                writers,
                ..DbConfig::postgres(url.reveal())
            }
        }
        None => DbConfig::sqlite(config.data.join(DATABASE)),
    }
}

fn bound(config: &Config) -> usize {
    usize::try_from(config.cache_bytes).unwrap_or(usize::MAX)
}

fn room(config: &Config, clock: Clock, db: Db, pages: PageCache) -> anyhow::Result<Room> {
    Ok(Room {
        db,
        clock,
        site: Arc::new(site(config)),
        pages: Arc::new(pages),
        pictures: pictures(config)?,
        search: Home::at(config.data.join(SEARCH)),
        wake: Wake::default(),
        waits: Arc::default(),
        asking: Asking::default(),
        once: None,
    })
}
/// Brings the schema up to date and opens the database; waits so long for a server
/// that is still starting.
async fn connect(
    config: &Config,
    clock: &Clock,
    patience: Duration,
) -> Result<(Db, Migrated), Error> {
    let (settings, clock) = (settings(config), clock.clone());
    let connect = move || {
        let until = std::time::Instant::now() + patience;
        loop {
            let opened = Db::migrate(&settings, clock.now()).and_then(|migrated| {
                let db = Db::open(&settings)?;
                Ok((db, migrated))
            });
            match opened {
                Err(Error::Unavailable(error)) if std::time::Instant::now() < until => {
                    tracing::warn!(%error, "the database is not there yet");
                    std::thread::sleep(Duration::from_millis(500));
                }
                opened => return opened,
            }
        }
    };
    // The database's own client blocks, which the asynchronous threads must not.
    tokio::task::spawn_blocking(connect)
        .await
        .unwrap_or_else(|stopped| Err(Error::other(stopped)))
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
