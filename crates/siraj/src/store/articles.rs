//! Articles with their revisions and counterparts. Saving an article settles its
//! public face and its docket in the same transaction: see [`super::live`] and
//! [`super::dockets`].

use super::Result;
use super::changes::Act;
use super::db::{Conn, ToValue};
use super::library;
use super::live;
use super::touched::RowChange;
use super::values::{Json, in_list};
use super::{alarms, dockets, notes, notices};
use siraj_editorial::article::{Article, Bin};
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::{ArticleId, EditionId, MediaId, PersonId, RevisionId, ShortId, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

/// One article.
pub fn by_id(c: &mut Conn<'_>, id: ArticleId) -> Result<Option<Article>> {
    c.row("SELECT value FROM articles WHERE id = $1", &[&id], |row| {
        Ok(row.get::<Json<Article>>(0)?.0)
    })
}

/// These articles, in the order in which they are named.
pub fn by_ids(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<Article>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT value FROM articles WHERE id IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let mut found: Vec<Article> =
        c.rows(&sql, &params, |row| Ok(row.get::<Json<Article>>(0)?.0))?;
    found.sort_by_key(|article| ids.iter().position(|id| *id == article.id));
    Ok(found)
}

/// One article for changing: on PostgreSQL the row stays locked until the
/// transaction ends, on SQLite the one writer needs no lock.
pub fn for_change(act: &mut Act<'_, '_>, id: ArticleId) -> Result<Option<Article>> {
    // Writing a column to itself takes the row's lock in both dialects.
    act.execute(
        "UPDATE articles SET touched_at = touched_at WHERE id = $1",
        &[&id],
    )?;
    by_id(act.conn(), id)
}

/// The article of a short id.
pub fn by_short_id(c: &mut Conn<'_>, short_id: ShortId) -> Result<Option<Article>> {
    c.row(
        "SELECT value FROM articles WHERE short_id = $1",
        &[&short_id],
        |row| Ok(row.get::<Json<Article>>(0)?.0),
    )
}

/// What an article is called, for lists of what was done to articles.
#[derive(Debug, Clone)]
pub struct Called {
    /// Its short id.
    pub short_id: ShortId,
    /// The headline of its newest text.
    pub headline: String,
    /// Whether the public sees it.
    pub is_live: bool,
}

/// What these articles are called. One query.
pub fn called(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<HashMap<ArticleId, Called>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT a.id, a.short_id, r.manuscript, l.article FROM articles a
         JOIN revisions r ON r.id = a.head LEFT JOIN live l ON l.article = a.id
         WHERE a.id IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let rows: Vec<(ArticleId, Called)> = c.rows(&sql, &params, |row| {
        let called = Called {
            short_id: row.get(1)?,
            headline: row.get::<Json<Manuscript>>(2)?.0.headline,
            is_live: row.get::<Option<ArticleId>>(3)?.is_some(),
        };
        Ok((row.get(0)?, called))
    })?;
    Ok(rows.into_iter().collect())
}

/// The short ids of these articles.
pub fn short_ids(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<HashMap<ArticleId, ShortId>> {
    /// Well below what a statement may hold of parameters.
    const AT_ONCE: usize = 500;
    let mut found = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT id, short_id FROM articles WHERE id IN ({})",
            in_list(ids.len())
        );
        let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
        let rows: Vec<(ArticleId, ShortId)> =
            c.rows(&sql, &params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.extend(rows);
    }
    Ok(found)
}

/// The articles last touched before this place, newest first.
pub fn recent(
    c: &mut Conn<'_>,
    (before, before_id): (Timestamp, &str),
    most: i64,
) -> Result<Vec<(Article, Timestamp)>> {
    c.rows(
        "SELECT value, touched_at FROM articles WHERE (touched_at, id) < ($1, $2)
         ORDER BY touched_at DESC, id DESC LIMIT $3",
        &[&before, &before_id, &most],
        |row| Ok((row.get::<Json<Article>>(0)?.0, row.get(1)?)),
    )
}

/// The articles for which time itself has something to do at `now`, oldest first.
pub fn due(c: &mut Conn<'_>, now: Timestamp, most: i64) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT id FROM articles WHERE next_event <= $1 ORDER BY next_event LIMIT $2",
        &[&now, &most],
        |row| row.get(0),
    )
}

/// The next moment at which time has something to do with an article.
pub fn next_event(c: &mut Conn<'_>) -> Result<Option<Timestamp>> {
    Ok(c.row(
        "SELECT MIN(next_event) FROM articles WHERE next_event IS NOT NULL",
        &[],
        |row| row.get(0),
    )?
    .flatten())
}

