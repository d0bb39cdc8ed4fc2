//! The last good copy of every page, on disk, for times when the store does not
//! answer: it outlives a full cache, a change that has not been rendered again,
//! and the program itself.
//!
//! A copy may be older than the newest change of what it shows, which is what bad
//! times are; but it never shows what was taken away from the public. Before an
//! act that takes something away is acknowledged, the keys that it touched stand
//! durably in a journal beside the copies, and no copy from before it that depends
//! on one of them is given out again. The same holds for the text of an article
//! that was changed, without the wait for the disk.
//!
//! Everything here can be deleted at any time. When it cannot be trusted (another
//! database, another program, a journal that cannot be written) it deletes itself.

mod pack;

use super::cache::{KeyHash, key_hash};
use super::encode::{self, Coding, SURROGATE_KEY, Stored};
use crate::store::changes::Change;
use http::header::{self, HeaderValue};
use pack::{Label, Pack};
use parking_lot::{Mutex, MutexGuard};
use serde::{Deserialize, Serialize};
use siraj_editorial::Timestamp;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};

/// What the copies may take on disk.
const BOUND: u64 = 256 << 20;
/// What stays free on the disk for what cannot be made again.
const SPARED: u64 = 128 << 20;
/// Pages that wait to be written; one that finds no place is written the next
/// time it is rendered.
const WAITING: usize = 256;
/// Keys that the journal holds before everything is begun anew.
const JOURNAL: usize = 100_000;
/// Rises when the form of a copy changes.
const FORM: u32 = 2;

/// How far the copies have followed the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The newest change that was taken in.
    pub seq: i64,
    /// When that change was made: tells this log from another one.
    pub at: i64,
    /// When the log was last read, in microseconds.
    pub read_at: i64,
}

impl Seen {
    /// Whether a log whose change of this number was made `at` is the one that was
    /// followed; before the first change there is nothing to tell logs apart by.
    #[must_use]
    pub fn is_of(self, at: Option<Timestamp>) -> bool {
        at.map_or(0, Timestamp::micros) == self.at
    }
}

/// A copy as it is given out.
#[derive(Debug)]
pub struct Copy {
    /// The value of `Content-Type`.
    pub content_type: HeaderValue,
    /// The value of `Surrogate-Key`.
    pub surrogate: Option<HeaderValue>,
    /// How the bytes are encoded.
    pub coding: Coding,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The copies of one node.
#[derive(Debug)]
pub struct Copies {
    shelf: Arc<Shelf>,
    to_write: SyncSender<Work>,
}

#[derive(Debug)]
enum Work {
    Keep(Box<str>, Arc<Stored>),
    Sweep,
    /// Says that all work before it is done.
    Tell(SyncSender<()>),
}

#[derive(Debug)]
struct Shelf {
    folder: PathBuf,
    taken: Mutex<Taken>,
    seen: Mutex<Option<Seen>>,
    /// Read from disk when it is first needed: by the copies' own thread, at the start.
    /// Whoever holds its lock may take that of `taken`, never the other way round.
    pack: OnceLock<Mutex<Pack>>,
    trusted: AtomicBool,
}

#[derive(Debug)]
struct Taken {
    /// When a key was last taken away.
    keys: HashMap<KeyHash, i64>,
    /// Copies from before it are not kept: what was taken away then is forgotten.
    floor: i64,
    journal: Option<File>,
}

impl Copies {
    /// The copies in `folder`, which is made when it is not there. `site` says
    /// where the site is: copies of another site, or of a program with other
    /// assets, are deleted.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn open(folder: &Path, site: &str) -> io::Result<Self> {
        let stamp = format!(
            "{FORM} {:x} {} {site}",
            key_hash("siraj"),
            crate::assets::address("reader.css").unwrap_or_default()
        );
        fs::create_dir_all(folder)?;
        let known = fs::read_to_string(folder.join("stamp")).unwrap_or_default();
        if known != stamp {
            empty(folder)?;
            fs::write(folder.join("stamp"), stamp)?;
        }
        let shelf = Arc::new(Shelf {
            folder: folder.to_path_buf(),
            taken: Mutex::new(Taken {
                keys: read_journal(folder),
                floor: 0,
                journal: Some(open_journal(folder)?),
            }),
            seen: Mutex::new(read_seen(folder)),
            pack: OnceLock::new(),
            trusted: AtomicBool::new(true),
        });
        let (to_write, work) = sync_channel(WAITING);
        let own = Arc::clone(&shelf);
        std::thread::Builder::new()
            .name("copies".to_owned())
            .spawn(move || own.work(&work))?;
        // What was taken away meanwhile is deleted.
        let _ = to_write.try_send(Work::Sweep);
        Ok(Self { shelf, to_write })
    }

