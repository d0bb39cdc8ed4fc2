//! Where the index lives: a folder of the data folder, with the index that is asked and, while
//! another is made, that one beside it.
//!
//! `current` names the folder in use and is replaced at once when a new one is whole, by
//! this program or by another on the same data. A folder that nobody names is litter.

use super::error::Error;
use super::index::Index;
use super::lexicon::Lexicon;
use parking_lot::RwLock;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The file that names the folder in use.
const CURRENT: &str = "current";
/// What that file is called while it is written, with the name behind it.
const BEGUN: &str = "current.";

/// How far the making of an index has come.
#[derive(Debug, Default)]
pub struct Making {
    done: AtomicU64,
    of: AtomicU64,
}

impl Making {
    /// Says how much there is to do.
    pub fn begin(&self, of: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// Says that so many more are done.
    pub fn step(&self, steps: u64) {
        self.done.fetch_add(steps, Ordering::Relaxed);
    }

    /// What is done, and of how much; `None` while nothing is made.
    #[must_use]
    pub fn progress(&self) -> Option<(u64, u64)> {
        let of = self.of.load(Ordering::Relaxed);
        (of > 0).then(|| (self.done.load(Ordering::Relaxed).min(of), of))
    }

    /// Says that it is made.
    pub fn end(&self) {
        self.of.store(0, Ordering::Relaxed);
    }
}

/// An index in use, and the name of its folder.
#[derive(Debug, Clone)]
struct InUse {
    name: String,
    index: Index,
}

/// Where the index lives. Cheap to clone; all clones see the same.
#[derive(Debug, Clone)]
pub struct Home {
    folder: Arc<PathBuf>,
    in_use: Arc<RwLock<Option<InUse>>>,
    making: Arc<Making>,
    seats: Arc<Semaphore>,
}

/// So many questions are answered at once; others wait for a seat.
const SEATS: usize = 4;

impl Home {
    /// In this folder, which need not be there yet. Nothing is opened.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self {
            folder: Arc::new(folder),
            in_use: Arc::default(),
            making: Arc::default(),
            seats: Arc::new(Semaphore::new(SEATS)),
        }
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The index, if there is one that can be asked.
    #[must_use]
    pub fn index(&self) -> Option<Index> {
        self.in_use
            .read()
            .as_ref()
            .map(|in_use| in_use.index.clone())
    }

    /// A seat for a question, held while it is answered.
    pub(super) async fn seat(&self) -> Option<OwnedSemaphorePermit> {
        self.seats.clone().acquire_owned().await.ok()
    }

    /// How far an index that is being made has come.
    #[must_use]
    pub fn making(&self) -> &Making {
        &self.making
    }

    /// Opens the index that the folder names, unless it is open. Answers whether it is
    /// another than before.
    ///
    /// # Errors
    /// When there is none or it is damaged; nothing is asked then.
    pub fn open_current(&self) -> Result<bool, Error> {
        let name = std::fs::read_to_string(self.folder.join(CURRENT))?;
        if self
            .in_use
            .read()
            .as_ref()
            .is_some_and(|in_use| in_use.name == name)
        {
            return Ok(false);
        }
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(Error::Damaged("the name of its folder is none".to_owned()));
        }
        let index = Index::open(&self.folder.join(&name));
        let mut in_use = self.in_use.write();
        match index {
            Ok(index) => {
                *in_use = Some(InUse { name, index });
                Ok(true)
            }
            Err(error) => {
                *in_use = None;
                Err(error)
            }
        }
    }

    /// Asks the index no more: it is damaged.
    pub fn give_up(&self) {
        *self.in_use.write() = None;
        // One that cannot be removed is opened again, and given up again.
        drop(std::fs::remove_file(self.folder.join(CURRENT)));
    }

    /// Begins an index beside the one that is asked.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn begin(&self, lexicon: Lexicon) -> Result<(String, Index), Error> {
        let name = format!("i{}", uuid::Uuid::now_v7().simple());
        let index = Index::create(&self.folder.join(&name), lexicon)?;
        Ok((name, index))
    }

    /// Puts an index that is whole in the place of the one that was asked until now.
    ///
    /// # Errors
    /// When the disk says no; the old one is asked further.
    pub fn put_in_use(&self, name: &str) -> Result<(), Error> {
        let fresh = self.folder.join(format!("{BEGUN}{name}"));
        let mut file = std::fs::File::create(&fresh)?;
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&fresh, self.folder.join(CURRENT))?;
        std::fs::File::open(&*self.folder)?.sync_all()?;
        Ok(())
    }

    /// Removes what an index before the present one left. Names are in the order in which
    /// they were given, so what another program is making stays.
    pub fn sweep(&self) {
        let Some(name) = self
            .in_use
            .read()
            .as_ref()
            .map(|in_use| in_use.name.clone())
        else {
            return;
        };
        let Ok(entries) = std::fs::read_dir(&*self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            let old = entry.file_name();
            let Some(old) = old.to_str() else {
                continue;
            };
            if old.starts_with('i') && *old < *name {
                remove(&entry.path());
            } else if let Some(of) = old.strip_prefix(BEGUN).filter(|of| **of < *name) {
                tracing::debug!(of, "an index was made and not put in use");
                drop(std::fs::remove_file(entry.path()));
            }
        }
    }

    /// Removes an index that was begun and is not wanted.
    pub fn abandon(&self, name: &str) {
        remove(&self.folder.join(name));
    }
}

fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, "an old search index could not be removed");
    }
}
