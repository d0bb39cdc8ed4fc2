//! With which text of its source a counterpart was last brought level.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::values::Json;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{ArticleId, EditionId, PersonId, RevisionId, Timestamp};

/// How far a counterpart has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Which counterpart.
    pub article: ArticleId,
    /// Of which article it says the same.
    pub source: ArticleId,
    /// The text of that article that it says.
    pub revision: RevisionId,
    /// Since when.
    pub at: Timestamp,
    /// Who said so.
    pub by: PersonId,
}

/// How far a counterpart has come, where somebody said so.
pub fn of(c: &mut Conn<'_>, article: ArticleId) -> Result<Option<Level>> {
    c.row(
        "SELECT article, source, revision, at, by_person FROM levels WHERE article = $1",
        &[&article],
        |row| {
            Ok(Level {
                article: row.get(0)?,
                source: row.get(1)?,
                revision: row.get(2)?,
                at: row.get(3)?,
                by: row.get(4)?,
            })
        },
    )
}

/// Says that a counterpart says what this text of its source says.
pub fn set(act: &mut Act<'_, '_>, level: &Level) -> Result<()> {
    act.execute(
        "INSERT INTO levels (article, source, revision, at, by_person) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (article) DO UPDATE SET source = excluded.source,
             revision = excluded.revision, at = excluded.at, by_person = excluded.by_person",
        &[
            &level.article,
            &level.source,
            &level.revision,
            &level.at,
            &level.by,
        ],
    )?;
    Ok(())
}

/// Forgets how far an article had come, and what had come how far after it.
pub fn forget(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    act.execute(
        "DELETE FROM levels WHERE article = $1 OR source = $1",
        &[&article],
    )?;
    Ok(())
}

/// The newest articles of an edition that have no counterpart yet in another, with their
/// headlines: what one may choose from.
pub fn unpaired(
    c: &mut Conn<'_>,
    edition: EditionId,
    other: EditionId,
    most: i64,
) -> Result<Vec<(siraj_editorial::article::Article, String)>> {
    c.rows(
        "SELECT a.value, r.manuscript FROM articles a JOIN revisions r ON r.id = a.head
         WHERE a.edition = $1 AND NOT EXISTS (
             SELECT 1 FROM counterparts own
             JOIN counterparts another ON another.pair = own.pair
             WHERE own.article = a.id AND another.edition = $2)
         ORDER BY a.touched_at DESC, a.id DESC LIMIT $3",
        &[&edition, &other, &most],
        |row| {
            let article = row.get::<Json<siraj_editorial::article::Article>>(0)?.0;
            Ok((article, row.get::<Json<Manuscript>>(1)?.0.headline))
        },
    )
}
