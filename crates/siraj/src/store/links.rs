//! What other servers answered where texts link to: rows that count for a while. No act and
//! no change of the log.

use super::Result;
use super::db::{Conn, ToValue, Tx};
use super::values::in_list;
use crate::media::intake::fingerprint;
use crate::outside::links::Answer;
use siraj_editorial::Timestamp;
use std::collections::HashMap;

/// For how long it counts that somebody answered, in seconds.
const GOOD_SECONDS: i64 = 24 * 3600;
/// For how long anything else counts: it is being mended, one hopes.
const BAD_SECONDS: i64 = 10 * 60;
/// After that nobody looks at an answer any more.
const KEPT_SECONDS: i64 = 30 * 24 * 3600;

/// What is remembered of these addresses, and when it was asked.
fn known(c: &mut Conn<'_>, addresses: &[String]) -> Result<HashMap<String, (Answer, Timestamp)>> {
    if addresses.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<String> = addresses
        .iter()
        .map(|one| fingerprint(one.as_bytes()))
        .collect();
    let sql = format!(
        "SELECT address, answer, asked_at FROM links WHERE address IN ({})",
        in_list(keys.len())
    );
    let params: Vec<&dyn ToValue> = keys.iter().map(|key| key as _).collect();
    let rows: Vec<(String, String, Timestamp)> = c.rows(&sql, &params, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let named = |name: &str| Answer::ALL.into_iter().find(|one| one.name() == name);
    let mut found: HashMap<String, (Answer, Timestamp)> = rows
        .into_iter()
        .filter_map(|(key, name, at)| Some((key, (named(&name)?, at))))
        .collect();
    let pairs = addresses.iter().zip(keys);
    Ok(pairs
        .filter_map(|(address, key)| Some((address.clone(), found.remove(&key)?)))
        .collect())
}

/// Those of these addresses of which nothing is known that still counts.
pub fn unknown(c: &mut Conn<'_>, addresses: Vec<String>, now: Timestamp) -> Result<Vec<String>> {
    let known = known(c, &addresses)?;
    let counts = |address: &String| {
        known.get(address).is_some_and(|(answer, at)| {
            let seconds = match answer {
                Answer::Answers => GOOD_SECONDS,
                Answer::Nowhere | Answer::Silent => BAD_SECONDS,
            };
            at.plus_seconds(seconds) > now
        })
    };
    Ok(addresses.into_iter().filter(|one| !counts(one)).collect())
}

/// Those of these addresses where nobody answered, in their order.
pub fn broken(c: &mut Conn<'_>, addresses: Vec<String>) -> Result<Vec<(String, Answer)>> {
    let known = known(c, &addresses)?;
    let broken = addresses.into_iter().filter_map(|address| {
        let (answer, _) = known.get(&address)?;
        (*answer != Answer::Answers).then_some((address, *answer))
    });
    Ok(broken.collect())
}

/// Remembers what an address answered, and forgets what is old.
pub fn keep(tx: &mut Tx<'_>, address: &str, answer: Answer, now: Timestamp) -> Result<()> {
    tx.execute(
        "DELETE FROM links WHERE asked_at < $1",
        &[&now.plus_seconds(-KEPT_SECONDS)],
    )?;
    tx.execute(
        "INSERT INTO links (address, answer, asked_at) VALUES ($1, $2, $3)
         ON CONFLICT (address) DO UPDATE SET answer = excluded.answer,
             asked_at = excluded.asked_at",
        &[&fingerprint(address.as_bytes()), &answer.name(), &now],
    )?;
    Ok(())
}
