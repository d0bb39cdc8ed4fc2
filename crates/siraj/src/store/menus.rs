//! The menus of editions, where somebody chose them.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::touched::RowChange;
use super::values::Json;
use siraj_editorial::EditionId;
use siraj_editorial::menu::Menus;

/// The menus of an edition; nothing is chosen where there is no row.
pub fn of(c: &mut Conn<'_>, edition: EditionId) -> Result<Menus> {
    let found = c.row(
        "SELECT value FROM menus WHERE edition = $1",
        &[&edition],
        |row| Ok(row.get::<Json<Menus>>(0)?.0),
    )?;
    Ok(found.unwrap_or_default())
}

/// Writes the menus of an edition.
pub fn save(act: &mut Act<'_, '_>, edition: EditionId, menus: &Menus) -> Result<()> {
    let before = of(act.conn(), edition)?;
    act.execute(
        "INSERT INTO menus (edition, value) VALUES ($1, $2)
         ON CONFLICT (edition) DO UPDATE SET value = excluded.value",
        &[&edition, &Json(menus)],
    )?;
    act.change(&RowChange::Menus(edition, &before, menus));
    Ok(())
}
