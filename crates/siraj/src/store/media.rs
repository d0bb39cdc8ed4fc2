//! Pictures of the library and where the public sees them. A picture's public
//! key names its present version: original, focal point and recipe; it changes
//! when any of them does, so media addresses can be cached for ever. A key
//! answers only while something public shows the picture.

use super::Result;
use super::changes::Act;
use super::db::{Conn, ToValue};
use super::touched::RowChange;
use super::values::{Json, in_list};
use sha2::{Digest, Sha256};
use siraj_editorial::MediaId;
use siraj_editorial::media::Media;
use std::collections::BTreeSet;

/// Rises when the way derivatives are made changes, so that old ones are not served.
const RECIPE: &str = "1";

/// The sixteen hexadecimal letters that name this version of a picture in addresses.
#[must_use]
pub fn public_key(media: &Media) -> String {
    let version = format!(
        "{RECIPE}:{}:{}:{:.4}:{:.4}",
        media.id, media.original, media.focal.x, media.focal.y
    );
    Sha256::digest(version.as_bytes())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// These pictures, in no order.
pub fn by_ids(c: &mut Conn<'_>, ids: &[MediaId]) -> Result<Vec<Media>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT value FROM media WHERE id IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    c.rows(&sql, &params, |row| Ok(row.get::<Json<Media>>(0)?.0))
}

/// The newest pictures of the library, before this moment.
pub fn newest(
    c: &mut Conn<'_>,
    before: siraj_editorial::Timestamp,
    most: i64,
) -> Result<Vec<Media>> {
    c.rows(
        "SELECT value FROM media WHERE created_at < $1 ORDER BY created_at DESC, id DESC LIMIT $2",
        &[&before, &most],
        |row| Ok(row.get::<Json<Media>>(0)?.0),
    )
}

/// The originals of all pictures, each once.
pub fn originals(c: &mut Conn<'_>) -> Result<Vec<String>> {
    let mut found = BTreeSet::new();
    c.each("SELECT value FROM media", &[], |row| {
        found.insert(row.get::<Json<Media>>(0)?.0.original);
        Ok(())
    })?;
    Ok(found.into_iter().collect())
}

/// The picture that a public key names now.
pub fn by_public_key(c: &mut Conn<'_>, key: &str) -> Result<Option<Media>> {
    c.row(
        "SELECT value FROM media WHERE public_key = $1",
        &[&key],
        |row| Ok(row.get::<Json<Media>>(0)?.0),
    )
}

/// Whether something public shows the picture.
pub fn is_public(c: &mut Conn<'_>, id: MediaId) -> Result<bool> {
    Ok(c.row(
        "SELECT 1 FROM media_uses WHERE media = $1 LIMIT 1",
        &[&id],
        |row| row.get::<i64>(0),
    )?
    .is_some())
}

/// What shows the picture in public: `article:…`, `person:…` and the like.
pub fn uses(c: &mut Conn<'_>, id: MediaId) -> Result<Vec<String>> {
    c.rows(
        "SELECT shown_by FROM media_uses WHERE media = $1 ORDER BY shown_by",
        &[&id],
        |row| row.get(0),
    )
}

/// Writes a picture: new, its words changed, its focal point moved or its
/// original replaced.
pub fn save(act: &mut Act<'_, '_>, media: &Media) -> Result<()> {
    let before = by_ids(act.conn(), &[media.id])?.pop();
    let at = act.at();
    act.execute(
        "INSERT INTO media (id, public_key, created_at, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key, value = excluded.value",
        &[&media.id, &public_key(media), &at, &Json(media)],
    )?;
    act.change(&RowChange::Media(before.as_ref(), media));
    Ok(())
}

/// Brings what `shown_by` shows to exactly these pictures.
pub(super) fn settle_uses(
    act: &mut Act<'_, '_>,
    shown_by: &str,
    pictures: &[MediaId],
) -> Result<()> {
    let before: Vec<MediaId> = act.conn().rows(
        "SELECT media FROM media_uses WHERE shown_by = $1",
        &[&shown_by],
        |row| row.get(0),
    )?;
    act.execute("DELETE FROM media_uses WHERE shown_by = $1", &[&shown_by])?;
    for picture in pictures {
        act.execute(
            "INSERT INTO media_uses (media, shown_by) VALUES ($1, $2)
             ON CONFLICT (media, shown_by) DO NOTHING",
            &[picture, &shown_by],
        )?;
    }
    for picture in before {
        if !is_public(act.conn(), picture)? {
            act.change(&RowChange::Unshown(picture));
        }
    }
    Ok(())
}