    /// How far the copies have followed the log; `None` when they have not begun.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        *self.shelf.seen.lock()
    }

    /// Takes in changes, in order. When this returns, nothing that they took away
    /// is given out again, not even after a loss of power.
    pub fn note(&self, changes: &[Change]) {
        if self.shelf.note(changes) {
            // A full queue holds pages; the sweep of the next start does it then.
            let _ = self.to_write.try_send(Work::Sweep);
        }
    }

    /// Remembers how far the log has been read.
    pub fn saw(&self, seen: Seen) {
        self.shelf.saw(seen);
    }

    /// Deletes everything: this log is not the one that the copies followed.
    pub fn forget(&self) {
        self.shelf.forget();
    }

    /// Keeps a page, soon.
    pub fn keep(&self, path: &str, page: &Arc<Stored>) {
        if self.shelf.trusted.load(Ordering::Relaxed) {
            let _ = self
                .to_write
                .try_send(Work::Keep(path.into(), Arc::clone(page)));
        }
    }

    /// The copy of the page at a path, if there is one that may be given out.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Copy> {
        self.shelf.get(path)
    }

    /// Waits until everything that was to be kept so far is written.
    pub fn settle(&self) {
        let (tell, told) = sync_channel(1);
        if self.to_write.send(Work::Tell(tell)).is_ok() {
            // The thread that tells lives as long as the copies do.
            let _ = told.recv();
        }
    }
}

impl Shelf {
    fn work(&self, work: &Receiver<Work>) {
        while let Ok(work) = work.recv() {
            let done = match work {
                Work::Keep(path, page) => self.write(&path, &page),
                Work::Sweep => self.sweep(),
                Work::Tell(tell) => {
                    let _ = tell.send(());
                    Ok(())
                }
            };
            if let Err(error) = done {
                tracing::debug!(%error, "a copy of a page could not be kept");
            }
        }
    }

