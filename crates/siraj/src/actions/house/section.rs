//! Sections: write one, keep the tree a tree and every path one thing's.

use super::{LINE, NAME, dead, free_slug, may, taken};
use crate::actions::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::Act;
use crate::store::{house, sections};
use siraj_editorial::fields::{Cleaning, FieldWhy};
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::section::{self, Section, Step};
use siraj_editorial::{SectionId, Timestamp};

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
    may(room, &actor, Right::Govern, "save_section").await?;
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
        sections::save_paired(act, &new)?;
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
    section::is_tree(&all).map_err(ActError::refused)
}

/// Moves a section a step through its tree. Where there is no way, nothing changes.
///
/// # Errors
/// Not a chief; no such section; it would lie too deep.
pub async fn move_section(
    room: &Room,
    actor: Actor,
    id: SectionId,
    step: Step,
) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "move_section").await?;
    room.act(by(&actor), "move_section", move |act| {
        let section = there(act, id)?;
        let mut all = sections::all(act.conn(), section.edition)?;
        let changed = section::stepped(&all, id, step);
        for now in &changed {
            all.retain(|section| section.id != now.id);
            all.push(now.clone());
        }
        section::is_tree(&all).map_err(ActError::refused)?;
        for now in &changed {
            sections::save(act, now)?;
        }
        Ok(())
    })
    .await
}

/// Makes a section part of another and takes it away. Every address that led to it
/// leads to the other.
///
/// # Errors
/// Not a chief; no such section; the two do not go together.
pub async fn merge_section(
    room: &Room,
    actor: Actor,
    gone: SectionId,
    heir: SectionId,
) -> ActResult<Done<Section>> {
    may(room, &actor, Right::Govern, "merge_section").await?;
    room.act(by(&actor), "merge_section", move |act| {
        let heir = sections::by_id(act.conn(), heir)?.ok_or_else(|| dead("into"))?;
        let gone = there(act, gone)?;
        let all = sections::all(act.conn(), gone.edition)?;
        section::may_merge(&all, &gone, &heir).map_err(ActError::refused)?;
        sections::merge(act, &gone, &heir)?;
        Ok(heir)
    })
    .await
}

fn there(act: &mut Act<'_, '_>, id: SectionId) -> ActResult<Section> {
    act.about("section", id);
    sections::by_id(act.conn(), id)?.ok_or(ActError::NotFound)
}
