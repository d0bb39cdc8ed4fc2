//! What one changes of one's own way in: password, codes of an app, language.

use super::{Inside, hashing, refused, strong, takes};
use crate::room::{ActError, ActResult, Room};
use crate::secrets;
use crate::store::changes::By;
use crate::store::entry::{self, Ends, SignIn};
use siraj_editorial::refusal::EntryRefused;

/// Changes one's password; the other sessions end.
///
/// # Errors
/// The old one is wrong; the new one is weak.
pub async fn change_password(
    room: &Room,
    inside: &Inside,
    old: String,
    new: String,
) -> ActResult<()> {
    strong(&new, &inside.sign_in.email)?;
    let hash = inside.sign_in.password.clone();
    let hashed = hashing(move || {
        if !secrets::is_password(&old, Some(&hash)) {
            return Ok(None);
        }
        secrets::hash_password(&new).map(Some)
    });
    let Some(hashed) = hashed.await?? else {
        return refused(EntryRefused::WrongPassword);
    };
    let keeps = Ends::AllBut(inside.session.id);
    change(room, inside, "change_password", keeps, move |own| {
        own.password.clone_from(&hashed);
        Ok(())
    })
    .await
}

/// Has codes of an app asked for from now on: the key was shown to the app, which proves
/// it with its code. Answers with recovery codes, which are shown once.
///
/// # Errors
/// The code is not the app's.
pub async fn begin_codes(
    room: &Room,
    inside: &Inside,
    key: String,
    code: &str,
) -> ActResult<Vec<String>> {
    let Some(step) = secrets::step_of(code, &key, room.clock.now()) else {
        return refused(EntryRefused::WrongCode);
    };
    let (codes, hashes) = secrets::fresh_recovery()?;
    let keeps = Ends::AllBut(inside.session.id);
    change(room, inside, "begin_codes", keeps, move |own| {
        own.totp = Some(key.clone());
        own.totp_step = step;
        own.recovery.clone_from(&hashes);
        Ok(())
    })
    .await?;
    Ok(codes)
}

/// New recovery codes in place of those that are left; proved with a code.
///
/// # Errors
/// The code is not right.
pub async fn renew_recovery(room: &Room, inside: &Inside, code: String) -> ActResult<Vec<String>> {
    let (codes, hashes) = secrets::fresh_recovery()?;
    let now = room.clock.now();
    change(room, inside, "renew_recovery", None, move |own| {
        if !takes(own, &code, now) {
            return refused(EntryRefused::WrongCode);
        }
        own.recovery.clone_from(&hashes);
        Ok(())
    })
    .await?;
    Ok(codes)
}

/// Has codes asked for no more; proved with a code.
///
/// # Errors
/// The code is not right.
pub async fn end_codes(room: &Room, inside: &Inside, code: String) -> ActResult<()> {
    let now = room.clock.now();
    change(room, inside, "end_codes", None, move |own| {
        if !takes(own, &code, now) {
            return refused(EntryRefused::WrongCode);
        }
        (own.totp, own.totp_step) = (None, 0);
        own.recovery.clear();
        Ok(())
    })
    .await
}

/// Chooses the language of one's rooms.
///
/// # Errors
/// The store's.
pub async fn choose_language(room: &Room, inside: &Inside, language: String) -> ActResult<()> {
    change(room, inside, "choose_language", None, move |own| {
        own.language.clone_from(&language);
        Ok(())
    })
    .await
}

async fn change(
    room: &Room,
    inside: &Inside,
    name: &'static str,
    ends: impl Into<Option<Ends>>,
    mut work: impl FnMut(&mut SignIn) -> ActResult<()> + Send + 'static,
) -> ActResult<()> {
    let (person, ends, now) = (inside.session.person, ends.into(), room.clock.now());
    room.act(By::Person(person), name, move |act| {
        act.about("person", person);
        let mut own = entry::of(act.conn(), person)?.ok_or(ActError::NotFound)?;
        work(&mut own)?;
        entry::save(act, &own)?;
        if let Some(ends) = ends {
            entry::end_sessions(act, person, ends, now)?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}
