//! Sections of an edition. The tree is small: it is read whole, once a page.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::slugs;
use super::touched::RowChange;
use super::values::Json;
use siraj_editorial::section::{Section, with_descendants};
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
