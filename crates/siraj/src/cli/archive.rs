//! What a backup is: one tar file with the database first, then the configuration
//! without its secrets, the originals of all pictures under their hashes, and last
//! the manifest, which says what there should have been. Derivatives are not in it:
//! they are made again when asked for.
//!
//! A backup of SQLite holds the database itself; one of PostgreSQL holds all rows
//! as lines, of the schema of the program that wrote them. Both restore into either.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// The number of the form; it rises when an older program could not read it.
pub(super) const FORM: u32 = 1;

/// The database as SQLite keeps it.
pub(super) const SQLITE: &str = "siraj.db";
/// The database as lines of JSON.
pub(super) const LINES: &str = "database.jsonl";
/// The configuration.
pub(super) const CONFIGURATION: &str = "siraj.toml";
/// The end of every backup.
pub(super) const MANIFEST: &str = "siraj-backup.json";
/// Before the hash of an original.
pub(super) const ORIGINALS: &str = "originals/";

/// What a backup holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// [`FORM`].
    pub(super) siraj_backup: u32,
    /// The program that wrote it.
    pub(super) program: String,
    /// When, in UTC.
    pub(super) made_at: String,
    /// The name of the database's file.
    pub(super) database: String,
    /// Its SHA-256.
    pub(super) sha256: String,
    /// How many originals there are.
    pub(super) originals: usize,
    /// Originals that the database names and that were not there to be kept.
    pub(super) missing: Vec<String>,
}

/// The SHA-256 of a file, in lower-case hex.
pub(super) fn file_hash(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    let mut hashing = Hashing(Sha256::new());
    io::copy(&mut file, &mut hashing)?;
    Ok(hashing
        .0
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

struct Hashing(Sha256);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A backup being written.
pub(super) struct Archive<W: Write> {
    tar: tar::Builder<W>,
    /// Seconds since 1970, for every file in it.
    moment: u64,
}

impl<W: Write> Archive<W> {
    pub(super) fn new(out: W, moment: u64) -> Self {
        Self {
            tar: tar::Builder::new(out),
            moment,
        }
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, size: u64, bytes: impl Read) -> Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(size);
        // A newsroom's drafts and sources are nobody else's to read.
        header.set_mode(0o600);
        header.set_mtime(self.moment);
        self.tar
            .append_data(&mut header, name, bytes)
            .with_context(|| format!("writing {name} into the backup"))
    }

    /// Ends the archive.
    pub(super) fn finish(self) -> Result<W> {
        Ok(self.tar.into_inner()?)
    }
}
