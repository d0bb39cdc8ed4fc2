//! Live articles: the coverage of each and its posts. Posts stand in numbered pages
//! that count from the oldest and are fixed when full, as articles do in lists
//! ([`super::lists`]); the page of the article shows the newest two of them.

use super::Result;
use super::changes::Act;
use super::corrections;
use super::db::{Conn, Row};
use super::keys::List;
use super::lists;
use super::live;
use super::touched::RowChange;
use super::values::Json;
use serde::{Deserialize, Serialize};
use siraj_editorial::article::Article;
use siraj_editorial::correction::Correction;
use siraj_editorial::coverage::Coverage;
use siraj_editorial::post::{LivePost, PostText};
use siraj_editorial::{ArticleId, MediaId, PersonId, PostId, Timestamp};
use std::collections::BTreeSet;

/// The coverage of an article, once anybody has decided anything of it.
pub fn coverage(c: &mut Conn<'_>, article: ArticleId) -> Result<Option<Coverage>> {
    c.row(
        "SELECT value FROM coverages WHERE article = $1",
        &[&article],
        |row| Ok(row.get::<Json<Coverage>>(0)?.0),
    )
}

/// Writes a coverage.
pub fn save_coverage(act: &mut Act<'_, '_>, coverage: &Coverage) -> Result<()> {
    let before = self::coverage(act.conn(), coverage.article)?;
    act.execute(
        "INSERT INTO coverages (article, next_event, value) VALUES ($1, $2, $3)
         ON CONFLICT (article) DO UPDATE SET next_event = excluded.next_event,
             value = excluded.value",
        &[&coverage.article, &coverage.next_event(), &Json(coverage)],
    )?;
    act.change(&RowChange::Coverage(before.as_ref(), coverage));
    Ok(())
}

/// The articles whose coverage ends by itself at `now`.
pub fn due(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT article FROM coverages WHERE next_event <= $1 ORDER BY next_event",
        &[&now],
        |row| row.get(0),
    )
}

const POST: &str = "SELECT value FROM posts";

fn read(row: &Row<'_>) -> Result<LivePost> {
    Ok(row.get::<Json<LivePost>>(0)?.0)
}

/// One post.
pub fn by_id(c: &mut Conn<'_>, id: PostId) -> Result<Option<LivePost>> {
    c.row(&format!("{POST} WHERE id = $1"), &[&id], read)
}

/// The post of a number in an article.
pub fn by_number(c: &mut Conn<'_>, article: ArticleId, number: i64) -> Result<Option<LivePost>> {
    c.row(
        &format!("{POST} WHERE article = $1 AND number = $2"),
        &[&article, &number],
        read,
    )
}

/// The number of the next post of an article.
pub fn next_number(c: &mut Conn<'_>, article: ArticleId) -> Result<i64> {
    let last: Option<i64> = c.row(
        "SELECT number FROM posts WHERE article = $1 ORDER BY number DESC LIMIT 1",
        &[&article],
        |row| row.get(0),
    )?;
    Ok(last.unwrap_or_default() + 1)
}

/// The newest posts of an article, newest first, and the page of the first older one.
#[derive(Debug, Clone, Default)]
pub struct Newest {
    /// The posts.
    pub posts: Vec<LivePost>,
    /// The newest page of which nothing is among them.
    pub older: Option<i64>,
}

/// What the page of the article shows: the newest page of posts and the one before.
pub fn newest(c: &mut Conn<'_>, article: ArticleId) -> Result<Newest> {
    let list = List::Posts(article);
    let Some(last) = lists::last_page(c, &list)? else {
        return Ok(Newest::default());
    };
    let first = (last - 1).max(1);
    let from = lists::bounds(c, &list, first)?.map_or(i64::MIN, |(from, _)| from);
    Ok(Newest {
        posts: between(c, article, (from, i64::MAX))?,
        older: (first > 1).then_some(first - 1),
    })
}

/// The posts of page `n`, newest first; `None` when there is no such page.
pub fn page(c: &mut Conn<'_>, article: ArticleId, n: i64) -> Result<Option<Vec<LivePost>>> {
    match lists::bounds(c, &List::Posts(article), n)? {
        Some(bounds) => Ok(Some(between(c, article, bounds)?)),
        None => Ok(None),
    }
}

fn between(c: &mut Conn<'_>, article: ArticleId, (from, to): (i64, i64)) -> Result<Vec<LivePost>> {
    c.rows(
        &format!(
            "{POST} WHERE article = $1 AND at >= $2 AND at < $3 ORDER BY at DESC, number DESC"
        ),
        &[&article, &from, &to],
        read,
    )
}

