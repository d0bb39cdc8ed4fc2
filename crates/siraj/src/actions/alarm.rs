//! Put an alarm aside with a reason, or bring it back.

use super::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::alarms;
use siraj_editorial::alarm::{self, REASON_CHARACTERS};
use siraj_editorial::fields::Cleaning;
use siraj_editorial::refusal::AlarmRefused;
use siraj_editorial::role::{Actor, Right};

/// Puts the alarm of this name aside: it comes back when its cause comes anew.
///
/// # Errors
/// [`AlarmRefused`], a reason that is too long, or there is no such alarm (any more).
pub async fn put_aside(
    room: &Room,
    actor: Actor,
    name: String,
    reason: String,
) -> ActResult<Done<()>> {
    let mut cleaning = Cleaning::default();
    let reason = cleaning.line("reason", &reason, REASON_CHARACTERS);
    let (reason, _) = cleaning.finish(reason).map_err(ActError::Fields)?;
    room.act(by(&actor), "put_alarm_aside", move |act| {
        let now = act.at();
        let standing = alarms::standing(act.conn(), now)?;
        let found = standing.iter().find(|alarm| alarm.name == name);
        let found = found.ok_or(ActError::NotFound)?;
        alarm::put_aside(&reason, &found.sections(), &actor).map_err(ActError::refused)?;
        let about = found.about();
        if let Some((kind, id)) = about.split_once(':') {
            act.about(kind, id);
        }
        Ok(alarms::put_aside(
            act,
            (&name, &about),
            actor.person,
            &reason,
        )?)
    })
    .await
}

/// Brings an alarm back that was put aside by mistake.
///
/// # Errors
/// [`AlarmRefused`].
pub async fn bring_back(room: &Room, actor: Actor, name: String) -> ActResult<Done<()>> {
    room.act(by(&actor), "bring_alarm_back", move |act| {
        if !actor.may(Right::Publish) {
            return Err(ActError::refused(AlarmRefused::NotAllowed));
        }
        Ok(alarms::bring_back(act, &name)?)
    })
    .await
}
