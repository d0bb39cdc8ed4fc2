//! Which sections and static pages stand in an edition's menus.

use crate::actions::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::db::Conn;
use crate::store::{self, house, menus, sections};
use siraj_editorial::EditionId;
use siraj_editorial::menu::{Entry, Menus};
use siraj_editorial::role::Actor;
use std::collections::BTreeSet;

/// Sets the menus of an edition.
///
/// # Errors
/// Not a chief; an entry twice, of something that is not there, or one too many.
pub async fn save_menus(
    room: &Room,
    actor: Actor,
    edition: EditionId,
    new: Menus,
) -> ActResult<Done<()>> {
    room.act(by(&actor), "save_menus", move |act| {
        act.about("edition", edition);
        let known = entries(act.conn(), edition)?;
        let menus = new.clone().set(&actor, &known).map_err(ActError::refused)?;
        Ok(menus::save(act, edition, &menus)?)
    })
    .await
}

/// Everything that may stand in a menu of an edition.
fn entries(c: &mut Conn<'_>, edition: EditionId) -> store::Result<BTreeSet<Entry>> {
    let sections = sections::all(c, edition)?.into_iter();
    let pages = house::static_pages(c, edition)?.into_iter();
    Ok(sections
        .map(|section| Entry::Section(section.id))
        .chain(pages.map(|page| Entry::Page(page.id)))
        .collect())
}
