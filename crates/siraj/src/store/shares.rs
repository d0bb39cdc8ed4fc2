//! Links that show an unpublished text to somebody without an account: for whom, by
//! whom, until when. Of the secret in the address only its hash is kept.

use super::Result;
use super::changes::Act;
use super::db::{Conn, Row};
use siraj_editorial::{ArticleId, PersonId, RevisionId, Timestamp};
use uuid::Uuid;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Which.
    pub id: Uuid,
    /// To which article.
    pub article: ArticleId,
    /// To which of its texts; the newest when `None`.
    pub revision: Option<RevisionId>,
    /// For whom, in the words of whoever made it.
    pub reader: String,
    /// Who made it.
    pub by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// Until when it opens.
    pub ends_at: Timestamp,
    /// When somebody ended it before that.
    pub ended_at: Option<Timestamp>,
}

impl Share {
    /// Whether it opens at this moment.
    #[must_use]
    pub fn opens(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && self.ends_at > now
    }
}

const SHARE: &str =
    "SELECT id, article, revision, reader, by_person, made_at, ends_at, ended_at FROM shares";

fn read(row: &Row<'_>) -> Result<Share> {
    let id: String = row.get(0)?;
    Ok(Share {
        id: id.parse().map_err(super::Error::other)?,
        article: row.get(1)?,
        revision: row.get(2)?,
        reader: row.get(3)?,
        by: row.get(4)?,
        made_at: row.get(5)?,
        ends_at: row.get(6)?,
        ended_at: row.get(7)?,
    })
}

/// Keeps a link under the hash of its secret.
pub fn save(act: &mut Act<'_, '_>, share: &Share, hash: &str) -> Result<()> {
    act.execute(
        "INSERT INTO shares (id, hash, article, revision, reader, by_person, made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &share.id.to_string(),
            &hash,
            &share.article,
            &share.revision,
            &share.reader,
            &share.by,
            &share.made_at,
            &share.ends_at,
        ],
    )?;
    Ok(())
}

/// The link of a secret's hash.
pub fn by_hash(c: &mut Conn<'_>, hash: &str) -> Result<Option<Share>> {
    c.row(&format!("{SHARE} WHERE hash = $1"), &[&hash], read)
}

/// The links to an article, the newest first.
pub fn of(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<Share>> {
    c.rows(
        &format!("{SHARE} WHERE article = $1 ORDER BY made_at DESC, id DESC LIMIT 100"),
        &[&article],
        read,
    )
}

/// Ends a link of an article. Answers whether it was open.
pub fn end(act: &mut Act<'_, '_>, article: ArticleId, id: Uuid) -> Result<bool> {
    let at = act.at();
    let ended = act.execute(
        "UPDATE shares SET ended_at = $1 WHERE id = $2 AND article = $3
         AND ended_at IS NULL AND ends_at > $1",
        &[&at, &id.to_string(), &article],
    )?;
    Ok(ended > 0)
}