/// Writes an article and brings its public face to what it is now. `next_event`
/// is kept only while it lies ahead: what has come is done by this very save.
pub fn save(act: &mut Act<'_, '_>, article: &Article) -> Result<()> {
    let now = act.at();
    let before = by_id(act.conn(), article.id)?;
    let shown = live::face(act.conn(), article.id)?;
    let next = upcoming(article, now);
    act.execute(
        "INSERT INTO articles (id, short_id, edition, section, head, next_event, touched_at, value)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET section = excluded.section, head = excluded.head,
             next_event = excluded.next_event, touched_at = excluded.touched_at,
             value = excluded.value",
        &[
            &article.id,
            &article.short_id,
            &article.edition,
            &article.section,
            &article.head,
            &next,
            &now,
            &Json(article),
        ],
    )?;
    let public = |article: &Article| article.withdrawal.clone();
    if before
        .as_ref()
        .is_some_and(|before| public(before) != public(article))
    {
        act.change(&RowChange::Address(article.short_id, article.id));
    }
    dockets::settle(act, article)?;
    let published = match &article.publication {
        Some(publication) => revision(act.conn(), publication.revision)?,
        None => None,
    };
    let newest = revision(act.conn(), article.head)?;
    let texts: Vec<&Revision> = newest.iter().chain(&published).collect();
    settle_pictures(act, article.id, &texts)?;
    live::settle(
        act,
        shown.as_ref(),
        article,
        published.as_ref().map(|revision| &revision.manuscript),
    )
}

/// What an article names of the library: the pictures of its newest text, and of the one
/// that the public sees.
fn settle_pictures(act: &mut Act<'_, '_>, id: ArticleId, texts: &[&Revision]) -> Result<()> {
    let pictures: Vec<MediaId> = texts
        .iter()
        .flat_map(|revision| revision.manuscript.pictures())
        .collect();
    library::settle_named(act.tx(), &format!("article:{id}"), &pictures)
}

/// The article's next moment: a schedule or an end that is still to be acted on.
/// An embargo and an expiry that lie behind `now` have been settled by the save.
fn upcoming(article: &Article, now: Timestamp) -> Option<Timestamp> {
    use siraj_editorial::article::Stage;
    if article.withdrawal.is_some() || article.binned.is_some() {
        return None;
    }
    let scheduled = match article.stage {
        // A schedule stays due until the clock has published it.
        Stage::Scheduled { at, .. } => Some(at),
        _ => None,
    };
    let ahead = |moment: &Timestamp| *moment > now;
    let embargo = article
        .embargo
        .as_ref()
        .map(|embargo| embargo.until)
        .filter(ahead);
    let expiry = article.expires_at.filter(ahead);
    [scheduled, embargo, expiry].into_iter().flatten().min()
}

const REVISION: &str = "SELECT id, article, number, base, by_person, at, manuscript FROM revisions";

fn read_revision(row: &super::db::Row<'_>) -> Result<Revision> {
    Ok(Revision {
        id: row.get(0)?,
        article: row.get(1)?,
        number: row.get(2)?,
        base: row.get(3)?,
        by: row.get(4)?,
        at: row.get(5)?,
        manuscript: row.get::<Json<Manuscript>>(6)?.0,
    })
}

/// One revision.
pub fn revision(c: &mut Conn<'_>, id: RevisionId) -> Result<Option<Revision>> {
    c.row(&format!("{REVISION} WHERE id = $1"), &[&id], read_revision)
}

