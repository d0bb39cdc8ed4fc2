//! `siraj backup`: one file with everything, written while the newsroom is served.
//! It appears under its name only when it is whole.

use super::archive::file_hash;
use super::archive::{Archive, CONFIGURATION, FORM, LINES, MANIFEST, Manifest, ORIGINALS, SQLITE};
use super::check::PATIENT;
use super::console::{Console, print_json, say};
use super::progress::Progress;
use crate::config::{FILE_NAME, KEYS};
use crate::media::MediaError;
use crate::room::Room;
use crate::store::db::{dump, look_into};
use crate::store::{Error, media};
use anyhow::{Context, Result};
use clap::Args;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; one of that name is replaced when the new one is whole
    file: PathBuf,
    /// The manifest as JSON
    #[arg(long)]
    json: bool,
}

/// Files beside the backup while it is written; gone when this is dropped.
struct Unfinished {
    archive: PathBuf,
    database: PathBuf,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for path in [&self.archive, &self.database] {
            // What was renamed or never written is not there to be removed.
            drop(std::fs::remove_file(path));
        }
    }
}

impl Backup {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let room = console.house().await?;
        let beside = |ending: &str| {
            let mut name = self.file.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let unfinished = Unfinished {
            archive: beside(".partial"),
            database: beside(".database"),
        };
        let (kind, originals) = database(&room, &unfinished.database).await?;
        let now = room.clock.now();
        let out = private(&unfinished.archive)?;
        let moment = u64::try_from(now.micros() / 1_000_000).unwrap_or_default();
        let mut archive = Archive::new(BufWriter::new(out), moment);
        let size = std::fs::metadata(&unfinished.database)?.len();
        archive.add(kind, size, File::open(&unfinished.database)?)?;
        if let Some(text) = configuration(&console.config.data)? {
            archive.add(CONFIGURATION, size_of(&text), text.as_bytes())?;
        }
        let missing = pictures(console, &room, &originals, &mut archive).await?;
        let manifest = Manifest {
            siraj_backup: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: now.to_jiff().to_string(),
            database: kind.to_owned(),
            sha256: file_hash(&unfinished.database)?,
            originals: originals.len() - missing.len(),
            missing,
        };
        let text = serde_json::to_string_pretty(&manifest)?;
        archive.add(MANIFEST, size_of(&text), text.as_bytes())?;
        let mut out = archive.finish()?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&unfinished.archive, &self.file)
            .with_context(|| self.file.display().to_string())?;
        if self.json {
            return print_json(&manifest);
        }
        let file = self.file.display().to_string();
        say(&console.with("cli.backup_done", &[("file", &file)]));
        Ok(())
    }
}

fn size_of(text: &str) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX)
}

/// A new file that its owner alone reads.
pub(super) fn private(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .with_context(|| path.display().to_string())
}

/// Writes the database to a file; answers under which name it is kept, and the
/// originals that this very state of it names.
async fn database(room: &Room, to: &Path) -> Result<(&'static str, Vec<String>)> {
    let path = to.to_path_buf();
    // Made here and not by the database, so that nobody else may read it meanwhile.
    drop(private(&path)?);
    if !room.db.is_one_file() {
        let patient = room.db.with_limits(PATIENT);
        let originals = patient.read(move |c| {
            let out = File::create(&path).map_err(Error::other)?;
            dump(c, BufWriter::new(out))?;
            media::originals(c)
        });
        return Ok((LINES, originals.await?));
    }
    let db = room.db.clone();
    let originals = tokio::task::spawn_blocking(move || {
        db.copy_to(&path)?;
        look_into(&path, |c| media::originals(c))
    });
    Ok((SQLITE, originals.await??))
}

/// Adds the originals; answers which are not there.
async fn pictures<W: std::io::Write>(
    console: &Console,
    room: &Room,
    originals: &[String],
    archive: &mut Archive<W>,
) -> Result<Vec<String>> {
    let mut progress = Progress::new(originals.len());
    let mut missing = Vec::new();
    for hash in originals {
        match room.pictures.get_original(hash).await {
            Ok(bytes) => {
                let size = u64::try_from(bytes.len())?;
                archive.add(&format!("{ORIGINALS}{hash}"), size, bytes.as_ref())?;
            }
            // One lost picture must not cost the backup of all else.
            Err(MediaError::MissingOriginal(_) | MediaError::BadName(_)) => {
                say(&console.with("cli.backup_missing", &[("hash", hash)]));
                missing.push(hash.clone());
            }
            Err(error) => return Err(error.into()),
        }
        progress.step();
    }
    Ok(missing)
}

/// The configuration of the data folder without its secrets: a backup is carried
/// to places where keys to servers have no business.
fn configuration(data: &Path) -> Result<Option<String>> {
    let path = data.join(FILE_NAME);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let mut table: toml::Table = text.parse()?;
    for row in KEYS.iter().filter(|row| row.secret) {
        match row.name.split_once('.') {
            Some((name, key)) => {
                if let Some(toml::Value::Table(inner)) = table.get_mut(name) {
                    inner.remove(key);
                }
            }
            None => drop(table.remove(row.name)),
        }
    }
    Ok(Some(table.to_string()))
}
