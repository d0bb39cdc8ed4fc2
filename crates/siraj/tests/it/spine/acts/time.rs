//! What happens by itself: time passes, related articles are chosen.

use super::Act;
use crate::spine::dice::Dice;
use crate::spine::newsroom::Newsroom;
use siraj::followers::{clock, related};
use siraj::room::ActResult;

/// Lets it happen.
pub async fn perform(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let unit = match act {
        Act::PassMinutes => 60,
        Act::PassHours => 3_600,
        Act::PassDays => 24 * 3_600,
        _ => {
            let seq = related::catch_up(&room.room).await?;
            return Ok(format!("up to change {seq}"));
        }
    };
    let seconds = unit * i64::try_from(1 + dice.below(9)).unwrap();
    room.room.clock.advance(seconds);
    clock::tick(&room.room).await?;
    Ok(format!("{seconds} seconds"))
}
