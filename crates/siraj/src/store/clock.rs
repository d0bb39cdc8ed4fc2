//! What time has made true: the local day of each edition and where its news
//! sitemap begins. The clock follower writes it, pages read it.

use super::Result;
use super::changes::Act;
use super::db::{Conn, Tx};
use super::touched::RowChange;
use siraj_editorial::{EditionId, Timestamp};

fn read(c: &mut Conn<'_>, name: &str) -> Result<Option<String>> {
    c.row("SELECT value FROM clock WHERE name = $1", &[&name], |row| {
        row.get(0)
    })
}

fn write(act: &mut Act<'_, '_>, name: &str, value: &str) -> Result<bool> {
    if read(act.conn(), name)?.as_deref() == Some(value) {
        return Ok(false);
    }
    act.execute(
        "INSERT INTO clock (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &[&name, &value],
    )?;
    Ok(true)
}

/// The local day of an edition, as `2026-11-23`; `None` before the clock first ran.
pub fn day(c: &mut Conn<'_>, edition: EditionId) -> Result<Option<String>> {
    read(c, &format!("day:{edition}"))
}

/// Sets the local day of an edition; says whether it differs from before.
pub fn set_day(act: &mut Act<'_, '_>, edition: EditionId, day: &str) -> Result<bool> {
    let differs = write(act, &format!("day:{edition}"), day)?;
    if differs {
        act.change(&RowChange::Day(edition));
    }
    Ok(differs)
}

/// The moment at which an edition's news sitemap begins.
pub fn news_window(c: &mut Conn<'_>, edition: EditionId) -> Result<Timestamp> {
    let value = read(c, &format!("news_window:{edition}"))?;
    Ok(Timestamp::from_micros(
        value
            .and_then(|value| value.parse().ok())
            .unwrap_or_default(),
    ))
}

/// Moves the beginning of an edition's news sitemap.
pub fn set_news_window(act: &mut Act<'_, '_>, edition: EditionId, from: Timestamp) -> Result<()> {
    if write(
        act,
        &format!("news_window:{edition}"),
        &from.micros().to_string(),
    )? {
        act.change(&RowChange::NewsWindow(edition));
    }
    Ok(())
}

/// How far the library of pictures was brought to what this program asks of it.
pub(super) fn library(c: &mut Conn<'_>) -> Result<Option<String>> {
    read(c, "library")
}

/// Says how far.
pub(super) fn set_library(tx: &mut Tx<'_>, place: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO clock (name, value) VALUES ('library', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &[&place],
    )?;
    Ok(())
}

/// The first publication of an edition's oldest live article at or after this moment:
/// the next to fall out of the news sitemap.
pub fn oldest_since(
    c: &mut Conn<'_>,
    edition: EditionId,
    from: Timestamp,
) -> Result<Option<Timestamp>> {
    c.row(
        "SELECT key FROM list_entries WHERE list = $1 AND key >= $2 ORDER BY key LIMIT 1",
        &[&super::keys::List::Latest(edition).to_string(), &from],
        |row| row.get(0),
    )
}
