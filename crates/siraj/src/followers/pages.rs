//! The page cache's follower: brings it every change, in order. Its cursor is the
//! cache's own, in memory: an empty cache has nothing to catch up with.

use super::trouble;
use crate::room::Room;
use crate::store;
use crate::store::changes::{self, Change};

/// How many changes are read at once.
const BATCH: i64 = 500;

/// Follows for ever.
pub async fn follow(room: Room) {
    loop {
        match catch_up(&room).await {
            Ok(()) => room.wake.wait(room.pages.applied()).await,
            Err(error) => trouble("pages", error).await,
        }
    }
}

/// Brings the page cache all changes that are in the log now.
///
/// # Errors
/// When the log cannot be read.
pub async fn catch_up(room: &Room) -> store::Result<()> {
    loop {
        let cursor = room.pages.applied();
        let changes: Vec<Change> = room
            .db
            .read(move |c| changes::after(c, cursor, BATCH))
            .await?;
        let Some(newest) = changes.last().map(|change| change.seq) else {
            return Ok(());
        };
        let keys = changes
            .iter()
            .map(|change| (change.seq, change.keys.as_slice()));
        room.pages.apply(keys, newest);
    }
}