/// The newest `most` posts of an article before number `before`, newest first.
pub fn recent(
    c: &mut Conn<'_>,
    article: ArticleId,
    before: i64,
    most: i64,
) -> Result<Vec<LivePost>> {
    c.rows(
        &format!("{POST} WHERE article = $1 AND number < $2 ORDER BY number DESC LIMIT $3"),
        &[&article, &before, &most],
        read,
    )
}

/// The standing posts that are marked as key moments, newest first.
pub fn pinned(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<LivePost>> {
    let all = c.rows(
        &format!("{POST} WHERE article = $1 AND pinned = 1 ORDER BY at DESC, number DESC"),
        &[&article],
        read,
    )?;
    Ok(all.into_iter().filter(LivePost::stands).collect())
}

/// Every post of an article, oldest first.
pub fn all(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<LivePost>> {
    c.rows(
        &format!("{POST} WHERE article = $1 ORDER BY at, number"),
        &[&article],
        read,
    )
}

/// The posts in whose value these letters stand. Of a thousand posts a few have
/// corrections or pictures: the others need not be read for each save.
fn with(c: &mut Conn<'_>, article: ArticleId, letters: &str) -> Result<Vec<LivePost>> {
    c.rows(
        &format!("{POST} WHERE article = $1 AND value LIKE $2 ORDER BY at, number"),
        &[&article, &letters],
        read,
    )
}

/// Of a live article, the public corrections of its standing posts, oldest first.
pub fn corrections_of(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<Correction>> {
    let posts = with(c, article, "%\"corrections\":[{%")?;
    let standing = posts.into_iter().filter(LivePost::stands);
    let mut found: Vec<Correction> = standing.flat_map(|post| post.corrections).collect();
    found.sort_by_key(|correction| (correction.at, correction.id));
    Ok(found)
}

/// The pictures of an article's standing posts.
pub fn pictures_of(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<MediaId>> {
    let posts = with(c, article, "%\"media\":%")?;
    let standing = posts.iter().filter(|post| post.stands());
    let found: BTreeSet<MediaId> = standing.flat_map(|post| post.text.pictures()).collect();
    Ok(found.into_iter().collect())
}

/// Every picture that any revision of any post of an article ever showed.
pub fn pictures_ever(c: &mut Conn<'_>, article: ArticleId) -> Result<BTreeSet<MediaId>> {
    let texts: Vec<PostText> = c.rows(
        "SELECT r.text FROM post_revisions r JOIN posts p ON p.id = r.post WHERE p.article = $1",
        &[&article],
        |row| Ok(row.get::<Json<PostText>>(0)?.0),
    )?;
    Ok(texts.iter().flat_map(PostText::pictures).collect())
}

/// One saved text of a post.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Revision {
    /// Counts from 1.
    pub number: i64,
    /// Who saved it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The text.
    pub text: PostText,
}

/// The revisions of a post, newest first.
pub fn revisions(c: &mut Conn<'_>, post: PostId) -> Result<Vec<Revision>> {
    c.rows(
        "SELECT number, by_person, at, text FROM post_revisions WHERE post = $1
         ORDER BY number DESC",
        &[&post],
        |row| {
            Ok(Revision {
                number: row.get(0)?,
                by: row.get(1)?,
                at: row.get(2)?,
                text: row.get::<Json<PostText>>(3)?.0,
            })
        },
    )
}

/// Writes a post of this article, its text as a revision where that is new, and
/// brings to it what the public sees of the article beside its page: corrections,
/// pictures. `by` is who does it.
pub fn save(act: &mut Act<'_, '_>, article: &Article, post: &LivePost, by: PersonId) -> Result<()> {
    let before = by_id(act.conn(), post.id)?;
    let list = List::Posts(post.article);
    let name = list.to_string();
    let page = if before.is_some() {
        lists::page_at(act.conn(), &name, post.at.micros())?.unwrap_or(1)
    } else {
        lists::page_for(act, &name, post.at.micros(), |c, from| {
            held(c, post.article, from)
        })?
    };
    act.execute(
        "INSERT INTO posts (id, article, number, at, pinned, value)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET pinned = excluded.pinned, value = excluded.value",
        &[
            &post.id,
            &post.article,
            &post.number,
            &post.at,
            &i64::from(post.pinned),
            &Json(post),
        ],
    )?;
    if before.as_ref().map(|before| before.revision) != Some(post.revision) {
        let at = act.at();
        act.execute(
            "INSERT INTO post_revisions (post, number, by_person, at, text)
             VALUES ($1, $2, $3, $4, $5)",
            &[&post.id, &post.revision, &by, &at, &Json(&post.text)],
        )?;
    }
    act.change(&RowChange::Post(before.as_ref(), post, page));
    let face = live::face(act.conn(), post.article)?;
    live::settle_pictures(act, post.article, face.as_ref())?;
    corrections::settle(act, article, face.as_ref())
}

/// How many posts an article has from this moment on, and the newest moment.
fn held(c: &mut Conn<'_>, article: ArticleId, from: i64) -> Result<(i64, i64)> {
    let held = c.row(
        "SELECT COUNT(*), COALESCE(MAX(at), 0) FROM posts WHERE article = $1 AND at >= $2",
        &[&article, &from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(held.unwrap_or_default())
}

/// Deletes everything of an article's coverage: the article is erased.
pub(super) fn erase(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    let list = List::Posts(article).to_string();
    for sql in [
        "DELETE FROM post_revisions WHERE post IN (SELECT id FROM posts WHERE article = $1)",
        "DELETE FROM posts WHERE article = $1",
        "DELETE FROM coverages WHERE article = $1",
    ] {
        act.execute(sql, &[&article])?;
    }
    act.execute("DELETE FROM list_pages WHERE list = $1", &[&list])?;
    Ok(())
}

/// Posts whose texts cannot be, whose rows disagree with them, or that stand on no
/// page: for whoever looks whether the rows agree.
pub(super) fn faults(c: &mut Conn<'_>) -> Result<Vec<(Fault, String)>> {
    let mut found = Vec::new();
    c.each(
        "SELECT id, article, number, at, pinned, value FROM posts ORDER BY id",
        &[],
        |row| {
            let id: String = row.get(0)?;
            let Ok(Json(post)) = row.get::<Json<LivePost>>(5) else {
                found.push((Fault::Unreadable, id));
                return Ok(());
            };
            if post.text.body.validate().is_err() {
                found.push((Fault::BadBody, id.clone()));
            }
            let row = (
                row.get::<ArticleId>(1)?,
                row.get::<i64>(2)?,
                row.get::<Timestamp>(3)?,
                row.get::<i64>(4)?,
            );
            let own = (post.article, post.number, post.at, i64::from(post.pinned));
            if row != own || post.id.to_string() != id {
                found.push((Fault::WrongRow, id));
            }
            Ok(())
        },
    )?;
    c.each(
        "SELECT post, number, text FROM post_revisions",
        &[],
        |row| {
            if row.get::<Json<PostText>>(2).is_err() {
                let what = format!("{} {}", row.get::<String>(0)?, row.get::<i64>(1)?);
                found.push((Fault::Unreadable, what));
            }
            Ok(())
        },
    )?;
    c.each(
        "SELECT article, next_event, value FROM coverages",
        &[],
        |row| {
            let article: String = row.get(0)?;
            match row.get::<Json<Coverage>>(2) {
                Ok(Json(coverage)) if coverage.next_event() == row.get(1)? => {}
                Ok(_) => found.push((Fault::WrongRow, article)),
                Err(_) => found.push((Fault::Unreadable, article)),
            }
            Ok(())
        },
    )?;
    let unwritten: Vec<String> = c.rows(
        "SELECT p.id FROM posts p WHERE NOT EXISTS (
             SELECT 1 FROM post_revisions r WHERE r.post = p.id)
         ORDER BY p.id",
        &[],
        |row| row.get(0),
    )?;
    found.extend(unwritten.into_iter().map(|id| (Fault::WrongRow, id)));
    let pageless: Vec<String> = c.rows(
        "SELECT DISTINCT 'posts:' || k.article FROM posts k
         WHERE NOT EXISTS (SELECT 1 FROM list_pages p WHERE p.list = 'posts:' || k.article)
         ORDER BY 1",
        &[],
        |row| row.get(0),
    )?;
    found.extend(pageless.into_iter().map(|list| (Fault::NoPage, list)));
    Ok(found)
}

/// What is wrong with a post or a coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It cannot be read.
    Unreadable,
    /// Its body breaks the rules of bodies.
    BadBody,
    /// Its row says something else than it does, or its text is not kept.
    WrongRow,
    /// Its article's posts have no page.
    NoPage,
}
