//! The page cache: finished bytes by path, with what each page depends on. A
//! change drops exactly the pages that asked for a key it touched; a page that
//! was being rendered meanwhile is refused at the door. Global keys (menu,
//! identity, the day) bump an epoch that is compared on read instead.
//!
//! Bounded in bytes; what was asked for longest ago goes first. It never asks
//! the store anything: its follower brings it the changes. What it keeps it also
//! hands to the [`Copies`] on disk, where it has any.

use super::copies::Copies;
use super::encode::{Coding, Stored};
use crate::store::keys;
use parking_lot::{Mutex, RwLock};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use tokio::sync::{Notify, watch};

/// The bound in bytes unless the configuration says otherwise: 48 MB.
pub const DEFAULT_BYTES: usize = 48 * 1024 * 1024;

/// How many touched keys are remembered, for pages being rendered meanwhile. A
/// render older than what is remembered is refused.
const REMEMBERED_KEYS: usize = 20_000;

/// A page that was asked for this often is worth making again at once, and worth
/// encoding thoroughly.
pub const HOT: u64 = 16;

/// How many pages are made again after one change.
const MADE_AGAIN: usize = 32;

/// What an entry costs beside its bytes: the index of its keys and the maps.
const OVERHEAD_A_PAGE: usize = 512;
const OVERHEAD_A_KEY: usize = 48;

const SHARDS: usize = 16;

/// A key as the cache keeps it. Two keys that share a hash only drop too much.
pub type KeyHash = u64;

/// The hash under which the cache keeps a key's text.
#[must_use]
pub fn key_hash(text: &str) -> KeyHash {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}

type Shard = RwLock<HashMap<Box<str>, Arc<Stored>>>;

/// How many pages a thread keeps at hand.
const AT_HAND: usize = 256;

/// The pages that this thread has given out since anything changed in the cache: a
/// page that every thread gives out is otherwise one that all wait for each other
/// at, for its lock and for the count of its holders.
#[derive(Default)]
struct AtHand {
    cache: u64,
    generation: u64,
    pages: HashMap<Box<str>, Arc<Stored>>,
}

thread_local! {
    static HAND: RefCell<AtHand> = RefCell::default();
}

/// The cache of one node.
#[derive(Debug)]
pub struct PageCache {
    /// Which cache of this process it is.
    number: u64,
    /// Rises when a page comes or goes: what threads have at hand is good until then.
    generation: AtomicU64,
    shards: [Shard; SHARDS],
    index: Mutex<Index>,
    epoch: AtomicU64,
    bytes: AtomicUsize,
    bound: usize,
    tick: AtomicU64,
    applied: AtomicI64,
    announced: watch::Sender<i64>,
    copies: Option<Copies>,
    missed: Missed,
}

/// Pages that were asked for often and are fresh no longer, most wanted first, for
/// whoever makes them again before the next reader comes.
#[derive(Debug, Default)]
struct Missed {
    paths: Mutex<Vec<Box<str>>>,
    some: Notify,
}

#[derive(Debug, Default)]
struct Index {
    /// Which pages depend on a key, by their numbers.
    pages: HashMap<KeyHash, HashSet<u64>>,
    /// Where those pages are.
    paths: HashMap<u64, Box<str>>,
    /// When a key last changed, for recent changes and for all global keys.
    changed: HashMap<KeyHash, i64>,
    globals: HashMap<KeyHash, i64>,
    /// Renders from before this number are refused: their changes are forgotten.
    floor: i64,
}

impl PageCache {
    /// An empty cache of at most `bound` bytes that has seen the log up to `seq`.
    #[must_use]
    pub fn new(bound: usize, seq: i64) -> Self {
        static CACHES: AtomicU64 = AtomicU64::new(1);
        Self {
            number: CACHES.fetch_add(1, Ordering::Relaxed),
            generation: AtomicU64::new(0),
            shards: std::array::from_fn(|_| Shard::default()),
            index: Mutex::new(Index {
                floor: seq,
                ..Index::default()
            }),
            epoch: AtomicU64::new(0),
            bytes: AtomicUsize::new(0),
            bound,
            tick: AtomicU64::new(0),
            applied: AtomicI64::new(seq),
            announced: watch::Sender::new(seq),
            copies: None,
            missed: Missed::default(),
        }
    }