    fn pack(&self) -> io::Result<MutexGuard<'_, Pack>> {
        if let Some(pack) = self.pack.get() {
            return Ok(pack.lock());
        }
        let found = Pack::open(&self.folder, BOUND)?;
        Ok(self.pack.get_or_init(|| Mutex::new(found)).lock())
    }

    fn write(&self, path: &str, page: &Stored) -> io::Result<()> {
        if !self.trusted.load(Ordering::Relaxed) || free_bytes(&self.folder)? < SPARED {
            return Ok(());
        }
        let coding = [Coding::Brotli, Coding::Gzip]
            .into_iter()
            .find(|coding| page.ready(*coding).is_some())
            .unwrap_or(Coding::Identity);
        let Some(encoded) = page.ready(coding) else {
            return Ok(());
        };
        let label = Label {
            path: path.to_owned(),
            seq: page.seq,
            content_type: text(encoded.headers.get(header::CONTENT_TYPE)),
            surrogate: text(encoded.headers.get(SURROGATE_KEY)),
            coding: coding.name().unwrap_or_default().to_owned(),
            hash: text(Some(&encoded.etag)),
            keys: all_keys(page).copied().collect(),
            at: 0,
            len: 0,
        };
        let mut pack = self.pack()?;
        // Under the lock, so that nothing comes between this and a `forget`.
        if self.is_taken(label.seq, label.keys.iter()) {
            return Ok(());
        }
        pack.put(label, &encoded.bytes)
    }

    fn get(&self, path: &str) -> Option<Copy> {
        if !self.trusted.load(Ordering::Acquire) {
            return None;
        }
        let place = self.pack().ok()?.find(path)?;
        let (label, bytes) = place.read(&self.folder)?;
        let is_whole = label.path == path && text(Some(&encode::etag(&bytes))) == label.hash;
        if !is_whole || self.is_taken(label.seq, label.keys.iter()) {
            return None;
        }
        Some(Copy {
            content_type: HeaderValue::from_str(&label.content_type).ok()?,
            surrogate: HeaderValue::from_str(&label.surrogate)
                .ok()
                .filter(|value| !value.is_empty()),
            coding: Coding::named(&label.coding)?,
            bytes,
        })
    }

    /// Whether one of these keys was taken away after `seq`.
    fn is_taken<'k>(&self, seq: i64, mut keys: impl Iterator<Item = &'k KeyHash>) -> bool {
        let taken = self.taken.lock();
        seq < taken.floor || keys.any(|key| taken.keys.get(key).is_some_and(|at| *at > seq))
    }

    /// Whether something was taken away, so that copies lie about that are to go.
    fn note(&self, changes: &[Change]) -> bool {
        let mut entries: Vec<(KeyHash, i64)> = Vec::new();
        let mut takes_away = false;
        for change in changes {
            takes_away |= change.takes_away;
            let keys = change
                .keys
                .iter()
                .filter(|key| change.takes_away || key.starts_with("article:"));
            entries.extend(keys.map(|key| (key_hash(key), change.seq)));
        }
        if !entries.is_empty() && !self.enter(&entries, takes_away) {
            self.forget();
        }
        takes_away
    }

    /// Enters keys in the journal; says whether it did.
    fn enter(&self, entries: &[(KeyHash, i64)], durably: bool) -> bool {
        let mut taken = self.taken.lock();
        for (key, seq) in entries {
            let last = taken.keys.entry(*key).or_insert(*seq);
            *last = (*last).max(*seq);
        }
        if taken.keys.len() > JOURNAL {
            return false;
        }
        let bytes: Vec<u8> = entries
            .iter()
            .flat_map(|(key, seq)| [key.to_le_bytes(), seq.to_le_bytes()].concat())
            .collect();
        let Some(journal) = taken.journal.as_mut() else {
            return false;
        };
        let written = journal.write_all(&bytes).and_then(|()| {
            if durably {
                journal.sync_data()?;
            }
            Ok(())
        });
        if let Err(error) = &written {
            tracing::warn!(%error, "what was taken away could not be entered: all copies are deleted");
        }
        written.is_ok()
    }

    fn saw(&self, seen: Seen) {
        if !self.trusted.load(Ordering::Acquire) {
            // The disk may have recovered.
            self.forget();
        }
        *self.seen.lock() = Some(seen);
        let place = self.folder.join("seen");
        let fresh = place.with_extension("new");
        let written = serde_json::to_vec(&seen)
            .map_err(io::Error::from)
            .and_then(|bytes| fs::write(&fresh, bytes))
            .and_then(|()| fs::rename(&fresh, &place));
        if let Err(error) = written {
            tracing::debug!(%error, "how far the copies follow the log could not be kept");
        }
    }

    fn forget(&self) {
        let mut pack = self.pack();
        let mut taken = self.taken.lock();
        taken.journal = None;
        // Pages that were rendered before may still wait to be written.
        let newest = taken.keys.values().copied().max();
        taken.floor = taken.floor.max(newest.unwrap_or_default());
        taken.keys.clear();
        *self.seen.lock() = None;
        let emptied = empty(&self.folder).and_then(|()| {
            if let Ok(pack) = &mut pack {
                **pack = Pack::open(&self.folder, BOUND)?;
            }
            open_journal(&self.folder)
        });
        match emptied {
            Ok(journal) => {
                taken.journal = Some(journal);
                self.trusted.store(true, Ordering::Release);
            }
            Err(error) => {
                tracing::warn!(%error, "the copies of pages cannot be deleted: none is given out");
                self.trusted.store(false, Ordering::Release);
            }
        }
    }

    /// Overwrites copies that may not be given out.
    fn sweep(&self) -> io::Result<()> {
        let may_be_given = |label: &Label| !self.is_taken(label.seq, label.keys.iter());
        self.pack()?.retain(may_be_given)
    }
}

fn all_keys(page: &Stored) -> impl Iterator<Item = &KeyHash> {
    page.keys.iter().chain(page.globals.iter())
}

fn text(value: Option<&HeaderValue>) -> String {
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

fn read_seen(folder: &Path) -> Option<Seen> {
    serde_json::from_slice(&fs::read(folder.join("seen")).ok()?).ok()
}

fn open_journal(folder: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("taken"))
}

/// A record that was being written when the power went is left out: the act it
/// belongs to was never acknowledged.
fn read_journal(folder: &Path) -> HashMap<KeyHash, i64> {
    let mut bytes = Vec::new();
    let read = File::open(folder.join("taken")).and_then(|mut file| file.read_to_end(&mut bytes));
    let mut keys = HashMap::new();
    if read.is_err() {
        return keys;
    }
    let (records, _) = bytes.as_chunks::<16>();
    for record in records {
        let (key, seq) = record.split_at(8);
        if let (Ok(key), Ok(seq)) = (key.try_into(), seq.try_into()) {
            let (key, seq) = (KeyHash::from_le_bytes(key), i64::from_le_bytes(seq));
            let last = keys.entry(key).or_insert(seq);
            *last = seq.max(*last);
        }
    }
    keys
}

/// Deletes everything of ours in the folder but the stamp.
fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let place = entry?.path();
        if place.file_name().is_some_and(|name| name != "stamp") {
            fs::remove_file(place)?;
        }
    }
    Ok(())
}

fn free_bytes(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(test)]
mod tests;
