//! Where decoding happens: off the async threads, two at once, equal requests only once.
//!
//! One decode may take hundreds of megabytes, so their number is the bound on memory.

use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use tokio::sync::{OnceCell, Semaphore};

use super::intake::{Intake, PictureRefused, take_as};

/// How many pictures are decoded at once.
pub const AT_ONCE: usize = 2;

/// Runs picture work; clones share its places.
#[derive(Clone)]
pub struct Workshop {
    places: Arc<Semaphore>,
    done: Arc<AtomicU64>,
}

impl Default for Workshop {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            done: Arc::default(),
        }
    }
}

impl Workshop {
    /// Runs one decoding job when a place is free.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, PictureRefused> + Send + 'static,
    ) -> Result<T, PictureRefused> {
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .map_err(|_| PictureRefused::Broken)?;
        self.done.fetch_add(1, Ordering::Relaxed);
        // The job keeps its place even when its caller has gone: it goes on using memory.
        let work = tokio::task::spawn_blocking(move || {
            let _place = place;
            job()
        });
        // A decoder that panics on hostile bytes has met a broken picture.
        work.await.unwrap_or(Err(PictureRefused::Broken))
    }

    /// [`super::take_as`] in the workshop.
    pub async fn take(
        &self,
        bytes: bytes::Bytes,
        declared: String,
    ) -> Result<Intake, PictureRefused> {
        self.run(move || take_as(&bytes, &declared)).await
    }

    /// How many jobs were begun since the start.
    pub fn jobs_begun(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// Makes equal requests that come together into one.
pub(super) struct SingleFlight<K, V> {
    under_way: Mutex<HashMap<K, Arc<OnceCell<V>>>>,
}

impl<K, V> Default for SingleFlight<K, V> {
    fn default() -> Self {
        Self {
            under_way: Mutex::default(),
        }
    }
}

impl<K: Eq + Hash + Clone, V: Clone> SingleFlight<K, V> {
    /// The answer for `key`: made once by the first of all that ask meanwhile. When the
    /// first one goes away half-way, the next makes it.
    pub(super) async fn join<F: Future<Output = V>>(&self, key: K, make: impl FnOnce() -> F) -> V {
        let cell = Arc::clone(self.under_way.lock().entry(key.clone()).or_default());
        let leave = Leave {
            flight: self,
            key,
            cell,
        };
        leave.cell.get_or_init(make).await.clone()
    }
}

/// Forgets the request when its last asker leaves, cancelled or not.
struct Leave<'a, K: Eq + Hash, V> {
    flight: &'a SingleFlight<K, V>,
    key: K,
    cell: Arc<OnceCell<V>>,
}

impl<K: Eq + Hash, V> Drop for Leave<'_, K, V> {
    fn drop(&mut self) {
        let mut under_way = self.flight.under_way.lock();
        // Two hold it: the map and this one. An answer is forgotten at once, so that a
        // failure is tried again by the next request.
        let mine = under_way
            .get(&self.key)
            .is_some_and(|cell| Arc::ptr_eq(cell, &self.cell));
        if mine && (self.cell.initialized() || Arc::strong_count(&self.cell) <= 2) {
            under_way.remove(&self.key);
        }
    }
}