    /// The same cache with copies on disk.
    #[must_use]
    pub fn with_copies(self, copies: Option<Copies>) -> Self {
        Self { copies, ..self }
    }

    /// The copies on disk.
    #[must_use]
    pub const fn copies(&self) -> Option<&Copies> {
        self.copies.as_ref()
    }

    fn shard(&self, path: &str) -> &Shard {
        let shards = SHARDS as u64;
        let place = usize::try_from(key_hash(path) % shards).unwrap_or_default();
        // The remainder of a division by the array's length lies inside it.
        self.shards.get(place).unwrap_or(&self.shards[0])
    }

    /// What `give` makes of the page at a path, if there is a fresh one. The same
    /// page at [`PageCache::get`], given out without a lock while nothing changes.
    pub fn with<T>(&self, path: &str, give: impl FnOnce(&Arc<Stored>) -> T) -> Option<T> {
        HAND.with_borrow_mut(|hand| {
            let generation = self.generation.load(Ordering::Acquire);
            if (hand.cache, hand.generation) != (self.number, generation) {
                hand.pages.clear();
                (hand.cache, hand.generation) = (self.number, generation);
            }
            let epoch = self.epoch.load(Ordering::Acquire);
            if let Some(page) = hand.pages.get(path)
                && page.epoch.load(Ordering::Acquire) == epoch
            {
                let tick = self.tick.load(Ordering::Relaxed);
                if page.used.load(Ordering::Relaxed) != tick {
                    page.used.store(tick, Ordering::Relaxed);
                }
                return Some(give(page));
            }
            let page = self.get(path)?;
            let given = give(&page);
            // Read again: whatever changed since then makes it not good for long.
            if hand.pages.len() < AT_HAND {
                hand.pages.insert(path.into(), page);
            }
            Some(given)
        })
    }

