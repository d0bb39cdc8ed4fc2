//! Notices: what people are told of. They are kept in the transaction of the act that
//! causes them, so nobody is told of what did not happen; a kind that a person has put
//! to silence is not kept for them.

use super::changes::Act;
use super::db::{Conn, Row, Tx};
use super::{Error, Result, habits};
use siraj_editorial::{ArticleId, PersonId, Timestamp};
use uuid::Uuid;

/// Notices are kept so long after they were read.
pub const KEPT_SECONDS: i64 = 90 * 24 * 3600;
/// No more than this is counted for the bar.
const MOST_COUNTED: i64 = 100;

/// Of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// A note names one.
    Named,
    /// One's article was sent back.
    SentBack,
    /// Something waits for one's review.
    ToReview,
    /// One's article was approved.
    Approved,
    /// One's article is out.
    Published,
}

impl NoticeKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Named,
        Self::SentBack,
        Self::ToReview,
        Self::Approved,
        Self::Published,
    ];

    /// Its name in the store and in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::SentBack => "sent_back",
            Self::ToReview => "to_review",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The habit of hearing nothing of it.
    #[must_use]
    pub fn silence(self) -> String {
        format!("silent:{}", self.name())
    }
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub id: Uuid,
    /// Of what.
    pub kind: NoticeKind,
    /// About which article.
    pub article: ArticleId,
    /// About which note.
    pub note: Option<Uuid>,
    /// Who did it; `None` for the newsroom itself.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

fn read(row: &Row<'_>) -> Result<Notice> {
    let kind: String = row.get(1)?;
    let note: Option<String> = row.get(3)?;
    Ok(Notice {
        id: row.get::<String>(0)?.parse().map_err(Error::other)?,
        kind: NoticeKind::named(&kind).ok_or_else(|| Error::other("no kind of notice"))?,
        article: row.get(2)?,
        note: note
            .map(|id| id.parse().map_err(Error::other))
            .transpose()?,
        by: row.get(4)?,
        at: row.get(5)?,
        read_at: row.get(6)?,
    })
}

/// Tells people of something, each once and nobody of what they did themselves.
pub fn tell(
    act: &mut Act<'_, '_>,
    people: &[PersonId],
    (kind, article): (NoticeKind, ArticleId),
    (by, note): (Option<PersonId>, Option<Uuid>),
) -> Result<()> {
    let mut people: Vec<PersonId> = people
        .iter()
        .copied()
        .filter(|person| Some(*person) != by)
        .collect();
    people.sort_unstable();
    people.dedup();
    let at = act.at();
    for person in people {
        if habits::has(act.conn(), person, &kind.silence())? {
            continue;
        }
        act.execute(
            "INSERT INTO notices (id, person, kind, article, note, by_person, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &crate::room::fresh_id().to_string(),
                &person,
                &kind.name(),
                &article,
                &note.map(|id| id.to_string()),
                &by,
                &at,
            ],
        )?;
        // By when it was read, as they lie in an index: who never comes has thousands unread.
        act.execute(
            "DELETE FROM notices WHERE person = $1 AND read_at < $2",
            &[&person, &at.plus_seconds(-KEPT_SECONDS)],
        )?;
    }
    Ok(())
}

/// A person's notices before a place, the newest first.
pub fn of(
    c: &mut Conn<'_>,
    person: PersonId,
    (before, before_id): (Timestamp, &str),
    most: i64,
) -> Result<Vec<Notice>> {
    c.rows(
        "SELECT id, kind, article, note, by_person, at, read_at FROM notices
         WHERE person = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4",
        &[&person, &before, &before_id, &most],
        read,
    )
}

/// How many notices a person has not read; a hundred stands for more.
pub fn unread(c: &mut Conn<'_>, person: PersonId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM notices
        WHERE person = $1 AND read_at IS NULL LIMIT $2) AS found";
    let count = c.row(sql, &[&person, &MOST_COUNTED], |row| row.get(0))?;
    Ok(count.unwrap_or_default())
}

/// A person has read this notice, or all of them; or has not after all.
pub fn mark(
    tx: &mut Tx<'_>,
    person: PersonId,
    only: Option<Uuid>,
    read_at: Option<Timestamp>,
) -> Result<()> {
    let only = only.map(|id| id.to_string()).unwrap_or_default();
    tx.execute(
        "UPDATE notices SET read_at = $3 WHERE person = $1 AND ($2 = '' OR id = $2)",
        &[&person, &only, &read_at],
    )?;
    Ok(())
}

/// A person has opened what these were about.
pub fn mark_article(
    tx: &mut Tx<'_>,
    person: PersonId,
    article: ArticleId,
    read_at: Timestamp,
) -> Result<()> {
    tx.execute(
        "UPDATE notices SET read_at = $3 WHERE person = $1 AND article = $2 AND read_at IS NULL",
        &[&person, &article, &read_at],
    )?;
    Ok(())
}

/// Takes every notice about an article away.
pub(super) fn erase(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    act.execute("DELETE FROM notices WHERE article = $1", &[&article])?;
    Ok(())
}
