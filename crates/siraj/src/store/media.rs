//! Pictures of the library and where the public sees them. A picture's public
//! key names its present version: original, focal point and recipe; it changes
//! when any of them does, so media addresses can be cached for ever. A key
//! answers only while something public shows the picture and its rights last:
//! when they expire is the clock's to say, for a page never asks what time it is.

use super::Result;
use super::changes::Act;
use super::db::{Conn, ToValue, Tx};
use super::library;
use super::touched::RowChange;
use super::values::{Json, in_list};
use sha2::{Digest, Sha256};
use siraj_editorial::media::Media;
use siraj_editorial::{MediaId, Timestamp};
use std::collections::{BTreeSet, HashMap};

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
    among(c, ids, "")
}

/// Those of these pictures that may be shown, in no order: their rights have not expired.
pub fn shown(c: &mut Conn<'_>, ids: &[MediaId]) -> Result<Vec<Media>> {
    among(c, ids, "AND expired = 0")
}

fn among(c: &mut Conn<'_>, ids: &[MediaId], also: &'static str) -> Result<Vec<Media>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT value FROM media WHERE id IN ({}) {also}",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    c.rows(&sql, &params, |row| Ok(row.get::<Json<Media>>(0)?.0))
}

/// The newest pictures of the library, before this moment.
pub fn newest(c: &mut Conn<'_>, before: Timestamp, most: i64) -> Result<Vec<Media>> {
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

/// Whether something public shows the picture: never after its rights have expired.
pub fn is_public(c: &mut Conn<'_>, id: MediaId) -> Result<bool> {
    Ok(c.row(
        "SELECT 1 FROM media_uses u JOIN media m ON m.id = u.media
         WHERE u.media = $1 AND m.expired = 0 LIMIT 1",
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

/// Of each picture, when its rights end and whether they have ended, as its row says.
pub fn rights(c: &mut Conn<'_>) -> Result<HashMap<MediaId, (Option<Timestamp>, bool)>> {
    let rows: Vec<(MediaId, (Option<Timestamp>, bool))> =
        c.rows("SELECT id, expires_at, expired FROM media", &[], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
    Ok(rows.into_iter().collect())
}

/// Writes a picture: new, its words changed, its focal point moved, its original
/// replaced or its rights prolonged. Pages show it when the act's moment lies
/// before the end of its rights.
pub fn save(act: &mut Act<'_, '_>, media: &Media) -> Result<()> {
    let before = shown(act.conn(), &[media.id])?.pop();
    let at = act.at();
    let expired = media.expires_at.is_some_and(|end| end <= at);
    for version in by_ids(act.conn(), &[media.id])?.iter().chain([media]) {
        keep_version(act, version)?;
    }
    act.execute(
        "INSERT INTO media (id, public_key, created_at, expires_at, expired, value)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key,
             expires_at = excluded.expires_at, expired = excluded.expired,
             value = excluded.value",
        &[
            &media.id,
            &public_key(media),
            &at,
            &media.expires_at,
            &expired,
            &Json(media),
        ],
    )?;
    library::settle(act.tx(), media)?;
    let after = (!expired).then_some(media);
    act.change(&RowChange::Media(before.as_ref(), after));
    Ok(())
}

fn keep_version(act: &mut Act<'_, '_>, media: &Media) -> Result<()> {
    act.execute(
        "INSERT INTO media_versions (public_key, media, original) VALUES ($1, $2, $3)
         ON CONFLICT (public_key) DO NOTHING",
        &[&public_key(media), &media.id, &media.original],
    )?;
    Ok(())
}

/// Those of these pictures that nothing in the newsroom names: no text of any
/// article, public or not, no person, story, static page or placement.
pub fn unnamed(c: &mut Conn<'_>, ids: &[MediaId]) -> Result<Vec<MediaId>> {
    let mut unnamed = Vec::new();
    for id in ids {
        let words = format!("%{id}%");
        let named: Option<i64> = c.row(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM media_uses WHERE media = $2)
                 OR EXISTS (SELECT 1 FROM revisions WHERE manuscript LIKE $1)
                 OR EXISTS (SELECT 1 FROM post_revisions WHERE text LIKE $1)
                 OR EXISTS (SELECT 1 FROM people WHERE value LIKE $1)
                 OR EXISTS (SELECT 1 FROM stories WHERE value LIKE $1)
                 OR EXISTS (SELECT 1 FROM static_pages WHERE value LIKE $1)
                 OR EXISTS (SELECT 1 FROM placements WHERE value LIKE $1)
                 OR EXISTS (SELECT 1 FROM identity WHERE value LIKE $1)
                 OR EXISTS (SELECT 1 FROM editions WHERE value LIKE $1)",
            &[&words, id],
            |row| row.get(0),
        )?;
        if named.is_none() {
            unnamed.push(*id);
        }
    }
    Ok(unnamed)
}

/// Takes a picture out of the library. Its bytes are [`orphans`] from then on.
pub fn erase(act: &mut Act<'_, '_>, media: &Media) -> Result<()> {
    keep_version(act, media)?;
    let before = shown(act.conn(), &[media.id])?.pop();
    act.execute("DELETE FROM media_uses WHERE media = $1", &[&media.id])?;
    act.execute("DELETE FROM media WHERE id = $1", &[&media.id])?;
    library::forget(act.tx(), media.id)?;
    act.change(&RowChange::Media(before.as_ref(), None));
    act.change(&RowChange::Unshown(media.id));
    Ok(())
}

/// A version of an erased picture whose bytes are still to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The public key of its derivatives.
    pub public_key: String,
    /// Its original, unless another picture has the same.
    pub original: Option<String>,
}

/// The versions of erased pictures.
pub fn orphans(c: &mut Conn<'_>) -> Result<Vec<Orphan>> {
    c.rows(
        "SELECT v.public_key, v.original, CASE WHEN EXISTS (
                 SELECT 1 FROM media_versions w JOIN media n ON n.id = w.media
                 WHERE w.original = v.original) THEN 1 ELSE 0 END
         FROM media_versions v LEFT JOIN media m ON m.id = v.media
         WHERE m.id IS NULL ORDER BY v.public_key",
        &[],
        |row| {
            let shared = row.get::<i64>(2)? != 0;
            Ok(Orphan {
                public_key: row.get(0)?,
                original: (!shared).then_some(row.get(1)?),
            })
        },
    )
}

/// The bytes of an orphan are deleted.
pub fn buried(tx: &mut Tx<'_>, public_key: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM media_versions WHERE public_key = $1",
        &[&public_key],
    )?;
    Ok(())
}

/// The pictures whose rights have expired and whose rows do not say so.
pub fn due(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<MediaId>> {
    c.rows(
        "SELECT id FROM media WHERE expired = 0 AND expires_at <= $1",
        &[&now],
        |row| row.get(0),
    )
}

/// Brings a picture to the act's moment: pages stop showing one whose rights
/// have expired. Asks again what the rights are, for they may have been prolonged.
pub fn settle_expiry(act: &mut Act<'_, '_>, id: MediaId) -> Result<()> {
    match by_ids(act.conn(), &[id])?.pop() {
        Some(media) => save(act, &media),
        None => Ok(()),
    }
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