    /// The page at a path, if it is fresh.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Arc<Stored>> {
        let page = self.shard(path).read().get(path).cloned()?;
        let epoch = self.epoch.load(Ordering::Acquire);
        if page.epoch.load(Ordering::Acquire) != epoch {
            let mut index = self.index.lock();
            let stale = page
                .globals
                .iter()
                .any(|key| index.globals.get(key).is_some_and(|seq| *seq > page.seq));
            if stale {
                self.remove(&mut index, path, &page);
                return None;
            }
            drop(index);
            page.epoch.store(epoch, Ordering::Release);
        }
        page.used.store(self.tick(), Ordering::Relaxed);
        Some(page)
    }

    fn tick(&self) -> u64 {
        self.tick.fetch_add(1, Ordering::Relaxed)
    }

    /// Keeps a page, unless something it depends on changed after it was rendered.
    /// The page is good for its reader either way; `false` only says it is not kept.
    pub fn insert(&self, path: &str, page: &Arc<Stored>) -> bool {
        let mut index = self.index.lock();
        // One page that fills the cache would drive all others out.
        if page.seq < index.floor || cost(path, page) > self.bound / 2 {
            return false;
        }
        let changed_after = |key: &KeyHash| {
            index.changed.get(key).is_some_and(|seq| *seq > page.seq)
                || index.globals.get(key).is_some_and(|seq| *seq > page.seq)
        };
        if page
            .keys
            .iter()
            .chain(page.globals.iter())
            .any(changed_after)
        {
            return false;
        }
        let before = self.shard(path).read().get(path).cloned();
        if let Some(before) = before {
            self.remove(&mut index, path, &before);
        }
        self.generation.fetch_add(1, Ordering::AcqRel);
        for key in &page.keys {
            index.pages.entry(*key).or_default().insert(page.number);
        }
        index.paths.insert(page.number, path.into());
        page.epoch
            .store(self.epoch.load(Ordering::Acquire), Ordering::Release);
        // A page that nobody has asked for yet is the newest, not the oldest.
        page.used.store(self.tick(), Ordering::Relaxed);
        self.shard(path)
            .write()
            .insert(path.into(), Arc::clone(page));
        self.count(path, page);
        self.make_room(&mut index);
        drop(index);
        if let Some(copies) = &self.copies {
            copies.keep(path, page);
        }
        true
    }

    /// Counts a page again after an encoding was made later.
    pub fn grew(&self, path: &str, page: &Arc<Stored>) {
        let mut index = self.index.lock();
        let kept = self.shard(path).read().get(path).cloned();
        if kept.is_some_and(|kept| Arc::ptr_eq(&kept, page)) {
            self.count(path, page);
            self.make_room(&mut index);
        }
    }

    /// Brings the bytes held to what this page costs now. Encodings come and
    /// shrink behind the cache's back, so a page remembers what was counted for
    /// it. Called under the index's lock.
    fn count(&self, path: &str, page: &Stored) {
        let now = cost(path, page);
        let before = page.counted.swap(now, Ordering::AcqRel);
        self.bytes.fetch_add(now, Ordering::AcqRel);
        self.bytes.fetch_sub(before, Ordering::AcqRel);
    }

    /// Takes this very page out, of the shard and of the index in one step: a
    /// page that stood in its shard without its keys in the index would outlive
    /// every change.
    fn remove(&self, index: &mut Index, path: &str, page: &Arc<Stored>) {
        let mut shard = self.shard(path).write();
        if !shard.get(path).is_some_and(|kept| Arc::ptr_eq(kept, page)) {
            return;
        }
        shard.remove(path);
        drop(shard);
        self.generation.fetch_add(1, Ordering::AcqRel);
        let counted = page.counted.swap(0, Ordering::AcqRel);
        self.bytes.fetch_sub(counted, Ordering::AcqRel);
        index.paths.remove(&page.number);
        for key in &page.keys {
            if let Some(pages) = index.pages.get_mut(key) {
                pages.remove(&page.number);
                if pages.is_empty() {
                    index.pages.remove(key);
                }
            }
        }
    }

    /// Over the bound, drops what was asked for longest ago until an eighth of
    /// it is free.
    fn make_room(&self, index: &mut Index) {
        if self.bytes() <= self.bound {
            return;
        }
        let mut pages: Vec<(u64, Box<str>, Arc<Stored>)> = self
            .pages()
            .into_iter()
            .map(|(path, page)| (page.used.load(Ordering::Relaxed), path, page))
            .collect();
        pages.sort_unstable_by_key(|(used, _, _)| *used);
        for (_, path, page) in pages {
            if self.bytes() <= self.bound - self.bound / 8 {
                break;
            }
            self.remove(index, &path, &page);
        }
    }

    /// Takes in changes of the log, in order, up to `seq`: drops what they touched.
    pub fn apply<'k>(&self, changes: impl Iterator<Item = (i64, &'k [String])>, seq: i64) {
        let mut index = self.index.lock();
        let mut dropped = Vec::new();
        for (number, texts) in changes {
            for text in texts {
                let key = key_hash(text);
                if keys::is_global_text(text) {
                    note(&mut index.globals, key, number);
                    self.epoch.fetch_add(1, Ordering::AcqRel);
                    dropped.extend(self.depending_on(key));
                } else {
                    note(&mut index.changed, key, number);
                    self.drop_all(&mut index, key, &mut dropped);
                }
            }
        }
        if index.changed.len() > REMEMBERED_KEYS {
            index.floor = seq;
            index.changed.clear();
        }
        drop(index);
        self.applied.fetch_max(seq, Ordering::AcqRel);
        self.announced
            .send_replace(self.applied.load(Ordering::Acquire));
        self.miss(dropped);
    }

    /// Drops every page that depends on a key.
    fn drop_all(
        &self,
        index: &mut Index,
        key: KeyHash,
        dropped: &mut Vec<(Box<str>, Arc<Stored>)>,
    ) {
        for number in index.pages.remove(&key).unwrap_or_default() {
            let Some(path) = index.paths.get(&number).cloned() else {
                continue;
            };
            let page = self.shard(&path).read().get(&path).cloned();
            if let Some(page) = page {
                self.remove(index, &path, &page);
                dropped.push((path, page));
            }
        }
    }

    /// The pages that depend on a global key.
    fn depending_on(&self, key: KeyHash) -> impl Iterator<Item = (Box<str>, Arc<Stored>)> {
        let all = self.pages().into_iter();
        all.filter(move |(_, page)| page.globals.contains(&key))
    }

    /// Notes which of the pages that are fresh no longer were asked for most.
    fn miss(&self, dropped: Vec<(Box<str>, Arc<Stored>)>) {
        let mut hot: Vec<(u64, Box<str>)> = dropped
            .into_iter()
            .map(|(path, page)| (page.asked.load(Ordering::Relaxed), path))
            .filter(|(asked, _)| *asked >= HOT)
            .collect();
        if hot.is_empty() {
            return;
        }
        hot.sort_unstable_by(|one, other| other.cmp(one));
        hot.truncate(MADE_AGAIN);
        let mut paths = self.missed.paths.lock();
        for (_, path) in hot {
            if paths.len() < MADE_AGAIN && !paths.contains(&path) {
                paths.push(path);
            }
        }
        drop(paths);
        self.missed.some.notify_one();
    }

    /// Waits for pages that were asked for often and are fresh no longer.
    pub async fn missed(&self) -> Vec<Box<str>> {
        loop {
            let paths = std::mem::take(&mut *self.missed.paths.lock());
            if !paths.is_empty() {
                return paths;
            }
            self.missed.some.notified().await;
        }
    }

    /// The number of the newest change that the cache has taken in.
    #[must_use]
    pub fn applied(&self) -> i64 {
        self.applied.load(Ordering::Acquire)
    }

    /// Waits until the cache has taken in change `seq`.
    pub async fn wait_for(&self, seq: i64) {
        let mut announced = self.announced.subscribe();
        // The sender lives as long as `self`, so the wait cannot fail.
        let _ = announced.wait_for(|applied| *applied >= seq).await;
    }

    /// Drops everything: after a restore, or when the log was found to have gaps.
    pub fn clear(&self, seq: i64) {
        let mut index = self.index.lock();
        *index = Index {
            floor: seq,
            ..Index::default()
        };
        for shard in &self.shards {
            for (_, page) in shard.write().drain() {
                page.counted.store(0, Ordering::Release);
            }
        }
        self.bytes.store(0, Ordering::Release);
        self.generation.fetch_add(1, Ordering::AcqRel);
        drop(index);
        self.applied.fetch_max(seq, Ordering::AcqRel);
        self.announced
            .send_replace(self.applied.load(Ordering::Acquire));
    }

    /// Rises with every change of a global key.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// Bytes held, the key index included.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Acquire)
    }

    /// How many pages are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().len()).sum()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes may be held.
    #[must_use]
    pub const fn bound(&self) -> usize {
        self.bound
    }

    /// The paths held, with their pages: for tests and for `siraj check`.
    #[must_use]
    pub fn pages(&self) -> Vec<(Box<str>, Arc<Stored>)> {
        self.shards
            .iter()
            .flat_map(|shard| {
                let shard = shard.read();
                shard
                    .iter()
                    .map(|(path, page)| (path.clone(), Arc::clone(page)))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}

/// Remembers when a key last changed; what is known does not grow older.
fn note(changed: &mut HashMap<KeyHash, i64>, key: KeyHash, seq: i64) {
    let last = changed.entry(key).or_insert(seq);
    *last = seq.max(*last);
}

fn cost(path: &str, page: &Stored) -> usize {
    let encodings: usize = [Coding::Identity, Coding::Gzip, Coding::Brotli]
        .into_iter()
        .map(|coding| page.size(coding))
        .sum();
    encodings + path.len() * 3 + OVERHEAD_A_PAGE + page.keys.len() * OVERHEAD_A_KEY
}

#[cfg(test)]
mod tests;
