//! `siraj restore`: brings a backup into an empty place. Every file is held
//! against what was backed up; when anything is wrong, the place is left empty.

use super::archive::{
    CONFIGURATION, FORM, LINES, MANIFEST, Manifest, ORIGINALS, SQLITE, file_hash,
};
use super::backup::private;
use super::check::PATIENT;
use super::console::{Console, say};
use crate::config::{FILE_NAME, StorageKind};
use crate::media::MediaStore;
use crate::opening::{self, DATABASE, MEDIA};
use crate::store::Error as StoreError;
use crate::store::db::{dump, load, look_into};
use crate::store::house;
use anyhow::{Context, Error, Result};
use clap::Args;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

/// The longest manifest or configuration that is read: both are a few lines.
const LONGEST_TEXT: u64 = 16 << 20;

/// The largest original that is read into memory; uploads are far smaller.
const LARGEST_ORIGINAL: u64 = 1 << 30;

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,
}

/// What came out of the archive.
#[derive(Default)]
struct Brought {
    database: Option<&'static str>,
    configuration: Option<String>,
    manifest: Option<Manifest>,
    originals: usize,
}

/// Files that stand in the data folder only until all is well.
struct Provisional {
    database: PathBuf,
    lines: PathBuf,
    /// The pictures' folder, when it was not there before.
    media: Option<PathBuf>,
}

impl Drop for Provisional {
    fn drop(&mut self) {
        for path in [&self.database, &self.lines] {
            // What was put in its place is not there to be removed.
            drop(std::fs::remove_file(path));
        }
        if let Some(media) = &self.media {
            drop(std::fs::remove_dir_all(media));
        }
    }
}

impl Restore {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let config = &console.config;
        let file = File::open(&self.file).with_context(|| self.file.display().to_string())?;
        empty(console).await?;
        opening::make_folder(&config.data)?;
        let local = config.storage.kind == StorageKind::Local;
        let mut provisional = Provisional {
            database: config.data.join("siraj.db.restoring"),
            lines: config.data.join("database.jsonl.restoring"),
            media: Some(config.data.join(MEDIA)).filter(|media| local && !media.exists()),
        };
        let store = opening::pictures(config)?;
        let named = self.file.display().to_string();
        let wrong = |why: String| {
            console.refuse("cli.restore_not_ours", &[("file", &named), ("why", &why)])
        };
        let brought = bring(console, file, &provisional.database, &store)
            .await
            .map_err(|error| wrong(format!("{error:#}")))?;
        let kind = verified(console, &brought, &provisional.database)
            .map_err(|error| wrong(format!("{error:#}")))?;
        settle(console, kind, &provisional).await?;
        provisional.media = None;
        let target = config.data.join(FILE_NAME);
        if let Some(text) = brought.configuration.filter(|_| !target.exists()) {
            std::io::Write::write_all(&mut private(&target)?, text.as_bytes())?;
        }
        say(console.text("cli.restore_done"));
        Ok(())
    }
}

/// Refuses a place that holds anything but a configuration.
async fn empty(console: &Console) -> Result<()> {
    let config = &console.config;
    let refuse = |place: &str| Err(console.refuse("cli.restore_not_empty", &[("place", place)]));
    if config.database_url.is_some() {
        let room = console.open().await?;
        if room.db.read(|c| house::identity(c)).await?.is_some() {
            return refuse("PostgreSQL");
        }
        return Ok(());
    }
    let inside = match std::fs::read_dir(&config.data) {
        Ok(inside) => inside,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| config.data.display().to_string()),
    };
    for entry in inside {
        if entry?.file_name() != FILE_NAME {
            return refuse(&config.data.display().to_string());
        }
    }
    Ok(())
}

/// Unpacks the archive: the database to a file of its own, originals into the
/// store, where each must have the hash by which it is named. No path of the
/// archive ever becomes a path here.
async fn bring(
    console: &Console,
    file: File,
    database: &Path,
    store: &MediaStore,
) -> Result<Brought> {
    let mut brought = Brought::default();
    let mut archive = tar::Archive::new(BufReader::new(file));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if brought.manifest.is_some() {
            return Err(console.refuse("cli.restore_stranger", &[("name", &name)]));
        }
        match name.as_str() {
            SQLITE | LINES if brought.database.is_none() => {
                brought.database = Some(if name == SQLITE { SQLITE } else { LINES });
                let mut out = private(database)?;
                std::io::copy(&mut entry, &mut out)?;
                out.sync_all()?;
            }
            CONFIGURATION => brought.configuration = Some(text_of(&mut entry)?),
            MANIFEST => brought.manifest = Some(serde_json::from_str(&text_of(&mut entry)?)?),
            _ => {
                let Some(hash) = name.strip_prefix(ORIGINALS) else {
                    return Err(console.refuse("cli.restore_stranger", &[("name", &name)]));
                };
                let mut bytes = Vec::new();
                entry
                    .by_ref()
                    .take(LARGEST_ORIGINAL)
                    .read_to_end(&mut bytes)?;
                if crate::media::fingerprint(&bytes) != hash {
                    return Err(console.refuse("cli.restore_changed", &[("name", &name)]));
                }
                store.put_original(bytes.into()).await?;
                brought.originals += 1;
            }
        }
    }
    Ok(brought)
}

fn text_of(entry: &mut impl Read) -> Result<String> {
    let mut text = String::new();
    entry.take(LONGEST_TEXT).read_to_string(&mut text)?;
    Ok(text)
}

/// Holds what came against the manifest; answers the database's kind.
fn verified(console: &Console, brought: &Brought, database: &Path) -> Result<&'static str> {
    let cut = || console.refuse("cli.restore_cut", &[]);
    let (Some(manifest), Some(kind)) = (&brought.manifest, brought.database) else {
        return Err(cut());
    };
    if manifest.siraj_backup != FORM {
        return Err(Error::msg(format!(
            "siraj_backup = {}",
            manifest.siraj_backup
        )));
    }
    if manifest.originals != brought.originals {
        return Err(cut());
    }
    if manifest.database != kind || manifest.sha256 != file_hash(database)? {
        return Err(console.refuse("cli.restore_changed", &[("name", kind)]));
    }
    Ok(kind)
}

/// Puts the database in its place, from either kind to either kind.
async fn settle(console: &Console, kind: &str, provisional: &Provisional) -> Result<()> {
    let config = &console.config;
    let file = provisional.database.clone();
    if config.database_url.is_none() && kind == SQLITE {
        std::fs::rename(&file, config.data.join(DATABASE))?;
        // Opening brings an older schema up to today's, or says why it cannot.
        drop(console.open().await?);
        return Ok(());
    }
    let lines = if kind == SQLITE {
        let lines = provisional.lines.clone();
        let out = private(&lines)?;
        tokio::task::spawn_blocking(move || look_into(&file, |c| dump(c, BufWriter::new(out))))
            .await??;
        lines
    } else {
        file
    };
    let room = console.open().await?;
    let patient = room.db.with_limits(PATIENT);
    let loaded = patient.write(move |tx| {
        let input = File::open(&lines).map_err(StoreError::other)?;
        load(tx, BufReader::new(input))
    });
    if let Err(error) = loaded.await {
        drop(room);
        if config.database_url.is_none() {
            // Nothing was kept of the rows; the empty file was ours.
            for ending in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(
                    config.data.join(format!("{DATABASE}{ending}")),
                ));
            }
        }
        return Err(error.into());
    }
    Ok(())
}
