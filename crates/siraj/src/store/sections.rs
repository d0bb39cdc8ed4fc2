//! Sections of an edition. The tree is small: it is read whole, once a page.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::keys::List;
use super::touched::RowChange;
use super::values::Json;
use super::{fronts, heirs, house, menus, slugs, tokens};
use siraj_editorial::heir::Heir;
use siraj_editorial::menu::Entry;
use siraj_editorial::section::{Section, below, with_descendants};
use siraj_editorial::{EditionId, SectionId};

/// All sections of an edition, in their order.
pub fn all(c: &mut Conn<'_>, edition: EditionId) -> Result<Vec<Section>> {
    c.rows(
        "SELECT value FROM sections WHERE edition = $1 ORDER BY position, id",
        &[&edition],
        |row| Ok(row.get::<Json<Section>>(0)?.0),
    )
}

/// One section.
pub fn by_id(c: &mut Conn<'_>, id: SectionId) -> Result<Option<Section>> {
    c.row("SELECT value FROM sections WHERE id = $1", &[&id], |row| {
        Ok(row.get::<Json<Section>>(0)?.0)
    })
}

/// The section at a path of an edition.
pub fn by_slug(c: &mut Conn<'_>, edition: EditionId, slug: &str) -> Result<Option<Section>> {
    c.row(
        "SELECT value FROM sections WHERE edition = $1 AND slug = $2",
        &[&edition, &slug],
        |row| Ok(row.get::<Json<Section>>(0)?.0),
    )
}

/// Writes a section: new, renamed or moved. Its old path keeps leading to it;
/// its articles follow it into the lists of the sections now around it.
pub fn save(act: &mut Act<'_, '_>, section: &Section) -> Result<()> {
    let before = by_id(act.conn(), section.id)?;
    act.execute(
        "INSERT INTO sections (id, edition, parent, slug, position, value)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, slug = excluded.slug,
             position = excluded.position, value = excluded.value",
        &[
            &section.id,
            &section.edition,
            &section.parent,
            &section.slug,
            &section.position,
            &Json(section),
        ],
    )?;
    act.change(&RowChange::Section(before.as_ref(), Some(section)));
    slugs::settle(
        act,
        slugs::Kind::Section,
        &section.edition.to_string(),
        before.as_ref().map(|before| before.slug.as_str()),
        (&section.slug, &section.id.to_string()),
    )?;
    if before.is_some_and(|before| before.parent != section.parent) {
        let all = all(act.conn(), section.edition)?;
        super::lists::settle_sections(act, &with_descendants(&all, section.id))?;
    }
    Ok(())
}

/// Writes a section and has the same sections of other editions name it, and only it,
/// as theirs: a pair that only one side tells of is none.
pub fn save_paired(act: &mut Act<'_, '_>, section: &Section) -> Result<()> {
    save(act, section)?;
    for edition in house::editions(act.conn())? {
        if edition.id == section.edition {
            continue;
        }
        let own: Vec<SectionId> = all(act.conn(), section.edition)?
            .iter()
            .map(|one| one.id)
            .collect();
        for before in all(act.conn(), edition.id)? {
            let mut theirs = before.clone();
            if section.counterparts.contains(&theirs.id) {
                theirs.counterparts.retain(|id| !own.contains(id));
                theirs.counterparts.push(section.id);
            } else {
                theirs.counterparts.retain(|id| *id != section.id);
            }
            if theirs != before {
                save(act, &theirs)?;
            }
        }
    }
    Ok(())
}

/// How many articles are in a section itself, drafts too.
pub fn articles(c: &mut Conn<'_>, id: SectionId) -> Result<u64> {
    let found: Option<i64> = c.row(
        "SELECT COUNT(*) FROM articles WHERE section = $1",
        &[&id],
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or_default().unsigned_abs())
}

/// Makes a section part of another and takes it away: its articles, the sections right
/// below it, its counterparts, whoever is confined to it and every path that led to it
/// are the heir's from now on.
pub fn merge(act: &mut Act<'_, '_>, gone: &Section, heir: &Section) -> Result<()> {
    let tree = all(act.conn(), gone.edition)?;
    let first = below(&tree, Some(heir.id))
        .last()
        .map_or(0, |last| last.position + 1);
    for (position, inside) in (first..).zip(below(&tree, Some(gone.id))) {
        let inside = Section {
            parent: Some(heir.id),
            position,
            ..inside.clone()
        };
        save(act, &inside)?;
    }
    heirs::take_over(act, Heir::Section(gone.id, heir.id))?;
    inherit_counterparts(act, gone, heir)?;
    tokens::inherit_section(act, gone.id, heir.id)?;
    inherit_entries(act, gone, heir)?;
    fronts::forget_section(act, gone.id)?;
    slugs::inherit(
        act,
        (slugs::Kind::Section, slugs::Kind::GoneSection),
        &gone.edition.to_string(),
        &gone.slug,
        (&gone.id.to_string(), &heir.id.to_string()),
    )?;
    act.execute(
        "DELETE FROM list_pages WHERE list = $1",
        &[&List::Section(gone.id).to_string()],
    )?;
    act.execute("DELETE FROM sections WHERE id = $1", &[&gone.id])?;
    act.change(&RowChange::Section(Some(gone), None));
    Ok(())
}

/// The menus of the edition lead to the heir, once.
fn inherit_entries(act: &mut Act<'_, '_>, gone: &Section, heir: &Section) -> Result<()> {
    let before = menus::of(act.conn(), gone.edition)?;
    let (from, into) = (Entry::Section(gone.id), Entry::Section(heir.id));
    let mut now = before.clone();
    for entries in [&mut now.masthead, &mut now.foot].into_iter().flatten() {
        if entries.contains(&into) {
            entries.retain(|entry| *entry != from);
        }
        for entry in entries.iter_mut().filter(|entry| **entry == from) {
            *entry = into;
        }
    }
    if now == before {
        return Ok(());
    }
    menus::save(act, gone.edition, &now)
}

/// Sections of other editions that name what goes name its heir, unless it has a
/// counterpart there already.
fn inherit_counterparts(act: &mut Act<'_, '_>, gone: &Section, heir: &Section) -> Result<()> {
    // Moving what lies inside may have touched it since.
    let mut now = by_id(act.conn(), heir.id)?.unwrap_or_else(|| heir.clone());
    for edition in house::editions(act.conn())? {
        for before in all(act.conn(), edition.id)? {
            if before.id == gone.id || !before.counterparts.contains(&gone.id) {
                continue;
            }
            let mut theirs = before.clone();
            theirs.counterparts.retain(|id| *id != gone.id);
            let mut others = Vec::new();
            for id in &now.counterparts {
                others.extend(by_id(act.conn(), *id)?);
            }
            if others.iter().all(|other| other.edition != theirs.edition) {
                now.counterparts.push(theirs.id);
                if !theirs.counterparts.contains(&heir.id) {
                    theirs.counterparts.push(heir.id);
                }
            }
            save(act, &theirs)?;
        }
    }
    save(act, &now)
}
