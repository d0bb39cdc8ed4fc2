//! The house's keeping: what an older program wrote of pictures is settled once, and now and
//! then what has lain too long goes: half uploads, and what is in the bin.

use super::trouble;
use crate::actions::{bin, picture};
use crate::room::{ActError, ActResult, Room};
use crate::store::library;
use std::time::{Duration, Instant};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(3600);
/// How long it rests at most between two of its transactions.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
/// An upload that has not grown for so long is given up.
pub const UPLOAD_SECONDS: i64 = 7 * 24 * 3600;

/// Follows for ever.
pub async fn follow(room: Room) {
    loop {
        match tick(&room).await {
            Ok(()) => tokio::time::sleep(EVERY).await,
            Err(error) => trouble("library", error).await,
        }
    }
}

/// Does all that is due. Doing it twice changes nothing.
///
/// # Errors
/// When the store cannot serve; the rest is done the next time.
pub async fn tick(room: &Room) -> ActResult<()> {
    loop {
        let begun = Instant::now();
        let settled = room.db.write(library::catch_up).await;
        if !settled.map_err(ActError::Failed)? {
            break;
        }
        // In a large newsroom this takes a minute; half of it is left to whoever else writes, be
        // it another program that would not come to it between two transactions.
        tokio::time::sleep(begun.elapsed().min(LONGEST_PAUSE)).await;
    }
    bin::empty(room).await?;
    picture::empty_bin(room).await?;
    let before = room.clock.now().plus_seconds(-UPLOAD_SECONDS);
    match room.pictures.sweep_uploads(before).await {
        Ok(0) => {}
        Ok(swept) => tracing::info!(swept, "uploads that nobody went on with were swept"),
        Err(error) => tracing::warn!(%error, "old uploads could not be swept"),
    }
    Ok(())
}
