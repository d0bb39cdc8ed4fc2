//! The page cache's follower: brings it every change, in order. Its cursor is the
//! cache's own, in memory: an empty cache has nothing to catch up with. The copies
//! on disk remember how far they came, and are told of a change before the cache
//! is, so that an act is acknowledged only when they cannot give out any more what
//! it took away.

use super::trouble;
use crate::pages::copies::Seen;
use crate::room::Room;
use crate::store;
use crate::store::changes::{self, Change};
use siraj_editorial::Timestamp;
use std::sync::Arc;

/// How many changes are read at once.
const BATCH: i64 = 500;

/// The copies remember how far they came this often, in seconds.
const REMEMBER_EVERY: i64 = 10;

/// Over more changes than this, copies of pages are made anew sooner than caught up.
const CAUGHT_UP: i64 = 5_000;

/// Follows for ever.
pub async fn follow(room: Room) {
    loop {
        match catch_up(&room).await {
            Ok(()) => {
                remember(&room).await;
                room.wake.wait(room.pages.applied()).await;
            }
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
        let changes = noted(room, changes).await;
        let keys = changes
            .iter()
            .map(|change| (change.seq, change.keys.as_slice()));
        room.pages.apply(keys, newest);
    }
}

/// Tells the copies of these changes, off the asynchronous threads where the disk
/// is to be waited for.
async fn noted(room: &Room, changes: Vec<Change>) -> Vec<Change> {
    if room.pages.copies().is_none() {
        return changes;
    }
    let pages = Arc::clone(&room.pages);
    let told = Arc::new(changes);
    let own = Arc::clone(&told);
    let noted = tokio::task::spawn_blocking(move || {
        if let Some(copies) = pages.copies() {
            copies.note(&own);
        }
    });
    // It cannot panic but where the disk's own code does.
    if noted.await.is_err()
        && let Some(copies) = room.pages.copies()
    {
        copies.forget();
    }
    Arc::unwrap_or_clone(told)
}

/// Writes down how far the copies have followed the log, now and then; deletes them
/// when it is not the log that they have followed so far, as after the database was
/// put back from a backup.
async fn remember(room: &Room) {
    let Some(copies) = room.pages.copies() else {
        return;
    };
    let now = room.clock.now();
    let before = copies.seen();
    let due = before.is_none_or(|seen| {
        now.seconds_since(Timestamp::from_micros(seen.read_at)) >= REMEMBER_EVERY
    });
    if !due {
        return;
    }
    let seq = room.pages.applied();
    let read = room.db.read(move |c| {
        let at = changes::made_at(c, seq)?.map_or(0, Timestamp::micros);
        let same = match before {
            Some(seen) => seen.is_of(changes::made_at(c, seen.seq)?),
            None => true,
        };
        Ok::<_, store::Error>((at, same))
    });
    // What cannot be read or written now is written the next time.
    let Ok((at, same)) = read.await else {
        return;
    };
    let seen = Seen {
        seq,
        at,
        read_at: now.micros(),
    };
    let pages = Arc::clone(&room.pages);
    let saved = tokio::task::spawn_blocking(move || {
        if let Some(copies) = pages.copies() {
            if !same {
                copies.forget();
            }
            copies.saw(seen);
        }
    });
    let _ = saved.await;
}

/// At start: tells the copies what happened while the program did not run, or
/// deletes them when that cannot be told.
///
/// # Errors
/// When the log cannot be read.
pub async fn resume_copies(room: &Room) -> store::Result<()> {
    let Some(copies) = room.pages.copies() else {
        return Ok(());
    };
    let head = room.pages.applied();
    let Some(seen) = copies.seen() else {
        copies.forget();
        return Ok(());
    };
    let at = room.db.read(move |c| changes::made_at(c, seen.seq)).await?;
    if seen.seq > head || !seen.is_of(at) || head - seen.seq > CAUGHT_UP {
        copies.forget();
        return Ok(());
    }
    let mut cursor = seen.seq;
    while cursor < head {
        let missed = room
            .db
            .read(move |c| changes::after(c, cursor, BATCH))
            .await?;
        let Some(newest) = missed.last().map(|change| change.seq) else {
            break;
        };
        noted(room, missed).await;
        cursor = newest;
    }
    Ok(())
}
