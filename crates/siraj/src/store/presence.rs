//! The windows in which articles are open: rows that live for seconds, in the store because
//! the newsroom may be served by several nodes. No act and no change of the log.

use super::Result;
use super::db::{Conn, Tx};
use siraj_editorial::presence::{GONE_SECONDS, Window, Wish, after};
use siraj_editorial::{ArticleId, PersonId, Timestamp};
use uuid::Uuid;

/// The windows in which an article is open, the longest open first.
pub fn windows(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<Window>> {
    c.rows(
        "SELECT id, person, since, seen_at, writes, asks_at FROM presence
         WHERE article = $1 ORDER BY since, id",
        &[&article],
        |row| {
            Ok(Window {
                id: row.get::<String>(0)?.parse().unwrap_or_default(),
                person: row.get(1)?,
                since: row.get(2)?,
                seen_at: row.get(3)?,
                writes: row.get::<i64>(4)? == 1,
                asks_at: row.get(5)?,
            })
        },
    )
}

/// A window says what it wants; answers the windows after that.
pub fn hear(
    tx: &mut Tx<'_>,
    article: ArticleId,
    (id, person): (Uuid, PersonId),
    wish: Wish,
    now: Timestamp,
) -> Result<Vec<Window>> {
    tx.execute(
        "DELETE FROM presence WHERE seen_at < $1",
        &[&now.plus_seconds(-GONE_SECONDS * 4)],
    )?;
    let before = windows(tx, article)?;
    let here = after(before.clone(), (id, person), wish, now);
    for gone in &before {
        if !here.iter().any(|window| window.id == gone.id) {
            tx.execute(
                "DELETE FROM presence WHERE article = $1 AND id = $2",
                &[&article, &gone.id.to_string()],
            )?;
        }
    }
    for window in here.iter().filter(|window| !before.contains(window)) {
        tx.execute(
            "INSERT INTO presence (article, id, person, since, seen_at, writes, asks_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (article, id) DO UPDATE SET person = excluded.person,
                 since = excluded.since, seen_at = excluded.seen_at,
                 writes = excluded.writes, asks_at = excluded.asks_at",
            &[
                &article,
                &window.id.to_string(),
                &window.person,
                &window.since,
                &window.seen_at,
                &i64::from(window.writes),
                &window.asks_at,
            ],
        )?;
    }
    Ok(here)
}
