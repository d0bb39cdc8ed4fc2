//! A small disk of a test's own, held in memory, that can be filled to the last
//! byte and emptied again.

use crate::spine::places::{Folder, Place};
use rusqlite::Connection;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// The disk's size while a newsroom is founded on it, whose log of writes is not
/// yet merged.
const FOUNDED: &str = "size=6m";
/// And in the test: a newsroom with some articles leaves less than half of it.
const SIZE: &str = "remount,size=1m";

/// The disk.
pub struct Disk {
    place: Option<Folder>,
    folder: PathBuf,
}

impl Disk {
    /// Mounts it; `None` where that is not allowed.
    pub fn mount() -> Option<Self> {
        let place = Folder::new();
        let folder = place.path().to_path_buf();
        let status = Command::new("mount")
            .args(["-t", "tmpfs", "-o", FOUNDED, "tmpfs"])
            .arg(&folder)
            .stderr(std::process::Stdio::null())
            .status();
        status.is_ok_and(|status| status.success()).then_some(Self {
            place: Some(place),
            folder,
        })
    }

    /// Makes it as small as it is in the test.
    pub fn shrink(&self) {
        let database = Connection::open(self.folder.join("siraj.db")).unwrap();
        let busy: i64 = database
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .unwrap();
        assert_eq!(busy, 0);
        drop(database);
        let mount = Command::new("mount")
            .args(["-o", SIZE])
            .arg(&self.folder)
            .status();
        assert!(mount.unwrap().success());
    }

    /// A place for a newsroom on it.
    pub fn place(&self) -> Place {
        Place::in_folder(self.folder.clone())
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }

    /// Fills it.
    pub fn fill(&self) {
        let mut ballast = std::fs::File::create(self.ballast()).unwrap();
        while ballast.write_all(&[0; 4096]).is_ok() {}
    }

    /// Makes room again.
    pub fn empty(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: the newsroom's threads may still be letting go of their files.
        let _ = Command::new("umount").arg("-l").arg(&self.folder).status();
        drop(self.place.take());
    }
}
