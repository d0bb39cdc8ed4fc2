//! Whether the store is in trouble, and since when. Set by whoever asked the
//! store in vain, cleared by whoever was answered, and looked after by [`watch`]
//! where nobody asks; a node that has not been able to read the log for a day
//! serves no copy any more.

use super::Web;
use crate::clock::Clock;
use crate::store::changes;
use siraj_editorial::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// How often the store is asked whether it answers.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Copies older than this are not served: a withdrawal may have been missed.
const OLDEST_COPY_SECONDS: i64 = 24 * 3600;

/// Whether the store is in trouble.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// Microseconds; 0: none.
    since: Arc<AtomicI64>,
    clock: Clock,
}

impl Trouble {
    /// No trouble so far.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            since: Arc::default(),
            clock,
        }
    }

    /// The store did not answer.
    pub fn begins(&self) {
        let now = self.clock.now().micros().max(1);
        // An earlier beginning stays.
        let _ = self
            .since
            .compare_exchange(0, now, Ordering::AcqRel, Ordering::Relaxed);
    }

    /// The store has not answered since this moment, before the program started.
    pub fn began(&self, since: Timestamp) {
        self.since.store(since.micros().max(1), Ordering::Release);
    }

    /// The store answered.
    pub fn ends(&self) {
        self.since.store(0, Ordering::Release);
    }

    /// Whether the store is in trouble.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.since.load(Ordering::Acquire) != 0
    }

    /// Whether it has been for so long that copies must not be served.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        let since = self.since.load(Ordering::Acquire);
        since != 0
            && self
                .clock
                .now()
                .seconds_since(Timestamp::from_micros(since))
                > OLDEST_COPY_SECONDS
    }
}

/// Asks the store for the log's end, for ever. Readers of cached pages ask it
/// nothing: without this, trouble would begin only with a page that is not
/// cached, and would last until the next one.
pub async fn watch(web: Web) {
    loop {
        match web.room.db.read(changes::head_of).await {
            Ok(_) => web.trouble.ends(),
            Err(error) => {
                tracing::debug!(%error, "the store does not answer");
                web.trouble.begins();
            }
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