/// The revisions of an article, newest first.
pub fn revisions(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<Revision>> {
    c.rows(
        &format!("{REVISION} WHERE article = $1 ORDER BY number DESC"),
        &[&article],
        read_revision,
    )
}

/// Writes a revision: a new one, or the last one again while saves fold into it.
pub fn save_revision(act: &mut Act<'_, '_>, revision: &Revision) -> Result<()> {
    act.execute(
        "INSERT INTO revisions (id, article, number, base, by_person, at, manuscript)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET at = excluded.at, manuscript = excluded.manuscript",
        &[
            &revision.id,
            &revision.article,
            &revision.number,
            &revision.base,
            &revision.by,
            &revision.at,
            &Json(&revision.manuscript),
        ],
    )?;
    let article = by_id(act.conn(), revision.article)?;
    if let Some(article) = article
        .as_ref()
        .filter(|article| article.head == revision.id)
    {
        dockets::settle(act, article)?;
    }
    let published = match article.and_then(|article| article.publication) {
        Some(publication) => self::revision(act.conn(), publication.revision)?,
        None => None,
    };
    let texts: Vec<&Revision> = std::iter::once(revision).chain(&published).collect();
    settle_pictures(act, revision.article, &texts)
}

/// The counterparts of an article, itself not among them.
pub fn counterparts(c: &mut Conn<'_>, id: ArticleId) -> Result<Vec<(EditionId, ArticleId)>> {
    c.rows(
        "SELECT other.edition, other.article FROM counterparts own
         JOIN counterparts other ON other.pair = own.pair AND other.article <> own.article
         WHERE own.article = $1 ORDER BY other.edition",
        &[&id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The counterparts of each of these articles: which, and its counterpart.
pub fn counterparts_of(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<(ArticleId, ArticleId)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT own.article, other.article FROM counterparts own
         JOIN counterparts other ON other.pair = own.pair AND other.article <> own.article
         WHERE own.article IN ({}) ORDER BY own.article, other.edition",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    c.rows(&sql, &params, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Makes two articles counterparts, joining the pair that either belongs to.
pub fn pair(act: &mut Act<'_, '_>, one: &Article, other: &Article, fresh: Uuid) -> Result<()> {
    let known: Option<String> = act.conn().row(
        "SELECT pair FROM counterparts WHERE article = $1 OR article = $2 LIMIT 1",
        &[&one.id, &other.id],
        |row| row.get(0),
    )?;
    let pair = known.unwrap_or_else(|| fresh.to_string());
    for article in [one, other] {
        act.execute(
            "INSERT INTO counterparts (pair, edition, article) VALUES ($1, $2, $3)
             ON CONFLICT (article) DO UPDATE SET pair = excluded.pair",
            &[&pair, &article.edition, &article.id],
        )?;
    }
    let members: Vec<ArticleId> = act.conn().rows(
        "SELECT article FROM counterparts WHERE pair = $1",
        &[&pair as &dyn ToValue],
        |row| row.get(0),
    )?;
    for member in members {
        act.change(&RowChange::Counterpart(member));
    }
    Ok(())
}

/// Takes an article out of its pair.
pub fn unpair(act: &mut Act<'_, '_>, id: ArticleId) -> Result<()> {
    let others = counterparts(act.conn(), id)?;
    act.execute("DELETE FROM counterparts WHERE article = $1", &[&id])?;
    super::levels::forget(act, id)?;
    act.change(&RowChange::Counterpart(id));
    for (_, other) in others {
        act.change(&RowChange::Counterpart(other));
    }
    Ok(())
}

/// When the article of a short id was erased, if it was.
pub fn erased_at(c: &mut Conn<'_>, short_id: ShortId) -> Result<Option<Timestamp>> {
    c.row(
        "SELECT at FROM erasures WHERE short_id = $1",
        &[&short_id],
        |row| row.get(0),
    )
}

/// Erases an article, and keeps who did it, when and why: its address says so from now on.
pub fn erase(act: &mut Act<'_, '_>, article: &Article, by: PersonId, reason: &str) -> Result<()> {
    let at = act.at();
    empty(act, article, Bin { at, by })?;
    act.execute(
        "INSERT INTO erasures (short_id, at, by_person, reason) VALUES ($1, $2, $3, $4)
         ON CONFLICT (short_id) DO NOTHING",
        &[&article.short_id, &at, &by, &reason],
    )?;
    act.change(&RowChange::Address(article.short_id, article.id));
    Ok(())
}

/// Deletes all that an article was: every revision, note, list entry, its docket and its
/// face. Its row stays without a word of it, so that its address never names anything else.
pub fn empty(act: &mut Act<'_, '_>, article: &Article, bin: Bin) -> Result<()> {
    let at = act.at();
    let shown = live::face(act.conn(), article.id)?;
    live::settle(act, shown.as_ref(), article, None)?;
    unpair(act, article.id)?;
    library::settle_named(act.tx(), &format!("article:{}", article.id), &[])?;
    super::posts::erase(act, article.id)?;
    // Answers that are kept for a repeated request hold the text too.
    act.execute(
        "DELETE FROM idempotency WHERE answer LIKE $1",
        &[&format!("%{}%", article.id)],
    )?;
    dockets::erase(act, article.id)?;
    notes::erase(act, article.id)?;
    notices::erase(act, article.id)?;
    alarms::erase(act, article.id)?;
    for sql in [
        "DELETE FROM presence WHERE article = $1",
        "DELETE FROM shares WHERE article = $1",
        "DELETE FROM passed WHERE article = $1",
        "DELETE FROM related WHERE article = $1 OR other = $1",
        "DELETE FROM related_choices WHERE article = $1 OR other = $1",
        "DELETE FROM revisions WHERE article = $1",
    ] {
        act.execute(sql, &[&article.id])?;
    }
    let bare = Article {
        publication: None,
        embargo: None,
        expires_at: None,
        withdrawal: None,
        corrections: Vec::new(),
        binned: Some(bin),
        ..article.clone()
    };
    act.execute(
        "UPDATE articles SET next_event = NULL, touched_at = $2, value = $3 WHERE id = $1",
        &[&article.id, &at, &Json(&bare)],
    )?;
    Ok(())
}
