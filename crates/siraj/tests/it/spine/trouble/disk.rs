//! A small disk of a test's own, held in memory, that can be filled to the last
//! byte and emptied again.

use crate::spine::places::{Folder, Place};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// The disk's size. A founded newsroom leaves less than a megabyte of it.
const SIZE: &str = "size=6m";

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
            .args(["-t", "tmpfs", "-o", SIZE, "tmpfs"])
            .arg(&folder)
            .stderr(std::process::Stdio::null())
            .status();
        status.is_ok_and(|status| status.success()).then_some(Self {
            place: Some(place),
            folder,
        })
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
