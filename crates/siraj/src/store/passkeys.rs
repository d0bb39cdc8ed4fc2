//! Passkeys and the challenges that devices answer with them. What a key is and whether
//! an answer is right is [`crate::actions::entry`]'s to know.

use super::Result;
use super::changes::Act;
use super::db::{Conn, Row, Tx};
use super::values::Json;
use serde::Serialize;
use serde::de::DeserializeOwned;
use siraj_editorial::{PersonId, Timestamp};

/// A key, as its person sees it in the list.
#[derive(Debug, Clone)]
pub struct Kept<K> {
    /// The identity that the device gave it, in hexadecimal.
    pub id: String,
    /// Whose.
    pub person: PersonId,
    /// What the browser said of itself that added it.
    pub agent: String,
    /// The key.
    pub key: K,
    /// Since when.
    pub created_at: Timestamp,
    /// When somebody last came in by it.
    pub used_at: Option<Timestamp>,
}

const KEPT: &str = "SELECT id, person, agent, value, created_at, used_at FROM passkeys";

fn kept<K: DeserializeOwned>(row: &Row<'_>) -> Result<Kept<K>> {
    Ok(Kept {
        id: row.get(0)?,
        person: row.get(1)?,
        agent: row.get(2)?,
        key: row.get::<Json<K>>(3)?.0,
        created_at: row.get(4)?,
        used_at: row.get(5)?,
    })
}

/// A person's keys, the newest first.
pub fn of<K: DeserializeOwned>(c: &mut Conn<'_>, person: PersonId) -> Result<Vec<Kept<K>>> {
    let sql = format!("{KEPT} WHERE person = $1 ORDER BY created_at DESC, id");
    c.rows(&sql, &[&person], kept)
}

/// The key of an identity.
pub fn by_id<K: DeserializeOwned>(c: &mut Conn<'_>, id: &str) -> Result<Option<Kept<K>>> {
    c.row(&format!("{KEPT} WHERE id = $1"), &[&id], kept)
}

/// Keeps a key, new or used.
///
/// # Errors
/// A conflict when somebody else has a key of this identity.
pub fn save<K: Serialize>(act: &mut Act<'_, '_>, key: &Kept<K>) -> Result<()> {
    act.execute(
        "INSERT INTO passkeys (id, person, agent, value, created_at, used_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET value = excluded.value, used_at = excluded.used_at",
        &[
            &key.id,
            &key.person,
            &key.agent,
            &Json(&key.key),
            &key.created_at,
            &key.used_at,
        ],
    )?;
    Ok(())
}

/// Forgets a key of a person's; says whether there was one.
pub fn remove(act: &mut Act<'_, '_>, person: PersonId, id: &str) -> Result<bool> {
    let removed = act.execute(
        "DELETE FROM passkeys WHERE person = $1 AND id = $2",
        &[&person, &id],
    )?;
    Ok(removed == 1)
}

/// Forgets all keys of a person's.
pub fn remove_all(act: &mut Act<'_, '_>, person: PersonId) -> Result<u64> {
    act.execute("DELETE FROM passkeys WHERE person = $1", &[&person])
}

/// Keeps a challenge under the hash of the secret that the browser holds, until then.
pub fn challenge<S: Serialize>(
    tx: &mut Tx<'_>,
    hash: &str,
    person: Option<PersonId>,
    state: &S,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<()> {
    tx.execute("DELETE FROM challenges WHERE expires_at < $1", &[&now])?;
    tx.execute(
        "INSERT INTO challenges (hash, person, state, expires_at) VALUES ($1, $2, $3, $4)",
        &[&hash, &person, &Json(state), &expires_at],
    )?;
    Ok(())
}

/// The challenge of a hash and of this person, which cannot be answered again.
pub fn answer<S: DeserializeOwned>(
    tx: &mut Tx<'_>,
    hash: &str,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<Option<S>> {
    let found = tx.row(
        "DELETE FROM challenges WHERE hash = $1 RETURNING person, state, expires_at",
        &[&hash],
        |row| {
            let whose: Option<PersonId> = row.get(0)?;
            let until: Timestamp = row.get(2)?;
            Ok((whose == person && until > now).then_some(row.get::<Json<S>>(1)))
        },
    )?;
    Ok(found.flatten().transpose()?.map(|state| state.0))
}
