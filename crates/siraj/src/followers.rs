//! The followers of the log. Each keeps a cursor, applies changes idempotently
//! and catches up at start; each can be killed at any instruction. What they
//! derive can be deleted and made again from the store.

pub mod clock;
pub mod library;
pub mod pages;
pub mod related;
pub mod search;

use crate::room::Room;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// A node that hears nothing looks by itself this often: other nodes write too.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// After the store said no, a follower waits this long before it tries again.
const AFTER_TROUBLE: Duration = Duration::from_millis(500);

/// Tells this node's followers that the log has grown.
#[derive(Debug, Clone)]
pub struct Wake {
    newest: watch::Sender<i64>,
}

impl Default for Wake {
    fn default() -> Self {
        Self {
            newest: watch::Sender::new(0),
        }
    }
}

impl Wake {
    /// Says that the log reaches at least to `seq`.
    pub fn changed(&self, seq: i64) {
        self.newest.send_if_modified(|newest| {
            let grew = seq > *newest;
            *newest = seq.max(*newest);
            grew
        });
    }

    /// Waits until the log grows past `cursor` or it is time to look.
    pub async fn wait(&self, cursor: i64) {
        let mut newest = self.newest.subscribe();
        // Running out of time is the other way to go on.
        let _ = tokio::time::timeout(LOOK_EVERY, newest.wait_for(|seq| *seq > cursor)).await;
    }
}

/// Starts all followers; they end when the set is dropped.
#[must_use]
pub fn start(room: &Room) -> JoinSet<()> {
    let mut set = JoinSet::new();
    set.spawn(pages::follow(room.clone()));
    set.spawn(clock::follow(room.clone()));
    set.spawn(related::follow(room.clone()));
    set.spawn(library::follow(room.clone()));
    set.spawn(search::follow(room.clone()));
    set
}

/// Logs that the store said no, and waits.
async fn trouble(follower: &'static str, error: impl std::fmt::Debug) {
    tracing::warn!(follower, ?error, "a follower waits for the store");
    drop(error);
    tokio::time::sleep(AFTER_TROUBLE).await;
}
