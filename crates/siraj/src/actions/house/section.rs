//! Sections: write one, keep the tree a tree and every path one thing's.

use super::{LINE, NAME, dead, free_slug, may, taken};
use crate::actions::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::Act;
use crate::store::{house, sections};
use siraj_editorial::Timestamp;
use siraj_editorial::fields::{Cleaning, FieldWhy};
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::section::{self, MOST_SECTION_LEVELS, Section};

/// Writes a section: new, renamed or moved.
///
/// # Errors
/// Not a chief; a path that is taken, reserved or none; sections in a loop or too deep.
pub async fn save_section(room: &Room, actor: Actor, new: Section) -> ActResult<Done<Section>> {
    save_section_at(room, room.clock.now(), actor, new).await
}

/// [`save_section`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`save_section`].
pub async fn save_section_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    mut new: Section,
) -> ActResult<Done<Section>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    new.name = cleaning.name("name", &new.name, NAME);
    new.description = cleaning.line("description", &new.description, LINE);
    new.slug = cleaning.slug("slug", &new.slug);
    if new.name.is_empty() {
        cleaning.wrong("name", FieldWhy::Empty);
    }
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    free_slug(&new.slug)?;
    room.act_at(at, by(&actor), "save_section", move |act| {
        act.about("section", new.id);
        place_section(act, &new)?;
        sections::save(act, &new)?;
        Ok(new.clone())
    })
    .await
}

fn place_section(act: &mut Act<'_, '_>, new: &Section) -> ActResult<()> {
    if !house::editions(act.conn())?
        .iter()
        .any(|edition| edition.id == new.edition)
    {
        return Err(dead("edition"));
    }
    let mut all = sections::all(act.conn(), new.edition)?;
    let same_path = |other: &Section| other.slug == new.slug && other.id != new.id;
    let page = house::static_page_at(act.conn(), new.edition, &new.slug)?;
    if all.iter().any(same_path) || page.is_some() {
        return Err(taken(&new.slug));
    }
    if let Some(parent) = new.parent
        && !all.iter().any(|section| section.id == parent)
    {
        return Err(dead("parent"));
    }
    all.retain(|section| section.id != new.id);
    all.push(new.clone());
    let above = section::trail(&all, new.id);
    if above.iter().filter(|section| section.id == new.id).count() > 1 {
        return Err(ActError::refused(HouseRefused::SectionLoop));
    }
    if above.first().is_some_and(|top| top.parent.is_some()) {
        return Err(ActError::refused(if above.len() >= MOST_SECTION_LEVELS {
            HouseRefused::TooDeep
        } else {
            HouseRefused::SectionLoop
        }));
    }
    Ok(())
}
