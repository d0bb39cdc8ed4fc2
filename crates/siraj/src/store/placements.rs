//! The breaking bar and the placements, shown and waiting. Only the clock and
//! the acts turn them on and off, so a page reads what is shown and never asks
//! what time it is.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::library::settle_named;
use super::media::settle_uses;
use super::touched::RowChange;
use super::values::Json;
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::{EditionId, PlacementId, Timestamp};

/// The breaking bar of an edition.
pub fn breaking(c: &mut Conn<'_>, edition: EditionId) -> Result<Option<Breaking>> {
    c.row(
        "SELECT value FROM breaking WHERE edition = $1",
        &[&edition],
        |row| Ok(row.get::<Json<Breaking>>(0)?.0),
    )
}

/// Sets the breaking bar or takes it away.
pub fn set_breaking(
    act: &mut Act<'_, '_>,
    edition: EditionId,
    breaking: Option<&Breaking>,
) -> Result<()> {
    let before = self::breaking(act.conn(), edition)?;
    match breaking {
        Some(breaking) => act.execute(
            "INSERT INTO breaking (edition, until, value) VALUES ($1, $2, $3)
             ON CONFLICT (edition) DO UPDATE SET until = excluded.until, value = excluded.value",
            &[&edition, &breaking.until, &Json(breaking)],
        )?,
        None => act.execute("DELETE FROM breaking WHERE edition = $1", &[&edition])?,
    };
    act.change(&RowChange::Breaking(edition, before.as_ref(), breaking));
    Ok(())
}

/// What stands in a slot: the newest placement that is shown.
pub fn shown(c: &mut Conn<'_>, edition: EditionId, slot: Slot) -> Result<Option<Placement>> {
    c.row(
        "SELECT value FROM placements WHERE edition = $1 AND slot = $2 AND shown = 1
         ORDER BY starts_at DESC, id DESC LIMIT 1",
        &[&edition, &slot.name()],
        |row| Ok(row.get::<Json<Placement>>(0)?.0),
    )
}

/// One placement and whether it is shown.
pub fn by_id(c: &mut Conn<'_>, id: PlacementId) -> Result<Option<(Placement, bool)>> {
    c.row(
        "SELECT value, shown FROM placements WHERE id = $1",
        &[&id],
        |row| Ok((row.get::<Json<Placement>>(0)?.0, row.get(1)?)),
    )
}

/// All placements of an edition, newest first.
pub fn all(c: &mut Conn<'_>, edition: EditionId) -> Result<Vec<Placement>> {
    c.rows(
        "SELECT value FROM placements WHERE edition = $1 ORDER BY starts_at DESC, id DESC",
        &[&edition],
        |row| Ok(row.get::<Json<Placement>>(0)?.0),
    )
}

/// Writes a placement; it is shown when the act's moment lies within its time.
pub fn save(act: &mut Act<'_, '_>, placement: &Placement) -> Result<()> {
    let before = by_id(act.conn(), placement.id)?
        .filter(|(_, shown)| *shown)
        .map(|(before, _)| before);
    let now = act.at();
    let shown = placement.starts_at <= now && placement.ends_at.is_none_or(|end| end > now);
    act.execute(
        "INSERT INTO placements (id, edition, slot, starts_at, ends_at, shown, value)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, starts_at = excluded.starts_at,
             ends_at = excluded.ends_at, shown = excluded.shown, value = excluded.value",
        &[
            &placement.id,
            &placement.edition,
            &placement.slot.name(),
            &placement.starts_at,
            &placement.ends_at,
            &shown,
            &Json(placement),
        ],
    )?;
    let pictures: Vec<_> = placement.picture.filter(|_| shown).into_iter().collect();
    settle_uses(act, &format!("placement:{}", placement.id), &pictures)?;
    let named: Vec<_> = placement.picture.into_iter().collect();
    settle_named(act.tx(), &format!("placement:{}", placement.id), &named)?;
    let after = shown.then_some(placement);
    act.change(&RowChange::Placement(before.as_ref(), after));
    Ok(())
}

/// Takes a placement away for good.
pub fn remove(act: &mut Act<'_, '_>, id: PlacementId) -> Result<bool> {
    let Some((before, shown)) = by_id(act.conn(), id)? else {
        return Ok(false);
    };
    act.execute("DELETE FROM placements WHERE id = $1", &[&id])?;
    settle_uses(act, &format!("placement:{id}"), &[])?;
    settle_named(act.tx(), &format!("placement:{id}"), &[])?;
    act.change(&RowChange::Placement(Some(&before).filter(|_| shown), None));
    Ok(true)
}

/// The placements whose time has come or gone and whose flag does not say so.
pub fn due(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Placement>> {
    c.rows(
        "SELECT value FROM placements
         WHERE (shown = 0 AND starts_at <= $1 AND (ends_at IS NULL OR ends_at > $1))
            OR (shown = 1 AND ends_at IS NOT NULL AND ends_at <= $1)",
        &[&now],
        |row| Ok(row.get::<Json<Placement>>(0)?.0),
    )
}

/// The editions whose breaking bar has ended.
pub fn breaking_due(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<EditionId>> {
    c.rows(
        "SELECT edition FROM breaking WHERE until <= $1",
        &[&now],
        |row| row.get(0),
    )
}

/// The next moment at which a placement or a breaking bar turns on or off.
pub fn next_event(c: &mut Conn<'_>, now: Timestamp) -> Result<Option<Timestamp>> {
    let starts: Option<Timestamp> = c
        .row(
            "SELECT MIN(starts_at) FROM placements WHERE shown = 0 AND starts_at > $1",
            &[&now],
            |row| row.get(0),
        )?
        .flatten();
    let ends: Option<Timestamp> = c
        .row(
            "SELECT MIN(ends_at) FROM placements WHERE shown = 1",
            &[],
            |row| row.get(0),
        )?
        .flatten();
    let breaking: Option<Timestamp> = c
        .row("SELECT MIN(until) FROM breaking", &[], |row| row.get(0))?
        .flatten();
    Ok([starts, ends, breaking].into_iter().flatten().min())
}
